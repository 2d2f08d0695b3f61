//! `diff`, `check --base` and `announce --since` against revisions of a repository that the test makes.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]

#[path = "common/project.rs"]
mod project;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use project::{NOW, hausmeister, said};
use tempfile::TempDir;

/// A roster whose pager is drawn on `order`.
fn roster(order: &str) -> String {
    format!(
        "team: Harbour\ntimezone: Europe/Berlin\nstarts: 2026-11-02\npeople:\n  ada: {{ name: Ada Brandt }}\n  \
         ben: {{ name: Ben Otto }}\n  cleo: {{ name: Cleo Marin }}\nrotations:\n  crew: {order}\nshifts:\n  \
         pager: {{ name: Pager, hours: Mon 09:00 - Mon 09:00, rotation: crew }}\nescalation: [pager]\nrules: {{ notice: \
         2 weeks }}\n"
    )
}

/// The order of the beginning, with those of a careless and of a careful change.
const FIRST: &str = "[ada, ben, cleo]";
const CARELESS: &str = "[ben, ada, cleo]";
const CAREFUL: &str =
    "[{ since: 2026-11-02, order: [ada, ben, cleo] }, { since: 2026-12-14, order: [ben, ada, cleo] }]";

/// A repository whose commits nobody in particular makes, all at one time.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository
    }

    fn path(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    fn git(&self, arguments: &[&str]) {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.0.path()).args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Nobody").env(format!("GIT_{who}_EMAIL"), "nobody@example.org");
            command.env(format!("GIT_{who}_DATE"), "1790000000 +0000");
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self, path: &str, text: &str) {
        self.write(path, text);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", path]);
    }
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    hausmeister().arg("--root").arg(root).args(["--now", NOW]).args(arguments).output().unwrap()
}

/// Exit status and all that was printed.
fn ran(root: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(root, arguments);
    (output.status.code(), said(&output))
}

/// That a command says `expected` somewhere, and ends with `status`.
fn assert_says(root: &Path, arguments: &[&str], status: i32, expected: &str) {
    let (code, text) = ran(root, arguments);
    assert_eq!(code, Some(status), "{arguments:?}: {text}");
    assert!(text.contains(expected), "{arguments:?} does not say {expected:?}: {text}");
}

#[test]
fn a_branch_a_commit_and_what_is_not_committed_are_compared() {
    let repository = Repository::new();
    repository.commit("roster.yaml", &roster(FIRST));
    repository.git(&["switch", "--quiet", "--create", "change"]);
    repository.commit("roster.yaml", &roster(CAREFUL));
    let root = repository.path();
    let calm = "Nobody's next 2 weeks change, and nothing past or running.\n\nFrom Mon 14 Dec 2026 the order of crew is \
                ben, ada, cleo;";
    for base in ["main", "HEAD~1", "HEAD^", "main~0"] {
        assert_says(&root, &["diff", base], 0, calm);
        assert_says(&root, &["check", "--base", base], 0, "no problems");
    }
    assert_says(&root, &["diff", "HEAD"], 0, "Nothing changes compared with HEAD: everyone keeps every shift.\n");
    repository.write("roster.yaml", &roster(CARELESS));
    assert_says(
        &root,
        &["diff", "HEAD"],
        0,
        "2 shifts in the past change, from Mon 2 Nov 09:00 on: Ada Brandt and Ben Otto.",
    );
    assert_says(&root, &["check", "--base", "main"], 1, "error[past-changed]: this changes 3 shifts that have begun");
}

/// The YAML between the words of the help is put in the place of the rotation, as a reader would do.
#[test]
fn what_check_proposes_passes_check() {
    let repository = Repository::new();
    repository.commit("roster.yaml", &roster(FIRST));
    repository.write("roster.yaml", &roster(CARELESS));
    let (_, text) = ran(&repository.path(), &["check", "--base", "main"]);
    let (_, rest) = text.split_once("the notice:\n").unwrap();
    let lines: Vec<_> = rest.lines().take_while(|line| !line.trim().is_empty()).collect();
    let indent = lines[0].len() - lines[0].trim_start().len() - 2;
    let proposed: Vec<_> = lines.iter().map(|line| &line[indent..]).collect();
    let edited = roster(CARELESS).replace(&format!("  crew: {CARELESS}"), &proposed.join("\n"));
    assert_ne!(edited, roster(CARELESS));
    repository.write("roster.yaml", &edited);
    assert_says(&repository.path(), &["check", "--strict", "--base", "main"], 0, "no problems");
    assert_says(&repository.path(), &["diff", "main"], 0, "the order of crew is ben, ada, cleo;");
}

#[test]
fn a_roster_below_the_top_of_its_repository_is_found() {
    let repository = Repository::new();
    repository.write("roster.yaml", &roster("[cleo, ada, ben]"));
    repository.commit("rota/roster.yaml", &roster(FIRST));
    repository.write("rota/roster.yaml", &roster(CAREFUL));
    assert_says(&repository.path().join("rota"), &["diff", "main"], 0, "Nobody's next 2 weeks change");
}

#[test]
fn a_roster_that_was_moved_is_found_where_it_was() {
    let repository = Repository::new();
    repository.commit("on call/roster.yaml", &roster(FIRST));
    repository.git(&["mv", "on call/roster.yaml", "roster.yaml"]);
    repository.write("roster.yaml", &roster(CAREFUL));
    assert_says(&repository.path(), &["diff", "main"], 0, "Nobody's next 2 weeks change");
    assert_says(&repository.path(), &["check", "--base", "main"], 0, "no problems");
    repository.git(&["commit", "--quiet", "--all", "--message", "move"]);
    fs::create_dir(repository.path().join("rota")).unwrap();
    repository.git(&["mv", "roster.yaml", "rota/roster.yaml"]);
    assert_says(&repository.path().join("rota"), &["diff", "main"], 0, "Nothing changes compared with main");
}

