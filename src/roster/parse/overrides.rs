//! `overrides`: covers and swaps.

use super::misplaced;
use crate::diagnostics::Sink;
use crate::document::scalars;
use crate::document::{Fields, Node, Value};
use crate::roster::ids;
use crate::roster::keys;
use crate::roster::raw::{Name, RawChange, RawCovers, RawOverride};
use crate::roster::values;

/// The entries of `overrides`.
pub fn overrides(node: &Node, sink: &mut Sink) -> Vec<RawOverride> {
    let entries = scalars::items(node, "- { shift: level-2, week_of: 2026-12-21, person: ana }", false, sink);
    entries.iter().filter_map(|entry| one(entry, sink)).collect()
}

fn one(node: &Node, sink: &mut Sink) -> Option<RawOverride> {
    let fields = keys::OVERRIDE.open(node, sink)?;
    let shifts = fields.need("shift", "level-1-weekday", sink);
    let shifts = shifts.map(|node| scalars::names(node, "level-1-weekday", true, sink)).unwrap_or_default();
    let why = fields.get("why").and_then(|node| scalars::line(node, "Ana flies home", sink));
    let change = if fields.key("swap").is_some() { swap(&fields, sink) } else { cover(&fields, sink) };
    // The first key written is where people look for an override.
    let place = keys::OVERRIDE.names().into_iter().filter_map(|key| fields.key(key)).min().unwrap_or(node.place);
    Some(RawOverride { place, shifts, change: change?, why: why.map(|why| why.value) })
}

fn cover(fields: &Fields<'_>, sink: &mut Sink) -> Option<RawChange> {
    misplaced(fields, &["weeks_of"], "beside `swap`", sink);
    let person = fields.need("person", "bruno", sink).and_then(|node| scalars::name(node, "bruno", sink));
    let instead_of = fields.get("instead_of").and_then(|node| scalars::name(node, "ana", sink));
    let covers = covers(fields, sink);
    Some(RawChange::Cover { covers: covers?, person: person?, instead_of })
}

fn covers(fields: &Fields<'_>, sink: &mut Sink) -> Option<RawCovers> {
    if let Some(node) = fields.get("week_of") {
        misplaced(fields, &["from", "to"], "without `week_of`", sink);
        return values::date(node, sink).map(|day| RawCovers::WeekOf(day.value));
    }
    if fields.key("from").is_none() && fields.key("to").is_none() {
        let help = "write `week_of: 2026-12-21`, or `from: 2026-12-23 18:00` and `to: 2026-12-24 18:00`";
        sink.push(scalars::bad(fields.place(), "the override does not say what it covers", help));
        return None;
    }
    let from = fields.need("from", "2026-12-23 18:00", sink).and_then(|node| values::moment(node, sink));
    let to = fields.need("to", "2026-12-24 18:00", sink).and_then(|node| values::moment(node, sink));
    Some(RawCovers::Span(from?, to?))
}

fn swap(fields: &Fields<'_>, sink: &mut Sink) -> Option<RawChange> {
    misplaced(fields, &["from", "to", "week_of", "person", "instead_of"], "without `swap`", sink);
    let people = fields.need("swap", PEOPLE, sink).and_then(|node| two(node, PEOPLE, sink));
    let people = people.map(|people| people.map(|node| scalars::name(node, "ana", sink)));
    let weeks_of = fields.need("weeks_of", WEEKS, sink).and_then(|node| two(node, WEEKS, sink));
    let weeks_of = weeks_of.map(|weeks| weeks.map(|node| values::date(node, sink)));
    let ([one, other], [first, second]) = (people?, weeks_of?);
    let people = [one?, other?];
    is_between_two(&people, sink).then_some(())?;
    Some(RawChange::Swap { people, weeks_of: [first?.value, second?.value] })
}

/// Tells a swap with oneself, which would change nothing, and one with nobody, which is a cover.
fn is_between_two([one, other]: &[Name; 2], sink: &mut Sink) -> bool {
    if one.value == other.value {
        let message = format!("`{}` can't swap with themself", one.value);
        sink.push(scalars::bad(other.place, message, "name two people"));
        return false;
    }
    let nobody = [one, other].into_iter().find(|name| name.value == ids::NOBODY);
    if let Some(name) = nobody {
        let help = "write `week_of` and `person: nobody` instead of `swap` and `weeks_of`";
        sink.push(scalars::bad(name.place, "nobody can't swap: that would leave a week empty", help));
    }
    nobody.is_none()
}

const PEOPLE: &str = "[ana, bruno]";
const WEEKS: &str = "[2026-12-07, 2026-12-14]";

/// The two items of a list.
fn two<'a>(node: &'a Node, example: &str, sink: &mut Sink) -> Option<[&'a Node; 2]> {
    let items = scalars::items(node, example, false, sink);
    if let [one, other] = items {
        return Some([one, other]);
    }
    if matches!(node.value, Value::List(_)) {
        let help = format!("write `swap: {PEOPLE}` and `weeks_of: {WEEKS}`: ana's week, then bruno's");
        sink.push(scalars::bad(node.place, format!("a swap is between two, here are {}", items.len()), help));
    }
    None
}
