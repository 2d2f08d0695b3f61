//! What a build was made of and came to, so that the next one of the same need not be made.
//!
//! A receipt stands in the user's cache folder, never with what is published: that is the same bytes on every machine. It
//! is believed only where the inputs, the program and the stretch of time are those of before and the published folder
//! holds, byte for byte, what was published then. Whatever is in doubt is built.

use serde::{Deserialize, Serialize};

use crate::content::InputFile;
use crate::cores;
use crate::digest::{Digest, Digester};
use crate::fingerprint::Fingerprint;
use crate::project::Project;
use crate::time::{Instant, Interval};
use crate::{Build, Env, Stats};

/// The form of the file; one of another form says nothing.
const VERSION: u32 = 4;

/// What is kept of a build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    version: u32,
    /// The digest of what it was made of.
    inputs: Digest,
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

/// The digest of everything that a build is made of; `program` tells the program from every other. None where no receipt
/// may be kept: with files that can't be read, with a roster to compare with, and with a secret, which is written nowhere.
#[must_use]
pub fn inputs(project: &Project, env: &Env, program: &str) -> Option<Digest> {
    if !project.problems.is_empty() || project.base.is_some() || env.feed_key.is_ok() {
        return None;
    }
    let mut digester = Digester::default();
    digester.add(program);
    digester.add(env.base_url.as_deref().map_or_else(String::new, |url| format!("published at {url}")));
    digester.add(project.revision.to_rfc3339());
    digester.add(project.sources.text(project.roster));
    let of_file = |file: &InputFile| Some(Digest::of([file.path.as_bytes(), file.bytes.as_ref()?]));
    for file in cores::on_each(&project.content, of_file) {
        digester.add("content");
        digester.add(file?);
    }
    for (path, changed) in &project.content_changes {
        digester.add("changed");
        digester.add(path);
        digester.add(changed.to_rfc3339());
    }
    for (name, source) in &project.templates {
        digester.add("template");
        digester.add(name);
        digester.add(project.sources.text(*source));
    }
    Some(digester.finish())
}

impl Receipt {
    /// The receipt of `build`, made of `inputs`, of which `warnings` were told; `published` tells what it was published as,
    /// and is asked only for a receipt. None where it was not sound, or would not come to the same a while later.
    #[must_use]
    pub fn new(inputs: Digest, published: impl FnOnce() -> Fingerprint, build: &Build, warnings: Told) -> Option<Self> {
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
    pub fn is_of(&self, inputs: &Digest, now: Instant) -> bool {
        self.inputs == *inputs && self.start <= now && now < self.end
    }

    /// Whether that is what stands there now.
    #[must_use]
    pub fn is_what_stands(&self, standing: Option<Fingerprint>) -> bool {
        standing == Some(self.published)
    }
}
