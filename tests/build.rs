//! `build` from outside, on this repository's own roster: what it publishes, and what it leaves alone.

#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy knows the tests here, but not what they share")]

#[path = "common/copy.rs"]
mod copy;
#[path = "common/files.rs"]
mod files;
#[path = "common/html.rs"]
mod html;
#[path = "common/project.rs"]
mod project;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use copy::copy_project;
use files::files;
use html::{Target, elements, target};
use project::{NOW, build, hausmeister, root, said};
use serde_json::Value;
use tempfile::TempDir;

/// Where the roster says that the site is published.
const BASE: &str = "https://data-infra.example.org/hausmeister/";

/// This repository's site, built once.
fn site() -> &'static BTreeMap<String, Vec<u8>> {
    static SITE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    SITE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        let output = build(hausmeister(), &root(), &out, NOW);
        assert!(output.status.success(), "{}", said(&output));
        files(&out)
    })
}

/// A copy of this repository's inputs, to break.
fn copy() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("project");
    copy_project(&root);
    (folder, root)
}

fn text(path: &str) -> &'static str {
    std::str::from_utf8(site().get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    let html = |path: &&String| Path::new(path).extension().is_some_and(|extension| extension == "html");
    site().keys().filter(html).map(|path| (path.as_str(), text(path)))
}

