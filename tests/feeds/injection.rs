//! Texts that look like lines of a calendar stay texts: no component, property or parameter comes of one.

use std::collections::BTreeMap;

use calcard::icalendar::ICalendar;
use hausmeister::diagnostics::{Sink, Sources};
use hausmeister::roster::{self, Change};

use crate::fixture::{SMALL, Team};
use crate::lines::{Component, calendar};

/// Ends of lines, of values and of components, and what could come after them.
const ATTEMPTS: &[&str] = &[
    "x\r\nATTENDEE:mailto:evil@evil.example",
    "x\nATTENDEE:mailto:evil@evil.example",
    "x\rATTENDEE:mailto:evil@evil.example",
    "x\r\n ATTENDEE:mailto:evil@evil.example",
    "x\r\n\tATTENDEE:mailto:evil@evil.example",
    "x\n\r\nATTENDEE:mailto:evil@evil.example",
    "x\u{85}ATTENDEE:mailto:evil@evil.example",
    "x\u{2028}ATTENDEE:mailto:evil@evil.example",
    "x\u{2029}ATTENDEE:mailto:evil@evil.example",
    "x\u{b}ATTENDEE:evil\u{c}ATTACH:evil\u{1c}URL:evil\u{1e}URL:evil",
    "x\0\r\nATTENDEE:evil",
    "x\\nATTENDEE:mailto:evil@evil.example",
    "x\\r\\nATTENDEE:mailto:evil@evil.example",
    "x\\\r\nATTENDEE:mailto:evil@evil.example",
    "x\\",
    "x\\\\",
    "\\",
    "x%0D%0AATTENDEE:mailto:evil@evil.example",
    "x^nATTENDEE:mailto:evil@evil.example",
    "x=0D=0AATTENDEE:mailto:evil@evil.example",
    "x&#13;&#10;ATTENDEE:mailto:evil@evil.example",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\r\nSUMMARY:evil",
    "x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST",
    "x\r\nBEGIN:VALARM\r\nACTION:EMAIL\r\nATTENDEE:mailto:evil@evil.example\r\nEND:VALARM",
    "BEGIN:VALARM\nACTION:AUDIO\nATTACH:https://evil.example/x\nEND:VALARM",
    "END:VCALENDAR",
    "BEGIN:VCALENDAR",
    ";LANGUAGE=evil:x",
    ";ALTREP=\"https://evil.example/\":x",
    "x;ATTENDEE=evil,CN=\"evil\":mailto:evil@evil.example",
    ",evil,evil",
    "x\" ;X=\"",
    ":RRULE:FREQ=SECONDLY",
    "\r\nRRULE:FREQ=SECONDLY\r\nX:",
    "{uid}",
    "{summary}",
    "DTSTART:20200101T000000Z",
    "x\r\nX-ALT-DESC;FMTTYPE=text/html:<script>evil()</script>",
];

/// How often a component and each of its properties with parameters stands there, in all depths.
fn shape(component: &Component, into: &mut BTreeMap<String, usize>) {
    *into.entry(component.kind.clone()).or_default() += 1;
    for property in &component.properties {
        let name = format!("{}: {};{}", component.kind, property.name, property.parameters.join(";"));
        *into.entry(name).or_default() += 1;
    }
    component.components.iter().for_each(|inner| shape(inner, into));
}

/// The shape of each feed by its path, as our strict reader sees it.
fn shapes(team: &Team) -> BTreeMap<String, BTreeMap<String, usize>> {
    let shape_of = |text: &str| {
        let mut found = BTreeMap::new();
        shape(&calendar(text), &mut found);
        found
    };
    team.feeds().into_iter().map(|(path, text)| (path, shape_of(&text))).collect()
}

/// How many components, and properties in all of them, a reader that is not ours sees in each feed.
fn counts(team: &Team) -> BTreeMap<String, (usize, usize)> {
    let count = |text: &str| {
        let read = ICalendar::parse(text).unwrap_or_else(|entry| panic!("{entry:?}"));
        (read.components.len(), read.components.iter().map(|component| component.entries.len()).sum())
    };
    team.feeds().into_iter().map(|(path, text)| (path, count(&text))).collect()
}

/// The small team with `text` wherever a text goes into a feed, past every check of the roster.
fn team_of(text: &str) -> Team {
    let mut team = Team::read(SMALL);
    let (roster, text) = (&mut team.roster, text.to_owned());
    roster.team.clone_from(&text);
    for person in &mut roster.people {
        person.name.clone_from(&text);
        person.slack = Some(text.clone());
        person.pager.clone_from(&text);
    }
    for shift_type in &mut roster.shift_types {
        shift_type.name.clone_from(&text);
        shift_type.duties_in_work_hours = Some(text.clone());
        shift_type.duties_otherwise = Some(text.clone());
        shift_type.runbook = Some(text.clone());
        shift_type.color = Some(text.clone());
    }
    roster.holidays.iter_mut().for_each(|holiday| holiday.name.clone_from(&text));
    let covers = roster.overrides.iter_mut().filter(|change| matches!(change.change, Change::Cover { .. }));
    covers.for_each(|change| change.why = Some(text.clone()));
    roster.site.hand_off = Some(text.clone());
    roster.site.url = Some(format!("https://data-infra.example.org/{text}/"));
    Team::plan(team.roster, team.revision)
}

#[test]
fn no_text_adds_a_component_a_property_or_a_parameter() {
    let harmless = team_of("harmless");
    let (shapes_of_harmless, counts_of_harmless) = (shapes(&harmless), counts(&harmless));
    for attempt in ATTEMPTS {
        let team = team_of(attempt);
        assert_eq!(shapes(&team), shapes_of_harmless, "{attempt:?}");
        assert_eq!(counts(&team), counts_of_harmless, "{attempt:?}");
    }
}

#[test]
fn a_roster_takes_no_text_that_could_end_a_line() {
    for attempt in ATTEMPTS {
        let quoted = serde_json::to_string(attempt).unwrap();
        let yaml = SMALL.replace("name: Ana Souza", &format!("name: {quoted}"));
        let mut sink = Sink::default();
        let roster = roster::read(&yaml, Sources::default().add("roster.yaml", yaml.as_str()), &mut sink);
        let can_end_a_line = attempt.trim().chars().any(char::is_control);
        assert_eq!(sink.has_errors(), can_end_a_line, "{attempt:?}: {:?}", sink.into_problems());
        let names: Vec<_> = roster.iter().flat_map(|roster| &roster.people).map(|person| &person.name).collect();
        assert!(names.iter().all(|name| !name.chars().any(char::is_control)), "{names:?}");
    }
}

#[test]
fn the_shape_tells_what_is_added() {
    let mut team = Team::read(SMALL);
    let before = shapes(&team);
    team.roster.shift_types[0].alarms.clear();
    assert_ne!(shapes(&Team::plan(team.roster, team.revision)), before);
}
