//! Text as it stands in HTML: nothing written in a runbook becomes markup.

use std::borrow::Cow;

/// `text` as it stands in HTML, between tags or between double quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_escaped(text, &mut escaped);
    escaped
}

/// Adds `text` to `html` as it stands there, between tags or between double quotes.
pub(super) fn push_escaped(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = first_to_escape(rest.as_bytes()) {
        let (before, after) = rest.split_at(at);
        html.push_str(before);
        html.push_str(match after.as_bytes() {
            [b'&', ..] => "&amp;",
            [b'<', ..] => "&lt;",
            [b'>', ..] => "&gt;",
            _ => "&quot;",
        });
        // All four are one byte long.
        rest = after.get(1..).unwrap_or_default();
    }
    html.push_str(rest);
}

fn first_to_escape(bytes: &[u8]) -> Option<usize> {
    /// So many bytes are looked at together, which processors do at once.
    const AT_ONCE: usize = 16;
    let must_escape = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
    let has_any = |chunk: &[u8]| chunk.iter().fold(false, |any, byte| any | must_escape(byte));
    let (number, chunk) = bytes.chunks(AT_ONCE).enumerate().find(|(_, chunk)| has_any(chunk))?;
    chunk.iter().position(must_escape).map(|at| number * AT_ONCE + at)
}

/// `text` without characters that HTML forbids: U+FFFD stands for them; a carriage return is none.
pub(super) fn permitted(text: &str) -> Cow<'_, str> {
    // What most texts are made of is told a byte at a time, and many at once.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n');
    if text.bytes().fold(true, |all, byte| all & is_plain(byte)) {
        return Cow::Borrowed(text);
    }
    let is_forbidden = |character: char| match character {
        '\t' | '\n' => false,
        '\u{fdd0}'..='\u{fdef}' => true,
        _ => character.is_control() || u32::from(character) & 0xfffe == 0xfffe,
    };
    if !text.chars().any(is_forbidden) {
        return Cow::Borrowed(text);
    }
    let characters = text.chars().filter(|character| *character != '\r');
    characters.map(|character| if is_forbidden(character) { char::REPLACEMENT_CHARACTER } else { character }).collect()
}
