//! `schedule.json`: the resolved schedule for programs, version 1.
//!
//! Every entry of a list stands on a line of its own, so that two builds can be compared by eye and by `diff`.

use chrono::SecondsFormat;
use serde::Serialize;

use super::{Context, uid};
use crate::roster::{Person, PersonIndex, ShiftType};
use crate::schedule::Shift;
use crate::time::Instant;

/// The JSON Schema (2020-12) that describes `schedule.json`.
pub const SCHEDULE_SCHEMA: &str = include_str!("schedule.schema.json");

/// The shifts that overlap the published span, whole, with those that nobody holds.
#[must_use]
pub fn schedule_json(context: &Context<'_>) -> String {
    schedule_json_of(context, &context.schedule.within(context.span).collect::<Vec<_>>())
}

/// Only `shifts`, for `hausmeister schedule --format json`.
#[must_use]
pub fn schedule_json_of(context: &Context<'_>, shifts: &[&Shift]) -> String {
    let roster = context.roster;
    let people = roster.people.iter().map(|person| keyed(&person.id, &Contact::of(person)));
    let types = roster.shift_types.iter().map(|of| keyed(&of.id, &Hours::of(of)));
    let levels = roster.escalation.iter().map(|level| {
        let ids = level.shift_types.iter().map(|of| roster.shift_type(*of).id.as_str());
        ids.collect::<Vec<_>>()
    });
    let fields = [
        ("version", json(&1)),
        ("team", json(&roster.team)),
        ("timezone", json(&roster.zone.name())),
        ("revision", json(&instant(context.revision))),
        ("from", json(&instant(context.span.start))),
        ("to", json(&instant(context.span.end))),
        ("people", block('{', people, '}')),
        ("shift_types", block('{', types, '}')),
        ("escalation", json(&levels.collect::<Vec<_>>())),
        ("shifts", block('[', shifts.iter().map(|shift| json(&Entry::of(context, shift))), ']')),
    ];
    let fields: Vec<_> = fields.iter().map(|(key, value)| format!("  \"{key}\": {value}")).collect();
    format!("{{\n{}\n}}\n", fields.join(",\n"))
}

/// What a program may know of a person.
#[derive(Serialize)]
struct Contact<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
}

impl<'a> Contact<'a> {
    fn of(person: &'a Person) -> Self {
        Self { name: &person.name, email: person.email.as_deref() }
    }
}

#[derive(Serialize)]
struct Hours<'a> {
    name: &'a str,
    hours: &'a [String],
}

impl<'a> Hours<'a> {
    fn of(shift_type: &'a ShiftType) -> Self {
        Self { name: &shift_type.name, hours: shift_type.hours.texts() }
    }
}

#[derive(Serialize)]
struct Entry<'a> {
    uid: String,
    r#type: &'a str,
    start: String,
    end: String,
    person: Option<&'a str>,
    #[serde(flatten)]
    overridden: Option<Overridden<'a>>,
}

/// Only where an override gave the shift to someone else.
#[derive(Serialize)]
struct Overridden<'a> {
    instead_of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

impl<'a> Entry<'a> {
    fn of(context: &Context<'a>, shift: &'a Shift) -> Self {
        let roster = context.roster;
        let id = |person: PersonIndex| roster.person(person).id.as_str();
        let overridden = shift.taken_over.as_ref();
        Self {
            uid: uid::uid(roster, shift),
            r#type: &roster.shift_type(shift.shift_type).id,
            start: instant(shift.interval.start),
            end: instant(shift.interval.end),
            person: shift.holder.map(id),
            overridden: overridden
                .map(|taken| Overridden { instead_of: taken.from.map(id), why: taken.why.as_deref() }),
        }
    }
}

/// `2026-11-16T21:00:00Z`.
fn instant(instant: Instant) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// An entry of an object. Keys are ids: nothing in them needs an escape.
fn keyed(id: &str, value: &impl Serialize) -> String {
    format!("{}: {}", json(&id), json(value))
}

/// Entries in brackets, a line each.
fn block(open: char, entries: impl Iterator<Item = String>, close: char) -> String {
    let entries: Vec<_> = entries.map(|entry| format!("    {entry}")).collect();
    if entries.is_empty() { format!("{open}{close}") } else { format!("{open}\n{}\n  {close}", entries.join(",\n")) }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts, numbers and lists of them are always JSON")
}
