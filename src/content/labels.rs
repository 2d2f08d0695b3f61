//! The few words that a runbook's body has beside its author's own.

use serde::Deserialize;

/// What is written around the author's words, as text: titles of alerts, and names for assistive technology.
///
/// The site reads them from a template, so that they can be in the language of the runbooks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Labels {
    /// Title of `> [!NOTE]`.
    pub note: String,
    /// Title of `> [!TIP]`.
    pub tip: String,
    /// Title of `> [!IMPORTANT]`.
    pub important: String,
    /// Title of `> [!WARNING]`.
    pub warning: String,
    /// Title of `> [!CAUTION]`.
    pub caution: String,
    /// Name of the first table of a page.
    pub table: String,
    /// Name of another table, with its `{number}`.
    pub another_table: String,
    /// Name of a heading's link to itself, with its `{heading}`.
    pub section: String,
    /// Name of a ticked box.
    pub done: String,
    /// Name of an empty box.
    pub to_do: String,
    /// Name of the list of footnotes.
    pub footnotes: String,
    /// Name of a reference to a footnote, with its `{number}`.
    pub footnote: String,
    /// Name of the way back from a footnote, with the `{number}` of the reference.
    pub back: String,
}

#[cfg(test)]
impl Labels {
    /// Those of the built-in templates.
    pub(crate) fn built_in() -> Self {
        use crate::diagnostics::{Sink, Sources};
        use crate::document::{self, Value};

        let text = include_str!("../../templates/words.yaml");
        let source = Sources::default().add("words.yaml", text);
        let Some(Value::Map(words)) = document::read(text, source, 0, &mut Sink::default()).map(|node| node.value)
        else {
            panic!("no mapping")
        };
        let runbook = words.into_iter().find(|(key, _)| key.value == "runbook").map(|(_, node)| node.value);
        let Some(Value::Map(labels)) = runbook else { panic!("no `runbook`") };
        let labels = labels.into_iter().map(|(key, label)| {
            let Value::Text(label) = label.value else { panic!("no text") };
            (key.value, label.into())
        });
        serde_json::from_value(serde_json::Value::Object(labels.collect())).unwrap()
    }
}
