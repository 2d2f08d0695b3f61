//! Runbooks: markdown files become pages.
//!
//! The files of the content folder go in, as values; a [`Library`] comes out, and every problem with them. Pages are
//! made in two passes, because a link can lead to any of them: first each file is drafted (its front matter and
//! markdown read, its headings known), then the links of every draft are looked up. Nothing here reads a disk, and
//! nothing knows templates: a page's HTML is its body, without the `h1`, which the template writes from the title.

mod addresses;
mod body;
mod destination;
mod drafted;
mod drafts;
mod emoji;
mod escape;
mod footnotes;
mod front_matter;
mod highlight;
mod html;
mod inserts;
mod labels;
mod links;
mod markdown;
mod names;
mod outline;
mod raw_html;
mod slug;
mod source_text;
mod surroundings;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::cores;
use crate::diagnostics::{Code, Problem, Sink, SourceId, Sources, Span};
use addresses::{Addresses, By};
pub use body::{Body, Unfilled};
use drafted::{Drafted, Opened};
pub use drafts::Drafts;
use drafts::Wanted;
pub use highlight::markup as highlighted;
pub use inserts::{Asked, Holders, Insert};
pub use labels::Labels;
use links::{Site, Target};
use names::Place;
use source_text::Decoded;
pub use surroundings::{Entries, Entry, Surroundings};

/// The folder of the project that holds the runbooks; the names of sources begin with it.
pub const FOLDER: &str = "content";

/// A file of the content folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// The path from the content folder, with `/` between names.
    pub path: String,
    /// What is in it; nothing where it could not be read, which is told elsewhere.
    pub bytes: Option<Vec<u8>>,
}

/// Whether the file at `path` is a runbook, not one that is copied along.
#[must_use]
pub fn is_runbook(path: &str) -> bool {
    matches!(names::place(path), Place::Page(_))
}

/// The content, ready to be published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Library {
    /// The runbooks, by address.
    pub pages: Vec<Page>,
    /// All other files, by path.
    pub assets: Vec<Asset>,
    /// What leads from old addresses of pages to them, by the paths of the pages.
    pub redirects: Vec<Redirect>,
    /// The runbooks that say they are drafts, by path: they are not published.
    pub drafts: Vec<Unpublished>,
    /// The addresses of pages that could not be read: that they are missing is not one more problem.
    pub unread: Vec<String>,
}

/// That a page can still be found at an address that it had before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address, from the site's root: `old/` or `old.html`.
    pub address: String,
    /// The address of the page.
    pub to: String,
    /// The title of the page.
    pub title: String,
    /// The page's path from the content folder.
    pub path: String,
    /// Where the alias was written.
    pub place: Span,
}

/// A runbook that is a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpublished {
    /// Its path from the content folder.
    pub path: String,
    /// Where it would be published.
    pub address: String,
}

/// A link that leads out of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideLink {
    /// The whole address, with `http` or `https`.
    pub address: String,
    /// Where it was written.
    pub place: Span,
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
    /// The id of the person who answers for it.
    pub owner: Option<String>,
    /// When someone must have read it anew.
    pub review: Option<Review>,
    /// What stands below the title.
    pub body: Body,
    /// The headings of the body, in their order.
    pub headings: Vec<Heading>,
    /// The links and pictures of other sites in the body.
    pub outside: Vec<OutsideLink>,
    /// The inserts of the body, in the order in which they stand in its HTML.
    pub inserts: Vec<Insert>,
    /// Whether it has tasks to tick.
    pub has_tasks: bool,
}

impl Page {
    /// The `text` of the body that it came with, with words for its inserts.
    #[must_use]
    pub fn filled_text(&self, text: String, words: &[String]) -> String {
        if self.inserts.is_empty() {
            return text;
        }
        let mut parts: Vec<_> = self.inserts.iter().map(|insert| insert.in_text).zip(words).collect();
        parts.sort_by_key(|(at, _)| *at);
        inserts::spliced(&text, parts.into_iter().map(|(at, words)| (at, words.as_str())))
    }
}

/// That a runbook must be read anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// The last day on which it needs no review.
    pub by: NaiveDate,
    /// Whether that day is over.
    pub is_due: bool,
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

/// Makes the library of all files of the content folder.
///
/// The texts of the files are added to `sources` under `content/`; what is wrong goes to `sink`, and what is right is in
/// the library all the same.
pub fn load(files: Vec<InputFile>, surroundings: &Surroundings<'_>, sources: &mut Sources, sink: &mut Sink) -> Library {
    load_again(files, &mut Drafts::default(), |_| true, surroundings, sources, sink)
}

