//! The roster in a runbook's text: its values go by the reader's clock, as who is on call does everywhere.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::project::NOW;
use crate::site::{sample, set_clock, set_zone, shown_in, site};
use crate::webdriver::Browser;
use crate::{axe, picture};

/// Every insert, wherever one may stand.
const PAGE: &str = r#"---
title: Inserts
---
## In words

Level 1 is {{ on_call(1) }}, to be reached by {{ reach(1) }}; it next passes at {{ next_hand_off(1) }}. Level 2 is
**{{ on_call("level-2") }}** ({{ hours("level-2") }}), {{ next_hand_off("level-2") }}. Write in {{ channel("data-crash") }}.

- {{ on_call("backlog-weekday") }} has the backlog.

| Now | Reach |
| --- | --- |
| {{ on_call("level-1-weekend") }} | {{ reach("level-1-weekend") }} |

{{ escalation() }}

## Afterwards

`{{ on_call(1) }}` and \{{ on_call(1) }} are text.

- [ ] Look
"#;

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The words of the paragraph, the list and the table.
fn words(browser: &Browser) -> String {
    let words = browser.evaluate(
        "[...document.querySelectorAll('.prose > p, .prose > ul > li, .prose > .table td')]
            .map(part => part.innerText.replace(/\\s+/g, ' ').trim()).join('\\n')",
    );
    words.as_str().unwrap().to_owned()
}

fn is_right(browser: &Browser, at: DateTime<Utc>) {
    let on_call = site().on_call(at);
    assert_eq!(shown_in(browser, ".escalation"), on_call, "the levels at {at}");
    let first = &on_call.iter().find(|(shift, _)| shift != "level-2").unwrap();
    let second = &on_call.iter().find(|(shift, _)| shift == "level-2").unwrap();
    let words = words(browser);
    assert!(words.contains(&format!("Level 1 is {}, to be reached by ", site().name(&first.1))), "{at}: {words}");
    assert!(words.contains(&format!("Level 2 is {} (Monday 18:00 to", site().name(&second.1))), "{at}: {words}");
    assert!(words.contains("Write in #data-crash."), "{words}");
}

