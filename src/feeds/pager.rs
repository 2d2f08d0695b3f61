//! Shifts for paging systems, which read who is on call out of a calendar: the event's one text is the name by which
//! they know the person.
//!
//! Some of them look for names in the description and the attendees too, so there is none of these, nor anything else
//! that could be taken for a name or would ring.

use super::event::Event;
use super::ics::{Form, Shape};
use super::{Context, uid};
use crate::roster::{Roster, ShiftTypeIndex};

/// Whether a type is one that pagers follow: it carries the pager. In a roster without `escalation` every type does.
pub fn is_carried(roster: &Roster, shift_type: ShiftTypeIndex) -> bool {
    roster.escalation.is_empty() || roster.carries_pager(shift_type)
}

/// The text of each shift in the published span that somebody holds, if its type is carried.
pub fn written(context: &Context<'_>) -> Vec<(ShiftTypeIndex, String)> {
    let roster = context.roster;
    let form = Form::new(&Shape::default(), context.revision);
    let shifts = context.schedule.within(context.span).filter(|shift| is_carried(roster, shift.shift_type));
    let texts = shifts.filter_map(|shift| {
        let event = Event {
            uid: uid::of_pager(roster, shift),
            interval: shift.interval,
            summary: roster.person(shift.holder?).pager.clone(),
            description: String::new(),
        };
        Some((shift.shift_type, form.write(&event)))
    });
    texts.collect()
}
