//! What a link's destination is before anyone looks where it leads: safe to publish, inside the site, or refused.
//!
//! The destination as markdown gives it goes in. It is taken as a browser would take it, so that no white space,
//! control character or letter case makes `javascript:` look like anything else. Only `http`, `https`, `mailto` and
//! `tel` lead out of the site; `person` and `shift` lead to entries of the roster.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A destination that may be published.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// On the web: the address as it goes into the page.
    Web(String),
    /// A mail address or telephone number, with its scheme, as it goes into the page.
    Contact(String),
    /// The page of the person with this id.
    Person(String),
    /// The page of the shift type with this id.
    ShiftType(String),
    /// Inside the site, yet to be looked up.
    Inside(Inside),
}

/// A destination inside the site, percent-decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Inside {
    /// The path as written, empty for the page itself.
    pub(super) path: String,
    /// The query as written, with its `?`, or nothing.
    pub(super) query: String,
    /// What stands after `#`, if there is one.
    pub(super) fragment: Option<String>,
}

/// Why a destination is not published, and what to write instead.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// What is wrong, to be read after the destination.
    pub(super) why: String,
    /// The way out.
    pub(super) help: &'static str,
}

/// Reads a destination as a browser would.
pub(super) fn read(written: &str) -> Result<Destination, Refusal> {
    // The URL standard: these are dropped wherever they stand, others at the ends.
    let is_dropped = |character: char| matches!(character, '\t' | '\n' | '\r');
    let left =
        if written.contains(is_dropped) { Cow::Owned(written.replace(is_dropped, "")) } else { Cow::Borrowed(written) };
    let address = left.trim_matches(|character: char| character <= ' ');
    if address.chars().any(char::is_control) {
        return refuse("holds a control character", "write the address anew");
    }
    match scheme(address) {
        Some((name, rest)) => match name.to_ascii_lowercase().as_str() {
            web @ ("http" | "https") => on_the_web(web, rest).map(Destination::Web),
            contact @ ("mailto" | "tel") if !rest.is_empty() => {
                Ok(Destination::Contact(format!("{contact}:{}", encoded(rest))))
            }
            "person" => Ok(Destination::Person(rest.to_owned())),
            "shift" => Ok(Destination::ShiftType(rest.to_owned())),
            other => refuse(
                format!("leads to `{other}:`, which a page must not"),
                "a link begins with `https:`, `http:`, `mailto:`, `tel:`, `person:` or `shift:`, or names a file of \
                 the content",
            ),
        },
        None if matches!(address.as_bytes(), [b'/' | b'\\', b'/' | b'\\', ..]) => {
            refuse("leaves out how the site is reached", "begin the address with `https:`")
        }
        None => inside(address).map(Destination::Inside),
    }
}

/// `name:rest`, if the address begins with a scheme.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (name, rest) = address.split_once(':')?;
    let mut letters = name.chars();
    let begins = letters.next().is_some_and(|first| first.is_ascii_alphabetic());
    let goes_on = letters.all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.'));
    (begins && goes_on).then_some((name, rest))
}

fn on_the_web(scheme: &str, rest: &str) -> Result<String, Refusal> {
    let Some(rest) = rest.strip_prefix("//") else {
        return refuse("names no host", "write for example `https://example.org/`");
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    if !is_authority(authority) {
        return refuse("names no host", "write for example `https://example.org/`");
    }
    Ok(format!("{scheme}://{authority}{}", encoded(tail)))
}

/// A host and maybe a port. User names are left out: they serve to make an address look like another one's.
fn is_authority(authority: &str) -> bool {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let is_host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(v6) => v6.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !host.is_empty() && host.chars().all(|one| one.is_alphanumeric() || matches!(one, '-' | '.' | '_')),
    };
    is_host && port.is_none_or(|port| port.parse::<u16>().is_ok() && !port.starts_with('+'))
}

