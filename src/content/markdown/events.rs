//! What the parser's events say before anything is written: words, ids by hand, comments, which heading is the title.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{CowStr, Event, Events, HeadingLevel, Tag, TagEnd};
use crate::content::escape::permitted;

/// Takes characters that HTML forbids out of the texts of a markdown's events.
pub(super) struct Cleaning {
    /// Whether the markdown has none. Then only what a reference such as `&#1;` stands for can hold one, and that is no
    /// part of the markdown.
    is_clean: bool,
}

impl Cleaning {
    /// For the events of `markdown`.
    pub(super) fn of(markdown: &str) -> Self {
        Self { is_clean: matches!(permitted(markdown), Cow::Borrowed(_)) }
    }

    /// Takes them out of the text of this event.
    pub(super) fn clean(&self, event: &mut Event<'_>) {
        let (Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text)) = event else {
            return;
        };
        if self.is_clean && matches!(text, CowStr::Borrowed(_)) {
            return;
        }
        if let Cow::Owned(clean) = permitted(text) {
            *text = CowStr::from(clean);
        }
    }
}

/// Takes `{#id}` off the end of headings; the ids by the heading's event. Other braces are text like any other.
pub(super) fn take_written_ids(events: &mut Events<'_>, markdown: &str) -> BTreeMap<usize, String> {
    let mut ids = BTreeMap::new();
    // As in most runbooks, which is seen at one look.
    if !markdown.contains('{') {
        return ids;
    }
    let mut heading = 0;
    for at in 0..events.len() {
        match &events[at].0 {
            Event::Start(Tag::Heading { .. }) => heading = at,
            Event::End(TagEnd::Heading(_)) if at > 0 => {
                let (event, range) = &mut events[at - 1];
                if let Event::Text(text) = event
                    && let Some((rest, id)) = split_written_id(text, markdown.get(..range.end).unwrap_or_default())
                {
                    ids.insert(heading, id.to_owned());
                    *event = Event::Text(CowStr::from(rest.to_owned()));
                }
            }
            _ => {}
        }
    }
    ids
}

/// Splits `When {#id .class}`; `source` is the markdown up to the text's end, in which the braces stand unescaped.
fn split_written_id<'a>(text: &'a str, source: &str) -> Option<(&'a str, &'a str)> {
    let (rest, braces) = text.trim_end().rsplit_once('{')?;
    let before = source.trim_end().strip_suffix(braces)?.strip_suffix('{')?;
    let mut attributes = braces.strip_suffix('}')?.split_whitespace();
    let id = attributes.find_map(|attribute| attribute.strip_prefix('#'))?;
    (!before.ends_with('\\') && !id.is_empty()).then_some((rest.trim_end(), id))
}

/// The first `# heading` that stands in no quote or list and has a word in it.
pub(super) fn first_heading(events: &Events<'_>) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })
                if depth == 0 && !plain(events, at, Markup::Shown).is_empty() =>
            {
                return Some(at);
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Whether nothing but HTML comments stands before the event.
pub(super) fn is_first_block(events: &Events<'_>, at: usize) -> bool {
    let mut block = 0;
    while block < at {
        if !matches!(events[block].0, Event::Start(Tag::HtmlBlock)) || !is_comment(&html_block(events, block).0) {
            return false;
        }
        block = html_block(events, block).1;
    }
    true
}

/// Whether the tags in a heading count as its words: they are shown, but GitHub makes no id of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    Shown,
    Dropped,
}

/// The words of the element that begins at the event.
pub(super) fn plain(events: &Events<'_>, start: usize, markup: Markup) -> String {
    let mut text = String::new();
    let mut depth = 0_usize;
    for (event, _) in &events[start..] {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::InlineHtml(tag) if markup == Markup::Shown && !is_comment(tag) => text.push_str(tag),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    let trimmed = text.trim();
    if trimmed.len() == text.len() { text } else { trimmed.to_owned() }
}

/// The raw HTML of the block that begins at the event, and the event after it.
pub(super) fn html_block(events: &Events<'_>, start: usize) -> (String, usize) {
    let mut html = String::new();
    for (at, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Html(line) | Event::Text(line) => html.push_str(line),
            Event::End(TagEnd::HtmlBlock) => return (html, at + 1),
            _ => {}
        }
    }
    (html, events.len())
}

/// A comment is for those who edit the file; it is not shown, as on GitHub.
pub(super) fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.len() >= "<!---->".len() && html.starts_with("<!--") && html.find("-->") == Some(html.len() - "-->".len())
}
