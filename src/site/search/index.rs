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

use foldhash::fast::RandomState;
use indexmap::IndexMap;
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

/// The files, by their names without `.js`; the first one is `index`.
pub fn files(documents: &[Document]) -> Vec<(String, String)> {
    let words = words(documents);
    let (first_words, word_files) = word_files(&words);
    let (first_documents, text_files) = text_files(documents);
    let vocabulary: Vec<_> = front_coded(words.iter().map(|(word, _)| word.as_str())).collect();
    let mut index = Index {
        documents: documents.iter().map(entry).collect(),
        letters: fold::LETTERS,
        texts: first_documents,
        version: "",
        words: first_words,
    };
    let mut parts = numbered("words", word_files);
    parts.extend(numbered("texts", text_files));
    parts.push((String::from("vocabulary"), json(&vocabulary.join(" "))));
    let first = json(&index);
    let named = parts.iter().map(|(name, json)| (name.as_str(), json.as_bytes()));
    let version = version::of_many(&[("index", first.as_bytes())].into_iter().chain(named).collect::<Vec<_>>());
    index.version = &version;
    let index = (String::from("index"), json(&index));
    cores::let_go(words);
    let parts = parts.into_iter().map(|(name, value)| (format!("{name}-{version}"), value));
    cores::on_each_taken([index].into_iter().chain(parts).collect(), |(name, value)| {
        let text = ["hausmeisterSearch(", &json(&name), ", ", &value, ");\n"].concat();
        (name, text)
    })
}

fn numbered(name: &str, files: Vec<String>) -> Vec<(String, String)> {
    files.into_iter().enumerate().map(|(number, json)| (format!("{name}-{number}"), json)).collect()
}

fn json(value: &impl Serialize) -> String {
    // Only values with keys that are no strings, or with errors of their own, fail; there are neither.
    serde_json::to_string(value).unwrap_or_default()
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
    let parts: Vec<_> = documents.chunks(AT_ONCE).enumerate().collect();
    // No site has more documents than that, and there are many places to remember.
    let first = |number: usize| u32::try_from(number * AT_ONCE).unwrap_or(u32::MAX);
    let parts = cores::on_each(&parts, |(number, part)| words_of(first(*number), part));
    let mut all: IndexMap<String, Postings, RandomState> = IndexMap::default();
    for (word, standing) in parts.into_iter().flatten() {
        let postings = all.entry(word).or_default();
        postings.extend(standing.before);
        postings.push(standing.last);
    }
    // As JavaScript compares text, which differs from Rust beyond U+FFFF.
    all.sort_unstable_by(|one, _, other, _| {
        if one.is_ascii() && other.is_ascii() { one.cmp(other) } else { one.encode_utf16().cmp(other.encode_utf16()) }
    });
    all.into_iter().collect()
}

/// Where words stand, in the order of their first places.
type Words = IndexMap<String, Standing, RandomState>;

/// Where a word stands. The last document is the one that is being read, and so looked at most: it is at hand.
#[derive(Debug)]
struct Standing {
    before: Postings,
    last: Posting,
}

/// The words of documents, the first of which has this number.
fn words_of(first: u32, documents: &[Document]) -> Words {
    let mut words = Words::default();
    for (document, Document { title, names, sections, .. }) in (first..).zip(documents) {
        let mut read = |text: &str, level| fold::each_word(text, |word| find(word, document, level, &mut words));
        read(title, IN_TITLE);
        read(names, IN_TITLE);
        for section in sections {
            read(&section.heading, IN_HEADING);
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
fn word_files(words: &[(String, Postings)]) -> (Vec<&str>, Vec<String>) {
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
        files.push(json(&text.join("\n")));
    }
    (firsts, files)
}

/// The texts of runbooks, cut into files, after the number of the first document of each.
fn text_files(documents: &[Document]) -> (Vec<usize>, Vec<String>) {
    let runbooks: Vec<_> =
        documents.iter().enumerate().filter(|(_, document)| document.kind == Kind::Runbook).collect();
    let size = |document: &Document| -> usize {
        document.sections.iter().map(|section| section.heading.len() + section.text.len()).sum()
    };
    let mut rest = runbooks.as_slice();
    let mut groups = Vec::new();
    for length in cut(runbooks.iter().map(|(_, document)| size(document)), TEXTS) {
        let (group, after) = rest.split_at(length.min(rest.len()));
        groups.push(group);
        rest = after;
    }
    let firsts = groups.iter().filter_map(|group| group.first()).map(|(number, _)| *number).collect();
    let file = |group: &&[(usize, &Document)]| {
        json(&group.iter().map(|(_, document)| document.sections.iter().map(read).collect()).collect::<Vec<Vec<_>>>())
    };
    (firsts, cores::on_each(&groups, file))
}

/// What the script reads of a section.
fn read(Section { id, heading, text }: &Section) -> [&str; 3] {
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
