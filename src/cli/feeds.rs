//! `hausmeister feeds`.

use serde::Serialize;

use super::args::{Feeds, FeedsFormat};
use super::page::Page;
use super::table::table;
use super::{Outcome, Ui, plan};
use crate::diagnostics::Sink;
use crate::error::Result;
use crate::feeds::Feed;
use crate::project::Project;
use crate::{Env, Plan};

/// Prints the addresses of the calendars, of all or of one person or type. The site's pages name them too, unless the
/// roster has a `feed_key`: then this is the way to learn them.
pub fn run(project: &Project, env: &Env, options: &Feeds, ui: &mut Ui) -> Result<Outcome> {
    let Some(plan) = plan(project, env, None, ui) else { return Ok(Outcome::Failed) };
    let person = options.person.as_deref().map(|id| plan.person(id)).transpose()?;
    let shift_type = options.shift.as_deref().map(|id| plan.shift_type(id)).transpose()?;
    let mut sink = Sink::default();
    let Some(directory) = crate::directory(&plan, env, &mut sink) else {
        ui.problems(&project.sources, &sink.into_problems());
        return Ok(Outcome::Failed);
    };
    let wanted = |feed: &&Feed| {
        feed.is_offered
            && person.is_none_or(|person| feed.of.person() == Some(person))
            && shift_type.is_none_or(|shift_type| feed.of.shift_type() == Some(shift_type))
    };
    let feeds: Vec<_> = directory.current.iter().filter(wanted).collect();
    let base_url = options.base_url.as_deref().or(plan.roster.site.url.as_deref());
    if base_url.is_none() {
        ui.note(
            "these are paths on the site; `site.url` in the roster, or `--base-url`, makes whole addresses of them",
        );
    }
    let page = ui.page().endless();
    ui.answer(&match options.format {
        FeedsFormat::Text => text(base_url, &feeds, &page),
        FeedsFormat::Json => json(&plan, base_url, &feeds),
    });
    Ok(Outcome::Fine)
}

/// Each calendar's name beside its address, and below that the one by which calendar programs know it.
fn text(base_url: Option<&str>, feeds: &[&Feed], page: &Page) -> String {
    if feeds.is_empty() {
        return String::from("no calendars\n");
    }
    let rows = feeds.iter().flat_map(|feed| {
        let Some(base_url) = base_url else { return vec![vec![feed.name.clone(), feed.path.clone()]] };
        let url = format!("{base_url}{}", feed.path);
        let webcal = crate::webcal(&url);
        vec![vec![feed.name.clone(), url], vec![String::new(), webcal]]
    });
    let head = if base_url.is_some() { "address" } else { "path" };
    table(&["calendar", head], &rows.collect::<Vec<_>>(), page)
}

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    team: &'a str,
    keyed: bool,
    feeds: Vec<FeedAnswer<'a>>,
}

#[derive(Serialize)]
struct FeedAnswer<'a> {
    name: &'a str,
    kind: &'a str,
    path: &'a str,
    url: Option<String>,
    webcal: Option<String>,
    person: Option<&'a str>,
    r#type: Option<&'a str>,
}

fn json(plan: &Plan, base_url: Option<&str>, feeds: &[&Feed]) -> String {
    let roster = &plan.roster;
    let feeds = feeds.iter().map(|feed| {
        let url = base_url.map(|base_url| format!("{base_url}{}", feed.path));
        FeedAnswer {
            name: &feed.name,
            kind: feed.of.kind(),
            path: &feed.path,
            webcal: url.as_deref().map(crate::webcal),
            url,
            person: feed.of.person().map(|person| roster.person(person).id.as_str()),
            r#type: feed.of.shift_type().map(|shift_type| roster.shift_type(shift_type).id.as_str()),
        }
    });
    let answer =
        Answer { version: 1, team: &roster.team, keyed: roster.site.feed_key.is_some(), feeds: feeds.collect() };
    // Only maps with other keys than texts, or a failing writer, could make this fail.
    serde_json::to_string_pretty(&answer).unwrap_or_default() + "\n"
}
