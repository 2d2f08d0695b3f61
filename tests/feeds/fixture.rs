//! Rosters with everything that feeds are made of.

use std::collections::BTreeMap;

use hausmeister::diagnostics::{Sink, Sources};
use hausmeister::feeds::{self, Context, Feed};
use hausmeister::roster::{self, Roster};
use hausmeister::schedule::{self, Schedule};
use hausmeister::time::{Instant, Interval};

/// The project's own roster.
pub const DATA_INFRA: &str = include_str!("../../roster.yaml");

/// Two weeks of three people, with everything that an event can tell.
pub const SMALL: &str = "
team: Data Infra
timezone: America/Sao_Paulo
starts: 2026-11-16
work_hours: Mon-Fri 09:00-18:00
publish: { past: 0 weeks, ahead: 1 week, away: true }
site: { url: https://data-infra.example.org/hausmeister/, hand_off: hand-off }
people:
  ana: { name: Ana Souza, email: ana@example.org, slack: ana.souza, phone: +55 11 5555 0100, pager: ana.souza }
  bruno: { name: Bruno Lima, phone: +55 11 5555 0101, timezone: Europe/Berlin }
  gabi: { name: Gabriela Ferraz, slack: gabi }
  idle: { name: Nobody Yet, away: [{ from: 2026-11-20, to: 2026-11-22, why: surgery }] }
rotations:
  engineers: [ana, bruno]
  seniors: [gabi, nobody]
shifts:
  level-1:
    name: Level 1
    hours: [Mon 18:00 - Fri 18:00, Fri 18:00 - Mon 18:00]
    rotation: engineers
    runbook: level-1
    color: teal
    busy: true
    alarms: [30 minutes, 1 day, 30 minutes, 90 minutes]
    duties:
      work_hours: Triage issues; answer customers, if any
      otherwise: |
        On call for services
        and for DAG runs
  level-2: { name: Level 2, hours: Mon 18:00 - Mon 18:00, rotation: seniors, duties: { otherwise: Support } }
  backlog: { name: Backlog, hours: Mon 18:00 - Fri 18:00, follows: level-1 }
escalation: [level-1, level-2]
holidays:
  - { on: 2026-11-15, name: Republic Day }
  - { on: 2026-11-20, name: Black Awareness Day }
overrides:
  - { shift: level-1, from: 2026-11-18 12:00, to: 2026-11-19 08:00, person: bruno, instead_of: ana, why: 'Ana is at the dentist, all day' }
  - { shift: level-2, from: 2026-11-25 09:00, to: 2026-11-30 18:00, person: ana, why: Cover }
";

/// A roster with its schedule, as of the revision.
pub struct Team {
    pub roster: Roster,
    pub schedule: Schedule,
    pub span: Interval,
    pub now: Instant,
    pub revision: Instant,
}

impl Team {
    pub fn read(yaml: &str) -> Self {
        let mut sources = Sources::default();
        let id = sources.add("roster.yaml", yaml);
        let mut sink = Sink::default();
        let roster = roster::read(yaml, id, &mut sink).expect("the roster of a test is one");
        let known = ["idle-person"];
        let problems = sink.into_problems();
        assert!(problems.iter().all(|problem| known.contains(&problem.code.name())), "{problems:?}");
        Self::plan(roster, "2026-11-20T14:03:27Z".parse().unwrap())
    }

    pub fn plan(roster: Roster, now: Instant) -> Self {
        let span = schedule::published_span(&roster, now);
        let schedule = schedule::plan(&roster, span.end, &mut Sink::default());
        Self { roster, schedule, span, now, revision: now }
    }

    pub fn context(&self) -> Context<'_> {
        let Self { roster, schedule, span, now, revision } = self;
        let base_url = roster.site.url.as_deref();
        Context { roster, schedule, span: *span, now: *now, revision: *revision, base_url }
    }

    pub fn feeds(&self) -> BTreeMap<String, String> {
        feeds::render(&self.context(), &self.list()).into_iter().collect()
    }

    pub fn list(&self) -> Vec<Feed> {
        feeds::list(&self.context())
    }

    pub fn feed(&self, path: &str) -> String {
        self.feeds().remove(path).unwrap_or_else(|| panic!("no feed at {path}"))
    }
}
