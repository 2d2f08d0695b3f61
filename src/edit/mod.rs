//! Edits of the roster: covers, swaps, who joins a rotation and who leaves it.
//!
//! `cover`, `swap` and `eras` turn what was asked for into [`Operation`]s on the text of `roster.yaml`; [`propose`]
//! makes the new text and looks at what it comes to: which shifts are held otherwise, and what is wrong that was not
//! before. Nothing is written here.

mod candidates;
mod cover;
mod eras;
mod swap;

use std::collections::BTreeSet;

use crate::diagnostics::{Problem, Severity, Sink, SourceId, Sources};
use crate::document::edit::{Data, apply, flow};
use crate::error::{Error, Result};
use crate::roster::{self, PersonIndex, Roster};
use crate::schedule::{self, Schedule, Shift, coverage};
use crate::time::{Instant, Interval};

pub use crate::document::edit::Operation;
pub use candidates::{Candidate, Candidates, candidates};
pub use cover::{Cover, Part, cover};
pub use eras::{Join, Leave, NewEra, join, last_day, leave};
pub use swap::{Swap, swap};

/// The name under which the roster is known.
const ROSTER: &str = "roster.yaml";

/// The roster as it stands, before an edit.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The text of `roster.yaml`.
    pub text: &'a str,
    /// What it says.
    pub roster: &'a Roster,
    /// What that means, at least up to `until`.
    pub schedule: &'a Schedule,
    /// What the clock says, or what stands for it.
    pub now: Instant,
    /// How far ahead an edit is looked at.
    pub until: Instant,
}

impl Standing<'_> {
    /// An instant on the team's clock, for messages.
    fn shown(&self, instant: Instant) -> String {
        self.roster.zone.local(instant).format("%a %Y-%m-%d %H:%M").to_string()
    }

    fn person(&self, holder: Option<PersonIndex>) -> &str {
        holder.map_or(roster::NOBODY, |person| &self.roster.person(person).id)
    }
}

/// What an edit would come to.
#[derive(Debug)]
pub struct Proposal {
    /// The new text of `roster.yaml`.
    pub text: String,
    /// Holds the new text, for the problems.
    pub sources: Sources,
    /// What the new text says.
    pub roster: Roster,
    /// What that means.
    pub schedule: Schedule,
    /// The shifts that are not as they were, in the order of the schedule.
    pub moved: Vec<Moved>,
    /// What is wrong with the new roster that is not wrong with the old one.
    pub problems: Vec<Problem>,
    /// Whether the new text is a roster: if not, nothing can be built of it.
    pub is_roster: bool,
}

impl Proposal {
    /// Whether `check` would find an error that is not there now.
    #[must_use]
    pub fn has_new_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity() == Severity::Error)
    }
}

/// A shift that is held by another person than before, or has other ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// As it will be.
    pub shift: Shift,
    /// Who holds its beginning now.
    pub before: Option<PersonIndex>,
}

/// What `operations` on the roster come to.
///
/// # Errors
///
/// When the text can't be changed there without touching more than is meant; the help shows what to write by hand.
pub fn propose(standing: &Standing<'_>, operations: &[Operation]) -> Result<Proposal> {
    let mut text = standing.text.to_owned();
    for operation in operations {
        text = apply(&text, operation).ok_or_else(|| by_hand(operation))?;
    }
    let mut sources = Sources::default();
    let source = sources.add(ROSTER, text.clone());
    let mut after = Outlook::of(&text, source).ok_or_else(|| Error::usage("the changed roster can't be read"))?;
    let is_roster = !after.sink.has_errors();
    after.plan(standing.until);
    let mut before = Outlook::of(standing.text, source);
    let moved = moved(standing.schedule, &after.schedule, standing.until);
    let start = moved.iter().map(|moved| moved.shift.interval.start).min().unwrap_or(standing.now).min(standing.now);
    if let Some(span) = Interval::new(start, standing.until) {
        after.check(span);
        if let Some(before) = &mut before {
            before.plan(standing.until);
            before.check(span);
        }
    }
    let known = before.map(|before| before.sink.into_problems()).unwrap_or_default();
    let known: BTreeSet<_> = known.iter().map(|problem| (problem.code, problem.message.as_str())).collect();
    let mut problems = after.sink.into_problems();
    problems.retain(|problem| !known.contains(&(problem.code, problem.message.as_str())));
    let problems = once_each(problems);
    Ok(Proposal { text, sources, roster: after.roster, schedule: after.schedule, moved, problems, is_roster })
}

