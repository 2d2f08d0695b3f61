//! Addresses that can't be guessed, from outside: this repository's own project, built with a key.

#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy knows the tests here, but not what they share")]

#[path = "common/copy.rs"]
mod copy;
#[path = "common/files.rs"]
mod files;
#[path = "common/project.rs"]
mod project;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use copy::copy_project;
use files::files;
use project::{NOW, build, hausmeister, said};
use tempfile::TempDir;

type Site = BTreeMap<String, String>;

const SECRET: &str = "a key for the tests, not for a site";

/// A copy of the project whose roster has `changes`, each an original and what stands for it.
fn project(changes: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_project(folder.path());
    let path = folder.path().join("roster.yaml");
    let mut roster = fs::read_to_string(&path).unwrap();
    for (from, to) in changes {
        assert_eq!(roster.matches(from).count(), 1, "{from}");
        roster = roster.replace(from, to);
    }
    fs::write(path, roster).unwrap();
    folder
}

const KEYED: (&str, &str) = ("\nsite:\n", "\nsite:\n  feed_key: env\n");

/// The roster's change after which Ana's feeds have a revision.
fn revised(revision: u32) -> (&'static str, String) {
    ("\n  ana:\n", format!("\n  ana:\n    feed_revision: {revision}\n"))
}

fn with_secret(secret: &str) -> Command {
    let mut program = hausmeister();
    program.env("HAUSMEISTER_FEED_KEY", secret);
    program
}

fn build_in(folder: &Path, program: Command) -> (Output, Site) {
    let out = folder.join("public");
    let output = build(program, folder, &out, NOW);
    assert!(output.status.success(), "{}", said(&output));
    (output, files(&out).into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect())
}

fn plain() -> Site {
    build_in(project(&[]).path(), hausmeister()).1
}

fn keyed(secret: &str) -> Site {
    build_in(project(&[KEYED]).path(), with_secret(secret)).1
}

/// The site in which Ana's feeds have a revision.
fn at_revision(revision: u32) -> Site {
    let (from, to) = revised(revision);
    build_in(project(&[KEYED, (from, &to)]).path(), with_secret(SECRET)).1
}

