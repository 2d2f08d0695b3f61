//! The coming weeks as bars: a row for each shift type, placed by elapsed time.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::context::{Bar, Shade, Tick, Timeline, TimelineRow};
use super::dates;
use super::describe::Describer;
use super::percent::percent;
use crate::roster::ShiftTypeIndex;
use crate::time::{Instant, Interval};

/// How many weeks are drawn, with the running one.
const WEEKS: u64 = 6;

/// The timeline from the beginning of the running week, as far as the published span reaches.
pub fn timeline(describer: &Describer<'_>) -> Timeline {
    let inputs = describer.inputs;
    let zone = &inputs.roster.zone;
    let begins = zone.local(inputs.week.start);
    let ends = begins.checked_add_days(Days::new(7 * WEEKS)).map_or(inputs.span.end, |end| zone.instant(end));
    let span = Interval::new(inputs.week.start, ends.min(inputs.span.end)).unwrap_or(inputs.week);
    let scale = Scale(span);
    Timeline {
        span: describer.dates.stretch(span),
        from: span.start.timestamp(),
        to: span.end.timestamp(),
        weeks: weeks(describer, scale),
        shades: shades(describer, scale),
        rows: inputs.roster.shift_types().map(|(shift_type, _)| row(describer, shift_type, scale)).collect(),
    }
}

/// Places instants of an interval on a drawing of it.
#[derive(Clone, Copy)]
struct Scale(Interval);

impl Scale {
    fn x(self, instant: Instant) -> String {
        percent((instant - self.0.start).num_seconds(), self.0.duration().num_seconds())
    }

    /// Place and width of the part of `interval` that is drawn.
    fn place(self, interval: Interval) -> Option<(String, String)> {
        let part = self.0.intersection(&interval)?;
        let width = percent(part.duration().num_seconds(), self.0.duration().num_seconds());
        Some((self.x(part.start), width))
    }
}

/// The days that the drawing touches, each from its first instant to that of the next.
fn days(describer: &Describer<'_>, span: Interval) -> Vec<(NaiveDate, Instant, Instant)> {
    let zone = &describer.inputs.roster.zone;
    let midnight = |date: NaiveDate| zone.instant(date.and_time(NaiveTime::MIN));
    let first = zone.local(span.start).date();
    let dates = first.iter_days().map_while(|date| Some((date, midnight(date), midnight(date.succ_opt()?))));
    dates.take_while(|(_, start, _)| *start < span.end).collect()
}

/// A mark at the beginning of each of the team's weeks.
fn weeks(describer: &Describer<'_>, scale: Scale) -> Vec<Tick> {
    let zone = &describer.inputs.roster.zone;
    let first = zone.local(scale.0.start);
    let starts = (0..WEEKS).map_while(|week| first.checked_add_days(Days::new(7 * week)));
    let inside = starts.filter(|start| scale.0.contains(zone.instant(*start)));
    inside.map(|start| Tick { x: scale.x(zone.instant(start)), text: dates::short_day(start.date()) }).collect()
}

/// Weekends and holidays; days of one kind that touch are one shade.
fn shades(describer: &Describer<'_>, scale: Scale) -> Vec<Shade> {
    let holidays = &describer.inputs.roster.holidays;
    let mut shades: Vec<(Interval, Option<&str>)> = Vec::new();
    for (date, start, end) in days(describer, scale.0) {
        let holiday = holidays.iter().find(|holiday| holiday.on == date).map(|holiday| holiday.name.as_str());
        let is_free = holiday.is_some() || matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let Some(day) = Interval::new(start, end).filter(|_| is_free) else { continue };
        match shades.last_mut() {
            Some((last, name)) if last.touches(&day) && *name == holiday => last.end = day.end,
            _ => shades.push((day, holiday)),
        }
    }
    let shade = |(interval, holiday): (Interval, Option<&str>)| {
        let (x, width) = scale.place(interval)?;
        Some(Shade { x, width, holiday: holiday.map(str::to_owned) })
    };
    shades.into_iter().filter_map(shade).collect()
}

fn row(describer: &Describer<'_>, shift_type: ShiftTypeIndex, scale: Scale) -> TimelineRow {
    let shifts = describer.inputs.schedule.of_type(shift_type);
    let bar = |shift: &crate::schedule::Shift| {
        let (x, width) = scale.place(shift.interval)?;
        Some(Bar { x, width, shift: describer.shift(shift) })
    };
    TimelineRow { shift_type: describer.shift_type(shift_type), bars: shifts.filter_map(bar).collect() }
}
