//! Reads files that anybody may have written: none that is not a regular one, and none beyond its bounds.
//!
//! A link could lead out of the project, a pipe would never end, and a disk image takes the memory of the machine:
//! each is a problem at its place, told before a byte of it is read. A file that the system does not let be read is an
//! [`Error`].

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{CONTENT, ROSTER, TEMPLATES};
use crate::content::{InputFile, is_runbook};
use crate::cores;
use crate::diagnostics::{Code, Problem, Sink, SourceId, Sources, Span};
use crate::error::{Error, Result};

/// What a file is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Roster,
    Runbook,
    Template,
    /// A file that is published as it is.
    Asset,
}

impl Kind {
    /// The most bytes that one may have.
    const fn most(self) -> u64 {
        match self {
            // Ten thousand people with all that can be said of them take three million.
            Self::Roster => 4_000_000,
            // A book of a hundred pages; what its markdown can become takes several hundred times as much memory.
            Self::Runbook => 300_000,
            Self::Template => 1_000_000,
            // Hosts of static sites refuse larger files; the whole site is made in memory.
            Self::Asset => 25_000_000,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Roster => "a roster",
            Self::Runbook => "a runbook",
            Self::Template => "a template",
            Self::Asset => "a file beside the runbooks",
        }
    }

    /// What to do about one that is too large.
    const fn help(self) -> &'static str {
        match self {
            Self::Roster => "see what made it so large: ten thousand people have room in one",
            Self::Runbook => "make several pages of it",
            Self::Template => "keep data out of templates: what is published as it is stands in `content/`",
            Self::Asset => "keep it where large files are kept, and link to it",
        }
    }
}

/// Reads the roster of the project in `root`. It may be a link, but not out of the project.
pub(super) fn roster(root: &Path, sources: &mut Sources, sink: &mut Sink) -> Result<SourceId> {
    let path = root.join(ROSTER);
    if let Some(fault) = roster_fault(root, &path)? {
        return Ok(fault.tell(ROSTER, sources, sink));
    }
    match bounded(&path, Kind::Roster)? {
        Ok(bytes) => Ok(text(ROSTER, bytes, sources, sink)),
        Err(fault) => Ok(fault.tell(ROSTER, sources, sink)),
    }
}

/// The roster in the file that somebody named to compare with.
pub(super) fn base(file: &Path) -> Result<std::result::Result<Vec<u8>, Fault>> {
    bounded(file, Kind::Roster)
}

/// A roster to compare with that was read elsewhere.
pub(super) fn base_of(bytes: Vec<u8>) -> std::result::Result<Vec<u8>, Fault> {
    within(bytes, Kind::Roster)
}

/// The files below `content/`.
pub(super) fn content(root: &Path) -> Result<Folder> {
    below(root, CONTENT, |path| if is_runbook(path) { Kind::Runbook } else { Kind::Asset })
}

/// The texts below `templates/`, by name. One that is no text is told and left out: the built-in one stands in its place.
pub(super) fn templates(root: &Path, sources: &mut Sources, sink: &mut Sink) -> Result<Vec<(String, SourceId)>> {
    let folder = below(root, TEMPLATES, |_| Kind::Template)?;
    let mut templates = Vec::new();
    for InputFile { path: name, bytes } in folder.told(sources, sink) {
        let Some(bytes) = bytes else { continue };
        let is_text = std::str::from_utf8(&bytes).is_ok() && !bytes.contains(&0);
        let source = text(&format!("{TEMPLATES}/{name}"), bytes, sources, sink);
        if let Some(at) = sources.text(source).find('\0') {
            let message = "a NUL character can't stand in a template";
            sink.push(
                Problem::new(Code::Syntax, Span::new(source, at, at + 1), message).help("save the file as UTF-8"),
            );
        }
        if is_text {
            templates.push((name, source));
        }
    }
    Ok(templates)
}

