//! On-call rotation as code: one `roster.yaml` and markdown runbooks become a runbook site and iCal feeds.
//!
//! The way of the data: [`project`] reads the inputs, [`roster`] makes sense of them, [`schedule`] plans, [`feeds`]
//! and [`site`] write, and the result is a [`output::Tree`] that [`output::publish`] puts in the place of the old
//! one. Every step but the first and the last is a function from values to values, and every problem on the way is
//! told in one run. So that a large site need not stand in memory, `hausmeister build` hands in an
//! [`output::shelf::Shelf`], which takes pages and feeds as soon as they are made.

mod build;
pub mod cli;
pub mod content;
mod cores;
pub mod diagnostics;
pub mod document;
pub mod edit;
pub mod error;
pub mod external;
pub mod feeds;
pub mod fingerprint;
pub mod git;
pub mod output;
pub mod project;
pub mod receipt;
pub mod roster;
pub mod schedule;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod starter;
pub mod time;
pub mod user_folder;

use chrono::TimeDelta;

pub use build::{Begun, Build, Stats, Workbench, begin, build, build_begun, build_onto};
use diagnostics::{Code, Problem, Sink, SourceId, Sources, suggest};
use error::Error;
use feeds::{Addressing, Directory, FEED_KEY_VARIABLE, FeedKey, KeyFault};
use project::Project;
use roster::{PersonIndex, Roster, RotationIndex, ShiftTypeIndex};
use schedule::Schedule;
pub use site::webcal;
use time::{Instant, Interval, When};

/// What a run takes from its surroundings.
#[derive(Debug, Clone)]
pub struct Env {
    /// What stands for the clock.
    pub now: When,
    /// Where the site will be published, if that is not what the roster says; ends with `/`.
    pub base_url: Option<String>,
    /// What the addresses of feeds are made with where the roster asks for it, or why there is none.
    pub feed_key: std::result::Result<FeedKey, KeyFault>,
}

/// How far a schedule goes on where an answer ends, so that what comes next is known too.
const AFTER: TimeDelta = TimeDelta::weeks(2);

/// A roster with its schedule.
#[derive(Debug)]
pub struct Plan {
    /// The roster.
    pub roster: Roster,
    /// Its schedule, at least up to the end of `span`.
    pub schedule: Schedule,
    /// The span that is published.
    pub span: Interval,
    /// What the clock says, or what stands for it.
    pub now: Instant,
}

impl Plan {
    /// The person with an id.
    ///
    /// # Errors
    ///
    /// When there is none; names the nearest.
    pub fn person(&self, id: &str) -> error::Result<PersonIndex> {
        let known = self.roster.people.iter().map(|person| person.id.as_str());
        self.roster.find_person(id).ok_or_else(|| unknown("person", id, known))
    }

    /// Lets the schedule reach `until` at least, with what comes next. Problems of the roster do not hang on how far it
    /// is planned, so nothing new is told.
    pub fn reach(&mut self, until: Instant) {
        if until > self.span.end {
            self.schedule = schedule::plan(&self.roster, until + AFTER, &mut Sink::default());
        }
    }

    /// The shift type with an id.
    ///
    /// # Errors
    ///
    /// When there is none; names the nearest.
    pub fn shift_type(&self, id: &str) -> error::Result<ShiftTypeIndex> {
        let known = self.roster.shift_types.iter().map(|shift_type| shift_type.id.as_str());
        self.roster.find_shift_type(id).ok_or_else(|| unknown("shift type", id, known))
    }

    /// The rotation with an id.
    ///
    /// # Errors
    ///
    /// When there is none; names the nearest.
    pub fn rotation(&self, id: &str) -> error::Result<RotationIndex> {
        let known = self.roster.rotations.iter().map(|rotation| rotation.id.as_str());
        self.roster.find_rotation(id).ok_or_else(|| unknown("rotation", id, known))
    }
}

fn unknown<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str> + Clone) -> Error {
    let help = match suggest::nearest(id, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are {}", suggest::one_of(&known.take(20).collect::<Vec<_>>())),
    };
    Error::Usage { message: format!("unknown {what} `{id}`"), help: Some(help) }
}

/// Reads the roster of `project` and plans it for the published span and up to `until`, with what comes next.
///
/// No plan comes back when the roster is no roster; then, and whenever a name in it is wrong, the sink has errors.
pub fn plan(project: &Project, env: &Env, until: Option<When>, sink: &mut Sink) -> Option<Plan> {
    let roster = read_roster(&project.sources, project.roster, sink)?;
    let now = env.now.instant(&roster.zone);
    let span = schedule::published_span(&roster, now);
    let until = until.map_or(span.end, |until| until.instant(&roster.zone).max(span.end));
    let schedule = schedule::plan(&roster, until + AFTER, sink);
    Some(Plan { roster, schedule, span, now })
}

/// The roster that one of the sources is; none where there is no text, which was told when it was read.
fn read_roster(sources: &Sources, source: SourceId, sink: &mut Sink) -> Option<Roster> {
    sources.is_read(source).then(|| roster::read(sources.text(source), source, sink))?
}

/// Reads one of the sources as a roster that can be compared: one without errors, but for overrides that are stale,
/// which change nothing. An edit that makes one stale is what a comparison must show.
pub fn comparable(sources: &Sources, source: SourceId, sink: &mut Sink) -> Option<Roster> {
    let mut own = Sink::default();
    let roster = read_roster(sources, source, &mut own);
    let is_sound = !own.has_errors();
    own.into_problems().into_iter().for_each(|problem| sink.push(problem));
    let roster = roster.filter(|_| is_sound)?;
    // For its overrides: as far as they reach, it is planned in any case.
    let first_day = When::Day(roster.starts).instant(&roster.zone);
    let _schedule = schedule::plan(&roster, first_day, sink);
    Some(roster)
}

/// What feeds are made of.
#[must_use]
pub fn feed_context<'a>(plan: &'a Plan, revision: Instant, base_url: Option<&'a str>) -> feeds::Context<'a> {
    let Plan { roster, schedule, span, now } = plan;
    feeds::Context { roster, schedule, span: *span, now: *now, revision, base_url }
}

/// Where the feeds of a plan are. Nothing, and a problem, when the roster asks for addresses that can't be guessed and the
/// environment has no key for them: plain ones never stand in for those.
pub fn directory(plan: &Plan, env: &Env, sink: &mut Sink) -> Option<Directory> {
    let addressing = match (plan.roster.site.feed_key, &env.feed_key) {
        (None, _) => Addressing::Plain,
        (Some(_), Ok(key)) => Addressing::Keyed(key),
        (Some(place), Err(fault)) => {
            let message = format!("{fault}, and the addresses of feeds are made with it");
            let make = format!(
                "make a secret once, such as with `openssl rand -hex 32`, keep it out of the repository and among the \
                 secrets of your CI, and give it to this command as `{FEED_KEY_VARIABLE}`"
            );
            let try_out = "to try the roster out, any other secret will do: only the addresses are others then";
            sink.push(Problem::new(Code::BadValue, place, message).help(make).help(try_out));
            return None;
        }
    };
    // Neither stamps nor addresses of pages are in a directory.
    Some(feeds::directory(&feed_context(plan, plan.now, None), addressing))
}