/// Of the problems that come from the same places in the roster the first, with a count of the others.
fn once_each(problems: Vec<Problem>) -> Vec<Problem> {
    let mut first: Vec<(Problem, usize)> = Vec::new();
    for problem in problems {
        let is_alike = |(first, _): &&mut (Problem, usize)| {
            (first.code, &first.place, &first.related) == (problem.code, &problem.place, &problem.related)
        };
        match first.iter_mut().find(is_alike) {
            Some((_, more)) => *more += 1,
            None => first.push((problem, 0)),
        }
    }
    let counted = first.into_iter().map(|(mut problem, more)| {
        if more > 0 {
            let times = if more == 1 { String::from("once more") } else { format!("{more} more times") };
            problem.message = format!("{}, and {times}", problem.message);
        }
        problem
    });
    counted.collect()
}

/// A text with what it means and what is wrong with it.
struct Outlook {
    roster: Roster,
    schedule: Schedule,
    sink: Sink,
}

impl Outlook {
    fn of(text: &str, source: SourceId) -> Option<Self> {
        let mut sink = Sink::default();
        let roster = roster::read(text, source, &mut sink)?;
        Some(Self { roster, schedule: Schedule::default(), sink })
    }

    fn plan(&mut self, until: Instant) {
        self.schedule = schedule::plan(&self.roster, until, &mut self.sink);
    }

    fn check(&mut self, span: Interval) {
        coverage::check_each(&self.roster, &self.schedule, span, &mut self.sink);
    }
}

/// That the text has a form in which an operation has no place.
fn by_hand(operation: &Operation) -> Error {
    let (path, what) = match operation {
        Operation::Append { path, item } => (path, format!("`- {}`", flow(item))),
        Operation::Set { path, key, text } => (path, format!("`{key}: {text}`")),
        Operation::Wrap { path, before, key } => {
            let before: Vec<_> = before.iter().map(|(key, text)| format!("{key}: {text}")).collect();
            (path, format!("`- {{ {}, {key}: … }}`, with the list as it is for `…`,", before.join(", ")))
        }
    };
    let path = path.join("`, `");
    Error::Usage {
        message: format!("`{path}` can't be changed without touching more of the roster than that"),
        help: Some(format!("write {what} there by hand")),
    }
}

/// The shifts of `after` that `before` does not have, up to an instant.
fn moved(before: &Schedule, after: &Schedule, until: Instant) -> Vec<Moved> {
    let key = |shift: &Shift| (shift.shift_type, shift.interval, shift.holder);
    let known: BTreeSet<_> = before.shifts().iter().map(key).collect();
    let new = after.shifts().iter().filter(|shift| shift.interval.start < until && !known.contains(&key(shift)));
    new.map(|shift| {
        let held = before.at(shift.shift_type, shift.interval.start);
        Moved { shift: shift.clone(), before: held.and_then(|held| held.holder) }
    })
    .collect()
}

/// The pairs of an entry, with the reason where there is one.
fn with_why(mut pairs: Vec<(&'static str, Data)>, why: Option<&str>) -> Data {
    pairs.extend(why.map(|why| ("why", Data::text(why))));
    Data::map(pairs)
}

/// Adds an override below the others: later ones are on top.
fn override_with(entry: Data) -> Operation {
    Operation::Append { path: vec![String::from("overrides")], item: entry }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_there_is_no_place_the_answer_says_what_to_write() {
        let text = "
team: T
timezone: UTC
starts: 2026-11-02
people: { ada: , ben: }
shifts:
  pager: { hours: Mon 09:00 - Mon 09:00, rotation: crew }
rotations: { crew: [ada, ben] }
overrides:
  - # a comment behind the dash
    { shift: pager, week_of: 2026-11-09, person: ada }
";
        let mut sink = Sink::default();
        let roster = roster::read(text, Sources::default().add("", ""), &mut sink).unwrap();
        assert!(!sink.has_errors());
        let now = "2026-11-02T00:00:00Z".parse().unwrap();
        let standing = Standing { text, roster: &roster, schedule: &Schedule::default(), now, until: now };
        let item = Data::map([("shift", Data::text("pager")), ("person", Data::text("ben"))]);
        let error = propose(&standing, &[override_with(item)]).unwrap_err();
        assert_eq!(error.to_string(), "`overrides` can't be changed without touching more of the roster than that");
        assert_eq!(error.help().as_deref(), Some("write `- { shift: pager, person: ben }` there by hand"));
    }
}
