//! Whose turn it is: the counting of roster.md, "Era".

use chrono::NaiveDate;

use crate::roster::{Era, PersonIndex, Rotation, Turn, TurnLength};

/// A turn's holder for one window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assigned {
    /// The place in the order; none before the first era.
    pub turn: Option<Turn>,
    /// The number of the turn since the roster's first week, through all eras.
    pub number: usize,
}

/// Counts the turns of one shift type along a rotation, week after week.
#[derive(Debug)]
pub struct Counting<'a> {
    rotation: &'a Rotation,
    offset: i64,
    length: TurnLength,
    /// Which era counts now.
    era: usize,
    /// The place in the era's order that holds its turn 0, without the offset.
    start: usize,
    /// Weeks or windows of the era so far.
    counted: usize,
    /// Turns before this era.
    turns_before: usize,
}

impl<'a> Counting<'a> {
    /// At the beginning of the rotation's first era.
    pub fn new(rotation: &'a Rotation, offset: i64, length: TurnLength) -> Self {
        let start = rotation.eras.first().and_then(|era| era.first).unwrap_or(0);
        Self { rotation, offset, length, era: 0, start, counted: 0, turns_before: 0 }
    }

    /// The turns of the next rotation week, which begins on `date` and has `windows` windows, one for each.
    ///
    /// Each week before the first era is a turn of nobody's.
    pub fn week(&mut self, date: NaiveDate, windows: usize) -> Vec<Assigned> {
        while let Some(next) = self.rotation.eras.get(self.era + 1)
            && next.since <= date
        {
            self.enter(next);
        }
        let Some(era) = self.rotation.eras.get(self.era).filter(|era| era.since <= date) else {
            let number = self.turns_before;
            self.turns_before += 1;
            return vec![Assigned { turn: None, number }; windows];
        };
        let assigned = match self.length {
            TurnLength::Weeks(_) => vec![self.assigned(era, self.counted); windows],
            TurnLength::Windows(_) => {
                (self.counted..self.counted + windows).map(|count| self.assigned(era, count)).collect()
            }
        };
        self.counted += match self.length {
            TurnLength::Weeks(_) => 1,
            TurnLength::Windows(_) => windows,
        };
        assigned
    }

    fn length(&self) -> usize {
        let (TurnLength::Weeks(length) | TurnLength::Windows(length)) = self.length;
        usize::try_from(length).unwrap_or(usize::MAX).max(1)
    }

    /// Turn k is with `order[(s + k + offset) mod length]`.
    fn assigned(&self, era: &Era, counted: usize) -> Assigned {
        let k = counted / self.length();
        let turn = era.order[place(era, self.start + k, self.offset)];
        Assigned { turn: Some(turn), number: self.turns_before + k }
    }

    /// Goes over to the next era: it begins with whom the counting so far would have come to next, or with the next
    /// one after them who is still on the list.
    fn enter(&mut self, next: &Era) {
        let turns = self.counted.div_ceil(self.length());
        if let Some(now) = self.rotation.eras.get(self.era) {
            let mut line = (0..now.order.len()).map(|step| now.order[place(now, self.start + turns + step, 0)].holder);
            let inherited = line.find_map(|holder| first_place(next, holder));
            self.start = next.first.or(inherited).unwrap_or(0);
        }
        self.era += 1;
        self.counted = 0;
        self.turns_before += turns;
    }
}

/// A place in an era's order, however far the count has gone.
fn place(era: &Era, count: usize, offset: i64) -> usize {
    let length = era.order.len();
    let shift = offset.rem_euclid(i64::try_from(length).unwrap_or(i64::MAX));
    (count + usize::try_from(shift).unwrap_or(0)) % length
}

/// Where `holder` stands first in an era's order.
fn first_place(era: &Era, holder: Option<PersonIndex>) -> Option<usize> {
    era.order.iter().position(|turn| turn.holder == holder)
}
