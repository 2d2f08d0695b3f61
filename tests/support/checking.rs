//! Everything that is wrong with a roster and its schedule, as values and as people read it.

use chrono::NaiveDate;
use hausmeister::diagnostics::render::Report;
use hausmeister::diagnostics::{Problem, Sources};
use hausmeister::schedule::coverage;
use hausmeister::time::Interval;

use super::reading::Reading;

/// The problems of `text` and of its schedule, told on the day `now` and looking ahead to `until`.
pub fn check_all(text: &str, now: &str, until: &str) -> (Reading, Vec<Problem>) {
    let mut reading = Reading::of(text);
    if let Some(days) = days(&reading, now, until) {
        let schedule = reading.plan(days.end);
        if let Some(roster) = &reading.roster {
            coverage::check(roster, &schedule, days, &mut reading.sink);
        }
    }
    let problems = std::mem::take(&mut reading.sink).into_problems();
    (reading, problems)
}

/// The same as people read it.
pub fn check(text: &str, now: &str, until: &str) -> String {
    let (reading, problems) = check_all(text, now, until);
    told(&reading.sources, &problems)
}

/// Problems as people read them.
pub fn told(sources: &Sources, problems: &[Problem]) -> String {
    Report { sources, problems }.text(false, 120).trim_end().to_owned()
}

/// From the day `from` to before the day `to` on the team's clock; nothing without a roster.
pub fn days(reading: &Reading, from: &str, to: &str) -> Option<Interval> {
    let roster = reading.roster.as_ref()?;
    let midnight = |day: &str| roster.zone.instant(day.parse::<NaiveDate>().unwrap().into());
    Interval::new(midnight(from), midnight(to))
}
