//! From the roster as written to the roster in which every name leads somewhere.

use super::raw::{
    Moment, Name, RawChange, RawCovers, RawDraw, RawHoliday, RawOverride, RawPerson, RawRoster, RawShiftType,
};
use super::resolve::{Names, People};
use super::{Change, Covers, Draw, Era, Holiday, Level, Override, Person, Roster, Rotation, ShiftType, Turn};
use super::{RotationIndex, ShiftTypeIndex, values};
use crate::diagnostics::{Code, Problem, Sink, Span, suggest};
use crate::document::Written;
use crate::document::scalars;
use crate::time::{Instant, Interval, LocalTime, Zone};

/// Resolves every name. Nothing comes back when the team's zone or first day is missing: without them there is no
/// time to plan in.
pub fn validate(raw: &RawRoster, sink: &mut Sink) -> Option<Roster> {
    let mut people = People::new(&raw.people);
    let (zone, starts) = (raw.zone.clone(), raw.starts);
    let first_day = starts.map(|starts| starts.value).unwrap_or_default();
    let rotations =
        raw.rotations.iter().map(|rotation| self::rotation(rotation, first_day, &mut people, sink)).collect();
    let types = ShiftTypes::resolve(raw, sink);
    let mut levels: Vec<Level> = Vec::new();
    for level in &raw.escalation {
        levels.extend(types.level(level, &levels, sink));
    }
    let changes = raw.overrides.iter();
    let overrides = changes.filter_map(|change| self::change(change, zone.as_ref(), &types, &people, sink)).collect();
    let holidays = raw.holidays.iter().map(|day| holiday(day, &people, sink)).collect();
    let mut persons: Vec<_> = raw.people.iter().map(person).collect();
    persons.extend(people.strangers().map(|name| person(&RawPerson::named(name.clone()))));
    Some(Roster {
        team: raw.team.clone().unwrap_or_default(),
        zone: zone?,
        starts: starts?.value,
        work_hours: raw.work_hours.clone(),
        publish: raw.publish,
        site: raw.site.clone(),
        people: persons,
        rotations,
        shift_types: types.valid,
        escalation: levels,
        overrides,
        holidays,
        rules: raw.rules,
    })
}

fn person(raw: &RawPerson) -> Person {
    Person {
        id: raw.id.value.clone(),
        name: raw.name.clone().unwrap_or_else(|| raw.id.value.clone()),
        email: raw.email.clone(),
        slack: raw.slack.clone(),
        phone: raw.phone.clone(),
        pager: raw.pager.as_ref().unwrap_or(&raw.id).value.clone(),
        zone: raw.zone.clone(),
        joins: raw.joins.map(|joins| joins.value),
        leaves: raw.leaves.map(|leaves| leaves.value),
        away: raw.away.clone(),
        feed_revision: raw.feed_revision.map_or(1, |revision| revision.value),
        place: raw.id.place,
    }
}

fn rotation(
    raw: &super::raw::RawRotation,
    starts: chrono::NaiveDate,
    people: &mut People<'_>,
    sink: &mut Sink,
) -> Rotation {
    let mut eras = Vec::new();
    for era in &raw.eras {
        let order: Vec<_> = era.order.iter().map(|name| turn(name, people, sink)).collect();
        if order.is_empty() {
            continue;
        }
        let first = era.first.as_ref().and_then(|first| place_of(first, &era.order, &order, people, sink));
        eras.push(Era { since: era.since.map_or(starts, |since| since.value), order, first });
    }
    Rotation { id: raw.id.value.clone(), eras, place: raw.id.place }
}

fn turn(name: &Name, people: &mut People<'_>, sink: &mut Sink) -> Turn {
    Turn { holder: people.holder_or_stranger(name, sink), place: name.place }
}

