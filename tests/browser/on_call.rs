//! "On call now" goes by the reader's clock, whatever the zone, and says so when it can't.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::project::NOW;
use crate::site::{set_clock, set_zone, shown, shown_in, site};
use crate::webdriver::Browser;

/// Friday and Monday, 18:00 in Sao Paulo.
const HAND_OFFS: [&str; 2] = ["2026-11-27T21:00:00Z", "2026-11-30T21:00:00Z"];

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A minute before and after each hand-off, and a day far ahead.
fn instants() -> Vec<DateTime<Utc>> {
    let around = |hand_off: &&str| [-1, 1].map(|minutes| instant(hand_off) + TimeDelta::minutes(minutes));
    HAND_OFFS.iter().flat_map(around).chain([instant("2027-08-19T02:30:00Z")]).collect()
}

fn shows_the_right_people_in(zone: &str) {
    let site = site();
    let mut browser = Browser::open();
    set_zone(&browser, zone);
    let mut seen = BTreeSet::new();
    for at in instants() {
        set_clock(&mut browser, at);
        browser.go(&site.url);
        let expected = site.on_call(at);
        assert_eq!(shown(&browser), expected, "at {at} in {zone}");
        let text = browser.evaluate("document.querySelector('#on-call').innerText.toLowerCase()");
        for (_, person) in &expected {
            let name = site.name(person).to_lowercase();
            assert!(text.as_str().unwrap().contains(&name), "no {name} at {at} in {zone}: {text}");
        }
        seen.insert(expected);
    }
    assert_eq!(seen.len(), 4, "Friday's 18:01 and Monday's 17:59 are one stretch, the others differ: {seen:?}");
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn a_reader_in_sao_paulo_sees_the_right_people() {
    shows_the_right_people_in("America/Sao_Paulo");
}

#[test]
fn a_reader_in_berlin_sees_the_right_people() {
    shows_the_right_people_in("Europe/Berlin");
}

#[test]
fn the_page_changes_by_itself_at_a_hand_off() {
    let site = site();
    let mut browser = Browser::open();
    for hand_off in HAND_OFFS.map(instant) {
        let before = hand_off - TimeDelta::minutes(1);
        assert_ne!(site.on_call(before), site.on_call(hand_off));
        set_clock(&mut browser, before);
        browser.go(&site.url);
        assert_eq!(shown(&browser), site.on_call(before), "at {before}");
        // The second minute is the most that the page may take to notice.
        browser.evaluate("moveClock(2 * 60 * 1000)");
        assert_eq!(shown(&browser), site.on_call(hand_off), "after {hand_off}");
    }
}

#[test]
fn a_page_that_slept_through_hand_offs_is_right_when_it_is_looked_at_again() {
    let site = site();
    let mut browser = Browser::open();
    let evening = instant(HAND_OFFS[0]) - TimeDelta::hours(1);
    set_clock(&mut browser, evening);
    browser.go(&site.url);
    browser.evaluate("sleepClock(4 * 24 * 3600 * 1000); document.dispatchEvent(new Event('visibilitychange'))");
    assert_eq!(shown(&browser), site.on_call(evening + TimeDelta::days(4)));
}

#[test]
fn without_javascript_the_page_shows_the_people_of_the_build_and_says_so() {
    let site = site();
    let browser = Browser::open();
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.go(&site.url);
    assert_eq!(shown(&browser), site.on_call(instant(NOW)));
    let text = browser.evaluate("document.querySelector('#on-call').innerText");
    let text = text.as_str().unwrap().to_lowercase();
    assert!(text.contains("built for") && text.contains("without javascript"), "{text}");
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn the_pages_of_a_shift_type_and_of_its_runbook_follow_the_clock_too() {
    let site = site();
    let mut browser = Browser::open();
    for at in instants() {
        set_clock(&mut browser, at);
        let level_1: Vec<_> = site.on_call(at).into_iter().filter(|(shift, _)| shift != "level-2").collect();
        let weekday: Vec<_> = level_1.iter().filter(|(shift, _)| shift == "level-1-weekday").cloned().collect();
        browser.go(&format!("{}shifts/level-1-weekday/", site.url));
        assert_eq!(shown(&browser), weekday, "on the shift type's page at {at}");
        browser.go(&format!("{}level-1/", site.url));
        assert_eq!(shown_in(&browser, "main section"), level_1, "on the runbook at {at}");
    }
}

#[test]
fn outside_of_the_published_span_the_page_names_nobody() {
    let site = site();
    let mut browser = Browser::open();
    for at in ["2028-06-01T12:00:00Z", "2026-06-01T12:00:00Z"].map(instant) {
        set_clock(&mut browser, at);
        browser.go(&site.url);
        assert_eq!(shown(&browser), [], "at {at}");
        let text = browser.evaluate("document.querySelector('#on-call').innerText.toLowerCase()");
        assert!(text.as_str().unwrap().contains("out of date"), "at {at}: {text}");
    }
}

#[test]
fn a_page_left_open_until_the_span_ends_stops_naming_anybody() {
    let site = site();
    let mut browser = Browser::open();
    let last = instant("2027-11-22T20:00:00Z");
    set_clock(&mut browser, last);
    browser.go(&site.url);
    assert_eq!(shown(&browser), site.on_call(last));
    browser.evaluate("moveClock(10 * 24 * 3600 * 1000)");
    assert_eq!(shown(&browser), []);
}
