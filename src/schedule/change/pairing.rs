//! Finds for each shift of one schedule what has become of it in another.
//!
//! Windows of one type are the same when they begin at the same time on the team's clock, as in the UIDs of their
//! events; of the rest, those that share most of their time with each other. Within a window the number of a piece
//! tells nothing (a cover in the middle gives a new number to what comes after it), so its parts are compared by
//! time: a part that both have with the same person is no change, and one that only one of them has lengthens or
//! shortens its neighbour.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDateTime, TimeDelta};

use super::identity::Who;
use crate::time::{Instant, Interval};

/// A part of a window with one holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// From when to when.
    pub interval: Interval,
    /// Who holds it; nobody in an empty turn.
    pub holder: Option<Who>,
}

/// A window in one of the schedules.
#[derive(Debug)]
pub struct Window {
    /// Its start on the team's clock.
    pub nominal: NaiveDateTime,
    /// Ascending, touching, at least one.
    pub parts: Vec<Part>,
}

/// What has become of a part: both, with at least one of them.
pub type Fate = (Option<Part>, Option<Part>);

impl Window {
    fn start(&self) -> Option<Instant> {
        self.parts.first().map(|part| part.interval.start)
    }

    fn end(&self) -> Option<Instant> {
        self.parts.last().map(|part| part.interval.end)
    }

    fn common(&self, other: &Self) -> TimeDelta {
        let interval = |window: &Self| Interval::new(window.start()?, window.end()?);
        let common = interval(self).zip(interval(other)).and_then(|(one, other)| one.intersection(&other));
        common.map_or(TimeDelta::zero(), |common| common.duration())
    }
}

/// Everything that differs between two schedules of one type, each ascending in time; with the window's start, the
/// new one where there is one.
pub fn differences(before: &[Window], after: &[Window]) -> Vec<(NaiveDateTime, Fate)> {
    let mut found = Vec::new();
    for (old, new) in windows(before, after) {
        let Some(nominal) = new.or(old).map(|window| window.nominal) else { continue };
        let parts = |window: Option<&Window>| window.map(|window| window.parts.clone()).unwrap_or_default();
        let fates = fates(&parts(old), &parts(new));
        found.extend(fates.into_iter().filter(is_difference).map(|fate| (nominal, fate)));
    }
    found
}

/// Whether a part is with somebody, and not as it was.
fn is_difference(fate: &Fate) -> bool {
    let somebody = |part: Option<Part>| part.is_some_and(|part| part.holder.is_some());
    fate.0 != fate.1 && (somebody(fate.0) || somebody(fate.1))
}

/// Every window of both, those that are the same together.
fn windows<'a>(before: &'a [Window], after: &'a [Window]) -> Vec<(Option<&'a Window>, Option<&'a Window>)> {
    let by_start = |windows: &'a [Window]| -> BTreeMap<NaiveDateTime, &'a Window> {
        windows.iter().map(|window| (window.nominal, window)).collect()
    };
    let (old, new) = (by_start(before), by_start(after));
    let went: Vec<_> = before.iter().filter(|window| !new.contains_key(&window.nominal)).collect();
    let came: Vec<_> = after.iter().filter(|window| !old.contains_key(&window.nominal)).collect();
    let mut pairs: Vec<_> = before
        .iter()
        .map(|window| {
            let moved = || {
                let other = nearest(window, &came)?;
                nearest(other, &went).filter(|back| back.nominal == window.nominal).map(|_| other)
            };
            (Some(window), new.get(&window.nominal).copied().or_else(moved))
        })
        .collect();
    let paired: BTreeSet<_> = pairs.iter().filter_map(|(_, new)| Some(new.as_ref()?.nominal)).collect();
    pairs
        .extend(came.into_iter().filter(|window| !paired.contains(&window.nominal)).map(|window| (None, Some(window))));
    pairs
}

