//! People, shift types and shifts of the roster as templates are given them.

use std::sync::OnceLock;

use super::Inputs;
use super::context::{Hours, Link, NavigationItem, OnCall, Partner, Person, Shift, ShiftType, Site, TakenOver};
use super::dates::Dates;
use super::templates::Shared;
use super::{hours, json, load, navigation};
use crate::roster::{self, PersonIndex, ShiftTypeIndex};
use crate::schedule::{self, load::Minutes};

/// How many colours the style sheet has for people.
const COLORS: usize = 12;

/// Turns what the roster and the schedule hold into values for templates.
#[derive(Clone, Copy)]
pub struct Describer<'a> {
    /// What the site is made of.
    pub inputs: &'a Inputs<'a>,
    /// Writes times.
    pub dates: Dates<'a>,
    described: &'a Described,
}

/// What stands on many pages, described once.
pub struct Described {
    people: Vec<Shared<Person>>,
    shift_types: Vec<Shared<ShiftType>>,
    /// By their places in the schedule, as far as a page has shown them.
    shifts: Vec<OnceLock<Shared<Shift>>>,
    /// Who is on call of no shift type at all.
    nobody: Shared<OnCall>,
    /// What most people carry of most shift types where people are many: nothing.
    no_hours: Shared<Hours>,
}

impl Described {
    /// Everyone and every shift type of the roster.
    pub fn new(inputs: &Inputs<'_>) -> Self {
        let people = inputs.roster.people().map(|(index, written)| person(inputs, index, written));
        let shift_types = inputs.roster.shift_types().map(|(index, written)| shift_type(inputs, index, written));
        let nobody = OnCall { holds: dates(inputs).stretch(inputs.span), groups: Vec::new() };
        Self {
            people: people.map(Shared::from).collect(),
            shift_types: shift_types.map(Shared::from).collect(),
            shifts: inputs.schedule.shifts().iter().map(|_| OnceLock::new()).collect(),
            nobody: nobody.into(),
            no_hours: load::in_words(&dates(inputs), &Minutes::default()).into(),
        }
    }
}

impl<'a> Describer<'a> {
    /// For the site of `inputs`, whose people and shift types are `described`.
    pub fn new(inputs: &'a Inputs<'a>, described: &'a Described) -> Self {
        Self { inputs, dates: dates(inputs), described }
    }

    /// What is the same on every page.
    pub fn site(&self, navigation: Vec<NavigationItem>, assets_version: &str) -> Site {
        let Inputs { roster, revision, base_url, words, .. } = self.inputs;
        let zone = roster.zone.name();
        Site {
            title: roster.site.title.clone().unwrap_or_else(|| roster.team.clone()),
            team: roster.team.clone(),
            language: words.language.clone(),
            words: json::in_script(&words.time),
            initials: initials(&roster.team),
            assets_version: assets_version.to_owned(),
            zone: zone.to_owned(),
            zone_place: zone.rsplit('/').next().unwrap_or(zone).replace('_', " "),
            revision: self.dates.stamp(*revision),
            repository: roster.site.repository.clone(),
            base_url: base_url.map(str::to_owned),
            work_hours: roster.work_hours.as_ref().map(|hours| hours::in_words(hours, &words.hours)),
            people: self.people().to_vec(),
            shift_types: self.shift_types().to_vec(),
            navigation,
            navigation_is_folded: navigation::is_folded(self.inputs.library.pages.len()),
            has_search: !roster.site.without_search,
            feeds_are_unlisted: roster.site.feed_key.is_some(),
        }
    }

    /// A person, with how to reach them.
    pub fn person(&self, index: PersonIndex) -> Shared<Person> {
        self.described.people[index.0].clone()
    }

