//! Reads the values that only a roster has: each gives the value, or a `bad-value` that shows the accepted form.

use chrono::{Datelike, FixedOffset, NaiveDateTime, NaiveTime, Timelike};

use super::ids;
use super::raw::{Alarm, Moment, TurnLength};
use crate::diagnostics::{Code, Problem, Sink, Span, suggest};
pub use crate::document::days::date;
use crate::document::days::{self, YEARS, has_form};
use crate::document::scalars::{bad, items, line, scalar};
use crate::document::{Node, Value, Written};
use crate::time::{Hours, Zone};

const MINUTES_OF_A_DAY: i64 = 24 * 60;

/// Tells a key that can't be the id of an entry.
pub fn new_id(key: &Written<String>, sink: &mut Sink) {
    let Some(fault) = ids::fault(&key.value) else { return };
    let mut problem = Problem::new(Code::BadValue, key.place, format!("`{}` can't be an id: {fault}", key.value))
        .help("ids are lower-case letters, digits and `-`: they become file names and addresses");
    let proposal = ids::proposal(&key.value);
    if ids::fault(&proposal).is_none() {
        problem = problem.help(format!("write for example `{proposal}`"));
    }
    sink.push(problem);
}

/// A point in time: `2026-12-23 18:00` on the team's clock, or `2026-12-23T18:00+01:00`.
pub fn moment(node: &Node, sink: &mut Sink) -> Option<Written<Moment>> {
    const EXAMPLE: &str = "2026-12-23 18:00";
    let text = scalar(node, EXAMPLE, sink)?;
    let moment = parse_moment(text.value).filter(|moment| match moment {
        Moment::Local(local) => YEARS.contains(&local.year()),
        Moment::Instant(instant) => YEARS.contains(&instant.year()),
    });
    if moment.is_none() {
        let help = match days::parse(text.value) {
            Some(day) => {
                format!("say the time as well, such as `{day} 18:00`, or cover a whole week with `week_of: {day}`")
            }
            None => format!("write day and time, such as `{EXAMPLE}`"),
        };
        sink.push(bad(text.place, format!("`{}` is not a day with a time", text.value), help));
    }
    moment.map(|moment| text.with(moment))
}

fn parse_moment(text: &str) -> Option<Moment> {
    let (local, offset) = split_offset(text);
    let local = parse_local(&local.replacen(' ', "T", 1))?;
    let Some(offset) = offset else { return Some(Moment::Local(local)) };
    let offset: FixedOffset = offset.parse().ok()?;
    Some(Moment::Instant(local.checked_sub_offset(offset)?.and_utc()))
}

/// The offset from UTC that a moment ends with, if any, apart.
fn split_offset(text: &str) -> (&str, Option<&str>) {
    if let Some(local) = text.strip_suffix('Z') {
        return (local, Some("+00:00"));
    }
    match text.len().checked_sub("+00:00".len()).and_then(|at| text.split_at_checked(at)) {
        Some((local, offset)) if has_form(offset, "+00:00") || has_form(offset, "-00:00") => (local, Some(offset)),
        _ => (text, None),
    }
}

/// `2026-12-23T18:00`, also with seconds; `24:00` ends a day.
fn parse_local(text: &str) -> Option<NaiveDateTime> {
    if let Some(day) = text.strip_suffix("T24:00") {
        return Some(days::parse(day)?.succ_opt()?.and_time(NaiveTime::MIN));
    }
    let forms = [("0000-00-00T00:00", "%Y-%m-%dT%H:%M"), ("0000-00-00T00:00:00", "%Y-%m-%dT%H:%M:%S")];
    let (_, form) = forms.iter().find(|(form, _)| has_form(text, form))?;
    // A second 60 would be read as a second 59 that lasts longer.
    NaiveDateTime::parse_from_str(text, form).ok().filter(|local| local.nanosecond() == 0)
}

