//! A project's folder: finds it and reads all that it holds. Nothing else reads inputs.

mod create;
mod replace;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use walkdir::WalkDir;

use crate::content::InputFile;
use crate::diagnostics::{Code, Problem, Sink, SourceId, Sources, Span};
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
    let root = folder.ancestors().find(|folder| folder.join(ROSTER).is_file());
    root.map(Path::to_owned).ok_or_else(|| Error::Usage {
        message: format!("there is no `{ROSTER}` in `{}` or a folder above it", folder.display()),
        help: Some(String::from("go to the folder that holds it, or name that folder with `--root`")),
    })
}

/// Reads the project in `root`.
///
/// `epoch` is as for [`read_roster`].
///
/// # Errors
///
/// When a file or folder can't be read, or `epoch` is no number of seconds. A file that can be read and makes no
/// sense is a problem of the project instead.
pub fn read(root: &Path, epoch: Option<&str>) -> Result<Project> {
    let mut project = read_roster(root, epoch)?;
    let mut sink = Sink::default();
    let content = files(&root.join(CONTENT), CONTENT, &mut project.sources, &mut sink)?;
    project.content = content.into_iter().map(|(path, bytes)| InputFile { path, bytes }).collect();
    for (name, bytes) in files(&root.join(TEMPLATES), TEMPLATES, &mut project.sources, &mut sink)? {
        let source = add_text(&format!("{TEMPLATES}/{name}"), bytes, &mut project.sources, &mut sink);
        project.templates.push((name, source));
    }
    project.content_changes = content_changes(root, &mut project.notes);
    project.problems.extend(sink.into_problems());
    Ok(project)
}

/// Reads of the project in `root` only the roster: an answer that hangs on nothing else need not wait for a thousand
/// runbooks and their history.
///
/// `epoch` is `SOURCE_DATE_EPOCH`, seconds since 1970, where it is set: it then is the revision
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
///
/// # Errors
///
/// When the roster can't be read, or `epoch` is no number of seconds.
pub fn read_roster(root: &Path, epoch: Option<&str>) -> Result<Project> {
    let mut sources = Sources::default();
    let mut sink = Sink::default();
    let mut notes = Vec::new();
    let path = root.join(ROSTER);
    let bytes = fs::read(&path).map_err(Error::io("read", &path))?;
    let roster = add_text(ROSTER, bytes, &mut sources, &mut sink);
    Ok(Project {
        root: root.to_owned(),
        sources,
        roster,
        base: None,
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
/// When the file can't be read, or git knows no such revision.
pub fn read_base(project: &mut Project, base: &str) -> Result<()> {
    let file = Path::new(base);
    let (name, bytes) = if file.is_file() {
        (base.to_owned(), Some(fs::read(file).map_err(Error::io("read", file))?))
    } else {
        let bytes = git::file_at(&project.root, base, ROSTER)?;
        if git::has_gone_on(&project.root, base, ROSTER)? {
            project.notes.push(format!(
                "`{base}` has changed `{ROSTER}` since it and what is here parted: that shows as undone; merge `{base}` \
                 first"
            ));
        }
        (format!("{base}:{ROSTER}"), bytes)
    };
    // What it means counts here, not how it is written: bytes that are no UTF-8 were told when it was new.
    project.base = bytes.map(|bytes| project.sources.add(name, String::from_utf8_lossy(&bytes)));
    Ok(())
}

/// Adds a file's text; bytes that are no UTF-8 are a problem at the first of them.
fn add_text(name: &str, bytes: Vec<u8>, sources: &mut Sources, sink: &mut Sink) -> SourceId {
    match String::from_utf8(bytes) {
        Ok(text) => sources.add(name, text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let source = sources.add(name, String::from_utf8_lossy(error.as_bytes()));
            let place = Span::new(source, at, at + '\u{fffd}'.len_utf8());
            sink.push(Problem::new(Code::Syntax, place, "these bytes are not UTF-8").help("save the file as UTF-8"));
            source
        }
    }
}

/// The regular files below `folder` by path, with `/` between names; none where there is no such folder. Hidden ones
/// are passed over. Anything that is neither file nor folder is a problem: a link could lead out of the project, a
/// pipe would never end.
fn files(folder: &Path, name: &str, sources: &mut Sources, sink: &mut Sink) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    if !folder.exists() {
        return Ok(found);
    }
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(visible) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::io("read", path)(error.into())
        })?;
        let Ok(below) = entry.path().strip_prefix(folder) else { continue };
        let path = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        if entry.file_type().is_file() {
            found.push((path, fs::read(entry.path()).map_err(Error::io("read", entry.path()))?));
        } else if !entry.file_type().is_dir() {
            let source = sources.add(format!("{name}/{path}"), "");
            let message = "this is neither a file nor a folder";
            sink.push(Problem::new(Code::BadFile, Span::new(source, 0, 0), message).help("put the file itself here"));
        }
    }
    Ok(found)
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
fn content_changes(root: &Path, notes: &mut Vec<String>) -> BTreeMap<String, Instant> {
    let changes = git::is_shallow(root).and_then(|is_shallow| {
        if is_shallow {
            notes.push(String::from(
                "the repository is a shallow clone, so the roster's last change may be older than it says, and pages \
                 that have not changed since say no time; fetch the whole history (`fetch-depth: 0`)",
            ));
        }
        git::last_changes(root, CONTENT, is_shallow)
    });
    changes.unwrap_or_else(|error| {
        notes.push(format!("{error:#}; no page says when it last changed"));
        BTreeMap::new()
    })
}
