//! Markdown becomes the draft of a page: HTML whose links are not yet looked up, headings, text.
//!
//! The body of a runbook goes in; a [`Draft`] comes out. Nothing in it can run: raw HTML is shown as the text it is, or
//! passes only as far as `raw_html` lets it, headings carry an id and nothing else, and links wait in [`Draft::links`]
//! until they are known to be safe. This is the only module that knows the parser: what can do without it stands in
//! `html`, `outline`, `footnotes` and `slug`.

mod blocks;
mod draft;
mod events;
mod inserted;
mod raw;
#[cfg(test)]
#[cfg(feature = "specification-tests")]
mod specification;
mod table;
mod texts;
mod written;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, RefDefs, Tag,
    TagEnd,
};

use super::destination;
use super::emoji::{self, Part};
use super::escape::{escaped, permitted, push_escaped};
use super::footnotes::Footnotes;
use super::highlight::Listing;
use super::html::{Html, Link};
use super::inserts::{Call, Fault};
use super::labels::Labels;
use super::outline::Outline;
use super::raw_html::{Among, Nesting};
use super::{Heading, Surroundings};
pub(super) use draft::Draft;
use events::{Markup, first_heading, html_block, is_comment, is_first_block, plain, take_written_ids};
pub(super) use inserted::Inserted;
use table::Table;
use texts::Texts;
use written::Written;

/// How many bytes of prose make an event, about; of tables, fewer.
const BYTES_AN_EVENT: usize = 8;
/// Of markdown with more bytes than this, the events are counted before they are kept. Each takes a hundred bytes and can
/// come of a single one, and a list that grows takes three times its memory while it does.
const LONG: usize = 64 * 1024;

type Events<'a> = [(Event<'a>, Range<usize>)];

/// Drafts the page. `title` is that of the front matter; without it the first `# heading` is the page's title.
///
/// A heading that opens the body and says the title is left out of the body: the template writes it.
pub(super) fn draft(markdown: &str, title: Option<&str>, surroundings: &Surroundings<'_>) -> Draft {
    // Smart punctuation stays off: it would edit commands. So do heading attributes: they would swallow `{braces}`.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let room = match markdown.len() {
        0..=LONG => markdown.len() / BYTES_AN_EVENT,
        _ => Parser::new_ext(markdown, options).count(),
    };
    let mut parser = Parser::new_ext(markdown, options).into_offset_iter();
    let Texts { mut events, inserts } = texts::joined(&mut parser, markdown, room);
    let written_ids = take_written_ids(&mut events, markdown);
    let first_heading = first_heading(&events);
    let Surroundings { labels, raw_html, has_search, .. } = *surroundings;
    let tags = if raw_html { Markup::Dropped } else { Markup::Shown };
    let heading_text = first_heading.map(|at| emoji::replaced(plain(&events, at, tags)));
    let says_title = title.is_none() || title == heading_text.as_deref();
    let mut writer = Writer {
        markdown,
        labels,
        around_heading: labels.section.split("{heading}").collect(),
        raw_html,
        events: &events,
        inserts,
        definitions: parser.reference_definitions(),
        written_ids,
        title_at: first_heading.filter(|at| says_title && is_first_block(&events, *at)),
        title_id: None,
        html: Html::with_room(markdown.len() * 2),
        outer: Vec::new(),
        links: Vec::new(),
        open_links: Vec::new(),
        inserted: Vec::new(),
        faults: Vec::new(),
        nesting: Nesting::default(),
        outline: Outline::default(),
        footnotes: Footnotes::new(labels),
        table: Table::default(),
        has_tasks: false,
        text: String::with_capacity(markdown.len()),
    };
    let mut at = 0;
    while at < events.len() {
        at = writer.event(at);
    }
    let draft = writer.finish(heading_text);
    // The drafts of all pages wait for each other.
    if has_search { draft } else { Draft { text: String::new(), ..draft } }
}

