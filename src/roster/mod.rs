//! The roster: who, when and what.
//!
//! `parse` reads the document into a `RawRoster`, as written and with places; `validate` resolves its names
//! into a [`Roster`], in which every reference leads somewhere. Both tell every problem they find and go on. What
//! follows from a roster over time is the schedule's affair.

mod checks;
mod colors;
mod ids;
mod keys;
mod parse;
mod raw;
mod resolve;
mod validate;
mod values;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostics::{Sink, SourceId, Span};
use crate::time::{Hours, Interval, Zone};

pub use ids::{LONGEST as ID_LENGTH, NOBODY, PersonIndex, RotationIndex, ShiftTypeIndex};
pub use keys::schema::text as schema;
pub use raw::{Alarm, Channel, Publish, Rules, Site, TurnLength};
pub use values::nearest_zone;

/// Reads and resolves a roster; `source` holds its text.
///
/// Every problem goes into `sink`. A roster comes back whenever enough could be read to plan with, also beside
/// errors: a wrong name then stands for the nearest right one, so that the checks after it tell only what remains
/// once it is mended. Publish nothing while the sink has errors.
pub fn read(text: &str, source: SourceId, sink: &mut Sink) -> Option<Roster> {
    let raw = parse::parse(text, source, sink)?;
    checks::run(&raw, sink);
    let roster = validate::validate(&raw, sink)?;
    checks::people_serve(&raw, &roster, sink);
    Some(roster)
}

/// A roster in which every name leads somewhere.
#[derive(Debug, Clone)]
pub struct Roster {
    /// The team's name.
    pub team: String,
    /// The zone of every wall-clock time in the roster.
    pub zone: Zone,
    /// First day of the rotation.
    pub starts: NaiveDate,
    /// The hours in which a shift is triage and not pager time.
    pub work_hours: Option<Hours>,
    /// How far the published span reaches.
    pub publish: Publish,
    /// Of the site.
    pub site: Site,
    /// In the order written.
    pub people: Vec<Person>,
    /// In the order written.
    pub rotations: Vec<Rotation>,
    /// In the order written.
    pub shift_types: Vec<ShiftType>,
    /// The shift types of each level, who is called first in front.
    pub escalation: Vec<Level>,
    /// In the order in which they apply.
    pub overrides: Vec<Override>,
    /// In the order written.
    pub holidays: Vec<Holiday>,
    /// Of change and rest.
    pub rules: Rules,
}

/// Someone who can hold shifts.
#[derive(Debug, Clone)]
pub struct Person {
    /// The key under `people`.
    pub id: String,
    /// The full name; the id where none was written.
    pub name: String,
    /// Address for mail.
    pub email: Option<String>,
    /// Handle in Slack, without `@`.
    pub slack: Option<String>,
    /// Telephone number as written; never in a feed.
    pub phone: Option<String>,
    /// What the paging system knows the person by; the id where none was written.
    pub pager: String,
    /// The person's own zone, for display beside the team's.
    pub zone: Option<Zone>,
    /// First day in the team.
    pub joins: Option<NaiveDate>,
    /// Last day in the team.
    pub leaves: Option<NaiveDate>,
    /// Days on which the person can't serve.
    pub away: Vec<Away>,
    /// How many times the person got new addresses for their feeds, the first included: 1 unless some were revoked.
    pub feed_revision: u32,
    /// Where the key was written.
    pub place: Span,
}

/// Days on which a person can't serve, both included.
#[derive(Debug, Clone)]
pub struct Away {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// The reason, if one was given.
    pub why: Option<String>,
    /// Where it was written.
    pub place: Span,
}

/// An ordered list of people that shift types draw on, through its eras.
#[derive(Debug, Clone)]
pub struct Rotation {
    /// The key under `rotations`.
    pub id: String,
    /// By `since`, ascending; never empty.
    pub eras: Vec<Era>,
    /// Where the key was written.
    pub place: Span,
}

/// A rotation's order from a day on.
#[derive(Debug, Clone)]
pub struct Era {
    /// The era begins with the first rotation week that begins on or after this day.
    pub since: NaiveDate,
    /// Who holds the turns, round and round; never empty.
    pub order: Vec<Turn>,
    /// The place in `order` that takes the era's first turn, where the roster says it.
    pub first: Option<usize>,
}

/// A place in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Who holds it; nobody in a planned empty turn.
    pub holder: Option<PersonIndex>,
    /// Where it was written.
    pub place: Span,
}

/// An entry of `shifts`.
#[derive(Debug, Clone)]
pub struct ShiftType {
    /// The key under `shifts`.
    pub id: String,
    /// The name; the id where none was written.
    pub name: String,
    /// Its weekly windows.
    pub hours: Hours,
    /// Where its holders come from.
    pub draw: Draw,
    /// Address of the runbook below the site, such as `level-1/`.
    pub runbook: Option<String>,
    /// What its holder does in work hours.
    pub duties_in_work_hours: Option<String>,
    /// What its holder does outside of work hours.
    pub duties_otherwise: Option<String>,
    /// A CSS3 colour name for calendars (RFC 7986 5.9).
    pub color: Option<String>,
    /// Whether a shift makes its holder busy in calendars.
    pub busy: bool,
    /// How long before a shift a calendar reminds of it.
    pub alarms: Vec<Alarm>,
    /// Where the key was written.
    pub place: Span,
    /// Where `runbook` was written.
    pub runbook_place: Option<Span>,
}

