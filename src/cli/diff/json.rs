//! A comparison for programs: one object of version 1. Instants are RFC 3339 in UTC, people and shift types are ids.

use serde::Serialize;

use super::words::Words;
use crate::cli::rfc3339;
use crate::schedule::change::{Burden, Change, Order, Part, Person, Reach, ShiftType, Who};
use crate::time::Interval;

/// The whole answer.
#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    /// What was compared with, as it was named.
    base: &'a str,
    now: String,
    /// The end of the notice period; null where the roster asks for none.
    notice_ends: Option<String>,
    /// The span in which hours and weekends are counted.
    year: Span,
    /// How many changes there are of each reach.
    reach: Counts,
    orders: Vec<OrderAnswer<'a>>,
    shift_types: Vec<TypeAnswer<'a>>,
    people: Vec<PersonAnswer<'a>>,
    /// By the first instant that they touch.
    changes: Vec<ChangeAnswer<'a>>,
}

#[derive(Serialize)]
struct Span {
    start: String,
    end: String,
}

#[derive(Serialize)]
struct Counts {
    past: usize,
    running: usize,
    notice: usize,
    later: usize,
}

#[derive(Serialize)]
struct OrderAnswer<'a> {
    rotation: &'a str,
    since: String,
    /// Null where an order that was to begin then no longer does; in it, null is a planned empty turn.
    order: Option<Vec<Option<&'a str>>>,
    changes: usize,
}

#[derive(Serialize)]
struct TypeAnswer<'a> {
    id: &'a str,
    name: &'a str,
    formerly: Option<&'a str>,
    /// `both`, `base` for one that is gone, `here` for a new one.
    stands_in: &'static str,
}

#[derive(Serialize)]
struct PersonAnswer<'a> {
    id: &'a str,
    name: &'a str,
    formerly: Option<&'a str>,
    gained: usize,
    lost: usize,
    moved: usize,
    /// Null for someone new.
    before: Option<BurdenAnswer>,
    /// Null for someone who is gone.
    after: Option<BurdenAnswer>,
}

#[derive(Serialize)]
struct BurdenAnswer {
    minutes: i64,
    weekends: usize,
}

#[derive(Serialize)]
struct ChangeAnswer<'a> {
    r#type: &'a str,
    /// `past`, `running`, `notice`, `later`.
    reach: &'static str,
    /// `hands` if another person holds it, `moved` if the same one does at another time.
    kind: &'static str,
    /// Null where there was no such shift.
    before: Option<PartAnswer<'a>>,
    /// Null where there is no such shift any more.
    after: Option<PartAnswer<'a>>,
}

#[derive(Serialize)]
struct PartAnswer<'a> {
    start: String,
    end: String,
    person: Option<&'a str>,
}

/// The answer, pretty-printed.
pub fn render(words: &Words<'_>) -> String {
    let comparison = words.comparison;
    let count = |reach: Reach| comparison.within(reach).count();
    let answer = Answer {
        version: 1,
        base: words.base,
        now: rfc3339(comparison.now),
        notice_ends: comparison.notice.map(|_| rfc3339(comparison.notice_ends())),
        year: span(comparison.year),
        reach: Counts {
            past: count(Reach::Past),
            running: count(Reach::Running),
            notice: count(Reach::Notice),
            later: count(Reach::Later),
        },
        orders: comparison
            .orders
            .iter()
            .map(|order| OrderAnswer {
                rotation: &order.rotation,
                since: order.since.to_string(),
                order: match &order.order {
                    Order::Set(order) => Some(order.iter().map(|who| id(words, *who)).collect()),
                    Order::Dropped => None,
                },
                changes: order.changes,
            })
            .collect(),
        shift_types: comparison.shift_types.iter().map(shift_type).collect(),
        people: comparison.everyone().map(|(who, of)| person(words, who, of)).collect(),
        changes: comparison.changes.iter().map(|of| change(words, of)).collect(),
    };
    // Only maps with other keys than texts, or a failing writer, could make this fail.
    serde_json::to_string_pretty(&answer).unwrap_or_default() + "\n"
}

fn shift_type(of: &ShiftType) -> TypeAnswer<'_> {
    let stands_in = match of.stands_in {
        [true, false] => "base",
        [false, _] => "here",
        [true, true] => "both",
    };
    TypeAnswer { id: &of.id, name: &of.name, formerly: of.formerly.as_deref(), stands_in }
}

fn person<'a>(words: &Words<'a>, who: Who, of: &'a Person) -> PersonAnswer<'a> {
    let changes = || words.comparison.of(who);
    let burden = |burden: Burden| BurdenAnswer { minutes: burden.minutes, weekends: burden.weekends };
    PersonAnswer {
        id: &of.id,
        name: &of.name,
        formerly: of.formerly.as_deref(),
        gained: changes().filter(|change| change.gained_by(who).is_some()).count(),
        lost: changes().filter(|change| change.lost_by(who).is_some()).count(),
        moved: changes().filter(|change| change.moved_for(who).is_some()).count(),
        before: of.before.map(burden),
        after: of.after.map(burden),
    }
}

fn change<'a>(words: &Words<'a>, of: &Change) -> ChangeAnswer<'a> {
    let part = |part: Part| {
        let Span { start, end } = span(part.interval);
        PartAnswer { start, end, person: id(words, part.holder) }
    };
    ChangeAnswer {
        r#type: &words.comparison.shift_type(of.shift_type).id,
        reach: match of.reach {
            Reach::Past => "past",
            Reach::Running => "running",
            Reach::Notice => "notice",
            Reach::Later => "later",
        },
        kind: if of.is_move() { "moved" } else { "hands" },
        before: of.before.map(part),
        after: of.after.map(part),
    }
}

fn id<'a>(words: &Words<'a>, who: Option<Who>) -> Option<&'a str> {
    who.map(|who| words.comparison.person(who).id.as_str())
}

fn span(interval: Interval) -> Span {
    Span { start: rfc3339(interval.start), end: rfc3339(interval.end) }
}
