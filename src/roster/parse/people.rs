//! `people` and `rotations`.

use super::entries;
use crate::diagnostics::{Sink, Span};
use crate::document::scalars;
use crate::document::{Fields, Node, Value, Written};
use crate::roster::raw::{Name, RawEra, RawPerson, RawRotation};
use crate::roster::{Away, ids, values};

const PERSON: &[&str] =
    &["name", "email", "slack", "phone", "pager", "timezone", "joins", "leaves", "away", "feed_revision"];

/// The highest revision of a person's feeds: each one before the last keeps a file for each feed.
const LAST_FEED_REVISION: i64 = 100;

/// The entries of `people`.
pub fn people(node: &Node, sink: &mut Sink) -> Vec<RawPerson> {
    entries(node, "`people`", "ana: { name: Ana Souza }", sink)
        .into_iter()
        .map(|(id, node)| person(id, node, sink))
        .collect()
}

fn person(id: &Name, node: &Node, sink: &mut Sink) -> RawPerson {
    if id.value == ids::NOBODY {
        let message = "`nobody` stands for a planned empty turn and can't be a person's id";
        sink.push(scalars::bad(id.place, message, "give the person another id"));
    }
    let mut person = RawPerson::named(id.clone());
    if node.value == Value::Empty {
        return person;
    }
    let Some(fields) = Fields::open(node, "a person", PERSON, sink) else { return person };
    let mut line = |key: &str, example: &str| {
        let text = fields.get(key).and_then(|node| scalars::line(node, example, sink));
        text.map(|text| text.value)
    };
    person.name = line("name", "Ana Souza");
    person.slack = line("slack", "ana.souza").map(|handle| handle.trim_start_matches('@').to_owned());
    person.phone = line("phone", "+55 11 5555 0100");
    person.pager = fields.get("pager").and_then(|node| values::pager_name(node, sink));
    person.email = fields.get("email").and_then(|node| email(node, sink));
    person.zone = fields.get("timezone").and_then(|node| values::zone(node, sink));
    person.joins = fields.get("joins").and_then(|node| values::date(node, sink));
    person.leaves = fields.get("leaves").and_then(|node| values::date(node, sink));
    if let (Some(joins), Some(leaves)) = (person.joins, person.leaves)
        && leaves.value < joins.value
    {
        sink.push(scalars::bad(leaves.place, "leaves before joining", format!("`joins` is {}", joins.value)));
        // One of the two is wrong; with both, every shift of theirs would be.
        person.leaves = None;
    }
    person.away = fields.get("away").map(|node| aways(node, sink)).unwrap_or_default();
    person.feed_revision = feed_revision(&fields, sink);
    person
}

fn feed_revision(fields: &Fields<'_>, sink: &mut Sink) -> Option<Written<u32>> {
    let number = scalars::number(fields.get("feed_revision")?, 1..=LAST_FEED_REVISION, sink)?;
    Some(Written::new(u32::try_from(number).ok()?, fields.key("feed_revision")?))
}

fn email(node: &Node, sink: &mut Sink) -> Option<String> {
    const EXAMPLE: &str = "ana@example.org";
    let text = scalars::line(node, EXAMPLE, sink)?;
    let allowed = |character: char| !character.is_whitespace() && !"<>\"(),:;\\[]".contains(character);
    let parts: Vec<_> = text.value.split('@').collect();
    if parts.len() != 2 || parts.iter().any(|part| part.is_empty()) || !text.value.chars().all(allowed) {
        sink.push(scalars::bad(
            text.place,
            format!("`{}` is not a mail address", text.value),
            format!("write for example `{EXAMPLE}`"),
        ));
        return None;
    }
    Some(text.value)
}

fn aways(node: &Node, sink: &mut Sink) -> Vec<Away> {
    let entries = scalars::items(node, "- { from: 2026-12-21, to: 2027-01-04 }", false, sink);
    entries.iter().filter_map(|entry| away(entry, sink)).collect()
}

fn away(node: &Node, sink: &mut Sink) -> Option<Away> {
    let fields = Fields::open(node, "a time away", &["from", "to", "why"], sink)?;
    let from = fields.need("from", "2026-12-21", sink).and_then(|node| values::date(node, sink));
    let to = fields.need("to", "2027-01-04", sink).and_then(|node| values::date(node, sink));
    let why = fields.get("why").and_then(|node| scalars::line(node, "holidays", sink));
    let (from, to) = (from?, to?);
    if to.value < from.value {
        let help = "`from` is the first day and `to` the last, both included";
        sink.push(scalars::bad(to.place, format!("`to` lies before `from`, {}", from.value), help));
        return None;
    }
    let place = Span::new(from.place.source, from.place.start, from.place.end);
    Some(Away { from: from.value, to: to.value, why: why.map(|why| why.value), place })
}

/// The entries of `rotations`.
pub fn rotations(node: &Node, sink: &mut Sink) -> Vec<RawRotation> {
    let pairs = entries(node, "`rotations`", "engineers: [ana, bruno, carla]", sink).into_iter();
    pairs.map(|(id, node)| RawRotation { id: id.clone(), eras: eras(node, sink) }).collect()
}

const ORDER: &str = "[ana, bruno, carla]";

/// The eras of a rotation: a list of mappings, or in short one list of people.
fn eras(node: &Node, sink: &mut Sink) -> Vec<RawEra> {
    let items = scalars::items(node, ORDER, false, sink);
    if items.iter().any(|item| matches!(item.value, Value::Map(_))) {
        return items.iter().filter_map(|item| era(item, sink)).collect();
    }
    vec![RawEra { since: None, order: scalars::names(node, ORDER, false, sink), first: None }]
}

fn era(node: &Node, sink: &mut Sink) -> Option<RawEra> {
    let fields = Fields::open(node, "an era", &["since", "order", "first"], sink)?;
    let since = fields.need("since", "2026-11-16", sink).and_then(|node| values::date(node, sink));
    let order = fields.need("order", ORDER, sink);
    let names = order.map(|node| scalars::names(node, ORDER, false, sink)).unwrap_or_default();
    let first: Option<Written<String>> = fields.get("first").and_then(|node| scalars::name(node, "ana", sink));
    Some(RawEra { since: Some(since?), order: names, first })
}
