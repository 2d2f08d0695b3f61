//! Names in Markdown. They come from the roster, so everything that could be markup is written as a character reference,
//! which holds in Markdown and in HTML alike, and `@` is parted from what comes after it, so that nobody is mentioned by
//! accident.

/// A text as it is, whatever Markdown or HTML would make of it.
pub fn escaped(text: &str) -> String {
    let reference = |character: char| format!("&#{};", u32::from(character));
    let shown = |character: char| match character {
        // Without a meaning of their own in the middle of a line.
        ' ' | ',' | '.' | ':' | ';' | '\'' | '(' | ')' | '-' | '+' | '/' | '%' => String::from(character),
        '@' => String::from("&#64;&#8203;"),
        _ if character.is_ascii_punctuation() || character.is_ascii_control() => reference(character),
        _ => String::from(character),
    };
    text.chars().map(shown).collect()
}
