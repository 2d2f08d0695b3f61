//! On-call rotation as code: one `roster.yaml` and markdown runbooks become a runbook site and iCal feeds.

pub mod content;
pub mod diagnostics;
pub mod document;
pub mod error;
pub mod output;
pub mod roster;
pub mod schedule;
pub mod time;
