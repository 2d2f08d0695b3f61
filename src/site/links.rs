//! Addresses: from a page to the site's root, inside other addresses, and in a tree of files.

use std::fmt::Write;

/// What leads from the page at `address` to the root; it is never empty and ends with `/`.
pub fn root(address: &str) -> String {
    match address.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// The file that is published for an address: a folder's `index.html`, or the file itself.
#[must_use]
pub fn file(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') { format!("{address}index.html") } else { address.to_owned() }
}

/// The path of an absolute address, with `/` at both ends: where a site at `base_url` begins on its host.
pub fn path(base_url: &str) -> &str {
    let after_scheme = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    after_scheme.find('/').and_then(|slash| after_scheme.get(slash..)).unwrap_or("/")
}

/// The address with the scheme `webcal`, by which calendars know that they are meant.
#[must_use]
pub fn webcal(url: &str) -> String {
    url.split_once("://").map_or_else(|| url.to_owned(), |(_, rest)| format!("webcal://{rest}"))
}

/// `text` as a part of a query: everything but RFC 3986's unreserved characters as `%XX`.
pub fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_knows_the_way_to_the_root() {
        let roots = ["", "people/", "people/ana/", "a/b/c/"].map(root);
        assert_eq!(roots, ["./", "../", "../../", "../../../"]);
    }

    #[test]
    fn a_folder_is_published_as_its_index() {
        assert_eq!(["", "people/", "404.html"].map(file), ["index.html", "people/index.html", "404.html"]);
    }

    #[test]
    fn a_site_begins_at_the_path_of_its_address() {
        assert_eq!(path("https://data-infra.example.org/hausmeister/"), "/hausmeister/");
        assert_eq!(path("https://example.org/"), "/");
        assert_eq!(path("https://example.org"), "/");
    }

    #[test]
    fn addresses_fit_into_addresses() {
        assert_eq!(webcal("https://example.org/a.ics"), "webcal://example.org/a.ics");
        assert_eq!(percent_encoded("https://é.org/a b?c&d"), "https%3A%2F%2F%C3%A9.org%2Fa%20b%3Fc%26d");
    }
}
