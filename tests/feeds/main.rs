//! Feeds from outside: from the text of a roster to the bytes that clients and programs fetch.

#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy knows the tests here, but not the functions they share")]

mod fixture;
mod golden;
mod injection;
mod laws;
mod lines;
mod other_feeds;
mod read_back;
mod unicode;
mod wall;
