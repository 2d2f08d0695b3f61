//! Who has feeds of their own: whoever stands in the roster, until a year after they left the team; and which of them
//! are worth offering.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate, NaiveTime};

use super::Context;
use crate::roster::{Change, Draw, Override, PersonIndex, Roster, ShiftTypeIndex};
use crate::schedule::{Schedule, week_of};

/// Who has a feed.
///
/// It does not depend on who serves in the published span: a path that was published once stays while its person is in
/// the roster, so that no client keeps what it read last. Someone who has left is in the roster for the sake of old
/// eras; their feeds stay for a year after their last day, counted in whole weeks as everything published is, and as
/// long as they hold a published shift.
pub fn people(context: &Context<'_>) -> BTreeSet<PersonIndex> {
    let Context { roster, schedule, span, now, .. } = *context;
    let week = week_of(roster, now);
    let serving: BTreeSet<_> = schedule.within(span).filter_map(|shift| shift.holder).collect();
    let is_long_gone = |person: PersonIndex| {
        let a_year_after = |leaves: NaiveDate| leaves.checked_add_months(Months::new(12))?.succ_opt();
        let end = roster.person(person).leaves.and_then(a_year_after);
        end.is_some_and(|end| roster.zone.instant(end.and_time(NaiveTime::MIN)) <= week.start)
    };
    let people = roster.people().map(|(person, _)| person);
    people.filter(|person| !is_long_gone(*person) || serving.contains(person)).collect()
}

/// Who can hold what: the members of a type's rotation, whom an override gives it or gives what it follows, and
/// whoever holds it.
pub fn could_hold(roster: &Roster, schedule: &Schedule) -> BTreeSet<(PersonIndex, ShiftTypeIndex)> {
    let mut pairs = BTreeSet::new();
    for (index, _) in roster.shift_types() {
        pairs.extend(roster.members(index).into_iter().map(|person| (person, index)));
        let sources = followed(roster, index);
        let overrides = roster.overrides.iter().filter(|change| change.shift_types.iter().any(|t| sources.contains(t)));
        pairs.extend(overrides.flat_map(takers).map(|person| (person, index)));
    }
    pairs.extend(schedule.shifts().iter().filter_map(|shift| Some((shift.holder?, shift.shift_type))));
    pairs
}

/// A type, the one it follows, the one that follows, and so on.
fn followed(roster: &Roster, shift_type: ShiftTypeIndex) -> Vec<ShiftTypeIndex> {
    let next = |index: &ShiftTypeIndex| match roster.shift_type(*index).draw {
        Draw::Follows { shift_type, .. } => Some(shift_type),
        Draw::Rotation { .. } => None,
    };
    std::iter::successors(Some(shift_type), next).take(roster.shift_types.len()).collect()
}

/// Whom an override gives something.
fn takers(change: &Override) -> Vec<PersonIndex> {
    match &change.change {
        Change::Cover { person, .. } => person.iter().copied().collect(),
        Change::Swap { weeks } => weeks.iter().map(|(person, _, _)| *person).collect(),
    }
}
