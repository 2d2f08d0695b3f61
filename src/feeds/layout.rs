//! A component that is laid out once and written many times: content lines, some with a mark in the place of their
//! value.

use super::text;

/// Content lines and the slots between them.
#[derive(Debug)]
pub struct Layout {
    parts: Vec<Part>,
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// Lines as they are, folded, each with its line break.
    Lines(String),
    /// A property whose value comes with each writing: its name, and which of the values it is.
    Slot(String, usize),
}

impl Layout {
    /// `lines` are unfolded content lines. Where the whole value of one is a mark of `fixed`, the value beside the
    /// mark stands from now on; a mark of `slots` waits for [`Self::write`]. Values are escaped already.
    ///
    /// Only `lines` is searched for marks, never a value.
    pub fn new(lines: &str, fixed: &[(&str, String)], slots: &[&str]) -> Self {
        let mut parts = Vec::new();
        let mut written = String::new();
        for line in lines.lines() {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            if let Some(slot) = slots.iter().position(|mark| *mark == value) {
                parts.push(Part::Lines(std::mem::take(&mut written)));
                parts.push(Part::Slot(name.to_owned(), slot));
            } else {
                let known = fixed.iter().find(|(mark, _)| *mark == value);
                text::fold(name, known.map_or(value, |(_, known)| known), &mut written);
            }
        }
        parts.push(Part::Lines(written));
        Self { parts }
    }

    /// Writes the lines with `values`, by the place of their marks in `slots`.
    pub fn write(&self, values: &[&str], out: &mut String) {
        for part in &self.parts {
            match part {
                Part::Lines(lines) => out.push_str(lines),
                Part::Slot(name, slot) => text::fold(name, values.get(*slot).copied().unwrap_or_default(), out),
            }
        }
    }
}
