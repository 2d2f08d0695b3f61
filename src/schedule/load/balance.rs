//! Loads of people side by side: who carries how much of what would be fair, and how far most and least are apart.

use std::collections::BTreeMap;

use super::fair::fair_shares;
use super::{Minutes, load};
use crate::roster::{PersonIndex, Roster, ShiftTypeIndex};
use crate::schedule::Schedule;
use crate::time::Interval;

/// What everyone carries of each shift type in a span, and what would be fair.
#[derive(Debug, Clone, Default)]
pub struct Balance {
    held: BTreeMap<(PersonIndex, ShiftTypeIndex), Minutes>,
    fair: BTreeMap<(PersonIndex, ShiftTypeIndex), i64>,
}

/// What one person carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried {
    /// Who.
    pub person: PersonIndex,
    /// How much.
    pub minutes: Minutes,
    /// How much would be fair, in minutes; nought for who could not have held any of it.
    pub fair: i64,
}

impl Carried {
    /// What is carried in percent of the fair share, rounded; none without a fair share.
    #[must_use]
    pub fn share(&self) -> Option<i64> {
        (self.fair > 0).then(|| rounded(self.minutes.total() * 100, self.fair))
    }
}

impl Balance {
    /// Of the shifts within `span`.
    #[must_use]
    pub fn new(roster: &Roster, schedule: &Schedule, span: Interval) -> Self {
        let held = load(roster, schedule.within(span), span);
        Self { held, fair: fair_shares(roster, schedule.within(span), span) }
    }

    /// The minutes that each person holds of each type.
    #[must_use]
    pub const fn held(&self) -> &BTreeMap<(PersonIndex, ShiftTypeIndex), Minutes> {
        &self.held
    }

    /// Those who hold some of the shift types that `counts`, or could have: who carries most first, then in the
    /// roster's order.
    #[must_use]
    pub fn people(&self, counts: impl Fn(ShiftTypeIndex) -> bool) -> Vec<Carried> {
        let mut people: BTreeMap<PersonIndex, (Minutes, i64)> = BTreeMap::new();
        for ((person, _), minutes) in self.held.iter().filter(|((_, of), _)| counts(*of)) {
            people.entry(*person).or_default().0 += *minutes;
        }
        for ((person, _), fair) in self.fair.iter().filter(|((_, of), _)| counts(*of)) {
            people.entry(*person).or_default().1 += fair;
        }
        let carried = |(person, (minutes, fair))| Carried { person, minutes, fair };
        let mut people: Vec<_> = people.into_iter().map(carried).collect();
        people.sort_by_key(|carried| (-carried.minutes.total(), carried.person));
        people
    }
}

/// How far people are apart; there are at least two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// Who carries most; of several the first in the roster's order.
    pub most: Carried,
    /// Who carries least; of several the last.
    pub least: Carried,
}

impl Spread {
    /// Between the first and the last of `people`, who are sorted by what they carry.
    #[must_use]
    pub fn of(people: &[Carried]) -> Option<Self> {
        let [most, .., least] = people else { return None };
        Some(Self { most: *most, least: *least })
    }

    /// Whether everyone carries the same.
    #[must_use]
    pub fn is_even(&self) -> bool {
        self.most.minutes.total() == self.least.minutes.total()
    }

    /// How many times the least the most is, in hundredths; none where the least is nothing.
    #[must_use]
    pub fn hundredfold(&self) -> Option<i64> {
        let (most, least) = (self.most.minutes.total(), self.least.minutes.total());
        (least > 0).then(|| rounded(100 * most, least))
    }
}

/// The whole number nearest to a quotient of positive numbers, the greater of two.
const fn rounded(dividend: i64, divisor: i64) -> i64 {
    (2 * dividend + divisor) / (2 * divisor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried(total: i64, fair: i64) -> Carried {
        Carried { person: PersonIndex(0), minutes: Minutes([total, 0, 0, 0]), fair }
    }

    #[test]
    fn a_share_is_in_whole_percent() {
        let shares = [(50, 100), (100, 100), (1, 3), (2, 3), (1, 200), (1, 201), (0, 5), (5, 0)];
        let shares = shares.map(|(total, fair)| carried(total, fair).share());
        assert_eq!(shares, [Some(50), Some(100), Some(33), Some(67), Some(1), Some(0), Some(0), None]);
    }

    #[test]
    fn a_spread_is_between_most_and_least() {
        let spread = |totals: &[i64]| Spread::of(&totals.iter().map(|total| carried(*total, 1)).collect::<Vec<_>>());
        assert_eq!([spread(&[]), spread(&[7])], [None, None]);
        let times = |totals: &[i64]| spread(totals).unwrap().hundredfold();
        assert_eq!([times(&[3_024, 2_000, 1_728]), times(&[5, 5]), times(&[1_006, 1_000])], [175, 100, 101].map(Some));
        assert_eq!(times(&[5, 0]), None);
        assert!(spread(&[5, 5]).unwrap().is_even() && !spread(&[5, 4]).unwrap().is_even());
    }
}
