//! The texts that problems point into, and where in them a byte stands.
//!
//! Takes whole texts with their names, gives lines, columns and the bytes of a [`Span`]. It reads no file, and no
//! span makes it panic: what lies outside a text or inside a character is moved to the nearest border before it.

use std::ops::Range;
use std::sync::OnceLock;

use super::Span;

/// Names one text of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(usize);

/// The texts that problems point into, in the order they were added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<Source>,
}

/// One text with the name under which people know it.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    /// Whether there is a text, be it empty.
    is_read: bool,
    /// Offset of the first byte of every line; there is always a first line. Looked up for the first problem: most texts
    /// have none.
    line_starts: OnceLock<Vec<usize>>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        // Where lines start follows from the text.
        (&self.name, &self.text, self.is_read) == (&other.name, &other.text, other.is_read)
    }
}

impl Eq for Source {}

/// Where a span begins and ends, as an editor counts: lines and columns from 1, columns in characters.
///
/// The end is the place after the last character, so an empty span ends where it begins. A line ends before its
/// `\n` or `\r\n`; a byte order mark at the start of a text is no column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line of the place after the last character.
    pub end_line: usize,
    /// Column of the place after the last character.
    pub end_column: usize,
}

impl Sources {
    /// Takes a text; `name` is its path from the project's root, with `/`.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.files.push(Source::new(name.into(), text.into()));
        SourceId(self.files.len() - 1)
    }

    /// Takes the name of a text that could not be read: a problem can point at it, and nothing can be made of it.
    pub fn add_unread(&mut self, name: impl Into<String>) -> SourceId {
        self.files.push(Source { is_read: false, ..Source::new(name.into(), String::new()) });
        SourceId(self.files.len() - 1)
    }

    /// Whether there is a text at all.
    #[must_use]
    pub fn is_read(&self, id: SourceId) -> bool {
        self.files.get(id.0).is_some_and(|source| source.is_read)
    }

    /// The name of a text; empty for one that is not of these sources.
    #[must_use]
    pub fn name(&self, id: SourceId) -> &str {
        self.files.get(id.0).map_or("", |source| &source.name)
    }

    /// The text itself; empty for one that is not of these sources.
    #[must_use]
    pub fn text(&self, id: SourceId) -> &str {
        self.files.get(id.0).map_or("", |source| &source.text)
    }

    /// The lines and columns of a span.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let Some(source) = self.files.get(span.source.0) else {
            return Place { line: 1, column: 1, end_line: 1, end_column: 1 };
        };
        let range = source.clamp(span);
        let (line, column) = source.line_and_column(range.start);
        let (end_line, end_column) = source.line_and_column(range.end);
        Place { line, column, end_line, end_column }
    }

    /// The bytes of a span, as far as they exist.
    #[must_use]
    pub fn snippet(&self, span: Span) -> &str {
        self.files.get(span.source.0).map_or("", |source| &source.text[source.clamp(span)])
    }

    /// The line with a number from 1, without its line break; `None` when the text has no such line.
    #[must_use]
    pub fn line(&self, id: SourceId, number: usize) -> Option<&str> {
        let source = self.files.get(id.0)?;
        let index = number.checked_sub(1)?;
        (index < source.line_starts().len()).then(|| &source.text[source.line_range(index)])
    }
}

