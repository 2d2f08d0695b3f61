//! How calendars and events are spelt: iCalendar (RFC 5545, 7986, 9074). The only module that names `icalendar`.
//!
//! The crate knows what a component looks like, but not how to keep the roster's words inside it: its folding hangs,
//! panics or writes 76 octets, some texts are written raw, and what is not set comes from the clock. So it is never
//! handed one of those words. It lays out each component once, with short marks where values will stand, every
//! stamp set; [`Layout`] then puts the values, escaped and folded by `text`, in the marks' place. No line that the
//! crate sees reaches the length at which it begins to fold, and an event costs no more than its own text.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, TimeDelta, Timelike};
use icalendar::{Calendar, Class, Component, EventLike, EventStatus, Property};

use super::event::Event;
use super::layout::Layout;
use super::words::LONGEST_DESCRIPTION;
use super::{text, uid};
use crate::roster::Alarm;
use crate::time::Instant;

/// Who makes the calendars: without a version, so that a new one leaves a calendar's bytes as they are.
const PRODUCT: &str = "-//Hausmeister//Hausmeister//EN";
/// How often a client should ask again.
const REFRESH: &str = "PT1H";
/// The longest text on one line, in characters.
const LONGEST_LINE: usize = 255;
/// RFC 5545 3.6 asks for a component, also in a calendar without events.
const UTC_ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
    TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nTZNAME:UTC\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
const END_OF_EVENT: &str = "END:VEVENT\r\n";
const END_OF_CALENDAR: &str = "END:VCALENDAR\r\n";

/// 2020-01-01T00:00Z in seconds: `SEQUENCE` counts from there.
const FIRST_SEQUENCE: i64 = 1_577_836_800;
/// 9999-12-31T23:59:59Z in seconds: four digits of year end there.
const LAST_SECOND: i64 = 253_402_300_799;

/// What each event of a form has of its own.
const SLOTS: [&str; 5] = ["{uid}", "{start}", "{end}", "{summary}", "{description}"];

/// What the events of a form have in common.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shape<'a> {
    /// The address of their page.
    pub page: Option<&'a str>,
    /// What they are filed under.
    pub category: Option<&'a str>,
    /// A CSS3 colour name.
    pub color: Option<&'a str>,
    /// Whether they have a description.
    pub described: bool,
    /// Whether they make busy.
    pub busy: bool,
    /// Whether they are of whole days: those on which their interval begins and ends in UTC, the last one not counted.
    pub all_day: bool,
    /// How long before the start they remind.
    pub alarms: &'a [Alarm],
}

/// How events of one shape are spelt.
#[derive(Debug)]
pub struct Form {
    layout: Layout,
    all_day: bool,
    /// Minutes before the start, each once, the earliest alarm first.
    alarms: BTreeSet<std::cmp::Reverse<i64>>,
}

impl Form {
    /// The form of events of a shape, stamped with the roster's revision.
    pub fn new(shape: &Shape<'_>, revision: Instant) -> Self {
        let laid_out = lay_out(shape, four_digit(revision));
        let fixed = [
            ("{category}", line(shape.category.unwrap_or_default())),
            ("{page}", text::uri(shape.page.unwrap_or_default())),
            ("{color}", color(shape.color)),
        ];
        let open = laid_out.strip_suffix(END_OF_EVENT).unwrap_or(&laid_out);
        let alarms = shape.alarms.iter().map(|alarm| std::cmp::Reverse(alarm.0.max(0))).collect();
        Self { layout: Layout::new(open, &fixed, &SLOTS), all_day: shape.all_day, alarms }
    }

    /// The text of an event.
    pub fn write(&self, event: &Event) -> String {
        let summary = line(&event.summary);
        let lines: Vec<_> = event.description.split('\n').map(text::one_line).collect();
        let description = text::escaped(&text::bounded(&lines.join("\n"), LONGEST_DESCRIPTION));
        let time = if self.all_day { date } else { stamp };
        let (start, end) = (time(event.interval.start), time(event.interval.end));
        let mut out = String::with_capacity(1_024 + description.len());
        self.layout.write(&[&event.uid, &start, &end, &summary, &description], &mut out);
        for std::cmp::Reverse(minutes) in &self.alarms {
            alarm(&event.uid, *minutes, &summary, &mut out);
        }
        out.push_str(END_OF_EVENT);
        out
    }
}

/// The component of an event, marks in the place of values.
fn lay_out(shape: &Shape<'_>, revision: Instant) -> String {
    let (transparency, busy) = if shape.busy { ("OPAQUE", "BUSY") } else { ("TRANSPARENT", "FREE") };
    let [uid, start, end, summary, description] = SLOTS;
    let mut event = icalendar::Event::new();
    event
        .uid(uid)
        .timestamp(revision)
        .last_modified(revision)
        .sequence(sequence(revision))
        .summary(summary)
        .class(Class::Public)
        .status(EventStatus::Confirmed)
        .add_property("TRANSP", transparency)
        .add_property("X-MICROSOFT-CDO-BUSYSTATUS", busy);
    for (name, mark) in [("DTSTART", start), ("DTEND", end)] {
        let mut time = Property::new(name, mark);
        if shape.all_day {
            time.add_parameter("VALUE", "DATE");
        }
        event.append_property(time);
    }
    if shape.described {
        event.description(description);
    }
    if shape.category.is_some() {
        event.categories(["{category}"]);
    }
    if shape.page.is_some() {
        event.url("{page}");
    }
    if shape.color.is_some() {
        event.add_property("COLOR", "{color}");
    }
    event.try_into_string().expect("a string takes any text")
}

