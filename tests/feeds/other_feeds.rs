//! The feeds of pagers, of hand-offs and of days; how long feeds stay, and how large they may be.

use std::collections::{BTreeMap, BTreeSet};

use hausmeister::diagnostics::{Code, Problem, Sources, Span};
use hausmeister::feeds::{self, LARGEST};
use hausmeister::time::Instant;

use crate::fixture::{DATA_INFRA, SMALL, Team};
use crate::lines::{Component, calendar};

fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

/// The calendars of a team, by path.
fn calendars(team: &Team) -> BTreeMap<String, Component> {
    team.feeds().into_iter().map(|(path, text)| (path, calendar(&text))).collect()
}

fn paths(team: &Team) -> BTreeSet<String> {
    team.list().into_iter().map(|feed| feed.path).collect()
}

fn count(team: &Team, path: &str) -> usize {
    calendar(&team.feed(path)).events().count()
}

#[test]
fn a_name_of_an_event_is_of_one_text_wherever_it_stands() {
    for yaml in [DATA_INFRA, SMALL] {
        let mut texts = BTreeMap::new();
        for (path, calendar) in calendars(&Team::read(yaml)) {
            let mut own = BTreeSet::new();
            for event in calendar.events() {
                let uid = event.value("UID").to_owned();
                assert!(own.insert(uid.clone()), "{uid} stands twice in {path}");
                let first = texts.entry(uid).or_insert_with(|| format!("{event:?}"));
                assert_eq!(*first, format!("{event:?}"), "{path}");
            }
        }
    }
}

#[test]
fn a_pager_reads_nothing_but_a_name() {
    let team = Team::read(SMALL);
    let names: BTreeSet<_> = team.roster.people.iter().map(|person| person.pager.as_str()).collect();
    assert_eq!(names, BTreeSet::from(["ana.souza", "bruno", "gabi", "idle"]));
    for path in ["calendars/pager/level-1.ics", "calendars/pager/level-2.ics"] {
        let text = team.feed(path);
        let calendar = calendar(&text);
        assert!(calendar.events().count() > 0);
        for event in calendar.events() {
            let mut found = event.names();
            found.sort_unstable();
            let only = [
                "CLASS",
                "DTEND",
                "DTSTAMP",
                "DTSTART",
                "LAST-MODIFIED",
                "SEQUENCE",
                "STATUS",
                "SUMMARY",
                "TRANSP",
                "UID",
                "X-MICROSOFT-CDO-BUSYSTATUS",
            ];
            assert_eq!((found.as_slice(), event.components.len()), (only.as_slice(), 0));
            // As it is written, too: some systems look for names in the lines.
            assert!(names.contains(event.value("SUMMARY")), "{event:?}");
            assert!(text.contains(&format!("\r\nSUMMARY:{}\r\n", event.value("SUMMARY"))));
            assert_eq!(event.value("TRANSP"), "TRANSPARENT");
        }
    }
}

#[test]
fn the_longest_name_for_pagers_stands_on_one_line() {
    let name = format!("{}@example.org", "a".repeat(67 - "@example.org".len()));
    let team = Team::read(&SMALL.replace("pager: ana.souza", &format!("pager: {name}")));
    assert!(team.feed("calendars/pager/level-1.ics").contains(&format!("\r\nSUMMARY:{name}\r\n")));
}

#[test]
fn only_types_that_carry_the_pager_are_followed_by_pagers() {
    let pagers = |yaml: &str| {
        let team = Team::read(yaml);
        ["level-1", "level-2", "backlog"].map(|of| count(&team, &format!("calendars/pager/{of}.ics")) > 0)
    };
    assert_eq!(pagers(SMALL), [true, true, false]);
    assert_eq!(pagers(&SMALL.replace("escalation: [level-1, level-2]", "escalation: [level-1]")), [true, false, false]);
    // As everywhere, the types are one level where the roster has none.
    assert_eq!(pagers(&SMALL.replace("escalation: [level-1, level-2]\n", "")), [true, true, true]);
}

