//! Feeds: the schedule as calendars to subscribe to, and as JSON for programs.
//!
//! In go a roster, its schedule and the published span, out come paths with texts. Which feeds exist is said here, where
//! they are in `addresses`, what their events say in `event`, `pager`, `hand_off` and `away`, how it is spelt in `ics`. The
//! clock is never read: what is stamped is stamped with the roster's revision, so that the same inputs give the same bytes.

mod addresses;
mod away;
mod event;
mod hand_off;
mod holders;
mod ics;
mod json;
mod key;
mod layout;
mod pager;
mod size;
mod text;
mod uid;
mod words;

use std::collections::BTreeMap;

use crate::cores;
use crate::roster::{PersonIndex, Roster, ShiftTypeIndex};
use crate::schedule::{Schedule, Shift};
use crate::time::{Instant, Interval};

pub use addresses::{Addressing, Directory, directory, render_retired};
pub use json::{SCHEDULE_SCHEMA, schedule_json, schedule_json_of};
pub use key::{FEED_KEY_VARIABLE, FeedKey, KeyFault};
pub use size::{LARGEST, too_large};
pub use text::{bounded, one_line};
pub use uid::uid;

/// A calendar that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Where it is published, from the site's root: `calendars/people/ana.ics`.
    pub path: String,
    /// What it is called in a client's list of calendars.
    pub name: String,
    /// What it holds.
    pub of: FeedOf,
    /// Whether it is worth offering. The others are empty, and there for those who subscribed when they were not.
    pub is_offered: bool,
}

/// What a feed holds: shifts, of those that somebody holds, or what else the roster knows of a day.
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
    /// Those of one type as paging systems read them; none if the type does not carry the pager.
    Pager(ShiftTypeIndex),
    /// Every hand-off.
    HandOffs,
    /// Holidays, and when people are away.
    Away,
}

impl FeedOf {
    /// The person that the feed belongs to, if it is one's own.
    #[must_use]
    pub const fn person(self) -> Option<PersonIndex> {
        match self {
            Self::Person(person) | Self::PersonShiftType(person, _) => Some(person),
            Self::Everything | Self::ShiftType(_) | Self::Pager(_) | Self::HandOffs | Self::Away => None,
        }
    }

    /// The type of every shift in the feed, if they are of one.
    #[must_use]
    pub const fn shift_type(self) -> Option<ShiftTypeIndex> {
        match self {
            Self::ShiftType(of) | Self::PersonShiftType(_, of) | Self::Pager(of) => Some(of),
            Self::Everything | Self::Person(_) | Self::HandOffs | Self::Away => None,
        }
    }

