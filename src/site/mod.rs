//! The pages of the site: everything that people open in a browser.
//!
//! In go the roster, its schedule, the runbooks and the addresses of the feeds; out come pages, assets and what static
//! hosts expect. [`context`] is the contract with the templates; the other files make its values, one kind of page a
//! file. Nothing here reads a file or the clock, and no page shows `now`: builds within one stretch between two
//! hand-offs are equal byte for byte, but for a runbook whose review falls due between them.

mod built_in;
pub mod context;
mod dates;
mod describe;
mod fitting;
mod hand_offs;
mod home;
mod hours;
mod inserts;
mod json;
mod links;
mod load;
mod navigation;
mod on_call;
mod people;
mod percent;
mod press;
mod redirects;
mod runbooks;
mod schedule;
mod search;
mod shift_types;
mod static_hosts;
mod subscribe;
mod templates;
#[cfg(test)]
mod tests;
mod timeline;
mod version;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::content::{Body, Entries, Entry, Library, Page, Surroundings, Unfilled};
use crate::cores;
use crate::diagnostics::{Sink, SourceId, Sources};
use crate::output::Tree;
use crate::output::shelf::Shelf;
use crate::roster::{Person, PersonIndex, Roster, ShiftType, ShiftTypeIndex};
use crate::schedule::Schedule;
use crate::time::{Instant, Interval};
use describe::{Described, Describer};
use navigation::Neighbours;
use people::Everyone;
use press::{Press, Sheet};

pub use links::{file, webcal};
pub use search::{each_word, files as search_files};
pub use templates::{Engine, own_templates};
pub use words::Words;

/// What the site is made of.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// Who and when.
    pub roster: &'a Roster,
    /// Its schedule, at least up to the end of `span`.
    pub schedule: &'a Schedule,
    /// The span that is published.
    pub span: Interval,
    /// The running week: lists of coming shifts begin with it, those of past ones end before it.
    pub week: Interval,
    /// The instant of the build.
    pub now: Instant,
    /// The roster's last change.
    pub revision: Instant,
    /// The words of times, hours and runbooks.
    pub words: &'a Words,
    /// The runbooks; their bodies stand apart.
    pub library: &'a Library,
    /// When each file of the content was last changed, by path, where that is known.
    pub content_changes: &'a BTreeMap<String, Instant>,
    /// The calendars that pages offer, in their order; none where their addresses are not for everybody.
    pub feeds: &'a [FeedLink],
    /// Where the site will be published; ends with `/`.
    pub base_url: Option<&'a str>,
    /// A project's own templates and assets, by their names below `templates/`.
    pub templates: &'a [(String, SourceId)],
    /// The paths of the pages to fill, where not all are wanted; then nothing is made that speaks of all pages.
    pub wanted: Option<&'a BTreeSet<String>>,
    /// Where pages go as soon as they are filled.
    pub shelf: &'a dyn Shelf,
}

/// A calendar that people can subscribe to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedLink {
    /// Its address below the site's root, such as `calendars/people/ana.ics`.
    pub path: String,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: FeedKind,
    /// The person whose shifts it holds; none for everyone's.
    pub person: Option<PersonIndex>,
    /// The one shift type it holds; none for all.
    pub shift_type: Option<ShiftTypeIndex>,
}

/// What a calendar holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedKind {
    /// Shifts, for people.
    Shifts,
    /// The shifts of one type, for a paging system.
    Pager,
    /// Hand-offs.
    HandOffs,
    /// Holidays and times away.
    Away,
}

impl FeedLink {
    /// Whether it holds the shifts of everyone, of one type or of all.
    fn is_of_all(&self, shift_type: Option<ShiftTypeIndex>) -> bool {
        self.kind == FeedKind::Shifts && self.person.is_none() && self.shift_type == shift_type
    }
}

/// The addresses that the site makes by itself, folders with their `/` at the end: runbooks may link to them and
/// can't have them. The home page is the empty one. Of the search only the file that it begins with is among them: how
/// many more there are depends on the runbooks.
#[must_use]
pub fn addresses(roster: &Roster) -> BTreeSet<String> {
    let pages = [
        home::ADDRESS,
        schedule::ADDRESS,
        hand_offs::ADDRESS,
        people::ADDRESS,
        load::ADDRESS,
        "404.html",
        "offline.html",
    ];
    let hosts = ["favicon.svg", "manifest.webmanifest", "service-worker.js", "sitemap.xml", "robots.txt", ".nojekyll"];
    let assets = built_in::FILES.iter().map(|(name, _)| *name).filter(|name| name.starts_with(built_in::ASSETS));
    let people = roster.people.iter().map(|person| describe::person_address(&person.id));
    let shift_types = roster.shift_types.iter().map(|shift_type| describe::shift_type_address(&shift_type.id));
    let search = Some(search::INDEX).filter(|_| !roster.site.without_search);
    let pages = pages.into_iter().chain(hosts).chain(search);
    pages.chain(assets).map(str::to_owned).chain(people).chain(shift_types).collect()
}

/// What the runbooks of a site can speak of: what stands in the roster and the [`addresses`] that the site makes.
#[must_use]
pub fn surroundings<'a>(roster: &Roster, words: &'a Words, now: Instant) -> Surroundings<'a> {
    let person = |person: &Person| {
        let address = describe::person_address(&person.id);
        (person.id.clone(), Entry { name: person.name.clone(), address, place: person.place })
    };
    let shift_type = |of: &ShiftType| {
        let address = describe::shift_type_address(&of.id);
        (of.id.clone(), Entry { name: of.name.clone(), address, place: of.place })
    };
    Surroundings {
        existing: addresses(roster),
        people: Entries::people(roster.people.iter().map(person).collect()),
        shift_types: Entries::shift_types(roster.shift_types.iter().map(shift_type).collect()),
        today: roster.zone.local(now).date(),
        labels: &words.runbook,
        raw_html: roster.site.raw_html,
        has_search: !roster.site.without_search,
    }
}

