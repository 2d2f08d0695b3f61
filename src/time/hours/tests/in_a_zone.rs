//! What windows come to in a zone, and on the face of a clock.

use super::{date, hours, local};
use crate::time::{Interval, Zone};

fn intervals(text: &str, zone: &str, from: &str, to: &str) -> Vec<(String, i64)> {
    let zone = Zone::named(zone).unwrap();
    let span = Interval::new(zone.instant(local(from)), zone.instant(local(to))).unwrap();
    let said =
        |interval: &Interval| (interval.start.format("%a %d %H:%M").to_string(), interval.duration().num_minutes());
    hours(&[text]).intervals(&zone, span).iter().map(said).collect()
}

/// How many minutes the window of `text` lasts that begins on `day`.
fn minutes(text: &str, zone: &str, day: &str) -> i64 {
    let zone = Zone::named(zone).unwrap();
    let (start, end) = hours(&[text]).week(date(day))[0];
    assert_eq!(start.date(), date(day));
    (zone.instant(end) - zone.instant(start)).num_minutes()
}

#[test]
fn windows_last_as_long_as_the_clocks_make_them() {
    for (text, zone, day, expected) in [
        ("Fri 18:00 - Mon 18:00", "Europe/Berlin", "2026-03-27", 71 * 60),
        ("Fri 18:00 - Mon 18:00", "Europe/Berlin", "2026-10-23", 73 * 60),
        ("Fri 18:00 - Mon 18:00", "Europe/Berlin", "2026-11-20", 72 * 60),
        ("Mon 18:00 - Mon 18:00", "Europe/Berlin", "2026-03-23", 167 * 60),
        ("Mon 18:00 - Mon 18:00", "Europe/Berlin", "2026-10-19", 169 * 60),
        ("daily 00:00-24:00", "America/Sao_Paulo", "2018-10-29", 24 * 60),
        ("Sun 00:00-24:00", "America/Sao_Paulo", "2018-11-04", 23 * 60),
        ("Sat 00:00-24:00", "America/Sao_Paulo", "2019-02-16", 25 * 60),
        ("Sun 00:00-02:30", "America/Chicago", "2026-03-08", 2 * 60),
        ("Sun 02:30-04:00", "America/Chicago", "2026-03-08", 60),
        ("Sun 00:00-04:00", "Australia/Lord_Howe", "2026-10-04", 3 * 60 + 30),
        ("Sun 00:00-04:00", "Australia/Lord_Howe", "2026-04-05", 4 * 60 + 30),
        ("Thu 18:00 - Sat 18:00", "Pacific/Apia", "2011-12-29", 24 * 60),
        ("Fri 09:00-18:00", "Pacific/Apia", "2011-12-30", 0),
    ] {
        assert_eq!(minutes(text, zone, day), expected, "{text} {zone} {day}");
    }
}

#[test]
fn intervals_are_cut_to_the_span() {
    let days = intervals("Mon-Fri 09:00-18:00", "UTC", "2026-11-20 17:00", "2026-11-24 10:30");
    let expected = [("Fri 20 17:00", 60), ("Mon 23 09:00", 540), ("Tue 24 09:00", 90)];
    assert_eq!(days, expected.map(|(start, minutes)| (start.to_owned(), minutes)));
    assert_eq!(intervals("Mon-Fri 09:00-18:00", "UTC", "2026-11-20 18:00", "2026-11-23 09:00"), []);
    let week = intervals("Mon 18:00 - Mon 18:00", "UTC", "2026-11-23 17:59", "2026-11-23 18:01");
    assert_eq!(week, [("Mon 23 17:59".to_owned(), 1), ("Mon 23 18:00".to_owned(), 1)]);
}

#[test]
fn a_window_on_a_day_that_never_was_is_left_out() {
    let days = intervals("daily 09:00-18:00", "Pacific/Apia", "2011-12-29 00:00", "2012-01-01 00:00");
    assert_eq!(days, [("Thu 29 19:00".to_owned(), 540), ("Fri 30 19:00".to_owned(), 540)]);
}

#[test]
fn clocks_are_in_the_hours_from_start_to_before_the_end() {
    let hours = hours(&["Fri 18:00 - Mon 18:00", "Tue 20:00-08:00"]);
    for (time, is_in) in [
        ("2026-11-20 17:59", false),
        ("2026-11-20 18:00", true),
        ("2026-11-23 17:59", true),
        ("2026-11-23 18:00", false),
        ("2026-11-25 07:59", true),
        ("2026-11-25 08:00", false),
    ] {
        assert_eq!(hours.contains_local(local(time)), is_in, "{time}");
    }
}
