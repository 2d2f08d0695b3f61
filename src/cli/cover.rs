//! `hausmeister cover`.

use chrono::{TimeDelta, Timelike};

use super::args::Cover;
use super::edit::{carry_out, note_on_the_past, plan, proposal, shifts_afterwards, shown, standing, weeks_after};
use super::{Outcome, Ui};
use crate::Env;
use crate::edit::{self, Candidate, Candidates, Part, Standing};
use crate::error::{Error, Result};
use crate::project::Project;
use crate::roster::{NOBODY, ShiftTypeIndex};
use crate::schedule::coverage::Hindrance;
use crate::time::{Instant, When, in_words};

/// Writes the override that gives a part of a shift type to someone, or says who could take it.
pub fn run(project: &Project, env: &Env, options: &Cover, ui: &mut Ui) -> Result<Outcome> {
    let part = part(options)?;
    let until = until(&part);
    let Some(plan) = plan(project, env, until, ui) else { return Ok(Outcome::Failed) };
    let standing = standing(project, &plan, until);
    let shift_type = plan.shift_type(&options.shift)?;
    let person = match options.person.as_deref() {
        None => {
            let candidates = edit::candidates(&standing, shift_type, &part)?;
            ui.answer(&proposed(&standing, shift_type, options, &candidates));
            return Ok(Outcome::Fine);
        }
        Some(NOBODY) => None,
        Some(id) => Some(plan.person(id)?),
    };
    let cover = edit::Cover { shift_type, part, person, why: options.why.clone() };
    let operations = [edit::cover(&standing, &cover)?];
    let Some(proposal) = proposal(&standing, &operations, &options.caution, ui)? else { return Ok(Outcome::Failed) };
    note_on_the_past(&standing, &proposal, ui);
    carry_out(project, &proposal, &shifts_afterwards(&proposal, &ui.page()), &options.caution, ui)
}

fn part(options: &Cover) -> Result<Part> {
    match (options.week_of, options.from, options.to) {
        (Some(day), _, _) => Ok(Part::WeekOf(day)),
        (None, Some(from), Some(to)) => Ok(Part::Span(from, to)),
        _ => Err(Error::Usage {
            message: String::from("nothing says what part is to be covered"),
            help: Some(String::from("write a day in its week as `--week-of`, or `--from` and `--to`")),
        }),
    }
}

/// The plan must reach over the part and what follows from it.
fn until(part: &Part) -> When {
    const WEEKS: i64 = 3;
    match part {
        Part::WeekOf(day) | Part::Span(_, When::Day(day)) => weeks_after(*day, WEEKS),
        Part::Span(_, When::Local(to)) => weeks_after(to.date(), WEEKS),
        Part::Span(_, When::Instant(to)) => weeks_after(to.date_naive(), WEEKS),
    }
}

/// Who could take it and why, who could not and why not, and the command for the first.
fn proposed(
    standing: &Standing<'_>,
    shift_type: ShiftTypeIndex,
    options: &Cover,
    candidates: &Candidates<'_>,
) -> String {
    let id = &standing.roster.shift_type(shift_type).id;
    let (from, to) = (shown(standing, candidates.interval.start), shown(standing, candidates.interval.end));
    let width = standing.roster.people.iter().map(|person| person.id.len()).max().unwrap_or_default();
    let line = |person, reason| format!("  {:width$}  {reason}", standing.roster.person(person).id);
    let holder = candidates.holder.map(|holder| format!(" instead of `{}`", standing.roster.person(holder).id));
    let holder = holder.unwrap_or_default();
    let mut lines = vec![format!("who could take `{id}` from {from} to {to}{holder}, least loaded first")];
    if candidates.free.is_empty() {
        lines.push(String::from("  nobody of its rotation is free then: ask outside of it, or split the time"));
    }
    lines.extend(candidates.free.iter().map(|free| line(free.person, reason(standing, free, candidates.until))));
    if !candidates.others.is_empty() {
        lines.extend([String::new(), String::from("who could not")]);
    }
    let others = candidates.others.iter();
    lines.extend(others.map(|(person, hindrance)| line(*person, hindered(standing, candidates, hindrance))));
    if let Some(first) = candidates.free.first() {
        let command = command(options, &standing.roster.person(first.person).id);
        lines.extend([String::new(), String::from("to write it"), format!("  {command}")]);
    }
    lines.join("\n") + "\n"
}

fn reason(standing: &Standing<'_>, free: &Candidate, until: Instant) -> String {
    let day = |instant: Instant| standing.roster.zone.local(instant).format("%a %Y-%m-%d");
    let last = free.last.map_or(String::from("not on call before"), |last| {
        format!("last on call until {}", day(last - TimeDelta::nanoseconds(1)))
    });
    let next = free.next.map_or(String::new(), |next| format!(", next from {}", day(next)));
    let until = standing.roster.zone.local(until).format("%Y-%m-%d");
    format!("free; {} h on call until {until}, {last}{next}", free.minutes / 60)
}

fn hindered(standing: &Standing<'_>, candidates: &Candidates<'_>, hindrance: &Hindrance<'_>) -> String {
    let id = |shift: &crate::schedule::Shift| standing.roster.shift_type(shift.shift_type).id.clone();
    match hindrance {
        Hindrance::NotAMember(why) => why.clone(),
        Hindrance::Away(away) => {
            let why = away.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
            format!("away from {} to {}{why}", away.from, away.to)
        }
        Hindrance::Holds(shift) => {
            format!("on call: holds `{}` until {}", id(shift), shown(standing, shift.interval.end))
        }
        Hindrance::Rest(shift) if shift.interval.end <= candidates.interval.start => {
            let rest = gap(candidates.interval.start - shift.interval.end);
            format!("too little rest: `{}` ends {rest} before", id(shift))
        }
        Hindrance::Rest(shift) => {
            let rest = gap(shift.interval.start - candidates.interval.end);
            format!("too little rest: `{}` begins {rest} after", id(shift))
        }
    }
}

/// The time between two shifts, to be followed by "before" or "after".
fn gap(length: TimeDelta) -> String {
    if length.is_zero() { String::from("right") } else { in_words(length) }
}

/// The command that was given, with a person.
fn command(options: &Cover, person: &str) -> String {
    let time = |when: When| match when {
        When::Day(day) => day.to_string(),
        When::Local(local) if local.second() == 0 => format!("'{}'", local.format("%Y-%m-%d %H:%M")),
        When::Local(local) => format!("'{}'", local.format("%Y-%m-%d %H:%M:%S")),
        When::Instant(instant) => instant.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
    };
    let part = match (options.week_of, options.from, options.to) {
        (None, Some(from), Some(to)) => format!("--from {} --to {}", time(from), time(to)),
        (day, _, _) => format!("--week-of {}", day.unwrap_or_default()),
    };
    let why = options.why.as_ref().map(|why| format!(" --why '{}'", why.replace('\'', r"'\''"))).unwrap_or_default();
    format!("hausmeister cover {} {part} --person {person}{why}", options.shift)
}
