//! Made projects, read: `benches/inputs.py` writes them. Memory is handled as in the program.

use std::path::Path;
use std::process::Command;

use hausmeister::Env;
use hausmeister::feeds::FeedKey;
use hausmeister::project::{self, Project};

#[cfg(feature = "allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What stands for the clock, as in `benches/inputs.py`.
const NOW: &str = "2026-11-20T12:00:00Z";
/// The revision of every made roster.
const REVISION: &str = "1795183380";

/// A project of so many pages, and of so many people over so many years.
#[allow(dead_code, reason = "not every bench that shares this one makes its inputs")]
pub fn project(pages: usize, people: usize, years: usize) -> Project {
    let folder = tempfile::tempdir().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/inputs.py");
    let numbers = [pages, people, years].map(|number| number.to_string());
    let status = Command::new("python3").arg("-B").arg(script).arg(folder.path()).args(numbers).status().unwrap();
    assert!(status.success(), "the inputs were not made");
    read(folder.path())
}

/// The project in a folder.
pub fn read(folder: &Path) -> Project {
    project::read(folder, Some(REVISION)).unwrap()
}

/// The surroundings of every bench.
pub fn env() -> Env {
    Env { now: NOW.parse().unwrap(), base_url: None, feed_key: FeedKey::new(b"") }
}
