//! How a document lies in its text: where its values end, its lines, its indentation, its line ends.

use std::ops::Range;

use super::{Node, Splice, Value, Written};

/// How much deeper a list stands than its key where the text has no other habit.
const USUAL_INDENT: usize = 2;

/// A text with the habits of its writer.
pub struct Layout<'a> {
    /// The whole text.
    pub text: &'a str,
    /// How much deeper a block list stands than its key.
    pub list_indent: usize,
}

impl<'a> Layout<'a> {
    /// Of the text that was read as `root`.
    pub fn new(text: &'a str, root: &Node) -> Self {
        let mut layout = Self { text, list_indent: USUAL_INDENT };
        layout.list_indent = layout.list_indent_below(root).unwrap_or(USUAL_INDENT);
        layout
    }

    /// How much deeper the first block list below a node stands than its key.
    fn list_indent_below(&self, node: &Node) -> Option<usize> {
        match &node.value {
            Value::Empty | Value::Text(_) => None,
            Value::List(items) => items.iter().find_map(|item| self.list_indent_below(item)),
            Value::Map(pairs) => pairs.iter().find_map(|(key, value)| match &value.value {
                Value::List(items) if !is_flow(value) => {
                    let dash = self.dash(items.first()?)?;
                    self.column(dash).checked_sub(self.column(key.place.start))
                }
                _ => self.list_indent_below(value),
            }),
        }
    }

    /// The byte after a value's last one; nothing where a bracket is not found to close.
    pub fn end(&self, node: &Node) -> Option<usize> {
        let last = match &node.value {
            Value::Empty | Value::Text(_) => return Some(node.place.end),
            Value::List(items) => items.last().map_or(Some(node.place.end), |last| self.end(last))?,
            Value::Map(pairs) => pairs.last().map_or(Some(node.place.end), |pair| self.end_of_pair(pair))?,
        };
        if !is_flow(node) {
            return Some(last);
        }
        // After the last item, its comma at most, and comments, comes the bracket.
        let at = self.skip(last, true);
        self.rest(at).starts_with([']', '}']).then_some(at + 1)
    }

    /// The byte after the last one of a key and its value.
    pub fn end_of_pair(&self, (key, value): &(Written<String>, Node)) -> Option<usize> {
        if value.value == Value::Empty { Some(self.nothing(key, value).end) } else { self.end(value) }
    }

    /// The bytes that say nothing for a key: its `~`, or none behind its colon.
    pub fn nothing(&self, key: &Written<String>, value: &Node) -> Range<usize> {
        let written = value.place.start..value.place.end;
        if !written.is_empty() {
            return written;
        }
        // The reader gives a value that is not there the place of what comes next.
        let colon = self.colon(key).unwrap_or(key.place.end);
        colon..colon
    }

    /// The byte after the colon of a key; in brackets, a key may have none.
    pub fn colon(&self, key: &Written<String>) -> Option<usize> {
        let rest = self.rest(key.place.end);
        let after = rest.trim_start().strip_prefix(':')?;
        Some(key.place.end + rest.len() - after.len())
    }

    /// The first byte from `at` on that is no white space and in no comment, nor a comma where `commas` go too.
    pub fn skip(&self, mut at: usize, commas: bool) -> usize {
        loop {
            let rest = self.rest(at);
            match rest.chars().next() {
                Some(character) if character.is_whitespace() => at += character.len_utf8(),
                Some(',') if commas => at += 1,
                Some('#') => at += rest.find('\n').unwrap_or(rest.len()),
                _ => return at,
            }
        }
    }

    /// The text from a byte on.
    pub fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The first byte of the line that a byte stands in; a byte order mark stands in no line.
    pub fn line_start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        let mark = if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        before.rfind('\n').map_or(mark.min(at), |at| at + 1)
    }

    /// The end of the line that a byte stands in, before its line break.
    pub fn line_end(&self, at: usize) -> usize {
        let rest = self.rest(at);
        let line = rest.split('\n').next().unwrap_or_default();
        at + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// Characters between the beginning of its line and a byte.
    pub fn column(&self, at: usize) -> usize {
        self.text.get(self.line_start(at)..at).unwrap_or_default().chars().count()
    }

    /// The dash of an item of a block list.
    pub fn dash(&self, item: &Node) -> Option<usize> {
        let before = self.text.get(..item.place.start)?.trim_end();
        // The place of an item without a value is behind its dash, that of a nested list its own dash.
        before.ends_with('-').then(|| before.len() - 1)
    }

    /// The end of the last line of a block entry that ends with `at` and whose key or dash stands in `column`: deeper
    /// lines below it, comments as a rule, are still its own.
    pub fn block_end(&self, at: usize, column: usize) -> usize {
        let mut end = self.line_end(at);
        let mut next = end;
        while let Some(line_break) = self.rest(next).find('\n') {
            let start = next + line_break + 1;
            let line = self.text.get(start..self.line_end(start)).unwrap_or_default();
            next = start + line.len();
            let text = line.trim_start_matches(' ');
            match text.trim_end() {
                "" => {}
                _ if line.len() - text.len() > column => end = next,
                _ => break,
            }
        }
        end
    }

    /// The line break for a new line at the end of the line that `at` stands in: that line's own, else that of the
    /// text's first line.
    fn line_break(&self, at: usize) -> &'static str {
        let end = self.line_end(at);
        let kind = |rest: &str| if rest.starts_with("\r\n") { "\r\n" } else { "\n" };
        let first = self.text.find('\n').map_or("\n", |at| kind(self.rest(self.line_end(self.line_start(at)))));
        if self.rest(end).is_empty() { first } else { kind(self.rest(end)) }
    }

    /// New lines below the line that `at` ends. The last line of a text keeps to end as it did, with or without a break.
    pub fn lines_below(&self, at: usize, lines: &[String]) -> Splice {
        let line_break = self.line_break(at);
        Splice::insert(at, format!("{line_break}{}", lines.join(line_break)))
    }

    /// Lines joined as the lines around `at` are.
    pub fn joined(&self, at: usize, lines: &[String]) -> String {
        lines.join(self.line_break(at))
    }

    /// Whether an empty line stands above the comments above the line of `at`.
    pub fn has_gap_above(&self, at: usize) -> bool {
        let above = self.text.get(..self.line_start(at)).unwrap_or_default().lines().rev();
        above.map(str::trim).find(|line| !line.starts_with('#')).is_some_and(str::is_empty)
    }
}

/// Whether a collection is written in brackets. The reader gives those the place of their bracket, and the others no
/// length.
pub const fn is_flow(node: &Node) -> bool {
    matches!(node.value, Value::List(_) | Value::Map(_)) && node.place.end > node.place.start
}
