//! Puts a [`Tree`] in the place of the folder that was published before, whole or not at all.
//!
//! The new folder is written beside the old one (`stage`) and takes its place in one step of the file system
//! (`exchange`), while a lock keeps other builds of the same folder waiting (`workspace`). Whoever opens a file by
//! its path finds the old site or the new one, never half of each, and a failure or a kill at any moment leaves the old
//! one. The new folder may be begun before all of the site is made ([`Publication`]); it waits for the whole tree all the
//! same. Files whose bytes stay the same keep their times, so that web servers and `rsync` send nothing twice.
//!
//! Nothing is forced to the disk (`fsync`). Kernel and page cache outlive a killed process; after a loss of power files
//! may be empty, and since the next build compares bytes, not times, it mends them. Everything published can be made
//! again from git, and a sync for every file costs seven times the writing of all of them.
//!
//! No folder is replaced that does not bear the [`MARK`].

mod exchange;
mod stage;
mod standing;
mod workspace;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use self::standing::Standing;
use self::workspace::Workspace;
use super::Tree;
use super::shelf::{self, Shelf, Taken};
use crate::cores;
use crate::error::{Error, Result};
use crate::fingerprint::Fingerprint;

/// The file by which a build knows a folder of its own. It is added to what is published, and counted nowhere.
pub const MARK: &str = ".hausmeister";

/// What the mark says to whoever finds it.
const MARK_TEXT: &[u8] = b"Published by hausmeister, which replaces this folder as a whole:\n\
    change the roster and the runbooks, not what is here.\n";

/// What publishing did, in files by path; the mark does not count.
#[derive(Debug, Default)]
#[must_use]
pub struct Published {
    /// Files that are new or have other bytes than before.
    pub written: usize,
    /// Files that have the bytes they had; they keep their times.
    pub unchanged: usize,
    /// Files, symlinks and the like that stood in the old folder and are gone.
    pub removed: usize,
    /// Why the old site could not be removed from beside the new one, which is published all the same. The next build
    /// tries again, and fails where it can't either.
    pub leftover: Option<Error>,
}

/// Publishes `tree` as `folder`; the folders above are made if they are missing.
///
/// Waits while another build publishes the same folder.
///
/// # Errors
///
/// `folder` is, as it was, whatever fails:
/// - [`Error::Usage`] when `folder` is no name of a folder, such as `..`;
/// - [`Error::BadPath`] when a path of the tree leads out of the folder, is no path, or is the mark's;
/// - [`Error::NotOurs`] when `folder` is a file, a symlink, or a folder without the mark;
/// - [`Error::Io`] when the system refuses to read the old site or to write the new one.
pub fn publish(tree: &Tree, folder: &Path) -> Result<Published> {
    Publication::of(folder).finish(tree)
}

/// A site on its way to its folder. It is a [`Shelf`]: what it takes is written at once beside the folder, where it comes to
/// nothing unless all of it is [finished](Self::finish).
#[derive(Debug)]
pub struct Publication {
    folder: PathBuf,
    /// None inside where it could not be begun; the finish tries again, and tells why.
    begun: OnceLock<Option<Begun>>,
}

/// A site whose stage stands.
#[derive(Debug)]
struct Begun {
    workspace: Workspace,
    /// The site before.
    standing: Option<Standing>,
}

impl Begun {
    /// Waits while another build publishes the same folder.
    fn at(folder: &Path) -> Result<Self> {
        let workspace = Workspace::beside(folder)?;
        workspace.mend(folder)?;
        let standing = Standing::at(folder)?;
        stage::make(standing.as_ref(), &workspace.next())?;
        Ok(Self { workspace, standing })
    }
}

