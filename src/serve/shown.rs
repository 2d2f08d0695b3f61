//! What is shown now, and how open pages hear that it is something else.

use std::sync::Arc;

use serde_json::json;

use crate::output::Tree;
use crate::output::tree::File;

/// The site that requests are answered from, with what is wrong with the inputs since.
///
/// Every page is sent with a number, and an open page is told [`Shown::number`]: it reloads where its own is less. A new
/// site takes the next even number. While it is being made, the odd one before it tells those pages to reload that are
/// ready ahead of the others; they have the new site's number already.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    number: u64,
    /// The last site without errors.
    site: Option<Arc<Tree>>,
    /// Pages of the next one.
    ahead: Option<Arc<Tree>>,
    trouble: Option<Arc<str>>,
}

impl Shown {
    /// Nothing yet. Numbers begin with the clock's, so that pages of a server before this one are old.
    pub fn nothing() -> Self {
        let elapsed = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
        let half = u64::try_from(elapsed.as_millis()).unwrap_or_default() / 2;
        Self { number: half * 2, ..Self::default() }
    }

    /// Shows some pages of a new site before the others; [`Self::show`] or [`Self::tell`] comes next.
    pub fn show_ahead(&mut self, pages: Tree) {
        self.trouble = None;
        let is_shown = |path, file| self.site.as_ref().is_some_and(|site| site.get(path) == Some(file));
        if !pages.iter().all(|(path, file)| is_shown(path, file)) {
            self.number += 1;
            self.ahead = Some(Arc::new(pages));
        }
    }

    /// Shows a new site. Open pages reload, unless it is what they show already.
    pub fn show(&mut self, site: Tree) {
        self.trouble = None;
        if self.ahead.is_none() && self.site.as_deref() == Some(&site) {
            return;
        }
        self.number += if self.ahead.take().is_some() { 1 } else { 2 };
        self.site = Some(Arc::new(site));
    }

    /// Says what is wrong, above the last good site. Pages that came ahead of one that now fails are gone.
    pub fn tell(&mut self, trouble: &str) {
        if self.ahead.take().is_some() {
            self.number += 1;
        }
        self.trouble = Some(trouble.into());
    }

    /// What is wrong now.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Whether there is a site.
    pub fn is_something(&self) -> bool {
        self.site.is_some()
    }

    /// The file at a path of the site, and the number it is sent with.
    pub fn file(&self, path: &str) -> Option<(&File, u64)> {
        let ahead = self.ahead.as_ref().and_then(|pages| pages.get(path)).map(|file| (file, self.number + 1));
        ahead.or_else(|| Some((self.site.as_ref()?.get(path)?, self.number)))
    }

    /// The number of a page that is no file of the site.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// What open pages are told, as JSON.
    pub fn event(&self) -> String {
        json!({ "number": self.number, "trouble": self.trouble() }).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(text: &str) -> Tree {
        pages(&[("index.html", text), ("other.html", text)])
    }

    fn pages(files: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::default();
        for (path, text) in files {
            tree.insert(*path, *text, "test").unwrap();
        }
        tree
    }

    /// A page's text, and whether it reloads when it is told what is shown now.
    fn seen(shown: &Shown, path: &str) -> (String, u64) {
        let (file, number) = shown.file(path).unwrap();
        (String::from_utf8(file.bytes.clone()).unwrap(), number)
    }

    #[test]
    fn pages_reload_once_for_every_new_site_and_never_for_the_same() {
        let mut shown = Shown::nothing();
        assert!(!shown.is_something() && shown.file("index.html").is_none());
        shown.show(site("one"));
        let (text, first) = seen(&shown, "index.html");
        assert_eq!((text.as_str(), first), ("one", shown.number()));
        shown.tell("broken");
        shown.show_ahead(pages(&[("index.html", "one")]));
        shown.show(site("one"));
        assert_eq!((shown.number(), shown.trouble()), (first, None));
        shown.show(site("two"));
        assert!(seen(&shown, "index.html").1 > first);
    }

    #[test]
    fn a_page_that_is_ready_ahead_reloads_at_once_and_not_again_with_the_others() {
        let mut shown = Shown::nothing();
        shown.show(site("one"));
        let old = shown.number();
        shown.show_ahead(pages(&[("index.html", "two")]));
        let (text, ahead) = seen(&shown, "index.html");
        assert!(text == "two" && old < shown.number() && shown.number() < ahead);
        let (text, behind) = seen(&shown, "other.html");
        assert_eq!((text.as_str(), behind), ("one", shown.number()), "it does not reload yet");
        shown.show(site("two"));
        assert_eq!(shown.number(), ahead, "what was ready does not reload");
        assert!(behind < shown.number(), "the others do");
    }

    #[test]
    fn a_page_ahead_of_a_site_that_then_fails_reloads_with_the_next() {
        let mut shown = Shown::nothing();
        shown.show(site("one"));
        shown.show_ahead(pages(&[("index.html", "two")]));
        let (_, ahead) = seen(&shown, "index.html");
        shown.tell("broken elsewhere");
        assert_eq!(seen(&shown, "index.html").0, "one");
        shown.show(site("three"));
        assert!(shown.number() > ahead);
    }
}
