//! A second witness for the offsets: chrono-tz against jiff, for every name, from 2026 to 2028.
//!
//! The names on which the two differ are known. When the list no longer fits, one of the crates carries another IANA
//! release: see that the change is one the release notes of the data speak of, then write the new list here. When it
//! is empty, jiff has done its duty in `zone.rs` and may go.

use chrono::{Offset as _, TimeDelta, TimeZone as _};

use super::{Zone, instant_of, timestamp};
use crate::time::Instant;

/// chrono-tz 0.10 carries IANA 2025b; these are the changes that jiff's 2026f knows of and it does not.
const DIFFERING: &[&str] = &[
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "America/Edmonton",
    "America/Havana",
    "America/Inuvik",
    "America/Rainy_River",
    "America/Vancouver",
    "America/Winnipeg",
    "America/Yellowknife",
    "Canada/Central",
    "Canada/Mountain",
    "Canada/Pacific",
    "Cuba",
    "Europe/Chisinau",
    "Europe/Tiraspol",
];

fn start_of(year: i32) -> Instant {
    chrono::Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).unwrap()
}

/// The first and the last instant of every stretch in which jiff has one offset, and one a week in between.
fn samples(zone: &Zone) -> Vec<Instant> {
    let (first, end) = (start_of(2026), start_of(2029));
    let changes = zone
        .rules
        .following(timestamp(first))
        .map(|change| instant_of(change.timestamp()))
        .take_while(|change| *change < end)
        .flat_map(|change| [change - TimeDelta::seconds(1), change]);
    changes.chain((0..156).map(|week| first + TimeDelta::weeks(week))).collect()
}

#[test]
fn two_sources_agree_but_for_known_names() {
    let differ = |second: &chrono_tz::Tz| {
        let zone = Zone::named(second.name()).expect("jiff has data for every name");
        let offset = |instant: &Instant| second.offset_from_utc_datetime(&instant.naive_utc()).fix();
        samples(&zone).iter().any(|instant| offset(instant) != zone.offset(*instant))
    };
    let differing: Vec<&str> =
        chrono_tz::TZ_VARIANTS.iter().filter(|second| differ(second)).map(|second| second.name()).collect();
    assert_eq!(differing, DIFFERING);
}
