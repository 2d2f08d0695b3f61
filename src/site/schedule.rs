//! The schedule page: every shift of the published span, by week.

use chrono::Datelike;

use super::context::{Schedule, Week};
use super::describe::Describer;
use super::press::{Origin, Press, Sheet};
use super::subscribe;
use crate::schedule;
use crate::time::Interval;

/// Where it is.
pub const ADDRESS: &str = "schedule/";

pub fn sheet(press: &Press<'_>) -> Sheet {
    let describer = press.describer;
    let weeks = weeks(&describer);
    let feeds = subscribe::feeds(&describer, |feed| feed.is_of_all(None));
    let schedule = Schedule {
        page: press.page(ADDRESS, feeds, None),
        span: describer.dates.stretch(describer.inputs.span),
        this_week: weeks.iter().find(|week| week.is_running).map(|week| week.id.clone()),
        weeks,
    };
    press.sheet(ADDRESS, "schedule.html", &schedule, Origin::built_in(ADDRESS))
}

/// The weeks of the published span that have shifts. A shift stands in the week in which it begins, and one that has
/// begun before the span in its first.
fn weeks(describer: &Describer<'_>) -> Vec<Week> {
    let inputs = describer.inputs;
    let mut weeks: Vec<(Interval, Week)> = Vec::new();
    for shift in inputs.schedule.within(inputs.span) {
        let begins = shift.interval.start.max(inputs.span.start);
        if weeks.last().is_none_or(|(interval, _)| !interval.contains(begins)) {
            let interval = schedule::week_of(inputs.roster, begins);
            weeks.push((interval, week(describer, interval)));
        }
        if let Some((_, week)) = weeks.last_mut() {
            week.shifts.push(describer.shift(shift));
        }
    }
    weeks.into_iter().map(|(_, week)| week).collect()
}

fn week(describer: &Describer<'_>, interval: Interval) -> Week {
    let inputs = describer.inputs;
    let first = describer.dates.day_of(interval.start);
    Week {
        id: format!("week-{}", first.iso),
        first,
        number: inputs.roster.zone.local(interval.start).iso_week().week(),
        from: interval.start.timestamp(),
        to: interval.end.timestamp(),
        is_running: interval.start == inputs.week.start,
        shifts: Vec::new(),
    }
}
