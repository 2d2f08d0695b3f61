//! Writes values: in brackets on one line, or as lines of a block.

use super::Data;

/// The value in one line, as it can stand in brackets or after a key: `{ shift: level-2, person: ana }`.
#[must_use]
pub fn flow(data: &Data) -> String {
    spaced(data, true)
}

/// Like [`flow`], with or without the spaces inside braces.
pub fn spaced(data: &Data, is_spaced: bool) -> String {
    let inside = |items: Vec<String>| items.join(", ");
    match data {
        Data::Empty => String::from("~"),
        Data::Text(text) => scalar(text, true),
        Data::List(items) => format!("[{}]", inside(items.iter().map(|item| spaced(item, is_spaced)).collect())),
        Data::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| format!("{}: {}", scalar(key, true), spaced(value, is_spaced)));
            let pairs = inside(pairs.collect());
            if is_spaced { format!("{{ {pairs} }}") } else { format!("{{{pairs}}}") }
        }
    }
}

/// An item of a block list whose dash stands in the column `dash` and whose keys stand in the column `keys`.
pub fn item(data: &Data, dash: usize, keys: usize) -> Vec<String> {
    let begin = |text: &str| format!("{}-{}{text}", spaces(dash), spaces(keys.saturating_sub(dash + 1)));
    match data {
        Data::Map(pairs) if !pairs.is_empty() => {
            let lines = pairs.iter().map(|(key, value)| pair(key, value));
            lines.enumerate().map(|(at, line)| if at == 0 { begin(&line) } else { spaces(keys) + &line }).collect()
        }
        Data::Text(text) => vec![begin(&scalar(text, false))],
        _ => vec![begin(&flow(data))],
    }
}

/// A key and its value in a line of a block.
#[must_use]
pub fn pair(key: &str, value: &Data) -> String {
    let value = match value {
        Data::Text(text) => scalar(text, false),
        _ => flow(value),
    };
    format!("{}: {value}", scalar(key, false))
}

/// So many spaces.
pub fn spaces(count: usize) -> String {
    " ".repeat(count)
}

/// A text plain where that is beyond doubt, else in single quotes, or in double ones where it has to be escaped.
pub fn scalar(text: &str, in_brackets: bool) -> String {
    if text.chars().any(char::is_control) {
        return format!("\"{}\"", text.escape_default());
    }
    if is_plain(text, in_brackets) { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
}

fn is_plain(text: &str, in_brackets: bool) -> bool {
    let is_empty = ["null", "~", ""].iter().any(|word| text.eq_ignore_ascii_case(word));
    let is_taken = |character: char| in_brackets && "[]{},".contains(character);
    !is_empty
        && text.starts_with(char::is_alphanumeric)
        && text.trim_end() == text
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(is_taken)
}
