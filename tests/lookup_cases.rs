//! Worked cases of questions to a schedule: who hands over to whom, which shift is next, how long nothing changes. Each
//! can be followed with a calendar in hand.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]
#![expect(clippy::needless_raw_string_hashes, reason = "snapbox writes its snapshots so")]

use hausmeister::roster::Roster;
use hausmeister::schedule::{self, Schedule, Shift};
use hausmeister::time::{Instant, Interval, When};
use snapbox::{assert_data_eq, str};

use support::reading::Reading;

#[allow(dead_code, reason = "the worked cases, which share it, ask for all of it")]
mod support {
    pub mod reading;
}

/// One level of two types that take turns; of no level, two whose windows leave time between them and one whose windows
/// touch.
const TEAM: &str = "
team: T
timezone: Europe/Berlin
starts: 2026-11-02
people: { ana: , ben: , cleo: }
rotations: { crew: [ana, ben, cleo], others: [cleo, ana, ben] }
shifts:
  weekday: { hours: Mon 18:00 - Fri 18:00, rotation: crew }
  weekend: { hours: Fri 18:00 - Mon 18:00, rotation: others }
  report: { hours: Mon 18:00 - Fri 18:00, follows: weekday }
  visit: { hours: Wed 09:00-12:00, rotation: crew }
  watch: { hours: Sun 09:00 - Sun 09:00, rotation: others }
escalation:
  - [weekday, weekend]
";

struct Team {
    roster: Roster,
    schedule: Schedule,
}

impl Team {
    fn new() -> Self {
        let mut reading = Reading::of(TEAM);
        let until = when(reading.roster.as_ref().unwrap(), "2027-01-01");
        let schedule = reading.plan(until);
        Self { schedule, roster: reading.roster.unwrap() }
    }

    fn when(&self, text: &str) -> Instant {
        when(&self.roster, text)
    }

    fn shown(&self, shift: Option<&Shift>) -> String {
        let Some(shift) = shift else { return String::from("none") };
        let holder = shift.holder.map_or("nobody", |person| self.roster.person(person).id.as_str());
        format!("{} of {holder}", self.roster.shift_type(shift.shift_type).id)
    }

    fn clock(&self, instant: Instant) -> String {
        self.roster.zone.local(instant).format("%a %d %b %H:%M").to_string()
    }
}

fn when(roster: &Roster, text: &str) -> Instant {
    text.parse::<When>().unwrap().instant(&roster.zone)
}

