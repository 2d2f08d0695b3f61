//! The laws of a comparison: what it says of two rosters is neither more nor less than how their schedules differ.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]

use std::collections::BTreeMap;

use chrono::{Days, NaiveTime, TimeDelta};
use hausmeister::diagnostics::{Sink, Span};
use hausmeister::roster::Roster;
use hausmeister::schedule::change::{Change, Comparison, Part, Reach, Who, check, compare};
use hausmeister::schedule::{self, Schedule};
use hausmeister::time::{Instant, Interval};
use proptest::prelude::*;

use support::draft::{self, Draft, Era, Override, drafts};
use support::{clock, reading::Reading};

#[allow(dead_code, reason = "the laws of a schedule, which share it, ask for all of it")]
mod support {
    pub mod clock;
    pub mod draft;
    pub mod hours;
    pub mod reading;
}

/// As many cases as fit into a few seconds: each plans years; `PROPTEST_CASES=5000` asks for a deeper look.
fn config(cases: u32) -> ProptestConfig {
    let given = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { given.cases } else { cases };
    ProptestConfig { cases, failure_persistence: None, ..given }
}

/// A draft as the crate sees it, under the rule that shifts are known two weeks ahead.
fn read(draft: &Draft) -> Roster {
    Reading::of(&(draft.text() + "rules: { notice: 2 weeks }\n")).roster.unwrap()
}

/// A draft, and the same with some of another draft's parts.
fn edited() -> impl Strategy<Value = [Draft; 2]> {
    (drafts(), drafts(), prop::array::uniform4(any::<bool>())).prop_map(
        |(before, other, [overrides, orders, hours, people])| {
            let mut after = before.clone();
            if people {
                after.people = before.people.max(other.people);
            }
            if overrides {
                after.overrides = other.overrides.into_iter().filter_map(|of| fitting(of, &after)).collect();
            }
            if orders {
                let order =
                    |order: &[draft::Holder]| order.iter().map(|holder| holder.map(|who| who % after.people)).collect();
                for (eras, others) in after.rotations.iter_mut().zip(&other.rotations) {
                    if let (Some(era), Some(other)) = (eras.last_mut(), others.first()) {
                        *era = Era { since: era.since, order: order(&other.order), first: None };
                    }
                }
            }
            if hours && let (Some(of), Some(other)) = (after.types.first_mut(), other.types.into_iter().next()) {
                of.hours = other.hours;
            }
            [before, after]
        },
    )
}

/// An override, if it speaks of what a draft has.
fn fitting(of: Override, draft: &Draft) -> Option<Override> {
    let people = match &of.change {
        draft::Change::Span { person, instead_of, .. } | draft::Change::WeekOf { person, instead_of, .. } => {
            [*person, *instead_of]
        }
        draft::Change::Swap { people: [one, other], .. } => [Some(*one), Some(*other)],
    };
    let fits = of.types.iter().all(|of| *of < draft.types.len())
        && people.into_iter().flatten().all(|person| person < draft.people);
    fits.then_some(of)
}

/// A moment of a made up roster, in minutes from its first day.
fn moments() -> impl Strategy<Value = i64> {
    -5_000_i64..14 * 7 * 24 * 60
}

fn moment(draft: &Draft, minutes: i64) -> Instant {
    draft.starts.and_time(NaiveTime::MIN).and_utc() + TimeDelta::minutes(minutes)
}

/// Two rosters with their schedules and how they differ.
struct Pair {
    rosters: [Roster; 2],
    schedules: [Schedule; 2],
    comparison: Comparison,
}

impl Pair {
    fn of(drafts: &[Draft; 2], minutes: i64) -> Self {
        let rosters = [read(&drafts[0]), read(&drafts[1])];
        let comparison = compare(&rosters[0], &rosters[1], moment(&drafts[0], minutes));
        let until = comparison.year.end;
        let schedules = [&rosters[0], &rosters[1]].map(|roster| schedule::plan(roster, until, &mut Sink::default()));
        Self { rosters, schedules, comparison }
    }

