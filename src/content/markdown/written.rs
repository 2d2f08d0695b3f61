//! A link as it is written, and where its destination stands.

use std::ops::Range;

use super::{LinkType, RefDefs};

/// A link as the parser gives it.
pub(super) struct Written<'a> {
    /// How it is written.
    pub(super) kind: LinkType,
    /// Where it leads, without escapes.
    pub(super) destination: &'a str,
    /// The words that show when it is pointed at.
    pub(super) title: &'a str,
    /// The label of the definition that a reference names.
    pub(super) id: &'a str,
}

impl Written<'_> {
    /// Where the destination stands in the markdown, of which the link is `range`; nothing if it is written in
    /// another form there (with escapes, say).
    pub(super) fn place(
        &self,
        markdown: &str,
        range: &Range<usize>,
        definitions: &RefDefs<'_>,
    ) -> Option<Range<usize>> {
        let find = |range: Range<usize>, mark: &str, is_last: bool| {
            let link = markdown.get(range.clone())?;
            let at = if is_last { link.rfind(mark)? } else { link.find(mark)? } + mark.len();
            let rest = link.get(at..)?;
            let rest = rest.trim_start();
            let rest = rest.strip_prefix('<').unwrap_or(rest);
            let start = range.start + (link.len() - rest.len());
            (!self.destination.is_empty() && rest.starts_with(self.destination))
                .then(|| start..start + self.destination.len())
        };
        match self.kind {
            LinkType::Autolink | LinkType::Email => find(range.clone(), "<", false),
            LinkType::Inline => find(range.clone(), "](", true),
            _ => {
                let definition = definitions.get(self.id)?.span.clone();
                find(definition.clone(), "]:", false).or(Some(definition))
            }
        }
    }
}
