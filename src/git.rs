//! What git knows about the inputs. Runs the `git` program; a folder outside of any repository has no history, which
//! is no failure.

use std::path::Path;
use std::process::Command;

use chrono::DateTime;

use crate::error::{Error, Result};
use crate::time::Instant;

/// When the last commit that touched `path` (from the folder `root`) was made. Nothing where no commit has it, where
/// `root` is in no repository, or where there is no git.
///
/// # Errors
///
/// When git runs and fails for another reason, such as a repository that it does not trust.
pub fn last_change(root: &Path, path: &str) -> Result<Option<Instant>> {
    let Some(printed) = git(root, "tell when the roster last changed", &["log", "-1", "--format=%ct", "--", path])?
    else {
        return Ok(None);
    };
    let seconds = printed.trim().parse().ok();
    Ok(seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
}

/// Whether the repository holds only the newest part of its history, so that older changes can't be told.
///
/// # Errors
///
/// As [`last_change`].
pub fn is_shallow(root: &Path) -> Result<bool> {
    let printed = git(root, "tell how deep the history goes", &["rev-parse", "--is-shallow-repository"])?;
    Ok(printed.is_some_and(|printed| printed.trim() == "true"))
}

/// What git prints; nothing where there is no repository, no commit or no git.
fn git(root: &Path, action: &str, arguments: &[&str]) -> Result<Option<String>> {
    let run = Command::new("git").arg("-C").arg(root).args(arguments).env("LC_ALL", "C").output();
    let Ok(output) = run else { return Ok(None) };
    if output.status.success() {
        return Ok(Some(String::from_utf8_lossy(&output.stdout).into_owned()));
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("not a git repository") || said.contains("does not have any commits yet") {
        return Ok(None);
    }
    let help = said.contains("dubious ownership").then(|| {
        String::from("allow the folder with `git config --global --add safe.directory`, or set SOURCE_DATE_EPOCH")
    });
    Err(Error::Git { action: action.to_owned(), said, help })
}
