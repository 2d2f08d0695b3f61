//! The one reader of YAML. `serde_yaml` is here the name of the maintained `serde-saphyr`; see `Cargo.toml`.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy, Options};
use serde_yaml::{MessageFormatter as _, Spanned};

use super::{Node, Value, Written};
use crate::diagnostics::{Code, Problem, Sink, SourceId, Span};

/// No document of ours nests deeper; ten thousand brackets must not take the stack.
const DEEPEST: usize = 32;
/// A roster of ten thousand people has some hundred thousand nodes; each takes some hundred bytes of memory.
const MOST_NODES: usize = 500_000;

/// Reads `text`, which stands in `source` from byte `offset` on (front matter begins after its first line).
///
/// Gives nothing, and a `syntax` problem, when the text is no YAML or goes over the bounds: aliases are refused,
/// because a roster needs none and they can make a small file large.
pub fn read(text: &str, source: SourceId, offset: usize, sink: &mut Sink) -> Option<Node> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let reader = Reader { text: text.get(mark..).unwrap_or(""), source, offset: offset + mark };
    if let Some(at) = reader.text.find('\0') {
        sink.push(Problem::new(Code::Syntax, reader.span(at, at + 1), "a NUL character can't stand in YAML"));
        return None;
    }
    match serde_yaml::from_str_with_options::<Spanned<Tree>>(reader.text, options()) {
        Ok(tree) => Some(reader.node(tree)),
        Err(error) => {
            sink.push(reader.problem(&error));
            None
        }
    }
}

/// Strict where strictness helps, and everything that a reader of the document can say better passed on to it.
fn options() -> Options {
    serde_yaml::options! {
        strict_booleans: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
        budget: serde_yaml::budget! {
            max_depth: DEEPEST,
            max_nodes: MOST_NODES,
            max_events: 2 * MOST_NODES,
            max_aliases: 0,
            max_anchors: 0,
            max_documents: 2,
        },
    }
}

/// A value as the engine gives it: numbers and booleans are told apart only to be taken as text again.
enum Tree {
    Empty,
    Text(String),
    Typed,
    List(Vec<Spanned<Tree>>),
    Map(Vec<(Spanned<Tree>, Spanned<Tree>)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Empty)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Tree::Map(map))
    }
}

/// Turns the engine's values and errors into ours, with places in the source.
struct Reader<'a> {
    text: &'a str,
    source: SourceId,
    offset: usize,
}

impl Reader<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, self.offset + start, self.offset + end)
    }

    /// The engine's parser knows bytes, its scanner only lines and columns (of characters, from 1).
    fn place(&self, location: serde_yaml::Location) -> Span {
        let bytes = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
        let start = match location.span().byte_offset() {
            Some(offset) => bytes(offset),
            None => self.byte(bytes(location.line()), bytes(location.column())),
        };
        let start = self.text.floor_char_boundary(start);
        let end = self.text.floor_char_boundary(start.saturating_add(location.span().byte_len().map_or(0, bytes)));
        // A block of text ends with its line, but its mark should not.
        self.span(start, start + self.text.get(start..end).unwrap_or_default().trim_end().len())
    }

    fn byte(&self, line: usize, column: usize) -> usize {
        let before: usize = self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = self.text.get(before..).unwrap_or("");
        before + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
    }

    fn written(&self, place: Span) -> &str {
        self.text.get(place.start - self.offset..place.end - self.offset).unwrap_or_default()
    }

    fn node(&self, tree: Spanned<Tree>) -> Node {
        let place = self.place(tree.referenced);
        let value = match tree.value {
            Tree::Empty => Value::Empty,
            Tree::Text(text) => Value::Text(text),
            Tree::Typed => Value::Text(self.written(place).to_owned()),
            Tree::List(items) => Value::List(items.into_iter().map(|item| self.node(item)).collect()),
            Tree::Map(entries) => {
                Value::Map(entries.into_iter().map(|(key, value)| (self.key(key), self.node(value))).collect())
            }
        };
        Node { value, place }
    }

    /// A key as text; one that is no text (a list, say) as it was written, so that it is told as unknown.
    fn key(&self, tree: Spanned<Tree>) -> Written<String> {
        let node = self.node(tree);
        let text = match node.value {
            Value::Text(text) => text,
            _ => self.written(node.place).to_owned(),
        };
        Written::new(text, node.place)
    }

    fn problem(&self, error: &serde_yaml::Error) -> Problem {
        let error = error.without_snippet();
        let place = error.location().map_or_else(|| self.span(0, 0), |location| self.place(location));
        let (message, help) = explanation(error);
        Problem::new(Code::Syntax, place, message).help(help)
    }
}

