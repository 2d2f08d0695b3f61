//! Any text in any place of a roster makes feeds that are read back, of the same components and of short lines.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use calcard::icalendar::ICalendar;
use hausmeister::roster::Change;

use super::fixture::{SMALL, Team};
use super::lines::{Component, calendar};

/// The feeds of a roster with plain texts.
static HARMLESS: OnceLock<BTreeMap<String, String>> = OnceLock::new();

/// What parts the bytes into a name, a duty, a reason and a holiday.
const BORDER: &str = "\n====\n";

/// Holds the laws against the feeds of a roster with the texts that the bytes are.
pub fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut texts = text.split(BORDER);
    let mut next = || texts.next().unwrap_or_default().to_owned();
    let feeds = team([next(), next(), next(), next()]).feeds();
    let harmless = HARMLESS.get_or_init(|| team(["n", "d", "w", "h"].map(String::from)).feeds());
    assert_eq!(feeds.len(), harmless.len());
    for (path, text) in &feeds {
        // The reader refuses lines of more than 75 octets, lone line breaks, and what is not escaped.
        let read = calendar(text);
        assert_eq!(shape(&read), shape(&calendar(&harmless[path])), "{path}");
        let theirs = ICalendar::parse(text).unwrap_or_else(|entry| panic!("{path}: {entry:?}"));
        let events = theirs.components.iter().filter(|component| component.component_type.as_str() == "VEVENT");
        assert_eq!(events.count(), read.events().count(), "{path}");
    }
}

/// The kinds of the components, with how often each property stands in them; of texts that may be missing, none.
fn shape(calendar: &Component) -> BTreeMap<(String, String), usize> {
    let mut shape = BTreeMap::new();
    let mut open = vec![calendar];
    while let Some(component) = open.pop() {
        for name in component.names().into_iter().filter(|name| !["DESCRIPTION", "CATEGORIES"].contains(name)) {
            *shape.entry((component.kind.clone(), name.to_owned())).or_default() += 1;
        }
        open.extend(&component.components);
    }
    shape
}

/// The small team with these texts everywhere, past every check of the roster.
fn team([name, duty, why, day]: [String; 4]) -> Team {
    let mut team = Team::read(SMALL);
    let roster = &mut team.roster;
    roster.team.clone_from(&name);
    for person in &mut roster.people {
        person.name.clone_from(&name);
        person.slack = Some(name.clone());
        person.pager.clone_from(&name);
    }
    for shift_type in &mut roster.shift_types {
        shift_type.name.clone_from(&name);
        shift_type.duties_in_work_hours = Some(duty.clone());
        shift_type.duties_otherwise = Some(duty.clone());
        shift_type.runbook = Some(day.clone());
    }
    roster.holidays.iter_mut().for_each(|holiday| holiday.name.clone_from(&day));
    let covers = roster.overrides.iter_mut().filter(|change| matches!(change.change, Change::Cover { .. }));
    covers.for_each(|change| change.why = Some(why.clone()));
    roster.site.hand_off = Some(day.clone());
    Team::plan(team.roster, team.revision)
}
