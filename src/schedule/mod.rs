//! The schedule: what a roster means over time.
//!
//! [`plan`] turns a roster into every [`Shift`] from its first day up to an instant: holders by rotation or by
//! following, then overrides on top. `coverage` tells what is wrong with the result, `load` what each person
//! carries, `change` how two schedules differ. Nothing here knows the clock: instants are handed in.

pub mod change;
pub mod coverage;
mod fairness;
mod follow;
mod hand_off;
pub mod load;
mod overrides;
mod plan;
mod rotation;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

use crate::diagnostics::Span;
use crate::roster::{PersonIndex, Roster, ShiftTypeIndex};
use crate::time::{Instant, Interval, When};

pub use hand_off::HandOff;
pub use plan::plan;

/// One occurrence of a window, or a piece of it, held by one person or nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// What type of shift it is.
    pub shift_type: ShiftTypeIndex,
    /// The window's start on the team's clock, before a change of the clocks moves it.
    pub window: NaiveDateTime,
    /// The piece's place in its window, from 0.
    pub piece: usize,
    /// From when to when.
    pub interval: Interval,
    /// Who holds it; nobody in a planned empty turn.
    pub holder: Option<PersonIndex>,
    /// Set where an override gave it to someone else than the plan.
    pub taken_over: Option<TakenOver>,
    /// The number of the turn it belongs to, counted by type: shifts of one turn are one stretch of service.
    pub turn: usize,
    /// What in the roster gives it its holder: a place in an order, a `follows`, an override.
    pub place: Span,
}

/// That a shift is not with whom the plan had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOver {
    /// Who would have held it.
    pub from: Option<PersonIndex>,
    /// The override's reason, if it gives one.
    pub why: Option<String>,
}

/// Every shift of a roster up to an instant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schedule {
    shifts: Vec<Shift>,
    /// Places in `shifts`, by type, ascending in time.
    by_type: Vec<Vec<usize>>,
}

impl Schedule {
    /// `shifts` in the order that every output has: by start, then type id, then end.
    fn new(roster: &Roster, mut shifts: Vec<Shift>) -> Self {
        let key = |shift: &Shift| (shift.interval.start, &roster.shift_type(shift.shift_type).id, shift.interval.end);
        shifts.sort_by(|a, b| key(a).cmp(&key(b)));
        let mut by_type = vec![Vec::new(); roster.shift_types.len()];
        for (place, shift) in shifts.iter().enumerate() {
            by_type[shift.shift_type.0].push(place);
        }
        Self { shifts, by_type }
    }

    /// Every shift, by start, then type id, then end.
    #[must_use]
    pub fn shifts(&self) -> &[Shift] {
        &self.shifts
    }

    /// The place of a shift among [`Self::shifts`], if it is one of them.
    #[must_use]
    pub fn place(&self, shift: &Shift) -> Option<usize> {
        let first = self.shifts.partition_point(|other| other.interval.start < shift.interval.start);
        let same_start = |other: &&Shift| other.interval.start == shift.interval.start;
        let at = self.shifts.get(first..)?.iter().take_while(same_start).position(|other| other == shift)?;
        Some(first + at)
    }

    /// The shifts of a type, ascending; they never overlap.
    #[must_use]
    pub fn of_type(&self, shift_type: ShiftTypeIndex) -> impl DoubleEndedIterator<Item = &Shift> {
        self.by_type.get(shift_type.0).into_iter().flatten().filter_map(|place| self.shifts.get(*place))
    }

    /// The shifts that overlap `span`, whole, in the order of [`Self::shifts`].
    pub fn within(&self, span: Interval) -> impl Iterator<Item = &Shift> {
        self.shifts.iter().filter(move |shift| shift.interval.overlaps(&span))
    }

    /// The shifts of the rotation week of a type that holds a day, as overrides understand `week_of`.
    pub fn week(&self, roster: &Roster, shift_type: ShiftTypeIndex, day: NaiveDate) -> impl Iterator<Item = &Shift> {
        let hours = &roster.shift_type(shift_type).hours;
        let begins = |date: NaiveDate| hours.week(date).first().map_or(NaiveDateTime::MAX, |(start, _)| *start);
        let date = hours.week_of(day);
        let (from, to) = (begins(date), begins(date.checked_add_days(Days::new(7)).unwrap_or(date)));
        self.of_type(shift_type).filter(move |shift| from <= shift.window && shift.window < to)
    }

    /// The shift of a type that runs at an instant.
    #[must_use]
    pub fn at(&self, shift_type: ShiftTypeIndex, instant: Instant) -> Option<&Shift> {
        self.last_begun(shift_type, instant).filter(|shift| shift.interval.contains(instant))
    }

    /// The first shift of a type that begins after an instant.
    #[must_use]
    pub fn first_after(&self, shift_type: ShiftTypeIndex, instant: Instant) -> Option<&Shift> {
        let places = self.by_type.get(shift_type.0)?;
        let next = places.partition_point(|place| self.start(*place).is_some_and(|start| start <= instant));
        self.shifts.get(*places.get(next)?)
    }

