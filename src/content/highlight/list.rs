//! Lists of words, and whether one of them is meant.

/// Words with a space between them, and marks by which most others are told from them at a glance.
///
/// Code asks for every word of it whether it stands in a list of a hundred: it was most of what colours took.
#[derive(Debug)]
pub(super) struct List {
    words: &'static str,
    marks: [u64; MARKS],
}

const MARKS: usize = 8;

/// The list of these words.
pub(super) const fn list(words: &'static str) -> List {
    let bytes = words.as_bytes();
    let mut marks = [0; MARKS];
    let (mut start, mut at) = (0, 0);
    while at <= bytes.len() {
        if at == bytes.len() || bytes[at] == b' ' {
            if start < at {
                let (place, bit) = mark(bytes[start], bytes[at - 1], at - start);
                marks[place] |= bit;
            }
            start = at + 1;
        }
        at += 1;
    }
    List { words, marks }
}

/// The mark of a word by its ends and its length.
const fn mark(first: u8, last: u8, length: usize) -> (usize, u64) {
    let number = first as usize * 31 + last as usize * 7 + length;
    (number / 64 % MARKS, 1 << (number % 64))
}

impl List {
    /// Whether no word stands in it.
    pub(super) const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the word stands in it.
    pub(super) fn has(&self, word: &str) -> bool {
        let ([first, ..], [.., last]) = (word.as_bytes(), word.as_bytes()) else { return false };
        let (place, bit) = mark(*first, *last, word.len());
        self.marks[place] & bit != 0 && self.words.split(' ').any(|known| known == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_its_words_and_no_others() {
        const LIST: List = list("a as asc défaut -> then");
        for word in LIST.words.split(' ') {
            assert!(LIST.has(word), "{word}");
        }
        for word in ["", " ", "s", "asx", "an", "a as", "the", "défauts", "x"] {
            assert!(!LIST.has(word), "{word:?}");
        }
        assert!(list("").is_empty() && !list("").has(""));
    }
}
