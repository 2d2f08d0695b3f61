//! Words as the search compares them: in small letters, without accents.
//!
//! Text goes in, folded words come out. The script of the search folds what people type in the same way, with the
//! same [`LETTERS`]: they travel in the index, so that there is one list of them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::word::{Short, Word};

/// A word of more characters is nothing that anyone types: a key, a hash, a picture in text.
const LONGEST: usize = 64;

/// What is typed, and the small letters for which it stands too.
pub const LETTERS: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
    ("ae", "æǽ"),
    ("c", "çćĉċč"),
    ("d", "ďđð"),
    ("e", "èéêëēĕėęěẹẻẽếềểễệ"),
    ("g", "ĝğġģǧ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįıǐỉị"),
    ("j", "ĵ"),
    ("k", "ķǩ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņňŉ"),
    ("o", "òóôõöøōŏőǒơọỏốồổỗộớờởỡợ"),
    ("oe", "œ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšș"),
    ("ss", "ß"),
    ("t", "ţťŧț"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųǔưụủứừửữự"),
    ("w", "ŵẁẃẅ"),
    ("y", "ýÿŷỳỵỷỹ"),
    ("z", "źżž"),
    ("σ", "ς"),
];

/// The same from letter to what is typed.
static TYPED: LazyLock<BTreeMap<char, &str>> = LazyLock::new(|| {
    let letters = LETTERS.iter().flat_map(|(typed, letters)| letters.chars().map(move |letter| (letter, *typed)));
    letters.collect()
});

/// Hands each word of `text` to `take`, folded, in its order.
pub fn each_word(text: &str, mut take: impl FnMut(Word<&str>)) {
    let mut folded = String::new();
    if text.is_ascii() {
        each_ascii_word(text, &mut folded, take);
        return;
    }
    for line in text.split('\n') {
        if line.is_ascii() {
            each_ascii_word(line, &mut folded, &mut take);
            continue;
        }
        for word in line.split(|character| !is_in_word(character)) {
            folded.clear();
            fold(word, &mut folded);
            if !folded.is_empty() && folded.chars().count() <= LONGEST {
                take(Word::new(&folded));
            }
        }
    }
}

/// As [`each_word`], of text where each byte is a character, as most are. Long words become `folded` on their way.
fn each_ascii_word(text: &str, folded: &mut String, mut take: impl FnMut(Word<&str>)) {
    let mut end_word = |begin: usize, end: usize, short: Short| match end - begin {
        0 => {}
        1..=8 => take(Word::Short(short)),
        9..=LONGEST => {
            folded.clear();
            folded.push_str(text.get(begin..end).unwrap_or_default());
            folded.make_ascii_lowercase();
            take(Word::Long(folded));
        }
        _ => {}
    };
    // Where the word begins, and what it would be as a short one.
    let (mut begin, mut short) = (0, Short::EMPTY);
    for (at, byte) in text.bytes().enumerate() {
        let small = SMALL[usize::from(byte)];
        if small == 0 {
            if begin < at {
                end_word(begin, at, short);
            }
            (begin, short) = (at + 1, Short::EMPTY);
        } else {
            short = short.and(small);
        }
    }
    end_word(begin, text.len(), short);
}

/// The small letter or digit that a byte of ASCII stands for, by the byte, else 0: to look that up is less work than to
/// reckon it.
static SMALL: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

fn fold(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
        return;
    }
    for small in word.chars().flat_map(char::to_lowercase).filter(|character| !is_accent(*character)) {
        match TYPED.get(&small) {
            Some(typed) => folded.push_str(typed),
            None => folded.push(small),
        }
    }
}

fn is_in_word(character: char) -> bool {
    character.is_alphanumeric() || is_accent(character)
}

/// The accents that are characters of their own.
fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each_word(text, |word| words.push(word.text().into_owned()));
        words
    }

    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(words("Level-1: page_me, don't!"), ["level", "1", "page", "me", "don", "t"]);
        assert_eq!(words("-- … !"), [""; 0]);
        assert_eq!(words("LongerThan8 K8S 2026 éA ZOOKEEPER"), ["longerthan8", "k8s", "2026", "ea", "zookeeper"]);
    }

    #[test]
    fn case_and_accents_make_no_difference() {
        assert_eq!(
            words("ÉTÉ e\u{301}te\u{301} Yıldız İstanbul São Größe Łódź"),
            ["ete", "ete", "yildiz", "istanbul", "sao", "grosse", "lodz"]
        );
        assert_eq!(words("Σας ΣΑΣ Эскалация 障害対応"), ["σασ", "σασ", "эскалация", "障害対応"]);
    }

    #[test]
    fn what_nobody_types_is_left_out() {
        assert_eq!(words(&format!("{} b", "a".repeat(65))), ["b"]);
        assert_eq!(words(&"a".repeat(64)), ["a".repeat(64)]);
    }

    #[test]
    fn the_letters_are_small_and_stand_for_one_thing() {
        let letters: Vec<_> = LETTERS.iter().flat_map(|(_, letters)| letters.chars()).collect();
        assert!(letters.iter().all(|letter| letter.to_lowercase().eq([*letter])));
        assert_eq!(TYPED.len(), letters.len());
    }
}