/// An alarm as text: the crate would stamp it with the clock, and RFC 5545 3.6.6 has no stamp there.
fn alarm(event: &str, minutes: i64, summary: &str, out: &mut String) {
    out.push_str("BEGIN:VALARM\r\n");
    text::fold("TRIGGER", &format!("-{}", duration(minutes)), out);
    text::fold("ACTION", "DISPLAY", out);
    text::fold("DESCRIPTION", summary, out);
    text::fold("UID", &uid::of_alarm(event, minutes), out);
    out.push_str("END:VALARM\r\n");
}

/// Elapsed time, never days: those would follow the clocks (RFC 5545 3.3.6).
fn duration(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("PT{minutes}M"),
        (hours, 0) => format!("PT{hours}H"),
        (hours, minutes) => format!("PT{hours}H{minutes}M"),
    }
}

/// What a calendar says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Header<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What it holds, in a sentence.
    pub description: &'a str,
    /// The team's zone, by its IANA name.
    pub zone: &'a str,
    /// Its own address.
    pub source: Option<&'a str>,
    /// The address of its page.
    pub page: Option<&'a str>,
    /// A CSS3 colour name.
    pub color: Option<&'a str>,
}

/// The calendar of `events`, which are texts of [`Form::write`].
pub fn calendar(header: &Header<'_>, events: &[&str]) -> String {
    let mut out = String::with_capacity(1_024 + events.iter().map(|event| event.len()).sum::<usize>());
    open(header).write(&[], &mut out);
    if events.is_empty() {
        out.push_str(UTC_ZONE);
    }
    out.extend(events.iter().copied());
    out.push_str(END_OF_CALENDAR);
    out
}

/// The calendar's own properties. The order is theirs by contract, so it is made here, not by the crate's builder.
fn open(header: &Header<'_>) -> Layout {
    let mut calendar = Calendar::empty();
    let fixed = [("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")];
    let texts =
        [("NAME", "{name}"), ("X-WR-CALNAME", "{name}"), ("X-WR-CALDESC", "{text}"), ("X-WR-TIMEZONE", "{zone}")];
    for property in fixed.into_iter().chain(texts) {
        calendar.append_property(property);
    }
    calendar.append_property(Property::new("REFRESH-INTERVAL", REFRESH).add_parameter("VALUE", "DURATION"));
    calendar.append_property(("X-PUBLISHED-TTL", REFRESH));
    if header.source.is_some() {
        calendar.append_property(Property::new("SOURCE", "{source}").add_parameter("VALUE", "URI"));
    }
    if header.page.is_some() {
        calendar.append_property(("URL", "{page}"));
    }
    if header.color.is_some() {
        calendar.append_property(("COLOR", "{color}"));
    }
    let laid_out = calendar.to_string();
    let open = laid_out.strip_suffix(END_OF_CALENDAR).unwrap_or(&laid_out);
    let values = [
        ("{name}", line(header.name)),
        ("{text}", line(header.description)),
        ("{zone}", line(header.zone)),
        ("{source}", text::uri(header.source.unwrap_or_default())),
        ("{page}", text::uri(header.page.unwrap_or_default())),
        ("{color}", color(header.color)),
    ];
    Layout::new(open, &values, &[])
}

/// A TEXT value on one line, of bounded length.
fn line(written: &str) -> String {
    text::escaped(&text::bounded(&text::one_line(written), LONGEST_LINE))
}

/// A colour's name: CSS3 has only letters.
fn color(name: Option<&str>) -> String {
    name.unwrap_or_default().chars().filter(char::is_ascii_alphabetic).collect()
}

/// A UTC date-time (RFC 5545 3.3.5, form 2).
fn stamp(instant: Instant) -> String {
    let at = four_digit(instant);
    let (year, month, day) = (at.year(), at.month(), at.day());
    format!("{year:04}{month:02}{day:02}T{:02}{:02}{:02}Z", at.hour(), at.minute(), at.second())
}

/// The UTC date of an instant (RFC 5545 3.3.4).
fn date(instant: Instant) -> String {
    let at = four_digit(instant);
    format!("{:04}{:02}{:02}", at.year(), at.month(), at.day())
}

/// The instant, or the nearest whose year has four digits and is after 1969.
fn four_digit(instant: Instant) -> Instant {
    let second = instant.timestamp().clamp(0, LAST_SECOND);
    DateTime::from_timestamp(second, 0).unwrap_or(Instant::UNIX_EPOCH)
}

/// Minutes from 2020 to the revision: it grows whenever the roster may have changed (RFC 5545 3.8.7.4).
fn sequence(revision: Instant) -> u32 {
    let minutes = TimeDelta::seconds(revision.timestamp() - FIRST_SEQUENCE).num_minutes();
    u32::try_from(minutes.clamp(0, i64::from(i32::MAX))).unwrap_or_default()
}