#[test]
fn values_follow_the_clock_at_a_hand_off() {
    let (url, _folder) = sample(PAGE, "");
    let mut browser = Browser::open();
    set_zone(&browser, "America/Sao_Paulo");
    for hand_off in ["2026-11-27T21:00:00Z", "2026-11-30T21:00:00Z"].map(instant) {
        let before = hand_off - TimeDelta::minutes(1);
        set_clock(&mut browser, before);
        browser.go(&url);
        is_right(&browser, before);
        let said_before = words(&browser);
        browser.evaluate("moveClock(2 * 60 * 1000)");
        is_right(&browser, hand_off);
        assert_ne!(words(&browser), said_before);
    }
    // Friday's hand-off is told until it is over, then Monday's.
    set_clock(&mut browser, instant("2026-11-27T20:59:00Z"));
    browser.go(&url);
    assert!(
        words(&browser).contains("it next passes at Fri 18:00, Bruno Lima to Thiago Nakamura."),
        "{}",
        words(&browser)
    );
    assert!(words(&browser).contains("\nnobody\nnobody"), "nobody has the weekend yet: {}", words(&browser));
    browser.evaluate("moveClock(2 * 60 * 1000)");
    assert!(
        words(&browser).contains("it next passes at Mon 18:00, Thiago Nakamura to Carla Dias."),
        "{}",
        words(&browser)
    );
    assert!(words(&browser).contains("\nThiago Nakamura\nSlack @thiago"), "{}", words(&browser));
    assert!(words(&browser).contains("nobody has the backlog"), "{}", words(&browser));
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn whom_to_reach_can_be_called_with_one_tap() {
    let (url, _folder) = sample(PAGE, "");
    let mut browser = Browser::open();
    set_clock(&mut browser, instant("2026-11-28T12:00:00Z"));
    browser.go(&url);
    let ways = browser.evaluate(
        "[...document.querySelectorAll('.prose > p .way')].map(way => way.querySelector('a')?.href ?? way.textContent)",
    );
    assert_eq!(ways, json!(["Slack @thiago", "tel:+551155550103", "mailto:thiago.nakamura@example.org"]));
}

#[test]
fn a_reader_elsewhere_sees_their_own_time_beside_that_of_the_team() {
    let (url, _folder) = sample(PAGE, "");
    let mut browser = Browser::open();
    set_zone(&browser, "Europe/Berlin");
    set_clock(&mut browser, instant("2026-11-27T20:00:00Z"));
    browser.go(&url);
    assert!(words(&browser).contains("it next passes at Fri 22:00 18:00 Sao Paulo, Bruno"), "{}", words(&browser));
}

#[test]
fn out_of_the_published_span_nobody_is_named() {
    let (url, _folder) = sample(PAGE, "");
    let mut browser = Browser::open();
    set_clock(&mut browser, instant("2028-06-01T12:00:00Z"));
    browser.go(&url);
    let words = words(&browser);
    assert!(words.contains("Level 1 is unknown: this page is out of date"), "{words}");
    assert_eq!(shown_in(&browser, ".prose"), []);
    let alarm = browser.evaluate("document.querySelector('.as-of').innerText");
    assert!(alarm.as_str().unwrap().contains("This page is out of date"));
}

#[test]
fn without_javascript_values_are_those_of_the_build_and_the_page_says_so() {
    let (url, _folder) = sample(PAGE, "");
    let browser = Browser::open();
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.go(&url);
    is_right(&browser, instant(NOW));
    assert!(
        words(&browser).contains("it next passes at Mon 23 Nov 18:00, Carla Dias to Bruno Lima."),
        "{}",
        words(&browser)
    );
    let said = browser.evaluate("document.querySelector('.as-of').innerText");
    assert!(said.as_str().unwrap().contains("Without JavaScript the names do not follow the clock"), "{said}");
}

#[test]
fn values_in_a_text_are_open_to_everyone_and_fit() {
    let (url, _folder) = sample(PAGE, "");
    let browser = axe::approves(&url, "inserts", |_, _| {});
    assert_eq!(browser.evaluate("document.querySelector('.prose code').textContent"), "{{ on_call(1) }}");
}

/// The page on incidents of this repository, at an instant.
fn incidents(browser: &mut Browser, at: DateTime<Utc>) {
    set_clock(browser, at);
    browser.go(&format!("{}incidents/", site().url));
}

/// What can be copied.
fn patterns(browser: &Browser) -> Value {
    browser.evaluate(
        "['red', 'green', 'announcement'].map(name => document.querySelector(`.incident [id$=-${name}]`).textContent)",
    )
}

fn write(browser: &Browser, field: &str, text: &str) {
    browser.evaluate(&format!(
        "(field => {{ field.value = {}; field.dispatchEvent(new Event('input', {{ bubbles: true }})); }})
            (document.querySelector('.incident [data-field={field}]'))",
        json!(text)
    ));
}

#[test]
fn the_words_of_an_incident_are_written_and_copied() {
    let site = site();
    let mut browser = Browser::open();
    let origin = site.url.split("/hausmeister/").next().unwrap();
    let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
    browser.devtools("Browser.grantPermissions", &json!({ "origin": origin, "permissions": permissions }));
    let before = instant("2026-11-27T20:59:00Z");
    incidents(&mut browser, before);
    let opening = "Something is not working, and we are on it. We will write here when it is over. What is affected: ";
    assert_eq!(
        patterns(&browser),
        json!([
            ":red_circle: WHAT FAILS, IN SHORT | point: Bruno Lima comms: COMMS PERSON",
            ":green_circle:",
            format!("{opening}WHAT USERS NOTICE, IN PLAIN WORDS"),
        ])
    );
    browser.evaluate("moveClock(2 * 60 * 1000)");
    assert!(
        patterns(&browser)[0].as_str().unwrap().contains("| point: Thiago Nakamura comms:"),
        "it follows the clock"
    );
    write(&browser, "what", " itaipu is\tlate <b> ");
    write(&browser, "point", "Ana");
    write(&browser, "comms", "Dora");
    write(&browser, "affected", "numbers in Metabase are of yesterday");
    browser.evaluate("moveClock(4 * 24 * 3600 * 1000)");
    let red = ":red_circle: itaipu is late <b> | point: Ana comms: Dora";
    let announcement = format!("{opening}numbers in Metabase are of yesterday");
    assert_eq!(patterns(&browser), json!([red, ":green_circle:", announcement]), "what was written stays");
    let buttons = browser
        .evaluate("[...document.querySelectorAll('.incident .copy')].map(button => button.getAttribute('aria-label'))");
    assert_eq!(
        buttons,
        json!(["Copy the topic while it lasts", "Copy the topic once it is resolved", "Copy the announcement"])
    );
    for (place, text) in [red, ":green_circle:", &announcement].iter().enumerate() {
        let said = browser.evaluate(&format!(
            "(async () => {{
                const button = document.querySelectorAll('.incident .copy')[{place}];
                button.click();
                const said = button.parentElement.querySelector('[role=status]');
                for (let turn = 0; turn < 200 && !said.textContent; turn += 1) await new Promise(requestAnimationFrame);
                return [said.textContent, await navigator.clipboard.readText()];
            }})()"
        ));
        assert_eq!(said, json!(["Copied", text]));
    }
    write(&browser, "comms", "");
    assert!(patterns(&browser)[0].as_str().unwrap().ends_with("comms: COMMS PERSON"));
    // Nothing is submitted, and the policy has nothing to say.
    assert_eq!(browser.evaluate("document.querySelectorAll('main form').length"), 0);
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn without_javascript_an_incident_has_its_patterns() {
    let site = site();
    let browser = Browser::open();
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.go(&format!("{}incidents/", site.url));
    assert_eq!(patterns(&browser)[0], ":red_circle: WHAT FAILS, IN SHORT | point: YOUR NAME comms: COMMS PERSON");
    let shown =
        "[...document.querySelectorAll('.incident :is(input, button)')].filter(part => part.checkVisibility()).length";
    assert_eq!(browser.evaluate(shown), 0);
}

