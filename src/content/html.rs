//! HTML with holes: a page's markup, in which the links wait for their addresses and the inserts for their values.
//!
//! Markup, text, links and inserts go in; once every page is known and each link has been looked up, [`Html::woven`]
//! gives the whole, with the places at which the inserts belong. All text passes through [`escaped`], so that nothing written in a runbook becomes markup.

use std::borrow::Cow;
use std::ops::Range;

use super::emoji::{self, Part};
use super::links::Href;

/// The markup of a page, or of a part of it.
#[derive(Debug, Default)]
pub(super) struct Html {
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    Markup(String),
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
    /// Adds markup as it is.
    pub(super) fn markup(&mut self, markup: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Markup(last)) => last.push_str(markup),
            _ => self.pieces.push(Piece::Markup(markup.to_owned())),
        }
    }

    /// Adds markup that begins a line.
    pub(super) fn block(&mut self, markup: &str) {
        let begins_line = match self.pieces.last() {
            Some(Piece::Markup(last)) => last.ends_with('\n'),
            Some(_) => false,
            None => true,
        };
        if !begins_line {
            self.markup("\n");
        }
        self.markup(markup);
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        self.markup(&escaped(text));
    }

    /// Adds text in which short codes of emoji become pictures with a name.
    pub(super) fn prose(&mut self, text: &str) {
        for part in emoji::parts(text) {
            match part {
                Part::Words(words) => self.text(words),
                Part::Emoji { sign, name } => {
                    self.markup(&format!("<span role=\"img\" aria-label=\"{}\">{sign}</span>", escaped(name)));
                }
            }
        }
    }

    /// Begins the link of this number.
    pub(super) fn start_link(&mut self, number: usize) {
        self.pieces.push(Piece::LinkStart(number));
    }

    /// Shows the name of where the link of this number leads, or else its destination.
    pub(super) fn link_name(&mut self, number: usize) {
        self.pieces.push(Piece::LinkName(number));
    }

    /// Ends the link of this number.
    pub(super) fn end_link(&mut self, number: usize) {
        self.pieces.push(Piece::LinkEnd(number));
    }

    /// Adds the picture of this number.
    pub(super) fn image(&mut self, number: usize) {
        self.pieces.push(Piece::Image(number));
    }

    /// Adds the insert of this number.
    pub(super) fn insert(&mut self, number: usize) {
        self.pieces.push(Piece::Insert(number));
    }

    /// Adds all of another part.
    pub(super) fn append(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
    }

    /// The numbers of the inserts in it.
    pub(super) fn inserts(&self) -> impl Iterator<Item = usize> {
        self.pieces.iter().filter_map(|piece| if let Piece::Insert(number) = piece { Some(*number) } else { None })
    }

    /// The markup with its links: link and address of the same number belong together. A link without an address
    /// leaves its text, a picture its alternative.
    pub(super) fn woven(&self, links: &[Link], hrefs: &[Option<Href>]) -> Woven {
        let found = |number: usize| links.get(number).zip(hrefs.get(number).and_then(Option::as_ref));
        let markup = |piece: &Piece| if let Piece::Markup(markup) = piece { markup.len() } else { 0 };
        let mut woven = String::with_capacity(self.pieces.iter().map(markup).sum());
        let mut inserts = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Markup(markup) => woven.push_str(markup),
                Piece::LinkStart(number) => {
                    woven.push_str(&found(*number).map_or_else(String::new, |(link, href)| link.start_tag(href)));
                }
                Piece::LinkName(number) => {
                    let name = found(*number).and_then(|(_, href)| href.name.as_deref());
                    let destination = links.get(*number).map_or("", |link| link.destination.as_str());
                    woven.push_str(&escaped(&permitted(name.unwrap_or(destination))));
                }
                Piece::LinkEnd(number) => woven.push_str(if found(*number).is_some() { "</a>" } else { "" }),
                Piece::Image(number) => match found(*number) {
                    Some((link, href)) => woven.push_str(&link.image(href)),
                    None => woven.push_str(&links.get(*number).map_or_else(String::new, Link::escaped_alternative)),
                },
                Piece::Insert(number) => inserts.push((*number, woven.len())),
            }
        }
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
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        let (before, after) = rest.split_at(at);
        escaped.push_str(before);
        escaped.push_str(match after.as_bytes() {
            [b'&', ..] => "&amp;",
            [b'<', ..] => "&lt;",
            [b'>', ..] => "&gt;",
            _ => "&quot;",
        });
        // All four are one byte long.
        rest = after.get(1..).unwrap_or_default();
    }
    escaped.push_str(rest);
    escaped
}

/// `text` without characters that HTML forbids: U+FFFD stands for them; a carriage return is none.
pub(super) fn permitted(text: &str) -> Cow<'_, str> {
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
