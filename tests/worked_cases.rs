//! Worked cases: what small rosters mean, to the minute. They read as documentation of roster.md's harder sentences.
//!
//! Each table can be followed with a calendar in hand. Times carry their offset from UTC, so that a change of the
//! clocks shows; a length is what truly elapses.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]
#![expect(clippy::needless_raw_string_hashes, reason = "snapbox writes its snapshots so")]

use std::collections::BTreeSet;

use hausmeister::schedule;
use hausmeister::schedule::coverage::Availability;
use snapbox::{assert_data_eq, str};

use support::checking::{check, days};
use support::reading::Reading;
use support::timetable::{shown, timetable};

mod support {
    pub mod checking;
    pub mod reading;
    pub mod timetable;
}

/// A roster in `zone` from `starts` on with one type `pager`, whose other keys are `shift`, drawn on `order`. Its
/// people are those that it names.
fn roster(zone: &str, starts: &str, shift: &str, order: &str, overrides: &str) -> String {
    let everyone = ["ana", "bruno", "carla", "davi", "emine"];
    let named = everyone.iter().filter(|id| order.contains(**id) || overrides.contains(**id));
    let people: Vec<_> = named.map(|id| format!("{id}:")).collect();
    format!(
        "team: T\ntimezone: {zone}\nstarts: {starts}\npeople: {{ {} }}\nrotations: {{ all: {order} }}\n\
         shifts:\n  pager: {{ {shift}, rotation: all }}\n{overrides}",
        people.join(", ")
    )
}

// Windows: their ends are wall-clock times, turned into instants one by one.

