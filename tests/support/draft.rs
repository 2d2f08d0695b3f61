//! Rosters made up by chance: plain data for a model to reckon with, and the text of a `roster.yaml` that says it.

use std::fmt::Write;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use hausmeister::time::Instant;
use proptest::collection::vec;
use proptest::prelude::*;

use super::clock;
use super::hours::{Hours, TIMES, hours};

/// A person by number, or nobody.
pub type Holder = Option<usize>;

/// A roster without what has no part in planning.
#[derive(Debug, Clone)]
pub struct Draft {
    pub zone: Tz,
    pub starts: NaiveDate,
    pub people: usize,
    pub rotations: Vec<Vec<Era>>,
    /// A type follows only types before it here.
    pub types: Vec<ShiftType>,
    /// Whether the text names the last type first.
    pub types_reversed: bool,
    pub overrides: Vec<Override>,
}

#[derive(Debug, Clone)]
pub struct Era {
    pub since: NaiveDate,
    pub order: Vec<Holder>,
    /// A person who stands in `order`.
    pub first: Option<Holder>,
}

#[derive(Debug, Clone)]
pub struct ShiftType {
    pub hours: Hours,
    pub draw: Draw,
    pub level: Option<usize>,
}

#[derive(Debug, Clone, Copy)]
pub enum Draw {
    Rotation { rotation: usize, offset: i64, turn: Turn },
    Follows { shift_type: usize, after: i64 },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    Weeks(usize),
    Windows(usize),
}

#[derive(Debug, Clone)]
pub struct Override {
    pub types: Vec<usize>,
    pub change: Change,
}

#[derive(Debug, Clone)]
pub enum Change {
    Span { from: Instant, to: Instant, person: Holder, instead_of: Option<usize> },
    WeekOf { day: NaiveDate, person: Holder, instead_of: Option<usize> },
    Swap { people: [usize; 2], weeks_of: [NaiveDate; 2] },
}

/// The instant at which a made up roster is no longer looked at: fourteen weeks after its start.
const LENGTH: u64 = 14 * 7;

impl Draft {
    pub fn until(&self) -> Instant {
        (self.starts + Days::new(LENGTH)).and_time(NaiveTime::MIN).and_utc()
    }

    /// The text that says it, with each override on a line of its own at the end.
    pub fn text(&self) -> String {
        let mut text = format!("team: T\ntimezone: {}\nstarts: {}\npeople:\n", self.zone.name(), self.starts);
        for person in 0..self.people {
            writeln!(text, "  p{person}:").unwrap();
        }
        text += "rotations:\n";
        for (number, eras) in self.rotations.iter().enumerate() {
            text += &rotation(number, eras, self.starts);
        }
        text += "shifts:\n";
        let mut types: Vec<_> = self.types.iter().enumerate().map(|(number, of)| shift_type(number, of)).collect();
        if self.types_reversed {
            types.reverse();
        }
        text += &types.concat();
        text += &escalation(&self.types);
        if !self.overrides.is_empty() {
            text += "overrides:\n";
        }
        for (number, change) in self.overrides.iter().enumerate() {
            text += &self.change(number, change);
        }
        text
    }

    /// Which override stands on a line of the text, counted from 1.
    pub fn override_on(&self, text: &str, line: usize) -> usize {
        line - 1 - (text.lines().count() - self.overrides.len())
    }

    fn change(&self, number: usize, change: &Override) -> String {
        let types: Vec<_> = change.types.iter().map(|of| format!("t{of}")).collect();
        let instead_of = |expected: Option<usize>| expected.map_or(String::new(), |it| format!(", instead_of: p{it}"));
        let what = match &change.change {
            Change::Span { from, to, person, instead_of: expected } => {
                let [from, to] = [from, to].map(|end| self.moment(*end));
                format!("from: {from}, to: {to}, person: {}{}", name(*person), instead_of(*expected))
            }
            Change::WeekOf { day, person, instead_of: expected } => {
                format!("week_of: {day}, person: {}{}", name(*person), instead_of(*expected))
            }
            Change::Swap { people: [one, other], weeks_of: [first, second] } => {
                format!("swap: [p{one}, p{other}], weeks_of: [{first}, {second}]")
            }
        };
        format!("  - {{ shift: [{}], why: o{number}, {what} }}\n", types.join(", "))
    }

