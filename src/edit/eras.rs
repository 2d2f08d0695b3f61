//! Who joins a rotation and who leaves it: a new era, which begins where no turn is under way.

use chrono::{NaiveDate, TimeDelta};

use super::{Data, Operation, Proposal, Standing};
use crate::document::edit::{find, read};
use crate::document::{Node, Value};
use crate::error::{Error, Result};
use crate::roster::{self, Draw, Era, PersonIndex, Rotation, RotationIndex, ShiftTypeIndex};

/// How many days are searched for one on which no turn is under way.
const LONGEST_SEARCH: usize = 2 * 366;

/// Someone who is to stand in a rotation's order.
#[derive(Debug, Clone, Copy)]
pub struct Join {
    /// Who.
    pub person: PersonIndex,
    /// Of this rotation.
    pub rotation: RotationIndex,
    /// From this day on.
    pub since: NaiveDate,
    /// Behind this person; at the end without.
    pub after: Option<PersonIndex>,
}

/// Someone who is to stand in it no longer.
#[derive(Debug, Clone, Copy)]
pub struct Leave {
    /// Who.
    pub person: PersonIndex,
    /// From this day on.
    pub since: NaiveDate,
    /// Only this rotation; every one they stand in without.
    pub rotation: Option<RotationIndex>,
}

/// An era that an edit adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEra {
    /// Of this rotation.
    pub rotation: RotationIndex,
    /// From this day on, which may be later than was asked for.
    pub since: NaiveDate,
    /// The ids of its order.
    pub order: Vec<String>,
    /// What writes it.
    pub operations: Vec<Operation>,
}

/// The era in which a person joins.
///
/// # Errors
///
/// When they stand in the order already, the one to stand behind does not, or there is no place for the era.
pub fn join(standing: &Standing<'_>, join: &Join) -> Result<NewEra> {
    let rotation = standing.roster.rotation(join.rotation);
    let mut order = last_order(standing, rotation)?;
    let person = standing.person(Some(join.person));
    if order.iter().any(|id| id == person) {
        return Err(Error::Usage {
            message: format!("`{person}` stands in `{}` already", rotation.id),
            help: Some(format!("its order is {}", order.join(", "))),
        });
    }
    let place = match join.after {
        None => order.len(),
        Some(other) => {
            let other = standing.person(Some(other));
            let found = order.iter().position(|id| id == other).map(|place| place + 1);
            found.ok_or_else(|| Error::Usage {
                message: format!("`{other}` does not stand in `{}`", rotation.id),
                help: Some(format!("its order is {}", order.join(", "))),
            })?
        }
    };
    order.insert(place, person.to_owned());
    new_era(standing, join.rotation, join.since, order)
}

/// The eras without a person, one for each rotation that they stand in.
///
/// # Errors
///
/// When they stand in none, nobody else does, or there is no place for an era.
pub fn leave(standing: &Standing<'_>, leave: &Leave) -> Result<Vec<NewEra>> {
    let person = standing.person(Some(leave.person));
    let mut eras = Vec::new();
    for (place, rotation) in standing.roster.rotations.iter().enumerate() {
        let index = RotationIndex(place);
        let stands = rotation.eras.last().is_some_and(|era| stands_in(leave.person, era));
        if !stands || leave.rotation.is_some_and(|only| only != index) {
            continue;
        }
        let mut order = last_order(standing, rotation)?;
        order.retain(|id| id != person);
        if order.iter().all(|id| id == roster::NOBODY) {
            return Err(Error::Usage {
                message: format!("`{person}` is the only one in `{}`", rotation.id),
                help: Some(format!("let someone join first: `hausmeister join PERSON --rotation {}`", rotation.id)),
            });
        }
        eras.push(new_era(standing, index, leave.since, order)?);
    }
    if eras.is_empty() {
        let of = leave.rotation.map(|rotation| &standing.roster.rotation(rotation).id);
        let of = of.map_or(String::from("no rotation"), |id| format!("no order of `{id}`"));
        return Err(Error::usage(format!("`{person}` stands in {of} any more")));
    }
    Ok(eras)
}

