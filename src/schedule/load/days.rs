//! Days on the team's clock as parts of a span.

use chrono::{NaiveDate, NaiveTime};

use crate::time::{Interval, Zone};

/// `span` cut at the team's midnights, ascending and touching. Where the clocks go back over midnight, the time
/// between counts as the later day.
pub fn days(zone: &Zone, span: Interval) -> Vec<(NaiveDate, Interval)> {
    let mut days = Vec::new();
    let mut date = zone.local(span.start).date();
    let mut start = span.start;
    while start < span.end {
        let Some(next) = date.succ_opt() else { break };
        let end = zone.instant(next.and_time(NaiveTime::MIN)).min(span.end);
        if let Some(day) = Interval::new(start, end) {
            days.push((date, day));
            start = end;
        }
        date = next;
    }
    days
}
