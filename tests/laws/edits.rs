//! The laws of edits, held against rosters made up by chance and written in every style: what an edit does not speak of
//! stays, in the file and in the calendar.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use hausmeister::diagnostics::{Code, Sink};
use hausmeister::edit::{self, Cover, Join, Leave, NewEra, Operation, Part, Proposal, Standing, Swap};
use hausmeister::roster::{Draw, PersonIndex, Roster, RotationIndex, ShiftTypeIndex};
use hausmeister::schedule::{self, Schedule, Shift};
use hausmeister::time::{Instant, Interval, When};
use proptest::prelude::*;
use proptest::sample::Index;
use similar::{ChangeTag, TextDiff};

use crate::config;
use crate::support::draft::{self, Draft};
use crate::support::reading::Reading;
use crate::support::style::{Style, styles};

/// Any roster; in every other one all rotations are in short form, which would be rare by chance.
fn drafts() -> impl Strategy<Value = Draft> {
    (draft::drafts(), any::<bool>()).prop_map(|(mut draft, is_short)| {
        for eras in draft.rotations.iter_mut().filter(|_| is_short) {
            eras.truncate(1);
            eras[0].since = draft.starts;
            eras[0].first = None;
        }
        draft
    })
}

/// How far behind the time that is looked at a schedule reaches: the search for a day between turns looks two years
/// ahead.
const PLANNED: TimeDelta = TimeDelta::weeks(110);

/// A draft in a style, read and planned.
struct Before {
    text: String,
    reading: Reading,
    schedule: Schedule,
    /// A stale override changes nothing, until an edit makes it hold; a roster with one can't be published anyway.
    has_stale: bool,
    now: Instant,
    until: Instant,
}

impl Before {
    fn of(draft: &Draft, style: &Style, now: u64) -> Self {
        let text = style.text(draft);
        let mut reading = Reading::of(&text);
        let schedule = reading.plan(draft.until() + PLANNED);
        let problems = std::mem::take(&mut reading.sink).into_problems();
        let has_stale = problems.iter().any(|problem| problem.code == Code::StaleOverride);
        let now = (draft.starts + Days::new(now)).and_time(NaiveTime::MIN).and_utc();
        Self { text, reading, schedule, has_stale, now, until: draft.until() }
    }

    fn roster(&self) -> &Roster {
        self.reading.roster.as_ref().unwrap()
    }

    fn standing(&self) -> Standing<'_> {
        let (roster, schedule) = (self.roster(), &self.schedule);
        Standing { text: &self.text, roster, schedule, now: self.now, until: self.until }
    }

    fn proposal(&self, operations: &[Operation]) -> Proposal {
        edit::propose(&self.standing(), operations).expect(&self.text)
    }

    fn person(&self, index: Index) -> PersonIndex {
        PersonIndex(index.index(self.roster().people.len()))
    }

    fn shift_type(&self, index: Index) -> ShiftTypeIndex {
        ShiftTypeIndex(index.index(self.roster().shift_types.len()))
    }

    /// A shift of a type that is looked at, if it has one.
    fn shift(&self, shift_type: ShiftTypeIndex, index: Index) -> Option<&Shift> {
        let shifts: Vec<_> =
            self.schedule.of_type(shift_type).filter(|shift| shift.interval.end < self.until).collect();
        (!shifts.is_empty()).then(|| shifts[index.index(shifts.len())])
    }

    /// Whether a type follows another, itself or through others.
    fn follows(&self, mut of: ShiftTypeIndex, other: ShiftTypeIndex) -> bool {
        while let Draw::Follows { shift_type, .. } = self.roster().shift_type(of).draw {
            if shift_type == other {
                return true;
            }
            of = shift_type;
        }
        false
    }

    /// All starts and ends in both schedules.
    fn moments(&self, after: &Proposal) -> BTreeSet<Instant> {
        let shifts = self.schedule.shifts().iter().chain(after.schedule.shifts());
        let ends = shifts.flat_map(|shift| [shift.interval.start, shift.interval.end]);
        ends.filter(|end| *end < self.until).collect()
    }
}

