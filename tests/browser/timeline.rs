//! The timeline on the home page: how much it shows, that it moves over the whole span, and that the table follows.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::project::NOW;
use crate::site::{set_clock, set_window, site};
use crate::webdriver::Browser;
use crate::{axe, picture};

fn home_at(now: &str, width: u32, height: u32) -> Browser {
    let mut browser = Browser::open();
    set_clock(&mut browser, now.parse().unwrap());
    set_window(&browser, width, height);
    browser.go(&site().url);
    browser
}

fn move_to(browser: &Browser, way: &str) {
    browser.evaluate(&format!("document.querySelector('[data-move={way}]').click()"));
}

fn is_at_the_end(browser: &Browser, way: &str) -> bool {
    browser.evaluate(&format!("document.querySelector('[data-move={way}]').ariaDisabled")) == "true"
}

/// The weeks whose beginning is seen, from left to right.
fn weeks(browser: &Browser) -> Vec<String> {
    texts(browser.evaluate(
        "(() => {
            const frame = document.querySelector('.timeline-frame').getBoundingClientRect();
            return [...document.querySelectorAll('[data-tick]')].filter(tick => {
                const { left } = tick.getBoundingClientRect();
                return frame.left <= left && left < frame.right;
            }).map(tick => tick.textContent);
        })()",
    ))
}

/// `start-end` of what is seen, in seconds since 1970.
fn seen(browser: &Browser, parts: &str) -> Vec<String> {
    let seen = browser.evaluate(&format!(
        "[...document.querySelectorAll('.timeline {parts}[data-to]')]
            .filter(part => part.checkVisibility({{ visibilityProperty: true }}))
            .map(part => `${{part.dataset.from}}-${{part.dataset.to}}`)"
    ));
    texts(seen)
}

fn texts(value: Value) -> Vec<String> {
    serde_json::from_value(value).unwrap()
}

/// The names on bars that are cut by the end of their bar, or of the frame.
fn cut_names(browser: &Browser) -> Value {
    browser.evaluate(
        "(() => {
            const frame = document.querySelector('.timeline-frame').getBoundingClientRect();
            return [...document.querySelectorAll('.bar')]
                .filter(bar => bar.checkVisibility({ visibilityProperty: true }))
                .filter(bar => {
                    const [text, box] = ['text', 'rect'].map(part => bar.querySelector(part).getBoundingClientRect());
                    return text.width > 0 && (text.right > Math.min(box.right, frame.right) || text.left < frame.left);
                }).map(bar => bar.querySelector('text').textContent);
        })()",
    )
}

#[test]
fn six_weeks_are_seen_on_a_desk_and_two_on_a_telephone() {
    let desk = home_at(NOW, 1280, 900);
    assert_eq!(weeks(&desk), ["16 Nov", "23 Nov", "30 Nov", "7 Dec", "14 Dec", "21 Dec"]);
    assert_eq!(cut_names(&desk), json!([]));
    // Wider or narrower, the same page follows.
    set_window(&desk, 360, 780);
    desk.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    assert_eq!(weeks(&desk), ["16 Nov", "23 Nov"]);
    for width in [320, 360, 600, 768, 1024] {
        let browser = home_at(NOW, width, 780);
        assert!(width > 360 || weeks(&browser) == ["16 Nov", "23 Nov"], "at {width} px");
        assert_eq!(cut_names(&browser), json!([]), "at {width} px");
        assert_eq!(browser.console(), [""; 0]);
    }
}

