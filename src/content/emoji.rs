//! Emoji by their short codes, as GitHub knows them: the only user of `emojis`.
//!
//! Text goes in, the same text in parts comes out. A code stands alone: in `10:30:45`, `std::key::new` or
//! `host:key:port` nothing is meant to be a picture. What is no known code stays text.

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Words as they were written.
    Words(&'a str),
    /// What a short code stands for.
    Emoji {
        /// The character.
        sign: &'static str,
        /// What it shows, in words: `red circle`.
        name: &'static str,
    },
}

/// Hands the parts of `text` to `take`, in their order.
pub(super) fn each_part<'a>(text: &'a str, mut take: impl FnMut(Part<'a>)) {
    // Where the words begin that are in no part yet, and where the next code may.
    let (mut words, mut from) = (0, 0);
    while let Some(open) = find_colon(text, from) {
        let Some(close) = find_colon(text, open + 1) else { break };
        from = close;
        let is_first = open == words && words > 0;
        if !(is_first || stands_alone(text[..open].chars().next_back()))
            || !(stands_alone(text[close + 1..].chars().next()) || opens_code(&text[close + 1..]))
        {
            continue;
        }
        if let Some(emoji) = emojis::get_by_shortcode(&text[open + 1..close]) {
            if words < open {
                take(Part::Words(&text[words..open]));
            }
            take(Part::Emoji { sign: emoji.as_str(), name: emoji.name() });
            (words, from) = (close + 1, close + 1);
        }
    }
    if words < text.len() {
        take(Part::Words(&text[words..]));
    }
}

/// `text` with the characters in place of the codes.
pub(super) fn replaced(text: String) -> String {
    if find_colon(&text, 0).is_none() {
        return text;
    }
    let mut replaced = String::with_capacity(text.len());
    each_part(&text, |part| match part {
        Part::Words(words) => replaced.push_str(words),
        Part::Emoji { sign, .. } => replaced.push_str(sign),
    });
    replaced
}

fn find_colon(text: &str, from: usize) -> Option<usize> {
    memchr::memchr(b':', &text.as_bytes()[from..]).map(|at| from + at)
}

/// Whether a code may stand beside this character, or beside none.
fn stands_alone(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(|character| !character.is_alphanumeric() && character != ':' && character != '_')
}

/// Whether another code follows at once, as in `:a::b:`.
fn opens_code(text: &str) -> bool {
    let code = text.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    code.is_some_and(|(code, _)| emojis::get_by_shortcode(code).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_emoji() {
        for (text, expected) in [
            (":red_circle: down", "🔴 down"),
            ("back to :green_circle:.", "back to 🟢."),
            ("(:+1:) :fire::rocket:", "(👍) 🔥🚀"),
            ("a: :key:", "a: 🔑"),
            ("übergabe :key:é", "übergabe :key:é"),
            (":fire::", ":fire::"),
            (":no_such_thing: :fire:", ":no_such_thing: 🔥"),
            ("10:30:45, host:key:port, std::key::new", "10:30:45, host:key:port, std::key::new"),
            (":", ":"),
            ("::", "::"),
            ("", ""),
        ] {
            assert_eq!(replaced(text.to_owned()), expected, "{text}");
        }
    }

    #[test]
    fn an_emoji_has_a_name() {
        let mut parts = Vec::new();
        each_part(":red_circle:", |part| parts.push(part));
        assert_eq!(parts, [Part::Emoji { sign: "🔴", name: "red circle" }]);
    }
}
