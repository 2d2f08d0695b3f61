//! A markdown file between the two passes: opened, then drafted: its headings known, its links not yet looked up.

use std::sync::Arc;

use super::addresses::{Addresses, By};
use super::front_matter::{self, FrontMatter};
use super::html;
use super::inserts::Insert;
use super::links::{Broken, Href, Origin, Site, Target};
use super::markdown::{Draft, Inserted};
use super::source_text::{self, Parts};
use super::{Body, FOLDER, OutsideLink, Page, Redirect, Review, Surroundings, Unpublished, Wanted, names};
use crate::diagnostics::{Code, Problem, Sink, SourceId, Sources, Span};
use crate::document::Written;

/// So many broken links of one page are told with a guess at what was meant: guessing compares with everything.
const MOST_GUESSES: usize = 20;

/// A markdown file of which only the front matter is read.
pub(super) struct Opened {
    source: SourceId,
    path: String,
    pub(super) address: String,
    /// Whether the address is its own; if not, the page is checked all the same.
    pub(super) is_published: bool,
    front_matter: FrontMatter,
    review: Option<Review>,
    /// The byte of the source at which the markdown begins.
    body: usize,
}

impl Opened {
    /// Reads the front matter of the file at `path`, which is `text`.
    pub(super) fn new(
        source: SourceId,
        path: String,
        address: String,
        text: &str,
        surroundings: &Surroundings<'_>,
        sink: &mut Sink,
    ) -> Self {
        let (front_matter, body) = parts(source, text, sink);
        if let Some(owner) = &front_matter.owner
            && surroundings.people.get(&owner.value).is_none()
        {
            let problem = surroundings.people.unknown(&owner.value, owner.place, false, sink);
            sink.push(problem);
        }
        let review = review(&front_matter, surroundings, sink);
        Self { source, path, address, is_published: false, front_matter, review, body }
    }

    /// Tells the first NUL of the markdown in `text`, if it has one.
    pub(super) fn tell_nul(&self, text: &str, sink: &mut Sink) {
        if let Some(at) = text.get(self.body..).and_then(|markdown| markdown.find('\0')) {
            let place = Span::new(self.source, self.body + at, self.body + at + 1);
            sink.push(
                Problem::new(Code::Syntax, place, "a NUL character can't stand in a runbook")
                    .help("save the file as UTF-8"),
            );
        }
    }

    /// Whether it is not to be published yet.
    pub(super) const fn is_draft(&self) -> bool {
        self.front_matter.is_draft
    }

    /// It as a page that is not published.
    pub(super) fn unpublished(&self) -> Unpublished {
        Unpublished { path: self.path.clone(), address: self.address.clone() }
    }

    /// What its draft is made of.
    pub(super) fn wanted<'a>(&'a self, sources: &'a Sources) -> Wanted<'a> {
        let markdown = sources.text(self.source).get(self.body..).unwrap_or_default();
        Wanted { path: &self.path, markdown, title: self.front_matter.title.as_deref() }
    }
}

/// A markdown file after the first pass.
pub(super) struct Drafted {
    opened: Opened,
    draft: Arc<Draft>,
}

/// A markdown file after the second pass.
pub(super) struct Linked {
    /// The page; none if its address is another's.
    pub(super) page: Option<Page>,
    /// Its links that lead nowhere, and where they are written.
    broken: Vec<(Span, Broken)>,
    /// Of the file that it is made of.
    path: String,
    address: String,
}

impl Drafted {
    /// The file with its draft, of which the faults are told.
    pub(super) fn new(opened: Opened, draft: Arc<Draft>, sink: &mut Sink) -> Self {
        for (fault, place) in &draft.faults {
            let place = Span::new(opened.source, opened.body + place.start, opened.body + place.end);
            sink.push(Problem::new(Code::BadInsert, place, fault.message.as_str()).help(fault.help.as_str()));
        }
        Self { opened, draft }
    }

    /// Whether it is not to be published yet.
    pub(super) const fn is_draft(&self) -> bool {
        self.opened.is_draft()
    }

    /// Its path from the content folder.
    pub(super) fn path(&self) -> &str {
        &self.opened.path
    }

    /// The page as something to link to.
    pub(super) fn target(&self) -> Target {
        if self.is_draft() {
            return Target::Withheld;
        }
        Target::Page {
            address: self.opened.address.clone(),
            ids: self.draft.headings.iter().map(|heading| heading.id.clone()).collect(),
            title_id: self.draft.title_id.clone(),
        }
    }

    /// What leads from its old addresses to it, as far as those are free.
    pub(super) fn redirects(&self, addresses: &mut Addresses, sink: &mut Sink) -> Vec<Redirect> {
        let redirect = |alias: &Written<String>| {
            let name = format!("the alias `/{}` of `{FOLDER}/{}`", alias.value, self.opened.path);
            let is_free = addresses.take(&alias.value, alias.place, &name, By::Alias, sink);
            (is_free && self.opened.is_published).then(|| Redirect {
                address: alias.value.clone(),
                to: self.opened.address.clone(),
                title: self.title(),
                path: self.opened.path.clone(),
                place: alias.place,
            })
        };
        self.opened.front_matter.aliases.iter().filter_map(redirect).collect()
    }

