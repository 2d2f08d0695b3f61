//! What holds for the feeds of every roster.

use std::collections::{BTreeMap, BTreeSet};

use hausmeister::feeds::{self, Feed, FeedOf, uid};
use hausmeister::schedule::Shift;

use crate::fixture::{DATA_INFRA, SMALL, Team};
use crate::lines::{Component, calendar};

fn paths(team: &Team) -> Vec<String> {
    team.list().into_iter().map(|feed| feed.path).collect()
}

/// The events of a feed, by UID.
fn events(text: &str) -> BTreeMap<String, String> {
    let bodies = text.split("BEGIN:VEVENT\r\n").skip(1).map(|event| event.split("END:VEVENT").next().unwrap());
    bodies.map(|body| (calendar_of(body).components[0].value("UID").to_owned(), body.to_owned())).collect()
}

fn calendar_of(event: &str) -> Component {
    calendar(&format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{event}END:VEVENT\r\nEND:VCALENDAR\r\n"))
}

/// The paths of the feeds that pages offer.
fn offered(team: &Team) -> Vec<String> {
    team.list().into_iter().filter(|feed| feed.is_offered).map(|feed| feed.path).collect()
}

/// Whether a feed holds shifts as people read them; `other_feeds` is about the others.
fn is_for_people(feed: &Feed) -> bool {
    !matches!(feed.of, FeedOf::Pager(_) | FeedOf::HandOffs | FeedOf::Away)
}

#[test]
fn a_feed_is_offered_to_whoever_can_hold_a_type() {
    // idle stands in no rotation and no override; bruno can take level-1 by rotation, ana level-2 by an override.
    assert_eq!(
        offered(&Team::read(SMALL)),
        [
            "calendars/all.ics",
            "calendars/shifts/level-1.ics",
            "calendars/shifts/level-2.ics",
            "calendars/shifts/backlog.ics",
            "calendars/people/ana.ics",
            "calendars/people/bruno.ics",
            "calendars/people/gabi.ics",
            "calendars/people/idle.ics",
            "calendars/people/ana/level-1.ics",
            "calendars/people/ana/level-2.ics",
            "calendars/people/ana/backlog.ics",
            "calendars/people/bruno/level-1.ics",
            "calendars/people/bruno/backlog.ics",
            "calendars/people/gabi/level-2.ics",
            "calendars/pager/level-1.ics",
            "calendars/pager/level-2.ics",
            "calendars/hand-offs.ics",
            "calendars/away.ics",
        ]
    );
}

#[test]
fn whoever_covers_a_type_can_hold_what_follows_it() {
    let covered = "  - { shift: level-1, from: 2026-11-18 12:00, to: 2026-11-19 08:00, person: gabi }\n";
    let added = offered(&Team::read(&format!("{SMALL}{covered}")));
    assert!(added.contains(&String::from("calendars/people/gabi/backlog.ics")), "{added:?}");
}

#[test]
fn a_feed_stays_when_its_last_shift_has_passed() {
    let team = Team::read(DATA_INFRA);
    let later = Team::plan(team.roster.clone(), "2037-01-01T00:00:00Z".parse().unwrap());
    assert!(BTreeSet::from_iter(paths(&later)).is_superset(&BTreeSet::from_iter(paths(&team))));
}

#[test]
fn an_event_reads_the_same_in_every_feed_that_holds_it() {
    let team = Team::read(DATA_INFRA);
    let files = team.feeds();
    let all = events(&files["calendars/all.ics"]);
    assert!(all.len() > 200);
    for feed in team.list().into_iter().filter(is_for_people) {
        for (uid, event) in events(&files[&feed.path]) {
            assert_eq!(all.get(&uid), Some(&event), "{}", feed.path);
        }
    }
}

#[test]
fn the_feeds_of_people_and_those_of_types_make_up_the_feed_of_everything() {
    let files = Team::read(DATA_INFRA).feeds();
    let uids = |depth: usize, folder: &str| -> Vec<String> {
        let chosen = files.iter().filter(|(path, _)| path.starts_with(folder) && path.matches('/').count() == depth);
        let mut uids: Vec<_> = chosen.flat_map(|(_, text)| events(text).into_keys()).collect();
        uids.sort();
        uids
    };
    let all = uids(1, "calendars/all");
    assert_eq!(uids(2, "calendars/shifts/"), all);
    assert_eq!(uids(2, "calendars/people/"), all);
    assert_eq!(uids(3, "calendars/people/"), all);
}

#[test]
fn a_feed_holds_its_own_shifts_whole_in_order_and_no_empty_turn() {
    let mut team = Team::read(SMALL);
    // The span begins and ends within shifts.
    team.span.start += chrono::TimeDelta::days(1);
    team.span.end -= chrono::TimeDelta::days(1);
    let files = team.feeds();
    for feed in team.list().into_iter().filter(is_for_people) {
        let belongs = |shift: &&Shift| match feed.of {
            FeedOf::Everything => shift.holder.is_some(),
            FeedOf::ShiftType(of) => shift.holder.is_some() && shift.shift_type == of,
            FeedOf::Person(of) => shift.holder == Some(of),
            FeedOf::PersonShiftType(person, of) => shift.holder == Some(person) && shift.shift_type == of,
            FeedOf::Pager(_) | FeedOf::HandOffs | FeedOf::Away => false,
        };
        let stamp = |instant: chrono::DateTime<chrono::Utc>| instant.format("%Y%m%dT%H%M%SZ").to_string();
        let shifts = team.schedule.within(team.span).filter(belongs);
        let expected: Vec<_> = shifts
            .map(|shift| (uid(&team.roster, shift), stamp(shift.interval.start), stamp(shift.interval.end)))
            .collect();
        let calendar = calendar(&files[&feed.path]);
        let value = |event: &Component, name| event.value(name).to_owned();
        let found: Vec<_> =
            calendar.events().map(|e| (value(e, "UID"), value(e, "DTSTART"), value(e, "DTEND"))).collect();
        assert_eq!(found, expected, "{}", feed.path);
        let other = calendar.components.iter().filter(|component| component.kind != "VEVENT");
        let other: Vec<_> = other.map(|component| component.kind.as_str()).collect();
        assert_eq!(other, if expected.is_empty() { vec!["VTIMEZONE"] } else { vec![] }, "{}", feed.path);
    }
}

#[test]
fn a_uid_is_of_type_window_and_piece_and_survives_a_change_of_holder() {
    let by_window = |team: &Team| -> BTreeMap<_, _> {
        let shifts = team.schedule.shifts().iter();
        shifts.map(|s| ((s.shift_type, s.window, s.piece), uid(&team.roster, s))).collect()
    };
    let uids = by_window(&Team::read(DATA_INFRA));
    assert_eq!(uids.values().collect::<BTreeSet<_>>().len(), uids.len(), "no UID stands for two events");
    let reordered = DATA_INFRA.replace("[ana, bruno, carla,", "[carla, ana, bruno,");
    // Other people, another team, another host, another zone: the same names.
    let moved = reordered.replace("data-infra.example.org", "other.example").replace("team: Data Infra", "team: Other");
    let moved = moved.replace("timezone: America/Sao_Paulo", "timezone: Asia/Tokyo");
    assert_eq!(by_window(&Team::read(&moved)), uids);
    // Reckoned apart from this code, by the rule of RFC 9562 5.5.
    let team = Team::read(DATA_INFRA);
    let first = team.schedule.of_type(team.roster.find_shift_type("level-2").unwrap()).next().unwrap();
    assert_eq!(uid(&team.roster, first), "04c88d09-c8be-5b5b-b1e6-5a676101e594");
}

#[test]
fn everything_is_stamped_with_the_revision() {
    for (revision, stamp, sequence) in [
        ("2020-01-01T00:00:59Z", "20200101T000059Z", "0"),
        ("2020-01-02T00:01:00.5Z", "20200102T000100Z", "1441"),
        ("1999-12-31T00:00:00Z", "19991231T000000Z", "0"),
        ("9999-12-31T23:59:59Z", "99991231T235959Z", "2147483647"),
    ] {
        let mut team = Team::read(SMALL);
        team.revision = revision.parse().unwrap();
        let calendar = calendar(&team.feed("calendars/all.ics"));
        assert!(calendar.events().count() > 0);
        for event in calendar.events() {
            assert_eq!((event.value("DTSTAMP"), event.value("LAST-MODIFIED")), (stamp, stamp));
            assert_eq!(event.value("SEQUENCE"), sequence);
        }
    }
}

#[test]
fn no_feed_and_no_json_has_a_telephone_number_and_no_feed_a_mail_address() {
    let team = Team::read(DATA_INFRA);
    for (path, text) in team.feeds() {
        let text = text.replace("\r\n ", "");
        assert!(!text.contains("@example.org") && !text.contains("+55") && !text.contains("+49"), "{path}");
    }
    let json = feeds::schedule_json(&team.context());
    assert!(json.contains("@example.org") && !json.contains("+55"));
}

#[test]
fn without_the_site_s_address_nothing_points_to_it() {
    let yaml = DATA_INFRA.replace("  url: https://data-infra.example.org/hausmeister/\n", "");
    for (path, text) in Team::read(&yaml).feeds() {
        for word in ["http", "SOURCE", "URL", "Runbook"] {
            assert!(!text.contains(word), "{word} in {path}");
        }
    }
}

#[test]
fn chosen_shifts_make_a_calendar_too() {
    let team = Team::read(SMALL);
    let shifts: Vec<_> = team.schedule.within(team.span).take(3).collect();
    let text = feeds::calendar(&team.context(), "Three\r\nshifts", &shifts);
    let calendar = calendar(&text);
    assert_eq!(calendar.text("NAME"), "Three shifts");
    // The first is an empty turn.
    assert_eq!(calendar.events().count(), 2);
    let all = events(&team.feed("calendars/all.ics"));
    assert!(events(&text).iter().all(|(uid, event)| all.get(uid) == Some(event)));
}

#[test]
fn the_next_levels_are_told_in_their_order_and_by_stretches_of_one_holder() {
    let yaml = "
team: Data Infra
timezone: UTC
starts: 2026-11-16
publish: { past: 0 weeks, ahead: 1 week }
people: { ana: { name: Ana }, bia: { name: Bia, slack: bia }, caio: { name: Caio }, davi: { name: Davi } }
rotations: { one: [ana], two: [bia], days: [caio], ends: [davi] }
shifts:
  first: { name: First, hours: Mon 08:00 - Mon 08:00, rotation: one }
  second: { name: Second, hours: daily 08:00-08:00, rotation: two, turn: 1 window }
  third-weekday: { name: Third, hours: Mon 08:00 - Fri 08:00, rotation: days }
  third-weekend: { name: Third Weekend, hours: Fri 08:00 - Mon 08:00, rotation: ends }
escalation: [first, second, [third-weekend, third-weekday]]
";
    let team = Team::read(yaml);
    let told = |path: &str| calendar(&team.feed(path)).events().next().unwrap().text("DESCRIPTION");
    assert_eq!(
        told("calendars/shifts/first.ics"),
        "Escalate to Bia (@bia), Second
Then to Caio, Third, until Fri 20 Nov 08:00
Then to Davi, Third Weekend, from Fri 20 Nov 08:00

Mon 16 Nov 08:00 - Mon 23 Nov 08:00, UTC"
    );
    // Another type of the level takes over; nobody is told to escalate from the last level.
    assert_eq!(
        told("calendars/shifts/third-weekend.ics"),
        "Fri 20 Nov 08:00 - Mon 23 Nov 08:00, UTC

Hand-off from Caio, Third
Hand-off to Caio, Third"
    );
}
