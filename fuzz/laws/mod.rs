//! What must hold whatever the input: the laws that fuzzing tries to break. Each takes bytes, and panics where one is
//! broken.
//!
//! `fuzz/run` feeds them what a fuzzer makes up; `tests/fuzz.rs` feeds them the seeds, and every input that broke one
//! before, with the compiler that everything else is built with.

pub mod content;
pub mod diff;
pub mod edits;
pub mod feeds;
pub mod hours;
pub mod roster;

mod choices;
#[allow(dead_code, reason = "not all of what these tests share is of use here")]
#[path = "../../tests/feeds/fixture.rs"]
mod fixture;
#[allow(dead_code, reason = "not all of what these tests share is of use here")]
#[path = "../../tests/feeds/lines.rs"]
mod lines;
mod made;
#[allow(dead_code, reason = "not all of what these tests share is of use here")]
#[path = "../../src/content/tests/markup.rs"]
mod markup;
mod problems;
