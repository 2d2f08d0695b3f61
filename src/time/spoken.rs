//! A point in time as people say it, by the day it is: `fri 18:00`, `tomorrow`, `18:00`.

use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::{Instant, When, Zone};

/// A point in time on the command line. What is said by the day it is becomes a [`When`] once the clock and the zone
/// are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken {
    /// Said by its date.
    Dated(When),
    /// Today or tomorrow, whether that has passed or not.
    Near {
        /// How many days from today.
        days: u64,
        /// The time of that day; the day as such without it.
        time: Option<NaiveTime>,
    },
    /// The next day of this name. Today is one; with a time it is one until the time has passed.
    Weekday {
        /// Which day of the week.
        weekday: Weekday,
        /// The time of that day; the day as such without it.
        time: Option<NaiveTime>,
    },
    /// The next moment at which clocks show this time.
    Time(NaiveTime),
}

impl Spoken {
    /// What is meant when it is `now` in `zone`.
    #[must_use]
    pub fn when(&self, zone: &Zone, now: Instant) -> When {
        let today = zone.local(now).date();
        let ahead = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
        let has_passed = |date: NaiveDate, time: NaiveTime| zone.instant(date.and_time(time)) < now;
        match *self {
            Self::Dated(when) => when,
            Self::Near { days, time } => on(ahead(days), time),
            Self::Weekday { weekday, time } => {
                let days = u64::from(weekday.days_since(today.weekday()));
                let is_over = time.is_some_and(|time| has_passed(ahead(days), time));
                on(ahead(if is_over { days + 7 } else { days }), time)
            }
            Self::Time(time) => on(ahead(u64::from(has_passed(today, time))), Some(time)),
        }
    }
}

fn on(date: NaiveDate, time: Option<NaiveTime>) -> When {
    time.map_or(When::Day(date), |time| When::Local(date.and_time(time)))
}

impl FromStr for Spoken {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some(spoken) = parse(text) {
            return Ok(spoken);
        }
        let forms = "`fri 18:00`, `tomorrow`, `18:00`, `2026-11-16`, `2026-11-16 18:00` or `2026-11-16T18:00:00-03:00`";
        text.parse().map(Self::Dated).map_err(|_| format!("write for example {forms}"))
    }
}

fn parse(text: &str) -> Option<Spoken> {
    if let Some(time) = time(text) {
        return Some(Spoken::Time(time));
    }
    let (day, time) = match text.split_once(' ') {
        Some((day, time)) => (day, Some(self::time(time.trim_start())?)),
        None => (text, None),
    };
    Some(match day.to_lowercase().as_str() {
        "today" => Spoken::Near { days: 0, time },
        "tomorrow" => Spoken::Near { days: 1, time },
        day => Spoken::Weekday { weekday: day.parse().ok()?, time },
    })
}

/// A time of day, `18:00` or `9:30`.
fn time(text: &str) -> Option<NaiveTime> {
    let is_time = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    is_time.then(|| NaiveTime::parse_from_str(text, "%H:%M").ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `text` means at a wall-clock time in Berlin, as an instant.
    fn meant(text: &str, now: &str) -> String {
        let zone = Zone::named("Europe/Berlin").unwrap();
        let now = now.parse::<When>().unwrap().instant(&zone);
        text.parse::<Spoken>().unwrap().when(&zone, now).instant(&zone).format("%a %Y-%m-%dT%H:%MZ").to_string()
    }

    #[test]
    fn a_weekday_is_the_next_one_and_today_counts_until_its_time_has_passed() {
        for (now, friday) in [
            ("2026-11-19 23:59", "Fri 2026-11-20T17:00Z"),
            ("2026-11-20 12:00", "Fri 2026-11-20T17:00Z"),
            ("2026-11-20 18:00", "Fri 2026-11-20T17:00Z"),
            ("2026-11-20T18:00:01+01:00", "Fri 2026-11-27T17:00Z"),
            ("2026-11-21 00:00", "Fri 2026-11-27T17:00Z"),
        ] {
            for text in ["fri 18:00", "Friday 18:00", "FRI  18:00", " fri 18:00 "] {
                assert_eq!(meant(text, now), friday, "{text} at {now}");
            }
        }
        assert_eq!(meant("fri", "2026-11-20 12:00"), "Thu 2026-11-19T23:00Z", "the day as such, which is today");
        assert_eq!(meant("sat", "2026-11-20 12:00"), "Fri 2026-11-20T23:00Z");
    }

    #[test]
    fn today_and_tomorrow_are_days_and_a_time_alone_is_the_next() {
        let now = "2026-11-20 12:00";
        assert_eq!(meant("today", now), "Thu 2026-11-19T23:00Z");
        assert_eq!(meant("today 9:30", now), "Fri 2026-11-20T08:30Z");
        assert_eq!(meant("Tomorrow 09:30", now), "Sat 2026-11-21T08:30Z");
        assert_eq!(meant("12:00", now), "Fri 2026-11-20T11:00Z");
        assert_eq!(meant("11:59", now), "Sat 2026-11-21T10:59Z");
        assert_eq!(meant("2026-11-01", now), "Sat 2026-10-31T23:00Z");
    }

    /// The day is the one on the clock, and an hour of it may be another from one week to the next.
    #[test]
    fn the_clocks_may_change_between_now_and_then() {
        assert_eq!(meant("sun 12:00", "2026-03-28 23:30"), "Sun 2026-03-29T10:00Z");
        assert_eq!(meant("sun 02:30", "2026-03-28 23:30"), "Sun 2026-03-29T01:00Z", "skipped: the first moment after");
        assert_eq!(meant("sat 12:00", "2026-10-24 13:00"), "Sat 2026-10-31T11:00Z");
    }

    #[test]
    fn nothing_else_is_read() {
        for text in ["", "someday", "fr 18:00", "fri 25:00", "fri 18", "fri 18:00 19:00", "fri tomorrow", "18", "+9:00"]
        {
            assert!(text.parse::<Spoken>().is_err(), "{text}");
        }
    }
}
