//! What the commands that change the roster have in common: the roster as it stands, and a change from proposal to
//! file.

use chrono::NaiveDate;

use super::args::Caution;
use super::page::Page;
use super::patch::patch;
use super::schedule::rows;
use super::{Outcome, Ui};
use crate::diagnostics::{Code, Problem, Severity, Sink};
use crate::edit::{self, Operation, Proposal, Standing};
use crate::error::Result;
use crate::project::{self, Project, ROSTER};
use crate::time::{Instant, When};
use crate::{Env, Plan};

/// The plan of a roster that can be changed: every name in it leads somewhere. That its schedule has errors is no
/// reason not to change it, but often the reason to.
pub fn plan(project: &Project, env: &Env, until: When, ui: &Ui) -> Option<Plan> {
    let mut sink = Sink::default();
    let of_roster = project.problems.iter().filter(|problem| problem.place.span.source == project.roster);
    of_roster.cloned().for_each(|problem| sink.push(problem));
    let plan = crate::plan(project, env, Some(until), &mut sink);
    let bars = |problem: &Problem| problem.severity() == Severity::Error && problem.code != Code::StaleOverride;
    let errors: Vec<_> = sink.into_problems().into_iter().filter(bars).collect();
    ui.problems(&project.sources, &errors);
    plan.filter(|_| errors.is_empty())
}

/// The roster before the change, to be looked at up to the end of the published span, or `until` if that is later.
pub fn standing<'a>(project: &'a Project, plan: &'a Plan, until: When) -> Standing<'a> {
    Standing {
        text: project.sources.text(project.roster),
        roster: &plan.roster,
        schedule: &plan.schedule,
        now: plan.now,
        until: until.instant(&plan.roster.zone).max(plan.span.end),
    }
}

/// What the operations come to, after what is new and wrong with it was told; nothing where that bars it.
pub fn proposal(
    standing: &Standing<'_>,
    operations: &[Operation],
    caution: &Caution,
    ui: &Ui,
) -> Result<Option<Proposal>> {
    let proposal = edit::propose(standing, operations)?;
    ui.problems(&proposal.sources, &proposal.problems);
    if !proposal.is_roster {
        ui.note(&format!("nothing was written; `{ROSTER}` is as it was"));
        return Ok(None);
    }
    if proposal.has_new_errors() && !caution.force {
        ui.note(
            "nothing was written: `check` does not find this now, but then would; `--force` writes it all the same",
        );
        return Ok(None);
    }
    Ok(Some(proposal))
}

/// Shows what a change does to the file and, in `told`, to the calendar; writes it unless it is a dry run.
pub fn carry_out(
    project: &Project,
    proposal: &Proposal,
    told: &str,
    caution: &Caution,
    ui: &mut Ui,
) -> Result<Outcome> {
    let old = project.sources.text(project.roster);
    ui.patch(&patch(ROSTER, old, &proposal.text));
    ui.answer(&format!("\n{told}"));
    if caution.dry_run {
        ui.say(&format!("\na dry run: nothing was written, `{ROSTER}` is as it was"));
    } else {
        project::replace_roster(&project.root, old, &proposal.text)?;
        ui.say(&format!("\n`{ROSTER}` is changed"));
    }
    Ok(Outcome::Fine)
}

/// What the calendar says of the shifts that an override moves.
pub fn shifts_afterwards(proposal: &Proposal, page: &Page) -> String {
    if proposal.moved.is_empty() {
        return String::from("the calendar stays as it is\n");
    }
    let shifts: Vec<_> = proposal.moved.iter().map(|moved| &moved.shift).collect();
    format!("the calendar will say\n\n{}", rows(&proposal.roster, &shifts, page))
}

/// Says when a change reaches shifts that have begun: a calendar that people looked at will say something else.
pub fn note_on_the_past(standing: &Standing<'_>, proposal: &Proposal, ui: &Ui) {
    let begun = proposal.moved.iter().filter(|moved| moved.shift.interval.start <= standing.now).count();
    if begun > 0 {
        let shifts = if begun == 1 { "1 shift that has" } else { &format!("{begun} shifts that have") };
        ui.note(&format!("this changes {shifts} begun already"));
    }
}

/// A day far enough behind `day` to see what a change comes to.
pub fn weeks_after(day: NaiveDate, weeks: i64) -> When {
    When::Day(day.checked_add_signed(chrono::TimeDelta::weeks(weeks)).unwrap_or(day))
}

/// An instant on the team's clock.
pub fn shown(standing: &Standing<'_>, instant: Instant) -> String {
    standing.roster.zone.local(instant).format("%a %Y-%m-%d %H:%M").to_string()
}
