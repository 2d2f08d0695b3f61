//! Arbitrary Unicode through every text of a roster.

use std::panic::resume_unwind;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use hausmeister::feeds;
use hausmeister::roster::Change;
use proptest::prelude::*;
use proptest::sample::select;

use crate::fixture::{SMALL, Team};
use crate::lines::calendar;
use crate::read_back::text as read_text;

/// Pieces that have broken something somewhere.
const PIECES: &[&str] = &[
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "\u{a0}",
    "\u{1680}",
    "\u{2003}",
    "\u{2028}",
    "\u{2029}",
    "\u{202f}",
    "\u{205f}",
    "\u{3000}",
    "\0",
    "\u{7}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{9f}",
    "\u{feff}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "e\u{301}",
    "\u{301}\u{302}\u{303}",
    "👩🏽‍🚒",
    "🇧🇷",
    "שלום",
    "مرحبا",
    "日本語",
    "ß",
    "é",
    "\\",
    "\\n",
    ";",
    ",",
    ":",
    "\"",
    "'",
    "^n",
    "{uid}",
    "BEGIN:VEVENT",
    "END:VCALENDAR",
    "%0D%0A",
    "internationalisation",
    "\u{10ffff}",
    "\u{fffd}",
];

/// Every character of these kinds, not only those that came to mind.
fn every(kind: fn(char) -> bool) -> Vec<char> {
    ('\0'..=char::MAX).filter(|character| kind(*character)).collect()
}

/// A text of up to `most` pieces.
fn arbitrary(most: usize) -> impl Strategy<Value = String> {
    let spaces = select(every(char::is_whitespace)).prop_map(String::from);
    let controls = select(every(char::is_control)).prop_map(String::from);
    let marks = select(('\u{300}'..='\u{36f}').collect::<Vec<_>>());
    let stacked = prop::collection::vec(marks, 1..40).prop_map(|marks| format!("e{}", String::from_iter(marks)));
    let right_to_left = "[\u{5d0}-\u{5ea}\u{627}-\u{64a}\u{200f}\u{202b}\u{202e}\u{2067}]{1,60}";
    let piece = prop_oneof![
        8 => select(PIECES).prop_map(String::from),
        4 => any::<char>().prop_map(String::from),
        3 => spaces,
        2 => controls,
        2 => "[a-z]{1,80}",
        1 => stacked,
        1 => right_to_left,
        1 => (select(PIECES), 1_usize..90).prop_map(|(piece, count)| piece.repeat(count)),
        1 => (select(vec!["x", "é", "日", "👩🏽‍🚒"]), 90_usize..3_000).prop_map(|(piece, count)| piece.repeat(count)),
    ];
    prop::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

/// The documented normalising, said another way: words between single spaces, no control characters.
fn one_line(text: &str) -> String {
    let seen: String = text.chars().filter(|c| c.is_whitespace() || !c.is_control()).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bounded(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).collect::<String>() + "…" }
}

/// A duty or reason, as it stands in a description.
fn part(text: &str) -> String {
    let lines: Vec<_> = text
        .split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(one_line)
        .filter(|line| !line.is_empty())
        .collect();
    bounded(&lines.join("\n"), 600)
}

/// The descriptions of the small team with these texts in the places of its own: each text normalised by itself, then
/// each line, for what stands around an empty text leaves a space too many.
fn descriptions(name: &str, duty: &str, why: &str) -> Vec<String> {
    let [name_mark, duty_mark, why_mark] = ["NameMark", "DutyMark", "WhyMark"];
    let plain = team(name_mark, duty_mark, why_mark).feed("calendars/shifts/level-1.ics");
    let plain = calendar(&plain).events().map(|event| event.text("DESCRIPTION")).collect::<Vec<_>>();
    let (name, duty, why) = (bounded(&one_line(name), 100), part(duty), part(why));
    let texts = plain.iter().map(|text| {
        // One pass over the marks: a text that holds a mark of its own is a text.
        let pieces = text.split(duty_mark).map(|piece| {
            let pieces = piece.split(why_mark).map(|piece| piece.split(name_mark).collect::<Vec<_>>().join(&name));
            pieces.collect::<Vec<_>>().join(&why)
        });
        let filled = pieces.collect::<Vec<_>>().join(&duty);
        filled.split('\n').map(one_line).collect::<Vec<_>>().join("\n")
    });
    texts.collect()
}

/// What `work` gives, if it ends before anybody would give up on it.
fn in_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || {
        // Nobody waits any more where this is refused.
        let _ = sender.send(work());
    });
    match receiver.recv_timeout(Duration::from_secs(20)) {
        Err(RecvTimeoutError::Timeout) => panic!("it does not end"),
        Ok(result) => result,
        Err(RecvTimeoutError::Disconnected) => resume_unwind(worker.join().err().unwrap()),
    }
}

