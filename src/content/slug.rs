//! Ids of headings, made as GitHub makes them, so that one link works on both.
//!
//! Lower case; letters, marks, decimal digits, `_` and `-` stay; each space becomes `-`; all else goes; a repeated id
//! gets `-1`, `-2` and so on.

use std::collections::{BTreeMap, BTreeSet};

/// The id of a heading that has no letter to make one of.
const NAMELESS: &str = "section";

/// The id that `text` gives, not yet made unique.
pub(super) fn slug(text: &str) -> String {
    let slug: String = text
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|character| match character {
            ' ' => Some('-'),
            _ if is_kept(character) => Some(character),
            _ => None,
        })
        .collect();
    if slug.is_empty() { NAMELESS.to_owned() } else { slug }
}

/// An id written by hand (`{#id}`), without what can't stand in an address or would clash with ids of our own
/// making, all of which hold a `:`.
pub(super) fn written(id: &str) -> String {
    let id: String = id.chars().filter(|character| is_kept(*character) || *character == '.').collect();
    if id.is_empty() { NAMELESS.to_owned() } else { id }
}

/// The ids of one page.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
    repeats: BTreeMap<String, usize>,
}

impl Ids {
    /// `id`, or `id-1`, `id-2`, … when it is taken.
    pub(super) fn unique(&mut self, id: String) -> String {
        if self.taken.insert(id.clone()) {
            return id;
        }
        let repeats = self.repeats.entry(id.clone()).or_default();
        loop {
            *repeats += 1;
            let next = format!("{id}-{repeats}");
            if self.taken.insert(next.clone()) {
                return next;
            }
        }
    }
}

fn is_kept(character: char) -> bool {
    match character {
        '-' | '_' | '0'..='9' => true,
        _ if character.is_alphabetic() || is_mark(character) => true,
        _ => character.is_numeric() && !is_fancy_number(character),
    }
}

/// Marks that the standard library counts as no letter: accents of their own, viramas, variation selectors.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character),
        0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5af | 0x610..=0x61a | 0x64b..=0x65f | 0x6df..=0x6e8 | 0x6ea..=0x6ed
        | 0x93c | 0x94d | 0x951..=0x954 | 0x9bc | 0x9cd | 0xa3c | 0xa4d | 0xabc | 0xacd | 0xb3c | 0xb4d | 0xbcd
        | 0xc3c | 0xc4d | 0xcbc | 0xccd | 0xd3b | 0xd3c | 0xd4d | 0xdca | 0xe47..=0xe4e | 0xeba | 0xec8..=0xecc
        | 0xf18 | 0xf19 | 0xf35 | 0xf37 | 0xf39 | 0xf3e | 0xf3f | 0xf84 | 0x1037 | 0x1039 | 0x103a | 0x135d..=0x135f
        | 0x17c9..=0x17d3 | 0x17dd | 0x180b..=0x180d | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff
        | 0x302a..=0x302f | 0x3099 | 0x309a | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f)
}

/// Numbers that are no decimal digits, such as `²`, `½` and `①`.
fn is_fancy_number(character: char) -> bool {
    matches!(u32::from(character),
        0xb2..=0xbe | 0x2070..=0x2089 | 0x2150..=0x2189 | 0x2460..=0x249b | 0x24ea..=0x24ff | 0x2776..=0x2793
        | 0x3192..=0x3195 | 0x3220..=0x32bf | 0x1f100..=0x1f10c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_those_of_github() {
        for (text, id) in [
            ("When to call", "when-to-call"),
            ("  What's next?  ", "whats-next"),
            ("A  b - c", "a--b---c"),
            ("snake_case & kebab-case", "snake_case--kebab-case"),
            ("v1.2.3", "v123"),
            ("Größe der Übergabe", "größe-der-übergabe"),
            ("Эскалация", "эскалация"),
            ("हिन्दी", "हिन्दी"),
            ("障害 対応", "障害-対応"),
            ("e\u{301}te\u{301}", "e\u{301}te\u{301}"),
            ("x² ½ ٣", "x--٣"),
            ("🚒 Fire", "-fire"),
            ("\"onload=alert(1)\"", "onloadalert1"),
            ("!?", "section"),
        ] {
            assert_eq!(slug(text), id, "{text}");
        }
    }

    #[test]
    fn repeated_ids_are_numbered() {
        let mut ids = Ids::default();
        let made = ["a", "a-1", "a", "a", "b"].map(|id| ids.unique(String::from(id)));
        assert_eq!(made, ["a", "a-1", "a-2", "a-3", "b"]);
    }

    #[test]
    fn ids_by_hand_keep_their_case_and_lose_what_no_id_may_hold() {
        assert_eq!(written("When.It_is-2"), "When.It_is-2");
        assert_eq!(written("fn:1\" x='"), "fn1x");
        assert_eq!(written("\"'"), "section");
    }
}
