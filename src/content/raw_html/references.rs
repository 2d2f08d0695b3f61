//! Character references: `&amp;` and its like.

use crate::content::escape::{escaped, permitted};

/// The longest name or number of a reference.
const LONGEST: usize = 32;

/// `text` with the references to ASCII punctuation and by number replaced; others stay as they are written.
pub(in crate::content) fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = split(rest) {
        decoded.push_str(before);
        match character(name) {
            Some(character) => decoded.push(character),
            None => decoded.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    decoded.push_str(rest);
    permitted(&decoded).into_owned()
}

/// `text` as markup in which its references mean what they meant.
pub(in crate::content) fn kept(text: &str) -> String {
    let mut markup = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = split(rest) {
        markup.push_str(&escaped(before));
        // By number, also what no page may hold could be written.
        match name.strip_prefix('#') {
            Some(_) => markup.push_str(&escaped(&permitted(&character(name).map_or_else(String::new, String::from)))),
            None => markup.extend(["&", name, ";"]),
        }
        rest = after;
    }
    markup.push_str(&escaped(rest));
    markup
}

/// What stands before the first reference, its name, and what stands after it.
fn split(text: &str) -> Option<(&str, &str, &str)> {
    for (at, _) in text.match_indices('&') {
        let rest = &text[at + 1..];
        let name_end =
            rest.char_indices().take(LONGEST + 1).find(|(_, one)| !one.is_ascii_alphanumeric() && *one != '#');
        let Some((end, ';')) = name_end else { continue };
        let name = &rest[..end];
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic()) && !name.contains('#');
        if is_name || number(name).is_some() {
            return Some((&text[..at], name, &rest[end + 1..]));
        }
    }
    None
}

/// The number that `#x41` or `#65` says.
fn number(name: &str) -> Option<u32> {
    let digits = name.strip_prefix('#')?;
    match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    }
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "apos" => Some('\''),
        "colon" => Some(':'),
        "gt" => Some('>'),
        "lt" => Some('<'),
        "quot" => Some('"'),
        _ => number(name).map(|number| char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_keep_their_meaning() {
        assert_eq!(
            kept("a &amp; b & c &nbsp;<\" &#65;&#x3c;&#0; &; &#;"),
            "a &amp; b &amp; c &nbsp;&lt;&quot; A&lt;\u{fffd} &amp;; &amp;#;"
        );
        assert_eq!(decoded("&#106;ava&colon;&#x2F; &Tab; &amp;lt; &"), "java:/ &Tab; &lt; &");
    }
}
