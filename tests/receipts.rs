//! A build of what was built before does nothing, and whatever is in doubt is built.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]

#[path = "common/copy.rs"]
mod copy;
#[path = "common/files.rs"]
mod files;
#[path = "common/project.rs"]
mod project;

use std::fs;
use std::path::{Path, PathBuf};

use copy::copy_project;
use files::files;
use project::{NOW, hausmeister, said};
use tempfile::TempDir;

/// What `-v` says where nothing is built.
const NOTHING: &str = "nothing has changed since the last build";

/// This repository's project, in a folder whose user remembers builds.
struct Project {
    folder: TempDir,
}

impl Project {
    /// The project, built once.
    fn built() -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        copy_project(&project.root());
        assert!(!project.build().contains(NOTHING));
        project
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    fn build(&self) -> String {
        self.build_at(NOW, &[], &[])
    }

    /// What a build says, which comes to an end as it should.
    fn build_at(&self, now: &str, arguments: &[&str], variables: &[(&str, &str)]) -> String {
        let mut program = hausmeister();
        program.env("XDG_CACHE_HOME", self.cache()).envs(variables.iter().copied());
        program.arg("--root").arg(self.root()).args(["-v", "--now", now, "build"]).args(arguments);
        let output = program.output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        said(&output)
    }

    fn append(&self, path: &str, text: &str) {
        let old = fs::read_to_string(self.path(path)).unwrap();
        fs::write(self.path(path), old + text).unwrap();
    }
}

/// Whether the same files stand in two folders.
fn are_equal(one: &Path, other: &Path) -> bool {
    files(one) == files(other)
}

#[test]
fn the_second_build_says_what_the_first_said_and_does_nothing() {
    let project = Project::built();
    let before = files(&project.path("public"));
    let said = project.build();
    assert!(said.contains(NOTHING), "{said}");
    let count = before.len() - 1;
    assert!(said.contains(&format!("public: 0 files written, {count} unchanged, 0 removed")), "{said}");
    assert!(said.contains(" pages, ") && said.contains(" feeds, "), "{said}");
    assert_eq!(files(&project.path("public")), before);
    // Without a folder to remember in, the same is built and said.
    fs::remove_dir_all(project.cache()).unwrap();
    let built = project.build();
    assert!(!built.contains(NOTHING), "{built}");
    let figures = |said: &str| said.lines().filter(|line| line.contains("files written")).map(str::to_owned).next();
    assert_eq!(figures(&said), figures(&built));
}

#[test]
fn every_change_is_built() {
    let project = Project::built();
    let changes: [(&str, &dyn Fn()); 9] = [
        ("the roster", &|| project.append("roster.yaml", "# a comment\n")),
        ("a runbook", &|| project.append("content/level-1/index.md", "\nOne more line.\n")),
        ("a file beside it", &|| fs::write(project.path("content/plan.txt"), "one").unwrap()),
        ("the same, with other bytes", &|| fs::write(project.path("content/plan.txt"), "two").unwrap()),
        ("a template", &|| {
            fs::create_dir_all(project.path("templates")).unwrap();
            fs::write(project.path("templates/robots.txt"), "User-agent: *\n").unwrap();
        }),
        ("a published file", &|| project.append("public/index.html", "<p>Not ours.</p>")),
        ("one that is gone", &|| fs::remove_file(project.path("public/index.html")).unwrap()),
        ("one too many", &|| fs::write(project.path("public/more.html"), "").unwrap()),
        ("what a killed build left", &|| fs::create_dir_all(project.path(".public.hausmeister/next")).unwrap()),
    ];
    for (what, change) in changes {
        assert!(project.build().contains(NOTHING), "before {what}");
        change();
        let said = project.build();
        assert!(!said.contains(NOTHING), "{what}: {said}");
        let whole = project.path("whole");
        project.build_at(NOW, &["--out", whole.to_str().unwrap()], &[("XDG_CACHE_HOME", "none")]);
        assert!(are_equal(&project.path("public"), &whole), "{what}");
        assert!(!project.path(".public.hausmeister").exists(), "{what}");
    }
}