/// So many shifts take little memory on a page.
const FEW_SHIFTS: usize = 1_000;

/// Pages that show the shifts of all.
#[derive(Clone, Copy)]
enum OfAll {
    Home,
    Schedule,
    HandOffs,
    Load,
    People,
    ShiftTypes,
}

impl OfAll {
    /// The longest first.
    const ALL: [Self; 6] = [Self::Home, Self::Schedule, Self::ShiftTypes, Self::HandOffs, Self::Load, Self::People];

    /// The pages, as far as they are wanted.
    fn sheets(self, press: &Press<'_>, everyone: &Everyone<'_>) -> Vec<Sheet> {
        let sheet = match self {
            Self::Home => press.wanted(home::ADDRESS, || home::sheet(press)),
            Self::Schedule => press.wanted(schedule::ADDRESS, || schedule::sheet(press)),
            Self::HandOffs => press.wanted(hand_offs::ADDRESS, || hand_offs::sheet(press)),
            Self::Load => press.wanted(load::ADDRESS, || load::sheet(press, everyone.loads())),
            Self::People => press.wanted(people::ADDRESS, || everyone.sheet(press)),
            Self::ShiftTypes => return shift_types::sheets(press).collect(),
        };
        sheet.into_iter().collect()
    }
}

/// Pages that are filled one after the other, while other cores fill others.
enum Job<'a> {
    /// Those that show the shifts of all: what years of them become takes much memory, so of many there are no two at once.
    OfAll(&'static [OfAll]),
    /// The page of a person.
    Person(PersonIndex),
    /// The page of a runbook, with its body.
    Runbook(&'a Page, Unfilled),
}

impl<'a> Job<'a> {
    /// All of them; the longest is begun first.
    fn all(inputs: &Inputs<'a>, bodies: Vec<Unfilled>) -> Vec<Self> {
        let are_few = inputs.schedule.within(inputs.span).nth(FEW_SHIFTS).is_none();
        let at_once = if are_few { 1 } else { OfAll::ALL.len() };
        let of_all = OfAll::ALL.chunks(at_once).map(Job::OfAll);
        let people = inputs.roster.people().map(|(index, _)| Job::Person(index));
        let runbooks = inputs.library.pages.iter().zip(bodies).map(|(page, body)| Job::Runbook(page, body));
        of_all.chain(people).chain(runbooks).collect()
    }

    /// The pages, as far as they are wanted.
    fn sheets(self, press: &Press<'_>, everyone: &Everyone<'_>, neighbours: &Neighbours<'_>) -> Vec<Sheet> {
        match self {
            Job::OfAll(pages) => pages.iter().flat_map(|page| page.sheets(press, everyone)).collect(),
            Job::Person(person) => everyone.sheet_of(person, press).into_iter().collect(),
            Job::Runbook(page, body) => {
                press.wanted(&page.address, || runbooks::sheet(page, body, neighbours, press)).into_iter().collect()
            }
        }
    }
}

/// Puts the site into `tree`: every page, the assets of templates and content, and what static hosts expect.
///
/// `engine` has read the inputs' templates. `bodies` are those of the library's pages, in their order; each is given back
/// once its page is filled, as there is much of them. Two sources that want one address, a template that does not work,
/// and a shift type whose runbook does not exist are told to `sink`; `sources` gets the text of a built-in template that
/// is spoken of.
pub fn render(
    inputs: &Inputs<'_>,
    bodies: Vec<Body>,
    engine: Engine,
    sources: &mut Sources,
    tree: &mut Tree,
    sink: &mut Sink,
) {
    runbooks::tell_missing(inputs, sink);
    inserts::tell_unknown(inputs, sink);
    let known = Described::new(inputs);
    let describer = Describer::new(inputs, &known);
    let navigation = navigation::tree(&inputs.library.pages);
    let order = navigation::in_order(&navigation);
    let assets = templates::assets(inputs.templates, sources);
    let assets_version = version::of(assets.iter().map(|(name, text, _)| (name.as_str(), text.as_bytes())));
    let site = describer.site(navigation, &assets_version);
    let Some(mut press) = Press::new(&describer, engine, &site, sources, tree, sink) else { return };
    let everyone = Everyone::new(&describer);
    let neighbours = navigation::neighbours(&order);
    let (bodies, texts): (_, Vec<_>) = bodies.into_iter().map(|Body { html, text }| (html, text)).unzip();
    // Where there is no index, they are given back now.
    let texts = Some(texts).filter(|_| site.has_search && inputs.wanted.is_none());
    let jobs = Job::all(inputs, bodies);
    let of_no_folder = jobs.len().saturating_sub(inputs.library.pages.len());
    let ((), index) = cores::both(
        || press.print_each(jobs, of_no_folder, |press, job| job.sheets(press, &everyone, &neighbours)),
        || texts.map(|texts| search::index(&describer, texts)),
    );
    redirects::publish(&mut press);
    if let Some(index) = index {
        search::publish(index, &mut press);
    }
    if inputs.wanted.is_none() {
        static_hosts::publish(&mut press, &assets_version);
    }
    press.close();
}
