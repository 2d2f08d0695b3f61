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

use super::html::escaped;
use language::Language;
use reader::Reader;

/// The most bytes of code that have colours: more is no page to read, and its markup would weigh.
const LONGEST: usize = 100_000;

/// The code as markup, in the language that a block calls so.
#[must_use]
pub fn markup(code: &str, language: &str) -> String {
    match Language::named(language) {
        Some(language) if code.len() <= LONGEST => {
            let mut reader = Reader::new(code);
            match language {
                Language::Shell => shell::read(&mut reader),
                Language::Yaml => yaml::read(&mut reader),
                _ => words::read(&mut reader, rules::of(language)),
            }
            paint::painted(code, reader.into_runs())
        }
        _ => escaped(code),
    }
}

#[cfg(test)]
mod tests;
