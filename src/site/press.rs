//! Fills templates and puts what comes out into the tree.

use std::mem;

use serde::Serialize;

use super::built_in::ASSETS;
use super::context::{Feed, Navigation, Page, Site};
use super::describe::Describer;
use super::links;
use super::navigation::Trees;
use super::search;
use super::templates::{self, Engine, Fault, Templates};
use crate::cores;
use crate::diagnostics::{Code, Problem, Sink, SourceId, Sources, Span};
use crate::output::Tree;
use crate::output::shelf::{self, Content, Shelf};

/// So many jobs are done before their sheets are put into the tree. Cores wait for each other then, and what is kept of
/// folders for the runbooks in them is given back.
const AT_ONCE: usize = 2048;

/// The page that hosts show where there is none.
pub const NOT_FOUND: &str = "404.html";

/// One printing of the site.
pub struct Press<'a> {
    /// Tells what the pages show.
    pub describer: Describer<'a>,
    templates: Templates,
    trees: Trees,
    sources: &'a mut Sources,
    tree: &'a mut Tree,
    sink: &'a mut Sink,
}

/// A page that is filled.
pub struct Sheet {
    /// Its address.
    pub address: String,
    /// What stands on it, if its template can be filled.
    pub text: Result<Content, Fault>,
    /// What else could not be filled for it.
    pub faults: Vec<Fault>,
    /// Where it comes from.
    pub origin: Origin,
}

impl Sheet {
    /// It with its text on a shelf, if that takes it; without room for more if not.
    fn put_on(self, place: &dyn Shelf) -> Self {
        let put = |text| match text {
            Content::Bytes(bytes) => Content::put_on(place, &links::file(&self.address), bytes),
            Content::Taken(_) => text,
        };
        Self { text: self.text.map(put), ..self }
    }
}

/// Where a page comes from, for messages about its address.
pub struct Origin {
    /// As people know it: `content/level-1.md`, ``person `ana` ``.
    pub name: String,
    /// Where it was written, if it was.
    pub place: Option<Span>,
}

impl Origin {
    /// Of a page that every site has.
    pub fn built_in(name: &str) -> Self {
        Self { name: format!("hausmeister's own `{name}`"), place: None }
    }
}

impl<'a> Press<'a> {
    /// Sets up with the templates, and puts the assets into the tree; none, with the problems told, if a template can't
    /// be used.
    pub fn new(
        describer: &Describer<'a>,
        engine: Engine,
        site: &Site,
        sources: &'a mut Sources,
        tree: &'a mut Tree,
        sink: &'a mut Sink,
    ) -> Option<Self> {
        let templates = Templates::load(engine, describer.inputs.templates, site, sources, sink)?;
        let trees = Trees::new(&site.navigation, site.navigation_is_folded);
        let mut press = Self { describer: *describer, templates, trees, sources, tree, sink };
        press.assets(site.has_search);
        Some(press)
    }

    /// Ends the printing.
    pub fn close(self) {
        // Thousands of small pieces.
        cores::let_go(self.templates);
    }

    /// What a page gets as `page`.
    pub fn page(&self, address: &str, feeds: Vec<Feed>, data: Option<String>) -> Page {
        Page {
            address: address.to_owned(),
            root: self.root(address),
            canonical: self.describer.inputs.base_url.map(|base_url| format!("{base_url}{address}")),
            feeds,
            data,
        }
    }

    /// What leads from the page at `address` to the site's root.
    fn root(&self, address: &str) -> String {
        // This one is shown at any address, so only links from the host's root are right.
        if address == NOT_FOUND {
            return String::from(self.describer.inputs.base_url.map_or("/", links::path));
        }
        links::root(address)
    }

    /// Whether the page at `address` is to be filled.
    pub fn is_wanted(&self, address: &str) -> bool {
        self.describer.inputs.wanted.is_none_or(|wanted| wanted.contains(&links::file(address)))
    }

    /// Fills `template` and publishes it at `address`, if it is wanted there.
    pub fn print(&mut self, address: &str, template: &str, values: &impl Serialize, origin: Origin) {
        if let Some(sheet) = self.wanted(address, || self.sheet(address, template, values, origin)) {
            self.lay(sheet);
        }
    }

    /// The `sheet` of the page at `address`; it is made only if it is wanted.
    pub fn wanted(&self, address: &str, sheet: impl FnOnce() -> Sheet) -> Option<Sheet> {
        self.is_wanted(address).then(sheet)
    }

