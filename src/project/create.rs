//! Makes a new project's folder, and overwrites nothing.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::error::{Error, Result};

/// Those of the files, by their paths below `root`, in whose place something stands, be it a link that leads nowhere.
#[must_use]
pub fn in_the_way<'a>(root: &Path, paths: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    paths.into_iter().filter(|path| fs::symlink_metadata(root.join(path)).is_ok()).collect()
}

/// Writes new files, by path below `root`, and the folders they need.
///
/// # Errors
///
/// When the system refuses, or a file stands there by now; what was written before it stays.
pub fn create<'a>(root: &Path, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<()> {
    for (path, text) in files {
        let path = root.join(path);
        let folder = path.parent().unwrap_or(root);
        fs::create_dir_all(folder).map_err(Error::io("make", folder))?;
        let written = File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(Error::io("write", &path))?;
    }
    Ok(())
}
