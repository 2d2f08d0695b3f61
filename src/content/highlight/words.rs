//! Reads languages of which a list of words and a few habits say enough.

use std::borrow::Cow;

use super::class::Class;
use super::reader::Reader;
use super::rules::{Quote, Rules, SingleQuote, Words};

/// Reads all of the code.
pub(super) fn read(reader: &mut Reader<'_>, rules: &Rules) {
    // The last keyword, as long as nothing but space has come after it.
    let mut keyword: Option<Cow<'_, str>> = None;
    while let Some(next) = reader.peek() {
        if next.is_whitespace() {
            reader.take_while(char::is_whitespace, None);
            continue;
        }
        if comment(reader, rules) {
            continue;
        }
        let last = keyword.take();
        if text(reader, rules) || character(reader, rules) || number(reader, rules) {
            continue;
        }
        if is_letter(next, rules) || (rules.is_lisp && next == ':') {
            keyword = word(reader, rules, last.as_deref());
        } else if next == '@' && rules.has_capitals {
            reader.take(1, Class::Function);
            reader.take_while(|one| is_letter(one, rules) || one == '.', Class::Function);
        } else {
            reader.skip();
        }
    }
}

fn comment(reader: &mut Reader<'_>, rules: &Rules) -> bool {
    if rules.comments.iter().any(|mark| reader.is_at(mark)) {
        reader.take_line(Class::Comment);
        return true;
    }
    let Some((open, close, nests)) = rules.long_comments.filter(|(open, ..)| reader.is_at(open)) else { return false };
    let mut depth = 0_usize;
    while reader.peek().is_some() {
        if reader.is_at(open) && (nests || depth == 0) {
            depth += 1;
            reader.take(open.len(), Class::Comment);
        } else if reader.is_at(close) {
            depth -= 1;
            reader.take(close.len(), Class::Comment);
            if depth == 0 {
                break;
            }
        } else {
            reader.take(1, Class::Comment);
            reader.take_while(|one| !"/*".contains(one), Class::Comment);
        }
    }
    true
}

