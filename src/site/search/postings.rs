//! Which word stands where, and how much it says there.
//!
//! Documents go in, their words come out with the documents in which they stand.

use std::collections::HashMap;
use std::mem;

use foldhash::fast::RandomState;

use super::document::Document;
use super::fold;
use super::word::{Short, Word};
use crate::cores;

/// The words of so many documents are counted at once.
const AT_ONCE: usize = 32;

/// How much a word says about a document: 5 in its title or names, 4 in a heading, 3 to 1 in the text, for four times
/// and more, two or three times, once.
pub type Level = u8;

pub const IN_TITLE: Level = 5;
const IN_HEADING: Level = 4;
pub const IN_TEXT: Level = 1;

/// Where a word stands: documents by number, ascending.
pub type Postings = Vec<Posting>;

/// That a word stands in a document: the document's number, and in the lowest bits the level. There are a million of them
/// where there are thousands of runbooks.
#[derive(Debug, Clone, Copy)]
pub struct Posting(u32);

impl Posting {
    /// So many bits hold any level.
    const LEVEL_BITS: u32 = 3;

    /// The document's number.
    pub const fn document(self) -> u32 {
        self.0 >> Self::LEVEL_BITS
    }

    /// How much the word says about the document.
    pub fn level(self) -> Level {
        self.0.to_le_bytes()[0] & ((1 << Self::LEVEL_BITS) - 1)
    }
}

/// A word in the document that is being read.
#[derive(Debug, Clone, Copy)]
struct Counted {
    /// The document's number.
    document: u32,
    /// The best of the word's levels.
    best: Level,
    /// As many as a level tells apart, or more.
    times: u8,
}

impl Counted {
    fn posting(self) -> Posting {
        let level = match (self.best, self.times) {
            (IN_TEXT, 2 | 3) => 2,
            (IN_TEXT, 4..) => 3,
            (best, _) => best,
        };
        Posting(self.document << Posting::LEVEL_BITS | u32::from(level))
    }
}

/// All words, ascending as JavaScript compares them, with where they stand.
pub fn words(documents: &[Document<'_>]) -> Vec<(String, Postings)> {
    let parts: Vec<_> = documents.chunks(AT_ONCE).enumerate().collect();
    // No site has more documents than that, and there are many places to remember.
    let first = |number: usize| u32::try_from(number * AT_ONCE).unwrap_or(u32::MAX);
    let mut parts = cores::on_each(&parts, |(number, part)| words_of(first(*number), part).by_initial());
    let mut groups: Vec<Vec<_>> = Vec::with_capacity(INITIALS);
    for initial in 0..INITIALS {
        groups.push(parts.iter_mut().map(|part| mem::take(&mut part[initial])).collect());
    }
    cores::on_each_taken(groups, |group| ascending(group.into_iter().flatten())).into_iter().flatten().collect()
}

/// Each word once, ascending, with all places where it stands; those that come first have the lower numbers.
fn ascending(standing: impl Iterator<Item = (Word<String>, Standing)>) -> Vec<(String, Postings)> {
    let mut short: HashMap<Short, Postings, RandomState> = HashMap::default();
    let mut long: HashMap<String, Postings, RandomState> = HashMap::default();
    for (word, Standing { before, last }) in standing {
        let postings = match word {
            Word::Short(word) => short.entry(word).or_default(),
            Word::Long(word) => long.entry(word).or_default(),
        };
        postings.extend(before);
        postings.push(last.posting());
    }
    let short = short.into_iter().map(|(word, postings)| (word.text(), postings));
    let mut words: Vec<_> = short.chain(long).collect();
    // As JavaScript compares text, which differs from Rust beyond U+FFFF.
    words.sort_unstable_by(|(one, _), (other, _)| {
        if one.is_ascii() && other.is_ascii() { one.cmp(other) } else { one.encode_utf16().cmp(other.encode_utf16()) }
    });
    words
}

/// The words of documents, the first of which has this number.
fn words_of(first: u32, documents: &[Document<'_>]) -> Words {
    let mut words = Words::default();
    for (document, Document { title, names, sections, .. }) in (first..).zip(documents) {
        let mut read = |text: &str, level| fold::each_word(text, |word| words.find(word, document, level));
        read(title, IN_TITLE);
        read(names, IN_TITLE);
        for section in sections {
            read(section.heading, IN_HEADING);
            read(&section.text, IN_TEXT);
        }
    }
    words
}

/// Where words stand.
#[derive(Default)]
struct Words {
    short: HashMap<Short, Standing, RandomState>,
    long: HashMap<String, Standing, RandomState>,
}

/// Words by their first bytes, as far as those are ASCII; all others come last. So they come in JavaScript's order too.
const INITIALS: usize = 129;

impl Words {
    /// Takes down that a word stands in the document, which is none before the last one.
    fn find(&mut self, word: Word<&str>, document: u32, level: Level) {
        let counted = Counted { document, best: level, times: 1 };
        // Most are known already. By an entry the map would make room for one more each time.
        let known = match word {
            Word::Short(word) => self.short.get_mut(&word),
            Word::Long(word) => self.long.get_mut(word),
        };
        match (known, word) {
            (Some(standing), _) => standing.add(counted),
            (None, Word::Short(word)) => drop(self.short.insert(word, Standing::first(counted))),
            (None, Word::Long(word)) => drop(self.long.insert(word.to_owned(), Standing::first(counted))),
        }
    }

    fn by_initial(self) -> Vec<Vec<(Word<String>, Standing)>> {
        let mut groups: Vec<_> = (0..INITIALS).map(|_| Vec::new()).collect();
        let short = self.short.into_iter().map(|(word, standing)| (Word::Short(word), standing));
        let long = self.long.into_iter().map(|(word, standing)| (Word::Long(word), standing));
        // In no order: each group is sorted later.
        for (word, standing) in short.chain(long) {
            groups[usize::from(word.initial()).min(INITIALS - 1)].push((word, standing));
        }
        groups
    }
}

/// Where a word stands. The last document is the one that is being read, and so looked at most: it is at hand.
#[derive(Debug)]
struct Standing {
    before: Postings,
    last: Counted,
}

impl Standing {
    const fn first(counted: Counted) -> Self {
        Self { before: Vec::new(), last: counted }
    }

    /// The word once more, in the last document or one after it.
    fn add(&mut self, counted: Counted) {
        if self.last.document == counted.document {
            self.last.best = self.last.best.max(counted.best);
            self.last.times = self.last.times.saturating_add(1);
        } else {
            self.before.push(mem::replace(&mut self.last, counted).posting());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::search::document::Kind;

    #[test]
    fn words_come_in_the_order_of_javascript_and_documents_in_their_own() {
        let document = Document {
            kind: Kind::Runbook,
            address: "a/",
            title: "ﬀ 𐐨 zz b 9 я abcdefghijk a abcdefgh",
            names: "".into(),
            sections: Vec::new(),
        };
        let words = words(&vec![document; 3 * AT_ONCE - 1]);
        let order: Vec<_> = words.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(order, ["9", "a", "abcdefgh", "abcdefghijk", "b", "zz", "я", "𐐨", "ﬀ"]);
        for (word, postings) in &words {
            let documents = postings.iter().map(|posting| usize::try_from(posting.document()).unwrap());
            assert!(documents.eq(0..3 * AT_ONCE - 1), "{word}");
        }
    }
}