/// Which of `others`, ascending in time, shares most time with `window`; the first of several.
fn nearest<'a>(window: &Window, others: &[&'a Window]) -> Option<&'a Window> {
    let first = others.partition_point(|other| other.end() <= window.start());
    let reached = others.iter().skip(first).take_while(|other| other.start() < window.end());
    reached.copied().min_by_key(|other| Reverse(window.common(other)))
}

/// A part of each side, by place, that share some time; with what each has at that time and beside it alone.
struct Match {
    old: Option<usize>,
    new: Option<usize>,
    before: Option<Interval>,
    after: Option<Interval>,
}

/// What has become of each part of a window.
fn fates(before: &[Part], after: &[Part]) -> Vec<Fate> {
    let share_time = before.iter().any(|old| after.iter().any(|new| old.interval.overlaps(&new.interval)));
    if !share_time {
        let longest = before.len().max(after.len());
        return (0..longest).map(|at| (before.get(at).copied(), after.get(at).copied())).collect();
    }
    let mut matches = Vec::new();
    for (old, part) in before.iter().enumerate() {
        for (new, other) in after.iter().enumerate() {
            if let Some(both) = part.interval.intersection(&other.interval) {
                matches.push(Match { old: Some(old), new: Some(new), before: Some(both), after: Some(both) });
            }
        }
    }
    for (old, rest) in alone(before, after) {
        match matches.iter_mut().find(|found| found.old == Some(old) && touches(found.before, rest)) {
            Some(found) => found.before = found.before.map(|of| joined(of, rest)),
            None => matches.push(Match { old: Some(old), new: None, before: Some(rest), after: None }),
        }
    }
    for (new, rest) in alone(after, before) {
        match matches.iter_mut().find(|found| found.new == Some(new) && touches(found.after, rest)) {
            Some(found) => found.after = found.after.map(|of| joined(of, rest)),
            None => matches.push(Match { old: None, new: Some(new), before: None, after: Some(rest) }),
        }
    }
    let part = |parts: &[Part], at: Option<usize>, interval: Option<Interval>| {
        Some(Part { interval: interval?, holder: parts.get(at?)?.holder })
    };
    matches.iter().map(|of| (part(before, of.old, of.before), part(after, of.new, of.after))).collect()
}

/// The time of each part, by place, that no part of the other window has: before its beginning or after its end.
fn alone(parts: &[Part], others: &[Part]) -> Vec<(usize, Interval)> {
    let (Some(first), Some(last)) = (others.first(), others.last()) else { return Vec::new() };
    let whole = Interval { start: first.interval.start, end: last.interval.end };
    let rests = parts.iter().enumerate().map(|(at, part)| part.interval.minus(&whole).map(move |rest| (at, rest)));
    rests.flatten().collect()
}

fn touches(interval: Option<Interval>, rest: Interval) -> bool {
    interval.is_some_and(|interval| interval.touches(&rest))
}

