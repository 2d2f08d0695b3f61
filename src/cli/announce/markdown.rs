//! An announcement as Markdown; names are no markup and mention nobody.

use super::words::{Announcement, Line, List};
use crate::cli::markdown::escaped;

/// The whole text: a head of the third level, lists with bold heads, the address.
pub fn render(announcement: &Announcement) -> String {
    let title = format!("### {}", escaped(&announcement.title));
    let address = announcement.address.as_ref().map(|address| format!("<{address}>"));
    let parts = std::iter::once(title).chain(announcement.lists.iter().map(list)).chain(address);
    parts.collect::<Vec<_>>().join("\n\n") + "\n"
}

fn list(list: &List) -> String {
    let head = format!("**{}**\n", escaped(&list.head));
    let lines = list.lines.iter().map(line).chain(list.rest(0).map(|rest| escaped(&rest)));
    std::iter::once(head).chain(lines.map(|line| format!("- {line}"))).collect::<Vec<_>>().join("\n")
}

fn line(Line { lead, text }: &Line) -> String {
    if lead.is_empty() { escaped(text) } else { format!("**{}** {}", escaped(lead), escaped(text)) }
}
