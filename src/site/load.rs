//! The load page: who carries how much, before the running week and from it on.

use std::collections::BTreeMap;

use super::Inputs;
use super::context::{Hours, Load as LoadPage, LoadOfType, LoadPart, LoadPeriod, LoadRow, Spread};
use super::dates::Dates;
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
pub fn hours(dates: &Dates<'_>, minutes: &Minutes) -> Hours {
    Hours {
        work_hours: dates.hours(minutes.of(Bucket::WorkHours)),
        evenings_and_nights: dates.hours(minutes.of(Bucket::EveningsAndNights)),
        weekends: dates.hours(minutes.of(Bucket::Weekends)),
        holidays: dates.hours(minutes.of(Bucket::Holidays)),
        total: dates.hours(minutes.total()),
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
    let people = by_person(load, |_| true);
    let types = describer.inputs.roster.shift_types().filter_map(|(shift_type, _)| {
        let people = by_person(load, |of| of == shift_type);
        (!people.is_empty()).then(|| LoadOfType {
            shift_type: describer.shift_type(shift_type),
            rows: rows(describer, span, &people, |of| of == shift_type),
            spread: spread(describer, &people),
        })
    });
    LoadPeriod {
        span: span.map(|span| describer.dates.stretch(span)),
        rows: rows(describer, span, &people, |_| true),
        spread: spread(describer, &people),
        types: types.collect(),
    }
}

/// What people carry of the types that `counts`, who carries most first.
fn by_person(load: &Load, counts: impl Fn(ShiftTypeIndex) -> bool) -> Vec<(PersonIndex, Minutes)> {
    let mut people: BTreeMap<PersonIndex, Minutes> = BTreeMap::new();
    for ((person, _), minutes) in load.iter().filter(|((_, shift_type), _)| counts(*shift_type)) {
        *people.entry(*person).or_default() += *minutes;
    }
    let mut people: Vec<_> = people.into_iter().collect();
    people.sort_by_key(|(person, minutes)| (-minutes.total(), *person));
    people
}

fn rows(
    describer: &Describer<'_>,
    span: Option<Interval>,
    people: &[(PersonIndex, Minutes)],
    counts: impl Fn(ShiftTypeIndex) -> bool,
) -> Vec<LoadRow> {
    let most = people.first().map_or(0, |(_, minutes)| minutes.total());
    let schedule = describer.inputs.schedule;
    let shifts = |person: PersonIndex, span: Interval| {
        schedule.within(span).filter(|shift| shift.holder == Some(person) && counts(shift.shift_type)).count()
    };
    let row = |(person, minutes): &(PersonIndex, Minutes)| LoadRow {
        person: describer.person(*person),
        shifts: span.map_or(0, |span| shifts(*person, span)),
        hours: hours(&describer.dates, minutes),
        parts: parts(&describer.dates, minutes, most),
    };
    people.iter().map(row).collect()
}

/// How far the last of `people`, who are sorted, is from the first; there is nothing between fewer than two.
fn spread(describer: &Describer<'_>, people: &[(PersonIndex, Minutes)]) -> Option<Spread> {
    let [(most, longest), .., (least, shortest)] = people else { return None };
    Some(Spread {
        least: describer.person(*least),
        least_hours: describer.dates.hours(shortest.total()),
        most: describer.person(*most),
        most_hours: describer.dates.hours(longest.total()),
        times: times(longest.total(), shortest.total()),
    })
}

/// How many times `least` goes into `most`, to two places after the point: `1.75`, `2`. None where they are equal, or
/// where there is nothing to go into `most`.
fn times(most: i64, least: i64) -> Option<String> {
    if most == least || least <= 0 {
        return None;
    }
    let hundredths = (200 * most + least) / (2 * least);
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    Some(text.trim_end_matches('0').trim_end_matches('.').to_owned())
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
        let pairs = [(3024, 1728), (2040, 1848), (4, 2), (3, 2), (1001, 1000), (1006, 1000)];
        let texts = pairs.map(|(most, least)| times(most, least));
        assert_eq!(texts.map(Option::unwrap), ["1.75", "1.1", "2", "1.5", "1", "1.01"]);
        assert_eq!([times(5, 5), times(5, 0), times(0, 0)], [None, None, None]);
    }
}
