//! `hausmeister schedule`.

use super::args::{Schedule, ScheduleFormat};
use super::table::table;
use super::{Outcome, Ui, plan};
use crate::error::{Error, Result};
use crate::project::Project;
use crate::roster::{PersonIndex, Roster};
use crate::schedule::{Shift, week_of};
use crate::time::{Instant, Interval, When};
use crate::{Env, Plan, feeds};

/// Prints the resolved shifts of a span, of all or of one person or type.
pub fn run(project: &Project, env: &Env, options: &Schedule, ui: &mut Ui) -> Result<Outcome> {
    let Some(plan) = plan(project, env, latest(options), ui) else { return Ok(Outcome::Failed) };
    let span = span(&plan, options)?;
    let person = options.person.as_deref().map(|id| plan.person(id)).transpose()?;
    let shift_type = options.shift.as_deref().map(|id| plan.shift_type(id)).transpose()?;
    let wanted = |shift: &&Shift| {
        person.is_none_or(|person| shift.holder == Some(person))
            && shift_type.is_none_or(|shift_type| shift.shift_type == shift_type)
    };
    let shifts: Vec<_> = plan.schedule.within(span).filter(wanted).collect();
    let context =
        feeds::Context { span, ..crate::feed_context(&plan, project.revision, plan.roster.site.url.as_deref()) };
    ui.answer(&match options.format {
        ScheduleFormat::Table => rows(&plan.roster, &shifts),
        ScheduleFormat::Json => feeds::schedule_json_of(&context, &shifts),
        ScheduleFormat::Csv => csv(&plan, &shifts)?,
        ScheduleFormat::Ics => feeds::calendar(&context, &plan.roster.team, &shifts),
    });
    Ok(Outcome::Fine)
}

/// The last moment that was asked for: the plan must reach it.
fn latest(options: &Schedule) -> Option<When> {
    match (options.from, options.to) {
        (_, Some(When::Day(day))) => day.succ_opt().map(When::Day),
        (_, Some(to)) => Some(to),
        (Some(When::Instant(from)), None) => Some(When::Instant(from + weeks())),
        (Some(When::Local(from)), None) => Some(When::Local(from + weeks())),
        (Some(When::Day(from)), None) => Some(When::Day(from + weeks())),
        (None, None) => None,
    }
}

/// How much is shown where no end was asked for.
const fn weeks() -> chrono::TimeDelta {
    chrono::TimeDelta::days(8 * 7)
}

fn span(plan: &Plan, options: &Schedule) -> Result<Interval> {
    let zone = &plan.roster.zone;
    let start = options.from.map_or(week_of(&plan.roster, plan.now).start, |from| from.instant(zone));
    let end = latest(options).map_or(start + weeks(), |to| to.instant(zone));
    Interval::new(start, end).ok_or_else(|| Error::Usage {
        message: String::from("`--to` lies before `--from`"),
        help: Some(String::from("`--to` is the last day, `--from` the first")),
    })
}

fn person(roster: &Roster, holder: Option<PersonIndex>) -> &str {
    holder.map_or("nobody", |holder| &roster.person(holder).id)
}

/// The shifts as a table.
pub fn rows(roster: &Roster, shifts: &[&Shift]) -> String {
    let shown = |instant: Instant| roster.zone.local(instant).format("%a %Y-%m-%d %H:%M").to_string();
    let rows: Vec<_> = shifts
        .iter()
        .map(|shift| {
            let taken = shift.taken_over.as_ref().map(|taken| {
                let why = taken.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
                format!("instead of {}{why}", person(roster, taken.from))
            });
            vec![
                shown(shift.interval.start),
                shown(shift.interval.end),
                roster.shift_type(shift.shift_type).id.clone(),
                person(roster, shift.holder).to_owned(),
                taken.unwrap_or_default(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return String::from("no shifts\n");
    }
    table(&["start", "end", "shift", "person", ""], &rows)
}

/// Times as instants with the team's offset, which spreadsheets and programs read alike.
fn csv(plan: &Plan, shifts: &[&Shift]) -> Result<String> {
    let shown = |instant: Instant| instant.with_timezone(&plan.roster.zone.offset(instant)).to_rfc3339();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Error::usage(format!("the table could not be written: {error}"));
    writer.write_record(["start", "end", "type", "person", "instead_of", "why"]).map_err(failed)?;
    for shift in shifts {
        let taken = shift.taken_over.as_ref();
        writer
            .write_record([
                shown(shift.interval.start).as_str(),
                &shown(shift.interval.end),
                &plan.roster.shift_type(shift.shift_type).id,
                shift.holder.map_or("", |holder| &plan.roster.person(holder).id),
                taken.map_or("", |taken| person(&plan.roster, taken.from)),
                taken.and_then(|taken| taken.why.as_deref()).unwrap_or_default(),
            ])
            .map_err(failed)?;
    }
    let bytes =
        writer.into_inner().map_err(|error| Error::usage(format!("the table could not be written: {error}")))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
