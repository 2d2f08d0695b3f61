//! `hausmeister check`.

use super::args::{Check, CheckFormat};
use super::{Outcome, Ui, external};
use crate::Env;
use crate::diagnostics::Sink;
use crate::diagnostics::render::Report;
use crate::error::Result;
use crate::project::{Project, ROSTER};

/// Tells every problem that a build of `project`, which lacks its content, would meet, and publishes nothing.
///
/// # Errors
///
/// When the content can't be read, or other sites are to be tried and this program can't.
pub fn run(mut project: Project, env: &Env, options: &Check, ui: &mut Ui) -> Result<Outcome> {
    if let Some(base) = &options.base {
        tell_unbinding(&project, base, ui);
    }
    let begun = super::begun(&mut project, env, ui)?;
    let mut built = crate::build_begun(project, begun, env);
    if options.external {
        external::try_links(&mut built, options, ui)?;
    }
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
    Ok(if fails { Outcome::Problems } else { Outcome::Fine })
}

/// Says why nothing is compared, if so. A base without a roster, or with one that has errors, binds nobody: nothing was
/// published from it. So the change that mends it can pass.
fn tell_unbinding(project: &Project, base: &str, ui: &Ui) {
    let Some(source) = project.base else {
        return ui.note(&format!("there is no `{ROSTER}` at `{base}`, so there is nothing to compare with"));
    };
    if crate::comparable(&project.sources, source, &mut Sink::default()).is_none() {
        let name = project.sources.name(source);
        ui.note(&format!("`{name}` has errors, so nothing is compared with it"));
    }
}
