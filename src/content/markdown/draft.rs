//! A page between the two passes, as its markdown alone makes it.

use std::ops::Range;

use super::Inserted;
use crate::content::Heading;
use crate::content::html::{Html, Link};
use crate::content::inserts::Fault;

/// A page before its links are looked up.
#[derive(Debug)]
pub(in crate::content) struct Draft {
    /// The body.
    pub(in crate::content) html: Html,
    /// The links and pictures of the body, by the numbers that the HTML knows them by.
    pub(in crate::content) links: Vec<Link>,
    /// The inserts of the body, by the numbers that the HTML knows them by.
    pub(in crate::content) inserts: Vec<Inserted>,
    /// What is wrong with other inserts, and where in the markdown.
    pub(in crate::content) faults: Vec<(Fault, Range<usize>)>,
    /// The headings of the body, as they stand in it.
    pub(in crate::content) headings: Vec<Heading>,
    /// What is to be read in the body, a line a block; nothing where there is no search.
    pub(in crate::content) text: String,
    /// Whether the body has tasks.
    pub(in crate::content) has_tasks: bool,
    /// The words of the first `# heading`.
    pub(in crate::content) title: Option<String>,
    /// The id of that heading, when it is left out of the body because the template writes it.
    pub(in crate::content) title_id: Option<String>,
}

impl Draft {
    /// What a page takes from a draft that is kept: no title, and without the body where nobody wants it no links.
    pub(in crate::content) fn copied(&self, with_body: bool) -> Self {
        let html = if with_body { self.html.clone() } else { self.html.bare() };
        Self {
            html,
            links: if with_body { self.links.clone() } else { Vec::new() },
            inserts: self.inserts.clone(),
            faults: Vec::new(),
            headings: self.headings.clone(),
            text: if with_body { self.text.clone() } else { String::new() },
            has_tasks: self.has_tasks,
            title: None,
            title_id: None,
        }
    }
}
