//! `hausmeister swap`.

use super::args::Swap;
use super::edit::{carry_out, note_on_the_past, plan, proposal, shifts_afterwards, standing, weeks_after};
use super::{Outcome, Ui};
use crate::Env;
use crate::edit;
use crate::error::{Error, Result};
use crate::project::Project;

/// Writes the override that exchanges two people's weeks.
pub fn run(project: &Project, env: &Env, options: &Swap, ui: &mut Ui) -> Result<Outcome> {
    let [first, second] = options.week_of[..] else {
        let (one, other) = (&options.one, &options.other);
        return Err(Error::Usage {
            message: format!("a swap is between two weeks, not {}", options.week_of.len()),
            help: Some(format!("write `--week-of` twice: a day in `{one}`'s week, then one in `{other}`'s")),
        });
    };
    let until = weeks_after(first.max(second), 3);
    let Some(plan) = plan(project, env, until, ui) else { return Ok(Outcome::Failed) };
    let standing = standing(project, &plan, until);
    let swap = edit::Swap {
        shift_type: plan.shift_type(&options.shift)?,
        weeks: [(plan.person(&options.one)?, first), (plan.person(&options.other)?, second)],
        why: options.why.clone(),
    };
    let operations = [edit::swap(&standing, &swap)?];
    let Some(proposal) = proposal(&standing, &operations, &options.caution, ui)? else { return Ok(Outcome::Failed) };
    note_on_the_past(&standing, &proposal, ui);
    carry_out(project, &proposal, &shifts_afterwards(&proposal, &ui.page()), &options.caution, ui)
}
