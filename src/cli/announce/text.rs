//! An announcement as plain text.

use super::words::{Announcement, Line, List};

/// The whole text: lists with an empty line between them.
pub fn render(announcement: &Announcement) -> String {
    let lists = announcement.lists.iter().map(list);
    let parts = std::iter::once(announcement.title.clone()).chain(lists).chain(announcement.address.clone());
    parts.collect::<Vec<_>>().join("\n\n") + "\n"
}

fn list(list: &List) -> String {
    let lines = list.lines.iter().map(line).chain(list.rest(0));
    std::iter::once(list.head.clone()).chain(lines.map(|line| format!("  {line}"))).collect::<Vec<_>>().join("\n")
}

fn line(Line { lead, text }: &Line) -> String {
    if lead.is_empty() { text.clone() } else { format!("{lead}  {text}") }
}
