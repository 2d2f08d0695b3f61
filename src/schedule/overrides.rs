//! Overrides on top of the plan of one shift type: roster.md, "Overrides".

use chrono::{Days, NaiveDate};

use super::plan::{Piece, Week};
use crate::diagnostics::{Code, Problem, Sink, Span};
use crate::roster::{Change, Covers, Override, PersonIndex, Roster, ShiftTypeIndex};
use crate::time::{Instant, Interval};

/// Applies the roster's overrides to the weeks of a type, in the file's order. Marks in `touched` those that cover
/// something here, and tells stale ones, which change nothing.
pub fn apply(roster: &Roster, shift_type: ShiftTypeIndex, weeks: &mut [Week], touched: &mut [bool], sink: &mut Sink) {
    for (by, (change, touched)) in roster.overrides.iter().zip(touched).enumerate() {
        if !change.shift_types.contains(&shift_type) {
            continue;
        }
        let target = Target { roster, shift_type, change, by };
        *touched |= match &change.change {
            Change::Cover { covers, person, instead_of } => target.cover(weeks, covers, *person, *instead_of, sink),
            Change::Swap { weeks: swapped } => target.swap(weeks, swapped, sink),
        };
    }
}

/// Tells the overrides that cover no shift of any of their types.
pub fn tell_dead(roster: &Roster, touched: &[bool], sink: &mut Sink) {
    for (change, _) in roster.overrides.iter().zip(touched).filter(|(_, touched)| !**touched) {
        sink.push(
            Problem::new(Code::DeadOverride, change.place, "this override covers no shift")
                .help("check its days and shift types against `hausmeister schedule`, or remove it"),
        );
    }
}

/// One override at work on one shift type.
struct Target<'a> {
    roster: &'a Roster,
    shift_type: ShiftTypeIndex,
    change: &'a Override,
    by: usize,
}

