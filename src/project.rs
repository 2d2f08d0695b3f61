//! A project's folder: finds it and reads all that it holds. Nothing else reads inputs.

mod create;
mod files;
mod replace;

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::{fs, io, thread};

use chrono::DateTime;

use crate::content::InputFile;
use crate::cores;
use crate::diagnostics::{Problem, Sink, SourceId, Sources};
use crate::error::{Error, Result};
use crate::git;
use crate::time::Instant;

pub use create::{create, in_the_way};
pub use replace::replace_roster;

/// The file that makes a folder a project.
pub const ROSTER: &str = "roster.yaml";

/// The folder that holds the runbooks.
const CONTENT: &str = "content";

/// The folder that holds what stands for built-in templates.
const TEMPLATES: &str = "templates";

/// Every name in a project's folder that is read.
pub const INPUTS: [&str; 3] = [ROSTER, CONTENT, TEMPLATES];

/// What a project's folder holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// The folder.
    pub root: PathBuf,
    /// The texts that problems point into.
    pub sources: Sources,
    /// `roster.yaml`.
    pub roster: SourceId,
    /// The roster to compare with, where one was asked for.
    pub base: Option<SourceId>,
    /// Why that one could not be read; it is no problem of what is published.
    pub base_problems: Vec<Problem>,
    /// The files below `content/`, by path.
    pub content: Vec<InputFile>,
    /// When each of those was last committed, by path; nothing for a file that git does not know.
    pub content_changes: BTreeMap<String, Instant>,
    /// The files below `templates/` that stand for built-in ones of the same name.
    pub templates: Vec<(String, SourceId)>,
    /// When the roster last changed: the time stamp of everything that is made of it.
    pub revision: Instant,
    /// What could not be read as it should be.
    pub problems: Vec<Problem>,
    /// What the person who runs the command should know.
    pub notes: Vec<String>,
}

/// The nearest folder from `folder` upwards that holds a roster.
///
/// # Errors
///
/// When there is none.
pub fn find(folder: &Path) -> Result<PathBuf> {
    let folder = folder.canonicalize().map_err(Error::io("find", folder))?;
    let root = folder.ancestors().find(|folder| has_roster(folder));
    root.map(Path::to_owned).ok_or_else(|| Error::Usage {
        message: format!("there is no `{ROSTER}` in `{}` or a folder above it", folder.display()),
        help: Some(String::from("go to the folder that holds it, or name that folder with `--root`")),
    })
}

/// Whether something stands in `folder` by the roster's name, be it a roster or not.
#[must_use]
pub fn has_roster(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(ROSTER)).is_ok()
}

/// Reads the project in `root`.
///
/// `epoch` is as for [`read_roster`].
///
/// # Errors
///
/// When a file or folder can't be read, or `epoch` is no number of seconds. A file that makes no sense, is too large,
/// or is no file is a problem of the project instead.
pub fn read(root: &Path, epoch: Option<&str>) -> Result<Project> {
    let mut project = read_without_content(root, epoch)?;
    project.add(read_content(root)?);
    Ok(project)
}

/// As [`read`], but for the content, which is most of it: that can be read beside other work, and added.
///
/// # Errors
///
/// As [`read`].
pub fn read_without_content(root: &Path, epoch: Option<&str>) -> Result<Project> {
    let mut project = read_roster(root, epoch)?;
    let mut sink = Sink::default();
    project.templates = files::templates(root, &mut project.sources, &mut sink)?;
    project.problems.extend(sink.into_problems());
    Ok(project)
}

/// The folder of runbooks, as it was read.
#[derive(Debug)]
pub struct Content {
    folder: files::Folder,
    /// When each file was last committed, by path.
    changes: BTreeMap<String, Instant>,
    /// What the person who runs the command should know.
    pub notes: Vec<String>,
}

/// Reads the content of the project in `root`.
///
/// # Errors
///
/// As [`read`].
pub fn read_content(root: &Path) -> Result<Content> {
    thread::scope(|scope| {
        // Git is only waited for, and meanwhile the files are read.
        let changes = || cores::anywhere(|| content_changes(root));
        let ask = || thread::Builder::new().spawn_scoped(scope, changes);
        let asked = git::may_know(root).then(ask);
        let folder = files::content(root)?;
        let changes = |asked: io::Result<thread::ScopedJoinHandle<'_, _>>| match asked {
            Ok(changes) => changes.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_no_thread) => content_changes(root),
        };
        let (changes, notes) = asked.map(changes).unwrap_or_default();
        Ok(Content { folder, changes, notes })
    })
}

