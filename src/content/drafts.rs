//! Drafts of many pages: made on every core, and kept where the same site is made again and again.
//!
//! A draft hangs on nothing but the markdown of its page, the title in its front matter and the words around it. One that
//! was made of the same is the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::markdown::{self, Draft};
use super::{Labels, Surroundings};
use crate::cores;

/// What the draft of a page is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The file's path from the content folder.
    pub(super) path: &'a str,
    /// What stands below the front matter.
    pub(super) markdown: &'a str,
    /// The title in the front matter.
    pub(super) title: Option<&'a str>,
}

/// The drafts of an earlier run, for the next one.
#[derive(Debug, Default)]
pub struct Drafts(Option<Kept>);

/// By path, what drafts were made of, and themselves.
#[derive(Debug, Default)]
struct Kept {
    /// The words around all of them, and whether raw HTML passed.
    around: Option<(Labels, bool)>,
    by_path: BTreeMap<String, (String, Option<String>, Arc<Draft>)>,
}

impl Drafts {
    /// Those that will be kept; [`Drafts::default`] keeps none.
    #[must_use]
    pub fn kept() -> Self {
        Self(Some(Kept::default()))
    }

    /// The drafts of all pages, in their order.
    pub(super) fn of(&mut self, pages: &[Wanted<'_>], surroundings: &Surroundings<'_>) -> Vec<Arc<Draft>> {
        let draft = |page: &Wanted<'_>| Arc::new(markdown::draft(page.markdown, page.title, surroundings));
        let Some(kept) = &mut self.0 else { return cores::on_each(pages, draft) };
        let around = (surroundings.labels.clone(), surroundings.raw_html);
        if kept.around.as_ref() != Some(&around) {
            *kept = Kept { around: Some(around), by_path: BTreeMap::new() };
        }
        let before = std::mem::take(&mut kept.by_path);
        let standing = |page: &Wanted<'_>| {
            let (markdown, title, draft) = before.get(page.path)?;
            (markdown == page.markdown && title.as_deref() == page.title).then(|| Arc::clone(draft))
        };
        let drafts = cores::on_each(pages, |page| standing(page).unwrap_or_else(|| draft(page)));
        let keep = |(page, draft): (&Wanted<'_>, &Arc<Draft>)| {
            (page.path.to_owned(), (page.markdown.to_owned(), page.title.map(str::to_owned), Arc::clone(draft)))
        };
        kept.by_path = pages.iter().zip(&drafts).map(keep).collect();
        drafts
    }
}
