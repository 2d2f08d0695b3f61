//! The lines of a problem's sources that its text shows, with the marks in them.
//!
//! Takes a problem and the sources, gives for each file a piece of text in which every line and every mark exists, on
//! character borders and free of control characters: what the renderer can show without cutting a character or
//! flooding a terminal. A column of an excerpt is the column of the source.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::super::{Label, Problem, SourceId, Sources};

/// What stands for the name of a source that has none.
const UNNAMED: &str = "<input>";

/// Messages and labels are cut after so many characters: a value that they quote may be a whole file.
const LONGEST_TEXT: usize = 1000;

/// Help is cut after so many: what it proposes to be pasted, such as a rotation with all its eras, must be whole.
const LONGEST_HELP: usize = 10_000;

/// Columns that line numbers and their rule take at most.
const GUTTER: usize = 12;

/// Marks farther apart than this stand in excerpts of their own.
const FARTHEST: usize = 10_000;

/// A part of one source, to be shown under the source's name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The source's name, printable.
    pub(super) name: String,
    /// The number of the first line of `text`.
    pub(super) first_line: usize,
    /// Whole lines, each with its line break; those far from every mark are left empty.
    pub(super) text: String,
    /// What is marked in `text`.
    pub(super) marks: Vec<Mark>,
}

/// A marked part of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the excerpt's text, in one line.
    pub(super) range: Range<usize>,
    /// The words beside the mark, printable; may be empty.
    pub(super) label: String,
    /// Whether it is the place of the problem, not a related one.
    pub(super) is_primary: bool,
}

/// A label with its columns: what is marked of a span is its first line, which is where the reader looks.
struct Spot<'a> {
    label: &'a Label,
    is_primary: bool,
    line: usize,
    /// Characters of the line, from 0.
    columns: Range<usize>,
    /// Whether the line must be cut to be shown.
    is_wide: bool,
}

