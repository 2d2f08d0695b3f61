//! A name for the state of files: another one whenever any of them changes.
//!
//! It is XXH3 with 64 bits, which stays the same on every machine and in every release of Rust. It tells states of one
//! site from each other; against forgery it is no help.

use std::hash::Hasher;

use twox_hash::XxHash3_64;

use crate::cores;
use crate::output::tree::File;

/// The name of the state of files, each with its path; 16 hexadecimal digits.
pub fn of<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut hasher = XxHash3_64::new();
    for (path, bytes) in files {
        // With lengths in between, nothing can move from one file to the next unseen.
        for part in [path.as_bytes(), bytes] {
            hasher.write(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.write(part);
        }
    }
    format!("{:016x}", hasher.finish())
}

/// As [`of`], of many files: each is told on its own first, which every core can do. It is another name than there.
pub fn of_many(files: &[(&str, &[u8])]) -> String {
    let versions = cores::on_each(files, |file| of([*file].into_iter()));
    of(files.iter().zip(&versions).map(|((path, _), version)| (*path, version.as_bytes())))
}

/// As [`of_many`], of files of the tree, wherever their bytes are.
pub fn of_published(files: &[(&str, &File)]) -> String {
    let fingerprints = cores::on_each(files, |(path, file)| file.fingerprint(path));
    of(files.iter().zip(&fingerprints).map(|((path, _), fingerprint)| (*path, fingerprint.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_change_of_any_file_is_another_version() {
        let states: [&[(&str, &[u8])]; 6] = [
            &[],
            &[("a", b"")],
            &[("a", b"b")],
            &[("ab", b"")],
            &[("a", b"b"), ("c", b"d")],
            &[("a", b"c"), ("b", b"d")],
        ];
        let versions = states.iter().map(|files| of(files.iter().copied()));
        for versions in [versions.collect::<Vec<_>>(), states.iter().map(|files| of_many(files)).collect()] {
            for (place, one) in versions.iter().enumerate() {
                assert!(!versions[place + 1..].contains(one), "{versions:?}");
            }
        }
        assert_eq!(of_many(states[4]), of_many(states[4]));
    }
}
