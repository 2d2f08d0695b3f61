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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Sink, Sources};
    use crate::roster::{self, Roster};
    use crate::schedule;

    /// In the pager's second week, which is ben's, the crew is kept from it by all that there is, but for hal, who
    /// holds a shift then that carries no pager.
    const ROSTER: &str = "
team: T
timezone: UTC
starts: 2026-11-02
people:
  ada:
  ben:
  cleo: { away: [{ from: 2026-11-15, to: 2026-11-15 }] }
  dora: { joins: 2026-11-10 }
  emil:
  fay: { leaves: 2026-11-15 }
  gil:
  hal:
rotations:
  crew: [ada, ben, emil, gil, cleo, dora, fay, hal]
  leads: [emil, gil, ada]
  writers: [hal]
shifts:
  pager: { hours: Mon 09:00 - Mon 09:00, rotation: crew }
  lead: { hours: Tue 08:00 - 10:00, rotation: leads }
  report: { hours: Wed 09:00 - 10:00, rotation: writers }
escalation: [pager, lead]
rules: { rest: 1 hour }
";

    #[test]
    fn everyone_is_free_or_kept_from_it_by_something() {
        let source = Sources::default().add("", "");
        let roster: Roster = roster::read(ROSTER, source, &mut Sink::default()).unwrap();
        let instant = |day: &str| format!("{day}T00:00:00Z").parse::<Instant>().unwrap();
        let (now, until) = (instant("2026-11-04"), instant("2026-12-14"));
        let schedule = schedule::plan(&roster, until, &mut Sink::default());
        let standing = Standing { text: ROSTER, roster: &roster, schedule: &schedule, now, until };
        let pager = roster.find_shift_type("pager").unwrap();
        let found = candidates(&standing, pager, &Part::WeekOf("2026-11-09".parse().unwrap())).unwrap();

        let id = |person: PersonIndex| roster.person(person).id.as_str();
        let kind = |hindrance: &Hindrance<'_>| match hindrance {
            Hindrance::NotAMember(_) => "not a member",
            Hindrance::Away(_) => "away",
            Hindrance::Holds(_) => "on call",
            Hindrance::Rest(_) => "rest",
        };
        assert_eq!(found.holder.map(id), Some("ben"));
        assert_eq!(found.free.iter().map(|free| id(free.person)).collect::<Vec<_>>(), ["hal"]);
        let others: Vec<_> = found.others.iter().map(|(person, why)| (id(*person), kind(why))).collect();
        let expected = [
            ("ada", "rest"),
            ("cleo", "away"),
            ("dora", "not a member"),
            ("emil", "rest"),
            ("fay", "not a member"),
            ("gil", "on call"),
        ];
        assert_eq!(others, expected);
    }
}