/// Weekly hours, a text or a list of texts.
pub fn hours(node: &Node, sink: &mut Sink) -> Option<Hours> {
    const EXAMPLE: &str = "Mon 18:00 - Fri 18:00";
    let texts: Vec<_> =
        items(node, EXAMPLE, true, sink).iter().filter_map(|item| scalar(item, EXAMPLE, sink)).collect();
    let written: Vec<_> = texts.iter().map(|text| text.value).collect();
    if written.is_empty() {
        if matches!(&node.value, Value::List(items) if items.is_empty()) {
            sink.push(bad(node.place, "the hours are empty", format!("write for example `{EXAMPLE}`")));
        }
        return None;
    }
    match Hours::parse(&written) {
        Ok(hours) => Some(hours),
        Err(faults) => {
            for fault in faults {
                let place = texts.get(fault.text).map_or(node.place, |text| part(text, &fault.range));
                sink.push(bad(place, fault.message, fault.help));
            }
            None
        }
    }
}

/// The place of a part of a scalar: exact when it was written plain or in simple quotes, else the whole scalar.
fn part(text: &Written<&str>, range: &std::ops::Range<usize>) -> Span {
    let quote = match (text.place.end - text.place.start).checked_sub(text.value.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return text.place,
    };
    let start = text.place.start + quote;
    Span::new(text.place.source, start + range.start, start + range.end)
}

/// A time zone by its IANA name.
pub fn zone(node: &Node, sink: &mut Sink) -> Option<Zone> {
    let text = scalar(node, "America/Sao_Paulo", sink)?;
    let zone = Zone::named(text.value);
    if zone.is_none() {
        let near = if sink.may_compare(Zone::names().count()) { nearest_zone(text.value) } else { None };
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => String::from("write an IANA name, such as `America/Sao_Paulo`"),
        };
        sink.push(bad(text.place, format!("`{}` is not a time zone", text.value), help));
    }
    zone
}

/// The zone that `text` most likely means, also where it names the city alone.
#[must_use]
pub fn nearest_zone(text: &str) -> Option<&'static str> {
    let city = |name: &'static str| name.rsplit('/').next().unwrap_or(name);
    let zones: Vec<_> = Zone::names().collect();
    suggest::nearest(text, zones.iter().copied()).or_else(|| {
        let near = suggest::nearest(&text.replace(' ', "_"), zones.iter().map(|name| city(name)))?;
        zones.iter().copied().find(|name| city(name) == near)
    })
}

/// A number and its unit, `2 weeks`; the unit without its plural `s`.
fn quantity(text: &str) -> Option<(i64, &str)> {
    let text = text.trim();
    let (number, unit) = text.split_at(text.find(|character: char| !character.is_ascii_digit())?);
    let unit = unit.trim_start();
    Some((number.parse().ok()?, unit.strip_suffix('s').unwrap_or(unit)))
}

/// A count of weeks within `range`, `13 weeks`.
pub fn weeks(node: &Node, range: std::ops::RangeInclusive<u32>, sink: &mut Sink) -> Option<u32> {
    let text = scalar(node, "13 weeks", sink)?;
    let found = match quantity(text.value) {
        Some((number, "week")) => u32::try_from(number).ok().filter(|weeks| range.contains(weeks)),
        _ => None,
    };
    if found.is_none() {
        let message = format!("`{}` is not a number of weeks from {} to {}", text.value, range.start(), range.end());
        sink.push(bad(text.place, message, "write for example `13 weeks`"));
    }
    found
}

/// A length of time in minutes, `12 hours`.
pub fn minutes(node: &Node, example: &str, sink: &mut Sink) -> Option<i64> {
    let text = scalar(node, example, sink)?;
    let found = quantity(text.value).and_then(|(number, unit)| {
        let unit = match unit {
            "minute" => 1,
            "hour" => 60,
            "day" => MINUTES_OF_A_DAY,
            "week" => 7 * MINUTES_OF_A_DAY,
            _ => return None,
        };
        number.checked_mul(unit).filter(|minutes| *minutes <= 1_000 * MINUTES_OF_A_DAY)
    });
    if found.is_none() {
        let message = format!("`{}` is not a length of time in minutes, hours, days or weeks", text.value);
        sink.push(bad(text.place, message, format!("write for example `{example}`")));
    }
    found
}

/// A reminder, `30 minutes` before.
pub fn alarm(node: &Node, sink: &mut Sink) -> Option<Alarm> {
    minutes(node, "30 minutes", sink).map(Alarm)
}

