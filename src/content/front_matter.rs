//! The head of a runbook: YAML between `---` lines, read with the place of everything in it.
//!
//! The YAML goes in; a [`FrontMatter`] and problems come out, every problem in one run. Only this file knows the YAML
//! engine (`serde_yaml` is here the name of the maintained `serde-saphyr`; see `Cargo.toml`).

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy, Options};
use serde_yaml::{MessageFormatter as _, Spanned, UserMessageFormatter};

use crate::diagnostics::{Code, Problem, Sink, SourceId, Span, suggest};

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

const KEYS: [&str; 3] = ["title", "description", "weight"];

/// Reads `yaml`, which stands in `source` from byte `offset` on.
pub(super) fn read(yaml: &str, source: SourceId, offset: usize, sink: &mut Sink) -> FrontMatter {
    let places = Places { yaml, source, offset };
    let mut front_matter = FrontMatter::default();
    let root = match serde_yaml::from_str_with_options::<Spanned<Value>>(yaml, options()) {
        Ok(root) => root,
        Err(error) => {
            sink.push(syntax_problem(&error, &places));
            return front_matter;
        }
    };
    let entries = match root.value {
        Value::Map(entries) => entries,
        Value::Empty => return front_matter,
        other => {
            let message = format!("front matter is a mapping of keys to values, not {}", other.kind());
            let problem = Problem::new(Code::Syntax, places.span(root.referenced), message);
            sink.push(problem.help("write for example `title: Level 1`"));
            return front_matter;
        }
    };
    let mut first_places = BTreeMap::new();
    for (key, value) in &entries {
        let key_span = places.span(key.referenced);
        let name = key.value.text().unwrap_or_else(|| places.written(key_span));
        if !KEYS.contains(&name) {
            sink.push(unknown_key(name, key_span));
        } else if let Some(first) = first_places.get(name) {
            let problem = Problem::new(Code::DuplicateKey, key_span, format!("the key `{name}` stands twice"));
            sink.push(problem.related(*first, "first here").help("remove one of the two"));
        } else {
            first_places.insert(name, key_span);
            let value_span = places.span(value.referenced);
            if let Err(fault) = front_matter.set(name, &value.value) {
                sink.push(fault.problem(name, &value.value, value_span, places.written(value_span)));
            }
        }
    }
    front_matter
}

impl FrontMatter {
    fn set(&mut self, key: &str, value: &Value) -> Result<(), Fault> {
        match (key, value) {
            ("weight", Value::Integer(weight)) => self.weight = *weight,
            ("title", Value::Text(text)) => self.title = Some(line(text)?),
            ("description", Value::Text(text)) => self.description = Some(line(text)?),
            _ => return Err(Fault::Kind),
        }
        Ok(())
    }
}

/// `text` in one line.
fn line(text: &str) -> Result<String, Fault> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        Err(Fault::Nothing)
    } else if line.chars().any(char::is_control) {
        Err(Fault::Control)
    } else {
        Ok(line)
    }
}

/// What can be wrong with a value.
enum Fault {
    /// It is of another kind than its key asks for.
    Kind,
    /// It is a text with no word in it.
    Nothing,
    /// It holds a control character.
    Control,
}

impl Fault {
    fn problem(&self, key: &str, value: &Value, span: Span, written: &str) -> Problem {
        let (asked, example) = match key {
            "weight" => ("a whole number", "10"),
            "title" => ("a text", "Level 1"),
            _ => ("a text", "What to do first"),
        };
        let kind = value.kind();
        let (message, help) = match (self, value) {
            (Self::Nothing, _) => (format!("`{key}` is empty"), String::from("write a text, or leave the key out")),
            (Self::Control, _) => {
                (format!("`{key}` holds a control character"), String::from("write the text without it"))
            }
            (Self::Kind, Value::Integer(_) | Value::Number | Value::Boolean) if asked == "a text" => {
                (format!("`{key}` is {asked}, not {kind}"), format!("put it in quotes: `{key}: \"{written}\"`"))
            }
            (Self::Kind, _) => {
                (format!("`{key}` is {asked}, not {kind}"), format!("write for example `{key}: {example}`"))
            }
        };
        Problem::new(Code::BadValue, span, message).help(help)
    }
}

