//! Tags and comments as they are written.

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Whether it begins with `</`.
    pub(super) is_end: bool,
    /// Names and values, in their order.
    pub(super) attributes: Vec<(&'a str, Option<&'a str>)>,
}

/// What comes after the comment that `html` begins with.
pub(super) fn after_comment(html: &str) -> Option<&str> {
    let inner = html.strip_prefix("<!--")?;
    // Two short forms end at once.
    if let Some(after) = inner.strip_prefix('>').or_else(|| inner.strip_prefix("->")) {
        return Some(after);
    }
    inner.split_once("-->").map(|(_, after)| after)
}

/// The tag that `html` begins with, and what comes after it.
pub(super) fn read(html: &str) -> Option<(Written<'_>, &str)> {
    let rest = html.strip_prefix('<')?;
    let (is_end, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
    if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let (name, mut rest) = split_at(rest, |one| !one.is_ascii_alphanumeric() && one != '-');
    let mut attributes = Vec::new();
    loop {
        let after_space = rest.trim_start_matches(is_space);
        let end = after_space.strip_prefix('/').unwrap_or(after_space);
        if let Some(after) = end.strip_prefix('>') {
            return Some((Written { name, is_end, attributes }, after));
        }
        if after_space.len() == rest.len() && !rest.starts_with('/') {
            return None;
        }
        let (attribute, after) = attribute(after_space.trim_start_matches('/'))?;
        attributes.push(attribute);
        rest = after;
    }
}

type Attribute<'a> = (&'a str, Option<&'a str>);

fn attribute(html: &str) -> Option<(Attribute<'_>, &str)> {
    let (name, rest) = split_at(html, |one| is_space(one) || one.is_control() || "\"'>/=<`".contains(one));
    if name.is_empty() {
        return None;
    }
    let Some(value) = rest.trim_start_matches(is_space).strip_prefix('=') else { return Some(((name, None), rest)) };
    let value = value.trim_start_matches(is_space);
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let (value, rest) = quoted.split_once(quote)?;
            return Some(((name, Some(value)), rest));
        }
    }
    let (value, rest) = split_at(value, |one| is_space(one) || "\"'=<>`".contains(one));
    (!value.is_empty()).then_some(((name, Some(value)), rest))
}

fn split_at(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(is_end).unwrap_or(text.len()))
}

const fn is_space(one: char) -> bool {
    matches!(one, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
