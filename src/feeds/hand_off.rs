//! Hand-offs as events: short ones, at the instant at which one person gives a shift to another.

use chrono::TimeDelta;

use super::event::Event;
use super::ics::{Form, Shape};
use super::{Context, uid, words};
use crate::schedule::HandOff;
use crate::time::Interval;

/// The page of hand-offs.
pub const PAGE: &str = "hand-offs/";

/// How long the event of a hand-off is: two people talk, and the grid of a calendar shows its name.
const LENGTH: TimeDelta = TimeDelta::minutes(30);

/// The text of each hand-off in the published span.
pub fn written(context: &Context<'_>) -> Vec<String> {
    let page = context.address(PAGE);
    let shape = Shape { page: page.as_deref(), category: Some("Hand-off"), described: true, ..Shape::default() };
    let form = Form::new(&shape, context.revision);
    let hand_offs = context.schedule.hand_offs(context.roster, context.span);
    hand_offs.iter().map(|hand_off| form.write(&event(context, hand_off))).collect()
}

fn event(context: &Context<'_>, hand_off: &HandOff<'_>) -> Event {
    let roster = context.roster;
    let name = |person| words::name(&roster.person(person).name);
    let (at, HandOff { before, after, from, to }) = (hand_off.at(), *hand_off);
    let people = vec![
        format!("From {}, {}", context.person(Some(from)), context.shift_type(before.shift_type)),
        format!("To {}, {}", context.person(Some(to)), context.shift_type(after.shift_type)),
    ];
    let runbook = context.runbook(roster.site.hand_off.as_deref()).into_iter().collect();
    Event {
        uid: uid::of_hand_off(roster, hand_off),
        interval: Interval { start: at, end: at + LENGTH },
        summary: format!("Hand-off: {} to {}, {}", name(from), name(to), context.shift_type(after.shift_type)),
        description: words::description(&[people, times(context, hand_off), runbook]),
    }
}

/// When it is on the team's clock, and on those of the two where they are others.
fn times(context: &Context<'_>, hand_off: &HandOff<'_>) -> Vec<String> {
    let roster = context.roster;
    let own = [hand_off.from, hand_off.to].into_iter().filter_map(|person| roster.person(person).zone.as_ref());
    let mut lines: Vec<String> = Vec::new();
    for zone in std::iter::once(&roster.zone).chain(own) {
        let line = format!("{}, {}", words::local_time(zone, hand_off.at()), zone.name());
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}
