//! Where the links inside the site lead.
//!
//! Links are written as GitHub shows them: to markdown files and other files, from the folder that the file is in, or
//! with `/` from the content folder. They become links from one published address to another, always relative, so
//! that the site works under any path. [`Site`] knows every file of the content and what the tool itself makes.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use super::destination::{self, Destination, Inside};
use super::surroundings::{Entries, Surroundings};
use crate::diagnostics::{Code, Problem, Sink, Span};

/// Everything that a link can lead to.
pub(super) struct Site<'a> {
    /// By path in the content folder.
    pub(super) files: BTreeMap<String, Target>,
    /// The path of the page that an old address redirects to.
    pub(super) aliases: BTreeMap<String, String>,
    /// What there is beside the content.
    pub(super) surroundings: &'a Surroundings<'a>,
}

/// A file of the content, as something to link to.
#[derive(Debug)]
pub(super) enum Target {
    /// A page.
    Page {
        /// Its address.
        address: String,
        /// The ids of its headings.
        ids: BTreeSet<String>,
        /// The id that its title has on GitHub; the link to it leads to the top of the page.
        title_id: Option<String>,
    },
    /// A file that is copied along.
    Asset,
    /// A page that is not published yet.
    Withheld,
    /// A file that has a problem of its own: a link to it is not one more.
    Unread,
}

/// The page that a link stands on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin<'a> {
    /// Its path in the content folder.
    pub(super) path: &'a str,
    /// Its address.
    pub(super) address: &'a str,
}

/// A link's address as it goes into the page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Href {
    /// The address.
    pub(super) address: String,
    /// Whether it leads to another site.
    pub(super) is_external: bool,
    /// The name of what it leads to, where that has one: the text of a link without any.
    pub(super) name: Option<String>,
}

impl Href {
    fn outside(address: String) -> Self {
        Self { address, is_external: true, name: None }
    }

    fn inside(address: String) -> Self {
        Self { address, is_external: false, name: None }
    }
}

/// Why a link leads nowhere.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// What is wrong.
    pub(super) message: String,
    /// What [`Site::help`] finds the way out by.
    missed: Missed,
}

/// What was not found.
#[derive(Debug, PartialEq, Eq)]
enum Missed {
    /// Nothing that has a name near it.
    Nothing,
    /// Nothing was looked for: the destination is not to be published, and this is to be done.
    Refused(&'static str),
    /// A heading of the page at this path.
    Heading { path: String, id: String },
    /// A person with this id.
    Person(String),
    /// A shift type with this id.
    ShiftType(String),
    /// A page that is there, but a draft.
    Withheld,
    /// A file or page at this path; `is_rooted` if it was written with `/` before it.
    File { path: String, is_rooted: bool, is_image: bool },
}

impl Broken {
    fn new(message: impl Into<String>, missed: Missed) -> Self {
        Self { message: message.into(), missed }
    }
}

/// Longest name that a nearest one is sought for: the search takes the square of it.
const LONGEST_GUESS: usize = 200;
/// So many names at most are compared with a wrong one.
const MOST_COMPARED: usize = 5_000;

impl Site<'_> {
    /// Where the `written` destination of a link on the page `from` leads; for an image (`is_image`) only to files.
    pub(super) fn resolve(&self, from: Origin<'_>, written: &str, is_image: bool) -> Result<Href, Broken> {
        let Surroundings { people, shift_types, .. } = self.surroundings;
        match destination::read(written) {
            Ok(Destination::Web(address)) => Ok(Href::outside(address)),
            Ok(Destination::Contact(_) | Destination::Person(_) | Destination::ShiftType(_)) if is_image => {
                Err(Broken::new(format!("`{}` is no picture", shown(written)), Missed::Nothing))
            }
            Ok(Destination::Contact(address)) => Ok(Href::inside(address)),
            Ok(Destination::Person(id)) => entry(from, people, &id, Missed::Person),
            Ok(Destination::ShiftType(id)) => entry(from, shift_types, &id, Missed::ShiftType),
            Ok(Destination::Inside(inside)) => self.inside(from, &inside, is_image).map(Href::inside),
            Err(refusal) => {
                let message = format!("the link `{}` {}", shown(written), refusal.why);
                Err(Broken::new(message, Missed::Refused(refusal.help)))
            }
        }
    }