/// The first place of `first` in an order, which was written as `names`.
fn place_of(first: &Name, names: &[Name], order: &[Turn], people: &People<'_>, sink: &mut Sink) -> Option<usize> {
    if let Some(place) = names.iter().position(|name| name.value == first.value) {
        return Some(place);
    }
    let holder = people.holder(first, sink)?;
    let found = order.iter().position(|turn| turn.holder == holder);
    if found.is_none() && people.knows(first) {
        let names: Vec<_> = names.iter().map(|name| name.value.as_str()).collect();
        let help = format!("`first` is one of {}", suggest::one_of(&names));
        sink.push(scalars::bad(first.place, format!("`{}` does not stand in this order", first.value), help));
    }
    found
}

/// The shift types, and which entry of the roster became which.
struct ShiftTypes<'a> {
    names: Names<'a>,
    /// By place in the roster; none for an entry that can't be planned.
    indices: Vec<Option<ShiftTypeIndex>>,
    valid: Vec<ShiftType>,
}

impl<'a> ShiftTypes<'a> {
    fn resolve(raw: &'a RawRoster, sink: &mut Sink) -> Self {
        let names = Names::new(Code::UnknownShift, "shift type", raw.shifts.iter().map(|shift| &shift.id));
        let rotations =
            Names::new(Code::UnknownRotation, "rotation", raw.rotations.iter().map(|rotation| &rotation.id));
        let shifts = raw.shifts.iter().enumerate();
        let draws: Vec<_> = shifts.map(|(own, shift)| draw(shift, own, &names, &rotations, sink)).collect();
        let circular = circular(&draws);
        tell_circles(raw, &draws, &circular, sink);
        let plannable = plannable(raw, &draws, &circular);
        let mut next = 0;
        let indices: Vec<_> = plannable
            .iter()
            .map(|plannable| {
                plannable.then(|| {
                    next += 1;
                    ShiftTypeIndex(next - 1)
                })
            })
            .collect();
        let mut valid = Vec::new();
        for ((shift, draw), _) in raw.shifts.iter().zip(&draws).zip(&plannable).filter(|(_, plannable)| **plannable) {
            let draw = draw.and_then(|draw| draw.with_indices(&indices));
            if let (Some(hours), Some(draw)) = (shift.hours.clone(), draw) {
                valid.push(shift_type(shift, hours, draw));
            }
        }
        Self { names, indices, valid }
    }

    fn find(&self, name: &Name, sink: &mut Sink) -> Option<ShiftTypeIndex> {
        self.names.find(name, sink).and_then(|place| self.indices.get(place).copied().flatten())
    }

    /// A level; none when one of its types can't be planned, for its gaps would be false. A type that stands in a
    /// level `above` counts there alone.
    fn level(&self, raw: &Written<Vec<Name>>, above: &[Level], sink: &mut Sink) -> Option<Level> {
        let found: Vec<_> = raw.value.iter().map(|name| self.find(name, sink)).collect();
        let mut shift_types: Vec<_> = found.into_iter().collect::<Option<_>>()?;
        shift_types.retain(|of| !above.iter().any(|level| level.shift_types.contains(of)));
        let place = raw.value.first().map_or(raw.place, |name| name.place);
        (!shift_types.is_empty()).then_some(Level { shift_types, place })
    }
}

/// Where holders come from, with places in the roster instead of indices.
#[derive(Clone, Copy)]
enum PlacedDraw {
    Rotation { rotation: usize, offset: i64, turn: super::TurnLength },
    Follows { shift_type: usize, after: u32, place: Span },
}

impl PlacedDraw {
    fn with_indices(self, types: &[Option<ShiftTypeIndex>]) -> Option<Draw> {
        Some(match self {
            Self::Rotation { rotation, offset, turn } => {
                Draw::Rotation { rotation: RotationIndex(rotation), offset, turn }
            }
            Self::Follows { shift_type, after, place } => {
                Draw::Follows { shift_type: types.get(shift_type).copied().flatten()?, after, place }
            }
        })
    }

