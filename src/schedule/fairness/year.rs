//! The coming year as people will live it: shifts of two lists at once, weeks without a day off, people who are passed
//! over.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use super::remedy;
use crate::diagnostics::{Code, Problem, Sink};
use crate::roster::{Draw, PersonIndex, Roster, RotationIndex, ShiftTypeIndex};
use crate::schedule::{Schedule, Shift, plan};
use crate::time::{Instant, Interval};

/// Seven days on the clock, also in the week in which clocks go forward.
const SEVEN_DAYS: TimeDelta = TimeDelta::hours(7 * 24 - 1);

/// Tells what is uneven in the year `coming`.
pub fn uneven(roster: &Roster, schedule: &Schedule, coming: Interval, sink: &mut Sink) {
    let burdens = Burdens::of(roster, schedule, coming);
    if !burdens.is_empty() {
        // What only an override brings about was somebody's decision, not the list's.
        let plain = remedy::without_overrides(roster);
        let planned = Burdens::of(&plain, &plan(&plain, coming.end, &mut Sink::default()), coming);
        for (types, times) in burdens.collisions.iter().filter(|(types, _)| planned.collisions.contains_key(types)) {
            sink.push(collision(&plain, coming, *types, times));
        }
        for (types, times) in burdens.weeks.iter().filter(|(types, _)| planned.weeks.contains_key(*types)) {
            sink.push(week(&plain, coming, types, times));
        }
    }
    starved(roster, schedule, coming, sink);
}

/// When something happens to somebody, ascending.
type Times = Vec<(PersonIndex, Interval)>;

/// What the plan asks of people too often.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Burdens {
    /// By the two types, the lower index first: when one person holds both at once.
    pub collisions: BTreeMap<(ShiftTypeIndex, ShiftTypeIndex), Times>,
    /// By the types, ascending, at least two: when one person carries the pager for seven days or more.
    pub weeks: BTreeMap<Vec<ShiftTypeIndex>, Times>,
}

impl Burdens {
    /// Those of the shifts that carry the pager and begin in `coming`.
    pub fn of(roster: &Roster, schedule: &Schedule, coming: Interval) -> Self {
        let mut held: BTreeMap<PersonIndex, Vec<&Shift>> = BTreeMap::new();
        for shift in schedule.shifts().iter().filter(|shift| coming.contains(shift.interval.start)) {
            if let Some(holder) = shift.holder.filter(|_| roster.carries_pager(shift.shift_type)) {
                held.entry(holder).or_default().push(shift);
            }
        }
        let mut burdens = Self::default();
        for (person, shifts) in held {
            burdens.add_collisions(person, &shifts);
            burdens.add_weeks(person, &shifts);
        }
        for times in burdens.collisions.values_mut().chain(burdens.weeks.values_mut()) {
            times.sort_by_key(|(person, interval)| (interval.start, *person));
        }
        burdens
    }

    /// Whether nothing of it happens.
    pub fn is_empty(&self) -> bool {
        self.collisions.is_empty() && self.weeks.is_empty()
    }

    /// How often it happens: two shifts at once, which weigh more, and then weeks without a day off.
    pub fn weight(&self) -> (usize, usize) {
        (self.collisions.values().map(Vec::len).sum(), self.weeks.values().map(Vec::len).sum())
    }

    /// Whether any of it happens between these types alone.
    pub fn is_between(&self, types: &[ShiftTypeIndex]) -> bool {
        let within = |of: &ShiftTypeIndex| types.contains(of);
        self.collisions.keys().any(|(one, other)| within(one) && within(other))
            || self.weeks.keys().any(|types| types.iter().all(within))
    }

    fn add_collisions(&mut self, person: PersonIndex, shifts: &[&Shift]) {
        for (place, shift) in shifts.iter().enumerate() {
            // They ascend: after the first that has nothing in common with it, none has.
            let later = shifts.iter().skip(place + 1);
            let at_once = later.map_while(|other| Some((other, shift.interval.intersection(&other.interval)?)));
            for (other, both) in at_once {
                let (one, two) = (shift.shift_type, other.shift_type);
                self.collisions.entry((one.min(two), one.max(two))).or_default().push((person, both));
            }
        }
    }

    /// Runs of shifts without a pause. Turns of one type are as long as its list makes them, and everyone can read
    /// that there; what several types make together stands nowhere.
    fn add_weeks(&mut self, person: PersonIndex, shifts: &[&Shift]) {
        // By their ends, since a shift of another type may begin before the next one of a run does.
        let mut runs: BTreeMap<Instant, (Instant, BTreeSet<ShiftTypeIndex>)> = BTreeMap::new();
        for shift in shifts {
            let Interval { start, end } = shift.interval;
            let (begun, mut types) = runs.remove(&start).unwrap_or_else(|| (start, BTreeSet::new()));
            types.insert(shift.shift_type);
            if let Some((begun, types)) = runs.insert(end, (begun, types)) {
                self.add_run(person, Interval::new(begun, end), types);
            }
        }
        for (end, (begun, types)) in runs {
            self.add_run(person, Interval::new(begun, end), types);
        }
    }

    fn add_run(&mut self, person: PersonIndex, whole: Option<Interval>, types: BTreeSet<ShiftTypeIndex>) {
        if let Some(whole) = whole.filter(|whole| types.len() > 1 && whole.duration() >= SEVEN_DAYS) {
            self.weeks.entry(types.into_iter().collect()).or_default().push((person, whole));
        }
    }
}

