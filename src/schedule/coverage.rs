//! What is wrong with a schedule: gaps, clashes, shifts in someone's absence, too little rest.
//!
//! Only what has not ended at `now` is told: the past can't be mended. What repeats for one reason is told once,
//! with a count.

mod availability;
mod people;

use std::collections::BTreeMap;

use super::{Schedule, Shift, fairness};
use crate::diagnostics::{Code, Problem, Sink, Span};
use crate::roster::{PersonIndex, Roster, ShiftTypeIndex};
use crate::time::{Instant, Interval};

pub use availability::{Availability, Free, Hindrance};

/// Tells every problem of the schedule in `span`, which begins now.
pub fn check(roster: &Roster, schedule: &Schedule, span: Interval, sink: &mut Sink) {
    tell(roster, schedule, span, false, sink);
}

/// Like [`check`], but tells what repeats each time: so that the problems of two schedules can be compared.
pub fn check_each(roster: &Roster, schedule: &Schedule, span: Interval, sink: &mut Sink) {
    tell(roster, schedule, span, true, sink);
}

fn tell(roster: &Roster, schedule: &Schedule, span: Interval, each: bool, sink: &mut Sink) {
    let coverage = Coverage { roster, schedule, span, each, availability: Availability::new(roster, schedule, span) };
    coverage.gaps(sink);
    coverage.people(sink);
    fairness::uneven(roster, schedule, span.start, sink);
}

struct Coverage<'a> {
    roster: &'a Roster,
    schedule: &'a Schedule,
    span: Interval,
    /// Whether what repeats is told each time.
    each: bool,
    availability: Availability<'a>,
}

/// What repeats for one reason, and how often it does.
struct Repeats<K> {
    first: BTreeMap<K, (Problem, usize)>,
    /// The others, where each is told.
    others: Option<Vec<Problem>>,
}

impl<K: Ord> Repeats<K> {
    /// Takes one more; only the first for each reason is made into a problem, unless each is told.
    fn push(&mut self, reason: K, problem: impl FnOnce() -> Problem) {
        if let Some(others) = &mut self.others
            && self.first.contains_key(&reason)
        {
            others.push(problem());
            return;
        }
        self.first.entry(reason).and_modify(|(_, more)| *more += 1).or_insert_with(|| (problem(), 0));
    }

    fn tell(self, until: &str, sink: &mut Sink) {
        for (mut problem, more) in self.first.into_values() {
            if more > 0 {
                let times = if more == 1 { "once more" } else { "more times" };
                let count = if more == 1 { String::new() } else { format!("{more} ") };
                problem.message = format!("{}, and {count}{times} until {until}", problem.message);
            }
            sink.push(problem);
        }
        self.others.into_iter().flatten().for_each(|problem| sink.push(problem));
    }
}

impl Coverage<'_> {
    /// An instant on the team's clock, for messages.
    fn shown(&self, instant: Instant) -> String {
        self.roster.zone.local(instant).format("%a %Y-%m-%d %H:%M").to_string()
    }

    fn repeats<K: Ord>(&self) -> Repeats<K> {
        Repeats { first: BTreeMap::new(), others: self.each.then(Vec::new) }
    }

    fn stretch(&self, interval: Interval) -> String {
        format!("from {} to {}", self.shown(interval.start), self.shown(interval.end))
    }

    fn until(&self) -> String {
        self.roster.zone.local(self.span.end).format("%Y-%m-%d").to_string()
    }

    fn person(&self, person: PersonIndex) -> &str {
        &self.roster.person(person).id
    }

    fn shift_type(&self, shift_type: ShiftTypeIndex) -> &str {
        &self.roster.shift_type(shift_type).id
    }

    /// Tells when a level is left with nobody. A level begins with the first of its windows.
    fn gaps(&self, sink: &mut Sink) {
        for (number, level) in self.roster.escalation.iter().enumerate() {
            let mut shifts: Vec<_> = level.shift_types.iter().flat_map(|of| self.schedule.of_type(*of)).collect();
            shifts.sort_by_key(|shift| shift.interval);
            let Some(begins) = shifts.first().map(|shift| shift.interval.start) else { continue };
            let Some(span) = Interval::new(self.span.start.max(begins), self.span.end) else { continue };
            let mut repeats = self.repeats();
            for gap in gaps(span, shifts.iter().filter(|shift| shift.holder.is_some()).map(|shift| shift.interval)) {
                let empty = shifts.iter().find(|shift| shift.holder.is_none() && shift.interval.overlaps(&gap));
                let place = empty.map_or(level.place, |shift| shift.place);
                repeats.push(place, || self.gap(number, gap, place, empty.copied()));
            }
            repeats.tell(&self.until(), sink);
        }
    }

    fn gap(&self, level: usize, gap: Interval, place: Span, empty: Option<&Shift>) -> Problem {
        let message = format!("level {} of escalation has nobody {}", level + 1, self.stretch(gap));
        let problem = Problem::new(Code::Gap, place, message);
        match empty {
            Some(shift) if shift.taken_over.is_some() => problem.help(format!(
                "this override leaves `{}` to nobody: give it to someone, or remove it",
                self.shift_type(shift.shift_type)
            )),
            Some(shift) => problem.help(format!(
                "this turn of `{}` is empty: give it to someone with an override",
                self.shift_type(shift.shift_type)
            )),
            None => problem.help("let the hours of the level's shift types follow each other without a break"),
        }
    }
}

/// The parts of `span` that no interval covers; the intervals ascend by start.
fn gaps(span: Interval, covered: impl Iterator<Item = Interval>) -> Vec<Interval> {
    let mut gaps = Vec::new();
    let mut open = span.start;
    for interval in covered {
        gaps.extend(Interval::new(open, interval.start.min(span.end)));
        open = open.max(interval.end);
    }
    gaps.extend(Interval::new(open, span.end));
    gaps
}