/// Adds a file's text; bytes that are no UTF-8 are a problem at the first of them.
fn text(name: &str, bytes: Vec<u8>, sources: &mut Sources, sink: &mut Sink) -> SourceId {
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

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    Link,
    /// A pipe, a socket, a device; or a folder where a file belongs.
    Special(&'static str),
    TooLarge(Kind, u64),
    BadName,
}

impl Fault {
    /// Tells the fault of the file that is known as `name`, and adds that as one of the sources.
    pub(super) fn tell(&self, name: &str, sources: &mut Sources, sink: &mut Sink) -> SourceId {
        let source = sources.add_unread(name);
        let problem = |message: &str| Problem::new(Code::BadFile, Span::new(source, 0, 0), message);
        sink.push(match self {
            Self::Link => problem("this is a link, which is not followed").help("put what it leads to here itself"),
            Self::Special(what) => problem(&format!("this is {what}")).help("put the file itself here"),
            Self::TooLarge(kind, size) => {
                let (size, most) = (megabytes(*size), megabytes(kind.most()));
                problem(&format!("this file has {size} MB, and {} has {most} MB at most", kind.name()))
                    .help(kind.help())
            }
            Self::BadName => problem("this name is not UTF-8").help("give the file another name"),
        });
        source
    }
}

/// Bytes as millions of them, rounded up to a tenth.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// Why the roster at `path` is not read, whatever its size.
fn roster_fault(root: &Path, path: &Path) -> Result<Option<Fault>> {
    if fs::symlink_metadata(path).map_err(Error::io("read", path))?.is_symlink() {
        let root = root.canonicalize().map_err(Error::io("find", root))?;
        // What a roster is on a link's other end was said by nobody here: git keeps the link alone.
        if !path.canonicalize().is_ok_and(|target| target.starts_with(root)) {
            return Ok(Some(Fault::Link));
        }
    }
    let kind = fs::metadata(path).map_err(Error::io("read", path))?.file_type();
    Ok(fault_of(kind).or(kind.is_dir().then_some(Fault::Special("a folder"))))
}

/// Why what is of this kind is no part of the inputs; nothing for files and folders.
fn fault_of(kind: fs::FileType) -> Option<Fault> {
    match kind {
        _ if kind.is_symlink() => Some(Fault::Link),
        _ if kind.is_file() || kind.is_dir() => None,
        _ => Some(Fault::Special("neither a file nor a folder")),
    }
}

/// A folder of the project, with what was read of it; nothing is told yet.
#[derive(Debug)]
pub(super) struct Folder {
    name: &'static str,
    /// Why it is none.
    fault: Option<Fault>,
    /// By path, with `/` between names: the bytes, or why there are none.
    files: Vec<(String, std::result::Result<Vec<u8>, Fault>)>,
}

impl Folder {
    /// The files; those that could not be read as they should be are told, and are without bytes.
    pub(super) fn told(self, sources: &mut Sources, sink: &mut Sink) -> Vec<InputFile> {
        if let Some(fault) = self.fault {
            fault.tell(self.name, sources, sink);
        }
        let mut told = |(path, read): (String, std::result::Result<Vec<u8>, Fault>)| {
            let bytes = read.map_err(|fault| fault.tell(&format!("{}/{path}", self.name), sources, sink)).ok();
            InputFile { path, bytes }
        };
        self.files.into_iter().map(&mut told).collect()
    }
}

/// The files below the folder `name` of `root`; none where there is no such folder. Hidden ones are passed over.
fn below(root: &Path, name: &'static str, kind: impl Fn(&str) -> Kind + Sync) -> Result<Folder> {
    let folder = root.join(name);
    let fault = match fs::symlink_metadata(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Folder { name, fault: None, files: Vec::new() });
        }
        Err(error) => return Err(Error::io("read", folder)(error)),
        Ok(found) if found.is_file() => Some(Fault::Special("a file, where a folder belongs")),
        Ok(found) => fault_of(found.file_type()),
    };
    let found = if fault.is_none() { found_in(&folder)? } else { Vec::new() };
    let read = cores::on_each(&found, |Found { path, place, fault }| match fault {
        Some(fault) => Ok(Err(fault.clone())),
        None => bounded(place, kind(path)),
    });
    let files = found.into_iter().zip(read).map(|(Found { path, .. }, read)| Ok((path, read?)));
    Ok(Folder { name, fault, files: files.collect::<Result<_>>()? })
}

/// A file that is seen, but not read.
struct Found {
    /// From the folder, with `/` between names.
    path: String,
    place: PathBuf,
    /// Why it is not to be read.
    fault: Option<Fault>,
}

/// The files below `folder`, by path.
fn found_in(folder: &Path) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(visible) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::io("read", path)(error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()))
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let Ok(inner) = entry.path().strip_prefix(folder) else { continue };
        let path = inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let fault = fault_of(entry.file_type()).or(inner.to_str().is_none().then_some(Fault::BadName));
        found.push(Found { path, place: entry.into_path(), fault });
    }
    Ok(found)
}

/// The bytes, unless they are more than a file of their kind may have.
fn within(bytes: Vec<u8>, kind: Kind) -> std::result::Result<Vec<u8>, Fault> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > kind.most() { Err(Fault::TooLarge(kind, size)) } else { Ok(bytes) }
}

/// The bytes of a file, unless it has more than one of its kind may have; of such a one, none is read.
fn bounded(path: &Path, kind: Kind) -> Result<std::result::Result<Vec<u8>, Fault>> {
    let read = || -> io::Result<std::result::Result<Vec<u8>, Fault>> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        if size > kind.most() {
            return Ok(Err(Fault::TooLarge(kind, size)));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        // Some files do not know their size, and one that is being written grows.
        file.take(kind.most() + 1).read_to_end(&mut bytes)?;
        Ok(within(bytes, kind))
    };
    read().map_err(Error::io("read", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up_to_a_tenth_of_a_megabyte() {
        for (bytes, shown) in
            [(1_000_000, "1"), (1_000_001, "1.1"), (25_000_000, "25"), (104_857_600, "104.9"), (1 << 40, "1099511.7")]
        {
            assert_eq!(megabytes(bytes), shown, "{bytes}");
        }
    }

    #[test]
    fn a_file_is_read_up_to_its_bound() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.md");
        let file = File::create(&path).unwrap();
        for (size, is_read) in [(0, true), (300_000, true), (300_001, false), (1 << 40, false)] {
            file.set_len(size).unwrap();
            let read = bounded(&path, Kind::Runbook).unwrap();
            assert_eq!(read.is_ok(), is_read, "{size}");
            assert_eq!(read.err(), (!is_read).then_some(Fault::TooLarge(Kind::Runbook, size)));
        }
    }
}
