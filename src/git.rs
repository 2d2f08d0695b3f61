//! What git knows about the inputs. Runs the `git` program; a folder outside of any repository has no history, which
//! is no failure.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

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

/// When each file below `folder` (of the folder `root`) was last committed, by its path from `folder`; files that no
/// commit has are not in it. One run of git, however many files there are.
///
/// A repository that `is_shallow` begins in the middle of its history: its first commit seems to bring every file,
/// so what is last in that one is left out.
///
/// # Errors
///
/// As [`last_change`].
pub fn last_changes(root: &Path, folder: &str, is_shallow: bool) -> Result<BTreeMap<String, Instant>> {
    // Paths end with NUL and are not quoted, so that any name comes as it is; renames are not looked for, because a
    // file at a new address is a new page.
    let command = ["-c", "core.quotePath=false", "-c", "log.showSignature=false", "log", "--format=%ct %P"];
    let paths = ["--name-only", "--no-renames", "--relative", "-z", "--", folder];
    let printed = git(root, "tell when the runbooks last changed", &[&command[..], &paths].concat())?;
    Ok(printed.map(|printed| latest(&printed, &format!("{folder}/"), is_shallow)).unwrap_or_default())
}

/// Reads a log, the latest commit first: of each, its time and its parents, then its paths, all of which begin with
/// `prefix`.
fn latest(log: &str, prefix: &str, is_shallow: bool) -> BTreeMap<String, Instant> {
    let mut changes = BTreeMap::new();
    let mut committed = None;
    for entry in log.split('\0') {
        // A line break parts the head of a commit from its paths.
        let entry = entry.strip_prefix('\n').unwrap_or(entry);
        if let Some(path) = entry.strip_prefix(prefix) {
            changes.entry(path.to_owned()).or_insert(committed);
        } else if let Some((seconds, parents)) = entry.split_once(' ') {
            let is_known = !(is_shallow && parents.is_empty());
            let seconds = seconds.parse().ok().filter(|_| is_known);
            committed = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        }
    }
    changes.into_iter().filter_map(|(path, committed)| Some((path, committed?))).collect()
}

/// Whether the repository holds only the newest part of its history, so that older changes can't be told. Nothing
/// where `root` is in no repository, or where there is no git.
///
/// # Errors
///
/// As [`last_change`].
pub fn is_shallow(root: &Path) -> Result<Option<bool>> {
    let printed = git(root, "tell how deep the history goes", &["rev-parse", "--is-shallow-repository"])?;
    Ok(printed.map(|printed| printed.trim() == "true"))
}

/// The text of `file` (in the folder `root`) at a revision; nothing where the revision has no such file. A file that
/// was moved to `root` since then, from elsewhere in the repository, is found where it was.
///
/// # Errors
///
/// When there is no git, no repository or no such revision; says so with git's own reason.
pub fn file_at(root: &Path, revision: &str, file: &str) -> Result<Option<Vec<u8>>> {
    let action = format!("read `{file}` at `{revision}`");
    let commit = commit(root, revision, &action)?;
    // `./` makes git count from the folder and not from the top of the repository.
    if let Some(text) = blob(root, &commit, &format!("./{file}"), &action)? {
        return Ok(Some(text));
    }
    match former_path(root, &commit, file, &action)? {
        Some(path) => blob(root, &commit, &path, &action),
        None => Ok(None),
    }
}

/// Whether a revision has another `file` (in the folder `root`) than the commit from which it and the one that is
/// checked out have gone apart. Where that is not known, as in a shallow clone, it has not.
///
/// # Errors
///
/// As [`last_change`].
pub fn has_gone_on(root: &Path, revision: &str, file: &str) -> Result<bool> {
    let action = "tell where the revisions parted";
    // Fails also where they have nothing in common, which is no failure here.
    let Ok(Some(fork)) = git(root, action, &["merge-base", revision, "HEAD"]) else { return Ok(false) };
    let changed = git(root, action, &["diff", "--name-only", fork.trim(), revision, "--", &format!("./{file}")])?;
    Ok(changed.is_some_and(|changed| !changed.is_empty()))
}