    /// The second pass: looks the links up, and has the body follow where that is wanted.
    pub(super) fn linked(self, site: &Site<'_>, is_wanted: impl Fn(&str) -> bool) -> Linked {
        let Opened { path, address, .. } = &self.opened;
        let (path, address) = (path.clone(), address.clone());
        let origin = Origin { path: &path, address: &address };
        let mut broken = Vec::new();
        let href = |link: &html::Link| {
            let href = site.resolve(origin, &link.destination, link.alternative.is_some());
            href.map_err(|fault| broken.push((self.place(link), fault))).ok()
        };
        let hrefs: Vec<_> = self.draft.links.iter().map(href).collect();
        let page = self.opened.is_published.then(|| self.into_page(&hrefs, is_wanted));
        Linked { page, broken, path, address }
    }

    fn into_page(self, hrefs: &[Option<Href>], is_wanted: impl Fn(&str) -> bool) -> Page {
        let is_wanted = is_wanted(&self.opened.address);
        let (title, outside) = (self.title(), self.outside(hrefs));
        let Self { opened, draft } = self;
        // A draft that nobody keeps gives away what it has.
        let draft = Arc::try_unwrap(draft).unwrap_or_else(|kept| kept.copied(is_wanted));
        let Draft { html, links, inserts: inserted, headings, text, has_tasks, .. } = draft;
        let insert = |number: usize| {
            let Inserted { asked, place, in_text } = inserted.get(number)?;
            let place = Span::new(opened.source, opened.body + place.start, opened.body + place.end);
            Some(Insert { asked: asked.clone(), place, in_text: *in_text })
        };
        let inserts = html.inserts().filter_map(insert).collect();
        let whole = || Body { html: html.woven(&links, hrefs), text };
        let body = if is_wanted { whole() } else { Body::default() };
        let FrontMatter { description, weight, panel, owner, .. } = opened.front_matter;
        Page {
            source: opened.source,
            path: opened.path,
            address: opened.address,
            title,
            description,
            weight,
            panel,
            owner: owner.map(|owner| owner.value),
            review: opened.review,
            body,
            headings,
            outside,
            inserts,
            has_tasks,
        }
    }

    fn title(&self) -> String {
        let written = self.opened.front_matter.title.as_ref().or(self.draft.title.as_ref());
        written.cloned().unwrap_or_else(|| names::readable(&self.opened.path))
    }

    fn outside(&self, hrefs: &[Option<Href>]) -> Vec<OutsideLink> {
        let links = self.draft.links.iter().zip(hrefs);
        let outside = links.filter_map(|(link, href)| Some((link, href.as_ref().filter(|href| href.is_external)?)));
        outside.map(|(link, href)| OutsideLink { address: href.address.clone(), place: self.place(link) }).collect()
    }

    fn place(&self, link: &html::Link) -> Span {
        Span::new(self.opened.source, self.opened.body + link.place.start, self.opened.body + link.place.end)
    }
}

impl Linked {
    /// Tells the links that lead nowhere.
    pub(super) fn tell(&self, site: &Site<'_>, sink: &mut Sink) {
        let origin = Origin { path: &self.path, address: &self.address };
        for (number, (place, fault)) in self.broken.iter().enumerate() {
            let for_help = (number < MOST_GUESSES).then_some(&mut *sink);
            let problem = site.problem(origin, fault, *place, for_help);
            sink.push(problem);
        }
    }
}

/// The front matter, and the byte at which the markdown begins.
fn parts(source: SourceId, text: &str, sink: &mut Sink) -> (FrontMatter, usize) {
    match source_text::parts(text) {
        Parts::Bare => (FrontMatter::default(), 0),
        Parts::Fronted(yaml, body) => {
            let written = text.get(yaml.clone()).unwrap_or_default();
            (front_matter::read(written, source, yaml.start, sink), body)
        }
        Parts::Unclosed(fence) => {
            let place = Span::new(source, fence.start, fence.end);
            sink.push(
                Problem::new(Code::Syntax, place, "the front matter that begins here has no end")
                    .help("end it with a line `---`; a rule at the top of a page is written `***`"),
            );
            (FrontMatter::default(), fence.end)
        }
    }
}

/// When the page must be read anew; told when that is over, unless nobody can read it yet.
fn review(front_matter: &FrontMatter, surroundings: &Surroundings<'_>, sink: &mut Sink) -> Option<Review> {
    let by = front_matter.review_by?;
    let is_due = by.value < surroundings.today;
    if is_due && !front_matter.is_draft {
        let owner = front_matter.owner.as_ref().and_then(|owner| surroundings.people.get(&owner.value));
        let who = owner.map_or_else(String::new, |owner| format!("let {}, its owner, ", owner.name));
        let problem =
            Problem::new(Code::StaleRunbook, by.place, "this runbook is stale: its review was due by this day");
        sink.push(problem.help(format!("{who}read it through, mend what is no longer so, then write the next day")));
    }
    Some(Review { by: by.value, is_due })
}
