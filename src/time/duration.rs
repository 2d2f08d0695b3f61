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

/// A length in minutes as a roster writes it, in the largest unit that it is whole in: `2 weeks`, `36 hours`.
#[must_use]
pub fn as_written(minutes: i64) -> String {
    let units = [(7 * 24 * 60, "week"), (24 * 60, "day"), (60, "hour"), (1, "minute")];
    let (length, unit) = units.into_iter().find(|(length, _)| minutes % length == 0).unwrap_or((1, "minute"));
    let count = minutes / length;
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// A sum of minutes, `95 h` or `95 h 30 min`: sums are compared, so they are not broken into days.
#[must_use]
pub fn in_hours(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("{hours} h"),
        (0, rest) => format!("{rest} min"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
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
    fn sums_are_hours_and_minutes() {
        let sums = [0, 45, 60, 71 * 60, 71 * 60 + 30].map(in_hours);
        assert_eq!(sums, ["0 h", "45 min", "1 h", "71 h", "71 h 30 min"]);
    }

    #[test]
    fn a_roster_writes_whole_units() {
        let lengths = [14 * 24 * 60, 7 * 24 * 60, 24 * 60, 36 * 60, 90, 1].map(as_written);
        assert_eq!(lengths, ["2 weeks", "1 week", "1 day", "36 hours", "90 minutes", "1 minute"]);
    }

    #[test]
    fn takes_every_length() {
        assert_eq!(in_words(Duration::MIN), in_words(Duration::MAX));
    }
}
