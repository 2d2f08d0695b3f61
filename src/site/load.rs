//! The load page: who carries how much, before the running week and from it on.

use std::collections::BTreeMap;

use super::Inputs;
use super::context::{Hours, Load as LoadPage, LoadOfType, LoadPart, LoadPeriod, LoadRow, Spread};
use super::dates::Dates;
use super::describe::Describer;
use super::percent::percent;
use super::press::{Origin, Press, Sheet};
use crate::roster::{PersonIndex, ShiftTypeIndex};
use crate::schedule::load::{self, Balance, Bucket, Carried, Minutes};
use crate::time::Interval;

/// Where it is.
pub const ADDRESS: &str = "load/";
/// So many people who carry nothing are listed one by one; more are counted. Among thousands, most carry nothing of most
/// shift types.
const MOST_WITHOUT: usize = 100;

/// What everyone carries in the published span.
pub struct Loads {
    /// Before the running week.
    pub past: Balance,
    /// From the running week on.
    pub coming: Balance,
}

/// What everyone carries in the published span.
pub fn loads(inputs: &Inputs<'_>) -> Loads {
    let balance = |span: Option<Interval>| {
        span.map(|span| Balance::new(inputs.roster, inputs.schedule, span)).unwrap_or_default()
    };
    Loads { past: balance(past(inputs)), coming: balance(coming(inputs)) }
}

/// The minutes as text.
pub fn in_words(dates: &Dates<'_>, minutes: &Minutes) -> Hours {
    Hours {
        work_hours: dates.hours(minutes.of(Bucket::WorkHours)),
        evenings_and_nights: dates.hours(minutes.of(Bucket::EveningsAndNights)),
        weekends: dates.hours(minutes.of(Bucket::Weekends)),
        holidays: dates.hours(minutes.of(Bucket::Holidays)),
        total: dates.hours(minutes.total()),
    }
}

pub fn sheet(press: &Press<'_>, loads: &Loads) -> Sheet {
    let describer = press.describer;
    let inputs = describer.inputs;
    let page = LoadPage {
        page: press.page(ADDRESS, Vec::new(), None),
        past: period(&describer, past(inputs), &loads.past),
        coming: period(&describer, coming(inputs), &loads.coming),
    };
    press.sheet(ADDRESS, "load.html", &page, Origin::built_in(ADDRESS))
}

fn past(inputs: &Inputs<'_>) -> Option<Interval> {
    Interval::new(inputs.span.start, inputs.week.start)
}

fn coming(inputs: &Inputs<'_>) -> Option<Interval> {
    Interval::new(inputs.week.start, inputs.span.end)
}

fn period(describer: &Describer<'_>, span: Option<Interval>, balance: &Balance) -> LoadPeriod {
    let people = balance.people(|_| true);
    let types = describer.inputs.roster.shift_types().filter_map(|(shift_type, _)| {
        let people = balance.people(|of| of == shift_type);
        let (listed, unlisted) = listed(&people);
        (!people.is_empty()).then(|| LoadOfType {
            shift_type: describer.shift_type(shift_type),
            rows: rows(describer, span, listed, |of| of == shift_type),
            unlisted: unlisted.len(),
            spread: spread(describer, &people),
        })
    });
    let (listed, unlisted) = listed(&people);
    LoadPeriod {
        span: span.map(|span| describer.dates.stretch(span)),
        rows: rows(describer, span, listed, |_| true),
        unlisted: unlisted.len(),
        spread: spread(describer, &people),
        types: types.collect(),
    }
}

/// Those of `people`, who carries most first, who are listed one by one, and those who are counted.
fn listed(people: &[Carried]) -> (&[Carried], &[Carried]) {
    let carrying = people.partition_point(|carried| carried.minutes.total() > 0);
    let is_short = people.len() - carrying <= MOST_WITHOUT;
    people.split_at(if is_short { people.len() } else { carrying })
}

fn rows(
    describer: &Describer<'_>,
    span: Option<Interval>,
    people: &[Carried],
    counts: impl Fn(ShiftTypeIndex) -> bool,
) -> Vec<LoadRow> {
    let most = people.first().map_or(0, |carried| carried.minutes.total());
    let mut shifts: BTreeMap<PersonIndex, usize> = BTreeMap::new();
    for shift in span.into_iter().flat_map(|span| describer.inputs.schedule.within(span)) {
        if let Some(holder) = shift.holder.filter(|_| counts(shift.shift_type)) {
            *shifts.entry(holder).or_default() += 1;
        }
    }
    let row = |carried: &Carried| LoadRow {
        person: describer.person(carried.person),
        shifts: shifts.get(&carried.person).copied().unwrap_or_default(),
        hours: describer.hours(&carried.minutes),
        share: carried.share().map(|percent| percent.to_string()),
        parts: parts(&describer.dates, &carried.minutes, most),
    };
    people.iter().map(row).collect()
}

/// How far people are apart; there is nothing between fewer than two.
fn spread(describer: &Describer<'_>, people: &[Carried]) -> Option<Spread> {
    let spread = load::Spread::of(people)?;
    let hours = |carried: &Carried| describer.dates.hours(carried.minutes.total());
    Some(Spread {
        least: describer.person(spread.least.person),
        least_hours: hours(&spread.least),
        most: describer.person(spread.most.person),
        most_hours: hours(&spread.most),
        times: spread.hundredfold().filter(|_| !spread.is_even()).map(places),
        is_even: spread.is_even(),
    })
}

/// Hundredths as a number with at most two places after the point: `1.75`, `2`.
fn places(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The buckets as parts of a bar that is as wide as `most`.
fn parts(dates: &Dates<'_>, minutes: &Minutes, most: i64) -> Vec<LoadPart> {
    let mut x = 0;
    let mut parts = Vec::new();
    for bucket in Bucket::ALL {
        let length = minutes.of(bucket);
        if length > 0 {
            parts.push(LoadPart {
                kind: kind(bucket).to_owned(),
                hours: dates.hours(length),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_is_written_to_two_places() {
        assert_eq!([175, 110, 200, 100, 101].map(places), ["1.75", "1.1", "2", "1", "1.01"]);
    }
}
