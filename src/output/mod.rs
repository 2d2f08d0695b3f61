//! The finished site: first a value in memory ([`Tree`]), then a folder ([`publish`]).

pub mod publish;
pub mod tree;

pub use tree::Tree;
