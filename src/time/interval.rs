//! A span of time between two instants: its start belongs to it, its end does not.

use chrono::Duration;

use super::Instant;

/// The instants from `start` up to, but not with, `end`. Ordered by start, then by end.
///
/// Make it with [`Interval::new`], which keeps `start < end`; the operations rely on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// The first instant.
    pub start: Instant,
    /// The first instant after it.
    pub end: Instant,
}

impl Interval {
    /// The interval `[start, end)`; `None` when it would be empty or run backwards.
    #[must_use]
    pub fn new(start: Instant, end: Instant) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// Whether `instant` lies in the interval.
    #[must_use]
    pub fn contains(&self, instant: Instant) -> bool {
        self.start <= instant && instant < self.end
    }

    /// Whether the two have an instant in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether one ends at the instant when the other begins.
    #[must_use]
    pub fn touches(&self, other: &Self) -> bool {
        self.end == other.start || other.end == self.start
    }

    /// The instants that lie in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// What is left of the interval without `other`: at most two pieces, in order of time.
    pub fn minus(&self, other: &Self) -> impl Iterator<Item = Self> + use<> {
        let before = Self::new(self.start, self.end.min(other.start));
        let after = Self::new(self.start.max(other.end), self.end);
        [before, after].into_iter().flatten()
    }

    /// The time that elapses from start to end.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.end - self.start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> Instant {
        Instant::UNIX_EPOCH + Duration::hours(hour)
    }

    fn span(start: i64, end: i64) -> Interval {
        Interval::new(at(start), at(end)).unwrap()
    }

    #[test]
    fn is_never_empty() {
        assert_eq!(Interval::new(at(1), at(1)), None);
        assert_eq!(Interval::new(at(2), at(1)), None);
    }

    #[test]
    fn holds_its_start_and_not_its_end() {
        assert!(span(1, 3).contains(at(1)));
        assert!(span(1, 3).contains(at(2)));
        assert!(!span(1, 3).contains(at(3)));
    }

    #[test]
    fn that_touch_have_nothing_in_common() {
        assert!(span(1, 3).touches(&span(3, 4)) && span(3, 4).touches(&span(1, 3)));
        assert!(!span(1, 3).overlaps(&span(3, 4)));
        assert_eq!(span(1, 3).intersection(&span(3, 4)), None);
        assert!(!span(1, 3).touches(&span(2, 4)));
        assert_eq!(span(1, 3).intersection(&span(2, 4)), Some(span(2, 3)));
    }

    /// Every pair of small intervals, against the hours that each holds.
    #[test]
    fn operations_agree_with_sets_of_hours() {
        let spans: Vec<Interval> = (0..5).flat_map(|a| (a + 1..6).map(move |b| span(a, b))).collect();
        let hours = |spans: &[Interval]| -> Vec<i64> {
            (0..6).filter(|hour| spans.iter().any(|span| span.contains(at(*hour)))).collect()
        };
        for a in &spans {
            for b in &spans {
                let (in_a, in_b) = (hours(&[*a]), hours(&[*b]));
                let both: Vec<i64> = in_a.iter().copied().filter(|hour| in_b.contains(hour)).collect();
                let only_a: Vec<i64> = in_a.iter().copied().filter(|hour| !in_b.contains(hour)).collect();
                assert_eq!(hours(&Vec::from_iter(a.intersection(b))), both);
                assert_eq!(a.overlaps(b), !both.is_empty());
                let pieces: Vec<Interval> = a.minus(b).collect();
                assert!(pieces.is_sorted() && pieces.len() <= 2);
                assert_eq!(hours(&pieces), only_a);
                let elapsed: Duration = pieces.iter().map(Interval::duration).sum();
                assert_eq!(elapsed, only_a.iter().map(|_| Duration::hours(1)).sum());
            }
        }
    }
}
