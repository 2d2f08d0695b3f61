//! Who is on call: at the build as values for templates, and for every other instant as data for the page's script.
//!
//! The data is one JSON object, instants in seconds since 1970:
//!
//! ```text
//! zone           IANA name of the team's zone
//! from, to       the span that the data answers for, [from, to)
//! work_hours     [[minute of the week from Monday 00:00 on the team's clock, length in minutes], …], or null
//! groups         [[place in shift_types, …], …]; the page has an element `data-group` for each
//! shift_types    [{ id, name, address, work_hours, otherwise }, …]: what its holder does when
//! people         [person, …], with the fields of the templates' `Person`
//! shifts         [[place in shift_types, place in people or -1, start, end], …], ascending by start
//! hand_offs      [[when, type that ends, who gives, type that begins, who takes over], …], types and people by their
//!                places, ascending; only of the types of which the page shows hand-offs
//! ```

use serde::Serialize;

use super::context::{Group, OnCall, Person, Running, Stretch, Upcoming};
use super::describe::{Describer, shift_type_address};
use super::templates::Shared;
use super::{hand_offs, json};
use crate::roster::{PersonIndex, Roster, ShiftTypeIndex};
use crate::schedule::{HandOff, Shift};
use crate::time::{Instant, Interval};

/// Shift types that are shown together, with their level of escalation from 0.
#[derive(Debug, Clone)]
pub struct Types {
    /// None for types that don't carry the pager, or that are shown for another reason.
    pub level: Option<usize>,
    /// In order.
    pub shift_types: Vec<ShiftTypeIndex>,
}

/// Every type, in the roster's order.
pub fn all(roster: &Roster) -> Types {
    Types { level: None, shift_types: roster.shift_types().map(|(index, _)| index).collect() }
}

/// The levels of escalation; in a roster without, all types together.
pub fn levels(roster: &Roster) -> Vec<Types> {
    if roster.escalation.is_empty() {
        return vec![all(roster)];
    }
    let levels = roster.escalation.iter().enumerate();
    levels.map(|(level, of)| Types { level: Some(level), shift_types: of.shift_types.clone() }).collect()
}

/// The first of them: who answers first.
pub fn first_level(roster: &Roster) -> Types {
    levels(roster).into_iter().next().unwrap_or_else(|| all(roster))
}

/// The types that stand in no level, one by one; none in a roster without `escalation`.
pub fn others(roster: &Roster) -> Vec<Types> {
    if roster.escalation.is_empty() {
        return Vec::new();
    }
    let others = roster.shift_types().map(|(index, _)| index).filter(|index| !roster.carries_pager(*index));
    others.map(|index| Types { level: None, shift_types: vec![index] }).collect()
}

/// Who is on call at the build. `first` is the place of the first group in the page's data.
pub fn on_call(describer: &Describer<'_>, groups: &[Types], first: usize) -> OnCall {
    OnCall {
        holds: holds(describer, groups),
        groups: groups.iter().enumerate().map(|(place, types)| group(describer, first + place, types)).collect(),
    }
}

/// A group at the build; `place` is its place in the page's data.
pub fn group(describer: &Describer<'_>, place: usize, types: &Types) -> Group {
    let inputs = describer.inputs;
    let at = inputs.now;
    let running = types.shift_types.iter().filter_map(|shift_type| inputs.schedule.at(*shift_type, at));
    let running: Vec<_> = running.map(|shift| self::running(describer, types, shift)).collect();
    let next = running.is_empty().then(|| first_after(describer, types, at)).flatten();
    Group {
        place,
        level: types.level.map(|level| level + 1),
        running,
        next: next.map(|next| upcoming(describer, next)),
    }
}

fn running(describer: &Describer<'_>, types: &Types, shift: &Shift) -> Running {
    Running {
        shift_type: describer.shift_type(shift.shift_type),
        when: describer.dates.stretch(shift.interval),
        person: shift.holder.map(|holder| describer.person(holder)),
        next: after(describer, types, shift).map(|next| upcoming(describer, next)),
    }
}

/// The shift of the group that takes over from `shift`, else the first one after it.
fn after<'a>(describer: &Describer<'a>, types: &Types, shift: &Shift) -> Option<&'a Shift> {
    let schedule = describer.inputs.schedule;
    let begins_after = |next: &&Shift| next.interval.start >= shift.interval.end;
    let next = types.shift_types.iter().filter_map(|shift_type| schedule.of_type(*shift_type).find(begins_after));
    next.min_by_key(|next| (next.interval.start, next.shift_type != shift.shift_type))
}

fn first_after<'a>(describer: &Describer<'a>, types: &Types, instant: Instant) -> Option<&'a Shift> {
    let schedule = describer.inputs.schedule;
    let next = types.shift_types.iter().filter_map(|shift_type| schedule.first_after(*shift_type, instant));
    next.min_by_key(|shift| shift.interval.start)
}

fn upcoming(describer: &Describer<'_>, shift: &Shift) -> Upcoming {
    Upcoming {
        person: shift.holder.map(|holder| describer.person(holder)),
        shift_type: describer.shift_type(shift.shift_type),
        start: describer.dates.moment(shift.interval.start),
    }
}

