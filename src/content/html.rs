//! HTML with holes: a page's markup, in which the links wait for their addresses.
//!
//! Markup, text, links, inserts and code go in; once every page is known and each link has been looked up, [`Html::woven`]
//! gives the body with its links.

use std::borrow::Cow;
use std::ops::Range;

use super::body::{Gap, Unfilled};
use super::escape::{escaped, permitted, push_escaped};
use super::highlight::Listing;
use super::links::Href;

/// Markup of more bytes is not copied to make it fit: it would stand there twice for a moment.
const MOST_COPIED: usize = 64 * 1024;

/// The markup of a page, or of a part of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Html {
    markup: String,
    /// What belongs at which bytes of the markup, ascending.
    holes: Vec<(usize, Hole)>,
}

#[derive(Debug, Clone)]
enum Hole {
    /// Where the link of this number begins.
    LinkStart(usize),
    /// What stands for the text of the link of this number, which has none: it could not be followed.
    LinkName(usize),
    /// Where it ends.
    LinkEnd(usize),
    /// Where the picture of this number stands.
    Image(usize),
    /// Where this code belongs.
    Listing(Listing),
    /// Where the value of the insert of this number belongs.
    Insert(usize),
}

/// A link or picture of a page, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// Where it leads, as written.
    pub(super) destination: String,
    /// The words that show when it is pointed at, maybe none.
    pub(super) title: String,
    /// The words that stand for a picture; nothing for a link.
    pub(super) alternative: Option<String>,
    /// Its other attributes: markup with a space before each. Only raw HTML writes some.
    pub(super) attributes: String,
    /// Where the destination stands in the markdown; if it can't be told, where the whole link does.
    pub(super) place: Range<usize>,
}

impl Html {
    /// Nothing yet, with room for so many bytes of markup.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self { markup: String::with_capacity(bytes), holes: Vec::new() }
    }

    /// It without room for more, as far as that is worth a copy: all pages wait together for their links to be looked up.
    pub(super) fn fitted(mut self) -> Self {
        let (length, room) = (self.markup.len(), self.markup.capacity());
        if length <= MOST_COPIED && room > length + length / 8 {
            self.markup = self.markup.as_str().to_owned();
        }
        self
    }

    /// Adds markup as it is.
    pub(super) fn markup(&mut self, markup: &str) {
        self.markup.push_str(markup);
    }

    /// Adds markup that begins a line.
    pub(super) fn block(&mut self, markup: &str) {
        let is_after_hole = self.holes.last().is_some_and(|(at, _)| *at == self.markup.len());
        if is_after_hole || !(self.markup.is_empty() || self.markup.ends_with('\n')) {
            self.markup.push('\n');
        }
        self.markup.push_str(markup);
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        push_escaped(text, &mut self.markup);
    }

    /// Adds an emoji, which has a name.
    pub(super) fn emoji(&mut self, sign: &str, name: &str) {
        self.markup.extend(["<span role=\"img\" aria-label=\"", &escaped(name), "\">", sign, "</span>"]);
    }

    /// Begins the link of this number.
    pub(super) fn start_link(&mut self, number: usize) {
        self.hole(Hole::LinkStart(number));
    }

    /// Shows the name of where the link of this number leads, or else its destination.
    pub(super) fn link_name(&mut self, number: usize) {
        self.hole(Hole::LinkName(number));
    }

    /// Ends the link of this number.
    pub(super) fn end_link(&mut self, number: usize) {
        self.hole(Hole::LinkEnd(number));
    }

    /// Adds the picture of this number.
    pub(super) fn image(&mut self, number: usize) {
        self.hole(Hole::Image(number));
    }

    /// Adds the insert of this number.
    pub(super) fn insert(&mut self, number: usize) {
        self.hole(Hole::Insert(number));
    }

    /// Adds code that will have colours.
    pub(super) fn listing(&mut self, listing: Listing) {
        self.hole(Hole::Listing(listing));
    }

    fn hole(&mut self, hole: Hole) {
        self.holes.push((self.markup.len(), hole));
    }

    /// Adds all of another part.
    pub(super) fn append(&mut self, other: Self) {
        let start = self.markup.len();
        self.markup.push_str(&other.markup);
        self.holes.extend(other.holes.into_iter().map(|(at, hole)| (start + at, hole)));
    }

    /// Its inserts without all else.
    pub(super) fn bare(&self) -> Self {
        let inserts = self.inserts().map(|number| (0, Hole::Insert(number)));
        Self { markup: String::new(), holes: inserts.collect() }
    }

    /// The numbers of its inserts, in the order in which they stand in it.
    pub(super) fn inserts(&self) -> impl Iterator<Item = usize> {
        self.holes.iter().filter_map(|(_, hole)| match hole {
            Hole::Insert(number) => Some(*number),
            _ => None,
        })
    }

    /// It with its links: link and address of the same number belong together. A link without an address leaves its
    /// text, a picture its alternative.
    pub(super) fn woven(self, links: &[Link], hrefs: &[Option<Href>]) -> Unfilled {
        let found = |number: usize| links.get(number).zip(hrefs.get(number).and_then(Option::as_ref));
        let gap = |hole: Hole| {
            let markup = match hole {
                Hole::Listing(listing) => return Gap::Listing(listing),
                Hole::Insert(_) => return Gap::Insert,
                Hole::LinkStart(number) => found(number).map(|(link, href)| Cow::Owned(link.start_tag(href))),
                Hole::LinkEnd(number) => found(number).map(|_| Cow::Borrowed("</a>")),
                Hole::LinkName(number) => {
                    let name = found(number).and_then(|(_, href)| href.name.as_deref());
                    let destination = links.get(number).map_or("", |link| link.destination.as_str());
                    Some(Cow::Owned(escaped(&permitted(name.unwrap_or(destination)))))
                }
                Hole::Image(number) => match found(number) {
                    Some((link, href)) => Some(Cow::Owned(link.image(href))),
                    None => links.get(number).map(|link| Cow::Owned(link.escaped_alternative())),
                },
            };
            Gap::Markup(markup.unwrap_or_default())
        };
        Unfilled { markup: self.markup, gaps: self.holes.into_iter().map(|(at, hole)| (at, gap(hole))).collect() }
    }
}

impl Link {
    fn start_tag(&self, href: &Href) -> String {
        let away = if href.is_external { " rel=\"noopener noreferrer\"" } else { "" };
        let title = attribute("title", &self.title);
        format!("<a href=\"{}\"{title}{}{away}>", escaped(&href.address), self.attributes)
    }

    fn image(&self, href: &Href) -> String {
        let (address, title) = (escaped(&href.address), attribute("title", &self.title));
        format!("<img src=\"{address}\" alt=\"{}\"{title}{}>", self.escaped_alternative(), self.attributes)
    }

    fn escaped_alternative(&self) -> String {
        escaped(self.alternative.as_deref().unwrap_or_default())
    }
}

/// ` name="value"`, or nothing for an empty value.
fn attribute(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!(" {name}=\"{}\"", escaped(value)) }
}
