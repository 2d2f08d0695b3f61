//! Who could take a shift.

use chrono::{NaiveDate, NaiveTime};

use crate::roster::{PersonIndex, Roster};
use crate::schedule::{Schedule, Shift};
use crate::time::Interval;

/// Someone who could take a shift, with what they carry already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Free {
    /// Who.
    pub person: PersonIndex,
    /// Minutes of shifts that carry the pager, in the span that was looked at.
    pub minutes: i64,
}

/// What each person holds in a span.
#[derive(Debug)]
pub struct Availability<'a> {
    roster: &'a Roster,
    /// By person, ascending by start.
    shifts: Vec<Vec<&'a Shift>>,
}

impl<'a> Availability<'a> {
    /// Of the shifts that overlap `span`.
    #[must_use]
    pub fn new(roster: &'a Roster, schedule: &'a Schedule, span: Interval) -> Self {
        let mut shifts = vec![Vec::new(); roster.people.len()];
        for shift in schedule.within(span) {
            if let Some(held) = shift.holder.and_then(|holder| shifts.get_mut(holder.0)) {
                held.push(shift);
            }
        }
        Self { roster, shifts }
    }

    /// The shifts of a person, ascending by start.
    #[must_use]
    pub fn shifts(&self, person: PersonIndex) -> &[&'a Shift] {
        self.shifts.get(person.0).map_or(&[], Vec::as_slice)
    }

    /// Days on the team's clock, both included, as an interval.
    #[must_use]
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> Option<Interval> {
        let midnight = |date: NaiveDate| self.roster.zone.instant(date.and_time(NaiveTime::MIN));
        Interval::new(midnight(from), midnight(to.succ_opt()?))
    }

    /// Why a person can't hold an interval as one of the team, if so: they join later or leave before.
    #[must_use]
    pub fn not_a_member(&self, person: PersonIndex, interval: Interval) -> Option<String> {
        let midnight = |date: NaiveDate| self.roster.zone.instant(date.and_time(NaiveTime::MIN));
        let person = self.roster.person(person);
        if let Some(joins) = person.joins.filter(|joins| interval.start < midnight(*joins)) {
            return Some(format!("joins on {joins}"));
        }
        let leaves = person.leaves.filter(|leaves| leaves.succ_opt().is_some_and(|next| interval.end > midnight(next)));
        leaves.map(|leaves| format!("leaves after {leaves}"))
    }

    /// Who of the rotation behind a shift could take it, least loaded first, then in the order of `people`: in the
    /// team, not away, without a shift at the time and rested around it.
    #[must_use]
    pub fn free(&self, shift: &Shift, but: &[PersonIndex]) -> Vec<Free> {
        let members = self.roster.members(shift.shift_type).into_iter().filter(|person| !but.contains(person));
        let free = members.filter(|person| self.is_free(*person, shift));
        let mut free: Vec<_> = free.map(|person| Free { person, minutes: self.pager_minutes(person) }).collect();
        free.sort_by_key(|free| (free.minutes, free.person));
        free
    }

    fn is_free(&self, person: PersonIndex, shift: &Shift) -> bool {
        let away = |away: &crate::roster::Away| {
            self.days(away.from, away.to).is_some_and(|days| days.overlaps(&shift.interval))
        };
        let rest = chrono::TimeDelta::minutes(self.roster.rules.rest.unwrap_or(0));
        let pager = self.roster.carries_pager(shift.shift_type);
        let in_the_way = |held: &&Shift| {
            let rest =
                if pager && self.roster.carries_pager(held.shift_type) { rest } else { chrono::TimeDelta::zero() };
            held.interval.start < shift.interval.end + rest && shift.interval.start < held.interval.end + rest
        };
        self.not_a_member(person, shift.interval).is_none()
            && !self.roster.person(person).away.iter().any(away)
            && !self.shifts(person).iter().any(in_the_way)
    }

    fn pager_minutes(&self, person: PersonIndex) -> i64 {
        let pager = self.shifts(person).iter().filter(|shift| self.roster.carries_pager(shift.shift_type));
        pager.map(|shift| shift.interval.duration().num_minutes()).sum()
    }
}
