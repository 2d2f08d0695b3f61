//! What texts mean.

use chrono::Weekday;

use super::{hours, local, windows};
use crate::time::WeeklyWindow;

#[test]
fn one_window_goes_from_weekday_to_weekday() {
    let parsed = hours(&["Mon 18:00 - Fri 18:00"]);
    let [window] = parsed.windows() else { panic!() };
    assert_eq!((window.weekday(), window.start().to_string().as_str()), (Weekday::Mon, "18:00:00"));
    assert_eq!((window.minutes(), window.start_minute()), (4 * 1440, 18 * 60));
    assert_eq!(window.nominal_end(local("2026-11-16 18:00")), local("2026-11-20 18:00"));
    assert_eq!(parsed.texts(), ["Mon 18:00 - Fri 18:00"]);
}

#[test]
fn lengths_of_single_windows() {
    for (text, minutes) in [
        ("Mon 18:00 - Mon 18:00", 10_080),
        ("Mon 18:00 - Mon 09:00", 10_080 - 9 * 60),
        ("Mon 09:00 - Mon 18:00", 9 * 60),
        ("Fri 18:00 - Mon 18:00", 3 * 1440),
        ("Mon 00:00 - Sun 24:00", 10_080),
        ("Sun 23:59 - Sun 24:00", 1),
        ("Sun 23:59 - Mon 00:00", 1),
    ] {
        assert_eq!(hours(&[text]).windows()[0].minutes(), minutes, "{text}");
    }
}

#[test]
fn the_same_in_other_hands() {
    let expected = hours(&["Mon 18:00 - Fri 18:00"]).windows().to_vec();
    for text in [
        "Mon 18:00-Fri 18:00",
        "Mon 18:00 – Fri 18:00",
        "monday 18:00 - FRIDAY 18:00",
        "  Mon\u{a0}18:00 -Fri   18:00\n",
        "mon18:00-fri18:00",
    ] {
        assert_eq!(hours(&[text]).windows(), expected, "{text}");
    }
}

#[test]
fn one_window_a_day() {
    assert_eq!(
        windows(&["Fri-Mon 09:00-18:00"]),
        ["Fri 09:00 - Fri 18:00", "Sat 09:00 - Sat 18:00", "Sun 09:00 - Sun 18:00", "Mon 09:00 - Mon 18:00"]
    );
    assert_eq!(windows(&["Sat,Sun 10:00-16:00"]), ["Sat 10:00 - Sat 16:00", "Sun 10:00 - Sun 16:00"]);
    assert_eq!(
        windows(&["Tue - Wed , Fri 20:00-08:00"]),
        ["Tue 20:00 - Wed 08:00", "Wed 20:00 - Thu 08:00", "Fri 20:00 - Sat 08:00"]
    );
    assert_eq!(windows(&["Mon 20:00-08:00"]), ["Mon 20:00 - Tue 08:00"]);
    assert_eq!(windows(&["Sun 18:00-24:00"]), ["Sun 18:00 - Mon 00:00"]);
}

#[test]
fn daily_is_from_monday_on_and_may_fill_the_week() {
    let nights = hours(&["daily 20:00-08:00"]);
    assert_eq!(nights.windows().len(), 7);
    assert_eq!(nights.windows()[0].to_string(), "Mon 20:00 - Tue 08:00");
    for text in ["daily 00:00-24:00", "daily 00:00-00:00", "Daily 08:00-08:00"] {
        assert_eq!(hours(&[text]).windows().iter().map(WeeklyWindow::minutes).sum::<u32>(), 10_080, "{text}");
    }
}
