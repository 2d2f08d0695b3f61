//! Whether a rotation gives its people their shifts evenly, by counting over a full cycle of its list.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostics::{Code, Problem, Sink};
use crate::roster::{Draw, Era, PersonIndex, Roster, Rotation, ShiftType, Turn, TurnLength};
use crate::schedule::rotation::Counting;
use crate::time::{Hours, WeeklyWindow};

/// Tells each type whose running or coming era leaves somebody out of it, or out of its weekends, or gives it to
/// somebody more than twice as often as to another.
pub fn uneven(roster: &Roster, today: NaiveDate, sink: &mut Sink) {
    for (_, shift_type) in roster.shift_types() {
        let Draw::Rotation { rotation, offset, turn } = shift_type.draw else { continue };
        let rotation = roster.rotation(rotation);
        let orders = as_they_begin(roster, shift_type, Counting::new(rotation, offset, turn), &rotation.eras);
        for (era, order) in rotation.eras.iter().zip(orders).skip(running(rotation, today)) {
            let counts = counts(&order, turn, shift_type);
            let Some((what, counts)) = counts.iter().find_map(|(what, counts)| Some((what, lopsided(counts)?))) else {
                continue;
            };
            let help = remedy(order, turn, shift_type);
            sink.push(problem(roster, rotation, era, shift_type, what, counts).help(help));
        }
    }
}

/// The place of the era that is in force on a day.
fn running(rotation: &Rotation, today: NaiveDate) -> usize {
    rotation.eras.partition_point(|era| era.since <= today).saturating_sub(1)
}

/// The order of each era, turned so that it begins with who takes the era's first turn.
fn as_they_begin(roster: &Roster, shift_type: &ShiftType, mut counting: Counting<'_>, eras: &[Era]) -> Vec<Vec<Turn>> {
    let windows = shift_type.hours.windows().len();
    let weeks = shift_type.hours.first_week(roster.starts).iter_weeks();
    let mut weeks = weeks.map(|date| (date, counting.week(date, windows))).peekable();
    let order = |era: &Era| {
        while weeks.next_if(|(date, _)| *date < era.since).is_some() {}
        let first = weeks.peek().and_then(|(_, turns)| turns.first()?.turn);
        let place = era.order.iter().position(|turn| Some(*turn) == first);
        let mut order = era.order.clone();
        // An era without a week of its own has no first turn.
        order.rotate_left(place.unwrap_or(0));
        order
    };
    eras.iter().map(order).collect()
}

type Counts = BTreeMap<PersonIndex, usize>;

/// How often each person of an order holds a window of the type in a full cycle: of all windows, and of those that
/// touch a weekend. Where all or none of them do, the second says nothing that the first does not.
fn counts(order: &[Turn], turn: TurnLength, shift_type: &ShiftType) -> [(&'static str, Counts); 2] {
    let (TurnLength::Weeks(length) | TurnLength::Windows(length)) = turn;
    let length = usize::try_from(length).unwrap_or(1).max(1);
    let in_list = order.len() * length;
    let windows = in_order_of_time(&shift_type.hours);
    // Everything repeats after `in_list` weeks. By then each window of a list of windows came to those places of the
    // week that lie `apart` from each other, and so often to each; each week of a list of weeks had all places once.
    let apart = match turn {
        TurnLength::Weeks(_) => 1,
        TurnLength::Windows(_) => greatest_common_divisor(in_list, windows.len()),
    };
    let places = |first: usize| windows.iter().skip(first).step_by(apart);
    let all: Vec<_> = (0..apart).map(|first| apart * places(first).count()).collect();
    let weekends: Vec<_> =
        (0..apart).map(|first| apart * places(first).filter(|window| touches_weekend(window)).count()).collect();
    let count = |held: &[usize]| {
        let mut counts = Counts::new();
        // Whole rounds are reckoned, not gone: a turn of years in a long order would take long.
        let round = length / apart * held.iter().sum::<usize>();
        let mut held = held.iter().cycle();
        for turn in order {
            let times = round + held.by_ref().take(length % apart).sum::<usize>();
            if let Some(holder) = turn.holder {
                *counts.entry(holder).or_default() += times;
            }
        }
        counts
    };
    [("a shift", count(&all)), ("a weekend", count(&weekends))]
}

/// The windows of a rotation week as they come, in whatever order they were written.
fn in_order_of_time(hours: &Hours) -> Vec<WeeklyWindow> {
    let mut windows = hours.windows().to_vec();
    let begins = windows.first().map_or(0, WeeklyWindow::start_minute);
    windows.sort_by_key(|window| window.minutes_after(begins));
    windows
}

const fn greatest_common_divisor(one: usize, other: usize) -> usize {
    if other == 0 { one } else { greatest_common_divisor(other, one % other) }
}

/// Whether a window reaches into Saturday or Sunday, which end the week that begins on Monday 00:00.
fn touches_weekend(window: &WeeklyWindow) -> bool {
    const SATURDAY: u32 = 5 * 24 * 60;
    window.start_minute() + window.minutes() > SATURDAY
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
fn remedy(mut order: Vec<Turn>, turn: TurnLength, shift_type: &ShiftType) -> String {
    let is_even =
        |order: &[Turn], turn| counts(order, turn, shift_type).iter().all(|(_, counts)| lopsided(counts).is_none());
    let by_week = is_even(&order, TurnLength::Weeks(1));
    if let Some(last) = order.last().copied() {
        order.push(Turn { holder: Some(PersonIndex(usize::MAX)), ..last });
    }
    match (by_week, is_even(&order, turn)) {
        (true, true) => {
            String::from("write `turn: 1 week`, or let one person more stand in the order: both were tried")
        }
        (true, false) => String::from("write `turn: 1 week`: tried, everyone serves alike then"),
        // Somebody stands in it more than twice as often as somebody else, and would beside one person more.
        (false, _) => String::from("let each person stand in the order equally often"),
    }
}
