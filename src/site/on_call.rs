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
//! ```

use serde::Serialize;

use super::context::{Group, OnCall, Person, Running, Upcoming};
use super::describe::{Describer, shift_type_address};
use super::json;
use crate::roster::{PersonIndex, ShiftTypeIndex};
use crate::schedule::Shift;
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
pub fn all(describer: &Describer<'_>) -> Types {
    Types { level: None, shift_types: describer.inputs.roster.shift_types().map(|(index, _)| index).collect() }
}

/// The levels of escalation; in a roster without, all types together.
pub fn levels(describer: &Describer<'_>) -> Vec<Types> {
    let roster = describer.inputs.roster;
    if roster.escalation.is_empty() {
        return vec![all(describer)];
    }
    let levels = roster.escalation.iter().enumerate();
    levels.map(|(level, of)| Types { level: Some(level), shift_types: of.shift_types.clone() }).collect()
}

/// The types that stand in no level, one by one; none in a roster without `escalation`.
pub fn others(describer: &Describer<'_>) -> Vec<Types> {
    let roster = describer.inputs.roster;
    if roster.escalation.is_empty() {
        return Vec::new();
    }
    let others = roster.shift_types().map(|(index, _)| index).filter(|index| !roster.carries_pager(*index));
    others.map(|index| Types { level: None, shift_types: vec![index] }).collect()
}

/// Who is on call at the build. `first` is the place of the first group in the page's data.
pub fn on_call(describer: &Describer<'_>, groups: &[Types], first: usize) -> OnCall {
    let types = groups.iter().flat_map(|group| &group.shift_types).copied();
    OnCall {
        holds: describer.dates.stretch(holds(describer, types)),
        groups: groups.iter().enumerate().map(|(place, types)| group(describer, first + place, types)).collect(),
    }
}

fn group(describer: &Describer<'_>, place: usize, types: &Types) -> Group {
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
/// the page shows differs for builds in this time.
fn holds(describer: &Describer<'_>, types: impl Iterator<Item = ShiftTypeIndex>) -> Interval {
    let inputs = describer.inputs;
    let Interval { mut start, mut end } = inputs.span;
    let shifts = types.flat_map(|shift_type| inputs.schedule.of_type(shift_type));
    for border in shifts.flat_map(|shift| [shift.interval.start, shift.interval.end]) {
        if border <= inputs.now {
            start = start.max(border);
        } else {
            end = end.min(border);
        }
    }
    Interval { start, end }
}

#[derive(Serialize)]
struct Data {
    zone: String,
    from: i64,
    to: i64,
    work_hours: Option<Vec<[u32; 2]>>,
    groups: Vec<Vec<usize>>,
    shift_types: Vec<TypeData>,
    people: Vec<Person>,
    shifts: Vec<[i64; 4]>,
}

#[derive(Serialize)]
struct TypeData {
    id: String,
    name: String,
    address: String,
    work_hours: Option<String>,
    otherwise: Option<String>,
}

/// The data by which a page's script shows the groups at any instant of the published span.
pub fn data(describer: &Describer<'_>, groups: &[Types]) -> String {
    let inputs = describer.inputs;
    let shown: Vec<_> = groups.iter().flat_map(|group| &group.shift_types).copied().collect();
    let mut people: Vec<PersonIndex> = Vec::new();
    let mut shifts = Vec::new();
    for shift in inputs.schedule.within(inputs.span) {
        let Some(shift_type) = position(&shown, &shift.shift_type) else { continue };
        let person = shift.holder.map_or(-1, |holder| {
            position(&people, &holder).unwrap_or_else(|| {
                people.push(holder);
                number(people.len()) - 1
            })
        });
        shifts.push([shift_type, person, shift.interval.start.timestamp(), shift.interval.end.timestamp()]);
    }
    let mut place = 0..shown.len();
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
        groups: groups.iter().map(|group| place.by_ref().take(group.shift_types.len()).collect()).collect(),
        shift_types: shown.iter().map(|shift_type| type_data(describer, *shift_type)).collect(),
        people: people.into_iter().map(|person| describer.person(person)).collect(),
        shifts,
    })
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

fn position<T: PartialEq>(all: &[T], one: &T) -> Option<i64> {
    all.iter().position(|other| other == one).map(number)
}

fn number(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}
