//! The load page: who carries how much, before the running week and from it on.

use std::collections::BTreeMap;

use super::Inputs;
use super::context::{Hours, Load as LoadPage, LoadPart, LoadPeriod, LoadRow};
use super::dates;
use super::describe::Describer;
use super::percent::percent;
use super::press::{Origin, Press};
use crate::roster::{PersonIndex, ShiftTypeIndex};
use crate::schedule::load::{self, Bucket, Minutes};
use crate::time::Interval;

const ADDRESS: &str = "load/";

/// Minutes by person and shift type.
pub type Load = BTreeMap<(PersonIndex, ShiftTypeIndex), Minutes>;

/// What everyone carries in the published span.
pub struct Loads {
    /// Before the running week.
    pub past: Load,
    /// From the running week on.
    pub coming: Load,
}

/// What everyone carries in the published span.
pub fn loads(inputs: &Inputs<'_>) -> Loads {
    let load = |span: Option<Interval>| {
        span.map(|span| load::load(inputs.roster, inputs.schedule.within(span), span)).unwrap_or_default()
    };
    Loads { past: load(past(inputs)), coming: load(coming(inputs)) }
}

/// The minutes as text.
pub fn hours(minutes: &Minutes) -> Hours {
    Hours {
        work_hours: dates::hours(minutes.of(Bucket::WorkHours)),
        evenings_and_nights: dates::hours(minutes.of(Bucket::EveningsAndNights)),
        weekends: dates::hours(minutes.of(Bucket::Weekends)),
        holidays: dates::hours(minutes.of(Bucket::Holidays)),
        total: dates::hours(minutes.total()),
    }
}

pub fn publish(press: &mut Press<'_>) {
    let describer = press.describer;
    let inputs = describer.inputs;
    let loads = loads(inputs);
    let page = LoadPage {
        page: press.page(ADDRESS, Vec::new(), None),
        past: period(&describer, past(inputs), &loads.past),
        coming: period(&describer, coming(inputs), &loads.coming),
    };
    press.print(ADDRESS, "load.html", &page, Origin::built_in(ADDRESS));
}

fn past(inputs: &Inputs<'_>) -> Option<Interval> {
    Interval::new(inputs.span.start, inputs.week.start)
}

fn coming(inputs: &Inputs<'_>) -> Option<Interval> {
    Interval::new(inputs.week.start, inputs.span.end)
}

fn period(describer: &Describer<'_>, span: Option<Interval>, load: &Load) -> LoadPeriod {
    let mut people: BTreeMap<PersonIndex, Minutes> = BTreeMap::new();
    for ((person, _), minutes) in load {
        *people.entry(*person).or_default() += *minutes;
    }
    let most = people.values().map(Minutes::total).max().unwrap_or(0);
    let mut people: Vec<_> = people.into_iter().collect();
    people.sort_by_key(|(person, minutes)| (-minutes.total(), *person));
    let row = |(person, minutes): (PersonIndex, Minutes)| LoadRow {
        person: describer.person(person),
        shifts: span.map_or(0, |span| shifts(describer.inputs, person, span)),
        hours: hours(&minutes),
        parts: parts(&minutes, most),
    };
    LoadPeriod { span: span.map(|span| describer.dates.stretch(span)), rows: people.into_iter().map(row).collect() }
}

fn shifts(inputs: &Inputs<'_>, person: PersonIndex, span: Interval) -> usize {
    inputs.schedule.within(span).filter(|shift| shift.holder == Some(person)).count()
}

/// The buckets as parts of a bar that is as wide as `most`.
fn parts(minutes: &Minutes, most: i64) -> Vec<LoadPart> {
    let mut x = 0;
    let mut parts = Vec::new();
    for bucket in Bucket::ALL {
        let length = minutes.of(bucket);
        if length > 0 {
            parts.push(LoadPart {
                kind: kind(bucket).to_owned(),
                hours: dates::hours(length),
                x: percent(x, most),
                width: percent(length, most),
            });
        }
        x += length;
    }
    parts
}

const fn kind(bucket: Bucket) -> &'static str {
    match bucket {
        Bucket::WorkHours => "work-hours",
        Bucket::EveningsAndNights => "evenings-and-nights",
        Bucket::Weekends => "weekends",
        Bucket::Holidays => "holidays",
    }
}
