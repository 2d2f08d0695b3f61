//! Lengths of time in words, written one way everywhere.

use chrono::Duration;

/// A unit of elapsed time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 24 hours, whatever clocks do.
    Day,
    /// 60 minutes.
    Hour,
    /// 60 seconds.
    Minute,
    /// Only zones of the years before 1972 have offsets that are no whole minutes.
    Second,
}

/// How many of each unit a length is, the largest first, without those that are nought; no minutes for less than a
/// second.
///
/// It is elapsed time, so a weekend of three nights is 2 days and 23 hours where the clocks go forward. The sign is
/// left out: whether something is early or late is for the sentence around it to say.
#[must_use]
pub fn units(length: Duration) -> Vec<(u64, Unit)> {
    let seconds = length.num_seconds().unsigned_abs();
    let all = [
        (seconds / 86_400, Unit::Day),
        (seconds / 3_600 % 24, Unit::Hour),
        (seconds / 60 % 60, Unit::Minute),
        (seconds % 60, Unit::Second),
    ];
    let counted: Vec<_> = all.into_iter().filter(|(count, _)| *count > 0).collect();
    if counted.is_empty() { vec![(0, Unit::Minute)] } else { counted }
}

/// The length in [`units`]: `2 days 4 h`, `3 h 20 min`, `45 min`; `0 min` for less than a second.
#[must_use]
pub fn in_words(length: Duration) -> String {
    let word = |(count, unit): (u64, Unit)| match unit {
        Unit::Day if count == 1 => String::from("1 day"),
        Unit::Day => format!("{count} days"),
        Unit::Hour => format!("{count} h"),
        Unit::Minute => format!("{count} min"),
        Unit::Second => format!("{count} s"),
    };
    units(length).into_iter().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_only_the_units_that_count() {
        for (seconds, words) in [
            (0, "0 min"),
            (30, "30 s"),
            (45 * 60, "45 min"),
            (3_600, "1 h"),
            (3 * 3_600 + 20 * 60, "3 h 20 min"),
            (24 * 3_600, "1 day"),
            (52 * 3_600, "2 days 4 h"),
            (71 * 3_600, "2 days 23 h"),
            (7 * 24 * 3_600 + 60, "7 days 1 min"),
            (-45 * 60, "45 min"),
        ] {
            assert_eq!(in_words(Duration::seconds(seconds)), words);
        }
    }

    #[test]
    fn takes_every_length() {
        assert_eq!(in_words(Duration::MIN), in_words(Duration::MAX));
    }
}
