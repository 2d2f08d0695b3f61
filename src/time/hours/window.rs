//! One window of the week: a weekday, a time of day and a length on the clock's face.

use std::fmt;

use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

/// Minutes in a day as the clock counts them.
pub(super) const DAY: u32 = 24 * 60;
/// Minutes in a week as the clock counts them.
pub(super) const WEEK: u32 = 7 * DAY;

/// A window of the week in wall-clock time, from a minute to an hour to a whole week long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WeeklyWindow {
    weekday: Weekday,
    start: NaiveTime,
    minutes: u32,
}

impl WeeklyWindow {
    /// The window from `start` minutes after midnight of `weekday` to the next time the week comes to `end_minute`,
    /// counted from Monday 00:00: a whole week when that is where it starts.
    pub(super) fn new(weekday: Weekday, start: u32, end_minute: u32) -> Self {
        let start_minute = weekday.num_days_from_monday() * DAY + start;
        let minutes = (end_minute + WEEK - start_minute % WEEK) % WEEK;
        Self { weekday, start: time_of_day(start), minutes: if minutes == 0 { WEEK } else { minutes } }
    }

    /// The weekday on which it starts.
    #[must_use]
    pub const fn weekday(&self) -> Weekday {
        self.weekday
    }

    /// The time of day at which it starts, a full minute.
    #[must_use]
    pub const fn start(&self) -> NaiveTime {
        self.start
    }

    /// How far the clock goes from start to end: 1 to 10080 minutes. What elapses differs where clocks change.
    #[must_use]
    pub const fn minutes(&self) -> u32 {
        self.minutes
    }

    /// Its start in minutes after Monday 00:00.
    #[must_use]
    pub fn start_minute(&self) -> u32 {
        minute_of_week(self.weekday, self.start)
    }

    /// The wall-clock end of the occurrence that starts at `start`; at the end of chrono's calendar its last time.
    #[must_use]
    pub fn nominal_end(&self, start: NaiveDateTime) -> NaiveDateTime {
        start.checked_add_signed(TimeDelta::minutes(i64::from(self.minutes))).unwrap_or(NaiveDateTime::MAX)
    }

    /// The minutes from `minute` of the week to the next start of the window.
    #[must_use]
    pub fn minutes_after(&self, minute: u32) -> u32 {
        (self.start_minute() + WEEK - minute) % WEEK
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        other.minutes_after(self.start_minute()) < self.minutes
            || self.minutes_after(other.start_minute()) < other.minutes
    }

    pub(super) fn contains_local(&self, local: NaiveDateTime) -> bool {
        let minute = minute_of_week(local.weekday(), local.time());
        (minute + WEEK - self.start_minute()) % WEEK < self.minutes
    }

    /// The weekday and the time of day at which it ends.
    pub(super) fn end(&self) -> (Weekday, NaiveTime) {
        let end = self.start_minute() + self.minutes;
        let mut weekday = Weekday::Mon;
        for _ in 0..end / DAY {
            weekday = weekday.succ();
        }
        (weekday, time_of_day(end))
    }
}

/// The form in which a roster may write the window: `Mon 18:00 - Fri 18:00`.
impl fmt::Display for WeeklyWindow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (weekday, end) = self.end();
        write!(formatter, "{} {} - {weekday} {}", self.weekday, self.start.format("%H:%M"), end.format("%H:%M"))
    }
}

fn minute_of_week(weekday: Weekday, time: NaiveTime) -> u32 {
    weekday.num_days_from_monday() * DAY + time.hour() * 60 + time.minute()
}

/// The time so many minutes after midnight, of whichever day.
fn time_of_day(minutes: u32) -> NaiveTime {
    NaiveTime::MIN + TimeDelta::minutes(i64::from(minutes))
}
