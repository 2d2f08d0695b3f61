//! `hausmeister schedule`.

use super::args::{Schedule, ScheduleFormat};
use super::page::Page;
use super::span::span;
use super::spreadsheet;
use super::table::{Cell, table};
use super::{Outcome, Ui, plan};
use crate::error::Result;
use crate::project::Project;
use crate::roster::{PersonIndex, Roster};
use crate::schedule::Shift;
use crate::time::Instant;
use crate::{Env, feeds};

/// How many weeks are shown where no end was asked for.
const WEEKS: u64 = 8;

/// Prints the resolved shifts of a span, of all or of one person or type.
pub fn run(project: &Project, env: &Env, options: &Schedule, ui: &mut Ui) -> Result<Outcome> {
    let Some(mut plan) = plan(project, env, None, ui) else { return Ok(Outcome::Failed) };
    let span = span(&plan, options.from, options.to, WEEKS)?;
    plan.reach(span.end);
    let person = options.person.as_deref().map(|id| plan.person(id)).transpose()?;
    let shift_type = options.shift.as_deref().map(|id| plan.shift_type(id)).transpose()?;
    let wanted = |shift: &&Shift| {
        person.is_none_or(|person| shift.holder == Some(person))
            && shift_type.is_none_or(|shift_type| shift.shift_type == shift_type)
    };
    let shifts: Vec<_> = plan.schedule.within(span).filter(wanted).collect();
    let context =
        feeds::Context { span, ..crate::feed_context(&plan, project.revision, plan.roster.site.url.as_deref()) };
    let page = ui.page();
    ui.answer(&match options.format {
        ScheduleFormat::Table => rows(&plan.roster, &shifts, &page),
        ScheduleFormat::Json => feeds::schedule_json_of(&context, &shifts),
        ScheduleFormat::Csv => csv(&plan.roster, &shifts)?,
        ScheduleFormat::Ics => feeds::calendar(&context, &plan.roster.team, &shifts),
    });
    Ok(Outcome::Fine)
}

fn person(roster: &Roster, holder: Option<PersonIndex>) -> &str {
    holder.map_or("nobody", |holder| &roster.person(holder).id)
}

/// The shifts as a table.
pub fn rows(roster: &Roster, shifts: &[&Shift], page: &Page) -> String {
    if shifts.is_empty() {
        return String::from("no shifts\n");
    }
    let shown = |instant: Instant| Cell::from(roster.zone.local(instant).format("%a %Y-%m-%d %H:%M").to_string());
    let row = |shift: &&Shift| {
        let taken = shift.taken_over.as_ref().map(|taken| {
            let why = taken.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
            format!("instead of {}{why}", person(roster, taken.from))
        });
        vec![
            shown(shift.interval.start),
            shown(shift.interval.end),
            Cell::from(roster.shift_type(shift.shift_type).id.as_str()),
            Cell::of_person(shift.holder, person(roster, shift.holder)),
            Cell::from(taken.unwrap_or_default()),
        ]
    };
    table(&["start", "end", "shift", "person", ""], &shifts.iter().map(row).collect::<Vec<_>>(), page)
}

/// Times as instants with the team's offset, which spreadsheets and programs read alike.
fn csv(roster: &Roster, shifts: &[&Shift]) -> Result<String> {
    let shown = |instant: Instant| instant.with_timezone(&roster.zone.offset(instant)).to_rfc3339();
    let row = |shift: &&Shift| {
        let taken = shift.taken_over.as_ref();
        vec![
            shown(shift.interval.start),
            shown(shift.interval.end),
            roster.shift_type(shift.shift_type).id.clone(),
            shift.holder.map(|holder| roster.person(holder).id.clone()).unwrap_or_default(),
            taken.map(|taken| person(roster, taken.from).to_owned()).unwrap_or_default(),
            taken.and_then(|taken| taken.why.clone()).unwrap_or_default(),
        ]
    };
    spreadsheet::csv(&["start", "end", "type", "person", "instead_of", "why"], shifts.iter().map(row))
}