    /// An instant on the clock where that is plain, else with its offset.
    fn moment(&self, instant: Instant) -> String {
        let local = clock::shown(self.zone, instant);
        if clock::is_plain(self.zone, local) {
            local.format("%Y-%m-%d %H:%M").to_string()
        } else {
            instant.format("%Y-%m-%dT%H:%M+00:00").to_string()
        }
    }
}

/// A person's id.
pub fn name(holder: Holder) -> String {
    holder.map_or(String::from("nobody"), |person| format!("p{person}"))
}

fn list(order: &[Holder]) -> String {
    format!("[{}]", order.iter().map(|holder| name(*holder)).collect::<Vec<_>>().join(", "))
}

/// The short form where it says the same.
fn rotation(number: usize, eras: &[Era], starts: NaiveDate) -> String {
    if let [Era { since, order, first: None }] = eras
        && *since == starts
    {
        return format!("  r{number}: {}\n", list(order));
    }
    let mut text = format!("  r{number}:\n");
    for era in eras {
        let first = era.first.map_or(String::new(), |first| format!(", first: {}", name(first)));
        writeln!(text, "    - {{ since: {}, order: {}{first} }}", era.since, list(&era.order)).unwrap();
    }
    text
}

fn shift_type(number: usize, of: &ShiftType) -> String {
    let draw = match of.draw {
        Draw::Rotation { rotation, offset, turn } => {
            let turn = match turn {
                Turn::Weeks(1) => String::new(),
                Turn::Weeks(weeks) => format!(", turn: {weeks} weeks"),
                Turn::Windows(windows) => format!(", turn: {windows} windows"),
            };
            format!("rotation: r{rotation}, offset: {offset}{turn}")
        }
        Draw::Follows { shift_type, after } => format!("follows: t{shift_type}, after: {after} weeks"),
    };
    format!("  t{number}: {{ hours: {:?}, {draw} }}\n", of.hours.texts)
}

fn escalation(types: &[ShiftType]) -> String {
    let level = |level: usize| {
        let of = types.iter().enumerate().filter(|(_, of)| of.level == Some(level));
        of.map(|(number, _)| format!("t{number}")).collect::<Vec<_>>()
    };
    let levels: Vec<_> = (0..2).map(level).filter(|level| !level.is_empty()).collect();
    if levels.is_empty() {
        return String::new();
    }
    let levels: Vec<_> = levels.iter().map(|level| format!("[{}]", level.join(", "))).collect();
    format!("escalation: [{}]\n", levels.join(", "))
}

/// Zones with a day before one of their changes, and one of the last days of a year with an ISO week 53.
const PLACES: [(Tz, &str); 12] = [
    (Tz::Europe__Berlin, "2026-03-09"),
    (Tz::Europe__Berlin, "2026-10-05"),
    (Tz::America__Sao_Paulo, "2018-10-15"),
    (Tz::America__Sao_Paulo, "2019-01-28"),
    (Tz::America__Chicago, "2026-02-16"),
    (Tz::America__Chicago, "2026-10-12"),
    (Tz::Australia__Lord_Howe, "2026-03-16"),
    (Tz::Australia__Lord_Howe, "2026-09-14"),
    (Tz::Pacific__Apia, "2011-12-05"),
    // Its clocks went back from 00:01 to 23:01 of the day before.
    (Tz::America__St_Johns, "2010-10-18"),
    (Tz::UTC, "2024-02-12"),
    (Tz::UTC, "2026-12-14"),
];

/// Any roster.
pub fn drafts() -> impl Strategy<Value = Draft> {
    let place = (prop::sample::select(&PLACES[..]), 0_u64..21);
    let rotations = vec((-10_i64..=10, vec(eras(), 1..=4), any::<bool>()), 1..=2);
    let types = vec((hours(), draws(), prop::option::of(0_usize..2)), 1..=4);
    (place, 1_usize..=8, rotations, types, any::<bool>(), vec(overrides(), 0..=5)).prop_map(
        |((place, day), people, rotations, types, types_reversed, overrides)| {
            let starts = place.1.parse::<NaiveDate>().unwrap() + Days::new(day);
            let era = |since: NaiveDate, (order, first): &(Vec<Holder>, Option<usize>)| {
                let order: Vec<_> = order.iter().map(|holder| holder.map(|person| person % people)).collect();
                Era { since, first: first.map(|first| order[first % order.len()]), order }
            };
            let rotations: Vec<Vec<Era>> = rotations
                .iter()
                .map(|(first_day, eras, from_start)| {
                    let mut since = starts + TimeDelta::days(if *from_start { 0 } else { *first_day });
                    let mut rising = Vec::new();
                    for (days, raw) in eras {
                        rising.push(era(since, raw));
                        since = since + Days::new(*days);
                    }
                    rising
                })
                .collect();
            let types: Vec<_> = types
                .into_iter()
                .enumerate()
                .map(|(number, (hours, draw, level))| ShiftType {
                    hours,
                    draw: fitting(draw, number, rotations.len()),
                    level,
                })
                .collect();
            let overrides = overrides.iter().map(|raw| Override::made(raw, starts, people, types.len())).collect();
            Draft { zone: place.0, starts, people, rotations, types, types_reversed, overrides }
        },
    )
}

