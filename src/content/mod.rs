//! Runbooks: markdown files become pages.
//!
//! The files of the content folder go in, as values; a [`Library`] comes out, and every problem with them. Pages are
//! made in two passes, because a link can lead to any of them: first each file is drafted (its front matter and
//! markdown read, its headings known), then the links of every draft are looked up. Nothing here reads a disk, and
//! nothing knows templates: a page's HTML is its body, without the `h1`, which the template writes from the title.

mod addresses;
mod destination;
mod emoji;
mod footnotes;
mod front_matter;
mod highlight;
mod html;
mod labels;
mod links;
mod markdown;
mod names;
mod outline;
mod raw_html;
mod slug;
mod source_text;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Problem, Sink, SourceId, Sources, Span};
use addresses::Addresses;
use front_matter::FrontMatter;
pub use labels::Labels;
use links::{Href, Origin, Site, Target};
use markdown::Draft;
use names::Place;
use source_text::{Decoded, Parts};

/// The folder of the project that holds the runbooks; the names of sources begin with it.
const FOLDER: &str = "content";
/// So many broken links of one page are told with a guess at what was meant: guessing compares with everything.
const MOST_GUESSES: usize = 20;

/// How runbooks become pages.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// The words around the author's.
    pub labels: &'a Labels,
    /// Whether raw HTML passes, as far as it can do no harm; without it, raw HTML is shown as the text it is.
    pub raw_html: bool,
}

/// A file of the content folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// The path from the content folder, with `/` between names.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The content, ready to be published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Library {
    /// The runbooks, by address.
    pub pages: Vec<Page>,
    /// All other files, by path.
    pub assets: Vec<Asset>,
}

/// A runbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The text that it was made of.
    pub source: SourceId,
    /// The file's path from the content folder: `a/b.md`.
    pub path: String,
    /// Where it is published, from the site's root: `a/b/`; empty for the root's own page.
    pub address: String,
    /// Its title, as text: that of the front matter, else the first `# heading`, else the file's name made readable.
    pub title: String,
    /// One sentence on what it is for, as text.
    pub description: Option<String>,
    /// Where it stands among its neighbours: the lighter the sooner.
    pub weight: i64,
    /// What of the roster stands on the page, above its body.
    pub panel: Option<Panel>,
    /// The body, without an `h1`. Its links are relative to the page's address.
    pub html: String,
    /// The headings of the body, in their order.
    pub headings: Vec<Heading>,
    /// What is to be read in the body, a line a block; for a search index.
    pub text: String,
}

/// What of the roster a page can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// Who is on call at each level of escalation.
    Escalation,
}

impl Panel {
    /// Every panel.
    const ALL: &[Self] = &[Self::Escalation];

    /// The name by which front matter asks for it.
    const fn name(self) -> &'static str {
        match self {
            Self::Escalation => "escalation",
        }
    }
}

/// A heading of a page's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// From 2 to 6, as it stands in the page.
    pub level: u8,
    /// What a link to it has after `#`. No two of a page are the same, and none holds a `:`.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// A file that is published as it is, under its own path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The path from the content folder, and so from the site's root.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A markdown file after the first pass.
struct Drafted {
    source: SourceId,
    path: String,
    address: String,
    /// Whether the address is its own; if not, the page is checked all the same.
    is_published: bool,
    front_matter: FrontMatter,
    /// The byte of the source at which the markdown begins.
    body: usize,
    draft: Draft,
}

