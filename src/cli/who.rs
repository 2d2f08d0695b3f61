//! `hausmeister who`.

use chrono::TimeDelta;
use serde::Serialize;

use super::args::{Who, WhoFormat};
use super::page::Page;
use super::post::{Post, posts};
use super::{Outcome, Ui, moment, plan, rfc3339};
use crate::error::Result;
use crate::project::Project;
use crate::roster::Person;
use crate::schedule::Shift;
use crate::time::{Instant, in_words};
use crate::{Env, Plan};

/// The JSON Schema (2020-12) that describes the answer of `who --format json`.
pub const SCHEMA: &str = include_str!("who.schema.json");

/// Says who holds each level, until when, who is next and how to reach them.
pub fn run(project: &Project, env: &Env, options: &Who, ui: &mut Ui) -> Result<Outcome> {
    let Some(mut plan) = plan(project, env, None, ui) else { return Ok(Outcome::Failed) };
    let zone = &plan.roster.zone;
    let at = options.at.map_or(plan.now, |at| at.when(zone, plan.now).instant(zone));
    plan.reach(at);
    let posts = posts(&plan, at, options.shift.as_deref())?;
    let page = ui.page();
    ui.answer(&match options.format {
        WhoFormat::Text => text(&plan, at, &posts, &page),
        WhoFormat::Json => json(&plan, at, &posts),
    });
    Ok(Outcome::Fine)
}

fn text(plan: &Plan, at: Instant, posts: &[Post<'_>], page: &Page) -> String {
    let day = plan.roster.zone.local(at).format("%a %-d %b %Y %H:%M");
    let mut lines = vec![format!("{day}, {}", plan.roster.zone.name())];
    for post in posts {
        lines.extend([String::new(), post.name.clone()]);
        if post.now.is_empty() {
            lines.push(String::from("  nobody"));
        }
        lines.extend(post.now.iter().flat_map(|shift| running(plan, at, shift, page)));
        lines.extend(post.next.map(|next| {
            format!("  next {}, from {}", held(plan, next, page), moment(&plan.roster.zone, next.interval.start))
        }));
    }
    lines.join("\n") + "\n"
}

/// Who holds a running shift, until when, and how to reach them.
fn running(plan: &Plan, at: Instant, shift: &Shift, page: &Page) -> Vec<String> {
    let left = in_words(TimeDelta::minutes((shift.interval.end - at).num_minutes()));
    let ways = shift.holder.map(|holder| ways(plan.roster.person(holder))).unwrap_or_default();
    let mut lines = vec![
        format!("  {}", held(plan, shift, page)),
        format!("  until {}, {left}", moment(&plan.roster.zone, shift.interval.end)),
    ];
    if !ways.is_empty() {
        lines.push(format!("  {}", ways.join(", ")));
    }
    lines
}

fn held(plan: &Plan, shift: &Shift, page: &Page) -> String {
    let name = |holder| page.paint(holder, &plan.roster.person(holder).name);
    let name = shift.holder.map_or_else(|| String::from("nobody"), name);
    format!("{name}, {}", plan.roster.shift_type(shift.shift_type).name)
}

/// How to reach a person, the quickest way first.
fn ways(person: &Person) -> Vec<String> {
    let slack = person.slack.as_ref().map(|handle| format!("Slack @{handle}"));
    let phone = person.phone.as_ref().map(|phone| format!("phone {phone}"));
    slack.into_iter().chain(phone).chain(person.email.clone()).collect()
}

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    team: &'a str,
    timezone: &'a str,
    at: String,
    on_call: Vec<PostAnswer<'a>>,
}

#[derive(Serialize)]
struct PostAnswer<'a> {
    level: Option<usize>,
    shifts: Vec<ShiftAnswer<'a>>,
    next: Option<ShiftAnswer<'a>>,
}

#[derive(Serialize)]
struct ShiftAnswer<'a> {
    r#type: &'a str,
    name: &'a str,
    start: String,
    end: String,
    person: Option<PersonAnswer<'a>>,
}

#[derive(Serialize)]
struct PersonAnswer<'a> {
    id: &'a str,
    name: &'a str,
    slack: Option<&'a str>,
    phone: Option<&'a str>,
    email: Option<&'a str>,
}

fn json(plan: &Plan, at: Instant, posts: &[Post<'_>]) -> String {
    let on_call = posts.iter().map(|post| PostAnswer {
        level: post.level,
        shifts: post.now.iter().map(|shift| shift_answer(plan, shift)).collect(),
        next: post.next.map(|shift| shift_answer(plan, shift)),
    });
    let answer = Answer {
        version: 1,
        team: &plan.roster.team,
        timezone: plan.roster.zone.name(),
        at: rfc3339(at),
        on_call: on_call.collect(),
    };
    // Only maps with other keys than texts, or a failing writer, could make this fail.
    serde_json::to_string_pretty(&answer).unwrap_or_default() + "\n"
}

fn shift_answer<'a>(plan: &'a Plan, shift: &Shift) -> ShiftAnswer<'a> {
    let shift_type = plan.roster.shift_type(shift.shift_type);
    ShiftAnswer {
        r#type: &shift_type.id,
        name: &shift_type.name,
        start: rfc3339(shift.interval.start),
        end: rfc3339(shift.interval.end),
        person: shift.holder.map(|holder| plan.roster.person(holder)).map(|person| PersonAnswer {
            id: &person.id,
            name: &person.name,
            slack: person.slack.as_deref(),
            phone: person.phone.as_deref(),
            email: person.email.as_deref(),
        }),
    }
}