    /// What it holds, in a word for programs.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Everything | Self::ShiftType(_) | Self::Person(_) | Self::PersonShiftType(..) => "shifts",
            Self::Pager(_) => "pager",
            Self::HandOffs => "hand-offs",
            Self::Away => "away",
        }
    }

    /// The type whose colour the feed has; a paging system has no use for one.
    const fn colored_by(self) -> Option<ShiftTypeIndex> {
        match self {
            Self::Pager(_) => None,
            of => of.shift_type(),
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
    /// What the clock says, or what stands for it: it decides for how long who has left still has feeds.
    pub now: Instant,
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

/// Every feed of a roster: of everything, of each shift type, of each person, of each person for each type, of each
/// type for pagers, of hand-offs, and of holidays and times away if the roster speaks of that.
///
/// It depends on who is in the roster, and neither on the published span nor on who is in which rotation, so a feed
/// stays where it is when the last shift in it has passed or was taken away. That of one person and a type that they
/// can't hold is not offered, and neither is one that the roster switched off. The paths are the plain ones;
/// [`directory`] says where feeds are published.
#[must_use]
pub fn list(context: &Context<'_>) -> Vec<Feed> {
    let Context { roster, schedule, .. } = *context;
    let types = || roster.shift_types().map(|(index, _)| index);
    let people = holders::people(context);
    let held = holders::could_hold(roster, schedule);
    let both = people.iter().flat_map(|person| types().map(|of| (*person, of)));
    let all = std::iter::once(FeedOf::Everything)
        .chain(types().map(FeedOf::ShiftType))
        .chain(people.iter().copied().map(FeedOf::Person))
        .chain(both.map(|(person, of)| FeedOf::PersonShiftType(person, of)))
        .chain(types().map(FeedOf::Pager))
        .chain([FeedOf::HandOffs])
        .chain(roster.publish.away.map(|_| FeedOf::Away));
    let is_offered = |of: FeedOf| match of {
        FeedOf::PersonShiftType(person, shift_type) => held.contains(&(person, shift_type)),
        FeedOf::Pager(shift_type) => pager::is_carried(roster, shift_type),
        FeedOf::Away => roster.publish.away == Some(true),
        FeedOf::Everything | FeedOf::ShiftType(_) | FeedOf::Person(_) | FeedOf::HandOffs => true,
    };
    all.map(|of| Feed { is_offered: is_offered(of), ..feed(roster, of) }).collect()
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
        FeedOf::Pager(index) => {
            let (id, name) = shift_type(index);
            (format!("pager/{id}"), format!("{name}, pager"))
        }
        FeedOf::HandOffs => (String::from("hand-offs"), String::from("Hand-offs")),
        FeedOf::Away => (String::from("away"), String::from("Holidays and away")),
    };
    Feed { path: format!("calendars/{path}.ics"), name: format!("{name} ({})", roster.team), of, is_offered: true }
}

/// The text of each feed by its path, in the order of `feeds`.
///
/// A feed holds the shifts that overlap the published span and have a holder, whole. Each event is written once and
/// stands in every feed byte for byte the same; those for pagers are other events.
#[must_use]
pub fn render(context: &Context<'_>, feeds: &[Feed]) -> Vec<(String, String)> {
    let events = event::written(context, context.schedule.within(context.span));
    let mut texts: BTreeMap<FeedOf, Vec<&str>> = BTreeMap::new();
    for (shift_type, holder, text) in &events {
        let holders = [FeedOf::Everything, FeedOf::ShiftType(*shift_type), FeedOf::Person(*holder)];
        for of in holders.into_iter().chain([FeedOf::PersonShiftType(*holder, *shift_type)]) {
            texts.entry(of).or_default().push(text);
        }
    }
    let pagers = pager::written(context);
    for (shift_type, text) in &pagers {
        texts.entry(FeedOf::Pager(*shift_type)).or_default().push(text);
    }
    let (hand_offs, away) = (hand_off::written(context), away::written(context));
    texts.insert(FeedOf::HandOffs, hand_offs.iter().map(String::as_str).collect());
    texts.insert(FeedOf::Away, away.iter().map(String::as_str).collect());
    cores::on_each(feeds, |feed| {
        let events = texts.get(&feed.of).map(Vec::as_slice).unwrap_or_default();
        (feed.path.clone(), published(context, feed, events))
    })
}

/// A feed with its events.
fn published(context: &Context<'_>, feed: &Feed, events: &[&str]) -> String {
    let roster = context.roster;
    let shift_type = |index| roster.shift_type(index);
    let person = |index| roster.person(index);
    let of_type = |index| format!("shifts/{}/", shift_type(index).id);
    let of_person = |index| format!("people/{}/", person(index).id);
    let (holds, page) = match feed.of {
        FeedOf::Everything => (format!("Every shift of {}", roster.team), String::from("schedule/")),
        FeedOf::ShiftType(of) => (format!("{}, whoever holds it", shift_type(of).name), of_type(of)),
        FeedOf::Person(of) => (format!("Every shift of {}", person(of).name), of_person(of)),
        FeedOf::PersonShiftType(of, held) => {
            (format!("{} of {}", shift_type(held).name, person(of).name), of_person(of))
        }
        FeedOf::Pager(of) => (format!("{} for a paging system to follow", shift_type(of).name), of_type(of)),
        FeedOf::HandOffs => (format!("Every hand-off of {}", roster.team), String::from(hand_off::PAGE)),
        FeedOf::Away => (format!("Holidays of {}, and who is away", roster.team), String::from(away::PAGE)),
    };
    let (page, source) = (context.address(&page), context.address(&feed.path));
    let right = page.as_deref().unwrap_or("the site");
    let description = match feed.of {
        FeedOf::Pager(_) => format!("{holds}."),
        _ => format!("{holds}. For planning: a calendar may lag by a day, {right} is always right."),
    };
    let header = ics::Header {
        name: &feed.name,
        description: &description,
        zone: roster.zone.name(),
        source: source.as_deref(),
        page: page.as_deref(),
        color: feed.of.colored_by().and_then(|of| shift_type(of).color.as_deref()),
    };
    ics::calendar(&header, events)
}

/// A calendar of any shifts, for `hausmeister schedule --format ics`; shifts that nobody holds are left out.
#[must_use]
pub fn calendar(context: &Context<'_>, name: &str, shifts: &[&Shift]) -> String {
    let events = event::written(context, shifts.iter().copied());
    let texts: Vec<_> = events.iter().map(|(_, _, text)| text.as_str()).collect();
    let description = format!("Shifts of {name}.");
    let zone = context.roster.zone.name();
    ics::calendar(&ics::Header { name, description: &description, zone, source: None, page: None, color: None }, &texts)
}