#[test]
fn another_address_revision_or_secret_is_another_build() {
    let project = Project::built();
    let secret = [("HAUSMEISTER_FEED_KEY", "a secret of thirty-two characters and more")];
    let others: [&dyn Fn() -> String; 3] = [
        &|| project.build_at(NOW, &["--base-url", "https://example.org/elsewhere/"], &[]),
        &|| project.build_at(NOW, &[], &[("SOURCE_DATE_EPOCH", "1795183381")]),
        &|| project.build_at(NOW, &[], &secret),
    ];
    for (number, other) in others.iter().enumerate() {
        let said = other();
        assert!(!said.contains(NOTHING), "{number}: {said}");
        project.build();
        assert!(project.build().contains(NOTHING));
    }
    // A secret is written nowhere, and so no receipt of what is made with it.
    for _ in 0..2 {
        assert!(!project.build_at(NOW, &[], &secret).contains(NOTHING));
    }
}

/// São Paulo is three hours behind; there Monday's hand-off is at 18:00.
#[test]
fn time_is_up_where_something_could_come_out_another() {
    let project = Project::built();
    for (now, is_built) in [
        ("2026-11-23T20:59:59Z", false),
        ("2026-11-23T21:00:00Z", true),
        ("2026-11-24T02:59:59Z", false),
        ("2026-11-24T03:00:00Z", true),
        ("2026-11-24T18:00:00Z", false),
        ("2026-11-25T03:00:00Z", true),
        // Back to where it began.
        (NOW, true),
    ] {
        let whole = project.path("whole");
        project.build_at(now, &["--out", whole.to_str().unwrap()], &[("XDG_CACHE_HOME", "none")]);
        assert_eq!(!project.build_at(now, &[], &[]).contains(NOTHING), is_built, "{now}");
        assert!(are_equal(&project.path("public"), &whole), "{now}");
    }
}

#[test]
fn what_cant_be_believed_is_built() {
    let project = Project::built();
    let builds = project.cache().join("hausmeister/builds");
    let receipt = fs::read_dir(builds).unwrap().next().unwrap().unwrap().path();
    let kept = fs::read_to_string(&receipt).unwrap();
    let damages = [
        "",
        "{}",
        "null",
        &kept.replace("\"version\":", "\"version\":9"),
        &kept.replace("\"start\":\"2026", "\"start\":\"2027"),
    ];
    for damaged in damages {
        fs::write(&receipt, damaged).unwrap();
        assert!(!project.build().contains(NOTHING), "{damaged}");
        assert!(project.build().contains(NOTHING), "{damaged}");
    }
    // A day or a local time means an instant only by the roster.
    assert!(!project.build_at("2026-11-23 09:00", &[], &[]).contains(NOTHING));
    // Nobody remembers, nothing fails.
    fs::remove_dir_all(project.cache()).unwrap();
    fs::write(project.cache(), "in the way").unwrap();
    assert!(project.build().contains("the next build will be made in any case"));
}

/// What was told about the inputs, up to the line that counts it; empty where there was nothing.
fn warnings(said: &str) -> &str {
    let end = said.rfind(" warnings\n").unwrap_or_default();
    let start = said[..end].find("warning").unwrap_or_default();
    &said[start..end]
}

#[test]
fn warnings_are_told_every_time() {
    let project = Project::built();
    let page = fs::read_to_string(project.path("content/level-1/index.md")).unwrap();
    let page = page.replacen("---\n", "---\nreview_by: 2026-01-01\n", 1);
    fs::write(project.path("content/level-1/index.md"), page).unwrap();
    let roster = fs::read_to_string(project.path("roster.yaml")).unwrap();
    // Each engineer's weekend right after their weekdays, and more rest asked for than there is. Nobody is away soon.
    let roster = roster.replacen("offset: 2 #", "offset: 0 #", 1).replacen("rest: 12 hours", "rest: 4 weeks", 1);
    fs::write(project.path("roster.yaml"), roster + "publish: { ahead: 2 weeks }\n").unwrap();
    let whole = project.path("whole");
    let built = |now, color| {
        let arguments = ["--color", color, "--out", whole.to_str().unwrap()];
        project.build_at(now, &arguments, &[("XDG_CACHE_HOME", "none")])
    };
    assert!(!project.build().contains(NOTHING));
    for now in [NOW, "2026-11-23T03:00:00Z", "2026-11-23T12:34:56Z", "2026-11-23T20:59:59Z"] {
        for color in ["never", "always"] {
            let (told, afresh) = (project.build_at(now, &["--color", color], &[]), built(now, color));
            assert!(told.contains(NOTHING) && !afresh.contains(NOTHING), "{now}: {told}");
            assert!(["stale-runbook", "rest", "uneven"].iter().all(|code| told.contains(code)), "{now}: {told}");
            assert_eq!(warnings(&told), warnings(&afresh), "{now}");
        }
    }
}