impl Target<'_> {
    /// Whether it covers anything.
    fn cover(
        &self,
        weeks: &mut [Week],
        covers: &Covers,
        person: Option<PersonIndex>,
        instead_of: Option<(Option<PersonIndex>, Span)>,
        sink: &mut Sink,
    ) -> bool {
        let (weeks, interval) = match covers {
            Covers::Span(interval) => (weeks, *interval),
            Covers::WeekOf(day) => {
                let Some(week) = week_of(weeks, *day) else { return false };
                let Some(interval) = week.interval() else { return false };
                (std::slice::from_mut(week), interval)
            }
        };
        let covered: Vec<_> =
            pieces(weeks).filter(|piece| piece.interval.overlaps(&interval)).map(|piece| *piece).collect();
        if let Some((expected, place)) = instead_of
            && let Some(other) = covered.iter().find(|piece| piece.holder != expected)
        {
            let part = other.interval.intersection(&interval).unwrap_or(other.interval);
            sink.push(self.stale(expected, place, &[other.holder], part));
            return true;
        }
        for window in weeks.iter_mut().flat_map(|week| &mut week.windows) {
            if window.pieces.iter().any(|piece| piece.interval.overlaps(&interval)) {
                window.pieces = window.pieces.iter().flat_map(|piece| self.split(piece, interval, person)).collect();
            }
        }
        !covered.is_empty()
    }

    /// Exchanges what the two hold in their weeks. Whether there is one of the weeks: with one alone, the swap is
    /// stale and no typing error in a date goes by as a mere warning.
    fn swap(&self, weeks: &mut [Week], swapped: &[(PersonIndex, NaiveDate, Span); 2], sink: &mut Sink) -> bool {
        // Both are found before either is given away: the two weeks may be the same.
        let held = swapped.map(|(person, day, _)| held(weeks, person, day));
        let covered = swapped.map(|(_, day, _)| week_of(weeks, day).and_then(|week| week.interval()));
        if covered.iter().all(Option::is_none) {
            return false;
        }
        let [mine, theirs] = &held;
        let [(one, ..), (other, ..)] = swapped;
        if !mine.is_empty() && !theirs.is_empty() {
            self.give(weeks, mine, *other);
            self.give(weeks, theirs, *one);
            return true;
        }
        let found = swapped.iter().zip(covered).zip(&held);
        for ((swapped, covered), _) in found.filter(|(_, held)| held.is_empty()) {
            let (person, day, place) = *swapped;
            sink.push(match covered {
                Some(interval) => self.stale(Some(person), place, &holders(weeks, day), interval),
                None => self.no_week(Some(person), place, day),
            });
        }
        true
    }

    fn give(&self, weeks: &mut [Week], starts: &[Instant], person: PersonIndex) {
        for piece in pieces(weeks).filter(|piece| starts.contains(&piece.interval.start)) {
            piece.holder = Some(person);
            piece.by = Some(self.by);
        }
    }

    /// A piece cut at the ends of `interval`, its covered part with `person`.
    fn split(&self, piece: &Piece, interval: Interval, person: Option<PersonIndex>) -> Vec<Piece> {
        let Some(covered) = piece.interval.intersection(&interval) else { return vec![*piece] };
        let part = |start, end| Interval::new(start, end).map(|interval| Piece { interval, ..*piece });
        let mut parts = Vec::with_capacity(3);
        parts.extend(part(piece.interval.start, covered.start));
        parts.push(Piece { interval: covered, holder: person, by: Some(self.by) });
        parts.extend(part(covered.end, piece.interval.end));
        parts
    }

    /// That `holders` and not `expected` hold the type in `interval`.
    fn stale(
        &self,
        expected: Option<PersonIndex>,
        place: Span,
        holders: &[Option<PersonIndex>],
        interval: Interval,
    ) -> Problem {
        let shown = |instant| self.roster.zone.local(instant).format("%a %Y-%m-%d %H:%M").to_string();
        let when = format!("from {} to {}", shown(interval.start), shown(interval.end));
        let mut people: Vec<_> = holders.iter().flatten().map(|person| self.id(*person)).collect();
        people.dedup();
        let who = match people.split_last() {
            None => String::from("nobody holds it"),
            Some((only, [])) => format!("`{only}` does"),
            Some((last, others)) => format!("`{}` and `{last}` do", others.join("`, `")),
        };
        self.not_held(expected, place, &when, &who)
            .help("name who holds it now, or remove the override if it is no longer needed")
    }

    /// That `expected` can't hold a week that there is not.
    fn no_week(&self, expected: Option<PersonIndex>, place: Span, day: NaiveDate) -> Problem {
        let when = format!("in the week of {day}");
        self.not_held(expected, place, &when, "there is no such week").help("check the days of `weeks_of`")
    }

    fn not_held(&self, expected: Option<PersonIndex>, place: Span, when: &str, instead: &str) -> Problem {
        let shift = &self.roster.shift_type(self.shift_type).id;
        let message = match expected {
            Some(expected) => format!("`{}` does not hold `{shift}` {when}: {instead}", self.id(expected)),
            None => format!("`{shift}` is not without a holder {when}: {instead}"),
        };
        Problem::new(Code::StaleOverride, place, message).related(self.change.place, "in this override")
    }

    fn id(&self, person: PersonIndex) -> &str {
        &self.roster.person(person).id
    }
}

/// The rotation week whose seven days, from the date of its first window, hold `day`.
fn week_of(weeks: &mut [Week], day: NaiveDate) -> Option<&mut Week> {
    let after = weeks.partition_point(|week| week.date() <= day);
    let week = weeks.get_mut(after.checked_sub(1)?)?;
    (day < week.date().checked_add_days(Days::new(7))?).then_some(week)
}

/// The beginnings of what a person holds in the week of a day.
fn held(weeks: &mut [Week], person: PersonIndex, day: NaiveDate) -> Vec<Instant> {
    let week = week_of(weeks, day).map(std::slice::from_mut).unwrap_or_default();
    pieces(week).filter(|piece| piece.holder == Some(person)).map(|piece| piece.interval.start).collect()
}

/// Who holds the week of a day, piece by piece.
fn holders(weeks: &mut [Week], day: NaiveDate) -> Vec<Option<PersonIndex>> {
    let week = week_of(weeks, day).map(std::slice::from_mut).unwrap_or_default();
    pieces(week).map(|piece| piece.holder).collect()
}

fn pieces(weeks: &mut [Week]) -> impl Iterator<Item = &mut Piece> {
    weeks.iter_mut().flat_map(|week| &mut week.windows).flat_map(|window| &mut window.pieces)
}