/// When, who gives and who takes over, as names with their types where the texts tell those.
type Told = BTreeSet<(String, String, String)>;

/// What shifts say of the hand-offs at their ends, within the published span.
fn told_by_shifts(team: &Team) -> Told {
    let stamp = |instant: Instant| instant.format("%Y%m%dT%H%M%SZ").to_string();
    let (from, to) = (stamp(team.span.start), stamp(team.span.end));
    let mut told = BTreeSet::new();
    for event in calendar(&team.feed("calendars/all.ics")).events() {
        let summary = event.text("SUMMARY");
        let (own_type, own) = summary.split_once(": ").unwrap();
        let name = |said: &str| {
            let (person, of) = said.split_once(", ").unwrap_or((said, own_type));
            format!("{}, {of}", person.split(" (@").next().unwrap())
        };
        let own = format!("{own}, {own_type}");
        for line in event.text("DESCRIPTION").lines() {
            if let Some(before) = line.strip_prefix("Hand-off from ") {
                told.insert((event.value("DTSTART").to_owned(), name(before), own.clone()));
            } else if let Some(after) = line.strip_prefix("Hand-off to ") {
                told.insert((event.value("DTEND").to_owned(), own.clone(), name(after)));
            }
        }
    }
    told.retain(|(at, _, _)| from <= *at && *at < to);
    told
}

fn told_by_hand_offs(team: &Team) -> Told {
    let calendar = calendar(&team.feed("calendars/hand-offs.ics"));
    let told = calendar.events().map(|event| {
        let description = event.text("DESCRIPTION");
        let mut lines = description.lines();
        let mut name = |word: &str| {
            let (person, of) = lines.next().unwrap().strip_prefix(word).unwrap().rsplit_once(", ").unwrap();
            format!("{}, {of}", person.split(" (@").next().unwrap())
        };
        (event.value("DTSTART").to_owned(), name("From "), name("To "))
    });
    told.collect()
}

#[test]
fn hand_offs_are_those_that_shifts_tell_of() {
    for yaml in [DATA_INFRA, SMALL] {
        let team = Team::read(yaml);
        let told = told_by_hand_offs(&team);
        assert!(told.len() >= 3, "{told:?}");
        assert_eq!(told, told_by_shifts(&team));
        assert_eq!(count(&team, "calendars/hand-offs.ics"), told.len());
    }
}

#[test]
fn hand_offs_of_two_types_at_one_instant_are_two_and_nobody_hands_over_to_themself() {
    let yaml = "
team: Data Infra
timezone: UTC
starts: 2026-11-16
publish: { past: 0 weeks, ahead: 1 week }
people: { ana: { name: Ana }, bia: { name: Bia, timezone: Europe/Berlin }, caio: { name: Caio } }
rotations: { one: [ana, bia, nobody], two: [caio] }
shifts:
  first: { name: First, hours: Mon 08:00 - Mon 08:00, rotation: one }
  second: { name: Second, hours: Mon 08:00 - Mon 08:00, rotation: one, offset: 1 }
  third: { name: Third, hours: Mon 08:00 - Mon 08:00, rotation: two }
";
    let mut team = Team::read(yaml);
    // Weeks: first has ana, bia, nobody; second bia, nobody, ana.
    let summaries = |team: &Team| -> Vec<_> {
        let calendar = calendar(&team.feed("calendars/hand-offs.ics"));
        calendar.events().map(|event| (event.value("DTSTART").to_owned(), event.text("SUMMARY"))).collect()
    };
    let expected = [(String::from("20261123T080000Z"), String::from("Hand-off: Ana to Bia, First"))];
    assert_eq!(summaries(&team), expected);
    team = Team::read(&yaml.replace("[ana, bia, nobody]", "[ana, bia]"));
    let at = String::from("20261123T080000Z");
    let both = [(at.clone(), "Hand-off: Ana to Bia, First".into()), (at, "Hand-off: Bia to Ana, Second".into())];
    assert_eq!(summaries(&team), both);
    let calendar = calendar(&team.feed("calendars/hand-offs.ics"));
    assert_eq!(
        calendar.events().next().unwrap().text("DESCRIPTION"),
        "From Ana, First
To Bia, First

Mon 23 Nov 08:00, UTC
Mon 23 Nov 09:00, Europe/Berlin"
    );
}

