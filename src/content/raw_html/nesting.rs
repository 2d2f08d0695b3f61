//! Which raw elements are open, so that each ends where it may, and none reaches out of the markdown it began in.

use super::elements::Element;

/// The most elements that may be open at a time.
const MOST_OPEN: usize = 100;

/// The raw elements that are open, and how deep in the markdown the writer is.
#[derive(Debug, Default)]
pub(in crate::content) struct Nesting {
    open: Vec<Open>,
    depth: usize,
}

#[derive(Debug)]
struct Open {
    element: &'static Element,
    /// The depth of markdown that it began in.
    depth: usize,
    /// What ends it.
    end: End,
}

/// What ends an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::content) enum End {
    /// The tag of this name.
    Tag(&'static str),
    /// The end of the link of this number.
    Link(usize),
}

/// Where a tag stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::content) enum Among {
    /// In a line of text.
    Words,
    /// In a block of raw HTML.
    Blocks,
}

impl Nesting {
    /// Markdown begins an element.
    pub(in crate::content) const fn enter(&mut self) {
        self.depth += 1;
    }

    /// Markdown ends an element: so do the raw ones that began in it, the inner ones first.
    pub(in crate::content) fn leave(&mut self) -> Vec<End> {
        let ends = self.close_while(|open, depth| open.depth >= depth);
        self.depth = self.depth.saturating_sub(1);
        ends
    }

    /// Markdown begins a block, or a block of raw HTML ends: elements that hold only words end before.
    pub(in crate::content) fn break_words(&mut self) -> Vec<End> {
        self.close_while(|open, depth| open.depth == depth && !open.element.holds_blocks())
    }

    /// All ends.
    pub(in crate::content) fn finish(&mut self) -> Vec<End> {
        self.close_while(|_, _| true)
    }

    /// Whether a link is open, in which no other may begin.
    pub(in crate::content) fn is_in_link(&self) -> bool {
        self.open.iter().any(|open| open.element.is_link())
    }

    /// What ends before `element` begins; nothing if it may not begin here.
    pub(in crate::content) fn before(&mut self, element: &'static Element, among: Among) -> Option<Vec<End>> {
        if (element.is_link() && self.is_in_link()) || self.open.len() >= MOST_OPEN {
            return None;
        }
        let here = |open: &&Open| open.depth == self.depth;
        let ends_last =
            self.open.last().filter(here).is_some_and(|last| last.element == element && element.ends_with_the_next());
        let outer = self.open.iter().rev().nth(usize::from(ends_last)).filter(here);
        let is_among_words = among == Among::Words || outer.is_some_and(|outer| !outer.element.holds_blocks());
        if !element.is_phrase() && is_among_words {
            return None;
        }
        let ends = if ends_last { self.open.pop().map(|last| last.end) } else { None };
        Some(ends.into_iter().collect())
    }

    /// The element begins.
    pub(in crate::content) fn begin(&mut self, element: &'static Element, end: End) {
        self.open.push(Open { element, depth: self.depth, end });
    }

    /// What ends with the end of `element`, itself last; nothing if none is open here.
    pub(in crate::content) fn end(&mut self, element: &'static Element) -> Option<Vec<End>> {
        let at = self.open.iter().rposition(|open| open.element == element && open.depth == self.depth)?;
        Some(self.open.drain(at..).rev().map(|open| open.end).collect())
    }

    fn close_while(&mut self, ends: impl Fn(&Open, usize) -> bool) -> Vec<End> {
        // As at nearly every word and block.
        if self.open.is_empty() {
            return Vec::new();
        }
        let depth = self.depth;
        std::iter::from_fn(|| self.open.pop_if(|open| ends(open, depth))).map(|open| open.end).collect()
    }
}