/// Whether `new` is `old` with bytes put in at one place.
fn is_insertion(old: &str, new: &str) -> bool {
    let before = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    let behind = old.bytes().rev().zip(new.bytes().rev()).take_while(|(old, new)| old == new).count();
    new.len() > old.len() && before + behind >= old.len()
}

/// An override was put in at one place; where there was `[]` or `~`, that went.
fn assert_override_only(old: &str, new: &str) {
    assert_same_line_ends(old, new);
    let lists = [" []", " [ ]", "  ~"].map(|nothing| old.replacen(&format!("overrides:{nothing}"), "overrides:", 1));
    assert!(lists.iter().any(|old| is_insertion(old, new)), "{old}\n=====\n{new}");
}

/// All lines end alike in both, and the last one with a break or without.
fn assert_same_line_ends(old: &str, new: &str) {
    let with_return = |text: &str| text.matches("\r\n").count();
    let all = |text: &str| text.matches('\n').count();
    let expected = if with_return(old) == 0 { 0 } else { all(new) };
    assert_eq!(with_return(new), expected, "{old}\n=====\n{new}");
    assert_eq!(old.ends_with('\n'), new.ends_with('\n'), "{old}\n=====\n{new}");
}

/// Every line stays but those that begin with one of `keys`, and their comments stay.
fn assert_lines_stay(old: &str, new: &str, keys: &[String]) {
    assert_same_line_ends(old, new);
    let (old, new) = (format!("{old}\n"), format!("{new}\n"));
    let diff = TextDiff::from_lines(&old, &new);
    let changes: Vec<_> = diff.iter_all_changes().collect();
    let of = |tag| changes.iter().filter(move |change| change.tag() == tag).map(similar::Change::value);
    let added: String = of(ChangeTag::Insert).collect();
    for line in of(ChangeTag::Delete).map(str::trim) {
        assert!(keys.iter().any(|key| line.starts_with(key.as_str())), "{line} went from\n{old}\n=====\n{new}");
        let comment = line.find('#').map_or("", |at| &line[at..]);
        assert!(added.contains(comment), "{line} lost its comment in\n{new}");
    }
}

/// What a law of eras looks at.
struct Edited<'a> {
    before: &'a Before,
    after: &'a Proposal,
    eras: &'a [NewEra],
}

impl Edited<'_> {
    /// No shift that begins before the eras do, or before now, is held by another.
    fn assert_past_stays(&self, asked: NaiveDate) {
        let zone = &self.before.roster().zone;
        let since = self.eras.iter().map(|era| era.since).min().unwrap();
        assert!(since >= asked);
        let midnight = zone.instant(since.and_time(NaiveTime::MIN));
        let early = |schedule: &Schedule| -> Vec<_> {
            let shifts = schedule.shifts().iter().filter(|shift| shift.interval.start < midnight.max(self.before.now));
            shifts.map(|shift| (shift.shift_type, shift.interval, shift.holder, shift.piece)).collect()
        };
        // The eras may begin behind the time that is looked at, as far as which the edit was planned.
        let after = schedule::plan(&self.after.roster, self.before.until + PLANNED, &mut Sink::default());
        assert_eq!(early(&self.before.schedule), early(&after), "{}", self.after.text);
    }

    /// Turns that have begun before an era does are served to their end.
    fn assert_turns_stay(&self) {
        let roster = self.before.roster();
        for era in self.eras {
            let draws = |draw: Draw| matches!(draw, Draw::Rotation { rotation, .. } if rotation == era.rotation);
            for (of, shift_type) in roster.shift_types().filter(|(_, of)| draws(of.draw)) {
                let first_week = shift_type.hours.week(shift_type.hours.first_week(era.since))[0].0;
                let shifts = || self.before.schedule.of_type(of);
                let begun: BTreeSet<_> =
                    shifts().filter(|shift| shift.window < first_week).map(|shift| shift.turn).collect();
                let running = shifts().filter(|shift| begun.contains(&shift.turn) && shift.taken_over.is_none());
                for shift in running.filter(|shift| shift.interval.start < self.before.until) {
                    let after = self.after.schedule.at(of, shift.interval.start).unwrap();
                    let is_planned = after.taken_over.is_none();
                    assert!(!is_planned || after.holder == shift.holder, "{shift:?}\n{}", self.after.text);
                }
            }
        }
    }

    /// What was asked for is so: the new order holds the person, or does not.
    fn assert_stands(&self, person: PersonIndex, stands: bool) {
        for era in self.eras {
            let last = self.after.roster.rotation(era.rotation).eras.last().unwrap();
            assert_eq!(last.since, era.since);
            assert_eq!(last.order.iter().any(|turn| turn.holder == Some(person)), stands, "{}", self.after.text);
        }
    }

    fn assert_laws(&self, asked: NaiveDate) {
        self.assert_turns_stay();
        // An override that an edit makes stale, or stale no longer, may reach back; the first is refused.
        if !self.after.has_new_errors() && !self.before.has_stale {
            self.assert_past_stays(asked);
        }
    }
}

