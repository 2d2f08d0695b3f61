//! Digests (SHA-256): whether two heaps of bytes are the same, told by 32 of them.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// What tells one sequence of parts from every other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Of these parts.
    pub fn of(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Self {
        let mut digester = Digester::default();
        parts.into_iter().for_each(|part| digester.add(part));
        digester.finish()
    }
}

impl AsRef<[u8]> for Digest {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// Takes parts in, one after the other.
#[derive(Debug, Clone, Default)]
pub struct Digester(Sha256);

impl Digester {
    /// Adds a part. Where one ends counts: `ab` and `c` are not `a` and `bc`.
    pub fn add(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();
        self.0.update(part.len().to_string());
        self.0.update(":");
        self.0.update(part);
    }

    /// The digest of what was added.
    #[must_use]
    pub fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(parts: &[&str]) -> String {
        Digest::of(parts).to_string()
    }

    #[test]
    fn parts_and_their_ends_count() {
        let parts: [&[&str]; 7] = [&[], &[""], &["ab", "c"], &["a", "bc"], &["abc"], &["abc", ""], &["2:ab"]];
        let digests: std::collections::BTreeSet<_> = parts.iter().map(|parts| digest(parts)).collect();
        assert_eq!(digests.len(), parts.len());
    }

    /// Reckoned apart from this code: `printf 3:abc | sha256sum`.
    #[test]
    fn it_is_sha_256() {
        assert_eq!(digest(&["abc"]), "aab5f9ae99b2e38fb462025c8f72f570c9c811705d2a4277dc855d7fa293fe97");
    }
}
