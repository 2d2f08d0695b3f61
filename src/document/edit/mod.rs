//! Changes a YAML text where a change is meant, and nowhere else.
//!
//! A text and an [`Operation`] go in, the new text comes out. Every byte that the operation does not speak of stays:
//! comments, order, quotes, line ends, a byte order mark, a missing last line break. What is written anew follows the
//! style around it: block or flow, its indentation, its line ends.
//!
//! Where to write is taken from the places that [`super::read`] gives, never from the look of a line. And the result
//! is not trusted: it is read again, and must say exactly what the operation makes of the old document. If it does
//! not, or the text has a form that is not provided for, there is no result.

mod append;
mod data;
mod layout;
mod set;
#[cfg(test)]
mod tests;
mod wrap;
mod write;

use std::ops::Range;

pub use data::Data;
pub use write::{flow, pair};

use super::{Node, Value, Written};
use crate::diagnostics::{Sink, Sources};
use layout::Layout;

/// One change to a document. A path is the keys that lead to a value, from the outermost mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// Adds an item at the end of a list, which is made where there is none.
    Append {
        /// Leads to the list.
        path: Vec<String>,
        /// What is added.
        item: Data,
    },
    /// Gives a key of a mapping a text, in place of the one it has.
    Set {
        /// Leads to the mapping.
        path: Vec<String>,
        /// The key.
        key: String,
        /// Its text.
        text: String,
    },
    /// Makes a list the value of a key in a mapping, which becomes the only item of a new list in the old one's place.
    Wrap {
        /// Leads to the list.
        path: Vec<String>,
        /// Keys of the mapping before the list's, with their texts.
        before: Vec<(String, String)>,
        /// The list's key.
        key: String,
    },
}

/// What `operation` makes of `text`; nothing where that can't be done without touching more than is meant.
#[must_use]
pub fn apply(text: &str, operation: &Operation) -> Option<String> {
    let root = read(text)?;
    let layout = Layout::new(text, &root);
    let splices = match operation {
        Operation::Append { path, item } => append::splices(&layout, &root, path, item),
        Operation::Set { path, key, text } => set::splices(&layout, &root, path, key, text),
        Operation::Wrap { path, before, key } => wrap::splices(&layout, &root, path, before, key),
    };
    let edited = spliced(text, splices?);
    let meant = Data::of(&root).after(operation)?;
    (Data::of(&read(&edited)?) == meant).then_some(edited)
}

/// The document of a text; nothing where that is not readable.
#[must_use]
pub fn read(text: &str) -> Option<Node> {
    let source = Sources::default().add("", "");
    super::read(text, source, 0, &mut Sink::default())
}

/// The value that a path leads to.
#[must_use]
pub fn find<'a>(root: &'a Node, path: &[String]) -> Option<&'a Node> {
    path.iter().try_fold(root, |node, key| entry(node, key).map(|(_, value)| value))
}

/// An entry of a mapping.
fn entry<'a>(node: &'a Node, key: &str) -> Option<&'a (Written<String>, Node)> {
    let Value::Map(pairs) = &node.value else { return None };
    pairs.iter().find(|(name, _)| name.value == key)
}

/// Bytes that go, and what comes in their place.
#[derive(Debug)]
struct Splice {
    range: Range<usize>,
    with: String,
}

impl Splice {
    fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { range: at..at, with: text.into() }
    }

    fn replace(range: Range<usize>, with: impl Into<String>) -> Self {
        Self { range, with: with.into() }
    }
}

/// The text with the splices made; those at one place keep their order.
fn spliced(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| splice.range.start);
    let mut edited = String::with_capacity(text.len() + 256);
    let mut done = 0;
    for splice in splices {
        edited.push_str(text.get(done..splice.range.start).unwrap_or_default());
        edited.push_str(&splice.with);
        done = splice.range.end;
    }
    edited + text.get(done..).unwrap_or_default()
}