#[test]
fn a_holiday_of_some_says_whose_it_is() {
    let whose = "name: Black Awareness Day, for: [ana, bruno]";
    let team = Team::read(&SMALL.replace("name: Black Awareness Day", whose));
    let calendar = calendar(&team.feed("calendars/away.ics"));
    let summaries: Vec<_> = calendar.events().map(|event| event.text("SUMMARY")).collect();
    assert_eq!(summaries, ["Black Awareness Day: Ana Souza, Bruno Lima", "Away: Nobody Yet"]);
}

#[test]
fn days_end_before_the_day_after_the_last_and_say_no_reason() {
    let twice = "away: [{ from: 2026-11-20, to: 2026-11-20 }, { from: 2026-11-20, to: 2026-11-22, why: surgery }]";
    let written = "away: [{ from: 2026-11-20, to: 2026-11-22, why: surgery }]";
    assert!(SMALL.contains(written));
    let team = Team::read(&SMALL.replace(written, twice));
    let text = team.feed("calendars/away.ics");
    assert!(!text.contains("surgery"));
    let calendar = calendar(&text);
    let days: Vec<_> = calendar
        .events()
        .map(|event| {
            for name in ["DTSTART", "DTEND"] {
                let property = event.properties.iter().find(|property| property.name == name).unwrap();
                assert_eq!(property.parameters, ["VALUE=DATE"]);
            }
            (event.value("DTSTART"), event.value("DTEND"), event.text("SUMMARY"))
        })
        .collect();
    assert_eq!(
        days,
        [
            ("20261120", "20261121", "Black Awareness Day".into()),
            ("20261120", "20261121", "Away: Nobody Yet".into()),
            ("20261120", "20261123", "Away: Nobody Yet".into()),
        ]
    );
    let names: BTreeSet<_> = calendar.events().map(|event| event.value("UID")).collect();
    assert_eq!(names.len(), 3);
}

#[test]
fn days_are_published_where_the_roster_says_so_and_emptied_where_it_says_no() {
    let path = "calendars/away.ics";
    assert!(!paths(&Team::read(&SMALL.replace(", away: true", ""))).contains(path));
    let off = Team::read(&SMALL.replace("away: true", "away: false"));
    assert_eq!(count(&off, path), 0);
    assert!(off.list().iter().all(|feed| feed.path != path || !feed.is_offered));
    assert!(count(&Team::read(SMALL), path) > 0);
}

#[test]
fn who_is_taken_out_of_a_rotation_and_a_type_that_is_taken_out_of_the_escalation_keep_their_feeds() {
    let team = Team::read(SMALL);
    for (written, instead) in [
        ("engineers: [ana, bruno]", "engineers: [bruno]"),
        ("engineers: [ana, bruno]", "engineers: [gabi]"),
        ("escalation: [level-1, level-2]", "escalation: [level-1]"),
        ("rotation: seniors", "rotation: engineers"),
        (
            "backlog: { name: Backlog, hours: Mon 18:00 - Fri 18:00, follows: level-1 }",
            "backlog: { name: Backlog, hours: Mon 18:00 - Fri 18:00, rotation: seniors }",
        ),
    ] {
        let without_overrides = SMALL.split("overrides:").next().unwrap();
        assert!(without_overrides.contains(written), "{written}");
        let changed = Team::read(&without_overrides.replace(written, instead));
        assert!(paths(&changed).is_superset(&paths(&team)), "{instead}");
        // The strict reader reads each.
        assert_eq!(calendars(&changed).len(), paths(&changed).len());
    }
}