impl Source {
    fn new(name: String, text: String) -> Self {
        Self { name, text, is_read: true, line_starts: OnceLock::new() }
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let first = if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            let breaks = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(first).chain(breaks).collect()
        })
    }

    /// The bytes of `span` that exist, on character borders; one that ends before it begins is empty.
    fn clamp(&self, span: Span) -> Range<usize> {
        let border = |at: usize| self.text.floor_char_boundary(at);
        let start = border(span.start);
        start..border(span.end).max(start)
    }

    /// Line and column of a character border, both from 1.
    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let index = self.line_starts().partition_point(|&start| start <= at).saturating_sub(1);
        let line = self.line_range(index);
        // What stands in a line break is the end of its line; what stands in the byte order mark, the first column.
        let before = &self.text[line.start..at.clamp(line.start, line.end)];
        (index + 1, before.chars().count() + 1)
    }

    /// The bytes of the line at `index`, which exists, without its line break.
    fn line_range(&self, index: usize) -> Range<usize> {
        let start = self.line_starts()[index];
        let Some(&next) = self.line_starts().get(index + 1) else { return start..self.text.len() };
        let line = &self.text[start..next - 1];
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Line, column, end line and end column of `start..end` in `text`.
    fn place(text: &str, start: usize, end: usize) -> [usize; 4] {
        let mut sources = Sources::default();
        let source = sources.add("roster.yaml", text);
        let place = sources.place(Span::new(source, start, end));
        [place.line, place.column, place.end_line, place.end_column]
    }

    #[test]
    fn columns_count_characters() {
        let text = "a: é\nb: 日本\n";
        assert_eq!(place(text, 0, 1), [1, 1, 1, 2]);
        assert_eq!(place(text, 3, 5), [1, 4, 1, 5]);
        assert_eq!(place(text, 9, 15), [2, 4, 2, 6]);
        assert_eq!(place(text, 0, 9), [1, 1, 2, 4]);
    }

    #[test]
    fn a_line_ends_before_its_line_break() {
        assert_eq!(place("ab\ncd", 2, 2), [1, 3, 1, 3]);
        assert_eq!(place("ab\r\ncd", 2, 4), [1, 3, 2, 1]);
        assert_eq!(place("ab\r\ncd", 3, 3), [1, 3, 1, 3], "between the two bytes of the line break");
        assert_eq!(place("a\rb", 2, 3), [1, 3, 1, 4], "a lone carriage return breaks no line");
    }

    #[test]
    fn the_end_of_a_text_is_a_place() {
        assert_eq!(place("", 0, 0), [1, 1, 1, 1]);
        assert_eq!(place("ab", 2, 2), [1, 3, 1, 3]);
        assert_eq!(place("ab\n", 3, 3), [2, 1, 2, 1]);
    }

    #[test]
    fn wrong_spans_move_to_the_nearest_border_before() {
        assert_eq!(place("é", 1, 1), [1, 1, 1, 1]);
        assert_eq!(place("ab", 7, 9), [1, 3, 1, 3]);
        assert_eq!(place("ab", 2, 1), [1, 3, 1, 3]);
        let mut others = Sources::default();
        let foreign = others.add("a", "b");
        let sources = Sources::default();
        assert_eq!(sources.snippet(Span::new(foreign, 0, 1)), "");
        assert_eq!(sources.place(Span::new(foreign, 0, 1)).line, 1);
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        assert_eq!(place("\u{feff}team: x", 0, 3), [1, 1, 1, 1]);
        assert_eq!(place("\u{feff}team: x", 3, 7), [1, 1, 1, 5]);
    }

    #[test]
    fn lines_and_snippets_are_parts_of_the_text() {
        let mut sources = Sources::default();
        let source = sources.add("roster.yaml", "a: é\r\nb\n");
        let lines: Vec<_> = (0..5).map(|number| sources.line(source, number)).collect();
        assert_eq!(lines, [None, Some("a: é"), Some("b"), Some(""), None]);
        assert_eq!(sources.snippet(Span::new(source, 3, 5)), "é");
        assert_eq!(sources.snippet(Span::new(source, 4, 99)), "é\r\nb\n");
    }

    proptest! {
        /// Counting lines and columns again from the start of the text leads to the same place.
        #[test]
        fn a_place_leads_back_to_its_byte(text in "(a|é|日|\r|\n|\r\n){0,12}", start in 0_usize..40, end in 0_usize..40) {
            let mut sources = Sources::default();
            let source = sources.add("roster.yaml", text.as_str());
            let span = Span::new(source, start, end);
            let place = sources.place(span);
            prop_assert!((place.line, place.column) <= (place.end_line, place.end_column));
            prop_assert!(text.contains(sources.snippet(span)));

            let start = text.floor_char_boundary(start);
            let before = &text[..start];
            prop_assert_eq!(place.line, before.matches('\n').count() + 1);
            let in_line = before.rsplit('\n').next().unwrap();
            let in_break = in_line.ends_with('\r') && text[start..].starts_with('\n');
            prop_assert_eq!(place.column, in_line.chars().count() + usize::from(!in_break));
        }
    }
}
