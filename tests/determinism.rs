//! The same inputs and the same `--now` give the same bytes: whatever the folder, the machine's zone, its language,
//! who runs it, how often.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]

#[path = "common/copy.rs"]
mod copy;
#[path = "common/files.rs"]
mod files;
#[path = "common/project.rs"]
mod project;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use copy::copy_project;
use files::files;
use project::{NOW, build, hausmeister, said};

/// The site that `program` builds of the project in `folder`, as of `now`.
fn site(program: Command, folder: &Path, now: &str) -> BTreeMap<String, Vec<u8>> {
    let out = folder.join("public");
    let output = build(program, folder, &out, now);
    assert!(output.status.success(), "{}", said(&output));
    files(&out)
}

fn site_at(now: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    copy_project(folder.path());
    site(hausmeister(), folder.path(), now)
}

/// The paths at which two sites differ, or that only one has.
fn differing(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let paths = one.keys().chain(other.keys());
    paths.filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

/// The program, run by a shell that hides new files from all but their owner.
fn with_umask() -> Command {
    let program = hausmeister();
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "umask 077; exec \"$0\" \"$@\""]).arg(program.get_program()).env_clear();
    shell.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell
}

#[test]
fn equal_inputs_give_equal_bytes_everywhere() {
    let surroundings: [&[(&str, &str)]; 5] = [
        &[],
        &[("TZ", "Pacific/Apia"), ("LANG", "C"), ("LC_ALL", "C")],
        &[("TZ", "America/Sao_Paulo"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("HOME", "/nonexistent")],
        &[("TZ", "nonsense"), ("LC_ALL", "pt_BR.UTF-8"), ("USER", "somebody"), ("TERM", "dumb"), ("NO_COLOR", "1")],
        &[("TZ", ""), ("COLUMNS", "20"), ("TMPDIR", "/tmp"), ("GIT_DIR", "/nonexistent")],
    ];
    let folder = tempfile::tempdir().unwrap();
    let first = site_at(NOW);
    assert!(first.len() > 50, "{:?}", first.keys());
    for (turn, variables) in surroundings.into_iter().enumerate() {
        let folder = folder.path().join(format!("{}/a clone", "deep/".repeat(turn)));
        fs::create_dir_all(&folder).unwrap();
        copy_project(&folder);
        let mut command = if turn % 2 == 0 { hausmeister() } else { with_umask() };
        command.envs(variables.iter().copied());
        let differing = differing(&first, &site(command, &folder, NOW));
        assert!(differing.is_empty(), "{differing:?} differ with {variables:?}");
    }
}

#[test]
fn two_builds_within_one_on_call_stretch_are_equal() {
    let tuesday = site_at("2026-11-24T09:00:00-03:00");
    let wednesday = site_at("2026-11-25T22:30:00-03:00");
    let differing = differing(&tuesday, &wednesday);
    assert!(differing.is_empty(), "{differing:?}");
}

/// What names those on duty at the build, for readers without JavaScript: the home page, the pages on escalating and on
/// handing off, and the page and the runbook of each shift type that begins or ends between Thursday and Saturday. The
/// service worker tells browsers that there is something new.
const NAMES_WHO_IS_ON_DUTY: &[&str] = &[
    "backlog/index.html",
    "escalation/index.html",
    "hand-off/index.html",
    "index.html",
    "level-1/index.html",
    "service-worker.js",
    "shifts/backlog-weekday/index.html",
    "shifts/level-1-weekday/index.html",
    "shifts/level-1-weekend/index.html",
];

#[test]
fn builds_on_two_stretches_of_a_week_differ_only_where_it_shows_who_is_on_duty() {
    let thursday = site_at("2026-11-26T12:00:00-03:00");
    let saturday = site_at("2026-11-28T12:00:00-03:00");
    let differing = differing(&thursday, &saturday);
    assert_eq!(differing, NAMES_WHO_IS_ON_DUTY.iter().copied().map(str::to_owned).collect());
}
