//! What a document says, without where: to tell what an edit should come to, and whether it did.

use super::{Node, Operation, Value};

/// A value without its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A sequence.
    List(Vec<Data>),
    /// A mapping, in the order written.
    Map(Vec<(String, Data)>),
}

impl Data {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A list of texts.
    #[must_use]
    pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    /// A mapping of keys to values.
    #[must_use]
    pub fn map(pairs: impl IntoIterator<Item = (&'static str, Self)>) -> Self {
        Self::Map(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// What a node says.
    #[must_use]
    pub fn of(node: &Node) -> Self {
        match &node.value {
            Value::Empty => Self::Empty,
            Value::Text(text) => Self::Text(text.clone()),
            Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Map(pairs) => {
                Self::Map(pairs.iter().map(|(key, value)| (key.value.clone(), Self::of(value))).collect())
            }
        }
    }

    /// What an operation makes of the document; nothing where it means nothing there.
    pub(super) fn after(mut self, operation: &Operation) -> Option<Self> {
        match operation {
            Operation::Append { path, item } => {
                let list = self.at_or_new(path)?;
                match list {
                    Self::Empty => *list = Self::List(vec![item.clone()]),
                    Self::List(items) => items.push(item.clone()),
                    Self::Text(_) | Self::Map(_) => return None,
                }
            }
            Operation::Set { path, key, text } => {
                let path: Vec<_> = path.iter().chain([key]).cloned().collect();
                *self.at_or_new(&path)? = Self::text(text);
            }
            Operation::Wrap { path, before, key } => {
                let list = self.at_or_new(path)?;
                let pairs = before.iter().map(|(key, text)| (key.clone(), Self::text(text)));
                let inner = Self::Map(pairs.chain([(key.clone(), list.clone())]).collect());
                *list = Self::List(vec![inner]);
            }
        }
        Some(self)
    }

    /// The value at a path, made where its last key is missing.
    fn at_or_new(&mut self, path: &[String]) -> Option<&mut Self> {
        let Some((key, deeper)) = path.split_first() else { return Some(self) };
        if *self == Self::Empty {
            *self = Self::Map(Vec::new());
        }
        let Self::Map(pairs) = self else { return None };
        let place = pairs.iter().position(|(name, _)| name == key);
        let place = place.or_else(|| {
            pairs.push((key.clone(), Self::Empty));
            deeper.is_empty().then(|| pairs.len() - 1)
        })?;
        pairs.get_mut(place)?.1.at_or_new(deeper)
    }
}