    /// Who holds a type at an instant, by the side's own schedule.
    fn holder(&self, side: usize, shift_type: &str, instant: Instant) -> Option<&str> {
        let roster = &self.rosters[side];
        let shift = self.schedules[side].at(roster.find_shift_type(shift_type)?, instant)?;
        shift.holder.map(|person| roster.person(person).id.as_str())
    }

    fn id(&self, who: Option<Who>) -> Option<&str> {
        who.map(|who| self.comparison.person(who).id.as_str())
    }

    /// The instants at which something begins or ends, up to the end of the year.
    fn borders(&self) -> Vec<Instant> {
        let shifts = self.schedules.iter().flat_map(Schedule::shifts);
        let mut borders: Vec<_> = shifts.flat_map(|shift| [shift.interval.start, shift.interval.end]).collect();
        borders.extend([self.comparison.now, self.comparison.notice_ends()]);
        borders.sort_unstable();
        borders.dedup();
        borders.retain(|border| *border < self.comparison.year.end);
        borders
    }
}

fn covers(part: Option<Part>, instant: Instant) -> Option<Part> {
    part.filter(|part| part.interval.contains(instant))
}

/// The minutes of an interval in the year.
fn minutes(interval: Option<Interval>, year: Interval) -> i64 {
    interval.and_then(|interval| interval.intersection(&year)).map_or(0, |part| part.duration().num_minutes())
}

