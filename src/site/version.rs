//! A name for the state of files: another one whenever any of them changes.
//!
//! It is FNV-1a with 64 bits (draft-eastlake-fnv), which stays the same on every machine and in every release of
//! Rust. It tells states of one site from each other; against forgery it is no help.

const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// The name of the state of files, each with its path; 16 hexadecimal digits.
pub fn of<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut hash = OFFSET_BASIS;
    for (path, bytes) in files {
        // With lengths in between, nothing can move from one file to the next unseen.
        for part in [path.as_bytes(), bytes] {
            u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes().iter().chain(part).for_each(|byte| {
                hash = (hash ^ u64::from(*byte)).wrapping_mul(PRIME);
            });
        }
    }
    format!("{hash:016x}")
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
