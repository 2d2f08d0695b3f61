//! Rotation weeks.

use chrono::NaiveDate;

use super::{date, hours, local};

#[test]
fn begin_with_the_first_written_window() {
    let hours = hours(&["Fri 18:00 - Mon 18:00", "Tue 09:00-12:00"]);
    assert_eq!(hours.first_week(date("2026-11-16")), date("2026-11-20"));
    assert_eq!(hours.first_week(date("2026-11-20")), date("2026-11-20"));
    assert_eq!(hours.first_week(date("2026-11-21")), date("2026-11-27"));
    assert_eq!(hours.week_of(date("2026-11-20")), date("2026-11-20"));
    assert_eq!(hours.week_of(date("2026-11-26")), date("2026-11-20"));
    assert_eq!(hours.week_of(date("2026-11-27")), date("2026-11-27"));
}

#[test]
fn hold_all_windows_up_to_the_next_first_one() {
    let expected = [
        (local("2026-11-20 18:00"), local("2026-11-23 18:00")),
        (local("2026-11-24 09:00"), local("2026-11-24 12:00")),
        (local("2026-11-26 20:00"), local("2026-11-27 08:00")),
    ];
    let hours = hours(&["Fri 18:00 - Mon 18:00", "Thu 20:00-08:00", "Tue 09:00-12:00"]);
    assert_eq!(hours.week(date("2026-11-20")), expected);
    assert_eq!(hours.week(date("2026-11-23")), expected);
}

/// A window on the weekday of the first one, but earlier in the day, closes the week.
#[test]
fn put_earlier_hours_of_the_first_day_last() {
    let week = hours(&["Mon 18:00-20:00", "Mon 09:00-10:00"]).week(date("2026-11-16"));
    assert_eq!(week[0].0, local("2026-11-16 18:00"));
    assert_eq!(week[1].0, local("2026-11-23 09:00"));
}

#[test]
fn at_the_ends_of_the_calendar_are_no_trouble() {
    let hours = hours(&["Wed 18:00 - Tue 18:00", "Tue 20:00-08:00"]);
    for day in [NaiveDate::MIN, NaiveDate::MAX] {
        let _ = (hours.first_week(day), hours.week_of(day), hours.week(day));
    }
}