#[test]
fn a_weekend_in_berlin_is_an_hour_short_in_march_and_an_hour_long_in_october() {
    let weekend = roster("Europe/Berlin", "2026-03-16", "hours: Fri 18:00 - Mon 18:00", "[ana, bruno]", "");
    assert_data_eq!(
        timetable(&weekend, "2026-03-20", "2026-04-06"),
        str![[r#"
Fri 2026-03-20 18:00 +01:00  to  Mon 2026-03-23 18:00 +01:00    72 h  ana
Fri 2026-03-27 18:00 +01:00  to  Mon 2026-03-30 18:00 +02:00    71 h  bruno
Fri 2026-04-03 18:00 +02:00  to  Mon 2026-04-06 18:00 +02:00    72 h  ana
"#]]
    );
    assert_data_eq!(
        timetable(&weekend, "2026-10-23", "2026-11-02"),
        str![[r#"
Fri 2026-10-23 18:00 +02:00  to  Mon 2026-10-26 18:00 +01:00    73 h  bruno
Fri 2026-10-30 18:00 +01:00  to  Mon 2026-11-02 18:00 +01:00    72 h  ana
"#]]
    );
}

#[test]
fn a_week_in_berlin_is_an_hour_short_in_march_and_an_hour_long_in_october() {
    let week = roster("Europe/Berlin", "2026-03-16", "hours: Mon 18:00 - Mon 18:00", "[ana, bruno]", "");
    assert_data_eq!(
        timetable(&week, "2026-03-17", "2026-04-06"),
        str![[r#"
Mon 2026-03-16 18:00 +01:00  to  Mon 2026-03-23 18:00 +01:00   168 h  ana
Mon 2026-03-23 18:00 +01:00  to  Mon 2026-03-30 18:00 +02:00   167 h  bruno
Mon 2026-03-30 18:00 +02:00  to  Mon 2026-04-06 18:00 +02:00   168 h  ana
"#]]
    );
    assert_data_eq!(
        timetable(&week, "2026-10-20", "2026-11-02"),
        str![[r#"
Mon 2026-10-19 18:00 +02:00  to  Mon 2026-10-26 18:00 +01:00   169 h  bruno
Mon 2026-10-26 18:00 +01:00  to  Mon 2026-11-02 18:00 +01:00   168 h  ana
"#]]
    );
}

/// On 2018-11-04 midnight did not exist: the day began at 01:00. On 2019-02-17 at midnight it became Saturday 23:00
/// once more.
#[test]
fn days_in_sao_paulo_begin_when_they_begin() {
    let daily = |starts: &str| roster("America/Sao_Paulo", starts, "hours: daily 00:00-24:00", "[ana, bruno]", "");
    assert_data_eq!(
        timetable(&daily("2018-10-29"), "2018-11-03", "2018-11-06"),
        str![[r#"
Sat 2018-11-03 00:00 -03:00  to  Sun 2018-11-04 01:00 -02:00    24 h  ana
Sun 2018-11-04 01:00 -02:00  to  Mon 2018-11-05 00:00 -02:00    23 h  ana
Mon 2018-11-05 00:00 -02:00  to  Tue 2018-11-06 00:00 -02:00    24 h  bruno
"#]]
    );
    assert_data_eq!(
        timetable(&daily("2019-02-11"), "2019-02-16", "2019-02-18"),
        str![[r#"
Sat 2019-02-16 00:00 -02:00  to  Sun 2019-02-17 00:00 -03:00    25 h  ana
Sun 2019-02-17 00:00 -03:00  to  Mon 2019-02-18 00:00 -03:00    24 h  ana
"#]]
    );
    let late = roster("America/Sao_Paulo", "2019-02-11", "hours: daily 23:30-07:30", "[ana, bruno]", "");
    assert_data_eq!(
        timetable(&late, "2019-02-16", "2019-02-18"),
        str![[r#"
Fri 2019-02-15 23:30 -02:00  to  Sat 2019-02-16 07:30 -02:00     8 h  ana
Sat 2019-02-16 23:30 -02:00  to  Sun 2019-02-17 07:30 -03:00     9 h  ana
Sun 2019-02-17 23:30 -03:00  to  Mon 2019-02-18 07:30 -03:00     8 h  ana
"#]]
    );
}

/// 02:30 on 2026-03-08 is skipped and becomes 03:00; 01:30 on 2026-11-01 occurs twice and is the first.
#[test]
fn a_daily_boundary_in_chicago_moves_out_of_the_gap() {
    let daily = |starts: &str, time: &str| {
        roster("America/Chicago", starts, &format!("hours: daily {time}-{time}"), "[ana, bruno]", "")
    };
    assert_data_eq!(
        timetable(&daily("2026-03-02", "02:30"), "2026-03-07", "2026-03-10"),
        str![[r#"
Fri 2026-03-06 02:30 -06:00  to  Sat 2026-03-07 02:30 -06:00    24 h  ana
Sat 2026-03-07 02:30 -06:00  to  Sun 2026-03-08 03:00 -05:00  23:30 h  ana
Sun 2026-03-08 03:00 -05:00  to  Mon 2026-03-09 02:30 -05:00  23:30 h  ana
Mon 2026-03-09 02:30 -05:00  to  Tue 2026-03-10 02:30 -05:00    24 h  bruno
"#]]
    );
    assert_data_eq!(
        timetable(&daily("2026-10-26", "01:30"), "2026-10-31", "2026-11-02"),
        str![[r#"
Fri 2026-10-30 01:30 -05:00  to  Sat 2026-10-31 01:30 -05:00    24 h  ana
Sat 2026-10-31 01:30 -05:00  to  Sun 2026-11-01 01:30 -05:00    24 h  ana
Sun 2026-11-01 01:30 -05:00  to  Mon 2026-11-02 01:30 -06:00    25 h  ana
"#]]
    );
}

/// Its clocks change by half an hour: from 02:00 to 02:30 in October, from 02:00 to 01:30 in April.
#[test]
fn a_day_on_lord_howe_changes_by_half_an_hour() {
    let daily =
        |starts: &str| roster("Australia/Lord_Howe", starts, "hours: daily 02:15-02:15", "[ana, bruno, carla]", "");
    assert_data_eq!(
        timetable(&daily("2026-09-28"), "2026-10-03", "2026-10-06"),
        str![[r#"
Fri 2026-10-02 02:15 +10:30  to  Sat 2026-10-03 02:15 +10:30    24 h  ana
Sat 2026-10-03 02:15 +10:30  to  Sun 2026-10-04 02:30 +11:00  23:45 h  ana
Sun 2026-10-04 02:30 +11:00  to  Mon 2026-10-05 02:15 +11:00  23:45 h  ana
Mon 2026-10-05 02:15 +11:00  to  Tue 2026-10-06 02:15 +11:00    24 h  bruno
"#]]
    );
    assert_data_eq!(
        timetable(&daily("2026-03-30"), "2026-04-04", "2026-04-07"),
        str![[r#"
Fri 2026-04-03 02:15 +11:00  to  Sat 2026-04-04 02:15 +11:00    24 h  ana
Sat 2026-04-04 02:15 +11:00  to  Sun 2026-04-05 02:15 +10:30  24:30 h  ana
Sun 2026-04-05 02:15 +10:30  to  Mon 2026-04-06 02:15 +10:30    24 h  ana
Mon 2026-04-06 02:15 +10:30  to  Tue 2026-04-07 02:15 +10:30    24 h  bruno
"#]]
    );
}

/// Samoa left out Friday 2011-12-30. What lies in it moves to the first instant of Saturday; what lies in it whole is
/// gone, but its turn counts, so that nobody after it moves.
#[test]
fn a_day_that_samoa_left_out() {
    let across = roster("Pacific/Apia", "2011-12-26", "turn: 1 window, hours: daily 09:00-09:00", "[ana, bruno]", "");
    assert_data_eq!(
        timetable(&across, "2011-12-28", "2012-01-02"),
        str![[r#"
Tue 2011-12-27 09:00 -10:00  to  Wed 2011-12-28 09:00 -10:00    24 h  bruno
Wed 2011-12-28 09:00 -10:00  to  Thu 2011-12-29 09:00 -10:00    24 h  ana
Thu 2011-12-29 09:00 -10:00  to  Sat 2011-12-31 00:00 +14:00    15 h  bruno
Sat 2011-12-31 00:00 +14:00  to  Sat 2011-12-31 09:00 +14:00     9 h  ana
Sat 2011-12-31 09:00 +14:00  to  Sun 2012-01-01 09:00 +14:00    24 h  bruno
Sun 2012-01-01 09:00 +14:00  to  Mon 2012-01-02 09:00 +14:00    24 h  ana
"#]]
    );
    let whole =
        roster("Pacific/Apia", "2011-12-26", "turn: 1 window, hours: daily 00:00-24:00", "[ana, bruno, carla]", "");
    assert_data_eq!(
        timetable(&whole, "2011-12-28", "2012-01-02"),
        str![[r#"
Wed 2011-12-28 00:00 -10:00  to  Thu 2011-12-29 00:00 -10:00    24 h  carla
Thu 2011-12-29 00:00 -10:00  to  Sat 2011-12-31 00:00 +14:00    24 h  ana
Sat 2011-12-31 00:00 +14:00  to  Sun 2012-01-01 00:00 +14:00    24 h  carla
Sun 2012-01-01 00:00 +14:00  to  Mon 2012-01-02 00:00 +14:00    24 h  ana
"#]]
    );
}

/// Years have 52 or 53 ISO weeks; turns do not care.
#[test]
fn week_53_is_a_week_like_any_other() {
    let week = roster("UTC", "2026-12-14", "hours: Mon 00:00 - Mon 00:00", "[ana, bruno, carla]", "");
    assert_data_eq!(
        timetable(&week, "2026-12-20", "2027-01-12"),
        str![[r#"
Mon 2026-12-14 00:00 +00:00  to  Mon 2026-12-21 00:00 +00:00   168 h  ana
Mon 2026-12-21 00:00 +00:00  to  Mon 2026-12-28 00:00 +00:00   168 h  bruno
Mon 2026-12-28 00:00 +00:00  to  Mon 2027-01-04 00:00 +00:00   168 h  carla
Mon 2027-01-04 00:00 +00:00  to  Mon 2027-01-11 00:00 +00:00   168 h  ana
Mon 2027-01-11 00:00 +00:00  to  Mon 2027-01-18 00:00 +00:00   168 h  bruno
"#]]
    );
}

#[test]
fn the_29th_of_february_is_a_day_like_any_other() {
    let week = roster(
        "UTC",
        "2028-02-21",
        "hours: Tue 00:00 - Tue 00:00",
        "[ana, bruno]",
        "overrides:\n  - { shift: pager, week_of: 2028-02-29, person: carla }\n",
    );
    assert_data_eq!(
        timetable(&week, "2028-02-23", "2028-03-08"),
        str![[r#"
Tue 2028-02-22 00:00 +00:00  to  Tue 2028-02-29 00:00 +00:00   168 h  ana
Tue 2028-02-29 00:00 +00:00  to  Tue 2028-03-07 00:00 +00:00   168 h  carla for bruno
Tue 2028-03-07 00:00 +00:00  to  Tue 2028-03-14 00:00 +00:00   168 h  ana
"#]]
    );
}

/// The first written window begins the rotation week, and a turn passes over the days without one.
#[test]
fn a_rotation_week_begins_with_the_first_written_window() {
    let hours = r#"hours: ["Thu 09:00 - Thu 18:00", "Mon,Tue 09:00-18:00"]"#;
    let days = roster("UTC", "2026-11-16", hours, "[ana, bruno]", "");
    assert_data_eq!(
        timetable(&days, "2026-11-16", "2026-12-02"),
        str![[r#"
Thu 2026-11-19 09:00 +00:00  to  Thu 2026-11-19 18:00 +00:00     9 h  ana
Mon 2026-11-23 09:00 +00:00  to  Mon 2026-11-23 18:00 +00:00     9 h  ana
Tue 2026-11-24 09:00 +00:00  to  Tue 2026-11-24 18:00 +00:00     9 h  ana
Thu 2026-11-26 09:00 +00:00  to  Thu 2026-11-26 18:00 +00:00     9 h  bruno
Mon 2026-11-30 09:00 +00:00  to  Mon 2026-11-30 18:00 +00:00     9 h  bruno
Tue 2026-12-01 09:00 +00:00  to  Tue 2026-12-01 18:00 +00:00     9 h  bruno
"#]]
    );
}

// Turns and eras.

/// Whoever serves when `emine` joins keeps on, and `carla`, whose turn comes next, gets it.
#[test]
fn a_member_who_is_added_to_a_list_of_four_moves_nobody_who_serves() {
    let eras = "[{ since: 2026-11-02, order: [ana, bruno, carla, davi] }, \
                { since: 2026-11-12, order: [emine, ana, bruno, carla, davi] }]";
    let week = roster("UTC", "2026-11-02", "hours: Mon 00:00 - Mon 00:00", eras, "");
    assert_data_eq!(
        timetable(&week, "2026-11-02", "2026-12-21"),
        str![[r#"
Mon 2026-11-02 00:00 +00:00  to  Mon 2026-11-09 00:00 +00:00   168 h  ana
Mon 2026-11-09 00:00 +00:00  to  Mon 2026-11-16 00:00 +00:00   168 h  bruno
Mon 2026-11-16 00:00 +00:00  to  Mon 2026-11-23 00:00 +00:00   168 h  carla
Mon 2026-11-23 00:00 +00:00  to  Mon 2026-11-30 00:00 +00:00   168 h  davi
Mon 2026-11-30 00:00 +00:00  to  Mon 2026-12-07 00:00 +00:00   168 h  emine
Mon 2026-12-07 00:00 +00:00  to  Mon 2026-12-14 00:00 +00:00   168 h  ana
Mon 2026-12-14 00:00 +00:00  to  Mon 2026-12-21 00:00 +00:00   168 h  bruno
"#]]
    );
}

/// `carla` would come next but is gone: the next one after her in the old list who is still on the new one is
/// `davi`.
#[test]
fn a_member_who_is_removed_leaves_the_turn_to_the_next_one() {
    let eras = "[{ since: 2026-11-02, order: [ana, bruno, carla, davi] }, \
                { since: 2026-11-12, order: [ana, bruno, davi] }]";
    let week = roster("UTC", "2026-11-02", "hours: Mon 00:00 - Mon 00:00", eras, "");
    assert_data_eq!(
        timetable(&week, "2026-11-02", "2026-12-14"),
        str![[r#"
Mon 2026-11-02 00:00 +00:00  to  Mon 2026-11-09 00:00 +00:00   168 h  ana
Mon 2026-11-09 00:00 +00:00  to  Mon 2026-11-16 00:00 +00:00   168 h  bruno
Mon 2026-11-16 00:00 +00:00  to  Mon 2026-11-23 00:00 +00:00   168 h  davi
Mon 2026-11-23 00:00 +00:00  to  Mon 2026-11-30 00:00 +00:00   168 h  ana
Mon 2026-11-30 00:00 +00:00  to  Mon 2026-12-07 00:00 +00:00   168 h  bruno
Mon 2026-12-07 00:00 +00:00  to  Mon 2026-12-14 00:00 +00:00   168 h  davi
"#]]
    );
}

/// `bruno` has served one of his two weeks when the new era begins: his turn is cut, and `carla` comes next.
#[test]
fn an_era_cuts_a_turn_of_two_weeks() {
    let eras = "[{ since: 2026-11-02, order: [ana, bruno, carla] }, \
                { since: 2026-11-23, order: [ana, bruno, carla, davi] }]";
    let week = roster("UTC", "2026-11-02", "turn: 2 weeks, hours: Mon 00:00 - Mon 00:00", eras, "");
    assert_data_eq!(
        timetable(&week, "2026-11-02", "2027-01-04"),
        str![[r#"
Mon 2026-11-02 00:00 +00:00  to  Mon 2026-11-09 00:00 +00:00   168 h  ana
Mon 2026-11-09 00:00 +00:00  to  Mon 2026-11-16 00:00 +00:00   168 h  ana
Mon 2026-11-16 00:00 +00:00  to  Mon 2026-11-23 00:00 +00:00   168 h  bruno
Mon 2026-11-23 00:00 +00:00  to  Mon 2026-11-30 00:00 +00:00   168 h  carla
Mon 2026-11-30 00:00 +00:00  to  Mon 2026-12-07 00:00 +00:00   168 h  carla
Mon 2026-12-07 00:00 +00:00  to  Mon 2026-12-14 00:00 +00:00   168 h  davi
Mon 2026-12-14 00:00 +00:00  to  Mon 2026-12-21 00:00 +00:00   168 h  davi
Mon 2026-12-21 00:00 +00:00  to  Mon 2026-12-28 00:00 +00:00   168 h  ana
Mon 2026-12-28 00:00 +00:00  to  Mon 2027-01-04 00:00 +00:00   168 h  ana
"#]]
    );
}

/// `first` says who begins an era, whatever the count of the one before had come to.
#[test]
fn first_begins_an_era() {
    let eras = "[{ since: 2026-11-02, order: [ana, bruno, carla], first: carla }, \
                { since: 2026-11-16, order: [ana, bruno, carla], first: carla }]";
    let week = roster("UTC", "2026-11-02", "hours: Mon 00:00 - Mon 00:00", eras, "");
    assert_data_eq!(
        timetable(&week, "2026-11-02", "2026-12-07"),
        str![[r#"
Mon 2026-11-02 00:00 +00:00  to  Mon 2026-11-09 00:00 +00:00   168 h  carla
Mon 2026-11-09 00:00 +00:00  to  Mon 2026-11-16 00:00 +00:00   168 h  ana
Mon 2026-11-16 00:00 +00:00  to  Mon 2026-11-23 00:00 +00:00   168 h  carla
Mon 2026-11-23 00:00 +00:00  to  Mon 2026-11-30 00:00 +00:00   168 h  ana
Mon 2026-11-30 00:00 +00:00  to  Mon 2026-12-07 00:00 +00:00   168 h  bruno
"#]]
    );
}

/// An era that no rotation week begins in passes on whom the one before it would have come to.
#[test]
fn an_era_without_a_week_passes_the_count_on() {
    let eras = "[{ since: 2026-11-02, order: [ana, bruno, carla] }, \
                { since: 2026-11-10, order: [davi, carla] }, \
                { since: 2026-11-12, order: [ana, bruno, carla, davi] }]";
    let week = roster("UTC", "2026-11-02", "hours: Mon 00:00 - Mon 00:00", eras, "");
    assert_data_eq!(
        timetable(&week, "2026-11-02", "2026-12-07"),
        str![[r#"
Mon 2026-11-02 00:00 +00:00  to  Mon 2026-11-09 00:00 +00:00   168 h  ana
Mon 2026-11-09 00:00 +00:00  to  Mon 2026-11-16 00:00 +00:00   168 h  bruno
Mon 2026-11-16 00:00 +00:00  to  Mon 2026-11-23 00:00 +00:00   168 h  carla
Mon 2026-11-23 00:00 +00:00  to  Mon 2026-11-30 00:00 +00:00   168 h  davi
Mon 2026-11-30 00:00 +00:00  to  Mon 2026-12-07 00:00 +00:00   168 h  ana
"#]]
    );
}

#[test]
fn nobody_is_a_turn_that_is_planned_to_be_empty() {
    let week = roster("UTC", "2026-11-02", "hours: Mon 00:00 - Mon 00:00", "[ana, nobody, bruno]", "");
    assert_data_eq!(
        timetable(&week, "2026-11-02", "2026-11-30"),
        str![[r#"
Mon 2026-11-02 00:00 +00:00  to  Mon 2026-11-09 00:00 +00:00   168 h  ana
Mon 2026-11-09 00:00 +00:00  to  Mon 2026-11-16 00:00 +00:00   168 h  nobody
Mon 2026-11-16 00:00 +00:00  to  Mon 2026-11-23 00:00 +00:00   168 h  bruno
Mon 2026-11-23 00:00 +00:00  to  Mon 2026-11-30 00:00 +00:00   168 h  ana
"#]]
    );
}

/// Whoever asks whether a turn is under way compares numbers: before the first era none may be that of a later turn.
#[test]
fn weeks_before_the_first_era_are_turns_of_their_own() {
    let text = roster("UTC", "2026-11-02", "hours: Mon 00:00 - Mon 00:00", "[ana, bruno]", "")
        .replace("all: [ana, bruno]", "all: [{ since: 2026-11-16, order: [ana, bruno] }]");
    let schedule = Reading::of(&text).plan("2026-12-14T00:00:00Z".parse().unwrap());
    let holders: Vec<_> = schedule.shifts().iter().map(|shift| shift.holder.is_some()).collect();
    assert_eq!(holders, [false, false, true, true, true, true]);
    let turns: BTreeSet<_> = schedule.shifts().iter().map(|shift| shift.turn).collect();
    assert_eq!(turns.len(), holders.len(), "{turns:?}");
}

/// Each era and each type counts from the same week, so an offset is the distance for good.
#[test]
fn an_offset_keeps_its_distance_through_eras() {
    let text = "\
team: T
timezone: UTC
starts: 2026-11-02
people: { ana: , bruno: , carla: , davi: , emine: }
rotations:
  all:
    - { since: 2026-11-02, order: [ana, bruno, carla, davi] }
    - { since: 2026-11-16, order: [ana, bruno, carla, emine, davi] }
shifts:
  days: { hours: Mon 18:00 - Fri 18:00, rotation: all }
  ends: { hours: Fri 18:00 - Mon 18:00, rotation: all, offset: 2 }
";
    assert_data_eq!(
        timetable(text, "2026-11-02", "2026-12-14"),
        str![[r#"
days  Mon 2026-11-02 18:00 +00:00  to  Fri 2026-11-06 18:00 +00:00    96 h  ana
ends  Fri 2026-11-06 18:00 +00:00  to  Mon 2026-11-09 18:00 +00:00    72 h  carla
days  Mon 2026-11-09 18:00 +00:00  to  Fri 2026-11-13 18:00 +00:00    96 h  bruno
ends  Fri 2026-11-13 18:00 +00:00  to  Mon 2026-11-16 18:00 +00:00    72 h  davi
days  Mon 2026-11-16 18:00 +00:00  to  Fri 2026-11-20 18:00 +00:00    96 h  carla
ends  Fri 2026-11-20 18:00 +00:00  to  Mon 2026-11-23 18:00 +00:00    72 h  davi
days  Mon 2026-11-23 18:00 +00:00  to  Fri 2026-11-27 18:00 +00:00    96 h  emine
ends  Fri 2026-11-27 18:00 +00:00  to  Mon 2026-11-30 18:00 +00:00    72 h  ana
days  Mon 2026-11-30 18:00 +00:00  to  Fri 2026-12-04 18:00 +00:00    96 h  davi
ends  Fri 2026-12-04 18:00 +00:00  to  Mon 2026-12-07 18:00 +00:00    72 h  bruno
days  Mon 2026-12-07 18:00 +00:00  to  Fri 2026-12-11 18:00 +00:00    96 h  ana
ends  Fri 2026-12-11 18:00 +00:00  to  Mon 2026-12-14 18:00 +00:00    72 h  carla
"#]]
    );
}

/// Turns of a window change hands within the week, and pass over the days without one.
#[test]
fn turns_of_windows() {
    let days = roster("UTC", "2026-11-02", "turn: 2 windows, hours: Mon-Fri 09:00-18:00", "[ana, bruno, carla]", "");
    assert_data_eq!(
        timetable(&days, "2026-11-02", "2026-11-12"),
        str![[r#"
Mon 2026-11-02 09:00 +00:00  to  Mon 2026-11-02 18:00 +00:00     9 h  ana
Tue 2026-11-03 09:00 +00:00  to  Tue 2026-11-03 18:00 +00:00     9 h  ana
Wed 2026-11-04 09:00 +00:00  to  Wed 2026-11-04 18:00 +00:00     9 h  bruno
Thu 2026-11-05 09:00 +00:00  to  Thu 2026-11-05 18:00 +00:00     9 h  bruno
Fri 2026-11-06 09:00 +00:00  to  Fri 2026-11-06 18:00 +00:00     9 h  carla
Mon 2026-11-09 09:00 +00:00  to  Mon 2026-11-09 18:00 +00:00     9 h  carla
Tue 2026-11-10 09:00 +00:00  to  Tue 2026-11-10 18:00 +00:00     9 h  ana
Wed 2026-11-11 09:00 +00:00  to  Wed 2026-11-11 18:00 +00:00     9 h  ana
"#]]
    );
}

// Overrides.

#[test]
fn a_cover_splits_a_shift_and_an_equal_holder_joins_it_again() {
    let week = roster(
        "Europe/Berlin",
        "2026-11-02",
        "hours: Mon 18:00 - Mon 18:00",
        "[ana, bruno]",
        "overrides:
  - { shift: pager, from: 2026-11-03 12:00, to: 2026-11-05 12:00, person: carla, instead_of: ana }
  - { shift: pager, from: 2026-11-04 12:00, to: 2026-11-06 12:00, person: davi }
  - { shift: pager, from: 2026-11-06 06:00, to: 2026-11-06 12:00, person: ana }
  - { shift: pager, from: 2026-11-09 12:00, to: 2026-11-10 12:00, person: emine }
",
    );
    assert_data_eq!(
        timetable(&week, "2026-11-02", "2026-11-16"),
        str![[r#"
Mon 2026-11-02 18:00 +01:00  to  Tue 2026-11-03 12:00 +01:00    18 h  ana
Tue 2026-11-03 12:00 +01:00  to  Wed 2026-11-04 12:00 +01:00    24 h  carla for ana
Wed 2026-11-04 12:00 +01:00  to  Fri 2026-11-06 06:00 +01:00    42 h  davi for ana
Fri 2026-11-06 06:00 +01:00  to  Mon 2026-11-09 12:00 +01:00    78 h  ana
Mon 2026-11-09 12:00 +01:00  to  Mon 2026-11-09 18:00 +01:00     6 h  emine for ana
Mon 2026-11-09 18:00 +01:00  to  Tue 2026-11-10 12:00 +01:00    18 h  emine for bruno
Tue 2026-11-10 12:00 +01:00  to  Mon 2026-11-16 18:00 +01:00   150 h  bruno
"#]]
    );
}

#[test]
fn a_swap_exchanges_two_weeks() {
    let week = roster(
        "UTC",
        "2026-11-02",
        "hours: Mon 00:00 - Mon 00:00",
        "[ana, bruno, carla]",
        "overrides:\n  - { swap: [ana, bruno], shift: pager, weeks_of: [2026-11-04, 2026-12-01] }\n",
    );
    assert_data_eq!(
        timetable(&week, "2026-11-02", "2026-12-14"),
        str![[r#"
Mon 2026-11-02 00:00 +00:00  to  Mon 2026-11-09 00:00 +00:00   168 h  bruno for ana
Mon 2026-11-09 00:00 +00:00  to  Mon 2026-11-16 00:00 +00:00   168 h  bruno
Mon 2026-11-16 00:00 +00:00  to  Mon 2026-11-23 00:00 +00:00   168 h  carla
Mon 2026-11-23 00:00 +00:00  to  Mon 2026-11-30 00:00 +00:00   168 h  ana
Mon 2026-11-30 00:00 +00:00  to  Mon 2026-12-07 00:00 +00:00   168 h  ana for bruno
Mon 2026-12-07 00:00 +00:00  to  Mon 2026-12-14 00:00 +00:00   168 h  carla
"#]]
    );
}

/// `carla` joined after the swap was agreed on, and the second week is no longer `bruno`'s. Nothing is exchanged.
#[test]
fn a_swap_that_went_stale() {
    let eras = "[{ since: 2026-11-02, order: [ana, bruno] }, { since: 2026-11-16, order: [ana, carla, bruno] }]";
    let week = roster(
        "UTC",
        "2026-11-02",
        "hours: Mon 00:00 - Mon 00:00",
        eras,
        "overrides:\n  - { swap: [ana, bruno], shift: pager, weeks_of: [2026-11-16, 2026-11-23] }\n",
    );
    assert_data_eq!(
        timetable(&week, "2026-11-02", "2026-12-07"),
        str![[r#"
Mon 2026-11-02 00:00 +00:00  to  Mon 2026-11-09 00:00 +00:00   168 h  ana
Mon 2026-11-09 00:00 +00:00  to  Mon 2026-11-16 00:00 +00:00   168 h  bruno
Mon 2026-11-16 00:00 +00:00  to  Mon 2026-11-23 00:00 +00:00   168 h  ana
Mon 2026-11-23 00:00 +00:00  to  Mon 2026-11-30 00:00 +00:00   168 h  carla
Mon 2026-11-30 00:00 +00:00  to  Mon 2026-12-07 00:00 +00:00   168 h  bruno
error[stale-override]: `bruno` does not hold `pager` from Mon 2026-11-23 00:00 to Mon 2026-11-30 00:00: `carla` does
 --> roster.yaml:9:19
  |
9 |   - { swap: [ana, bruno], shift: pager, weeks_of: [2026-11-16, 2026-11-23] }
  |       ----        ^^^^^
  |       |
  |       in this override
  |
  = help: name who holds it now, or remove the override if it is no longer needed

1 error
"#]]
    );
}

/// A planned empty turn is filled with `instead_of: nobody`, which is stale once somebody holds it.
#[test]
fn an_empty_turn_is_filled() {
    let week = roster(
        "UTC",
        "2026-11-02",
        "hours: Mon 00:00 - Mon 00:00",
        "[ana, nobody, bruno]",
        "overrides:
  - { shift: pager, week_of: 2026-11-11, person: carla, instead_of: nobody }
  - { shift: pager, week_of: 2026-11-18, person: carla, instead_of: nobody }
",
    );
    assert_data_eq!(
        timetable(&week, "2026-11-02", "2026-11-23"),
        str![[r#"
Mon 2026-11-02 00:00 +00:00  to  Mon 2026-11-09 00:00 +00:00   168 h  ana
Mon 2026-11-09 00:00 +00:00  to  Mon 2026-11-16 00:00 +00:00   168 h  carla for nobody
Mon 2026-11-16 00:00 +00:00  to  Mon 2026-11-23 00:00 +00:00   168 h  bruno
error[stale-override]: `pager` is not without a holder from Mon 2026-11-16 00:00 to Mon 2026-11-23 00:00: `bruno` does
  --> roster.yaml:10:69
   |
10 |   - { shift: pager, week_of: 2026-11-18, person: carla, instead_of: nobody }
   |       ----- in this override                                        ^^^^^^
   |
   = help: name who holds it now, or remove the override if it is no longer needed

1 error
"#]]
    );
}

/// A swap with a week that there is not is stale as well, and does not pass for a mere warning.
#[test]
fn a_swap_with_a_week_before_the_beginning() {
    let week = roster(
        "UTC",
        "2026-11-02",
        "hours: Mon 00:00 - Mon 00:00",
        "[ana, bruno]",
        "overrides:\n  - { swap: [ana, bruno], shift: pager, weeks_of: [2026-11-04, 2025-11-11] }\n",
    );
    assert_data_eq!(
        timetable(&week, "2026-11-02", "2026-11-16"),
        str![[r#"
Mon 2026-11-02 00:00 +00:00  to  Mon 2026-11-09 00:00 +00:00   168 h  ana
Mon 2026-11-09 00:00 +00:00  to  Mon 2026-11-16 00:00 +00:00   168 h  bruno
error[stale-override]: `bruno` does not hold `pager` in the week of 2025-11-11: there is no such week
 --> roster.yaml:9:19
  |
9 |   - { swap: [ana, bruno], shift: pager, weeks_of: [2026-11-04, 2025-11-11] }
  |       ----        ^^^^^
  |       |
  |       in this override
  |
  = help: check the days of `weeks_of`

1 error
"#]]
    );
}

/// 02:30 on 2026-03-29 does not exist in Berlin, 02:30 on 2026-10-25 occurs twice.
#[test]
fn an_override_says_which_time_it_means() {
    let week = roster(
        "Europe/Berlin",
        "2026-03-02",
        "hours: Mon 18:00 - Mon 18:00",
        "[ana, bruno]",
        "overrides:
  - { shift: pager, from: 2026-03-29 02:30, to: 2026-03-29 12:00, person: carla }
  - { shift: pager, from: 2026-10-24 12:00, to: 2026-10-25 02:30, person: carla }
",
    );
    assert_data_eq!(
        timetable(&week, "2026-03-02", "2026-03-03"),
        str![[r#"
Mon 2026-03-02 18:00 +01:00  to  Mon 2026-03-09 18:00 +01:00   168 h  ana
error[bad-value]: 2026-03-29 02:30 does not exist in Europe/Berlin: the clocks skip it
 --> roster.yaml:9:27
  |
9 |   - { shift: pager, from: 2026-03-29 02:30, to: 2026-03-29 12:00, person: carla }
  |                           ^^^^^^^^^^^^^^^^
  |
  = help: write `2026-03-29 01:59` or `2026-03-29 03:00`

error[bad-value]: 2026-10-25 02:30 occurs twice in Europe/Berlin
  --> roster.yaml:10:49
   |
10 |   - { shift: pager, from: 2026-10-24 12:00, to: 2026-10-25 02:30, person: carla }
   |                                                 ^^^^^^^^^^^^^^^^
   |
   = help: write `2026-10-25T02:30+02:00` for the first or `2026-10-25T02:30+01:00` for the second

2 errors
"#]]
    );
}

#[test]
fn an_override_takes_the_time_it_was_told_to_write() {
    let week = roster(
        "Europe/Berlin",
        "2026-10-19",
        "hours: Mon 18:00 - Mon 18:00",
        "[ana, bruno]",
        "overrides:
  - { shift: pager, from: 2026-10-24 12:00, to: 2026-10-25T02:30+01:00, person: carla }
",
    );
    assert_data_eq!(
        timetable(&week, "2026-10-20", "2026-10-26"),
        str![[r#"
Mon 2026-10-19 18:00 +02:00  to  Sat 2026-10-24 12:00 +02:00   114 h  ana
Sat 2026-10-24 12:00 +02:00  to  Sun 2026-10-25 02:30 +01:00  15:30 h  carla for ana
Sun 2026-10-25 02:30 +01:00  to  Mon 2026-10-26 18:00 +01:00  39:30 h  ana
"#]]
    );
}

// Following.

/// A roster whose `backlog` goes to whoever held the `pager` the week before.
fn backlog(pager: &str, follows: &str, overrides: &str) -> String {
    format!(
        "team: T\ntimezone: Europe/Berlin\nstarts: 2026-11-02\npeople: {{ ana:, bruno:, carla:, davi: }}\n\
         rotations: {{ all: [ana, bruno, carla, davi] }}\nshifts:\n  pager: {{ {pager}, rotation: all }}\n  \
         backlog: {{ hours: Mon 18:00 - Fri 18:00, follows: pager{follows} }}\n{overrides}"
    )
}

#[test]
fn the_backlog_goes_to_who_held_the_pager_the_week_before() {
    let text = backlog("hours: Mon 18:00 - Fri 18:00", "", "");
    assert_data_eq!(
        timetable(&text, "2026-11-02", "2026-11-28"),
        str![[r#"
backlog  Mon 2026-11-02 18:00 +01:00  to  Fri 2026-11-06 18:00 +01:00    96 h  nobody
pager    Mon 2026-11-02 18:00 +01:00  to  Fri 2026-11-06 18:00 +01:00    96 h  ana
backlog  Mon 2026-11-09 18:00 +01:00  to  Fri 2026-11-13 18:00 +01:00    96 h  ana
pager    Mon 2026-11-09 18:00 +01:00  to  Fri 2026-11-13 18:00 +01:00    96 h  bruno
backlog  Mon 2026-11-16 18:00 +01:00  to  Fri 2026-11-20 18:00 +01:00    96 h  bruno
pager    Mon 2026-11-16 18:00 +01:00  to  Fri 2026-11-20 18:00 +01:00    96 h  carla
backlog  Mon 2026-11-23 18:00 +01:00  to  Fri 2026-11-27 18:00 +01:00    96 h  carla
pager    Mon 2026-11-23 18:00 +01:00  to  Fri 2026-11-27 18:00 +01:00    96 h  davi
"#]]
    );
}

#[test]
fn the_backlog_looks_further_back() {
    let text = backlog("hours: Mon 18:00 - Fri 18:00", ", after: 2 weeks", "");
    assert_data_eq!(
        timetable(&text, "2026-11-02", "2026-11-28"),
        str![[r#"
backlog  Mon 2026-11-02 18:00 +01:00  to  Fri 2026-11-06 18:00 +01:00    96 h  nobody
pager    Mon 2026-11-02 18:00 +01:00  to  Fri 2026-11-06 18:00 +01:00    96 h  ana
backlog  Mon 2026-11-09 18:00 +01:00  to  Fri 2026-11-13 18:00 +01:00    96 h  nobody
pager    Mon 2026-11-09 18:00 +01:00  to  Fri 2026-11-13 18:00 +01:00    96 h  bruno
backlog  Mon 2026-11-16 18:00 +01:00  to  Fri 2026-11-20 18:00 +01:00    96 h  ana
pager    Mon 2026-11-16 18:00 +01:00  to  Fri 2026-11-20 18:00 +01:00    96 h  carla
backlog  Mon 2026-11-23 18:00 +01:00  to  Fri 2026-11-27 18:00 +01:00    96 h  bruno
pager    Mon 2026-11-23 18:00 +01:00  to  Fri 2026-11-27 18:00 +01:00    96 h  davi
"#]]
    );
}

/// From Monday 18:00 to Wednesday 18:00 is half of the week: `ana` and `carla` tie, and `ana` held it last. In the
/// week after, `carla` took an hour more than half of it.
#[test]
fn the_backlog_of_a_week_that_two_have_shared() {
    let overrides = "overrides:
  - { shift: pager, from: 2026-11-02 18:00, to: 2026-11-04 18:00, person: carla, instead_of: ana }
  - { shift: pager, from: 2026-11-09 18:00, to: 2026-11-11 19:00, person: carla, instead_of: bruno }
";
    let text = backlog("hours: Mon 18:00 - Fri 18:00", "", overrides);
    assert_data_eq!(
        timetable(&text, "2026-11-02", "2026-11-28"),
        str![[r#"
backlog  Mon 2026-11-02 18:00 +01:00  to  Fri 2026-11-06 18:00 +01:00    96 h  nobody
pager    Mon 2026-11-02 18:00 +01:00  to  Wed 2026-11-04 18:00 +01:00    48 h  carla for ana
pager    Wed 2026-11-04 18:00 +01:00  to  Fri 2026-11-06 18:00 +01:00    48 h  ana
backlog  Mon 2026-11-09 18:00 +01:00  to  Fri 2026-11-13 18:00 +01:00    96 h  ana
pager    Mon 2026-11-09 18:00 +01:00  to  Wed 2026-11-11 19:00 +01:00    49 h  carla for bruno
pager    Wed 2026-11-11 19:00 +01:00  to  Fri 2026-11-13 18:00 +01:00    47 h  bruno
backlog  Mon 2026-11-16 18:00 +01:00  to  Fri 2026-11-20 18:00 +01:00    96 h  carla
pager    Mon 2026-11-16 18:00 +01:00  to  Fri 2026-11-20 18:00 +01:00    96 h  carla
backlog  Mon 2026-11-23 18:00 +01:00  to  Fri 2026-11-27 18:00 +01:00    96 h  carla
pager    Mon 2026-11-23 18:00 +01:00  to  Fri 2026-11-27 18:00 +01:00    96 h  davi
"#]]
    );
}

/// Elapsed time decides: of the week in which the clocks go back, `ana` held 84 h by the clock on the wall and 85 h
/// in truth, `bruno` 84 h.
#[test]
fn most_is_elapsed_time() {
    let text = "\
team: T
timezone: Europe/Berlin
starts: 2026-10-22
people: { ana: , bruno: }
rotations: { all: [ana, bruno] }
shifts:
  pager: { hours: Thu 18:00 - Thu 18:00, rotation: all }
  backlog: { hours: Thu 18:00 - Fri 18:00, follows: pager }
overrides:
  - { shift: pager, from: 2026-10-26 06:00, to: 2026-10-29 18:00, person: bruno }
";
    assert_data_eq!(
        timetable(text, "2026-10-22", "2026-10-31"),
        str![[r#"
backlog  Thu 2026-10-22 18:00 +02:00  to  Fri 2026-10-23 18:00 +02:00    24 h  nobody
pager    Thu 2026-10-22 18:00 +02:00  to  Mon 2026-10-26 06:00 +01:00    85 h  ana
pager    Mon 2026-10-26 06:00 +01:00  to  Thu 2026-10-29 18:00 +01:00    84 h  bruno for ana
backlog  Thu 2026-10-29 18:00 +01:00  to  Fri 2026-10-30 18:00 +01:00    24 h  ana
pager    Thu 2026-10-29 18:00 +01:00  to  Thu 2026-11-05 18:00 +01:00   168 h  bruno
"#]]
    );
}

/// Whatever covers the backlog itself is no matter for who follows it, and a chain follows what was truly done.
#[test]
fn a_chain_follows_what_was_truly_done() {
    let mut text = backlog("hours: Mon 18:00 - Fri 18:00", "", "");
    text += "  rest: { hours: Mon 18:00 - Fri 18:00, follows: backlog }
overrides:
  - { shift: backlog, week_of: 2026-11-11, person: davi }
";
    assert_data_eq!(
        timetable(&text, "2026-11-09", "2026-11-28"),
        str![[r#"
backlog  Mon 2026-11-09 18:00 +01:00  to  Fri 2026-11-13 18:00 +01:00    96 h  davi for ana
pager    Mon 2026-11-09 18:00 +01:00  to  Fri 2026-11-13 18:00 +01:00    96 h  bruno
rest     Mon 2026-11-09 18:00 +01:00  to  Fri 2026-11-13 18:00 +01:00    96 h  nobody
backlog  Mon 2026-11-16 18:00 +01:00  to  Fri 2026-11-20 18:00 +01:00    96 h  bruno
pager    Mon 2026-11-16 18:00 +01:00  to  Fri 2026-11-20 18:00 +01:00    96 h  carla
rest     Mon 2026-11-16 18:00 +01:00  to  Fri 2026-11-20 18:00 +01:00    96 h  davi
backlog  Mon 2026-11-23 18:00 +01:00  to  Fri 2026-11-27 18:00 +01:00    96 h  carla
pager    Mon 2026-11-23 18:00 +01:00  to  Fri 2026-11-27 18:00 +01:00    96 h  davi
rest     Mon 2026-11-23 18:00 +01:00  to  Fri 2026-11-27 18:00 +01:00    96 h  bruno
"#]]
    );
}

/// Samoa's Friday 2011-12-30 was left out, and with it the first window of `bruno`'s week; that began on Friday 00:00
/// all the same. So a week later it is not the one that began in the seven days before Friday 06:00: `carla`'s is.
#[test]
fn a_week_begins_with_its_first_window_also_where_that_is_lost() {
    let text = "\
team: T
timezone: Pacific/Apia
starts: 2011-12-19
people: { ana:, bruno:, carla: }
rotations: { all: [ana, bruno, carla] }
shifts:
  pager: { hours: Fri-Thu 00:00-12:00, rotation: all }
  backlog: { hours: Fri 06:00 - Fri 18:00, follows: pager }
";
    assert_data_eq!(
        timetable(text, "2012-01-05", "2012-01-08"),
        str![[r#"
pager    Thu 2012-01-05 00:00 +14:00  to  Thu 2012-01-05 12:00 +14:00    12 h  bruno
pager    Fri 2012-01-06 00:00 +14:00  to  Fri 2012-01-06 12:00 +14:00    12 h  carla
backlog  Fri 2012-01-06 06:00 +14:00  to  Fri 2012-01-06 18:00 +14:00    12 h  carla
pager    Sat 2012-01-07 00:00 +14:00  to  Sat 2012-01-07 12:00 +14:00    12 h  carla
"#]]
    );
}

// What is published.

fn published(text: &str, now: &str) -> String {
    let reading = Reading::of(text);
    let roster = reading.roster.unwrap();
    let now = now.parse().unwrap();
    let [week, span] = [schedule::week_of(&roster, now), schedule::published_span(&roster, now)];
    let line = |name: &str, from, to| format!("{name}: {} to {}", shown(&roster, from), shown(&roster, to));
    line("week", week.start, week.end) + "\n" + &line("published", span.start, span.end)
}

/// surface.md's example: in UTC from 2026-08-17T21:00Z to 2027-11-22T21:00Z.
#[test]
fn the_published_span_is_cut_at_week_borders() {
    let week = roster("America/Sao_Paulo", "2026-11-16", "hours: Mon 18:00 - Fri 18:00", "[ana, bruno]", "");
    assert_data_eq!(
        published(&week, "2026-11-20T14:03:00Z"),
        str![[r#"
week: Mon 2026-11-16 18:00 -03:00 to Mon 2026-11-23 18:00 -03:00
published: Mon 2026-08-17 18:00 -03:00 to Mon 2027-11-22 18:00 -03:00
"#]]
    );
    assert_data_eq!(
        published(&week, "2026-11-23T20:59:59Z"),
        str![[r#"
week: Mon 2026-11-16 18:00 -03:00 to Mon 2026-11-23 18:00 -03:00
published: Mon 2026-08-17 18:00 -03:00 to Mon 2027-11-22 18:00 -03:00
"#]]
    );
    assert_data_eq!(
        published(&week, "2026-11-23T21:00:00Z"),
        str![[r#"
week: Mon 2026-11-23 18:00 -03:00 to Mon 2026-11-30 18:00 -03:00
published: Mon 2026-08-24 18:00 -03:00 to Mon 2027-11-29 18:00 -03:00
"#]]
    );
}

/// The border is the first of the two 01:30 on 2026-11-01; at the second 01:10 it has passed.
#[test]
fn a_border_that_occurs_twice_is_passed_once() {
    let week = roster("America/Chicago", "2026-10-04", "hours: Sun 01:30 - Sun 01:30", "[ana, bruno]", "");
    assert_data_eq!(
        published(&week, "2026-11-01T06:29:59Z"),
        str![[r#"
week: Sun 2026-10-25 01:30 -05:00 to Sun 2026-11-01 01:30 -05:00
published: Sun 2026-07-26 01:30 -05:00 to Sun 2027-10-31 01:30 -05:00
"#]]
    );
    assert_data_eq!(
        published(&week, "2026-11-01T07:10:00Z"),
        str![[r#"
week: Sun 2026-11-01 01:30 -05:00 to Sun 2026-11-08 01:30 -06:00
published: Sun 2026-08-02 01:30 -05:00 to Sun 2027-11-07 01:30 -05:00
"#]]
    );
}

/// A problem that only a schedule shows is told at the place in the roster that it comes from.
#[test]
fn an_empty_turn_of_the_pager_is_a_gap() {
    let text = roster(
        "UTC",
        "2026-11-02",
        "hours: Mon 00:00 - Mon 00:00",
        "[ana, nobody, bruno, carla, davi, emine]",
        "escalation: [pager]\n",
    );
    assert_data_eq!(
        check(&text, "2026-11-03", "2027-01-04"),
        str![[r#"
error[gap]: level 1 of escalation has nobody from Mon 2026-11-09 00:00 to Mon 2026-11-16 00:00, and once more until 2027-01-04
 --> roster.yaml:5:25
  |
5 | rotations: { all: [ana, nobody, bruno, carla, davi, emine] }
  |                         ^^^^^^
  |
  = help: this turn of `pager` is empty: give it to someone with an override

1 error
"#]]
    );
}

/// Where nobody was meant to be on call is told at the level, whatever stands empty at other times.
#[test]
fn a_gap_between_windows_is_told_at_the_level_and_an_empty_turn_where_it_is_written() {
    let text =
        roster("UTC", "2026-11-02", "hours: Mon 00:00 - Sat 00:00", "[ana, bruno, nobody]", "escalation: [pager]\n");
    assert_data_eq!(
        check(&text, "2026-11-03", "2026-11-21"),
        str![[r#"
error[gap]: level 1 of escalation has nobody from Sat 2026-11-14 00:00 to Sat 2026-11-21 00:00
 --> roster.yaml:5:32
  |
5 | rotations: { all: [ana, bruno, nobody] }
  |                                ^^^^^^
  |
  = help: this turn of `pager` is empty: give it to someone with an override

error[gap]: level 1 of escalation has nobody from Sat 2026-11-07 00:00 to Mon 2026-11-09 00:00
 --> roster.yaml:8:14
  |
8 | escalation: [pager]
  |              ^^^^^
  |
  = help: let the hours of the level's shift types follow each other without a break

2 errors
"#]]
    );
}

#[test]
fn who_joins_or_leaves_with_the_day_on_which_a_shift_begins_or_ends_is_of_the_team() {
    let text = roster("UTC", "2026-11-02", "hours: Mon 00:00 - Mon 00:00", "[ana, bruno]", "").replace(
        "people: { ana:, bruno: }",
        "people: { ana: { leaves: 2026-11-08 }, bruno: { joins: 2026-11-09, leaves: 2026-11-15 } }",
    );
    assert!(text.contains("joins"), "{text}");
    assert_data_eq!(check(&text, "2026-11-02", "2026-11-16"), str![[""]]);
    for (day, later) in [("joins: 2026-11-09", "joins: 2026-11-10"), ("leaves: 2026-11-08", "leaves: 2026-11-07")] {
        assert!(
            check(&text.replace(day, later), "2026-11-02", "2026-11-16").contains("error[not-a-member]"),
            "{later}"
        );
    }
}

/// However far ahead of what is published.
#[test]
fn an_override_of_a_far_week_is_none_that_covers_nothing() {
    for change in [
        "{ shift: pager, week_of: 2028-01-03, person: carla }",
        "{ shift: pager, from: 2028-01-03 00:00, to: 2028-01-10 00:00, person: carla }",
    ] {
        let overrides = format!("overrides: [{change}]\n");
        let text = roster("UTC", "2026-11-02", "hours: Mon 00:00 - Mon 00:00", "[ana, bruno]", &overrides);
        assert_data_eq!(check(&text, "2026-11-02", "2026-11-16"), str![[""]]);
    }
}

/// Rest is what lies between two shifts: others, before and after, tire nobody.
#[test]
fn only_a_shift_that_is_near_keeps_from_taking_one() {
    let text = roster(
        "UTC",
        "2026-11-02",
        "hours: Mon 00:00 - Mon 00:00",
        "[ana, bruno, carla, davi]",
        "  tidy: { hours: Mon 00:00 - Mon 00:00, rotation: all, offset: 2 }\n\
         escalation: [pager]\nrules: { rest: 24 hours }\n",
    );
    let mut reading = Reading::of(&text);
    let days = days(&reading, "2026-11-02", "2026-12-28").unwrap();
    let schedule = reading.plan(days.end);
    assert!(!reading.sink.has_errors());
    let roster = reading.roster.unwrap();
    let availability = Availability::new(&roster, &schedule, days);
    let free = |of: &str, at: &str| {
        let of = roster.find_shift_type(of).unwrap();
        let shift = schedule.of_type(of).find(|shift| shift.interval.contains(at.parse().unwrap())).unwrap();
        let free = availability.free(of, shift.interval, &[]);
        free.iter().map(|free| roster.person(free.person).id.clone()).collect::<Vec<_>>()
    };
    // Who holds it, and those of the weeks before and after, are not.
    assert_eq!(free("pager", "2026-11-16T00:00:00Z"), ["ana"]);
    assert_eq!(free("pager", "2026-12-01T00:00:00Z"), ["carla"]);
    // What does not carry the pager asks for no rest; only who holds it or the pager at the time is not.
    assert_eq!(free("tidy", "2026-11-16T00:00:00Z"), ["bruno", "davi"]);
}

#[test]
fn of_many_who_could_take_a_shift_three_are_named() {
    let everyone = "[ana, bruno, carla, davi, emine]";
    let text = roster("UTC", "2026-11-02", "hours: Mon 00:00 - Mon 00:00", everyone, "escalation: [pager]\n")
        .replace("ana:,", "ana: { away: [{ from: 2026-11-03, to: 2026-11-04 }] },");
    let told = check(&text, "2026-11-02", "2026-12-07");
    let help = told.lines().find(|line| line.contains("free then")).unwrap_or(&told);
    assert!(help.contains("`bruno` (168 h on call until") && help.ends_with(" and 1 more"), "{help}");
    assert!(!help.contains("emine"), "{help}");
}