/// A change without what depends on the direction of looking.
fn gist(comparison: &Comparison, change: &Change, mirrored: bool) -> String {
    let part =
        |part: Option<Part>| part.map(|part| (part.interval, part.holder.map(|who| comparison.person(who).id.clone())));
    let (before, after) = (part(change.before), part(change.after));
    let (before, after) = if mirrored { (after, before) } else { (before, after) };
    format!("{} {before:?} {after:?} {:?}", comparison.shift_type(change.shift_type).id, change.reach)
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn a_roster_does_not_differ_from_itself(draft in drafts(), minutes in moments()) {
        let comparison = Pair::of(&[draft.clone(), draft], minutes).comparison;
        prop_assert!(comparison.is_empty());
        prop_assert_eq!(comparison.changes, vec![]);
    }

    /// From instant to instant and type to type, whoever held it loses it and whoever holds it gains it, or it is no
    /// change; and it is told as soon as it is.
    #[test]
    fn the_changes_lead_from_one_schedule_to_the_other(drafts in edited(), minutes in moments()) {
        let pair = Pair::of(&drafts, minutes);
        let Comparison { now, changes, shift_types, .. } = &pair.comparison;
        for (what, of) in shift_types.iter().enumerate() {
            let changes: Vec<_> = changes.iter().filter(|change| change.shift_type.0 == what).collect();
            for instant in pair.borders() {
                let [was, is] = [0, 1].map(|side| pair.holder(side, &of.id, instant));
                let here = || changes.iter().filter(|change| {
                    [change.before, change.after].iter().any(|part| covers(*part, instant).is_some())
                });
                let lost: Vec<_> = here().filter_map(|change| covers(change.before, instant)).collect();
                let gained: Vec<_> = here().filter_map(|change| covers(change.after, instant)).collect();
                prop_assert!(lost.len() <= 1 && gained.len() <= 1, "{} at {instant}: {:?} {:?}", of.id, lost, gained);
                for part in &lost {
                    prop_assert_eq!(pair.id(part.holder), was);
                }
                for part in &gained {
                    prop_assert_eq!(pair.id(part.holder), is);
                }
                let becomes = match (lost.first(), gained.first()) {
                    (_, Some(part)) => pair.id(part.holder),
                    (Some(_), None) => None,
                    (None, None) => was,
                };
                prop_assert_eq!(becomes, is, "{} at {}\n{}\n{}", of.id, instant, drafts[0].text(), drafts[1].text());
                let latest = here().map(|change| change.reach).min();
                if was != is && instant < *now {
                    prop_assert!(latest <= Some(Reach::Running), "{latest:?} at {instant}, now {now}");
                } else if was != is && instant < pair.comparison.notice_ends() {
                    prop_assert!(latest <= Some(Reach::Notice), "{latest:?} at {instant}, now {now}");
                }
            }
        }
    }

    /// How soon it takes effect is how soon somebody else has it, or nobody does; an empty turn is not no shift.
    #[test]
    fn no_change_is_told_to_be_sooner_or_later_than_it_is(drafts in edited(), minutes in moments()) {
        let Comparison { now, changes, .. } = &Pair::of(&drafts, minutes).comparison;
        let notice_ends = *now + TimeDelta::weeks(2);
        for change in changes {
            let sides = [change.before, change.after];
            let differs = |instant: &Instant| {
                let [was, is] = sides.map(|part| covers(part, *instant).map(|part| part.holder));
                was != is
            };
            let parts = || sides.into_iter().flatten();
            let ends = parts().flat_map(|part| [part.interval.start, part.interval.end]);
            let first = ends.filter(differs).min().unwrap();
            let last = parts().map(|part| part.interval.end).max().unwrap();
            prop_assert_eq!(change.extent.start, first);
            let expected = match first {
                first if first >= notice_ends => Reach::Later,
                first if first >= *now => Reach::Notice,
                _ => change.reach,
            };
            prop_assert_eq!(change.reach, expected, "{:?}, now {}", change, now);
            prop_assert!(first >= *now || change.reach <= Reach::Running);
            prop_assert!(change.reach != Reach::Running || last > *now);
        }
    }

    /// Hours after are hours before with what is gained and without what is lost, for everyone and so for all.
    #[test]
    fn hours_are_kept(drafts in edited(), minutes_from_start in moments()) {
        let comparison = Pair::of(&drafts, minutes_from_start).comparison;
        let Comparison { people, year, .. } = &comparison;
        for (who, person) in comparison.everyone() {
            let [before, after] = [person.before, person.after].map(|burden| burden.unwrap_or_default().minutes);
            let difference: i64 = comparison.of(who).map(|change| {
                let [from, to] = change.moved_for(who).map_or([None, None], |moved| moved.map(Some));
                minutes(change.gained_by(who), *year) - minutes(change.lost_by(who), *year)
                    + minutes(to, *year) - minutes(from, *year)
            }).sum();
            prop_assert_eq!(after, before + difference, "{}", person.id);
        }
        prop_assert_eq!(people.len(), drafts[0].people.max(drafts[1].people));
    }

    /// What one gains another loses, or nobody had it; each change is a move, or stands with at most one on each side.
    #[test]
    fn a_change_has_one_place(drafts in edited(), minutes in moments()) {
        let comparison = Pair::of(&drafts, minutes).comparison;
        for change in &comparison.changes {
            let count = |is_so: &dyn Fn(Who) -> bool| comparison.everyone().filter(|(who, _)| is_so(*who)).count();
            let gained = count(&|who| change.gained_by(who).is_some());
            let lost = count(&|who| change.lost_by(who).is_some());
            let moved = count(&|who| change.moved_for(who).is_some());
            let both = count(&|who| change.gained_by(who).is_some() && change.lost_by(who).is_some());
            prop_assert_eq!(both, 0);
            prop_assert!([(1, 0, 0), (0, 1, 0), (1, 1, 0), (0, 0, 1)].contains(&(gained, lost, moved)), "{change:?}");
        }
        let mut by_reach: BTreeMap<Reach, usize> = BTreeMap::new();
        for reach in [Reach::Past, Reach::Running, Reach::Notice, Reach::Later] {
            by_reach.insert(reach, comparison.within(reach).count());
        }
        prop_assert_eq!(by_reach.values().sum::<usize>(), comparison.changes.len());
    }

    #[test]
    fn the_way_back_is_the_mirror_of_the_way_there(drafts in edited(), minutes in moments()) {
        let there = Pair::of(&drafts, minutes).comparison;
        let [before, after] = drafts.clone();
        let back = Pair::of(&[after, before], minutes).comparison;
        let mut gists: Vec<_> = there.changes.iter().map(|change| gist(&there, change, false)).collect();
        let mut mirrored: Vec<_> = back.changes.iter().map(|change| gist(&back, change, true)).collect();
        gists.sort_unstable();
        mirrored.sort_unstable();
        prop_assert_eq!(gists, mirrored, "{}\n{}", drafts[0].text(), drafts[1].text());
    }

    /// Whatever is done to an order that has begun, what is proposed for it can be pasted, and is fine then.
    #[test]
    fn what_is_proposed_changes_nothing_too_soon(
        before in drafts(),
        minutes in moments(),
        order in proptest::collection::vec(0_usize..8, 1..=8),
    ) {
        let mut after = before.clone();
        let people = before.people;
        let era = after.rotations.first_mut().and_then(|eras| eras.last_mut()).unwrap();
        era.order = order.iter().map(|person| Some(person % people)).collect();
        era.first = None;
        let (old, new) = (read(&before), read(&after));
        let now = moment(&before, minutes);
        let comparison = compare(&old, &new, now);
        let mut sink = Sink::default();
        let top = Span::new(new.people[0].place.source, 0, 0);
        check(&comparison, &old, &new, top, &mut sink);
        let problems = sink.into_problems();
        let is_late = comparison.changes.iter().any(|change| change.reach != Reach::Later);
        prop_assert_eq!(is_late, !problems.is_empty());
        let helps: Vec<_> = problems.iter().flat_map(|problem| &problem.help).collect();
        for (_, proposal) in helps.iter().filter_map(|help| help.split_once("the notice:\n")) {
            let text = after.text();
            let (head, rest) = text.split_once("  r0:").unwrap();
            let tail: Vec<_> = rest.lines().skip(1).skip_while(|line| line.starts_with("    ")).collect();
            let pasted = format!("{head}{proposal}\n{}\nrules: {{ notice: 2 weeks }}\n", tail.join("\n"));
            let reading = Reading::of(&pasted);
            prop_assert!(!reading.sink.has_errors(), "{}", pasted);
            let changes = compare(&old, &reading.roster.unwrap(), now).changes;
            prop_assert!(changes.iter().all(|change| change.reach == Reach::Later), "{}", pasted);
        }
    }

    /// The promise of an era: whatever it says, it changes nothing before it begins. Overrides that check who holds a
    /// shift are left out: one that reaches over the era's beginning may become stale there, as a whole.
    #[test]
    fn an_era_that_begins_after_the_notice_touches_nothing_sooner(
        mut draft in drafts(),
        minutes in moments(),
        order in proptest::collection::vec(0_usize..8, 1..=8),
        wait in 1_u64..60,
    ) {
        draft.overrides.retain(|of| !matches!(
            of.change,
            draft::Change::Swap { .. }
                | draft::Change::Span { instead_of: Some(_), .. }
                | draft::Change::WeekOf { instead_of: Some(_), .. }
        ));
        let notice_ends = moment(&draft, minutes) + TimeDelta::weeks(2);
        let mut after = draft.clone();
        let people = draft.people;
        for eras in &mut after.rotations {
            let day = clock::shown(draft.zone, notice_ends).date() + Days::new(1);
            let since = eras.last().map_or(day, |era| era.since.max(day)) + Days::new(wait);
            let order = order.iter().map(|person| Some(person % people)).collect();
            eras.push(Era { since, order, first: None });
        }
        let comparison = Pair::of(&[draft, after], minutes).comparison;
        let sooner: Vec<_> = comparison.changes.iter().filter(|change| change.reach != Reach::Later).collect();
        prop_assert!(sooner.is_empty(), "{sooner:?}");
    }
}
