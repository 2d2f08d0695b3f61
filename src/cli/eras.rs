//! `hausmeister join` and `hausmeister leave`.

use chrono::NaiveDate;

use super::args::{Join, Leave};
use super::edit::{carry_out, plan, proposal, shown, standing, weeks_after};
use super::page::Page;
use super::table::{Cell, table};
use super::{Outcome, Ui};
use crate::edit::{self, NewEra, Proposal, Standing};
use crate::error::{Error, Result};
use crate::project::Project;
use crate::roster::PersonIndex;
use crate::time::When;
use crate::{Env, Plan};

/// Weeks behind the beginning of an era in which all turns end together at some time, or never.
const PLANNED: i64 = 120;

/// Weeks of an era that are looked at, also where it begins at the end of the published span or behind it.
const LOOKED_AT: i64 = 8;

/// Writes the era in which someone joins a rotation.
pub fn join(project: &Project, env: &Env, options: &Join, ui: &mut Ui) -> Result<Outcome> {
    let Some(plan) = plan(project, env, weeks_after(options.since, PLANNED), ui) else { return Ok(Outcome::Failed) };
    let person = person_who_joins(&plan, &options.person)?;
    let join = edit::Join {
        person,
        rotation: plan.rotation(&options.rotation)?,
        since: options.since,
        after: options.after.as_deref().map(|id| plan.person(id)).transpose()?,
    };
    let era = edit::join(&standing(project, &plan, When::Day(options.since)), &join)?;
    let standing = standing(project, &plan, weeks_after(era.since, LOOKED_AT));
    let Some(proposal) = proposal(&standing, &era.operations, &options.caution, ui)? else {
        return Ok(Outcome::Failed);
    };
    note_on_a_later_day(&standing, options.since, &era, ui);
    let first = proposal.moved.iter().find(|moved| moved.shift.holder == Some(person));
    let first = first.map(|first| {
        let of = &plan.roster.shift_type(first.shift.shift_type).id;
        let (start, end) = (first.shift.interval.start, first.shift.interval.end);
        format!(
            "{}'s first shift is {of}, from {} to {}",
            options.person,
            shown(&standing, start),
            shown(&standing, end)
        )
    });
    let told = std::iter::once(order(&standing, &era)).chain(first);
    let told = told.chain([shifts_that_change_hands(&standing, &proposal, &ui.page())]).collect::<Vec<_>>().join("\n");
    carry_out(project, &proposal, &told, &options.caution, ui)
}

/// Writes the eras without someone, and their last day in the team where they leave that.
pub fn leave(project: &Project, env: &Env, options: &Leave, ui: &mut Ui) -> Result<Outcome> {
    let Some(plan) = plan(project, env, weeks_after(options.since, PLANNED), ui) else { return Ok(Outcome::Failed) };
    let leave = edit::Leave {
        person: plan.person(&options.person)?,
        since: options.since,
        rotation: options.rotation.as_deref().map(|id| plan.rotation(id)).transpose()?,
    };
    let eras = edit::leave(&standing(project, &plan, When::Day(options.since)), &leave)?;
    let last = eras.iter().map(|era| era.since).max().unwrap_or(options.since);
    let standing = standing(project, &plan, weeks_after(last, LOOKED_AT));
    let mut operations: Vec<_> = eras.iter().flat_map(|era| era.operations.clone()).collect();
    let mut told: Vec<_> = eras.iter().map(|era| order(&standing, era)).collect();
    if leave.rotation.is_none() {
        let (day, last_day) = edit::last_day(&standing, &leave, &edit::propose(&standing, &operations)?);
        operations.extend(last_day);
        told.push(format!("{}'s last day in the team is {day}", options.person));
    }
    let Some(proposal) = proposal(&standing, &operations, &options.caution, ui)? else { return Ok(Outcome::Failed) };
    for era in &eras {
        note_on_a_later_day(&standing, options.since, era, ui);
    }
    if leave.rotation.is_none() {
        told.extend(last_shift(&standing, &proposal, leave.person));
    }
    told.push(shifts_that_change_hands(&standing, &proposal, &ui.page()));
    carry_out(project, &proposal, &told.join("\n"), &options.caution, ui)
}

/// The person with an id, who may well not be in the roster yet.
fn person_who_joins(plan: &Plan, id: &str) -> Result<PersonIndex> {
    plan.person(id).map_err(|error| {
        let add = format!("add `{id}: {{ name: … }}` there first");
        let near = error.help().filter(|help| help.starts_with("did you mean"));
        Error::Usage {
            message: format!("`{id}` is not in `people`"),
            help: Some(near.map_or(add.clone(), |near| format!("{near} if not, {add}"))),
        }
    })
}

fn note_on_a_later_day(standing: &Standing<'_>, asked: NaiveDate, era: &NewEra, ui: &Ui) {
    let id = &standing.roster.rotation(era.rotation).id;
    let since = era.since;
    if since > asked && asked < standing.roster.zone.local(standing.now).date() {
        ui.note(&format!("{asked} is past; the era begins on {since}, so that nothing changes that has begun"));
    } else if since > asked {
        ui.note(&format!("a turn of `{id}` is under way on {asked}; the era begins on {since}, so that none is cut"));
    }
}

fn order(standing: &Standing<'_>, era: &NewEra) -> String {
    let id = &standing.roster.rotation(era.rotation).id;
    format!("from {} on the order of `{id}` is {}", era.since, era.order.join(", "))
}

/// Until when someone who leaves still has a shift, if they have.
fn last_shift(standing: &Standing<'_>, proposal: &Proposal, person: PersonIndex) -> Option<String> {
    let held = proposal.schedule.shifts().iter().filter(|shift| shift.holder == Some(person));
    let last = held.filter(|shift| shift.interval.end > standing.now).max_by_key(|shift| shift.interval.end);
    last.map(|last| {
        let of = &standing.roster.shift_type(last.shift_type).id;
        let id = &standing.roster.person(person).id;
        format!("{id}'s last shift is {of}, until {}", shown(standing, last.interval.end))
    })
}

/// The shifts that new eras give to others: how many, and the first ones.
fn shifts_that_change_hands(standing: &Standing<'_>, proposal: &Proposal, page: &Page) -> String {
    const SHOWN: usize = 8;
    let until = standing.roster.zone.local(standing.until).format("%Y-%m-%d");
    let count = match proposal.moved.len() {
        0 => return format!("no shift changes hands until {until}\n"),
        1 => String::from("1 shift changes hands"),
        count => format!("{count} shifts change hands"),
    };
    let person = |holder: Option<PersonIndex>| {
        Cell::of_person(holder, holder.map_or("nobody", |holder| &standing.roster.person(holder).id))
    };
    let rows = proposal.moved.iter().take(SHOWN).map(|moved| {
        vec![
            Cell::from(shown(standing, moved.shift.interval.start)),
            Cell::from(shown(standing, moved.shift.interval.end)),
            Cell::from(standing.roster.shift_type(moved.shift.shift_type).id.as_str()),
            person(moved.before),
            person(moved.shift.holder),
        ]
    });
    let table = table(&["start", "end", "shift", "now", "then"], &rows.collect::<Vec<_>>(), page);
    let more = proposal.moved.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("and {more} more\n") } else { String::new() };
    format!("{count} until {until}\n\n{table}{more}")
}
