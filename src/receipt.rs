//! What a build was made of and came to, so that the next one of the same need not be made.
//!
//! A receipt stands in the user's cache folder, never with what is published: that is the same bytes on every machine. It
//! is believed only where the inputs, the program and the stretch of time are those of before and the published folder
//! holds, byte for byte, what was published then. Whatever is in doubt is built.

use serde::{Deserialize, Serialize};

use crate::content::InputFile;
use crate::cores;
use crate::fingerprint::Fingerprint;
use crate::project::Project;
use crate::time::{Instant, Interval};
use crate::{Build, Env, Stats};

/// The form of the file; one of another form says nothing.
const VERSION: u32 = 5;

/// What is kept of a build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    version: u32,
    /// What tells what it was made of.
    inputs: Fingerprint,
    /// The fingerprint of what was published: whoever can write there needs no forgery.
    published: Fingerprint,
    /// From this instant on, it would have come to the same.
    start: Instant,
    /// Up to this one.
    end: Instant,
    /// How many files were published.
    pub files: usize,
    /// Figures for people.
    pub stats: Stats,
    /// The runbooks that are drafts.
    pub drafts: Vec<String>,
    /// What was told about the inputs. Nothing in it changes from `start` to `end`.
    pub warnings: Told,
}

/// Problems as they were told, so that they can be told again without the sources that they point into.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Without colours.
    pub plain: String,
    /// With the colours of a terminal.
    pub colored: String,
}

/// What tells everything that a build is made of from what another one is; `program` tells the program from every other.
/// None where no receipt may be kept: with files that can't be read, with a roster to compare with, and with a secret, which
/// is written nowhere.
///
/// It is no guard against forgery: whoever can change what a site is made of needs none.
#[must_use]
pub fn inputs(project: &Project, env: &Env, program: &str) -> Option<Fingerprint> {
    if !project.problems.is_empty() || project.base.is_some() || env.feed_key.is_ok() {
        return None;
    }
    let text = |source| project.sources.text(source);
    let url = env.base_url.as_deref().map_or_else(String::new, |url| format!("published at {url}"));
    let rest = Fingerprint::of([program, &url, &project.revision.to_rfc3339(), text(project.roster)]);
    let of_file = |file: &InputFile| Some(Fingerprint::of([file.path.as_bytes(), file.bytes.as_ref()?]));
    let content: Option<Vec<_>> = cores::on_each(&project.content, of_file).into_iter().collect();
    let changes = project.content_changes.iter().flat_map(|(path, changed)| [path.clone(), changed.to_rfc3339()]);
    let templates = project.templates.iter().flat_map(|(name, source)| [name.as_str(), text(*source)]);
    Some(Fingerprint::of([rest, Fingerprint::of(content?), Fingerprint::of(changes), Fingerprint::of(templates)]))
}

impl Receipt {
    /// The receipt of `build`, made of `inputs`, of which `warnings` were told; `published` tells what it was published as,
    /// and is asked only for a receipt. None where it was not sound, or would not come to the same a while later.
    #[must_use]
    pub fn new(
        inputs: Fingerprint,
        published: impl FnOnce() -> Fingerprint,
        build: &Build,
        warnings: Told,
    ) -> Option<Self> {
        let Interval { start, end } = build.stretch.filter(|_| build.is_sound())?;
        Some(Self {
            version: VERSION,
            inputs,
            published: published(),
            start,
            end,
            files: build.tree.len(),
            stats: build.stats,
            drafts: build.drafts.clone(),
            warnings,
        })
    }

    /// The receipt that was [`written`](Self::written) so; none where it can't be understood.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let receipt = serde_json::from_slice::<Self>(bytes).ok()?;
        (receipt.version == VERSION).then_some(receipt)
    }

    /// The receipt as a file holds it.
    #[must_use]
    pub fn written(&self) -> String {
        // Texts, numbers and times always make JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether a build of `inputs` at `now` would come to what was published then.
    #[must_use]
    pub fn is_of(&self, inputs: &Fingerprint, now: Instant) -> bool {
        self.inputs == *inputs && self.start <= now && now < self.end
    }

    /// Whether that is what stands there now.
    #[must_use]
    pub fn is_what_stands(&self, standing: Option<Fingerprint>) -> bool {
        standing == Some(self.published)
    }
}