/// From the latest to the next beginning or end of a shift around the build, within the published span: nothing that
/// the page shows of these groups differs for builds in this time.
pub fn holds(describer: &Describer<'_>, groups: &[Types]) -> Stretch {
    let inputs = describer.inputs;
    let Interval { mut start, mut end } = inputs.span;
    let types = groups.iter().flat_map(|group| &group.shift_types);
    let shifts = types.flat_map(|shift_type| inputs.schedule.of_type(*shift_type));
    for border in shifts.flat_map(|shift| [shift.interval.start, shift.interval.end]) {
        if border <= inputs.now {
            start = start.max(border);
        } else {
            end = end.min(border);
        }
    }
    describer.dates.stretch(Interval { start, end })
}

#[derive(Serialize)]
struct Data {
    zone: String,
    from: i64,
    to: i64,
    work_hours: Option<Vec<[u32; 2]>>,
    groups: Vec<Vec<i64>>,
    shift_types: Vec<TypeData>,
    people: Vec<Shared<Person>>,
    shifts: Vec<[i64; 4]>,
    hand_offs: Vec<[i64; 5]>,
}

#[derive(Serialize)]
struct TypeData {
    id: String,
    name: String,
    address: String,
    work_hours: Option<String>,
    otherwise: Option<String>,
}

/// What the data names by its place in a list.
#[derive(Default)]
struct Named {
    shift_types: Vec<ShiftTypeIndex>,
    people: Vec<PersonIndex>,
}

/// The data by which a page's script shows the groups at any instant of the published span.
pub fn data(describer: &Describer<'_>, groups: &[Types]) -> String {
    data_with_hand_offs(describer, groups, &[])
}

/// The same, with the hand-offs of some types.
pub fn data_with_hand_offs(describer: &Describer<'_>, groups: &[Types], of: &[ShiftTypeIndex]) -> String {
    let inputs = describer.inputs;
    let mut named = Named::default();
    let groups = groups.iter().map(|group| group.shift_types.iter().map(|index| named.shift_type(*index)).collect());
    let groups = groups.collect();
    // To look for all of them takes as long as the rest.
    let hand_offs = if of.is_empty() { Vec::new() } else { inputs.schedule.hand_offs(inputs.roster, inputs.span) };
    let hand_offs = hand_offs.iter().filter(|hand_off| hand_offs::is_of(hand_off, of));
    let hand_offs = hand_offs.map(|hand_off| named.hand_off(hand_off)).collect();
    let mut shifts = Vec::new();
    for shift in inputs.schedule.within(inputs.span) {
        let Some(shift_type) = position(&named.shift_types, &shift.shift_type) else { continue };
        let person = shift.holder.map_or(-1, |holder| named.person(holder));
        shifts.push([shift_type, person, shift.interval.start.timestamp(), shift.interval.end.timestamp()]);
    }
    let work_hours = inputs
        .roster
        .work_hours
        .as_ref()
        .map(|hours| hours.windows().iter().map(|window| [window.start_minute(), window.minutes()]).collect());
    json::in_script(&Data {
        zone: inputs.roster.zone.name().to_owned(),
        from: inputs.span.start.timestamp(),
        to: inputs.span.end.timestamp(),
        work_hours,
        groups,
        shift_types: named.shift_types.iter().map(|shift_type| type_data(describer, *shift_type)).collect(),
        people: named.people.into_iter().map(|person| describer.person(person)).collect(),
        shifts,
        hand_offs,
    })
}

impl Named {
    fn shift_type(&mut self, index: ShiftTypeIndex) -> i64 {
        placed(&mut self.shift_types, index)
    }

    fn person(&mut self, index: PersonIndex) -> i64 {
        placed(&mut self.people, index)
    }

    fn hand_off(&mut self, hand_off: &HandOff<'_>) -> [i64; 5] {
        let HandOff { before, after, from, to } = *hand_off;
        let (ends, begins) = (self.shift_type(before.shift_type), self.shift_type(after.shift_type));
        [hand_off.at().timestamp(), ends, self.person(from), begins, self.person(to)]
    }
}

fn type_data(describer: &Describer<'_>, index: ShiftTypeIndex) -> TypeData {
    let shift_type = describer.inputs.roster.shift_type(index);
    TypeData {
        id: shift_type.id.clone(),
        name: shift_type.name.clone(),
        address: shift_type_address(&shift_type.id),
        work_hours: shift_type.duties_in_work_hours.clone(),
        otherwise: shift_type.duties_otherwise.clone(),
    }
}

/// The place of `one` in `all`, of which it is the last if it is new.
fn placed<T: PartialEq>(all: &mut Vec<T>, one: T) -> i64 {
    position(all, &one).unwrap_or_else(|| {
        all.push(one);
        number(all.len() - 1)
    })
}

fn position<T: PartialEq>(all: &[T], one: &T) -> Option<i64> {
    all.iter().position(|other| other == one).map(number)
}

fn number(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}
