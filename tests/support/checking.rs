//! Everything that is wrong with a roster and its schedule, as values and as people read it.

use hausmeister::diagnostics::render::Report;
use hausmeister::diagnostics::{Problem, Sources};
use hausmeister::schedule::coverage;
use hausmeister::time::{Interval, When};

use super::reading::Reading;

/// The problems of `text` and of its schedule, told at `now`, looking ahead to `until`: days or local times.
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

/// From one day or time to before another on the team's clock; nothing without a roster.
pub fn days(reading: &Reading, from: &str, to: &str) -> Option<Interval> {
    let roster = reading.roster.as_ref()?;
    let instant = |when: &str| when.parse::<When>().unwrap().instant(&roster.zone);
    Interval::new(instant(from), instant(to))
}
