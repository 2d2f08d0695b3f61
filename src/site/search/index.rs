//! The index: which word stands where, cut into files of which a search needs few.
//!
//! Documents go in, files of JavaScript come out. Each is one call, `hausmeisterSearch(name, value)`, because a page
//! that lies on a disk may load scripts and nothing else. `templates/assets/search.js` reads them:
//!
//! - `index`: `version`, which the names of all other files end with, so that none is taken for one of another build;
//!   `letters`, see [`fold::LETTERS`]; `documents`, each `[kind, address, title]`, and of those that are no runbooks
//!   `[…, names, text]` too; `words`, the first word of each file of words; `texts`, the first document of each file
//!   of texts.
//! - `words-N`: a line a word, `3er 5a,2 11`: the letters shared with the word before (in base 36) and the rest, then
//!   for each [level](Level) the documents, in base 36 and as differences.
//! - `texts-N`: the sections of each runbook, `[id, heading, text]`.
//! - `vocabulary`: the words, as above, for what is misspelt.

use std::collections::HashMap;
use std::fmt::Write;

use serde::Serialize;
use serde_json::{Value, json};

use super::document::{Document, Kind};
use super::fold;

/// So many bytes of words in a file; a word with more has a file of its own.
const WORDS: usize = 24 * 1024;
/// So many bytes of texts in a file; a runbook with more has a file of its own.
const TEXTS: usize = 24 * 1024;

/// How much a word says about a document: 5 in its title or names, 4 in a heading, 3 to 1 in the text, for four times
/// and more, two or three times, once.
type Level = u8;

const IN_TITLE: Level = 5;
const IN_HEADING: Level = 4;
const IN_TEXT: Level = 1;

/// Where a word stands: documents by number, ascending.
type Postings = Vec<(usize, Level)>;

/// The files, by their names without `.js`; the first one is `index`.
pub fn files(documents: &[Document]) -> Vec<(String, String)> {
    let words = words(documents);
    let (first_words, word_files) = word_files(&words);
    let (first_documents, text_files) = text_files(documents);
    let vocabulary: Vec<_> = front_coded(words.iter().map(|(word, _)| word.as_str())).collect();
    let index = json!({
        "letters": fold::LETTERS,
        "documents": documents.iter().map(entry).collect::<Vec<_>>(),
        "words": first_words,
        "texts": first_documents,
    });

    let mut parts = numbered("words", word_files);
    parts.extend(numbered("texts", text_files));
    parts.push((String::from("vocabulary"), Value::from(vocabulary.join(" "))));
    parts.insert(0, (String::from("index"), index));
    let version = version(&parts);
    let file = |(name, mut value): (String, Value)| {
        let name = if name == "index" { name } else { format!("{name}-{version}") };
        if let Value::Object(index) = &mut value {
            index.insert(String::from("version"), Value::from(version.as_str()));
        }
        let call = format!("hausmeisterSearch({}, {value});\n", Value::from(name.as_str()));
        (name, call)
    };
    parts.into_iter().map(file).collect()
}

fn numbered(name: &str, values: Vec<Value>) -> Vec<(String, Value)> {
    values.into_iter().enumerate().map(|(number, value)| (format!("{name}-{number}"), value)).collect()
}

/// What the script knows of a document from the beginning.
fn entry(document: &Document) -> Value {
    let Document { kind, address, title, names, sections } = document;
    match kind {
        Kind::Runbook => json!([*kind as u8, address, title]),
        Kind::Person | Kind::ShiftType => {
            json!([
                *kind as u8,
                address,
                title,
                names,
                sections.iter().map(|section| &section.text).collect::<Vec<_>>()
            ])
        }
    }
}

/// All words, ascending, with where they stand.
fn words(documents: &[Document]) -> Vec<(String, Postings)> {
    // Only looked up, never walked through: the order of what comes out is that of the words.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut words: Vec<(String, Postings)> = Vec::new();
    let mut found: Vec<(usize, Level)> = Vec::new();
    for (document, Document { title, names, sections, .. }) in documents.iter().enumerate() {
        let mut read = |text: &str, level| {
            fold::each_word(text, |word| {
                let number = numbers.get(word).copied().unwrap_or_else(|| {
                    numbers.insert(word.to_owned(), words.len());
                    words.push((word.to_owned(), Vec::new()));
                    words.len() - 1
                });
                found.push((number, level));
            });
        };
        read(title, IN_TITLE);
        read(names, IN_TITLE);
        for section in sections {
            read(&section.heading, IN_HEADING);
            read(&section.text, IN_TEXT);
        }
        found.sort_unstable();
        for of_word in found.chunk_by(|(one, _), (other, _)| one == other) {
            let Some((number, best)) = of_word.last().copied() else { continue };
            if let Some((_, postings)) = words.get_mut(number) {
                postings.push((document, level(best, of_word.len())));
            }
        }
        found.clear();
    }
    // As JavaScript compares text, which differs from Rust beyond U+FFFF.
    words.sort_unstable_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
    words
}

