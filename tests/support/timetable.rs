//! Schedules as tables that a reader can follow with a calendar in hand.

use hausmeister::roster::Roster;
use hausmeister::schedule::Shift;
use hausmeister::time::Instant;

use super::checking::{days, told};
use super::reading::Reading;

/// The shifts of `text` that overlap the days from `from` to before `to`, a line each: the type where there are
/// several, start, end, the hours that elapse, the holder, and from whom they took it over. Problems come below.
pub fn timetable(text: &str, from: &str, to: &str) -> String {
    let mut reading = Reading::of(text);
    let days = days(&reading, from, to);
    let schedule = reading.plan(days.map_or(Instant::UNIX_EPOCH, |days| days.end));
    let mut lines = Vec::new();
    if let (Some(roster), Some(days)) = (&reading.roster, days) {
        lines.extend(schedule.within(days).map(|shift| line(roster, shift)));
    }
    lines.push(told(&reading.sources, &std::mem::take(&mut reading.sink).into_problems()));
    lines.join("\n").trim_end().to_owned()
}

/// An instant on the team's clock with its offset from UTC.
pub fn shown(roster: &Roster, instant: Instant) -> String {
    instant.with_timezone(&roster.zone.offset(instant)).format("%a %Y-%m-%d %H:%M %:z").to_string()
}

fn line(roster: &Roster, shift: &Shift) -> String {
    let of = if roster.shift_types.len() > 1 {
        let width = roster.shift_types.iter().map(|of| of.id.len()).max().unwrap_or(0);
        format!("{:<width$}  ", roster.shift_type(shift.shift_type).id)
    } else {
        String::new()
    };
    let id = |holder: Option<_>| holder.map_or("nobody", |person| roster.person(person).id.as_str());
    let taken_over = shift.taken_over.as_ref().map_or(String::new(), |taken| format!(" for {}", id(taken.from)));
    let [start, end] = [shift.interval.start, shift.interval.end].map(|end| shown(roster, end));
    let length = shift.interval.duration().num_minutes();
    format!("{of}{start}  to  {end}  {:>6}  {}{taken_over}", in_hours(length), id(shift.holder))
}

/// `71 h`, `23:30 h`.
fn in_hours(minutes: i64) -> String {
    if minutes % 60 == 0 { format!("{} h", minutes / 60) } else { format!("{}:{:02} h", minutes / 60, minutes % 60) }
}
