//! From the bytes of a markdown file to its text, its front matter and its body.
//!
//! Nothing is read into either part here; places are bytes of the text without its byte order mark.

use std::ops::Range;

/// The text of a file, or as much of it as is text.
pub(super) struct Decoded {
    /// The text without a byte order mark; where bytes are no UTF-8, U+FFFD stands in their stead.
    pub(super) text: String,
    /// Whether it holds a NUL, wherever that stands.
    pub(super) has_nul: bool,
    /// The first place that is no UTF-8.
    pub(super) fault: Option<Range<usize>>,
}

/// Takes the bytes as UTF-8.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    let has_nul = memchr::memchr(0, &bytes).is_some();
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text: unmarked(text), has_nul, fault: None },
        Err(error) => {
            let text = unmarked(String::from_utf8_lossy(error.as_bytes()).into_owned());
            let mark = if error.as_bytes().starts_with(BYTE_ORDER_MARK.as_bytes()) { BYTE_ORDER_MARK.len() } else { 0 };
            let start = error.utf8_error().valid_up_to() - mark;
            Decoded { text, has_nul, fault: Some(start..start + char::REPLACEMENT_CHARACTER.len_utf8()) }
        }
    }
}

/// Where the parts of a markdown file stand in its text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Parts {
    /// No front matter: the whole text is markdown.
    Bare,
    /// Front matter, without its `---` lines, and the byte at which the markdown begins.
    Fronted(Range<usize>, usize),
    /// The first line opens front matter (its bytes are given) and no later line closes it.
    Unclosed(Range<usize>),
}

/// Finds the front matter: what stands between a first line `---` and the next such line.
pub(super) fn parts(text: &str) -> Parts {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| is_fence(line)) else { return Parts::Bare };
    let start = first.len();
    let mut at = start;
    for line in lines {
        if is_fence(line) {
            return Parts::Fronted(start..at, at + line.len());
        }
        at += line.len();
    }
    Parts::Unclosed(0..first.trim_end().len())
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

fn unmarked(text: String) -> String {
    match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_byte_order_mark_is_no_text() {
        let decoded = decode(b"\xef\xbb\xbf# a".to_vec());
        assert_eq!((decoded.text.as_str(), decoded.fault), ("# a", None));
    }

    #[test]
    fn the_first_byte_that_is_no_utf8_is_found() {
        let decoded = decode(b"\xef\xbb\xbf\xc3\xa9\n\xff x \xc3".to_vec());
        assert_eq!((decoded.text.as_str(), decoded.fault), ("é\n\u{fffd} x \u{fffd}", Some(3..6)));
    }

    #[test]
    fn front_matter_stands_between_two_lines() {
        for (text, expected) in [
            ("", Parts::Bare),
            ("# a\n---\n", Parts::Bare),
            (" ---\na: 1\n---\n", Parts::Bare),
            ("----\n", Parts::Bare),
            ("---\na: 1\n---\nbody", Parts::Fronted(4..9, 13)),
            ("---\r\na: 1\r\n---\r\nbody", Parts::Fronted(5..11, 16)),
            ("---\n---", Parts::Fronted(4..4, 7)),
            ("---\na: |\n  ---\n--- \n", Parts::Fronted(4..15, 20)),
            ("---\na: 1\n", Parts::Unclosed(0..3)),
        ] {
            assert_eq!(parts(text), expected, "{text:?}");
        }
    }
}
