//! Code becomes markup in which its words have colours.
//!
//! The text of a block and the name of its language go in; the escaped text comes out, with words in
//! `<span class="hl-…">`. Without its tags it is always the same text: a language that is not known, wrong syntax, or
//! code too long to look at only leaves it plain. Which colour a class has is the style sheet's affair.
//!
//! Readers here know words, not grammar: they pass over the code once, from its start to its end, and give each piece
//! a class by what stands beside it. Larger engines were measured first, and what runbooks hold must not stop a build:
//! tree-sitter's grammars are C, and the one of YAML ended the process where some hundred lists stood in each other;
//! syntect never came back from half a line of Scala.

mod class;
mod language;
mod paint;
mod reader;
mod rules;
mod shell;
mod words;
mod yaml;

use super::escape::escaped;
use language::Language;
use reader::Reader;

/// The most bytes of code that have colours: more is no page to read, and its markup would weigh.
const LONGEST: usize = 100_000;

/// Code that will have colours, in a language that is known. As markup it takes three to four times its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    text: String,
    language: Language,
}

impl Listing {
    /// The text of a block, in the language that the block calls so; nothing where it stays plain.
    pub fn new(text: &str, language: &str) -> Option<Self> {
        known(text, language).map(|language| Self { text: text.to_owned(), language })
    }

    /// How many bytes it has as markup, about.
    pub const fn room(&self) -> usize {
        self.text.len() * 4
    }

    /// Adds it to `markup`.
    pub fn push_markup(&self, markup: &mut String) {
        push_coloured(&self.text, self.language, markup);
    }
}

/// The code as markup, in the language that a block calls so.
#[must_use]
pub fn markup(code: &str, language: &str) -> String {
    let Some(language) = known(code, language) else { return escaped(code) };
    let mut markup = String::with_capacity(code.len() * 2);
    push_coloured(code, language, &mut markup);
    markup
}

/// The language of code that has colours.
fn known(code: &str, language: &str) -> Option<Language> {
    Language::named(language).filter(|_| code.len() <= LONGEST)
}

fn push_coloured(code: &str, language: Language, markup: &mut String) {
    let mut reader = Reader::new(code);
    match language {
        Language::Shell => shell::read(&mut reader),
        Language::Yaml => yaml::read(&mut reader),
        _ => words::read(&mut reader, rules::of(language)),
    }
    paint::paint(code, reader.into_runs(), markup);
}

#[cfg(test)]
mod tests;
