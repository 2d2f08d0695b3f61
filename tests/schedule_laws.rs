//! The laws of a schedule, held against rosters made up by chance and read from text.
//!
//! Beside the laws stands a second planner (`support/model.rs`), written from the words of roster.md alone; the crate
//! must plan what it plans.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use hausmeister::diagnostics::{Code, Problem, Sink};
use hausmeister::roster::{PersonIndex, Roster, ShiftTypeIndex};
use hausmeister::schedule::load::{Bucket, fair_shares, load};
use hausmeister::schedule::{self, Schedule, Shift, coverage};
use hausmeister::time::{Instant, Interval};
use proptest::prelude::*;
use proptest::sample::Index;

use support::draft::{Change, Draft, Draw, Era, Holder, Turn, drafts, name};
use support::reading::Reading;
use support::{clock, draft, model};

mod laws {
    mod edits;
    mod forms;
}

mod support {
    pub mod clock;
    pub mod draft;
    pub mod form;
    pub mod hours;
    pub mod model;
    pub mod reading;
    pub mod style;
}

/// As many cases as fit into a second or two; `PROPTEST_CASES=5000` asks for a deeper look.
fn config(cases: u32) -> ProptestConfig {
    let given = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { given.cases } else { cases };
    ProptestConfig { cases, failure_persistence: None, ..given }
}

/// A draft as the crate sees it.
struct Planned {
    text: String,
    reading: Reading,
    schedule: Schedule,
    problems: Vec<Problem>,
}

impl Planned {
    fn of(draft: &Draft) -> Self {
        Self::until(draft, draft.until())
    }

    /// Problems of a draft are those of its overrides, and people who do not serve; all others fail the test.
    fn until(draft: &Draft, until: Instant) -> Self {
        let text = draft.text();
        let mut reading = Reading::of(&text);
        let schedule = reading.plan(until);
        let problems = std::mem::take(&mut reading.sink).into_problems();
        let expected = [Code::StaleOverride, Code::DeadOverride, Code::IdlePerson];
        let other = problems.iter().find(|problem| !expected.contains(&problem.code));
        assert_eq!(other, None, "{text}");
        Self { text, reading, schedule, problems }
    }

    fn roster(&self) -> &Roster {
        self.reading.roster.as_ref().unwrap()
    }

    /// The index of type `number` of the draft.
    fn index(&self, number: usize) -> ShiftTypeIndex {
        self.roster().find_shift_type(&format!("t{number}")).unwrap()
    }

    fn of_type(&self, number: usize) -> Vec<&Shift> {
        self.schedule.of_type(self.index(number)).collect()
    }

    /// A holder as the draft counts people.
    fn number(&self, holder: Option<PersonIndex>) -> Holder {
        holder.map(|person| self.roster().person(person).id[1..].parse().unwrap())
    }

    /// The overrides that a code speaks of, by their place in the draft.
    fn overrides(&self, draft: &Draft, code: Code) -> BTreeSet<usize> {
        let of_code = self.problems.iter().filter(|problem| problem.code == code);
        let lines = of_code.map(|problem| self.reading.sources.place(problem.place.span).line);
        lines.map(|line| draft.override_on(&self.text, line)).collect()
    }

    fn has(&self, code: Code) -> bool {
        self.problems.iter().any(|problem| problem.code == code)
    }

    /// All starts and ends, and a minute to either side of each.
    fn moments(&self) -> Vec<Instant> {
        let ends = self.schedule.shifts().iter().flat_map(|shift| [shift.interval.start, shift.interval.end]);
        let minute = TimeDelta::minutes(1);
        let moments: BTreeSet<_> = ends.flat_map(|end| [end - minute, end, end + minute]).collect();
        moments.into_iter().collect()
    }
}

/// A shift without its places in the text, which move when the text does.
fn gist(planned: &Planned, shift: &Shift) -> (String, Interval, String, usize, usize) {
    let of = planned.roster().shift_type(shift.shift_type).id.clone();
    (of, shift.interval, name(planned.number(shift.holder)), shift.piece, shift.turn)
}

fn gists(planned: &Planned, keep: impl Fn(&Shift) -> bool) -> Vec<(String, Interval, String, usize, usize)> {
    planned.schedule.shifts().iter().filter(|shift| keep(shift)).map(|shift| gist(planned, shift)).collect()
}

