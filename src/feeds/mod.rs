//! Feeds: the schedule as calendars to subscribe to, and as JSON for programs.
//!
//! In go a roster, its schedule and the published span, out come paths with texts. Which feeds exist is said here,
//! where they are in `addresses`, what an event says in `event`, how it is spelt in `ics`. The clock is never read: what
//! is stamped is stamped with the roster's revision, so that the same inputs give the same bytes.

mod addresses;
mod event;
mod ics;
mod json;
mod key;
mod layout;
mod text;
mod uid;

use std::collections::{BTreeMap, BTreeSet};

use crate::roster::{Change, Draw, Override, PersonIndex, Roster, ShiftTypeIndex};
use crate::schedule::{Schedule, Shift};
use crate::time::{Instant, Interval};

pub use addresses::{Addressing, Directory, directory, render_retired};
pub use json::{SCHEDULE_SCHEMA, schedule_json, schedule_json_of};
pub use key::{FEED_KEY_VARIABLE, FeedKey, KeyFault};
pub use uid::uid;

/// A calendar that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Where it is published, from the site's root: `calendars/people/ana.ics`.
    pub path: String,
    /// What it is called in a client's list of calendars.
    pub name: String,
    /// Which shifts it holds.
    pub of: FeedOf,
}

/// The shifts that a feed holds, of those that somebody holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedOf {
    /// All of them.
    Everything,
    /// Those of one type, whoever holds them.
    ShiftType(ShiftTypeIndex),
    /// Those of one person.
    Person(PersonIndex),
    /// Those of one person and one type.
    PersonShiftType(PersonIndex, ShiftTypeIndex),
}

impl FeedOf {
    /// The person that the feed belongs to, if it is one's own.
    #[must_use]
    pub const fn person(self) -> Option<PersonIndex> {
        match self {
            Self::Person(person) | Self::PersonShiftType(person, _) => Some(person),
            Self::Everything | Self::ShiftType(_) => None,
        }
    }

    /// The type of every shift in the feed, if they are of one.
    #[must_use]
    pub const fn shift_type(self) -> Option<ShiftTypeIndex> {
        match self {
            Self::ShiftType(shift_type) | Self::PersonShiftType(_, shift_type) => Some(shift_type),
            Self::Everything | Self::Person(_) => None,
        }
    }
}

/// What feeds are made of.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The roster.
    pub roster: &'a Roster,
    /// Its schedule, at least up to the end of `span`.
    pub schedule: &'a Schedule,
    /// The span that is published.
    pub span: Interval,
    /// When the roster was last changed: the time stamp of everything in a feed.
    pub revision: Instant,
    /// Where the site is published, if that is known; ends with `/`.
    pub base_url: Option<&'a str>,
}

impl Context<'_> {
    /// The address of something on the site, where the site's own is known.
    fn address(&self, path: &str) -> Option<String> {
        self.base_url.map(|base| text::uri(&format!("{base}{path}")))
    }
}

/// Every feed of a roster: of everything, of each shift type, of each person, and of each person for each type they
/// can hold. It depends on who is in the roster and not on the published span, so a feed stays where it is when the
/// last shift in it has passed. The paths are the plain ones; [`directory`] says where feeds are published.
#[must_use]
pub fn list(roster: &Roster, schedule: &Schedule) -> Vec<Feed> {
    let types = roster.shift_types().map(|(index, _)| FeedOf::ShiftType(index));
    let people = roster.people().map(|(index, _)| FeedOf::Person(index));
    let both = could_hold(roster, schedule).into_iter().map(|(person, of)| FeedOf::PersonShiftType(person, of));
    std::iter::once(FeedOf::Everything).chain(types).chain(people).chain(both).map(|of| feed(roster, of)).collect()
}

fn feed(roster: &Roster, of: FeedOf) -> Feed {
    let shift_type = |index| (&roster.shift_type(index).id, &roster.shift_type(index).name);
    let person = |index| (&roster.person(index).id, &roster.person(index).name);
    // What tells a calendar from its neighbours comes first: clients cut names at the end.
    let (path, name) = match of {
        FeedOf::Everything => (String::from("all"), String::from("On call")),
        FeedOf::ShiftType(index) => {
            let (id, name) = shift_type(index);
            (format!("shifts/{id}"), name.clone())
        }
        FeedOf::Person(index) => {
            let (id, name) = person(index);
            (format!("people/{id}"), name.clone())
        }
        FeedOf::PersonShiftType(holder, of) => {
            let ((id, name), (type_id, type_name)) = (person(holder), shift_type(of));
            (format!("people/{id}/{type_id}"), format!("{name}, {type_name}"))
        }
    };
    Feed { path: format!("calendars/{path}.ics"), name: format!("{name} ({})", roster.team), of }
}