/// The length of a turn, `2 weeks` or `1 window`.
pub fn turn(node: &Node, sink: &mut Sink) -> Option<TurnLength> {
    let text = scalar(node, "1 week", sink)?;
    let count = |number: i64| u32::try_from(number).ok().filter(|number| (1..=520).contains(number));
    let found = quantity(text.value).and_then(|(number, unit)| match unit {
        "week" => count(number).map(TurnLength::Weeks),
        "window" => count(number).map(TurnLength::Windows),
        _ => None,
    });
    if found.is_none() {
        let message = format!("`{}` is not the length of a turn", text.value);
        sink.push(bad(text.place, message, "write for example `1 week`, `2 weeks` or `1 window`"));
    }
    found
}

/// An address of the web. Only what an address can hold as it is: it goes into pages and feeds unchanged.
pub fn url(node: &Node, example: &str, sink: &mut Sink) -> Option<String> {
    let text = scalar(node, example, sink)?;
    let rest = text.value.strip_prefix("https://").or_else(|| text.value.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let allowed = |character: char| character.is_ascii_graphic() && !"\"<>\\^`{|}".contains(character);
    if host.is_empty() || host.starts_with(':') || !text.value.chars().all(allowed) {
        let message = format!("`{}` is not a web address", text.value);
        sink.push(bad(text.place, message, format!("write for example `{example}`")));
        return None;
    }
    Some(text.value.to_owned())
}

/// The address of a page that is named as people do: `level-1`, `level-1.md`, `/level-1/`.
pub fn page_address(name: &str) -> String {
    let name = name.trim_matches('/');
    let name = name.strip_suffix(".md").unwrap_or(name);
    let name = name.strip_suffix("/index").unwrap_or(name);
    format!("{name}/")
}

/// What a paging system knows a person by, `ana.souza` or `ana@example.org`: it is all that such a system reads of an
/// event, so nothing in it may mean more than a name there.
pub fn pager_name(node: &Node, sink: &mut Sink) -> Option<Written<String>> {
    const EXAMPLE: &str = "ana.souza";
    /// What fits on one line of a calendar behind `SUMMARY:`: some systems look for names in the lines as they are.
    const LONGEST: usize = 67;
    let name = line(node, EXAMPLE, sink)?;
    let fault = if name.value.len() > LONGEST {
        Some(format!("a name for pagers is at most {LONGEST} bytes long, this one has {}", name.value.len()))
    } else {
        let sign = name.value.chars().find(|sign| sign.is_whitespace() || ",;\\[]".contains(*sign));
        sign.map(|sign| format!("a name for pagers can't hold `{sign}`"))
    };
    let Some(fault) = fault else { return Some(name) };
    let help = "write the login or the mail address by which the paging system knows the person";
    sink.push(bad(name.place, fault, help));
    None
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_zone_is_found_by_its_city() {
        assert_eq!(nearest_zone("America/Sao_Paolo"), Some("America/Sao_Paulo"));
        assert_eq!(nearest_zone("berlin"), Some("Europe/Berlin"));
        assert_eq!(nearest_zone("Sao Paulo"), Some("America/Sao_Paulo"));
        assert_eq!(nearest_zone("../etc"), None);
        assert_eq!(nearest_zone(""), None);
    }

    #[test]
    fn moments_are_on_the_clock_or_have_an_offset() {
        let local = |day, hour, minute| {
            NaiveDate::from_ymd_opt(2026, 12, day).unwrap().and_hms_opt(hour, minute, 0).map(Moment::Local)
        };
        assert_eq!(parse_moment("2026-12-23 18:00"), local(23, 18, 0));
        assert_eq!(parse_moment("2026-12-23T18:00:00"), local(23, 18, 0));
        assert_eq!(parse_moment("2026-12-23 24:00"), local(24, 0, 0));
        let instant = Some(Moment::Instant("2026-12-23T17:00:00Z".parse().unwrap()));
        for text in
            ["2026-12-23T18:00+01:00", "2026-12-23 18:00+01:00", "2026-12-23T17:00Z", "2026-12-23T12:30:00-04:30"]
        {
            assert_eq!(parse_moment(text), instant, "{text}");
        }
        for wrong in [
            "2026-12-23",
            "18:00",
            "2026-12-23  18:00",
            "2026-12-23 8:00",
            "2026-12-23 18:00:60",
            "2026-12-23 25:00",
            "2026-12-23 24:01",
            "2026-12-23 18:00 +01:00",
            "2026-12-23 18:00+25:00",
            "2026-12-23 18:00é",
            "Z",
            "",
        ] {
            assert_eq!(parse_moment(wrong), None, "{wrong}");
        }
    }
}