fn collision(
    roster: &Roster,
    coming: Interval,
    (one, other): (ShiftTypeIndex, ShiftTypeIndex),
    times: &[(PersonIndex, Interval)],
) -> Problem {
    let (a, b) = (roster.shift_type(one), roster.shift_type(other));
    let message =
        format!("`{}` and `{}` meet: in the coming year one person holds both {}", a.id, b.id, happens(roster, times));
    let problem = Problem::new(Code::Uneven, b.place, message).related(a.place, "the other type");
    problem.help(
        remedy::offset(roster, coming, &[one, other], |after| !after.collisions.contains_key(&(one, other)))
            .unwrap_or_else(|| {
                String::from(
                    "no `offset` keeps the lists apart: let nobody stand in both, or give them the same length",
                )
            }),
    )
}

fn week(roster: &Roster, coming: Interval, types: &[ShiftTypeIndex], times: &[(PersonIndex, Interval)]) -> Problem {
    let names: Vec<_> = types.iter().map(|of| format!("`{}`", roster.shift_type(*of).id)).collect();
    let message = format!(
        "turns of {} follow each other: in the coming year one person carries the pager for seven days or more {}",
        names.join(" and "),
        happens(roster, times)
    );
    let last = types.last().copied().unwrap_or(ShiftTypeIndex(0));
    let problem = Problem::new(Code::Uneven, roster.shift_type(last).place, message);
    problem.help(remedy::offset(roster, coming, types, |after| !after.weeks.contains_key(types)).unwrap_or_else(|| {
        String::from("no `offset` sets them apart: let the types draw on lists of different people")
    }))
}

/// `12 times, first `ana` on Mon 2026-11-23 18:00`.
fn happens(roster: &Roster, times: &[(PersonIndex, Interval)]) -> String {
    let Some((person, first)) = times.first() else { return String::new() };
    let count = if times.len() == 1 { String::from("once") } else { format!("{} times, first", times.len()) };
    format!("{count} `{}` from {}", roster.person(*person).id, shown(roster, first.start))
}

fn shown(roster: &Roster, instant: Instant) -> String {
    roster.zone.local(instant).format("%a %Y-%m-%d %H:%M").to_string()
}

/// Tells each type that passes over somebody who stands on its list all year, because an era begins anew before their
/// turn comes. Within one era the full cycle tells.
fn starved(roster: &Roster, schedule: &Schedule, coming: Interval, sink: &mut Sink) {
    let year = [coming.start, coming.end].map(|instant| roster.zone.local(instant).date());
    for (index, shift_type) in roster.shift_types() {
        let Draw::Rotation { rotation, .. } = shift_type.draw else { continue };
        let always = on_the_list(roster, rotation, year);
        let Some(always) = always else { continue };
        let mut turns: BTreeMap<PersonIndex, BTreeSet<usize>> =
            always.iter().map(|person| (*person, BTreeSet::new())).collect();
        for shift in schedule.of_type(index).filter(|shift| coming.contains(shift.interval.start)) {
            if let Some(turns) = shift.holder.and_then(|holder| turns.get_mut(&holder)) {
                turns.insert(shift.turn);
            }
        }
        let Some(most) = turns.iter().rev().max_by_key(|(_, turns)| turns.len()) else { continue };
        let never: Vec<_> = turns.iter().filter(|(_, turns)| turns.is_empty()).map(|(person, _)| *person).collect();
        if let Some(first) = never.first().filter(|_| most.1.len() > 1) {
            sink.push(passed_over(roster, rotation, index, *first, never.len(), (*most.0, most.1.len())));
        }
    }
}

/// Who stands in every era of a rotation that is in force in the year, and is in the team throughout; none where that
/// is a single era.
fn on_the_list(
    roster: &Roster,
    rotation: RotationIndex,
    [first, last]: [chrono::NaiveDate; 2],
) -> Option<Vec<PersonIndex>> {
    let eras = &roster.rotation(rotation).eras;
    let running = eras.partition_point(|era| era.since <= first).saturating_sub(1);
    let in_force: Vec<_> = eras.iter().skip(running).take_while(|era| era.since <= last).collect();
    let (now, later) = in_force.split_first()?;
    if later.is_empty() {
        return None;
    }
    let stays = |person: &PersonIndex| {
        let of = roster.person(*person);
        of.joins.is_none_or(|joins| joins <= first) && of.leaves.is_none_or(|leaves| leaves >= last)
    };
    let mut people: Vec<_> = now.order.iter().filter_map(|turn| turn.holder).filter(stays).collect();
    people.retain(|person| later.iter().all(|era| era.order.iter().any(|turn| turn.holder == Some(*person))));
    people.sort_unstable();
    people.dedup();
    Some(people)
}

fn passed_over(
    roster: &Roster,
    rotation: RotationIndex,
    shift_type: ShiftTypeIndex,
    never: PersonIndex,
    count: usize,
    (most, turns): (PersonIndex, usize),
) -> Problem {
    let never_hold = match count {
        1 => String::from(" never holds"),
        2 => String::from(" and one more never hold"),
        _ => format!(" and {} more never hold", count - 1),
    };
    let message = format!(
        "in the coming year `{}`{never_hold} `{}`, `{}` {turns} times: an era begins anew before their turn comes",
        roster.person(never).id,
        roster.shift_type(shift_type).id,
        roster.person(most).id,
    );
    Problem::new(Code::Uneven, roster.rotation(rotation).place, message)
        .related(roster.shift_type(shift_type).place, "this shift type draws on it")
        .help("leave `first` out of the later eras: the turns then go on with whoever would be next")
}
