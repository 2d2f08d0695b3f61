//! The head of a runbook: YAML between `---` lines, read with the place of everything in it.
//!
//! The YAML goes in; a [`FrontMatter`] and problems come out, every problem in one run. What is wrong with one key
//! leaves the others as they are.

use crate::diagnostics::{Code, Problem, Sink, SourceId};
use crate::document::{self, Fields, Node, Value};

/// What a page says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// The page's title.
    pub(super) title: Option<String>,
    /// One sentence on what the page is for.
    pub(super) description: Option<String>,
    /// Where the page stands among its neighbours: the lighter the sooner; 0 unless written.
    pub(super) weight: i64,
}

const KEYS: &[&str] = &["title", "description", "weight"];

/// Reads `yaml`, which stands in `source` from byte `offset` on.
pub(super) fn read(yaml: &str, source: SourceId, offset: usize, sink: &mut Sink) -> FrontMatter {
    let Some(root) = document::read(yaml, source, offset, sink).filter(|root| root.value != Value::Empty) else {
        return FrontMatter::default();
    };
    let Some(fields) = Fields::open(&root, "front matter", KEYS, sink) else { return FrontMatter::default() };
    FrontMatter {
        title: fields.get("title").and_then(|node| line(node, "title", "Level 1", sink)),
        description: fields.get("description").and_then(|node| line(node, "description", "What to do first", sink)),
        weight: fields.get("weight").and_then(|node| whole_number(node, "weight", "10", sink)).unwrap_or_default(),
    }
}

/// A text in one line; white space that YAML let through becomes one space.
fn line(node: &Node, key: &str, example: &str, sink: &mut Sink) -> Option<String> {
    let Value::Text(text) = &node.value else {
        sink.push(another_kind(node, key, "a text", node.kind(), example));
        return None;
    };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fault = if line.is_empty() {
        "is empty"
    } else if line.chars().any(char::is_control) {
        "holds a control character"
    } else {
        return Some(line);
    };
    let problem = Problem::new(Code::BadValue, node.place, format!("`{key}` {fault}"));
    sink.push(problem.help(format!("write for example `{key}: {example}`")));
    None
}

fn whole_number(node: &Node, key: &str, example: &str, sink: &mut Sink) -> Option<i64> {
    let found = match &node.value {
        Value::Text(text) => match text.trim().parse() {
            Ok(number) => return Some(number),
            Err(_) => format!("`{}`", text.escape_debug()),
        },
        _ => node.kind().to_owned(),
    };
    sink.push(another_kind(node, key, "a whole number", &found, example));
    None
}

fn another_kind(node: &Node, key: &str, asked: &str, found: &str, example: &str) -> Problem {
    Problem::new(Code::BadValue, node.place, format!("`{key}` is {asked}, not {found}"))
        .help(format!("write for example `{key}: {example}`"))
}
