//! The list of people, and a page for each.

use std::collections::BTreeMap;

use super::context::{People, PersonPage, PersonSummary, TypeLoad};
use super::describe::{self, Describer};
use super::load::{self, Loads};
use super::press::{Origin, Press};
use super::{FeedKind, FeedLink, on_call, subscribe};
use crate::roster::{Person, PersonIndex};
use crate::schedule::Shift;
use crate::schedule::load::Balance;

/// Where the list is.
pub const ADDRESS: &str = "people/";

pub fn publish(press: &mut Press<'_>) {
    let describer = press.describer;
    let loads = load::loads(describer.inputs);
    // Looked up once for everyone: the time would else grow with the square of the people.
    let mut shifts: BTreeMap<PersonIndex, Vec<&Shift>> = BTreeMap::new();
    for shift in describer.inputs.schedule.within(describer.inputs.span) {
        shift.holder.into_iter().for_each(|holder| shifts.entry(holder).or_default().push(shift));
    }
    let mut links: BTreeMap<PersonIndex, Vec<&FeedLink>> = BTreeMap::new();
    for link in describer.inputs.feeds {
        link.person.into_iter().for_each(|person| links.entry(person).or_default().push(link));
    }
    let of = |index: PersonIndex| shifts.get(&index).into_iter().flatten().copied();
    let summary = |(index, _): (PersonIndex, &Person)| {
        let next = of(index).find(|shift| describer.is_coming(shift));
        PersonSummary { person: describer.person(index), next: next.map(|shift| describer.shift(shift)) }
    };
    // The page that shows everyone comes before everyone's: its values take much memory, as those pages will.
    press.print_wanted(ADDRESS, |press| {
        let people = describer.inputs.roster.people().map(summary).collect();
        let data = on_call::data(&describer, &[on_call::all(describer.inputs.roster)]);
        let feeds = subscribe::feeds(&describer, |feed| feed.kind == FeedKind::Away);
        let people = People { page: press.page(ADDRESS, feeds, Some(data)), people };
        press.sheet(ADDRESS, "people.html", &people, Origin::built_in(ADDRESS))
    });
    let people = describer.inputs.roster.people();
    let wanted: Vec<_> =
        people.filter(|(_, written)| press.is_wanted(&describe::person_address(&written.id))).collect();
    press.print_each(&wanted, |press, &(index, written)| {
        let person = describer.person(index);
        let address = person.address.clone();
        let (coming, past) = describer.coming_and_past(of(index));
        let feeds = subscribe::described(&describer, links.get(&index).into_iter().flatten().copied());
        let (page, load) = (press.page(&address, feeds, None), load(&describer, index, &loads));
        let origin = Origin { name: format!("person `{}`", written.id), place: Some(written.place) };
        press.sheet(&address, "person.html", &PersonPage { page, person, coming, past, load }, origin)
    });
}

/// What a person carries, by the types that they hold in the published span.
fn load(describer: &Describer<'_>, person: PersonIndex, loads: &Loads) -> Vec<TypeLoad> {
    let types = describer.inputs.roster.shift_types().map(|(index, _)| index);
    let held = types.filter_map(|shift_type| {
        let of = |balance: &Balance| balance.held().get(&(person, shift_type)).copied();
        let (past, coming) = (of(&loads.past), of(&loads.coming));
        (past.is_some() || coming.is_some()).then(|| TypeLoad {
            shift_type: describer.shift_type(shift_type),
            past: load::hours(&describer.dates, &past.unwrap_or_default()),
            coming: load::hours(&describer.dates, &coming.unwrap_or_default()),
        })
    });
    held.collect()
}