/// The date of the rotation week that a window of a type belongs to.
fn week_date(of: &draft::ShiftType, window: NaiveDateTime) -> NaiveDate {
    let first = of.hours.windows[0].start;
    let from_week_begin = window - TimeDelta::minutes(first % 1440);
    let days = i64::from(from_week_begin.weekday().num_days_from_monday()) - first / 1440;
    from_week_begin.date() - TimeDelta::days(days.rem_euclid(7))
}

fn midnight(draft: &Draft, day: NaiveDate) -> Instant {
    clock::instant(draft.zone, day.and_time(NaiveTime::MIN))
}

proptest! {
    #![proptest_config(config(100))]

    /// Holders, windows, pieces, turns, what was taken over, and which overrides are stale or dead.
    #[test]
    fn the_crate_plans_what_the_words_of_the_contract_say(draft in drafts()) {
        let planned = Planned::of(&draft);
        let expected = model::plan(&draft, draft.until());
        for (number, expected) in expected.shifts.iter().enumerate() {
            let begun = |start: Instant| start < draft.until();
            let expected: Vec<_> = expected.iter().filter(|shift| begun(shift.start)).cloned().collect();
            let found: Vec<_> = planned
                .of_type(number)
                .into_iter()
                .filter(|shift| begun(shift.interval.start))
                .zip(expected.iter().map(|shift| shift.turn).chain(std::iter::repeat(None)))
                .map(|(shift, turn)| model::Shift {
                    window: shift.window,
                    piece: shift.piece,
                    start: shift.interval.start,
                    end: shift.interval.end,
                    holder: planned.number(shift.holder),
                    instead_of: shift.taken_over.as_ref().map(|taken| planned.number(taken.from)),
                    // Where a type follows, turns have no number that matters.
                    turn: turn.map(|_| shift.turn),
                })
                .collect();
            prop_assert_eq!(found, expected, "t{} of\n{}", number, planned.text);
        }
        prop_assert_eq!(planned.overrides(&draft, Code::StaleOverride), expected.stale, "stale in\n{}", planned.text);
        prop_assert_eq!(planned.overrides(&draft, Code::DeadOverride), expected.dead, "dead in\n{}", planned.text);
    }

    /// Windows are cut out of the week here once more, from the draft and chrono-tz.
    #[test]
    fn shifts_of_a_type_fill_its_windows_exactly_and_never_overlap(draft in drafts()) {
        let planned = Planned::of(&draft);
        for (number, shift_type) in draft.types.iter().enumerate() {
            let shifts = planned.of_type(number);
            for pair in shifts.windows(2) {
                prop_assert!(pair[0].interval.start < pair[1].interval.start);
                prop_assert!(pair[0].interval.end <= pair[1].interval.start);
            }
            let begins = draft.starts.iter_days().find(|day| {
                i64::from(day.weekday().num_days_from_monday()) == shift_type.hours.windows[0].start / 1440
            }).unwrap();
            let first = begins.and_time(NaiveTime::MIN) + TimeDelta::minutes(shift_type.hours.windows[0].start % 1440);
            let mut windows = Vec::new();
            for monday in (draft.starts.week(Weekday::Mon).first_day() - Days::new(7)).iter_weeks().take(20) {
                for window in &shift_type.hours.windows {
                    let start = monday.and_time(NaiveTime::MIN) + TimeDelta::minutes(window.start);
                    let ends = [start, start + TimeDelta::minutes(window.length)];
                    let [from, to] = ends.map(|end| clock::instant(draft.zone, end));
                    if start >= first && from < to && from < draft.until() {
                        windows.push((start, from, to));
                    }
                }
            }
            windows.sort_unstable();
            let mut filled: Vec<(_, Instant, Instant)> = Vec::new();
            for shift in shifts.iter().filter(|shift| shift.interval.start < draft.until()) {
                match filled.last_mut().filter(|(window, _, _)| *window == shift.window) {
                    Some((_, _, end)) => {
                        prop_assert_eq!(*end, shift.interval.start, "a hole in a window");
                        *end = shift.interval.end;
                    }
                    None => filled.push((shift.window, shift.interval.start, shift.interval.end)),
                }
            }
            // The last window may go on in a piece that begins after the end of this look.
            let last = windows.pop();
            prop_assert_eq!(filled.pop().map(|(window, start, _)| (window, start)), last.map(|it| (it.0, it.1)));
            prop_assert_eq!(filled, windows);
        }
    }

    #[test]
    fn pieces_are_told_apart_by_window_and_number(draft in drafts()) {
        let planned = Planned::of(&draft);
        for number in 0..draft.types.len() {
            let shifts = planned.of_type(number);
            let names: BTreeSet<_> = shifts.iter().map(|shift| (shift.window, shift.piece)).collect();
            prop_assert_eq!(names.len(), shifts.len());
            for pair in shifts.windows(2) {
                if pair[0].window == pair[1].window {
                    prop_assert_eq!(pair[0].piece + 1, pair[1].piece);
                    prop_assert_ne!(pair[0].holder, pair[1].holder, "one shift in two pieces");
                } else {
                    prop_assert_eq!(pair[1].piece, 0);
                }
            }
        }
    }

    /// The place of a shift is where the text names its holder.
    #[test]
    fn a_shift_knows_what_gave_it_its_holder(draft in drafts()) {
        let planned = Planned::of(&draft);
        for (number, of) in draft.types.iter().enumerate() {
            for shift in planned.of_type(number) {
                let written = planned.reading.sources.snippet(shift.place);
                let holder = name(planned.number(shift.holder));
                match (&of.draw, &shift.taken_over) {
                    (_, Some(taken)) => {
                        let by = draft.override_on(&planned.text, planned.reading.sources.place(shift.place).line);
                        prop_assert_eq!(taken.why.clone(), Some(format!("o{by}")));
                        prop_assert!(draft.overrides[by].types.contains(&number));
                    }
                    (Draw::Follows { shift_type, .. }, None) => prop_assert_eq!(written, format!("t{shift_type}")),
                    (Draw::Rotation { .. }, None) if written == format!("t{number}") => {
                        prop_assert_eq!(shift.holder, None, "only before the first era");
                    }
                    (Draw::Rotation { .. }, None) => prop_assert_eq!(written, holder),
                }
            }
        }
    }

    #[test]
    fn planning_further_changes_nothing_before(draft in drafts(), days in prop::array::uniform2(0_u64..200)) {
        let [near, far] = days.map(|days| midnight(&draft, draft.starts + Days::new(days)));
        let (near, far) = (near.min(far), near.max(far));
        let (less, more) = (Planned::until(&draft, near), Planned::until(&draft, far));
        let begun = |shift: &Shift| shift.interval.start < near;
        prop_assert_eq!(gists(&less, begun), gists(&more, begun));
        for number in 0..draft.types.len() {
            let (less, more) = (less.of_type(number), more.of_type(number));
            prop_assert_eq!(&less[..], &more[..less.len()], "not a beginning of it");
        }
    }

    /// Whatever the new era is, wherever it is put in. Overrides that it makes stale are told and left out.
    #[test]
    fn an_added_era_leaves_everything_before_as_it_was(
        draft in drafts(),
        place in any::<(Index, Index)>(),
        day in -10_i64..120,
        order in prop::collection::vec(0_usize..8, 1..=8),
    ) {
        let mut changed = draft.clone();
        let eras = place.0.get(&changed.rotations).clone();
        let since = draft.starts + TimeDelta::days(day);
        prop_assume!(eras.iter().all(|era| era.since != since) && eras[0].since < since);
        let order: Vec<Holder> = order.into_iter().map(|person| Some(person % draft.people)).collect();
        let rotation = place.0.index(draft.rotations.len());
        let after = eras.partition_point(|era| era.since < since);
        let first = place.1.index(2).checked_sub(1).map(|_| *place.1.get(&order));
        changed.rotations[rotation].insert(after, Era { since, order, first });

        let (before, after) = (Planned::of(&draft), Planned::of(&changed));
        if !before.has(Code::StaleOverride) && !after.has(Code::StaleOverride) {
            let since = midnight(&draft, since);
            let begun = |shift: &Shift| shift.interval.start < since;
            prop_assert_eq!(gists(&before, begun), gists(&after, begun));
        }
    }

    /// The week that runs when the new era begins stays with whom it was, and the next turn goes to whom it would
    /// have gone to, as long as they are still in the list.
    #[test]
    fn a_member_who_comes_or_goes_moves_nobody_else(
        draft in drafts(),
        day in 0_u64..80,
        (place, does_come) in any::<(Index, bool)>(),
    ) {
        let mut draft = draft;
        draft.overrides.clear();
        let last = draft.rotations[0].last().unwrap().clone();
        let since = last.since.max(draft.starts) + Days::new(day + 1);
        let newcomer = draft.people;
        draft.people += 1;
        let mut changed = draft.clone();
        let mut order = last.order.clone();
        if does_come {
            order.insert(place.index(order.len() + 1), Some(newcomer));
        } else {
            let leaver = *place.get(&order);
            order.retain(|holder| *holder != leaver);
            prop_assume!(!order.is_empty());
        }
        changed.rotations[0].push(Era { since, order: order.clone(), first: None });

        let (before, after) = (Planned::of(&draft), Planned::of(&changed));
        let new_begins = midnight(&draft, since);
        for (number, of) in draft.types.iter().enumerate() {
            let running = |planned: &Planned| {
                let shift = planned.schedule.at(planned.index(number), new_begins - TimeDelta::minutes(1)).cloned();
                shift.map(|shift| gist(planned, &shift))
            };
            prop_assert_eq!(running(&before), running(&after));

            let Draw::Rotation { rotation: 0, offset, .. } = of.draw else { continue };
            let first_of = |planned: &Planned, turn: usize| {
                let shifts = planned.of_type(number);
                let found = shifts.iter().find(|shift| shift.turn >= turn && week_date(of, shift.window) >= last.since);
                found.map(|shift| (shift.turn, planned.number(shift.holder)))
            };
            let new_turn = after.of_type(number).into_iter().find(|shift| week_date(of, shift.window) >= since);
            let Some(new_turn) = new_turn.map(|shift| shift.turn) else { continue };
            let is_simple = |order: &[Holder]| order.iter().collect::<BTreeSet<_>>().len() == order.len();
            if offset == 0 && is_simple(&last.order)
                && let (Some((old, would)), Some((new, does))) = (first_of(&before, new_turn), first_of(&after, new_turn))
                && old == new_turn && new == new_turn && order.contains(&would)
            {
                prop_assert_eq!(would, does, "turn {} of t{} in\n{}", new_turn, number, after.text);
            }
        }
    }

    #[test]
    fn types_that_share_a_list_keep_their_distance(draft in drafts(), offset in -9_i64..=9) {
        let mut draft = draft;
        draft.overrides.clear();
        let mut ahead = draft.types[0].clone();
        let Draw::Rotation { rotation, offset: base, turn } = ahead.draw else { panic!("the first type follows none") };
        ahead.draw = Draw::Rotation { rotation, offset: base + offset, turn };
        let number = draft.types.len();
        draft.types.push(ahead);
        let planned = Planned::of(&draft);
        // One type is `offset` turns further along the list than the other, in every window.
        for (one, other) in planned.of_type(0).into_iter().zip(planned.of_type(number)) {
            prop_assert_eq!(one.interval, other.interval);
            let date = week_date(&draft.types[0], one.window);
            let Some(era) = draft.rotations[rotation].iter().rev().find(|era| era.since <= date) else { continue };
            let length = i64::try_from(era.order.len()).unwrap();
            let holders = |at: i64| era.order[usize::try_from(at.rem_euclid(length)).unwrap()];
            let is_apart = (0..length).any(|at| {
                holders(at) == planned.number(one.holder) && holders(at + offset) == planned.number(other.holder)
            });
            prop_assert!(is_apart, "{} and {} in\n{}", one.interval.start, other.interval.start, planned.text);
        }
    }

    #[test]
    fn overrides_change_nothing_outside_of_what_they_cover(draft in drafts()) {
        let mut plain = draft.clone();
        plain.overrides.clear();
        let (before, after) = (Planned::of(&plain), Planned::of(&draft));
        // Types whose holders an override can change by way of the type they follow.
        let mut moved: BTreeSet<usize> = BTreeSet::new();
        for (number, of) in draft.types.iter().enumerate() {
            if let Draw::Follows { shift_type, .. } = of.draw
                && (moved.contains(&shift_type) || draft.overrides.iter().any(|it| it.types.contains(&shift_type)))
            {
                moved.insert(number);
            }
        }
        let covers = |number: usize, shift: &Shift, instant: Instant| {
            draft.overrides.iter().filter(|it| it.types.contains(&number)).any(|it| {
                let week = week_date(&draft.types[number], shift.window);
                let is_in_week = |day: NaiveDate| week <= day && day < week + Days::new(7);
                match &it.change {
                    Change::Span { from, to, .. } => *from <= instant && instant < *to,
                    Change::WeekOf { day, .. } => is_in_week(*day),
                    Change::Swap { weeks_of, .. } => weeks_of.iter().any(|day| is_in_week(*day)),
                }
            })
        };
        for number in (0..draft.types.len()).filter(|number| !moved.contains(number)) {
            for instant in after.moments().into_iter().filter(|instant| *instant < draft.until()) {
                let [was, is] = [&before, &after].map(|planned| planned.schedule.at(planned.index(number), instant));
                prop_assert_eq!(was.is_some(), is.is_some());
                if let (Some(was), Some(is)) = (was, is)
                    && !covers(number, is, instant)
                {
                    prop_assert_eq!(before.number(was.holder), after.number(is.holder));
                }
            }
        }
    }

    /// `at`, `first_after`, `on_call` and the two sides of a hand-over, against looking at every shift.
    #[test]
    fn questions_about_a_moment_agree_with_a_look_at_every_shift(draft in drafts()) {
        let planned = Planned::of(&draft);
        let (roster, schedule) = (planned.roster(), &planned.schedule);
        let all = schedule.shifts();
        let moments = planned.moments();
        let key = |shift: &&Shift| {
            (shift.interval.start, roster.shift_type(shift.shift_type).id.clone(), shift.interval.end)
        };
        prop_assert!(all.iter().collect::<Vec<_>>().is_sorted_by_key(key));
        let running = |of: ShiftTypeIndex, instant: Instant| {
            all.iter().find(|shift| shift.shift_type == of && shift.interval.contains(instant))
        };
        // Of more, every few: looking at every shift takes its time.
        for instant in moments.iter().copied().step_by(1 + moments.len() / 150) {
            for (of, _) in roster.shift_types() {
                prop_assert_eq!(schedule.at(of, instant), running(of, instant));
                let later = all.iter().filter(|shift| shift.shift_type == of && shift.interval.start > instant);
                prop_assert_eq!(schedule.first_after(of, instant), later.min_by_key(|shift| shift.interval.start));
            }
            let level = |number: Option<usize>| {
                let of = (0..draft.types.len()).map(|number| (number, planned.index(number)));
                let of = of.filter(|(of, _)| number.is_none() || draft.types[*of].level == number);
                of.filter_map(|(_, of)| running(of, instant)).map(|shift| gist(&planned, shift)).collect::<BTreeSet<_>>()
            };
            let named = |number: usize| draft.types.iter().any(|of| of.level == Some(number));
            let levels: Vec<_> = (0..2).filter(|number| named(*number)).map(|number| level(Some(number))).collect();
            let levels = if levels.is_empty() { vec![level(None)] } else { levels };
            let found: Vec<BTreeSet<_>> = schedule
                .on_call(roster, instant)
                .into_iter()
                .map(|level| level.into_iter().map(|shift| gist(&planned, shift)).collect())
                .collect();
            prop_assert_eq!(found, levels);
        }
        for shift in all {
            let is_partner = |other: &&Shift| {
                other.shift_type == shift.shift_type
                    || roster.level_of(shift.shift_type).is_some_and(|it| roster.level_of(other.shift_type) == Some(it))
            };
            let partners = |meets: &dyn Fn(&Shift) -> bool| {
                let partners: Vec<_> = all.iter().filter(is_partner).filter(|other| meets(other)).collect();
                let own = partners.iter().find(|other| other.shift_type == shift.shift_type).copied();
                own.map_or(partners, |own| vec![own])
            };
            let before = partners(&|other| other.interval.end == shift.interval.start);
            let after = partners(&|other| other.interval.start == shift.interval.end);
            for (found, expected) in [
                (schedule.hand_over_from(roster, shift), before),
                (schedule.hand_over_to(roster, shift), after),
            ] {
                prop_assert_eq!(found.is_some(), !expected.is_empty());
                prop_assert!(found.is_none_or(|found| expected.contains(&found)));
            }
        }
    }

    /// Each change from one person to another, as the neighbours of a shift tell it, is one hand-off.
    #[test]
    fn hand_offs_are_what_both_their_shifts_say(draft in drafts()) {
        let planned = Planned::of(&draft);
        let (roster, schedule) = (planned.roster(), &planned.schedule);
        let Some((first, last)) = schedule.shifts().first().zip(schedule.shifts().last()) else { return Ok(()) };
        let span = Interval::new(first.interval.start, last.interval.start + TimeDelta::seconds(1)).unwrap();
        let found = schedule.hand_offs(roster, span);
        prop_assert!(found.is_sorted_by_key(schedule::HandOff::at));
        for (place, hand_off) in found.iter().enumerate() {
            prop_assert_eq!(hand_off.before.interval.end, hand_off.after.interval.start);
            prop_assert_eq!((hand_off.before.holder, hand_off.after.holder), (Some(hand_off.from), Some(hand_off.to)));
            prop_assert!(hand_off.from != hand_off.to && span.contains(hand_off.at()));
            prop_assert!(!found[..place].contains(hand_off));
            let told = schedule.hand_over_from(roster, hand_off.after) == Some(hand_off.before)
                || schedule.hand_over_to(roster, hand_off.before) == Some(hand_off.after);
            prop_assert!(told);
        }
        let is_one = |before: &Shift, after: &Shift| {
            before.holder == after.holder
                || before.holder.is_none()
                || after.holder.is_none()
                || !span.contains(after.interval.start)
                || found.iter().any(|hand_off| (hand_off.before, hand_off.after) == (before, after))
        };
        for shift in schedule.shifts() {
            prop_assert!(schedule.hand_over_from(roster, shift).is_none_or(|before| is_one(before, shift)));
            prop_assert!(schedule.hand_over_to(roster, shift).is_none_or(|after| is_one(shift, after)));
        }
    }

    /// Weeks follow each other without a break, and hold the moments that they are asked for.
    #[test]
    fn every_moment_lies_in_its_week_and_in_the_published_span(draft in drafts()) {
        let planned = Planned::of(&draft);
        let roster = planned.roster();
        let starts = roster.shift_types().next().map(|(first, _)| planned.schedule.of_type(first)).unwrap();
        // Clocks that go back by an hour show the time of a border twice.
        let nows = starts.take(25).flat_map(|it| [-70, -1, 0, 1, 20, 70].map(|more| it.interval.start + TimeDelta::minutes(more)));
        for now in nows {
            let week = schedule::week_of(roster, now);
            let span = schedule::published_span(roster, now);
            prop_assert!(week.contains(now), "{} is not in {:?} of\n{}", now, week, planned.text);
            for border in [week.start, week.end - TimeDelta::minutes(1)] {
                prop_assert_eq!(schedule::week_of(roster, border), week);
                prop_assert_eq!(schedule::published_span(roster, border), span);
            }
            prop_assert_eq!(schedule::week_of(roster, week.end).start, week.end);
            let [from, begins, to] = [span.start, week.start, span.end].map(|it| clock::shown(draft.zone, it));
            // A border in a gap shows later, by a day where one was left out.
            let weeks = |length: TimeDelta| (length + TimeDelta::hours(36)).num_weeks();
            prop_assert_eq!((weeks(begins - from), weeks(to - begins)), (13, 53));
        }
    }

    /// Gaps and clashes are told where a look at every moment finds them, and nowhere else.
    #[test]
    fn gaps_and_clashes_are_told_where_they_are(draft in drafts(), day in 0_u64..90) {
        let planned = Planned::of(&draft);
        let (roster, schedule) = (planned.roster(), &planned.schedule);
        let span = Interval::new(midnight(&draft, draft.starts + Days::new(day)), draft.until()).unwrap();
        let mut sink = Sink::default();
        coverage::check(roster, schedule, span, &mut sink);
        let problems = sink.into_problems();
        let of_code = |code: Code| problems.iter().filter(move |problem| problem.code == code);

        let mut moments: BTreeSet<_> = planned.moments().into_iter().filter(|it| span.contains(*it)).collect();
        moments.insert(span.start);
        let mut gaps = BTreeSet::new();
        let mut clashes = BTreeSet::new();
        for instant in moments {
            for (number, level) in roster.escalation.iter().enumerate() {
                let has_begun = level.shift_types.iter().any(|of| {
                    schedule.of_type(*of).next().is_some_and(|first| first.interval.start <= instant)
                });
                let mut holders = level.shift_types.iter().filter_map(|of| schedule.at(*of, instant)?.holder);
                if has_begun && holders.next().is_none() {
                    gaps.insert(format!("level {} ", number + 1));
                }
            }
        }
        for shift in schedule.within(span).filter(|shift| roster.carries_pager(shift.shift_type)) {
            for other in schedule.within(span).filter(|other| roster.carries_pager(other.shift_type)) {
                if shift.shift_type != other.shift_type && shift.interval.overlaps(&other.interval) {
                    clashes.extend(shift.holder.filter(|holder| other.holder == Some(*holder)));
                }
            }
        }
        let told: BTreeSet<_> = of_code(Code::Gap).map(|problem| problem.message[..8].to_owned()).collect();
        prop_assert_eq!(told, gaps, "{}", planned.text);
        let clashes: BTreeSet<_> = clashes.iter().map(|person| format!("`{}`", roster.person(*person).id)).collect();
        let told: BTreeSet<_> =
            of_code(Code::Clash).map(|problem| problem.message.split(' ').next().unwrap().to_owned()).collect();
        prop_assert_eq!(told, clashes, "{}", planned.text);
    }
}

