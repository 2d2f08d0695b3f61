//! Worked cases of what is uneven: small lists, and how often each person of them serves. Each can be followed with a
//! calendar in hand.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]
#![expect(clippy::needless_raw_string_hashes, reason = "snapbox writes its snapshots so")]

use snapbox::{assert_data_eq, str};

use support::checking::check;

mod support {
    pub mod checking;
    pub mod reading;
}

/// Each burden that is told on a day, and below it what would mend it.
fn uneven(text: &str, now: &str) -> String {
    uneven_as_planned(text, now, "2028-01-01")
}

/// As [`uneven`], of a schedule that was planned up to a day.
fn uneven_as_planned(text: &str, now: &str, until: &str) -> String {
    let told = check(text, now, until);
    let of_problem = |problem: &str| {
        let message = problem.strip_prefix("warning[uneven]: ")?.lines().next()?;
        let (_, help) = problem.split_once("= help: ")?;
        Some(format!("{message}\n  {}", help.lines().next()?))
    };
    told.split("\n\n").filter_map(of_problem).collect::<Vec<_>>().join("\n")
}

/// A roster from Monday 2026-11-16 on.
fn roster(people: &str, rotations: &str, shifts: &str) -> String {
    format!(
        "team: T\ntimezone: UTC\nstarts: 2026-11-16\npeople: {{ {people} }}\nrotations:\n{rotations}\n\
         shifts:\n{shifts}\n"
    )
}

// A full cycle of a list.

/// What is told of one type `pager` that draws on one list.
fn list(order: &str, pager: &str) -> String {
    let text = roster(
        "ana:, bruno:, carla:, davi:",
        &format!("  all: {order}"),
        &format!("  pager: {{ {pager}, rotation: all }}"),
    );
    uneven(&text, "2026-11-16")
}

const WEEK: &str = "hours: Mon 18:00 - Mon 18:00";

