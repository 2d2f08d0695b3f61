//! The inserts of a page as its draft takes them down.

use std::ops::Range;

use super::{Event, Tag, TagEnd, Writer};
use crate::content::inserts::{self, Asked, Call, Fault};

/// An insert of a draft.
#[derive(Debug, Clone)]
pub(in crate::content) struct Inserted {
    /// What it asks for.
    pub(in crate::content) asked: Asked,
    /// Where its argument, or all of it, stands in the markdown.
    pub(in crate::content) place: Range<usize>,
    /// The byte of the draft's text at which it is read.
    pub(in crate::content) in_text: usize,
}

impl Writer<'_> {
    /// Takes an insert down where its value belongs.
    pub(super) fn insert(&mut self, at: usize, read: Result<Call, Fault>, range: &Range<usize>) {
        let told = match read {
            Ok(Call { asked, .. }) if asked.is_block() && !self.stands_alone(at) => Err(inserts::not_alone()),
            read => read,
        };
        match told {
            Ok(Call { asked, argument }) => {
                self.html.insert(self.inserted.len());
                let place = argument.map_or_else(|| range.clone(), |of| range.start + of.start..range.start + of.end);
                self.inserted.push(Inserted { asked, place, in_text: self.text.len() });
            }
            Err(fault) => self.faults.push((fault, range.clone())),
        }
    }

    /// Whether the event is an insert that is a block and stands alone.
    pub(super) fn is_block(&self, at: usize) -> bool {
        matches!(self.inserts.get(&at), Some(Ok(call)) if call.asked.is_block()) && self.stands_alone(at)
    }

    /// Whether nothing stands beside the event in its paragraph or item.
    fn stands_alone(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.events.get(before));
        matches!(before, Some((Event::Start(Tag::Paragraph | Tag::Item), _)))
            && matches!(self.events.get(at + 1), Some((Event::End(TagEnd::Paragraph | TagEnd::Item), _)))
    }

    /// Takes down what is left at the end of the page, and trims its text.
    pub(super) fn end_inserts(&mut self) {
        // Those in headings that the template writes, and in the words of pictures.
        let unwritten = std::mem::take(&mut self.inserts).into_iter();
        let unwritten = unwritten.filter_map(|(at, read)| Some((read.err()?, self.events.get(at)?.1.clone())));
        self.faults.extend(unwritten);
        // Nothing is read before the first word or insert, nor after the last one.
        let first = self.inserted.first().map_or(usize::MAX, |insert| insert.in_text);
        let last = self.inserted.last().map_or(0, |insert| insert.in_text);
        let blank = first.min(self.text.len() - self.text.trim_start().len());
        let end = last.max(self.text.trim_end().len());
        self.text = self.text.get(blank..end).unwrap_or_default().to_owned();
        for insert in &mut self.inserted {
            insert.in_text = insert.in_text.saturating_sub(blank);
        }
    }
}
