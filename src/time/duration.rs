//! Lengths of time in words, written one way everywhere.

use chrono::Duration;

/// The length in days of 24 hours, hours, minutes and seconds, without those that are nought: `2 days 4 h`,
/// `3 h 20 min`, `45 min`; `0 min` for less than a second.
///
/// It is elapsed time, so a weekend of three nights is `2 days 23 h` where the clocks go forward. The sign is left
/// out: whether something is early or late is for the sentence around it to say.
#[must_use]
pub fn in_words(length: Duration) -> String {
    let seconds = length.num_seconds().unsigned_abs();
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    let parts = [
        (days, if days == 1 { "day" } else { "days" }),
        (hours, "h"),
        (minutes, "min"),
        // Only zones of the years before 1972 have offsets that are no whole minutes.
        (seconds % 60, "s"),
    ];
    let words: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, unit)| format!("{count} {unit}")).collect();
    if words.is_empty() { "0 min".to_owned() } else { words.join(" ") }
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