/// Turns the parser's events into a draft.
struct Writer<'a> {
    markdown: &'a str,
    labels: &'a Labels,
    /// The name of a heading's link to itself, without the heading.
    around_heading: Vec<&'a str>,
    /// Whether raw HTML passes, as far as it can do no harm.
    raw_html: bool,
    events: &'a Events<'a>,
    /// The inserts that are not written yet, by the numbers of their events.
    inserts: BTreeMap<usize, Result<Call, Fault>>,
    definitions: &'a RefDefs<'a>,
    written_ids: BTreeMap<usize, String>,
    /// The heading that is left out because it is the page's title.
    title_at: Option<usize>,
    title_id: Option<String>,
    html: Html,
    /// What waits while a footnote is written apart, with the note's label.
    outer: Vec<(String, Html)>,
    links: Vec<Link>,
    /// Nothing for a link that stands in another, which raw HTML began: it is not one.
    open_links: Vec<Option<usize>>,
    inserted: Vec<Inserted>,
    faults: Vec<(Fault, Range<usize>)>,
    /// The raw HTML that is open.
    nesting: Nesting,
    outline: Outline,
    footnotes: Footnotes<'a>,
    table: Table,
    has_tasks: bool,
    text: String,
}

impl<'a> Writer<'a> {
    fn finish(mut self, title: Option<String>) -> Draft {
        self.end_inserts();
        let ends = self.nesting.finish();
        self.end_raw(ends);
        if let Some(list) = self.footnotes.into_list() {
            self.html.append(list);
        }
        Draft {
            html: self.html.fitted(),
            links: self.links,
            inserts: self.inserted,
            faults: self.faults,
            headings: self.outline.into_headings(),
            text: self.text,
            has_tasks: self.has_tasks,
            title,
            title_id: self.title_id,
        }
    }