impl Publication {
    /// Of what will be `folder`. Nothing is touched yet.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), begun: OnceLock::new() }
    }

    /// Publishes `tree`, of which it may have taken files before.
    ///
    /// # Errors
    ///
    /// As [`publish`].
    pub fn finish(self, tree: &Tree) -> Result<Published> {
        check_paths(tree)?;
        let Begun { workspace, standing } = match self.begun.into_inner().flatten() {
            Some(begun) => begun,
            None => Begun::at(&self.folder)?,
        };
        let mut published = stage::write(tree, standing.as_ref(), &workspace.next())?;
        workspace.still_stands()?;
        exchange::put_in_place(&workspace, &self.folder)?;
        published.leftover = workspace.clean().err();
        Ok(published)
    }
}

impl Shelf for Publication {
    fn take(&self, path: &str, bytes: Vec<u8>) -> std::result::Result<Taken, Vec<u8>> {
        // Nothing is made above the folder before it is known that something is to be published.
        let may_begin = || self.folder.parent().is_some_and(|parent| parent == Path::new("") || parent.is_dir());
        let begin = || if may_begin() { Begun::at(&self.folder).ok() } else { None };
        match self.begun.get_or_init(begin) {
            Some(Begun { workspace, standing }) if path_fault(path).is_none() => {
                stage::take(path, &bytes, standing.as_ref(), &workspace.next()).map_err(|_told_later| bytes)
            }
            _ => Err(bytes),
        }
    }
}

/// What a published `tree` is told by.
#[must_use]
pub fn fingerprint(tree: &Tree) -> Fingerprint {
    let files: Vec<_> = tree.iter().collect();
    let fingerprints = cores::on_each(&files, |(path, file)| file.fingerprint(path));
    let mut fingerprints: BTreeMap<&str, _> = files.iter().map(|(path, _)| *path).zip(fingerprints).collect();
    fingerprints.insert(MARK, shelf::fingerprint(MARK, MARK_TEXT));
    Fingerprint::of(fingerprints.into_values())
}

/// What the site in `folder` is told by, as it stands: the [`fingerprint`] of a tree, if it is exactly that. Nothing where none
/// of ours stands or it can't be read, and where a build is under way or has left something to mend.
#[must_use]
pub fn standing_fingerprint(folder: &Path) -> Option<Fingerprint> {
    let standing = Standing::at(folder).ok().flatten()?;
    if Workspace::is_beside(folder) { None } else { standing.fingerprint() }
}

/// Makes sure that every path of the tree lies inside the folder, on every system.
fn check_paths(tree: &Tree) -> Result<()> {
    for (path, file) in tree.iter() {
        if let Some(why) = path_fault(path) {
            return Err(Error::BadPath { path: path.to_owned(), origin: file.origin.clone(), why });
        }
    }
    Ok(())
}

/// What keeps `path` from being the path of a published file.
fn path_fault(path: &str) -> Option<&'static str> {
    let top = path.split_once('/').map_or(path, |(top, _)| top);
    if path.contains('\0') {
        Some("no file name holds a NUL")
    } else if path.split('/').any(str::is_empty) {
        Some("a name in it is empty")
    } else if !path.split('/').all(is_plain_name) {
        Some("it leads out of the site")
    } else if top.eq_ignore_ascii_case(MARK) {
        Some("the name is kept for the mark of published folders")
    } else {
        None
    }
}

/// Whether this system takes `name` for a name in a folder: not for `.` or `..`, a drive, or a path of its own kind.
fn is_plain_name(name: &str) -> bool {
    let mut components = Path::new(name).components();
    matches!((components.next(), components.next()), (Some(Component::Normal(only)), None) if only == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside_the_folder() {
        for path in ["index.html", "a/b/c.ics", "..a/b..", "a b/ü", ".nojekyll", "a/.hausmeister"] {
            assert_eq!(path_fault(path), None, "{path}");
        }
        for path in ["", "/", "/etc/passwd", "a//b", "a/", "..", "a/../b", "./a", "a/.", "a\0b"] {
            assert!(path_fault(path).is_some(), "{path:?}");
        }
    }

    #[test]
    fn the_mark_is_nobody_elses() {
        for path in [".hausmeister", ".Hausmeister", ".hausmeister/a"] {
            assert!(path_fault(path).is_some(), "{path}");
        }
    }
}
