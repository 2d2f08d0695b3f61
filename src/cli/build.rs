//! `hausmeister build`.

use std::path::PathBuf;
use std::time::Instant as Moment;

use super::args::Build;
use super::{Outcome, Ui};
use crate::Env;
use crate::error::Result;
use crate::output::publish::{self, Published};
use crate::project::Project;

/// Makes the site and publishes it, unless a problem is an error.
pub fn run(project: Project, env: &Env, options: &Build, ui: &mut Ui) -> Result<Outcome> {
    let begun = Moment::now();
    let out = options.out.clone().unwrap_or_else(|| project.root.join("public"));
    let shown = options.out.clone().unwrap_or_else(|| PathBuf::from("public"));
    let env = Env { base_url: options.base_url.clone(), ..env.clone() };
    let built = crate::build(project, &env);
    ui.problems(&built.sources, &built.problems);
    built.drafts.iter().for_each(|draft| ui.detail(&format!("draft, not published: {draft}")));
    if !built.is_sound() {
        ui.note(&format!("nothing was published; `{}` is as it was", shown.display()));
        return Ok(Outcome::Failed);
    }
    let published = publish::publish(&built.tree, &out)?;
    if let Some(leftover) = &published.leftover {
        ui.note(&format!("{leftover:#}"));
    }
    let Published { written, unchanged, removed, .. } = published;
    ui.say(&format!("{}: {written} files written, {unchanged} unchanged, {removed} removed", shown.display()));
    let stats = built.stats;
    let time = begun.elapsed().as_millis();
    let left_out = match built.drafts.len() {
        0 => String::new(),
        1 => String::from("; 1 draft is not published"),
        drafts => format!("; {drafts} drafts are not published"),
    };
    let (pages, feeds, shifts) = (stats.pages, stats.feeds, stats.shifts);
    ui.say(&format!("built {pages} pages, {feeds} feeds, {shifts} shifts in {time} ms{left_out}"));
    Ok(Outcome::Fine)
}
