//! Instants, spans of time, zones and weekly hours.

pub mod hours;
pub mod interval;
pub mod zone;
