//! Worked cases of a change to the roster: what becomes of whose shifts, and what `check --base` says to it.
//!
//! A line is a change: how soon it takes effect, what the shift was, what it is. Times are the team's.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]
#![expect(clippy::needless_raw_string_hashes, reason = "snapbox writes its snapshots so")]

use hausmeister::diagnostics::render::Report;
use hausmeister::diagnostics::{Sink, Sources, Span};
use hausmeister::roster::{self, Roster};
use hausmeister::schedule::change::{self, Comparison, Order, Part};
use hausmeister::time::When;
use snapbox::{assert_data_eq, str};

/// A roster of a team in Berlin that began on Monday 2 November 2026.
fn team(people: &str, crew: &str, shifts: &str, more: &str) -> String {
    format!(
        "team: T\ntimezone: Europe/Berlin\nstarts: 2026-11-02\npeople: {people}\nrotations:\n  crew: {crew}\n\
         shifts:\n{shifts}\n{more}\nrules: {{ notice: 1 week }}\n"
    )
}

const PEOPLE: &str = "{ ana: , ben: , cleo: }";
const ORDER: &str = "[ana, ben, cleo]";
const WEEKS: &str = "  pager: { hours: Mon 09:00 - Mon 09:00, rotation: crew }";

/// The roster that most cases change.
fn usual() -> String {
    team(PEOPLE, ORDER, WEEKS, "")
}

struct Case {
    sources: Sources,
    rosters: [Roster; 2],
    comparison: Comparison,
}

impl Case {
    fn of(before: &str, after: &str, now: &str) -> Self {
        let mut sources = Sources::default();
        let mut read = |name: &str, text: &str| {
            let source = sources.add(name, text);
            let mut sink = Sink::default();
            let roster = roster::read(text, source, &mut sink).unwrap();
            assert!(!sink.has_errors(), "{:?}", sink.into_problems());
            roster
        };
        let rosters = [read("roster.yaml", after), read("before.yaml", before)];
        let [after, before] = &rosters;
        let now = now.parse::<When>().unwrap().instant(&after.zone);
        let comparison = change::compare(before, after, now);
        Self { sources, rosters, comparison }
    }

    /// The first changes, a line each, then the new orders.
    fn told(&self, most: usize) -> String {
        let Comparison { changes, orders, .. } = &self.comparison;
        let id = |who: Option<change::Who>| who.map_or("nobody", |who| &*self.comparison.person(who).id);
        let part = |part: Option<Part>| {
            let Some(part) = part else { return String::from("none") };
            let [start, end] = [part.interval.start, part.interval.end].map(|end| self.rosters[0].zone.local(end));
            format!("{} {} to {}", id(part.holder), start.format("%a %d %b %H:%M"), end.format("%a %d %b %H:%M"))
        };
        let mut lines: Vec<_> = changes
            .iter()
            .take(most)
            .map(|change| {
                let of = &self.comparison.shift_type(change.shift_type).id;
                let reach = format!("{:?}", change.reach).to_lowercase();
                format!("{reach:<8}{of}  {}  becomes  {}", part(change.before), part(change.after))
            })
            .collect();
        lines.extend((changes.len() > most).then(|| format!("and {} more", changes.len() - most)));
        lines.extend(orders.iter().map(|order| {
            let names = match &order.order {
                Order::Set(order) => order.iter().map(|who| id(*who)).collect::<Vec<_>>().join(", "),
                Order::Dropped => String::from("as before"),
            };
            format!("{} from {}: {names}; {} changes", order.rotation, order.since, order.changes)
        }));
        lines.join("\n")
    }

    /// What `check --base` says.
    fn problems(&self) -> String {
        let [after, before] = &self.rosters;
        let mut sink = Sink::default();
        // The first text is the new roster.
        let source = after.people[0].place.source;
        change::check(&self.comparison, before, after, Span::new(source, 0, 7), &mut sink);
        let problems = sink.into_problems();
        Report { sources: &self.sources, problems: &problems }.text(false, 120).trim_end().to_owned()
    }
}

fn told(before: &str, after: &str, now: &str) -> String {
    Case::of(before, after, now).told(5)
}

fn problems(before: &str, after: &str, now: &str) -> String {
    Case::of(before, after, now).problems()
}