    fn last_begun(&self, shift_type: ShiftTypeIndex, instant: Instant) -> Option<&Shift> {
        let places = self.by_type.get(shift_type.0)?;
        let next = places.partition_point(|place| self.start(*place).is_some_and(|start| start <= instant));
        self.shifts.get(*places.get(next.checked_sub(1)?)?)
    }

    fn start(&self, place: usize) -> Option<Instant> {
        self.shifts.get(place).map(|shift| shift.interval.start)
    }

    /// The shifts that run at an instant, by level of escalation; in a roster without `escalation`, those of every
    /// type as one level.
    #[must_use]
    pub fn on_call(&self, roster: &Roster, instant: Instant) -> Vec<Vec<&Shift>> {
        let running = |shift_type: &ShiftTypeIndex| self.at(*shift_type, instant);
        if roster.escalation.is_empty() {
            return vec![roster.shift_types().filter_map(|(shift_type, _)| running(&shift_type)).collect()];
        }
        roster.escalation.iter().map(|level| level.shift_types.iter().filter_map(running).collect()).collect()
    }

    /// The shift that hands over to `shift` at its start: one of its level, else of its type, that ends just then.
    #[must_use]
    pub fn hand_over_from(&self, roster: &Roster, shift: &Shift) -> Option<&Shift> {
        partners(roster, shift.shift_type)
            .into_iter()
            .filter_map(|shift_type| {
                self.last_begun(shift_type, shift.interval.start - chrono::TimeDelta::nanoseconds(1))
            })
            .find(|before| before.interval.end == shift.interval.start)
    }

    /// The shift that takes over from `shift` at its end: one of its level, else of its type, that begins just then.
    #[must_use]
    pub fn hand_over_to(&self, roster: &Roster, shift: &Shift) -> Option<&Shift> {
        partners(roster, shift.shift_type)
            .into_iter()
            .filter_map(|shift_type| self.at(shift_type, shift.interval.end))
            .find(|after| after.interval.start == shift.interval.end)
    }
}

/// The types among which a type hands over, itself first: those of its level.
fn partners(roster: &Roster, shift_type: ShiftTypeIndex) -> Vec<ShiftTypeIndex> {
    let level = roster.level_of(shift_type).and_then(|level| roster.escalation.get(level));
    let others = level.into_iter().flat_map(|level| &level.shift_types).copied();
    std::iter::once(shift_type).chain(others.filter(|other| *other != shift_type)).collect()
}

/// The team's week that holds `now`: it begins with the rotation week of the first shift type, whether that serves
/// yet or not. A roster without shift types has weeks that begin on Monday.
#[must_use]
pub fn week_of(roster: &Roster, now: Instant) -> Interval {
    shifted_week(roster, now, 0, 1)
}

/// The span that is published at `now`: the running week with the weeks of `publish` around it. It is cut at week
/// borders, so that builds within one week publish the same span.
#[must_use]
pub fn published_span(roster: &Roster, now: Instant) -> Interval {
    shifted_week(roster, now, u64::from(roster.publish.past), u64::from(roster.publish.ahead) + 1)
}

/// The stretch around `now` in which nothing that is published hangs on the clock: no shift begins or ends in it, no week,
/// and no day of the team. It may be shorter than it could be. None at the ends of time.
#[must_use]
pub fn stretch(roster: &Roster, schedule: &Schedule, now: Instant) -> Option<Interval> {
    let today = roster.zone.local(now).date();
    let midnight = |day: NaiveDate| When::Day(day).instant(&roster.zone);
    let day = [Some(midnight(today)), today.succ_opt().map(midnight)];
    let week = week_of(roster, now);
    let shifts = schedule.shifts.iter().flat_map(|shift| [shift.interval.start, shift.interval.end]);
    let (mut start, mut end) = (week.start, week.end);
    for border in day.into_iter().flatten().chain(shifts) {
        if border <= now { start = start.max(border) } else { end = end.min(border) }
    }
    Interval::new(start, end).filter(|stretch| stretch.contains(now))
}

/// From `before` weeks before the beginning of the running week to `after` weeks after it.
fn shifted_week(roster: &Roster, now: Instant, before: u64, after: u64) -> Interval {
    let first = roster.shift_types.first().and_then(|shift_type| shift_type.hours.windows().first().copied());
    let (weekday, time) =
        first.map_or((chrono::Weekday::Mon, chrono::NaiveTime::MIN), |window| (window.weekday(), window.start()));
    let instant = |date: NaiveDate| roster.zone.instant(date.and_time(time));
    // Where the clocks go back over midnight, the border that has passed may bear the date of tomorrow.
    let tomorrow = roster.zone.local(now).date() + Days::new(1);
    let mut border = tomorrow - Days::new(u64::from(tomorrow.weekday().days_since(weekday)));
    while instant(border) > now {
        border = border - Days::new(7);
    }
    let (start, end) = (instant(border - Days::new(7 * before)), instant(border + Days::new(7 * after)));
    Interval { start, end }
}
