//! The many ways in which people write one and the same roster.

use proptest::prelude::*;

use super::draft::Draft;

/// How a roster is written.
#[derive(Debug, Clone)]
pub struct Style {
    crlf: bool,
    mark: bool,
    last_break: bool,
    /// Empty lines between the top-level keys.
    gaps: bool,
    /// Lists and mappings as blocks, where the draft has them in brackets.
    blocks: bool,
    /// How deep block lists stand below their keys.
    indent: usize,
    /// Comments behind lines and on lines of their own.
    comments: bool,
    /// How ids are quoted in lists.
    quote: &'static str,
    /// What stands for a list without items.
    nothing: &'static str,
    /// Whether the overrides stand before the people.
    overrides_first: bool,
    /// What follows the document.
    trailing: &'static str,
}

/// Any style.
pub fn styles() -> impl Strategy<Value = Style> {
    let flags = prop::array::uniform7(any::<bool>());
    let quote = prop::sample::select(&["", "'", "\""][..]);
    let nothing =
        prop::sample::select(&["", "\noverrides: []", "\noverrides:", "\noverrides:  ~", "\noverrides: [ ]"][..]);
    let trailing = prop::sample::select(&["", "# the end\n", "\n# the end\n", "...\n", "...\n# after the end\n"][..]);
    (flags, prop::sample::select(&[0_usize, 2, 4][..]), quote, nothing, trailing).prop_map(
        |([crlf, mark, last_break, gaps, blocks, comments, overrides_first], indent, quote, nothing, trailing)| Style {
            crlf,
            mark,
            last_break,
            gaps,
            blocks,
            indent,
            comments,
            quote,
            nothing,
            overrides_first,
            trailing,
        },
    )
}

impl Style {
    /// The text of a draft in this style.
    pub fn text(&self, draft: &Draft) -> String {
        let text = draft.text();
        let mut sections = sections(&text);
        if !sections.iter().any(|section| section[0].starts_with("overrides:")) && !self.nothing.is_empty() {
            sections.push(vec![self.nothing.trim().to_owned()]);
        }
        if self.overrides_first {
            sections.sort_by_key(|section| !section[0].starts_with("overrides:"));
        }
        let mut lines = Vec::new();
        for (number, section) in sections.iter().enumerate() {
            if self.gaps && number > 0 {
                lines.push(String::new());
            }
            let key = section[0].split(':').next().unwrap();
            let section = section.iter().enumerate().flat_map(|(place, line)| self.line(key, place, line));
            lines.extend(section.collect::<Vec<_>>());
        }
        let mut text = lines.join("\n") + "\n" + self.trailing;
        if !self.last_break {
            text.truncate(text.trim_end().len());
        }
        if self.crlf {
            text = text.replace('\n', "\r\n");
        }
        if self.mark { format!("\u{feff}{text}") } else { text }
    }

    /// A line of the draft as the lines of this style.
    fn line(&self, key: &str, place: usize, line: &str) -> Vec<String> {
        let mut lines = match key {
            "rotations" if line.ends_with(']') => self.short_rotation(line),
            "rotations" | "overrides" if self.blocks && line.trim_start().starts_with("- {") => self.block_item(line),
            "rotations" | "overrides" if line.trim_start().starts_with("- {") => {
                vec![format!("{}{}", self.dash(line), line.trim_start())]
            }
            "people" if self.blocks && place % 2 == 1 => vec![line.to_owned(), format!("    name: {}", line.trim())],
            "people" if place % 3 == 1 => vec![format!("{line} {{ name: 'P {place}' }}")],
            "people" if place % 3 == 2 => vec![format!("{line} {{}}")],
            _ => vec![line.to_owned()],
        };
        if key == "people" && self.blocks && place % 2 == 1 {
            lines[1] = lines[1].replace(':', "").replacen("name", "name:", 1);
        }
        if self.comments {
            let last = lines.len() - 1;
            lines[last] += &format!("  # {key}, line {place}: [a], {{b}}");
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
                Some(open) if open.contains('[') && !open.contains(']') => *open += &format!(", {part}"),
                _ => pairs.push(part.to_owned()),
            }
        }
        let dash = self.dash(line);
        let lines = pairs.iter().enumerate();
        lines.map(|(at, pair)| format!("{dash}{}{pair}", if at == 0 { "- " } else { "  " })).collect()
    }
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
