//! The situations that the tests of three schedulers cover, in our terms: `target/goalert`, `grafana/oncall` and
//! `linkedin/oncall`, as GitHub calls their repositories.
//!
//! Each table beside this file reads as documentation. A case names the test that has its situation, says where ours
//! differs on purpose, and gives a roster, which leaves out what says nothing: its `team`, its `timezone` where that is
//! UTC, and its `people` where they are just those of [`CAST`] that it names. After it come questions, each with its
//! answer:
//!
//! - `shifts FROM to TO`: the shifts that overlap these days, and what planning finds wrong;
//! - `check NOW to UNTIL`: what `check` finds on the day `NOW`, looking ahead to `UNTIL`;
//! - `load FROM to TO`: the hours of each person;
//! - `fair FROM to TO`: what each person holds of each type, and of how much that would be fair;
//! - `on-call`: who holds a shift at each of the times that begin its lines.
//!
//! The test answers every question anew and compares the whole table. At a table's end stands what has no place here.

#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy knows the tests here, but not the functions they share")]

use std::fmt::Write;

use chrono::TimeDelta;
use hausmeister::roster::Roster;
use hausmeister::schedule::{Schedule, Shift};
use hausmeister::time::{Instant, When};
use snapbox::{Data, assert_data_eq, file};

use checking::check;
use loads::{fair, loads};
use reading::Reading;
use timetable::timetable;

#[path = "../support/checking.rs"]
mod checking;
#[path = "../support/loads.rs"]
mod loads;
#[path = "../support/reading.rs"]
mod reading;
#[path = "../support/timetable.rs"]
mod timetable;

/// Everyone whom a roster here may name without listing them under `people`.
const CAST: [&str; 8] = ["ana", "bruno", "carla", "davi", "emine", "flora", "gabi", "heitor"];

/// How the line begins that says where a case's situation is tested.
const SOURCES: [&str; 3] = [
    "Tested by GoAlert in `",
    "Tested by Grafana OnCall in `engine/apps/schedules/tests/",
    "Tested by LinkedIn's oncall in `",
];

#[test]
fn rotations() {
    holds(file!["rotations.md"]);
}

#[test]
fn overrides() {
    holds(file!["overrides.md"]);
}

#[test]
fn swaps() {
    holds(file!["swaps.md"]);
}

#[test]
fn coverage() {
    holds(file!["coverage.md"]);
}

/// Answers every question of a table anew and compares.
fn holds(table: Data) {
    let written = table.render().unwrap();
    let answered = written.split_inclusive("\n#").map(section).collect::<String>();
    assert_data_eq!(Data::text(answered), table.raw());
}

/// A part of a table up to the next heading, with the answers that hold now. That of a case has two of the marks of
/// its third level here; the first ended the part before.
fn section(written: &str) -> String {
    let mut parts = written.split("\n```");
    let mut answered = parts.next().unwrap().to_owned();
    let (mut roster, mut questions) = (String::new(), 0);
    while let Some(block) = parts.next() {
        let (head, body) = block.split_once('\n').unwrap_or((block, ""));
        let answer = if head == "yaml" {
            roster = whole(body);
            body.to_owned()
        } else {
            questions += 1;
            answer(head, body, &roster)
        };
        let after = parts.next().unwrap();
        write!(answered, "\n```{head}\n{answer}\n```{after}").unwrap();
    }
    if written.starts_with("##") {
        let from = SOURCES.iter().any(|source| written.lines().any(|line| line.starts_with(source)));
        assert!(from && questions > 0, "a case without its source or without a question: {written}");
    }
    answered
}

/// A roster with what its case leaves out, at its end, so that lines keep their numbers.
fn whole(written: &str) -> String {
    let mut text = format!("{written}\nteam: T\n");
    let says = |key: &str| written.lines().any(|line| line.starts_with(key));
    if !says("timezone:") {
        text += "timezone: UTC\n";
    }
    if !says("people:") {
        let named: Vec<_> = CAST.into_iter().filter(|id| written.contains(id)).map(|id| format!("{id}:")).collect();
        writeln!(text, "people: {{ {} }}", named.join(", ")).unwrap();
    }
    text
}

/// The answer to what stands at the head of a block.
fn answer(question: &str, body: &str, roster: &str) -> String {
    let told = match question.split(' ').collect::<Vec<_>>()[..] {
        ["shifts", from, "to", to] => timetable(roster, from, to),
        ["check", now, "to", until] => check(roster, now, until),
        ["load", from, "to", to] => loads(roster, from, to),
        ["fair", from, "to", to] => fair(roster, from, to),
        ["on-call"] => on_call(roster, body),
        _ => panic!("no question: {question}"),
    };
    if told.is_empty() { String::from("nothing") } else { told }
}

/// The time that begins each line of `times`, with who holds a shift then.
fn on_call(text: &str, times: &str) -> String {
    let mut reading = Reading::of(text);
    let zone = reading.roster.as_ref().unwrap().zone.clone();
    let times = times.lines().map(|line| line.split("  ").next().unwrap());
    let times: Vec<_> = times.map(|time| (time, time.parse::<When>().unwrap().instant(&zone))).collect();
    let last = times.iter().map(|(_, instant)| *instant).max().unwrap();
    let schedule = reading.plan(last + TimeDelta::minutes(1));
    let roster = reading.roster.as_ref().unwrap();
    let lines = times.into_iter().map(|(time, instant)| format!("{time}  {}", holders(roster, &schedule, instant)));
    lines.collect::<Vec<_>>().join("\n")
}

fn holders(roster: &Roster, schedule: &Schedule, instant: Instant) -> String {
    let running = schedule.on_call(roster, instant).into_iter().flatten();
    let id = |shift: &Shift| shift.holder.map_or("nobody", |holder| roster.person(holder).id.as_str());
    let ids: Vec<_> = running.map(id).collect();
    if ids.is_empty() { String::from("no shift") } else { ids.join(", ") }
}
