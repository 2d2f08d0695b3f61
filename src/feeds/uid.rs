//! Names of events that last: the same in every feed, on every machine and after every change of holder.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::roster::Roster;
use crate::schedule::{HandOff, Shift};

/// The namespace of everything that is named here (RFC 9562 6.6); changing it would make every subscriber's
/// calendar forget its events.
const NAMESPACE: Uuid = Uuid::from_u128(0xc810_f52e_d334_44d3_a70c_236e_0b6d_8b83);

/// The UID of a shift's event: of its type, its window's start on the team's clock and its place in the window, and
/// of nothing else, least of all a person or a host (RFC 7986 5.3).
#[must_use]
pub fn uid(roster: &Roster, shift: &Shift) -> String {
    let shift_type = &roster.shift_type(shift.shift_type).id;
    name(&format!("{shift_type}/{:?}/{}", shift.window, shift.piece))
}

/// The UID of an event's alarm, so many minutes before it; a function of the event's (RFC 9074 4).
pub fn of_alarm(event: &str, minutes: i64) -> String {
    name(&format!("{event}/{minutes}"))
}

/// The UID of a shift's event in a feed for pagers: it reads otherwise there, and a client that subscribes to both
/// feeds must not take the one for the other.
pub fn of_pager(roster: &Roster, shift: &Shift) -> String {
    name(&format!("pager/{}", uid(roster, shift)))
}

/// The UID of a hand-off: of the shift that begins, and of the type of the one that ends.
pub fn of_hand_off(roster: &Roster, hand_off: &HandOff<'_>) -> String {
    let before = &roster.shift_type(hand_off.before.shift_type).id;
    name(&format!("hand-off/{before}/{}", uid(roster, hand_off.after)))
}

/// The UID of a time away: of the person, its first day, and its place among those of that person and day.
pub fn of_away(person: &str, first: NaiveDate, place: usize) -> String {
    name(&format!("away/{person}/{first}/{place}"))
}

/// The UID of a holiday: of its day, and its place among those of that day.
pub fn of_holiday(on: NaiveDate, place: usize) -> String {
    name(&format!("holiday/{on}/{place}"))
}

fn name(text: &str) -> String {
    Uuid::new_v5(&NAMESPACE, text.as_bytes()).hyphenated().to_string()
}
