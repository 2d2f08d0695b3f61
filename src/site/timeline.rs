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

/// The beginnings of the days that touch the drawing, each with the instant at which the day is over.
fn days(describer: &Describer<'_>, span: Interval) -> Vec<(NaiveDate, Instant, Instant)> {
    let zone = &describer.inputs.roster.zone;
    let midnight = |date: NaiveDate| zone.instant(date.and_time(NaiveTime::MIN));
    let first = zone.local(span.start).date();
    let dates = first.iter_days().map_while(|date| Some((date, midnight(date), midnight(date.succ_opt()?))));
    dates.take_while(|(_, start, _)| *start < span.end).collect()
}

/// A mark at each Monday.
fn weeks(describer: &Describer<'_>, scale: Scale) -> Vec<Tick> {
    let days = days(describer, scale.0).into_iter();
    let mondays = days.filter(|(date, start, _)| date.weekday() == Weekday::Mon && *start >= scale.0.start);
    mondays.map(|(date, start, _)| Tick { x: scale.x(start), text: dates::short_day(date) }).collect()
}

fn shades(describer: &Describer<'_>, scale: Scale) -> Vec<Shade> {
    let holidays = &describer.inputs.roster.holidays;
    let shade = |(date, start, end): (NaiveDate, Instant, Instant)| {
        let holiday = holidays.iter().find(|holiday| holiday.on == date).map(|holiday| holiday.name.clone());
        if holiday.is_none() && !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
            return None;
        }
        let (x, width) = scale.place(Interval::new(start, end)?)?;
        Some(Shade { x, width, holiday })
    };
    days(describer, scale.0).into_iter().filter_map(shade).collect()
}

fn row(describer: &Describer<'_>, shift_type: ShiftTypeIndex, scale: Scale) -> TimelineRow {
    let shifts = describer.inputs.schedule.of_type(shift_type);
    let bar = |shift: &crate::schedule::Shift| {
        let (x, width) = scale.place(shift.interval)?;
        Some(Bar { x, width, shift: describer.shift(shift) })
    };
    TimelineRow { shift_type: describer.shift_type(shift_type), bars: shifts.filter_map(bar).collect() }
}
