//! The search: an index that the page's script reads, a small part at a time.
//!
//! Runbooks, people and shift types go in; files below [`FOLDER`] come out. [`document`] says what can be found,
//! [`fold`] what a word is, [`index`] how the files are made. Nothing here searches: `templates/assets/search.js` does.

mod document;
mod fold;
mod index;

pub use fold::each_word;

use super::describe::Describer;
use super::inserts;
use super::press::{Origin, Press};
use crate::content::Page;
use crate::cores;
use document::Document;

/// The folder of the index. Beside [`INDEX`], the names of its files change with what is in them.
pub const FOLDER: &str = "assets/search/";

/// The file that the search begins with.
pub const INDEX: &str = "assets/search/index.js";

/// The files of an index of these runbooks and nothing else, by their names.
#[must_use]
pub fn files(pages: &[Page]) -> Vec<(String, String)> {
    let documents: Vec<_> = pages.iter().map(|page| Document::runbook(page, &page.text)).collect();
    index::files(&documents)
}

/// The files of the whole index, by their names.
pub fn index(describer: &Describer<'_>) -> Vec<(String, String)> {
    let people = describer.people().iter().map(Document::person).collect::<Vec<_>>();
    let shift_types = describer.shift_types().iter().map(Document::shift_type).collect::<Vec<_>>();
    let runbook = |page: &Page| Document::runbook(page, &inserts::text(page, describer));
    let runbooks = cores::on_each(&describer.inputs.library.pages, runbook);
    let documents: Vec<_> = shift_types.into_iter().chain(people).chain(runbooks).collect();
    let files = index::files(&documents);
    cores::let_go(documents);
    files
}

/// Publishes the files of the index.
pub fn publish(files: Vec<(String, String)>, press: &mut Press<'_>) {
    for (name, text) in files {
        press.put(&format!("{FOLDER}{name}.js"), text.into_bytes(), Origin::built_in("search"));
    }
}