/// Within a level it is whoever of the level ends just then, else of the type; where time lies between, it is nobody.
#[test]
fn a_shift_is_handed_over_within_its_level() {
    let team = Team::new();
    let span = Interval::new(team.when("2026-11-09 18:00"), team.when("2026-11-18 09:00")).unwrap();
    let line = |shift: &Shift| {
        let from = team.schedule.hand_over_from(&team.roster, shift);
        let to = team.schedule.hand_over_to(&team.roster, shift);
        let [start, whole] = [team.clock(shift.interval.start), team.shown(Some(shift))];
        format!("{start}  {whole}: from {}, to {}", team.shown(from), team.shown(to))
    };
    let lines: Vec<_> = team.schedule.within(span).map(line).collect();
    assert_data_eq!(
        lines.join("\n"),
        str![[r#"
Sun 08 Nov 09:00  watch of cleo: from none, to watch of ana
Mon 09 Nov 18:00  report of ana: from none, to none
Mon 09 Nov 18:00  weekday of ben: from weekend of cleo, to weekend of ana
Wed 11 Nov 09:00  visit of ben: from none, to none
Fri 13 Nov 18:00  weekend of ana: from weekday of ben, to weekday of cleo
Sun 15 Nov 09:00  watch of ana: from watch of cleo, to watch of ben
Mon 16 Nov 18:00  report of ben: from none, to none
Mon 16 Nov 18:00  weekday of cleo: from weekend of ana, to weekend of ben
"#]]
    );
    let hand_offs = team.schedule.hand_offs(&team.roster, span);
    let line = |hand_off: &schedule::HandOff<'_>| {
        let [before, after] = [hand_off.before, hand_off.after].map(|shift| team.shown(Some(shift)));
        format!("{}  {before} to {after}", team.clock(hand_off.at()))
    };
    assert_data_eq!(
        hand_offs.iter().map(line).collect::<Vec<_>>().join("\n"),
        str![[r#"
Mon 09 Nov 18:00  weekend of cleo to weekday of ben
Fri 13 Nov 18:00  weekday of ben to weekend of ana
Sun 15 Nov 09:00  watch of cleo to watch of ana
Mon 16 Nov 18:00  weekend of ana to weekday of cleo
"#]]
    );
}

/// What begins just now runs, and is not what begins next.
#[test]
fn what_runs_and_what_is_next() {
    let team = Team::new();
    let mut lines = Vec::new();
    for now in
        ["2026-10-01", "2026-11-09 17:59", "2026-11-09 18:00", "2026-11-11 08:59", "2026-11-11 12:00", "2026-12-31"]
    {
        let now = team.when(now);
        for (index, of) in team.roster.shift_types() {
            let next = team.schedule.first_after(index, now);
            let begins = next.map(|next| team.clock(next.interval.start)).unwrap_or_default();
            let runs = team.shown(team.schedule.at(index, now));
            let next = format!("{} {begins}", team.shown(next));
            lines.push(format!("{}  {:<8} runs: {runs}; next: {}", team.clock(now), of.id, next.trim_end()));
        }
    }
    assert_data_eq!(
        lines.join("\n"),
        str![[r#"
Thu 01 Oct 00:00  weekday  runs: none; next: weekday of ana Mon 02 Nov 18:00
Thu 01 Oct 00:00  weekend  runs: none; next: weekend of cleo Fri 06 Nov 18:00
Thu 01 Oct 00:00  report   runs: none; next: report of nobody Mon 02 Nov 18:00
Thu 01 Oct 00:00  visit    runs: none; next: visit of ana Wed 04 Nov 09:00
Thu 01 Oct 00:00  watch    runs: none; next: watch of cleo Sun 08 Nov 09:00
Mon 09 Nov 17:59  weekday  runs: none; next: weekday of ben Mon 09 Nov 18:00
Mon 09 Nov 17:59  weekend  runs: weekend of cleo; next: weekend of ana Fri 13 Nov 18:00
Mon 09 Nov 17:59  report   runs: none; next: report of ana Mon 09 Nov 18:00
Mon 09 Nov 17:59  visit    runs: none; next: visit of ben Wed 11 Nov 09:00
Mon 09 Nov 17:59  watch    runs: watch of cleo; next: watch of ana Sun 15 Nov 09:00
Mon 09 Nov 18:00  weekday  runs: weekday of ben; next: weekday of cleo Mon 16 Nov 18:00
Mon 09 Nov 18:00  weekend  runs: none; next: weekend of ana Fri 13 Nov 18:00
Mon 09 Nov 18:00  report   runs: report of ana; next: report of ben Mon 16 Nov 18:00
Mon 09 Nov 18:00  visit    runs: none; next: visit of ben Wed 11 Nov 09:00
Mon 09 Nov 18:00  watch    runs: watch of cleo; next: watch of ana Sun 15 Nov 09:00
Wed 11 Nov 08:59  weekday  runs: weekday of ben; next: weekday of cleo Mon 16 Nov 18:00
Wed 11 Nov 08:59  weekend  runs: none; next: weekend of ana Fri 13 Nov 18:00
Wed 11 Nov 08:59  report   runs: report of ana; next: report of ben Mon 16 Nov 18:00
Wed 11 Nov 08:59  visit    runs: none; next: visit of ben Wed 11 Nov 09:00
Wed 11 Nov 08:59  watch    runs: watch of cleo; next: watch of ana Sun 15 Nov 09:00
Wed 11 Nov 12:00  weekday  runs: weekday of ben; next: weekday of cleo Mon 16 Nov 18:00
Wed 11 Nov 12:00  weekend  runs: none; next: weekend of ana Fri 13 Nov 18:00
Wed 11 Nov 12:00  report   runs: report of ana; next: report of ben Mon 16 Nov 18:00
Wed 11 Nov 12:00  visit    runs: none; next: visit of cleo Wed 18 Nov 09:00
Wed 11 Nov 12:00  watch    runs: watch of cleo; next: watch of ana Sun 15 Nov 09:00
Thu 31 Dec 00:00  weekday  runs: weekday of cleo; next: none
Thu 31 Dec 00:00  weekend  runs: none; next: none
Thu 31 Dec 00:00  report   runs: report of ben; next: none
Thu 31 Dec 00:00  visit    runs: none; next: none
Thu 31 Dec 00:00  watch    runs: watch of ana; next: none
"#]]
    );
}

/// Shifts, days and weeks of the team bound it; what begins at a border is after it.
#[test]
fn nothing_changes_between_two_borders() {
    let team = Team::new();
    let nows = [
        "2026-11-11 00:00",
        "2026-11-11 08:59",
        "2026-11-11 09:00",
        "2026-11-11 11:00",
        "2026-11-11 12:00",
        "2026-11-13 17:59",
        "2026-11-13 18:00",
        "2026-11-15 10:00",
        "2026-11-16 17:00",
    ];
    let line = |now: &str| {
        let stretch = schedule::stretch(&team.roster, &team.schedule, team.when(now)).unwrap();
        format!("{now}: {} to {}", team.clock(stretch.start), team.clock(stretch.end))
    };
    assert_data_eq!(
        nows.map(line).join("\n"),
        str![[r#"
2026-11-11 00:00: Wed 11 Nov 00:00 to Wed 11 Nov 09:00
2026-11-11 08:59: Wed 11 Nov 00:00 to Wed 11 Nov 09:00
2026-11-11 09:00: Wed 11 Nov 09:00 to Wed 11 Nov 12:00
2026-11-11 11:00: Wed 11 Nov 09:00 to Wed 11 Nov 12:00
2026-11-11 12:00: Wed 11 Nov 12:00 to Thu 12 Nov 00:00
2026-11-13 17:59: Fri 13 Nov 00:00 to Fri 13 Nov 18:00
2026-11-13 18:00: Fri 13 Nov 18:00 to Sat 14 Nov 00:00
2026-11-15 10:00: Sun 15 Nov 09:00 to Mon 16 Nov 00:00
2026-11-16 17:00: Mon 16 Nov 00:00 to Mon 16 Nov 18:00
"#]]
    );
}

#[test]
fn a_shift_is_found_at_its_place_among_all() {
    let team = Team::new();
    let shifts = team.schedule.shifts();
    let places: Vec<_> = shifts.iter().map(|shift| team.schedule.place(shift)).collect();
    assert_eq!(places, (0..shifts.len()).map(Some).collect::<Vec<_>>());
    let same_start = |pair: &&[Shift]| pair[0].interval.start == pair[1].interval.start;
    assert!(shifts.windows(2).find(same_start).is_some(), "several begin at one instant");
    for other in [
        Shift { piece: 7, ..shifts[1].clone() },
        Shift {
            interval: Interval { start: team.when("2027-06-01"), end: team.when("2027-06-02") },
            ..shifts[1].clone()
        },
    ] {
        assert_eq!(team.schedule.place(&other), None, "{other:?}");
    }
}
