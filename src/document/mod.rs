//! A YAML document with the place of everything in it.
//!
//! Text goes in; [`Node`]s, or problems, come out. Scalars stay the text that was written (`18:00`, `no` and
//! `+55 11` mean what their key asks for, never what YAML guesses), and repeated keys are kept, so that a reader
//! of a document can tell everything that is wrong with it in one run. What the keys mean is not known here.

pub mod days;
pub mod edit;
pub mod fields;
pub mod names;
pub mod scalars;
mod yaml;

pub use fields::Fields;
pub use yaml::read;

use crate::diagnostics::Span;

/// A value with the place it was written at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub place: Span,
}

impl<T> Written<T> {
    /// `value`, written at `place`.
    #[must_use]
    pub const fn new(value: T, place: Span) -> Self {
        Self { value, place }
    }

    /// Another value at the same place.
    #[must_use]
    pub fn with<U>(&self, value: U) -> Written<U> {
        Written { value, place: self.place }
    }
}

/// One value of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it was written; a collection's place is that of its first line's beginning.
    pub place: Span,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing was written, or `null` or `~`.
    Empty,
    /// A scalar, as text.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping: its pairs in the order written, repeated keys included.
    Map(Vec<(Written<String>, Node)>),
}

impl Node {
    /// What kind of value it is, for messages.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self.value {
            Value::Empty => "nothing",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}
