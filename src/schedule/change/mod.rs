//! What a change to the roster does: two rosters in, every shift that somebody gains, loses or has moved out.
//!
//! [`compare`] plans both and sets them side by side: `identity` says who and what is the same in both, `pairing`
//! what has become of each shift, `cause` which entry of the roster explains it, `orders` which turn orders are new,
//! `reach` how soon a change takes effect, `burden` what each person carries. [`check`] makes problems of what reaches into the past or the notice period,
//! and `remedy` finds the era that would not. Nothing here knows the clock or writes for people, but for the problems.

mod burden;
mod cause;
mod check;
mod identity;
mod orders;
mod pairing;
mod reach;
mod remedy;

use chrono::{DateTime, Months, NaiveDateTime, TimeDelta};

use crate::diagnostics::Sink;
use crate::roster::Roster;
use crate::time::{Instant, Interval};
use cause::Causes;
use identity::{Pair, Side};
use pairing::Window;

pub use burden::Burden;
pub use cause::Cause;
pub use check::check;
pub use identity::{What, Who};
pub use orders::{NewOrder, Order};
pub use pairing::Part;
pub use reach::Reach;

/// Everything that differs between the schedules of two rosters, from the first day to a year from now.
#[derive(Debug)]
pub struct Comparison {
    /// What the clock says.
    pub now: Instant,
    /// How long ahead a shift must be known, in minutes: the longer of what the two rosters say, so that no change
    /// makes its own notice shorter.
    pub notice: Option<i64>,
    /// The coming year: from the running minute to the same time a year later on the team's clock.
    pub year: Interval,
    /// Everyone of both rosters, in the new one's order; who is gone comes last.
    pub people: Vec<Person>,
    /// Every shift type of both rosters, in the new one's order; what is gone comes last.
    pub shift_types: Vec<ShiftType>,
    /// The new turn orders, in the order of the rotations and their eras.
    pub orders: Vec<NewOrder>,
    /// What changes, by its first instant, then shift type; each once.
    pub changes: Vec<Change>,
}

/// Someone of either roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The id, in the new roster if they stand in it.
    pub id: String,
    /// The name, in the new roster if they stand in it.
    pub name: String,
    /// What they carry in the coming year by the old roster; nothing if they did not stand in it.
    pub before: Option<Burden>,
    /// What they carry in the coming year by the new roster; nothing if they do not stand in it.
    pub after: Option<Burden>,
    /// The id in the old roster, where it was another.
    pub formerly: Option<String>,
}

/// A shift type of either roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftType {
    /// The id, in the new roster if it stands in it.
    pub id: String,
    /// The name, in the new roster if it stands in it.
    pub name: String,
    /// Which rosters it stands in: the old one, the new one.
    pub stands_in: [bool; 2],
    /// The id in the old roster, where it was another.
    pub formerly: Option<String>,
}

/// A shift, or a part of one, that is not what it was.
///
/// With another holder, one person loses what it was and another gains what it is; either may be nobody, or missing
/// where there is no such shift. With the same holder it is moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What type of shift it is.
    pub shift_type: What,
    /// The window's start on the team's clock.
    pub window: NaiveDateTime,
    /// What it was.
    pub before: Option<Part>,
    /// What it is.
    pub after: Option<Part>,
    /// The time that it touches: of a move, from where the two begin to differ.
    pub extent: Interval,
    /// How soon it takes effect.
    pub reach: Reach,
    /// What in the roster explains it.
    pub cause: Cause,
}

impl Change {
    /// Whether the same person holds it, at another time.
    #[must_use]
    pub fn is_move(&self) -> bool {
        self.holder_after().is_some() && self.holder_before() == self.holder_after()
    }

    /// Who held it, if anybody.
    #[must_use]
    pub fn holder_before(&self) -> Option<Who> {
        self.before.and_then(|part| part.holder)
    }

    /// Who holds it, if anybody.
    #[must_use]
    pub fn holder_after(&self) -> Option<Who> {
        self.after.and_then(|part| part.holder)
    }

    /// What a person gains by it.
    #[must_use]
    pub fn gained_by(&self, who: Who) -> Option<Interval> {
        self.after.filter(|part| part.holder == Some(who) && !self.is_move()).map(|part| part.interval)
    }

    /// What a person loses by it.
    #[must_use]
    pub fn lost_by(&self, who: Who) -> Option<Interval> {
        self.before.filter(|part| part.holder == Some(who) && !self.is_move()).map(|part| part.interval)
    }

    /// What a person has moved by it: from where, to where.
    #[must_use]
    pub fn moved_for(&self, who: Who) -> Option<[Interval; 2]> {
        let is_theirs = self.is_move() && self.holder_after() == Some(who);
        Some([self.before?.interval, self.after?.interval]).filter(|_| is_theirs)
    }
}

/// How far beyond the year both are planned, so that a shift near its end is found where it has moved to.
const MARGIN: TimeDelta = TimeDelta::weeks(5);