proptest! {
    #![proptest_config(config(20))]

    /// The bucket of each minute by the clock on the wall, added up.
    #[test]
    fn a_load_agrees_with_a_look_at_the_clock_every_minute(
        draft in drafts(),
        day in 0_u64..40,
        holidays in prop::collection::btree_map(0_u64..60, prop::option::of(0_usize..8), 0..8),
    ) {
        // Where the clocks go back over midnight, a day comes in two parts; a load counts the time between as the
        // later day.
        prop_assume!(draft.zone != chrono_tz::Tz::America__St_Johns);
        // Each of everyone, or of one person.
        let holidays: BTreeMap<_, _> = holidays
            .into_iter()
            .map(|(days, person)| (draft.starts + Days::new(days), person.map(|person| person % draft.people)))
            .collect();
        let mut text = draft.text() + "work_hours: [Mon-Fri 09:00-12:30, Mon-Sat 13:30-18:00]\nholidays:\n";
        for (day, person) in &holidays {
            let whose = person.map_or(String::new(), |person| format!(", for: p{person}"));
            writeln!(text, "  - {{ on: {day}, name: a day off{whose} }}").unwrap();
        }
        if holidays.is_empty() {
            text += "  []\n";
        }
        let mut reading = Reading::of(&text);
        let schedule = reading.plan(draft.until());
        let roster = reading.roster.as_ref().unwrap();
        let start = midnight(&draft, draft.starts + Days::new(day)) + TimeDelta::minutes(77);
        let span = Interval::new(start, start + TimeDelta::days(12)).unwrap();
        let found = load(roster, schedule.shifts().iter(), span);

        let mut expected = BTreeMap::<_, [i64; 4]>::new();
        let mut instant = span.start;
        while instant < span.end {
            let local = clock::shown(draft.zone, instant);
            let clock = local.time();
            let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
            let is_work = at(9, 0) <= clock && clock < at(12, 30) || at(13, 30) <= clock && clock < at(18, 0);
            let holiday = holidays.get(&local.date());
            let is_free = |holder| holiday.is_some_and(|whose| whose.is_none_or(|person| PersonIndex(person) == holder));
            let bucket = |holder| if is_free(holder) {
                Bucket::Holidays
            } else if local.weekday().num_days_from_monday() >= 5 {
                Bucket::Weekends
            } else if is_work {
                Bucket::WorkHours
            } else {
                Bucket::EveningsAndNights
            };
            for (of, _) in roster.shift_types() {
                if let Some(holder) = schedule.at(of, instant).and_then(|shift| shift.holder) {
                    expected.entry((holder, of)).or_default()[bucket(holder) as usize] += 1;
                }
            }
            instant += TimeDelta::minutes(1);
        }
        let found: BTreeMap<_, _> =
            found.into_iter().map(|(key, minutes)| (key, Bucket::ALL.map(|bucket| minutes.of(bucket)))).collect();
        prop_assert_eq!(found, expected, "{}", text);
    }
}