/// What the base has got since looks undone here, which a reader must know.
#[test]
fn a_base_that_has_gone_on_is_told() {
    let repository = Repository::new();
    repository.commit("roster.yaml", &roster(FIRST));
    repository.git(&["switch", "--quiet", "--create", "change"]);
    let note = "note: `main` has changed `roster.yaml` since it and what is here parted";
    repository.commit("README.md", "A harbour.");
    assert!(!ran(&repository.path(), &["diff", "main"]).1.contains("note:"));
    repository.git(&["switch", "--quiet", "main"]);
    repository.commit("roster.yaml", &roster(CAREFUL));
    assert!(!ran(&repository.path(), &["diff", "change"]).1.contains("note:"));
    repository.git(&["switch", "--quiet", "change"]);
    assert_says(&repository.path(), &["diff", "main"], 0, note);
    assert_says(&repository.path(), &["check", "--base", "main"], 0, note);
}

/// Where there was no roster, nothing binds; but nothing can be shown either.
#[test]
fn a_revision_without_a_roster_is_nothing_to_compare_with() {
    let repository = Repository::new();
    repository.commit("README.md", "A harbour.");
    repository.write("roster.yaml", &roster(FIRST));
    assert_says(&repository.path(), &["diff", "main"], 2, "error: there is no `roster.yaml` at `main`");
    let note = "note: there is no `roster.yaml` at `main`, so there is nothing to compare with";
    assert_says(&repository.path(), &["check", "--base", "main"], 0, note);
}

/// The first announcement of a roster, and silence from then on.
#[test]
fn an_announcement_tells_what_is_new_since_a_revision_once() {
    let repository = Repository::new();
    repository.commit("README.md", "A harbour.");
    repository.commit("roster.yaml", &roster(FIRST));
    // A Tuesday, without a hand-off.
    let news = |since| {
        let mut command = hausmeister();
        command.arg("--root").arg(repository.path()).args(["--now", "2026-11-24", "announce", "--if-changed"]);
        let output = command.args(["--since", since]).output().unwrap();
        (output.status.code(), said(&output))
    };
    let (status, text) = news("HEAD~1");
    assert_eq!(status, Some(0));
    assert!(text.contains("Changes since HEAD~1\n  the roster is new\n"), "{text}");
    assert_eq!(news("HEAD"), (Some(0), String::new()));
    repository.write("roster.yaml", &roster(CAREFUL));
    let (_, text) = news("HEAD");
    assert!(text.contains("  Mon 21 Dec 09:00 – Mon 28 Dec 09:00  Pager goes from Ben Otto to Cleo Marin\n"), "{text}");
}

#[test]
fn a_revision_that_is_not_there_is_a_failure_with_its_reason() {
    let repository = Repository::new();
    repository.commit("roster.yaml", &roster(FIRST));
    let reason = "error: git could not read `roster.yaml` at `origin/main`: bad revision 'origin/main'\nhelp: there is no \
                  file of that name either; name a branch, a tag or a commit, such as `origin/main`\n";
    let commands =
        [&["diff", "origin/main"][..], &["check", "--base", "origin/main"], &["announce", "--since", "origin/main"]];
    for command in commands {
        assert_says(&repository.path(), command, 2, reason);
    }
    assert_says(&repository.path(), &["check", "--base=--output=x"], 2, "`--output=x` is not one revision");
    assert!(!repository.path().join("x").exists());
}

#[test]
fn a_shallow_clone_without_the_base_says_how_to_get_it() {
    let repository = Repository::new();
    repository.commit("roster.yaml", &roster(FIRST));
    repository.commit("roster.yaml", &roster(CAREFUL));
    let clone = tempfile::tempdir().unwrap();
    let url = format!("file://{}", repository.path().display());
    repository.git(&["clone", "--quiet", "--depth", "1", &url, clone.path().to_str().unwrap()]);
    let help = "this is a shallow clone, which lacks it: fetch the whole history (`fetch-depth: 0`)";
    for command in [&["diff", "HEAD~1"][..], &["check", "--base", "HEAD~1"]] {
        assert_says(clone.path(), command, 2, help);
    }
    assert_says(clone.path(), &["diff", "HEAD"], 0, "Nothing changes");
}

#[test]
fn outside_of_a_repository_only_files_can_be_compared_with() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("roster.yaml"), roster(CAREFUL)).unwrap();
    let file = folder.path().join("before.yaml");
    fs::write(&file, roster(FIRST)).unwrap();
    assert_says(folder.path(), &["diff", "main"], 2, "help: outside of a repository, name a file to compare with");
    assert_says(folder.path(), &["diff", file.to_str().unwrap()], 0, "Nobody's next 2 weeks change");
}

/// What no roster may be, none to compare with is; but nothing was published of it, so it keeps nobody from mending it.
#[test]
fn a_roster_beyond_all_bounds_is_not_compared_with() {
    let repository = Repository::new();
    let large = roster(FIRST) + &"# The same again and again.\n".repeat(150_000);
    repository.commit("roster.yaml", &large);
    repository.write("roster.yaml", &roster(CAREFUL));
    let root = repository.path();
    let file = root.join("large.yaml");
    fs::write(&file, &large).unwrap();
    for (base, name) in [("main", "main:roster.yaml"), (file.to_str().unwrap(), file.to_str().unwrap())] {
        let why = "this file has 4.3 MB, and a roster has 4 MB at most";
        assert_says(&root, &["diff", base], 2, &format!("error[bad-file]: {why}\n --> {name}"));
        assert_says(&root, &["check", "--base", base], 0, "has errors, so nothing is compared with it");
    }
}
