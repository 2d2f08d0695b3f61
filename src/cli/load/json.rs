//! The load for programs, version 1.

use chrono::SecondsFormat;
use serde::Serialize;

use super::Report;
use crate::roster::Roster;
use crate::schedule::load::{Bucket, Carried, Minutes, Spread};
use crate::time::Instant;

/// The JSON Schema (2020-12) that describes the answer of `load --format json`, field by field.
pub const SCHEMA: &str = include_str!("load.schema.json");

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    team: &'a str,
    timezone: &'a str,
    from: String,
    to: String,
    people: Vec<PersonAnswer<'a>>,
    spread: Option<SpreadAnswer<'a>>,
    shift_types: Vec<TypeAnswer<'a>>,
}

#[derive(Serialize)]
struct TypeAnswer<'a> {
    r#type: &'a str,
    name: &'a str,
    people: Vec<PersonAnswer<'a>>,
    spread: Option<SpreadAnswer<'a>>,
}

#[derive(Serialize)]
struct PersonAnswer<'a> {
    person: &'a str,
    name: &'a str,
    minutes: MinutesAnswer,
    fair_minutes: i64,
    share_percent: Option<i64>,
}

#[derive(Serialize)]
struct MinutesAnswer {
    work_hours: i64,
    evenings_and_nights: i64,
    weekends: i64,
    holidays: i64,
    total: i64,
}

#[derive(Serialize)]
struct SpreadAnswer<'a> {
    most: End<'a>,
    least: End<'a>,
    times: Option<f64>,
}

#[derive(Serialize)]
struct End<'a> {
    person: &'a str,
    minutes: i64,
}

/// The answer as a text.
pub fn json(report: &Report<'_>) -> String {
    let roster = report.roster();
    let all = report.balance.people(|_| true);
    let types = roster.shift_types().map(|(index, shift_type)| {
        let people = report.balance.people(|of| of == index);
        TypeAnswer {
            r#type: &shift_type.id,
            name: &shift_type.name,
            spread: spread(roster, &people),
            people: in_order(roster, people),
        }
    });
    let answer = Answer {
        version: 1,
        team: &roster.team,
        timezone: roster.zone.name(),
        from: rfc3339(report.span.start),
        to: rfc3339(report.span.end),
        spread: spread(roster, &all),
        people: in_order(roster, all),
        shift_types: types.collect(),
    };
    // Only maps with other keys than texts, or a failing writer, could make this fail.
    serde_json::to_string_pretty(&answer).unwrap_or_default() + "\n"
}

/// In the roster's order: who carries most may change from one week to the next.
fn in_order(roster: &Roster, mut people: Vec<Carried>) -> Vec<PersonAnswer<'_>> {
    people.sort_by_key(|carried| carried.person);
    let answer = |carried: Carried| {
        let person = roster.person(carried.person);
        PersonAnswer {
            person: &person.id,
            name: &person.name,
            minutes: minutes(carried.minutes),
            fair_minutes: carried.fair,
            share_percent: carried.share(),
        }
    };
    people.into_iter().map(answer).collect()
}

fn minutes(minutes: Minutes) -> MinutesAnswer {
    MinutesAnswer {
        work_hours: minutes.of(Bucket::WorkHours),
        evenings_and_nights: minutes.of(Bucket::EveningsAndNights),
        weekends: minutes.of(Bucket::Weekends),
        holidays: minutes.of(Bucket::Holidays),
        total: minutes.total(),
    }
}

fn spread<'a>(roster: &'a Roster, people: &[Carried]) -> Option<SpreadAnswer<'a>> {
    let spread = Spread::of(people)?;
    let end =
        |carried: Carried| End { person: roster.person(carried.person).id.as_str(), minutes: carried.minutes.total() };
    let times = spread.hundredfold().and_then(|times| u32::try_from(times).ok()).map(|times| f64::from(times) / 100.0);
    Some(SpreadAnswer { most: end(spread.most), least: end(spread.least), times })
}

fn rfc3339(instant: Instant) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}
