//! Gives a stretch of a shift type to someone else.

use chrono::NaiveDate;

use super::{Data, Operation, Standing, override_with, with_why};
use crate::error::{Error, Result};
use crate::roster::{PersonIndex, ShiftTypeIndex};
use crate::schedule::Shift;
use crate::time::{Instant, Interval, LocalTime, When, Zone};

/// What is to be covered, and by whom.
#[derive(Debug, Clone)]
pub struct Cover {
    /// Of this type.
    pub shift_type: ShiftTypeIndex,
    /// This much of it.
    pub part: Part,
    /// Who takes it; nobody leaves it empty.
    pub person: Option<PersonIndex>,
    /// The reason.
    pub why: Option<String>,
}

/// A part of a shift type's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The rotation week that holds a day, whole.
    WeekOf(NaiveDate),
    /// From one time to another; a day as the end is the day's end.
    Span(When, When),
}

/// A part in time, with the shifts it touches.
#[derive(Debug)]
pub struct Covered<'a> {
    /// From when to when.
    pub interval: Interval,
    /// At least one, ascending.
    pub shifts: Vec<&'a Shift>,
}

impl Part {
    /// The part in time.
    ///
    /// # Errors
    ///
    /// When its end lies before its beginning, or the type has no shift in it.
    pub fn covered<'a>(&self, standing: &Standing<'a>, shift_type: ShiftTypeIndex) -> Result<Covered<'a>> {
        let (roster, schedule) = (standing.roster, standing.schedule);
        let id = &roster.shift_type(shift_type).id;
        match self {
            Self::WeekOf(day) => {
                let shifts: Vec<_> = schedule.week(roster, shift_type, *day).collect();
                let ends = shifts.first().zip(shifts.last());
                let interval = ends.map(|(first, last)| (first.interval.start, last.interval.end));
                let interval = interval.and_then(|(start, end)| Interval::new(start, end));
                let interval = interval.ok_or_else(|| Error::Usage {
                    message: format!("`{id}` has no shift in the week of {day}"),
                    help: Some(format!("the rotation begins on {}", roster.starts)),
                })?;
                Ok(Covered { interval, shifts })
            }
            Self::Span(from, to) => {
                let (start, end) = (from.instant(&roster.zone), end_of(*to).instant(&roster.zone));
                let interval = Interval::new(start, end).ok_or_else(|| Error::Usage {
                    message: String::from("`--to` lies before `--from`"),
                    help: Some(String::from("`--to` is the end, or the last day; `--from` the beginning")),
                })?;
                let shifts: Vec<_> =
                    schedule.of_type(shift_type).filter(|shift| shift.interval.overlaps(&interval)).collect();
                if shifts.is_empty() {
                    return Err(no_shift(standing, shift_type, interval));
                }
                Ok(Covered { interval, shifts })
            }
        }
    }

    /// The keys of the override that cover this part.
    fn keys(&self, zone: &Zone) -> Vec<(&'static str, Data)> {
        match self {
            Self::WeekOf(day) => vec![("week_of", Data::text(day.to_string()))],
            Self::Span(from, to) => {
                let (from, to) = (written(*from, zone), written(end_of(*to), zone));
                vec![("from", Data::text(from)), ("to", Data::text(to))]
            }
        }
    }
}

fn no_shift(standing: &Standing<'_>, shift_type: ShiftTypeIndex, interval: Interval) -> Error {
    let id = &standing.roster.shift_type(shift_type).id;
    let (from, to) = (standing.shown(interval.start), standing.shown(interval.end));
    let next = standing.schedule.first_after(shift_type, interval.start);
    Error::Usage {
        message: format!("`{id}` has no shift from {from} to {to}"),
        help: next.map(|next| format!("its next shift begins {}", standing.shown(next.interval.start))),
    }
}

/// The override that gives a part to a person. It names who is stood in for where one person holds all of it.
///
/// # Errors
///
/// When there is no such part, or the person holds all of it already.
pub fn cover(standing: &Standing<'_>, cover: &Cover) -> Result<Operation> {
    let covered = cover.part.covered(standing, cover.shift_type)?;
    let id = standing.roster.shift_type(cover.shift_type).id.as_str();
    let mut pairs = vec![("shift", Data::text(id))];
    pairs.extend(cover.part.keys(&standing.roster.zone));
    pairs.push(("person", Data::text(standing.person(cover.person))));
    let holder = sole_holder(&covered.shifts);
    if holder == Some(cover.person) {
        let (from, to) = (standing.shown(covered.interval.start), standing.shown(covered.interval.end));
        return Err(Error::Usage {
            message: format!("`{}` holds `{id}` from {from} to {to} already", standing.person(cover.person)),
            help: Some(String::from("leave `--person` out to see who could take it")),
        });
    }
    pairs.extend(holder.map(|holder| ("instead_of", Data::text(standing.person(holder)))));
    Ok(override_with(with_why(pairs, cover.why.as_deref())))
}

/// Who holds all of the shifts, if that is one person, or nobody.
#[expect(clippy::option_option, reason = "nobody is an answer, no answer is another")]
pub fn sole_holder(shifts: &[&Shift]) -> Option<Option<PersonIndex>> {
    let first = shifts.first()?.holder;
    shifts.iter().all(|shift| shift.holder == first).then_some(first)
}

/// What ends a span: after a day, whole.
fn end_of(to: When) -> When {
    match to {
        When::Day(day) => When::Day(day.succ_opt().unwrap_or(day)),
        _ => to,
    }
}

/// A time as the roster writes it. A time of the clock stays as it was given, so that one which the clocks skip or
/// repeat is told like every other; all else is on the team's clock where that is plain, and with its offset where not.
fn written(when: When, zone: &Zone) -> String {
    let clock = |local: chrono::NaiveDateTime| match local.format("%S").to_string().as_str() {
        "00" => local.format("%Y-%m-%d %H:%M").to_string(),
        _ => local.format("%Y-%m-%d %H:%M:%S").to_string(),
    };
    let instant = match when {
        When::Local(local) => return clock(local),
        When::Day(_) | When::Instant(_) => when.instant(zone),
    };
    let local = zone.local(instant);
    match zone.resolve(local) {
        LocalTime::Once(_) => clock(local),
        LocalTime::Skipped { .. } | LocalTime::Twice { .. } => with_offset(instant, zone),
    }
}

fn with_offset(instant: Instant, zone: &Zone) -> String {
    instant.with_timezone(&zone.offset(instant)).format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_roster_reads_them() {
        let zone = Zone::named("Europe/Berlin").unwrap();
        for (asked, expected) in [
            ("2026-12-23", "2026-12-23 00:00"),
            ("2026-12-23 18:00", "2026-12-23 18:00"),
            ("2026-12-23T18:00:30", "2026-12-23 18:00:30"),
            ("2026-12-23T17:00:00Z", "2026-12-23 18:00"),
            ("2026-10-25T01:30:00Z", "2026-10-25T02:30:00+01:00"),
            ("2027-03-28 02:30", "2027-03-28 02:30"),
        ] {
            assert_eq!(written(asked.parse().unwrap(), &zone), expected);
        }
    }
}