    /// The problem of a broken link at `place` on the page `from`; with what to do about it if there is a `sink` for
    /// guesses, for which what was missed is compared with all there is.
    pub(super) fn problem(&self, from: Origin<'_>, broken: &Broken, place: Span, sink: Option<&mut Sink>) -> Problem {
        let Surroundings { people, shift_types, .. } = self.surroundings;
        let entries = match &broken.missed {
            Missed::Person(id) => Some((people, id)),
            Missed::ShiftType(id) => Some((shift_types, id)),
            _ => None,
        };
        let code = entries.map_or(Code::BrokenLink, |(known, _)| known.code());
        let problem = Problem::new(code, place, broken.message.as_str());
        let Some(sink) = sink else { return problem };
        if let Some((known, id)) = entries {
            return known.unknown(id, place, true, sink);
        }
        self.help(from, broken, sink).into_iter().fold(problem, Problem::help)
    }

    /// What to do about a broken link on the page `from`. It compares what was missed with all there is.
    fn help(&self, from: Origin<'_>, broken: &Broken, sink: &mut Sink) -> Option<String> {
        match &broken.missed {
            Missed::Nothing | Missed::Person(_) | Missed::ShiftType(_) => None,
            Missed::Withheld => Some(String::from(
                "it is published once `draft: true` is taken out of its front matter; until then leave the link out",
            )),
            Missed::Refused(help) => Some((*help).to_owned()),
            Missed::Heading { path, id } => {
                let Some(Target::Page { ids, .. }) = self.files.get(path) else { return None };
                if ids.is_empty() {
                    return Some(String::from("it has no headings to link to"));
                }
                guess(id, ids.iter().map(String::as_str), sink).map(|near| format!("did you mean `#{near}`?"))
            }
            Missed::File { path, is_rooted, is_image } => {
                let folder = from.path.rsplit_once('/').map_or("", |(folder, _)| folder);
                if let Some(page) = self.aliases.get(path).or_else(|| self.aliases.get(&format!("{path}/"))) {
                    return Some(format!("that is an alias: link to `/{page}` itself"));
                }
                let near = match self.nearest_file(path, *is_image, sink) {
                    Some(file) if *is_rooted => format!("/{file}"),
                    Some(file) => relative(&format!("{folder}/"), file),
                    None if *is_image => return None,
                    None => format!("/{}", guess(path, self.surroundings.existing.iter().map(String::as_str), sink)?),
                };
                Some(format!("did you mean `{near}`?"))
            }
        }
    }

    fn inside(&self, from: Origin<'_>, to: &Inside, is_image: bool) -> Result<String, Broken> {
        if to.path.is_empty() {
            return self.on_this_page(from, to, is_image);
        }
        let Some(path) = normal(from.path, &to.path) else {
            let message = format!("the link `{}` leads out of the content folder", shown(&to.path));
            return Err(Broken::new(message, Missed::Nothing));
        };
        let (address, fragment) = match self.find(&path) {
            Some(Found::File(path, Target::Asset | Target::Unread)) => (path, unchecked(to)),
            Some(Found::File(path, Target::Withheld)) => {
                return Err(Broken::new(format!("`{path}` is a draft, which is not published"), Missed::Withheld));
            }
            Some(_) if is_image => {
                return Err(Broken::new(format!("`{}` is a page, no picture", shown(&to.path)), Missed::Nothing));
            }
            Some(Found::File(path, Target::Page { address, .. })) => (address.as_str(), self.fragment(from, path, to)?),
            Some(Found::Own(address)) => (address, unchecked(to)),
            None => {
                let message = format!("there is no file or page `{}`", shown(&to.path));
                let is_rooted = to.path.starts_with('/');
                return Err(Broken::new(message, Missed::File { path, is_rooted, is_image }));
            }
        };
        Ok(format!("{}{}{fragment}", destination::encoded(&relative(from.address, address)), to.query))
    }

    /// A link without a path: to the page that it stands on.
    fn on_this_page(&self, from: Origin<'_>, to: &Inside, is_image: bool) -> Result<String, Broken> {
        if is_image || (to.query.is_empty() && to.fragment.is_none()) {
            let what = if is_image { "picture" } else { "link" };
            return Err(Broken::new(format!("the {what} has no destination"), Missed::Nothing));
        }
        let fragment = self.fragment(from, from.path, to)?;
        // `#` alone leads to the top of the page.
        let top = if fragment.is_empty() && to.fragment.is_some() { "#" } else { "" };
        Ok(format!("{}{fragment}{top}", to.query))
    }