    /// Writes the event at `at`, and what belongs to it; gives the next one.
    fn event(&mut self, at: usize) -> usize {
        let events = self.events;
        let (event, range) = &events[at];
        if !self.inserts.is_empty()
            && let Some(insert) = self.inserts.remove(&at)
        {
            self.insert(at, insert, range);
            return at + 1;
        }
        let ends = match event {
            Event::Start(tag) if !is_among_words(tag) => self.nesting.break_words(),
            Event::Rule => self.nesting.break_words(),
            Event::End(_) => self.nesting.leave(),
            _ => Vec::new(),
        };
        // Seldom any: most events are words and blocks of markdown.
        if !ends.is_empty() {
            self.end_raw(ends);
        }
        match event {
            Event::Start(Tag::HtmlBlock) => {
                let (html, next) = html_block(events, at);
                self.html_block(html.trim(), range);
                return next;
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let alternative = emoji::replaced(plain(events, at, Markup::Dropped));
                self.text.push_str(&alternative);
                let written = Written { kind: *link_type, destination: dest_url, title, id };
                let number = self.link(&written, range, Some(alternative));
                self.html.image(number);
                return self.end_of(at);
            }
            Event::Start(Tag::Heading { level, .. }) => return self.heading(at, *level),
            Event::Start(Tag::CodeBlock(kind)) => return self.code_block(at, kind),
            // A block has no place in a paragraph.
            Event::Start(Tag::Paragraph) if self.is_block(at + 1) => {
                self.event(at + 1);
                self.end_line();
                return at + 3;
            }
            Event::Start(tag) => self.start(at, tag, range),
            Event::End(tag) => self.end(*tag),
            Event::InlineHtml(html) | Event::Html(html) if is_comment(html) => {}
            Event::Text(text) => self.words(text),
            Event::InlineHtml(html) | Event::Html(html) if self.raw_html => {
                self.raw_html(html, Among::Words, range);
            }
            Event::InlineHtml(text) | Event::Html(text) => {
                self.html.text(text);
                self.text.push_str(text);
            }
            Event::Code(code) => {
                self.html.markup("<code>");
                self.html.text(code);
                self.html.markup("</code>");
                self.text.push_str(code);
            }
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.html.block("<hr>\n"),
            Event::FootnoteReference(label) => {
                let reference = self.footnotes.refer(label);
                self.html.markup(&reference);
            }
            Event::TaskListMarker(is_done) => {
                self.has_tasks = true;
                let (state, name) = if *is_done { (" checked", &self.labels.done) } else { ("", &self.labels.to_do) };
                let name = escaped(name);
                self.html.markup(&format!("<input type=\"checkbox\"{state} disabled aria-label=\"{name}\"> "));
            }
            // Not turned on.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        at + 1
    }

    fn start(&mut self, at: usize, tag: &Tag<'a>, range: &Range<usize>) {
        self.nesting.enter();
        match tag {
            Tag::Paragraph => self.html.block("<p>"),
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::List(None) => self.html.block("<ul>\n"),
            Tag::List(Some(1)) => self.html.block("<ol>\n"),
            Tag::List(Some(first)) => self.html.block(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.html.block(if self.is_task(at) { "<li class=\"task\">" } else { "<li>" }),
            Tag::DefinitionList => self.html.block("<dl>\n"),
            Tag::DefinitionListTitle => self.html.block("<dt>"),
            Tag::DefinitionListDefinition => self.html.block("<dd>"),
            Tag::FootnoteDefinition(label) => self.outer.push((label.to_string(), std::mem::take(&mut self.html))),
            Tag::Table(alignments) => self.table(alignments),
            Tag::TableHead => {
                self.table.is_head = true;
                self.row("<thead>\n<tr>");
            }
            Tag::TableRow => self.row("<tr>"),
            Tag::TableCell => self.cell(at),
            Tag::Emphasis => self.html.markup("<em>"),
            Tag::Strong => self.html.markup("<strong>"),
            Tag::Strikethrough => self.html.markup("<del>"),
            Tag::Link { link_type, dest_url, title, id } => {
                let written = Written { kind: *link_type, destination: dest_url, title, id };
                let number = self.link(&written, range, None);
                let is_link = !self.nesting.is_in_link();
                self.open_links.push(is_link.then_some(number));
                if is_link {
                    self.html.start_link(number);
                }
                if matches!(self.events.get(at + 1), Some((Event::End(TagEnd::Link), _))) {
                    self.html.link_name(number);
                }
            }
            // Written elsewhere, or not turned on.
            Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let markup = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table => "</tbody>\n</table>\n</div>\n",
            TagEnd::TableHead => "</tr>\n</thead>\n<tbody>\n",
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => self.table.cell_end,
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::FootnoteDefinition => return self.end_footnote(),
            TagEnd::Link => {
                if let Some(Some(number)) = self.open_links.pop() {
                    self.html.end_link(number);
                }
                return;
            }
            TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => return,
        };
        match tag {
            TagEnd::TableCell => self.text.push(' '),
            TagEnd::TableHead => {
                self.table.is_head = false;
                self.end_row();
            }
            TagEnd::TableRow => self.end_row(),
            _ => {}
        }
        self.html.markup(markup);
        if markup.ends_with('\n') {
            self.end_line();
        }
    }

    /// Takes back the blank after the last cell: blanks stand between cells.
    fn end_row(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
    }

    fn run(&mut self, content: Range<usize>) {
        let mut at = content.start;
        while at < content.end {
            at = self.event(at);
        }
    }

    fn is_task(&self, item: usize) -> bool {
        let is_marker = |at: usize| matches!(self.events.get(at), Some((Event::TaskListMarker(_), _)));
        let is_paragraph = matches!(self.events.get(item + 1), Some((Event::Start(Tag::Paragraph), _)));
        is_marker(item + 1) || (is_paragraph && is_marker(item + 2))
    }

    fn end_footnote(&mut self) {
        if let Some((label, outer)) = self.outer.pop() {
            let note = std::mem::replace(&mut self.html, outer);
            self.footnotes.define(&label, note);
        }
        self.end_line();
    }

    /// Takes a link or picture down; gives its number.
    fn link(&mut self, written: &Written<'_>, range: &Range<usize>, alternative: Option<String>) -> usize {
        let destination = match written.kind {
            LinkType::Email => format!("mailto:{}", written.destination),
            _ => written.destination.to_string(),
        };
        let title = permitted(written.title).into_owned();
        let place = written.place(self.markdown, range, self.definitions).unwrap_or_else(|| range.clone());
        self.links.push(Link { destination, title, alternative, attributes: String::new(), place });
        self.links.len() - 1
    }

    /// Writes words, in which short codes of emoji become pictures with a name.
    fn words(&mut self, text: &str) {
        let Self { html, text: read, .. } = self;
        emoji::each_part(text, |part| match part {
            Part::Words(words) => {
                html.text(words);
                read.push_str(words);
            }
            Part::Emoji { sign, name } => {
                html.emoji(sign, name);
                read.push_str(sign);
            }
        });
    }

    fn line_break(&mut self, markup: &str) {
        self.html.markup(markup);
        self.text.push('\n');
    }

    fn end_line(&mut self) {
        // An insert is text too, which only comes later.
        let ends_in_insert = self.inserted.last().is_some_and(|insert| insert.in_text == self.text.len());
        if ends_in_insert || !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The event after the element that begins at `start`.
    fn end_of(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        for (at, (event, _)) in self.events.iter().enumerate().skip(start) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at + 1;
            }
        }
        self.events.len()
    }
}

/// Whether the element stands among words; all others are blocks.
const fn is_among_words(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}