/// A person's last day in the team, if they leave on `since`: the day before, or the day on which what the plan still
/// gives them ends. And what writes it, unless the roster says that or an earlier day.
#[must_use]
pub fn last_day(standing: &Standing<'_>, leave: &Leave, proposal: &Proposal) -> (NaiveDate, Option<Operation>) {
    let zone = &standing.roster.zone;
    let planned = proposal.schedule.shifts().iter().filter(|shift| shift.taken_over.is_none());
    let held = planned.filter(|shift| shift.holder == Some(leave.person)).map(|shift| shift.interval.end).max();
    let held = held.map(|end| zone.local(end - TimeDelta::nanoseconds(1)).date());
    let eve = leave.since.pred_opt().unwrap_or(leave.since);
    let day = held.map_or(eve, |held| held.max(eve));
    let person = standing.roster.person(leave.person);
    if let Some(leaves) = person.leaves.filter(|leaves| *leaves <= day) {
        return (leaves, None);
    }
    let path = vec![String::from("people"), person.id.clone()];
    (day, Some(Operation::Set { path, key: String::from("leaves"), text: day.to_string() }))
}

fn stands_in(person: PersonIndex, era: &Era) -> bool {
    era.order.iter().any(|turn| turn.holder == Some(person))
}

/// The ids of a rotation's last order.
fn last_order(standing: &Standing<'_>, rotation: &Rotation) -> Result<Vec<String>> {
    let era = rotation.eras.last().ok_or_else(|| Error::usage(format!("`{}` has no order", rotation.id)))?;
    Ok(era.order.iter().map(|turn| standing.person(turn.holder).to_owned()).collect())
}

/// The era with `order` that begins on the first day from `since` on on which no turn is under way.
fn new_era(standing: &Standing<'_>, index: RotationIndex, since: NaiveDate, order: Vec<String>) -> Result<NewEra> {
    let rotation = standing.roster.rotation(index);
    let last = rotation.eras.last().map_or(standing.roster.starts, |era| era.since);
    let day = first_day_between_turns(standing, index, since).ok_or_else(|| Error::Usage {
        message: format!(
            "from {since} on, the turns of the shift types that draw on `{}` never end together",
            rotation.id
        ),
        help: Some(String::from("write the era by hand, with a `since` that cuts the turn that matters least")),
    })?;
    if day <= last {
        return Err(Error::Usage {
            message: format!("`{}` has an era from {last} on, which would end with one from {day} on", rotation.id),
            help: Some(String::from("choose a later `--since`, or change the order of that era by hand")),
        });
    }
    let path = vec![String::from("rotations"), rotation.id.clone()];
    let era = Data::map([("since", Data::text(day.to_string())), ("order", Data::texts(&order))]);
    let mut operations = Vec::new();
    if is_short(standing.text, &path) {
        let before = vec![(String::from("since"), standing.roster.starts.to_string())];
        operations.push(Operation::Wrap { path: path.clone(), before, key: String::from("order") });
    }
    operations.push(Operation::Append { path, item: era });
    Ok(NewEra { rotation: index, since: day, order, operations })
}

/// Whether a rotation is written in short form: one list of people.
fn is_short(text: &str, path: &[String]) -> bool {
    let has_eras = |node: &Node| {
        let Value::List(items) = &node.value else { return false };
        items.iter().any(|item| matches!(item.value, Value::Map(_)))
    };
    read(text).is_some_and(|root| find(&root, path).is_some_and(|node| !has_eras(node)))
}

/// The first day from `since` on with which an era may begin: for each type that draws on the rotation, the first week
/// of the era is still to come and begins a turn. Where that is not `since` itself, it is the day of the first week.
fn first_day_between_turns(standing: &Standing<'_>, rotation: RotationIndex, since: NaiveDate) -> Option<NaiveDate> {
    let draws = |draw: Draw| matches!(draw, Draw::Rotation { rotation: of, .. } if of == rotation);
    let types: Vec<_> =
        standing.roster.shift_types().filter(|(_, of)| draws(of.draw)).map(|(index, _)| index).collect();
    let today = standing.roster.zone.local(standing.now).date();
    let is_between = |day: &NaiveDate| types.iter().all(|of| begins_a_turn(standing, *of, *day));
    let day = since.max(today).iter_days().take(LONGEST_SEARCH).find(is_between)?;
    let weeks = types.iter().map(|of| standing.roster.shift_type(*of).hours.first_week(day));
    if day == since { Some(day) } else { weeks.min() }
}

fn begins_a_turn(standing: &Standing<'_>, shift_type: ShiftTypeIndex, day: NaiveDate) -> bool {
    let hours = &standing.roster.shift_type(shift_type).hours;
    let Some((start, _)) = hours.week(hours.first_week(day)).first().copied() else { return false };
    let shifts = || standing.schedule.of_type(shift_type);
    let before = shifts().rev().find(|shift| shift.window < start);
    let after = shifts().find(|shift| shift.window >= start);
    let is_cut = |after: &crate::schedule::Shift| before.is_some_and(|before| before.turn == after.turn);
    standing.roster.zone.instant(start) > standing.now && after.is_some_and(|after| !is_cut(after))
}
