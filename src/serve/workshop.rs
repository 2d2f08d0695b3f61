//! Reads the inputs and makes the site, when something changed.
//!
//! The pages that people have open come first, the whole site after them: at a thousand pages that is the difference
//! between at once and a second. Bytes that did not change make nothing anew, and inputs that fail leave the last good
//! site as it is.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch::Sender;

use super::recent::Recent;
use super::shown::Shown;
use crate::diagnostics::render::Report;
use crate::diagnostics::{Problem, Sources};
use crate::error::{Error, Result};
use crate::project::Project;
use crate::{Build, Env, Stats};

/// Columns of a report in a page.
const WIDTH: usize = 100;

/// What whoever serves a site should hear.
#[derive(Debug)]
pub enum News {
    /// The inputs were read and built.
    Built(Round),
    /// They could not be read.
    Failed(Error),
}

/// What came of building once.
#[derive(Debug)]
pub struct Round {
    /// Whether the site is shown now: no problem is an error.
    pub is_sound: bool,
    /// The texts that the problems point into.
    pub sources: Sources,
    /// Every problem, by place.
    pub problems: Vec<Problem>,
    /// Figures for people.
    pub stats: Stats,
    /// How long it took.
    pub time: Duration,
}

/// Makes what is shown.
pub struct Workshop<R, E> {
    read: R,
    env: E,
    shown: Sender<Shown>,
    recent: Arc<Recent>,
    last: Option<Project>,
}

impl<R: Fn() -> Result<Project>, E: Fn() -> Env> Workshop<R, E> {
    pub fn new(read: R, env: E, shown: Sender<Shown>, recent: Arc<Recent>) -> Self {
        Self { read, env, shown, recent, last: None }
    }

    /// Reads, and builds if anything is not as it was the last time.
    pub fn round(&mut self) -> Option<News> {
        let begun = Instant::now();
        let project = match (self.read)() {
            Ok(project) => project,
            Err(error) => return self.fail(error),
        };
        if self.last.as_ref() == Some(&project) {
            return None;
        }
        self.last = Some(project.clone());
        let env = (self.env)();
        let pages = self.recent.pages();
        if !pages.is_empty() {
            self.show_ahead(crate::build_pages(project.clone(), &env, &pages));
        }
        let built = crate::build(project, &env);
        let is_sound = built.is_sound();
        let Build { tree, sources, problems, stats } = built;
        self.shown.send_modify(|shown| {
            if is_sound {
                shown.show(tree);
            } else {
                shown.tell(&report(&sources, &problems));
            }
        });
        Some(News::Built(Round { is_sound, sources, problems, stats, time: begun.elapsed() }))
    }

    /// Shows pages, or what is wrong, before the whole site is made.
    fn show_ahead(&self, built: Build) {
        self.shown.send_modify(|shown| {
            if !built.is_sound() {
                shown.tell(&report(&built.sources, &built.problems));
            } else if shown.is_something() {
                shown.show_ahead(built.tree);
            }
        });
    }

    /// Tells that nothing could be read, once for each reason.
    fn fail(&mut self, error: Error) -> Option<News> {
        self.last = None;
        let help = error.help().map(|help| format!("help: {help}\n")).unwrap_or_default();
        let trouble = format!("error: {error:#}\n{help}");
        let is_news = self.shown.send_if_modified(|shown| {
            let is_news = shown.trouble() != Some(&trouble);
            shown.tell(&trouble);
            is_news
        });
        is_news.then_some(News::Failed(error))
    }
}

fn report(sources: &Sources, problems: &[Problem]) -> String {
    Report { sources, problems }.text(false, WIDTH)
}
