//! Reads a mapping by its known keys.

use super::{Node, Value, Written};
use crate::diagnostics::{Code, Problem, Sink, Span, suggest};

/// A mapping whose keys have been checked: each is known and stands once.
#[derive(Debug)]
pub struct Fields<'a> {
    what: &'a str,
    place: Span,
    entries: Vec<(&'a Written<String>, &'a Node)>,
}

impl<'a> Fields<'a> {
    /// Opens `node`, which is `what` (such as "a person"), for reading.
    ///
    /// Each key that is not `known` is an `unknown-key` with the nearest known one, each repeated one a
    /// `duplicate-key`; the first stands. A node that is no mapping is a `bad-value`, and nothing.
    pub fn open(node: &'a Node, what: &'a str, known: &[&str], sink: &mut Sink) -> Option<Self> {
        let pairs = pairs(node, what, &format!("its keys are {}", suggest::one_of(known)), sink)?;
        let mut fields = Self { what, place: node.place, entries: Vec::new() };
        for (key, value) in pairs {
            if known.contains(&key.value.as_str()) {
                fields.entries.push((key, value));
            } else {
                let problem = unknown_key(key, what, known, sink);
                sink.push(problem);
            }
        }
        Some(fields)
    }

    /// The value of `key`, if it was written and is not empty.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'a Node> {
        self.written(key).filter(|node| node.value != Value::Empty)
    }

    /// The value of `key`; a `bad-value` that shows `example` when it is missing.
    pub fn need(&self, key: &str, example: &str, sink: &mut Sink) -> Option<&'a Node> {
        let found = self.get(key);
        if found.is_none() {
            let place = self.written(key).map_or(self.place, |node| node.place);
            sink.push(
                Problem::new(Code::BadValue, place, format!("{} needs `{key}`", self.what))
                    .help(format!("write for example `{key}: {example}`")),
            );
        }
        found
    }

    /// Where `key` itself was written, if it was.
    #[must_use]
    pub fn key(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(name, _)| name.place)
    }

    /// Where the mapping was written.
    #[must_use]
    pub const fn place(&self) -> Span {
        self.place
    }

    fn written(&self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| *node)
    }
}

/// The pairs of a mapping, each key once; a problem for a repeated key, and one with `help` for a node that is no
/// mapping.
pub fn pairs<'a>(
    node: &'a Node,
    what: &str,
    help: &str,
    sink: &mut Sink,
) -> Option<Vec<(&'a Written<String>, &'a Node)>> {
    let Value::Map(pairs) = &node.value else {
        let message = format!("{what} is a mapping of keys to values, not {}", node.kind());
        sink.push(Problem::new(Code::BadValue, node.place, message).help(help));
        return None;
    };
    let mut first = std::collections::BTreeMap::new();
    let mut unique = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        if let Some(place) = first.get(key.value.as_str()) {
            let message = format!("the key `{}` stands twice", key.value);
            let problem = Problem::new(Code::DuplicateKey, key.place, message).related(*place, "first here");
            sink.push(problem.help("remove one of the two"));
        } else {
            first.insert(key.value.as_str(), key.place);
            unique.push((key, value));
        }
    }
    Some(unique)
}

fn unknown_key(key: &Written<String>, what: &str, known: &[&str], sink: &mut Sink) -> Problem {
    let problem = Problem::new(Code::UnknownKey, key.place, format!("{what} has no key `{}`", key.value));
    match sink.nearest(&key.value, known.iter().copied()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("the keys are {}", suggest::one_of(known))),
    }
}