fn feeds(site: &Site) -> BTreeMap<&str, &str> {
    let feeds = site.iter().filter(|(path, _)| path.starts_with("calendars/"));
    feeds.map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

/// The token in a feed's path, if it has one, and the path without it.
fn split(path: &str) -> (Option<&str>, String) {
    let stem = path.strip_suffix(".ics").unwrap();
    let is_token = |text: &str| text.len() == 32 && text.bytes().all(|byte| b"0123456789abcdef".contains(&byte));
    match stem.rsplit_once('-').filter(|(_, token)| is_token(token)) {
        Some((stem, token)) => (Some(token), format!("{stem}.ics")),
        None => (None, path.to_owned()),
    }
}

/// Whether a text is a calendar that is valid and holds nothing.
fn is_empty(calendar: &str) -> bool {
    let zone = calendar.contains("\r\nBEGIN:VTIMEZONE\r\n");
    let whole = calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("\r\nEND:VCALENDAR\r\n");
    whole && zone && !calendar.contains("VEVENT")
}

/// A calendar without the line that holds its own address.
fn without_source(calendar: &str) -> String {
    let lines = calendar.replace("\r\n ", "");
    lines.split("\r\n").filter(|line| !line.starts_with("SOURCE;")).collect::<Vec<_>>().join("\r\n")
}

#[test]
fn every_plain_path_holds_an_empty_calendar_and_its_shifts_are_behind_a_token() {
    let (plain, keyed) = (plain(), keyed(SECRET));
    let (open, closed) = (feeds(&plain), feeds(&keyed));
    assert!(open.len() > 30);
    assert_eq!(closed.len(), 2 * open.len(), "each feed once with a token, once empty");
    let behind: BTreeMap<_, _> = closed.iter().filter(|(path, _)| split(path).0.is_some()).collect();
    let behind: BTreeMap<_, _> = behind.into_iter().map(|(path, text)| (split(path).1, *text)).collect();
    for (path, text) in open {
        assert!(is_empty(closed.get(path).unwrap_or_else(|| panic!("no {path}"))), "{path}");
        assert_eq!(without_source(behind[path]), without_source(text), "{path}");
    }
}

#[test]
fn every_feed_names_its_own_address_and_no_other() {
    let site = keyed(SECRET);
    let feeds = feeds(&site);
    let tokens: BTreeSet<_> = feeds.keys().filter_map(|path| split(path).0).collect();
    assert_eq!(tokens.len(), feeds.len() / 2, "no two feeds have one token");
    for (path, text) in &feeds {
        let text = text.replace("\r\n ", "");
        let source = format!("\r\nSOURCE;VALUE=URI:https://data-infra.example.org/hausmeister/{path}\r\n");
        assert!(text.contains(&source), "{path}");
        let rest = text.replace(&source, "");
        assert!(!rest.contains("calendars/") && !tokens.iter().any(|token| rest.contains(token)), "{path}");
    }
}

#[test]
fn nothing_that_people_or_programs_read_tells_an_address() {
    let folder = project(&[KEYED]);
    let (output, site) = build_in(folder.path(), with_secret(SECRET));
    let tokens: BTreeSet<_> = feeds(&site).into_keys().filter_map(|path| split(path).0).collect();
    assert!(!tokens.is_empty());
    let log = said(&output);
    let told =
        site.iter().filter(|(path, _)| !path.starts_with("calendars/")).map(|(path, text)| (path.as_str(), text));
    for (path, text) in told.chain([("the log", &log)]) {
        assert!(!tokens.iter().any(|token| text.contains(token)), "{path}");
        for word in ["calendars/people", "calendars/all", "calendars/shifts", "text/calendar", "webcal:", SECRET] {
            assert!(!text.contains(word), "{word} in {path}");
        }
    }
    assert_eq!(site["schedule.json"], plain()["schedule.json"]);
}

#[test]
fn pages_say_where_the_addresses_are_instead() {
    let site = keyed(SECRET);
    assert!(site["people/ana/index.html"].contains("<code>hausmeister feeds --person ana</code>"));
    assert!(site["index.html"].contains("<code>hausmeister feeds --person ID</code>"));
    let plain = plain();
    for path in ["people/ana/index.html", "index.html"] {
        assert!(!site[path].contains("#subscribe") && plain[path].contains("#subscribe"), "{path}");
        assert!(!plain[path].contains("hausmeister feeds"), "{path}");
    }
}

#[test]
fn a_revision_moves_a_persons_feeds_and_empties_where_they_were() {
    let sites: Vec<_> = (1..=3).map(at_revision).collect();
    let full = |site: &Site| -> BTreeSet<String> {
        feeds(site).into_iter().filter(|(_, text)| !is_empty(text)).map(|(path, _)| path.to_owned()).collect()
    };
    let is_anas = |path: &&String| path.contains("/ana-") || path.contains("/ana/");
    let of_ana = |site: &Site| -> BTreeSet<String> { full(site).iter().filter(is_anas).cloned().collect() };
    let others =
        |site: &Site| -> BTreeSet<String> { full(site).iter().filter(|path| !is_anas(path)).cloned().collect() };
    for (before, after) in [(0, 1), (0, 2), (1, 2)] {
        let (before, after) = (&sites[before], &sites[after]);
        assert!(of_ana(before).len() > 2 && of_ana(before).len() == of_ana(after).len());
        assert!(of_ana(before).is_disjoint(&of_ana(after)));
        for path in of_ana(before) {
            assert!(is_empty(&after[&path]), "{path}");
        }
        assert_eq!(others(before), others(after));
        for path in feeds(before).into_keys() {
            assert!(after.contains_key(path), "{path} vanished");
        }
    }
    assert_eq!(full(&sites[0]), full(&keyed(SECRET)), "1 is what stands where nothing is written");
}

#[test]
fn a_secret_makes_the_same_bytes_each_time_and_another_secret_other_addresses() {
    let site = keyed(SECRET);
    assert_eq!(keyed(&format!("{SECRET}\n")), site);
    let other = keyed("another key for the tests");
    let paths = |site: &Site| -> BTreeSet<_> {
        feeds(site).into_keys().filter(|path| split(path).0.is_some()).map(str::to_owned).collect()
    };
    assert!(paths(&site).is_disjoint(&paths(&other)));
    // Also no version, checksum or order of the public files depends on the secret.
    let public = |site: Site| site.into_iter().filter(|(path, _)| !path.starts_with("calendars/")).collect::<Site>();
    assert_eq!(public(site), public(other));
}

#[test]
fn without_a_key_nothing_is_published() {
    let folder = project(&[KEYED]);
    let out = folder.path().join("public");
    for secret in ["", "  ", "too short"] {
        let output = build(with_secret(secret), folder.path(), &out, NOW);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("error[bad-value]: `HAUSMEISTER_FEED_KEY` is "), "{}", said(&output));
        assert!(!out.exists());
    }
    let mut check = hausmeister();
    let output = check.arg("--root").arg(folder.path()).args(["--now", NOW, "check"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}

#[test]
fn a_runbook_can_link_to_no_feed() {
    let folder = project(&[KEYED]);
    let site = build_in(folder.path(), with_secret(SECRET)).1;
    let secret = feeds(&site).into_keys().find(|path| path.starts_with("calendars/people/ana-")).unwrap();
    for path in ["calendars/all.ics", secret] {
        let nearly = path.replace("calendars", "calendar");
        fs::write(folder.path().join("content/linking.md"), format!("[feed](/{path}), [feed](/{nearly})\n")).unwrap();
        let output = build(with_secret(SECRET), folder.path(), &folder.path().join("public"), NOW);
        let said = said(&output);
        assert_eq!((output.status.code(), said.matches("error[broken-link]").count()), (Some(2), 2), "{said}");
        assert!(!said.contains("did you mean"), "{said}");
    }
}