/// A text between quotes, with what stands before it.
fn text(reader: &mut Reader<'_>, rules: &Rules) -> bool {
    let rest = reader.rest();
    let letters = rest.find(|one: char| !one.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (prefix, quoted) = rest.split_at(letters);
    let is_prefix = || prefix.is_empty() || rules.prefixes.contains(prefix.to_ascii_lowercase().as_str());
    if prefix.ends_with(['r', 'R'])
        && is_prefix()
        && let Some(length) = raw_text(quoted)
    {
        reader.take(letters + length, Class::String);
        return true;
    }
    // Most words have no quote after them, so that is asked first.
    let quote = rules.quotes.iter().find(|quote| quoted.starts_with(quote.mark)).filter(|_| is_prefix());
    let Some(Quote { mark, escapes, is_long }) = quote else { return false };
    let escapes = *escapes && !prefix.contains(['r', 'R']);
    reader.take(letters, Class::String);
    let length = reader.quoted(mark, mark, escapes, *is_long);
    let is_key = reader.rest().get(length..).is_some_and(|after| after.trim_start().starts_with(':'));
    // In JSON, the only one of these languages without keywords.
    let class = if is_key && rules.keywords.is_empty() { Class::Property } else { Class::String };
    reader.take(length, class);
    true
}

/// The length of `#"…"#`.
fn raw_text(text: &str) -> Option<usize> {
    let hashes = text.len() - text.trim_start_matches('#').len();
    let inner = text.get(hashes..)?.strip_prefix('"').filter(|_| hashes > 0)?;
    let close = format!("\"{}", "#".repeat(hashes));
    Some(inner.find(&close).map_or(text.len(), |end| hashes + 1 + end + close.len()))
}

/// A character, or a name with a quote before it.
fn character(reader: &mut Reader<'_>, rules: &Rules) -> bool {
    if rules.is_lisp && reader.is_at("\\") {
        reader.take(2, Class::String);
        reader.take_while(|one| one.is_ascii_alphanumeric(), Class::String);
        return true;
    }
    if rules.single_quote != SingleQuote::Character || !reader.is_at("'") {
        return false;
    }
    let mut after = reader.rest().chars().skip(1);
    match (after.next(), after.next()) {
        (Some('\\'), _) => {
            let length = reader.quoted("'", "'", true, false);
            reader.take(length, Class::String);
        }
        (Some(one), Some('\'')) => {
            reader.take(2 + one.len_utf8(), Class::String);
        }
        _ => {
            reader.take(1, Class::Constant);
            reader.take_while(|one| is_letter(one, rules), Class::Constant);
        }
    }
    true
}

fn number(reader: &mut Reader<'_>, rules: &Rules) -> bool {
    let rest = reader.rest();
    let signed = if rules.is_lisp { rest.strip_prefix(['-', '+']) } else { None };
    if !signed.unwrap_or(rest).starts_with(|one: char| one.is_ascii_digit()) {
        return false;
    }
    reader.take(1, Class::Number);
    loop {
        reader.take_while(|one| one.is_ascii_alphanumeric() || one == '_', Class::Number);
        let mut after = reader.rest().chars();
        let (next, digit) = (after.next(), after.next().is_some_and(|one| one.is_ascii_digit()));
        let is_power = matches!(reader.previous(), Some('e' | 'E')) && matches!(next, Some('+' | '-'));
        if !digit || !(next == Some('.') || is_power) {
            return true;
        }
        reader.take(1, Class::Number);
    }
}

/// Reads a word; gives it if it is a keyword, which says what the next one is.
fn word<'a>(reader: &mut Reader<'a>, rules: &Rules, keyword: Option<&str>) -> Option<Cow<'a, str>> {
    if rules.is_lisp && reader.is_at(":") {
        reader.take_while(|one| is_letter(one, rules) || one == ':', Class::Constant);
        return None;
    }
    let is_called_first = rules.is_lisp && reader.previous() == Some('(');
    let is_member = reader.previous() == Some('.') && !rules.is_lisp;
    let rest = reader.rest();
    let length = rest.find(|one| !is_letter(one, rules)).unwrap_or(rest.len());
    let written = rest.get(..length).unwrap_or_default();
    let word = if rules.ignores_case { Cow::Owned(written.to_ascii_lowercase()) } else { Cow::Borrowed(written) };
    let after = rest.get(length..).unwrap_or_default();
    let is_in = |words: &Words| words.contains(&*word);
    let follows = |words: &Words| keyword.is_some_and(|keyword| words.contains(keyword));
    let is_keyword = is_in(&rules.keywords) && !is_member && (!rules.is_lisp || is_called_first);
    let is_called = if rules.is_lisp { is_called_first } else { after.starts_with('(') || is_macro(after) };
    let class = if is_keyword {
        Some(Class::Keyword)
    } else if is_in(&rules.constants) {
        Some(Class::Constant)
    } else if follows(&rules.before_functions) {
        Some(Class::Function)
    } else if follows(&rules.before_types) || is_in(&rules.types) {
        Some(Class::Type)
    } else if rules.has_capitals && word.len() > 1 && is_in_capitals(&word) {
        Some(Class::Constant)
    } else if rules.has_capitals && word.starts_with(char::is_uppercase) {
        Some(Class::Type)
    } else if is_called {
        Some(Class::Function)
    } else {
        None
    };
    reader.take(length, class);
    is_keyword.then_some(word)
}

fn is_letter(one: char, rules: &Rules) -> bool {
    one.is_alphanumeric() || rules.letters.contains(one)
}

fn is_in_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// Whether what stands before is the name of a macro.
fn is_macro(after: &str) -> bool {
    after.strip_prefix('!').is_some_and(|after| after.starts_with(['(', '[', '{']))
}
