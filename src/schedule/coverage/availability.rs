//! Who could take a shift, and what keeps the others from it.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::roster::{Away, PersonIndex, Roster, ShiftTypeIndex};
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

/// What keeps someone from taking a shift.
#[derive(Debug, Clone)]
pub enum Hindrance<'a> {
    /// They are not in the team then; says when they join or leave.
    NotAMember(String),
    /// They are away.
    Away(&'a Away),
    /// They are on call at the time, with this shift.
    Holds(&'a Shift),
    /// They would have too little rest before or after this shift.
    Rest(&'a Shift),
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

    /// Who of the rotation behind a shift type could take an interval of it, least loaded first, then in the order of
    /// `people`: in the team, not away, not on call at the time and rested around it.
    #[must_use]
    pub fn free(&self, shift_type: ShiftTypeIndex, interval: Interval, but: &[PersonIndex]) -> Vec<Free> {
        let members = self.roster.members(shift_type).into_iter().filter(|person| !but.contains(person));
        let free = members.filter(|person| self.hindrance(*person, shift_type, interval).is_none());
        let mut free: Vec<_> = free.map(|person| Free { person, minutes: self.pager_minutes(person) }).collect();
        free.sort_by_key(|free| (free.minutes, free.person));
        free
    }

    /// What keeps a person from taking an interval of a shift type, if anything.
    #[must_use]
    pub fn hindrance(
        &self,
        person: PersonIndex,
        shift_type: ShiftTypeIndex,
        interval: Interval,
    ) -> Option<Hindrance<'a>> {
        if let Some(why) = self.not_a_member(person, interval) {
            return Some(Hindrance::NotAMember(why));
        }
        let is_away = |away: &&Away| self.days(away.from, away.to).is_some_and(|days| days.overlaps(&interval));
        if let Some(away) = self.roster.person(person).away.iter().find(is_away) {
            return Some(Hindrance::Away(away));
        }
        let pager = |of| self.roster.carries_pager(of);
        let on_call =
            |held: &Shift| self.roster.escalation.is_empty() || pager(held.shift_type) || held.shift_type == shift_type;
        let held = || self.shifts(person).iter().copied().filter(|held| on_call(held));
        let holds = held().find(|held| held.interval.overlaps(&interval));
        holds.map(Hindrance::Holds).or_else(|| {
            let rest = TimeDelta::minutes(self.roster.rules.rest.unwrap_or(0));
            let tires =
                |held: &&Shift| held.interval.start < interval.end + rest && interval.start < held.interval.end + rest;
            held().filter(|held| pager(shift_type) && pager(held.shift_type)).find(tires).map(Hindrance::Rest)
        })
    }

    /// Minutes of shifts that carry the pager, in the span that was looked at.
    #[must_use]
    pub fn pager_minutes(&self, person: PersonIndex) -> i64 {
        let pager = self.shifts(person).iter().filter(|shift| self.roster.carries_pager(shift.shift_type));
        pager.map(|shift| shift.interval.duration().num_minutes()).sum()
    }
}