/// The engine's word for what is no YAML, in words for whoever wrote the file.
fn explanation(error: &serde_yaml::Error) -> (String, &'static str) {
    use serde_yaml::Error;
    use serde_yaml::budget::BudgetBreach;
    let said = serde_yaml::UserMessageFormatter.format_message(error);
    let too_large = (String::from("the document nests too deep or is too large"), "write fewer and flatter values");
    match error {
        Error::Budget { breach: BudgetBreach::Anchors { .. } | BudgetBreach::Aliases { .. }, .. }
        | Error::UnknownAnchor { .. } => (
            String::from("anchors and aliases (`&name`, `*name`) are not taken"),
            "write the value out; a text that begins with `&` or `*` stands in quotes",
        ),
        Error::Budget { .. } => too_large,
        _ if said.contains("recursion limit") => too_large,
        Error::MultipleDocuments { .. } => {
            (String::from("a second document begins here"), "remove the lines `---` and `...`")
        }
        _ if said.contains("mapping values are not allowed") => (
            String::from("a key and its value can't stand here"),
            "a text with `: ` in it stands in quotes, and keys of one mapping begin in the same column",
        ),
        _ if said.contains("unexpected character") => {
            (said.replace('\'', "`"), "put a text that begins with a sign in quotes")
        }
        _ if said.contains("unclosed") => (said.replace('\'', "`"), "close it, or put the whole text in quotes"),
        _ => (format!("this is not readable as YAML: {said}"), "write one `key: value` a line"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Sources;

    fn problems(text: &str) -> Vec<(usize, String)> {
        let mut sink = Sink::default();
        let source = Sources::default().add("roster.yaml", text);
        assert_eq!(read(text, source, 0, &mut sink), None, "{text}");
        sink.into_problems().into_iter().map(|problem| (problem.place.span.start, problem.message)).collect()
    }

    fn scalars(node: &Node, into: &mut Vec<(String, String)>, text: &str) {
        match &node.value {
            Value::Empty => into.push((String::new(), String::from("<empty>"))),
            Value::Text(value) => into.push((text[node.place.start..node.place.end].to_owned(), value.clone())),
            Value::List(items) => items.iter().for_each(|item| scalars(item, into, text)),
            Value::Map(pairs) => pairs.iter().for_each(|(_, value)| scalars(value, into, text)),
        }
    }

    #[test]
    fn scalars_stay_as_they_were_written() {
        let text = "a: 012\nb: +55 11\nc: no\nd: true\ne: 18:00\nf: 'x'\ng: [1.50, {k: ~}]\né: ü\nh:\n";
        let source = Sources::default().add("roster.yaml", text);
        let mut found = Vec::new();
        scalars(&read(text, source, 0, &mut Sink::default()).unwrap(), &mut found, text);
        let values: Vec<_> = found.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(values, ["012", "+55 11", "no", "true", "18:00", "x", "1.50", "<empty>", "ü", "<empty>"]);
        assert_eq!(found[5].0, "'x'");
        assert_eq!(found[8].0, "ü");
    }

    #[test]
    fn places_count_from_the_offset_and_after_a_byte_order_mark() {
        let source = Sources::default().add("page.md", "");
        let Value::Map(pairs) = read("\u{feff}é: 1", source, 10, &mut Sink::default()).unwrap().value else {
            panic!()
        };
        assert_eq!((pairs[0].0.place.start, pairs[0].0.place.end), (13, 15));
        assert_eq!((pairs[0].1.place.start, pairs[0].1.place.end), (17, 18));
    }

    #[test]
    fn repeated_keys_are_kept_for_the_reader_to_tell() {
        let source = Sources::default().add("roster.yaml", "");
        let Value::Map(pairs) = read("a: 1\na: 2\n<<: 3", source, 0, &mut Sink::default()).unwrap().value else {
            panic!()
        };
        assert_eq!(pairs.iter().map(|(key, _)| key.value.as_str()).collect::<Vec<_>>(), ["a", "a", "<<"]);
    }

    #[test]
    fn what_is_no_yaml_is_a_problem_at_its_place() {
        let syntax = |text: &str| problems(text).remove(0);
        assert_eq!(syntax("a: 1\né: ["), (9, String::from("unclosed bracket `[`")));
        assert_eq!(syntax("a: \"x").0, 3);
        assert_eq!(syntax("a: 1\0").0, 4);
        assert_eq!(syntax("a: 1\n---\nb: 2\n").0, 9);
    }

    #[test]
    fn bombs_are_refused() {
        let aliases = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
        for text in [aliases, &"[".repeat(100_000), &"{a: ".repeat(100_000)] {
            assert_eq!(problems(text).len(), 1);
        }
    }
}
