//! Raw HTML in the page of a site that lets it through.

use std::ops::Range;

use super::{Link, Writer};
use crate::content::raw_html::{self, Among, End, Start, Token};

impl Writer<'_> {
    /// Writes what passes of a piece of raw HTML; `range` is where it stands.
    pub(super) fn raw_html(&mut self, html: &str, among: Among, range: &Range<usize>) {
        for token in raw_html::tokens(html) {
            match token {
                Token::Text(text) => {
                    self.html.markup(&raw_html::kept(text));
                    self.text.push_str(&raw_html::decoded(text));
                }
                Token::Refused(tag) => self.shown(tag),
                Token::Start(start) => match self.nesting.before(start.element, among) {
                    Some(ends) => {
                        self.end_raw(ends);
                        self.start_raw(start, range);
                    }
                    None => self.shown(&format!("<{}>", start.element.name())),
                },
                Token::End(element, tag) => match self.nesting.end(element) {
                    Some(ends) => self.end_raw(ends),
                    None => self.shown(tag),
                },
            }
        }
        if among == Among::Blocks {
            let ends = self.nesting.break_words();
            self.end_raw(ends);
        }
    }

    /// Writes a tag as the text it is.
    fn shown(&mut self, tag: &str) {
        self.html.text(tag);
        self.text.push_str(tag);
    }

    fn start_raw(&mut self, start: Start, range: &Range<usize>) {
        let Start { element, attributes, destination, title, alternative } = start;
        let name = element.name();
        let is_picture = element.is_picture();
        if (element.is_link() && destination.is_some()) || is_picture {
            if is_picture {
                self.text.push_str(&alternative);
            }
            let destination = destination.unwrap_or_default();
            let place = self.place_of(&destination, range);
            let alternative = is_picture.then_some(alternative);
            self.links.push(Link { destination, title, alternative, attributes, place });
            let number = self.links.len() - 1;
            if is_picture {
                self.html.image(number);
            } else {
                self.html.start_link(number);
                self.nesting.begin(element, End::Link(number));
            }
            return;
        }
        self.html.markup(&format!("<{name}{attributes}>"));
        if !element.is_void() {
            self.nesting.begin(element, End::Tag(name));
        }
    }

    /// Where the destination stands in the raw HTML at `range`; all of that if it is written in another form there.
    fn place_of(&self, destination: &str, range: &Range<usize>) -> Range<usize> {
        let found = self.markdown.get(range.clone()).filter(|_| !destination.is_empty());
        let at = found.and_then(|html| html.find(destination)).map(|at| range.start + at);
        at.map_or_else(|| range.clone(), |at| at..at + destination.len())
    }

    /// Writes the ends of raw elements.
    pub(super) fn end_raw(&mut self, ends: Vec<End>) {
        for end in ends {
            match end {
                End::Tag(name) => self.html.markup(&format!("</{name}>")),
                End::Link(number) => self.html.end_link(number),
            }
        }
    }
}
