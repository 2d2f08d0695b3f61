//! Which files become what: the address of a page, the path of an asset, or neither.
//!
//! A path from the content folder goes in; a [`Place`] comes out. Whether the address is free is not decided here
//! (see `addresses`).

use crate::document::names::is_device;

/// What a file of the content folder becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A page at this address: `a/b/`, or nothing for the root.
    Page(String),
    /// A file that is copied along under its own path.
    Asset,
    /// Hidden (a name begins with a dot): none of the site's business.
    Hidden,
    /// A path that no address can be made of, with the name that is to blame and why.
    Refused {
        /// The name in the path that does not do.
        name: String,
        /// What is wrong with it, to be read after "the name".
        why: &'static str,
    },
}

impl Place {
    /// The address, if it is that of a page.
    pub(super) fn into_page(self) -> Option<String> {
        match self {
            Self::Page(address) => Some(address),
            Self::Asset | Self::Hidden | Self::Refused { .. } => None,
        }
    }
}

/// Characters that a URL needs for itself or that a common file system refuses.
const RESERVED: &str = "\\:*?\"<>|#%&'`^[]{}";

/// The bytes that a name has at most on every common file system.
const LONGEST: usize = 255;

/// So many folders stand in each other at most: the navigation shows them all.
const DEEPEST: usize = 16;

/// The bytes that an alias has at most: with what stands before and after it, it must be a path that systems take.
const LONGEST_ALIAS: usize = 1_000;

/// Why a name can't stand in an alias that is fine otherwise.
const HIDDEN: &str = "holds a name that begins with a dot";

/// What the file at `path` (names with `/` between them) becomes.
pub(super) fn place(path: &str) -> Place {
    if path.split('/').any(|name| name.starts_with('.') && name != "." && name != "..") {
        return Place::Hidden;
    }
    if let Some((name, why)) = path.split('/').find_map(|name| fault(name).map(|why| (name, why))) {
        return Place::Refused { name: name.to_owned(), why };
    }
    if let Some(name) = path.split('/').nth(DEEPEST + 1) {
        return Place::Refused { name: name.to_owned(), why: "stands in more than 16 folders" };
    }
    match stem(path) {
        Some("index") => Place::Page(String::new()),
        Some(stem) => match stem.strip_suffix("/index") {
            Some(folder) => Place::Page(format!("{folder}/")),
            None => Place::Page(format!("{stem}/")),
        },
        None => Place::Asset,
    }
}

/// The address that an alias as written, `/old/` or `/old.html`, stands for below the site's root; else why it is none.
pub(super) fn alias(written: &str) -> Result<String, &'static str> {
    let Some(path) = written.strip_prefix('/') else { return Err("does not begin with `/`") };
    let bare = path.strip_suffix('/').unwrap_or(path);
    if bare.is_empty() {
        return Ok(String::new());
    }
    if bare.len() > LONGEST_ALIAS {
        return Err("is longer than 1,000 bytes");
    }
    let fault = |name: &str| match name {
        "" => Some("holds an empty name"),
        _ if name.starts_with('.') => Some(HIDDEN),
        _ => fault(name),
    };
    if let Some(why) = bare.split('/').find_map(fault) {
        return Err(why);
    }
    let is_html = bare.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("html"));
    let is_file = bare == path && is_html;
    Ok(if is_file { bare.to_owned() } else { format!("{bare}/") })
}

/// The title of a page that gives itself none: its name, or its folder's, made readable.
pub(super) fn readable(path: &str) -> String {
    let stem = stem(path).unwrap_or(path);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    let name = stem.rsplit('/').next().unwrap_or(stem).replace(['-', '_'], " ");
    let name = name.trim();
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The path without the ending of markdown files.
fn stem(path: &str) -> Option<&str> {
    let (stem, ending) = path.rsplit_once('.')?;
    ending.eq_ignore_ascii_case("md").then_some(stem)
}

/// Why `name` can't stand in an address.
fn fault(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return Some("is empty");
    }
    if name == "." || name == ".." {
        return Some("is no name of a file");
    }
    if name.len() > LONGEST {
        return Some("is longer than 255 bytes");
    }
    if name.ends_with('.') {
        return Some("ends in a dot");
    }
    if is_device(name) {
        return Some("is that of a device on Windows");
    }
    name.chars().find_map(|character| match character {
        // What most names are made of.
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' => None,
        _ if character.is_whitespace() => Some("holds white space"),
        _ if character.is_control() || is_invisible(character) => Some("holds a character that can't be seen"),
        _ if RESERVED.contains(character) => Some("holds a character that means something else in an address"),
        _ => None,
    })
}

/// Marks that change how a name reads without being seen in it: zero-width ones and turns of direction.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_a_page_and_the_rest_is_copied() {
        for (path, address) in [
            ("index.md", ""),
            ("level-1.md", "level-1/"),
            ("a/b.md", "a/b/"),
            ("a/index.md", "a/"),
            ("a/b/index.md", "a/b/"),
            ("Über/Größe.MD", "Über/Größe/"),
            ("v1.2.md", "v1.2/"),
            ("reindex.md", "reindex/"),
            ("a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/b.md", "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/b/"),
        ] {
            assert_eq!(place(path), Place::Page(String::from(address)), "{path}");
        }
        for path in ["a/b.png", "md", "notes.txt", "a/index.html", "a.md/b.svg"] {
            assert_eq!(place(path), Place::Asset, "{path}");
        }
    }

    #[test]
    fn hidden_files_are_nobodys_business() {
        for path in [".git/config", "a/.b.md", ".md", ".DS_Store", ".a b/c.md"] {
            assert_eq!(place(path), Place::Hidden, "{path}");
        }
    }

    #[test]
    fn names_that_make_no_address_are_refused() {
        for path in [
            "",
            "a//b.md",
            "/a.md",
            "a/",
            "../a.md",
            "a/../b.md",
            "./a.md",
            "a b.md",
            "a\tb.md",
            "a\u{7}.png",
            "a\u{202e}b.md",
            "a?.md",
            "a#b.md",
            "100%.md",
            "a:b.md",
            "a\\b.md",
            "a\u{a0}b.md",
            "a./b.md",
            "a'b.md",
            "con.md",
            "a/Nul/b.png",
            &"a".repeat(256),
            &format!("{}b.md", "a/".repeat(17)),
        ] {
            assert!(matches!(place(path), Place::Refused { .. }), "{path:?}");
        }
    }

    #[test]
    fn an_alias_is_an_address_below_the_root() {
        for (written, address) in [
            ("/old/", "old/"),
            ("/old", "old/"),
            ("/a/b/", "a/b/"),
            ("/v1.2/", "v1.2/"),
            ("/old.html", "old.html"),
            ("/old.html/", "old.html/"),
            ("/a/index.html", "a/index.html"),
            ("/", ""),
        ] {
            assert_eq!(alias(written), Ok(String::from(address)), "{written}");
        }
        for wrong in [
            "old/",
            "https://example.org/old/",
            "//a/",
            "/a//b/",
            "/../a/",
            "/.git/",
            "/a b/",
            "/a?b",
            "/con/",
            "/a/aux.html",
            &"/a".repeat(501),
            "",
        ] {
            assert!(alias(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_name_is_made_readable() {
        for (path, title) in [
            ("level-1.md", "Level 1"),
            ("a/who_calls-whom.md", "Who calls whom"),
            ("a/über/index.md", "Über"),
            ("index.md", "Index"),
        ] {
            assert_eq!(readable(path), title);
        }
    }
}
