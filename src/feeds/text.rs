//! Text as a content line of iCalendar can hold it (RFC 5545 3.1 and 3.3.11).
//!
//! Whatever a roster says comes in, and only these functions lead it out: normalised, bounded, escaped and folded.
//! They hold for arbitrary Unicode and take time in proportion to the text.

use std::borrow::Cow;
use std::fmt::Write;

/// The longest line in octets, its line break not counted (RFC 5545 3.1).
const LONGEST_LINE: usize = 75;

/// The characters that end a line, by themselves or as a pair.
const LINE_BREAKS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// `text` on one line: every run of Unicode white space is one space, none stands at the ends, and control
/// characters are gone.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    let plain = |byte: &u8| (b' '..=b'~').contains(byte);
    if text.bytes().all(|byte| plain(&byte)) && !text.contains("  ") && text.trim().len() == text.len() {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    let mut space = false;
    for character in text.chars() {
        if character.is_whitespace() {
            space = true;
        } else if !character.is_control() {
            if space && !line.is_empty() {
                line.push(' ');
            }
            space = false;
            line.push(character);
        }
    }
    Cow::Owned(line)
}

/// `text` as lines, each like [`one_line`]; empty ones are left out.
pub fn lines(text: &str) -> String {
    let lines = text.split(LINE_BREAKS).map(one_line).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// At most `most` characters of `text`, the last an ellipsis where it was cut.
#[must_use]
pub fn bounded(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most || text.chars().nth(most).is_none() {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().take(most.saturating_sub(1));
    Cow::Owned(kept.chain(std::iter::once('…')).collect())
}

/// `text` as a TEXT value (RFC 5545 3.3.11).
pub fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'\\' | b';' | b',' | b'\n')) {
        let (plain, from) = rest.split_at(at);
        let (special, after) = from.split_at(1);
        value.push_str(plain);
        value.push('\\');
        value.push_str(if special == "\n" { "n" } else { special });
        rest = after;
    }
    value.push_str(rest);
    value
}

/// An address as a URI value: what can't stand in one is percent-encoded, white space at the ends is dropped.
pub fn uri(address: &str) -> String {
    let mut uri = String::with_capacity(address.len());
    for byte in address.trim().bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _always_fits = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

/// Writes the content line of a property, folded at 75 octets; neither a character nor an escape is parted.
pub fn fold(name: &str, value: &str, out: &mut String) {
    out.push_str(name);
    out.push(':');
    let mut room = LONGEST_LINE.saturating_sub(name.len() + 1);
    let mut rest = value;
    while rest.len() > room {
        let (line, next) = rest.split_at(border(rest, room));
        out.push_str(line);
        out.push_str("\r\n ");
        rest = next;
        room = LONGEST_LINE - 1;
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

/// The last place within `room` octets that parts neither a character nor an escape.
fn border(value: &str, room: usize) -> usize {
    let at = (0..=room).rev().find(|at| value.is_char_boundary(*at)).unwrap_or(0);
    let before = value.get(..at).unwrap_or_default();
    let backslashes = before.len() - before.trim_end_matches('\\').len();
    // An odd one belongs to the character after it.
    at - backslashes % 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_single_spaces_and_no_control_characters() {
        for (text, line) in [
            ("", ""),
            ("as it is", "as it is"),
            ("  at the ends\t", "at the ends"),
            ("tab\tbreak\r\nno-break\u{a0}\u{3000}wide", "tab break no-break wide"),
            ("be\u{7}ll\0 \u{1b}[0m \u{9f} x", "bell [0m x"),
            ("\u{85}\u{2028}", ""),
            ("zero\u{200b}width, e\u{301}", "zero\u{200b}width, e\u{301}"),
        ] {
            assert_eq!(one_line(text), line);
            assert_eq!(one_line(&one_line(text)), line);
        }
    }

    #[test]
    fn lines_end_where_unicode_ends_them() {
        assert_eq!(lines("a\nb\r\nc\rd\u{2028}e\u{2029}f\u{85}g\u{b}h\u{c}i"), "a\nb\nc\nd\ne\nf\ng\nh\ni");
        assert_eq!(lines("\n\n  a \n \t\n"), "a");
    }

    #[test]
    fn what_is_cut_ends_with_an_ellipsis() {
        assert_eq!(bounded("éééé", 4), "éééé");
        assert_eq!(bounded("ééééé", 4), "ééé…");
        assert_eq!(bounded("abcde", 1), "…");
        assert_eq!(bounded("", 0), "");
    }

    #[test]
    fn only_what_text_escapes_is_escaped() {
        assert_eq!(escaped("a\\b;c,d\ne:\"é\""), "a\\\\b\\;c\\,d\\ne:\"é\"");
    }

    #[test]
    fn an_address_holds_nothing_that_ends_it() {
        assert_eq!(
            uri(" https://e.example/a b/é\r\nX:\"<>%20?q=1#x "),
            "https://e.example/a%20b/%C3%A9%0D%0AX:%22%3C%3E%20?q=1#x"
        );
        assert_eq!(uri(&uri("é b")), uri("é b"));
    }

    /// Every length and width around the borders, against the definition of unfolding (RFC 5545 3.1).
    #[test]
    fn folding_parts_neither_characters_nor_escapes() {
        for unit in ["a", "é", "€", "😀", "\\,", "\\\\", "\\n", "a\\;é"] {
            for (shift, count) in (0..4).flat_map(|shift| (0..160).map(move |count| (shift, count))) {
                let value = "x".repeat(shift) + &unit.repeat(count);
                let mut folded = String::new();
                fold("SUMMARY", &value, &mut folded);
                assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
                for line in folded.strip_suffix("\r\n").unwrap().split("\r\n") {
                    assert!(line.len() <= 75, "{} octets in {line:?}", line.len());
                    assert!((line.len() - line.trim_end_matches('\\').len()) % 2 == 0, "a parted escape in {line:?}");
                }
            }
        }
    }
}