/// Makes the library of all files of the content folder.
///
/// `existing` are the addresses that the tool itself makes, folders with their `/` at the end (empty for the home
/// page); links may lead there, and no file may want one of them or stand in one of their top folders. The texts of the
/// files are added to `sources` under `content/`; what is wrong goes to `sink`, and what is right is in the library all
/// the same.
pub fn load(
    mut files: Vec<InputFile>,
    existing: &BTreeSet<String>,
    settings: Settings<'_>,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Library {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut addresses = Addresses::new(existing);
    let mut drafts = Vec::new();
    let mut assets = Vec::new();
    let mut targets = BTreeMap::new();
    for InputFile { path, bytes } in files {
        let name = format!("{FOLDER}/{path}");
        let target = match names::place(&path) {
            Place::Hidden => continue,
            Place::Refused { name: part, why } => {
                sink.push(bad_name(sources.add(&name, ""), &name, &part, why));
                Target::Unread
            }
            Place::Asset => {
                let source = sources.add(&name, "");
                if addresses.take(&path, source, &name, sink) {
                    assets.push(Asset { path: path.clone(), bytes });
                }
                Target::Asset
            }
            Place::Page(address) => {
                let Decoded { text, fault } = source_text::decode(bytes);
                let source = sources.add(&name, text.as_str());
                let is_published = addresses.take(&address, source, &name, sink);
                if let Some(fault) = fault {
                    let place = Span::new(source, fault.start, fault.end);
                    let problem = Problem::new(Code::Syntax, place, format!("`{name}` is not UTF-8 from here on"));
                    sink.push(problem.help("save the file as UTF-8"));
                    Target::Unread
                } else {
                    let drafted = drafted(source, path.clone(), address, is_published, &text, settings, sink);
                    let target = drafted.target();
                    drafts.push(drafted);
                    target
                }
            }
        };
        targets.insert(path, target);
    }
    let site = Site { files: targets, existing };
    let mut pages: Vec<Page> = drafts.into_iter().filter_map(|drafted| drafted.linked(&site, sink)).collect();
    pages.sort_by(|a, b| a.address.cmp(&b.address));
    Library { pages, assets }
}

/// The first pass over a markdown file.
fn drafted(
    source: SourceId,
    path: String,
    address: String,
    is_published: bool,
    text: &str,
    settings: Settings<'_>,
    sink: &mut Sink,
) -> Drafted {
    let (front_matter, body) = match source_text::parts(text) {
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
    };
    let draft = markdown::draft(text.get(body..).unwrap_or_default(), front_matter.title.as_deref(), settings);
    Drafted { source, path, address, is_published, front_matter, body, draft }
}

impl Drafted {
    /// The page as something to link to.
    fn target(&self) -> Target {
        Target::Page {
            address: self.address.clone(),
            ids: self.draft.headings.iter().map(|heading| heading.id.clone()).collect(),
            title_id: self.draft.title_id.clone(),
        }
    }

    /// The second pass: looks the links up. No page comes out if its address is another's.
    fn linked(self, site: &Site<'_>, sink: &mut Sink) -> Option<Page> {
        let hrefs = self.hrefs(site, sink);
        let Self { source, path, address, front_matter, draft, .. } = self;
        let title = front_matter.title.or(draft.title).unwrap_or_else(|| names::readable(&path));
        self.is_published.then(|| Page {
            source,
            path,
            address,
            title,
            description: front_matter.description,
            weight: front_matter.weight,
            panel: front_matter.panel,
            html: draft.html.woven(&draft.links, &hrefs),
            headings: draft.headings,
            text: draft.text,
        })
    }

    fn hrefs(&self, site: &Site<'_>, sink: &mut Sink) -> Vec<Option<Href>> {
        let origin = Origin { path: &self.path, address: &self.address };
        let mut guesses = 0;
        let resolve = |link: &html::Link| {
            let broken = match site.resolve(origin, &link.destination, link.alternative.is_some()) {
                Ok(href) => return Some(href),
                Err(broken) => broken,
            };
            let place = Span::new(self.source, self.body + link.place.start, self.body + link.place.end);
            let mut problem = Problem::new(Code::BrokenLink, place, broken.message.as_str());
            guesses += 1;
            if guesses <= MOST_GUESSES
                && let Some(help) = site.help(origin, &broken)
            {
                problem = problem.help(help);
            }
            sink.push(problem);
            None
        };
        self.draft.links.iter().map(resolve).collect()
    }
}

fn bad_name(source: SourceId, file: &str, name: &str, why: &str) -> Problem {
    let message = if name.is_empty() {
        format!("`{}` can't be published: a name in it {why}", html::permitted(file))
    } else {
        format!("`{}` can't be published: the name `{}` {why}", html::permitted(file), html::permitted(name))
    };
    Problem::new(Code::BadFile, Span::new(source, 0, 0), message)
        .help("use letters, digits, `-`, `_` and `.`, such as `level-1.md`")
}

#[cfg(test)]
mod tests;
