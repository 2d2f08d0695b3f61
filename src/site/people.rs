//! The list of people, and a page for each.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::context::{People, PersonPage, PersonSummary, TypeLoad};
use super::describe::{self, Describer};
use super::load::{self, Loads};
use super::press::{Origin, Press, Sheet};
use super::{FeedKind, FeedLink, on_call, subscribe};
use crate::roster::{Person, PersonIndex};
use crate::schedule::Shift;
use crate::schedule::load::Balance;

/// Where the list is.
pub const ADDRESS: &str = "people/";

/// What is looked up once for everyone: the time would else grow with the square of the people.
pub struct Everyone<'a> {
    describer: Describer<'a>,
    /// Reckoned when they are first asked for.
    loads: OnceLock<Loads>,
    /// What each holds in the published span.
    shifts: BTreeMap<PersonIndex, Vec<&'a Shift>>,
    /// The calendars of each.
    links: BTreeMap<PersonIndex, Vec<&'a FeedLink>>,
}

impl<'a> Everyone<'a> {
    /// Looks it up.
    pub fn new(describer: &Describer<'a>) -> Self {
        let inputs = describer.inputs;
        let mut shifts: BTreeMap<PersonIndex, Vec<&Shift>> = BTreeMap::new();
        for shift in inputs.schedule.within(inputs.span) {
            shift.holder.into_iter().for_each(|holder| shifts.entry(holder).or_default().push(shift));
        }
        let mut links: BTreeMap<PersonIndex, Vec<&FeedLink>> = BTreeMap::new();
        for link in inputs.feeds {
            link.person.into_iter().for_each(|person| links.entry(person).or_default().push(link));
        }
        Self { describer: *describer, loads: OnceLock::new(), shifts, links }
    }

    /// The list.
    pub fn sheet(&self, press: &Press<'_>) -> Sheet {
        let describer = self.describer;
        let roster = describer.inputs.roster;
        let summary = |(index, _): (PersonIndex, &Person)| {
            let next = self.shifts_of(index).find(|shift| describer.is_coming(shift));
            PersonSummary { person: describer.person(index), next: next.map(|shift| describer.shift(shift)) }
        };
        let data = on_call::data(&describer, &[on_call::all(roster)]);
        let feeds = subscribe::feeds(&describer, |feed| feed.kind == FeedKind::Away);
        let people = roster.people().map(summary).collect();
        let people = People { page: press.page(ADDRESS, feeds, Some(data)), people };
        press.sheet(ADDRESS, "people.html", &people, Origin::built_in(ADDRESS))
    }

    /// The page of one person, if it is wanted.
    pub fn sheet_of(&self, index: PersonIndex, press: &Press<'_>) -> Option<Sheet> {
        let describer = self.describer;
        let written = describer.inputs.roster.person(index);
        let address = describe::person_address(&written.id);
        press.wanted(&address, || {
            let person = describer.person(index);
            let (coming, past) = describer.coming_and_past(self.shifts_of(index));
            let feeds = subscribe::described(&describer, self.links.get(&index).into_iter().flatten().copied());
            let (page, load) = (press.page(&address, feeds, None), load(&describer, index, self.loads()));
            let origin = Origin { name: format!("person `{}`", written.id), place: Some(written.place) };
            press.sheet(&address, "person.html", &PersonPage { page, person, coming, past, load }, origin)
        })
    }

    /// What everyone carries in the published span.
    pub fn loads(&self) -> &Loads {
        // Nothing in it may use other cores: who waits for them takes up other pages, which would ask for this again.
        self.loads.get_or_init(|| load::loads(self.describer.inputs))
    }

    fn shifts_of(&self, person: PersonIndex) -> impl Iterator<Item = &'a Shift> + '_ {
        self.shifts.get(&person).into_iter().flatten().copied()
    }
}

/// What a person carries, by the types that they hold in the published span.
fn load(describer: &Describer<'_>, person: PersonIndex, loads: &Loads) -> Vec<TypeLoad> {
    let types = describer.inputs.roster.shift_types().map(|(index, _)| index);
    let held = types.filter_map(|shift_type| {
        let of = |balance: &Balance| balance.held().get(&(person, shift_type)).copied();
        let (past, coming) = (of(&loads.past), of(&loads.coming));
        (past.is_some() || coming.is_some()).then(|| TypeLoad {
            shift_type: describer.shift_type(shift_type),
            past: describer.hours(&past.unwrap_or_default()),
            coming: describer.hours(&coming.unwrap_or_default()),
        })
    });
    held.collect()
}