    const fn followed(self) -> Option<usize> {
        match self {
            Self::Rotation { .. } => None,
            Self::Follows { shift_type, .. } => Some(shift_type),
        }
    }
}

/// None for a type whose turns can't be counted: whatever was told of its shifts would be false.
fn draw(
    raw: &RawShiftType,
    own: usize,
    types: &Names<'_>,
    rotations: &Names<'_>,
    sink: &mut Sink,
) -> Option<PlacedDraw> {
    Some(match raw.draw.as_ref()? {
        RawDraw::Rotation { rotation: name, offset, turn } => {
            let rotation = rotations.find(name, sink)?;
            PlacedDraw::Rotation { rotation, offset: (*offset)?, turn: (*turn)? }
        }
        RawDraw::Follows { shift_type: name, after } => {
            let shift_type = types.find_other(own, name, sink)?;
            PlacedDraw::Follows { shift_type, after: (*after)?, place: name.place }
        }
    })
}

/// For each type, whether following leads from it back to it.
fn circular(draws: &[Option<PlacedDraw>]) -> Vec<bool> {
    let followed = |at: usize| draws.get(at).copied().flatten().and_then(PlacedDraw::followed);
    (0..draws.len())
        .map(|from| std::iter::successors(followed(from), |at| followed(*at)).take(draws.len()).any(|at| at == from))
        .collect()
}

/// Tells each circle once, at the first of its types in the roster.
fn tell_circles(raw: &RawRoster, draws: &[Option<PlacedDraw>], circular: &[bool], sink: &mut Sink) {
    let followed = |at: usize| draws.get(at).copied().flatten().and_then(PlacedDraw::followed);
    let id = |at: usize| raw.shifts.get(at).map_or("", |shift| shift.id.value.as_str());
    for from in (0..draws.len()).filter(|at| circular.get(*at) == Some(&true)) {
        let mut circle = vec![from];
        circle.extend(std::iter::successors(followed(from), |at| followed(*at)).take_while(|at| *at != from));
        let Some(Some(PlacedDraw::Follows { place, .. })) = draws.get(from) else { continue };
        if circle.iter().min() == Some(&from) {
            let steps: Vec<_> = circle.iter().skip(1).chain([&from]).map(|at| format!("`{}`", id(*at))).collect();
            let message = format!("`{}` follows {}: a circle", id(from), steps.join(", which follows "));
            sink.push(
                Problem::new(Code::CircularFollow, *place, message)
                    .help("let one of them draw on a `rotation` instead"),
            );
        }
    }
}

/// Which types can be planned: with hours, and drawing on a rotation with people or on a type that can.
fn plannable(raw: &RawRoster, draws: &[Option<PlacedDraw>], circular: &[bool]) -> Vec<bool> {
    let has_people =
        |rotation: usize| raw.rotations.get(rotation).is_some_and(|r| r.eras.iter().any(|era| !era.order.is_empty()));
    let mut plannable: Vec<_> = raw
        .shifts
        .iter()
        .zip(draws)
        .zip(circular)
        .map(|((shift, draw), circular)| match draw {
            Some(PlacedDraw::Rotation { rotation, .. }) => shift.hours.is_some() && has_people(*rotation),
            Some(PlacedDraw::Follows { .. }) => shift.hours.is_some() && !circular,
            None => false,
        })
        .collect();
    // What follows a type that can't be planned can't be either; each round carries that one step further.
    for _ in 0..plannable.len() {
        let before = plannable.clone();
        for (at, draw) in draws.iter().enumerate() {
            if let Some(followed) = draw.and_then(PlacedDraw::followed)
                && before.get(followed) != Some(&true)
                && let Some(this) = plannable.get_mut(at)
            {
                *this = false;
            }
        }
        if before == plannable {
            break;
        }
    }
    plannable
}

