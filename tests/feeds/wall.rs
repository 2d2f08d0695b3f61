//! One test for each fault of the crate that builds the components: none of them reaches a feed.

use hausmeister::roster::Alarm;
use hausmeister::roster::Roster;

use crate::fixture::{SMALL, Team};
use crate::lines::{Component, calendar};

/// The feed of everything of a roster that was changed after it was read: no check of the roster stands before it.
fn feed(change: impl FnOnce(&mut Roster)) -> Component {
    let mut team = Team::read(SMALL);
    change(&mut team.roster);
    calendar(&team.feed("calendars/shifts/level-1.ics"))
}

fn first(calendar: &Component) -> &Component {
    calendar.events().next().unwrap()
}

#[test]
fn folding_ends_on_72_e_acute_and_73_spaces() {
    let killer = format!("{}{}x", "é".repeat(72), " ".repeat(73));
    let calendar = feed(|roster| roster.shift_types[0].name.clone_from(&killer));
    assert_eq!(first(&calendar).text("SUMMARY"), format!("{} x: Ana Souza", "é".repeat(72)));
}

#[test]
fn folding_does_not_panic_on_60_letters_and_81_no_break_spaces() {
    let killer = format!("{}{}x", "a".repeat(60), "\u{a0}".repeat(81));
    let calendar = feed(|roster| {
        roster.shift_types[0].name.clone_from(&killer);
        roster.shift_types[0].duties_otherwise = Some(killer.clone());
    });
    let event = first(&calendar);
    assert_eq!(event.text("SUMMARY"), format!("{} x: Ana Souza", "a".repeat(60)));
    assert!(event.text("DESCRIPTION").contains(&format!("Otherwise: {} x\n", "a".repeat(60))));
}

#[test]
fn no_line_is_76_octets_long() {
    for length in 1..240 {
        let (ascii, wide) = ("a".repeat(length), "é€😀".repeat(length.div_ceil(3)));
        // The reader refuses longer lines, and parted characters would not have been text.
        let calendar = feed(|roster| {
            roster.shift_types[0].name.clone_from(&ascii);
            roster.people[0].name.clone_from(&wide);
        });
        assert_eq!(first(&calendar).text("SUMMARY"), bounded(&format!("{ascii}: {wide}"), 255));
    }
}

fn bounded(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).collect::<String>() + "…" }
}

#[test]
fn texts_are_bounded() {
    let calendar = feed(|roster| {
        roster.shift_types[0].name = "n".repeat(100_000);
        roster.shift_types[0].duties_in_work_hours = Some("w ".repeat(100_000));
        roster.shift_types[0].duties_otherwise = Some("o\n".repeat(100_000));
        roster.people.iter_mut().for_each(|person| person.name = "é".repeat(100_000));
    });
    let event = first(&calendar);
    assert_eq!(event.text("SUMMARY"), format!("{}…", "n".repeat(254)));
    assert_eq!(event.text("CATEGORIES").chars().count(), 255);
    let description = event.text("DESCRIPTION");
    assert!(description.chars().count() <= 4_000);
    // However long the rest: what to do, whom to call, when it is and who comes after.
    for told in [
        "\n\nRunbook: https://data-infra.example.org/hausmeister/level-1/\nEscalate to ééé",
        "\n\nMon 16 Nov 18:00 - Wed 18 Nov 12:00, America/Sao_Paulo\n\n",
        "\nHand-off to ééé",
    ] {
        assert!(description.contains(told), "{told:?} is not in {description:?}");
    }
}

#[test]
fn the_calendar_s_own_texts_are_escaped() {
    let calendar = feed(|roster| roster.team = String::from("A\r\nATTENDEE:mailto:x@y, B; \\n\u{2028}C"));
    for name in ["NAME", "X-WR-CALNAME"] {
        assert_eq!(calendar.text(name), "Level 1 (A ATTENDEE:mailto:x@y, B; \\n C)");
    }
}

#[test]
fn no_text_gets_out_of_its_property() {
    let hostile = "x\r\nBEGIN:VALARM\rATTACH:https://evil.example/\nEND:VEVENT\u{85}\0\u{7f}\u{b}\t y";
    let told = "x BEGIN:VALARM ATTACH:https://evil.example/ END:VEVENT y";
    let calendar = feed(|roster| {
        let shift_type = &mut roster.shift_types[0];
        shift_type.name = hostile.to_owned();
        shift_type.runbook = Some(format!("{hostile}/"));
        shift_type.color = Some(hostile.to_owned());
        roster.people.iter_mut().for_each(|person| person.name = hostile.to_owned());
        roster.people.iter_mut().for_each(|person| person.slack = Some(hostile.to_owned()));
        roster.site.url = Some(format!("https://e.example/{hostile}/"));
    });
    let event = first(&calendar);
    let names: std::collections::BTreeSet<_> = event.names().into_iter().collect();
    assert!(!names.contains("ATTACH") && event.components.len() == 3);
    assert_eq!(event.text("SUMMARY"), format!("{told}: {told}"));
    assert_eq!(event.text("CATEGORIES"), told);
    assert!(event.value("URL").starts_with("https://e.example/x%0D%0ABEGIN:VALARM%0DATTACH:"));
    assert_eq!(event.value("COLOR"), "xBEGINVALARMATTACHhttpsevilexampleENDVEVENTy");
}

