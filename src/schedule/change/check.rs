//! The problems of a change that reaches into the past or the notice period: one for each cause, with its place, who
//! loses and gains, and the way out.

use std::collections::{BTreeMap, BTreeSet};

use super::cause::{Cause, order, same_rotation};
use super::identity::{self, Side, What, Who};
use super::remedy::{Remedy, first_day, remedy};
use super::{Change, Comparison, Part, Reach};
use crate::diagnostics::{Code, Problem, Sink, Span};
use crate::roster::{Roster, RotationIndex};
use crate::time::{Instant, Interval, as_written};

/// So many people are named in a message.
const MOST_NAMED: usize = 6;

/// Tells what of a comparison of `before` with `after` touches shifts that have begun, or that begin within the
/// notice period. `top` is the place for what has none of its own in the new roster.
pub fn check(comparison: &Comparison, before: &Roster, after: &Roster, top: Span, sink: &mut Sink) {
    let (people, shift_types) = (identity::people(before, after), identity::shift_types(before, after));
    let [before, after] = &identity::sides(before, after, &people, &shift_types);
    let mut causes: BTreeMap<(Cause, Code), Vec<&Change>> = BTreeMap::new();
    for change in &comparison.changes {
        let code = match change.reach {
            Reach::Past | Reach::Running => Code::PastChanged,
            Reach::Notice => Code::ShortNotice,
            Reach::Later => continue,
        };
        causes.entry((change.cause, code)).or_default().push(change);
    }
    let teller = Teller { comparison, before, after, top };
    let mut told = BTreeSet::new();
    for ((cause, code), changes) in causes {
        let problem = teller.problem(code, cause, &changes);
        // One proposal mends all eras of a rotation.
        let is_first = told.insert(match cause {
            Cause::Era(rotation, _) | Cause::EraGone(rotation, _) => Cause::Era(rotation, 0),
            other => other,
        });
        sink.push(if is_first {
            teller.with_way_out(problem, cause)
        } else {
            problem.help("what is proposed above mends this as well")
        });
    }
}

struct Teller<'a> {
    comparison: &'a Comparison,
    before: &'a Side<'a>,
    after: &'a Side<'a>,
    top: Span,
}

