//! A point in time as a person names it on the command line.

use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::{Instant, Zone};

/// A day, a wall-clock time or an instant; the first two mean the team's zone, which is known only later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The first instant of a day.
    Day(NaiveDate),
    /// A wall-clock time.
    Local(NaiveDateTime),
    /// An instant, as RFC 3339 writes it.
    Instant(Instant),
}

impl When {
    /// The instant that is meant in `zone`.
    #[must_use]
    pub fn instant(&self, zone: &Zone) -> Instant {
        match self {
            Self::Day(date) => zone.instant(date.and_time(NaiveTime::MIN)),
            Self::Local(local) => zone.instant(*local),
            Self::Instant(instant) => *instant,
        }
    }

    fn year(&self) -> i32 {
        match self {
            Self::Day(date) => date.year(),
            Self::Local(local) => local.year(),
            Self::Instant(instant) => instant.year(),
        }
    }
}

impl FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let when = parse(text).filter(|when| YEARS.contains(&when.year()));
        when.ok_or_else(|| String::from("write `2026-11-16`, `2026-11-16 18:00` or `2026-11-16T18:00:00-03:00`"))
    }
}

/// Years that a rota can be asked about.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

fn parse(text: &str) -> Option<When> {
    let spaced = text.trim().replacen(' ', "T", 1);
    if let Ok(date) = spaced.parse() {
        return Some(When::Day(date));
    }
    let forms = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    if let Some(local) = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(&spaced, form).ok()) {
        return Some(When::Local(local));
    }
    let instant = DateTime::parse_from_rfc3339(&spaced).ok()?;
    Some(When::Instant(instant.to_utc()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_forms_are_read() {
        let zone = Zone::named("America/Sao_Paulo").unwrap();
        let instant = |text: &str| text.parse::<When>().unwrap().instant(&zone).to_rfc3339();
        assert_eq!(instant("2026-11-16"), "2026-11-16T03:00:00+00:00");
        assert_eq!(instant("2026-11-16 18:00"), "2026-11-16T21:00:00+00:00");
        assert_eq!(instant("2026-11-16T18:00:30"), "2026-11-16T21:00:30+00:00");
        assert_eq!(instant("2026-11-16T18:00:00Z"), "2026-11-16T18:00:00+00:00");
        for text in ["", "tomorrow", "2026-13-01", "2026-11-16 25:00", "+262142-12-31"] {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }
}
