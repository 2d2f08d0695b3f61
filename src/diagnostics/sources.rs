//! The texts that problems point into.

/// Names one text of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(usize);

/// The texts that problems point into, in the order they were added.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

/// One text with the name under which people know it.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
}

impl Sources {
    /// Takes a text; `name` is its path from the project's root, with `/`.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.files.push(Source { name: name.into(), text: text.into() });
        SourceId(self.files.len() - 1)
    }

    /// The name of a text.
    #[must_use]
    pub fn name(&self, id: SourceId) -> &str {
        self.files.get(id.0).map_or("", |source| &source.name)
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self, id: SourceId) -> &str {
        self.files.get(id.0).map_or("", |source| &source.text)
    }
}
