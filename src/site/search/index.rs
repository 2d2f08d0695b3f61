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
//!   for each [level](postings::Level) the documents, in base 36 and as differences.
//! - `texts-N`: the sections of each runbook, `[id, heading, text]`.
//! - `vocabulary`: the words, as above, for what is misspelt.

use serde::Serialize;
use serde_json::{Value, json};

use super::document::{Document, Kind, Section};
use super::fold;
use super::postings::{self, IN_TEXT, IN_TITLE, Posting, Postings};
use crate::cores;
use crate::site::version;

/// So many bytes of words in a file; a word with more has a file of its own.
const WORDS: usize = 24 * 1024;
/// So many bytes of texts in a file; a runbook with more has a file of its own.
const TEXTS: usize = 24 * 1024;
/// What the search begins with, as the script reads it.
#[derive(Serialize)]
struct Index<'a> {
    documents: Vec<Value>,
    letters: &'a [(&'a str, &'a str)],
    texts: Vec<usize>,
    version: &'a str,
    words: Vec<String>,
}

/// What stands for the version as long as it is not known, since it hangs on all else in the files.
const NO_VERSION: &str = "0000000000000000";
/// What a file begins with; its name follows.
const CALL: &str = "hausmeisterSearch(\"";
/// So many bytes a file is given for what is not counted: its name, and the marks of JSON.
const ROOM: usize = 1024;

/// The files, by their names without `.js`; the first one is `index`.
pub fn files(documents: &[Document<'_>]) -> Vec<(String, Vec<u8>)> {
    let words = postings::words(documents);
    let (first_words, mut parts) = word_files(&words);
    let vocabulary = front_coded(words.iter().map(|(word, _)| word.as_str())).collect::<Vec<_>>().join(" ");
    // Their memory is for the texts.
    drop(words);
    let (first_documents, text_files) = text_files(documents);
    let mut index = Index {
        documents: documents.iter().map(entry).collect(),
        letters: fold::LETTERS,
        texts: first_documents,
        version: "",
        words: first_words,
    };
    parts.extend(text_files);
    parts.push(part("vocabulary", &vocabulary, vocabulary.len()));
    let first = call("index", &index, 0);
    let all = parts.iter().map(|(name, text)| (name.as_str(), text.as_slice()));
    let version = version::of_many(&[("index", first.as_slice())].into_iter().chain(all).collect::<Vec<_>>());
    index.version = &version;
    let index = (String::from("index"), call("index", &index, first.len()));
    [index].into_iter().chain(parts.into_iter().map(|part| versioned(part, &version))).collect()
}

/// A file whose name ends with the version, which is not known yet. `room` is about how many bytes its value takes.
fn part(name: &str, value: &impl Serialize, room: usize) -> (String, Vec<u8>) {
    let name = format!("{name}-{NO_VERSION}");
    let text = call(&name, value, room);
    (name, text)
}

/// The text of a file.
fn call(name: &str, value: &impl Serialize, room: usize) -> Vec<u8> {
    let mut text = Vec::with_capacity(room + ROOM);
    text.extend_from_slice([CALL, name, "\", "].concat().as_bytes());
    // Only values with keys that are no strings, or with errors of their own, fail; there are neither.
    let _written = serde_json::to_writer(&mut text, value);
    text.extend_from_slice(b");\n");
    text
}

/// A part with the version in its name, there and in its text.
fn versioned((mut name, mut text): (String, Vec<u8>), version: &str) -> (String, Vec<u8>) {
    name.truncate(name.len() - NO_VERSION.len());
    let at = CALL.len() + name.len();
    drop(text.splice(at..at + NO_VERSION.len(), version.bytes()));
    (name + version, text)
}

/// What the script knows of a document from the beginning.
fn entry(document: &Document<'_>) -> Value {
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

/// The words, cut into files, after the first word of each.
fn word_files(words: &[(String, Postings)]) -> (Vec<String>, Vec<(String, Vec<u8>)>) {
    let lines = cores::on_each(words, |(_, postings)| postings_line(postings));
    let sizes = words.iter().zip(&lines).map(|((word, _), line)| word.len() + line.len());
    let mut firsts = Vec::new();
    let mut files = Vec::new();
    let mut begin = 0;
    for length in cut(sizes, WORDS) {
        let range = begin..begin + length;
        begin = range.end;
        let (words, lines) = (words.get(range.clone()).unwrap_or_default(), lines.get(range).unwrap_or_default());
        firsts.extend(words.first().map(|(word, _)| word.clone()));
        let coded = front_coded(words.iter().map(|(word, _)| word.as_str()));
        let text: Vec<_> = coded.zip(lines).map(|(word, postings)| format!("{word}{postings}")).collect();
        let text = text.join("\n");
        files.push(part(&format!("words-{}", files.len()), &text, text.len() + length));
    }
    (firsts, files)
}

/// The texts of runbooks, cut into files, after the number of the first document of each.
fn text_files(documents: &[Document<'_>]) -> (Vec<usize>, Vec<(String, Vec<u8>)>) {
    let runbooks: Vec<_> =
        documents.iter().enumerate().filter(|(_, document)| document.kind == Kind::Runbook).collect();
    let size = |section: &Section<'_>| section.heading.len() + section.text.len();
    let sizes = runbooks.iter().map(|(_, document)| document.sections.iter().map(size).sum());
    let mut rest = runbooks.as_slice();
    let mut groups = Vec::new();
    for length in cut(sizes, TEXTS) {
        let (group, after) = rest.split_at(length.min(rest.len()));
        groups.push((groups.len(), group));
        rest = after;
    }
    let firsts = groups.iter().filter_map(|(_, group)| group.first()).map(|(number, _)| *number).collect();
    let file = |(number, group): &(usize, &[(usize, &Document<'_>)])| {
        let texts: Vec<Vec<_>> =
            group.iter().map(|(_, document)| document.sections.iter().map(read).collect()).collect();
        let sections = texts.iter().flatten().flatten();
        let room = sections.map(|text| text.len() + text.len() / 32 + 4).sum();
        part(&format!("texts-{number}"), &texts, room)
    };
    (firsts, cores::on_each(&groups, file))
}

/// What the script reads of a section.
fn read<'a>(Section { id, heading, text }: &'a Section<'a>) -> [&'a str; 3] {
    [id, heading, text]
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
        // One digit: no more than 35 are counted.
        let same = word.chars().zip(before.chars()).take(35).take_while(|(one, other)| one == other);
        let (shared, bytes) = same.fold((0, 0), |(shared, bytes), (one, _)| (shared + 1, bytes + one.len_utf8()));
        before = word;
        let mut coded = String::with_capacity(1 + word.len() - bytes);
        push_base_36(shared, &mut coded);
        coded.push_str(word.get(bytes..).unwrap_or_default());
        coded
    })
}

fn postings_line(postings: &[Posting]) -> String {
    let mut line = String::new();
    for level in (IN_TEXT..=IN_TITLE).rev() {
        let mut before = 0;
        let documents = postings.iter().filter(|posting| posting.level() == level).map(|posting| posting.document());
        for (place, document) in documents.enumerate() {
            if place == 0 {
                line.push(' ');
                push_base_36(u32::from(level), &mut line);
            } else {
                line.push(',');
            }
            push_base_36(document - before, &mut line);
            before = document;
        }
    }
    line
}

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Adds the digits of a number in base 36.
fn push_base_36(number: u32, text: &mut String) {
    if number >= 36 {
        push_base_36(number / 36, text);
    }
    text.push(char::from(DIGITS[(number % 36) as usize]));
}

#[cfg(test)]
mod tests;
