//! A scanner for the HTML that this project writes: elements with their attributes, and where links lead.
//!
//! It knows no more of HTML than comments, raw text and quoted attributes; what it can't read fails the test.

use std::collections::BTreeMap;

/// A start tag.
#[derive(Debug)]
pub struct Element {
    /// The element's name.
    pub name: String,
    /// Its attributes; one without a value has an empty one.
    pub attributes: BTreeMap<String, String>,
    /// What stands between a script's or a style sheet's tags.
    pub raw_text: String,
}

impl Element {
    /// An attribute's value.
    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }
}

/// Every element of a page, in its order.
pub fn elements(html: &str) -> Vec<Element> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = after(comment, "-->");
        } else if rest.starts_with(|character: char| character.is_ascii_alphabetic()) {
            let mut element;
            (element, rest) = tag(rest);
            if ["script", "style"].contains(&element.name.as_str()) {
                let end = rest.find(&format!("</{}", element.name)).expect("raw text ends");
                element.raw_text.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            found.push(element);
        }
    }
    found
}

fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.split_once(mark).unwrap_or_else(|| panic!("no `{mark}` after {text:.80}")).1
}

/// The tag that begins with its name, and what follows its `>`.
fn tag(text: &str) -> (Element, &str) {
    let (name, mut rest) = word(text);
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start().trim_start_matches('/');
        if let Some(rest) = rest.strip_prefix('>') {
            return (Element { name, attributes, raw_text: String::new() }, rest);
        }
        let (attribute, following) = word(rest);
        assert!(!attribute.is_empty(), "no attribute at {rest:.80}");
        let mut value = String::new();
        rest = following.trim_start();
        if let Some(following) = rest.strip_prefix('=') {
            (value, rest) = quoted(following.trim_start());
        }
        let twice = attributes.insert(attribute, value);
        assert!(twice.is_none(), "an attribute twice at {rest:.80}");
    }
}

fn word(text: &str) -> (String, &str) {
    let end = text.find(|character: char| character.is_whitespace() || "=/>\"'".contains(character));
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    (word.to_ascii_lowercase(), rest)
}

fn quoted(text: &str) -> (String, &str) {
    let mark = ['"', '\''].into_iter().find(|mark| text.starts_with(*mark));
    let Some(mark) = mark else {
        let end = text.find(|character: char| character.is_whitespace() || character == '>').unwrap_or(text.len());
        return (unescape(&text[..end]), &text[end..]);
    };
    let (value, rest) = text[1..].split_once(mark).expect("a quote ends");
    (unescape(value), rest)
}

/// Reads the character references that stand in attributes.
fn unescape(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ];
    named.iter().fold(text.to_owned(), |text, (reference, character)| text.replace(reference, character))
}

/// Where a link of a page leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    /// A file of the site, with the place in it if the link names one.
    File { path: String, fragment: Option<String> },
    /// Another host or program, or an absolute address that is not below the site's own.
    Elsewhere,
}

/// Where `link`, written in the file `page` of the site that is published at `base` (`https://host/path/`), leads.
pub fn target(base: &str, page: &str, link: &str) -> Target {
    let (link, fragment) = match link.split_once('#') {
        Some((link, fragment)) => (link, Some(fragment.to_owned())),
        None => (link, None),
    };
    let link = link.split('?').next().unwrap_or_default();
    let below = base.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap_or_default();
    let inner = link.strip_prefix(base).or_else(|| link.strip_prefix(&below)).map(str::to_owned);
    let inner = match inner {
        Some(inner) => inner,
        None if has_scheme(link) || link.starts_with('/') => return Target::Elsewhere,
        None if link.is_empty() => page.to_owned(),
        None => match page.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{link}"),
            None => link.to_owned(),
        },
    };
    let mut path: Vec<&str> = Vec::new();
    for part in inner.split('/') {
        match part {
            "." => {}
            ".." => assert!(path.pop().is_some(), "{link} on {page} leads out of the site"),
            part => path.push(part),
        }
    }
    let mut path = path.join("/");
    if path.is_empty() || path.ends_with('/') || inner.ends_with("..") || inner.ends_with('.') {
        let folder = path.trim_matches('/');
        path = if folder.is_empty() { String::from("index.html") } else { format!("{folder}/index.html") };
    }
    Target::File { path, fragment }
}

fn has_scheme(link: &str) -> bool {
    link.starts_with("//")
        || link.split_once(':').is_some_and(|(scheme, _)| {
            !scheme.is_empty()
                && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
        })
}

#[test]
fn the_scanner_reads_what_it_is_meant_to_read() {
    let page = r#"<!doctype html><!-- <a href="no"> --><a class=x hidden href="a&amp;b">A</a><script type="application/json">{"a": "<b>"}</script><br/>"#;
    let found = elements(page);
    let names: Vec<_> = found.iter().map(|element| element.name.as_str()).collect();
    assert_eq!(names, ["a", "script", "br"]);
    assert_eq!(
        (found[0].get("href"), found[0].get("hidden"), found[0].get("class")),
        (Some("a&b"), Some(""), Some("x"))
    );
    assert_eq!(found[1].raw_text, r#"{"a": "<b>"}"#);
}

#[test]
fn links_are_followed_as_browsers_do() {
    let base = "https://example.org/team/";
    let file = |page, link| match target(base, page, link) {
        Target::File { path, fragment } => path + &fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default(),
        Target::Elsewhere => String::from("elsewhere"),
    };
    for (page, link, leads) in [
        ("index.html", "people/", "people/index.html"),
        ("people/ana/index.html", "../../schedule.json", "schedule.json"),
        ("people/ana/index.html", "../..", "index.html"),
        ("people/ana/index.html", "./", "people/ana/index.html"),
        ("people/index.html", "#top", "people/index.html#top"),
        ("people/index.html", "/team/load/?from=2026#all", "load/index.html#all"),
        ("people/index.html", "https://example.org/team/calendars/all.ics", "calendars/all.ics"),
        ("people/index.html", "https://example.org/", "elsewhere"),
        ("people/index.html", "/", "elsewhere"),
        ("people/index.html", "mailto:ana@example.org", "elsewhere"),
    ] {
        assert_eq!(file(page, link), leads, "{link} on {page}");
    }
}
