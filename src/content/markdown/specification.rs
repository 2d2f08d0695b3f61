//! The specification's own examples, through our writer: it changes what the lists here say, and nothing else.
//!
//! The parser is first held against the specification, so that what we change is measured against a page that is right.
//! The examples are not part of the project: `tests/run` installs them.

use std::fmt::Write as _;
use std::path::Path;

use pulldown_cmark::html::push_html;

use super::*;
use crate::content::labels::Labels;
use crate::content::links::Href;

const FENCE: &str = "````````````````````````````````";

/// The version of the specification has so many.
const COUNT: usize = 652;
/// Where the parser's own writer leaves out a line break that the specification has.
const BY_THE_PARSER: &[usize] = &[175];
/// Where ours names another language: its names are such as classes can have in any style sheet.
const BY_US: &[usize] = &[34, 144];

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/npm/node_modules/commonmark-spec/spec.txt");
    let text = std::fs::read_to_string(path).expect("tests/run installs the specification");
    let begin = format!("\n{FENCE} example\n");
    let blocks = text.split(&begin).skip(1).enumerate();
    let example = |(index, block): (usize, &str)| {
        let block = block.split(&format!("\n{FENCE}\n")).next().unwrap().replace('→', "\t") + "\n";
        let (markdown, html) = block.split_once("\n.\n").or_else(|| Some(("", block.strip_prefix(".\n")?))).unwrap();
        Example { number: index + 1, markdown: format!("{markdown}\n"), html: html.to_owned() }
    };
    blocks.map(example).collect()
}

/// What the parser's own writer makes of events.
fn written<'a>(events: impl Iterator<Item = Event<'a>>) -> String {
    let mut html = String::new();
    push_html(&mut html, events);
    html
}

/// The same page as we mean to write it. Raw HTML is shown, but for comments; headings without a word are left out; a
/// link without a word shows where it leads.
fn meant(markdown: &str) -> String {
    let mut events: Vec<Event<'_>> = Vec::new();
    let mut block: Option<String> = None;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::HtmlBlock) => block = Some(String::new()),
            Event::Html(line) | Event::Text(line) if block.is_some() => block.as_mut().unwrap().push_str(&line),
            Event::End(TagEnd::HtmlBlock) => {
                let html = block.take().unwrap();
                if !is_comment(&html) {
                    let text = Event::Text(html.trim().to_owned().into());
                    events.extend([Event::Start(Tag::Paragraph), text, Event::End(TagEnd::Paragraph)]);
                }
            }
            Event::InlineHtml(tag) if is_comment(&tag) => {}
            Event::InlineHtml(tag) => events.push(Event::Text(tag)),
            Event::End(TagEnd::Heading(_)) if matches!(events.last(), Some(Event::Start(Tag::Heading { .. }))) => {
                events.pop();
            }
            Event::End(TagEnd::Link) => {
                if let Some(Event::Start(Tag::Link { dest_url, .. })) = events.last() {
                    events.push(Event::Text(dest_url.clone()));
                }
                events.push(event);
            }
            event => events.push(event),
        }
    }
    written(events.into_iter())
}

/// What our writer makes of it, every link and picture found where it says.
fn ours(markdown: &str) -> String {
    let labels = Labels::built_in();
    let draft = draft(markdown, Some("A title that no example has"), &Surroundings::bare(&[], &labels));
    let href = |link: &Link| Some(Href { address: link.destination.clone(), is_external: false, name: None });
    let hrefs: Vec<_> = draft.links.iter().map(href).collect();
    draft.html.woven(&draft.links, &hrefs).filled(&[])
}

/// HTML without what differs on every page: ids and anchors of headings, and their levels, for the template writes the
/// first; how code is reached by the keyboard; quotes in text, which may stand there as they are; how addresses are
/// encoded, which is done where they are looked up; and line breaks between blocks.
fn compared(html: &str) -> String {
    let mut compared = String::new();
    let html = html.replace("<div class=\"heading\">\n", "").replace("#</a>\n</div>\n", "</a>");
    let html = html.replace(" tabindex=\"0\"", "");
    let mut rest = html.as_str();
    while let Some((text, after)) = rest.split_once('<') {
        compared.push_str(&text.replace("&quot;", "\""));
        let (tag, after) = after.split_once('>').unwrap();
        rest = after;
        if tag.starts_with("a class=\"anchor\"") {
            rest = after.strip_prefix("</a>").unwrap();
        } else if tag.strip_prefix('h').is_some_and(|level| level.starts_with(char::is_numeric)) {
            compared.push_str("\n<heading>");
        } else if tag.strip_prefix("/h").is_some_and(|level| level.starts_with(char::is_numeric)) {
            compared.push_str("</heading>\n");
        } else {
            write!(compared, "<{}>", decoded(tag).trim_end_matches(" /")).unwrap();
        }
    }
    compared.push_str(&rest.replace("&quot;", "\""));
    let lines = compared.lines().filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n").replace("<li>\n", "<li>")
}

/// The tag with `%` sequences of characters that are no ASCII, and such as the parser writes, decoded.
fn decoded(tag: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = tag.as_bytes();
    while let [first, after @ ..] = rest {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let byte = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| *first == b'%');
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).replace("&quot;", "\"").replace("&#x27;", "'")
}

#[test]
fn the_parser_passes_the_specification() {
    let examples = examples();
    assert_eq!(examples.len(), COUNT);
    let unquoted = |html: &str| html.replace("&quot;", "\"");
    let differs = |example: &&Example| unquoted(&example.html) != unquoted(&written(Parser::new(&example.markdown)));
    let different: Vec<_> = examples.iter().filter(differs).map(|example| example.number).collect();
    assert_eq!(different, BY_THE_PARSER);
}

#[test]
fn our_pages_are_what_the_parser_says_but_for_what_we_mean_to_change() {
    let mut different = Vec::new();
    let mut told = String::new();
    for Example { number, markdown, .. } in examples() {
        let (meant, ours) = (compared(&meant(&markdown)), compared(&ours(&markdown)));
        if meant != ours {
            different.push(number);
            writeln!(told, "example {number}:\n{markdown}\nmeant:\n{meant}\n\nis:\n{ours}\n").unwrap();
        }
    }
    assert_eq!(different, BY_US, "{told}");
}