impl Teller<'_> {
    fn problem(&self, code: Code, cause: Cause, changes: &[&Change]) -> Problem {
        let notice = as_written(self.comparison.notice.unwrap_or(0));
        let [one, several] = if code == Code::PastChanged {
            [String::from("that has begun"), String::from("that have begun")]
        } else {
            ["begins", "begin"].map(|begin| format!("that {begin} within {notice}, `rules.notice`"))
        };
        let (first, becomes) = changes.first().map(|change| self.shown(change)).unwrap_or_default();
        let message = match changes.len() {
            1 => format!("this changes a shift {one}: {first} {becomes}"),
            count => {
                let sums = self.sums(changes);
                format!("this changes {count} shifts {several}: {sums}; the first, {first}, {becomes}")
            }
        };
        let (place, label) = self.place(cause);
        let problem = Problem::new(code, place, message).label(label);
        match cause {
            Cause::OverrideGone(at) => match self.before.roster.overrides.get(at) {
                Some(gone) => problem.related(gone.place, "this override is gone"),
                None => problem,
            },
            Cause::EraGone(rotation, at) => {
                let new = self.after.roster.rotation(rotation);
                let era = same_rotation(self.before, &new.id).and_then(|old| old.eras.get(at)?.order.first());
                era.map_or(problem.clone(), |turn| problem.related(turn.place, "this era is gone"))
            }
            _ => problem,
        }
    }

    /// Where the cause stands in the new roster, with a few words on it.
    fn place(&self, cause: Cause) -> (Span, String) {
        let roster = self.after.roster;
        match cause {
            Cause::Override(at) => {
                (roster.overrides.get(at).map_or(self.top, |of| of.place), String::from("this override is new"))
            }
            Cause::OverrideGone(_) => (self.top, String::from("an override is missing")),
            Cause::ShiftType(what) => match self.after.shift_type(what) {
                Some(index) if self.before.shift_type(what).is_none() => {
                    (roster.shift_type(index).place, String::from("this shift type is new"))
                }
                Some(index) => {
                    let label = "its hours or where its holders come from are not what they were";
                    (roster.shift_type(index).place, String::from(label))
                }
                None => (self.top, format!("the shift type `{}` is gone", self.comparison.shift_type(what).id)),
            },
            Cause::Era(rotation, at) => (self.order_place(rotation, at), String::from("this order is not what it was")),
            Cause::EraGone(rotation, _) => {
                let rotation = roster.rotation(rotation);
                (rotation.place, String::from("an era is missing"))
            }
            Cause::Zone => (self.top, String::from("`timezone` is not what it was")),
            Cause::Starts => (self.top, String::from("`starts` is not what it was")),
            Cause::Unknown => (self.top, String::new()),
        }
    }

    /// The first name of an order that stands where another stood.
    fn order_place(&self, index: RotationIndex, at: usize) -> Span {
        let new = self.after.roster.rotation(index);
        let Some(era) = new.eras.get(at) else { return new.place };
        let names = order(self.after, era);
        let old = same_rotation(self.before, &new.id);
        let before = old.and_then(|old| {
            let in_force = old.eras.iter().rev().find(|old| old.since <= era.since).or(old.eras.first())?;
            Some(order(self.before, in_force))
        });
        let before = before.unwrap_or_default();
        let differs = names.iter().enumerate().position(|(place, who)| before.get(place) != Some(who));
        let turn = differs.and_then(|place| era.order.get(place)).or(era.order.last());
        turn.map_or(new.place, |turn| turn.place)
    }

    /// Adds what to do about it.
    fn with_way_out(&self, problem: Problem, cause: Cause) -> Problem {
        match cause {
            Cause::Era(rotation, _) | Cause::EraGone(rotation, _) => {
                match remedy(self.before, self.after, rotation, self.comparison) {
                    Some(remedy) => Self::era(problem, &remedy),
                    None => problem.help("leave the eras as they were, and add the new order as one that begins later"),
                }
            }
            Cause::Override(_) => problem.help(format!(
                "let it begin on {} or later, or settle it with those it concerns before you merge",
                self.shown_instant(self.comparison.notice_ends())
            )),
            Cause::OverrideGone(_) => {
                problem.help("put it back: overrides stay in the roster as the record of who truly served")
            }
            Cause::ShiftType(what) => self.type_way_out(problem, what),
            Cause::Zone | Cause::Starts => problem.help("it holds for the past as well: leave it as it was"),
            Cause::Unknown => problem,
        }
    }

    /// A shift type has no eras: only its rotation begins and ends.
    fn type_way_out(&self, problem: Problem, what: What) -> Problem {
        let since = first_day(self.after.roster, self.comparison.notice_ends());
        let since = since.map(|day| format!("since: {day}")).unwrap_or_default();
        let stands_in = [self.before, self.after].map(|side| side.shift_type(what).is_some());
        problem.help(match stands_in {
            [false, _] => {
                format!("let it draw on a rotation of its own, whose first era begins with `{since}` or later")
            }
            [true, false] => format!(
                "put it back; what is to end draws on a rotation of its own whose last era is `{{ {since}, order: [nobody] \
                 }}`"
            ),
            [true, true] => format!(
                "what a shift type says holds for its past as well: leave it as it was, and give what is new to a \
                 shift type with a rotation of its own that begins with `{since}` or later"
            ),
        })
    }

    fn era(problem: Problem, remedy: &Remedy) -> Problem {
        let problem = match remedy.missing.as_slice() {
            [] => problem,
            missing => problem.help(format!(
                "keep `{}` in `people`, with the last day as `leaves:`: the eras before still name them",
                missing.join("`, `")
            )),
        };
        let what =
            if remedy.adds_an_era { "give the new order an era of its own" } else { "leave the eras as they were" };
        problem.help(format!("{what}; this changes nothing sooner than the notice:\n{}", remedy.yaml))
    }

    /// A changed shift and what has become of it, in words.
    fn shown(&self, change: &Change) -> (String, String) {
        let of = &self.comparison.shift_type(change.shift_type).id;
        let id = |who: Option<Who>| who.map_or("nobody", |who| self.comparison.person(who).id.as_str());
        let shift = |part: Part| format!("`{of}` {}", self.stretch(part.interval));
        match (change.before, change.after) {
            (Some(was), Some(is)) if change.is_move() => {
                (shift(was), format!("stays with `{}`, now {}", id(is.holder), self.stretch(is.interval)))
            }
            (Some(was), Some(is)) => (shift(was), format!("goes from `{}` to `{}`", id(was.holder), id(is.holder))),
            (Some(was), None) => (shift(was), format!("is taken away from `{}`", id(was.holder))),
            (None, Some(is)) => (shift(is), format!("is new and with `{}`", id(is.holder))),
            (None, None) => (format!("`{of}`"), String::new()),
        }
    }

    /// Who loses and gains how many.
    fn sums(&self, changes: &[&Change]) -> String {
        let mut sums: Vec<String> = Vec::new();
        for (who, person) in self.comparison.everyone() {
            let count = |is_so: &dyn Fn(&Change) -> bool| changes.iter().filter(|change| is_so(change)).count();
            let counts = [
                (count(&|change| change.gained_by(who).is_some()), "gains"),
                (count(&|change| change.lost_by(who).is_some()), "loses"),
                (count(&|change| change.moved_for(who).is_some()), "has moved"),
            ];
            let parts: Vec<_> = counts.iter().filter(|(count, _)| *count > 0).collect();
            let parts: Vec<_> = parts.iter().map(|(count, verb)| format!("{verb} {count}")).collect();
            if !parts.is_empty() {
                sums.push(format!("`{}` {}", person.id, parts.join(" and ")));
            }
        }
        let more = sums.len().saturating_sub(MOST_NAMED);
        sums.truncate(MOST_NAMED);
        let more = if more > 0 { format!(" and {more} more people") } else { String::new() };
        sums.join(", ") + &more
    }

    fn stretch(&self, interval: Interval) -> String {
        format!("from {} to {}", self.shown_instant(interval.start), self.shown_instant(interval.end))
    }

    fn shown_instant(&self, instant: Instant) -> String {
        self.after.roster.zone.local(instant).format("%a %Y-%m-%d %H:%M").to_string()
    }
}