/// The excerpts of a problem: the one with its place, then those with the related places that stand elsewhere.
///
/// `width` is that of the terminal. A place in a source without name and text, which is no place, has no excerpt.
pub(super) fn of(sources: &Sources, problem: &Problem, width: usize) -> Vec<Excerpt> {
    let labels = problem.related.iter().map(|label| (label, false));
    let labels = std::iter::once((&problem.place, true)).chain(labels);
    let mut parts: Vec<(SourceId, Vec<Spot<'_>>)> = Vec::new();
    for (label, is_primary) in labels.filter(|(label, _)| !is_nowhere(sources, label)) {
        let source = label.span.source;
        let spot = spot(sources, label, is_primary, width);
        let fits =
            |(other, spots): &(_, Vec<_>)| *other == source && spots.iter().all(|other| stand_together(other, &spot));
        match parts.iter().position(fits) {
            Some(index) => parts[index].1.push(spot),
            None => parts.push((source, vec![spot])),
        }
    }
    parts.iter().map(|(source, spots)| excerpt(sources, *source, spots)).collect()
}

/// Whether a label points into no file: a problem of the project as a whole.
pub(super) fn is_nowhere(sources: &Sources, label: &Label) -> bool {
    sources.name(label.span.source).is_empty() && sources.text(label.span.source).is_empty()
}

/// Text that shows what it holds: control characters as pictures, very long text cut; line breaks stay.
pub(super) fn printable(text: &str) -> String {
    cut(text, LONGEST_TEXT, with_line_breaks)
}

/// Like [`printable`], for help, which may be longer.
pub(super) fn printable_help(text: &str) -> String {
    cut(text, LONGEST_HELP, with_line_breaks)
}

/// Like [`printable`], with line breaks as pictures too.
pub(super) fn one_line(text: &str) -> String {
    cut(text, LONGEST_TEXT, visible)
}

/// The source's name as the reports show it.
pub(super) fn name(sources: &Sources, source: SourceId) -> String {
    let name = sources.name(source);
    one_line(if name.is_empty() { UNNAMED } else { name })
}

fn cut(text: &str, longest: usize, show: impl Fn(char) -> char) -> String {
    let mut shown: String = text.chars().take(longest).map(show).collect();
    if text.chars().nth(longest).is_some() {
        shown.push('…');
    }
    shown
}

fn with_line_breaks(character: char) -> char {
    if character == '\n' { character } else { visible(character) }
}

/// The character itself, or a printable one in place of a control character or one that turns the writing direction.
fn visible(character: char) -> char {
    let picture = |offset| char::from_u32(0x2400 + offset).unwrap_or(char::REPLACEMENT_CHARACTER);
    match character {
        '\0'..='\u{1f}' => picture(u32::from(character)),
        '\u{7f}' => picture(0x21),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// A character of a source as its line shows it; the renderer itself writes a tab as four spaces.
fn shown(character: char) -> char {
    if character == '\t' { character } else { visible(character) }
}

/// Columns of a terminal that the renderer gives a character of a source.
fn columns(character: char) -> usize {
    if character == '\t' { 4 } else { visible(character).width().unwrap_or(1) }
}

/// Whether a line takes more columns than these; of a long one, no more is read than tells.
fn is_wider(line: &str, most: usize) -> bool {
    let mut taken = 0;
    line.chars().any(|character| {
        taken += columns(character);
        taken > most
    })
}

/// A label with the columns to mark; in a line wider than the terminal, no more than half of its `width`.
fn spot<'a>(sources: &Sources, label: &'a Label, is_primary: bool, width: usize) -> Spot<'a> {
    let place = sources.place(label.span);
    let line = sources.line(label.span.source, place.line).unwrap_or_default();
    let is_wide = is_wider(line, width.saturating_sub(GUTTER));
    let start = place.column - 1;
    let end = if place.end_line == place.line { place.end_column - 1 } else { line.chars().count() };
    // The renderer shows all of what is marked, however long it is.
    let budget = if is_wide { width / 2 } else { usize::MAX };
    let marked = line.chars().skip(start).take(end.saturating_sub(start)).scan(0, |taken, character| {
        *taken += columns(character).max(1);
        (*taken <= budget).then_some(())
    });
    Spot { label, is_primary, line: place.line, columns: start..start + marked.count(), is_wide }
}

/// Whether two places of one source can share an excerpt: a line that must be cut is cut around one mark.
fn stand_together(one: &Spot<'_>, other: &Spot<'_>) -> bool {
    one.line.abs_diff(other.line) <= FARTHEST && !one.is_wide && !other.is_wide
}

/// The lines of `source` around `spots`.
fn excerpt(sources: &Sources, source: SourceId, spots: &[Spot<'_>]) -> Excerpt {
    let first_line = spots.iter().map(|spot| spot.line).min().unwrap_or(1);
    let last_line = spots.iter().map(|spot| spot.line).max().unwrap_or(1);
    let mut excerpt = Excerpt { name: name(sources, source), first_line, text: String::new(), marks: Vec::new() };
    for number in first_line..=last_line {
        // The renderer shows a single line between two marked ones.
        if spots.iter().any(|spot| spot.line.abs_diff(number) <= 1) {
            let line = sources.line(source, number).unwrap_or_default();
            let line: String = line.chars().map(shown).collect();
            let here = spots.iter().filter(|spot| spot.line == number);
            excerpt.marks.extend(here.map(|spot| mark(spot, &line, excerpt.text.len())));
            excerpt.text.push_str(&line);
        }
        excerpt.text.push('\n');
    }
    excerpt
}

/// The mark of a spot in its `line`, which begins at byte `offset` of the excerpt.
fn mark(spot: &Spot<'_>, line: &str, offset: usize) -> Mark {
    let byte = |column| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at) + offset;
    let range = byte(spot.columns.start)..byte(spot.columns.end);
    Mark { range, label: one_line(&spot.label.text), is_primary: spot.is_primary }
}
