//! What is wrong with a roster, as people read it: each code of roster.md once, ten problems in one run, and texts
//! that are no roster at all.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]
#![expect(clippy::needless_raw_string_hashes, reason = "snapbox writes its snapshots so")]

use std::collections::BTreeSet;

use hausmeister::diagnostics::render::Report;
use hausmeister::diagnostics::{Code, Problem, Severity};
use proptest::prelude::*;
use proptest::sample::Index;
use snapbox::{assert_data_eq, str};

use support::checking::{check, check_all};

mod support {
    pub mod checking;
    pub mod reading;
}

/// Data Infra's own roster, which has no problem.
const ROSTER: &str = include_str!("../roster.yaml");

/// What `check` tells of a roster on 2026-11-16, looking ahead to the end of January.
fn told(text: &str) -> String {
    check(text, "2026-11-16", "2027-02-01")
}

#[test]
fn data_infras_roster_has_no_problem() {
    assert_data_eq!(check(ROSTER, "2026-11-16", "2027-11-22"), str![]);
}

// Each code once.

const SYNTAX: &str = "\
team: Data Infra
people: { ana: { name: \"Ana Souza }
";

#[test]
fn syntax() {
    assert_data_eq!(
        told(SYNTAX),
        str![[r#"
error[syntax]: unclosed quote
 --> roster.yaml:2:24
  |
2 | people: { ana: { name: "Ana Souza }
  |                        ^
  |
  = help: close it, or put the whole text in quotes

1 error
"#]]
    );
}

const UNKNOWN_KEY: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana: { nmae: Ana Souza } }
rotations: { engineers: [ana] }
shifts:
  level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers, after: 2 weeks, colour: teal, priority: 1 }
";

#[test]
fn unknown_key() {
    assert_data_eq!(
        told(UNKNOWN_KEY),
        str![[r#"
error[unknown-key]: a person has no key `nmae`
 --> roster.yaml:4:18
  |
4 | people: { ana: { nmae: Ana Souza } }
  |                  ^^^^
  |
  = help: did you mean `name`?

error[unknown-key]: `after` has a meaning only beside `follows`
 --> roster.yaml:7:65
  |
7 |   level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers, after: 2 weeks, colour: teal, priority: 1 }
  |                                                                 ^^^^^
  |
  = help: leave `after` out

error[unknown-key]: a shift type has no key `colour`
 --> roster.yaml:7:81
  |
7 |   level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers, after: 2 weeks, colour: teal, priority: 1 }
  |                                                                                 ^^^^^^
  |
  = help: did you mean `color`?

error[unknown-key]: a shift type has no key `priority`
 --> roster.yaml:7:95
  |
7 |   level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers, after: 2 weeks, colour: teal, priority: 1 }
  |                                                                                               ^^^^^^^^
  |
  = help: the keys are `name`, `hours`, `rotation`, `offset`, `turn`, `follows`, `after`, `runbook`, `duties`, `color`, `busy` or `alarms`

4 errors
"#]]
    );
}

const DUPLICATE_KEY: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people:
  ana: { name: Ana Souza }
  bruno: { name: Bruno Lima, email: bruno@example.org, name: Bruno de Lima }
  ana: { name: Ana Silva }
rotations: { engineers: [ana, bruno] }
shifts:
  level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers }
";

#[test]
fn duplicate_key() {
    assert_data_eq!(
        told(DUPLICATE_KEY),
        str![[r#"
error[duplicate-key]: the key `name` stands twice
 --> roster.yaml:6:56
  |
6 |   bruno: { name: Bruno Lima, email: bruno@example.org, name: Bruno de Lima }
  |            ---- first here                             ^^^^
  |
  = help: remove one of the two

error[duplicate-key]: the key `ana` stands twice
 --> roster.yaml:7:3
  |
5 |   ana: { name: Ana Souza }
  |   --- first here
6 |   bruno: { name: Bruno Lima, email: bruno@example.org, name: Bruno de Lima }
7 |   ana: { name: Ana Silva }
  |   ^^^
  |
  = help: remove one of the two

2 errors
"#]]
    );
}

const BAD_VALUE: &str = "\
team: Data Infra
timezone: Sao Paolo
starts: 16.11.2026
work_hours: Mon-Fri 9-18
publish: { past: 13 months }
site: { url: data-infra.example.org }
people:
  Ana: { email: ana, joins: 2026-02-30 }
  bruno: { away: [{ from: 2027-01-04, to: 2026-12-21 }] }
  nobody:
rotations: [ana, bruno]
shifts: {}
rules: { rest: half a day }
";

#[test]
fn bad_value() {
    assert_data_eq!(
        told(BAD_VALUE),
        str![[r#"
error[bad-value]: `Sao Paolo` is not a time zone
 --> roster.yaml:2:11
  |
2 | timezone: Sao Paolo
  |           ^^^^^^^^^
  |
  = help: did you mean `America/Sao_Paulo`?

error[bad-value]: `16.11.2026` is not a day from 1970 to 2199
 --> roster.yaml:3:9
  |
3 | starts: 16.11.2026
  |         ^^^^^^^^^^
  |
  = help: write year-month-day, such as `2026-11-16`

error[bad-value]: `9` is no time of day
 --> roster.yaml:4:21
  |
4 | work_hours: Mon-Fri 9-18
  |                     ^
  |
  = help: write `09:00`

error[bad-value]: `18` is no time of day
 --> roster.yaml:4:23
  |
4 | work_hours: Mon-Fri 9-18
  |                       ^^
  |
  = help: write `18:00`

error[bad-value]: `13 months` is not a number of weeks from 0 to 1040
 --> roster.yaml:5:18
  |
5 | publish: { past: 13 months }
  |                  ^^^^^^^^^
  |
  = help: write for example `13 weeks`

error[bad-value]: `data-infra.example.org` is not a web address
 --> roster.yaml:6:14
  |
6 | site: { url: data-infra.example.org }
  |              ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write for example `https://data-infra.example.org/hausmeister/`

error[bad-value]: `Ana` can't be an id: an id can't hold `A`
 --> roster.yaml:8:3
  |
8 |   Ana: { email: ana, joins: 2026-02-30 }
  |   ^^^
  |
  = help: ids are lower-case letters, digits and `-`: they become file names and addresses
  = help: write for example `ana`

error[bad-value]: `ana` is not a mail address
 --> roster.yaml:8:17
  |
8 |   Ana: { email: ana, joins: 2026-02-30 }
  |                 ^^^
  |
  = help: write for example `ana@example.org`

error[bad-value]: `2026-02-30` is not a day from 1970 to 2199
 --> roster.yaml:8:29
  |
8 |   Ana: { email: ana, joins: 2026-02-30 }
  |                             ^^^^^^^^^^
  |
  = help: write year-month-day, such as `2026-11-16`

error[bad-value]: `to` lies before `from`, 2027-01-04
 --> roster.yaml:9:43
  |
9 |   bruno: { away: [{ from: 2027-01-04, to: 2026-12-21 }] }
  |                                           ^^^^^^^^^^
  |
  = help: `from` is the first day and `to` the last, both included

error[bad-value]: `nobody` stands for a planned empty turn and can't be a person's id
  --> roster.yaml:10:3
   |
10 |   nobody:
   |   ^^^^^^
   |
   = help: give the person another id

error[bad-value]: `rotations` is a mapping of keys to values, not a list
  --> roster.yaml:11:12
   |
11 | rotations: [ana, bruno]
   |            ^
   |
   = help: write an id and its entry, such as `engineers: [ana, bruno, carla]`

error[bad-value]: `half a day` is not a length of time in minutes, hours, days or weeks
  --> roster.yaml:13:16
   |
13 | rules: { rest: half a day }
   |                ^^^^^^^^^^
   |
   = help: write for example `12 hours`

13 errors
"#]]
    );
}

const BAD_VALUE_OF_FEEDS: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
publish: { away: maybe }
site: { hand_off: [hand-off] }
people:
  ana: { pager: 'ana.souza, bruno' }
  bruno: { pager: Carla }
  carla:
  dora: { pager: dora@example.org }
  elis: { pager: Dora@Example.org }
  fabio: { pager: fabio-with-a-name-that-no-line-of-a-calendar-has-room-for@example.org }
rotations: { all: [ana, bruno, carla, dora, elis, fabio] }
shifts: { level-1: { hours: Mon 18:00 - Mon 18:00, rotation: all } }
";

#[test]
fn bad_value_of_feeds() {
    assert_data_eq!(
        told(BAD_VALUE_OF_FEEDS),
        str![[r#"
error[bad-value]: `maybe` is neither `true` nor `false`
 --> roster.yaml:4:18
  |
4 | publish: { away: maybe }
  |                  ^^^^^
  |
  = help: write `true` or `false`

error[bad-value]: expected a text, found a list
 --> roster.yaml:5:19
  |
5 | site: { hand_off: [hand-off] }
  |                   ^
  |
  = help: write for example `hand-off`

error[bad-value]: a name for pagers can't hold `,`
 --> roster.yaml:7:17
  |
7 |   ana: { pager: 'ana.souza, bruno' }
  |                 ^^^^^^^^^^^^^^^^^^
  |
  = help: write the login or the mail address by which the paging system knows the person

error[bad-value]: pagers would take `bruno` for `carla`
 --> roster.yaml:8:19
  |
8 |   bruno: { pager: Carla }
  |                   ^^^^^
9 |   carla:
  |   ----- the same name
  |
  = help: give each person a `pager` name of their own

error[bad-value]: pagers would take `elis` for `dora`
  --> roster.yaml:11:18
   |
10 |   dora: { pager: dora@example.org }
   |                  ---------------- the same name
11 |   elis: { pager: Dora@Example.org }
   |                  ^^^^^^^^^^^^^^^^
   |
   = help: give each person a `pager` name of their own

error[bad-value]: a name for pagers is at most 67 bytes long, this one has 69
  --> roster.yaml:12:19
   |
12 |   fabio: { pager: fabio-with-a-name-that-no-line-of-a-calendar-has-room-for@example.org }
   |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write the login or the mail address by which the paging system knows the person

6 errors
"#]]
    );
}

const BAD_VALUE_OF_SHIFTS: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana:, bruno: }
rotations:
  engineers: [ana, bruno]
  seniors:
    - { since: 2026-12-07, order: [bruno] }
    - { since: 2026-11-16, order: [bruno], first: ana }
  others: []
shifts:
  level-1:
    hours: [Mon 18:00 - Fri 18:00, Fri 12:00 - Mon 18:00]
    rotation: engineers
    offset: two
    turn: 2 days
  level-2: { hours: Mon 18:00 - Mon 18:00 }
  backlog: { hours: Mon 18:00 - Fri 18:00, rotation: seniors, follows: level-1 }
overrides:
  - { shift: level-1, person: bruno }
  - { shift: level-1, person: bruno, from: 2026-12-23, to: 2026-12-24 6pm }
  - { swap: [ana], shift: level-1, weeks_of: [2026-12-07, 2026-12-14] }
";

#[test]
fn bad_value_of_shifts() {
    assert_data_eq!(
        told(BAD_VALUE_OF_SHIFTS),
        str![[r#"
error[bad-value]: this era does not begin after the one above it, 2026-12-07
 --> roster.yaml:9:16
  |
8 |     - { since: 2026-12-07, order: [bruno] }
  |                ---------- the era above begins here
9 |     - { since: 2026-11-16, order: [bruno], first: ana }
  |                ^^^^^^^^^^
  |
  = help: order the eras by `since`, each later than the one before

error[bad-value]: `ana` does not stand in this order
 --> roster.yaml:9:51
  |
9 |     - { since: 2026-11-16, order: [bruno], first: ana }
  |                                                   ^^^
  |
  = help: `first` is one of `bruno`

error[bad-value]: the list is empty
  --> roster.yaml:10:11
   |
10 |   others: []
   |           ^
   |
   = help: write for example `[ana, bruno, carla]`

error[bad-value]: `Fri 12:00 - Mon 18:00` overlaps `Mon 18:00 - Fri 18:00` of `Mon 18:00 - Fri 18:00`
  --> roster.yaml:13:36
   |
13 |     hours: [Mon 18:00 - Fri 18:00, Fri 12:00 - Mon 18:00]
   |                                    ^^^^^^^^^^^^^^^^^^^^^
   |
   = help: let one window end where or before the other begins

error[bad-value]: `two` is not a whole number from -10000 to 10000
  --> roster.yaml:15:13
   |
15 |     offset: two
   |             ^^^
   |
   = help: write for example `2`

error[bad-value]: `2 days` is not the length of a turn
  --> roster.yaml:16:11
   |
16 |     turn: 2 days
   |           ^^^^^^
   |
   = help: write for example `1 week`, `2 weeks` or `1 window`

error[bad-value]: a shift type needs `rotation`
  --> roster.yaml:17:12
   |
17 |   level-2: { hours: Mon 18:00 - Mon 18:00 }
   |            ^
   |
   = help: write for example `rotation: engineers`

error[bad-value]: a shift type draws on a `rotation` or `follows` another type, not both
  --> roster.yaml:18:63
   |
18 |   backlog: { hours: Mon 18:00 - Fri 18:00, rotation: seniors, follows: level-1 }
   |                                                               ^^^^^^^
   |
   = help: leave one of them out

error[bad-value]: the override does not say what it covers
  --> roster.yaml:20:5
   |
20 |   - { shift: level-1, person: bruno }
   |     ^
   |
   = help: write `week_of: 2026-12-21`, or `from: 2026-12-23 18:00` and `to: 2026-12-24 18:00`

error[bad-value]: `2026-12-23` is not a day with a time
  --> roster.yaml:21:44
   |
21 |   - { shift: level-1, person: bruno, from: 2026-12-23, to: 2026-12-24 6pm }
   |                                            ^^^^^^^^^^
   |
   = help: say the time as well, such as `2026-12-23 18:00`, or cover a whole week with `week_of: 2026-12-23`

error[bad-value]: `2026-12-24 6pm` is not a day with a time
  --> roster.yaml:21:60
   |
21 |   - { shift: level-1, person: bruno, from: 2026-12-23, to: 2026-12-24 6pm }
   |                                                            ^^^^^^^^^^^^^^
   |
   = help: write day and time, such as `2026-12-23 18:00`

error[bad-value]: a swap is between two, here are 1
  --> roster.yaml:22:13
   |
22 |   - { swap: [ana], shift: level-1, weeks_of: [2026-12-07, 2026-12-14] }
   |             ^
   |
   = help: write `swap: [ana, bruno]` and `weeks_of: [2026-12-07, 2026-12-14]`: ana's week, then bruno's

12 errors
"#]]
    );
}

const FEED_KEY: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
site: { feed_key: 0123456789abcdef0123456789abcdef }
people:
  ana: { feed_revision: 0 }
  bruno: { feed_revision: 101 }
  carla: { feed_revision: two }
  dora: { feed_revision: 100 }
rotations: { engineers: [ana, bruno, carla, dora] }
shifts: { level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers } }
";

#[test]
fn what_links_are_ignored_by_is_the_beginning_of_an_address() {
    let site = |links: &str| {
        FEED_KEY.replace("feed_key: 0123456789abcdef0123456789abcdef", links).replace("{ feed_revision: 0 }", "")
    };
    let fine = site("ignore_links: [\"https://intranet.example.org/\", http://a.example]");
    assert!(!told(&fine).contains("web address"), "{}", told(&fine));
    let wrong = told(&site("ignore_links: [intranet.example.org, {}]"));
    assert!(
        wrong.contains("error[bad-value]: `intranet.example.org` is not a web address\n --> roster.yaml:4:24")
            && wrong.contains("error[bad-value]: expected a text, found a mapping"),
        "{wrong}"
    );
}

#[test]
fn feed_keys_come_from_the_environment_and_revisions_have_a_bound() {
    assert_data_eq!(
        told(FEED_KEY),
        str![[r#"
error[bad-value]: `feed_key` can only be `env`: the secret stands in the environment, never in the roster
 --> roster.yaml:4:19
  |
4 | site: { feed_key: 0123456789abcdef0123456789abcdef }
  |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `feed_key: env`; a secret that stood here is none any more

error[bad-value]: `0` is not a whole number from 1 to 100
 --> roster.yaml:6:25
  |
6 |   ana: { feed_revision: 0 }
  |                         ^
  |
  = help: write for example `2`

error[bad-value]: `101` is not a whole number from 1 to 100
 --> roster.yaml:7:27
  |
7 |   bruno: { feed_revision: 101 }
  |                           ^^^
  |
  = help: write for example `2`

error[bad-value]: `two` is not a whole number from 1 to 100
 --> roster.yaml:8:27
  |
8 |   carla: { feed_revision: two }
  |                           ^^^
  |
  = help: write for example `2`

4 errors
"#]]
    );
}

#[test]
fn an_empty_feed_key_is_not_taken_for_none() {
    let text = FEED_KEY.replace(" 0123456789abcdef0123456789abcdef", "");
    let said = told(&text);
    assert!(said.starts_with("error[bad-value]: `site` needs `feed_key`\n --> roster.yaml:4:"), "{said}");
    assert!(!said.contains("has a meaning only"), "{said}");
}

#[test]
fn a_revision_without_a_key_is_told_because_it_would_revoke_nothing() {
    let text = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana: { feed_revision: 2 }, bruno: }
rotations: { engineers: [ana, bruno] }
shifts: { level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers } }
";
    assert_data_eq!(
        told(text),
        str![[r#"
error[unknown-key]: `feed_revision` has a meaning only where `site` has `feed_key: env`: addresses that can be guessed can't be revoked
 --> roster.yaml:4:18
  |
4 | people: { ana: { feed_revision: 2 }, bruno: }
  |                  ^^^^^^^^^^^^^
  |
  = help: leave `feed_revision` out, or write `feed_key: env` under `site`

1 error
"#]]
    );
}

const UNKNOWN_PERSON: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana:, bruno:, carla: }
rotations:
  engineers:
    - { since: 2026-11-16, order: [ana, brunno, carla], first: calra }
shifts:
  level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers }
overrides:
  - { shift: level-1, week_of: 2026-12-21, person: zoe }
holidays:
  - { on: 2026-12-25, name: Christmas, for: [ana, calra] }
";

#[test]
fn unknown_person() {
    assert_data_eq!(
        told(UNKNOWN_PERSON),
        str![[r#"
error[unknown-person]: unknown person `brunno`
 --> roster.yaml:7:41
  |
4 | people: { ana:, bruno:, carla: }
  |                 ----- a similar name is defined here
...
7 |     - { since: 2026-11-16, order: [ana, brunno, carla], first: calra }
  |                                         ^^^^^^
  |
  = help: did you mean `bruno`?

error[unknown-person]: unknown person `calra`
 --> roster.yaml:7:64
  |
4 | people: { ana:, bruno:, carla: }
  |                         ----- a similar name is defined here
...
7 |     - { since: 2026-11-16, order: [ana, brunno, carla], first: calra }
  |                                                                ^^^^^
  |
  = help: did you mean `carla`?

error[unknown-person]: unknown person `zoe`
  --> roster.yaml:11:52
   |
11 |   - { shift: level-1, week_of: 2026-12-21, person: zoe }
   |                                                    ^^^
   |
   = help: known are `ana`, `bruno` or `carla`

error[unknown-person]: unknown person `calra`
  --> roster.yaml:13:51
   |
 4 | people: { ana:, bruno:, carla: }
   |                         ----- a similar name is defined here
...
13 |   - { on: 2026-12-25, name: Christmas, for: [ana, calra] }
   |                                                   ^^^^^
   |
   = help: did you mean `carla`?

4 errors
"#]]
    );
}

const UNKNOWN_SHIFT: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana: }
rotations: { engineers: [ana] }
shifts:
  level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers }
  backlog: { hours: Mon 18:00 - Fri 18:00, follows: levle-1 }
escalation: [level_1, level-2]
";

#[test]
fn unknown_shift() {
    assert_data_eq!(
        told(UNKNOWN_SHIFT),
        str![[r#"
error[unknown-shift]: unknown shift type `levle-1`
 --> roster.yaml:8:53
  |
7 |   level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers }
  |   ------- a similar name is defined here
8 |   backlog: { hours: Mon 18:00 - Fri 18:00, follows: levle-1 }
  |                                                     ^^^^^^^
  |
  = help: did you mean `level-1`?

error[unknown-shift]: unknown shift type `level_1`
 --> roster.yaml:9:14
  |
7 |   level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers }
  |   ------- a similar name is defined here
8 |   backlog: { hours: Mon 18:00 - Fri 18:00, follows: levle-1 }
9 | escalation: [level_1, level-2]
  |              ^^^^^^^
  |
  = help: did you mean `level-1`?

error[unknown-shift]: unknown shift type `level-2`
 --> roster.yaml:9:23
  |
7 |   level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers }
  |   ------- a similar name is defined here
8 |   backlog: { hours: Mon 18:00 - Fri 18:00, follows: levle-1 }
9 | escalation: [level_1, level-2]
  |                       ^^^^^^^
  |
  = help: did you mean `level-1`?

3 errors
"#]]
    );
}

const UNKNOWN_ROTATION: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana: }
rotations: { engineers: [ana] }
shifts:
  level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineer }
";

#[test]
fn unknown_rotation() {
    assert_data_eq!(
        told(UNKNOWN_ROTATION),
        str![[r#"
error[unknown-rotation]: unknown rotation `engineer`
 --> roster.yaml:7:54
  |
5 | rotations: { engineers: [ana] }
  |              --------- a similar name is defined here
6 | shifts:
7 |   level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineer }
  |                                                      ^^^^^^^^
  |
  = help: did you mean `engineers`?

1 error
"#]]
    );
}

const CIRCULAR_FOLLOW: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: {}
shifts:
  backlog: { hours: Mon 18:00 - Fri 18:00, follows: review }
  review: { hours: Mon 18:00 - Fri 18:00, follows: rest }
  rest: { hours: Mon 18:00 - Fri 18:00, follows: backlog }
  after: { hours: Mon 18:00 - Fri 18:00, follows: rest }
";

#[test]
fn circular_follow() {
    assert_data_eq!(
        told(CIRCULAR_FOLLOW),
        str![[r#"
error[circular-follow]: `backlog` follows `review`, which follows `rest`, which follows `backlog`: a circle
 --> roster.yaml:6:53
  |
6 |   backlog: { hours: Mon 18:00 - Fri 18:00, follows: review }
  |                                                     ^^^^^^
  |
  = help: let one of them draw on a `rotation` instead

1 error
"#]]
    );
}

const STALE_OVERRIDE: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana:, bruno:, carla: }
rotations: { engineers: [ana, bruno, carla] }
shifts:
  level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers }
  triage: { hours: Mon-Fri 09:00-18:00, turn: 1 window, rotation: engineers }
overrides:
  - { shift: level-1, week_of: 2026-11-24, person: carla, instead_of: ana }
  - { shift: level-1, from: 2026-12-07 12:00, to: 2026-12-07 20:00, person: bruno, instead_of: carla }
  - { shift: level-1, swap: [bruno, ana], weeks_of: [2026-11-16, 2026-12-07] }
  - { shift: triage, week_of: 2026-12-07, person: bruno, instead_of: bruno }
";

#[test]
fn stale_override() {
    assert_data_eq!(
        told(STALE_OVERRIDE),
        str![[r#"
error[stale-override]: `ana` does not hold `level-1` from Mon 2026-11-23 18:00 to Mon 2026-11-30 18:00: `bruno` does
  --> roster.yaml:10:71
   |
10 |   - { shift: level-1, week_of: 2026-11-24, person: carla, instead_of: ana }
   |       ----- in this override                                          ^^^
   |
   = help: name who holds it now, or remove the override if it is no longer needed

error[stale-override]: `carla` does not hold `level-1` from Mon 2026-12-07 18:00 to Mon 2026-12-07 20:00: `ana` does
  --> roster.yaml:11:96
   |
11 |   - { shift: level-1, from: 2026-12-07 12:00, to: 2026-12-07 20:00, person: bruno, instead_of: carla }
   |       ----- in this override                                                                   ^^^^^
   |
   = help: name who holds it now, or remove the override if it is no longer needed

error[stale-override]: `bruno` does not hold `level-1` from Mon 2026-11-16 18:00 to Mon 2026-11-23 18:00: `ana` does
  --> roster.yaml:12:30
   |
12 |   - { shift: level-1, swap: [bruno, ana], weeks_of: [2026-11-16, 2026-12-07] }
   |       ----- in this override ^^^^^
   |
   = help: name who holds it now, or remove the override if it is no longer needed

error[stale-override]: `bruno` does not hold `triage` from Mon 2026-12-07 09:00 to Mon 2026-12-07 18:00: `ana` does
  --> roster.yaml:13:70
   |
13 |   - { shift: triage, week_of: 2026-12-07, person: bruno, instead_of: bruno }
   |       ----- in this override                                         ^^^^^
   |
   = help: name who holds it now, or remove the override if it is no longer needed

4 errors
"#]]
    );
}

const GAP: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana:, bruno:, carla: }
rotations: { engineers: [ana, bruno, nobody], seniors: [carla] }
shifts:
  level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers }
  level-2-weekday: { hours: Mon 18:00 - Fri 18:00, rotation: seniors }
  level-2-weekend: { hours: Fri 20:00 - Mon 18:00, rotation: seniors }
escalation:
  - level-1
  - [level-2-weekday, level-2-weekend]
overrides:
  - { shift: level-1, week_of: 2026-11-30, person: bruno }
";

#[test]
fn gap() {
    assert_data_eq!(
        told(GAP),
        str![[r#"
error[gap]: level 1 of escalation has nobody from Mon 2026-12-21 18:00 to Mon 2026-12-28 18:00, and once more until 2027-02-01
 --> roster.yaml:5:38
  |
5 | rotations: { engineers: [ana, bruno, nobody], seniors: [carla] }
  |                                      ^^^^^^
  |
  = help: this turn of `level-1` is empty: give it to someone with an override

error[gap]: level 2 of escalation has nobody from Fri 2026-11-20 18:00 to Fri 2026-11-20 20:00, and 10 more times until 2027-02-01
  --> roster.yaml:12:6
   |
12 |   - [level-2-weekday, level-2-weekend]
   |      ^^^^^^^^^^^^^^^
   |
   = help: let the hours of the level's shift types follow each other without a break

2 errors
"#]]
    );
}

const CLASH: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana:, bruno:, carla: }
rotations: { all: [ana, bruno, carla] }
shifts:
  level-1: { hours: Mon 18:00 - Mon 18:00, rotation: all }
  level-2: { hours: Mon 18:00 - Mon 18:00, rotation: all, offset: 1 }
escalation: [level-1, level-2]
overrides:
  - { shift: level-1, from: 2026-11-24 09:00, to: 2026-11-24 18:00, person: carla }
";

#[test]
fn clash() {
    assert_data_eq!(
        told(CLASH),
        str![[r#"
error[clash]: `carla` holds `level-2` and `level-1` at once from Tue 2026-11-24 09:00 to Tue 2026-11-24 18:00
  --> roster.yaml:5:32
   |
 5 | rotations: { all: [ana, bruno, carla] }
   |                                ^^^^^
...
11 |   - { shift: level-1, from: 2026-11-24 09:00, to: 2026-11-24 18:00, person: carla }
   |       ----- `level-1` comes from here
   |
   = help: free then, least loaded first: `ana` (1176 h on call until 2027-02-01)

warning[uneven]: turns of `level-1` and `level-2` follow each other: in the coming year one person carries the pager for seven days or more 51 times, first `bruno` from Mon 2026-11-16 18:00
 --> roster.yaml:8:3
  |
8 |   level-2: { hours: Mon 18:00 - Mon 18:00, rotation: all, offset: 1 }
  |   ^^^^^^^
  |
  = help: no `offset` sets them apart: let the types draw on lists of different people

1 error, 1 warning
"#]]
    );
}

const AWAY: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people:
  ana: { away: [{ from: 2026-12-08, to: 2026-12-13, why: holidays }] }
  bruno:
  carla: { away: [{ from: 2026-12-09, to: 2026-12-09 }, { from: 2026-12-05, to: 2026-12-05 }] }
  davi:
rotations: { all: [ana, bruno, carla, davi] }
shifts:
  level-1: { hours: Mon 18:00 - Mon 18:00, rotation: all }
escalation: [level-1]
overrides:
  - { shift: level-1, from: 2026-12-07 18:00, to: 2026-12-09 00:00, person: ana }
";

#[test]
fn away() {
    assert_data_eq!(
        told(AWAY),
        str![[r#"
error[away]: `ana` is away from 2026-12-08 to 2026-12-13 but holds `level-1` from Mon 2026-12-07 18:00 to Wed 2026-12-09 00:00
  --> roster.yaml:5:25
   |
 5 |   ana: { away: [{ from: 2026-12-08, to: 2026-12-13, why: holidays }] }
   |                         ^^^^^^^^^^
...
9 | rotations: { all: [ana, bruno, carla, davi] }
  |                                ----- the shift comes from here
  |
  = help: free then, least loaded first: `davi` (306 h on call until 2027-02-01), `bruno` (504 h on call until 2027-02-01), `ana` (534 h on call until 2027-02-01)

2 errors
"#]]
    );
}

const NOT_A_MEMBER: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana: { leaves: 2026-12-31 }, bruno: { joins: 2026-12-01 }, carla: }
rotations: { all: [ana, bruno, carla] }
shifts:
  level-1: { hours: Mon 18:00 - Mon 18:00, rotation: all }
";

#[test]
fn not_a_member() {
    assert_data_eq!(
        told(NOT_A_MEMBER),
        str![[r#"
error[not-a-member]: `ana` leaves after 2026-12-31 but holds `level-1` from Mon 2026-12-28 18:00 to Mon 2027-01-04 18:00, and once more until 2027-02-01
 --> roster.yaml:5:20
  |
4 | people: { ana: { leaves: 2026-12-31 }, bruno: { joins: 2026-12-01 }, carla: }
  |           --- joins or leaves as said here
5 | rotations: { all: [ana, bruno, carla] }
  |                    ^^^
  |
  = help: free then, least loaded first: `bruno` (0 h on call until 2027-02-01), `carla` (0 h on call until 2027-02-01)

error[not-a-member]: `bruno` joins on 2026-12-01 but holds `level-1` from Mon 2026-11-23 18:00 to Mon 2026-11-30 18:00
 --> roster.yaml:5:25
  |
4 | people: { ana: { leaves: 2026-12-31 }, bruno: { joins: 2026-12-01 }, carla: }
  |                                        ----- joins or leaves as said here
5 | rotations: { all: [ana, bruno, carla] }
  |                         ^^^^^
  |
  = help: free then, least loaded first: `ana` (0 h on call until 2027-02-01), `carla` (0 h on call until 2027-02-01)

2 errors
"#]]
    );
}

const REST: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana:, bruno:, carla: }
rotations: { all: [ana, bruno, carla] }
shifts:
  weekday: { hours: Mon 18:00 - Fri 18:00, rotation: all }
  weekend: { hours: Fri 18:00 - Mon 18:00, rotation: all, offset: 2 }
  backlog: { hours: Mon 18:00 - Fri 18:00, follows: weekday }
escalation: [[weekday, weekend]]
rules: { rest: 12 hours }
overrides:
  - { shift: weekday, from: 2026-11-20 06:00, to: 2026-11-20 14:00, person: carla }
  - { shift: weekend, week_of: 2026-11-29, person: bruno }
";

#[test]
fn rest() {
    assert_data_eq!(
        told(REST),
        str![[r#"
warning[rest]: `ana` has 8 h of rest between `weekday` and `weekday` on Fri 2026-11-20 14:00
 --> roster.yaml:5:20
  |
5 | rotations: { all: [ana, bruno, carla] }
  |                    ^^^
  |
  = help: `rules.rest` asks for 12 h: an `offset` on one of the types sets them apart

warning[rest]: `carla` has 4 h of rest between `weekday` and `weekend` on Fri 2026-11-20 18:00
 --> roster.yaml:5:32
  |
5 | rotations: { all: [ana, bruno, carla] }
  |                                ^^^^^
  |
  = help: `rules.rest` asks for 12 h: an `offset` on one of the types sets them apart

warning[rest]: `bruno` has no rest between `weekday` and `weekend` on Fri 2026-11-27 18:00
  --> roster.yaml:14:7
   |
14 |   - { shift: weekend, week_of: 2026-11-29, person: bruno }
   |       ^^^^^
   |
   = help: `rules.rest` asks for 12 h: an `offset` on one of the types sets them apart

3 warnings
"#]]
    );
}

/// What is told of burdens alone.
fn uneven(roster: &str) -> String {
    let told = told(roster);
    told.split("\n\n").filter(|problem| problem.starts_with("warning[uneven]")).collect::<Vec<_>>().join("\n\n")
}

const UNEVEN: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana:, bruno:, carla: }
rotations: { two: [ana, bruno], three: [ana, bruno, ana, ana, carla], fair: [ana, ana, bruno] }
shifts:
  parts: { hours: [Mon 18:00 - Fri 18:00, Fri 18:00 - Mon 18:00], turn: 1 window, rotation: two }
  weeks: { hours: Mon 18:00 - Mon 18:00, rotation: three }
  twice: { hours: Mon 18:00 - Mon 18:00, rotation: fair }
";

#[test]
fn uneven_lists_are_told_with_what_would_mend_them() {
    assert_data_eq!(
        told(UNEVEN),
        str![[r#"
warning[uneven]: over a full cycle `bruno` holds a weekend of `parts` 2 times, `ana` never
 --> roster.yaml:5:20
  |
5 | rotations: { two: [ana, bruno], three: [ana, bruno, ana, ana, carla], fair: [ana, ana, bruno] }
  |                    ^^^
6 | shifts:
7 |   parts: { hours: [Mon 18:00 - Fri 18:00, Fri 18:00 - Mon 18:00], turn: 1 window, rotation: two }
  |   ----- this shift type draws on it
  |
  = help: write `turn: 1 week`, or let one person more stand in the order: both were tried

warning[uneven]: over a full cycle `ana` holds a shift of `weeks` 3 times, `bruno` once
 --> roster.yaml:5:41
  |
5 | rotations: { two: [ana, bruno], three: [ana, bruno, ana, ana, carla], fair: [ana, ana, bruno] }
  |                                         ^^^
...
8 |   weeks: { hours: Mon 18:00 - Mon 18:00, rotation: three }
  |   ----- this shift type draws on it
  |
  = help: let each person stand in the order equally often

2 warnings
"#]]
    );
}

const MEETING_LISTS: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana:, bruno:, carla:, davi: }
rotations: { all: [ana, bruno, carla, davi], pair: [ana, bruno] }
shifts:
  first: { hours: Mon 18:00 - Mon 18:00, rotation: all }
  second: { hours: Mon 18:00 - Mon 18:00, rotation: pair }
escalation: [first, second]
";

#[test]
fn lists_of_different_length_that_meet_get_an_offset_that_was_tried() {
    assert_data_eq!(
        uneven(MEETING_LISTS),
        str![[r#"
warning[uneven]: `first` and `second` meet: in the coming year one person holds both 26 times, first `ana` from Mon 2026-11-16 18:00
 --> roster.yaml:8:3
  |
7 |   first: { hours: Mon 18:00 - Mon 18:00, rotation: all }
  |   ----- the other type
8 |   second: { hours: Mon 18:00 - Mon 18:00, rotation: pair }
  |   ^^^^^^
  |
  = help: write `offset: 1` at `second`: tried, it does not happen then
"#]]
    );
    let told = uneven(&MEETING_LISTS.replace("rotation: pair", "rotation: pair, offset: 1"));
    assert!(!told.contains(" meet"), "{told}");
    // Lists without a common factor meet whatever the offset.
    assert_data_eq!(
        uneven(&MEETING_LISTS.replace("carla, davi]", "carla]")),
        str![[r#"
warning[uneven]: `first` and `second` meet: in the coming year one person holds both 18 times, first `ana` from Mon 2026-11-16 18:00
 --> roster.yaml:8:3
  |
7 |   first: { hours: Mon 18:00 - Mon 18:00, rotation: all }
  |   ----- the other type
8 |   second: { hours: Mon 18:00 - Mon 18:00, rotation: pair }
  |   ^^^^^^
  |
  = help: no `offset` keeps the lists apart: let nobody stand in both, or give them the same length

warning[uneven]: turns of `first` and `second` follow each other: in the coming year one person carries the pager for seven days or more 17 times, first `ana` from Mon 2026-11-30 18:00
 --> roster.yaml:8:3
  |
8 |   second: { hours: Mon 18:00 - Mon 18:00, rotation: pair }
  |   ^^^^^^
  |
  = help: no `offset` sets them apart: let the types draw on lists of different people
"#]]
    );
}

const NO_DAY_OFF: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana:, bruno:, carla: }
rotations: { all: [ana, bruno, carla] }
shifts:
  weekday: { hours: Mon 18:00 - Fri 18:00, rotation: all }
  weekend: { hours: Fri 18:00 - Mon 18:00, rotation: all }
escalation: [[weekday, weekend]]
";

#[test]
fn seven_days_in_a_row_get_an_offset_that_was_tried() {
    assert_data_eq!(
        uneven(NO_DAY_OFF),
        str![[r#"
warning[uneven]: turns of `weekday` and `weekend` follow each other: in the coming year one person carries the pager for seven days or more 52 times, first `ana` from Mon 2026-11-16 18:00
 --> roster.yaml:8:3
  |
8 |   weekend: { hours: Fri 18:00 - Mon 18:00, rotation: all }
  |   ^^^^^^^
  |
  = help: write `offset: 2` at `weekend`: tried, it does not happen then
"#]]
    );
    assert_eq!(uneven(&NO_DAY_OFF.replace("all }\nescalation", "all, offset: 2 }\nescalation")), "");
}

/// Thirty people take turns by the week; after half a year an era begins with the first of them again.
fn begun_anew(first: &str) -> String {
    let ids: Vec<_> = (1..=30).map(|number| format!("p{number:02}")).collect();
    let order = ids.join(", ");
    format!(
        "team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: {{ {}: }}
rotations:
  all:
    - {{ since: 2026-11-16, order: [{order}] }}
    - {{ since: 2027-05-17, order: [{order}]{first} }}
shifts:
  week: {{ hours: Mon 18:00 - Mon 18:00, rotation: all }}
",
        ids.join(":, ")
    )
}

#[test]
fn an_era_that_begins_anew_passes_people_over() {
    assert_data_eq!(
        uneven(&begun_anew(", first: p01")),
        str![[r#"
warning[uneven]: in the coming year `p27` and 3 more never hold `week`, `p01` 2 times: an era begins anew before their turn comes
  --> roster.yaml:6:3
   |
 6 |   all:
   |   ^^^
...
10 |   week: { hours: Mon 18:00 - Mon 18:00, rotation: all }
   |   ---- this shift type draws on it
   |
   = help: leave `first` out of the later eras: the turns then go on with whoever would be next
"#]]
    );
    assert_eq!(uneven(&begun_anew("")), "");
}

const DEAD_OVERRIDE: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana:, bruno: }
rotations: { all: [ana, bruno] }
shifts:
  weekday: { hours: Mon 18:00 - Fri 18:00, rotation: all }
overrides:
  - { shift: weekday, from: 2026-12-05 00:00, to: 2026-12-07 18:00, person: bruno }
  - { shift: weekday, week_of: 2025-12-21, person: bruno }
";

#[test]
fn dead_override() {
    assert_data_eq!(
        told(DEAD_OVERRIDE),
        str![[r#"
warning[dead-override]: this override covers no shift
 --> roster.yaml:9:7
  |
9 |   - { shift: weekday, from: 2026-12-05 00:00, to: 2026-12-07 18:00, person: bruno }
  |       ^^^^^
  |
  = help: check its days and shift types against `hausmeister schedule`, or remove it

warning[dead-override]: this override covers no shift
  --> roster.yaml:10:7
   |
10 |   - { shift: weekday, week_of: 2025-12-21, person: bruno }
   |       ^^^^^
   |
   = help: check its days and shift types against `hausmeister schedule`, or remove it

2 warnings
"#]]
    );
}

const IDLE_PERSON: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
people: { ana:, bruno:, carla: }
rotations: { all: [ana] }
shifts:
  weekday: { hours: Mon 18:00 - Fri 18:00, rotation: all }
overrides:
  - { shift: weekday, week_of: 2026-12-21, person: bruno }
";

#[test]
fn idle_person() {
    assert_data_eq!(
        told(IDLE_PERSON),
        str![[r#"
warning[idle-person]: `carla` stands in no rotation and no override
 --> roster.yaml:4:25
  |
4 | people: { ana:, bruno:, carla: }
  |                         ^^^^^
  |
  = help: add them to a rotation's new era, or remove the entry

1 warning
"#]]
    );
}

/// The examples above miss none of the codes that a roster can have.
#[test]
fn every_code_has_its_example() {
    let examples = [
        SYNTAX,
        UNKNOWN_KEY,
        DUPLICATE_KEY,
        BAD_VALUE,
        UNKNOWN_PERSON,
        UNKNOWN_SHIFT,
        UNKNOWN_ROTATION,
        CIRCULAR_FOLLOW,
        STALE_OVERRIDE,
        GAP,
        CLASH,
        AWAY,
        NOT_A_MEMBER,
        REST,
        UNEVEN,
        DEAD_OVERRIDE,
        IDLE_PERSON,
    ];
    let codes = |text: &str| check_all(text, "2026-11-16", "2027-02-01").1.into_iter().map(|problem| problem.code);
    let shown: BTreeSet<_> = examples.into_iter().flat_map(codes).collect();
    let of_pages = [
        Code::LargeFeed,
        Code::BrokenLink,
        Code::DuplicateAddress,
        Code::BadFile,
        Code::BadInsert,
        Code::Template,
        Code::StaleRunbook,
        Code::DeadLink,
    ];
    // `change_cases.rs` has those: they need two rosters.
    let of_changes = [Code::PastChanged, Code::ShortNotice];
    let is_of_a_roster = |code: &Code| !of_pages.contains(code) && !of_changes.contains(code);
    let expected: BTreeSet<_> = Code::ALL.iter().copied().filter(is_of_a_roster).collect();
    assert_eq!(shown, expected);
}

// Many at once.

/// Each line with `# !` is wrong once.
const TEN_WRONG: &str = "\
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
holiday: []                                                  # !
people:
  ana: { email: ana.example.org }                            # !
  bruno: { away: [{ from: 2026-11-24, to: 2026-11-24 }] }    # !
  carla:
  zoe:                                                       # !
  ana: { name: Ana Silva }                                   # !
rotations:
  engineers: [ana, brunno, carla]                            # !
shifts:
  level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers }
  level-2: { hours: Mon 18:00 - Fry 18:00, rotation: engineers } # !
  backlog: { hours: Mon 18:00 - Fri 18:00, follows: level_1 } # !
escalation: [level-1, level-2]
overrides:
  - { shift: level-1, week_of: 2025-12-22, person: carla }   # !
  - { shift: level-1, week_of: 2026-12-21, person: carla, instead_of: ana } # !
";

#[test]
fn ten_problems_are_told_in_one_run() {
    let wrong: Vec<_> = TEN_WRONG.lines().zip(1..).filter(|(line, _)| line.contains("# !")).map(|(_, at)| at).collect();
    assert_eq!(wrong.len(), 10);
    let (reading, problems) = check_all(TEN_WRONG, "2026-11-16", "2027-02-01");
    let lines: Vec<_> = problems.iter().map(|problem| reading.sources.place(problem.place.span).line).collect();
    assert_eq!(lines, wrong, "{}", told(TEN_WRONG));
    assert_data_eq!(
        told(TEN_WRONG),
        str![[r#"
error[unknown-key]: a roster has no key `holiday`
 --> roster.yaml:4:1
  |
4 | holiday: []                                                  # !
  | ^^^^^^^
  |
  = help: did you mean `holidays`?

error[bad-value]: `ana.example.org` is not a mail address
 --> roster.yaml:6:17
  |
6 |   ana: { email: ana.example.org }                            # !
  |                 ^^^^^^^^^^^^^^^
  |
  = help: write for example `ana@example.org`

error[away]: `bruno` is away from 2026-11-24 to 2026-11-24 but holds `level-1` from Mon 2026-11-23 18:00 to Mon 2026-11-30 18:00
  --> roster.yaml:7:27
   |
 7 |   bruno: { away: [{ from: 2026-11-24, to: 2026-11-24 }] }    # !
   |                           ^^^^^^^^^^
...
12 |   engineers: [ana, brunno, carla]                            # !
   |                    ------ the shift comes from here
   |
   = help: free then, least loaded first: `carla` (504 h on call until 2027-02-01), `ana` (672 h on call until 2027-02-01)

warning[idle-person]: `zoe` stands in no rotation and no override
 --> roster.yaml:9:3
  |
9 |   zoe:                                                       # !
  |   ^^^
  |
  = help: add them to a rotation's new era, or remove the entry

error[duplicate-key]: the key `ana` stands twice
  --> roster.yaml:10:3
   |
 6 |   ana: { email: ana.example.org }                            # !
   |   --- first here
...
10 |   ana: { name: Ana Silva }                                   # !
   |   ^^^
   |
   = help: remove one of the two

error[unknown-person]: unknown person `brunno`
  --> roster.yaml:12:20
   |
 7 |   bruno: { away: [{ from: 2026-11-24, to: 2026-11-24 }] }    # !
   |   ----- a similar name is defined here
...
12 |   engineers: [ana, brunno, carla]                            # !
   |                    ^^^^^^
   |
   = help: did you mean `bruno`?

error[bad-value]: `Fry` is no weekday
  --> roster.yaml:15:33
   |
15 |   level-2: { hours: Mon 18:00 - Fry 18:00, rotation: engineers } # !
   |                                 ^^^
   |
   = help: did you mean `Fri`? hours look like `Mon 18:00 - Fri 18:00`, `Mon-Fri 09:00-18:00`, `Sat,Sun 10:00-16:00` or `daily 20:00-08:00`

error[unknown-shift]: unknown shift type `level_1`
  --> roster.yaml:16:53
   |
14 |   level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers }
   |   ------- a similar name is defined here
15 |   level-2: { hours: Mon 18:00 - Fry 18:00, rotation: engineers } # !
16 |   backlog: { hours: Mon 18:00 - Fri 18:00, follows: level_1 } # !
   |                                                     ^^^^^^^
   |
   = help: did you mean `level-1`?

warning[dead-override]: this override covers no shift
  --> roster.yaml:19:7
   |
19 |   - { shift: level-1, week_of: 2025-12-22, person: carla }   # !
   |       ^^^^^
   |
   = help: check its days and shift types against `hausmeister schedule`, or remove it

error[stale-override]: `ana` does not hold `level-1` from Mon 2026-12-21 18:00 to Mon 2026-12-28 18:00: `carla` does
  --> roster.yaml:20:71
   |
20 |   - { shift: level-1, week_of: 2026-12-21, person: carla, instead_of: ana } # !
   |       ----- in this override                                          ^^^
   |
   = help: name who holds it now, or remove the override if it is no longer needed

8 errors, 2 warnings
"#]]
    );
}

// One mistake is told once: what it leads to is not.

/// The problems of Data Infra's roster with one text in it changed, a line each.
fn changed(from: &str, to: &str) -> String {
    assert!(ROSTER.contains(from), "{from}");
    let (reading, problems) = check_all(&ROSTER.replacen(from, to, 1), "2026-11-16", "2027-11-22");
    let line = |problem: &Problem| {
        let place = reading.sources.place(problem.place.span);
        format!("{}:{} {}: {}", place.line, place.column, problem.code, problem.message)
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_mistake_is_told_once_and_not_what_it_leads_to() {
    // Without a first day or a zone there is no schedule to be wrong.
    assert_data_eq!(
        changed("starts: 2026-11-16", "starts: 2026-11-31"),
        str!["5:9 bad-value: `2026-11-31` is not a day from 1970 to 2199"]
    );
    assert_data_eq!(
        changed("America/Sao_Paulo", "America/Sao_Paolo"),
        str!["4:11 bad-value: `America/Sao_Paolo` is not a time zone"]
    );
    // The types that can't be counted are left out, with all that follows or escalates to them.
    assert_data_eq!(
        changed("offset: 2", "offset: two"),
        str!["106:13 bad-value: `two` is not a whole number from -10000 to 10000"]
    );
    assert_data_eq!(
        changed("rotation: seniors", "rotation: senior"),
        str!["114:15 unknown-rotation: unknown rotation `senior`"]
    );
    assert_data_eq!(
        changed("hours: Mon 18:00 - Fri 18:00", "hours: Mon 18:00 - Fri 25:00"),
        str!["96:28 bad-value: `25:00` is no time of day"]
    );
    assert_data_eq!(
        changed("[gabi, heitor, ines]", "gabi, heitor, ines"),
        str!["91:12 bad-value: expected a list, found a text"]
    );
    // A wrong name stands for the nearest one.
    assert_data_eq!(changed("[ana, bruno,", "[ana, brunno,"), str!["90:20 unknown-person: unknown person `brunno`"]);
    assert_data_eq!(
        changed("  jonas:\n", "  Jonas:\n"),
        str!["53:3 bad-value: `Jonas` can't be an id: an id can't hold `J`"]
    );
    assert_data_eq!(
        changed("follows: level-1-weekday", "follows: backlog-weekdays"),
        str!["122:14 unknown-shift: unknown shift type `backlog-weekdays`"]
    );
    assert_data_eq!(
        changed("[level-1-weekday, level-1-weekend]", "[level-1-weekday, level-1-weekand]"),
        str!["128:23 unknown-shift: unknown shift type `level-1-weekand`"]
    );
    assert_data_eq!(
        changed("  - level-2", "  - level-1-weekend"),
        str!["129:5 bad-value: `level-1-weekend` stands in `escalation` twice"]
    );
    // Who is named by a wrong entry is not idle.
    assert_data_eq!(
        changed("  - swap: [gabi, heitor]", "  - swap: [zoe, heitor]"),
        str![[r#"
73:17 away: `gabi` is away from 2027-02-06 to 2027-02-14 but holds `level-2` from Mon 2027-02-08 18:00 to Mon 2027-02-15 18:00
137:12 unknown-person: unknown person `zoe`
"#]]
    );
    assert_data_eq!(
        changed("joins: 2026-12-01", "joins: 2026-12-01\n    leaves: 2026-11-30"),
        str!["67:13 bad-value: leaves before joining"]
    );
}

// Texts that are no roster, or would rather be something else.

/// Everything that is wrong with a text, having made sure that it can be told.
fn problems_of(text: &str) -> Vec<Problem> {
    let (reading, problems) = check_all(text, "2026-11-20", "2027-11-22");
    for problem in &problems {
        assert!(!problem.message.is_empty());
        for label in std::iter::once(&problem.place).chain(&problem.related) {
            let (start, end) = (label.span.start, label.span.end);
            let is_inside = start <= end && text.is_char_boundary(start) && text.is_char_boundary(end);
            assert!(is_inside, "{start}..{end} of {} in {problem:?} of {text:?}", text.len());
        }
    }
    let report = Report { sources: &reading.sources, problems: &problems };
    assert_eq!(report.text(false, 100).is_empty(), problems.is_empty());
    problems
}

#[test]
fn hostile_documents_give_problems() {
    let deep = |open: &str, close: &str| format!("team: {}{}", open.repeat(100_000), close.repeat(100_000));
    let texts = [
        "",
        " \n",
        "# nothing",
        "\u{feff}",
        "team",
        "[]",
        "{}",
        "~",
        "!!map {}",
        "\t",
        "team: T\nsite:\n\turl: x",
        "team: *a",
        "team: &a T",
        "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",
        "<<: { team: T }",
        "? [a, b]\n: c",
        "? { a: b }\n: c",
        "? \n: c",
        "team: T\0",
        "team: \"T\\u0000\"",
        "team: \"T\\uD800\"",
        "team: T\u{85}x",
        "team: !!binary AAAA",
        "team: !!int x",
        "team: .inf",
        "%YAML 9.9\n---\nteam: T",
        "---\n---\n",
        "{}\n...\n{}",
        "team: 'T",
        "team: |9\n  x",
        "team: T\r\ntimezone: [\r\n",
        "\r\rteam: [",
        "people: { é: { 日本: \"\u{1f600}\" } }",
        &deep("[", "]"),
        &deep("[", ""),
        &deep("{ a: ", "}"),
        &format!("? {}", "- ".repeat(50_000)),
        &"a: b\n".repeat(300),
        &format!("team: {}", "x".repeat(100_000)),
    ];
    for text in texts {
        let problems = problems_of(text);
        let shown: String = text.chars().take(40).collect();
        assert!(problems.iter().any(|problem| problem.severity() == Severity::Error), "{shown:?}");
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    assert_eq!(problems_of(&ROSTER.replace('\n', "\r\n")), []);
    assert_eq!(problems_of(&format!("\u{feff}{ROSTER}")), []);
}

#[test]
fn hostile_values_give_problems() {
    let changes = [
        ("starts: 2026-11-16", "starts: 9999-99-99"),
        ("starts: 2026-11-16", "starts: 0000-01-01"),
        ("starts: 2026-11-16", "starts: +2026-11-1"),
        ("starts: 2026-11-16", "starts: 99999999999999999999"),
        ("timezone: America/Sao_Paulo", "timezone: ../etc"),
        ("timezone: America/Sao_Paulo", "timezone: /etc/localtime"),
        ("timezone: America/Sao_Paulo", "timezone: \"\""),
        ("timezone: America/Sao_Paulo", "timezone: UTC+25"),
        ("Mon-Fri 09:00-18:00", "Mon-Fri 99:99-18:00"),
        ("Mon-Fri 09:00-18:00", "-----------"),
        ("Mon-Fri 09:00-18:00", "\"Mon\\t09:00 – Früh 18:00\""),
        ("team: Data Infra", "team: \"Data\\r\\nATTACH:x\""),
        ("offset: 2", "offset: 99999999999"),
        ("offset: 2", "offset: -99999999999999999999999"),
        ("offset: 2", "offset: 1e3"),
        ("offset: 2", "turn: 0 weeks"),
        ("offset: 2", "turn: 99999999999 weeks"),
        ("follows: level-1-weekday", "follows: level-1-weekday\n    after: 0 weeks"),
        ("rest: 12 hours", "rest: 99999999999999999999 hours"),
        ("rest: 12 hours", "rest: 9223372036854775807 weeks"),
        ("week_of: 2026-12-21", "week_of: 2200-01-01"),
        ("week_of: 2026-12-21", "from: 2026-12-21 18:00:60\n    to: 2026-12-22 18:00"),
        ("week_of: 2026-12-21", "from: 2026-12-21T18:00+99:99\n    to: 2026-12-22 18:00"),
        ("starts: 2026-11-16", "starts: 2026-11-16\npublish: { ahead: 4294967296 weeks }"),
        ("https://data-infra.example.org/hausmeister/", "javascript:alert(1)"),
        ("https://data-infra.example.org/hausmeister/", "\"https://x/\\\"><script>\""),
        ("  jonas:\n", "  ../../etc/passwd:\n"),
        ("  jonas:\n", "  \"\":\n"),
    ];
    for (from, to) in changes {
        assert!(ROSTER.contains(from), "{from}");
        let problems = problems_of(&ROSTER.replacen(from, to, 1));
        assert!(problems.iter().any(|problem| problem.code == Code::BadValue), "{to}");
    }
}

/// What a roster can be changed into by one hand.
#[derive(Debug, Clone)]
enum Mutation {
    RemoveLine(Index),
    RepeatLine(Index, Index),
    SwapLines(Index, Index),
    Remove(Index),
    Insert(Index, &'static str),
    Replace(Index, &'static str),
}

const SNIPPETS: [&str; 38] = [
    ":",
    ": ",
    "-",
    "- ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "'",
    "#",
    " #",
    "&a ",
    "*a",
    "!!int ",
    "|",
    ">",
    "%",
    "@",
    "\t",
    "\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "\0",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "é",
    "日",
    "\u{1f600}",
    "0",
    "9",
    "~",
    "nobody",
    "2199-12-31",
];

fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let index = any::<Index>;
    let snippet = || prop::sample::select(&SNIPPETS[..]);
    let mutation = prop_oneof![
        index().prop_map(Mutation::RemoveLine),
        (index(), index()).prop_map(|(one, other)| Mutation::RepeatLine(one, other)),
        (index(), index()).prop_map(|(one, other)| Mutation::SwapLines(one, other)),
        index().prop_map(Mutation::Remove),
        (index(), snippet()).prop_map(|(at, text)| Mutation::Insert(at, text)),
        (index(), snippet()).prop_map(|(at, text)| Mutation::Replace(at, text)),
    ];
    prop::collection::vec(mutation, 1..=4)
}

fn mutated(text: &str, mutation: &Mutation) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    if lines.is_empty() {
        return text.to_owned();
    }
    let line = |at: &Index| at.index(text.split_inclusive('\n').count());
    let put = |at: &Index, length: usize, put: &str| {
        let place = at.index(places.len());
        let end = places.get(place + length).copied().unwrap_or(text.len());
        format!("{}{put}{}", &text[..places[place]], &text[end..])
    };
    match mutation {
        Mutation::Remove(at) => return put(at, 1, ""),
        Mutation::Insert(at, snippet) => return put(at, 0, snippet),
        Mutation::Replace(at, snippet) => return put(at, 1, snippet),
        Mutation::RemoveLine(at) => drop(lines.remove(line(at))),
        Mutation::RepeatLine(at, to) => lines.insert(line(to), lines[line(at)]),
        Mutation::SwapLines(one, other) => lines.swap(line(one), line(other)),
    }
    lines.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in r"(?s)\PC*") {
        problems_of(&text);
    }

    #[test]
    fn no_text_that_looks_like_yaml_makes_it_panic(text in r#"([a-z]{1,3}: |[\[\]{},:\-\n "'#&*!|>%é0-9.~\t\r]|- ){0,60}"#) {
        problems_of(&text);
    }

    #[test]
    fn no_change_of_a_roster_makes_it_panic(mutations in mutations()) {
        problems_of(&mutations.iter().fold(ROSTER.to_owned(), |text, mutation| mutated(&text, mutation)));
    }
}
