//! The weeks of the published span as bars: a row for each shift type, placed by elapsed time.
//!
//! The drawing holds all of the span, from its first week with a shift, and is seen through a frame. Which part is
//! seen at first is made here too; the page's script only moves the drawing behind the frame.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::context::{Bar, Shade, Shown, Tick, Timeline, TimelineRow};
use super::describe::Describer;
use super::fitting;
use super::percent::{percent, percent_beyond};
use crate::roster::ShiftTypeIndex;
use crate::schedule::{self, Shift};
use crate::time::{Instant, Interval};

/// How many weeks are shown without a script, with the running one first.
const WEEKS: u64 = 6;

/// How wide a week is at least, in thousandths of the size of the names' font: two weeks on a telephone of 320 px. The
/// style sheet and the script keep to it.
const NARROWEST_WEEK: i64 = 10_000;

/// What a bar needs beside its name, in the same measure.
const PADDING: i64 = 800;

const WEEK_SECONDS: i64 = 7 * 24 * 3600;

/// The timeline of the published span.
pub fn timeline(describer: &Describer<'_>) -> Timeline {
    let inputs = describer.inputs;
    let span = drawn(describer);
    let scale = Scale { span, shown: shown(describer) };
    Timeline {
        span: describer.dates.stretch(span),
        from: span.start.timestamp(),
        to: span.end.timestamp(),
        shown: Shown {
            first: describer.dates.day_of(scale.shown.start),
            last: describer.dates.day_of(scale.shown.end),
            x: percent_beyond((span.start - scale.shown.start).num_seconds(), scale.shown.duration().num_seconds()),
            width: percent_beyond(span.duration().num_seconds(), scale.shown.duration().num_seconds()),
        },
        last: describer.dates.day_of(span.end),
        weeks: weeks(describer, scale),
        shades: shades(describer, scale),
        rows: inputs.roster.shift_types().map(|(shift_type, _)| row(describer, shift_type, scale)).collect(),
    }
}

/// The published span without the weeks before its first shift.
fn drawn(describer: &Describer<'_>) -> Interval {
    let inputs = describer.inputs;
    let first = inputs.schedule.within(inputs.span).next();
    let first = first.map_or(inputs.week.start, |shift| shift.interval.start.max(inputs.span.start));
    let week = schedule::week_of(inputs.roster, first).start.max(inputs.span.start);
    Interval { start: week.min(inputs.week.start), end: inputs.span.end }
}

/// Six weeks from the beginning of the running one, as far as the published span reaches.
fn shown(describer: &Describer<'_>) -> Interval {
    let inputs = describer.inputs;
    let zone = &inputs.roster.zone;
    let begins = zone.local(inputs.week.start);
    let ends = begins.checked_add_days(Days::new(7 * WEEKS)).map_or(inputs.span.end, |end| zone.instant(end));
    Interval::new(inputs.week.start, ends.min(inputs.span.end)).unwrap_or(inputs.week)
}

/// Places instants of an interval on a drawing of it.
#[derive(Clone, Copy)]
struct Scale {
    /// All that is drawn.
    span: Interval,
    /// What of it is shown.
    shown: Interval,
}

impl Scale {
    fn x(self, instant: Instant) -> String {
        percent((instant - self.span.start).num_seconds(), self.span.duration().num_seconds())
    }

    /// Place and width of the part of `interval` that is drawn.
    fn place(self, interval: Interval) -> Option<(String, String)> {
        let part = self.span.intersection(&interval)?;
        let width = percent(part.duration().num_seconds(), self.span.duration().num_seconds());
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
    let first = zone.local(scale.span.start);
    let starts = (0..).map_while(|week| first.checked_add_days(Days::new(7 * week)));
    let instants = starts.map(|start| (start.date(), zone.instant(start)));
    let inside = instants.take_while(|(_, instant)| *instant < scale.span.end);
    let tick = |(date, instant): (NaiveDate, Instant)| Tick {
        x: scale.x(instant),
        text: describer.dates.short_day(date),
        day: describer.dates.day(date),
        from: instant.timestamp(),
    };
    inside.map(tick).collect()
}

/// Weekends, and holidays of everyone: on those of some the team works. Days of one kind that touch are one shade.
fn shades(describer: &Describer<'_>, scale: Scale) -> Vec<Shade> {
    let holidays: Vec<_> = describer.inputs.roster.holidays.iter().filter(|day| day.is_for_everyone()).collect();
    let mut shades: Vec<(Interval, Option<&str>)> = Vec::new();
    for (date, start, end) in days(describer, scale.span) {
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
        Some(Shade {
            x,
            width,
            holiday: holiday.map(str::to_owned),
            day: describer.dates.day_of(interval.start),
            from: interval.start.timestamp(),
            to: interval.end.timestamp(),
            is_shown: interval.overlaps(&scale.shown),
        })
    };
    shades.into_iter().filter_map(shade).collect()
}

fn row(describer: &Describer<'_>, shift_type: ShiftTypeIndex, scale: Scale) -> TimelineRow {
    let shifts = describer.inputs.schedule.of_type(shift_type);
    TimelineRow {
        shift_type: describer.shift_type(shift_type),
        bars: shifts.filter_map(|shift| bar(describer, shift, scale)).collect(),
    }
}

fn bar(describer: &Describer<'_>, shift: &Shift, scale: Scale) -> Option<Bar> {
    let (x, width) = scale.place(shift.interval)?;
    let drawn = scale.span.intersection(&shift.interval)?;
    let whole = describer.shift(shift);
    let names = whole.person.as_ref().map(|person| fitting::forms(&person.name, &person.initials));
    let names = names.unwrap_or_default();
    let name = fitting::first_that_fits(&names, room(drawn)).cloned().unwrap_or_default();
    Some(Bar {
        x,
        width,
        shift: whole,
        name,
        names,
        from: drawn.start.timestamp(),
        to: drawn.end.timestamp(),
        is_shown: drawn.overlaps(&scale.shown),
    })
}

/// The room for a name on the bar of `interval` where weeks are narrowest.
fn room(interval: Interval) -> i64 {
    interval.duration().num_seconds() * NARROWEST_WEEK / WEEK_SECONDS - PADDING
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_has_the_room_of_its_length() {
        let hours = |hours: i64| {
            let start: Instant = "2026-11-23T21:00:00Z".parse().unwrap();
            Interval { start, end: start + chrono::TimeDelta::hours(hours) }
        };
        assert_eq!([7 * 24, 4 * 24, 12].map(|length| room(hours(length))), [9_200, 4_914, -86]);
        let forms = fitting::forms("Ana Souza", "AS");
        let fits = |length| fitting::first_that_fits(&forms, room(hours(length))).map(String::as_str);
        assert_eq!([fits(7 * 24), fits(4 * 24), fits(12)], [Some("Ana Souza"), Some("Ana"), None]);
    }
}
