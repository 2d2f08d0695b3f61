//! Which entry of the roster explains that a shift is not what it was.
//!
//! It is told by comparing definitions, not by trying: the override that only one of the rosters has and that covers
//! the shift, else its type's own definition, else the era that is in force, else what explains the type it follows.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::identity::{Side, What, Who};
use crate::roster::{Change, Covers, Draw, Era, Override, Rotation, RotationIndex, ShiftTypeIndex, TurnLength};
use crate::time::Interval;

/// What explains a change. Numbers count entries of the roster that is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// An override of the new roster that the old one does not have.
    Override(usize),
    /// An override of the old roster that is gone.
    OverrideGone(usize),
    /// The hours of a shift type, or where its holders come from; or that it is new, or gone.
    ShiftType(What),
    /// The team's time zone.
    Zone,
    /// The first day of the rotation.
    Starts,
    /// An era of the new roster that the old one does not have.
    Era(RotationIndex, usize),
    /// An era of the old roster that is gone; the rotation is the new roster's.
    EraGone(RotationIndex, usize),
    /// Nothing of these.
    Unknown,
}

/// An era without its place in the text: its first day, none for the roster's own; its order; who begins it.
pub type EraForm = (Option<NaiveDate>, Vec<Option<Who>>, Option<Option<Who>>);

/// What an era says, whatever roster it stands in.
pub fn form(side: &Side<'_>, era: &Era) -> EraForm {
    let since = (era.since != side.roster.starts).then_some(era.since);
    let order = order(side, era);
    let first = era.first.and_then(|first| order.get(first).copied());
    (since, order, first)
}

/// Who holds the turns of an era.
pub fn order(side: &Side<'_>, era: &Era) -> Vec<Option<Who>> {
    era.order.iter().map(|turn| turn.holder.and_then(|person| side.who(person))).collect()
}

/// The rotation with the same id on the other side.
pub fn same_rotation<'a>(side: &Side<'a>, id: &str) -> Option<&'a Rotation> {
    side.roster.rotations.iter().find(|rotation| rotation.id == id)
}

/// The places of the eras of `rotation` that `other`, the same rotation of the other side, does not have.
pub fn own_eras(side: &Side<'_>, rotation: &Rotation, other_side: &Side<'_>, other: &Rotation) -> Vec<usize> {
    let others: Vec<_> = other.eras.iter().map(|era| form(other_side, era)).collect();
    let is_own = |era: &Era| !others.contains(&form(side, era));
    rotation.eras.iter().enumerate().filter(|(_, era)| is_own(era)).map(|(at, _)| at).collect()
}

/// Explains changes between two sides.
pub struct Causes<'a> {
    before: &'a Side<'a>,
    after: &'a Side<'a>,
    /// Overrides that the old roster does not have.
    added: Vec<usize>,
    /// Overrides that the new roster does not have.
    gone: Vec<usize>,
}

impl<'a> Causes<'a> {
    /// Between `before` and `after`.
    pub fn new(before: &'a Side<'a>, after: &'a Side<'a>) -> Self {
        let added = own_overrides(after, before);
        Self { before, after, added, gone: own_overrides(before, after) }
    }

    /// What explains a change to a type that begins in `window` and touches `extent`.
    pub fn of(&self, what: What, window: NaiveDateTime, extent: Interval) -> Cause {
        let mut at = Some((what, window, extent));
        // Follows never make a circle in a roster, but a bound costs nothing.
        for _ in 0..=self.after.roster.shift_types.len() {
            let Some((what, window, extent)) = at else { break };
            if let Some(cause) = self.own(what, window, extent) {
                return cause;
            }
            at = self.followed(what, window);
        }
        Cause::Unknown
    }

    /// What of a type itself explains it.
    fn own(&self, what: What, window: NaiveDateTime, extent: Interval) -> Option<Cause> {
        if let Some(at) = covering(self.after, &self.added, what, extent) {
            return Some(Cause::Override(at));
        }
        if let Some(at) = covering(self.before, &self.gone, what, extent) {
            return Some(Cause::OverrideGone(at));
        }
        let [old, new] = [self.before, self.after].map(|side| side.shift_type(what));
        let (Some(old), Some(new)) = (old, new) else { return Some(Cause::ShiftType(what)) };
        if definition(self.before, old) != definition(self.after, new) {
            return Some(Cause::ShiftType(what));
        }
        if self.before.roster.zone != self.after.roster.zone {
            return Some(Cause::Zone);
        }
        let era = self.era(new, window.date());
        let starts_alike = self.before.roster.starts == self.after.roster.starts;
        era.or_else(|| (!starts_alike).then_some(Cause::Starts))
    }

