//! Changes of the roster that would mend what is uneven, each tried by planning with it.

use super::year::Burdens;
use crate::diagnostics::Sink;
use crate::roster::{Draw, Roster, ShiftTypeIndex};
use crate::schedule::plan;
use crate::time::Interval;

/// So many offsets of one type are tried: each is a plan of a year.
const TRIALS: usize = 24;

/// The roster with nothing but its lists.
pub fn without_overrides(roster: &Roster) -> Roster {
    let mut plain = roster.clone();
    plain.overrides.clear();
    plain
}

/// An `offset` of one of these types with which a burden `is_gone` in the year `coming`, in words; nothing if none
/// does that.
///
/// It must make what the plan asks weigh less. One that leaves no other burden between the types is best, then the
/// smallest, of the last type rather than the first. The roster has no overrides: they mend single weeks.
pub fn offset(
    roster: &Roster,
    coming: Interval,
    types: &[ShiftTypeIndex],
    is_gone: impl Fn(&Burdens) -> bool,
) -> Option<String> {
    let burdens = |roster: &Roster| Burdens::of(roster, &plan(roster, coming.end, &mut Sink::default()), coming);
    let before = burdens(roster).weight();
    let tried = types
        .iter()
        .rev()
        .flat_map(|of| trials(roster, *of).into_iter().map(move |(offset, tried)| (*of, offset, tried)));
    let mut fallback = None;
    for (of, offset, tried) in tried {
        let after = burdens(&tried);
        // What only moves it to other types mends nothing.
        if !is_gone(&after) || after.weight() >= before {
            continue;
        }
        let advice =
            format!("write `offset: {offset}` at `{}`: tried, it does not happen then", roster.shift_type(of).id);
        if !after.is_between(types) {
            return Some(advice);
        }
        fallback.get_or_insert(advice);
    }
    fallback
}

/// The roster with each other offset of a type, the smallest first.
fn trials(roster: &Roster, of: ShiftTypeIndex) -> Vec<(i64, Roster)> {
    let Draw::Rotation { rotation, offset: old, turn } = roster.shift_type(of).draw else { return Vec::new() };
    let eras = &roster.rotation(rotation).eras;
    let length = eras.iter().map(|era| era.order.len()).max().unwrap_or(0).min(TRIALS);
    let offsets = (0..length).filter_map(|offset| i64::try_from(offset).ok()).filter(|offset| *offset != old);
    let with = |offset| {
        let mut tried = roster.clone();
        if let Some(shift_type) = tried.shift_types.get_mut(of.0) {
            shift_type.draw = Draw::Rotation { rotation, offset, turn };
        }
        (offset, tried)
    };
    offsets.map(with).collect()
}