/// Compares what two rosters mean, as of `now`.
#[must_use]
pub fn compare(before: &Roster, after: &Roster, now: Instant) -> Comparison {
    let year = year(after, now);
    let notice = before.rules.notice.max(after.rules.notice);
    let (people, shift_types) = (identity::people(before, after), identity::shift_types(before, after));
    let [old, new] = identity::sides(before, after, &people, &shift_types);
    // What is wrong with the two is told where they are read.
    let until = year.end + MARGIN;
    let [old_plan, new_plan] = [before, after].map(|roster| super::plan(roster, until, &mut Sink::default()));
    let causes = Causes::new(&old, &new);
    let notice_ends = now + TimeDelta::minutes(notice.unwrap_or(0));
    let mut changes = Vec::new();
    for shift_type in (0..shift_types.len()).map(What) {
        let [from, to] =
            [(&old, &old_plan), (&new, &new_plan)].map(|(side, plan)| windows(side, plan, shift_type, until));
        for (window, (before, after)) in pairing::differences(&from, &to) {
            let Some(extent) = reach::extent(before, after).filter(|extent| extent.start < year.end) else { continue };
            let reach = Reach::of(extent, now, notice_ends);
            let cause = causes.of(shift_type, window, extent);
            changes.push(Change { shift_type, window, before, after, extent, reach, cause });
        }
    }
    changes.sort_by_key(|change| (change.extent.start, change.shift_type, change.window));
    let orders = orders::new_orders(&old, &new, &changes);
    let [old_burdens, new_burdens] =
        [(before, &old_plan), (after, &new_plan)].map(|(roster, plan)| burden::of(roster, plan, year));
    let people = people.iter().map(|pair| person(before, after, *pair, &old_burdens, &new_burdens)).collect();
    let shift_types = shift_types.iter().map(|pair| shift_type(before, after, *pair)).collect();
    Comparison { now, notice, year, people, shift_types, orders, changes }
}

/// From the running minute on, so that hours are sums of whole minutes.
fn year(roster: &Roster, now: Instant) -> Interval {
    let start = DateTime::from_timestamp(now.timestamp().div_euclid(60) * 60, 0).unwrap_or(now);
    let local = roster.zone.local(start);
    let end = local.checked_add_months(Months::new(12)).map(|end| roster.zone.instant(end));
    // The years that the program takes end long before the calendar's, so there is always one.
    Interval { start, end: end.unwrap_or(start) }
}

/// The windows of a type that begin before `until`, in order of time.
fn windows(side: &Side<'_>, schedule: &super::Schedule, what: What, until: Instant) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    let shifts = side.shift_type(what).into_iter().flat_map(|index| schedule.of_type(index));
    for shift in shifts.filter(|shift| shift.interval.start < until) {
        let holder = shift.holder.and_then(|person| side.who(person));
        let part = Part { interval: shift.interval, holder };
        match windows.last_mut().filter(|window| window.nominal == shift.window) {
            Some(window) => window.parts.push(part),
            None => windows.push(Window { nominal: shift.window, parts: vec![part] }),
        }
    }
    windows
}

fn person(before: &Roster, after: &Roster, pair: Pair, old: &[Burden], new: &[Burden]) -> Person {
    let was = pair.before.and_then(|at| before.people.get(at));
    let is = pair.after.and_then(|at| after.people.get(at));
    let (id, name) = is.or(was).map(|person| (person.id.clone(), person.name.clone())).unwrap_or_default();
    Person {
        formerly: was.filter(|was| was.id != id).map(|was| was.id.clone()),
        id,
        name,
        before: pair.before.and_then(|at| old.get(at).copied()),
        after: pair.after.and_then(|at| new.get(at).copied()),
    }
}

fn shift_type(before: &Roster, after: &Roster, pair: Pair) -> ShiftType {
    let was = pair.before.and_then(|at| before.shift_types.get(at));
    let is = pair.after.and_then(|at| after.shift_types.get(at));
    let (id, name) = is.or(was).map(|of| (of.id.clone(), of.name.clone())).unwrap_or_default();
    let formerly = was.filter(|was| was.id != id).map(|was| was.id.clone());
    ShiftType { id, name, stands_in: [was.is_some(), is.is_some()], formerly }
}

impl Comparison {
    /// Someone of the comparison.
    ///
    /// # Panics
    ///
    /// With a number of another comparison.
    #[must_use]
    pub fn person(&self, who: Who) -> &Person {
        &self.people[who.0]
    }

    /// A shift type of the comparison.
    ///
    /// # Panics
    ///
    /// With a number of another comparison.
    #[must_use]
    pub fn shift_type(&self, what: What) -> &ShiftType {
        &self.shift_types[what.0]
    }

    /// Everyone with their number.
    pub fn everyone(&self) -> impl Iterator<Item = (Who, &Person)> {
        self.people.iter().enumerate().map(|(at, person)| (Who(at), person))
    }

    /// When the notice period is over: what begins from then on may change.
    #[must_use]
    pub fn notice_ends(&self) -> Instant {
        self.now + TimeDelta::minutes(self.notice.unwrap_or(0))
    }

    /// The changes with one reach.
    pub fn within(&self, reach: Reach) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.reach == reach)
    }

    /// The changes by which a person gains, loses or has something moved.
    pub fn of(&self, who: Who) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(move |change| change.holder_before() == Some(who) || change.holder_after() == Some(who))
    }

    /// Whether the two rosters say the same of everyone's shifts, turn orders and names.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let same_person =
            |person: &Person| person.formerly.is_none() && person.before.is_some() && person.before == person.after;
        let same_type = |of: &ShiftType| of.formerly.is_none() && of.stands_in == [true, true];
        self.changes.is_empty()
            && self.orders.is_empty()
            && self.people.iter().all(same_person)
            && self.shift_types.iter().all(same_type)
    }
}