/// Which tasks of the page are ticked.
fn ticked(browser: &Browser) -> Value {
    browser.evaluate("[...document.querySelectorAll('.task input')].map(box => box.checked)")
}

#[test]
fn ticks_last_as_long_as_the_shift_and_a_button_clears_them() {
    let site = site();
    let mut browser = Browser::open();
    let before = instant("2026-11-27T20:58:00Z");
    for page in ["hand-off/", "incidents/"] {
        let url = format!("{}{page}", site.url);
        set_clock(&mut browser, before);
        browser.go(&url);
        let none = ticked(&browser);
        let said = browser.evaluate("document.querySelector('.ticks-note').innerText");
        assert!(said.as_str().unwrap().contains("cleared at the next hand-off"), "{page}: {said}");
        browser.evaluate("document.querySelectorAll('.task input')[1].click()");
        let one = ticked(&browser);
        assert_ne!(one, none, "{page}");
        browser.go("about:blank");
        browser.go(&url);
        assert_eq!(ticked(&browser), one, "{page}: they are kept");
        // The hand-off comes while the page is open.
        browser.evaluate("moveClock(3 * 60 * 1000)");
        assert_eq!(ticked(&browser), none, "{page}");
        assert_eq!(browser.evaluate("localStorage.length"), 0, "nothing is left behind");
        // It comes while the page is closed.
        browser.evaluate("document.querySelectorAll('.task input')[0].click()");
        set_clock(&mut browser, instant("2026-11-30T21:00:00Z"));
        browser.go(&url);
        assert_eq!(ticked(&browser), none, "{page}");
        assert_eq!(browser.evaluate("localStorage.length"), 0, "nothing is left behind");
        browser.evaluate("document.querySelectorAll('.task input')[1].click()");
        assert_eq!(ticked(&browser), one, "{page}");
        browser.evaluate(
            "[...document.querySelectorAll('.clear-ticks')].find(part => !part.hidden).querySelector('button').click()",
        );
        assert_eq!(ticked(&browser), none, "{page}: the button");
        browser.go(&url);
        assert_eq!(ticked(&browser), none, "{page}");
    }
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn on_paper_there_are_patterns_and_values_and_nothing_to_press() {
    let site = site();
    let mut browser = Browser::open();
    set_clock(&mut browser, NOW.parse().unwrap());
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    for page in ["incidents/", "hand-off/", "level-2/"] {
        browser.go(&format!("{}{page}", site.url));
        picture::keep(&browser, &format!("{}, print", page.trim_end_matches('/')));
        let shown = browser.evaluate(
            "[...document.querySelectorAll('main :is(input:not([type=checkbox]), button, .ticks-note)')]
                .filter(part => part.checkVisibility()).map(part => part.outerHTML)",
        );
        assert_eq!(shown, json!([]), "{page}");
    }
    assert!(browser.evaluate("document.querySelector('.prose [data-insert]').checkVisibility()") == true);
}
