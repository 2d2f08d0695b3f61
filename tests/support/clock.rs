//! Wall clocks by chrono-tz: a second witness beside the zones of the crate.

use chrono::{LocalResult, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use hausmeister::time::Instant;

/// The instant that a full minute on the clocks of `zone` means by the words of roster.md: the first at which they
/// show it or, when they skip it, the first after the gap.
pub fn instant(zone: Tz, local: NaiveDateTime) -> Instant {
    if let LocalResult::Single(instant) = zone.from_local_datetime(&local) {
        return instant.to_utc();
    }
    // No clock is more than 14 hours ahead of UTC, so here none shows `local` yet.
    let mut at = local.and_utc() - TimeDelta::hours(15);
    while shown(zone, at) < local {
        at += TimeDelta::minutes(1);
    }
    at
}

/// Whether clocks of `zone` show `local` exactly once.
pub fn is_plain(zone: Tz, local: NaiveDateTime) -> bool {
    matches!(zone.from_local_datetime(&local), LocalResult::Single(_))
}

/// What clocks of `zone` show at `instant`.
pub fn shown(zone: Tz, instant: Instant) -> NaiveDateTime {
    instant.with_timezone(&zone).naive_local()
}
