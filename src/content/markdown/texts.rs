//! Texts in a row become one event, and the inserts in them events of their own.
//!
//! The parser cuts a text wherever an escape, a reference to a character or a mark that comes to nothing stands. An
//! insert is found across these cuts, but only where its characters were written as they are: `\{{` is text, and so is
//! all that stands in code.

use std::collections::BTreeMap;
use std::ops::Range;

use super::events::Cleaning;
use super::{CowStr, Event, LinkType, Tag, TagEnd};
use crate::content::inserts::{self, CLOSE, Call, Fault, LITERAL, OPEN};

type Found = (Range<usize>, Result<Call, Fault>);

/// The events of a page, with the inserts among them.
pub(super) struct Texts<'a> {
    /// The events; no text follows another but where an insert begins or ends.
    pub(super) events: Vec<(Event<'a>, Range<usize>)>,
    /// What each insert asks for, or what is wrong with it, by the number of its event: a text as it was written.
    pub(super) inserts: BTreeMap<usize, Result<Call, Fault>>,
}

/// Joins texts and finds the inserts in them. The ranges of `events` are bytes of `markdown`; there is room for so many of
/// them at first.
///
/// Most texts stand alone and hold no insert: these stay where they are, as an event is large to move.
pub(super) fn joined<'a>(
    events: impl Iterator<Item = (Event<'a>, Range<usize>)>,
    markdown: &str,
    room: usize,
) -> Texts<'a> {
    let mut texts = Texts { events: Vec::with_capacity(room), inserts: BTreeMap::new() };
    let cleaning = Cleaning::of(markdown);
    let may_hold_inserts = markdown.contains(OPEN);
    let mut around = Vec::new();
    // The first event of the texts in a row that end with the last event; where that is no text, the next one.
    let mut run = 0;
    for event in events {
        let is_text = matches!(event.0, Event::Text(_));
        if !is_text {
            texts.end_run(run, may_hold_inserts, &around, markdown);
            around.extend(Place::begun(&event.0));
            if Place::is_ended(&event.0) {
                around.pop();
            }
        }
        texts.events.push(event);
        if let Some((event, _)) = texts.events.last_mut() {
            cleaning.clean(event);
        }
        if !is_text {
            run = texts.events.len();
        }
    }
    texts.end_run(run, may_hold_inserts, &around, markdown);
    texts
}

/// What a text can stand in that no value may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Code and its like: nothing in it is more than text.
    Code,
    Heading,
    Picture,
    Link,
}

impl Place {
    /// What this event begins.
    fn begun(event: &Event<'_>) -> Option<Self> {
        match event {
            // An address between angle brackets is its own text.
            Event::Start(
                Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. },
            ) => Some(Self::Code),
            Event::Start(Tag::Heading { .. }) => Some(Self::Heading),
            Event::Start(Tag::Image { .. }) => Some(Self::Picture),
            Event::Start(Tag::Link { .. }) => Some(Self::Link),
            _ => None,
        }
    }

    /// Whether this event ends one of them.
    fn is_ended(event: &Event<'_>) -> bool {
        let Event::End(tag) = event else { return false };
        matches!(tag, TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Heading(_) | TagEnd::Image | TagEnd::Link)
    }

    /// Why no value can stand here.
    fn refusal(self) -> Fault {
        let (place, why) = match self {
            Self::Code => ("code", "it is text there"),
            Self::Heading => ("a heading", "its address would change with it"),
            Self::Picture => ("the words of a picture", "they are no part of the text"),
            Self::Link => ("the words of a link", "it has links of its own"),
        };
        Fault::new(
            format!("an insert can't stand in {place}: {why}"),
            format!("write it into the text beside it; {LITERAL}"),
        )
    }
}

