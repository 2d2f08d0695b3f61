//! Whether the plan is fair to those who serve in it: by counting over a full cycle of each list, and by living
//! through the coming year.
//!
//! What a change of the roster would mend is looked for by planning with that change, so advice has been tried.

mod cycle;
mod remedy;
mod year;

use chrono::TimeDelta;

use super::{Schedule, plan};
use crate::diagnostics::Sink;
use crate::roster::Roster;
use crate::time::{Instant, Interval, When};

/// How far the coming year reaches, from the beginning of the team's day on: all that day long it is the same year.
const YEAR: TimeDelta = TimeDelta::weeks(52);

/// Tells each `uneven` burden: a type that somebody never holds, or more than twice as often as another; shifts that
/// one list gives a person while another does too; seven days in a row with the pager.
///
/// `schedule` is that of the roster; where it does not reach a year from the day of `now`, it is planned further.
pub fn uneven(roster: &Roster, schedule: &Schedule, now: Instant, sink: &mut Sink) {
    let today = roster.zone.local(now).date();
    cycle::uneven(roster, today, sink);
    let start = When::Day(today).instant(&roster.zone);
    let coming = Interval { start, end: start + YEAR };
    let reaches = schedule.shifts().last().is_some_and(|shift| shift.interval.start >= coming.end);
    if reaches {
        year::uneven(roster, schedule, coming, sink);
    } else {
        // What is wrong with overrides was told when the schedule was planned.
        year::uneven(roster, &plan(roster, coming.end, &mut Sink::default()), coming, sink);
    }
}
