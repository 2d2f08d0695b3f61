//! Pictures of pages for people to look at, in `target/screenshots/`. No test compares them.

use std::fs;

use crate::project::root;
use crate::webdriver::Browser;

/// As much of a page as people look at.
const HEIGHT: u64 = 3000;

/// Keeps a picture of the page that the browser shows.
pub fn keep(browser: &Browser, name: &str) {
    let folder = root().join("target/screenshots");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.png")), base64(&browser.picture(HEIGHT))).unwrap();
}

/// The bytes that base64 (RFC 4648 section 4) stands for.
fn base64(text: &str) -> Vec<u8> {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits: Vec<_> = text.bytes().filter_map(|byte| alphabet.iter().position(|digit| *digit == byte)).collect();
    let bytes = digits.chunks(4).flat_map(|chunk| {
        let bits = chunk.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - chunk.len()));
        (1..chunk.len()).map(move |place| u8::try_from(bits >> (24 - 8 * place) & 0xff).unwrap())
    });
    bytes.collect()
}

#[test]
fn base64_is_read() {
    assert_eq!(base64("Zm9vYmE="), b"fooba");
    assert_eq!(base64("Zm9vYmFy"), b"foobar");
    assert_eq!(base64("Zg=="), b"f");
}
