//! What zones make of local times: the worked cases of the contract, and what holds in every zone.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::*;

use super::{LocalTime, Zone};
use crate::time::Instant;

fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap()
}

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn utc(text: &str) -> Instant {
    local(text).and_utc()
}

#[test]
fn names_are_exact() {
    assert_eq!(zone("Europe/Berlin").name(), "Europe/Berlin");
    for wrong in ["europe/berlin", "Europe/Bertin", "Berlin", "", " UTC", "UTC+3", "CEST"] {
        assert_eq!(Zone::named(wrong), None, "{wrong}");
    }
}

#[test]
fn every_listed_name_is_a_zone_and_the_list_is_sorted() {
    let names: Vec<&str> = Zone::names().collect();
    assert!(names.len() > 590, "only {} names", names.len());
    assert!(names.is_sorted());
    assert!(names.iter().all(|name| Zone::named(name).is_some_and(|zone| zone.name() == *name)));
}

#[test]
fn utc_is_the_zone_of_that_name() {
    assert_eq!(Zone::utc(), zone("UTC"));
    assert_eq!(Zone::utc().instant(local("2026-11-16 18:00")), utc("2026-11-16 18:00"));
    assert_ne!(Zone::utc(), zone("Etc/UTC"));
}

#[test]
fn the_release_is_a_year_and_a_letter() {
    let (year, letter) = Zone::tz_release().split_at(4);
    assert!(year.parse::<u16>().unwrap() >= 2026);
    assert!(letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_lowercase()));
}

#[test]
fn most_local_times_occur_once() {
    let sao_paulo = zone("America/Sao_Paulo");
    let instant = utc("2026-11-16 21:00");
    assert_eq!(sao_paulo.resolve(local("2026-11-16 18:00")), LocalTime::Once(instant));
    assert_eq!(sao_paulo.local(instant), local("2026-11-16 18:00"));
    assert_eq!(sao_paulo.offset(instant).to_string(), "-03:00");
}

/// (zone, a skipped time, the last minute before, the first time after, that instant in UTC)
#[test]
fn a_skipped_time_is_the_first_instant_after_the_gap() {
    for (name, skipped, before, after, instant) in [
        ("America/Chicago", "2026-03-08 02:30", "2026-03-08 01:59", "2026-03-08 03:00", "2026-03-08 08:00"),
        ("America/Chicago", "2026-03-08 02:00", "2026-03-08 01:59", "2026-03-08 03:00", "2026-03-08 08:00"),
        ("America/Sao_Paulo", "2018-11-04 00:00", "2018-11-03 23:59", "2018-11-04 01:00", "2018-11-04 03:00"),
        ("America/Sao_Paulo", "2018-11-04 00:59", "2018-11-03 23:59", "2018-11-04 01:00", "2018-11-04 03:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-04 01:59", "2026-10-04 02:30", "2026-10-03 15:30"),
        ("Pacific/Apia", "2011-12-30 00:00", "2011-12-29 23:59", "2011-12-31 00:00", "2011-12-30 10:00"),
        ("Pacific/Apia", "2011-12-30 12:00", "2011-12-29 23:59", "2011-12-31 00:00", "2011-12-30 10:00"),
        ("Pacific/Apia", "2011-12-30 23:59", "2011-12-29 23:59", "2011-12-31 00:00", "2011-12-30 10:00"),
        ("Europe/Berlin", "2150-03-29 02:30", "2150-03-29 01:59", "2150-03-29 03:00", "2150-03-29 01:00"),
    ] {
        let expected = LocalTime::Skipped { before: local(before), after: local(after), instant: utc(instant) };
        assert_eq!(zone(name).resolve(local(skipped)), expected, "{name} {skipped}");
        assert_eq!(zone(name).instant(local(skipped)), utc(instant), "{name} {skipped}");
        assert_eq!(zone(name).instant(local(after)), utc(instant), "{name} {skipped}");
    }
}

/// (zone, a time that occurs twice, when first, when again)
#[test]
fn a_time_that_occurs_twice_is_the_first() {
    for (name, twice, first, second) in [
        ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30", "2026-10-25 01:30"),
        ("America/Sao_Paulo", "2019-02-16 23:30", "2019-02-17 01:30", "2019-02-17 02:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45", "2026-04-04 15:15"),
    ] {
        let expected = LocalTime::Twice { first: utc(first), second: utc(second) };
        assert_eq!(zone(name).resolve(local(twice)), expected, "{name} {twice}");
        assert_eq!(zone(name).instant(local(twice)), utc(first), "{name} {twice}");
        assert_eq!(zone(name).local(utc(first)), zone(name).local(utc(second)));
    }
}

