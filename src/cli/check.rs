//! `hausmeister check`.

use super::args::{Check, CheckFormat};
use super::{Outcome, Ui};
use crate::Env;
use crate::diagnostics::render::Report;
use crate::project::Project;

/// Tells every problem that a build would meet, and publishes nothing.
pub fn run(project: Project, env: &Env, options: &Check, ui: &mut Ui) -> Outcome {
    let built = crate::build(project, env);
    let report = Report { sources: &built.sources, problems: &built.problems };
    match options.format {
        CheckFormat::Text if built.problems.is_empty() => ui.say("no problems"),
        CheckFormat::Text => {
            let text = ui.report(&report);
            ui.answer(&text);
        }
        CheckFormat::Json => ui.answer(&report.json()),
        CheckFormat::Github => ui.answer(&report.github()),
    }
    let fails = !built.is_sound() || options.strict && !built.problems.is_empty();
    if fails { Outcome::Problems } else { Outcome::Fine }
}
