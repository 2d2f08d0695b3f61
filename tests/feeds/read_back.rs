//! Every feed of the project's own roster, read by someone else's parser.

use calcard::common::PartialDateTime;
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty};
use hausmeister::feeds::{FeedOf, uid};
use hausmeister::schedule::{HandOff, Shift};
use hausmeister::time::Instant;

use crate::fixture::{DATA_INFRA, SMALL, Team};

#[test]
fn every_feed_says_what_the_schedule_says() {
    for yaml in [DATA_INFRA, SMALL] {
        let team = Team::read(yaml);
        let files = team.feeds();
        for feed in team.list() {
            let calendar = ICalendar::parse(&files[&feed.path]).unwrap_or_else(|entry| panic!("{entry:?}"));
            let events = calendar.components.iter().filter(|c| c.component_type == ICalendarComponentType::VEvent);
            assert_eq!(text(&calendar.components[0], &ICalendarProperty::Name), feed.name);
            let found: Vec<_> = events.map(read).collect();
            match feed.of {
                FeedOf::Pager(_) | FeedOf::HandOffs | FeedOf::Away => {
                    assert_eq!(found.iter().map(unnamed).collect::<Vec<_>>(), others(&team, feed.of), "{}", feed.path);
                }
                of => {
                    let shifts = team.schedule.within(team.span).filter(|shift| belongs(of, shift));
                    let expected: Vec<_> = shifts.map(|shift| said(&team, shift)).collect();
                    assert_eq!(found, expected, "{}", feed.path);
                }
            }
        }
    }
}

fn belongs(of: FeedOf, shift: &Shift) -> bool {
    let Some(holder) = shift.holder else { return false };
    match of {
        FeedOf::Everything => true,
        FeedOf::ShiftType(of) => shift.shift_type == of,
        FeedOf::Person(of) => holder == of,
        FeedOf::PersonShiftType(person, of) => holder == person && shift.shift_type == of,
        FeedOf::Pager(_) | FeedOf::HandOffs | FeedOf::Away => false,
    }
}

/// Start, end and summary of the events of a feed that holds something else than shifts for people. Days count as
/// their midnights in UTC.
fn others(team: &Team, of: FeedOf) -> Vec<(Instant, Instant, String)> {
    let Team { roster, schedule, span, .. } = team;
    let name = |person| roster.person(person).name.clone();
    let midnight = |day: chrono::NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
    match of {
        FeedOf::Pager(of) => {
            let shifts = schedule.within(*span).filter(|shift| roster.carries_pager(of) && shift.shift_type == of);
            let held = shifts.filter_map(|shift| Some((shift.interval, roster.person(shift.holder?).pager.clone())));
            held.map(|(interval, pager)| (interval.start, interval.end, pager)).collect()
        }
        FeedOf::HandOffs => {
            let said = |hand_off: HandOff<'_>| {
                let of = &roster.shift_type(hand_off.after.shift_type).name;
                let summary = format!("Hand-off: {} to {}, {of}", name(hand_off.from), name(hand_off.to));
                (hand_off.at(), hand_off.at() + chrono::TimeDelta::minutes(30), summary)
            };
            schedule.hand_offs(roster, *span).into_iter().map(said).collect()
        }
        FeedOf::Away => {
            let holidays = roster.holidays.iter().map(|holiday| (holiday.on, holiday.on, holiday.name.clone()));
            let aways = roster.people.iter().flat_map(|person| {
                person.away.iter().map(|away| (away.from, away.to, format!("Away: {}", person.name)))
            });
            let mut days: Vec<_> = holidays.chain(aways).collect();
            days.sort_by_key(|(first, last, _)| (*first, *last));
            let days =
                days.into_iter().map(|(first, last, said)| (midnight(first), midnight(last.succ_opt().unwrap()), said));
            // The team's clock is hours behind UTC, and so are the ends of the span.
            days.filter(|(start, end, _)| *end > span.start - chrono::TimeDelta::hours(3) && *start < span.end)
                .collect()
        }
        _ => unreachable!("a feed of shifts"),
    }
}

/// What an event says beside its name.
fn unnamed((_, start, end, summary): &(String, Instant, Instant, String)) -> (Instant, Instant, String) {
    (*start, *end, summary.clone())
}

/// UID, start, end and summary of a shift.
fn said(team: &Team, shift: &Shift) -> (String, Instant, Instant, String) {
    let (of, holder) = (team.roster.shift_type(shift.shift_type), team.roster.person(shift.holder.unwrap()));
    let summary = format!("{}: {}", of.name, holder.name);
    (uid(&team.roster, shift), shift.interval.start, shift.interval.end, summary)
}

/// The same of an event.
fn read(event: &ICalendarComponent) -> (String, Instant, Instant, String) {
    let instant = |property: ICalendarProperty| {
        let entry = event.property(&property).unwrap();
        instant(entry.values[0].as_partial_date_time().unwrap())
    };
    let (start, end) = (instant(ICalendarProperty::Dtstart), instant(ICalendarProperty::Dtend));
    (event.uid().unwrap().to_owned(), start, end, text(event, &ICalendarProperty::Summary))
}

fn instant(date_time: &PartialDateTime) -> Instant {
    if date_time.hour.is_none() {
        let PartialDateTime { year, month, day, .. } = date_time;
        return format!("{:04}-{:02}-{:02}T00:00:00Z", year.unwrap(), month.unwrap(), day.unwrap()).parse().unwrap();
    }
    date_time.to_rfc3339().unwrap().parse().unwrap()
}

/// A text of a component, as calcard reads it.
pub fn text(component: &ICalendarComponent, property: &ICalendarProperty) -> String {
    component.property(property).unwrap().values[0].as_text().unwrap().to_owned()
}

#[test]
fn an_alarm_rings_before_its_event() {
    let calendar = ICalendar::parse(Team::read(SMALL).feed("calendars/people/ana.ics")).unwrap();
    let alarms = calendar.components.iter().filter(|c| c.component_type == ICalendarComponentType::VAlarm);
    let triggers: Vec<_> = alarms
        .map(|alarm| alarm.property(&ICalendarProperty::Trigger).unwrap().values[0].clone().into_text().unwrap())
        .collect();
    assert_eq!(triggers.len(), 9);
    assert!(
        triggers.iter().all(|trigger| ["-P1D", "-PT24H", "-PT1H30M", "-PT30M"].contains(&&**trigger)),
        "{triggers:?}"
    );
}
