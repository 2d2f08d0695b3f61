//! The hidden folder beside the site in which a build works alone: `.public.hausmeister` for `public`.
//!
//! It holds the stage (`next`) and, between the two renames of a system without exchange, the old site (`aside`). Its
//! lock is what a second build waits for. The kernel drops the lock with the process, so a killed build blocks nobody;
//! what it left is mended and removed by the next one. When the work is done the folder goes away; on systems that
//! can't lock a folder it stays, with nothing but a lock file in it.
//!
//! The lock is on a folder of our own, not on the one above, because `flock . hausmeister build` would then wait for
//! itself.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::standing;
use crate::error::{Error, Result};

/// A place to work in, held by this build alone until it is dropped; it is cleaned and removed then.
#[derive(Debug)]
pub(super) struct Workspace {
    path: PathBuf,
    /// Held for its lock.
    lock: File,
}

impl Workspace {
    /// The workspace beside `folder`, whose parent is made if it is missing. Waits until no other build holds it.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] when `folder` has no name; [`Error::Io`] where the workspace can't be made or locked.
    pub(super) fn beside(folder: &Path) -> Result<Self> {
        let path = path_beside(folder)?;
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(Error::io("make", parent))?;
        }
        loop {
            match fs::create_dir(&path) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(Error::io("make", path)(error)),
                _ => {}
            }
            match hold(&path) {
                // Whoever held it has removed it since; or a signal came while waiting.
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Interrupted) => {}
                Err(error) => return Err(Error::io("lock", path)(error)),
                Ok(lock) => return Ok(Self { path, lock }),
            }
        }
    }

    /// Whether there is one beside `folder`: of a build under way, or left by one.
    pub(super) fn is_beside(folder: &Path) -> bool {
        path_beside(folder).is_ok_and(|path| fs::symlink_metadata(path).is_ok())
    }

    /// Where the new site is written; once it is published, where the old one is.
    pub(super) fn next(&self) -> PathBuf {
        self.path.join("next")
    }

    /// Where the old site is between two renames.
    pub(super) fn aside(&self) -> PathBuf {
        self.path.join("aside")
    }

    /// Makes sure that it is still what stands beside the site: where somebody has removed it, another build may have one
    /// of its own there by now.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when it is not.
    pub(super) fn still_stands(&self) -> Result<()> {
        match is_still_at(&self.lock, &self.path) {
            Ok(true) => Ok(()),
            Ok(false) => Err(Error::io("find", &self.path)(ErrorKind::NotFound.into())),
            Err(error) => Err(Error::io("find", &self.path)(error)),
        }
    }

    /// Brings everything to the state that a build begins with, whatever a killed one left.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when something can't be put back or removed.
    pub(super) fn mend(&self, folder: &Path) -> Result<()> {
        let aside = self.aside();
        if standing::is_site(&aside)? {
            let (action, place) = if standing::is_site(folder)? {
                // Killed after the second rename: the new site is in place. A half removed site must never lie aside.
                self.clean()?;
                ("remove", self.next())
            } else {
                ("put back", folder.to_owned())
            };
            fs::rename(&aside, place).map_err(Error::io(action, aside))?;
        }
        self.clean()
    }

    /// Removes the stage. Files that it shares with a site by links stay there as they are.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when something in it can't be removed.
    pub(super) fn clean(&self) -> Result<()> {
        remove(&self.next())
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        // What can't be removed now is for the next build, and a failure on the way here says more than one here.
        // Anything but the stage, such as a site set aside, keeps the folder from being removed.
        let _ = self.clean();
        let _ = fs::remove_dir(&self.path);
    }
}

/// The path of the workspace for `folder`.
fn path_beside(folder: &Path) -> Result<PathBuf> {
    let name = folder.file_name().ok_or_else(|| Error::Usage {
        message: format!("can't publish to `{}`, which is no name of a folder", folder.display()),
        help: Some("name a folder of its own, such as `public`".to_owned()),
    })?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(".hausmeister");
    Ok(folder.with_file_name(hidden))
}

