//! Faults of the machine while the real program publishes over an old site: it is killed, the disk is full, folders
//! vanish, another build and readers are at work. Whoever opens the site finds the old one or the new one.
//!
//! Here each fault is tried some times. `HAUSMEISTER_FAULTS=long cargo test --test faults -- --nocapture` kills 200
//! builds and lets two builds and their readers run for a minute; it shows the figures. With
//! `HAUSMEISTER_PROGRAM=target/release/hausmeister` it tries that program.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "clippy does not know that these are tests"
)]

mod crowd;
#[path = "../common/files.rs"]
mod files;
mod kill;
mod no_exchange;
#[path = "../common/project.rs"]
mod project;
mod refused;
mod team;
mod vanished;

/// Whether faults are tried as often as the figures ask for.
fn is_long() -> bool {
    std::env::var_os("HAUSMEISTER_FAULTS").is_some_and(|kind| kind == "long")
}
