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
use std::mem;

use foldhash::fast::RandomState;
use serde::Serialize;
use serde_json::{Value, json};

use super::document::{Document, Kind, Section};
use super::fold;
use crate::cores;
use crate::site::version;

/// So many bytes of words in a file; a word with more has a file of its own.
const WORDS: usize = 24 * 1024;
/// So many bytes of texts in a file; a runbook with more has a file of its own.
const TEXTS: usize = 24 * 1024;
/// The words of so many documents are counted at once.
const AT_ONCE: usize = 32;

/// How much a word says about a document: 5 in its title or names, 4 in a heading, 3 to 1 in the text, for four times
/// and more, two or three times, once.
type Level = u8;

const IN_TITLE: Level = 5;
const IN_HEADING: Level = 4;
const IN_TEXT: Level = 1;

/// Where a word stands: documents by number, ascending.
type Postings = Vec<Posting>;

/// How a word stands in a document.
#[derive(Debug, Clone, Copy)]
struct Posting {
    document: u32,
    /// The best of its levels.
    best: Level,
    /// As many as a level tells apart, or more.
    times: u8,
}

/// What the search begins with, as the script reads it.
#[derive(Serialize)]
struct Index<'a> {
    documents: Vec<Value>,
    letters: &'a [(&'a str, &'a str)],
    texts: Vec<usize>,
    version: &'a str,
    words: Vec<&'a str>,
}

/// What stands for the version as long as it is not known, since it hangs on all else in the files.
const NO_VERSION: &str = "0000000000000000";
/// What a file begins with; its name follows.
const CALL: &str = "hausmeisterSearch(\"";
/// So many bytes a file is given for what is not counted: its name, and the marks of JSON.
const ROOM: usize = 1024;

/// The files, by their names without `.js`; the first one is `index`.
pub fn files(documents: &[Document<'_>]) -> Vec<(String, Vec<u8>)> {
    let words = words(documents);
    let (first_words, word_files) = word_files(&words);
    let (first_documents, text_files) = text_files(documents);
    let vocabulary = front_coded(words.iter().map(|(word, _)| word.as_str())).collect::<Vec<_>>().join(" ");
    let mut index = Index {
        documents: documents.iter().map(entry).collect(),
        letters: fold::LETTERS,
        texts: first_documents,
        version: "",
        words: first_words,
    };
    let mut parts = word_files;
    parts.extend(text_files);
    parts.push(part("vocabulary", &vocabulary, vocabulary.len()));
    let first = call("index", &index, 0);
    let all = parts.iter().map(|(name, text)| (name.as_str(), text.as_slice()));
    let version = version::of_many(&[("index", first.as_slice())].into_iter().chain(all).collect::<Vec<_>>());
    index.version = &version;
    let index = (String::from("index"), call("index", &index, first.len()));
    cores::let_go(words);
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

/// All words, ascending, with where they stand.
fn words(documents: &[Document<'_>]) -> Vec<(String, Postings)> {
    let parts: Vec<_> = documents.chunks(AT_ONCE).enumerate().collect();
    // No site has more documents than that, and there are many places to remember.
    let first = |number: usize| u32::try_from(number * AT_ONCE).unwrap_or(u32::MAX);
    let mut parts = cores::on_each(&parts, |(number, part)| by_initial(words_of(first(*number), part)));
    let mut groups: Vec<Vec<_>> = Vec::with_capacity(INITIALS);
    for initial in 0..INITIALS {
        groups.push(parts.iter_mut().map(|part| mem::take(&mut part[initial])).collect());
    }
    cores::on_each_taken(groups, |group| ascending(group.into_iter().flatten())).into_iter().flatten().collect()
}

/// Words by their first bytes, as far as those are ASCII; all others come last. So they come in JavaScript's order too.
const INITIALS: usize = 129;

#[expect(clippy::iter_over_hash_type, reason = "each group is sorted later")]
fn by_initial(words: Words) -> Vec<Vec<(String, Standing)>> {
    let mut groups: Vec<_> = (0..INITIALS).map(|_| Vec::new()).collect();
    for (word, standing) in words {
        let initial = word.bytes().next().map_or(0, usize::from);
        groups[initial.min(INITIALS - 1)].push((word, standing));
    }
    groups
}

/// Each word once, ascending, with all places where it stands; those that come first have the lower numbers.
fn ascending(standing: impl Iterator<Item = (String, Standing)>) -> Vec<(String, Postings)> {
    let mut words: HashMap<String, Postings, RandomState> = HashMap::default();
    for (word, Standing { before, last }) in standing {
        let postings = words.entry(word).or_default();
        postings.extend(before);
        postings.push(last);
    }
    let mut words: Vec<_> = words.into_iter().collect();
    // As JavaScript compares text, which differs from Rust beyond U+FFFF.
    words.sort_unstable_by(|(one, _), (other, _)| {
        if one.is_ascii() && other.is_ascii() { one.cmp(other) } else { one.encode_utf16().cmp(other.encode_utf16()) }
    });
    words
}

/// Where words stand.
type Words = HashMap<String, Standing, RandomState>;

/// Where a word stands. The last document is the one that is being read, and so looked at most: it is at hand.
#[derive(Debug)]
struct Standing {
    before: Postings,
    last: Posting,
}

/// The words of documents, the first of which has this number.
fn words_of(first: u32, documents: &[Document<'_>]) -> Words {
    let mut words = Words::default();
    for (document, Document { title, names, sections, .. }) in (first..).zip(documents) {
        let mut read = |text: &str, level| fold::each_word(text, |word| find(word, document, level, &mut words));
        read(title, IN_TITLE);
        read(names, IN_TITLE);
        for section in sections {
            read(section.heading, IN_HEADING);
            read(&section.text, IN_TEXT);
        }
    }
    words
}

/// Takes down that a word stands in the document, which is none before the last one.
fn find(word: &str, document: u32, level: Level, words: &mut Words) {
    let posting = Posting { document, best: level, times: 1 };
    let Some(Standing { before, last }) = words.get_mut(word) else {
        words.insert(word.to_owned(), Standing { before: Vec::new(), last: posting });
        return;
    };
    if last.document == document {
        last.best = last.best.max(level);
        last.times = last.times.saturating_add(1);
    } else {
        before.push(std::mem::replace(last, posting));
    }
}

impl Posting {
    fn level(self) -> Level {
        match (self.best, self.times) {
            (IN_TEXT, 2 | 3) => 2,
            (IN_TEXT, 4..) => 3,
            (best, _) => best,
        }
    }
}

/// The words, cut into files, after the first word of each.
fn word_files(words: &[(String, Postings)]) -> (Vec<&str>, Vec<(String, Vec<u8>)>) {
    let lines = cores::on_each(words, |(_, postings)| postings_line(postings));
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
        let documents = postings.iter().filter(|posting| posting.level() == level).map(|posting| posting.document);
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

/// Adds the digits of a number in base 36.
fn push_base_36(number: u32, text: &mut String) {
    if number >= 36 {
        push_base_36(number / 36, text);
    }
    text.extend(char::from_digit(number % 36, 36));
}

#[cfg(test)]
mod tests;
