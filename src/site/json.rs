//! JSON inside a page.

use std::fmt::Write;

use serde::Serialize;

/// `value` as JSON that may stand in an element or a script: without `<`, `>` and `&`, no text in it can end the
/// element, begin a comment or be a character reference, and without U+2028 and U+2029 it is JavaScript of any age too.
pub fn in_script(value: &impl Serialize) -> String {
    // Only values with keys that are no strings, or with errors of their own, fail; the site's have neither.
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            // Outside of strings JSON has none of these, so the escape always stands inside one.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                // Writing to a string can't fail.
                let _ = write!(escaped, "\\u{:04x}", u32::from(character));
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script() {
        let text = "</script><!-- & \u{2028}\u{2029}\"\\";
        let json = in_script(&[text]);
        assert_eq!(json, r#"["\u003c/script\u003e\u003c!-- \u0026 \u2028\u2029\"\\"]"#);
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [text]);
    }
}
