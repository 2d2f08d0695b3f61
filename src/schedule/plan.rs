//! Plans each shift type in turn: those that are followed before those that follow.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::rotation::{Assigned, Counting};
use super::{Schedule, Shift, TakenOver, follow, overrides};
use crate::diagnostics::{Sink, Span};
use crate::roster::{Change, Covers, Draw, PersonIndex, Roster, ShiftType, ShiftTypeIndex};
use crate::time::{Instant, Interval};

/// A rotation week of a shift type.
#[derive(Debug)]
pub struct Week {
    /// The start of its first window on the team's clock, also where a change of the clocks leaves nothing of that.
    pub begins: NaiveDateTime,
    /// In order of time.
    pub windows: Vec<Window>,
}

/// A window of a week, cut into pieces by overrides.
#[derive(Debug)]
pub struct Window {
    /// Its start on the team's clock.
    pub nominal: NaiveDateTime,
    /// Who holds it by rotation or by following.
    pub planned: Option<PersonIndex>,
    /// What in the roster says so.
    pub place: Span,
    /// The number of its turn.
    pub turn: usize,
    /// Ascending, touching, together the whole window.
    pub pieces: Vec<Piece>,
}

/// A part of a window with one holder.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// From when to when.
    pub interval: Interval,
    /// Who holds it.
    pub holder: Option<PersonIndex>,
    /// The override that gave it to them, as a place in the roster's list.
    pub by: Option<usize>,
}

impl Week {
    /// The date of the first window.
    pub const fn date(&self) -> NaiveDate {
        self.begins.date()
    }

    /// From the start of the first window to the end of the last.
    pub fn interval(&self) -> Option<Interval> {
        let pieces = || self.windows.iter().flat_map(|window| &window.pieces);
        Interval::new(pieces().next()?.interval.start, pieces().next_back()?.interval.end)
    }
}

/// Every shift of `roster` that begins before `until`, or that an override reaches.
///
/// Tells overrides that are stale or cover nothing; a stale one changes nothing.
#[must_use]
pub fn plan(roster: &Roster, until: Instant, sink: &mut Sink) -> Schedule {
    let until = last_override(roster).map_or(until, |last| last.max(until));
    let mut plans: Vec<Option<Vec<Week>>> = roster.shift_types.iter().map(|_| None).collect();
    let mut touched = vec![false; roster.overrides.len()];
    // Each round plans the types whose followed type is planned; a roster has no circles, so all get their round.
    for _ in 0..=roster.shift_types.len() {
        for (index, shift_type) in roster.shift_types() {
            if plans[index.0].is_some() {
                continue;
            }
            let followed = match shift_type.draw {
                Draw::Rotation { .. } => None,
                Draw::Follows { shift_type, .. } => match &plans[shift_type.0] {
                    Some(followed) => Some(followed.as_slice()),
                    None => continue,
                },
            };
            let mut weeks = weeks(roster, shift_type, followed, until);
            overrides::apply(roster, index, &mut weeks, &mut touched, sink);
            plans[index.0] = Some(weeks);
        }
    }
    overrides::tell_dead(roster, &touched, sink);
    let shifts = plans.into_iter().enumerate().flat_map(|(index, weeks)| {
        let windows = weeks.into_iter().flatten().flat_map(|week| week.windows);
        windows.flat_map(move |window| shifts(roster, ShiftTypeIndex(index), &window))
    });
    Schedule::new(roster, shifts.collect())
}

/// An instant after everything that an override can cover.
fn last_override(roster: &Roster) -> Option<Instant> {
    let week_after = |day: NaiveDate| {
        roster.zone.instant(day.checked_add_days(Days::new(14))?.and_time(chrono::NaiveTime::MIN)).into()
    };
    roster
        .overrides
        .iter()
        .filter_map(|change| match &change.change {
            Change::Cover { covers: Covers::Span(interval), .. } => Some(interval.end),
            Change::Cover { covers: Covers::WeekOf(day), .. } => week_after(*day),
            Change::Swap { weeks } => weeks.iter().filter_map(|(_, day, _)| week_after(*day)).max(),
        })
        .max()
}

/// The weeks of a type with their planned holders, from the roster's first day to `until`.
fn weeks(roster: &Roster, shift_type: &ShiftType, followed: Option<&[Week]>, until: Instant) -> Vec<Week> {
    let mut counting = match shift_type.draw {
        Draw::Rotation { rotation, offset, turn } => Some(Counting::new(roster.rotation(rotation), offset, turn)),
        Draw::Follows { .. } => None,
    };
    let mut weeks = Vec::new();
    let mut date = shift_type.hours.first_week(roster.starts);
    loop {
        let windows = shift_type.hours.week(date);
        let Some((first, _)) = windows.first().copied() else { break };
        if roster.zone.instant(first) >= until {
            break;
        }
        let turns = match (&mut counting, shift_type.draw) {
            (Some(counting), _) => {
                let of = |assigned: Assigned| match assigned.turn {
                    Some(turn) => (turn.holder, turn.place, assigned.number),
                    None => (None, shift_type.place, assigned.number),
                };
                counting.week(date, windows.len()).into_iter().map(of).collect()
            }
            (None, Draw::Follows { after, place, .. }) => {
                let holder = follow::holder(followed.unwrap_or_default(), first, after);
                vec![(holder, place, weeks.len()); windows.len()]
            }
            (None, Draw::Rotation { .. }) => Vec::new(),
        };
        let cut = windows.into_iter().zip(turns);
        weeks.push(Week {
            begins: first,
            windows: cut.filter_map(|(window, turn)| self::window(roster, window, turn)).collect(),
        });
        let Some(next) = date.checked_add_days(Days::new(7)) else { break };
        date = next;
    }
    weeks
}

/// A window in time; none where a change of the clocks leaves nothing of it.
fn window(
    roster: &Roster,
    (start, end): (NaiveDateTime, NaiveDateTime),
    (planned, place, turn): (Option<PersonIndex>, Span, usize),
) -> Option<Window> {
    let interval = Interval::new(roster.zone.instant(start), roster.zone.instant(end))?;
    let pieces = vec![Piece { interval, holder: planned, by: None }];
    Some(Window { nominal: start, planned, place, turn, pieces })
}

/// The shifts of a window: neighbouring pieces of one holder are one shift again.
fn shifts(roster: &Roster, shift_type: ShiftTypeIndex, window: &Window) -> Vec<Shift> {
    let mut shifts: Vec<Shift> = Vec::new();
    for piece in &window.pieces {
        if let Some(last) = shifts.last_mut()
            && last.holder == piece.holder
        {
            last.interval.end = piece.interval.end;
            continue;
        }
        let by = piece.by.and_then(|by| roster.overrides.get(by)).filter(|_| piece.holder != window.planned);
        shifts.push(Shift {
            shift_type,
            window: window.nominal,
            piece: shifts.len(),
            interval: piece.interval,
            holder: piece.holder,
            taken_over: by.map(|change| TakenOver { from: window.planned, why: change.why.clone() }),
            turn: window.turn,
            place: by.map_or(window.place, |change| change.place),
        });
    }
    shifts
}
