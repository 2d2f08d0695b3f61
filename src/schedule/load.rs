//! How much each person carries: minutes of shifts by kind of time, exact over changes of the clocks.
//!
//! `load` counts them, `fair` says what of them would be fair, `balance` sets the two beside each other.

mod balance;
mod days;
mod fair;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use super::Shift;
use crate::roster::{PersonIndex, Roster, ShiftTypeIndex};
use crate::time::{Instant, Interval};
use days::days;

pub use balance::{Balance, Carried, Spread};
pub use fair::fair_shares;

/// A kind of time, on the team's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bucket {
    /// In `work_hours`.
    WorkHours,
    /// The rest of a day from Monday to Friday.
    EveningsAndNights,
    /// Saturday and Sunday.
    Weekends,
    /// The days of `holidays` that are the holder's, whatever weekday they are.
    Holidays,
}

impl Bucket {
    /// Every bucket, in the order of tables.
    pub const ALL: [Self; 4] = [Self::WorkHours, Self::EveningsAndNights, Self::Weekends, Self::Holidays];
}

/// Minutes by bucket.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Minutes([i64; Bucket::ALL.len()]);

impl Minutes {
    /// The minutes in one bucket.
    #[must_use]
    pub const fn of(&self, bucket: Bucket) -> i64 {
        self.0[bucket as usize]
    }

    /// The minutes in all buckets.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.0.iter().sum()
    }
}

impl std::ops::AddAssign for Minutes {
    fn add_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| *mine += theirs);
    }
}

/// The minutes that each person holds of each type within `span`; shifts that nobody holds count for nobody.
#[must_use]
pub fn load<'a>(
    roster: &Roster,
    shifts: impl Iterator<Item = &'a Shift>,
    span: Interval,
) -> BTreeMap<(PersonIndex, ShiftTypeIndex), Minutes> {
    let mut calendars = Calendars::new(roster, span);
    let mut load = BTreeMap::new();
    for shift in shifts {
        if let (Some(holder), Some(part)) = (shift.holder, shift.interval.intersection(&span)) {
            *load.entry((holder, shift.shift_type)).or_default() += minutes(calendars.of(holder), part);
        }
    }
    load
}

/// A span cut into stretches of one bucket, once for each set of holidays that people have in it.
struct Calendars<'a> {
    roster: &'a Roster,
    span: Interval,
    by_holidays: BTreeMap<BTreeSet<NaiveDate>, Vec<(Interval, Bucket)>>,
}

impl<'a> Calendars<'a> {
    const fn new(roster: &'a Roster, span: Interval) -> Self {
        Self { roster, span, by_holidays: BTreeMap::new() }
    }

    /// The stretches of a person.
    fn of(&mut self, person: PersonIndex) -> &[(Interval, Bucket)] {
        let holidays = self.roster.holidays.iter().filter(|holiday| holiday.is_for(person));
        let holidays: BTreeSet<_> = holidays.map(|holiday| holiday.on).collect();
        let stretches = |holidays: &BTreeSet<NaiveDate>| stretches(self.roster, holidays, self.span);
        self.by_holidays.entry(holidays).or_insert_with_key(stretches)
    }
}

fn minutes(stretches: &[(Interval, Bucket)], part: Interval) -> Minutes {
    let mut minutes = Minutes::default();
    let first = stretches.partition_point(|(stretch, _)| stretch.end <= part.start);
    for (stretch, bucket) in stretches.iter().skip(first).take_while(|(stretch, _)| stretch.start < part.end) {
        if let Some(common) = stretch.intersection(&part) {
            minutes.0[*bucket as usize] += common.duration().num_minutes();
        }
    }
    minutes
}

/// `span` cut into stretches of one bucket, ascending and touching.
fn stretches(roster: &Roster, holidays: &BTreeSet<NaiveDate>, span: Interval) -> Vec<(Interval, Bucket)> {
    let work = roster.work_hours.as_ref().map(|hours| hours.intervals(&roster.zone, span)).unwrap_or_default();
    let mut stretches = Vec::new();
    for (date, day) in days(&roster.zone, span) {
        if holidays.contains(&date) {
            stretches.push((day, Bucket::Holidays));
        } else if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
            stretches.push((day, Bucket::Weekends));
        } else {
            stretches.extend(working_day(day, &work));
        }
    }
    stretches
}

/// A day cut at the ends of its work hours.
fn working_day(day: Interval, work: &[Interval]) -> Vec<(Interval, Bucket)> {
    let mut stretches = Vec::new();
    let mut at: Instant = day.start;
    let first = work.partition_point(|hours| hours.end <= day.start);
    for hours in work.iter().skip(first).map_while(|hours| hours.intersection(&day)) {
        stretches.extend(Interval::new(at, hours.start).map(|before| (before, Bucket::EveningsAndNights)));
        stretches.push((hours, Bucket::WorkHours));
        at = hours.end;
    }
    stretches.extend(Interval::new(at, day.end).map(|after| (after, Bucket::EveningsAndNights)));
    stretches
}
