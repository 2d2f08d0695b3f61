//! The secret that keeps the addresses of feeds from being guessed. The only module that names `hmac`.
//!
//! A token is made of the secret and of a feed's name and of nothing else, so that it is the same on every machine
//! and at every build. Nothing leads back from it: neither to the secret nor to the token of another feed. The secret is
//! handed in as a value, and never shown.

use std::fmt::{self, Write};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The environment's variable that holds the secret.
pub const FEED_KEY_VARIABLE: &str = "HAUSMEISTER_FEED_KEY";

/// The shortest secret in bytes. Whoever has one address can try secrets in peace, so short ones are none.
const SHORTEST: usize = 16;
/// How many bytes of the HMAC stand in an address, two digits each.
const TOKEN: usize = 16;

/// A secret that tokens are made with.
#[derive(Clone)]
pub struct FeedKey(Hmac<Sha256>);

/// Why something is no [`FeedKey`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFault {
    /// There is none, or an empty one.
    Missing,
    /// It could be guessed.
    Short,
}

impl FeedKey {
    /// The key of a secret. White space around it does not count: a line break slips in easily where secrets are copied.
    ///
    /// # Errors
    ///
    /// When it is empty or too short.
    pub fn new(secret: &[u8]) -> Result<Self, KeyFault> {
        match secret.trim_ascii() {
            [] => Err(KeyFault::Missing),
            secret if secret.len() < SHORTEST => Err(KeyFault::Short),
            // An HMAC takes a key of any length: no long one is refused here.
            secret => Hmac::new_from_slice(secret).map(Self).map_err(|_| KeyFault::Short),
        }
    }

    /// The token of a name: lower-case digits, because file systems may fold case.
    pub(super) fn token(&self, name: &str) -> String {
        let code = self.0.clone().chain_update(name).finalize().into_bytes();
        code.iter().take(TOKEN).fold(String::with_capacity(2 * TOKEN), |mut token, byte| {
            let _always_fits = write!(token, "{byte:02x}");
            token
        })
    }
}

impl fmt::Debug for FeedKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FeedKey(…)")
    }
}

impl fmt::Display for KeyFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(formatter, "`{FEED_KEY_VARIABLE}` is not set"),
            Self::Short => write!(formatter, "`{FEED_KEY_VARIABLE}` is shorter than {SHORTEST} bytes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"a key for the tests, not for a site";

    /// Reckoned apart from this code, with Python's `hmac` and with `openssl dgst -sha256 -hmac`.
    #[test]
    fn a_token_is_the_first_half_of_an_hmac() {
        let key = FeedKey::new(SECRET).unwrap();
        for (name, token) in [
            ("calendars/all.ics#1", "26b614f1df4a5d21ab67ad3e3e649bff"),
            ("calendars/people/ana.ics#1", "546a1714f6393fd32f0cb114b36ed9d3"),
            ("calendars/people/ana.ics#2", "15e59c4aa2d28129feb52bdfdd4f0d7f"),
            ("calendars/people/ana/level-1.ics#1", "becc31dab0a11497155fbdd0d29f8b69"),
        ] {
            assert_eq!(key.token(name), token);
            assert_eq!(key.clone().token(name), token, "a key can be used again");
        }
    }

    #[test]
    fn a_secret_is_long_and_has_no_white_space_around_it() {
        let fault = |secret: &[u8]| FeedKey::new(secret).err();
        assert_eq!(fault(b""), Some(KeyFault::Missing));
        assert_eq!(fault(b" \r\n"), Some(KeyFault::Missing));
        assert_eq!(fault(b"fifteen bytes.."), Some(KeyFault::Short));
        assert_eq!(fault(b"  fifteen bytes..  "), Some(KeyFault::Short));
        assert_eq!(fault(b"sixteen bytes..."), None);
        assert_eq!(fault(&[0xff; 16]), None);
        let token = |secret: &[u8]| FeedKey::new(secret).unwrap().token("x");
        assert_eq!(token(b"sixteen bytes...\r\n"), token(b"sixteen bytes..."));
        assert_ne!(token(b"sixteen bytes..!"), token(b"sixteen bytes..."));
    }

    #[test]
    fn a_secret_is_never_shown() {
        assert_eq!(format!("{:?}", FeedKey::new(SECRET)), "Ok(FeedKey(…))");
    }
}
