//! A second planner, written from the words of roster.md alone: slow, plain, and without a line of the crate's.
//!
//! It walks week by week, keeps each rotation as a line of people of whom the front one serves, cuts all windows at
//! the ends of all overrides before it looks at the first of them, and asks chrono-tz for the instants.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use hausmeister::time::Instant;

use super::clock;
use super::draft::{Change, Draft, Draw, Era, Holder, Turn};

/// What the model expects of a schedule.
#[derive(Debug)]
pub struct Plan {
    /// By type, ascending in time.
    pub shifts: Vec<Vec<Shift>>,
    /// The overrides that are stale.
    pub stale: BTreeSet<usize>,
    /// The overrides that cover nothing.
    pub dead: BTreeSet<usize>,
}

/// One shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    pub window: NaiveDateTime,
    pub piece: usize,
    pub start: Instant,
    pub end: Instant,
    pub holder: Holder,
    /// Whom the plan had, where an override changed that.
    pub instead_of: Option<Holder>,
    /// Turns before this one; none for a type that follows.
    pub turn: Option<usize>,
}

/// A rotation week of a type.
#[derive(Debug)]
struct Week {
    date: NaiveDate,
    begins: NaiveDateTime,
    atoms: Vec<Atom>,
}

/// A part of a window that no override cuts further.
#[derive(Debug, Clone)]
struct Atom {
    window: NaiveDateTime,
    start: Instant,
    end: Instant,
    planned: Holder,
    holder: Holder,
    turn: Option<usize>,
}

/// Plans every shift that begins before `until`, and more after it.
pub fn plan(draft: &Draft, until: Instant) -> Plan {
    let mut weeks: Vec<Vec<Week>> = Vec::new();
    let mut findings = Findings::default();
    for number in 0..draft.types.len() {
        let mut planned = planned(draft, number, &weeks, horizon(draft, until));
        for (by, change) in draft.overrides.iter().enumerate() {
            if change.types.contains(&number) {
                apply(&change.change, by, &mut planned, &mut findings);
            }
        }
        weeks.push(planned);
    }
    let dead = (0..draft.overrides.len()).filter(|by| !findings.live.contains(by)).collect();
    Plan { shifts: weeks.iter().map(|weeks| joined(weeks)).collect(), stale: findings.stale, dead }
}

#[derive(Debug, Default)]
struct Findings {
    stale: BTreeSet<usize>,
    live: BTreeSet<usize>,
}

/// After all that an override can reach.
fn horizon(draft: &Draft, until: Instant) -> Instant {
    let day_after = |day: NaiveDate| (day + Days::new(15)).and_time(NaiveTime::MIN).and_utc();
    let ends = draft.overrides.iter().map(|change| match &change.change {
        Change::Span { to, .. } => *to,
        Change::WeekOf { day, .. } => day_after(*day),
        Change::Swap { weeks_of: [one, other], .. } => day_after(*one.max(other)),
    });
    ends.chain([until]).max().unwrap()
}

/// The weeks of a type before any override.
fn planned(draft: &Draft, number: usize, before: &[Vec<Week>], horizon: Instant) -> Vec<Week> {
    let shift_type = &draft.types[number];
    let first = shift_type.hours.windows[0];
    let mut date = draft.starts;
    while i64::from(date.weekday().num_days_from_monday()) != first.start / DAY {
        date = date.succ_opt().unwrap();
    }
    let mut line = Line::default();
    let mut weeks = Vec::new();
    loop {
        let begins = date.and_time(NaiveTime::MIN) + TimeDelta::minutes(first.start % DAY);
        if clock::instant(draft.zone, begins) >= horizon {
            return weeks;
        }
        // All windows up to the next first one.
        let mut windows: Vec<_> = shift_type
            .hours
            .windows
            .iter()
            .map(|window| {
                let start = begins + TimeDelta::minutes((window.start - first.start).rem_euclid(7 * DAY));
                (start, start + TimeDelta::minutes(window.length))
            })
            .collect();
        windows.sort_unstable();
        let mut week = Week { date, begins, atoms: Vec::new() };
        let holders = match shift_type.draw {
            Draw::Rotation { rotation, offset, turn } => {
                line.holders(&draft.rotations[rotation], offset, turn, date, windows.len())
            }
            Draw::Follows { shift_type, after } => {
                vec![(follows(&before[shift_type], begins, after), None); windows.len()]
            }
        };
        for ((start, end), (holder, turn)) in windows.into_iter().zip(holders) {
            let ends = (clock::instant(draft.zone, start), clock::instant(draft.zone, end));
            week.atoms.extend(atoms(draft, start, ends, holder, turn));
        }
        weeks.push(week);
        date = date + Days::new(7);
    }
}

const DAY: i64 = 24 * 60;

/// A window cut at the ends of every override; nothing where a change of the clocks leaves nothing of it.
fn atoms(
    draft: &Draft,
    window: NaiveDateTime,
    (start, end): (Instant, Instant),
    holder: Holder,
    turn: Option<usize>,
) -> Vec<Atom> {
    let mut cuts = BTreeSet::from([start, end]);
    for change in &draft.overrides {
        if let Change::Span { from, to, .. } = &change.change {
            cuts.extend([*from, *to].into_iter().filter(|cut| start < *cut && *cut < end));
        }
    }
    let cuts: Vec<_> = cuts.into_iter().collect();
    cuts.windows(2).map(|ends| Atom { window, start: ends[0], end: ends[1], planned: holder, holder, turn }).collect()
}

/// The people of a rotation as they queue up: the front one serves, then goes to the back.
#[derive(Debug, Default)]
struct Line {
    /// How many eras have begun.
    eras: usize,
    queue: VecDeque<Holder>,
    /// Weeks or windows that the front one has served in this turn.
    served: usize,
    turns: usize,
}

