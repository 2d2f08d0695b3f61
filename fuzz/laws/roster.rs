//! Any text is a roster or has problems; a roster without errors becomes a site.

use std::path::PathBuf;

use chrono::{Datelike, TimeDelta};
use hausmeister::diagnostics::{Sink, Sources};
use hausmeister::feeds::KeyFault;
use hausmeister::project::Project;
use hausmeister::roster::{self, Roster};
use hausmeister::time::{Instant, Interval};
use hausmeister::{Env, schedule};

use super::problems;

/// The instant of the builds.
pub fn now() -> Instant {
    "2026-11-23T12:00:00Z".parse().expect("it is an instant")
}

/// Whether planning it up to now and building its site takes no longer than a fuzzer waits.
fn is_small(roster: &Roster) -> bool {
    let weeks = roster.publish.past + roster.publish.ahead;
    let windows: usize = roster.shift_types.iter().map(|of| of.hours.windows().len()).sum();
    let cells = roster.people.len() * roster.shift_types.len();
    (2024..2028).contains(&roster.starts.year()) && weeks <= 80 && windows < 60 && cells < 100
}

/// Holds the laws against the text that the bytes are.
pub fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut sources = Sources::default();
    let source = sources.add("roster.yaml", text.clone());
    let mut sink = Sink::default();
    let roster = roster::read(&text, source, &mut sink);
    assert!(roster.is_some() || sink.has_errors(), "no roster, and nobody says why");
    let has_errors = sink.has_errors();
    if let Some(roster) = roster.filter(is_small) {
        let until = now() + TimeDelta::weeks(8);
        let schedule = schedule::plan(&roster, until, &mut sink);
        let span = Interval::new(now(), until).expect("it has a length");
        schedule::coverage::check(&roster, &schedule, span, &mut sink);
        assert!(schedule.shifts().iter().all(|shift| shift.interval.start < shift.interval.end));
        if !has_errors && bytes.len() < 4_000 {
            builds(&text);
        }
    }
    problems::hold(&sources, &sink.into_problems());
}

/// A roster without errors becomes a site, twice the same.
fn builds(text: &str) {
    let env =
        Env { now: "2026-11-23T12:00:00Z".parse().expect("a time"), base_url: None, feed_key: Err(KeyFault::Missing) };
    let build = || hausmeister::build(project(text), &env);
    let (first, second) = (build(), build());
    problems::hold(&first.sources, &first.problems);
    assert!(first.tree.iter().eq(second.tree.iter()), "two builds differ");
    for (path, file) in first.tree.iter().filter(|(path, _)| path.starts_with("calendars/")) {
        let text = std::str::from_utf8(&file.bytes).expect(path);
        assert_ne!(super::lines::calendar(text).components.len(), 0, "{path}");
    }
}

/// A project of a roster alone.
fn project(text: &str) -> Project {
    let mut sources = Sources::default();
    let roster = sources.add("roster.yaml", text);
    Project {
        root: PathBuf::from("."),
        sources,
        roster,
        base: None,
        base_problems: Vec::new(),
        content: Vec::new(),
        content_changes: std::collections::BTreeMap::new(),
        templates: Vec::new(),
        revision: now(),
        problems: Vec::new(),
        notes: Vec::new(),
    }
}