/// Who can hold what: the members of a type's rotation, whom an override gives it or gives what it follows, and
/// whoever holds it.
fn could_hold(roster: &Roster, schedule: &Schedule) -> BTreeSet<(PersonIndex, ShiftTypeIndex)> {
    let mut pairs = BTreeSet::new();
    for (index, _) in roster.shift_types() {
        pairs.extend(roster.members(index).into_iter().map(|person| (person, index)));
        let sources = followed(roster, index);
        let overrides = roster.overrides.iter().filter(|change| change.shift_types.iter().any(|t| sources.contains(t)));
        pairs.extend(overrides.flat_map(takers).map(|person| (person, index)));
    }
    pairs.extend(schedule.shifts().iter().filter_map(|shift| Some((shift.holder?, shift.shift_type))));
    pairs
}

/// A type, the one it follows, the one that follows, and so on.
fn followed(roster: &Roster, shift_type: ShiftTypeIndex) -> Vec<ShiftTypeIndex> {
    let next = |index: &ShiftTypeIndex| match roster.shift_type(*index).draw {
        Draw::Follows { shift_type, .. } => Some(shift_type),
        Draw::Rotation { .. } => None,
    };
    std::iter::successors(Some(shift_type), next).take(roster.shift_types.len()).collect()
}

/// Whom an override gives something.
fn takers(change: &Override) -> Vec<PersonIndex> {
    match &change.change {
        Change::Cover { person, .. } => person.iter().copied().collect(),
        Change::Swap { weeks } => weeks.iter().map(|(person, _, _)| *person).collect(),
    }
}

/// The text of each feed by its path, in the order of `feeds`.
///
/// A feed holds the shifts that overlap the published span and have a holder, whole. Each event is written once and
/// stands in every feed byte for byte the same.
#[must_use]
pub fn render(context: &Context<'_>, feeds: &[Feed]) -> Vec<(String, String)> {
    let events = written(context, context.schedule.within(context.span));
    let mut texts: BTreeMap<FeedOf, Vec<&str>> = BTreeMap::new();
    for (shift_type, holder, text) in &events {
        let holders = [FeedOf::Everything, FeedOf::ShiftType(*shift_type), FeedOf::Person(*holder)];
        for of in holders.into_iter().chain([FeedOf::PersonShiftType(*holder, *shift_type)]) {
            texts.entry(of).or_default().push(text);
        }
    }
    let rendered = feeds.iter().map(|feed| {
        let events = texts.get(&feed.of).map(Vec::as_slice).unwrap_or_default();
        (feed.path.clone(), published(context, feed, events))
    });
    rendered.collect()
}

/// A feed with its events.
fn published(context: &Context<'_>, feed: &Feed, events: &[&str]) -> String {
    let roster = context.roster;
    let shift_type = |index| roster.shift_type(index);
    let person = |index| roster.person(index);
    let (holds, page) = match feed.of {
        FeedOf::Everything => (format!("Every shift of {}", roster.team), String::from("schedule/")),
        FeedOf::ShiftType(of) => {
            (format!("{}, whoever holds it", shift_type(of).name), format!("shifts/{}/", shift_type(of).id))
        }
        FeedOf::Person(of) => (format!("Every shift of {}", person(of).name), format!("people/{}/", person(of).id)),
        FeedOf::PersonShiftType(of, held) => {
            (format!("{} of {}", shift_type(held).name, person(of).name), format!("people/{}/", person(of).id))
        }
    };
    let (page, source) = (context.address(&page), context.address(&feed.path));
    let right = page.as_deref().unwrap_or("the site");
    let header = ics::Header {
        name: &feed.name,
        description: &format!("{holds}. For planning: a calendar may lag by a day, {right} is always right."),
        zone: roster.zone.name(),
        source: source.as_deref(),
        page: page.as_deref(),
        color: feed.of.shift_type().and_then(|of| shift_type(of).color.as_deref()),
    };
    ics::calendar(&header, events)
}

/// A calendar of any shifts, for `hausmeister schedule --format ics`; shifts that nobody holds are left out.
#[must_use]
pub fn calendar(context: &Context<'_>, name: &str, shifts: &[&Shift]) -> String {
    let events = written(context, shifts.iter().copied());
    let texts: Vec<_> = events.iter().map(|(_, _, text)| text.as_str()).collect();
    let description = format!("Shifts of {name}.");
    let zone = context.roster.zone.name();
    ics::calendar(&ics::Header { name, description: &description, zone, source: None, page: None, color: None }, &texts)
}

/// The texts of the shifts that somebody holds, in the order given.
fn written<'a>(
    context: &Context<'_>,
    shifts: impl Iterator<Item = &'a Shift>,
) -> Vec<(ShiftTypeIndex, PersonIndex, String)> {
    let roster = context.roster;
    let forms: Vec<_> = roster
        .shift_types
        .iter()
        .map(|of| ics::Form::new(of, context.address(&format!("shifts/{}/", of.id)).as_deref(), context.revision))
        .collect();
    let texts = shifts.filter_map(|shift| {
        let holder = shift.holder?;
        let text = forms.get(shift.shift_type.0)?.write(&event::event(context, shift, holder));
        Some((shift.shift_type, holder, text))
    });
    texts.collect()
}