fn inside(address: &str) -> Result<Inside, Refusal> {
    let (rest, fragment) = match address.split_once('#') {
        Some((rest, fragment)) => (rest, Some(decoded(fragment)?)),
        None => (address, None),
    };
    let (path, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
    Ok(Inside { path: decoded(path)?, query: encoded(query), fragment })
}

fn refuse<T>(why: impl Into<String>, help: &'static str) -> Result<T, Refusal> {
    Err(Refusal { why: why.into(), help })
}

/// `text` with its `%` sequences made characters again.
fn decoded(text: &str) -> Result<String, Refusal> {
    if !text.contains('%') {
        return Ok(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let sequence = if *first == b'%' { hexadecimal(after) } else { None };
        let (byte, after) = sequence.unwrap_or((*first, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes)
        .or_else(|_| refuse("has `%` sequences that make no text", "write the characters themselves"))
}

fn hexadecimal(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let [high, low, rest @ ..] = bytes else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some((digit(*high)? * 16 + digit(*low)?, rest))
}

/// A path, query and fragment in which every character may stand in an address; `%` sequences stay.
pub(super) fn encoded(text: &str) -> String {
    // As most are.
    if text.bytes().all(is_plain) {
        return text.to_owned();
    }
    let mut encoded = String::with_capacity(text.len());
    let mut in_fragment = false;
    for (at, character) in text.char_indices() {
        let stays = match character {
            '#' => !std::mem::replace(&mut in_fragment, true),
            '%' => hexadecimal(text.as_bytes().get(at + 1..).unwrap_or_default()).is_some(),
            _ if character.is_ascii() => u8::try_from(character).is_ok_and(is_plain),
            _ => character.is_alphanumeric(),
        };
        if stays {
            encoded.push(character);
        } else {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// Whether a character of ASCII stands for itself anywhere in an address.
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b':'
                | b'/'
                | b'?'
                | b'@'
                | b'!'
                | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside_of(path: &str, query: &str, fragment: Option<&str>) -> Destination {
        Destination::Inside(Inside { path: path.into(), query: query.into(), fragment: fragment.map(String::from) })
    }

    #[test]
    fn safe_schemes_lead_out() {
        for (written, address) in [
            ("https://example.org", "https://example.org"),
            ("HTTP://Example.org:8080/a b?q=[1]#x#y", "http://Example.org:8080/a%20b?q=%5B1%5D#x%23y"),
            ("https://münchen.example/größe?100%", "https://münchen.example/größe?100%25"),
            ("https://[::1]:443/%C3%A9", "https://[::1]:443/%C3%A9"),
            (" ht\ntps://example.org/\"><script>", "https://example.org/%22%3E%3Cscript%3E"),
        ] {
            assert_eq!(read(written), Ok(Destination::Web(String::from(address))), "{written}");
        }
        assert_eq!(read("MailTo:a@b.example"), Ok(Destination::Contact("mailto:a@b.example".into())));
        assert_eq!(read("tel:+55 11 5555"), Ok(Destination::Contact("tel:+55%2011%205555".into())));
    }

    #[test]
    fn no_disguise_makes_a_scheme_safe() {
        for written in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:x",
            "java\r\nscript:x",
            " javascript:x",
            "\u{1}javascript:x",
            "\u{1f} \tjavascript:x",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc",
            "ftp://x",
            "blob:x",
            "view-source:x",
            "x+y-z.1:x",
            "mailto:",
            "about:blank",
            "java\u{0}script:x",
        ] {
            assert!(read(written).is_err(), "{written:?}");
        }
    }

    #[test]
    fn web_addresses_name_a_host_and_how_to_reach_it() {
        for written in [
            "//example.org",
            "\\\\example.org",
            "/\\example.org",
            "https:",
            "https:///x",
            "https:example.org",
            "https://?q",
            "https://a b/",
            "https://x:y/",
            "https://x:99999/",
            "https://user@example.org/",
            "https://<b>/",
            "https://[zz]/",
        ] {
            assert!(read(written).is_err(), "{written:?}");
        }
    }

    #[test]
    fn people_and_shift_types_have_schemes_of_their_own() {
        assert_eq!(read("person:ana"), Ok(Destination::Person("ana".into())));
        assert_eq!(read("Shift:level-2"), Ok(Destination::ShiftType("level-2".into())));
        assert_eq!(read("person:"), Ok(Destination::Person(String::new())));
    }

    #[test]
    fn all_else_is_inside_and_decoded() {
        assert_eq!(read("../a%20b.md?x#H%C3%A9"), Ok(inside_of("../a b.md", "?x", Some("Hé"))));
        assert_eq!(read("#"), Ok(inside_of("", "", Some(""))));
        assert_eq!(read("100%.md"), Ok(inside_of("100%.md", "", None)));
        assert_eq!(read("1:2"), Ok(inside_of("1:2", "", None)));
        assert_eq!(read("a/b:c"), Ok(inside_of("a/b:c", "", None)));
        assert!(read("%ff").is_err());
    }
}
