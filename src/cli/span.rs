//! The span that a command looks at: `--from`, `--to`, and what stands for them.

use chrono::Days;

use crate::Plan;
use crate::error::{Error, Result};
use crate::schedule::week_of;
use crate::time::{Interval, Spoken, When};

/// From `from` to `to`, a day counting whole: without the one from the beginning of the running week, without the
/// other for so many weeks. A weekday or a time alone as the end is the next one after the beginning.
pub fn span(plan: &Plan, from: Option<Spoken>, to: Option<Spoken>, weeks: u64) -> Result<Interval> {
    let zone = &plan.roster.zone;
    let start = from.map_or(week_of(&plan.roster, plan.now).start, |from| from.when(zone, plan.now).instant(zone));
    let weeks_later =
        || zone.local(start).checked_add_days(Days::new(7 * weeks)).map_or(start, |end| zone.instant(end));
    let end = |to: Spoken| {
        let by = if matches!(to, Spoken::Near { .. }) { plan.now } else { start.max(plan.now) };
        match to.when(zone, by) {
            When::Day(day) => When::Day(day.succ_opt().unwrap_or(day)).instant(zone),
            to => to.instant(zone),
        }
    };
    Interval::new(start, to.map_or_else(weeks_later, end)).ok_or_else(|| Error::Usage {
        message: String::from("`--to` lies before `--from`"),
        help: Some(String::from("`--to` is the last day, `--from` the first")),
    })
}
