//! Instants, days and lengths of time as people read them: the one place where they become text.
//!
//! The site's script writes the same forms for the reader's own zone (`templates/assets/site.js`).

use chrono::{Datelike, NaiveDate, SecondsFormat};

use super::context::{Day, Moment, Stretch};
use crate::time::{Instant, Interval, Zone, in_words};

/// Writes times on the team's clock.
#[derive(Debug, Clone, Copy)]
pub struct Dates<'a> {
    zone: &'a Zone,
    /// The year that need not be written.
    year: i32,
}

impl<'a> Dates<'a> {
    /// Times in `zone`, without the year when it is that of `now`.
    pub fn new(zone: &'a Zone, now: Instant) -> Self {
        Self { zone, year: zone.local(now).year() }
    }

    /// `Fri 27 Nov 18:00`, or `Mon 4 Jan 2027 18:00` in another year.
    pub fn moment(&self, instant: Instant) -> Moment {
        let local = self.zone.local(instant);
        let form = if local.year() == self.year { "%a %-d %b %H:%M" } else { "%a %-d %b %Y %H:%M" };
        Moment { iso: iso(instant), text: local.format(form).to_string() }
    }

    /// Both ends and what elapses between them.
    pub fn stretch(&self, interval: Interval) -> Stretch {
        Stretch {
            start: self.moment(interval.start),
            end: self.moment(interval.end),
            length: in_words(interval.duration()),
        }
    }

    /// The day that an instant falls on.
    pub fn day_of(&self, instant: Instant) -> Day {
        day(self.zone.local(instant).date())
    }
}

/// `Fri 27 Nov 2026`.
pub fn day(date: NaiveDate) -> Day {
    Day { iso: date.format("%Y-%m-%d").to_string(), text: date.format("%a %-d %b %Y").to_string() }
}

/// `27 Nov`, where there is no room for more.
pub fn short_day(date: NaiveDate) -> String {
    date.format("%-d %b").to_string()
}

/// `20 Nov 2026 14:03 UTC`: for what is nobody's local time.
pub fn stamp(instant: Instant) -> Moment {
    Moment { iso: iso(instant), text: instant.format("%-d %b %Y %H:%M UTC").to_string() }
}

fn iso(instant: Instant) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn the_year_is_written_where_it_is_another() {
        let zone = Zone::named("America/Sao_Paulo").unwrap();
        let dates = Dates::new(&zone, at("2026-11-23T21:00:00Z"));
        let moment = dates.moment(at("2026-11-27T21:00:00Z"));
        assert_eq!((moment.iso.as_str(), moment.text.as_str()), ("2026-11-27T21:00:00Z", "Fri 27 Nov 18:00"));
        assert_eq!(dates.moment(at("2027-01-01T02:59:00Z")).text, "Thu 31 Dec 23:59");
        assert_eq!(dates.moment(at("2027-01-01T03:00:00Z")).text, "Fri 1 Jan 2027 00:00");
        assert_eq!(dates.day_of(at("2027-01-01T02:59:00Z")).text, "Thu 31 Dec 2026");
    }

    #[test]
    fn a_stamp_is_in_utc() {
        assert_eq!(stamp(at("2026-11-20T11:03:09-03:00")).text, "20 Nov 2026 14:03 UTC");
    }
}
