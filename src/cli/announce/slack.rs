//! An announcement as a message of Slack's Block Kit, as an incoming webhook takes it.
//!
//! Slack refuses a message that is beyond its limits, so each text is cut to them. Names come from the roster: `&`, `<`
//! and `>` are written as references, so that none is a control sequence such as `<!channel>`; `@` is parted from what
//! comes after it, and texts are `verbatim`, so that Slack looks for no mentions of its own. What is left to a name is
//! `*`, `_`, `~` and the backtick, which change how it looks and nothing else: Slack has no way to write them plainly.

use serde::Serialize;

use super::words::{Announcement, Line, List};

/// The longest text of a header.
const LONGEST_HEADER: usize = 150;

/// The longest text of a section. Slack takes 3,000, and some 13,000 in a whole message, which it does not document; a
/// message has at most three sections.
const LONGEST_SECTION: usize = 2_900;

/// Kept in a section for the line that counts what is left out.
const RESERVE: usize = 400;

/// The payload of a webhook.
#[derive(Serialize)]
struct Message {
    /// What notifications show.
    text: String,
    /// At most five; Slack takes 50.
    blocks: Vec<Block>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Block {
    Header { text: Text },
    Section { text: Text },
    Context { elements: Vec<Text> },
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Text {
    #[serde(rename = "plain_text")]
    Plain { text: String, emoji: bool },
    #[serde(rename = "mrkdwn")]
    Marked { text: String, verbatim: bool },
}

/// The whole message, pretty-printed.
pub fn render(announcement: &Announcement) -> String {
    let title = escaped(&announcement.title, LONGEST_HEADER);
    let marked = |text: String| Text::Marked { text, verbatim: true };
    let mut blocks = vec![Block::Header { text: Text::Plain { text: title.clone(), emoji: false } }];
    blocks.extend(announcement.lists.iter().map(|list| Block::Section { text: marked(section(list)) }));
    // An address of a roster has none of the characters that would end the link; one that is too long is no address.
    let address = announcement.address.as_ref().map(|address| format!("<{}>", address.replace('&', "&amp;")));
    let address = address.filter(|address| length(address) <= LONGEST_SECTION);
    blocks.extend(address.map(|address| Block::Context { elements: vec![marked(address)] }));
    // Only maps with other keys than texts, or a failing writer, could make this fail.
    serde_json::to_string_pretty(&Message { text: title, blocks }).unwrap_or_default() + "\n"
}

/// The head and as many lines as fit.
fn section(list: &List) -> String {
    let mut text = format!("*{}*", escaped(&list.head, RESERVE));
    let mut shown = 0;
    for line in list.lines.iter().map(line) {
        if length(&text) + length(&line) + RESERVE > LONGEST_SECTION {
            break;
        }
        text += &line;
        shown += 1;
    }
    let rest = list.rest(list.lines.len() - shown);
    text + &rest.map(|rest| format!("\n{}", escaped(&rest, RESERVE - 1))).unwrap_or_default()
}

fn line(Line { lead, text }: &Line) -> String {
    let lead = if lead.is_empty() { String::new() } else { format!("*{}* ", escaped(lead, RESERVE)) };
    format!("\n• {lead}{}", escaped(text, LONGEST_SECTION / 2))
}

/// A text as it is, whatever Slack would make of it; at most so long, the last character an ellipsis where it was cut.
fn escaped(text: &str, most: usize) -> String {
    let written = |character: char| match character {
        '&' => String::from("&amp;"),
        '<' => String::from("&lt;"),
        '>' => String::from("&gt;"),
        '@' => String::from("@\u{200b}"),
        _ => String::from(character),
    };
    let all: String = text.chars().map(written).collect();
    if length(&all) <= most {
        return all;
    }
    let mut cut = String::new();
    for next in text.chars().map(written) {
        if length(&cut) + length(&next) + 1 > most {
            break;
        }
        cut += &next;
    }
    cut + "…"
}

/// How long a text is for Slack, which counts as JavaScript does: no less than its characters.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// As many lines as a list may have, each as long as one may be, of characters that grow when they are escaped.
    fn announcement(character: char) -> Announcement {
        let long = |count: usize| String::from(character).repeat(count);
        let lines = |count: usize| (0..count).map(|_| Line { lead: long(300), text: long(300) }).collect();
        let list = |lines| List { head: long(300), lines, left_out: 7, of: "shift", whole: Some(long(300)) };
        Announcement {
            title: long(300),
            lists: vec![list(lines(10)), list(lines(1)), list(lines(0))],
            address: Some(format!("https://{}.example.org/?a&b", "x".repeat(2_000))),
            is_new: true,
        }
    }

    /// The text of each block.
    fn texts(message: &Value) -> Vec<&str> {
        let blocks = message["blocks"].as_array().unwrap().iter();
        blocks.filter_map(|block| block.pointer("/text/text").or(block.pointer("/elements/0/text"))?.as_str()).collect()
    }

    #[test]
    fn a_message_keeps_to_the_limits_and_counts_the_rest() {
        for character in ['a', '&', '@', '🧭', '\u{301}'] {
            let message: Value = serde_json::from_str(&render(&announcement(character))).unwrap();
            let texts = texts(&message);
            assert_eq!(texts.len(), message["blocks"].as_array().unwrap().len());
            assert!(length(texts[0]) <= 150 && length(message["text"].as_str().unwrap()) <= 150);
            assert!(texts.iter().all(|text| !text.is_empty() && length(text) <= 3_000));
            assert!(texts.iter().map(|text| length(text)).sum::<usize>() < 12_000);
            let told = texts[1].matches("\n• ").count();
            assert!(told > 0 && told < 10, "{character}: {told}");
            assert!(texts[1].contains(&format!("\nand {} more shifts; ", 10 - told + 7)), "{character}");
            assert!(texts[3].contains("\n7 shifts; "), "{character}");
        }
    }

    #[test]
    fn a_cut_parts_no_reference() {
        assert_eq!(escaped("a<b", 6), "a&lt;b");
        assert_eq!(escaped("a<b", 5), "a…");
        assert_eq!(escaped("<!here> @all", 99), "&lt;!here&gt; @\u{200b}all");
    }
}
