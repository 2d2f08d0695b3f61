//! Words as the search compares them: in small letters, without accents.
//!
//! Text goes in, folded words come out. The script of the search folds what people type in the same way, with the
//! same [`LETTERS`]: they travel in the index, so that there is one list of them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

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
pub fn each_word(text: &str, mut take: impl FnMut(&str)) {
    if text.is_ascii() {
        each_ascii_word(&text.to_ascii_lowercase(), take);
        return;
    }
    let mut folded = String::new();
    for line in text.split('\n') {
        if line.is_ascii() {
            each_ascii_word(&line.to_ascii_lowercase(), &mut take);
            continue;
        }
        for word in line.split(|character| !is_in_word(character)) {
            folded.clear();
            fold(word, &mut folded);
            if is_typed(&folded) {
                take(&folded);
            }
        }
    }
}

/// As [`each_word`], of text in small letters where each byte is a character, as most are.
fn each_ascii_word(text: &str, mut take: impl FnMut(&str)) {
    let mut rest = text;
    while let Some(begin) = rest.bytes().position(|byte| IN_WORD[usize::from(byte)]) {
        let (_, from_word) = rest.split_at(begin);
        let end = from_word.bytes().position(|byte| !IN_WORD[usize::from(byte)]).unwrap_or(from_word.len());
        let (word, after) = from_word.split_at(end);
        if is_typed(word) {
            take(word);
        }
        rest = after;
    }
}

/// Whether words of ASCII have this byte in them, by the byte: to look that up is less work than to reckon it.
static IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Whether it is a word, and one that somebody types.
fn is_typed(folded: &str) -> bool {
    !folded.is_empty() && (folded.len() <= LONGEST || folded.chars().count() <= LONGEST)
}

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
        each_word(text, |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(words("Level-1: page_me, don't!"), ["level", "1", "page", "me", "don", "t"]);
        assert_eq!(words("-- … !"), [""; 0]);
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
