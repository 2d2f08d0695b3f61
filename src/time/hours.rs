//! Weekly hours: the windows that a shift type or the work hours have in every week.
//!
//! In go the texts of the roster (`Mon 18:00 - Fri 18:00`, `Mon-Fri 09:00-18:00`), out come windows of wall-clock
//! time, rotation weeks and, with a zone, instants. Windows of one `Hours` never overlap. Lengths are counted on the
//! clock's face; only a [`Zone`] knows how long a window truly lasts, and only [`Hours::intervals`] asks it.

mod grammar;
mod groups;
mod lexemes;
#[cfg(test)]
mod tests;
mod window;

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta};

use super::{Interval, Zone};
pub use groups::{Reach, WindowGroup};
pub use window::WeeklyWindow;

/// Hours in each form, for messages to show.
const EXAMPLES: &str =
    "hours look like `Mon 18:00 - Fri 18:00`, `Mon-Fri 09:00-18:00`, `Sat,Sun 10:00-16:00` or `daily 20:00-08:00`";

/// What keeps a text from being read as hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursError {
    /// Which of the texts it is, counted from 0.
    pub text: usize,
    /// The bytes of that text it is about; an empty range at its end where something is missing.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// The windows of a week, at least one, in the order written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    windows: Vec<WeeklyWindow>,
    texts: Vec<String>,
}

impl Hours {
    /// Reads the texts, each in one of the forms `Mon 18:00 - Fri 18:00` (one window), `Mon-Fri 09:00-18:00`,
    /// `Mon-Wed,Sat 10:00-16:00` and `daily 20:00-08:00` (one window a day, `daily` from Monday on).
    ///
    /// # Errors
    ///
    /// Everything that is wrong, by text and place. No text at all is an error of text 0.
    pub fn parse(texts: &[&str]) -> Result<Self, Vec<HoursError>> {
        let mut errors = Vec::new();
        let mut windows: Vec<(usize, WeeklyWindow)> = Vec::new();
        if texts.is_empty() {
            errors.push(grammar::nothing_written(0, 0..0));
        }
        for (index, text) in texts.iter().enumerate() {
            match grammar::parse(index, text) {
                Ok(read) => add(&mut windows, &mut errors, texts, index, read),
                Err(wrong) => errors.extend(wrong),
            }
        }
        if errors.is_empty() {
            let windows = windows.into_iter().map(|(_, window)| window).collect();
            Ok(Self { windows, texts: texts.iter().map(ToString::to_string).collect() })
        } else {
            Err(errors)
        }
    }

    /// The windows in the order written; the first one begins the rotation week.
    #[must_use]
    pub fn windows(&self) -> &[WeeklyWindow] {
        &self.windows
    }

    /// The texts as written.
    #[must_use]
    pub fn texts(&self) -> &[String] {
        &self.texts
    }

    /// The date of the first rotation week that begins on or after `day`.
    #[must_use]
    pub fn first_week(&self, day: NaiveDate) -> NaiveDate {
        let ahead = self.windows[0].weekday().days_since(day.weekday());
        day.checked_add_days(Days::new(u64::from(ahead))).unwrap_or(day)
    }

    /// The date of the rotation week whose seven days, counted from the date of its first window, hold `day`.
    #[must_use]
    pub fn week_of(&self, day: NaiveDate) -> NaiveDate {
        let back = day.weekday().days_since(self.windows[0].weekday());
        day.checked_sub_days(Days::new(u64::from(back))).unwrap_or(day)
    }

    /// The windows of the rotation week of `date`, from wall-clock time to wall-clock time, in order of time: the
    /// first written one, then all up to the next first one.
    ///
    /// A `date` in the middle of a week stands for that week, see [`Hours::week_of`].
    #[must_use]
    pub fn week(&self, date: NaiveDate) -> Vec<(NaiveDateTime, NaiveDateTime)> {
        let first = self.windows[0];
        let start = self.week_of(date).and_time(first.start());
        let mut windows: Vec<_> = self
            .windows
            .iter()
            .map(|window| {
                let wait = TimeDelta::minutes(i64::from(window.minutes_after(first.start_minute())));
                let start = start.checked_add_signed(wait).unwrap_or(NaiveDateTime::MAX);
                (start, window.nominal_end(start))
            })
            .collect();
        windows.sort_unstable();
        windows
    }

    /// Whether a clock that shows `local` is in the hours.
    #[must_use]
    pub fn contains_local(&self, local: NaiveDateTime) -> bool {
        self.windows.iter().any(|window| window.contains_local(local))
    }

    /// Every window, as instants of `zone`, cut to `span` and in order of time. Windows that touch stay apart.
    #[must_use]
    pub fn intervals(&self, zone: &Zone, span: Interval) -> Vec<Interval> {
        // A window lasts a week at most; the second week is for clocks that jump by a day.
        let margin = Days::new(14);
        let earliest = zone.local(span.start).date();
        let mut week = self.week_of(earliest.checked_sub_days(margin).unwrap_or(earliest));
        let mut intervals = Vec::new();
        loop {
            let windows = self.week(week);
            if windows.first().is_none_or(|(start, _)| zone.instant(*start) >= span.end) {
                return intervals;
            }
            let instants = |(start, end)| Interval::new(zone.instant(start), zone.instant(end));
            intervals.extend(windows.into_iter().filter_map(instants).filter_map(|window| window.intersection(&span)));
            match week.checked_add_days(Days::new(7)) {
                Some(next) => week = next,
                None => return intervals,
            }
        }
    }

    /// The windows as a person would say them, those of the same times of day together: `Monday 18:00 to Friday
    /// 18:00`, `every day 20:00 to 08:00 the next day`, `Monday to Friday 09:00 to 18:00`.
    #[must_use]
    pub fn groups(&self) -> Vec<WindowGroup> {
        groups::groups(&self.windows)
    }
}

/// Takes the windows of the text at `index` that overlap none before them, and one error for each text they overlap.
fn add(
    windows: &mut Vec<(usize, WeeklyWindow)>,
    errors: &mut Vec<HoursError>,
    texts: &[&str],
    index: usize,
    read: Vec<WeeklyWindow>,
) {
    let mut named = BTreeSet::new();
    for window in read {
        let Some((other_index, other)) = windows.iter().find(|(_, other)| window.overlaps(other)).copied() else {
            windows.push((index, window));
            continue;
        };
        if !named.insert(other_index) {
            continue;
        }
        let place = if other_index == index { String::new() } else { format!(" of `{}`", texts[other_index].trim()) };
        let (message, help) = if window == other {
            (format!("`{window}` is written twice{place}"), "leave one of them out".to_owned())
        } else {
            let message = format!("`{window}` overlaps `{other}`{place}");
            (message, "let one window end where or before the other begins".to_owned())
        };
        errors.push(HoursError { text: index, range: grammar::extent(texts[index]), message, help });
    }
}