fn joined(one: Interval, other: Interval) -> Interval {
    Interval { start: one.start.min(other.start), end: one.end.max(other.end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(start: i64, end: i64, holder: usize) -> Part {
        let at = |hour: i64| Instant::UNIX_EPOCH + TimeDelta::hours(hour);
        Part { interval: Interval::new(at(start), at(end)).unwrap(), holder: Some(Who(holder)) }
    }

    fn window(parts: &[Part]) -> Window {
        Window { nominal: parts[0].interval.start.naive_utc(), parts: parts.to_vec() }
    }

    fn found(before: &[Window], after: &[Window]) -> Vec<Fate> {
        differences(before, after).into_iter().map(|(_, fate)| fate).collect()
    }

    #[test]
    fn a_cover_in_the_middle_is_one_hand_over() {
        let before = [window(&[part(0, 10, 1)])];
        let after = [window(&[part(0, 4, 1), part(4, 6, 2), part(6, 10, 1)])];
        assert_eq!(found(&before, &after), [(Some(part(4, 6, 1)), Some(part(4, 6, 2)))]);
        assert_eq!(found(&after, &before), [(Some(part(4, 6, 2)), Some(part(4, 6, 1)))]);
        assert_eq!(found(&before, &before), []);
    }

    #[test]
    fn an_end_that_moves_is_a_move_and_goes_with_a_hand_over() {
        let before = [window(&[part(0, 10, 1)])];
        let longer = |holder| [window(&[part(0, 12, holder)])];
        assert_eq!(found(&before, &longer(1)), [(Some(part(0, 10, 1)), Some(part(0, 12, 1)))]);
        assert_eq!(found(&before, &longer(2)), [(Some(part(0, 10, 1)), Some(part(0, 12, 2)))]);
        let covered = [window(&[part(0, 4, 2), part(4, 12, 1)])];
        let expected = [(Some(part(0, 4, 1)), Some(part(0, 4, 2))), (Some(part(4, 10, 1)), Some(part(4, 12, 1)))];
        assert_eq!(found(&before, &covered), expected);
    }

    /// What is left over goes with the piece that it touches, not with another of the same part.
    #[test]
    fn what_the_other_window_does_not_reach_goes_with_its_end() {
        let before = [window(&[part(0, 4, 1), part(4, 12, 2)])];
        let after = [window(&[part(0, 6, 1), part(6, 10, 3)])];
        let pairs = [(part(4, 6, 2), part(4, 6, 1)), (part(6, 12, 2), part(6, 10, 3))];
        assert_eq!(found(&before, &after), pairs.map(|(old, new)| (Some(old), Some(new))));
        assert_eq!(found(&after, &before), pairs.map(|(old, new)| (Some(new), Some(old))));
    }

    #[test]
    fn a_part_beyond_the_other_window_has_gone_alone() {
        let before = [window(&[part(0, 4, 1), part(4, 8, 2)])];
        let after = [window(&[part(0, 3, 1)])];
        let expected = [(Some(part(0, 4, 1)), Some(part(0, 3, 1))), (Some(part(4, 8, 2)), None)];
        assert_eq!(found(&before, &after), expected);
    }

    /// Weeks that begin a day later are those weeks, moved; days that a week is cut into are its first and new ones.
    #[test]
    fn windows_with_other_starts_are_the_same_by_most_of_their_time() {
        let weeks = |from: i64| [window(&[part(from, from + 7, 1)]), window(&[part(from + 7, from + 14, 2)])];
        let moved = |from: i64, holder| (Some(part(from, from + 7, holder)), Some(part(from + 1, from + 8, holder)));
        assert_eq!(found(&weeks(0), &weeks(1)), [moved(0, 1), moved(7, 2)]);
        let days = [window(&[part(0, 1, 1)]), window(&[part(1, 2, 1)])];
        let expected = [(Some(part(0, 2, 1)), Some(part(0, 1, 1))), (None, Some(part(1, 2, 1)))];
        assert_eq!(found(&[window(&[part(0, 2, 1)])], &days), expected);
    }

    #[test]
    fn windows_that_share_no_time_may_still_bear_one_name() {
        let before = [window(&[part(0, 2, 1)])];
        let after = [Window { nominal: before[0].nominal, parts: vec![part(5, 7, 1)] }];
        assert_eq!(found(&before, &after), [(Some(part(0, 2, 1)), Some(part(5, 7, 1)))]);
    }

    #[test]
    fn windows_that_only_touch_are_two() {
        let (before, after) = ([window(&[part(0, 2, 1)])], [window(&[part(2, 4, 1)])]);
        assert_eq!(found(&before, &after), [(Some(part(0, 2, 1)), None), (None, Some(part(2, 4, 1)))]);
        assert_eq!(found(&after, &before), [(Some(part(2, 4, 1)), None), (None, Some(part(0, 2, 1)))]);
    }

    #[test]
    fn what_concerns_nobody_is_no_change() {
        let empty = [Window { nominal: NaiveDateTime::MIN, parts: vec![Part { holder: None, ..part(0, 2, 0) }] }];
        assert_eq!(found(&empty, &[]), []);
    }
}
