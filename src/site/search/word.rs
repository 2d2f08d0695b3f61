//! A folded word. Most are short: those are numbers, which are sooner compared and found than texts.

use std::borrow::Cow;

/// A word, maybe of 8 bytes at most; longer ones are texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word<T> {
    /// Of 8 bytes at most.
    Short(Short),
    /// Of more.
    Long(T),
}

/// A word of 8 bytes at most as a number, its last byte the lowest. Words hold no NUL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Short(u64);

impl<'a> Word<&'a str> {
    /// This word.
    pub fn new(word: &'a str) -> Self {
        Short::new(word.as_bytes()).map_or(Self::Long(word), Self::Short)
    }
}

impl<T: AsRef<str>> Word<T> {
    /// It as text.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Short(short) => Cow::Owned(short.text()),
            Self::Long(word) => Cow::Borrowed(word.as_ref()),
        }
    }

    /// Its first byte.
    pub fn initial(&self) -> u8 {
        let first = match self {
            Self::Short(short) => short.bytes().into_iter().find(|byte| *byte != 0),
            Self::Long(word) => word.as_ref().bytes().next(),
        };
        first.unwrap_or_default()
    }
}

impl Short {
    /// The word of these bytes, if they are few enough.
    pub fn new(word: &[u8]) -> Option<Self> {
        (word.len() <= 8).then(|| word.iter().fold(Self::EMPTY, |short, byte| short.and(*byte)))
    }

    /// No bytes yet.
    pub const EMPTY: Self = Self(0);

    /// It with one byte more, of 8 at most.
    pub const fn and(self, byte: u8) -> Self {
        Self(self.0 << 8 | byte as u64)
    }

    /// Its bytes, after as many NUL as it has less than 8.
    const fn bytes(self) -> [u8; 8] {
        self.0.to_be_bytes()
    }

    /// It as text.
    pub fn text(self) -> String {
        let bytes: Vec<_> = self.bytes().into_iter().filter(|byte| *byte != 0).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_word_is_a_number_and_back() {
        for word in ["a", "ab", "abc", "abcd", "abcde", "abcdefg", "abcdefgh", "é", "日本", "été", "9", "zzzzzzzz"]
        {
            let short = Short::new(word.as_bytes()).unwrap();
            assert_eq!((short.text(), Word::new(word)), (word.to_owned(), Word::Short(short)));
        }
        assert_eq!(Short::new(b"abcd"), Some(Short(u64::from(u32::from_be_bytes(*b"abcd")))));
        for word in ["abcdefghi", "日本語"] {
            assert_eq!(Word::new(word), Word::Long(word));
        }
    }

    #[test]
    fn words_begin_with_their_first_byte() {
        assert_eq!([Word::new("b").initial(), Word::new("é").initial()], [b'b', 0xc3]);
        assert_eq!(Word::new("zookeeper").initial(), b'z');
    }
}
