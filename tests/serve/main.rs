//! `serve` from outside: the program runs, inputs change below it, and requests and open pages see what becomes of it.
//!
//! Nothing here sleeps: what is waited for is an event, a line or an answer.

#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy knows the tests here, but not what they share")]

mod answers;
mod changes;
#[path = "../common/copy.rs"]
mod copy;
mod ends;
#[path = "../common/files.rs"]
mod files;
#[path = "../common/preview.rs"]
mod preview;
#[path = "../common/project.rs"]
mod project;

use std::path::{Path, PathBuf};
use std::process::Command;

use copy::copy_project;
use preview::Preview;
use project::{NOW, hausmeister};
use tempfile::TempDir;

/// A copy of this repository's inputs, to change.
fn copy() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("project");
    copy_project(&root);
    (folder, root)
}

/// The program on a project; 0 is any port that is free.
fn program(root: &Path, port: u16) -> Command {
    let mut program = hausmeister();
    program.arg("--root").arg(root).args(["--now", NOW, "serve", "--port", &port.to_string()]);
    program
}

fn serve(root: &Path) -> Preview {
    Preview::start(program(root, 0))
}
