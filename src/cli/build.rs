//! `hausmeister build`.

use std::time::Instant as Moment;

use super::args::Build;
use super::{Outcome, Ui};
use crate::Env;
use crate::error::Result;
use crate::output::publish;
use crate::project::Project;

/// Makes the site and publishes it, unless a problem is an error.
pub fn run(project: Project, env: Env, options: &Build, ui: &mut Ui) -> Result<Outcome> {
    let begun = Moment::now();
    let out = project.root.join(&options.out);
    let env = Env { base_url: options.base_url.clone(), ..env };
    let built = crate::build(project, &env);
    ui.problems(&built.sources, &built.problems);
    if !built.is_sound() {
        ui.note(&format!("nothing was published; `{}` is as it was", options.out.display()));
        return Ok(Outcome::Failed);
    }
    let published = publish::publish(&built.tree, &out)?;
    if let Some(leftover) = &published.leftover {
        ui.note(&format!("{leftover:#}"));
    }
    let out = options.out.display();
    ui.say(&format!(
        "{out}: {} files written, {} unchanged, {} removed",
        published.written, published.unchanged, published.removed
    ));
    let stats = built.stats;
    let time = begun.elapsed().as_millis();
    ui.say(&format!("built {} pages, {} feeds, {} shifts in {time} ms", stats.pages, stats.feeds, stats.shifts));
    Ok(Outcome::Fine)
}
