//! A project to start from: a team's name, zone and people go in; a roster, runbooks and CI come out.
//!
//! The texts stand beside this file, but for the workflows: those are the ones of this very repository, which build the
//! program from its sources where other repositories install it. Nothing here writes a file.

mod ids;
mod roster;

use chrono::NaiveDate;

use crate::time::Zone;

pub use roster::{FEWEST, TWO_LEVELS};

/// What the project is for.
#[derive(Debug, Clone)]
pub struct Starter {
    /// The team's name.
    pub team: String,
    /// The zone of its times.
    pub zone: Zone,
    /// The first day of the rotation, a Monday.
    pub starts: NaiveDate,
    /// The names of its people, in the order of the rotation.
    pub people: Vec<String>,
    /// What checks and publishes it.
    pub ci: Ci,
}

/// What checks and publishes a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ci {
    /// GitHub Actions and Pages.
    Github,
    /// GitLab CI and Pages.
    Gitlab,
    /// Nothing that this program knows.
    None,
}

/// What git is to leave alone in the project.
pub const IGNORED: &str = ".gitignore";

/// The runbooks, by path.
const RUNBOOKS: &[(&str, &str)] = &[
    ("content/backlog.md", include_str!("content/backlog.md")),
    ("content/escalation.md", include_str!("content/escalation.md")),
    ("content/hand-off.md", include_str!("content/hand-off.md")),
    ("content/level-1.md", include_str!("content/level-1.md")),
    ("content/level-2.md", include_str!("content/level-2.md")),
];

const GITHUB: &[(&str, &str)] = &[
    (".github/workflows/check.yml", include_str!("../../.github/workflows/check.yml")),
    (".github/workflows/publish.yml", include_str!("../../.github/workflows/publish.yml")),
];

const GITLAB: &[(&str, &str)] = &[(".gitlab-ci.yml", include_str!("gitlab-ci.yml"))];

/// How the workflows of this repository get the program.
const FROM_SOURCES: &str = "cargo install --path . --locked";

/// How those of other repositories get it: the release that wrote them, so that no other changes a site unasked.
const RELEASED: &str = concat!("cargo install hausmeister@", env!("CARGO_PKG_VERSION"), " --locked");

/// The files of a new project, by path.
#[must_use]
pub fn files(starter: &Starter) -> Vec<(&'static str, String)> {
    let workflows = match starter.ci {
        Ci::Github => GITHUB,
        Ci::Gitlab => GITLAB,
        Ci::None => &[],
    };
    let workflows = workflows.iter().map(|(path, text)| (*path, text.replace(FROM_SOURCES, RELEASED)));
    let runbooks = RUNBOOKS.iter().map(|(path, text)| (*path, (*text).to_owned()));
    let mut files: Vec<_> = workflows.chain(runbooks).collect();
    files.push((IGNORED, include_str!("gitignore").to_owned()));
    files.push(("roster.schema.json", crate::roster::schema()));
    files.push(("roster.yaml", roster::text(starter)));
    files.sort_unstable_by_key(|(path, _)| *path);
    files
}
