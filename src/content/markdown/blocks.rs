//! Blocks that are written whole: headings, raw HTML, the beginnings of quotes, code.

use std::borrow::Cow;
use std::ops::Range;

use super::{
    Among, BlockQuoteKind, CodeBlockKind, Event, Heading, HeadingLevel, Listing, Markup, Tag, Writer, Written,
    destination, emoji, escaped, is_comment, plain, push_escaped,
};

impl<'a> Writer<'a> {
    /// Writes a heading whole: with its id, and beside it, not in it, a link to itself.
    pub(super) fn heading(&mut self, at: usize, level: HeadingLevel) -> usize {
        let next = self.end_of(at);
        let tags = if self.raw_html { Markup::Dropped } else { Markup::Shown };
        let text = emoji::replaced(plain(self.events, at, tags));
        if text.is_empty() {
            return next;
        }
        let slug_text = plain(self.events, at, Markup::Dropped);
        let written_id = self.written_ids.get(&at).map(String::as_str);
        if self.title_at == Some(at) {
            self.title_id = Some(self.outline.title(&slug_text, written_id));
            self.title(at + 1..next - 1);
            return next;
        }
        let Heading { level, id, text } = self.outline.add(level as u8, text, &slug_text, written_id);
        let tag = heading_tag(*level);
        let mut anchor = String::with_capacity(128 + 2 * (id.len() + text.len()));
        anchor.extend(["</", tag, ">\n<a class=\"anchor\" href=\"#", &destination::encoded(id), "\" aria-label=\""]);
        for (place, words) in self.around_heading.iter().enumerate() {
            if place > 0 {
                push_escaped(text, &mut anchor);
            }
            push_escaped(words, &mut anchor);
        }
        anchor.push_str("\">#</a>\n</div>\n");
        self.html.block("<div class=\"heading\">\n<");
        for markup in [tag, " id=\"", id, "\">"] {
            self.html.markup(markup);
        }
        self.nesting.enter();
        self.run(at + 1..next - 1);
        let ends = self.nesting.leave();
        self.end_raw(ends);
        self.html.markup(&anchor);
        self.end_line();
        next
    }

    /// The title's links are looked up like all others; the rest of it is the template's to write.
    pub(super) fn title(&mut self, content: Range<usize>) {
        for (event, range) in &self.events[content] {
            if let Event::Start(Tag::Link { link_type, dest_url, title, id }) = event {
                self.link(&Written { kind: *link_type, destination: dest_url, title, id }, range, None);
            }
        }
    }

    pub(super) fn html_block(&mut self, html: &str, range: &Range<usize>) {
        if is_comment(html) {
            return;
        }
        if self.raw_html {
            self.html.block("");
            self.raw_html(html, Among::Blocks, range);
            self.html.markup("\n");
            self.end_line();
        } else {
            self.html.block(&format!("<p>{}</p>\n", escaped(html)));
            self.text.push_str(html);
            self.end_line();
        }
    }

    pub(super) fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else { return self.html.block("<blockquote>\n") };
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", &self.labels.note),
            BlockQuoteKind::Tip => ("tip", &self.labels.tip),
            BlockQuoteKind::Important => ("important", &self.labels.important),
            BlockQuoteKind::Warning => ("warning", &self.labels.warning),
            BlockQuoteKind::Caution => ("caution", &self.labels.caution),
        };
        let title = escaped(title);
        self.html.block(&format!(
            "<blockquote class=\"markdown-alert-{class}\">\n<p class=\"markdown-alert-title\">{title}</p>\n"
        ));
    }

    /// Writes a block of code whole. It can be scrolled, so the keyboard must reach it.
    pub(super) fn code_block(&mut self, at: usize, kind: &CodeBlockKind<'_>) -> usize {
        let next = self.end_of(at);
        let is_name = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.' | '_' | '#');
        let language: String = match kind {
            CodeBlockKind::Fenced(info) => info.trim_start().chars().take_while(is_name).take(40).collect(),
            CodeBlockKind::Indented => String::new(),
        };
        let class =
            if language.is_empty() { String::new() } else { format!(" class=\"language-{}\"", escaped(&language)) };
        let text = |(event, _): &'a (Event<'a>, Range<usize>)| {
            if let Event::Text(code) = event { Some(&**code) } else { None }
        };
        let mut texts = self.events[at..next].iter().filter_map(text);
        let mut code = Cow::Borrowed(texts.next().unwrap_or_default());
        texts.for_each(|text| code.to_mut().push_str(text));
        self.html.block("<pre tabindex=\"0\"><code");
        self.html.markup(&class);
        self.html.markup(">");
        match Listing::new(&code, &language) {
            Some(listing) => self.html.listing(listing),
            None => self.html.text(&code),
        }
        self.html.markup("</code></pre>\n");
        self.code_text(&code);
        next
    }

    /// Adds the lines of a block of code to the text, as it has them: without blanks around them, and none that is empty.
    fn code_text(&mut self, code: &str) {
        for line in code.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.end_line();
            self.text.push_str(line);
        }
        self.end_line();
    }
}

/// The element of a heading of this level.
const fn heading_tag(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}
