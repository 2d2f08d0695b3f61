//! Whether a rotation gives its people their shifts evenly, by counting over a full cycle of its list.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostics::{Code, Problem, Sink};
use crate::roster::{Draw, Era, PersonIndex, Roster, Rotation, ShiftType, Turn, TurnLength};

/// A cycle longer than this many windows is no cycle that anybody lives through.
const LONGEST_CYCLE: usize = 100_000;

/// Tells each type whose running or coming era leaves somebody out of it, or out of its weekends, or gives it to
/// somebody more than twice as often as to another.
pub fn uneven(roster: &Roster, today: NaiveDate, sink: &mut Sink) {
    for (_, shift_type) in roster.shift_types() {
        let Draw::Rotation { rotation, turn, .. } = shift_type.draw else { continue };
        let rotation = roster.rotation(rotation);
        for era in rotation.eras.iter().skip(running(rotation, today)) {
            let counts = counts(era, turn, shift_type);
            let Some((what, counts)) = counts.iter().find_map(|(what, counts)| Some((what, lopsided(counts)?))) else {
                continue;
            };
            let help = remedy(era, turn, shift_type);
            sink.push(problem(roster, rotation, era, shift_type, what, counts).help(help));
        }
    }
}

/// The place of the era that is in force on a day.
fn running(rotation: &Rotation, today: NaiveDate) -> usize {
    rotation.eras.partition_point(|era| era.since <= today).saturating_sub(1)
}

type Counts = BTreeMap<PersonIndex, usize>;

/// How often each person of an era holds a window of the type in a full cycle: of all windows, and of those that
/// touch a weekend where there are others too.
fn counts(era: &Era, turn: TurnLength, shift_type: &ShiftType) -> Vec<(&'static str, Counts)> {
    let windows = shift_type.hours.windows();
    let (length, by_week) = match turn {
        TurnLength::Weeks(weeks) => (weeks, true),
        TurnLength::Windows(windows) => (windows, false),
    };
    let turns = era.order.len() * usize::try_from(length).unwrap_or(1).max(1);
    let people = era.order.iter().filter_map(|turn| turn.holder);
    let mut all: Counts = people.map(|person| (person, 0)).collect();
    let mut weekends = all.clone();
    // After `turns` weeks, each of which begins a new round of windows, everything repeats.
    for week in 0..turns.min(LONGEST_CYCLE / windows.len().max(1)) {
        for (place, window) in windows.iter().enumerate() {
            let counted = if by_week { week } else { week * windows.len() + place };
            let holder = era.order[counted / (turns / era.order.len()) % era.order.len()].holder;
            let Some(holder) = holder else { continue };
            *all.entry(holder).or_default() += 1;
            if touches_weekend(window.start_minute(), window.minutes()) {
                *weekends.entry(holder).or_default() += 1;
            }
        }
    }
    let touching = windows.iter().filter(|window| touches_weekend(window.start_minute(), window.minutes())).count();
    let mut counts = vec![("a shift", all)];
    if touching > 0 && touching < windows.len() {
        counts.push(("a weekend", weekends));
    }
    counts
}

/// Whether minutes of the week, from Monday 00:00, reach into Saturday or Sunday.
const fn touches_weekend(start: u32, minutes: u32) -> bool {
    const SATURDAY: u32 = 5 * 24 * 60;
    const WEEK: u32 = 7 * 24 * 60;
    start >= SATURDAY || start + minutes > SATURDAY && start < WEEK
}

/// Who holds least and who most, when that is more than twice as often.
fn lopsided(counts: &Counts) -> Option<[(PersonIndex, usize); 2]> {
    let least = counts.iter().min_by_key(|(_, count)| **count)?;
    let most = counts.iter().rev().max_by_key(|(_, count)| **count)?;
    (*most.1 > 2 * *least.1).then_some([(*least.0, *least.1), (*most.0, *most.1)])
}

fn problem(
    roster: &Roster,
    rotation: &Rotation,
    era: &Era,
    shift_type: &ShiftType,
    what: &str,
    [(least, few), (most, many)]: [(PersonIndex, usize); 2],
) -> Problem {
    let id = |person: PersonIndex| &roster.person(person).id;
    let times = |count: usize| match count {
        0 => String::from("never"),
        1 => String::from("once"),
        _ => format!("{count} times"),
    };
    let message = format!(
        "over a full cycle `{}` holds {what} of `{}` {}, `{}` {}",
        id(most),
        shift_type.id,
        times(many),
        id(least),
        times(few)
    );
    let place = era.order.first().map_or(rotation.place, |turn| turn.place);
    Problem::new(Code::Uneven, place, message).related(shift_type.place, "this shift type draws on it")
}

/// What would make the counts even: another turn, or one person more. Both are counted before they are told.
fn remedy(era: &Era, turn: TurnLength, shift_type: &ShiftType) -> String {
    let is_even = |era: &Era, turn| counts(era, turn, shift_type).iter().all(|(_, counts)| lopsided(counts).is_none());
    let mut longer = era.clone();
    if let Some(last) = longer.order.last().copied() {
        longer.order.push(Turn { holder: Some(PersonIndex(usize::MAX)), ..last });
    }
    let weekly = turn != TurnLength::Weeks(1) && is_even(era, TurnLength::Weeks(1));
    match (weekly, is_even(&longer, turn)) {
        (true, true) => {
            String::from("write `turn: 1 week`, or let one person more stand in the order: both were tried")
        }
        (true, false) => String::from("write `turn: 1 week`: tried, everyone serves alike then"),
        (false, true) => String::from("let one person more stand in the order: tried, everyone serves alike then"),
        (false, false) => String::from("let each person stand in the order equally often"),
    }
}
