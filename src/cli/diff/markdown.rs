//! A comparison as a comment on a pull request: what matters on top, a folded list for each person.
//!
//! GitHub takes no comment longer than [`LONGEST`]; what does not fit is left out and counted. Names come from the
//! roster, so everything that could be markup is written as a character reference, which holds in Markdown and in
//! HTML alike, and `@` is parted from what comes after it, so that nobody is mentioned by accident.

use super::words::{Entry, Words, counted};

/// The most characters that GitHub takes in a comment.
const LONGEST: usize = 65_536;

/// Kept for the sentence that counts what is left out.
const RESERVE: usize = 400;

/// So many people stand in the table.
const MOST_PEOPLE: usize = 200;

/// The whole comment. The mark at its top lets a workflow find the comment that it made before.
pub fn render(words: &Words<'_>) -> String {
    let mut text = String::from("<!-- hausmeister diff -->\n### What this changes on call\n\n");
    let headline: Vec<_> = words.headline().iter().map(|sentence| escaped(sentence)).collect();
    text += &format!("**{}**\n", headline.join("<br>"));
    if let Some((command, says)) = words.advice() {
        text += &format!("\n<code>{}</code>{says}\n", escaped(&command));
    }
    for sentence in words.arrivals().iter().chain(&words.orders()) {
        text += &format!("\n{}\n", escaped(sentence));
    }
    if words.concerned().next().is_some() {
        text += &overview(words);
    }
    let mut comment = Comment { room: LONGEST.saturating_sub(RESERVE + length(&text)), text, left_out: 0, people: 0 };
    for (who, person) in words.concerned() {
        let entries = words.entries(who);
        if !entries.is_empty() {
            comment.fold(&format!("{}: {}", escaped(&person.name), escaped(&words.counts(who))), &entries);
        }
    }
    if comment.left_out > 0 {
        let (lines, people) = (counted(comment.left_out, "line"), counted(comment.people, "list"));
        let base = escaped(words.base);
        comment.text +=
            &format!("\n{lines} of {people} did not fit here; `hausmeister diff` with {base} shows them.\n");
    }
    comment.text
}

fn overview(words: &Words<'_>) -> String {
    let mut text = format!("\n| {} | shifts | hours | weekends |\n| --- | --- | ---: | ---: |\n", words.year());
    for (who, person) in words.concerned().take(MOST_PEOPLE) {
        let cells = [&person.name, &words.counts(who), &words.hours(person), &words.weekends(person)];
        text += &format!("| {} |\n", cells.map(|cell| escaped(cell)).join(" | "));
    }
    let more = words.concerned().count().saturating_sub(MOST_PEOPLE);
    if more > 0 {
        text += &format!("| and {more} more | | | |\n");
    }
    text
}

/// A comment that has room for so many more characters.
struct Comment {
    text: String,
    room: usize,
    /// Lines that found no room.
    left_out: usize,
    /// Lists that they are of.
    people: usize,
}

impl Comment {
    /// Adds a folded list, as far as there is room.
    fn fold(&mut self, summary: &str, entries: &[Entry]) {
        let opening =
            format!("\n<details><summary>{summary}</summary>\n\n| | when | shift | |\n| --- | --- | --- | --- |\n");
        const CLOSING: &str = "\n</details>\n";
        let Some(mut room) = self.room.checked_sub(length(&opening) + length(CLOSING)) else {
            self.left_out += entries.len();
            self.people += 1;
            return;
        };
        let mut lines = String::new();
        let mut told = 0;
        for line in entries.iter().map(line) {
            match room.checked_sub(length(&line)) {
                Some(rest) => room = rest,
                None => break,
            }
            lines += &line;
            told += 1;
        }
        let rest = entries.len() - told;
        self.left_out += rest;
        self.people += usize::from(rest > 0);
        // After the first that did not fit, none shall: what is told is a beginning.
        self.room = if rest > 0 { 0 } else { room };
        if told > 0 {
            self.text += &format!("{opening}{lines}{CLOSING}");
        }
    }
}

fn line(entry: &Entry) -> String {
    let warning = entry.warning.map(|warning| format!(" (**{warning}**)")).unwrap_or_default();
    let cells = [entry.when.as_str(), &entry.shift, &entry.with].map(escaped);
    format!("| {} | {}{warning} |\n", escaped(&entry.effect.mark().to_string()), cells.join(" | "))
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// A text as it is, whatever Markdown or HTML would make of it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            // Without a meaning of their own in the middle of a line.
            ' ' | ',' | '.' | ':' | ';' | '\'' | '(' | ')' | '-' | '+' | '/' | '%' => escaped.push(character),
            '@' => escaped.push_str("&#64;&#8203;"),
            _ if character.is_ascii_punctuation() || character.is_ascii_control() => {
                escaped += &format!("&#{};", u32::from(character));
            }
            _ => escaped.push(character),
        }
    }
    escaped
}
