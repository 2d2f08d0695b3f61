//! `hausmeister build`.

use std::path::{self, Path, PathBuf};
use std::time::{Instant as Moment, UNIX_EPOCH};
use std::{env, fs, mem};

use super::args::Build;
use super::{Outcome, Ui};
use crate::error::Result;
use crate::fingerprint::Fingerprint;
use crate::output::publish::{self, Publication, Published};
use crate::project::{self, Project};
use crate::receipt::{self, Receipt, Told};
use crate::time::When;
use crate::{Env, Stats, user_folder};

/// Makes the site of `project`, which lacks its content, and publishes it, unless a problem is an error, or nothing has
/// changed since the last time.
pub fn run(mut project: Project, env: &Env, options: &Build, ui: &mut Ui) -> Result<Outcome> {
    let start = Moment::now();
    let out = options.out.clone().unwrap_or_else(|| project.root.join("public"));
    let shown = options.out.clone().unwrap_or_else(|| PathBuf::from("public"));
    let env = Env { base_url: options.base_url.clone(), ..env.clone() };
    let memory = Memory::of(&out);
    let last = memory.as_ref().and_then(Memory::receipt);
    // Where there may be nothing to do, nothing is begun before that is known.
    let begun = if last.is_some() {
        super::add(project::read_content(&project.root)?, &mut project, ui);
        None
    } else {
        Some(super::begun(&mut project, &env, ui)?)
    };
    let inputs = memory.as_ref().and_then(|memory| receipt::inputs(&project, &env, &memory.program));
    if let Some(receipt) = last.filter(|last| is_of(last, inputs.as_ref(), &env, &out)) {
        ui.detail("nothing has changed since the last build");
        ui.told(&receipt.warnings);
        let published = Published { unchanged: receipt.files, ..Published::default() };
        tell(&shown, &published, receipt.stats, &receipt.drafts, start, ui);
        return Ok(Outcome::Fine);
    }
    let publication = Publication::of(&out);
    let begun = begun.unwrap_or_else(|| crate::begin(&project, &env));
    let built = crate::build_onto(project, begun, &env, &publication);
    let told = Ui::telling(&built.sources, &built.problems);
    ui.told(&told);
    if !built.is_sound() {
        tell_drafts(&built.drafts, ui);
        ui.note(&format!("nothing was published; `{}` is as it was", shown.display()));
        return Ok(Outcome::Failed);
    }
    let published = publication.finish(&built.tree)?;
    if let Some(leftover) = &published.leftover {
        ui.note(&format!("{leftover:#}"));
    }
    if let Some(Err(error)) = memory.zip(inputs).map(|(memory, inputs)| memory.keep(inputs, &built, told)) {
        ui.detail(&format!("{error:#}; the next build will be made in any case"));
    }
    tell(&shown, &published, built.stats, &built.drafts, start, ui);
    // The program is at its end, and the system takes all of it at once sooner than piece by piece.
    mem::forget(built);
    Ok(Outcome::Fine)
}

/// Where the receipt of a folder's last build stands.
struct Memory {
    file: PathBuf,
    /// What tells this program from every other.
    program: String,
}

impl Memory {
    /// None where nothing can be kept.
    fn of(out: &Path) -> Option<Self> {
        let program = env::current_exe().and_then(fs::metadata).ok()?;
        let changed = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let program = format!("{} {} {}", env!("CARGO_PKG_VERSION"), program.len(), changed.as_nanos());
        let folder = Fingerprint::of([path::absolute(out).ok()?.as_os_str().as_encoded_bytes()]);
        let name = format!("builds/{folder}.json");
        Some(Self { file: user_folder::cache(&name, |name| env::var_os(name))?, program })
    }

    /// The receipt of the last build.
    fn receipt(&self) -> Option<Receipt> {
        user_folder::read(&self.file).and_then(|bytes| Receipt::read(&bytes))
    }

    /// Keeps the receipt of what was built of `inputs`, told and published, in the place of the one before.
    fn keep(&self, inputs: Fingerprint, built: &crate::Build, told: Told) -> Result<()> {
        match Receipt::new(inputs, || publish::fingerprint(&built.tree), built, told) {
            Some(receipt) => user_folder::write(&self.file, &receipt.written()),
            None => Ok(()),
        }
    }
}

/// Whether a build of `inputs` would come to what the receipt tells of and what stands in `out`.
fn is_of(receipt: &Receipt, inputs: Option<&Fingerprint>, env: &Env, out: &Path) -> bool {
    // A local time means an instant only by the roster, which is not read yet.
    let (Some(inputs), When::Instant(now)) = (inputs, env.now) else { return false };
    receipt.is_of(inputs, now) && receipt.is_what_stands(publish::standing_fingerprint(out))
}

/// Says what a build came to.
fn tell(shown: &Path, published: &Published, stats: Stats, drafts: &[String], start: Moment, ui: &mut Ui) {
    tell_drafts(drafts, ui);
    let Published { written, unchanged, removed, .. } = published;
    ui.say(&format!("{}: {written} files written, {unchanged} unchanged, {removed} removed", shown.display()));
    let time = start.elapsed().as_millis();
    let left_out = match drafts.len() {
        0 => String::new(),
        1 => String::from("; 1 draft is not published"),
        drafts => format!("; {drafts} drafts are not published"),
    };
    let Stats { pages, feeds, shifts } = stats;
    ui.say(&format!("built {pages} pages, {feeds} feeds, {shifts} shifts in {time} ms{left_out}"));
}

fn tell_drafts(drafts: &[String], ui: &Ui) {
    for draft in drafts {
        ui.detail(&format!("draft, not published: {draft}"));
    }
}
