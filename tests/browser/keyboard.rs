//! The keyboard alone: Tab reaches everything that can be used, and where it is can be seen.

use std::collections::BTreeSet;

use serde_json::json;

use crate::project::NOW;
use crate::site::{PAGES, set_clock, set_scheme, site};
use crate::webdriver::Browser;

/// Numbers everything that can be used, and gives the numbers with what they stand for.
const NUMBER_ALL: &str =
    "[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')]
    .filter(element => !element.disabled && (element.checkVisibility() || element.closest('svg')?.checkVisibility()))
    .map((element, number) => ((element.dataset.number = number), `${number}: ${element.outerHTML.slice(0, 100)}`))";

/// What has the focus, and whether that can be seen: by an outline, or in a drawing by a stroke.
const FOCUSED: &str = "(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const drawn = element.querySelector('rect') && getComputedStyle(element.querySelector('rect'));
    const isSeen = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || (drawn && parseFloat(drawn.strokeWidth) >= 3);
    const { right, bottom } = element.getBoundingClientRect();
    return { number: Number(element.dataset.number ?? -1), isSeen: Boolean(isSeen) && right > 0 && bottom > 0,
        html: element.outerHTML.slice(0, 100) };
})()";

fn press_tab(browser: &Browser) {
    for kind in ["rawKeyDown", "keyUp"] {
        let key = json!({ "type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9 });
        browser.devtools("Input.dispatchKeyEvent", &key);
    }
}

#[test]
fn tab_reaches_everything_and_shows_where_it_is() {
    let site = site();
    let mut browser = Browser::open();
    set_clock(&mut browser, NOW.parse().unwrap());
    // Otherwise what has the focus may still be on its way into the window.
    set_scheme(&browser, "light");
    for (kind, path) in PAGES {
        browser.go(&format!("{}{path}", site.url));
        let all = browser.evaluate(NUMBER_ALL);
        let all: Vec<_> = all.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
        assert!(all.len() > 10, "{kind}: {all:?}");
        let mut reached = BTreeSet::new();
        // Browsers add stops of their own for parts that scroll, hence more presses than things.
        for _ in 0..2 * all.len() {
            press_tab(&browser);
            let focused = browser.evaluate(FOCUSED);
            if focused.is_null() {
                break;
            }
            assert_eq!(focused["isSeen"], true, "{kind}: {focused}");
            reached.extend(focused["number"].as_u64().map(|number| usize::try_from(number).unwrap()));
        }
        let missed: Vec<_> =
            (0..all.len()).filter(|number| !reached.contains(number)).map(|number| all[number]).collect();
        assert!(missed.is_empty(), "{kind}: Tab misses {missed:#?}");
    }
}

#[test]
fn the_first_tab_leads_past_the_header() {
    let site = site();
    let browser = Browser::open();
    browser.go(&site.url);
    press_tab(&browser);
    let href = browser.evaluate("document.activeElement.getAttribute('href')");
    let target = browser.evaluate(
        "document.querySelector(document.activeElement.getAttribute('href').replace(':', '\\\\:'))?.localName",
    );
    assert_eq!((href.as_str(), target.as_str()), (Some("#site:main"), Some("main")));
}
