//! The list of people, and a page for each.

use std::collections::BTreeMap;

use super::context::{People, PersonPage, PersonSummary, TypeLoad};
use super::describe::Describer;
use super::load::{self, Loads};
use super::press::{Origin, Press};
use super::{FeedKind, FeedLink, on_call, subscribe};
use crate::roster::PersonIndex;
use crate::schedule::Shift;
use crate::schedule::load::Balance;

const ADDRESS: &str = "people/";

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
    let mut people = Vec::new();
    for (index, written) in describer.inputs.roster.people() {
        let person = describer.person(index);
        let (coming, past) = describer.coming_and_past(shifts.remove(&index).into_iter().flatten());
        people.push(PersonSummary { person: person.clone(), next: coming.first().cloned() });
        let feeds = subscribe::described(&describer, links.remove(&index).into_iter().flatten());
        let address = person.address.clone();
        let page = PersonPage {
            page: press.page(&address, feeds, None),
            person,
            coming,
            past,
            load: load(&describer, index, &loads),
        };
        let origin = Origin { name: format!("person `{}`", written.id), place: Some(written.place) };
        press.print(&address, "person.html", &page, origin);
    }
    let data = on_call::data(&describer, &[on_call::all(describer.inputs.roster)]);
    let feeds = subscribe::feeds(&describer, |feed| feed.kind == FeedKind::Away);
    let people = People { page: press.page(ADDRESS, feeds, Some(data)), people };
    press.print(ADDRESS, "people.html", &people, Origin::built_in(ADDRESS));
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