/// The small team with these texts everywhere, past every check of the roster.
fn team(name: &str, duty: &str, why: &str) -> Team {
    let mut team = Team::read(SMALL);
    let roster = &mut team.roster;
    name.clone_into(&mut roster.team);
    roster.people.iter_mut().for_each(|person| name.clone_into(&mut person.name));
    roster.people.iter_mut().for_each(|person| person.slack = Some(name.to_owned()));
    for shift_type in &mut roster.shift_types {
        name.clone_into(&mut shift_type.name);
        shift_type.duties_in_work_hours = Some(duty.to_owned());
        shift_type.duties_otherwise = Some(duty.to_owned());
    }
    let covers = roster.overrides.iter_mut().filter(|change| matches!(change.change, Change::Cover { .. }));
    covers.for_each(|change| change.why = Some(why.to_owned()));
    Team::plan(team.roster, team.revision)
}

/// Looking for a smaller text that fails ends too, where each try takes as long as [`in_time`] waits.
const LONGEST_SEARCH: u32 = 30_000;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        max_shrink_time: LONGEST_SEARCH,
        ..ProptestConfig::default()
    })]

    /// In bounded time. The strict reader checks the grammar and the lengths of lines; a parted character would not
    /// be text.
    #[test]
    fn what_was_put_in_is_read_back(name in arbitrary(12), duty in arbitrary(40), why in arbitrary(20)) {
        let put_in = (name.clone(), duty.clone(), why.clone());
        let feed = in_time(move || team(&put_in.0, &put_in.1, &put_in.2).feed("calendars/shifts/level-1.ics"));
        let calendar = calendar(&feed);
        prop_assert_eq!(calendar.text("NAME"), bounded(&one_line(&format!("{name} ({name})")), 255));
        let expected = descriptions(&name, &duty, &why);
        prop_assert!(expected.len() > 3);
        prop_assert_eq!(calendar.events().count(), expected.len());
        for (event, description) in calendar.events().zip(expected) {
            prop_assert_eq!(event.text("SUMMARY"), bounded(&one_line(&format!("{name}: {name}")), 255));
            prop_assert_eq!(event.text("CATEGORIES"), bounded(&one_line(&name), 255));
            prop_assert_eq!(event.text("DESCRIPTION"), description);
        }
    }

    /// A reader that is not ours sees the same texts.
    #[test]
    fn another_reader_agrees(name in arbitrary(12), duty in arbitrary(30)) {
        let feed = in_time(move || team(&name, &duty, &duty).feed("calendars/all.ics"));
        let ours = calendar(&feed);
        let theirs = ICalendar::parse(&feed).unwrap_or_else(|entry| panic!("{entry:?}"));
        let theirs = theirs.components.iter().filter(|c| c.component_type == ICalendarComponentType::VEvent);
        for (our, their) in ours.events().zip(theirs) {
            for (name, property) in [
                ("SUMMARY", ICalendarProperty::Summary),
                ("DESCRIPTION", ICalendarProperty::Description),
                ("CATEGORIES", ICalendarProperty::Categories),
            ] {
                prop_assert_eq!(our.text(name), read_text(their, &property), "{}", name);
            }
            prop_assert_eq!(our.text("UID"), their.uid().unwrap());
        }
    }

    /// So it is in the feeds that hold something else than shifts for people.
    #[test]
    fn hand_offs_and_days_hold_any_text(name in arbitrary(12), day in arbitrary(12)) {
        let mut team = team(&name, "", "");
        team.roster.holidays.iter_mut().for_each(|holiday| day.clone_into(&mut holiday.name));
        let days = calendar(&team.feed("calendars/away.ics"));
        let told: Vec<_> = days.events().map(|event| event.text("SUMMARY")).collect();
        let away = bounded(&one_line(&format!("Away: {name}")), 255);
        prop_assert_eq!(told, [bounded(&one_line(&day), 255), away]);
        let hand_offs = calendar(&team.feed("calendars/hand-offs.ics"));
        prop_assert!(hand_offs.events().count() > 0);
        for event in hand_offs.events() {
            let name = bounded(&one_line(&name), 100);
            let summary = one_line(&format!("Hand-off: {name} to {name}, {name}"));
            prop_assert_eq!(event.text("SUMMARY"), bounded(&summary, 255));
            let page = "\n\nRunbook: https://data-infra.example.org/hausmeister/hand-off/";
            prop_assert!(event.text("DESCRIPTION").ends_with(page));
        }
    }

    #[test]
    fn schedule_json_says_every_text_as_it_is(name in arbitrary(12), why in arbitrary(20)) {
        let team = team(&name, "", &why);
        let json: serde_json::Value = serde_json::from_str(&feeds::schedule_json(&team.context())).unwrap();
        prop_assert_eq!(&json["team"], &name);
        prop_assert_eq!(&json["people"]["ana"]["name"], &name);
        let shifts = json["shifts"].as_array().unwrap();
        let overridden: Vec<_> = shifts.iter().filter(|shift| shift.get("instead_of").is_some()).collect();
        prop_assert_eq!(overridden.len(), 2);
        prop_assert!(overridden.iter().all(|shift| shift["why"] == why.as_str()));
    }
}
