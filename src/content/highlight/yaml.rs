//! Reads YAML: keys, and what kind of value comes after them.

use super::class::Class;
use super::reader::Reader;

/// Reads all of the code.
pub(super) fn read(reader: &mut Reader<'_>) {
    // How many lists and maps in brackets are open.
    let mut depth = 0_usize;
    let mut indent = 0;
    while let Some(next) = reader.peek() {
        if matches!(reader.previous(), None | Some('\n')) {
            indent = reader.take_while(|one| one == ' ', None).len();
            if reader.is_at("---") || reader.is_at("...") {
                reader.take(3, None);
            } else if reader.is_at("%") {
                reader.take_line(Class::Keyword);
            }
            if reader.peek() != Some(next) {
                continue;
            }
        }
        let begins_word = reader.previous().is_none_or(|one| one.is_whitespace() || "[{,".contains(one));
        match next {
            '#' if begins_word => {
                reader.take_line(Class::Comment);
            }
            '[' | '{' => {
                depth += 1;
                reader.skip();
            }
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                reader.skip();
            }
            '"' | '\'' if begins_word => quoted(reader, next),
            '&' | '*' if begins_word => {
                reader.take_while(|one| !one.is_whitespace() && !",]}".contains(one), Class::Constant);
            }
            '!' if begins_word => {
                reader.take_while(|one| !one.is_whitespace() && !",]}".contains(one), Class::Type);
            }
            '|' | '>' if begins_word && depth == 0 && announces_text(reader.rest()) => {
                reader.take_line(Class::Keyword);
                text(reader, indent);
            }
            '-' | '?' | ':' | ',' if is_apart(reader.rest()) || (next == ',' && depth > 0) => reader.skip(),
            _ if next.is_whitespace() => reader.skip(),
            _ => scalar(reader, depth > 0),
        }
    }
}

/// Whether space comes after the first character.
fn is_apart(text: &str) -> bool {
    text.chars().nth(1).is_none_or(char::is_whitespace)
}

/// Whether `|` or `>` begins a text of lines: nothing but its marks comes after it.
fn announces_text(rest: &str) -> bool {
    let line = rest.split('\n').next().unwrap_or_default();
    let marks = line.split(" #").next().unwrap_or_default().trim_end();
    marks.chars().skip(1).all(|one| one.is_ascii_digit() || "+-".contains(one))
}

/// Reads the lines that are indented further than `indent`.
fn text(reader: &mut Reader<'_>, indent: usize) {
    while reader.peek().is_some() {
        let line = reader.rest().strip_prefix('\n').unwrap_or(reader.rest()).split('\n').next().unwrap_or_default();
        let inner = line.len() - line.trim_start_matches(' ').len();
        if inner <= indent && !line.trim().is_empty() {
            return;
        }
        reader.skip();
        reader.take_line(Class::String);
    }
}

fn quoted(reader: &mut Reader<'_>, quote: char) {
    let mark = if quote == '"' { "\"" } else { "'" };
    let length = reader.quoted(mark, mark, quote == '"', true);
    let after = reader.rest().get(length..).unwrap_or_default();
    let is_key = after.starts_with(':') && is_apart(after);
    reader.take(length, if is_key { Class::Property } else { Class::String });
}

/// Reads a key or value without quotes, up to where it ends on its line.
fn scalar(reader: &mut Reader<'_>, is_in_brackets: bool) {
    let rest = reader.rest();
    let mut previous = ' ';
    let mut end = rest.len();
    let mut is_key = false;
    for (at, one) in rest.char_indices() {
        let after = rest.get(at..).unwrap_or_default();
        is_key = one == ':' && (is_apart(after) || (is_in_brackets && after.get(1..).is_some_and(is_bracket)));
        let is_end = one == '\n' || (one == '#' && previous.is_whitespace()) || (is_in_brackets && is_bracket(after));
        if at > 0 && (is_key || is_end) {
            end = at;
            break;
        }
        previous = one;
    }
    let value = rest.get(..end).unwrap_or_default().trim_end();
    let class = match value {
        _ if is_key => Class::Property,
        "true" | "false" | "null" | "~" | "True" | "False" => Class::Constant,
        _ if value.replace('_', "").parse::<f64>().is_ok() => Class::Number,
        _ => Class::String,
    };
    reader.take(end.max(1), class);
}

fn is_bracket(text: &str) -> bool {
    text.starts_with([',', ']', '}', '[', '{'])
}
