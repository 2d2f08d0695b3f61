//! How soon a change takes effect: the time that it touches, against the clock and the notice.

use super::pairing::Part;
use crate::time::{Instant, Interval};

/// How soon a change takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// It changes only what has passed.
    Past,
    /// It changes what runs now, from before now.
    Running,
    /// It takes effect from now on, within the notice period.
    Notice,
    /// It takes effect after that.
    Later,
}

impl Reach {
    /// Of a change that touches `extent`.
    pub(super) fn of(extent: Interval, now: Instant, notice_ends: Instant) -> Self {
        if extent.end <= now {
            Self::Past
        } else if extent.start < now {
            Self::Running
        } else if extent.start < notice_ends {
            Self::Notice
        } else {
            Self::Later
        }
    }
}

/// The time that a change touches, from its first to its last instant: of a move, from where the two begin to differ.
pub fn extent(before: Option<Part>, after: Option<Part>) -> Option<Interval> {
    let (old, new) = (before.or(after)?, after.or(before)?);
    let (old_time, new_time) = (old.interval, new.interval);
    let mut extent = Interval { start: old_time.start.min(new_time.start), end: old_time.end.max(new_time.end) };
    if before.is_some() && after.is_some() && old.holder == new.holder {
        if old_time.start == new_time.start {
            extent.start = old_time.end.min(new_time.end);
        }
        if old_time.end == new_time.end {
            extent.end = old_time.start.max(new_time.start);
        }
    }
    Some(extent)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::super::Who;
    use super::*;

    fn at(hour: i64) -> Instant {
        Instant::UNIX_EPOCH + TimeDelta::hours(hour)
    }

    fn part(start: i64, end: i64, holder: usize) -> Option<Part> {
        Some(Part { interval: Interval::new(at(start), at(end))?, holder: Some(Who(holder)) })
    }

    /// The reach at hour 10 of a change, with two hours of notice.
    fn reach(before: Option<Part>, after: Option<Part>) -> Reach {
        Reach::of(extent(before, after).unwrap(), at(10), at(12))
    }

    #[test]
    fn a_new_holder_reaches_as_far_back_as_the_shift() {
        assert_eq!(reach(part(5, 10, 1), part(5, 10, 2)), Reach::Past);
        assert_eq!(reach(part(5, 11, 1), part(5, 11, 2)), Reach::Running);
        assert_eq!(reach(part(10, 20, 1), part(10, 20, 2)), Reach::Notice);
        assert_eq!(reach(part(12, 20, 1), part(12, 20, 2)), Reach::Later);
        assert_eq!(reach(part(12, 20, 1), None), Reach::Later);
        assert_eq!(reach(None, part(9, 20, 1)), Reach::Running);
    }

    #[test]
    fn a_move_reaches_only_as_far_as_the_ends_that_move() {
        assert_eq!(reach(part(5, 20, 1), part(5, 18, 1)), Reach::Later);
        assert_eq!(reach(part(5, 20, 1), part(5, 11, 1)), Reach::Notice);
        assert_eq!(reach(part(5, 20, 1), part(6, 20, 1)), Reach::Past);
        assert_eq!(reach(part(5, 20, 1), part(6, 18, 1)), Reach::Running);
    }
}
