//! Every feed of the project's own roster, read by someone else's parser.

use calcard::common::PartialDateTime;
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty};
use hausmeister::feeds::{self, FeedOf, uid};
use hausmeister::schedule::Shift;
use hausmeister::time::Instant;

use crate::fixture::{DATA_INFRA, SMALL, Team};

#[test]
fn every_feed_says_what_the_schedule_says() {
    for yaml in [DATA_INFRA, SMALL] {
        let team = Team::read(yaml);
        let files = team.feeds();
        for feed in feeds::list(&team.roster, &team.schedule) {
            let calendar = ICalendar::parse(&files[&feed.path]).unwrap_or_else(|entry| panic!("{entry:?}"));
            let events = calendar.components.iter().filter(|c| c.component_type == ICalendarComponentType::VEvent);
            let expected = team.schedule.within(team.span).filter(|shift| belongs(feed.of, shift));
            let expected: Vec<_> = expected.map(|shift| said(&team, shift)).collect();
            assert_eq!(events.map(read).collect::<Vec<_>>(), expected, "{}", feed.path);
            assert_eq!(text(&calendar.components[0], &ICalendarProperty::Name), feed.name);
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
    }
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