fn ids(schedule: &Value, key: &str) -> Vec<String> {
    schedule[key].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn everything_that_is_promised_is_there() {
    let schedule: Value = serde_json::from_str(text("schedule.json")).unwrap();
    let (people, types) = (ids(&schedule, "people"), ids(&schedule, "shift_types"));
    assert_eq!((people.len(), types.len()), (10, 4));
    let mut promised: BTreeSet<String> = [
        ".hausmeister",
        ".nojekyll",
        "404.html",
        "calendars/all.ics",
        "calendars/hand-offs.ics",
        "favicon.svg",
        "hand-offs/index.html",
        "index.html",
        "load/index.html",
        "manifest.webmanifest",
        "offline.html",
        "people/index.html",
        "robots.txt",
        "schedule.json",
        "schedule/index.html",
        "service-worker.js",
        "sitemap.xml",
    ]
    .map(str::to_owned)
    .into();
    for person in &people {
        promised.extend([format!("people/{person}/index.html"), format!("calendars/people/{person}.ics")]);
    }
    for shift_type in &types {
        promised.extend([format!("shifts/{shift_type}/index.html"), format!("calendars/shifts/{shift_type}.ics")]);
        promised.insert(format!("calendars/pager/{shift_type}.ics"));
        // Whoever can't hold a type has a feed for it too, which stays when they could and no longer can.
        promised.extend(people.iter().map(|person| format!("calendars/people/{person}/{shift_type}.ics")));
    }
    for path in files(&root().join("content")).keys().filter_map(|path| path.strip_suffix(".md")) {
        let folder = path.strip_suffix("index").unwrap_or(path).trim_end_matches('/');
        promised.insert(format!("{folder}/index.html").trim_start_matches('/').to_owned());
    }
    let missing: Vec<_> = promised.iter().filter(|path| !site().contains_key(*path)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let unexpected = |path: &&String| !promised.contains(*path) && !path.starts_with("assets/");
    let unexpected: Vec<_> = site().keys().filter(unexpected).collect();
    assert!(unexpected.is_empty(), "{unexpected:?}");
}

#[test]
fn every_link_leads_to_a_file_of_the_site() {
    let mut wrong = Vec::new();
    let mut followed = 0;
    let places: BTreeMap<_, BTreeSet<_>> = pages()
        .map(|(page, html)| {
            (page, elements(html).iter().filter_map(|element| element.get("id").map(str::to_owned)).collect())
        })
        .collect();
    for (page, html) in pages() {
        for element in elements(html) {
            for link in ["href", "src", "srcset", "action", "data-src"].iter().filter_map(|name| element.get(name)) {
                let Target::File { path, fragment } = target(BASE, page, link) else { continue };
                followed += 1;
                let place = fragment.filter(|fragment| !fragment.is_empty());
                let leads = match (site().contains_key(&path), place, places.get(path.as_str())) {
                    (there, None, _) => there,
                    (_, Some(place), Some(places)) => places.contains(&place),
                    (_, Some(_), None) => false,
                };
                if !leads {
                    wrong.push(format!("{page}: {link}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(followed > 500, "only {followed} links");
}

#[test]
fn pages_load_and_run_nothing_that_a_strict_policy_forbids() {
    for (page, html) in pages() {
        let elements = elements(html);
        let policy = elements.iter().find(|element| element.get("http-equiv") == Some("Content-Security-Policy"));
        let policy = policy.and_then(|policy| policy.get("content")).unwrap_or_else(|| panic!("{page} has no policy"));
        assert!(policy.contains("default-src 'none'") || policy.contains("default-src 'self'"), "{page}: {policy}");
        assert!(!policy.contains("unsafe-") && !policy.contains('*') && !policy.contains("http"), "{page}: {policy}");
        for element in &elements {
            let at = format!("{page}: {element:?}");
            assert!(element.get("style").is_none() && element.name != "style", "{at}");
            assert!(!element.attributes.keys().any(|name| name.starts_with("on")), "{at}");
            let data = element.get("type").is_some_and(|kind| kind.ends_with("json"));
            assert!(element.name != "script" || data || element.raw_text.trim().is_empty(), "{at}");
            let loaded = element.get("src").or(element.get("href").filter(|_| loads(element)));
            assert!(loaded.is_none_or(|address| target(BASE, page, address) != Target::Elsewhere), "{at}");
            assert!(loaded.is_none_or(|address| !address.starts_with("http")), "{at}");
        }
    }
}

/// Whether a browser fetches a link's target by itself.
fn loads(element: &html::Element) -> bool {
    let kinds = ["stylesheet", "icon", "manifest", "preload", "modulepreload", "apple-touch-icon", "mask-icon"];
    element.name == "link" && element.get("rel").is_some_and(|rel| rel.split(' ').any(|rel| kinds.contains(&rel)))
}

/// Ten places of this repository's roster, and what to put there.
const BREAKS: &[(&str, &str, &str)] = &[
    ("work_hours: Mon-Fri 09:00-18:00", "work_hours: Mon-Fri 09:00-25:00", "bad-value"),
    ("title: Hausmeister", "titel: Hausmeister", "unknown-key"),
    ("email: ana.souza@example.org", "slack: ana", "duplicate-key"),
    ("timezone: Europe/Berlin", "timezone: Europe/Berlyn", "bad-value"),
    ("rotation: seniors", "rotation: senior", "unknown-rotation"),
    ("runbook: level-2", "runbook: level-3", "broken-link"),
    ("follows: level-1-weekday", "follows: level-1-weekdays", "unknown-shift"),
    ("person: carla", "person: karla", "unknown-person"),
    ("on: 2026-12-25", "on: 2026-12-32", "bad-value"),
    ("notice: 2 weeks", "notice: 2 moons", "bad-value"),
];

#[test]
fn a_roster_broken_in_ten_places_has_ten_problems_and_changes_nothing() {
    let (_folder, root) = copy();
    let out = root.join("public");
    let first = build(hausmeister(), &root, &out, NOW);
    assert!(first.status.success(), "{}", said(&first));
    let before = files(&out);
    let mut roster = fs::read_to_string(root.join("roster.yaml")).unwrap();
    for (written, broken, _) in BREAKS {
        assert!(roster.contains(written), "{written}");
        roster = roster.replacen(written, broken, 1);
    }
    fs::write(root.join("roster.yaml"), &roster).unwrap();

    let check = hausmeister().args(["--now", NOW, "check", "--format", "json"]).current_dir(&root).output().unwrap();
    assert_eq!(check.status.code(), Some(1), "{}", said(&check));
    let report: Value = serde_json::from_slice(&check.stdout).unwrap();
    let mut codes: Vec<_> =
        report["problems"].as_array().unwrap().iter().map(|problem| problem["code"].as_str().unwrap()).collect();
    let mut expected: Vec<_> = BREAKS.iter().map(|(_, _, code)| *code).collect();
    expected.sort_unstable();
    codes.sort_unstable();
    assert_eq!(codes, expected, "{}", said(&check));

    let second = build(hausmeister(), &root, &out, NOW);
    assert_eq!(second.status.code(), Some(2), "{}", said(&second));
    assert_eq!(files(&out), before);
}

#[test]
fn a_second_build_without_a_change_writes_nothing() {
    let (_folder, root) = copy();
    let out = root.join("public");
    assert!(build(hausmeister(), &root, &out, NOW).status.success());
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let paths: Vec<_> = files(&out).into_keys().collect();
    for path in &paths {
        File::options().write(true).open(out.join(path)).unwrap().set_modified(long_ago).unwrap();
    }
    let second = build(hausmeister(), &root, &out, NOW);
    assert!(
        said(&second).contains(&format!("0 files written, {} unchanged, 0 removed", paths.len() - 1)),
        "{}",
        said(&second)
    );
    let modified = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    let touched: Vec<_> =
        paths.iter().filter(|path| *path != ".hausmeister" && modified(&out.join(path)) != long_ago).collect();
    assert!(touched.is_empty(), "{touched:?}");
}

#[test]
fn the_figures_of_a_build_are_its_last_line() {
    let (_folder, root) = copy();
    let output = build(hausmeister(), &root, &root.join("public"), NOW);
    let printed = String::from_utf8(output.stdout).unwrap();
    let last = printed.lines().last().unwrap();
    let figures: Vec<_> =
        last.split(|character: char| !character.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    let ending = |end: &str| site().keys().filter(|path| path.ends_with(end)).count().to_string();
    let shifts =
        serde_json::from_str::<Value>(text("schedule.json")).unwrap()["shifts"].as_array().unwrap().len().to_string();
    assert_eq!(figures[..3], [ending(".html"), ending(".ics"), shifts], "{last}");
    assert!(last.ends_with(" ms"), "{last}");
}
