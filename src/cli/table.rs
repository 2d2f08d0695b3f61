//! Tables of text in columns as wide as they need to be, cut where the terminal ends.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::page::Page;
use crate::roster::PersonIndex;

/// Columns between two cells.
pub const GAP: usize = 2;

/// A piece of a table.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    text: String,
    /// Whose colour it has.
    person: Option<PersonIndex>,
    is_number: bool,
}

impl Cell {
    /// A text in the colour of a person, if it is about one.
    pub fn of_person(person: Option<PersonIndex>, text: impl Into<String>) -> Self {
        Self { text: text.into(), person, is_number: false }
    }

    /// What stands at the right of its column.
    pub fn number(text: impl Into<String>) -> Self {
        Self { text: text.into(), person: None, is_number: true }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::of_person(None, text)
    }
}

/// The rows below their heads, a line each.
pub fn table<C: Clone + Into<Cell>>(heads: &[&str], rows: &[Vec<C>], page: &Page) -> String {
    let mut all: Vec<Vec<Cell>> = vec![heads.iter().map(|head| Cell::from(*head)).collect()];
    all.extend(rows.iter().map(|row| row.iter().cloned().map(Into::into).collect()));
    lines(&all, page).concat()
}

/// A line for each row, with its end. The last cell is not filled up; what does not fit the page is cut, with `…`.
pub fn lines(rows: &[Vec<Cell>], page: &Page) -> Vec<String> {
    let widths = widths(rows);
    rows.iter().map(|row| line(row, &widths, page)).collect()
}

/// The width of each column.
pub fn widths(rows: &[Vec<Cell>]) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text.width()).max();
    (0..columns).map(|column| width(column).unwrap_or(0)).collect()
}

fn line(row: &[Cell], widths: &[usize], page: &Page) -> String {
    let pieces = pieces(row, widths);
    let width: usize = pieces.iter().map(|(text, _)| text.width()).sum();
    let room = page.width.filter(|columns| width > *columns).map(|columns| columns.saturating_sub(1));
    let mut left = room.unwrap_or(usize::MAX);
    let mut line = String::new();
    for (text, person) in pieces {
        let shown = beginning(&text, left);
        left = if shown.len() < text.len() { 0 } else { left - shown.width() };
        line.push_str(&person.map_or_else(|| shown.to_owned(), |person| page.paint(person, shown)));
    }
    let line = line.trim_end();
    format!("{line}{}\n", if room.is_some() { "…" } else { "" })
}

/// The cells of a row up to the last that is not empty, with the spaces around them.
fn pieces(row: &[Cell], widths: &[usize]) -> Vec<(String, Option<PersonIndex>)> {
    let last = row.iter().rposition(|cell| !cell.text.is_empty());
    let mut pieces = Vec::new();
    for (place, (cell, width)) in row.iter().zip(widths).enumerate().take_while(|(place, _)| Some(*place) <= last) {
        let spaces = |count| (" ".repeat(count), None);
        let fill = width - cell.text.width();
        let (before, after) = if cell.is_number { (fill, GAP) } else { (0, fill + GAP) };
        pieces.extend([spaces(before), (cell.text.clone(), cell.person)]);
        pieces.extend((Some(place) < last).then(|| spaces(after)));
    }
    pieces
}

/// As much of the beginning of a text as has room.
fn beginning(text: &str, room: usize) -> &str {
    let mut width = 0;
    let end = text.char_indices().find(|(_, character)| {
        width += character.width().unwrap_or(0);
        width > room
    });
    end.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: Page = Page { width: None, is_colorful: false };

    fn row(cells: [&str; 2]) -> Vec<Cell> {
        cells.into_iter().map(Cell::from).collect()
    }

    #[test]
    fn columns_stand_below_each_other_whatever_the_letters() {
        assert_eq!(table(&["a", "b"], &[vec!["é", "x"], vec!["日本", "y"]], &WIDE), "a     b\né     x\n日本  y\n");
    }

    #[test]
    fn numbers_stand_at_the_right() {
        let rows = [
            vec![Cell::from("a"), Cell::number("9"), Cell::number("7")],
            vec![Cell::from("bb"), Cell::number("10"), Cell::number("-")],
        ];
        assert_eq!(lines(&rows, &WIDE).concat(), "a    9  7\nbb  10  -\n");
    }

    #[test]
    fn a_line_ends_where_the_terminal_does() {
        let rows = [vec!["one", "two three"], vec!["日本", ""]];
        let at = |width| table(&["a", ""], &rows, &Page { width: Some(width), ..WIDE });
        assert_eq!(at(15), "a\none   two three\n日本\n");
        assert_eq!(at(14), "a\none   two thr…\n日本\n");
        assert_eq!(at(11), "a\none   two…\n日本\n");
        assert_eq!(at(7), "a\none…\n日本\n");
        assert_eq!(at(4), "a\none…\n日本\n");
        assert_eq!(at(3), "a\non…\n日…\n");
        assert_eq!(at(2), "a\no…\n…\n");
    }

    #[test]
    fn colours_take_no_room() {
        let rows = |person| [vec![Cell::of_person(person, "ana"), "x".into()], row(["bruno", "y"])];
        let colorful = Page { width: Some(8), is_colorful: true };
        let painted = lines(&rows(Some(PersonIndex(0))), &colorful).concat();
        assert_eq!(painted, "\u{1b}[38;5;32mana\u{1b}[0m    x\nbruno  y\n");
        assert_eq!(anstyle_free(&painted), lines(&rows(None), &colorful).concat());
    }

    fn anstyle_free(text: &str) -> String {
        text.replace("\u{1b}[38;5;32m", "").replace("\u{1b}[0m", "")
    }
}