/// Days until the next era, the order, the place of `first`.
fn eras() -> impl Strategy<Value = (u64, (Vec<Holder>, Option<usize>))> {
    let holder = prop_oneof![9 => (0_usize..8).prop_map(Some), 1 => Just(None)];
    (1_u64..40, (vec(holder, 1..=8), prop::option::weighted(0.3, 0_usize..8)))
}

fn draws() -> impl Strategy<Value = Draw> {
    let turn = prop_oneof![(1_usize..=3).prop_map(Turn::Weeks), (1_usize..=3).prop_map(Turn::Windows)];
    let rotation = (0_usize..2, -9_i64..=9, turn);
    prop_oneof![
        2 => rotation.prop_map(|(rotation, offset, turn)| Draw::Rotation { rotation, offset, turn }),
        1 => (0_usize..4, 1_i64..=3).prop_map(|(shift_type, after)| Draw::Follows { shift_type, after }),
    ]
}

/// A draw whose numbers lead to entries; the first type has none to follow.
fn fitting(draw: Draw, number: usize, rotations: usize) -> Draw {
    match draw {
        Draw::Rotation { rotation, offset, turn } => Draw::Rotation { rotation: rotation % rotations, offset, turn },
        Draw::Follows { .. } if number == 0 => Draw::Rotation { rotation: 0, offset: 0, turn: Turn::Weeks(1) },
        Draw::Follows { shift_type, after } => Draw::Follows { shift_type: shift_type % number, after },
    }
}

/// Numbers of which an override can be made.
#[derive(Debug, Clone)]
struct RawOverride {
    types: Vec<usize>,
    kind: usize,
    days: [i64; 2],
    minutes: [i64; 2],
    holder: Holder,
    people: [usize; 2],
    checked: bool,
}

fn overrides() -> impl Strategy<Value = RawOverride> {
    let days = prop::array::uniform2(-8_i64..110);
    let minutes = (prop::sample::select(&TIMES[..]), prop_oneof![1_i64..=2_000, 1_i64..=20_000]);
    let holder = prop_oneof![9 => (0_usize..8).prop_map(Some), 1 => Just(None)];
    let people = prop::array::uniform2(0_usize..8);
    (vec(0_usize..4, 1..=2), 0_usize..4, days, minutes, holder, people, prop::bool::weighted(0.3)).prop_map(
        |(types, kind, days, (from, length), holder, people, checked)| RawOverride {
            types,
            kind,
            days,
            minutes: [from, length],
            holder,
            people,
            checked,
        },
    )
}

impl Override {
    fn made(raw: &RawOverride, starts: NaiveDate, people: usize, types: usize) -> Self {
        let mut covered: Vec<_> = raw.types.iter().map(|of| of % types).collect();
        covered.dedup();
        let [day, other_day] = raw.days.map(|days| starts + TimeDelta::days(days));
        let [one, other] = raw.people.map(|person| person % people);
        let person = raw.holder.map(|person| person % people);
        let instead_of = raw.checked.then_some(one);
        let change = match raw.kind {
            // A swap with oneself is none.
            1 if one != other => Change::Swap { people: [one, other], weeks_of: [day, other_day] },
            0 | 1 => Change::WeekOf { day, person, instead_of },
            _ => {
                let from: NaiveDateTime = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(raw.minutes[0]);
                let from = from.and_utc();
                Change::Span { from, to: from + TimeDelta::minutes(raw.minutes[1]), person, instead_of }
            }
        };
        Self { types: covered, change }
    }
}
