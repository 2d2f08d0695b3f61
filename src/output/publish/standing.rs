//! What stands where the site is to be published: nothing, a site of ours, or something to keep away from.
//!
//! Only names and kinds are read, and no symlink is followed. Nothing is written.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use super::MARK;
use crate::cores;
use crate::error::{Error, Result};
use crate::fingerprint::Fingerprint;
use crate::output::shelf;

/// The site that was published before.
#[derive(Debug)]
pub(super) struct Standing {
    folder: PathBuf,
    /// Everything below that is no folder, by its path in the folder.
    entries: BTreeMap<PathBuf, FileType>,
}

impl Standing {
    /// The site at `folder`; `None` when nothing stands there.
    ///
    /// # Errors
    ///
    /// [`Error::NotOurs`] for a file, a symlink or a folder without the mark; [`Error::Io`] where it can't be read.
    pub(super) fn at(folder: &Path) -> Result<Option<Self>> {
        if !is_site(folder)? {
            return Ok(None);
        }
        let mut entries = BTreeMap::new();
        let mut folders = vec![PathBuf::new()];
        while let Some(inner) = folders.pop() {
            let path = folder.join(&inner);
            for entry in fs::read_dir(&path).map_err(Error::io("read", &path))? {
                let entry = entry.map_err(Error::io("read", &path))?;
                let kind = entry.file_type().map_err(Error::io("read", entry.path()))?;
                let inner = inner.join(entry.file_name());
                if kind.is_dir() {
                    folders.push(inner);
                } else {
                    entries.insert(inner, kind);
                }
            }
        }
        Ok(Some(Self { folder: folder.to_owned(), entries }))
    }

    /// Where the file `path` of the site is, if it has exactly these bytes; a file that can't be read has others.
    pub(super) fn same(&self, path: &str, bytes: &[u8]) -> Option<PathBuf> {
        let path = Path::new(path);
        let is_file = self.entries.get(path).is_some_and(FileType::is_file);
        let path = self.folder.join(path);
        (is_file && fs::read(&path).is_ok_and(|standing| standing == bytes)).then_some(path)
    }

    /// What all of it is told by; nothing if there is more than files in it, or one of them can't be read.
    pub(super) fn fingerprint(&self) -> Option<Fingerprint> {
        let mut names = BTreeMap::new();
        for (path, kind) in &self.entries {
            let name: Vec<_> = path.iter().map(OsStr::to_str).collect::<Option<_>>()?;
            names.insert(name.join("/"), kind.is_file().then_some(path)?);
        }
        let names: Vec<_> = names.into_iter().collect();
        let fingerprint =
            |(name, path): &(String, &PathBuf)| Some(shelf::fingerprint(name, &fs::read(self.folder.join(path)).ok()?));
        let fingerprints: Option<Vec<_>> = cores::on_each(&names, fingerprint).into_iter().collect();
        fingerprints.map(Fingerprint::of)
    }

    /// The paths of what is no folder.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.entries.keys().map(PathBuf::as_path)
    }
}

/// Whether a site of ours stands at `folder`, or nothing.
///
/// # Errors
///
/// [`Error::NotOurs`] for anything else; [`Error::Io`] where it can't be seen.
pub(super) fn is_site(folder: &Path) -> Result<bool> {
    let found = match kind_of(folder)? {
        None => return Ok(false),
        Some(kind) if kind.is_symlink() => "a symlink",
        Some(kind) if !kind.is_dir() => "a file",
        Some(_) if kind_of(&folder.join(MARK))?.is_some_and(|kind| kind.is_file()) => return Ok(true),
        Some(_) => "a folder without the mark `.hausmeister`",
    };
    Err(Error::NotOurs { path: folder.to_owned(), found })
}

/// What kind of thing stands at `path` itself, not at the end of a symlink.
fn kind_of(path: &Path) -> Result<Option<FileType>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("look at", path)(error)),
    }
}
