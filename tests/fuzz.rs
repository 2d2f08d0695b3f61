//! The laws that fuzzing tries to break, held against its seeds and against every input that broke one before.
//!
//! `fuzz/run` looks for more of these; what it finds goes to `fuzz/regressions/`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy knows the tests here, but not what they share")]

#[path = "../fuzz/laws/mod.rs"]
mod laws;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

/// Holds a law against every file in the folders of its name.
fn hold(name: &str, law: fn(&[u8])) {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let folders = ["seeds", "regressions"].map(|folder| fuzz.join(folder).join(name));
    let mut held = 0;
    for file in folders.iter().flat_map(fs::read_dir).flatten() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let outcome = catch_unwind(|| law(&bytes));
        assert!(outcome.is_ok(), "{} breaks the law", path.display());
        held += 1;
    }
    assert!(held > 2, "{held} inputs for {name}");
}

#[test]
fn rosters() {
    hold("roster", laws::roster::hold);
}

#[test]
fn hours() {
    hold("hours", laws::hours::hold);
}

#[test]
fn runbooks() {
    hold("content", laws::content::hold);
}

#[test]
fn feeds() {
    hold("feeds", laws::feeds::hold);
}

#[test]
fn edits() {
    hold("edits", laws::edits::hold);
}

#[test]
fn differences() {
    hold("diff", laws::diff::hold);
}
