//! Fingerprints (XXH3, 128 bits): whether a heap of files is the one of before, told quickly.
//!
//! They tell what chance and mistakes do to files apart; against forgery they are no help.

use std::fmt;

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_128;

/// What tells one sequence of parts from any other that comes in its place by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// Of these parts. Where one ends counts: `ab` and `c` are not `a` and `bc`.
    pub fn of(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Self {
        let mut hasher = XxHash3_128::new();
        for part in parts {
            let part = part.as_ref();
            hasher.write(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.write(part);
        }
        Self(hasher.finish_128().to_be_bytes())
    }
}

impl AsRef<[u8]> for Fingerprint {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn parts_and_their_ends_count() {
        let parts: [&[&str]; 7] = [&[], &[""], &["ab", "c"], &["a", "bc"], &["abc"], &["abc", ""], &["c", "ab"]];
        let fingerprints: BTreeSet<_> = parts.iter().map(|parts| Fingerprint::of(*parts).0).collect();
        assert_eq!(fingerprints.len(), parts.len());
        assert_eq!(Fingerprint::of(["ab", "c"]), Fingerprint::of(["ab", "c"]));
    }

    /// The value that the makers of XXH3 give for nothing at all.
    #[test]
    fn it_is_xxh3_with_128_bits() {
        assert_eq!(Fingerprint::of([""; 0]).to_string(), "99aa06d3014798d86001c324468d497f");
    }

    #[test]
    fn one_bit_of_many_bytes_counts() {
        let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
        let mut other = bytes.clone();
        other[77_777] ^= 1;
        assert_ne!(Fingerprint::of([bytes]), Fingerprint::of([other]));
    }
}
