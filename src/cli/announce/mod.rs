//! `hausmeister announce`: `words` says what a chat should hear, one file for each form writes it.

mod markdown;
mod slack;
mod text;
mod words;

use super::args::{Announce, AnnounceFormat};
use super::diff::{self, words::Words};
use super::{Outcome, Ui, plan};
use crate::Env;
use crate::error::Result;
use crate::project::Project;
use crate::schedule::change;
use words::{Announcement, News};

/// Says who is on call, which hand-offs the week has and what has changed; nothing where only news are wanted and there
/// are none.
pub fn run(project: &Project, env: &Env, options: &Announce, ui: &mut Ui) -> Result<Outcome> {
    let Some(plan) = plan(project, env, None, ui) else { return Ok(Outcome::Failed) };
    let before = project.base.map(|base| diff::roster(project, base, ui)).transpose()?;
    let comparison = before.map(|before| change::compare(&before, &plan.roster, plan.now));
    let news = options.since.as_deref().map(|since| match &comparison {
        Some(comparison) => News::Changes(Words { comparison, zone: &plan.roster.zone, base: since }),
        None => News::Roster { since },
    });
    let announcement = Announcement::of(&plan, news.as_ref())?;
    if announcement.is_new || !options.if_changed {
        ui.answer(&match options.format {
            AnnounceFormat::Text => text::render(&announcement),
            AnnounceFormat::Slack => slack::render(&announcement),
            AnnounceFormat::Markdown => markdown::render(&announcement),
        });
    }
    Ok(Outcome::Fine)
}