    /// Everyone, in the roster's order.
    pub const fn people(&self) -> &'a [Shared<Person>] {
        self.described.people.as_slice()
    }

    /// A shift type, with its runbook if that exists.
    pub fn shift_type(&self, index: ShiftTypeIndex) -> Shared<ShiftType> {
        self.described.shift_types[index.0].clone()
    }

    /// Every shift type, in the roster's order.
    pub const fn shift_types(&self) -> &'a [Shared<ShiftType>] {
        self.described.shift_types.as_slice()
    }

    /// Who is on call where no shift type is asked for, as on most runbooks.
    pub fn nobody(&self) -> Shared<OnCall> {
        self.described.nobody.clone()
    }

    /// What somebody carries.
    pub fn hours(&self, minutes: &Minutes) -> Shared<Hours> {
        match minutes.total() {
            0 => self.described.no_hours.clone(),
            _ => load::in_words(&self.dates, minutes).into(),
        }
    }

    /// A shift of the schedule, with those on either side of its hand-offs.
    pub fn shift(&self, shift: &schedule::Shift) -> Shared<Shift> {
        let described = || self.described(shift).into();
        let place = self.inputs.schedule.place(shift).and_then(|place| self.described.shifts.get(place));
        place.map_or_else(described, |shift| shift.get_or_init(described).clone())
    }

    fn described(&self, shift: &schedule::Shift) -> Shift {
        let (roster, schedule) = (self.inputs.roster, self.inputs.schedule);
        let partner = |other: &schedule::Shift| {
            Some(Partner { person: self.person(other.holder?), shift_type: self.shift_type(other.shift_type) })
        };
        Shift {
            shift_type: self.shift_type(shift.shift_type),
            when: self.dates.stretch(shift.interval),
            person: shift.holder.map(|holder| self.person(holder)),
            taken_over: shift.taken_over.as_ref().map(|taken_over| TakenOver {
                from: taken_over.from.map(|planned| self.person(planned)),
                why: taken_over.why.clone(),
            }),
            from: schedule.hand_over_from(roster, shift).and_then(partner),
            to: schedule.hand_over_to(roster, shift).and_then(partner),
        }
    }

    /// Whether a shift reaches into the running week or comes after it.
    pub fn is_coming(&self, shift: &schedule::Shift) -> bool {
        shift.interval.end > self.inputs.week.start
    }

    /// Those of `shifts`, which are of the published span, that reach into the running week or come after it, then those
    /// before it, the latest first.
    pub fn coming_and_past<'s>(
        &self,
        shifts: impl Iterator<Item = &'s schedule::Shift>,
    ) -> (Vec<Shared<Shift>>, Vec<Shared<Shift>>) {
        let (coming, past): (Vec<_>, Vec<_>) = shifts.partition(|shift| self.is_coming(shift));
        let described = |shift: &schedule::Shift| self.shift(shift);
        (coming.into_iter().map(described).collect(), past.into_iter().rev().map(described).collect())
    }
}

fn dates<'a>(inputs: &Inputs<'a>) -> Dates<'a> {
    Dates::new(&inputs.roster.zone, inputs.week.start, &inputs.words.time)
}

fn person(inputs: &Inputs<'_>, index: PersonIndex, person: &roster::Person) -> Person {
    let roster = inputs.roster;
    let slack_site = roster.site.slack_url.as_deref().filter(|_| person.slack.is_some());
    Person {
        id: person.id.clone(),
        name: person.name.clone(),
        initials: initials(&person.name),
        address: person_address(&person.id),
        color: index.0 % COLORS,
        zone: person.zone.as_ref().filter(|zone| **zone != roster.zone).map(|zone| zone.name().to_owned()),
        slack: person.slack.clone(),
        slack_url: slack_site.map(str::to_owned),
        email: person.email.clone(),
        phone: person.phone.clone(),
        tel: person.phone.as_deref().map(tel),
    }
}

fn shift_type(inputs: &Inputs<'_>, index: ShiftTypeIndex, shift_type: &roster::ShiftType) -> ShiftType {
    ShiftType {
        id: shift_type.id.clone(),
        name: shift_type.name.clone(),
        address: shift_type_address(&shift_type.id),
        hours: hours::in_words(&shift_type.hours, &inputs.words.hours),
        level: inputs.roster.level_of(index).map(|level| level + 1),
        duties_in_work_hours: shift_type.duties_in_work_hours.clone(),
        duties_otherwise: shift_type.duties_otherwise.clone(),
        runbook: shift_type.runbook.as_deref().and_then(|address| runbook(inputs, address)),
    }
}

/// The runbook at an address, if there is one.
pub fn runbook(inputs: &Inputs<'_>, address: &str) -> Option<Link> {
    let page = inputs.library.pages.iter().find(|page| page.address == address)?;
    Some(Link { address: page.address.clone(), title: page.title.clone() })
}

/// Where a person's page is.
pub fn person_address(id: &str) -> String {
    format!("people/{id}/")
}

/// Where a shift type's page is.
pub fn shift_type_address(id: &str) -> String {
    format!("shifts/{id}/")
}

/// The first letters of the first and the last name.
fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let (first, last) = (letters.next(), letters.next_back());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// A telephone number as RFC 3966 wants it, without what people put between the digits.
fn tel(phone: &str) -> String {
    phone.chars().filter(|character| character.is_ascii_digit() || *character == '+').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_first_and_last_name() {
        let names = ["Ana Souza", "ana", "Inês de Castro Vogel", "çelik yıldız", "Data & <Infra>", ""];
        assert_eq!(names.map(initials), ["AS", "A", "IV", "ÇY", "DI", ""]);
    }

    #[test]
    fn a_telephone_number_can_be_dialled() {
        assert_eq!(tel("+55 (11) 5555-0100"), "+551155550100");
    }
}
