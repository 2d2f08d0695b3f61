//! Who could take a part of a shift type, and why the others can't.

use super::Standing;
use super::cover::{Part, sole_holder};
use crate::error::Result;
use crate::roster::{PersonIndex, ShiftTypeIndex};
use crate::schedule::coverage::{Availability, Hindrance};
use crate::time::{Instant, Interval};

/// Who could take a part, and who could not.
#[derive(Debug)]
pub struct Candidates<'a> {
    /// The part in time.
    pub interval: Interval,
    /// Who holds all of it, if one person does.
    pub holder: Option<PersonIndex>,
    /// Least loaded first.
    pub free: Vec<Candidate>,
    /// In the order of `people`, with the reason.
    pub others: Vec<(PersonIndex, Hindrance<'a>)>,
    /// The end of the time over which load is counted.
    pub until: Instant,
}

/// Someone who could take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonIndex,
    /// Minutes of shifts that carry the pager, from now on.
    pub minutes: i64,
    /// When they are last on call before it.
    pub last: Option<Instant>,
    /// When they are first on call after it.
    pub next: Option<Instant>,
}

/// Everyone of the rotation behind a shift type, for a part of it.
///
/// # Errors
///
/// When there is no such part.
pub fn candidates<'a>(standing: &Standing<'a>, shift_type: ShiftTypeIndex, part: &Part) -> Result<Candidates<'a>> {
    let covered = part.covered(standing, shift_type)?;
    let interval = covered.interval;
    let (roster, schedule) = (standing.roster, standing.schedule);
    let until = standing.until.max(interval.end);
    let span = Interval { start: standing.now.min(interval.start), end: until };
    let availability = Availability::new(roster, schedule, span);
    // Who holds all of it is the one to stand in for; who holds a part of it could take the rest.
    let holder = sole_holder(&covered.shifts).flatten();
    let members = roster.members(shift_type);
    let hindered = |person: &PersonIndex| Some((*person, availability.hindrance(*person, shift_type, interval)?));
    let on_call = |person: PersonIndex| {
        let held = schedule.shifts().iter().filter(move |shift| shift.holder == Some(person));
        held.filter(|shift| roster.carries_pager(shift.shift_type))
    };
    let free = availability.free(shift_type, interval, &[]).into_iter().map(|free| Candidate {
        person: free.person,
        minutes: free.minutes,
        last: on_call(free.person).map(|shift| shift.interval.end).filter(|end| *end <= interval.start).max(),
        next: on_call(free.person).map(|shift| shift.interval.start).filter(|start| *start >= interval.end).min(),
    });
    Ok(Candidates {
        interval,
        holder,
        free: free.collect(),
        others: members.iter().filter(|person| Some(**person) != holder).filter_map(hindered).collect(),
        until,
    })
}
