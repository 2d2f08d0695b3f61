//! The elements and attributes that pass: words and structure, nothing that runs, loads or asks.

/// An element that passes.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::content) struct Element {
    name: &'static str,
    kind: Kind,
    /// The attributes of its own that pass.
    attributes: &'static [&'static str],
}

/// What an element may stand in and hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Stands among words and holds words.
    Phrase,
    /// Stands among words and holds nothing.
    Void,
    /// Stands among blocks and holds words.
    Words,
    /// Stands among blocks and holds blocks, also of markdown.
    Block,
    /// Stands among blocks and holds nothing.
    VoidBlock,
}

use Kind::{Block, Phrase, Void, VoidBlock, Words};

/// The attributes that pass on every element.
const EVERYWHERE: &[&str] = &["class", "dir", "lang", "title"];

const ELEMENTS: &[Element] = &[
    element("a", Phrase, &["href"]),
    element("abbr", Phrase, &[]),
    element("b", Phrase, &[]),
    element("bdi", Phrase, &[]),
    element("bdo", Phrase, &[]),
    element("blockquote", Block, &[]),
    element("br", Void, &[]),
    element("caption", Words, &[]),
    element("cite", Phrase, &[]),
    element("code", Phrase, &[]),
    element("dd", Block, &[]),
    element("del", Phrase, &["datetime"]),
    element("details", Block, &["open"]),
    element("dfn", Phrase, &[]),
    element("div", Block, &[]),
    element("dl", Block, &[]),
    element("dt", Words, &[]),
    element("em", Phrase, &[]),
    element("figcaption", Block, &[]),
    element("figure", Block, &[]),
    element("hr", VoidBlock, &[]),
    element("i", Phrase, &[]),
    element("img", Void, &["alt", "height", "src", "width"]),
    element("ins", Phrase, &["datetime"]),
    element("kbd", Phrase, &[]),
    element("li", Block, &["value"]),
    element("mark", Phrase, &[]),
    element("ol", Block, &["reversed", "start"]),
    element("p", Words, &[]),
    element("pre", Words, &[]),
    element("q", Phrase, &[]),
    element("s", Phrase, &[]),
    element("samp", Phrase, &[]),
    element("small", Phrase, &[]),
    element("span", Phrase, &[]),
    element("strong", Phrase, &[]),
    element("sub", Phrase, &[]),
    element("summary", Words, &[]),
    element("sup", Phrase, &[]),
    element("table", Block, &[]),
    element("tbody", Block, &[]),
    element("td", Block, &["colspan", "headers", "rowspan"]),
    element("tfoot", Block, &[]),
    element("th", Block, &["abbr", "colspan", "rowspan", "scope"]),
    element("thead", Block, &[]),
    element("time", Phrase, &["datetime"]),
    element("tr", Block, &[]),
    element("u", Phrase, &[]),
    element("ul", Block, &[]),
    element("var", Phrase, &[]),
    element("wbr", Void, &[]),
];

const fn element(name: &'static str, kind: Kind, attributes: &'static [&'static str]) -> Element {
    Element { name, kind, attributes }
}

/// The element of this name, in letters of any case, if it passes.
pub(super) fn find(name: &str) -> Option<&'static Element> {
    let name = name.to_ascii_lowercase();
    ELEMENTS.iter().find(|element| element.name == name)
}

impl Element {
    /// Its name.
    pub(in crate::content) const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether it is `a`.
    pub(in crate::content) fn is_link(&self) -> bool {
        self.name == "a"
    }

    /// Whether it is `img`.
    pub(in crate::content) fn is_picture(&self) -> bool {
        self.name == "img"
    }

    /// Whether it has no end.
    pub(in crate::content) const fn is_void(&self) -> bool {
        matches!(self.kind, Void | VoidBlock)
    }

    /// Whether it may stand among words.
    pub(super) const fn is_phrase(&self) -> bool {
        matches!(self.kind, Phrase | Void)
    }

    /// Whether it may hold blocks.
    pub(super) const fn holds_blocks(&self) -> bool {
        matches!(self.kind, Block)
    }

    /// Whether one of its kind ends where the next begins.
    pub(super) fn ends_with_the_next(&self) -> bool {
        ["dd", "dt", "li", "p", "td", "th", "tr"].contains(&self.name)
    }

    /// The attribute of this name, if it passes.
    pub(super) fn attribute(&self, name: &str) -> Option<&'static str> {
        EVERYWHERE.iter().chain(self.attributes).find(|known| **known == name).copied()
    }
}
