//! Loads and fair shares as tables that a reader can follow with a calendar in hand.

use chrono::NaiveDate;
use hausmeister::diagnostics::Severity;
use hausmeister::diagnostics::render::Report;
use hausmeister::schedule::Schedule;
use hausmeister::schedule::load::{Balance, Bucket, load};
use hausmeister::time::Interval;

use super::reading::Reading;

/// The hours of each person and type in the days from `from` to before `to`, by bucket.
pub fn loads(text: &str, from: &str, to: &str) -> String {
    let (reading, schedule, days) = planned(text, from, to);
    let roster = reading.roster.as_ref().unwrap();
    let mut lines =
        vec![format!("{:<8}{:>10}{:>24}{:>10}{:>10}", "", "work", "evenings and nights", "weekends", "holidays")];
    for ((person, _), minutes) in load(roster, schedule.shifts().iter(), days) {
        let [work, night, weekend, holiday] = Bucket::ALL.map(|bucket| in_hours(minutes.of(bucket)));
        lines.push(format!("{:<8}{work:>10}{night:>24}{weekend:>10}{holiday:>10}", roster.person(person).id));
    }
    lines.join("\n")
}

/// What each person holds of each type in the days from `from` to before `to`, and of how much that would be fair: who
/// holds most first.
pub fn fair(text: &str, from: &str, to: &str) -> String {
    let (reading, schedule, days) = planned(text, from, to);
    let roster = reading.roster.as_ref().unwrap();
    let balance = Balance::new(roster, &schedule, days);
    let mut lines = Vec::new();
    for (index, shift_type) in roster.shift_types() {
        let people = balance.people(|of| of == index);
        lines.extend(people.iter().map(|carried| {
            let share = carried.share().map_or_else(|| String::from("no share"), |percent| format!("{percent} %"));
            let (held, fair) = (in_hours(carried.minutes.total()), in_hours(carried.fair));
            format!("{:<6}  {:<6}  {held:>7} of {fair}, {share}", shift_type.id, roster.person(carried.person).id)
        }));
    }
    lines.join("\n")
}

/// The schedule of a roster without errors, and the days from `from` to before `to` on the team's clock.
fn planned(text: &str, from: &str, to: &str) -> (Reading, Schedule, Interval) {
    let mut reading = Reading::of(text);
    let roster = reading.roster.as_ref().unwrap();
    let midnight = |day: &str| roster.zone.instant(day.parse::<NaiveDate>().unwrap().into());
    let days = Interval::new(midnight(from), midnight(to)).unwrap();
    let schedule = reading.plan(days.end);
    let problems = std::mem::take(&mut reading.sink).into_problems();
    let report = Report { sources: &reading.sources, problems: &problems };
    assert!(problems.iter().all(|problem| problem.severity() == Severity::Warning), "{}", report.text(false, 120));
    (reading, schedule, days)
}

/// `71 h`, `23:30 h`.
fn in_hours(minutes: i64) -> String {
    if minutes % 60 == 0 { format!("{} h", minutes / 60) } else { format!("{}:{:02} h", minutes / 60, minutes % 60) }
}
