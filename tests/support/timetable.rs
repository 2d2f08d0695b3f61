//! Schedules, loads and problems as tables that a reader can follow with a calendar in hand.

use chrono::NaiveDate;
use hausmeister::diagnostics::render::Report;
use hausmeister::roster::Roster;
use hausmeister::schedule::load::{Bucket, load};
use hausmeister::schedule::{Shift, coverage};
use hausmeister::time::{Instant, Interval};

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
    lines.push(problems(reading));
    lines.join("\n").trim_end().to_owned()
}

/// The hours of each person and type in the days from `from` to before `to`, by bucket.
pub fn loads(text: &str, from: &str, to: &str) -> String {
    let mut reading = Reading::of(text);
    let days = days(&reading, from, to).unwrap();
    let schedule = reading.plan(days.end);
    let roster = reading.roster.as_ref().unwrap();
    let mut lines =
        vec![format!("{:<8}{:>10}{:>24}{:>10}{:>10}", "", "work", "evenings and nights", "weekends", "holidays")];
    for ((person, _), minutes) in load(roster, schedule.shifts().iter(), days) {
        let [work, night, weekend, holiday] = Bucket::ALL.map(|bucket| in_hours(minutes.of(bucket)));
        lines.push(format!("{:<8}{work:>10}{night:>24}{weekend:>10}{holiday:>10}", roster.person(person).id));
    }
    lines.join("\n")
}

/// An instant on the team's clock with its offset from UTC.
pub fn shown(roster: &Roster, instant: Instant) -> String {
    instant.with_timezone(&roster.zone.offset(instant)).format("%a %Y-%m-%d %H:%M %:z").to_string()
}

/// The problems of a reading, for people.
pub fn problems(reading: Reading) -> String {
    let problems = reading.sink.into_problems();
    Report { sources: &reading.sources, problems: &problems }.text(false, 120).trim_end().to_owned()
}

/// Everything that is wrong with `text`, its schedule included, told on the day `now` and looking on to `until`.
pub fn check(text: &str, now: &str, until: &str) -> String {
    let mut reading = Reading::of(text);
    if let Some(days) = days(&reading, now, until) {
        let schedule = reading.plan(days.end);
        if let Some(roster) = &reading.roster {
            coverage::check(roster, &schedule, days, &mut reading.sink);
        }
    }
    problems(reading)
}

fn days(reading: &Reading, from: &str, to: &str) -> Option<Interval> {
    let roster = reading.roster.as_ref()?;
    let midnight = |day: &str| roster.zone.instant(day.parse::<NaiveDate>().unwrap().into());
    Interval::new(midnight(from), midnight(to))
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
