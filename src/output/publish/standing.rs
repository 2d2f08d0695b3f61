//! What stands where the site is to be published: nothing, a site of ours, or something to keep away from.
//!
//! Only names and kinds are read, and no symlink is followed. Nothing is written.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::MARK;
use crate::cores;
use crate::error::{Error, Result};
use crate::fingerprint::Fingerprint;
use crate::output::shelf;

/// Most files have fewer bytes than this.
const MOST_BYTES: usize = 64 * 1024;

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
        let mut names = Vec::with_capacity(self.entries.len());
        for (path, kind) in &self.entries {
            let name: Vec<_> = path.iter().map(OsStr::to_str).collect::<Option<_>>()?;
            names.push((name.join("/"), kind.is_file().then_some(path)?));
        }
        // Paths ascend by their names, the tree's by their characters.
        names.sort_unstable();
        let fingerprint = |(name, path): &(String, &PathBuf)| {
            with_bytes(&self.folder.join(path), |bytes| shelf::fingerprint(name, bytes)).ok()
        };
        let fingerprints: Option<Vec<_>> = cores::on_each(&names, fingerprint).into_iter().collect();
        fingerprints.map(Fingerprint::of)
    }

    /// The paths of what is no folder.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.entries.keys().map(PathBuf::as_path)
    }
}

/// What comes of the bytes of a file.
///
/// Of tens of thousands of files each call of the system counts: a read that brings less than there is room for is the last
/// one. Where a system brings less for another reason, a file looks changed, and the site is built.
fn with_bytes<R>(path: &Path, take: impl FnOnce(&[u8]) -> R) -> io::Result<R> {
    thread_local! {
        static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    BUFFER.with_borrow_mut(|buffer| {
        let mut file = File::open(path)?;
        let mut length = 0;
        loop {
            if length == buffer.len() {
                buffer.resize((2 * length).max(MOST_BYTES), 0);
            }
            let room = buffer.get_mut(length..).unwrap_or_default();
            let read = file.read(room)?;
            let is_last = read < room.len();
            length += read;
            if is_last {
                return Ok(take(buffer.get(..length).unwrap_or_default()));
            }
        }
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_any_length_is_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        for length in [3 * MOST_BYTES, 0, 1, MOST_BYTES - 1, MOST_BYTES, MOST_BYTES + 1, 2 * MOST_BYTES] {
            let bytes: Vec<_> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
            fs::write(&path, &bytes).unwrap();
            assert!(with_bytes(&path, |read| read == bytes).unwrap(), "{length}");
        }
        with_bytes(&folder.path().join("none"), <[u8]>::len).unwrap_err();
    }
}
