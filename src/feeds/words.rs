//! How events name people and times: in short lines, what is needed first in front.
//!
//! People go by their names and handles, never by a telephone number or a mail address, for feeds are fetched by
//! strangers' servers. Times are without a year, for the calendar shows the day beside them.

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::{Context, text};
use crate::roster::{PersonIndex, ShiftTypeIndex};
use crate::time::{Instant, Interval, Zone};

/// The longest description in characters; clients cut longer ones where they please.
pub const LONGEST_DESCRIPTION: usize = 4_000;
/// How much of it a duty, a reason or the escalation may take, so that everything after it still has room.
const LONGEST_PART: usize = 600;
/// How much of a line a name may take.
const LONGEST_NAME: usize = 100;

impl Context<'_> {
    /// A shift type's name.
    pub(super) fn shift_type(&self, shift_type: ShiftTypeIndex) -> String {
        name(&self.roster.shift_type(shift_type).name)
    }

    /// A person's name and, where they have one, their handle.
    pub(super) fn person(&self, person: Option<PersonIndex>) -> String {
        let Some(person) = person.map(|person| self.roster.person(person)) else {
            return String::from("nobody");
        };
        let handle = person.slack.as_ref().map(|handle| format!(" (@{})", name(handle))).unwrap_or_default();
        format!("{}{handle}", name(&person.name))
    }

    /// The line that leads to a runbook, where the site's address is known.
    pub(super) fn runbook(&self, runbook: Option<&str>) -> Option<String> {
        Some(format!("Runbook: {}", self.address(runbook?)?))
    }
}

/// Blocks of lines with an empty line between them, what is needed most in front.
pub fn description(blocks: &[Vec<String>]) -> String {
    let blocks = blocks.iter().filter(|block| !block.is_empty()).map(|block| block.join("\n"));
    text::bounded(&blocks.collect::<Vec<_>>().join("\n\n"), LONGEST_DESCRIPTION).into_owned()
}

/// One of the parts of a description that a roster can make long.
pub fn part(written: &str) -> String {
    text::bounded(&text::lines(written), LONGEST_PART).into_owned()
}

/// The name of someone or something.
pub fn name(written: &str) -> String {
    text::bounded(&text::one_line(written), LONGEST_NAME).into_owned()
}

/// `Mon 16 Nov 18:00 - Fri 20 Nov 18:00, America/Sao_Paulo`.
pub fn local_window(zone: &Zone, interval: Interval) -> String {
    format!("{} - {}, {}", local_time(zone, interval.start), local_time(zone, interval.end), zone.name())
}

/// `Mon 16 Nov 18:00`.
pub fn local_time(zone: &Zone, instant: Instant) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let local: NaiveDateTime = zone.local(instant);
    let month = usize::try_from(local.month0()).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    let (weekday, day) = (local.weekday(), local.day());
    format!("{weekday} {day} {month} {:02}:{:02}", local.hour(), local.minute())
}
