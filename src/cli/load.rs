//! `hausmeister load`.

mod json;
mod text;

use super::args::{Load, LoadFormat};
use super::span::span;
use super::spreadsheet;
use super::{Outcome, Ui, plan};
use crate::error::Result;
use crate::project::Project;
use crate::roster::Roster;
use crate::schedule::load::{Balance, Bucket};
use crate::time::Interval;
use crate::{Env, Plan};

pub use json::SCHEMA;

/// How many weeks are counted where no end was asked for.
const WEEKS: u64 = 52;

/// Says how much everyone carries in a span.
pub fn run(project: &Project, env: &Env, options: &Load, ui: &mut Ui) -> Result<Outcome> {
    let Some(mut plan) = plan(project, env, None, ui) else { return Ok(Outcome::Failed) };
    let span = span(&plan, options.from, options.to, WEEKS)?;
    plan.reach(span.end);
    let report = Report { balance: Balance::new(&plan.roster, &plan.schedule, span), plan: &plan, span };
    let page = ui.page();
    ui.answer(&match options.format {
        LoadFormat::Text => text::text(&report, &page),
        LoadFormat::Csv => csv(&report)?,
        LoadFormat::Json => json::json(&report),
    });
    Ok(Outcome::Fine)
}

/// What everyone carries in a span.
struct Report<'a> {
    plan: &'a Plan,
    span: Interval,
    balance: Balance,
}

impl Report<'_> {
    const fn roster(&self) -> &Roster {
        &self.plan.roster
    }
}

/// Minutes as whole numbers: no spreadsheet takes them for a date, or their point for one between thousands.
fn csv(report: &Report<'_>) -> Result<String> {
    const HEADS: [&str; 10] = [
        "person",
        "name",
        "type",
        "work_hours_minutes",
        "evenings_and_nights_minutes",
        "weekends_minutes",
        "holidays_minutes",
        "total_minutes",
        "fair_minutes",
        "share_percent",
    ];
    let rows = report.roster().shift_types().flat_map(|(index, shift_type)| {
        let mut people = report.balance.people(|of| of == index);
        people.sort_by_key(|carried| carried.person);
        people.into_iter().map(|carried| {
            let person = report.roster().person(carried.person);
            let mut row = vec![person.id.clone(), person.name.clone(), shift_type.id.clone()];
            row.extend(Bucket::ALL.map(|bucket| carried.minutes.of(bucket).to_string()));
            row.extend([carried.minutes.total(), carried.fair].map(|minutes| minutes.to_string()));
            row.push(carried.share().map(|percent| percent.to_string()).unwrap_or_default());
            row
        })
    });
    spreadsheet::csv(&HEADS, rows)
}
