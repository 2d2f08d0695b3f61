//! What differs between two rosters is told wherever they differ, and nowhere else.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use hausmeister::diagnostics::{Sink, SourceId, Sources, Span};
use hausmeister::roster::{self, Roster};
use hausmeister::schedule::change::{Comparison, check, compare};
use hausmeister::schedule::{self, Schedule};
use hausmeister::time::Instant;

use super::choices::Choices;
use super::{made, problems};

/// Holds the laws against two rosters: of the two halves of the bytes, or of one half with some bytes changed.
pub fn hold(bytes: &[u8]) {
    let Some((mode, bytes)) = bytes.split_first() else { return };
    let (first, second) = bytes.split_at(bytes.len() / 2);
    let texts = if mode % 4 == 0 {
        [made::roster(first), made::roster(second)]
    } else {
        let mut changed = first.to_vec();
        let choices = &mut Choices::new(second);
        for _ in 0..usize::from(mode % 4).min(changed.len()) {
            let at = choices.below(changed.len());
            changed[at] = u8::try_from(choices.below(256)).expect("it is a byte");
        }
        [made::roster(first), made::roster(&changed)]
    };
    let mut sources = Sources::default();
    let sides = texts.each_ref().map(|text| {
        let source = sources.add("roster.yaml", text.as_str());
        let mut sink = Sink::default();
        let roster = roster::read(text, source, &mut sink).expect(text);
        (!sink.has_errors()).then_some((roster, source))
    });
    let [Some((before, _)), Some((after, source))] = sides else { return };
    let start = made::first_day().and_time(chrono::NaiveTime::MIN).and_utc();
    let now = start + TimeDelta::hours(i64::from(bytes.last().copied().unwrap_or_default()) * 17);
    assert!(compare(&before, &before, now).is_empty(), "{}", texts[0]);
    tells_what_differs(&before, &after, now, &texts);
    can_be_checked(&before, &after, now, source, &sources);
}

fn can_be_checked(before: &Roster, after: &Roster, now: Instant, source: SourceId, sources: &Sources) {
    let mut sink = Sink::default();
    check(&compare(before, after, now), before, after, Span::new(source, 0, 0), &mut sink);
    problems::hold(sources, &sink.into_problems());
}

/// Who holds a type at an instant, by id.
fn holder<'a>(roster: &'a Roster, schedule: &Schedule, shift_type: &str, instant: Instant) -> Option<&'a str> {
    let shift = schedule.at(roster.find_shift_type(shift_type)?, instant)?;
    shift.holder.map(|person| roster.person(person).id.as_str())
}

fn tells_what_differs(before: &Roster, after: &Roster, now: Instant, texts: &[String; 2]) {
    let comparison = compare(before, after, now);
    if comparison.people.iter().any(|person| person.formerly.is_some())
        || comparison.shift_types.iter().any(|of| of.formerly.is_some())
    {
        return;
    }
    let until = comparison.year.end;
    let [old, new] = [before, after].map(|roster| schedule::plan(roster, until, &mut Sink::default()));
    let moments: BTreeSet<_> = old
        .shifts()
        .iter()
        .chain(new.shifts())
        .flat_map(|shift| [shift.interval.start, shift.interval.end])
        .filter(|moment| *moment < until)
        .collect();
    for of in &comparison.shift_types {
        for moment in &moments {
            let [was, is] = [holder(before, &old, &of.id, *moment), holder(after, &new, &of.id, *moment)];
            let told = is_told(&comparison, &of.id, *moment);
            assert!(
                was == is || told,
                "{}: {was:?} to {is:?} at {moment} is not told\n{}",
                of.id,
                texts.join("=====\n")
            );
        }
    }
    for change in &comparison.changes {
        assert!(change.extent.start < change.extent.end && (change.before.is_some() || change.after.is_some()));
    }
}

fn is_told(comparison: &Comparison, shift_type: &str, moment: Instant) -> bool {
    comparison.changes.iter().any(|change| {
        let parts = [change.before, change.after].into_iter().flatten();
        comparison.shift_type(change.shift_type).id == shift_type
            && parts.map(|part| part.interval).any(|interval| interval.contains(moment))
    })
}