impl Line {
    /// Who serves the windows of the week of `date`, with the number of the turn.
    fn holders(
        &mut self,
        eras: &[Era],
        offset: i64,
        turn: Turn,
        date: NaiveDate,
        windows: usize,
    ) -> Vec<(Holder, Option<usize>)> {
        while eras.get(self.eras).is_some_and(|era| era.since <= date) {
            self.enter(&eras[self.eras]);
        }
        if self.eras == 0 {
            // A week of nobody's is a turn of its own.
            self.turns += 1;
            return vec![(None, Some(self.turns - 1)); windows];
        }
        let mut holders = Vec::new();
        for _ in 0..windows {
            let place = offset.rem_euclid(i64::try_from(self.queue.len()).unwrap());
            holders.push((self.queue[usize::try_from(place).unwrap()], Some(self.turns)));
            if let Turn::Windows(length) = turn {
                self.serve(length);
            }
        }
        if let Turn::Weeks(length) = turn {
            self.serve(length);
        }
        holders
    }

    fn serve(&mut self, length: usize) {
        self.served += 1;
        if self.served == length {
            self.next();
        }
    }

    fn next(&mut self) {
        self.queue.rotate_left(1);
        self.served = 0;
        self.turns += 1;
    }

    fn enter(&mut self, era: &Era) {
        if self.served > 0 {
            self.next();
        }
        let place = |holder: Holder| era.order.iter().position(|other| *other == holder);
        let inherited = self.queue.iter().find_map(|holder| place(*holder));
        let start = era.first.map_or(inherited, place).unwrap_or(0);
        self.queue = era.order.iter().copied().collect();
        self.queue.rotate_left(start);
        self.eras += 1;
    }
}

/// Who held most of the week that began in the seven days before `begins`, or `after` - 1 weeks further back.
fn follows(followed: &[Week], begins: NaiveDateTime, after: i64) -> Holder {
    let from = begins - TimeDelta::days(7 * after);
    let week = followed.iter().find(|week| from <= week.begins && week.begins < from + TimeDelta::days(7))?;
    let mut held: BTreeMap<usize, (TimeDelta, Instant)> = BTreeMap::new();
    for atom in &week.atoms {
        if let Some(holder) = atom.holder {
            let before = held.get(&holder).map_or(TimeDelta::zero(), |(time, _)| *time);
            held.insert(holder, (before + (atom.end - atom.start), atom.end));
        }
    }
    held.into_iter().max_by_key(|(_, time_and_last)| *time_and_last).map(|(holder, _)| holder)
}

/// One override at work on the weeks of one type; a stale one changes nothing of it.
fn apply(change: &Change, by: usize, weeks: &mut [Week], findings: &mut Findings) {
    let (mut covered, person, expected): (Vec<&mut Atom>, _, _) = match change {
        Change::Span { from, to, person, instead_of } => {
            let atoms = weeks.iter_mut().flat_map(|week| &mut week.atoms);
            (atoms.filter(|atom| *from <= atom.start && atom.end <= *to).collect(), *person, *instead_of)
        }
        Change::WeekOf { day, person, instead_of } => {
            let atoms = weeks.iter_mut().filter(|week| holds(week, *day)).flat_map(|week| &mut week.atoms);
            (atoms.collect(), *person, *instead_of)
        }
        Change::Swap { people, weeks_of } => return swap(*people, *weeks_of, by, weeks, findings),
    };
    if !covered.is_empty() {
        findings.live.insert(by);
    }
    if expected.is_some() && covered.iter().any(|atom| atom.holder != expected) {
        findings.stale.insert(by);
        return;
    }
    for atom in &mut covered {
        atom.holder = person;
    }
}

/// The seven days, counted from the date of the first window, hold `day`.
fn holds(week: &Week, day: NaiveDate) -> bool {
    week.date <= day && day < week.date + Days::new(7)
}

fn swap(people: [usize; 2], days: [NaiveDate; 2], by: usize, weeks: &mut [Week], findings: &mut Findings) {
    let week = |day: NaiveDate| weeks.iter().find(|week| holds(week, day)).filter(|week| !week.atoms.is_empty());
    if days.iter().all(|day| week(*day).is_none()) {
        return;
    }
    findings.live.insert(by);
    let does_hold = |person: usize, day: NaiveDate| {
        week(day).is_some_and(|week| week.atoms.iter().any(|atom| atom.holder == Some(person)))
    };
    if people.iter().zip(days).any(|(person, day)| !does_hold(*person, day)) {
        findings.stale.insert(by);
        return;
    }
    let [one, other] = people;
    for week in weeks.iter_mut() {
        let in_week = days.map(|day| holds(week, day));
        for atom in &mut week.atoms {
            if in_week[0] && atom.holder == Some(one) {
                atom.holder = Some(other);
            } else if in_week[1] && atom.holder == Some(other) {
                atom.holder = Some(one);
            }
        }
    }
}

/// Neighbouring atoms of one window that one person holds are one shift.
fn joined(weeks: &[Week]) -> Vec<Shift> {
    let mut shifts: Vec<Shift> = Vec::new();
    for atom in weeks.iter().flat_map(|week| &week.atoms) {
        let last = shifts.last_mut().filter(|last| last.window == atom.window);
        let piece = match last {
            Some(last) if last.holder == atom.holder => {
                last.end = atom.end;
                continue;
            }
            Some(last) => last.piece + 1,
            None => 0,
        };
        shifts.push(Shift {
            window: atom.window,
            piece,
            start: atom.start,
            end: atom.end,
            holder: atom.holder,
            instead_of: (atom.holder != atom.planned).then_some(atom.planned),
            turn: atom.turn,
        });
    }
    shifts
}
