//! Puts the finished stage in the place of the old site.
//!
//! Where kernel and file system can, the two folders exchange their names in one step (`renameat2` with
//! `RENAME_EXCHANGE` on Linux, `renamex_np` on macOS), and the path is a whole site at every moment. Elsewhere two
//! renames do it: the old site is set aside, the new one takes its place. Between them the path is missing for some
//! microseconds; a run that was killed right there is mended by the next one ([`Workspace::mend`]). Either way the old
//! site ends up where the stage was. No file is opened here.

use std::fs;
use std::path::Path;

use super::standing;
use super::workspace::Workspace;
use crate::error::{Error, Result};

/// Makes the stage of `workspace` the site at `folder`.
///
/// # Errors
///
/// [`Error::NotOurs`] when something else came to stand at `folder` in the meantime; [`Error::Io`] where no way of
/// renaming is permitted. The old site stands then.
pub(super) fn put_in_place(workspace: &Workspace, folder: &Path) -> Result<()> {
    let next = workspace.next();
    if !standing::is_site(folder)? {
        return fs::rename(next, folder).map_err(Error::io("put the new site at", folder));
    }
    if exchange(&next, folder) {
        return Ok(());
    }
    rename_twice(workspace, folder)
}

/// Exchanges two folders' names in one step; `false` where that is refused, for whatever reason.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

/// Other systems have no such step.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> bool {
    false
}

/// Sets the old site aside and puts the stage in its place; the old one then goes where the stage was.
fn rename_twice(workspace: &Workspace, folder: &Path) -> Result<()> {
    let (next, aside) = (workspace.next(), workspace.aside());
    fs::rename(folder, &aside).map_err(Error::io("replace", folder))?;
    if let Err(error) = fs::rename(&next, folder) {
        fs::rename(&aside, folder).map_err(Error::io("put back", folder))?;
        return Err(Error::io("replace", folder)(error));
    }
    // The new site is published and the old one only to be removed; if this is refused, the next build does it.
    let _ = fs::rename(aside, next);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::output::publish::MARK;

    /// A site at `public` and another one on the stage.
    fn two_sites(root: &Path) -> (Workspace, PathBuf) {
        let folder = root.join("public");
        let workspace = Workspace::beside(&folder).unwrap();
        for (site, text) in [(&folder, "old"), (&workspace.next(), "new")] {
            fs::create_dir(site).unwrap();
            fs::write(site.join(MARK), text).unwrap();
        }
        (workspace, folder)
    }

    #[test]
    fn two_renames_do_what_the_exchange_does() {
        for rename in [rename_twice, put_in_place] {
            let root = tempfile::tempdir().unwrap();
            let (workspace, folder) = two_sites(root.path());
            rename(&workspace, &folder).unwrap();
            assert_eq!(fs::read(folder.join(MARK)).unwrap(), b"new");
            assert_eq!(fs::read(workspace.next().join(MARK)).unwrap(), b"old");
            assert!(!workspace.aside().exists());
        }
    }

    #[test]
    fn the_old_site_comes_back_when_the_new_one_can_not_come() {
        let root = tempfile::tempdir().unwrap();
        let (workspace, folder) = two_sites(root.path());
        fs::remove_dir_all(workspace.next()).unwrap();
        let error = rename_twice(&workspace, &folder).unwrap_err();
        assert_eq!(error.to_string(), format!("could not replace `{}`", folder.display()));
        assert_eq!(fs::read(folder.join(MARK)).unwrap(), b"old");
    }

    #[test]
    fn what_came_to_stand_there_is_not_replaced() {
        let root = tempfile::tempdir().unwrap();
        let (workspace, folder) = two_sites(root.path());
        fs::remove_file(folder.join(MARK)).unwrap();
        assert!(matches!(put_in_place(&workspace, &folder), Err(Error::NotOurs { .. })));
        assert!(workspace.next().join(MARK).exists());
    }
}
