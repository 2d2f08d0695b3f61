//! Reads days, which have one spelling in the roster and in the front matter of runbooks.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::scalars::{bad, scalar};
use super::{Node, Written};
use crate::diagnostics::Sink;

/// Years in which every zone's rules are known or foreseeable.
pub const YEARS: RangeInclusive<i32> = 1970..=2199;

/// A day, `2026-11-16`.
pub fn date(node: &Node, sink: &mut Sink) -> Option<Written<NaiveDate>> {
    const EXAMPLE: &str = "2026-11-16";
    let text = scalar(node, EXAMPLE, sink)?;
    let date = parse(text.value).filter(|date| YEARS.contains(&date.year()));
    if date.is_none() {
        let message = format!("`{}` is not a day from {} to {}", text.value, YEARS.start(), YEARS.end());
        sink.push(bad(text.place, message, format!("write year-month-day, such as `{EXAMPLE}`")));
    }
    date.map(|date| text.with(date))
}

/// The day that `text` is, of whatever year.
#[must_use]
pub fn parse(text: &str) -> Option<NaiveDate> {
    has_form(text, "0000-00-00").then(|| text.parse().ok())?
}

/// Whether `text` is `form` with any digits for its noughts. chrono alone would also take signs, spaces and single
/// digits, and a date has one spelling.
#[must_use]
pub fn has_form(text: &str, form: &str) -> bool {
    let is_alike = |(byte, form): (u8, u8)| if form == b'0' { byte.is_ascii_digit() } else { byte == form };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(is_alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_one_spelling() {
        assert_eq!(parse("2028-02-29"), NaiveDate::from_ymd_opt(2028, 2, 29));
        for wrong in
            ["2026-02-29", "2026-1-1", "+2026-11-1", "2026- 1- 1", "2026/11/16", "2026-11-16 ", "", "２026-11-1"]
        {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
