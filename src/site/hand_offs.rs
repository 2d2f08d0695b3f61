//! Hand-offs: who gives to whom, and when; on a page of their own and wherever else they are shown.

use super::context::{HandOff, HandOffs, Partner};
use super::describe::{self, Describer};
use super::press::{Origin, Press, Sheet};
use super::{FeedKind, subscribe};
use crate::roster::ShiftTypeIndex;
use crate::schedule;

/// Where it is.
pub const ADDRESS: &str = "hand-offs/";

pub fn sheet(press: &Press<'_>) -> Sheet {
    let describer = press.describer;
    let inputs = describer.inputs;
    let all = inputs.schedule.hand_offs(inputs.roster, inputs.span);
    // From the running week on, as in every list of shifts: what is shown changes with the week, not with the clock.
    let (past, coming): (Vec<_>, Vec<_>) = all.iter().partition(|hand_off| hand_off.at() < inputs.week.start);
    let shown = |hand_off: &schedule::HandOff<'_>| hand_off_of(&describer, hand_off);
    let feeds = subscribe::feeds(&describer, |feed| feed.kind == FeedKind::HandOffs);
    let page = HandOffs {
        page: press.page(ADDRESS, feeds, None),
        runbook: inputs.roster.site.hand_off.as_deref().and_then(|address| describe::runbook(inputs, address)),
        coming: coming.into_iter().map(shown).collect(),
        past: past.into_iter().rev().map(shown).collect(),
    };
    press.sheet(ADDRESS, "hand-offs.html", &page, Origin::built_in(ADDRESS))
}

/// The first one after the build at which a shift of these types begins or ends, within the published span.
pub fn next(describer: &Describer<'_>, shift_types: &[ShiftTypeIndex]) -> Option<HandOff> {
    let inputs = describer.inputs;
    let all = inputs.schedule.hand_offs(inputs.roster, inputs.span);
    let next = all.iter().find(|hand_off| hand_off.at() > inputs.now && is_of(hand_off, shift_types))?;
    Some(hand_off_of(describer, next))
}

/// Whether a shift of these types begins or ends at it.
pub fn is_of(hand_off: &schedule::HandOff<'_>, shift_types: &[ShiftTypeIndex]) -> bool {
    [hand_off.before, hand_off.after].iter().any(|shift| shift_types.contains(&shift.shift_type))
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
