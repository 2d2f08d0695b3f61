//! The finished site: first a value in memory ([`Tree`]), then a folder ([`publish`]). What is large may go there at once
//! ([`shelf`]).

pub mod publish;
pub mod shelf;
pub mod tree;

pub use tree::Tree;
