//! The site on this machine while it is written: served from memory on loopback, made anew whenever an input changes.
//!
//! A thread of its own waits for changes ([`watch`]), reads and builds ([`workshop`]); requests are answered meanwhile
//! with what was last [`shown`], the last site without errors. What is answered is a function of that and the request
//! ([`answer`]); [`http`] carries it. Nothing of the disk can be reached but what the site in memory holds, and nothing
//! here prints: whoever starts it is told the news.

mod answer;
mod doors;
mod http;
mod page;
mod recent;
mod shown;
mod watch;
mod workshop;

use std::convert::Infallible;
use std::future::pending;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use tokio::sync::{mpsc, watch as channel};

use crate::Env;
use crate::error::{Error, Result};
use crate::project::Project;
pub use doors::Doors;
use recent::Recent;
use shown::Shown;
use watch::Watcher;
use workshop::Workshop;
pub use workshop::{News, Round};

/// Serves the project in `root` at `doors` until the user ends it (Ctrl-C).
///
/// `read` reads the project and `env` looks at the surroundings, before every build anew. `tell` hears of every build,
/// of the first one before the first request is answered.
///
/// # Errors
///
/// When the folder can't be watched, or the system refuses what a server needs. What goes wrong later is news.
pub fn run(
    doors: Doors,
    root: &Path,
    read: impl Fn() -> Result<Project> + Send + 'static,
    env: impl Fn() -> Env + Send + 'static,
    mut tell: impl FnMut(News),
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|source| Error::Listen { address: doors.url(), source })?;
    // Watched before it is read, so that no change falls between the two.
    let mut watcher = Watcher::start(root)?;
    let (shown, showing) = channel::channel(Shown::nothing());
    let recent = Arc::new(Recent::default());
    let mut workshop = Workshop::new(read, env, shown, recent.clone());
    workshop.round().into_iter().for_each(&mut tell);
    let (sender, mut news) = mpsc::unbounded_channel();
    thread::spawn(move || {
        while watcher.wait() {
            // Nobody listens any more once the program ends.
            workshop.round().into_iter().for_each(|round| drop(sender.send(round)));
        }
    });
    runtime.block_on(async {
        http::open(doors, &showing, &recent)?;
        let mut ended = std::pin::pin!(ended());
        loop {
            tokio::select! {
                () = &mut ended => return Ok(()),
                Some(news) = news.recv() => tell(news),
            }
        }
    })
}

/// Comes when the user ends the program. Where the system does not tell, it ends the program by itself.
async fn ended() {
    if tokio::signal::ctrl_c().await.is_err() {
        let _never: Infallible = pending().await;
    }
}
