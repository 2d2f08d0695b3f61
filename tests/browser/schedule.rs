//! The schedule: filters that stand in the address, a reader that it knows again, the way to today. And the pages of
//! people: their clocks, what is next for them, and their calendars.

use serde_json::{Value, json};

use crate::project::NOW;
use crate::site::{set_clock, set_window, set_zone, site};
use crate::webdriver::Browser;
use crate::{axe, picture};

/// A browser whose clock stands at an instant and in which nothing moves slowly.
fn browser_at(now: &str) -> Browser {
    let mut browser = Browser::open();
    set_clock(&mut browser, now.parse().unwrap());
    let features = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]);
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
    browser
}

fn choose(browser: &Browser, field: &str, value: &str) {
    browser.evaluate(&format!(
        "(() => {{
            const field = document.querySelector('#filter [name={field}]');
            field.value = '{value}';
            field.dispatchEvent(new Event('change', {{ bubbles: true }}));
        }})()"
    ));
}

fn click(browser: &Browser, selector: &str) {
    browser.evaluate(&format!("document.querySelector('{selector}').click()"));
}

/// Person and type of every shift that is seen, each once.
fn seen(browser: &Browser) -> Value {
    browser.evaluate(
        "[...new Set([...document.querySelectorAll('.shift')]
            .filter(shift => shift.checkVisibility())
            .map(shift => `${shift.dataset.person} ${shift.dataset.shift}`))].sort()",
    )
}

fn query(browser: &Browser) -> Value {
    browser.evaluate("location.search")
}

#[test]
fn what_is_chosen_stands_in_the_address_and_comes_back_from_it() {
    let site = site();
    let browser = browser_at(NOW);
    browser.go(&format!("{}schedule/", site.url));
    let all = seen(&browser);
    assert!(all.as_array().unwrap().len() > 20, "{all}");
    choose(&browser, "person", "ana");
    assert_eq!(query(&browser), "?person=ana");
    assert_eq!(seen(&browser), json!(["ana backlog-weekday", "ana level-1-weekday", "ana level-1-weekend"]));
    choose(&browser, "shift", "level-1-weekend");
    assert_eq!(query(&browser), "?person=ana&shift=level-1-weekend");
    let weekends = json!(["ana level-1-weekend"]);
    assert_eq!(seen(&browser), weekends);
    let empty = "[...document.querySelectorAll('.week')].filter(
        week => week.checkVisibility() && !week.querySelector('.shift:not([hidden])')).length";
    assert_eq!(browser.evaluate(empty), 0, "weeks without a shift that fits are hidden");
    assert_eq!(axe::violations(&browser), json!([]));

    let other = browser_at(NOW);
    other.go(&format!("{}schedule/?person=ana&shift=level-1-weekend", site.url));
    assert_eq!(seen(&other), weekends, "the link shows another reader the same");
    click(&other, "#filter [type=reset]");
    assert_eq!((query(&other), seen(&other)), (json!(""), all.clone()));
    other.go(&format!("{}schedule/?person=nobody-of-that-name", site.url));
    assert_eq!(seen(&other), all, "who left the roster filters nothing");
    assert_eq!([browser.console(), other.console()].concat(), [""; 0]);
}