/// Where the holders of a shift type come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Draw {
    /// From a rotation.
    Rotation {
        /// Which one.
        rotation: RotationIndex,
        /// How many turns further along the list.
        offset: i64,
        /// How long one person holds.
        turn: TurnLength,
    },
    /// From those who completed another type before.
    Follows {
        /// The type that is followed.
        shift_type: ShiftTypeIndex,
        /// How many weeks before; at least 1.
        after: u32,
        /// Where it was written.
        place: Span,
    },
}

/// The shift types of one level of escalation.
#[derive(Debug, Clone)]
pub struct Level {
    /// In the order written; never empty.
    pub shift_types: Vec<ShiftTypeIndex>,
    /// Where it was written.
    pub place: Span,
}

/// A change to the plan, for some shift types.
#[derive(Debug, Clone)]
pub struct Override {
    /// The types it changes.
    pub shift_types: Vec<ShiftTypeIndex>,
    /// What it does.
    pub change: Change,
    /// The reason, if one was given.
    pub why: Option<String>,
    /// Where it was written.
    pub place: Span,
}

/// What an override does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Gives what it covers to one person.
    Cover {
        /// What it covers.
        covers: Covers,
        /// Who takes it; nobody leaves it empty.
        person: Option<PersonIndex>,
        /// Who must have held it, where it says so: somebody, or nobody; with where that was written.
        instead_of: Option<(Option<PersonIndex>, Span)>,
    },
    /// Exchanges two people's rotation weeks.
    Swap {
        /// Who holds a week now, that week as a day in it, and where the person was written.
        weeks: [(PersonIndex, NaiveDate, Span); 2],
    },
}

/// What part of a shift type an override covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// From one instant to another.
    Span(Interval),
    /// The rotation week that holds a day, whole.
    WeekOf(NaiveDate),
}

/// A public holiday, of everyone or of some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub on: NaiveDate,
    /// What it is called.
    pub name: String,
    /// Those who have it, by the order of `people`; none where it is everyone's.
    pub people: Option<BTreeSet<PersonIndex>>,
}

impl Holiday {
    /// Whether a person has it.
    #[must_use]
    pub fn is_for(&self, person: PersonIndex) -> bool {
        self.people.as_ref().is_none_or(|people| people.contains(&person))
    }

    /// Whether the roster names nobody whose alone it is.
    #[must_use]
    pub const fn is_for_everyone(&self) -> bool {
        self.people.is_none()
    }
}

impl Roster {
    /// The person of an index of this roster.
    ///
    /// # Panics
    ///
    /// With an index of another roster.
    #[must_use]
    pub fn person(&self, index: PersonIndex) -> &Person {
        &self.people[index.0]
    }

    /// The shift type of an index of this roster.
    ///
    /// # Panics
    ///
    /// With an index of another roster.
    #[must_use]
    pub fn shift_type(&self, index: ShiftTypeIndex) -> &ShiftType {
        &self.shift_types[index.0]
    }

    /// The rotation of an index of this roster.
    ///
    /// # Panics
    ///
    /// With an index of another roster.
    #[must_use]
    pub fn rotation(&self, index: RotationIndex) -> &Rotation {
        &self.rotations[index.0]
    }

    /// Every person with their index, in the order written.
    pub fn people(&self) -> impl Iterator<Item = (PersonIndex, &Person)> {
        self.people.iter().enumerate().map(|(index, person)| (PersonIndex(index), person))
    }

    /// Every shift type with its index, in the order written.
    pub fn shift_types(&self) -> impl Iterator<Item = (ShiftTypeIndex, &ShiftType)> {
        self.shift_types.iter().enumerate().map(|(index, shift_type)| (ShiftTypeIndex(index), shift_type))
    }

    /// The person with an id.
    #[must_use]
    pub fn find_person(&self, id: &str) -> Option<PersonIndex> {
        self.people.iter().position(|person| person.id == id).map(PersonIndex)
    }

    /// The shift type with an id.
    #[must_use]
    pub fn find_shift_type(&self, id: &str) -> Option<ShiftTypeIndex> {
        self.shift_types.iter().position(|shift_type| shift_type.id == id).map(ShiftTypeIndex)
    }

    /// The rotation with an id.
    #[must_use]
    pub fn find_rotation(&self, id: &str) -> Option<RotationIndex> {
        self.rotations.iter().position(|rotation| rotation.id == id).map(RotationIndex)
    }

    /// The level of escalation, from 0, that a shift type stands in.
    #[must_use]
    pub fn level_of(&self, shift_type: ShiftTypeIndex) -> Option<usize> {
        self.escalation.iter().position(|level| level.shift_types.contains(&shift_type))
    }

    /// Whether a shift type carries the pager: it stands in `escalation`.
    #[must_use]
    pub fn carries_pager(&self, shift_type: ShiftTypeIndex) -> bool {
        self.level_of(shift_type).is_some()
    }

    /// Everyone who stands in an era's order of the rotation that a type draws on, itself or through those it
    /// follows, each once, by the order of `people`.
    #[must_use]
    pub fn members(&self, shift_type: ShiftTypeIndex) -> Vec<PersonIndex> {
        let mut at = shift_type;
        // Follows never make a circle in a roster, but a bound costs nothing.
        for _ in 0..=self.shift_types.len() {
            match self.shift_type(at).draw {
                Draw::Follows { shift_type, .. } => at = shift_type,
                Draw::Rotation { rotation, .. } => {
                    let turns = self.rotation(rotation).eras.iter().flat_map(|era| &era.order);
                    let people: BTreeSet<_> = turns.filter_map(|turn| turn.holder).collect();
                    return people.into_iter().collect();
                }
            }
        }
        Vec::new()
    }
}
