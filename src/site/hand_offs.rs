//! The page of hand-offs: who gives to whom, and when.

use super::context::{HandOff, HandOffs, Partner};
use super::describe::Describer;
use super::press::{Origin, Press};
use super::{FeedKind, subscribe};
use crate::schedule;

/// Where it is.
pub const ADDRESS: &str = "hand-offs/";

pub fn publish(press: &mut Press<'_>) {
    let describer = press.describer;
    let inputs = describer.inputs;
    let all = inputs.schedule.hand_offs(inputs.roster, inputs.span);
    // From the running week on, as in every list of shifts: what is shown changes with the week, not with the clock.
    let (past, coming): (Vec<_>, Vec<_>) = all.iter().partition(|hand_off| hand_off.at() < inputs.week.start);
    let shown = |hand_off: &schedule::HandOff<'_>| hand_off_of(&describer, hand_off);
    let feeds = subscribe::feeds(&describer, |feed| feed.kind == FeedKind::HandOffs);
    let page = HandOffs {
        page: press.page(ADDRESS, feeds, None),
        runbook: inputs.roster.site.hand_off.as_deref().and_then(|address| describer.runbook(address)),
        coming: coming.into_iter().map(shown).collect(),
        past: past.into_iter().rev().map(shown).collect(),
    };
    press.print(ADDRESS, "hand-offs.html", &page, Origin::built_in(ADDRESS));
}

fn hand_off_of(describer: &Describer<'_>, hand_off: &schedule::HandOff<'_>) -> HandOff {
    let partner = |person, shift: &schedule::Shift| Partner {
        person: describer.person(person),
        shift_type: describer.shift_type(shift.shift_type),
    };
    HandOff {
        at: describer.dates.moment(hand_off.at()),
        from: partner(hand_off.from, hand_off.before),
        to: partner(hand_off.to, hand_off.after),
    }
}
