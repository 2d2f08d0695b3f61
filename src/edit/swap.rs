//! Exchanges two people's weeks.

use chrono::NaiveDate;

use super::{Data, Operation, Standing, override_with, with_why};
use crate::error::{Error, Result};
use crate::roster::{PersonIndex, ShiftTypeIndex};

/// Whose weeks are to be exchanged.
#[derive(Debug, Clone)]
pub struct Swap {
    /// Of this type.
    pub shift_type: ShiftTypeIndex,
    /// Two people, each with a day of their week.
    pub weeks: [(PersonIndex, NaiveDate); 2],
    /// The reason.
    pub why: Option<String>,
}

/// The override that exchanges the weeks. Who does not hold their week is told by the check of the new roster.
///
/// # Errors
///
/// When it is one person's own two weeks, or the days are given the wrong way round.
pub fn swap(standing: &Standing<'_>, swap: &Swap) -> Result<Operation> {
    let [(one, first), (other, second)] = swap.weeks;
    let (one_id, other_id) = (standing.person(Some(one)), standing.person(Some(other)));
    if one == other {
        return Err(Error::Usage {
            message: format!("`{one_id}` can't swap with themselves"),
            help: Some(String::from("name two people, and then a day of the first one's week and of the second one's")),
        });
    }
    let holds = |person, day| {
        let mut week = standing.schedule.week(standing.roster, swap.shift_type, day);
        week.any(|shift| shift.holder == Some(person))
    };
    let is_as_given = holds(one, first) || holds(other, second);
    if !is_as_given && holds(one, second) && holds(other, first) {
        return Err(Error::Usage {
            message: format!(
                "the week of {first} is that of `{other_id}`, and the week of {second} that of `{one_id}`"
            ),
            help: Some(format!("turn the weeks round: `--week-of {second} --week-of {first}`")),
        });
    }
    let pairs = vec![
        ("swap", Data::texts([one_id, other_id])),
        ("shift", Data::text(&standing.roster.shift_type(swap.shift_type).id)),
        ("weeks_of", Data::texts([first.to_string(), second.to_string()])),
    ];
    Ok(override_with(with_why(pairs, swap.why.as_deref())))
}
