//! What would be fair: the minutes of each shift type, divided among those who could have held them.
//!
//! The fair shares of a shift type in a span are its held minutes divided in proportion to the days on which each
//! person could serve:
//!
//! - A person can serve on a day who stands in the order from which the shift's holder comes (that of the era in force
//!   for its rotation week, through `follows` that of the followed week), is in the team by `joins` and `leaves`, and
//!   not `away`. Where somebody stands in an order, or how often, makes no difference.
//! - A day counts as much as is held of the type on it within the span: a day of a weekend shift counts whole, a day
//!   without a shift not at all. Days are those of the team's clock.
//! - Shares are whole minutes that add up to what is held. Minutes on days when nobody of the order could serve are
//!   divided like the rest; a type that nobody could have held on any day has no fair shares.
//!
//! So someone who joins in the middle of a span has half a share of it, and who covers a shift from outside of its
//! order has no share of that type at all.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::days::days;
use crate::roster::{Draw, Person, PersonIndex, Roster, RotationIndex, ShiftTypeIndex};
use crate::schedule::Shift;
use crate::time::{Hours, Interval};

/// The fair share of each person who could have held a shift type within `span`, in minutes.
#[must_use]
pub fn fair_shares<'a>(
    roster: &Roster,
    shifts: impl Iterator<Item = &'a Shift>,
    span: Interval,
) -> BTreeMap<(PersonIndex, ShiftTypeIndex), i64> {
    // What is held of a type, day by day, with the order that it comes from.
    let mut held: BTreeMap<(_, Option<EraPlace>), Vec<(NaiveDate, i64)>> = BTreeMap::new();
    for shift in shifts.filter(|shift| shift.holder.is_some()) {
        let Some(part) = shift.interval.intersection(&span) else { continue };
        let days = days(&roster.zone, part).into_iter().map(|(date, day)| (date, day.duration().num_minutes()));
        held.entry((shift.shift_type, era(roster, shift))).or_default().extend(days);
    }
    let mut types: BTreeMap<ShiftTypeIndex, Claims> = BTreeMap::new();
    for ((shift_type, era), days) in held {
        let claims = types.entry(shift_type).or_default();
        let all: i64 = days.iter().map(|(_, minutes)| minutes).sum();
        claims.held += all;
        for index in candidates(roster, era) {
            let person = roster.person(index);
            let served = days.iter().filter(|(date, _)| can_serve(person, *date)).map(|(_, minutes)| minutes);
            // Most people are always here, and there may be many.
            let minutes = if is_always_here(person) { all } else { served.sum() };
            if minutes > 0 {
                *claims.by_person.entry(index).or_default() += minutes;
            }
        }
    }
    let of_type = |(shift_type, claims): (ShiftTypeIndex, Claims)| {
        claims.divide().into_iter().map(move |(person, minutes)| ((person, shift_type), minutes))
    };
    types.into_iter().flat_map(of_type).collect()
}

/// What is held of a shift type, and of how much of it each person could have been the holder.
#[derive(Debug, Default)]
struct Claims {
    held: i64,
    by_person: BTreeMap<PersonIndex, i64>,
}

impl Claims {
    /// Divides what is held in proportion to the claims. Minutes that are left over by rounding down go to those who
    /// lost most by it, of equals to the first of them.
    fn divide(self) -> BTreeMap<PersonIndex, i64> {
        let held = i128::from(self.held);
        let all: i128 = self.by_person.values().copied().map(i128::from).sum();
        if all == 0 {
            return BTreeMap::new();
        }
        let exact = self.by_person.iter().map(|(person, claim)| (*person, held * i128::from(*claim)));
        let mut shares: Vec<_> = exact.map(|(person, share)| (person, share / all, share % all)).collect();
        let left = held - shares.iter().map(|(_, whole, _)| whole).sum::<i128>();
        shares.sort_by_key(|(person, _, lost)| (-lost, *person));
        let rounded = shares.into_iter().zip(0..).map(|((person, whole, _), place)| {
            let minutes = whole + i128::from(place < left);
            // Not more than is held, which is an `i64`.
            (person, i64::try_from(minutes).unwrap_or(i64::MAX))
        });
        rounded.collect()
    }
}

fn can_serve(person: &Person, date: NaiveDate) -> bool {
    person.joins.is_none_or(|joins| joins <= date)
        && person.leaves.is_none_or(|leaves| date <= leaves)
        && !person.away.iter().any(|away| away.from <= date && date <= away.to)
}

const fn is_always_here(person: &Person) -> bool {
    person.joins.is_none() && person.leaves.is_none() && person.away.is_empty()
}

/// Which era of which rotation.
type EraPlace = (RotationIndex, usize);

/// Everyone in the order of an era.
fn candidates(roster: &Roster, place: Option<EraPlace>) -> BTreeSet<PersonIndex> {
    let era = place.and_then(|(rotation, era)| roster.rotation(rotation).eras.get(era));
    era.into_iter().flat_map(|era| &era.order).filter_map(|turn| turn.holder).collect()
}

/// The era in force for a shift, through the types that its own follows.
fn era(roster: &Roster, shift: &Shift) -> Option<EraPlace> {
    let mut shift_type = roster.shift_type(shift.shift_type);
    let mut week = last_week(&shift_type.hours, shift.window, |begins| begins <= shift.window)?;
    // Follows never make a circle in a roster, but a bound costs nothing.
    for _ in 0..=roster.shift_types.len() {
        match shift_type.draw {
            Draw::Rotation { rotation, .. } => {
                let in_force = roster.rotation(rotation).eras.iter().rposition(|era| era.since <= week.date());
                return in_force.map(|era| (rotation, era));
            }
            Draw::Follows { shift_type: followed, after, .. } => {
                shift_type = roster.shift_type(followed);
                let before = week.checked_sub_days(Days::new(7 * u64::from(after.saturating_sub(1))))?;
                week = last_week(&shift_type.hours, before, |begins| begins < before)?;
            }
        }
    }
    None
}

/// The beginning of the last rotation week around `near` for which `has_begun` holds, on the team's clock.
fn last_week(hours: &Hours, near: NaiveDateTime, has_begun: impl Fn(NaiveDateTime) -> bool) -> Option<NaiveDateTime> {
    let date = hours.week_of(near.date());
    let weeks = [Some(date), date.checked_sub_days(Days::new(7))];
    let begins = weeks.into_iter().flatten().filter_map(|date| Some(hours.week(date).first()?.0));
    begins.into_iter().find(|begins| has_begun(*begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(held: i64, claims: &[i64]) -> Vec<i64> {
        let by_person = claims.iter().enumerate().map(|(person, claim)| (PersonIndex(person), *claim)).collect();
        Claims { held, by_person }.divide().into_values().collect()
    }

    #[test]
    fn what_is_left_over_goes_to_those_who_lost_most() {
        assert_eq!(divided(100, &[1, 1]), [50, 50]);
        assert_eq!(divided(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(divided(10, &[5, 3, 3]), [4, 3, 3]);
        assert_eq!(divided(11, &[1, 2, 3, 0]), [2, 4, 5, 0]);
        assert_eq!(divided(10, &[0, 0]), Vec::<i64>::new());
    }
}
