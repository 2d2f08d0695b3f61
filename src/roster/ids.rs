//! Ids as people write them, and indices as the code uses them.

use crate::document::names::is_device;

/// The longest an id may be: it becomes a file name and a part of addresses.
pub const LONGEST: usize = 64;

/// The word for a planned empty turn; no person may have it as an id.
pub const NOBODY: &str = "nobody";

/// A person's place in [`super::Roster::people`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonIndex(pub usize);

/// A shift type's place in [`super::Roster::shift_types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShiftTypeIndex(pub usize);

/// A rotation's place in [`super::Roster::rotations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RotationIndex(pub usize);

/// What keeps `id` from being one, if anything: ids are lower-case letters, digits and `-`, begin with a letter
/// or digit, and are at most [`LONGEST`] long.
#[must_use]
pub fn fault(id: &str) -> Option<String> {
    let allowed = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
    if id.is_empty() {
        return Some(String::from("an id can't be empty"));
    }
    if id.len() > LONGEST {
        return Some(format!("an id is at most {LONGEST} characters long, this one has {}", id.chars().count()));
    }
    if let Some(character) = id.chars().find(|character| !allowed(*character)) {
        return Some(format!("an id can't hold `{}`", character.escape_debug()));
    }
    if id.starts_with('-') {
        return Some(String::from("an id begins with a letter or a digit"));
    }
    is_device(id).then(|| String::from("Windows takes a file of this name for a device"))
}

/// The id that `text` was likely meant to be, for suggestions.
#[must_use]
pub fn proposal(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut id = words.collect::<Vec<_>>().join("-");
    id.truncate(LONGEST);
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_safe_as_file_names() {
        for id in ["ana", "level-1-weekday", "1st", "a", "con-1", "com", "com0", "com10", "nulla", &"a".repeat(64)] {
            assert_eq!(fault(id), None, "{id}");
        }
        for id in
            ["", "Ana", "-a", "a b", "a/b", "..", "a.b", "ä", "a_b", "con", "nul", "com1", "lpt9", &"a".repeat(65)]
        {
            assert!(fault(id).is_some(), "{id}");
        }
    }

    #[test]
    fn a_proposal_is_an_id() {
        assert_eq!(proposal("Level 1 Weekday!"), "level-1-weekday");
        assert_eq!(proposal("../X_y"), "x-y");
    }
}