proptest! {
    #![proptest_config(config(40))]

    /// What people carry is what is held, to the minute, and so is what would be fair of each type; where nobody is
    /// ever away, those of a single order have the same.
    #[test]
    fn loads_and_fair_shares_add_up_to_what_is_held(
        draft in drafts(),
        day in 0_u64..40,
        length in 1_i64..40_000,
        absences in prop::collection::btree_map(0_usize..8, (0_u64..80, 0_u64..40, 0_usize..3), 0..4),
    ) {
        let mut text = draft.text();
        for (person, (first, days, kind)) in &absences {
            let (from, to) = (draft.starts + Days::new(*first), draft.starts + Days::new(first + days));
            let absence = match kind {
                0 => format!("joins: {from}"),
                1 => format!("leaves: {from}"),
                _ => format!("away: [{{ from: {from}, to: {to} }}]"),
            };
            text = text.replace(&format!("  p{person}:\n"), &format!("  p{person}: {{ {absence} }}\n"));
        }
        let mut reading = Reading::of(&text);
        let schedule = reading.plan(draft.until());
        let roster = reading.roster.as_ref().unwrap();
        let start = midnight(&draft, draft.starts + Days::new(day)) + TimeDelta::minutes(77);
        let span = Interval::new(start, start + TimeDelta::minutes(length)).unwrap();
        let carried = load(roster, schedule.within(span), span);
        let fair = fair_shares(roster, schedule.within(span), span);
        for (of, _) in roster.shift_types() {
            let parts = schedule.of_type(of).filter(|shift| shift.holder.is_some());
            let parts = parts.filter_map(|shift| shift.interval.intersection(&span));
            let held: i64 = parts.map(|part| part.duration().num_minutes()).sum();
            let sum: i64 = carried.iter().filter(|((_, it), _)| *it == of).map(|(_, minutes)| minutes.total()).sum();
            prop_assert_eq!(sum, held, "{}", text);
            let fair: Vec<_> = fair.iter().filter(|((_, it), _)| *it == of).map(|(_, minutes)| *minutes).collect();
            prop_assert!(fair.is_empty() || fair.iter().sum::<i64>() == held, "{} of {}: {}", fair.len(), held, text);
            let has_one_order = roster.rotations.iter().all(|rotation| rotation.eras.len() == 1);
            if has_one_order && absences.is_empty() && !fair.is_empty() {
                prop_assert!(fair.iter().max().unwrap() - fair.iter().min().unwrap() <= 1, "{:?}: {}", fair, text);
            }
        }
    }
}

