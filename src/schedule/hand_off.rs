//! Hand-offs: the instants at which a shift passes from one person to another.

use super::{Schedule, Shift};
use crate::roster::{PersonIndex, Roster};
use crate::time::{Instant, Interval};

/// That one person gives a shift to another: `before` ends at the instant at which `after` begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandOff<'a> {
    /// The shift that ends.
    pub before: &'a Shift,
    /// The shift that begins.
    pub after: &'a Shift,
    /// Who gives.
    pub from: PersonIndex,
    /// Who takes over; never the same person.
    pub to: PersonIndex,
}

impl<'a> HandOff<'a> {
    /// None where nobody gives or takes, or both are one person.
    fn between(before: &'a Shift, after: &'a Shift) -> Option<Self> {
        let (from, to) = (before.holder?, after.holder?);
        (from != to).then_some(Self { before, after, from, to })
    }

    /// When it is.
    #[must_use]
    pub const fn at(&self) -> Instant {
        self.after.interval.start
    }
}

impl Schedule {
    /// Every hand-off in `span`, ascending in time, those of one instant by the types of their shifts: whatever
    /// [`Self::hand_over_from`] and [`Self::hand_over_to`] say of a shift is one of them, and each is there once.
    #[must_use]
    pub fn hand_offs(&self, roster: &Roster, span: Interval) -> Vec<HandOff<'_>> {
        let around = |shift| {
            let before = self.hand_over_from(roster, shift).and_then(|before| HandOff::between(before, shift));
            let after = self.hand_over_to(roster, shift).and_then(|after| HandOff::between(shift, after));
            before.into_iter().chain(after)
        };
        let mut found: Vec<_> =
            self.shifts.iter().flat_map(around).filter(|hand_off| span.contains(hand_off.at())).collect();
        let id = |shift: &Shift| &roster.shift_type(shift.shift_type).id;
        found.sort_by_key(|hand_off| (hand_off.at(), id(hand_off.after), id(hand_off.before)));
        // One that both its shifts tell of stands there twice.
        found.dedup();
        found
    }
}
