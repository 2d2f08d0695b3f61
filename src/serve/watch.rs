//! Waits until an input has changed; the only user of `notify`.
//!
//! It says when to look, not what changed: whether it did is found by reading. The debouncers made for `notify` are no
//! help here, because they take reading for a change, and every look would be followed by another.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::error::{Error, Result};
use crate::project::INPUTS;

/// Programs write in several steps: a change is over when nothing more comes for so long, …
const QUIET: Duration = Duration::from_millis(5);
/// … and after so long in any case, or whoever writes without end would never be heard.
const PATIENCE: Duration = Duration::from_millis(500);

/// Looks at the inputs of a project.
pub struct Watcher {
    root: PathBuf,
    system: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
}

impl Watcher {
    /// Begins to look at the project in `root`.
    ///
    /// # Errors
    ///
    /// When the system does not let it.
    pub fn start(root: &Path) -> Result<Self> {
        let (sender, events) = mpsc::channel();
        // Events come with whole paths.
        let root = root.canonicalize().map_err(Error::io("find", root))?;
        let refused = |error| Error::io("watch", &root)(in_words(error));
        let mut system = notify::recommended_watcher(sender).map_err(refused)?;
        // Not below: what a build or git writes there is no input.
        system.watch(&root, RecursiveMode::NonRecursive).map_err(refused)?;
        let mut watcher = Self { root, system, events };
        for name in INPUTS {
            watcher.enter(name);
        }
        Ok(watcher)
    }

    /// Waits for a change, and until it is over. False when there will be none any more.
    pub fn wait(&mut self) -> bool {
        loop {
            let Ok(event) = self.events.recv() else { return false };
            if self.is_change(event) {
                break;
            }
        }
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE
            && let Ok(event) = self.events.recv_timeout(QUIET)
        {
            self.is_change(event);
        }
        true
    }

    /// Looks into a folder of inputs, if it is there. It is looked into anew where another one may have taken its place.
    fn enter(&mut self, name: &str) {
        let folder = self.root.join(name);
        if folder.is_dir() {
            // It fails where nothing was looked at yet.
            let _forgotten = self.system.unwatch(&folder);
            // It fails where the folder is gone again, and then comes up anew.
            let _entered = self.system.watch(&folder, RecursiveMode::Recursive);
        }
    }

    /// Whether an input may have changed.
    fn is_change(&mut self, event: notify::Result<Event>) -> bool {
        // What is lost may have been a change.
        let Ok(event) = event else { return true };
        if is_reading(event.kind) {
            return false;
        }
        let mut is_change = event.need_rescan();
        for path in &event.paths {
            let Ok(inner) = path.strip_prefix(&self.root) else { continue };
            let Some(name) = INPUTS.iter().find(|name| inner.starts_with(name)) else { continue };
            is_change = true;
            if inner == Path::new(name) {
                self.enter(name);
            }
        }
        is_change
    }
}

fn is_reading(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

/// What `notify` says as the system's own words.
fn in_words(error: notify::Error) -> std::io::Error {
    match error.kind {
        notify::ErrorKind::Io(error) => error,
        notify::ErrorKind::MaxFilesWatch => {
            std::io::Error::other("the system watches no more files (see `fs.inotify.max_user_watches`)")
        }
        _ => std::io::Error::other(error),
    }
}