impl Project {
    /// Adds the content, if it was read without.
    pub fn add(&mut self, Content { folder, changes, notes }: Content) {
        let mut sink = Sink::default();
        self.content = folder.told(&mut self.sources, &mut sink);
        self.content_changes = changes;
        self.problems.extend(sink.into_problems());
        self.notes.extend(notes);
    }
}

/// Reads of the project in `root` only the roster: an answer that hangs on nothing else need not wait for a thousand
/// runbooks and their history.
///
/// `epoch` is `SOURCE_DATE_EPOCH`, seconds since 1970, where it is set: it then is the revision
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
///
/// # Errors
///
/// When the roster can't be read, or `epoch` is no number of seconds. One that makes no sense, is too large, or is no file
/// is a problem of the project instead.
pub fn read_roster(root: &Path, epoch: Option<&str>) -> Result<Project> {
    let mut sources = Sources::default();
    let mut sink = Sink::default();
    let mut notes = Vec::new();
    let roster = files::roster(root, &mut sources, &mut sink)?;
    Ok(Project {
        root: root.to_owned(),
        sources,
        roster,
        base: None,
        base_problems: Vec::new(),
        content: Vec::new(),
        content_changes: BTreeMap::new(),
        templates: Vec::new(),
        revision: revision(root, epoch, &mut notes)?,
        problems: sink.into_problems(),
        notes,
    })
}

/// Reads the roster to compare with into the project's sources: the file `base`, or the project's own roster at the
/// git revision `base`. The project has no base where the revision has no roster.
///
/// # Errors
///
/// When the file can't be read, or git knows no such revision. One that is too large is told among the
/// problems of the base instead.
pub fn read_base(project: &mut Project, base: &str) -> Result<()> {
    let file = Path::new(base);
    let (name, found) = if file.is_file() {
        (base.to_owned(), Some(files::base(file)?))
    } else {
        let found = git::file_at(&project.root, base, ROSTER)?.map(files::base_of);
        if git::has_gone_on(&project.root, base, ROSTER)? {
            project.notes.push(format!(
                "`{base}` has changed `{ROSTER}` since it and what is here parted: that shows as undone; merge `{base}` \
                 first"
            ));
        }
        (format!("{base}:{ROSTER}"), found)
    };
    let mut sink = Sink::default();
    // What it means counts here, not how it is written: bytes that are no UTF-8 were told when it was new.
    project.base = found.map(|found| match found {
        Ok(bytes) => project.sources.add(name, String::from_utf8_lossy(&bytes)),
        Err(fault) => fault.tell(&name, &mut project.sources, &mut sink),
    });
    project.base_problems = sink.into_problems();
    Ok(())
}

/// `SOURCE_DATE_EPOCH` if set, else the last commit that touched the roster, else the file's own time.
fn revision(root: &Path, epoch: Option<&str>, notes: &mut Vec<String>) -> Result<Instant> {
    if let Some(epoch) = epoch {
        let instant = epoch.trim().parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        return instant.ok_or_else(|| Error::Usage {
            message: format!("SOURCE_DATE_EPOCH is `{epoch}`, which is no number of seconds since 1970"),
            help: Some(String::from("set it to what `date +%s` prints, or unset it")),
        });
    }
    match git::last_change(root, ROSTER) {
        Ok(Some(instant)) => return Ok(instant),
        Ok(None) => {}
        Err(error) => notes.push(format!("{error:#}; the roster's own time stands for its last change")),
    }
    let path = root.join(ROSTER);
    let modified =
        fs::metadata(&path).and_then(|data| data.modified()).map_err(Error::io("read the time of", &path))?;
    let seconds = Instant::from(modified).timestamp();
    Ok(DateTime::from_timestamp(seconds, 0).unwrap_or_default())
}

/// When each file of the content was last committed; none, with a note, where git can't tell.
fn content_changes(root: &Path) -> (BTreeMap<String, Instant>, Vec<String>) {
    let mut notes = Vec::new();
    let changes = git::is_shallow(root).and_then(|is_shallow| {
        let Some(is_shallow) = is_shallow else { return Ok(BTreeMap::new()) };
        if is_shallow {
            notes.push(String::from(
                "the repository is a shallow clone, so the roster's last change may be older than it says, and pages \
                 that have not changed since say no time; fetch the whole history (`fetch-depth: 0`)",
            ));
        }
        git::last_changes(root, CONTENT, is_shallow)
    });
    let changes = changes.unwrap_or_else(|error| {
        notes.push(format!("{error:#}; no page says when it last changed"));
        BTreeMap::new()
    });
    (changes, notes)
}