#[test]
fn an_era_is_counted_until_the_next_one_begins() {
    let eras = "  all:
    - { since: 2026-11-16, order: [ana, ana, ana, bruno] }
    - { since: 2026-12-14, order: [ana, bruno] }
    - { since: 2027-01-11, order: [bruno, bruno, bruno, ana] }";
    let text = roster("ana:, bruno:", eras, &format!("  pager: {{ {WEEK}, rotation: all }}"));
    assert_data_eq!(
        uneven(&text, "2026-12-13"),
        str![[r#"
over a full cycle `ana` holds a shift of `pager` 3 times, `bruno` once
  let each person stand in the order equally often
over a full cycle `bruno` holds a shift of `pager` 3 times, `ana` once
  let each person stand in the order equally often
"#]]
    );
    assert_data_eq!(
        uneven(&text, "2026-12-14"),
        str![[r#"
over a full cycle `bruno` holds a shift of `pager` 3 times, `ana` once
  let each person stand in the order equally often
"#]]
    );
}

#[test]
fn twice_as_often_is_even() {
    assert_eq!(list("[ana, ana, bruno]", WEEK), "");
}

/// Four turns of two weeks are eight weeks. Four turns of three windows are twelve windows, which begin with the first
/// window of a week again after six weeks: counted are twelve weeks, of 24 windows.
#[test]
fn a_turn_counts_as_often_as_it_is_long() {
    assert_data_eq!(
        list("[ana, bruno, ana, ana]", &format!("{WEEK}, turn: 2 weeks")),
        str![[r#"
over a full cycle `ana` holds a shift of `pager` 6 times, `bruno` 2 times
  let each person stand in the order equally often
"#]]
    );
    assert_data_eq!(
        list("[ana, bruno, ana, ana]", "hours: [Mon 18:00 - Fri 18:00, Fri 18:00 - Mon 18:00], turn: 3 windows"),
        str![[r#"
over a full cycle `ana` holds a shift of `pager` 18 times, `bruno` 6 times
  let each person stand in the order equally often
"#]]
    );
}

/// Of two windows a week, Ana always holds the first and Bruno the second. What ends with Friday is over before the
/// weekend, a minute more is not.
#[test]
fn a_window_that_ends_with_friday_touches_no_weekend() {
    let until = |end: &str| list("[ana, bruno]", &format!("hours: [Mon 18:00 - Tue 18:00, {end}], turn: 1 window"));
    assert_eq!(until("Fri 18:00 - Fri 24:00"), "");
    let told = str![[r#"
over a full cycle `bruno` holds a weekend of `pager` 2 times, `ana` never
  write `turn: 1 week`, or let one person more stand in the order: both were tried
"#]];
    assert_data_eq!(until("Fri 18:00 - Sat 00:01"), told.clone());
    assert_data_eq!(until("Sun 10:00 - Sun 16:00"), told);
}

/// Monday is Ana's, Wednesday Bruno's, Friday Ana's and Saturday Bruno's, although Saturday is written before Friday.
/// Where Sunday is written first, the week and its count begin with it.
#[test]
fn windows_are_counted_as_they_come() {
    let daily = |days: [&str; 4]| {
        let hours: Vec<_> = days.iter().map(|day| format!("{day} 09:00-17:00")).collect();
        list("[ana, bruno]", &format!("hours: [{}], turn: 1 window", hours.join(", ")))
    };
    assert_data_eq!(
        daily(["Mon", "Wed", "Sat", "Fri"]),
        str![[r#"
over a full cycle `bruno` holds a weekend of `pager` 2 times, `ana` never
  write `turn: 1 week`, or let one person more stand in the order: both were tried
"#]]
    );
    assert_data_eq!(
        daily(["Sun", "Mon", "Wed", "Thu"]),
        str![[r#"
over a full cycle `ana` holds a weekend of `pager` 2 times, `bruno` never
  write `turn: 1 week`, or let one person more stand in the order: both were tried
"#]]
    );
}

/// Every second window is Ana's, two of each week's three at the weekend: 8 in four weeks. The third is Bruno's in the
/// first and the third week, Carla's in the others.
#[test]
fn all_windows_of_a_weekend_are_counted() {
    let hours = "hours: [Sat 08:00-12:00, Sat 14:00-18:00, Sun 08:00-12:00, Mon-Wed 08:00-12:00]";
    assert_data_eq!(
        list("[ana, bruno, ana, carla]", &format!("{hours}, turn: 1 window")),
        str![[r#"
over a full cycle `ana` holds a weekend of `pager` 8 times, `bruno` 2 times
  write `turn: 1 week`, or let one person more stand in the order: both were tried
"#]]
    );
}

/// Five windows a week.
#[test]
fn all_windows_of_a_week_are_counted() {
    assert_data_eq!(
        list("[ana, bruno, ana, ana]", "hours: Mon-Fri 09:00-17:00"),
        str![[r#"
over a full cycle `ana` holds a shift of `pager` 15 times, `bruno` 5 times
  let each person stand in the order equally often
"#]]
    );
}

/// Bruno begins each week, so weekends are Ana's. In the last list he does because the era before ended with Ana: she,
/// he, Carla and she again held the four windows of its two weeks.
#[test]
fn a_count_begins_with_who_takes_the_first_turn() {
    let two = "hours: [Mon 18:00 - Fri 18:00, Fri 18:00 - Mon 18:00], turn: 1 window";
    let told = str![[r#"
over a full cycle `ana` holds a weekend of `pager` 2 times, `bruno` never
  write `turn: 1 week`, or let one person more stand in the order: both were tried
"#]];
    assert_data_eq!(list("[ana, bruno]", &format!("{two}, offset: 1")), told.clone());
    assert_data_eq!(list("[{ since: 2026-11-16, order: [ana, bruno], first: bruno }]", two), told.clone());
    let eras = "[{ since: 2026-11-30, order: [ana, bruno, carla] }, { since: 2026-12-14, order: [ana, bruno] }]";
    assert_data_eq!(list(eras, two), told);
}

/// In three weeks Ana holds Monday to Wednesday, Bruno Saturday to Tuesday, Carla Wednesday to Monday, Davi Tuesday to
/// Saturday: of twelve Saturdays the others have four each.
#[test]
fn a_turn_of_windows_goes_on_in_the_next_week() {
    assert_data_eq!(
        list("[ana, bruno, carla, davi]", "hours: 'Mon-Wed,Sat 09:00-17:00', turn: 3 windows"),
        str![[r#"
over a full cycle `bruno` holds a weekend of `pager` 4 times, `ana` never
  write `turn: 1 week`, or let one person more stand in the order: both were tried
"#]]
    );
}

/// Weekends are the second and the fourth turn of the list, Bruno's and Carla's. With a fifth person each turn comes
/// to a weekend once in five weeks, two of them Carla's. Were one more of Carla's that fifth turn, she would serve
/// three times as often as Ana.
#[test]
fn one_person_more_is_a_new_one() {
    assert_data_eq!(
        list("[ana, bruno, carla, carla]", "hours: [Mon 18:00 - Fri 18:00, Fri 18:00 - Mon 18:00], turn: 1 window"),
        str![[r#"
over a full cycle `bruno` holds a weekend of `pager` 2 times, `ana` never
  write `turn: 1 week`, or let one person more stand in the order: both were tried
"#]]
    );
}

/// Saturday is the sixth window of each week: of two people always the second holds it, of three the third.
#[test]
fn one_person_more_does_not_help_where_the_list_still_divides_the_week() {
    assert_data_eq!(
        list("[ana, bruno]", "hours: Mon-Sat 09:00-17:00, turn: 1 window"),
        str![[r#"
over a full cycle `bruno` holds a weekend of `pager` 2 times, `ana` never
  write `turn: 1 week`: tried, everyone serves alike then
"#]]
    );
}

/// Three turns of four are Ana's by the week as by the window.
#[test]
fn no_turn_helps_who_stands_in_a_list_too_often() {
    assert_data_eq!(
        list("[ana, ana, ana, bruno]", "hours: Fri 18:00 - Mon 18:00, turn: 1 window"),
        str![[r#"
over a full cycle `ana` holds a shift of `pager` 3 times, `bruno` once
  let each person stand in the order equally often
"#]]
    );
}

/// Each of two holds 520 weeks of 168 windows: a cycle of nearly twenty years.
#[test]
fn a_long_cycle_is_counted_to_its_end() {
    let hours: Vec<_> = (0..24).map(|hour| format!("daily {hour:02}:00-{:02}:00", hour + 1)).collect();
    assert_eq!(list("[ana, bruno]", &format!("hours: [{}], turn: 520 weeks", hours.join(", "))), "");
}

// The coming year: 52 weeks from Monday 2026-11-16 00:00 on.

const WEEKS_OF_TWO: &str = "  first: { hours: Mon 18:00 - Mon 18:00, rotation: all }
  second: { hours: Mon 18:00 - Mon 18:00, rotation: all }";

/// With an offset of 1 each person would hold `first` right after `second`, with one of 3 right before it. With one
/// of 2 there is a week between.
#[test]
fn the_best_offset_leaves_no_two_weeks_in_a_row() {
    let shifts = format!("{WEEKS_OF_TWO}\nescalation: [first, second]");
    let text = roster("ana:, bruno:, carla:, davi:", "  all: [ana, bruno, carla, davi]", &shifts);
    assert_data_eq!(
        uneven(&text, "2026-11-16"),
        str![[r#"
`first` and `second` meet: in the coming year one person holds both 52 times, first `ana` from Mon 2026-11-16 18:00
  write `offset: 2` at `second`: tried, it does not happen then
"#]]
    );
}

/// Ana alone holds `third`, an hour a week, and in each fourth week `first` and `second` as well: no offset of theirs
/// changes that, so it makes none of them worse.
#[test]
fn an_offset_is_not_to_blame_for_what_a_third_type_brings() {
    let shifts = format!(
        "{WEEKS_OF_TWO}\n  third: {{ hours: Tue 10:00 - Tue 11:00, rotation: one }}\n\
         escalation: [first, second, third]"
    );
    let rotations = "  all: [ana, bruno, carla, davi]\n  one: [ana]";
    let text = roster("ana:, bruno:, carla:, davi:", rotations, &shifts);
    assert_data_eq!(
        uneven(&text, "2026-11-16"),
        str![[r#"
`first` and `second` meet: in the coming year one person holds both 52 times, first `ana` from Mon 2026-11-16 18:00
  write `offset: 2` at `second`: tried, it does not happen then
`first` and `third` meet: in the coming year one person holds both 13 times, first `ana` from Tue 2026-11-17 10:00
  no `offset` keeps the lists apart: let nobody stand in both, or give them the same length
`second` and `third` meet: in the coming year one person holds both 13 times, first `ana` from Tue 2026-11-17 10:00
  no `offset` keeps the lists apart: let nobody stand in both, or give them the same length
"#]]
    );
}

/// Of three, each is right before or right after the others: the smallest offset of the last type will do.
#[test]
fn an_offset_that_leaves_two_weeks_in_a_row_is_better_than_none() {
    let shifts = format!("{WEEKS_OF_TWO}\nescalation: [first, second]");
    let text = roster("ana:, bruno:, carla:", "  all: [ana, bruno, carla]", &shifts);
    assert_data_eq!(
        uneven(&text, "2026-11-16"),
        str![[r#"
`first` and `second` meet: in the coming year one person holds both 52 times, first `ana` from Mon 2026-11-16 18:00
  write `offset: 1` at `second`: tried, it does not happen then
"#]]
    );
}

/// In Berlin the week to Monday 2027-03-29 has 167 hours, and is one of the 52.
#[test]
fn the_week_in_which_clocks_go_forward_has_seven_days_too() {
    let shifts = "  weekday: { hours: Mon 18:00 - Fri 18:00, rotation: all }
  weekend: { hours: Fri 18:00 - Mon 18:00, rotation: all }
escalation: [[weekday, weekend]]";
    let text = roster("ana:, bruno:, carla:", "  all: [ana, bruno, carla]", shifts);
    assert_data_eq!(
        uneven(&text.replace("UTC", "Europe/Berlin"), "2026-11-16"),
        str![[r#"
turns of `weekday` and `weekend` follow each other: in the coming year one person carries the pager for seven days or more 52 times, first `ana` from Mon 2026-11-16 18:00
  write `offset: 2` at `weekend`: tried, it does not happen then
"#]]
    );
}

/// Ana's two hours on Fridays begin within her one shift and end within the other; they end none of her weeks.
#[test]
fn a_short_shift_of_another_type_hides_no_seven_days() {
    let shifts = "  weekday: { hours: Mon 18:00 - Fri 18:00, rotation: all }
  weekend: { hours: Fri 18:00 - Mon 18:00, rotation: all }
  third: { hours: Fri 17:00 - Fri 19:00, rotation: one }
escalation: [[weekday, weekend], third]";
    let rotations = "  all: [ana, bruno, carla]\n  one: [ana]";
    let text = roster("ana:, bruno:, carla:", rotations, shifts);
    assert_data_eq!(
        uneven(&text, "2026-11-16"),
        str![[r#"
turns of `weekday` and `weekend` follow each other: in the coming year one person carries the pager for seven days or more 52 times, first `ana` from Mon 2026-11-16 18:00
  write `offset: 2` at `weekend`: tried, it does not happen then
`weekday` and `third` meet: in the coming year one person holds both 18 times, first `ana` from Fri 2026-11-20 17:00
  no `offset` keeps the lists apart: let nobody stand in both, or give them the same length
`weekend` and `third` meet: in the coming year one person holds both 18 times, first `ana` from Fri 2026-11-20 18:00
  no `offset` keeps the lists apart: let nobody stand in both, or give them the same length
"#]]
    );
}

/// An offset of 2 would let `second` meet `third` as often as it meets `first` now.
#[test]
fn an_offset_that_only_moves_it_elsewhere_is_no_remedy() {
    let shifts =
        format!("{WEEKS_OF_TWO}\n  third: {{ {WEEK}, rotation: all, offset: 2 }}\nescalation: [first, second, third]");
    let text = roster("ana:, bruno:, carla:, davi:", "  all: [ana, bruno, carla, davi]", &shifts);
    assert_data_eq!(
        uneven(&text, "2026-11-16"),
        str![[r#"
`first` and `second` meet: in the coming year one person holds both 52 times, first `ana` from Mon 2026-11-16 18:00
  write `offset: 1` at `second`: tried, it does not happen then
"#]]
    );
}

// Eras that begin anew: with turns of 13 weeks there are two before 2027-05-17 and two after it.

/// What is told of a list, and of another one that takes over in the middle of the year.
fn eras(people: &str, order: &str, later: &str) -> String {
    let rotations =
        format!("  all:\n    - {{ since: 2026-11-16, order: {order} }}\n    - {{ since: 2027-05-17, order: {later} }}");
    let text = roster(people, &rotations, &format!("  pager: {{ {WEEK}, turn: 13 weeks, rotation: all }}"));
    uneven(&text, "2026-11-16")
}

/// Ana and Bruno hold the first two turns, and the other two as well.
#[test]
fn those_who_are_passed_over_are_counted() {
    let told = |people: &str, order: &str| eras(people, order, &format!("{order}, first: ana"));
    assert_data_eq!(
        told("ana:, bruno:, carla:", "[ana, bruno, carla]"),
        str![[r#"
in the coming year `carla` never holds `pager`, `ana` 2 times: an era begins anew before their turn comes
  leave `first` out of the later eras: the turns then go on with whoever would be next
"#]]
    );
    assert_data_eq!(
        told("ana:, bruno:, carla:, davi:", "[ana, bruno, carla, davi]"),
        str![[r#"
in the coming year `carla` and one more never hold `pager`, `ana` 2 times: an era begins anew before their turn comes
  leave `first` out of the later eras: the turns then go on with whoever would be next
"#]]
    );
    assert_data_eq!(
        told("ana:, bruno:, carla:, davi:, emine:", "[ana, bruno, carla, davi, emine]"),
        str![[r#"
in the coming year `carla` and 2 more never hold `pager`, `ana` 2 times: an era begins anew before their turn comes
  leave `first` out of the later eras: the turns then go on with whoever would be next
"#]]
    );
}

/// Ana, Bruno, Carla and Davi hold the four turns: Emine's is the next, and nobody was there twice before her.
#[test]
fn nobody_is_passed_over_while_nobody_serves_twice() {
    let order = "[ana, bruno, carla, davi, emine]";
    assert_eq!(eras("ana:, bruno:, carla:, davi:, emine:", order, order), "");
}

/// The year is from 2026-11-16 to 2027-11-15.
#[test]
fn who_is_not_on_the_list_all_year_is_not_passed_over() {
    let carla = |of: &str| {
        let order = "[ana, bruno, carla]";
        eras(&format!("ana:, bruno:, carla: {of}"), order, &format!("{order}, first: ana"))
    };
    let told = carla("");
    assert!(told.contains("`carla` never holds `pager`"), "{told}");
    assert_eq!([carla("{ joins: 2026-11-16 }"), carla("{ leaves: 2027-11-15 }")], [told.clone(), told]);
    assert_eq!([carla("{ joins: 2026-11-17 }"), carla("{ leaves: 2027-11-14 }")], ["", ""]);
    assert_eq!(eras("ana:, bruno:, carla:", "[ana, bruno, carla]", "[ana, bruno], first: ana"), "");
}

/// In Berlin, 52 weeks after the Monday on which the clocks of 2026 have gone back, those of 2027 have not: the shift that
/// begins at 18:00 is an hour nearer.
#[test]
fn the_coming_year_is_the_same_all_day() {
    let shifts = format!("{WEEKS_OF_TWO}\nescalation: [first, second]");
    let text = roster("ana:, bruno:, carla:, davi:", "  all: [ana, bruno, carla, davi]", &shifts);
    let text = text.replace("timezone: UTC", "timezone: Europe/Berlin").replace("2026-11-16", "2026-10-19");
    let told = uneven(&text, "2026-10-26");
    assert_data_eq!(
        &told,
        str![[r#"
`first` and `second` meet: in the coming year one person holds both 52 times, first `bruno` from Mon 2026-10-26 18:00
  write `offset: 2` at `second`: tried, it does not happen then
"#]]
    );
    for now in ["2026-10-26 16:59", "2026-10-26 17:30", "2026-10-26 23:59"] {
        assert_eq!(uneven(&text, now), told, "{now}");
    }
}

/// What is published ends long before the year does, or after it.
#[test]
fn the_coming_year_is_the_same_however_far_is_planned() {
    let shifts = format!("{WEEKS_OF_TWO}\nescalation: [first, second]");
    let text = roster("ana:, bruno:, carla:, davi:", "  all: [ana, bruno, carla, davi]", &shifts);
    let told = uneven(&text, "2026-11-16");
    assert!(told.contains("in the coming year one person holds both 52 times"), "{told}");
    for until in ["2026-11-17", "2026-12-14", "2027-11-14", "2027-11-15", "2027-11-16", "2027-11-29", "2030-01-01"] {
        assert_eq!(uneven_as_planned(&text, "2026-11-16", until), told, "{until}");
    }
}