/// Waits for the lock of the workspace.
///
/// # Errors
///
/// Of the kind [`ErrorKind::NotFound`] when the folder that was waited for is not the one that stands there now.
fn hold(path: &Path) -> io::Result<File> {
    if !fs::symlink_metadata(path)?.is_dir() {
        return Err(ErrorKind::NotADirectory.into());
    }
    let lock = open(path)?;
    lock.lock()?;
    if is_still_at(&lock, path)? { Ok(lock) } else { Err(ErrorKind::NotFound.into()) }
}

/// What is locked: here the folder itself, so that nothing else is needed in it.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// What is locked: here a file in the folder, which keeps the folder from being removed.
#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(path.join("lock"))
}

/// Whether the locked folder is the one at `path`, and not one that was removed while it was waited for.
#[cfg(unix)]
fn is_still_at(lock: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (held, standing) = (lock.metadata()?, fs::symlink_metadata(path)?);
    Ok((held.dev(), held.ino()) == (standing.dev(), standing.ino()))
}

/// A folder that holds a lock file is never removed.
#[cfg(not(unix))]
fn is_still_at(_lock: &File, _path: &Path) -> io::Result<bool> {
    Ok(true)
}

/// Removes a folder with everything in it, if there is one. Symlinks are removed, not followed.
fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::io("remove", folder)(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::publish::MARK;

    fn site(path: &Path, text: &str) {
        fs::create_dir_all(path).unwrap();
        fs::write(path.join(MARK), text).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn nothing_stays_of_a_workspace() {
        let root = tempfile::tempdir().unwrap();
        let workspace = Workspace::beside(&root.path().join("public")).unwrap();
        site(&workspace.next(), "stage");
        drop(workspace);
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    }

    #[test]
    fn one_build_at_a_time_holds_it() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("public");
        let held = Workspace::beside(&folder).unwrap();
        let second = open(&held.path).unwrap();
        assert!(second.try_lock().is_err());
        drop(held);
        second.lock().unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn another_one_in_its_place_is_seen() {
        let root = tempfile::tempdir().unwrap();
        let held = Workspace::beside(&root.path().join("public")).unwrap();
        held.still_stands().unwrap();
        fs::rename(&held.path, root.path().join("elsewhere")).unwrap();
        assert!(held.still_stands().is_err());
        fs::create_dir(&held.path).unwrap();
        assert!(held.still_stands().is_err());
    }

    #[test]
    fn a_kill_between_two_renames_is_mended() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("public");
        let killed = root.path().join(".public.hausmeister");
        site(&killed.join("aside"), "old");
        site(&killed.join("next"), "new");
        let workspace = Workspace::beside(&folder).unwrap();
        workspace.mend(&folder).unwrap();
        assert_eq!(fs::read(folder.join(MARK)).unwrap(), b"old");
        assert!(!workspace.next().exists() && !workspace.aside().exists());
    }

    #[test]
    fn a_kill_after_two_renames_leaves_the_new_site() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("public");
        site(&root.path().join(".public.hausmeister/aside"), "old");
        site(&folder, "new");
        let workspace = Workspace::beside(&folder).unwrap();
        workspace.mend(&folder).unwrap();
        assert_eq!(fs::read(folder.join(MARK)).unwrap(), b"new");
        assert!(!workspace.next().exists() && !workspace.aside().exists());
    }

    #[test]
    fn what_stands_in_the_way_is_left_alone() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join(".public.hausmeister");
        fs::write(&path, "somebody's").unwrap();
        let error = Workspace::beside(&root.path().join("public")).unwrap_err();
        assert_eq!(error.to_string(), format!("could not lock `{}`", path.display()));
        assert_eq!(fs::read(path).unwrap(), b"somebody's");
    }

    #[test]
    fn a_folder_has_a_name() {
        for path in ["", "/", ".", "..", "a/.."] {
            assert!(matches!(Workspace::beside(Path::new(path)), Err(Error::Usage { .. })), "{path:?}");
        }
    }
}
