//! Who holds which address, so that no two files of the site want one place.
//!
//! The addresses that the tool makes are taken first; then each page and asset asks for its own, and last the aliases. Letter case makes no
//! difference and a file is no folder, because the published site must live on every file system ([`Tree`] knows).

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Problem, Sink, Span};
use crate::output::Tree;

/// The addresses that are taken, with the file that holds each.
pub(super) struct Addresses {
    taken: Tree,
    /// First names of the tool's own folders: `people` for `people/ana/`.
    own_folders: BTreeSet<String>,
    /// Where each of their holders was written, by the name that people know it by.
    places: BTreeMap<String, Span>,
}

/// What wants an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// A page or another file.
    File,
    /// An alias of a page.
    Alias,
}

impl Addresses {
    /// Takes the addresses that the tool itself makes.
    pub(super) fn new(existing: &BTreeSet<String>) -> Self {
        let mut taken = Tree::default();
        let mut own_folders = BTreeSet::new();
        for address in existing {
            // An address that stands twice in another case is the tool's affair, not that of the content.
            let _ = taken.insert(published_path(address), "", "hausmeister itself");
            if let Some((folder, _)) = address.split_once('/') {
                own_folders.insert(folder.to_lowercase());
            }
        }
        Self { taken, own_folders, places: BTreeMap::new() }
    }

    /// Takes `address` for what is written at `place` and known as `name`; a problem, and `false`, when it is not free.
    pub(super) fn take(&mut self, address: &str, place: Span, name: &str, by: By, sink: &mut Sink) -> bool {
        if let Some((folder, _)) = address.split_once('/')
            && self.own_folders.contains(&folder.to_lowercase())
        {
            let message = format!("{name} wants the address `/{address}`, but `/{folder}/` is hausmeister's own");
            let help = by.help("give the file, or the folder that it is in, another name");
            sink.push(Problem::new(Code::DuplicateAddress, place, message).help(help));
            return false;
        }
        match self.taken.insert(published_path(address), "", name) {
            Ok(()) => {
                self.places.insert(name.to_owned(), place);
                true
            }
            Err(collision) => {
                let first = self.places.get(&collision.first);
                let message = format!("{name} and {} both want the address `/{address}`", collision.first);
                let mut problem = Problem::new(Code::DuplicateAddress, place, message)
                    .help(by.help("give one of them another name; letter case makes no difference"));
                if let Some(first) = first {
                    problem = problem.related(*first, "the other one");
                }
                sink.push(problem);
                false
            }
        }
    }
}

impl By {
    /// What to do where the address is not free: `rename` for a file.
    const fn help(self, rename: &'static str) -> &'static str {
        match self {
            Self::File => rename,
            Self::Alias => "leave the alias out: something else is found at its address",
        }
    }
}

/// The file that is published for an address: a folder's `index.html`, or the file itself.
fn published_path(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') { format!("{address}index.html") } else { address.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Sources;

    fn problems(wanted: &[&str]) -> Vec<String> {
        let existing = ["", "404.html", "calendars/all.ics", "people/ana/", "schedule.json"].map(String::from).into();
        let mut addresses = Addresses::new(&existing);
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        for (number, address) in wanted.iter().enumerate() {
            let name = format!("file {number}");
            let place = Span::new(sources.add(&name, ""), 0, 0);
            addresses.take(address, place, &format!("`{name}`"), By::File, &mut sink);
        }
        sink.into_problems().into_iter().map(|problem| problem.message).collect()
    }

    #[test]
    fn an_address_is_taken_once() {
        assert_eq!(problems(&["a/", "a/", "b/"]), ["`file 1` and `file 0` both want the address `/a/`"]);
        assert_eq!(problems(&["a/", "A/"]), ["`file 1` and `file 0` both want the address `/A/`"]);
        assert_eq!(problems(&["a/", "a/index.html"]).len(), 1);
        assert_eq!(problems(&["a", "a/b/"]).len(), 1);
        assert!(problems(&["a/", "a/b/", "a/b.png"]).is_empty());
    }

    #[test]
    fn what_the_tool_makes_is_not_free() {
        assert_eq!(problems(&[""]), ["`file 0` and hausmeister itself both want the address `/`"]);
        assert_eq!(
            problems(&["people/zed/"]),
            ["`file 0` wants the address `/people/zed/`, but `/people/` is hausmeister's own"]
        );
        for address in ["People/", "calendars/x.ics", "404.html/", "Schedule.json", "index.html"] {
            assert_eq!(problems(&[address]).len(), 1, "{address}");
        }
        assert!(problems(&["peoples/", "schedule/"]).is_empty());
    }
}
