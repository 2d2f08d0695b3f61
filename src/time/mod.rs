//! Instants, spans of time, zones and weekly hours.
//!
//! Wall-clock time comes in from the roster as chrono's naive dates and times; a [`Zone`] turns it into an
//! [`Instant`], and everything after that reckons with instants. Nothing here reads the clock, the system's zone or
//! the system's zone data: the same roster gives the same instants on every machine.

pub mod duration;
pub mod hours;
pub mod interval;
pub mod spoken;
pub mod when;
pub mod zone;

pub use duration::{Unit, as_written, in_hours, in_words, units};
pub use hours::{Hours, HoursError, Reach, WeeklyWindow, WindowGroup};
pub use interval::Interval;
pub use spoken::Spoken;
pub use when::When;
pub use zone::{LocalTime, Zone};

/// A point in time, the same everywhere.
pub type Instant = chrono::DateTime<chrono::Utc>;
