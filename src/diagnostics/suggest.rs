//! The nearest right name for a wrong one.

/// The nearest of `known` to `wrong`.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known.into_iter().find(|name| strsim::damerau_levenshtein(wrong, name) <= 2)
}

/// The names in a sentence.
#[must_use]
pub fn one_of(names: &[&str]) -> String {
    names.join(", ")
}