#[test]
fn days_in_sao_paulo_are_as_long_as_the_clocks_make_them() {
    let zone = zone("America/Sao_Paulo");
    let hours = |from: &str, to: &str| (zone.instant(local(to)) - zone.instant(local(from))).num_hours();
    assert_eq!(hours("2018-11-04 00:00", "2018-11-05 00:00"), 23);
    assert_eq!(hours("2019-02-16 00:00", "2019-02-17 00:00"), 25);
    // No summer time since 2019.
    assert_eq!(hours("2026-11-01 00:00", "2026-11-02 00:00"), 24);
}

#[test]
fn the_ends_of_the_calendar_are_no_trouble() {
    for zone in ["Pacific/Kiritimati", "Pacific/Niue", "UTC"].map(zone) {
        let mut last = Instant::MIN_UTC;
        for year in [NaiveDate::MIN, NaiveDate::MAX]
            .map(|date| date.and_hms_opt(12, 30, 0).unwrap())
            .into_iter()
            .chain([-10_000, -9_999, 9_999, 10_000].map(|year| {
                NaiveDate::from_ymd_opt(year, 12, 31).unwrap().and_hms_nano_opt(23, 59, 59, 1_999_999_999).unwrap()
            }))
            .chain([NaiveDateTime::MIN, NaiveDateTime::MAX])
            .collect::<std::collections::BTreeSet<_>>()
        {
            let instant = zone.instant(year);
            assert!(last <= instant);
            last = instant;
            assert!((zone.local(instant) - year).abs() <= TimeDelta::hours(14));
            let _ = zone.offset(instant);
        }
        let _ = (zone.local(Instant::MIN_UTC), zone.local(Instant::MAX_UTC));
    }
}

/// One of the two is far ahead of UTC where the other is far behind, in the time before zones the other way round.
#[test]
fn beyond_the_ends_of_the_calendar_are_its_ends() {
    let [east, west] = ["Pacific/Kiritimati", "Pacific/Pago_Pago"].map(zone);
    assert_eq!(west.instant(NaiveDateTime::MIN), Instant::MIN_UTC);
    assert_eq!(east.local(Instant::MIN_UTC), NaiveDateTime::MIN);
    assert_eq!(west.instant(NaiveDateTime::MAX), Instant::MAX_UTC);
    assert_eq!(east.local(Instant::MAX_UTC), NaiveDateTime::MAX);
}

/// Zones with gaps and folds of every length, at midnight, by law rather than by rule, or with odd offsets.
const SAMPLE: [&str; 16] = [
    "Africa/Casablanca",
    "Africa/Monrovia",
    "America/Caracas",
    "America/Chicago",
    "America/Nuuk",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Asia/Pyongyang",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Apia",
    "Pacific/Kwajalein",
    "UTC",
];

/// A local second of the years that a roster may speak of.
fn any_local() -> impl Strategy<Value = NaiveDateTime> {
    (0_i64..7_258_118_400).prop_map(|second| Instant::UNIX_EPOCH.naive_utc() + TimeDelta::seconds(second))
}

/// A local second within two days of a change of the clocks, or any one.
fn local_near_a_change() -> impl Strategy<Value = (Zone, NaiveDateTime)> {
    let near = (prop::sample::select(SAMPLE.to_vec()), any_local(), -172_800_i64..172_800);
    near.prop_map(|(name, local, distance)| {
        let zone = zone(name);
        let change = zone.rules.following(super::timestamp(local.and_utc())).next();
        let change = change.map(|change| super::instant_of(change.timestamp()).naive_utc());
        (zone, change.unwrap_or(local) + TimeDelta::seconds(distance))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn later_local_times_never_give_earlier_instants((zone, local) in local_near_a_change(), ahead in 0_i64..200_000) {
        prop_assert!(zone.instant(local) <= zone.instant(local + TimeDelta::seconds(ahead)));
    }

    #[test]
    fn clocks_show_what_was_asked_for((zone, local) in local_near_a_change()) {
        match zone.resolve(local) {
            LocalTime::Once(instant) => prop_assert_eq!(zone.local(instant), local),
            LocalTime::Twice { first, second } => {
                prop_assert!(first < second);
                prop_assert_eq!((zone.local(first), zone.local(second)), (local, local));
            }
            LocalTime::Skipped { before, after, instant } => {
                prop_assert!(before < local && local < after);
                prop_assert_eq!(zone.local(instant), after);
                let second_before = zone.local(instant - TimeDelta::seconds(1));
                prop_assert_eq!(before + TimeDelta::seconds(59), second_before);
            }
        }
    }

    /// An instant's local time, read back, is that instant or the one an hour or so before with the same clock.
    #[test]
    fn instants_come_back((zone, instant) in local_near_a_change().prop_map(|(zone, local)| (zone, local.and_utc()))) {
        let local = zone.local(instant);
        prop_assert_eq!(instant.naive_utc() + zone.offset(instant), local);
        match zone.resolve(local) {
            LocalTime::Once(once) => prop_assert_eq!(once, instant),
            LocalTime::Twice { first, second } => prop_assert!(instant == first || instant == second),
            LocalTime::Skipped { .. } => prop_assert!(false, "clocks never show {}", local),
        }
    }
}
