//! Rosters made of choices: each is one, whatever the bytes.

use std::fmt::Write;

use chrono::{Days, NaiveDate};

use super::choices::Choices;

const ZONES: &[&str] =
    &["UTC", "America/Sao_Paulo", "Europe/Berlin", "Pacific/Apia", "Australia/Lord_Howe", "America/St_Johns"];
const HOURS: &[&str] = &[
    "Mon 18:00 - Mon 18:00",
    "Mon 18:00 - Fri 18:00",
    "Fri 18:00 - Mon 18:00",
    "Mon-Fri 09:00-18:00",
    "daily 20:00-08:00",
    "Sat,Sun 00:00-24:00",
    "Sun 02:30 - Sun 02:31",
];
const TURNS: &[&str] = &["1 week", "2 weeks", "3 weeks", "1 window", "2 windows"];

/// The day on which made rosters start at the earliest.
pub fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 5).expect("it is a day")
}

fn day(ahead: usize) -> NaiveDate {
    first_day() + Days::new(u64::try_from(ahead).expect("choices are small"))
}

/// The text of a roster.
pub fn roster(bytes: &[u8]) -> String {
    let choices = &mut Choices::new(bytes);
    let people = 1 + choices.below(5);
    let mut text =
        format!("team: T\ntimezone: {}\nstarts: {}\npeople:\n", choices.one_of(ZONES), day(choices.below(21)));
    for person in 0..people {
        let _fits = writeln!(text, "  p{person}: {{ name: Person {person} }}");
    }
    let types = 1 + choices.below(3);
    let rotations = 1 + choices.below(2);
    text.push_str("rotations:\n");
    for rotation in 0..rotations {
        text.push_str(&eras(rotation, people, choices));
    }
    text.push_str("shifts:\n");
    for number in 0..types {
        text.push_str(&shift_type(number, rotations, choices));
    }
    if choices.is() {
        text.push_str("escalation: [t0]\nrules: { notice: 2 weeks, rest: 12 hours }\n");
    }
    let overrides: String = (0..choices.below(4)).map(|_| change(people, types, choices)).collect();
    if !overrides.is_empty() {
        text.extend(["overrides:\n", &overrides]);
    }
    text
}

fn person(people: usize, choices: &mut Choices<'_>) -> String {
    match choices.below(people + 1) {
        person if person == people => String::from("nobody"),
        person => format!("p{person}"),
    }
}

fn eras(rotation: usize, people: usize, choices: &mut Choices<'_>) -> String {
    let mut text = format!("  r{rotation}:\n");
    let mut since = choices.below(14);
    for _ in 0..=choices.below(2) {
        let order: Vec<_> = (0..=choices.below(5)).map(|_| person(people, choices)).collect();
        let first = if choices.is() { format!(", first: {}", order[0]) } else { String::new() };
        let _fits = writeln!(text, "    - {{ since: {}, order: [{}]{first} }}", day(since), order.join(", "));
        since += 1 + choices.below(60);
    }
    text
}

fn shift_type(number: usize, rotations: usize, choices: &mut Choices<'_>) -> String {
    let hours = choices.one_of(HOURS);
    let draw = if number > 0 && choices.is() {
        format!("follows: t{}, after: {} weeks", choices.below(number), 1 + choices.below(3))
    } else {
        let (rotation, turn) = (choices.below(rotations), choices.one_of(TURNS));
        format!("rotation: r{rotation}, offset: {}, turn: {turn}", choices.below(7))
    };
    format!("  t{number}: {{ hours: '{hours}', {draw} }}\n")
}

fn change(people: usize, types: usize, choices: &mut Choices<'_>) -> String {
    let shift = choices.below(types);
    let ahead = choices.below(120);
    match choices.below(3) {
        0 if people > 1 => {
            let one = choices.below(people);
            let other = (one + 1 + choices.below(people - 1)) % people;
            let second = day(ahead + 1 + choices.below(30));
            format!("  - {{ swap: [p{one}, p{other}], shift: t{shift}, weeks_of: [{}, {second}] }}\n", day(ahead))
        }
        1 => format!("  - {{ shift: t{shift}, week_of: {}, person: {} }}\n", day(ahead), person(people, choices)),
        _ => {
            let (from, to) = (choices.below(23), 1 + choices.below(9));
            let person = person(people, choices);
            let (begin, end) = (day(ahead), day(ahead + to));
            format!("  - {{ shift: t{shift}, from: {begin} {from:02}:30, to: {end} 12:00, person: {person} }}\n")
        }
    }
}
