//! The era that a new turn order needs, so that nothing changes before the notice has passed; ready to paste, and
//! tried: the old roster with it is planned and compared.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveTime};

use super::cause::{order, same_rotation};
use super::identity::{Side, Who};
use super::{Comparison, Reach, compare};
use crate::diagnostics::Sink;
use crate::roster::{Draw, Era, NOBODY, PersonIndex, Roster, Rotation, RotationIndex, Turn};
use crate::time::Instant;

/// What to write in place of a rotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// The rotation's entry, as YAML of the form in which rosters are written.
    pub yaml: String,
    /// Whether it has an era for the new order; else it is what the rotation was.
    pub adds_an_era: bool,
    /// The ids of people whom its eras name and the new roster does not have.
    pub missing: Vec<String>,
}

/// So many hand-overs are tried. The first one after the notice nearly always does.
const TRIED: usize = 12;

/// Finds the first hand-over after the notice from which on the new order of a rotation (of the new roster) may
/// hold.
pub fn remedy(before: &Side<'_>, after: &Side<'_>, rotation: RotationIndex, comparison: &Comparison) -> Option<Remedy> {
    let new = after.roster.rotation(rotation);
    let place = before.roster.rotations.iter().position(|old| old.id == new.id)?;
    let notice_ends = comparison.notice_ends();
    let mut days = hand_overs(before.roster, RotationIndex(place), notice_ends);
    days.extend(first_day(before.roster, notice_ends));
    days.into_iter().find_map(|since| {
        let mut roster = before.roster.clone();
        let mut written = Written { before, after, roster: &mut roster };
        let (eras, adds_an_era) = written.eras(new, since)?;
        roster.rotations.get_mut(place)?.eras = eras;
        let tried = compare(before.roster, &roster, comparison.now);
        let is_kept = tried.changes.iter().all(|change| change.reach == Reach::Later);
        let remedy = is_kept.then(|| told(&roster, place, before, after))??;
        Some(Remedy { adds_an_era, ..remedy })
    })
}

/// The first day that begins at an instant or after it.
pub fn first_day(roster: &Roster, instant: Instant) -> Option<NaiveDate> {
    let day = roster.zone.local(instant).date();
    let begins = |day: NaiveDate| roster.zone.instant(day.and_time(NaiveTime::MIN));
    [Some(day), day.succ_opt()].into_iter().flatten().find(|day| begins(*day) >= instant)
}

/// The first days of the turns of the first shift type that draws on a rotation, after an instant.
fn hand_overs(roster: &Roster, rotation: RotationIndex, instant: Instant) -> Vec<NaiveDate> {
    let draws = |draw: Draw| matches!(draw, Draw::Rotation { rotation: other, .. } if other == rotation);
    let (Some(first), Some((index, _))) =
        (first_day(roster, instant), roster.shift_types().find(|(_, shift_type)| draws(shift_type.draw)))
    else {
        return Vec::new();
    };
    let until = roster.zone.instant((first + Days::new(366)).and_time(NaiveTime::MIN));
    let schedule = crate::schedule::plan(roster, until, &mut Sink::default());
    let shifts: Vec<_> = schedule.of_type(index).collect();
    let begins = shifts.windows(2).filter(|pair| pair[0].turn != pair[1].turn).map(|pair| pair[1].window.date());
    begins.filter(|day| *day >= first).take(TRIED).collect()
}

/// Writes eras of both rosters into the old one.
struct Written<'a> {
    before: &'a Side<'a>,
    after: &'a Side<'a>,
    roster: &'a mut Roster,
}

impl Written<'_> {
    /// The old eras until `since`, then the order that the new rotation has on that day, then its later eras; with
    /// whether that order is another than the old one of that day.
    fn eras(&mut self, new: &Rotation, since: NaiveDate) -> Option<(Vec<Era>, bool)> {
        let old = same_rotation(self.before, &new.id)?;
        let mut eras: Vec<_> = old.eras.iter().filter(|era| era.since < since).cloned().collect();
        let wanted = new.eras.iter().rev().find(|era| era.since <= since).or(new.eras.first())?;
        let differs = |era: Option<&Era>| era.is_none_or(|era| order(self.before, era) != order(self.after, wanted));
        // The old rotation may have that order from that very day on.
        let is_new = differs(old.eras.iter().rev().find(|era| era.since <= since));
        if differs(eras.last()) {
            let first = wanted.first.filter(|_| wanted.since == since);
            eras.push(Era { since, first, ..self.carried_over(wanted)? });
        }
        for era in new.eras.iter().filter(|era| era.since > since) {
            eras.push(self.carried_over(era)?);
        }
        Some((eras, is_new))
    }

    /// An era of the new roster with the people of the old one; those whom that does not have are added.
    fn carried_over(&mut self, era: &Era) -> Option<Era> {
        let order = order(self.after, era).into_iter().zip(&era.order);
        let order = order.map(|(who, turn)| {
            let holder = match who {
                Some(who) => Some(self.person(who)?),
                None => None,
            };
            Some(Turn { holder, place: turn.place })
        });
        Some(Era { since: era.since, order: order.collect::<Option<_>>()?, first: era.first })
    }

    fn person(&mut self, who: Who) -> Option<PersonIndex> {
        if let Some(person) = self.before.person(who) {
            return Some(person);
        }
        let new = self.after.roster.person(self.after.person(who)?).clone();
        let known = self.roster.people.iter().position(|person| person.id == new.id);
        Some(PersonIndex(known.unwrap_or_else(|| {
            self.roster.people.push(new);
            self.roster.people.len() - 1
        })))
    }
}

/// The rotation of the tried roster in the words of the new one.
fn told(roster: &Roster, place: usize, before: &Side<'_>, after: &Side<'_>) -> Option<Remedy> {
    let rotation = roster.rotations.get(place)?;
    // Those whom the old roster does not have were added from the new one.
    let is_known = |person: PersonIndex| match before.who(person) {
        Some(who) => after.person(who).is_some(),
        None => true,
    };
    let id = |person: PersonIndex| {
        let now = before.who(person).and_then(|who| after.person(who));
        now.map_or(&*roster.person(person).id, |now| &*after.roster.person(now).id)
    };
    let mut lines = vec![format!("  {}:", rotation.id)];
    for era in &rotation.eras {
        let order: Vec<_> = era.order.iter().map(|turn| turn.holder.map_or(NOBODY, id)).collect();
        lines.extend([format!("    - since: {}", era.since), format!("      order: [{}]", order.join(", "))]);
        let first = era.first.and_then(|first| order.get(first));
        lines.extend(first.map(|first| format!("      first: {first}")));
    }
    let turns = rotation.eras.iter().flat_map(|era| &era.order);
    let named: BTreeSet<_> = turns.filter_map(|turn| turn.holder).collect();
    let missing = named.into_iter().filter(|person| !is_known(*person)).map(|person| id(person).to_owned()).collect();
    Some(Remedy { yaml: lines.join("\n"), adds_an_era: false, missing })
}