    /// Fills `template` for the page at `address`.
    pub fn sheet(&self, address: &str, template: &str, values: &impl Serialize, origin: Origin) -> Sheet {
        let mut faults = Vec::new();
        let fill = |values: &Navigation<'_>| self.fill(templates::NAVIGATION, values);
        let tree = || self.trees.on_page(address, &self.root(address), fill);
        let navigation = if self.templates.shows_navigation { tree() } else { Ok(String::new()) };
        let navigation = navigation.map_err(|fault| faults.push(fault)).unwrap_or_default();
        let text = self.templates.fill_page(template, values, &navigation).map(Content::Bytes);
        Sheet { address: address.to_owned(), text, faults, origin }
    }

    /// Publishes the sheets of each job; they are made on every core, those of one job one after the other. What a job
    /// holds is given back as soon as it is done. The first ones, so many of them, are of no folder, and not waited for.
    pub fn print_each<T: Send>(
        &mut self,
        jobs: Vec<T>,
        of_no_folder: usize,
        sheets: impl Fn(&Self, T) -> Vec<Sheet> + Sync + Send,
    ) {
        let mut jobs = jobs.into_iter();
        let mut at_once = of_no_folder + AT_ONCE;
        while jobs.len() > 0 {
            let press = &*self;
            let some = jobs.by_ref().take(mem::replace(&mut at_once, AT_ONCE)).collect();
            let put = |sheet: Sheet| sheet.put_on(press.describer.inputs.shelf);
            let sheets = cores::on_each_taken(some, |job| sheets(press, job).into_iter().map(put).collect::<Vec<_>>());
            for sheet in sheets.into_iter().flatten() {
                self.lay(sheet);
            }
            self.trees.clear();
        }
    }

    /// Fills `template`.
    ///
    /// # Errors
    ///
    /// What is wrong with it; a [`Sheet`] takes it along to where it is told.
    pub fn fill(&self, template: &str, values: &impl Serialize) -> Result<String, Fault> {
        self.templates.fill(template, values)
    }

    /// Publishes a page, or tells why it can't be filled.
    fn lay(&mut self, Sheet { address, text, faults, origin }: Sheet) {
        for fault in faults.iter().chain(text.as_ref().err()) {
            self.templates.tell(fault, self.sources, self.sink);
        }
        if let Ok(text) = text {
            self.put_content(&links::file(&address), text, origin);
        }
    }

    /// What was published until now.
    pub fn tree(&self) -> &Tree {
        self.tree
    }

    /// Publishes a file; a path that is taken is a problem.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>, origin: Origin) {
        self.put_content(path, Content::Bytes(shelf::fitted(bytes)), origin);
    }

    /// As [`Self::put`], of a file that a shelf may have.
    pub fn put_content(&mut self, path: &str, content: Content, origin: Origin) {
        if let Err(collision) = self.tree.insert_content(path, content, origin.name) {
            let place = origin.place.unwrap_or_else(|| Span::new(self.sources.add(path, ""), 0, 0));
            self.sink.push(
                Problem::new(Code::DuplicateAddress, place, collision.to_string())
                    .help("give one of them another name; letter case makes no difference"),
            );
        }
    }

    /// The files that are published as they are: those of the templates, of which our own script of the search has nothing to
    /// do where there is none, then those of the content.
    fn assets(&mut self, has_search: bool) {
        let inputs = self.describer.inputs;
        let assets = templates::assets(inputs.templates, self.sources).into_iter();
        let assets = assets.filter(|(name, _, own)| has_search || own.is_some() || name != search::SCRIPT);
        let assets: Vec<_> = assets.map(|(name, text, source)| (name, text.as_bytes().to_owned(), source)).collect();
        for (name, bytes, source) in assets {
            debug_assert!(name.starts_with(ASSETS), "only these are assets");
            let place = source.map(start);
            self.put(&name, bytes, Origin { name: format!("`templates/{name}`"), place });
        }
        for asset in &inputs.library.assets {
            let origin = Origin { name: format!("`content/{}`", asset.path), place: None };
            self.put(&asset.path, asset.bytes.clone(), origin);
        }
    }
}

/// The beginning of a source.
pub fn start(source: SourceId) -> Span {
    Span::new(source, 0, 0)
}
