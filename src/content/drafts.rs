//! Drafts of many pages: made on every core, and kept where the same site is made again and again.
//!
//! A draft hangs on nothing but the markdown of its page, the title in its front matter and what is around all of them. One
//! that was made of the same is the same.

use std::collections::{BTreeMap, BTreeSet};
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

/// The drafts of pages, by path.
#[derive(Debug, Default)]
struct Kept {
    /// What all of them were made of.
    around: Option<Around>,
    by_path: BTreeMap<String, KeptDraft>,
}

/// What every draft is made of, beside its page.
#[derive(Debug, PartialEq, Eq)]
struct Around {
    labels: Labels,
    raw_html: bool,
    has_search: bool,
}

impl Around {
    fn of(surroundings: &Surroundings<'_>) -> Self {
        let Surroundings { labels, raw_html, has_search, .. } = *surroundings;
        Self { labels: labels.clone(), raw_html, has_search }
    }
}

/// A draft, with what it was made of.
#[derive(Debug)]
struct KeptDraft {
    markdown: String,
    title: Option<String>,
    draft: Arc<Draft>,
}

impl KeptDraft {
    fn new(page: &Wanted<'_>, draft: Arc<Draft>) -> Self {
        Self { markdown: page.markdown.to_owned(), title: page.title.map(str::to_owned), draft }
    }

    /// Whether it is what would be made for the page.
    fn is_of(&self, page: &Wanted<'_>) -> bool {
        self.markdown == page.markdown && self.title.as_deref() == page.title
    }
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
        let around = Around::of(surroundings);
        if kept.around.as_ref() != Some(&around) {
            *kept = Kept { around: Some(around), by_path: BTreeMap::new() };
        }
        let standing = |page: &Wanted<'_>| kept.by_path.get(page.path).filter(|kept| kept.is_of(page));
        let kept_or_made =
            |page: &Wanted<'_>| standing(page).map_or_else(|| draft(page), |kept| Arc::clone(&kept.draft));
        let drafts = cores::on_each(pages, kept_or_made);
        let paths: BTreeSet<_> = pages.iter().map(|page| page.path).collect();
        kept.by_path.retain(|path, _| paths.contains(path.as_str()));
        for (page, draft) in pages.iter().zip(&drafts) {
            if !kept.by_path.get(page.path).is_some_and(|kept| Arc::ptr_eq(&kept.draft, draft)) {
                kept.by_path.insert(page.path.to_owned(), KeptDraft::new(page, Arc::clone(draft)));
            }
        }
        drafts
    }
}
