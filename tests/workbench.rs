//! A workbench, which keeps what it can from one build to the next, makes what a build from nothing makes.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]

use std::collections::BTreeSet;
use std::path::Path;

use hausmeister::content::InputFile;
use hausmeister::feeds::KeyFault;
use hausmeister::project::{self, Project};
use hausmeister::{Build, Env, Workbench, build};

const REVISION: &str = "1795183380";

fn env() -> Env {
    Env { now: "2026-11-23T12:00:00Z".parse().unwrap(), base_url: None, feed_key: Err(KeyFault::Missing) }
}

/// The text of a runbook, to be changed.
fn change(project: &mut Project, path: &str, change: impl Fn(&str) -> String) {
    let file = project.content.iter_mut().find(|file| file.path == path).unwrap();
    let text = String::from_utf8(file.bytes.clone().unwrap()).unwrap();
    file.bytes = Some(change(&text).into_bytes());
}

fn change_roster(project: &mut Project, change: impl Fn(&str) -> String) {
    let text = change(project.sources.text(project.roster));
    project.roster = project.sources.add("roster.yaml", text);
}

fn add(project: &mut Project, path: &str, text: &str) {
    project.content.push(InputFile { path: path.to_owned(), bytes: Some(text.as_bytes().to_owned()) });
}

/// What is wrong, as far as a reader could tell.
fn problems(built: &Build) -> Vec<String> {
    built
        .problems
        .iter()
        .map(|problem| format!("{:?} {} {:?}", problem.code, problem.message, problem.place.span))
        .collect()
}

type Edit = fn(&mut Project);

/// Edits that come after one another: of text, words in front matter, links from elsewhere, errors and their mending.
const EDITS: &[(&str, Edit)] = &[
    ("nothing", |_| {}),
    ("a line", |project| change(project, "level-1/index.md", |text| format!("{text}\nOne more line.\n"))),
    ("a title", |project| change(project, "escalation.md", |text| text.replacen("title:", "title: Now", 1))),
    ("a heading and a link to it", |project| {
        change(project, "hand-off.md", |text| format!("{text}\n## Afterwards\n"));
        change(project, "level-2.md", |text| format!("{text}\n[After](hand-off.md#afterwards)\n"));
    }),
    ("a new page", |project| {
        add(project, "night/owl.md", "# Owl\n\nSee [level 2](../level-2.md), {{ on_call(1) }}.\n");
    }),
    ("a broken link and insert", |project| {
        add(
            project,
            "night/broken.md",
            "# Broken\n\n[Gone](gone.md) and {{ on_call(\"nobody\") }}.[^1]\n\n[^1]: {{ reach(9) }}\n",
        );
    }),
    ("the heading gone", |project| change(project, "hand-off.md", |text| text.replace("## Afterwards\n", ""))),
    ("the page gone", |project| project.content.retain(|file| !file.path.starts_with("night/"))),
    // A page that is drafted meanwhile has no text for the index, and must be drafted anew for the next one.
    ("no search", |project| {
        change(project, "level-2.md", |text| format!("{text}\nOne more word: untexted.\n"));
        change_roster(project, |text| text.replacen("site:\n", "site:\n  search: false\n", 1));
    }),
    ("a search again", |project| change_roster(project, |text| text.replace("  search: false\n", ""))),
    ("a draft", |project| change(project, "rotation.md", |text| text.replacen("---\n", "---\ndraft: true\n", 1))),
];

#[test]
fn what_is_kept_between_builds_changes_nothing() {
    let mut project = project::read(Path::new(env!("CARGO_MANIFEST_DIR")), Some(REVISION)).unwrap();
    let mut workbench = Workbench::default();
    let wanted: BTreeSet<String> =
        ["index.html", "level-1/index.html", "night/owl/index.html"].map(String::from).into();
    let mut errors = 0;
    for (what, edit) in EDITS {
        edit(&mut project);
        let whole = build(project.clone(), &env());
        let part = workbench.build_pages(project.clone(), &env(), &wanted);
        let again = workbench.build(project.clone(), &env());
        assert!(again.tree == whole.tree, "{what}");
        assert_eq!(problems(&again), problems(&whole), "{what}");
        errors += usize::from(!whole.is_sound());
        // What hangs on all pages at once is left for the whole site.
        assert_eq!(problems(&part), problems(&whole), "{what}");
        for path in &wanted {
            let bytes = |built: &Build| built.tree.get(path).map(|file| file.bytes.clone());
            assert!(bytes(&part) == bytes(&whole), "{what}: {path}");
        }
        assert!(whole.tree.len() > 3 * wanted.len(), "{what}");
    }
    assert_eq!(errors, 6, "the last six leave a broken link");
}