/// As [`load`], with `drafts` of an earlier run, which become those of this one. A page that is not wanted, by its address,
/// comes without its body (`html` and `text`); what is wrong with it is told all the same.
pub fn load_again(
    mut files: Vec<InputFile>,
    drafts: &mut Drafts,
    is_wanted: impl Fn(&str) -> bool + Sync,
    surroundings: &Surroundings<'_>,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Library {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut first = FirstPass::new(surroundings, files.len());
    for file in cores::on_each_taken(files, Input::of) {
        first.file(file, sources, sink);
    }
    let FirstPass { mut library, mut addresses, mut targets, opened, .. } = first;
    let wanted: Vec<_> = opened.iter().map(|page| page.wanted(sources)).collect();
    let drafts = drafts.of(&wanted, surroundings);
    let mut pages = Vec::with_capacity(opened.len());
    for (page, draft) in opened.into_iter().zip(drafts) {
        let page = Drafted::new(page, draft, sink);
        targets.insert(page.path().to_owned(), page.target());
        pages.extend(Some(page).filter(|page| !page.is_draft()));
    }
    library.redirects = pages.iter().flat_map(|page| page.redirects(&mut addresses, sink)).collect();
    let aliases = library.redirects.iter().map(|redirect| (redirect.address.clone(), redirect.path.clone())).collect();
    let site = Site { files: targets, aliases, surroundings };
    library.pages.reserve_exact(pages.len());
    for linked in cores::on_each_taken(pages, |page| page.linked(&site, &is_wanted)) {
        linked.tell(&site, sink);
        library.pages.extend(linked.page);
    }
    library.pages.sort_by(|a, b| a.address.cmp(&b.address));
    library
}

/// A file that is looked at.
struct Input {
    path: String,
    becomes: Becomes,
}

/// What becomes of a file, by its name.
enum Becomes {
    /// Nobody is to see it.
    Nothing,
    /// It could not be read; the address that it would have as a page.
    Unread(Option<String>),
    /// Its name can't be published.
    Refused { name: String, why: &'static str },
    /// It is published as it is.
    Asset(Vec<u8>),
    /// A page with this address.
    Page(String, Decoded),
}

impl Input {
    fn of(InputFile { path, bytes }: InputFile) -> Self {
        let becomes = match (names::place(&path), bytes) {
            (place, None) => Becomes::Unread(place.into_page()),
            (Place::Hidden, _) => Becomes::Nothing,
            (Place::Refused { name, why }, _) => Becomes::Refused { name, why },
            (Place::Asset, Some(bytes)) => Becomes::Asset(bytes),
            (Place::Page(address), Some(bytes)) => Becomes::Page(address, source_text::decode(bytes)),
        };
        Self { path, becomes }
    }
}

/// The first pass over the files: what each becomes, and who holds which address.
struct FirstPass<'a> {
    surroundings: &'a Surroundings<'a>,
    addresses: Addresses,
    library: Library,
    /// The files that links can lead to, by path, but for pages.
    targets: BTreeMap<String, Target>,
    opened: Vec<Opened>,
}

impl<'a> FirstPass<'a> {
    /// Before so many files.
    fn new(surroundings: &'a Surroundings<'a>, files: usize) -> Self {
        let addresses = Addresses::new(&surroundings.existing);
        let (library, targets, opened) = (Library::default(), BTreeMap::new(), Vec::with_capacity(files));
        Self { surroundings, addresses, library, targets, opened }
    }

    /// Takes a file in.
    fn file(&mut self, Input { path, becomes }: Input, sources: &mut Sources, sink: &mut Sink) {
        let name = format!("{FOLDER}/{path}");
        match becomes {
            Becomes::Nothing => {}
            Becomes::Unread(address) => {
                self.library.unread.extend(address);
                self.targets.insert(path, Target::Unread);
            }
            Becomes::Refused { name: part, why } => {
                sink.push(bad_name(sources.add(&name, ""), &name, &part, why));
                self.targets.insert(path, Target::Unread);
            }
            Becomes::Asset(bytes) => {
                self.targets.insert(path.clone(), Target::Asset);
                if self.take(&path, sources.add(&name, ""), &name, sink) {
                    self.library.assets.push(Asset { path, bytes });
                }
            }
            Becomes::Page(address, decoded) => {
                let Some(fault) = decoded.fault.clone() else {
                    return self.page(path, address, decoded, sources, sink);
                };
                let source = sources.add(&name, decoded.text);
                self.take(&address, source, &name, sink);
                self.library.unread.push(address);
                let place = Span::new(source, fault.start, fault.end);
                let problem = Problem::new(Code::Syntax, place, format!("`{name}` is not UTF-8 from here on"));
                sink.push(problem.help("save the file as UTF-8"));
                self.targets.insert(path, Target::Unread);
            }
        }
    }

    /// Takes a page in, the text of which is whole. A draft gets no address.
    fn page(&mut self, path: String, address: String, decoded: Decoded, sources: &mut Sources, sink: &mut Sink) {
        let name = format!("{FOLDER}/{path}");
        let source = sources.add(&name, decoded.text);
        let mut page = Opened::new(source, path, address, sources.text(source), self.surroundings, sink);
        if decoded.has_nul {
            page.tell_nul(sources.text(source), sink);
        }
        if page.is_draft() {
            self.library.drafts.push(page.unpublished());
        } else {
            page.is_published = self.take(&page.address, source, &name, sink);
        }
        self.opened.push(page);
    }

    fn take(&mut self, address: &str, source: SourceId, name: &str, sink: &mut Sink) -> bool {
        self.addresses.take(address, Span::new(source, 0, 0), &format!("`{name}`"), By::File, sink)
    }
}

fn bad_name(source: SourceId, file: &str, name: &str, why: &str) -> Problem {
    let message = if name.is_empty() {
        format!("`{}` can't be published: a name in it {why}", escape::permitted(file))
    } else {
        format!("`{}` can't be published: the name `{}` {why}", escape::permitted(file), escape::permitted(name))
    };
    Problem::new(Code::BadFile, Span::new(source, 0, 0), message)
        .help("use letters, digits, `-`, `_` and `.`, such as `level-1.md`")
}

#[cfg(test)]
mod tests;