/// The commit that a revision names.
fn commit(root: &Path, revision: &str, action: &str) -> Result<String> {
    // The name of a revision has neither; git would take them for an option and for two revisions.
    if revision.starts_with('-') || revision.contains("..") {
        return Err(Error::Usage {
            message: format!("`{revision}` is not one revision"),
            help: Some(String::from("name a branch, a tag or a commit, such as `origin/main`, or a file")),
        });
    }
    let arguments = ["-c", "log.showSignature=false", "log", "-1", "--format=%H", revision, "--"];
    let output = run(root, &arguments).map_err(|error| Error::Git {
        action: action.to_owned(),
        said: format!("it did not start: {error}"),
        help: Some(String::from("install git, or name a file to compare with")),
    })?;
    let found = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() && !found.is_empty() {
        return Ok(found);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let help = if said.contains("not a git repository") {
        String::from("outside of a repository, name a file to compare with")
    } else if said.contains("dubious ownership") {
        String::from("allow the folder with `git config --global --add safe.directory`")
    } else if is_shallow(root).is_ok_and(|is_shallow| is_shallow == Some(true)) {
        String::from("this is a shallow clone, which lacks it: fetch the whole history (`fetch-depth: 0`)")
    } else {
        String::from("there is no file of that name either; name a branch, a tag or a commit, such as `origin/main`")
    };
    Err(Error::Git { action: action.to_owned(), said: said.trim_start_matches("fatal: ").to_owned(), help: Some(help) })
}

/// The bytes of a file in a commit.
fn blob(root: &Path, commit: &str, path: &str, action: &str) -> Result<Option<Vec<u8>>> {
    let output = run(root, &["cat-file", "blob", &format!("{commit}:{path}")]).map_err(Error::io("run", "git"))?;
    if output.status.success() {
        return Ok(Some(output.stdout));
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if ["does not exist in", "exists on disk, but not in", "Not a valid object name"].iter().any(|it| said.contains(it))
    {
        return Ok(None);
    }
    Err(Error::Git { action: action.to_owned(), said, help: None })
}

/// Where `file` was in a commit, from the top of the repository, if it has been moved since.
fn former_path(root: &Path, commit: &str, file: &str, action: &str) -> Result<Option<String>> {
    let Some(prefix) = git(root, action, &["rev-parse", "--show-prefix"])? else { return Ok(None) };
    let now = format!("{}{file}", prefix.trim_end_matches(['\n', '\r']));
    let options = ["--no-relative", "--find-renames", "--diff-filter=R", "--name-status", "-z"];
    let printed = git(root, action, &[&["diff"], &options[..], &[commit]].concat())?.unwrap_or_default();
    let words: Vec<_> = printed.split('\0').collect();
    let moved = words.chunks_exact(3).find(|words| words.last() == Some(&now.as_str()));
    Ok(moved.and_then(|words| words.get(1)).map(|path| (*path).to_owned()))
}

/// Whether git would look for the history of `root` anywhere: by a `.git` in it or above it, or where the environment
/// says. If not, there is no need to start it, which takes as long as to read hundreds of runbooks.
#[must_use]
pub fn may_know(root: &Path) -> bool {
    // What can't be looked at may be there.
    let is_missing = |path: &Path| {
        let missing = |error: io::Error| error.kind() == io::ErrorKind::NotFound;
        fs::symlink_metadata(path).is_err_and(missing)
    };
    let may_be_in = |root: &Path| root.ancestors().any(|folder| !is_missing(&folder.join(".git")));
    env::var_os("GIT_DIR").is_some() || root.canonicalize().map_or(true, |root| may_be_in(&root))
}

fn run(root: &Path, arguments: &[&str]) -> io::Result<std::process::Output> {
    Command::new("git").arg("-C").arg(root).args(arguments).env("LC_ALL", "C").output()
}

/// What git prints; nothing where there is no repository, no commit or no git.
fn git(root: &Path, action: &str, arguments: &[&str]) -> Result<Option<String>> {
    if !may_know(root) {
        return Ok(None);
    }
    let Ok(output) = run(root, arguments) else { return Ok(None) };
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A repository whose commits are made by nobody in particular, at times that the test gives.
    struct Repository(tempfile::TempDir);

    impl Repository {
        fn new() -> Self {
            let repository = Self(tempfile::tempdir().unwrap());
            repository.run(&["init", "--quiet"], "");
            repository
        }

        fn run(&self, arguments: &[&str], time: &str) {
            let mut command = Command::new("git");
            command.arg("-C").arg(self.0.path()).args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null");
            for (key, value) in [("NAME", "Nobody"), ("EMAIL", "nobody@example.org"), ("DATE", time)] {
                command.env(format!("GIT_AUTHOR_{key}"), value).env(format!("GIT_COMMITTER_{key}"), value);
            }
            let output = command.output().unwrap();
            assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        }

        /// Commits these files at a time in seconds since 1970, each with that time as its text.
        fn commit(&self, seconds: i64, files: &[&str]) {
            for file in files {
                let path = self.0.path().join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, seconds.to_string()).unwrap();
            }
            self.run(&["add", "."], "");
            self.run(&["commit", "--quiet", "--message", "content/a.md"], &format!("{seconds} +0000"));
        }
    }

    /// The last changes as seconds since 1970.
    fn seconds(root: &Path) -> Vec<(String, i64)> {
        let is_shallow = is_shallow(root).unwrap();
        let changes = last_changes(root, "content", is_shallow == Some(true)).unwrap();
        changes.into_iter().map(|(path, instant)| (path, instant.timestamp())).collect()
    }

    fn owned(changes: &[(&str, i64)]) -> Vec<(String, i64)> {
        changes.iter().map(|(path, seconds)| ((*path).to_owned(), *seconds)).collect()
    }

    #[test]
    fn each_file_has_the_time_of_the_last_commit_that_touched_it() {
        let repository = Repository::new();
        let odd = "content/übergabe am \"Freitag\".md";
        repository.commit(1_000_000_000, &["content/a.md", "content/b/c.md", odd, "roster.yaml"]);
        repository.commit(1_100_000_000, &["content/b/c.md"]);
        repository.commit(1_200_000_000, &["roster.yaml", "contents/no.md"]);
        fs::write(repository.0.path().join("content/new.md"), "never committed").unwrap();
        let expected =
            [("a.md", 1_000_000_000), ("b/c.md", 1_100_000_000), ("übergabe am \"Freitag\".md", 1_000_000_000)];
        assert_eq!(seconds(repository.0.path()), owned(&expected));
    }

    #[test]
    fn a_project_below_the_top_of_its_repository_is_told_of_its_own_files() {
        let repository = Repository::new();
        repository.commit(1_000_000_000, &["team/content/a.md", "content/b.md"]);
        let team = repository.0.path().join("team");
        assert_eq!(seconds(&team), owned(&[("a.md", 1_000_000_000)]));
        assert!(may_know(&team) && may_know(&team.join("gone")), "what is not there is git's to tell");
    }

    #[test]
    fn a_shallow_clone_knows_only_what_changed_after_it_begins() {
        let repository = Repository::new();
        repository.commit(1_000_000_000, &["content/a.md", "content/b.md"]);
        repository.commit(1_100_000_000, &["content/c.md"]);
        repository.commit(1_200_000_000, &["content/b.md"]);
        let clone = tempfile::tempdir().unwrap();
        let url = format!("file://{}", repository.0.path().display());
        repository.run(&["clone", "--quiet", "--depth", "2", &url, clone.path().to_str().unwrap()], "");
        assert_eq!(seconds(clone.path()), owned(&[("b.md", 1_200_000_000)]));
    }

    #[test]
    fn without_a_repository_or_a_commit_nothing_is_known() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!((is_shallow(folder.path()).unwrap(), seconds(folder.path())), (None, vec![]));
        assert!(!may_know(folder.path()));
        let repository = Repository::new();
        assert_eq!((is_shallow(repository.0.path()).unwrap(), seconds(repository.0.path())), (Some(false), vec![]));
    }

    #[test]
    fn names_hold_whatever_names_can_hold() {
        let log = "1200000000 cafe\0\ncontent/a\n1 2.md\0\x001000000000 \0\ncontent/a\n1 2.md\0content/b.md\0";
        let changes = |is_shallow| latest(log, "content/", is_shallow).into_keys().collect::<Vec<_>>();
        assert_eq!(changes(false), ["a\n1 2.md", "b.md"]);
        assert_eq!(changes(true), ["a\n1 2.md"]);
    }
}
