//! The built site in a real browser: Debian's Chromium opens what the program makes of this repository's own roster.
//!
//! `tests/run` installs what this needs. Pictures of the pages are left in `target/screenshots/` to be looked at.

#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy knows the tests here, but not what they share")]

mod axe;
#[path = "../common/copy.rs"]
mod copy;
#[path = "../common/files.rs"]
mod files;
mod hostile;
mod inserts;
mod keyboard;
mod language;
mod markdown;
mod markup;
mod offline;
mod on_call;
mod pages;
mod picture;
#[cfg(feature = "serve")]
#[path = "../common/preview.rs"]
mod preview;
#[path = "../common/project.rs"]
mod project;
mod runbook;
mod schedule;
mod search;
#[cfg(feature = "serve")]
mod serve;
mod server;
mod site;
mod theme;
mod timeline;
mod webdriver;
