//! Fills templates and puts what comes out into the tree.

use serde::Serialize;

use super::built_in::ASSETS;
use super::context::{Feed, Page, Site};
use super::describe::Describer;
use super::links;
use super::templates::{self, Fault, Templates};
use crate::cores;
use crate::diagnostics::{Code, Problem, Sink, SourceId, Sources, Span};
use crate::output::Tree;

/// So many sheets are made before they are put into the tree, which takes less memory for each.
const AT_ONCE: usize = 256;

/// One printing of the site.
pub struct Press<'a> {
    /// Tells what the pages show.
    pub describer: Describer<'a>,
    templates: Templates,
    sources: &'a mut Sources,
    tree: &'a mut Tree,
    sink: &'a mut Sink,
}

/// A page that is filled.
pub struct Sheet {
    /// Its address.
    pub address: String,
    /// What stands on it, if its template can be filled.
    pub text: Result<String, Fault>,
    /// What else could not be filled for it.
    pub faults: Vec<Fault>,
    /// Where it comes from.
    pub origin: Origin,
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
        site: &Site,
        sources: &'a mut Sources,
        tree: &'a mut Tree,
        sink: &'a mut Sink,
    ) -> Option<Self> {
        let templates = Templates::load(describer.inputs.templates, site, sources, sink)?;
        let mut press = Self { describer: *describer, templates, sources, tree, sink };
        press.assets();
        Some(press)
    }

    /// What a page gets as `page`.
    pub fn page(&self, address: &str, feeds: Vec<Feed>, data: Option<String>) -> Page {
        Page {
            address: address.to_owned(),
            root: links::root(address),
            canonical: self.describer.inputs.base_url.map(|base_url| format!("{base_url}{address}")),
            feeds,
            data,
        }
    }

    /// Whether the page at `address` is to be filled.
    pub fn is_wanted(&self, address: &str) -> bool {
        self.describer.inputs.wanted.is_none_or(|wanted| wanted.contains(&links::file(address)))
    }

    /// Fills `template` and publishes it at `address`, if it is wanted there.
    pub fn print(&mut self, address: &str, template: &str, values: &impl Serialize, origin: Origin) {
        self.print_wanted(address, |press| press.sheet(address, template, values, origin));
    }

    /// Publishes the `sheet` of the page at `address`; it is made only if it is wanted.
    pub fn print_wanted(&mut self, address: &str, sheet: impl FnOnce(&Self) -> Sheet) {
        if self.is_wanted(address) {
            let sheet = sheet(self);
            self.lay(sheet);
        }
    }

    /// Fills `template` for the page at `address`.
    pub fn sheet(&self, address: &str, template: &str, values: &impl Serialize, origin: Origin) -> Sheet {
        Sheet { address: address.to_owned(), text: self.fill(template, values), faults: Vec::new(), origin }
    }

    /// Publishes a sheet for each of `things`, the pages of which are wanted; they are made on every core.
    pub fn print_each<T: Sync>(&mut self, things: &[T], sheet: impl Fn(&Self, &T) -> Sheet + Sync + Send) {
        for some in things.chunks(AT_ONCE) {
            let press = &*self;
            let sheets = cores::on_each(some, |thing| sheet(press, thing));
            for sheet in sheets {
                self.lay(sheet);
            }
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
            self.put(&links::file(&address), text.into_bytes(), origin);
        }
    }

    /// What was published until now.
    pub fn tree(&self) -> &Tree {
        self.tree
    }

    /// Publishes a file; a path that is taken is a problem.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>, origin: Origin) {
        if let Err(collision) = self.tree.insert(path, bytes, origin.name) {
            let place = origin.place.unwrap_or_else(|| Span::new(self.sources.add(path, ""), 0, 0));
            self.sink.push(
                Problem::new(Code::DuplicateAddress, place, collision.to_string())
                    .help("give one of them another name; letter case makes no difference"),
            );
        }
    }

    /// The files that are published as they are: those of the templates, then those of the content.
    fn assets(&mut self) {
        let inputs = self.describer.inputs;
        let assets = templates::assets(inputs.templates, self.sources).into_iter();
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
