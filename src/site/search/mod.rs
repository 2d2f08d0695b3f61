//! The search: an index that the page's script reads, a small part at a time.
//!
//! Runbooks, people and shift types go in; files below [`FOLDER`] come out. [`document`] says what can be found,
//! [`fold`] and [`word`] what a word is, [`postings`] which word stands where, [`index`] how the files are made. Nothing
//! here searches: `templates/assets/search.js` does.

mod document;
mod fold;
mod index;
mod postings;
mod word;

pub use fold::each_word;

use super::describe::Describer;
use super::inserts;
use super::press::{Origin, Press};
use crate::content::Page;
use crate::cores;
use crate::output::shelf::Content;
use document::Document;

/// The folder of the index. Beside [`INDEX`], the names of its files change with what is in them.
pub const FOLDER: &str = "assets/search/";

/// The script that searches.
pub const SCRIPT: &str = "assets/search.js";

/// The file that the search begins with.
pub const INDEX: &str = "assets/search/index.js";

/// The files of an index of these runbooks and nothing else, by their names.
#[must_use]
pub fn files(pages: &[Page]) -> Vec<(String, Vec<u8>)> {
    let documents: Vec<_> = pages.iter().map(|page| Document::runbook(page, &page.body.text)).collect();
    index::files(&documents)
}

/// The files of the whole index, with their paths, on the site's shelf as far as that takes them. `texts` are those of the
/// library's pages, in their order; they are given back once it is made.
pub fn index(describer: &Describer<'_>, texts: Vec<String>) -> Vec<(Content, String)> {
    let texts = describer.inputs.library.pages.iter().zip(texts);
    let texts: Vec<_> = texts.map(|(page, text)| (page, inserts::text(page, text, describer))).collect();
    let runbooks = cores::on_each(&texts, |(page, text)| Document::runbook(page, text));
    let shift_types = describer.shift_types().iter().map(|shift_type| Document::shift_type(shift_type));
    let people = describer.people().iter().map(|person| Document::person(person));
    let documents: Vec<_> = shift_types.chain(people).chain(runbooks).collect();
    let files = index::files(&documents);
    drop(documents);
    drop(texts);
    cores::on_each_taken(files, |(name, text)| {
        let path = format!("{FOLDER}{name}.js");
        (Content::put_on(describer.inputs.shelf, &path, text), path)
    })
}

/// Publishes the files of the index.
pub fn publish(files: Vec<(Content, String)>, press: &mut Press<'_>) {
    for (content, path) in files {
        press.put_content(&path, content, Origin::built_in("search"));
    }
}
