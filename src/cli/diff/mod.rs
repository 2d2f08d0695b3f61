//! `hausmeister diff`: one file for each form of the answer, and `words` for what they say alike.

mod json;
mod markdown;
mod text;
pub(super) mod words;

use super::args::{Diff, DiffFormat};
use super::{Outcome, Ui};
use crate::Env;
use crate::diagnostics::{Code, Severity, Sink, SourceId};
use crate::error::{Error, Result};
use crate::project::{Project, ROSTER};
use crate::roster::Roster;
use crate::schedule::change;
use words::Words;

/// Says what the roster changes, person by person, compared with another.
pub fn run(project: &Project, env: &Env, options: &Diff, ui: &mut Ui) -> Result<Outcome> {
    let base = &options.base;
    let base_source = project.base.ok_or_else(|| Error::Usage {
        message: format!("there is no `{ROSTER}` at `{base}`"),
        help: Some(String::from("compare with a revision that has one, or with a file")),
    })?;
    let after = roster(project, project.roster, ui)?;
    let before = roster(project, base_source, ui)?;
    let comparison = change::compare(&before, &after, env.now.instant(&after.zone));
    let words = Words { comparison: &comparison, zone: &after.zone, base };
    ui.answer(&match options.format {
        DiffFormat::Text => text::render(&words, &ui.page()),
        DiffFormat::Markdown => markdown::render(&words),
        DiffFormat::Json => json::render(&words),
    });
    Ok(Outcome::Fine)
}

/// One of the two rosters. Its errors are told; without a meaning it can't be compared.
pub(super) fn roster(project: &Project, source: SourceId, ui: &Ui) -> Result<Roster> {
    let mut sink = Sink::default();
    project
        .problems
        .iter()
        .chain(&project.base_problems)
        .filter(|problem| problem.place.span.source == source)
        .cloned()
        .for_each(|problem| sink.push(problem));
    let roster = crate::comparable(&project.sources, source, &mut sink);
    let problems = sink.into_problems().into_iter();
    let errors: Vec<_> = problems.filter(|problem| problem.severity() == Severity::Error).collect();
    ui.problems(&project.sources, &errors);
    let is_readable = errors.iter().all(|problem| problem.code == Code::StaleOverride);
    roster.filter(|_| is_readable).ok_or_else(|| Error::Usage {
        message: format!("`{}` has errors and can't be compared", project.sources.name(source)),
        help: Some(String::from("mend them, or compare with a revision that `hausmeister check` passed")),
    })
}
