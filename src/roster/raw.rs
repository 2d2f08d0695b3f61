//! The roster as written: values read, names not yet resolved, everything with its place.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};

use crate::diagnostics::Span;
use crate::document::Written;
use crate::time::{Hours, Instant, Zone};

/// A name that should lead to an entry elsewhere.
pub type Name = Written<String>;

/// What `roster.yaml` says, key by key. A needed key that is missing or wrong has been told as a problem and is
/// `None` here.
#[derive(Debug)]
pub struct RawRoster {
    pub(super) team: Option<String>,
    pub(super) zone: Option<Zone>,
    pub(super) starts: Option<Written<NaiveDate>>,
    pub(super) work_hours: Option<Hours>,
    pub(super) publish: Publish,
    pub(super) site: Site,
    pub(super) people: Vec<RawPerson>,
    pub(super) rotations: Vec<RawRotation>,
    pub(super) shifts: Vec<RawShiftType>,
    pub(super) escalation: Vec<Written<Vec<Name>>>,
    pub(super) overrides: Vec<RawOverride>,
    pub(super) holidays: Vec<RawHoliday>,
    pub(super) rules: Rules,
    /// Every word of `rotations` and `overrides` but the reasons, also of entries that are wrong and so not above.
    pub(super) named: BTreeSet<String>,
}

/// How far the published span reaches, in whole weeks around the running one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publish {
    /// Weeks before the running one.
    pub past: u32,
    /// Weeks after the running one.
    pub ahead: u32,
    /// Whether the calendar of holidays and times away is published: with what it is made of, or emptied for those
    /// who still subscribe to it. None where the roster does not speak of it: then there is no such calendar.
    pub away: Option<bool>,
    /// Where the key was written.
    pub place: Option<Span>,
}

impl Default for Publish {
    fn default() -> Self {
        Self { past: 13, ahead: 52, away: None, place: None }
    }
}

/// Of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// Title; the team's name where none was written.
    pub title: Option<String>,
    /// Where it is published; `http` or `https`, ends with `/`.
    pub url: Option<String>,
    /// Where its sources can be seen and edited; no `/` at the end.
    pub repository: Option<String>,
    /// The team's Slack, such as `https://example.slack.com`; no `/` at the end.
    pub slack_url: Option<String>,
    /// Address of the runbook of hand-offs below the site, such as `hand-off/`.
    pub hand_off: Option<String>,
    /// Where `hand_off` was written.
    pub hand_off_place: Option<Span>,
    /// What addresses begin with that `check --external` does not try.
    pub ignore_links: Vec<String>,
    /// Whether raw HTML of runbooks passes, as far as it can do no harm.
    pub raw_html: bool,
    /// Whether the site has no search.
    pub without_search: bool,
    /// Where `feed_key` was written, if it was: the addresses of feeds then carry a token of the environment's key.
    pub feed_key: Option<Span>,
    /// The channels that runbooks speak of, in the order written.
    pub channels: Vec<Channel>,
}

/// Where the team talks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// The name by which runbooks know it, such as `data-crash`.
    pub id: String,
    /// Its address.
    pub url: String,
}

/// Of change and rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// How long ahead a shift must be known, in minutes.
    pub notice: Option<i64>,
    /// Least time between two shifts of one person that carry the pager, in minutes.
    pub rest: Option<i64>,
}

/// How long before a shift a calendar reminds of it, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alarm(pub i64);

/// How long one person holds before the next takes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnLength {
    /// So many rotation weeks.
    Weeks(u32),
    /// So many windows.
    Windows(u32),
}

/// An entry of `people`.
#[derive(Debug)]
pub struct RawPerson {
    pub(super) id: Name,
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
    pub(super) slack: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) pager: Option<Name>,
    pub(super) zone: Option<Zone>,
    pub(super) joins: Option<Written<NaiveDate>>,
    pub(super) leaves: Option<Written<NaiveDate>>,
    pub(super) away: Vec<super::Away>,
    /// With the place of its key.
    pub(super) feed_revision: Option<Written<u32>>,
}

impl RawPerson {
    /// Someone of whom only the id is known: an entry without keys, or a name in an order that leads nowhere, which
    /// stands in the plan so that the turns of the others keep their places.
    pub(super) const fn named(id: Name) -> Self {
        Self {
            id,
            name: None,
            email: None,
            slack: None,
            phone: None,
            pager: None,
            zone: None,
            joins: None,
            leaves: None,
            away: Vec::new(),
            feed_revision: None,
        }
    }
}

/// An entry of `rotations`.
#[derive(Debug)]
pub struct RawRotation {
    pub(super) id: Name,
    pub(super) eras: Vec<RawEra>,
}

/// An era as written; the short form of a rotation is one era without `since`.
#[derive(Debug)]
pub struct RawEra {
    pub(super) since: Option<Written<NaiveDate>>,
    pub(super) order: Vec<Name>,
    pub(super) first: Option<Name>,
}

/// An entry of `shifts`.
#[derive(Debug)]
pub struct RawShiftType {
    pub(super) id: Name,
    pub(super) name: Option<String>,
    pub(super) hours: Option<Hours>,
    pub(super) draw: Option<RawDraw>,
    pub(super) runbook: Option<Name>,
    pub(super) duties_in_work_hours: Option<String>,
    pub(super) duties_otherwise: Option<String>,
    pub(super) color: Option<String>,
    pub(super) busy: bool,
    pub(super) alarms: Vec<Alarm>,
}

/// Where holders come from, as written.
#[derive(Debug)]
pub enum RawDraw {
    /// `rotation`, `offset`, `turn`; the two are `None` where they could not be read.
    Rotation { rotation: Name, offset: Option<i64>, turn: Option<TurnLength> },
    /// `follows`, `after`, which is `None` where it could not be read.
    Follows { shift_type: Name, after: Option<u32> },
}

/// An entry of `overrides`.
#[derive(Debug)]
pub struct RawOverride {
    pub(super) place: Span,
    pub(super) shifts: Vec<Name>,
    pub(super) change: RawChange,
    pub(super) why: Option<String>,
}

/// What an override does, as written.
#[derive(Debug)]
pub enum RawChange {
    /// `from` and `to`, or `week_of`, with `person`.
    Cover { covers: RawCovers, person: Name, instead_of: Option<Name> },
    /// `swap` with `weeks_of`.
    Swap { people: [Name; 2], weeks_of: [NaiveDate; 2] },
}

/// What an override covers, as written.
#[derive(Debug)]
pub enum RawCovers {
    /// `from` and `to`.
    Span(Written<Moment>, Written<Moment>),
    /// `week_of`.
    WeekOf(NaiveDate),
}

/// An entry of `holidays`.
#[derive(Debug)]
pub struct RawHoliday {
    pub(super) on: NaiveDate,
    pub(super) name: String,
    /// The names of `for`, where it is written.
    pub(super) people: Option<Vec<Name>>,
}

/// A point in time as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A wall-clock time of the team's zone.
    Local(NaiveDateTime),
    /// With its offset from UTC.
    Instant(Instant),
}
