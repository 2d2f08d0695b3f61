//! Ids from names: `Inês Vogel` becomes `ines`.

use std::collections::BTreeSet;

use crate::roster::{ID_LENGTH, NOBODY};
use crate::site;

/// The id of someone whose name has no letter that an id can have.
const NAMELESS: &str = "person";

/// An id for each name: the first word of it, or the whole name of those who share their first word. No two are the
/// same.
pub fn of(names: &[String]) -> Vec<String> {
    let words: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let first = |words: &Vec<String>| words.first().cloned();
    let is_shared = |own: &Vec<String>| words.iter().filter(|other| first(other) == first(own)).count() > 1;
    let mut taken = BTreeSet::from([String::from(NOBODY)]);
    let ids = words.iter().map(|own| {
        let wanted = if is_shared(own) { own.join("-") } else { first(own).unwrap_or_default() };
        let id = free(&wanted, &taken);
        taken.insert(id.clone());
        id
    });
    ids.collect()
}

/// The words of a name, in letters that an id can have.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    site::each_word(name, |word| {
        words.push(word.text().chars().filter(char::is_ascii_alphanumeric).collect::<String>());
    });
    words.retain(|word| !word.is_empty());
    words
}

/// The wanted id, with a number behind it if it is taken.
fn free(wanted: &str, taken: &BTreeSet<String>) -> String {
    let wanted = if wanted.is_empty() { NAMELESS } else { wanted };
    let numbered = (2..).map(|number| format!("-{number}"));
    let mut endings = std::iter::once(String::new()).chain(numbered);
    let with = |ending: String| wanted.chars().take(ID_LENGTH - ending.len()).collect::<String>() + &ending;
    endings.by_ref().map(with).find(|id| !taken.contains(id)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<String> {
        of(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_first_word_is_the_id_unless_it_is_shared() {
        assert_eq!(ids(&["Ana Souza", "Bruno Lima"]), ["ana", "bruno"]);
        assert_eq!(ids(&["Ana Souza", "Bruno Lima", "Ana de Luca"]), ["ana-souza", "bruno", "ana-de-luca"]);
        assert_eq!(ids(&["Ana", "Ana", "Ana Souza"]), ["ana", "ana-2", "ana-souza"]);
    }

    #[test]
    fn letters_lose_their_accents() {
        assert_eq!(ids(&["Inês Vogel", "Œdipe Roi", "Łukasz", "Weiß"]), ["ines", "oedipe", "lukasz", "weiss"]);
    }

    #[test]
    fn every_name_gets_an_id_of_its_own() {
        assert_eq!(ids(&["李雷", "韓梅梅", "Nobody Else", "1st"]), ["person", "person-2", "nobody-2", "1st"]);
        let long = "x".repeat(60) + " " + &"y".repeat(60);
        let both = ids(&[&long, &long]);
        assert!(both.iter().all(|id| id.len() <= ID_LENGTH) && both[0] != both[1], "{both:?}");
    }
}
