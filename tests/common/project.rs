//! This repository's own project, and the real program run on it with nothing but a fixed surrounding.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What stands for the clock: the Monday of a hand-off, six hours before it, in the middle of a weekend shift.
pub const NOW: &str = "2026-11-23T12:00:00Z";

/// The roster's revision, for `SOURCE_DATE_EPOCH`: 2026-11-20T14:03:00Z.
pub const REVISION: &str = "1795183380";

/// The folder that holds this repository's roster and runbooks.
#[allow(dead_code, reason = "not every test file that shares this one asks for the folder")]
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The program, deaf to everything that the machine's surroundings would tell it.
#[allow(dead_code, reason = "not every test file that shares this one runs the program so")]
pub fn hausmeister() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hausmeister"));
    command.env_clear().env("SOURCE_DATE_EPOCH", REVISION);
    command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    command
}

/// Builds the project in `root` into `out`, as of `now`.
#[allow(dead_code, reason = "not every test file that shares this one builds")]
pub fn build(mut program: Command, root: &Path, out: &Path, now: &str) -> Output {
    program.arg("--root").arg(root).args(["--now", now, "build", "--out"]).arg(out).output().unwrap()
}

/// What a command printed, for the message of a failed test.
#[allow(dead_code, reason = "not every file that shares this one runs the program to its end")]
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