fn level(best: Level, times: usize) -> Level {
    match (best, times) {
        (IN_TEXT, 2 | 3) => 2,
        (IN_TEXT, 4..) => 3,
        _ => best,
    }
}

/// The words, cut into files, after the first word of each.
fn word_files(words: &[(String, Postings)]) -> (Vec<&str>, Vec<Value>) {
    let lines: Vec<_> = words.iter().map(|(_, postings)| postings_line(postings)).collect();
    let sizes = words.iter().zip(&lines).map(|((word, _), line)| word.len() + line.len());
    let mut firsts = Vec::new();
    let mut files = Vec::new();
    let mut begin = 0;
    for length in cut(sizes, WORDS) {
        let range = begin..begin + length;
        begin = range.end;
        let (words, lines) = (words.get(range.clone()).unwrap_or_default(), lines.get(range).unwrap_or_default());
        firsts.extend(words.first().map(|(word, _)| word.as_str()));
        let coded = front_coded(words.iter().map(|(word, _)| word.as_str()));
        let text: Vec<_> = coded.zip(lines).map(|(word, postings)| format!("{word}{postings}")).collect();
        files.push(Value::from(text.join("\n")));
    }
    (firsts, files)
}

/// The texts of runbooks, cut into files, after the number of the first document of each.
fn text_files(documents: &[Document]) -> (Vec<usize>, Vec<Value>) {
    let runbooks: Vec<_> =
        documents.iter().enumerate().filter(|(_, document)| document.kind == Kind::Runbook).collect();
    let size = |document: &Document| -> usize {
        document.sections.iter().map(|section| section.heading.len() + section.text.len()).sum()
    };
    let sizes = runbooks.iter().map(|(_, document)| size(document));
    let mut rest = runbooks.as_slice();
    let mut firsts = Vec::new();
    let mut files = Vec::new();
    for length in cut(sizes, TEXTS) {
        let (file, after) = rest.split_at(length.min(rest.len()));
        rest = after;
        firsts.extend(file.first().map(|(number, _)| *number));
        let texts = file.iter().map(|(_, document)| {
            let section = |section: &super::document::Section| json!([section.id, section.heading, section.text]);
            Value::from(document.sections.iter().map(section).collect::<Vec<_>>())
        });
        files.push(Value::from(texts.collect::<Vec<_>>()));
    }
    (firsts, files)
}

/// How many neighbours go together so that no group is larger than `most`, unless it is a single one.
fn cut(sizes: impl Iterator<Item = usize>, most: usize) -> Vec<usize> {
    let mut lengths: Vec<usize> = Vec::new();
    let mut sum = 0;
    for size in sizes {
        match lengths.last_mut() {
            Some(length) if sum + size <= most => {
                *length += 1;
                sum += size;
            }
            _ => {
                lengths.push(1);
                sum = size;
            }
        }
    }
    lengths
}

/// Each word as how many characters it shares with the one before, and its own rest.
fn front_coded<'a>(words: impl Iterator<Item = &'a str>) -> impl Iterator<Item = String> {
    let mut before = "";
    words.map(move |word| {
        let shared = word.chars().zip(before.chars()).take(35).take_while(|(one, other)| one == other).count();
        before = word;
        let rest: String = word.chars().skip(shared).collect();
        format!("{}{rest}", base_36(shared))
    })
}

fn postings_line(postings: &[(usize, Level)]) -> String {
    let mut line = String::new();
    for level in (IN_TEXT..=IN_TITLE).rev() {
        let mut before = 0;
        let documents = postings.iter().filter(|(_, its)| *its == level).map(|(document, _)| *document);
        for (place, document) in documents.enumerate() {
            // Writing to a string can't fail.
            let _ = if place == 0 { write!(line, " {level}") } else { write!(line, ",") };
            line.push_str(&base_36(document - before));
            before = document;
        }
    }
    line
}

fn base_36(number: usize) -> String {
    let mut digits = Vec::new();
    let mut rest = number;
    loop {
        digits.extend(u32::try_from(rest % 36).ok().and_then(|digit| char::from_digit(digit, 36)));
        rest /= 36;
        if rest == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// A number made of all that is in the files, by FNV-1a: <https://datatracker.ietf.org/doc/html/rfc9923>.
fn version(parts: &impl Serialize) -> String {
    // Only values with keys that are no strings fail, and there are none.
    let bytes = serde_json::to_vec(parts).unwrap_or_default();
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests;
