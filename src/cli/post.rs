//! The places that somebody should hold at an instant: what `who` answers and `announce` tells.

use crate::Plan;
use crate::error::Result;
use crate::schedule::Shift;
use crate::time::Instant;

/// A place that somebody should hold: a level of escalation, or a shift type that was asked for.
pub struct Post<'a> {
    /// From 1; none for a type that stands on no level.
    pub level: Option<usize>,
    /// The level's name, or the shift type's.
    pub name: String,
    /// The shifts that run.
    pub now: Vec<&'a Shift>,
    /// Who takes over next.
    pub next: Option<&'a Shift>,
}

/// One for each level of escalation; or, where a shift type is asked for by its id, that one alone.
///
/// # Errors
///
/// When there is no such shift type.
pub fn posts<'a>(plan: &'a Plan, at: Instant, shift: Option<&str>) -> Result<Vec<Post<'a>>> {
    let (roster, schedule) = (&plan.roster, &plan.schedule);
    if let Some(id) = shift {
        let shift_type = plan.shift_type(id)?;
        return Ok(vec![Post {
            level: roster.level_of(shift_type).map(|level| level + 1),
            name: roster.shift_type(shift_type).name.clone(),
            now: schedule.at(shift_type, at).into_iter().collect(),
            next: schedule.first_after(shift_type, at),
        }]);
    }
    let levels = schedule.on_call(roster, at).into_iter().enumerate();
    Ok(levels
        .map(|(level, now)| {
            let types = roster.escalation.get(level).map(|level| level.shift_types.clone());
            let types = types.unwrap_or_else(|| roster.shift_types().map(|(shift_type, _)| shift_type).collect());
            let next = types.into_iter().filter_map(|shift_type| schedule.first_after(shift_type, at));
            Post {
                level: Some(level + 1),
                name: format!("Level {}", level + 1),
                now,
                next: next.min_by_key(|shift| shift.interval.start),
            }
        })
        .collect())
}