#[test]
fn it_moves_over_the_whole_span_and_the_table_with_it() {
    for (width, step) in [(1280, 6), (360, 2)] {
        let browser = home_at("2026-12-16T12:00:00Z", width, 780);
        assert_eq!(weeks(&browser)[0], "14 Dec", "the running week by the reader's clock");
        while !is_at_the_end(&browser, "earlier") {
            move_to(&browser, "earlier");
        }
        assert_eq!(weeks(&browser)[0], "16 Nov", "the first week with a shift");
        let (mut bars, mut rows) = (BTreeSet::new(), BTreeSet::new());
        loop {
            assert_eq!(weeks(&browser).len(), step);
            assert_eq!(cut_names(&browser), json!([]));
            let shown = seen(&browser, "svg");
            assert_eq!(shown.len(), step * 4, "shifts of {step} weeks");
            rows.extend(seen_rows(&browser, &shown));
            bars.extend(shown);
            if is_at_the_end(&browser, "later") {
                break;
            }
            move_to(&browser, "later");
        }
        let all = browser.evaluate("[...document.querySelectorAll('.timeline svg[data-to]')].map(bar => `${bar.dataset.from}-${bar.dataset.to}`)");
        assert_eq!(bars, texts(all).into_iter().collect(), "every shift was seen");
        assert_eq!(rows, bars);
        move_to(&browser, "now");
        assert_eq!(weeks(&browser)[0], "14 Dec");
        assert_eq!(browser.console(), [""; 0]);
    }
}

/// What the table shows, which is what the drawing does.
fn seen_rows(browser: &Browser, drawn: &[String]) -> Vec<String> {
    browser.evaluate("document.querySelector('.timeline details').open = true");
    let rows = seen(browser, "tr");
    assert_eq!(rows, drawn);
    rows
}

#[test]
fn what_is_out_of_the_frame_takes_no_focus_and_the_rest_is_accessible() {
    let browser = home_at(NOW, 1280, 900);
    move_to(&browser, "later");
    // At Carnival, with holidays and a swap in the frame.
    move_to(&browser, "later");
    let focused = browser.evaluate(
        "[...document.querySelectorAll('.bar')].filter(bar => { bar.focus(); return document.activeElement === bar; }).length",
    );
    assert_eq!(focused, seen(&browser, "svg").len());
    let key = browser.evaluate("document.querySelector('.timeline-key').innerText");
    let key = key.as_str().unwrap();
    assert!(key.contains("Carnival, Tue 9 Feb 2027"), "{key}");
    assert!(key.contains("Heitor Campos, instead of Gabriela Ferraz"), "{key}");
    assert!(!key.contains("Christmas") && !key.contains("Now"), "{key}");
    assert_eq!(axe::violations(&browser), json!([]));
    set_window(&browser, 320, 640);
    browser.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    let fits = browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
    assert!(fits == true);
    picture::keep(&browser, "timeline, moved, 320 px");
}

#[test]
fn without_javascript_six_weeks_from_the_running_one_are_seen() {
    let browser = Browser::open();
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    set_window(&browser, 1280, 900);
    browser.go(&site().url);
    assert_eq!(weeks(&browser), ["16 Nov", "23 Nov", "30 Nov", "7 Dec", "14 Dec", "21 Dec"]);
    assert_eq!(seen(&browser, "svg").len(), 6 * 4);
    assert_eq!(cut_names(&browser), json!([]));
    assert!(browser.evaluate("document.querySelector('.timeline-moves').checkVisibility()") == false);
    set_window(&browser, 320, 640);
    let fits = browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
    assert!(fits == true, "it scrolls inside itself");
}

#[test]
fn who_is_on_call_fits_on_one_screen_of_a_telephone() {
    // In work hours and at night, at home and abroad, on a weekday and a weekend.
    for now in [NOW, "2026-11-25T05:00:00Z", "2026-11-28T15:00:00Z"] {
        for zone in ["America/Sao_Paulo", "Europe/Berlin"] {
            let mut browser = Browser::open();
            crate::site::set_zone(&browser, zone);
            set_clock(&mut browser, now.parse().unwrap());
            set_window(&browser, 360, 780);
            browser.go(&site().url);
            let bottom = browser.evaluate(
                "Math.max(...[...document.querySelectorAll('#on-call .holder')].map(card => card.getBoundingClientRect().bottom))",
            );
            assert!(bottom.as_f64().unwrap() <= 780.0, "down to {bottom} px at {now} in {zone}");
        }
    }
}
