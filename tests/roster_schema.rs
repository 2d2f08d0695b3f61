//! Holds the JSON Schema of `roster.yaml` and the parser together: what one takes the other takes, and what has the wrong
//! form both refuse.

#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy knows the tests here, but not what they share")]

use std::fs;
use std::path::{Path, PathBuf};

use hausmeister::roster;

use support::form::{by_parser, by_schema};

mod support {
    pub mod form;
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The roster that the README shows, with every key.
fn every_key() -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    readme.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap().to_owned()
}

/// Every `roster.yaml` below a folder.
fn rosters(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            rosters(&path, found);
        } else if path.file_name().is_some_and(|name| name == "roster.yaml") {
            found.push(path);
        }
    }
}

#[test]
fn the_schema_of_the_repository_is_the_one_that_is_printed() {
    snapbox::assert_data_eq!(roster::schema(), snapbox::file!["../src/roster/roster.schema.json"].raw());
    let roster = fs::read_to_string(root().join("roster.yaml")).unwrap();
    assert_eq!(roster.lines().next(), Some("# yaml-language-server: $schema=src/roster/roster.schema.json"));
}

#[test]
fn rosters_that_can_be_read_are_valid() {
    let mut found = vec![root().join("roster.yaml")];
    rosters(&root().join("tests/cmd"), &mut found);
    let mut valid = 0;
    for path in found {
        let text = fs::read_to_string(&path).unwrap();
        if by_parser(&text).is_empty() {
            assert_eq!(by_schema(&text), [""; 0], "{}", path.display());
            valid += 1;
        }
    }
    assert!(valid > 5, "{valid} rosters");
    assert_eq!((by_parser(&every_key()), by_schema(&every_key())), (Vec::new(), Vec::new()));
}

/// A change of the README's roster after which it has the wrong form: what is replaced, and by what.
const BROKEN: &[(&str, &str)] = &[
    ("team: Data Infra\n", ""),
    ("team: Data Infra", "team: [Data, Infra]"),
    ("timezone: America/Sao_Paulo", "timezone: America/Sao_Paolo"),
    ("starts: 2026-11-16", "starts: 16.11.2026"),
    ("starts: 2026-11-16", "start: 2026-11-16"),
    ("work_hours: Mon-Fri 09:00-18:00", "work_hours: in the morning"),
    ("past: 13 weeks", "past: 13"),
    ("past: 13 weeks", "past: a while"),
    ("url: https://data-infra", "url: data-infra"),
    ("title: Hausmeister", "titel: Hausmeister"),
    ("email: ana@example.org", "email: ana at example.org"),
    ("joins: 2026-11-20", "joins: tomorrow"),
    ("- { from: 2027-05-03, to: 2027-05-07, why: holidays }", "- { from: 2027-05-03 }"),
    ("- { from: 2027-05-03, to: 2027-05-07, why: holidays }", "- 2027-05-03"),
    ("bruno: { name: Bruno Lima", "Bruno: { name: Bruno Lima"),
    ("bruno: { name: Bruno Lima", "bruno: { nmae: Bruno Lima"),
    ("engineers: [ana, bruno, carla, dora, elis, fabio, jana]", "engineers: ana"),
    ("engineers: [ana, bruno, carla, dora, elis, fabio, jana]", "engineers: []"),
    ("since: 2027-02-01", "since: February"),
    ("- since: 2027-02-01\n      order: [heitor, ines, gabi]", "- order: [heitor, ines, gabi]"),
    ("    hours: Fri 18:00 - Mon 18:00\n", ""),
    ("hours: Fri 18:00 - Mon 18:00", "hours: the weekend"),
    ("offset: 2", "offset: two"),
    ("offset: 2", "ofset: 2"),
    ("turn: 1 week", "turn: 1 day"),
    ("turn: 1 week", "after: 1 week"),
    ("after: 1 week", "offset: 1"),
    ("follows: level-1-weekday", "follows: level-1-weekday\n    rotation: engineers"),
    ("    follows: level-1-weekday\n    after: 1 week\n", ""),
    ("color: teal", "color: tael"),
    ("busy: true", "busy: sometimes"),
    ("alarms: [1 day, 30 minutes]", "alarms: [1 moon]"),
    ("work_hours: Triage issues and customer inquiries,", "work_hour: Triage,"),
    ("from: 2026-12-23 18:00", "from: 2026-12-23"),
    ("    to: 2026-12-24 18:00\n", ""),
    ("    person: bruno\n", ""),
    ("week_of: 2027-03-10", "week_of: next"),
    ("week_of: 2027-03-10", "week_of: 2027-03-10\n    to: 2026-12-24 18:00"),
    ("swap: [ana, dora]", "swap: [ana]"),
    ("weeks_of: [2027-01-04, 2027-01-25]", "weeks_of: 2027-01-04"),
    ("swap: [ana, dora]", "swap: [ana, dora]\n    person: ana"),
    ("on: 2026-12-25", "on: Christmas"),
    ("notice: 2 weeks", "notice: 2"),
    ("rest: 12 hours", "rest: 12 stunden"),
    ("rules:\n", "rules: none\nrule:\n"),
];

#[test]
fn what_has_the_wrong_form_is_refused_by_both() {
    let roster = every_key();
    for (written, instead) in BROKEN {
        assert!(roster.contains(written), "the README's roster has no {written:?}");
        let broken = roster.replacen(written, instead, 1);
        assert_ne!(by_parser(&broken), [""; 0], "the parser takes {instead:?} for {written:?}");
        assert_ne!(by_schema(&broken), [""; 0], "the schema takes {instead:?} for {written:?}");
    }
}

#[test]
fn every_key_has_a_meaning_and_stands_in_the_readme() {
    let schema: serde_json::Value = serde_json::from_str(&roster::schema()).unwrap();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let definitions = schema["definitions"].as_object().unwrap().values().chain([&schema]);
    for (key, value) in definitions.filter_map(|of| of["properties"].as_object()).flatten() {
        assert!(value["description"].as_str().is_some_and(|meaning| meaning.ends_with('.')), "{key}");
        assert!(readme.contains(&format!("`{key}`")) || readme.contains(&format!("{key}:")), "the README has no {key}");
    }
}
