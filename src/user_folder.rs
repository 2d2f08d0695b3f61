//! Where the system keeps what a user's programs may remember and can lose.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The file `name` of ours in the user's cache folder, as the system has it; `variable` gives those of the environment.
/// None where the user has no folder.
pub fn cache(name: &str, variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name: &str| variable(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let own = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Caches"))
    } else {
        folder("HOME").map(|home| home.join(".cache"))
    };
    Some(folder("XDG_CACHE_HOME").or(own)?.join("hausmeister").join(name))
}

/// What a file holds; nothing where it can't be read, for it can be lost.
#[must_use]
pub fn read(file: &Path) -> Option<Vec<u8>> {
    fs::read(file).ok()
}

/// Writes a file, whose folder is made.
///
/// # Errors
///
/// When the system refuses.
pub fn write(file: &Path, text: &str) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(Error::io("make", folder))?;
    }
    fs::write(file, text).map_err(Error::io("write", file))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn the_file_stands_in_the_users_cache_folder() {
        let with = |variables: &[(&str, &str)]| {
            let variables: BTreeMap<_, _> = variables.iter().copied().collect();
            cache("links.json", |name| variables.get(name).map(OsString::from))
        };
        let path = |path: &str| Some(PathBuf::from(path));
        assert_eq!(with(&[("HOME", "/home/ana")]), path("/home/ana/.cache/hausmeister/links.json"));
        assert_eq!(with(&[("HOME", "/home/ana"), ("XDG_CACHE_HOME", "/c")]), path("/c/hausmeister/links.json"));
        assert_eq!(with(&[("HOME", "/h"), ("XDG_CACHE_HOME", "c")]), path("/h/.cache/hausmeister/links.json"));
        assert_eq!(with(&[]), None);
    }
}
