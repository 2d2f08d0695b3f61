//! Hours as a person would say them.

use chrono::{NaiveTime, Weekday};

use super::WeeklyWindow;
use super::window::{DAY, WEEK};

/// The windows in words, in the order given; those that differ only in their weekday are said together.
pub(super) fn in_words(windows: &[WeeklyWindow]) -> String {
    let groups = windows.chunk_by(|a, b| is_of_a_day(a) && (a.start(), a.minutes()) == (b.start(), b.minutes()));
    groups.map(group).collect::<Vec<_>>().join("; ")
}

/// Whether the window is said by its weekday and two times of day.
fn is_of_a_day(window: &WeeklyWindow) -> bool {
    window.minutes() <= DAY
}

/// Windows of the same times on different weekdays, or a single longer one; never none.
fn group(windows: &[WeeklyWindow]) -> String {
    let window = &windows[0];
    let (end_day, end) = window.end();
    let (start, end_time) = (clock(window.start()), clock(end));
    if is_of_a_day(window) {
        let weekdays: Vec<Weekday> = windows.iter().map(WeeklyWindow::weekday).collect();
        let end = match (end == NaiveTime::MIN, end > window.start()) {
            (true, _) => "24:00".to_owned(),
            (false, true) => end_time,
            (false, false) => format!("{end_time} the next day"),
        };
        return format!("{} {start} to {end}", days(&weekdays));
    }
    let next_week = if window.minutes() > WEEK - DAY && end_day == window.weekday() { " the next week" } else { "" };
    format!("{} {start} to {} {end_time}{next_week}", full_name(window.weekday()), full_name(end_day))
}

/// `every day`, `Monday to Wednesday and Friday`, `Saturday and Sunday`.
fn days(weekdays: &[Weekday]) -> String {
    if weekdays.len() == 7 {
        return "every day".to_owned();
    }
    let mut items = Vec::new();
    for run in weekdays.chunk_by(|a, b| a.succ() == *b) {
        if let [first, _, .., last] = run {
            items.push(format!("{} to {}", full_name(*first), full_name(*last)));
        } else {
            items.extend(run.iter().map(|day| full_name(*day).to_owned()));
        }
    }
    match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

const fn full_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}
