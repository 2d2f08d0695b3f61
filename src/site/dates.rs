//! Instants, days and lengths of time as people read them: the one place where they become text.
//!
//! The site's script writes the same forms for the reader's own zone (`templates/assets/site.js`), by the same words.

use chrono::{Datelike, NaiveDate, NaiveDateTime, SecondsFormat, TimeDelta};

use super::context::{Day, Moment, Stretch};
use super::words::{TimeWords, fill};
use crate::time::{Instant, Interval, Unit, Zone, units};

/// Writes times on the team's clock.
#[derive(Debug, Clone, Copy)]
pub struct Dates<'a> {
    zone: &'a Zone,
    /// The year that need not be written.
    year: i32,
    words: &'a TimeWords,
}

impl<'a> Dates<'a> {
    /// Times in `zone`, without the year when it is that of `now`.
    pub fn new(zone: &'a Zone, now: Instant, words: &'a TimeWords) -> Self {
        Self { zone, year: zone.local(now).year(), words }
    }

    /// `Fri 27 Nov 18:00`, or `Mon 4 Jan 2027 18:00` in another year.
    pub fn moment(&self, instant: Instant) -> Moment {
        let local = self.zone.local(instant);
        let is_near = local.year() == self.year;
        let pattern = if is_near { &self.words.moment } else { &self.words.moment_of_another_year };
        Moment { iso: iso(instant), text: self.write(pattern, local) }
    }

    /// Both ends and what elapses between them.
    pub fn stretch(&self, interval: Interval) -> Stretch {
        Stretch {
            start: self.moment(interval.start),
            end: self.moment(interval.end),
            length: self.length(interval.duration()),
        }
    }

    /// The day that an instant falls on.
    pub fn day_of(&self, instant: Instant) -> Day {
        self.day(self.zone.local(instant).date())
    }

    /// `Fri 27 Nov 2026`.
    pub fn day(&self, date: NaiveDate) -> Day {
        Day { iso: date.format("%Y-%m-%d").to_string(), text: self.write(&self.words.date, date.into()) }
    }

    /// `27 Nov`, where there is no room for more.
    pub fn short_day(&self, date: NaiveDate) -> String {
        self.write(&self.words.date_nearby, date.into())
    }

    /// `20 Nov 2026 14:03 UTC`: for what is nobody's local time.
    pub fn stamp(&self, instant: Instant) -> Moment {
        Moment { iso: iso(instant), text: self.write(&self.words.stamp, instant.naive_utc()) }
    }

    /// A sum of minutes, `95 h` or `95 h 30 min`: sums are compared, so they are not broken into days.
    pub fn hours(&self, minutes: i64) -> String {
        let counted = |pattern: &str, count: i64| fill(pattern, &[("count", &count.to_string())]);
        match (minutes / 60, minutes % 60) {
            (hours, 0) => counted(&self.words.hours, hours),
            (0, rest) => counted(&self.words.minutes, rest),
            (hours, rest) => {
                format!("{} {}", counted(&self.words.hours, hours), counted(&self.words.minutes, rest))
            }
        }
    }

    /// `2 days 4 h`.
    fn length(&self, length: TimeDelta) -> String {
        let word = |(count, unit): (u64, Unit)| {
            let pattern = match unit {
                Unit::Day if count == 1 => &self.words.one_day,
                Unit::Day => &self.words.days,
                Unit::Hour => &self.words.hours,
                Unit::Minute => &self.words.minutes,
                Unit::Second => &self.words.seconds,
            };
            fill(pattern, &[("count", &count.to_string())])
        };
        units(length).into_iter().map(word).collect::<Vec<_>>().join(" ")
    }

    fn write(&self, pattern: &str, at: NaiveDateTime) -> String {
        let weekday = usize::try_from(at.weekday().num_days_from_monday()).unwrap_or_default();
        let month = usize::try_from(at.month0()).unwrap_or_default();
        let values = [
            ("weekday", self.words.weekdays.get(weekday).map_or("", String::as_str)),
            ("day", &at.day().to_string()),
            ("month", self.words.months.get(month).map_or("", String::as_str)),
            ("year", &at.year().to_string()),
            ("time", &at.format("%H:%M").to_string()),
        ];
        fill(pattern, &values)
    }
}

fn iso(instant: Instant) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::words::Words;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn with_dates(test: impl Fn(&Dates<'_>)) {
        let (zone, words) = (Zone::named("America/Sao_Paulo").unwrap(), Words::built_in());
        test(&Dates::new(&zone, at("2026-11-23T21:00:00Z"), &words.time));
    }

    #[test]
    fn the_year_is_written_where_it_is_another() {
        with_dates(|dates| {
            let moment = dates.moment(at("2026-11-27T21:00:00Z"));
            assert_eq!((moment.iso.as_str(), moment.text.as_str()), ("2026-11-27T21:00:00Z", "Fri 27 Nov 18:00"));
            assert_eq!(dates.moment(at("2027-01-01T02:59:00Z")).text, "Thu 31 Dec 23:59");
            assert_eq!(dates.moment(at("2027-01-01T03:00:00Z")).text, "Fri 1 Jan 2027 00:00");
            assert_eq!(dates.day_of(at("2027-01-01T02:59:00Z")).text, "Thu 31 Dec 2026");
            assert_eq!(dates.short_day("2026-11-02".parse().unwrap()), "2 Nov");
        });
    }

    #[test]
    fn sums_are_hours_and_minutes() {
        with_dates(|dates| {
            let sums = [0, 45, 60, 71 * 60, 71 * 60 + 30].map(|minutes| dates.hours(minutes));
            assert_eq!(sums, ["0 h", "45 min", "1 h", "71 h", "71 h 30 min"]);
        });
    }

    #[test]
    fn lengths_are_days_and_hours_as_on_the_command_line() {
        with_dates(|dates| {
            for minutes in [0, 45, 60, 24 * 60, 52 * 60, 71 * 60 + 30, 7 * 24 * 60 + 1] {
                let length = TimeDelta::minutes(minutes);
                assert_eq!(dates.length(length), crate::time::in_words(length));
            }
        });
    }

    #[test]
    fn a_stamp_is_in_utc() {
        with_dates(|dates| assert_eq!(dates.stamp(at("2026-11-20T11:03:09-03:00")).text, "20 Nov 2026 14:03 UTC"));
    }
}