fn shift_type(raw: &RawShiftType, hours: crate::time::Hours, draw: Draw) -> ShiftType {
    ShiftType {
        id: raw.id.value.clone(),
        name: raw.name.clone().unwrap_or_else(|| raw.id.value.clone()),
        hours,
        draw,
        runbook: raw.runbook.as_ref().map(|runbook| values::page_address(&runbook.value)),
        duties_in_work_hours: raw.duties_in_work_hours.clone(),
        duties_otherwise: raw.duties_otherwise.clone(),
        color: raw.color.clone(),
        busy: raw.busy,
        alarms: raw.alarms.clone(),
        place: raw.id.place,
        runbook_place: raw.runbook.as_ref().map(|runbook| runbook.place),
    }
}

fn change(
    raw: &RawOverride,
    zone: Option<&Zone>,
    types: &ShiftTypes<'_>,
    people: &People<'_>,
    sink: &mut Sink,
) -> Option<Override> {
    let shift_types: Vec<_> = raw.shifts.iter().filter_map(|name| types.find(name, sink)).collect();
    let change = match &raw.change {
        RawChange::Cover { covers, person, instead_of } => {
            let person = people.holder(person, sink);
            let instead_of = instead_of.as_ref().and_then(|name| Some((people.holder(name, sink)?, name.place)));
            let covers = self::covers(covers, zone, sink);
            Change::Cover { covers: covers?, person: person?, instead_of }
        }
        RawChange::Swap { people: [one, other], weeks_of } => {
            let found = (people.person(one, sink), people.person(other, sink));
            Change::Swap { weeks: [(found.0?, weeks_of[0], one.place), (found.1?, weeks_of[1], other.place)] }
        }
    };
    (!shift_types.is_empty()).then(|| Override { shift_types, change, why: raw.why.clone(), place: raw.place })
}

fn holiday(raw: &RawHoliday, people: &People<'_>, sink: &mut Sink) -> Holiday {
    let mut those = |names: &Vec<Name>| names.iter().filter_map(|name| people.person(name, sink)).collect();
    Holiday { on: raw.on, name: raw.name.clone(), people: raw.people.as_ref().map(&mut those) }
}

fn covers(raw: &RawCovers, zone: Option<&Zone>, sink: &mut Sink) -> Option<Covers> {
    match raw {
        RawCovers::WeekOf(day) => Some(Covers::WeekOf(*day)),
        RawCovers::Span(from, to) => {
            let (start, end) = (instant(from, zone?, sink), instant(to, zone?, sink));
            let interval = Interval::new(start?, end?);
            if interval.is_none() {
                sink.push(scalars::bad(
                    to.place,
                    "`to` is not after `from`",
                    "an override runs from an earlier to a later time",
                ));
            }
            interval.map(Covers::Span)
        }
    }
}

/// The instant of a moment. A wall-clock time that a change of the clocks skips or repeats is an error here: who
/// holds the pager must not hang on a rule that few know.
fn instant(moment: &Written<Moment>, zone: &Zone, sink: &mut Sink) -> Option<Instant> {
    let local = match moment.value {
        Moment::Instant(instant) => return Some(instant),
        Moment::Local(local) => local,
    };
    let shown = |instant: Instant| instant.with_timezone(&zone.offset(instant)).format("%Y-%m-%dT%H:%M%:z").to_string();
    let written = local.format("%Y-%m-%d %H:%M");
    let (message, help) = match zone.resolve(local) {
        LocalTime::Once(instant) => return Some(instant),
        LocalTime::Skipped { before, after, .. } => (
            format!("{written} does not exist in {}: the clocks skip it", zone.name()),
            format!("write `{}` or `{}`", before.format("%Y-%m-%d %H:%M"), after.format("%Y-%m-%d %H:%M")),
        ),
        LocalTime::Twice { first, second } => (
            format!("{written} occurs twice in {}", zone.name()),
            format!("write `{}` for the first or `{}` for the second", shown(first), shown(second)),
        ),
    };
    sink.push(scalars::bad(moment.place, message, help));
    None
}
