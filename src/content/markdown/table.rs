//! Tables: one scrolls inside itself, and its cells know their column.

use super::{Alignment, Event, TagEnd, Writer, escaped};

/// Where in its table the writer is.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// How many tables the page has so far.
    count: usize,
    alignments: Vec<Alignment>,
    column: usize,
    pub(super) is_head: bool,
    pub(super) cell_end: &'static str,
}

impl Writer<'_> {
    /// A table scrolls inside itself, so the keyboard must reach it; regions of one page have different names.
    pub(super) fn table(&mut self, alignments: &[Alignment]) {
        self.table.count += 1;
        self.table.alignments = alignments.to_vec();
        let name = match self.table.count {
            1 => self.labels.table.clone(),
            count => self.labels.another_table.replace("{number}", &count.to_string()),
        };
        let name = escaped(&name);
        self.html
            .block(&format!("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\">\n<table>\n"));
    }

    pub(super) fn row(&mut self, markup: &str) {
        self.table.column = 0;
        self.html.block(markup);
    }

    pub(super) fn cell(&mut self, at: usize) {
        let alignment = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        self.table.column += 1;
        // A cell that heads a column and says nothing heads nothing.
        let is_empty = matches!(self.events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
        let (open, end) = if self.table.is_head && !is_empty { ("th scope=\"col\"", "</th>") } else { ("td", "</td>") };
        self.table.cell_end = end;
        for part in ["<", open, alignment, ">"] {
            self.html.markup(part);
        }
    }
}