/// A roster that ana leaves after two weeks, and the feeds of hers at a time.
fn of_who_leaves(past: &str, now: &str) -> Vec<(String, usize)> {
    let yaml = SMALL
        .split("overrides:")
        .next()
        .unwrap()
        .replace("past: 0 weeks", past)
        .replace("  engineers: [ana, bruno]", "  engineers:\n    - { since: 2026-11-16, order: [ana, bruno] }\n    - { since: 2026-11-23, order: [bruno] }")
        .replace("ana: { name: Ana Souza", "ana: { name: Ana Souza, leaves: 2026-11-25");
    let team = Team::plan(Team::read(&yaml).roster, instant(now));
    let calendars = calendars(&team);
    let own = calendars.iter().filter(|(path, _)| path.starts_with("calendars/people/ana"));
    own.map(|(path, calendar)| (path.clone(), calendar.events().count())).collect()
}

#[test]
fn who_leaves_keeps_their_feeds_for_a_year() {
    let hers = |counts: [usize; 4]| -> Vec<_> {
        let paths = ["ana.ics", "ana/backlog.ics", "ana/level-1.ics", "ana/level-2.ics"];
        paths.into_iter().zip(counts).map(|(path, count)| (format!("calendars/people/{path}"), count)).collect()
    };
    // She has level-1 for a week of two windows, and the backlog of the next.
    assert_eq!(of_who_leaves("past: 13 weeks", "2026-12-01T12:00:00Z"), hers([3, 1, 2, 0]));
    // Her last shift is no longer published: her feeds are empty.
    assert_eq!(of_who_leaves("past: 13 weeks", "2027-06-01T12:00:00Z"), hers([0, 0, 0, 0]));
    // The year ends with the 25th of November; the week that this is in begins on the 22nd, at 18:00.
    assert_eq!(of_who_leaves("past: 13 weeks", "2027-11-29T20:59:59Z"), hers([0, 0, 0, 0]));
    assert_eq!(of_who_leaves("past: 13 weeks", "2027-11-29T21:00:00Z"), []);
    // Where more than a year is published, nothing goes that holds a shift.
    assert_eq!(of_who_leaves("past: 60 weeks", "2027-11-29T21:00:00Z"), hers([3, 1, 2, 0]));
}

/// What is told of the sizes of a team's feeds, and the size of the largest.
fn sizes(team: &Team) -> (Option<Problem>, usize) {
    let (context, list) = (team.context(), team.list());
    let files = feeds::render(&context, &list);
    let top = Span::new(Sources::default().add("roster.yaml", ""), 0, 0);
    let largest = files.iter().map(|(_, text)| text.len()).max().unwrap();
    (feeds::too_large(&context, &list, &files, top), largest)
}

#[test]
fn a_feed_that_is_too_large_is_told_with_what_to_publish() {
    let publishing = |publish: &str| {
        let roster = Team::read(&SMALL.replace("{ past: 0 weeks, ahead: 1 week, away: true }", publish)).roster;
        Team::plan(roster, instant("2029-11-20T12:00:00Z"))
    };
    let (problem, size) = sizes(&publishing("{ past: 150 weeks, ahead: 200 weeks }"));
    let problem = problem.unwrap();
    assert!(size > LARGEST);
    assert_eq!((problem.code, problem.code.severity().name()), (Code::LargeFeed, "warning"));
    // What is proposed is enough, and no less than it must be.
    let proposed = problem.help[0].split('`').nth(1).unwrap().strip_prefix("publish: ").unwrap();
    let (problem, size) = sizes(&publishing(proposed));
    assert_eq!(problem, None);
    assert!(size <= LARGEST && size > LARGEST * 9 / 10, "{size} with {proposed}");
}
