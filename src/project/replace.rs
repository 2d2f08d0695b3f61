//! Puts a new roster in the place of the old one, whole or not at all: the only input that is ever written.
//!
//! The new text is written beside the file and takes its name in one step, so that whoever reads the roster finds the
//! old one or the new one. Unlike what is published, a roster can't be made again, so its bytes are forced to the disk
//! before.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

use super::ROSTER;
use crate::error::{Error, Result};

/// Replaces the roster in `root`, which was read as `old`, with `new`. Its permissions stay; where it is a link, what
/// the link leads to is replaced.
///
/// # Errors
///
/// [`Error::Changed`] when the file does not hold `old` any more; [`Error::Io`] when the system refuses. The file is
/// as it was then.
pub fn replace_roster(root: &Path, old: &str, new: &str) -> Result<()> {
    let link = root.join(ROSTER);
    let path = fs::canonicalize(&link).map_err(Error::io("find", link))?;
    let beside = beside(&path);
    let replaced = write_beside(&path, &beside, new).and_then(|()| put_in_place(&path, &beside, old));
    if replaced.is_err() {
        // The failure itself is told; a leftover would be in nobody's way.
        let _removed = fs::remove_file(&beside);
    }
    replaced
}

/// A name in the same folder that no other run uses, and that editors and git show as what it is.
fn beside(path: &Path) -> PathBuf {
    path.with_file_name(format!(".{ROSTER}.{}.new", process::id()))
}

fn write_beside(path: &Path, beside: &Path, new: &str) -> Result<()> {
    let permissions = fs::metadata(path).map_err(Error::io("read", path))?.permissions();
    let write = || -> io::Result<()> {
        let mut file = File::create_new(beside)?;
        file.write_all(new.as_bytes())?;
        file.set_permissions(permissions)?;
        file.sync_all()
    };
    write().map_err(Error::io("write", beside))
}

fn put_in_place(path: &Path, beside: &Path, old: &str) -> Result<()> {
    if fs::read(path).map_err(Error::io("read", path))? != old.as_bytes() {
        return Err(Error::Changed { path: path.to_owned() });
    }
    fs::rename(beside, path).map_err(Error::io("replace", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a roster in it, and the names of what it holds.
    fn folder() -> (tempfile::TempDir, impl Fn() -> Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(ROSTER), "old").unwrap();
        let path = folder.path().to_owned();
        let names = move || {
            let names = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
            names.collect()
        };
        (folder, names)
    }

    #[test]
    fn the_new_text_stands_alone() {
        let (folder, names) = folder();
        replace_roster(folder.path(), "old", "new").unwrap();
        assert_eq!(fs::read(folder.path().join(ROSTER)).unwrap(), b"new");
        assert_eq!(names(), [ROSTER]);
    }

    #[test]
    fn what_was_changed_in_the_meantime_stays() {
        let (folder, names) = folder();
        let error = replace_roster(folder.path(), "older", "new").unwrap_err();
        assert!(matches!(error, Error::Changed { .. }), "{error:#}");
        assert_eq!(fs::read(folder.path().join(ROSTER)).unwrap(), b"old");
        assert_eq!(names(), [ROSTER]);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (folder, _) = folder();
        let path = folder.path().join(ROSTER);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let project = tempfile::tempdir().unwrap();
        let link = project.path().join(ROSTER);
        symlink(&path, &link).unwrap();
        replace_roster(project.path(), "old", "new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
