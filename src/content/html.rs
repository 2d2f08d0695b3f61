//! HTML with holes: a page's markup, in which the links wait for their addresses and the inserts for their values.
//!
//! Markup, text, links and inserts go in; once every page is known and each link has been looked up, [`Html::woven`]
//! gives the whole, with the places at which the inserts belong. All text passes through [`push_escaped`], so that nothing
//! written in a runbook becomes markup.

use std::borrow::Cow;
use std::ops::Range;

use super::links::Href;

/// So many bytes are kept free for what fills a hole; a page that needs more grows.
const ROOM_FOR_LINK: usize = 64;

/// Markup of more bytes is not copied to make it fit: it would stand there twice for a moment.
const MOST_COPIED: usize = 64 * 1024;

/// The markup of a page, or of a part of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Html {
    markup: String,
    /// What belongs at which bytes of the markup, ascending.
    holes: Vec<(usize, Hole)>,
}

#[derive(Debug, Clone, Copy)]
enum Hole {
    /// Where the link of this number begins.
    LinkStart(usize),
    /// What stands for the text of the link of this number, which has none: it could not be followed.
    LinkName(usize),
    /// Where it ends.
    LinkEnd(usize),
    /// Where the picture of this number stands.
    Image(usize),
    /// Where the value of the insert of this number belongs.
    Insert(usize),
}

/// Markup without holes.
#[derive(Debug)]
pub(super) struct Woven {
    /// The markup.
    pub(super) html: String,
    /// The numbers of the inserts, and at which bytes of the markup their values belong, ascending.
    pub(super) inserts: Vec<(usize, usize)>,
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

    fn hole(&mut self, hole: Hole) {
        self.holes.push((self.markup.len(), hole));
    }

    /// Adds all of another part.
    pub(super) fn append(&mut self, other: &Self) {
        let start = self.markup.len();
        self.markup.push_str(&other.markup);
        self.holes.extend(other.holes.iter().map(|(at, hole)| (start + at, *hole)));
    }

    /// The holes without the markup around them.
    pub(super) fn bare(&self) -> Self {
        Self { markup: String::new(), holes: self.holes.clone() }
    }

    /// What is known of it where nobody wants the markup: which inserts there are.
    pub(super) fn unwoven(&self) -> Woven {
        let inserts = self.holes.iter().filter_map(|(_, hole)| match hole {
            Hole::Insert(number) => Some((*number, 0)),
            _ => None,
        });
        Woven { html: String::new(), inserts: inserts.collect() }
    }

    /// The markup with its links: link and address of the same number belong together. A link without an address
    /// leaves its text, a picture its alternative.
    pub(super) fn woven(mut self, links: &[Link], hrefs: &[Option<Href>]) -> Woven {
        if self.holes.is_empty() {
            self.markup.shrink_to_fit();
            return Woven { html: self.markup, inserts: Vec::new() };
        }
        let found = |number: usize| links.get(number).zip(hrefs.get(number).and_then(Option::as_ref));
        let mut woven = String::with_capacity(self.markup.len() + self.holes.len() * ROOM_FOR_LINK);
        let mut inserts = Vec::new();
        let mut from = 0;
        for (at, hole) in &self.holes {
            woven.push_str(self.markup.get(from..*at).unwrap_or_default());
            from = *at;
            match hole {
                Hole::LinkStart(number) => {
                    woven.push_str(&found(*number).map_or_else(String::new, |(link, href)| link.start_tag(href)));
                }
                Hole::LinkName(number) => {
                    let name = found(*number).and_then(|(_, href)| href.name.as_deref());
                    let destination = links.get(*number).map_or("", |link| link.destination.as_str());
                    push_escaped(&permitted(name.unwrap_or(destination)), &mut woven);
                }
                Hole::LinkEnd(number) => woven.push_str(if found(*number).is_some() { "</a>" } else { "" }),
                Hole::Image(number) => match found(*number) {
                    Some((link, href)) => woven.push_str(&link.image(href)),
                    None => woven.push_str(&links.get(*number).map_or_else(String::new, Link::escaped_alternative)),
                },
                Hole::Insert(number) => inserts.push((*number, woven.len())),
            }
        }
        woven.push_str(self.markup.get(from..).unwrap_or_default());
        // All pages wait for each other.
        woven.shrink_to_fit();
        Woven { html: woven, inserts }
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

/// `text` as it stands in HTML, between tags or between double quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_escaped(text, &mut escaped);
    escaped
}

/// Adds `text` to `html` as it stands there, between tags or between double quotes.
pub(super) fn push_escaped(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = first_to_escape(rest.as_bytes()) {
        let (before, after) = rest.split_at(at);
        html.push_str(before);
        html.push_str(match after.as_bytes() {
            [b'&', ..] => "&amp;",
            [b'<', ..] => "&lt;",
            [b'>', ..] => "&gt;",
            _ => "&quot;",
        });
        // All four are one byte long.
        rest = after.get(1..).unwrap_or_default();
    }
    html.push_str(rest);
}

fn first_to_escape(bytes: &[u8]) -> Option<usize> {
    /// So many bytes are looked at together, which processors do at once.
    const AT_ONCE: usize = 16;
    let must_escape = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
    let has_any = |chunk: &[u8]| chunk.iter().fold(false, |any, byte| any | must_escape(byte));
    let (number, chunk) = bytes.chunks(AT_ONCE).enumerate().find(|(_, chunk)| has_any(chunk))?;
    chunk.iter().position(must_escape).map(|at| number * AT_ONCE + at)
}

/// `text` without characters that HTML forbids: U+FFFD stands for them; a carriage return is none.
pub(super) fn permitted(text: &str) -> Cow<'_, str> {
    // What most texts are made of is told a byte at a time, and many at once.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n');
    if text.bytes().fold(true, |all, byte| all & is_plain(byte)) {
        return Cow::Borrowed(text);
    }
    let is_forbidden = |character: char| match character {
        '\t' | '\n' => false,
        '\u{fdd0}'..='\u{fdef}' => true,
        _ => character.is_control() || u32::from(character) & 0xfffe == 0xfffe,
    };
    if !text.chars().any(is_forbidden) {
        return Cow::Borrowed(text);
    }
    let characters = text.chars().filter(|character| *character != '\r');
    characters.map(|character| if is_forbidden(character) { char::REPLACEMENT_CHARACTER } else { character }).collect()
}