#[test]
fn a_reader_says_once_who_they_are() {
    let site = site();
    let browser = browser_at(NOW);
    browser.go(&format!("{}schedule/", site.url));
    let all = seen(&browser);
    click(&browser, "#filter [name=mine]");
    assert_eq!(browser.evaluate("document.activeElement.name"), "me", "first it must know who that is");
    assert_eq!(seen(&browser), all);
    choose(&browser, "me", "ines");
    assert_eq!((query(&browser), seen(&browser)), (json!("?person=ines"), json!(["ines level-2"])));

    browser.go(&format!("{}schedule/", site.url));
    assert_eq!(seen(&browser), all, "an address without a person shows everyone");
    assert_eq!(browser.evaluate("document.querySelector('#filter [name=me]').value"), "ines");
    let pressed = "document.querySelector('#filter [name=mine]').ariaPressed";
    assert_eq!(browser.evaluate(pressed), "false");
    click(&browser, "#filter [name=mine]");
    assert_eq!((query(&browser), seen(&browser)), (json!("?person=ines"), json!(["ines level-2"])));
    assert_eq!(browser.evaluate(pressed), "true");
    click(&browser, "#filter [name=mine]");
    assert_eq!((query(&browser), seen(&browser)), (json!(""), all));
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn the_way_to_today_goes_by_the_readers_clock() {
    let site = site();
    // Three weeks after the build: a Wednesday of the week that began on 14 December.
    let browser = browser_at("2026-12-16T12:00:00Z");
    browser.go(&format!("{}schedule/", site.url));
    let badges = "[...document.querySelectorAll('.week .badge:not([hidden])')].map(badge => badge.closest('.week').id)";
    assert_eq!(browser.evaluate(badges), json!(["week-2026-12-14"]));
    click(&browser, ".to-today a");
    assert_eq!(browser.evaluate("location.hash"), "#week-2026-12-14");
    let top = browser.evaluate("document.getElementById('week-2026-12-14').getBoundingClientRect().top");
    assert!((0.0..200.0).contains(&top.as_f64().unwrap()), "the week stands at {top}");

    // Weeks out of sight are not laid out before they come near: the way must lead to the right one all the same.
    let top = browser.evaluate(
        "(async () => {
            scrollTo(0, document.body.scrollHeight);
            document.documentElement.style.scrollBehavior = 'auto';
            document.querySelector('.to-today a').click();
            for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
            return document.querySelector('.week.running').getBoundingClientRect().top;
        })()",
    );
    assert!((0.0..200.0).contains(&top.as_f64().unwrap()), "the running week begins {top} px below the window's top");
    // Ana's next shift is the weekend of Christmas: today leads to it.
    choose(&browser, "person", "ana");
    click(&browser, ".to-today a");
    assert_eq!(browser.evaluate("location.hash"), "#week-2026-12-21");
    assert_eq!(query(&browser), "?person=ana");
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn paper_is_black_and_white_and_bears_no_controls() {
    let site = site();
    let browser = browser_at(NOW);
    let features = json!([{ "name": "prefers-color-scheme", "value": "dark" }]);
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print", "features": features }));
    browser.go(&format!("{}schedule/?person=ana", site.url));
    let shown = browser.evaluate(
        "['#filter', '.to-today', '.masthead', '.side'].filter(name => document.querySelector(name).checkVisibility())",
    );
    assert_eq!(shown, json!([]));
    let colors = browser.evaluate(
        "[...new Set([...document.querySelectorAll('html, .shift *')].flatMap(element => {
            const { backgroundColor, color } = getComputedStyle(element);
            return [backgroundColor, color];
        }))].filter(color => !/^rgba?\\((\\d+), \\1, \\1/.test(color))",
    );
    assert_eq!(colors, json!([]), "these are no shades of grey");
    assert_eq!(browser.evaluate("getComputedStyle(document.documentElement).backgroundColor"), "rgb(255, 255, 255)");
    let chosen = browser.evaluate("document.getElementById('chosen').innerText");
    assert!(chosen.as_str().unwrap().starts_with("Ana Souza"), "paper says what was chosen: {chosen}");
    picture::keep(&browser, "schedule, paper");
}

/// What stands on a person's card at `selector`.
fn on_card(browser: &Browser, person: &str, selector: &str) -> String {
    let card = format!("document.querySelector('[data-next-of={person}]').closest('.card')");
    browser.evaluate(&format!("{card}.querySelector('{selector}').innerText")).as_str().unwrap().to_owned()
}

