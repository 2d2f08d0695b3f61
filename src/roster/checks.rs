//! What can be wrong with a roster beyond its form and its names. Each check is one function in the table, tells
//! everything it finds, and knows nothing of the others.

use std::collections::{BTreeMap, BTreeSet};

use super::raw::RawRoster;
use super::{Change, Roster, ids};
use crate::diagnostics::{Code, Problem, Sink};
use crate::document::scalars;

type Check = fn(&RawRoster, &mut Sink);

const CHECKS: &[Check] = &[eras_rise, types_on_one_level, pagers_tell_people_apart, revisions_have_a_key];

/// Runs every check that looks at the roster as written.
pub fn run(raw: &RawRoster, sink: &mut Sink) {
    for check in CHECKS {
        check(raw, sink);
    }
}

/// Eras of a rotation follow each other: an era that begins before the one above it would never be looked at.
fn eras_rise(raw: &RawRoster, sink: &mut Sink) {
    for rotation in &raw.rotations {
        for pair in rotation.eras.windows(2) {
            if let [before, after] = pair
                && let (Some(before), Some(since)) = (before.since, after.since)
                && since.value <= before.value
            {
                let problem = scalars::bad(
                    since.place,
                    format!("this era does not begin after the one above it, {}", before.value),
                    "order the eras by `since`, each later than the one before",
                );
                sink.push(problem.related(before.place, "the era above begins here"));
            }
        }
    }
}

/// A shift type stands on one level: on two, its holder would be called twice.
fn types_on_one_level(raw: &RawRoster, sink: &mut Sink) {
    let mut seen = BTreeMap::new();
    for name in raw.escalation.iter().flat_map(|level| &level.value) {
        if let Some(place) = seen.insert(name.value.as_str(), name.place) {
            let problem = scalars::bad(
                name.place,
                format!("`{}` stands in `escalation` twice", name.value),
                "let each shift type stand on one level",
            );
            sink.push(problem.related(place, "also here"));
        }
    }
}

/// Each person has a name for pagers that is theirs alone, where no `pager` is written the id. Case makes no difference:
/// mail addresses are compared without it.
fn pagers_tell_people_apart(raw: &RawRoster, sink: &mut Sink) {
    let mut seen = BTreeMap::new();
    let written = raw.people.iter().filter_map(|person| Some((person, person.pager.as_ref()?)));
    let ids = raw.people.iter().filter(|person| person.pager.is_none()).map(|person| (person, &person.id));
    // Ids first: what is told is always a `pager`, for it is the one to change.
    for (person, name) in ids.chain(written) {
        if let Some((other, place)) = seen.insert(name.value.to_lowercase(), (&person.id.value, name.place)) {
            let message = format!("pagers would take `{}` for `{other}`", person.id.value);
            let problem = scalars::bad(name.place, message, "give each person a `pager` name of their own");
            sink.push(problem.related(place, "the same name"));
        }
    }
}

/// A feed is revoked by a new token in its address: where addresses have none, whoever asks for it must not believe that
/// it was done.
fn revisions_have_a_key(raw: &RawRoster, sink: &mut Sink) {
    if raw.site.feed_key.is_some() {
        return;
    }
    for revision in raw.people.iter().filter_map(|person| person.feed_revision) {
        let message = "`feed_revision` has a meaning only where `site` has `feed_key: env`: addresses that can be \
                       guessed can't be revoked";
        sink.push(
            Problem::new(Code::UnknownKey, revision.place, message)
                .help("leave `feed_revision` out, or write `feed_key: env` under `site`"),
        );
    }
}

/// Everyone of `people` stands in a rotation or an override; one that is wrong in another way counts as well.
pub fn people_serve(raw: &RawRoster, roster: &Roster, sink: &mut Sink) {
    let turns = roster.rotations.iter().flat_map(|rotation| &rotation.eras).flat_map(|era| &era.order);
    let overrides = roster.overrides.iter().flat_map(|change| match &change.change {
        Change::Cover { person, .. } => vec![*person],
        Change::Swap { weeks } => weeks.iter().map(|(person, _, _)| Some(*person)).collect(),
    });
    let serving: BTreeSet<_> = turns.map(|turn| turn.holder).chain(overrides).flatten().collect();
    let is_proper = |id: &str| ids::fault(id).is_none() && id != ids::NOBODY;
    let idle = roster.people().filter(|(index, _)| !serving.contains(index)).map(|(_, person)| person);
    for person in idle.filter(|person| is_proper(&person.id) && !raw.named.contains(&person.id)) {
        let message = format!("`{}` stands in no rotation and no override", person.id);
        sink.push(
            Problem::new(Code::IdlePerson, person.place, message)
                .help("add them to a rotation's new era, or remove the entry"),
        );
    }
}
