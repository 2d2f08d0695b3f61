//! A judge of the markup of pages: whole, and with nothing in it that could run or lead astray.

use std::collections::BTreeSet;

const ELEMENTS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "input",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
const VOID: &[&str] = &["br", "hr", "img", "input"];
const INLINE: &[&str] = &["a", "br", "code", "del", "em", "img", "input", "span", "strong", "sup"];
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-label",
    "checked",
    "class",
    "disabled",
    "href",
    "id",
    "rel",
    "role",
    "scope",
    "src",
    "start",
    "tabindex",
    "title",
    "type",
];

/// The elements that pass besides on a site with raw HTML, and their attributes.
const RAW_ELEMENTS: &[&str] = &[
    "abbr",
    "b",
    "bdi",
    "bdo",
    "caption",
    "cite",
    "details",
    "dfn",
    "figcaption",
    "figure",
    "i",
    "ins",
    "kbd",
    "mark",
    "q",
    "s",
    "samp",
    "small",
    "sub",
    "summary",
    "tfoot",
    "time",
    "u",
    "var",
    "wbr",
];
const RAW_INLINE: &[&str] = &[
    "abbr", "b", "bdi", "bdo", "cite", "dfn", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "sub", "time", "u",
    "var", "wbr",
];
const RAW_ATTRIBUTES: &[&str] = &[
    "abbr", "colspan", "datetime", "dir", "headers", "height", "lang", "open", "reversed", "rowspan", "value", "width",
];

/// What is wrong with the markup of a page without raw HTML; nothing if it is whole and safe.
pub fn fault(html: &str) -> Option<String> {
    fault_of(html, false)
}

/// The same, of one on which raw HTML may stand.
pub fn fault_of(html: &str, raw_html: bool) -> Option<String> {
    let passes = |known: &[&str], raw: &[&str], name: &str| known.contains(&name) || (raw_html && raw.contains(&name));
    let is_inline = |name: &str| passes(INLINE, RAW_INLINE, name);
    let (mut open, mut ids, mut fragments) = (Vec::new(), BTreeSet::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let Some((tag, after)) = rest[at + 1..].split_once('>') else { return Some(format!("open tag at {rest}")) };
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("</{name}> closes another element"));
            }
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        let parent = open.last().copied().unwrap_or_default();
        if !passes(ELEMENTS, RAW_ELEMENTS, name) {
            return Some(format!("<{name}>"));
        }
        let takes_words = matches!(parent, "p" | "dt" | "code" | "h2" | "h3" | "h4" | "h5" | "h6") || is_inline(parent);
        if (takes_words && !is_inline(name)) || (name == "a" && open.contains(&"a")) {
            return Some(format!("<{name}> in <{parent}>"));
        }
        if !VOID.contains(&name) && name != "wbr" {
            open.push(name);
        }
        for (attribute, value) in attributes(&tag[name.len()..]) {
            if !passes(ATTRIBUTES, RAW_ATTRIBUTES, attribute) {
                return Some(format!("attribute {attribute} in {tag}"));
            }
            match attribute {
                "id" if !ids.insert(value) || value.is_empty() || value.contains(char::is_whitespace) => {
                    return Some(format!("id {value}"));
                }
                "href" | "src" => {
                    let scheme = value.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
                    if scheme.is_some_and(|(scheme, _)| !["http", "https", "mailto", "tel"].contains(&scheme))
                        || value.starts_with("//")
                        || value.contains(|one: char| one.is_whitespace() || one.is_control() || one == '\\')
                    {
                        return Some(format!("{attribute} {value}"));
                    }
                    fragments.extend(value.strip_prefix('#').filter(|id| !id.is_empty()));
                }
                _ => {}
            }
        }
    }
    let lost = fragments.into_iter().find(|id| id.starts_with("fn") && id.contains(':') && !ids.contains(id));
    lost.map(|id| format!("no id {id}")).or_else(|| open.pop().map(|name| format!("<{name}> is not closed")))
}

/// Names and values of ` a="b" c`.
fn attributes(mut tag: &str) -> Vec<(&str, &str)> {
    let mut attributes = Vec::new();
    while let Some(rest) = tag.strip_prefix(' ') {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "?")),
            None => ("", after),
        };
        attributes.push((name, value));
        tag = after;
    }
    if !tag.is_empty() {
        attributes.push((tag, ""));
    }
    attributes
}
