//! Hours as a person would say them: windows that differ only in their weekday belong together.

use chrono::{NaiveTime, Weekday};

use super::WeeklyWindow;
use super::window::DAY;

/// Windows of the same times of day, or a single longer one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowGroup {
    /// The weekdays on which the windows start, as runs from a first to a last day; never none. One day, and each of
    /// two neighbours, is a run of its own: `Saturday and Sunday`, but `Monday to Wednesday`.
    pub weekdays: Vec<(Weekday, Weekday)>,
    /// The time of day at which they start: `18:00`.
    pub start: String,
    /// The time of day at which they end: `18:00`; at midnight of the day on which they start it is `24:00`.
    pub end: String,
    /// Where they end, seen from where they start.
    pub reach: Reach,
}

/// Where a window ends, seen from where it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// On the day on which it starts.
    SameDay,
    /// On the day after, within 24 hours.
    NextDay,
    /// On this day, more than 24 hours later, before its own weekday comes again.
    Until(Weekday),
    /// On its own weekday, a week later.
    NextWeek,
}

impl WindowGroup {
    /// Whether the windows start on all seven days.
    #[must_use]
    pub fn is_every_day(&self) -> bool {
        self.weekdays.iter().map(|(first, last)| last.days_since(*first) + 1).sum::<u32>() == 7
    }
}

/// The groups, in the order in which the windows are given.
pub(super) fn groups(windows: &[WeeklyWindow]) -> Vec<WindowGroup> {
    let groups = windows.chunk_by(|a, b| is_of_a_day(a) && (a.start(), a.minutes()) == (b.start(), b.minutes()));
    groups.map(group).collect()
}

/// Whether the window is said by its weekday and two times of day.
fn is_of_a_day(window: &WeeklyWindow) -> bool {
    window.minutes() <= DAY
}

/// Windows of the same times on different weekdays, or a single longer one; never none.
fn group(windows: &[WeeklyWindow]) -> WindowGroup {
    let window = &windows[0];
    let (end_day, end) = window.end();
    let ends_at_midnight = is_of_a_day(window) && end == NaiveTime::MIN;
    let reach = if ends_at_midnight || is_of_a_day(window) && end > window.start() {
        Reach::SameDay
    } else if is_of_a_day(window) {
        Reach::NextDay
    } else if end_day == window.weekday() {
        Reach::NextWeek
    } else {
        Reach::Until(end_day)
    };
    let weekdays: Vec<Weekday> = windows.iter().map(WeeklyWindow::weekday).collect();
    WindowGroup {
        weekdays: runs(&weekdays),
        start: clock(window.start()),
        end: if ends_at_midnight { "24:00".to_owned() } else { clock(end) },
        reach,
    }
}

fn runs(weekdays: &[Weekday]) -> Vec<(Weekday, Weekday)> {
    let mut runs = Vec::new();
    for run in weekdays.chunk_by(|a, b| a.succ() == *b) {
        match run {
            [first, _, .., last] => runs.push((*first, *last)),
            few => runs.extend(few.iter().map(|day| (*day, *day))),
        }
    }
    runs
}

fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}
