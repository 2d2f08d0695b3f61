//! Failures that are nobody's roster: files and folders, git, usage.
//!
//! What is wrong with the inputs is a `Problem`, collected and shown with its place; an [`Error`] ends the run. It says
//! what could not be done and to what, what to do about it where that is known ([`Error::help`]), and keeps the cause
//! ([`std::error::Error::source`]). Nothing here prints.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A result whose failure ends the run.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a command could not do its work.
///
/// `{error}` is one line without the cause; `{error:#}` is one line with it.
#[derive(Debug)]
pub enum Error {
    /// The system refused something that was to be done to a file or a folder.
    Io {
        /// What was to be done, as a verb: `read`, `write`, `remove`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The command was asked for something that makes no sense.
    Usage {
        /// What makes no sense, in the style of the messages: lower case, no full stop.
        message: String,
        /// What to ask for instead.
        help: Option<String>,
    },
    /// Git ran and said no, or did not run at all.
    Git {
        /// What was to be done, as a verb with its object: ``read `roster.yaml` at `main` ``.
        action: String,
        /// What git wrote about it, or why it did not start.
        said: String,
        /// What may mend it.
        help: Option<String>,
    },
    /// What stands where the site is to be published was not published by this program.
    NotOurs {
        /// The place.
        path: PathBuf,
        /// What stands there: `a file`, `a symlink`.
        found: &'static str,
    },
    /// The system refused a place to serve the site at.
    Listen {
        /// The place.
        address: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file that was to be changed is not any more what was read of it.
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A path of the site that can't be the path of a published file.
    BadPath {
        /// The path.
        path: String,
        /// The source of the file.
        origin: String,
        /// What is wrong with the path: `it leads out of the site`.
        why: &'static str,
    },
}

impl Error {
    /// Turns what the system said into an [`Error::Io`]: `fs::read(path).map_err(Error::io("read", path))`.
    pub fn io(action: &'static str, path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { action, path: path.as_ref().to_owned(), source }
    }

    /// An [`Error::Usage`] without help.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), help: None }
    }

    /// What to do about it, where that can be said; one line without a full stop.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Io { path, source, .. } => help_for(source.kind(), path),
            Self::Usage { help, .. } | Self::Git { help, .. } => help.clone(),
            Self::NotOurs { path, .. } => Some(format!(
                "move `{}` away if nobody needs it there, or choose another folder with `--out`",
                path.display()
            )),
            Self::Listen { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                Some("choose a port from 1024 on with `--port`".to_owned())
            }
            Self::Listen { .. } => None,
            Self::Changed { .. } => Some("look at what was changed, then run the command again".to_owned()),
            Self::BadPath { .. } => Some("rename the source".to_owned()),
        }
    }
}

/// What may mend a refusal by the system.
fn help_for(kind: io::ErrorKind, path: &Path) -> Option<String> {
    let path = path.display();
    match kind {
        io::ErrorKind::PermissionDenied => Some(format!("see who owns `{path}` and its folder, and what they permit")),
        io::ErrorKind::ReadOnlyFilesystem => Some(format!("`{path}` lies on a file system that is mounted read-only")),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some("make room on the disk".to_owned()),
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => Some(format!(
            "where `{path}` is a mount point, choose a folder inside it; where it comes with a container's image, remove it once"
        )),
        _ => None,
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, path, source } => {
                write!(formatter, "could not {action} `{}`", path.display())?;
                if formatter.alternate() { write!(formatter, ": {}", in_lower_case(source)) } else { Ok(()) }
            }
            Self::Usage { message, .. } => formatter.write_str(message),
            Self::Git { action, said, .. } => write!(formatter, "git could not {action}: {}", said.trim_end()),
            Self::NotOurs { path, found } => {
                write!(formatter, "will not replace `{}`, which is {found}", path.display())
            }
            Self::Listen { address, source } => {
                write!(formatter, "could not serve at `{address}`")?;
                if formatter.alternate() { write!(formatter, ": {}", in_lower_case(source)) } else { Ok(()) }
            }
            Self::Changed { path } => {
                write!(formatter, "`{}` was changed in the meantime and is left as it is", path.display())
            }
            Self::BadPath { path, origin, why } => {
                write!(formatter, "{origin} can't be published as `{}`: {why}", path.escape_debug())
            }
        }
    }
}

/// The system's words as the middle of a line: `No such file` becomes `no such file`, `I/O error` stays.
fn in_lower_case(cause: &io::Error) -> String {
    let text = cause.to_string();
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => text,
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } | Self::Listen { source, .. } => Some(source),
            Self::Usage { .. }
            | Self::Git { .. }
            | Self::NotOurs { .. }
            | Self::Changed { .. }
            | Self::BadPath { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn a_failure_names_what_was_done_to_what_and_keeps_the_cause() {
        let error = Error::io("read", "roster.yaml")(io::Error::other("Disk is on fire"));
        assert_eq!(error.to_string(), "could not read `roster.yaml`");
        assert_eq!(format!("{error:#}"), "could not read `roster.yaml`: disk is on fire");
        assert_eq!(error.source().unwrap().to_string(), "Disk is on fire");
        assert_eq!(error.help(), None);
    }

    #[test]
    fn the_case_of_an_abbreviation_stays() {
        let error = Error::io("read", "a")(io::Error::other("I/O error"));
        assert_eq!(format!("{error:#}"), "could not read `a`: I/O error");
    }

    #[test]
    fn help_is_given_where_it_is_known() {
        let refused = Error::NotOurs { path: "public".into(), found: "a file" };
        assert_eq!(refused.to_string(), "will not replace `public`, which is a file");
        assert!(refused.help().unwrap().contains("--out"));
        let full = Error::io("write", "a")(io::ErrorKind::StorageFull.into());
        assert_eq!(full.help().as_deref(), Some("make room on the disk"));
    }

    #[test]
    fn a_path_with_control_characters_can_be_shown() {
        let error = Error::BadPath { path: "a\0b".to_owned(), origin: "`a.md`".to_owned(), why: "no" };
        assert_eq!(error.to_string(), r"`a.md` can't be published as `a\0b`: no");
    }
}