/// The drafts reach what they are meant to reach: a law that nothing comes near proves nothing.
#[test]
fn drafts_are_of_many_kinds() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for _ in 0..200 {
        let draft = drafts().new_tree(&mut runner).unwrap().current();
        let planned = Planned::of(&draft);
        let plan = model::plan(&draft, draft.until());
        let swaps = draft.overrides.iter().enumerate().filter(|(_, it)| matches!(it.change, Change::Swap { .. }));
        let mut note = |what, is_so: bool| is_so.then(|| seen.insert(what));
        note("a swap that works", swaps.clone().any(|(by, _)| !plan.stale.contains(&by) && !plan.dead.contains(&by)));
        note("a stale override", planned.has(Code::StaleOverride));
        note("a dead override", planned.has(Code::DeadOverride));
        note("a window in pieces", plan.shifts.iter().flatten().any(|shift| shift.piece > 1));
        note("an empty turn", plan.shifts.iter().flatten().any(|shift| shift.holder.is_none()));
        note("several eras", draft.rotations.iter().any(|eras| eras.len() > 2));
        let turns = |is: fn(Turn) -> bool| {
            draft.types.iter().any(|of| matches!(of.draw, Draw::Rotation { turn, .. } if is(turn)))
        };
        note("long turns of weeks", turns(|turn| matches!(turn, Turn::Weeks(2..))));
        note("turns of windows", turns(|turn| matches!(turn, Turn::Windows(_))));
        let follows = |number: usize| matches!(draft.types[number].draw, Draw::Follows { .. });
        note(
            "a chain",
            draft.types.iter().any(|of| matches!(of.draw, Draw::Follows { shift_type, .. } if follows(shift_type))),
        );
    }
    assert_eq!(seen.len(), 9, "{seen:?}");
}