#[test]
fn a_text_that_looks_like_a_mark_of_the_layout_is_a_text() {
    let calendar = feed(|roster| {
        roster.shift_types[0].name = String::from("{uid}");
        roster.team = String::from("{page}");
        roster.people[0].name = String::from("{description}");
    });
    assert_eq!(first(&calendar).text("SUMMARY"), "{uid}: {description}");
    assert_eq!(first(&calendar).text("CATEGORIES"), "{uid}");
    assert_eq!(calendar.text("NAME"), "{uid} ({page})");
}

#[test]
fn every_stamp_and_name_is_set_and_stands_once() {
    let one = Team::read(SMALL).feeds();
    // Random names and the clock would differ from one time to the next.
    assert_eq!(Team::read(SMALL).feeds(), one);
    for event in calendar(&one["calendars/all.ics"]).events() {
        for name in ["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "LAST-MODIFIED", "SUMMARY", "DESCRIPTION"] {
            assert!(!event.value(name).is_empty(), "{name}");
        }
        for never in ["ORGANIZER", "ATTENDEE", "RRULE", "ATTACH", "X-ALT-DESC", "DURATION"] {
            assert!(!event.names().contains(&never), "{never}");
        }
    }
}

#[test]
fn an_alarm_has_a_name_of_its_own_and_no_stamp() {
    let calendar = feed(|roster| roster.shift_types[0].alarms = vec![Alarm(0), Alarm(30), Alarm(0), Alarm(1500)]);
    let mut names = std::collections::BTreeSet::new();
    for event in calendar.events() {
        let triggers: Vec<_> = event.components.iter().map(|alarm| alarm.value("TRIGGER")).collect();
        assert_eq!(triggers, ["-PT25H", "-PT30M", "-PT0M"]);
        for alarm in &event.components {
            assert_eq!((alarm.kind.as_str(), alarm.value("ACTION")), ("VALARM", "DISPLAY"));
            assert_eq!(alarm.names(), ["TRIGGER", "ACTION", "DESCRIPTION", "UID"]);
            assert_eq!(alarm.value("DESCRIPTION"), event.value("SUMMARY"));
            assert!(names.insert(alarm.value("UID").to_owned()), "two alarms have one name");
        }
        assert!(names.insert(event.value("UID").to_owned()), "two events have one name");
    }
}

#[test]
fn the_calendar_s_properties_are_its_own_and_in_order() {
    let team = Team::read(SMALL);
    let header = |path: &str| calendar(&team.feed(path));
    let (all, one) = (header("calendars/all.ics"), header("calendars/shifts/level-1.ics"));
    let order = [
        "VERSION",
        "PRODID",
        "CALSCALE",
        "METHOD",
        "NAME",
        "X-WR-CALNAME",
        "X-WR-CALDESC",
        "X-WR-TIMEZONE",
        "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL",
        "SOURCE",
        "URL",
        "COLOR",
    ];
    assert_eq!(one.names(), order);
    assert_eq!(all.names(), &order[..12]);
    assert_eq!(one.value("SOURCE"), "https://data-infra.example.org/hausmeister/calendars/shifts/level-1.ics");
    assert_eq!(one.value("URL"), "https://data-infra.example.org/hausmeister/shifts/level-1/");
    assert_eq!(all.value("URL"), "https://data-infra.example.org/hausmeister/schedule/");
}

#[test]
fn a_type_says_whether_it_makes_busy() {
    let calendar = calendar(&Team::read(SMALL).feed("calendars/all.ics"));
    for event in calendar.events() {
        let busy = event.value("CATEGORIES") == "Level 1";
        let expected = if busy { ("OPAQUE", "BUSY") } else { ("TRANSPARENT", "FREE") };
        assert_eq!((event.value("TRANSP"), event.value("X-MICROSOFT-CDO-BUSYSTATUS")), expected);
        assert_eq!(event.names().contains(&"COLOR"), busy);
        assert_eq!((event.value("STATUS"), event.value("CLASS")), ("CONFIRMED", "PUBLIC"));
    }
}
