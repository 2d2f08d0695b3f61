//! Addresses as they go over the wire.

use std::fmt::Write as _;

/// The address to ask for: without what stands after `#`, which is for the reader's browser, and in ASCII. None for a
/// host with other letters.
#[must_use]
pub fn request(address: &str) -> Option<String> {
    let address = address.split('#').next().unwrap_or_default();
    if !host(address).is_ascii() {
        return None;
    }
    let mut request = String::with_capacity(address.len());
    for character in address.chars() {
        if character.is_ascii() {
            request.push(character);
        } else {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a string can't fail.
                let _ = write!(request, "%{byte:02X}");
            }
        }
    }
    Some(request)
}

/// The host of an address, with its port.
#[must_use]
pub fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_ascii_and_has_no_fragment() {
        for (address, expected) in [
            ("https://example.org/a?b=c#d", Some("https://example.org/a?b=c")),
            ("https://example.org/größe", Some("https://example.org/gr%C3%B6%C3%9Fe")),
            ("https://example.org:8080#x", Some("https://example.org:8080")),
            ("https://münchen.example/", None),
        ] {
            assert_eq!(request(address).as_deref(), expected);
        }
    }

    #[test]
    fn a_host_has_its_port() {
        let hosts =
            ["http://a.example/b", "http://a.example:81?b", "https://[::1]:8080/x", "https://a.example"].map(host);
        assert_eq!(hosts, ["a.example", "a.example:81", "[::1]:8080", "a.example"]);
    }
}
