//! Worked cases of loads and fair shares: small rosters, to the minute. Each can be followed with a calendar in hand.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]
#![expect(clippy::needless_raw_string_hashes, reason = "snapbox writes its snapshots so")]

use snapbox::{assert_data_eq, str};

use support::loads::{fair, loads};

mod support {
    pub mod loads;
    pub mod reading;
}

/// A roster of Ana and Bruno in Berlin from `starts` on with one type `pager`.
fn roster(starts: &str, hours: &str, more: &str) -> String {
    format!(
        "team: T\ntimezone: Europe/Berlin\nstarts: {starts}\npeople: {{ ana: , bruno: }}\n\
         rotations: {{ all: [ana, bruno] }}\nshifts:\n  pager: {{ hours: {hours}, rotation: all }}\n{more}"
    )
}

/// A roster from 2026-11-02 on, a Monday, with one type `pager` of whole weeks.
fn weekly(people: &str, order: &str) -> String {
    format!(
        "team: T\ntimezone: UTC\nstarts: 2026-11-02\npeople: {{ {people} }}\nrotations: {{ all: {order} }}\n\
         shifts:\n  pager: {{ hours: Mon 00:00 - Mon 00:00, rotation: all }}\n"
    )
}

// Minutes by kind of time.

/// Two whole weeks, of which the first has an hour less: on the night to Sunday 2026-03-29. The holiday on Friday
/// 2026-04-03 takes its hours from work and night, the one on Saturday from the weekend.
#[test]
fn a_load_counts_each_minute_once() {
    let text = roster(
        "2026-03-23",
        "Mon 00:00 - Mon 00:00",
        "work_hours: Mon-Fri 09:00-17:00
holidays:
  - { on: 2026-04-03, name: Good Friday }
  - { on: 2026-04-04, name: another }
",
    );
    assert_data_eq!(
        loads(&text, "2026-03-23", "2026-04-06"),
        str![[r#"
              work     evenings and nights  weekends  holidays
ana           40 h                    80 h      47 h       0 h
bruno         32 h                    64 h      24 h      48 h
"#]]
    );
}

/// A weekend from Friday to Monday lasts 71 hours when the clocks go forward and 73 when they go back, and the hour is
/// one of Sunday's.
#[test]
fn a_load_has_the_hours_of_the_weekends_on_which_clocks_change() {
    let weekends = |starts: &str| roster(starts, "Fri 18:00 - Mon 18:00", "");
    assert_data_eq!(
        loads(&weekends("2026-03-20"), "2026-03-20", "2026-03-31"),
        str![[r#"
              work     evenings and nights  weekends  holidays
ana            0 h                    24 h      48 h       0 h
bruno          0 h                    24 h      47 h       0 h
"#]]
    );
    assert_data_eq!(
        loads(&weekends("2026-10-16"), "2026-10-16", "2026-10-27"),
        str![[r#"
              work     evenings and nights  weekends  holidays
ana            0 h                    24 h      48 h       0 h
bruno          0 h                    24 h      49 h       0 h
"#]]
    );
}

/// Of two on the same days, one has a holiday that the other has not.
#[test]
fn a_holiday_of_some_counts_for_them_alone() {
    let text = "
team: T
timezone: Europe/Berlin
starts: 2026-06-01
work_hours: Mon-Fri 09:00-17:00
people: { ana: , bruno: , carla: }
rotations: { a: [ana], b: [bruno] }
shifts:
  pager: { hours: Mon 00:00 - Mon 00:00, rotation: a }
  second: { hours: Mon 00:00 - Mon 00:00, rotation: b }
holidays:
  - { on: 2026-06-04, name: Corpus Christi, for: [ana, carla] }
";
    assert_data_eq!(
        loads(text, "2026-06-01", "2026-06-08"),
        str![[r#"
              work     evenings and nights  weekends  holidays
ana           32 h                    64 h      48 h      24 h
bruno         40 h                    80 h      48 h       0 h
"#]]
    );
}

// Fair shares. Of four weeks, each of 168 hours, 672 hours are held.

/// Ana and Bruno could serve on 28 days, Carla, who is there from the third week on, on 14: 28/70 and 14/70.
#[test]
fn who_joins_in_the_middle_has_half_a_share() {
    let text = weekly("ana: , bruno: , carla: { joins: 2026-11-16 }", "[ana, bruno, carla]");
    assert_data_eq!(
        fair(&text, "2026-11-02", "2026-11-30"),
        str![[r#"
pager   ana       336 h of 268:48 h, 125 %
pager   bruno     168 h of 268:48 h, 63 %
pager   carla     168 h of 134:24 h, 125 %
"#]]
    );
}

/// Seven days away of 28, both ends included, and the last day in the team is one: 21, 28 and 7 of 56 days.
#[test]
fn days_away_and_days_after_the_last_do_not_count() {
    let people = "ana: { away: [{ from: 2026-11-10, to: 2026-11-16 }] }, bruno: , carla: { leaves: 2026-11-08 }";
    let text = weekly(people, "[bruno, ana, carla]");
    assert_data_eq!(
        fair(&text, "2026-11-02", "2026-11-30"),
        str![[r#"
pager   bruno     336 h of 336 h, 100 %
pager   ana       168 h of 252 h, 67 %
pager   carla     168 h of 84 h, 200 %
"#]]
    );
}

/// An era changes who could serve, from its first rotation week on. Who stands in an order twice counts once, who covers
/// from outside of it has no share, and what they hold is divided among those in it.
#[test]
fn an_order_says_who_could_have_served() {
    let text = "
team: T
timezone: UTC
starts: 2026-11-02
people: { ana: , bruno: , carla: , davi: }
rotations:
  all:
    - { since: 2026-11-02, order: [ana, bruno, ana] }
    - { since: 2026-11-12, order: [bruno, carla] }
shifts:
  pager: { hours: Mon 00:00 - Mon 00:00, rotation: all }
  tidy: { hours: Mon 00:00 - Mon 00:00, follows: pager }
overrides:
  - { shift: pager, week_of: 2026-11-23, person: davi }
";
    // The order of the second era holds from Monday 16 on: what follows the pager has it a week later.
    assert_data_eq!(
        fair(text, "2026-11-09", "2026-11-30"),
        str![[r#"
pager   bruno     336 h of 252 h, 133 %
pager   davi      168 h of 0 h, no share
pager   ana         0 h of 84 h, 0 %
pager   carla       0 h of 168 h, 0 %
tidy    bruno     336 h of 252 h, 133 %
tidy    ana       168 h of 168 h, 100 %
tidy    carla       0 h of 84 h, 0 %
"#]]
    );
}

/// Away from Monday to Thursday, or on a Saturday: only what is held on a day counts.
#[test]
fn a_day_counts_as_much_as_is_held_on_it() {
    let people = |from: &str, to: &str| {
        let text = format!("ana: {{ away: [{{ from: {from}, to: {to} }}] }}, bruno:");
        weekly(&text, "[bruno, ana]").replace("Mon 00:00 - Mon 00:00", "Fri 12:00 - Sun 24:00")
    };
    assert_data_eq!(
        fair(&people("2026-11-02", "2026-11-05"), "2026-11-02", "2026-11-09"),
        str![[r#"
pager   bruno      60 h of 30 h, 200 %
pager   ana         0 h of 30 h, 0 %
"#]]
    );
    // 36 and 60 of 96 hours.
    assert_data_eq!(
        fair(&people("2026-11-07", "2026-11-07"), "2026-11-02", "2026-11-09"),
        str![[r#"
pager   bruno      60 h of 37:30 h, 160 %
pager   ana         0 h of 22:30 h, 0 %
"#]]
    );
}

/// Bruno could have held the one minute too, though his half of it goes to Ana.
#[test]
fn who_could_have_held_less_than_a_minute_is_named() {
    let text = weekly("ana: , bruno:", "[ana, bruno]").replace("Mon 00:00 - Mon 00:00", "Mon 10:00 - Mon 10:01");
    assert_data_eq!(
        fair(&text, "2026-11-02", "2026-11-09"),
        str![[r#"
pager   ana      0:01 h of 0:01 h, 100 %
pager   bruno       0 h of 0 h, no share
"#]]
    );
}

/// Of seven minutes Ana could hold all and Bruno four: 4 5/11 and 2 6/11. The one that is left is his.
#[test]
fn a_minute_that_is_left_over_goes_to_who_lost_most() {
    let text = weekly("ana: , bruno: { joins: 2026-11-05 }", "[ana, bruno]");
    assert_data_eq!(
        fair(&text.replace("Mon 00:00 - Mon 00:00", "daily 10:00-10:01"), "2026-11-02", "2026-11-09"),
        str![[r#"
pager   ana      0:07 h of 0:04 h, 175 %
pager   bruno       0 h of 0:03 h, 0 %
"#]]
    );
}

#[test]
fn who_joins_after_a_span_is_not_named_in_it() {
    let text = weekly("ana: , bruno: , carla: { joins: 2026-11-16 }", "[ana, bruno, carla]");
    assert_data_eq!(
        fair(&text, "2026-11-02", "2026-11-16"),
        str![[r#"
pager   ana       168 h of 168 h, 100 %
pager   bruno     168 h of 168 h, 100 %
"#]]
    );
}
