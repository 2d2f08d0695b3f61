//! The body of a page while it waits: links beside it, code without its colours, inserts without their values.
//!
//! All pages wait together until every link is looked up. Each is put together once, when it is written: code takes three
//! to four times its bytes in colours.

use std::borrow::Cow;

use super::highlight::Listing;

/// The body of a page, of which there is much: it can be taken out, and given back before the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// It as HTML, without an `h1`. Its links are relative to the page's address.
    pub html: Unfilled,
    /// What is to be read in it, a line a block, without the values of its inserts; for a search index, and empty where
    /// there is none.
    pub text: String,
}

/// HTML in which the gaps are still to be filled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unfilled {
    /// The HTML without what belongs into the gaps.
    pub(super) markup: String,
    /// What belongs at which bytes of the markup, ascending.
    pub(super) gaps: Vec<(usize, Gap)>,
}

/// What belongs somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gap {
    /// This markup.
    Markup(Cow<'static, str>),
    /// This code, with its colours.
    Listing(Listing),
    /// The value of the next insert.
    Insert,
}

impl Unfilled {
    /// The whole, with the values of its inserts, safe HTML each, in their order; nothing stands for one that is missing.
    #[must_use]
    pub fn filled(self, values: &[String]) -> String {
        if self.gaps.is_empty() {
            return self.markup;
        }
        let mut values = values.iter();
        let mut whole = String::with_capacity(self.room());
        let mut from = 0;
        for (at, gap) in &self.gaps {
            whole.push_str(self.markup.get(from..*at).unwrap_or_default());
            from = *at;
            match gap {
                Gap::Markup(markup) => whole.push_str(markup),
                Gap::Listing(listing) => listing.push_markup(&mut whole),
                Gap::Insert => whole.push_str(values.next().map_or("", String::as_str)),
            }
        }
        whole.push_str(self.markup.get(from..).unwrap_or_default());
        whole
    }

    /// How many bytes the whole has, about.
    fn room(&self) -> usize {
        let in_gap = |(_, gap): &(usize, Gap)| match gap {
            Gap::Markup(markup) => markup.len(),
            Gap::Listing(listing) => listing.room(),
            Gap::Insert => 0,
        };
        self.markup.len() + self.gaps.iter().map(in_gap).sum::<usize>()
    }
}
