//! Reads a roster from text, as the program does, and keeps what it needs to show its problems.

use hausmeister::diagnostics::{Sink, Sources};
use hausmeister::roster::{self, Roster};
use hausmeister::schedule::{self, Schedule};
use hausmeister::time::Instant;

/// A text that was read, with everything that came of it.
#[derive(Debug)]
pub struct Reading {
    /// Holds the text, as `roster.yaml`.
    pub sources: Sources,
    /// What could be read.
    pub roster: Option<Roster>,
    /// What was wrong so far.
    pub sink: Sink,
}

impl Reading {
    /// Reads `text`.
    pub fn of(text: &str) -> Self {
        let mut sources = Sources::default();
        let source = sources.add("roster.yaml", text);
        let mut sink = Sink::default();
        let roster = roster::read(text, source, &mut sink);
        Self { sources, roster, sink }
    }

    /// The schedule up to `until`; empty when there is no roster.
    pub fn plan(&mut self, until: Instant) -> Schedule {
        self.roster.as_ref().map(|roster| schedule::plan(roster, until, &mut self.sink)).unwrap_or_default()
    }
}
