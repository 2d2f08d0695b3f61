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
use crate::{Build, Env, Stats, Workbench};

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
    workbench: Workbench,
}

impl<R: Fn() -> Result<Project>, E: Fn() -> Env> Workshop<R, E> {
    pub fn new(read: R, env: E, shown: Sender<Shown>, recent: Arc<Recent>) -> Self {
        Self { read, env, shown, recent, last: None, workbench: Workbench::default() }
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
            let built = self.workbench.build_pages(project.clone(), &env, &pages);
            self.show_ahead(built);
        }
        let built = self.workbench.build(project, &env);
        let is_sound = built.is_sound();
        let Build { tree, sources, problems, stats, .. } = built;
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use tokio::sync::watch;

    use super::*;
    use crate::{FeedKey, project};

    const ROSTER: &str = "team: Harbour\ntimezone: Europe/Lisbon\nstarts: 2026-11-16\npeople:\n  ada: { name: Ada }\n\
                          rotations:\n  crew: [ada]\nshifts:\n  pager: { hours: Mon 09:00 - Mon 09:00, rotation: crew }\n";

    /// What a round came to, without its figures.
    fn outcome(news: Option<News>) -> &'static str {
        match news {
            None => "nothing",
            Some(News::Failed(_)) => "failed",
            Some(News::Built(round)) if round.is_sound => "built",
            Some(News::Built(_)) => "broken",
        }
    }

    fn write(root: &Path, file: &str, text: &str) {
        fs::write(root.join(file), text).unwrap();
    }

    #[test]
    fn only_bytes_that_changed_make_a_round() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        write(&root, project::ROSTER, ROSTER);
        let read = {
            let root = root.clone();
            move || project::read(&root, Some("1795183380"))
        };
        let env = || Env { now: "2026-11-23".parse().unwrap(), base_url: None, feed_key: FeedKey::new(b"") };
        let (shown, showing) = watch::channel(Shown::nothing());
        let mut workshop = Workshop::new(read, env, shown, Arc::new(Recent::default()));
        assert_eq!(outcome(workshop.round()), "built");
        let number = showing.borrow().number();
        write(&root, project::ROSTER, ROSTER);
        write(&root, "README.md", "no input");
        assert_eq!(outcome(workshop.round()), "nothing");
        write(&root, project::ROSTER, &ROSTER.replace("[ada]", "[eda]"));
        assert_eq!(outcome(workshop.round()), "broken");
        assert_eq!(outcome(workshop.round()), "nothing");
        fs::remove_file(root.join(project::ROSTER)).unwrap();
        assert_eq!(outcome(workshop.round()), "failed");
        assert_eq!(outcome(workshop.round()), "nothing", "it is told once");
        assert!(showing.borrow().is_something() && showing.borrow().number() == number);
        write(&root, project::ROSTER, ROSTER);
        assert_eq!(outcome(workshop.round()), "built");
        assert_eq!((showing.borrow().number(), showing.borrow().trouble()), (number, None));
    }
}