fn unknown_key(name: &str, span: Span) -> Problem {
    let problem = Problem::new(Code::UnknownKey, span, format!("front matter has no key `{name}`"));
    match suggest::nearest(name, KEYS) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help(format!("the keys are {}", KEYS.map(|key| format!("`{key}`")).join(", "))),
    }
}

/// Strict, and small: front matter needs neither depth nor aliases. Duplicate and merge keys come through, so that
/// they are told beside all else that is wrong.
fn options() -> Options {
    serde_yaml::options! {
        strict_booleans: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        with_snippet: false,
        budget: serde_yaml::budget! {
            max_depth: 16,
            max_nodes: 10_000,
            max_events: 20_000,
            max_aliases: 0,
            max_anchors: 0,
            max_documents: 2,
        },
    }
}

/// A value, as far as front matter tells values apart.
enum Value {
    Empty,
    Text(String),
    Integer(i64),
    /// A number that is no whole one, or none that a computer counts with.
    Number,
    Boolean,
    List,
    Map(Vec<(Spanned<Value>, Spanned<Value>)>),
}

impl Value {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Empty => "nothing",
            Self::Text(_) => "a text",
            Self::Integer(_) | Self::Number => "a number",
            Self::Boolean => "true or false",
            Self::List => "a list",
            Self::Map(_) => "a mapping",
        }
    }

    fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Empty)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Boolean)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(i64::try_from(number).map_or(Value::Number, Value::Integer))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Value::Map(map))
    }
}

/// Where the engine's places are in the markdown file.
struct Places<'a> {
    yaml: &'a str,
    source: SourceId,
    offset: usize,
}

impl Places<'_> {
    /// The engine's parser knows bytes; its scanner only lines and columns, in characters and from 1.
    fn span(&self, location: serde_yaml::Location) -> Span {
        let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
        let start = match location.span().byte_offset() {
            Some(offset) => number(offset),
            None => self.byte_at(number(location.line()), number(location.column())),
        };
        let start = self.yaml.floor_char_boundary(start);
        let length = location.span().byte_len().map_or(0, number);
        let end = self.yaml.floor_char_boundary(start.saturating_add(length));
        // A block of text ends with its line, but its mark should not.
        let end = start + self.yaml.get(start..end).unwrap_or_default().trim_end().len();
        Span::new(self.source, self.offset + start, self.offset + end)
    }

    fn byte_at(&self, line: usize, column: usize) -> usize {
        let before: usize = self.yaml.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = self.yaml.get(before..).unwrap_or_default();
        before + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
    }

    fn written(&self, span: Span) -> &str {
        self.yaml.get(span.start - self.offset..span.end - self.offset).unwrap_or_default()
    }
}

/// The engine's word for what is no YAML, in words for whoever wrote the page.
fn syntax_problem(error: &serde_yaml::Error, places: &Places<'_>) -> Problem {
    use serde_yaml::Error;
    let error = error.without_snippet();
    let span = places.span(error.location().unwrap_or(serde_yaml::Location::UNKNOWN));
    let said = UserMessageFormatter.format_message(error);
    let too_large = (String::from("front matter nests too deep or is too large"), "plain keys are all it needs");
    let (message, help) = match error {
        Error::Budget { breach: serde_yaml::budget::BudgetBreach::Anchors { .. }, .. }
        | Error::Budget { breach: serde_yaml::budget::BudgetBreach::Aliases { .. }, .. }
        | Error::UnknownAnchor { .. } => (
            String::from("front matter takes no anchors and aliases (`&name`, `*name`)"),
            "write the value out; a text that begins with `&` or `*` stands in quotes",
        ),
        Error::Budget { .. } => too_large,
        _ if said.contains("recursion limit") => too_large,
        Error::MultipleDocuments { .. } => {
            (String::from("front matter ends before its closing `---`"), "remove the line `...`")
        }
        _ if said.contains("mapping values are not allowed") => (
            String::from("a key and its value can't stand here"),
            "a text with `: ` in it stands in quotes, and all keys begin in the first column",
        ),
        _ if said.contains("unexpected character") => {
            (format!("front matter has an {}", said.replace('\'', "`")), "put a text that begins with a sign in quotes")
        }
        _ if said.contains("unclosed") => {
            (format!("front matter has an {said}"), "close it, or put the whole text in quotes")
        }
        _ => (format!("front matter is not readable as YAML: {said}"), "write one `key: value` a line"),
    };
    Problem::new(Code::Syntax, span, message).help(help)
}