/// Weeks: ana 2 Nov, ben 9 Nov, cleo 16 Nov, ana 23 Nov, ben 30 Nov, and so on.
#[test]
fn the_order_of_a_running_era_moves_everyone() {
    let after = team(PEOPLE, "[ben, ana, cleo]", WEEKS, "");
    assert_data_eq!(
        told(&usual(), &after, "2026-11-20"),
        str![[r#"
past    pager  ana Mon 02 Nov 09:00 to Mon 09 Nov 09:00  becomes  ben Mon 02 Nov 09:00 to Mon 09 Nov 09:00
past    pager  ben Mon 09 Nov 09:00 to Mon 16 Nov 09:00  becomes  ana Mon 09 Nov 09:00 to Mon 16 Nov 09:00
notice  pager  ana Mon 23 Nov 09:00 to Mon 30 Nov 09:00  becomes  ben Mon 23 Nov 09:00 to Mon 30 Nov 09:00
later   pager  ben Mon 30 Nov 09:00 to Mon 07 Dec 09:00  becomes  ana Mon 30 Nov 09:00 to Mon 07 Dec 09:00
later   pager  ana Mon 14 Dec 09:00 to Mon 21 Dec 09:00  becomes  ben Mon 14 Dec 09:00 to Mon 21 Dec 09:00
and 32 more
crew from 2026-11-02: ben, ana, cleo; 37 changes
"#]]
    );
    assert_data_eq!(
        problems(&usual(), &after, "2026-11-20"),
        str![[r#"
error[past-changed]: this changes 2 shifts that have begun: `ana` gains 1 and loses 1, `ben` gains 1 and loses 1; the first, `pager` from Mon 2026-11-02 09:00 to Mon 2026-11-09 09:00, goes from `ana` to `ben`
 --> roster.yaml:6:10
  |
6 |   crew: [ben, ana, cleo]
  |          ^^^ this order is not what it was
  |
  = help: give the new order an era of its own; this changes nothing sooner than the notice:
            crew:
              - since: 2026-11-02
                order: [ana, ben, cleo]
              - since: 2026-11-30
                order: [ben, ana, cleo]

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 goes from `ana` to `ben`
 --> roster.yaml:6:10
  |
6 |   crew: [ben, ana, cleo]
  |          ^^^ this order is not what it was
  |
  = help: what is proposed above mends this as well

2 errors
"#]]
    );
}

#[test]
fn a_cover_in_the_middle_is_one_hand_over() {
    let cover = "overrides:\n  - { shift: pager, from: 2026-12-02 18:00, to: 2026-12-03 18:00, person: cleo }";
    let after = team(PEOPLE, ORDER, WEEKS, cover);
    assert_data_eq!(
        told(&usual(), &after, "2026-11-20"),
        str![
            "later   pager  ben Wed 02 Dec 18:00 to Thu 03 Dec 18:00  becomes  cleo Wed 02 Dec 18:00 to Thu 03 Dec 18:00"
        ]
    );
    assert_data_eq!(problems(&usual(), &after, "2026-11-20"), str![]);
    assert_data_eq!(
        problems(&usual(), &after, "2026-11-26"),
        str![[r#"
error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Wed 2026-12-02 18:00 to Thu 2026-12-03 18:00 goes from `ben` to `cleo`
  --> roster.yaml:10:7
   |
10 |   - { shift: pager, from: 2026-12-02 18:00, to: 2026-12-03 18:00, person: cleo }
   |       ^^^^^ this override is new
   |
   = help: let it begin on Thu 2026-12-03 00:00 or later, or settle it with those it concerns before you merge

1 error
"#]]
    );
    assert_data_eq!(
        problems(&usual(), &after, "2026-12-03"),
        str![[r#"
error[past-changed]: this changes a shift that has begun: `pager` from Wed 2026-12-02 18:00 to Thu 2026-12-03 18:00 goes from `ben` to `cleo`
  --> roster.yaml:10:7
   |
10 |   - { shift: pager, from: 2026-12-02 18:00, to: 2026-12-03 18:00, person: cleo }
   |       ^^^^^ this override is new
   |
   = help: let it begin on Thu 2026-12-10 00:00 or later, or settle it with those it concerns before you merge

1 error
"#]]
    );
}

/// Everyone keeps their shifts, two hours later: each is moved, not lost and gained.
#[test]
fn another_hand_over_moves_shifts() {
    let after = team(PEOPLE, ORDER, "  pager: { hours: Mon 11:00 - Mon 11:00, rotation: crew }", "");
    assert_data_eq!(
        told(&usual(), &after, "2026-11-20"),
        str![[r#"
past    pager  ana Mon 02 Nov 09:00 to Mon 09 Nov 09:00  becomes  ana Mon 02 Nov 11:00 to Mon 09 Nov 11:00
past    pager  ben Mon 09 Nov 09:00 to Mon 16 Nov 09:00  becomes  ben Mon 09 Nov 11:00 to Mon 16 Nov 11:00
running pager  cleo Mon 16 Nov 09:00 to Mon 23 Nov 09:00  becomes  cleo Mon 16 Nov 11:00 to Mon 23 Nov 11:00
notice  pager  ana Mon 23 Nov 09:00 to Mon 30 Nov 09:00  becomes  ana Mon 23 Nov 11:00 to Mon 30 Nov 11:00
later   pager  ben Mon 30 Nov 09:00 to Mon 07 Dec 09:00  becomes  ben Mon 30 Nov 11:00 to Mon 07 Dec 11:00
and 50 more
"#]]
    );
    assert_data_eq!(
        problems(&usual(), &after, "2026-11-20"),
        str![[r#"
error[past-changed]: this changes 3 shifts that have begun: `ana` has moved 1, `ben` has moved 1, `cleo` has moved 1; the first, `pager` from Mon 2026-11-02 09:00 to Mon 2026-11-09 09:00, stays with `ana`, now from Mon 2026-11-02 11:00 to Mon 2026-11-09 11:00
 --> roster.yaml:8:3
  |
8 |   pager: { hours: Mon 11:00 - Mon 11:00, rotation: crew }
  |   ^^^^^ its hours or where its holders come from are not what they were
  |
  = help: what a shift type says holds for its past as well: leave it as it was, and give what is new to a shift type with a rotation of its own that begins with `since: 2026-11-27` or later

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 stays with `ana`, now from Mon 2026-11-23 11:00 to Mon 2026-11-30 11:00
 --> roster.yaml:8:3
  |
8 |   pager: { hours: Mon 11:00 - Mon 11:00, rotation: crew }
  |   ^^^^^ its hours or where its holders come from are not what they were
  |
  = help: what is proposed above mends this as well

2 errors
"#]]
    );
}

#[test]
fn a_person_under_another_id_is_the_same_person() {
    let named =
        |id: &str| team(&format!("{{ {id}: {{ name: Ana Souza }}, ben: }}"), &format!("[{id}, ben]"), WEEKS, "");
    assert_data_eq!(told(&named("ana"), &named("ana-souza"), "2026-11-20"), str![[""]]);
    // Without a name nothing tells.
    let bare = |id: &str| team(&format!("{{ {id}: , ben: }}"), &format!("[{id}, ben]"), WEEKS, "");
    assert_data_eq!(
        told(&bare("ana"), &bare("ana-souza"), "2026-11-20"),
        str![[r#"
past    pager  ana Mon 02 Nov 09:00 to Mon 09 Nov 09:00  becomes  ana-souza Mon 02 Nov 09:00 to Mon 09 Nov 09:00
running pager  ana Mon 16 Nov 09:00 to Mon 23 Nov 09:00  becomes  ana-souza Mon 16 Nov 09:00 to Mon 23 Nov 09:00
later   pager  ana Mon 30 Nov 09:00 to Mon 07 Dec 09:00  becomes  ana-souza Mon 30 Nov 09:00 to Mon 07 Dec 09:00
later   pager  ana Mon 14 Dec 09:00 to Mon 21 Dec 09:00  becomes  ana-souza Mon 14 Dec 09:00 to Mon 21 Dec 09:00
later   pager  ana Mon 28 Dec 09:00 to Mon 04 Jan 09:00  becomes  ana-souza Mon 28 Dec 09:00 to Mon 04 Jan 09:00
and 23 more
crew from 2026-11-02: ana-souza, ben; 28 changes
"#]]
    );
}

#[test]
fn a_shift_type_under_another_id_is_the_same_type() {
    let named = |id: &str| {
        team(PEOPLE, ORDER, &format!("  {id}: {{ name: Pager, hours: Mon 09:00 - Mon 09:00, rotation: crew }}"), "")
    };
    assert_data_eq!(told(&named("pager"), &named("level-1"), "2026-11-20"), str![[""]]);
}

/// Who left is still named by what they did.
#[test]
fn who_leaves_stays_in_the_eras_before() {
    let after = team("{ ana: , ben: }", "[ana, ben]", WEEKS, "");
    assert_data_eq!(
        told(&usual(), &after, "2026-11-20"),
        str![[r#"
running pager  cleo Mon 16 Nov 09:00 to Mon 23 Nov 09:00  becomes  ana Mon 16 Nov 09:00 to Mon 23 Nov 09:00
notice  pager  ana Mon 23 Nov 09:00 to Mon 30 Nov 09:00  becomes  ben Mon 23 Nov 09:00 to Mon 30 Nov 09:00
later   pager  ben Mon 30 Nov 09:00 to Mon 07 Dec 09:00  becomes  ana Mon 30 Nov 09:00 to Mon 07 Dec 09:00
later   pager  cleo Mon 07 Dec 09:00 to Mon 14 Dec 09:00  becomes  ben Mon 07 Dec 09:00 to Mon 14 Dec 09:00
later   pager  cleo Mon 28 Dec 09:00 to Mon 04 Jan 09:00  becomes  ana Mon 28 Dec 09:00 to Mon 04 Jan 09:00
and 31 more
crew from 2026-11-02: ana, ben; 36 changes
"#]]
    );
    assert_data_eq!(
        problems(&usual(), &after, "2026-11-20"),
        str![[r#"
error[past-changed]: this changes a shift that has begun: `pager` from Mon 2026-11-16 09:00 to Mon 2026-11-23 09:00 goes from `cleo` to `ana`
 --> roster.yaml:6:15
  |
6 |   crew: [ana, ben]
  |               ^^^ this order is not what it was
  |
  = help: keep `cleo` in `people`, with the last day as `leaves:`: the eras before still name them
  = help: give the new order an era of its own; this changes nothing sooner than the notice:
            crew:
              - since: 2026-11-02
                order: [ana, ben, cleo]
              - since: 2026-11-30
                order: [ana, ben]

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 goes from `ana` to `ben`
 --> roster.yaml:6:15
  |
6 |   crew: [ana, ben]
  |               ^^^ this order is not what it was
  |
  = help: what is proposed above mends this as well

2 errors
"#]]
    );
}

/// A turn of three weeks runs until 23 November; the next hand-over after the notice is on 14 December.
#[test]
fn the_proposed_era_waits_for_the_end_of_a_turn() {
    let turns = "  pager: { hours: Mon 09:00 - Mon 09:00, rotation: crew, turn: 3 weeks }";
    let [before, after] = [ORDER, "[ana, cleo, ben]"].map(|order| team(PEOPLE, order, turns, ""));
    assert_data_eq!(
        problems(&before, &after, "2026-11-25"),
        str![[r#"
error[past-changed]: this changes a shift that has begun: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 goes from `ben` to `cleo`
 --> roster.yaml:6:15
  |
6 |   crew: [ana, cleo, ben]
  |               ^^^^ this order is not what it was
  |
  = help: give the new order an era of its own; this changes nothing sooner than the notice:
            crew:
              - since: 2026-11-02
                order: [ana, ben, cleo]
              - since: 2026-12-14
                order: [ana, cleo, ben]

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-30 09:00 to Mon 2026-12-07 09:00 goes from `ben` to `cleo`
 --> roster.yaml:6:15
  |
6 |   crew: [ana, cleo, ben]
  |               ^^^^ this order is not what it was
  |
  = help: what is proposed above mends this as well

2 errors
"#]]
    );
}

#[test]
fn an_era_that_begins_too_soon_is_moved() {
    let eras =
        |since: &str| format!("[{{ since: 2026-11-02, order: {ORDER} }}, {{ since: {since}, order: [cleo, ben] }}]");
    let after = team(PEOPLE, &eras("2026-11-23"), WEEKS, "");
    assert_data_eq!(
        problems(&usual(), &after, "2026-11-20"),
        str![[r#"
error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 goes from `ana` to `ben`
 --> roster.yaml:6:87
  |
6 |   crew: [{ since: 2026-11-02, order: [ana, ben, cleo] }, { since: 2026-11-23, order: [cleo, ben] }]
  |                                                                                       ^^^^ this order is not what it was
  |
  = help: give the new order an era of its own; this changes nothing sooner than the notice:
            crew:
              - since: 2026-11-02
                order: [ana, ben, cleo]
              - since: 2026-11-30
                order: [cleo, ben]

1 error
"#]]
    );
    let after = team(PEOPLE, &eras("2026-11-30"), WEEKS, "");
    assert_data_eq!(problems(&usual(), &after, "2026-11-20"), str![[""]]);
}

/// Two eras that are edited are two problems, and one proposal that mends both.
#[test]
fn eras_of_the_past_are_left_alone() {
    let eras = |first: &str, second: &str| {
        let eras = format!("[{{ since: 2026-11-02, order: {first} }}, {{ since: 2026-11-16, order: {second} }}]");
        team(PEOPLE, &eras, WEEKS, "")
    };
    let (before, after) = (eras(ORDER, "[cleo, ben, ana]"), eras("[ben, ana, cleo]", "[cleo, ana, ben]"));
    assert_data_eq!(
        problems(&before, &after, "2026-11-20"),
        str![[r#"
error[past-changed]: this changes 2 shifts that have begun: `ana` gains 1 and loses 1, `ben` gains 1 and loses 1; the first, `pager` from Mon 2026-11-02 09:00 to Mon 2026-11-09 09:00, goes from `ana` to `ben`
 --> roster.yaml:6:39
  |
6 |   crew: [{ since: 2026-11-02, order: [ben, ana, cleo] }, { since: 2026-11-16, order: [cleo, ana, ben] }]
  |                                       ^^^ this order is not what it was
  |
  = help: give the new order an era of its own; this changes nothing sooner than the notice:
            crew:
              - since: 2026-11-02
                order: [ana, ben, cleo]
              - since: 2026-11-16
                order: [cleo, ben, ana]
              - since: 2026-11-30
                order: [cleo, ana, ben]

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 goes from `ben` to `ana`
 --> roster.yaml:6:93
  |
6 |   crew: [{ since: 2026-11-02, order: [ben, ana, cleo] }, { since: 2026-11-16, order: [cleo, ana, ben] }]
  |                                                                                             ^^^ this order is not what it was
  |
  = help: what is proposed above mends this as well

2 errors
"#]]
    );
}

#[test]
fn an_era_that_is_taken_away_is_told_as_dropped() {
    let eras = format!("[{{ since: 2026-11-02, order: {ORDER} }}, {{ since: 2027-10-04, order: [cleo, ben, ana] }}]");
    let before = team(PEOPLE, &eras, WEEKS, "");
    assert_data_eq!(
        told(&before, &usual(), "2026-11-20"),
        str![[r#"
later   pager  cleo Mon 11 Oct 09:00 to Mon 18 Oct 09:00  becomes  ben Mon 11 Oct 09:00 to Mon 18 Oct 09:00
later   pager  ben Mon 18 Oct 09:00 to Mon 25 Oct 09:00  becomes  cleo Mon 18 Oct 09:00 to Mon 25 Oct 09:00
later   pager  cleo Mon 01 Nov 09:00 to Mon 08 Nov 09:00  becomes  ben Mon 01 Nov 09:00 to Mon 08 Nov 09:00
later   pager  ben Mon 08 Nov 09:00 to Mon 15 Nov 09:00  becomes  cleo Mon 08 Nov 09:00 to Mon 15 Nov 09:00
crew from 2027-10-04: as before; 4 changes
"#]]
    );
    assert_data_eq!(problems(&before, &usual(), "2026-11-20"), str![[""]]);
    assert_data_eq!(
        problems(&before, &usual(), "2027-10-15"),
        str![[r#"
error[past-changed]: this changes a shift that has begun: `pager` from Mon 2027-10-11 09:00 to Mon 2027-10-18 09:00 goes from `cleo` to `ben`
 --> roster.yaml:6:3
  |
6 |   crew: [ana, ben, cleo]
  |   ^^^^ an era is missing
  |
 ::: before.yaml:6:87
  |
6 |   crew: [{ since: 2026-11-02, order: [ana, ben, cleo] }, { since: 2027-10-04, order: [cleo, ben, ana] }]
  |                                                                                       ---- this era is gone
  |
  = help: give the new order an era of its own; this changes nothing sooner than the notice:
            crew:
              - since: 2026-11-02
                order: [ana, ben, cleo]
              - since: 2027-10-04
                order: [cleo, ben, ana]
              - since: 2027-10-25
                order: [ana, ben, cleo]

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2027-10-18 09:00 to Mon 2027-10-25 09:00 goes from `ben` to `cleo`
 --> roster.yaml:6:3
  |
6 |   crew: [ana, ben, cleo]
  |   ^^^^ an era is missing
  |
 ::: before.yaml:6:87
  |
6 |   crew: [{ since: 2026-11-02, order: [ana, ben, cleo] }, { since: 2027-10-04, order: [cleo, ben, ana] }]
  |                                                                                       ---- this era is gone
  |
  = help: what is proposed above mends this as well

2 errors
"#]]
    );
}

/// The rotation that a type follows explains it.
#[test]
fn what_follows_is_explained_by_what_it_follows() {
    let shifts = format!("{WEEKS}\n  report: {{ hours: Mon 10:00 - 12:00, follows: pager }}");
    let [before, after] = [ORDER, "[ana, ben, cleo, ben]"].map(|order| team(PEOPLE, order, &shifts, ""));
    assert_data_eq!(
        told(&before, &after, "2026-11-20"),
        str![[r#"
notice  pager  ana Mon 23 Nov 09:00 to Mon 30 Nov 09:00  becomes  ben Mon 23 Nov 09:00 to Mon 30 Nov 09:00
notice  report  ana Mon 23 Nov 10:00 to Mon 23 Nov 12:00  becomes  ben Mon 23 Nov 10:00 to Mon 23 Nov 12:00
later   pager  ben Mon 30 Nov 09:00 to Mon 07 Dec 09:00  becomes  ana Mon 30 Nov 09:00 to Mon 07 Dec 09:00
later   report  ben Mon 30 Nov 10:00 to Mon 30 Nov 12:00  becomes  ana Mon 30 Nov 10:00 to Mon 30 Nov 12:00
later   pager  cleo Mon 07 Dec 09:00 to Mon 14 Dec 09:00  becomes  ben Mon 07 Dec 09:00 to Mon 14 Dec 09:00
and 67 more
crew from 2026-11-02: ana, ben, cleo, ben; 72 changes
"#]]
    );
    assert_data_eq!(
        problems(&before, &after, "2026-11-20"),
        str![[r#"
error[short-notice]: this changes 2 shifts that begin within 1 week, `rules.notice`: `ana` loses 2, `ben` gains 2; the first, `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00, goes from `ana` to `ben`
 --> roster.yaml:6:26
  |
6 |   crew: [ana, ben, cleo, ben]
  |                          ^^^ this order is not what it was
  |
  = help: give the new order an era of its own; this changes nothing sooner than the notice:
            crew:
              - since: 2026-11-02
                order: [ana, ben, cleo]
              - since: 2026-11-30
                order: [ana, ben, cleo, ben]

1 error
"#]]
    );
}

#[test]
fn a_new_shift_type_has_no_past() {
    let shifts = format!("{WEEKS}\n  report: {{ hours: Mon 10:00 - 12:00, rotation: crew }}");
    let after = team(PEOPLE, ORDER, &shifts, "");
    assert_data_eq!(
        problems(&usual(), &after, "2026-11-20"),
        str![[r#"
error[past-changed]: this changes 3 shifts that have begun: `ana` gains 1, `ben` gains 1, `cleo` gains 1; the first, `report` from Mon 2026-11-02 10:00 to Mon 2026-11-02 12:00, is new and with `ana`
 --> roster.yaml:9:3
  |
9 |   report: { hours: Mon 10:00 - 12:00, rotation: crew }
  |   ^^^^^^ this shift type is new
  |
  = help: let it draw on a rotation of its own, whose first era begins with `since: 2026-11-27` or later

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `report` from Mon 2026-11-23 10:00 to Mon 2026-11-23 12:00 is new and with `ana`
 --> roster.yaml:9:3
  |
9 |   report: { hours: Mon 10:00 - 12:00, rotation: crew }
  |   ^^^^^^ this shift type is new
  |
  = help: what is proposed above mends this as well

2 errors
"#]]
    );
    assert_data_eq!(
        problems(&after, &usual(), "2026-11-20"),
        str![[r#"
error[past-changed]: this changes 3 shifts that have begun: `ana` loses 1, `ben` loses 1, `cleo` loses 1; the first, `report` from Mon 2026-11-02 10:00 to Mon 2026-11-02 12:00, is taken away from `ana`
 --> roster.yaml:1:1
  |
1 | team: T
  | ^^^^^^^ the shift type `report` is gone
  |
  = help: put it back; what is to end draws on a rotation of its own whose last era is `{ since: 2026-11-27, order: [nobody] }`

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `report` from Mon 2026-11-23 10:00 to Mon 2026-11-23 12:00 is taken away from `ana`
 --> roster.yaml:1:1
  |
1 | team: T
  | ^^^^^^^ the shift type `report` is gone
  |
  = help: what is proposed above mends this as well

2 errors
"#]]
    );
}

#[test]
fn what_holds_for_the_past_can_t_be_changed_from_today_on() {
    assert_data_eq!(
        problems(&usual(), &usual().replace("2026-11-02", "2026-11-09"), "2026-11-20"),
        str![[r#"
error[past-changed]: this changes 3 shifts that have begun: `ana` gains 1 and loses 1, `ben` gains 1 and loses 1, `cleo` loses 1; the first, `pager` from Mon 2026-11-02 09:00 to Mon 2026-11-09 09:00, is taken away from `ana`
 --> roster.yaml:1:1
  |
1 | team: T
  | ^^^^^^^ `starts` is not what it was
  |
  = help: it holds for the past as well: leave it as it was

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 goes from `ana` to `cleo`
 --> roster.yaml:1:1
  |
1 | team: T
  | ^^^^^^^ `starts` is not what it was
  |
  = help: what is proposed above mends this as well

2 errors
"#]]
    );
    assert_data_eq!(
        problems(&usual(), &usual().replace("Europe/Berlin", "UTC"), "2026-11-20"),
        str![[r#"
error[past-changed]: this changes 3 shifts that have begun: `ana` has moved 1, `ben` has moved 1, `cleo` has moved 1; the first, `pager` from Mon 2026-11-02 08:00 to Mon 2026-11-09 08:00, stays with `ana`, now from Mon 2026-11-02 09:00 to Mon 2026-11-09 09:00
 --> roster.yaml:1:1
  |
1 | team: T
  | ^^^^^^^ `timezone` is not what it was
  |
  = help: it holds for the past as well: leave it as it was

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-23 08:00 to Mon 2026-11-30 08:00 stays with `ana`, now from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00
 --> roster.yaml:1:1
  |
1 | team: T
  | ^^^^^^^ `timezone` is not what it was
  |
  = help: what is proposed above mends this as well

2 errors
"#]]
    );
}

/// The shorter notice of the change itself does not count.
#[test]
fn no_change_makes_its_own_notice_shorter() {
    let cover = "overrides:\n  - { shift: pager, week_of: 2026-11-23, person: ben, instead_of: ana }";
    let after = team(PEOPLE, ORDER, WEEKS, cover).replace("notice: 1 week", "notice: 1 hour");
    assert_data_eq!(
        problems(&usual(), &after, "2026-11-20"),
        str![[r#"
error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 goes from `ana` to `ben`
  --> roster.yaml:10:7
   |
10 |   - { shift: pager, week_of: 2026-11-23, person: ben, instead_of: ana }
   |       ^^^^^ this override is new
   |
   = help: let it begin on Fri 2026-11-27 00:00 or later, or settle it with those it concerns before you merge

1 error
"#]]
    );
    let [before, after] = [usual(), after].map(|text| text.replace("1 week", "1 hour"));
    assert_data_eq!(problems(&before, &after, "2026-11-20"), str![[""]]);
}

#[test]
fn a_reason_a_name_and_a_new_line_change_nothing() {
    let before = team(PEOPLE, ORDER, WEEKS, "overrides:\n  - { shift: pager, week_of: 2026-11-09, person: cleo }");
    let after = before
        .replace("person: cleo", "person: cleo, why: Ben was ill, instead_of: ben")
        .replace("{ ana:", "{ ana: { name: A },");
    let after = after.replace("}, ,", "},");
    assert_data_eq!(told(&before, &after, "2026-11-20"), str![[""]]);
    assert_data_eq!(problems(&before, &after, "2026-11-20"), str![[""]]);
}

/// What a comparison says of everyone, a line each, after the year.
fn sums(before: &str, after: &str, now: &str) -> String {
    let Case { comparison, rosters, .. } = Case::of(before, after, now);
    let [start, end] = [comparison.year.start, comparison.year.end].map(|end| rosters[0].zone.local(end));
    let mut lines = vec![format!("{start} to {end}")];
    let burden = |burden: Option<change::Burden>| {
        burden.map_or_else(|| String::from("not there"), |of| format!("{} min, {} weekends", of.minutes, of.weekends))
    };
    for (who, person) in comparison.everyone() {
        let was = person.formerly.as_deref().map(|id| format!(" (was {id})")).unwrap_or_default();
        let changes = comparison.of(who).count();
        lines.push(format!(
            "{}{was}: {}; becomes {}; {changes} changes",
            person.id,
            burden(person.before),
            burden(person.after)
        ));
    }
    let renamed =
        comparison.shift_types.iter().filter_map(|of| Some(format!("{} was {}", of.id, of.formerly.as_ref()?)));
    lines.extend(renamed);
    let reaches = [change::Reach::Past, change::Reach::Running, change::Reach::Notice, change::Reach::Later];
    let counts = reaches.map(|reach| format!("{} {reach:?}", comparison.within(reach).count()));
    lines.push(counts.join(", ").to_lowercase());
    lines.push(String::from(if comparison.is_empty() { "the same" } else { "not the same" }));
    lines.join("\n")
}

/// From the running minute on, for twelve months. A weekend is one of which any part is theirs.
#[test]
fn everyone_has_the_hours_and_weekends_of_a_year() {
    let after = team(PEOPLE, "[ana, ben]", WEEKS, "");
    assert_data_eq!(
        sums(&usual(), &after, "2026-11-20 10:30"),
        str![[r#"
2026-11-20 10:30:00 to 2027-11-20 10:30:00
ana: 178710 min, 18 weekends; becomes 263460 min, 27 weekends; 27 changes
ben: 171360 min, 17 weekends; becomes 262140 min, 26 weekends; 27 changes
cleo: 175530 min, 18 weekends; becomes 0 min, 0 weekends; 18 changes
0 past, 1 running, 1 notice, 34 later
not the same
"#]]
    );
    // From Saturday to Sunday, on one of them, on none: each of the first three is a weekend a week.
    let hours = ["Sat 09:00 - Sun 18:00", "Sun 09:00-18:00", "Sat 09:00-18:00", "Mon 00:00 - Fri 24:00"];
    let sums = hours.map(|hours| {
        let shifts = format!("  pager: {{ hours: {hours}, rotation: crew }}");
        let [before, after] = ["[ana]", "[ben]"].map(|order| team("{ ana: , ben: }", order, &shifts, ""));
        format!("{hours}\n{}", sums(&before, &after, "2026-11-20"))
    });
    assert_data_eq!(
        sums.join("\n"),
        str![[r#"
Sat 09:00 - Sun 18:00
2026-11-20 00:00:00 to 2027-11-20 00:00:00
ana: 102960 min, 52 weekends; becomes 0 min, 0 weekends; 54 changes
ben: 0 min, 0 weekends; becomes 102960 min, 52 weekends; 54 changes
2 past, 0 running, 1 notice, 51 later
not the same
Sun 09:00-18:00
2026-11-20 00:00:00 to 2027-11-20 00:00:00
ana: 28080 min, 52 weekends; becomes 0 min, 0 weekends; 54 changes
ben: 0 min, 0 weekends; becomes 28080 min, 52 weekends; 54 changes
2 past, 0 running, 1 notice, 51 later
not the same
Sat 09:00-18:00
2026-11-20 00:00:00 to 2027-11-20 00:00:00
ana: 28080 min, 52 weekends; becomes 0 min, 0 weekends; 54 changes
ben: 0 min, 0 weekends; becomes 28080 min, 52 weekends; 54 changes
2 past, 0 running, 1 notice, 51 later
not the same
Mon 00:00 - Fri 24:00
2026-11-20 00:00:00 to 2027-11-20 00:00:00
ana: 375840 min, 0 weekends; becomes 0 min, 0 weekends; 55 changes
ben: 0 min, 0 weekends; becomes 375840 min, 0 weekends; 55 changes
2 past, 1 running, 1 notice, 51 later
not the same
"#]]
    );
}

/// What begins when the year is over is no change in it.
#[test]
fn the_year_ends_where_it_began() {
    let added = format!("{WEEKS}\n  sunday: {{ hours: Sun 00:00 - Sun 01:00, rotation: crew }}");
    assert_data_eq!(
        sums(&usual(), &team(PEOPLE, ORDER, &added, ""), "2026-11-21"),
        str![[r#"
2026-11-21 00:00:00 to 2027-11-21 00:00:00
ana: 179520 min, 18 weekends; becomes 180540 min, 18 weekends; 18 changes
ben: 171360 min, 17 weekends; becomes 172380 min, 17 weekends; 18 changes
cleo: 174720 min, 18 weekends; becomes 175800 min, 18 weekends; 18 changes
2 past, 0 running, 1 notice, 51 later
not the same
"#]]
    );
}

#[test]
fn a_new_id_is_told_with_the_old_one() {
    let named = |person: &str, shift_type: &str| {
        let people = format!("{{ {person}: {{ name: Ana }}, ben: , cleo: }}");
        let shifts = format!("  {shift_type}: {{ name: Pager, hours: Mon 09:00 - Mon 09:00, rotation: crew }}");
        team(&people, &format!("[{person}, ben, cleo]"), &shifts, "")
    };
    assert_data_eq!(
        sums(&named("ana", "pager"), &named("anna", "phone"), "2026-11-20"),
        str![[r#"
2026-11-20 00:00:00 to 2027-11-20 00:00:00
anna (was ana): 178080 min, 17 weekends; becomes 178080 min, 17 weekends; 0 changes
ben: 171360 min, 17 weekends; becomes 171360 min, 17 weekends; 0 changes
cleo: 176160 min, 18 weekends; becomes 176160 min, 18 weekends; 0 changes
phone was pager
0 past, 0 running, 0 notice, 0 later
not the same
"#]]
    );
    let is_empty = |before: &str, after: &str| Case::of(before, after, "2026-11-20").comparison.is_empty();
    assert!(is_empty(&named("ana", "pager"), &named("ana", "pager")));
    assert!(!is_empty(&named("ana", "pager"), &named("anna", "pager")), "a person has another id");
    assert!(!is_empty(&named("ana", "pager"), &named("ana", "phone")), "a shift type has another id");
}

/// Somebody without a shift, a type that nobody has, an order beyond the year: no shift changes, and yet they differ.
#[test]
fn what_moves_no_shift_is_a_difference_too() {
    let is_empty = |before: &str, after: &str| {
        let comparison = Case::of(before, after, "2026-11-20").comparison;
        assert_eq!(comparison.changes, [], "{after}");
        comparison.is_empty()
    };
    let joined = team("{ ana: , ben: , cleo: , dan: }", ORDER, WEEKS, "");
    assert!(!is_empty(&usual(), &joined) && !is_empty(&joined, &usual()));
    let eras = format!("[{{ since: 2026-11-02, order: {ORDER} }}, {{ since: 2028-11-06, order: [ana] }}]");
    let later = team(PEOPLE, &eras, WEEKS, "");
    assert!(!is_empty(&usual(), &later) && !is_empty(&later, &usual()));
    let nobodys = |shifts: &str| team(PEOPLE, &format!("{ORDER}\n  empty: [nobody]"), shifts, "");
    let typed = nobodys(&format!("{WEEKS}\n  report: {{ hours: Mon 10:00-12:00, rotation: empty }}"));
    let [typed, usual] = [typed, nobodys(&format!("{WEEKS}\n  other: {{ hours: Tue 10:00-12:00, rotation: empty }}"))];
    assert!(!is_empty(&usual, &typed) && !is_empty(&typed, &usual));
}

/// The second override of two is the new one, and so is what it changes.
#[test]
fn an_override_among_others_is_the_cause() {
    let cover = |week: &str, person: &str| format!("  - {{ shift: pager, week_of: {week}, person: {person} }}\n");
    let overrides = |covers: &[String]| team(PEOPLE, ORDER, WEEKS, &format!("overrides:\n{}", covers.concat()));
    let [first, second] = [cover("2026-11-16", "ana"), cover("2026-11-23", "cleo")];
    let both = overrides(&[first.clone(), second]);
    assert_data_eq!(
        problems(&overrides(std::slice::from_ref(&first)), &both, "2026-11-20"),
        str![[r#"
error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 goes from `ana` to `cleo`
  --> roster.yaml:11:7
   |
11 |   - { shift: pager, week_of: 2026-11-23, person: cleo }
   |       ^^^^^ this override is new
   |
   = help: let it begin on Fri 2026-11-27 00:00 or later, or settle it with those it concerns before you merge

1 error
"#]]
    );
    assert_data_eq!(
        problems(&both, &overrides(&[first]), "2026-11-20"),
        str![[r#"
error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 goes from `cleo` to `ana`
  --> roster.yaml:1:1
   |
 1 | team: T
   | ^^^^^^^ an override is missing
   |
  ::: before.yaml:11:7
   |
11 |   - { shift: pager, week_of: 2026-11-23, person: cleo }
   |       ----- this override is gone
   |
   = help: put it back: overrides stay in the roster as the record of who truly served

1 error
"#]]
    );
}

/// Of the people whom it concerns, six are named.
#[test]
fn of_many_people_some_are_counted() {
    let people = "{ a: , b: , c: , d: , e: , f: , g: , h: }";
    let [before, after] =
        ["[a, b, c, d, e, f, g, h]", "[h, g, f, e, d, c, b, a]"].map(|order| team(people, order, WEEKS, ""));
    let said = problems(&before, &after, "2027-01-20");
    assert_data_eq!(
        said.lines().next().unwrap(),
        str![
            "error[past-changed]: this changes 12 shifts that have begun: `a` gains 1 and loses 2, `b` gains 1 and loses 2, `c` gains 1 and loses 2, `d` gains 1 and loses 2, `e` gains 2 and loses 1, `f` gains 2 and loses 1 and 2 more people; the first, `pager` from Mon 2026-11-02 09:00 to Mon 2026-11-09 09:00, goes from `a` to `h`"
        ]
    );
}

#[test]
fn a_later_week_is_explained_by_what_it_follows() {
    let shifts = format!("{WEEKS}\n  report: {{ hours: Mon 10:00-12:00, follows: pager, after: 2 weeks }}");
    let eras =
        |order: &str| format!("[{{ since: 2026-11-02, order: {ORDER} }}, {{ since: 2026-11-30, order: {order} }}]");
    let [before, after] = ["[ana, ben, cleo]", "[ana, cleo, ben]"].map(|order| team(PEOPLE, &eras(order), &shifts, ""));
    assert_data_eq!(
        told(&before, &after, "2026-11-20"),
        str![[r#"
later   pager  cleo Mon 07 Dec 09:00 to Mon 14 Dec 09:00  becomes  ana Mon 07 Dec 09:00 to Mon 14 Dec 09:00
later   pager  ana Mon 14 Dec 09:00 to Mon 21 Dec 09:00  becomes  cleo Mon 14 Dec 09:00 to Mon 21 Dec 09:00
later   report  cleo Mon 14 Dec 10:00 to Mon 14 Dec 12:00  becomes  ana Mon 14 Dec 10:00 to Mon 14 Dec 12:00
later   report  ana Mon 21 Dec 10:00 to Mon 21 Dec 12:00  becomes  cleo Mon 21 Dec 10:00 to Mon 21 Dec 12:00
later   pager  cleo Mon 28 Dec 09:00 to Mon 04 Jan 09:00  becomes  ana Mon 28 Dec 09:00 to Mon 04 Jan 09:00
and 62 more
crew from 2026-11-30: ana, cleo, ben; 67 changes
"#]]
    );
}

/// An era in the place of another one is told as what is new, not as what is gone too.
#[test]
fn an_era_that_is_replaced_is_told_once() {
    let eras = |second: &str| {
        let eras = format!("[{{ since: 2026-11-02, order: {ORDER} }}, {{ since: 2027-10-04, order: {second} }}]");
        team(PEOPLE, &eras, WEEKS, "")
    };
    assert_data_eq!(
        told(&eras("[cleo, ben, ana]"), &eras("[cleo, ana, ben]"), "2026-11-20"),
        str![[r#"
later   pager  cleo Mon 11 Oct 09:00 to Mon 18 Oct 09:00  becomes  ben Mon 11 Oct 09:00 to Mon 18 Oct 09:00
later   pager  ben Mon 18 Oct 09:00 to Mon 25 Oct 09:00  becomes  cleo Mon 18 Oct 09:00 to Mon 25 Oct 09:00
later   pager  cleo Mon 01 Nov 09:00 to Mon 08 Nov 09:00  becomes  ben Mon 01 Nov 09:00 to Mon 08 Nov 09:00
later   pager  ben Mon 08 Nov 09:00 to Mon 15 Nov 09:00  becomes  cleo Mon 08 Nov 09:00 to Mon 15 Nov 09:00
crew from 2027-10-04: cleo, ana, ben; 4 changes
"#]]
    );
}

/// What the new roster says of later eras stands in the proposal, with who begins one that begins on its day.
#[test]
fn later_eras_are_proposed_as_they_are_written() {
    let people = "{ ana: , ben: , cleo: , dan: }";
    let eras = |first: &str, second: &str| {
        let eras = format!(
            "[{{ since: 2026-11-02, order: {first} }}, {{ since: {second}, order: [dan, ben, dan], first: ben }}, \
             {{ since: 2027-03-01, order: [cleo, ana], first: ana }}]"
        );
        team(people, &eras, WEEKS, "")
    };
    let [on_its_day, before_it] =
        ["2026-11-30", "2026-11-16"].map(|second| problems(&usual(), &eras("[ben, ana, cleo]", second), "2026-11-20"));
    assert_data_eq!(
        on_its_day,
        str![[r#"
error[past-changed]: this changes 2 shifts that have begun: `ana` gains 1 and loses 1, `ben` gains 1 and loses 1; the first, `pager` from Mon 2026-11-02 09:00 to Mon 2026-11-09 09:00, goes from `ana` to `ben`
 --> roster.yaml:6:39
  |
6 |   crew: [{ since: 2026-11-02, order: [ben, ana, cleo] }, { since: 2026-11-30, order: [dan, ben, dan], first: ben ...
  |                                       ^^^ this order is not what it was
  |
  = help: give the new order an era of its own; this changes nothing sooner than the notice:
            crew:
              - since: 2026-11-02
                order: [ana, ben, cleo]
              - since: 2026-11-30
                order: [dan, ben, dan]
                first: ben
              - since: 2027-03-01
                order: [cleo, ana]
                first: ana

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 goes from `ana` to `ben`
 --> roster.yaml:6:39
  |
6 |   crew: [{ since: 2026-11-02, order: [ben, ana, cleo] }, { since: 2026-11-30, order: [dan, ben, dan], first: ben ...
  |                                       ^^^ this order is not what it was
  |
  = help: what is proposed above mends this as well

2 errors
"#]]
    );
    assert_data_eq!(
        before_it,
        str![[r#"
error[past-changed]: this changes 2 shifts that have begun: `ana` gains 1 and loses 1, `ben` gains 1 and loses 1; the first, `pager` from Mon 2026-11-02 09:00 to Mon 2026-11-09 09:00, goes from `ana` to `ben`
 --> roster.yaml:6:39
  |
6 |   crew: [{ since: 2026-11-02, order: [ben, ana, cleo] }, { since: 2026-11-16, order: [dan, ben, dan], first: ben ...
  |                                       ^^^ this order is not what it was
  |
  = help: give the new order an era of its own; this changes nothing sooner than the notice:
            crew:
              - since: 2026-11-02
                order: [ana, ben, cleo]
              - since: 2026-11-30
                order: [dan, ben, dan]
              - since: 2027-03-01
                order: [cleo, ana]
                first: ana

error[past-changed]: this changes a shift that has begun: `pager` from Mon 2026-11-16 09:00 to Mon 2026-11-23 09:00 goes from `cleo` to `ben`
 --> roster.yaml:6:87
  |
6 | ...cleo] }, { since: 2026-11-16, order: [dan, ben, dan], first: ben }, { since: 2027-03-01, order: [cleo, ana], f...
  |                                          ^^^ this order is not what it was
  |
  = help: what is proposed above mends this as well

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 goes from `ana` to `dan`
 --> roster.yaml:6:87
  |
6 | ...cleo] }, { since: 2026-11-16, order: [dan, ben, dan], first: ben }, { since: 2027-03-01, order: [cleo, ana], f...
  |                                          ^^^ this order is not what it was
  |
  = help: what is proposed above mends this as well

3 errors
"#]]
    );
}

/// The order of the first hand-over after the notice holds in both: only what is before it was edited.
#[test]
fn an_edit_of_the_past_is_taken_back() {
    let eras = |first: &str| {
        let eras = format!("[{{ since: 2026-11-02, order: {first} }}, {{ since: 2026-11-30, order: [cleo, ben] }}]");
        team(PEOPLE, &eras, WEEKS, "")
    };
    assert_data_eq!(
        problems(&eras(ORDER), &eras("[ben, ana, cleo]"), "2026-11-20"),
        str![[r#"
error[past-changed]: this changes 2 shifts that have begun: `ana` gains 1 and loses 1, `ben` gains 1 and loses 1; the first, `pager` from Mon 2026-11-02 09:00 to Mon 2026-11-09 09:00, goes from `ana` to `ben`
 --> roster.yaml:6:39
  |
6 |   crew: [{ since: 2026-11-02, order: [ben, ana, cleo] }, { since: 2026-11-30, order: [cleo, ben] }]
  |                                       ^^^ this order is not what it was
  |
  = help: leave the eras as they were; this changes nothing sooner than the notice:
            crew:
              - since: 2026-11-02
                order: [ana, ben, cleo]
              - since: 2026-11-30
                order: [cleo, ben]

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 goes from `ana` to `ben`
 --> roster.yaml:6:39
  |
6 |   crew: [{ since: 2026-11-02, order: [ben, ana, cleo] }, { since: 2026-11-30, order: [cleo, ben] }]
  |                                       ^^^ this order is not what it was
  |
  = help: what is proposed above mends this as well

2 errors
"#]]
    );
}

/// The old order of that day goes, the new one comes in its place.
#[test]
fn an_era_of_the_day_is_proposed_in_the_place_of_the_old_one() {
    let eras = |first: &str, second: &str| {
        let eras = format!("[{{ since: 2026-11-02, order: {first} }}, {{ since: 2026-11-30, order: {second} }}]");
        team(PEOPLE, &eras, WEEKS, "")
    };
    let said = problems(&eras(ORDER, "[cleo, ben]"), &eras("[ben, ana, cleo]", "[ana, cleo]"), "2026-11-20");
    assert_data_eq!(
        said.split("\n\n").next().unwrap(),
        str![[r#"
error[past-changed]: this changes 2 shifts that have begun: `ana` gains 1 and loses 1, `ben` gains 1 and loses 1; the first, `pager` from Mon 2026-11-02 09:00 to Mon 2026-11-09 09:00, goes from `ana` to `ben`
 --> roster.yaml:6:39
  |
6 |   crew: [{ since: 2026-11-02, order: [ben, ana, cleo] }, { since: 2026-11-30, order: [ana, cleo] }]
  |                                       ^^^ this order is not what it was
  |
  = help: give the new order an era of its own; this changes nothing sooner than the notice:
            crew:
              - since: 2026-11-02
                order: [ana, ben, cleo]
              - since: 2026-11-30
                order: [ana, cleo]
"#]]
    );
}

/// Who covers a week makes the next week's report.
#[test]
fn a_cover_explains_what_follows_it() {
    let shifts = format!("{WEEKS}\n  report: {{ hours: Mon 08:00-09:00, follows: pager }}");
    let cover = "overrides:\n  - { shift: pager, week_of: 2026-11-23, person: cleo }";
    let [before, after] = ["", cover].map(|more| team(PEOPLE, ORDER, &shifts, more));
    assert_data_eq!(
        problems(&before, &after, "2026-11-25"),
        str![[r#"
error[past-changed]: this changes a shift that has begun: `pager` from Mon 2026-11-23 09:00 to Mon 2026-11-30 09:00 goes from `ana` to `cleo`
  --> roster.yaml:11:7
   |
11 |   - { shift: pager, week_of: 2026-11-23, person: cleo }
   |       ^^^^^ this override is new
   |
   = help: let it begin on Wed 2026-12-02 00:00 or later, or settle it with those it concerns before you merge

error[short-notice]: this changes a shift that begins within 1 week, `rules.notice`: `report` from Mon 2026-11-30 08:00 to Mon 2026-11-30 09:00 goes from `ana` to `cleo`
  --> roster.yaml:11:7
   |
11 |   - { shift: pager, week_of: 2026-11-23, person: cleo }
   |       ^^^^^ this override is new
   |
   = help: what is proposed above mends this as well

2 errors
"#]]
    );
}