/// How lines begin that an edit of rotations may replace: a short form's own, and its items and comments, which move.
fn keys_of(before: &Before, eras: &[NewEra]) -> Vec<String> {
    let ids = eras.iter().map(|era| format!("{}:", before.roster().rotation(era.rotation).id));
    ids.chain(["- ", "# of its own"].map(String::from)).collect()
}

/// Shifts without their places in the text.
fn gists(schedule: &Schedule) -> Vec<(ShiftTypeIndex, Interval, Option<PersonIndex>)> {
    schedule.shifts().iter().map(|shift| (shift.shift_type, shift.interval, shift.holder)).collect()
}

proptest! {
    #![proptest_config(config(50))]

    /// A style is only a style.
    #[test]
    fn a_roster_says_the_same_in_every_style(draft in drafts(), style in styles()) {
        let mut plain = Reading::of(&draft.text());
        let styled = Before::of(&draft, &style, 0);
        prop_assert_eq!(gists(&styled.schedule), gists(&plain.plan(styled.until + PLANNED)), "{}", styled.text);
    }

    /// A cover puts an override into the file and nothing else; in the calendar it changes what it covers, and what
    /// follows that.
    #[test]
    fn a_cover_changes_what_it_covers(
        draft in drafts(),
        style in styles(),
        picks in prop::array::uniform3(any::<Index>()),
        cut in prop::option::of((0_i64..3_000, 1_i64..6_000)),
        now in 0_u64..60,
        why in prop::option::of("[ -~é]{1,12}"),
    ) {
        let before = Before::of(&draft, &style, now);
        let shift_type = before.shift_type(picks[0]);
        let Some(shift) = before.shift(shift_type, picks[1]) else { return Ok(()) };
        let part = match cut {
            None => Part::WeekOf(shift.window.date()),
            Some((offset, length)) => {
                let from = shift.interval.start + TimeDelta::minutes(offset);
                Part::Span(When::Instant(from), When::Instant(from + TimeDelta::minutes(length)))
            }
        };
        let why = why.map(|why| why.trim().to_owned()).filter(|why| !why.is_empty());
        let cover = Cover { shift_type, part, person: Some(before.person(picks[2])), why };
        let standing = before.standing();
        let Ok(operation) = edit::cover(&standing, &cover) else { return Ok(()) };
        let after = before.proposal(&[operation]);
        prop_assert!(after.is_roster, "{:?}\n{}", after.problems, after.text);
        prop_assert!(after.problems.iter().all(|problem| problem.code != Code::DeadOverride));
        assert_override_only(&before.text, &after.text);

        let covered = part.covered(&standing, shift_type).unwrap().interval;
        for moment in before.moments(&after) {
            for (of, _) in before.roster().shift_types().filter(|(of, _)| !before.follows(*of, shift_type)) {
                let [old, new] = [&before.schedule, &after.schedule].map(|schedule| schedule.at(of, moment));
                let [old, new] = [old, new].map(|shift| shift.map(|shift| shift.holder));
                if of == shift_type && covered.contains(moment) {
                    prop_assert_eq!(new, old.map(|_| cover.person), "{}", after.text);
                } else {
                    prop_assert_eq!(new, old, "{}", after.text);
                }
            }
        }
    }

    /// A swap puts an override into the file and nothing else; in the calendar it exchanges what the two hold in their
    /// weeks.
    #[test]
    fn a_swap_changes_two_weeks(
        draft in drafts(),
        style in styles(),
        picks in prop::array::uniform3(any::<Index>()),
        now in 0_u64..60,
    ) {
        let before = Before::of(&draft, &style, now);
        let shift_type = before.shift_type(picks[0]);
        let shifts = [picks[1], picks[2]].map(|pick| before.shift(shift_type, pick));
        let [Some(one), Some(other)] = shifts else { return Ok(()) };
        let [Some(first), Some(second)] = [one.holder, other.holder] else { return Ok(()) };
        let weeks = [(first, one.window.date()), (second, other.window.date())];
        let standing = before.standing();
        let Ok(operation) = edit::swap(&standing, &Swap { shift_type, weeks, why: None }) else { return Ok(()) };
        let after = before.proposal(&[operation]);
        prop_assert!(after.is_roster, "{:?}\n{}", after.problems, after.text);
        assert_override_only(&before.text, &after.text);

        let weeks: Vec<Interval> = weeks.iter().flat_map(|(_, day)| {
            before.schedule.week(before.roster(), shift_type, *day).map(|shift| shift.interval).collect::<Vec<_>>()
        }).collect();
        for moment in before.moments(&after) {
            for (of, _) in before.roster().shift_types().filter(|(of, _)| !before.follows(*of, shift_type)) {
                let [old, new] = [&before.schedule, &after.schedule].map(|schedule| schedule.at(of, moment));
                let [old, new] = [old, new].map(|shift| shift.map(|shift| shift.holder));
                let is_swapped = of == shift_type && weeks.iter().any(|week| week.contains(moment));
                let is_theirs = [Some(Some(first)), Some(Some(second))].contains(&old);
                prop_assert!(old == new || is_swapped && is_theirs, "{}", after.text);
            }
        }
        // The last windows of a week may begin on the day that counts as the next week's first.
        let is_in_week = |shift: &Shift| {
            let mut week = before.schedule.week(before.roster(), shift_type, shift.window.date());
            week.any(|other| other.interval == shift.interval)
        };
        let is_stale = after.problems.iter().any(|problem| problem.code == Code::StaleOverride);
        if weeks.first() != weeks.last() && is_in_week(one) && is_in_week(other) && !is_stale {
            let holder = |shift: &Shift| after.schedule.at(shift_type, shift.interval.start).unwrap().holder;
            prop_assert_eq!((holder(one), holder(other)), (Some(second), Some(first)), "{}", after.text);
        }
    }

    /// Who joins changes no turn that is under way, and nothing before.
    #[test]
    fn a_join_changes_only_what_comes(
        draft in drafts(),
        style in styles(),
        picks in prop::array::uniform3(any::<Index>()),
        days in prop::array::uniform2(0_u64..80),
        behind in any::<bool>(),
    ) {
        let before = Before::of(&draft, &style, days[0]);
        let rotation = RotationIndex(picks[0].index(before.roster().rotations.len()));
        let last = before.roster().rotation(rotation).eras.last().unwrap().clone();
        let person = before.person(picks[1]);
        let other = last.order[picks[2].index(last.order.len())].holder.filter(|_| behind);
        let since = draft.starts + Days::new(days[1]);
        let join = Join { person, rotation, since, after: other };
        let Ok(era) = edit::join(&before.standing(), &join) else { return Ok(()) };
        let after = before.proposal(&era.operations);
        prop_assert!(after.is_roster, "{:?}\n{}", after.problems, after.text);
        let eras = [era];
        assert_lines_stay(&before.text, &after.text, &keys_of(&before, &eras));
        let edited = Edited { before: &before, after: &after, eras: &eras };
        edited.assert_stands(person, true);
        edited.assert_laws(since);
    }

    /// Who leaves changes no turn that is under way, and nothing before.
    #[test]
    fn a_leave_changes_only_what_comes(
        draft in drafts(),
        style in styles(),
        pick in any::<Index>(),
        days in prop::array::uniform2(0_u64..80),
    ) {
        let before = Before::of(&draft, &style, days[0]);
        let person = before.person(pick);
        let leave = Leave { person, since: draft.starts + Days::new(days[1]), rotation: None };
        let standing = before.standing();
        let Ok(eras) = edit::leave(&standing, &leave) else { return Ok(()) };
        let mut operations: Vec<_> = eras.iter().flat_map(|era| era.operations.clone()).collect();
        let (day, last_day) = edit::last_day(&standing, &leave, &before.proposal(&operations));
        operations.extend(last_day);
        let after = before.proposal(&operations);
        prop_assert!(after.is_roster, "{:?}\n{}", after.problems, after.text);
        prop_assert_eq!(after.roster.person(person).leaves, Some(day));
        let mut keys = keys_of(&before, &eras);
        keys.push(format!("{}:", before.roster().person(person).id));
        assert_lines_stay(&before.text, &after.text, &keys);
        let edited = Edited { before: &before, after: &after, eras: &eras };
        edited.assert_stands(person, false);
        edited.assert_laws(leave.since);
        // What the plan still gives them ends while they are in the team.
        let theirs = after.schedule.shifts().iter().filter(|shift| shift.holder == Some(person));
        let midnight = after.roster.zone.instant((day + Days::new(1)).and_time(NaiveTime::MIN));
        for shift in theirs.filter(|shift| shift.taken_over.is_none()) {
            prop_assert!(shift.interval.end <= midnight, "{}", after.text);
        }
    }
}

