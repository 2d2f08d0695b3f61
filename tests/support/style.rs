//! The many ways in which people write one and the same roster.

use proptest::prelude::*;

use super::draft::Draft;

/// How a roster is written.
#[derive(Debug, Clone)]
pub struct Style {
    line_break: &'static str,
    byte_order_mark: &'static str,
    last_break: bool,
    /// Empty lines between the top-level keys.
    gaps: bool,
    /// Lists and mappings as blocks, where the draft has them in brackets.
    blocks: bool,
    /// How deep block lists stand below their keys.
    indent: usize,
    /// What a comment begins with, behind lines and on lines of its own; there are none without.
    comment: &'static str,
    /// How ids are quoted in lists.
    quote: &'static str,
    /// What stands for a list without items.
    nothing: &'static str,
    /// The key that stands first.
    first: &'static str,
    /// What follows the document.
    trailing: &'static str,
}

/// Any style.
pub fn styles() -> impl Strategy<Value = Style> {
    let one_of = |texts: &'static [&'static str]| prop::sample::select(texts);
    let texts = (
        one_of(&["\n", "\r\n"]),
        one_of(&["", "\u{feff}"]),
        one_of(&["", "# ", "#"]),
        one_of(&["", "'", "\""]),
        one_of(&["", "overrides: []", "overrides:", "overrides:  ~", "overrides: [ ]"]),
        one_of(&["team", "overrides", "rotations"]),
        one_of(&["", "# the end\n", "\n# the end\n", "...\n", "...\n# after the end\n"]),
    );
    (texts, prop::array::uniform3(any::<bool>()), prop::sample::select(&[0_usize, 2, 4][..])).prop_map(
        |(
            (line_break, byte_order_mark, comment, quote, nothing, first, trailing),
            [last_break, gaps, blocks],
            indent,
        )| {
            Style {
                line_break,
                byte_order_mark,
                last_break,
                gaps,
                blocks,
                indent,
                comment,
                quote,
                nothing,
                first,
                trailing,
            }
        },
    )
}

impl Style {
    /// The text of a draft in this style.
    pub fn text(&self, draft: &Draft) -> String {
        let text = draft.text();
        let mut sections = sections(&text);
        if draft.overrides.is_empty() && !self.nothing.is_empty() {
            sections.push(vec![self.nothing.to_owned()]);
        }
        sections.sort_by_key(|section| key(section) != self.first);
        let mut lines = Vec::new();
        for (number, section) in sections.iter().enumerate() {
            if self.gaps && number > 0 {
                lines.push(String::new());
            }
            let key = key(section);
            let section = section.iter().enumerate().flat_map(|(place, line)| self.line(key, place, line));
            lines.extend(section);
        }
        let mut text = lines.join("\n") + "\n" + self.trailing;
        if !self.last_break {
            text.truncate(text.trim_end().len());
        }
        format!("{}{}", self.byte_order_mark, text.replace('\n', self.line_break))
    }

    /// A line of the draft as the lines of this style.
    fn line(&self, key: &str, place: usize, line: &str) -> Vec<String> {
        let is_item = line.trim_start().starts_with("- {");
        let mut lines = match key {
            "rotations" if line.ends_with(']') => self.short_rotation(line),
            "rotations" | "overrides" if is_item && self.blocks => self.block_item(line),
            "rotations" | "overrides" if is_item => vec![format!("{}{}", self.dash(line), line.trim_start())],
            "people" if place % 3 == 1 => vec![format!("{line} {{ name: 'P {place}' }}")],
            "people" if place % 3 == 2 && self.blocks => vec![line.to_owned(), format!("    name: \"P {place}\"")],
            "people" if place % 3 == 2 => vec![format!("{line} {{}}")],
            _ => vec![line.to_owned()],
        };
        if let Some(last) = lines.last_mut().filter(|_| !self.comment.is_empty()) {
            *last = format!("{last}  {}{key}, line {place}: [a], {{b}}", self.comment);
            if place % 2 == 1 {
                lines.push(format!("{}# of its own", " ".repeat(place % 7)));
            }
        }
        lines
    }

    /// The spaces before a dash, for a list whose key stands as deep as in the draft.
    fn dash(&self, line: &str) -> String {
        let key = line.len() - line.trim_start().len() - 2;
        " ".repeat(key + self.indent)
    }

    fn short_rotation(&self, line: &str) -> Vec<String> {
        let (key, order) = line.split_once(": ").unwrap();
        let ids = order.trim_matches(['[', ']']).split(", ").map(|id| format!("{0}{id}{0}", self.quote));
        if !self.blocks {
            return vec![format!("{key}: [{}]", ids.collect::<Vec<_>>().join(", "))];
        }
        let items = ids.map(|id| format!("{}- {id}", " ".repeat(2 + self.indent)));
        std::iter::once(format!("{key}:")).chain(items).collect()
    }

    /// `- { a: b, c: [d, e] }` as a block.
    fn block_item(&self, line: &str) -> Vec<String> {
        let inner = line.trim().strip_prefix("- { ").and_then(|rest| rest.strip_suffix(" }")).unwrap();
        let mut pairs: Vec<String> = Vec::new();
        for part in inner.split(", ") {
            match pairs.last_mut() {
                Some(open) if open.contains('[') && !open.contains(']') => *open = format!("{open}, {part}"),
                _ => pairs.push(part.to_owned()),
            }
        }
        let dash = self.dash(line);
        let lines = pairs.iter().enumerate();
        lines.map(|(at, pair)| format!("{dash}{}{pair}", if at == 0 { "- " } else { "  " })).collect()
    }
}

/// The key of a section.
fn key(section: &[String]) -> &str {
    section.first().and_then(|line| line.split(':').next()).unwrap_or_default()
}

/// The lines of each top-level key.
fn sections(text: &str) -> Vec<Vec<String>> {
    let mut sections: Vec<Vec<String>> = Vec::new();
    for line in text.lines() {
        match sections.last_mut() {
            Some(section) if line.starts_with(' ') => section.push(line.to_owned()),
            _ => sections.push(vec![line.to_owned()]),
        }
    }
    sections
}