impl Texts<'_> {
    /// Ends the texts in a row from the event `first` on, which stand in the places `around`, the outermost first.
    fn end_run(&mut self, first: usize, may_hold_inserts: bool, around: &[Place], markdown: &str) {
        let texts = self.events.get(first..).unwrap_or_default();
        // Code holds nothing but text, so it is what stands closest. Most texts have no brace, which is seen sooner than
        // that they have no two.
        let may_hold_inserts = may_hold_inserts
            && around.last() != Some(&Place::Code)
            && texts.iter().any(|(event, _)| matches!(event, Event::Text(text) if text.contains('{')));
        if texts.len() > 1 || may_hold_inserts {
            let texts = self.events.drain(first..).filter_map(|(event, range)| match event {
                Event::Text(text) => Some((text, range)),
                _ => None,
            });
            let run = Run { pieces: texts.collect() };
            let found = if may_hold_inserts { found(&run.written(markdown)) } else { Vec::new() };
            run.join(found, around, self);
        }
    }

    fn text(&mut self, text: &str, part: Range<usize>, range: Range<usize>) {
        if !part.is_empty() {
            let part = text.get(part).unwrap_or_default();
            self.events.push((Event::Text(CowStr::from(part.to_owned())), range));
        }
    }
}

/// Texts in a row.
struct Run<'a> {
    pieces: Vec<(CowStr<'a>, Range<usize>)>,
}

impl Run<'_> {
    /// As long as all pieces together: what of them stands in the markdown as it is, and blanks for the rest.
    fn written(&self, markdown: &str) -> String {
        let mut written = String::new();
        // Of a backslash that is text itself, the text before this one tells.
        let mut from = 0;
        for (text, range) in &self.pieces {
            let before = markdown.get(from..range.start).unwrap_or_default();
            let is_escaped = (before.len() - before.trim_end_matches('\\').len()) % 2 == 1;
            let as_written = markdown.get(range.clone()) == Some(&**text);
            let blanks = if !as_written {
                text.len()
            } else if is_escaped {
                text.chars().next().map_or(0, char::len_utf8)
            } else {
                0
            };
            written.extend(std::iter::repeat_n(' ', blanks));
            written.push_str(text.get(blanks..).unwrap_or_default());
            from = range.end;
        }
        written
    }

    /// The run with the inserts `found` in it, as events.
    fn join(&self, found: Vec<Found>, around: &[Place], texts: &mut Texts<'_>) {
        let pieces = self.pieces.as_slice();
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        let whole = first.1.start..last.1.end;
        let text: String = pieces.iter().map(|(text, _)| &**text).collect();
        let mut from = 0;
        for (place, read) in found {
            let range = source(pieces, place.start)..source(pieces, place.end - 1) + 1;
            // Places in it are counted in its own bytes.
            let read = if range.len() == place.len() { read } else { Err(inserts::escaped()) };
            texts.text(&text, from..place.start, whole.start..range.start);
            texts.inserts.insert(texts.events.len(), around.first().map_or(read, |place| Err(place.refusal())));
            texts.text(&text, place.clone(), range);
            from = place.end;
        }
        texts.text(&text, from..text.len(), whole);
    }
}

/// The byte of the markdown at which this byte of the pieces stands.
fn source(pieces: &[(CowStr<'_>, Range<usize>)], at: usize) -> usize {
    let mut start = 0;
    for (text, range) in pieces {
        if at < start + text.len() {
            return range.start + (at - start);
        }
        start += text.len();
    }
    pieces.last().map_or(0, |(_, range)| range.end)
}

/// The inserts in a text, in their order.
fn found(written: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = written.get(from..).and_then(|rest| rest.find(OPEN)).map(|at| from + at) {
        let inner = start + OPEN.len();
        let Some(length) = written.get(inner..).and_then(|rest| rest.find(CLOSE)) else {
            let fault = Fault::new(
                format!("the insert that `{OPEN}` begins has no end in this line"),
                format!("end it with `{CLOSE}` on the same line; {LITERAL}"),
            );
            found.push((start..inner, Err(fault)));
            break;
        };
        let end = inner + length + CLOSE.len();
        let read = inserts::read(written.get(inner..inner + length).unwrap_or_default());
        let read = read.map(|call| Call {
            argument: call.argument.map(|place| place.start + OPEN.len()..place.end + OPEN.len()),
            ..call
        });
        found.push((start..end, read));
        from = end;
    }
    found
}