/// The laws see edits of every kind: one that nothing comes near proves nothing.
#[test]
fn edits_are_of_many_kinds() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for number in 0..60 {
        let draft = drafts().new_tree(&mut runner).unwrap().current();
        let style = styles().new_tree(&mut runner).unwrap().current();
        let before = Before::of(&draft, &style, 0);
        let standing = before.standing();
        let since = draft.starts + Days::new(20);
        let (shift_type, rotation) = (ShiftTypeIndex(0), RotationIndex(0));
        let person = PersonIndex(number % before.roster().people.len());
        let cover = Cover { shift_type, part: Part::WeekOf(since), person: Some(person), why: None };
        let mut note = |what, is_so: bool| is_so.then(|| seen.insert(what));
        note("a cover", edit::cover(&standing, &cover).is_ok());
        let eras = [
            edit::join(&standing, &Join { person, rotation, since, after: None }).map(|era| vec![era]),
            edit::leave(&standing, &Leave { person, since, rotation: None }),
        ];
        for (what, eras) in [("a join", &eras[0]), ("a leave", &eras[1])] {
            note(what, eras.is_ok());
        }
        for era in eras.into_iter().flatten().flatten() {
            note("a short form", era.operations.len() == 2);
            note("eras", era.operations.len() == 1);
            note("a later day", era.since > since);
            let after = before.proposal(&era.operations);
            note("no new error", !after.has_new_errors() && !before.has_stale);
            note("a new error", after.has_new_errors());
        }
    }
    assert_eq!(seen.len(), 8, "{seen:?}");
}
