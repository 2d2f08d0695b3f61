//! Footnotes: numbered in the order they are referred to, gathered at the end of the page.
//!
//! Their ids hold a `:`, which no heading's id does.

use std::collections::BTreeMap;

use super::escape::escaped;
use super::html::Html;
use super::labels::Labels;

/// The footnotes of one page.
#[derive(Debug)]
pub(super) struct Footnotes<'a> {
    labels: &'a Labels,
    /// How often each is referred to, in the order of first references.
    references: Vec<(String, usize)>,
    numbers: BTreeMap<String, usize>,
    /// The notes in the order written.
    notes: Vec<(String, Html)>,
}

impl<'a> Footnotes<'a> {
    /// None yet.
    pub(super) fn new(labels: &'a Labels) -> Self {
        Self { labels, references: Vec::new(), numbers: BTreeMap::new(), notes: Vec::new() }
    }

    /// The markup of one more reference to the note of this label.
    pub(super) fn refer(&mut self, label: &str) -> String {
        let label = label.to_lowercase();
        let index = *self.numbers.entry(label.clone()).or_insert_with(|| {
            self.references.push((label, 0));
            self.references.len() - 1
        });
        let number = index + 1;
        let occurrence = self.references.get_mut(index).map_or(1, |(_, count)| {
            *count += 1;
            *count
        });
        let id = reference_id(number, occurrence);
        let name = named(&self.labels.footnote, &number.to_string());
        format!(
            "<sup class=\"footnote-reference\"><a href=\"#fn:{number}\" id=\"{id}\" \
             aria-label=\"{name}\">{number}</a></sup>"
        )
    }

    /// Takes the note of this label.
    pub(super) fn define(&mut self, label: &str, note: Html) {
        self.notes.push((label.to_lowercase(), note));
    }

    /// The list of all notes; those that nothing refers to come last. Nothing if there are none.
    pub(super) fn into_list(self) -> Option<Html> {
        if self.notes.is_empty() {
            return None;
        }
        let mut bodies: BTreeMap<String, Html> = BTreeMap::new();
        let mut unreferred = Vec::new();
        for (label, note) in self.notes {
            if !self.numbers.contains_key(&label) && !bodies.contains_key(&label) {
                unreferred.push((label.clone(), 0));
            }
            bodies.entry(label).or_default().append(note);
        }
        let mut list = Html::default();
        let name = escaped(&self.labels.footnotes);
        list.markup(&format!("<div class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{name}\">\n<ol>\n"));
        for (index, (label, references)) in self.references.into_iter().chain(unreferred).enumerate() {
            let number = index + 1;
            list.block(&format!("<li id=\"fn:{number}\">"));
            list.append(bodies.remove(&label).unwrap_or_default());
            for occurrence in 1..=references {
                let which = if occurrence == 1 { number.to_string() } else { format!("{number}, {occurrence}") };
                list.block(&format!(
                    "<a class=\"footnote-back\" href=\"#{}\" aria-label=\"{}\">↩</a>",
                    reference_id(number, occurrence),
                    named(&self.labels.back, &which)
                ));
            }
            list.markup("</li>\n");
        }
        list.markup("</ol>\n</div>\n");
        Some(list)
    }
}

fn named(label: &str, number: &str) -> String {
    escaped(&label.replace("{number}", number))
}

fn reference_id(number: usize, occurrence: usize) -> String {
    if occurrence == 1 { format!("fnref:{number}") } else { format!("fnref:{number}:{occurrence}") }
}
