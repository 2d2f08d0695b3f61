//! Where files may go as soon as they are made, before the others are known.
//!
//! A site of thousands of pages need not stand in memory as a whole: whoever makes pages hands each to a [`Shelf`], and
//! what it has taken leaves but a [`Taken`] in the [`Tree`](super::Tree).

use std::fmt::Debug;

use crate::fingerprint::Fingerprint;

/// A file with more bytes is not copied to fit.
const MOST_COPIED: usize = 1024 * 1024;

/// Takes files, from several threads at once.
pub trait Shelf: Debug + Sync {
    /// Takes the bytes of the file that will be published at `path`.
    ///
    /// # Errors
    ///
    /// The bytes come back where they can't be taken: the tree holds them then, and whoever publishes it tells why.
    fn take(&self, path: &str, bytes: Vec<u8>) -> Result<Taken, Vec<u8>>;
}

/// What is known of a file that a shelf has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The [`fingerprint`] of the file.
    pub fingerprint: Fingerprint,
    /// Whether the file had the same bytes when it was published before.
    pub is_unchanged: bool,
}

/// Takes nothing: the whole site waits in the tree.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoShelf;

impl Shelf for NoShelf {
    fn take(&self, _path: &str, bytes: Vec<u8>) -> Result<Taken, Vec<u8>> {
        Err(bytes)
    }
}

/// What a file of the tree holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// They are on a shelf.
    Taken(Taken),
}

impl Content {
    /// The bytes of the file that will be published at `path`: on the shelf, if that takes them.
    #[must_use]
    pub fn put_on(shelf: &dyn Shelf, path: &str, bytes: Vec<u8>) -> Self {
        match shelf.take(path, bytes) {
            Ok(taken) => Self::Taken(taken),
            Err(bytes) => Self::Bytes(fitted(bytes)),
        }
    }
}

/// What a file is told by, wherever it stands: its path and its bytes.
#[must_use]
pub fn fingerprint(path: &str, bytes: &[u8]) -> Fingerprint {
    Fingerprint::of([path.as_bytes(), bytes])
}

/// The same bytes without much room for more: what grew has as much again, and all of a site waits in the tree. Whoever
/// makes many files on every core fits them there; [`Tree::insert`](super::Tree::insert) then finds nothing to do.
#[must_use]
pub fn fitted(mut bytes: Vec<u8>) -> Vec<u8> {
    // To make few bytes smaller where they stand is, for allocators, often to make them no smaller. Of many, what was
    // never written to takes no memory, but a copy would.
    if bytes.len() > MOST_COPIED {
        bytes.shrink_to_fit();
    } else if bytes.capacity() > bytes.len() + bytes.len() / 8 {
        bytes = bytes.as_slice().to_owned();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_the_same_in_less_room() {
        for length in [0, 1, 1_000, MOST_COPIED, MOST_COPIED + 1] {
            let mut bytes = Vec::with_capacity(3 * length + 100);
            bytes.extend((0..length).map(|at| u8::try_from(at % 251).unwrap()));
            let fitting = fitted(bytes.clone());
            assert_eq!(fitting, bytes);
            assert!(fitting.capacity() <= length + length / 8 + 1, "{length}: {}", fitting.capacity());
        }
    }
}
