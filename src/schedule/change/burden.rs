//! What each person of a roster carries in a span: hours by the existing reckoning of loads, and weekends.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

use crate::roster::Roster;
use crate::schedule::{Schedule, load};
use crate::time::Interval;

/// What somebody carries in a span.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Burden {
    /// Minutes of shifts of every type.
    pub minutes: i64,
    /// Weekends of which they hold any part of the Saturday or the Sunday.
    pub weekends: usize,
}

/// What everyone carries, by the order of `people`.
pub fn of(roster: &Roster, schedule: &Schedule, span: Interval) -> Vec<Burden> {
    let mut burdens = vec![Burden::default(); roster.people.len()];
    for ((person, _), minutes) in load::load(roster, schedule.within(span), span) {
        if let Some(burden) = burdens.get_mut(person.0) {
            burden.minutes += minutes.total();
        }
    }
    let mut weekends = vec![BTreeSet::new(); roster.people.len()];
    for shift in schedule.within(span) {
        let held = shift.holder.and_then(|person| weekends.get_mut(person.0));
        if let (Some(held), Some(part)) = (held, shift.interval.intersection(&span)) {
            held.extend(saturdays(roster, part));
        }
    }
    for (burden, weekends) in burdens.iter_mut().zip(weekends) {
        burden.weekends = weekends.len();
    }
    burdens
}

/// The Saturday of each weekend that an interval touches, on the team's clock.
fn saturdays(roster: &Roster, interval: Interval) -> impl Iterator<Item = NaiveDate> {
    let first = roster.zone.local(interval.start).date();
    let last = roster.zone.local(interval.end - TimeDelta::nanoseconds(1)).date();
    first.iter_days().take_while(move |day| *day <= last).filter_map(|day| match day.weekday() {
        Weekday::Sat => Some(day),
        Weekday::Sun => day.checked_sub_days(Days::new(1)),
        _ => None,
    })
}
