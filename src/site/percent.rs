//! Shares of a whole as percentages for drawings, by whole numbers: the same text on every machine.

/// `part` of `whole` as `12.500%`; nothing of nothing, and no part is less than nothing or more than the whole.
pub fn percent(part: i64, whole: i64) -> String {
    if whole <= 0 {
        return "0.000%".to_owned();
    }
    percent_beyond(part.clamp(0, whole), whole)
}

/// `part` of `whole` where the part may be less than nothing or more than the whole: `-50.000%`, `1100.000%`.
pub fn percent_beyond(part: i64, whole: i64) -> String {
    let thousandths = i128::from(part) * 100_000 / i128::from(whole.max(1));
    let sign = if thousandths < 0 { "-" } else { "" };
    format!("{sign}{}.{:03}%", thousandths.abs() / 1_000, thousandths.abs() % 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_between_nothing_and_all() {
        let shares = [(0, 8), (1, 8), (1, 3), (8, 8), (9, 8), (-1, 8), (1, 0), (i64::MAX, i64::MAX)];
        let texts = shares.map(|(part, whole)| percent(part, whole));
        assert_eq!(texts, ["0.000%", "12.500%", "33.333%", "100.000%", "100.000%", "0.000%", "0.000%", "100.000%"]);
    }

    #[test]
    fn some_shares_are_beyond() {
        let shares = [(-1, 2), (11, 1), (-1, 3), (0, 5), (3, 0)].map(|(part, whole)| percent_beyond(part, whole));
        assert_eq!(shares, ["-50.000%", "1100.000%", "-33.333%", "0.000%", "300.000%"]);
    }
}
