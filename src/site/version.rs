//! A name for the state of files: another one whenever any of them changes.
//!
//! It is XXH3 with 64 bits, which stays the same on every machine and in every release of Rust. It tells states of one
//! site from each other; against forgery it is no help.

use std::hash::Hasher;

use twox_hash::XxHash3_64;

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

#[cfg(test)]
mod tests {
    use super::*;

    fn version(files: &[(&'static str, &'static str)]) -> String {
        of(files.iter().map(|(path, text)| (*path, text.as_bytes())))
    }

    #[test]
    fn any_change_of_any_file_is_another_version() {
        let versions = [
            version(&[]),
            version(&[("a", "")]),
            version(&[("a", "b")]),
            version(&[("ab", "")]),
            version(&[("a", "b"), ("c", "d")]),
            version(&[("a", "c"), ("b", "d")]),
        ];
        for (place, one) in versions.iter().enumerate() {
            assert!(!versions[place + 1..].contains(one), "{versions:?}");
        }
        assert_eq!(version(&[("a", "b")]), version(&[("a", "b")]));
    }
}
