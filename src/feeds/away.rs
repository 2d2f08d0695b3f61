//! Holidays and times away as events of whole days, where the roster wants them published. Why somebody is away is not
//! told: feeds are fetched by strangers' servers.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};

use super::event::Event;
use super::ics::{Form, Shape};
use super::{Context, uid};
use crate::roster::{Holiday, Roster};
use crate::time::Interval;

/// The page of those who may be away.
pub const PAGE: &str = "people/";

/// Days that are told about, both ends included.
struct Entry {
    first: NaiveDate,
    last: NaiveDate,
    uid: String,
    category: &'static str,
    summary: String,
    /// Below the site.
    page: Option<String>,
}

/// The text of each holiday and time away that reaches into the published span, by its first day.
pub fn written(context: &Context<'_>) -> Vec<String> {
    if context.roster.publish.away != Some(true) {
        return Vec::new();
    }
    let mut entries = holidays(context);
    entries.extend(aways(context));
    entries.sort_by_key(|entry| (entry.first, entry.last));
    entries.iter().filter_map(|entry| text(context, entry)).collect()
}

fn holidays(context: &Context<'_>) -> Vec<Entry> {
    let mut places = Places::default();
    let holidays = context.roster.holidays.iter().map(|holiday| Entry {
        first: holiday.on,
        last: holiday.on,
        uid: uid::of_holiday(holiday.on, places.next(holiday.on)),
        category: "Holiday",
        summary: holiday_summary(context.roster, holiday),
        page: None,
    });
    holidays.collect()
}

/// The holiday's name, with those who have it where it is not everyone's.
fn holiday_summary(roster: &Roster, holiday: &Holiday) -> String {
    let Some(people) = &holiday.people else { return holiday.name.clone() };
    let names: Vec<_> = people.iter().map(|person| roster.person(*person).name.as_str()).collect();
    format!("{}: {}", holiday.name, names.join(", "))
}

fn aways(context: &Context<'_>) -> Vec<Entry> {
    let people = context.roster.people.iter().flat_map(|person| {
        let mut places = Places::default();
        person.away.iter().map(move |away| Entry {
            first: away.from,
            last: away.to,
            uid: uid::of_away(&person.id, away.from, places.next(away.from)),
            category: "Away",
            summary: format!("Away: {}", person.name),
            page: Some(format!("{PAGE}{}/", person.id)),
        })
    });
    people.collect()
}

/// Counts what begins on one day, so that no two of it have one name.
#[derive(Default)]
struct Places(BTreeMap<NaiveDate, usize>);

impl Places {
    fn next(&mut self, day: NaiveDate) -> usize {
        let place = self.0.entry(day).or_default();
        *place += 1;
        *place - 1
    }
}

/// The event of an entry; none where it does not reach into the published span on the team's clock.
fn text(context: &Context<'_>, entry: &Entry) -> Option<String> {
    let after = entry.last.checked_add_days(Days::new(1))?;
    let ends = [entry.first, after].map(|day| day.and_time(NaiveTime::MIN));
    let [start, end] = ends.map(|local| context.roster.zone.instant(local));
    Interval::new(start, end).filter(|interval| interval.overlaps(&context.span))?;
    let page = entry.page.as_deref().and_then(|page| context.address(page));
    let shape = Shape { page: page.as_deref(), category: Some(entry.category), all_day: true, ..Shape::default() };
    let [start, end] = ends.map(|local| local.and_utc());
    let event = Event {
        uid: entry.uid.clone(),
        interval: Interval::new(start, end)?,
        summary: entry.summary.clone(),
        description: String::new(),
    };
    Some(Form::new(&shape, context.revision).write(&event))
}