    /// The latest era at a day that only one of the rosters has, the new one first.
    fn era(&self, shift_type: ShiftTypeIndex, day: NaiveDate) -> Option<Cause> {
        let Draw::Rotation { rotation: index, .. } = self.after.roster.shift_type(shift_type).draw else { return None };
        let new = self.after.roster.rotation(index);
        let old = same_rotation(self.before, &new.id)?;
        let latest = |rotation: &Rotation, places: Vec<usize>| {
            let begun = |at: &usize| rotation.eras.get(*at).is_some_and(|era| era.since <= day);
            places.into_iter().rev().find(begun)
        };
        let added = latest(new, own_eras(self.after, new, self.before, old));
        let gone = || latest(old, own_eras(self.before, old, self.after, new));
        added.map(|at| Cause::Era(index, at)).or_else(|| gone().map(|at| Cause::EraGone(index, at)))
    }

    /// What a type follows, with the days in which it looks for whom to follow.
    fn followed(&self, what: What, window: NaiveDateTime) -> Option<(What, NaiveDateTime, Interval)> {
        let of = self.after.roster.shift_type(self.after.shift_type(what)?);
        let Draw::Follows { shift_type, after, .. } = of.draw else { return None };
        let start = self.after.roster.zone.instant(window);
        let first = start - TimeDelta::weeks(i64::from(after));
        let begins = window.checked_sub_signed(TimeDelta::weeks(i64::from(after)) - TimeDelta::days(6))?;
        Some((self.after.what(shift_type)?, begins, Interval::new(first, first + TimeDelta::weeks(2))?))
    }
}

/// What a type is made of: its windows, and where its holders come from.
fn definition(side: &Side<'_>, index: ShiftTypeIndex) -> (Vec<(u32, u32)>, DrawForm) {
    let shift_type = side.roster.shift_type(index);
    let windows = shift_type.hours.windows().iter().map(|window| (window.start_minute(), window.minutes())).collect();
    let draw = match shift_type.draw {
        Draw::Rotation { rotation, offset, turn } => {
            DrawForm::Rotation(side.roster.rotation(rotation).id.clone(), offset, turn)
        }
        Draw::Follows { shift_type, after, .. } => DrawForm::Follows(side.what(shift_type), after),
    };
    (windows, draw)
}

/// Where holders come from, whatever roster says it.
#[derive(PartialEq, Eq)]
enum DrawForm {
    Rotation(String, i64, TurnLength),
    Follows(Option<What>, u32),
}

/// An override without its place, its reason and what it checks: the types, and who takes what.
type OverrideForm = (Vec<What>, bool, Vec<(Option<Who>, Covers)>);

fn override_form(side: &Side<'_>, of: &Override) -> OverrideForm {
    let mut types: Vec<_> = of.shift_types.iter().filter_map(|index| side.what(*index)).collect();
    types.sort_unstable();
    let (is_swap, takes) = match &of.change {
        Change::Cover { covers, person, .. } => (false, vec![(*person, *covers)]),
        Change::Swap { weeks } => {
            (true, weeks.iter().map(|(person, day, _)| (Some(*person), Covers::WeekOf(*day))).collect())
        }
    };
    let takes = takes.into_iter().map(|(person, covers)| (person.and_then(|person| side.who(person)), covers));
    (types, is_swap, takes.collect())
}

/// The places of the overrides of one side that the other does not have.
fn own_overrides(side: &Side<'_>, other: &Side<'_>) -> Vec<usize> {
    let mut others: Vec<_> = other.roster.overrides.iter().map(|of| override_form(other, of)).collect();
    let mut own = Vec::new();
    for (at, of) in side.roster.overrides.iter().enumerate() {
        let form = override_form(side, of);
        match others.iter().position(|other| *other == form) {
            Some(same) => drop(others.swap_remove(same)),
            None => own.push(at),
        }
    }
    own
}

/// The last of the overrides at `places` that covers a part of `extent` of a type.
fn covering(side: &Side<'_>, places: &[usize], what: What, extent: Interval) -> Option<usize> {
    let shift_type = side.shift_type(what)?;
    let covers = |covers: &Covers| match covers {
        Covers::Span(interval) => interval.overlaps(&extent),
        Covers::WeekOf(day) => week(side, shift_type, *day).is_some_and(|week| week.overlaps(&extent)),
    };
    places.iter().rev().copied().find(|at| {
        let of = side.roster.overrides.get(*at).filter(|of| of.shift_types.contains(&shift_type));
        of.is_some_and(|of| override_form(side, of).2.iter().any(|(_, covered)| covers(covered)))
    })
}

/// The rotation week of a type that holds a day, from its first window to the end of its last.
fn week(side: &Side<'_>, shift_type: ShiftTypeIndex, day: NaiveDate) -> Option<Interval> {
    let windows = side.roster.shift_type(shift_type).hours.week(day);
    let instant = |local| side.roster.zone.instant(local);
    Interval::new(instant(windows.first()?.0), instant(windows.last()?.1))
}