#[test]
fn a_card_shows_local_time_and_the_next_shift_by_the_readers_clock() {
    let site = site();
    let mut browser = browser_at("2026-11-25T02:59:00Z");
    set_zone(&browser, "Asia/Tokyo");
    browser.go(&format!("{}people/", site.url));
    assert_eq!(on_card(&browser, "emine", ".zone"), "Europe/Berlin, Wed 03:59");
    assert_eq!(on_card(&browser, "ana", ".zone"), "America/Sao_Paulo, Tue 23:59");
    // A page may be a moment behind the minute.
    browser.evaluate("moveClock(61 * 1000)");
    assert_eq!(on_card(&browser, "emine", ".zone"), "Europe/Berlin, Wed 04:00");
    assert_eq!(on_card(&browser, "ana", ".zone"), "America/Sao_Paulo, Wed 00:00");

    let bruno = on_card(&browser, "bruno", ".first-shift");
    assert!(bruno.starts_with("Now Level 1 Weekday\nMon 23 Nov 18:00 – Fri 27 Nov 18:00"), "{bruno}");
    assert!(bruno.contains("Tue 24 Nov 06:00 – Sat 28 Nov 06:00 your time"), "{bruno}");
    // A minute after Friday's hand-off the shift is over.
    set_clock(&mut browser, "2026-11-27T21:01:00Z".parse().unwrap());
    browser.go(&format!("{}people/", site.url));
    let bruno = on_card(&browser, "bruno", ".first-shift");
    assert!(bruno.starts_with("Next Backlog Weekday\nMon 30 Nov 18:00"), "{bruno}");
    let thiago = on_card(&browser, "thiago", ".first-shift");
    assert!(thiago.starts_with("Now Level 1 Weekend"), "{thiago}");
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn the_minute_takes_the_focus_from_nothing() {
    let site = site();
    let browser = browser_at(NOW);
    browser.go(&site.url);
    browser.evaluate("document.querySelector('#on-call [data-slot=phone-link]').focus()");
    browser.evaluate("moveClock(61 * 1000)");
    assert_eq!(browser.evaluate("document.activeElement.dataset.slot"), "phone-link");
}

#[test]
fn a_copied_address_is_said_to_be_copied() {
    let site = site();
    let browser = browser_at(NOW);
    let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.devtools("Browser.grantPermissions", &permissions);
    browser.go(&format!("{}people/ana/", site.url));
    let feeds = browser.evaluate("document.querySelectorAll('.feed').length");
    let ways = browser.evaluate("document.querySelectorAll('.feed:first-of-type .ways a').length");
    assert!(feeds.as_u64().unwrap() >= 4 && ways.as_u64().unwrap() >= 5, "{feeds} feeds, {ways} ways");
    click(&browser, ".feed .copy");
    let said = browser.evaluate(
        "new Promise(done => {
            const said = document.querySelector('.feed .copied');
            const look = () => (said.textContent ? done(said.textContent) : requestAnimationFrame(look));
            look();
        })",
    );
    assert_eq!(said, "Copied");
    let copied = browser.evaluate("navigator.clipboard.readText()");
    assert!(copied.as_str().unwrap().ends_with("/calendars/people/ana.ics"), "{copied}");
    browser.evaluate("moveClock(10 * 1000)");
    assert_eq!(browser.evaluate("document.querySelector('.feed .copied').textContent"), "");
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn calendars_are_near_on_a_persons_page() {
    let site = site();
    let browser = browser_at(NOW);
    set_window(&browser, 360, 780);
    browser.go(&format!("{}people/ana/", site.url));
    let lines =
        browser.evaluate("[...document.querySelectorAll('.shift')].filter(line => line.checkVisibility()).length");
    assert_eq!(lines, 8, "the next eight; the others are folded away");
    click(&browser, "details > summary");
    let lines =
        browser.evaluate("[...document.querySelectorAll('.shift')].filter(line => line.checkVisibility()).length");
    assert!(lines.as_u64().unwrap() > 20, "{lines}");
    assert_eq!(axe::violations(&browser), json!([]));
}