    /// What stands at `path`: a file, a folder's own page, or a page by its address.
    fn find(&self, path: &str) -> Option<Found<'_>> {
        let bare = path.trim_end_matches('/');
        let join = |ending: &str| if bare.is_empty() { ending.to_owned() } else { format!("{bare}/{ending}") };
        if bare == path
            && let Some((path, target)) = self.files.get_key_value(path)
        {
            return Some(Found::File(path, target));
        }
        if let Some((path, target)) = self.files.get_key_value(&join("index.md")) {
            return Some(Found::File(path, target));
        }
        if let Some(address) =
            self.surroundings.existing.get(&join("")).or_else(|| self.surroundings.existing.get(path))
        {
            return Some(Found::Own(address));
        }
        // A page by its address: a folder, so only with the `/` that says so.
        if bare == path {
            return None;
        }
        self.files.get_key_value(&format!("{bare}.md")).map(|(path, target)| Found::File(path, target))
    }

    /// The fragment as it goes into the page, with its `#`, once the page at `path` is known to have it.
    fn fragment(&self, from: Origin<'_>, path: &str, to: &Inside) -> Result<String, Broken> {
        let (Some(Target::Page { ids, title_id, .. }), Some(id)) = (self.files.get(path), &to.fragment) else {
            return Ok(unchecked(to));
        };
        if id.is_empty() || id == "top" || title_id.as_ref() == Some(id) {
            return Ok(String::new());
        }
        if ids.contains(id) {
            return Ok(unchecked(to));
        }
        let whose = if path == from.path { String::from("this page") } else { format!("`{path}`") };
        let message = format!("{whose} has no heading `#{}`", shown(id));
        Err(Broken::new(message, Missed::Heading { path: path.to_owned(), id: id.clone() }))
    }

    /// The file of the nearest path, else one of the same name in another folder.
    fn nearest_file(&self, path: &str, is_image: bool, sink: &mut Sink) -> Option<&str> {
        let files = || {
            let wanted = self.files.iter().filter(move |(_, file)| !is_image || matches!(file, Target::Asset));
            wanted.map(|(path, _)| path.as_str())
        };
        let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
        guess(path, files(), sink).or_else(|| files().find(|file| name(file) == name(path)))
    }
}

/// The way to an entry of the roster, or what was `missed`.
fn entry(from: Origin<'_>, known: &Entries, id: &str, missed: fn(String) -> Missed) -> Result<Href, Broken> {
    let Some(entry) = known.get(id) else { return Err(Broken::new(known.unknown_message(id), missed(id.to_owned()))) };
    let name = Some(entry.name.clone());
    Ok(Href { name, ..Href::inside(relative(from.address, &entry.address)) })
}

enum Found<'a> {
    File(&'a str, &'a Target),
    Own(&'a str),
}

/// The path from the content folder that `to` means in the file `from`; nothing if it leads out of the folder.
fn normal(from: &str, to: &str) -> Option<String> {
    let folder = if to.starts_with('/') { None } else { from.rsplit_once('/') };
    let mut names: Vec<&str> = folder.into_iter().flat_map(|(folder, _)| folder.split('/')).collect();
    for name in to.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    let path = names.join("/");
    let is_folder = to.ends_with('/') || matches!(to.rsplit('/').next(), Some("." | ".."));
    Some(if is_folder { format!("{path}/") } else { path })
}

/// The relative address that leads from the page at `from` to `to`.
pub(super) fn relative(from: &str, to: &str) -> String {
    let same = from.bytes().zip(to.bytes()).take_while(|(one, other)| one == other).count();
    // The folders that both stand in.
    let shared = from.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
    let (own, way) = (from.get(shared..).unwrap_or_default(), to.get(shared..).unwrap_or_default());
    let up = own.split('/').filter(|name| !name.is_empty()).count();
    if up == 0 && way.is_empty() {
        return String::from("./");
    }
    let mut relative = String::with_capacity(3 * up + way.len());
    relative.extend(iter::repeat_n("../", up));
    relative.push_str(way);
    relative
}

fn unchecked(to: &Inside) -> String {
    to.fragment.as_ref().map_or_else(String::new, |id| destination::encoded(&format!("#{}", id.replace('%', "%25"))))
}

fn guess<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>, sink: &mut Sink) -> Option<&'a str> {
    let short = |name: &str| name.len() <= LONGEST_GUESS;
    let known = known.into_iter().filter(|name| short(name)).take(MOST_COMPARED);
    if short(wrong) { sink.nearest(wrong, known) } else { None }
}

/// A destination as messages show it: in one line, and not endless.
pub(super) fn shown(written: &str) -> String {
    let mut shown: String =
        written.chars().map(|one| if one.is_control() { '\u{fffd}' } else { one }).take(100).collect();
    if shown.len() < written.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests;
