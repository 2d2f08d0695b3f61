//! Writes the new site into its stage: every file once, and those that did not change as links to the old ones.
//!
//! A link shares its bytes with the old site, so nothing here opens for writing what it did not make itself.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::time::SystemTime;

use super::standing::Standing;
use super::{MARK, MARK_TEXT, Published};
use crate::cores;
use crate::error::{Error, Result};
use crate::output::shelf::{self, Taken};
use crate::output::tree::{self, Tree};

/// Makes `stage`, with the mark in it.
///
/// # Errors
///
/// [`Error::Io`], with the path in the stage.
pub(super) fn make(standing: Option<&Standing>, stage: &Path) -> Result<()> {
    fs::create_dir(stage).map_err(Error::io("make", stage))?;
    write_file(MARK, MARK_TEXT, standing, stage)?;
    Ok(())
}

/// Writes one file into `stage` before the others are known.
///
/// # Errors
///
/// [`Error::Io`], with the path in the stage, where nothing stands then that was not there before.
pub(super) fn take(path: &str, bytes: &[u8], standing: Option<&Standing>, stage: &Path) -> Result<Taken> {
    if let Some((folder, _)) = path.rsplit_once('/') {
        make_folder(folder, stage)?;
    }
    let is_unchanged = write_file(path, bytes, standing, stage)?;
    Ok(Taken { fingerprint: shelf::fingerprint(path, bytes), is_unchanged })
}

/// Writes into `stage` what of `tree` it has not taken yet, and counts against what is `standing`.
///
/// # Errors
///
/// [`Error::Io`], with the path in the stage; what was written so far then stays there.
pub(super) fn write(tree: &Tree, standing: Option<&Standing>, stage: &Path) -> Result<Published> {
    let (taken, files): (Vec<_>, Vec<_>) = tree.iter().partition(|(_, file)| file.taken.is_some());
    make_folders(files.iter().map(|(path, _)| *path), stage)?;
    let mut published = Published::default();
    // Somebody may have removed some of them since.
    let still_stands = |(path, file): &(&str, &tree::File)| {
        let path = stage.join(path);
        fs::symlink_metadata(&path).map_err(Error::io("find", path))?;
        Ok(file.taken.is_some_and(|taken| taken.is_unchanged))
    };
    let taken = cores::on_each(&taken, still_stands);
    let written = cores::on_each(&files, |(path, file)| write_file(path, &file.bytes, standing, stage));
    for is_unchanged in taken.into_iter().chain(written) {
        if is_unchanged? { published.unchanged += 1 } else { published.written += 1 }
    }
    published.removed = standing.map_or(0, |standing| standing.paths().filter(|path| !is_in(tree, path)).count());
    Ok(published)
}

/// Makes the folders of the stage that the files at `paths` stand in, those in others after them.
///
/// The stage itself is not made again: where somebody has removed it, what was written before is gone, and the rest
/// alone must not be published.
fn make_folders<'a>(paths: impl Iterator<Item = &'a str>, stage: &Path) -> Result<()> {
    let mut levels: Vec<BTreeSet<&str>> = Vec::new();
    for path in paths {
        for (depth, (at, _)) in path.match_indices('/').enumerate() {
            if levels.len() == depth {
                levels.push(BTreeSet::new());
            }
            levels[depth].extend(path.get(..at));
        }
    }
    for level in levels {
        let folders: Vec<_> = level.into_iter().map(|folder| stage.join(folder)).collect();
        let made = cores::on_each(&folders, |folder| create_folder(folder).map_err(Error::io("make", folder)));
        made.into_iter().collect::<Result<()>>()?;
    }
    Ok(())
}

/// Makes one folder of the stage, and those that it stands in.
fn make_folder(folder: &str, stage: &Path) -> Result<()> {
    let path = stage.join(folder);
    match (create_folder(&path), folder.rsplit_once('/')) {
        (Err(error), Some((above, _))) if error.kind() == io::ErrorKind::NotFound => {
            make_folder(above, stage)?;
            create_folder(&path).map_err(Error::io("make", path))
        }
        (made, _) => made.map_err(Error::io("make", path)),
    }
}

/// Makes a folder, unless it stands there. What stands in its place is told by who wants to write below.
fn create_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path).or_else(|error| if error.kind() == io::ErrorKind::AlreadyExists { Ok(()) } else { Err(error) })
}

/// Whether `path` is published by `tree` or is the mark.
fn is_in(tree: &Tree, path: &Path) -> bool {
    // The tree's paths have `/` between names on every system.
    let names: Option<Vec<&str>> = path.iter().map(|name| name.to_str()).collect();
    names.is_some_and(|names| {
        let path = names.join("/");
        path == MARK || tree.get(&path).is_some()
    })
}

/// Puts one file into the stage; tells whether it is as it was.
fn write_file(path: &str, bytes: &[u8], standing: Option<&Standing>, stage: &Path) -> Result<bool> {
    let new = stage.join(path);
    if let Some(old) = standing.and_then(|standing| standing.same(path, bytes)) {
        // Links are refused by some file systems, and by Linux for files of others.
        if fs::hard_link(&old, &new).is_err() {
            write_with_time_of(&old, &new, bytes).map_err(Error::io("write", new))?;
        }
        return Ok(true);
    }
    write_new(&new, bytes, None).map_err(Error::io("write", new))?;
    Ok(false)
}

/// Writes a file that does not exist yet, as a whole or not at all; it gets this time, if any.
fn write_new(new: &Path, bytes: &[u8], modified: Option<SystemTime>) -> io::Result<()> {
    let mut file = File::create_new(new)?;
    let written = file.write_all(bytes).and_then(|()| modified.map_or(Ok(()), |time| file.set_modified(time)));
    if written.is_err() {
        // It may be tried again. What stays in spite of this goes with the stage.
        let _removed = fs::remove_file(new);
    }
    written
}

/// Writes a file that does not exist yet, as old as `old`.
fn write_with_time_of(old: &Path, new: &Path, bytes: &[u8]) -> io::Result<()> {
    write_new(new, bytes, Some(fs::metadata(old)?.modified()?))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_copy_in_place_of_a_link_is_as_old_as_the_original() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        write_new(&old, b"bytes", Some(then)).unwrap();
        write_with_time_of(&old, &new, b"bytes").unwrap();
        assert_eq!(fs::metadata(&new).unwrap().modified().unwrap(), then);
        assert_eq!(fs::read(&new).unwrap(), b"bytes");
    }

    #[test]
    fn a_stage_that_was_removed_is_not_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let stage = folder.path().join("next");
        let error = make_folders(["a/b/c"].into_iter(), &stage).unwrap_err();
        assert_eq!(error.to_string(), format!("could not make `{}`", stage.join("a").display()));
        assert!(!stage.exists());
        fs::create_dir(&stage).unwrap();
        make_folders(["a/b/c", "a/b/d", "e", "f/g"].into_iter(), &stage).unwrap();
        assert!(stage.join("a/b").is_dir() && stage.join("f").is_dir() && !stage.join("e").exists());
    }

    #[test]
    fn what_exists_is_never_written_to() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old");
        fs::write(&path, "old").unwrap();
        assert!(write_new(&path, b"new", None).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }
}
