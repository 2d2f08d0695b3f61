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

/// The drafts of pages, by path.
#[derive(Debug, Default)]
struct Kept {
    /// The words around all of them, and whether raw HTML passed.
    around: Option<(Labels, bool)>,
    by_path: BTreeMap<String, KeptDraft>,
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
        let around = (surroundings.labels.clone(), surroundings.raw_html);
        if kept.around.as_ref() != Some(&around) {
            *kept = Kept { around: Some(around), by_path: BTreeMap::new() };
        }
        let mut before = std::mem::take(&mut kept.by_path);
        let mut take = |page: &Wanted<'_>| before.remove_entry(page.path).filter(|(_, kept)| kept.is_of(page));
        let standing: Vec<_> = pages.iter().map(|page| (page, take(page))).collect();
        let lacking: Vec<_> = standing.iter().filter(|(_, kept)| kept.is_none()).map(|(page, _)| *page).collect();
        let mut made = cores::on_each(&lacking, |page| draft(page)).into_iter();
        let mut drafts = Vec::with_capacity(pages.len());
        for (page, standing) in standing {
            let entry = standing.or_else(|| Some((page.path.to_owned(), KeptDraft::new(page, made.next()?))));
            let Some((path, entry)) = entry else { continue };
            drafts.push(Arc::clone(&entry.draft));
            kept.by_path.insert(path, entry);
        }
        drafts
    }
}
