//! What every kind of page must be: whole from its own host, quiet, at ease on a telephone, open to everyone.

use std::path::Path;

use serde_json::{Value, json};

use crate::project::NOW;
use crate::site::{NOT_FOUND, PAGES, set_clock, set_scheme, set_window, set_zone, shown, site};
use crate::webdriver::Browser;
use crate::{axe, picture};

/// A browser whose clock stands at the build.
fn browser() -> Browser {
    let mut browser = Browser::open();
    set_clock(&mut browser, NOW.parse().unwrap());
    browser
}

/// The addresses that a page links to beside itself, as the browser resolves them, without what follows `#` or `?`.
fn links(browser: &Browser) -> Vec<String> {
    let links = browser.evaluate(
        "[...document.links]
            .filter(link => !link.getAttribute('href').startsWith('#'))
            .map(link => link.href.split(/[#?]/)[0])",
    );
    links.as_array().unwrap().iter().map(|link| link.as_str().unwrap().to_owned()).collect()
}

#[test]
fn pages_ask_no_other_host_and_log_nothing() {
    let site = site();
    let browser = browser();
    for (kind, path) in PAGES {
        browser.go(&format!("{}{path}", site.url));
        let title = browser.evaluate("document.title");
        assert!(!title.as_str().unwrap().is_empty(), "{kind} has no title");
        let abroad: Vec<_> = browser.requests().into_iter().filter(|url| !url.starts_with(&site.url)).collect();
        assert_eq!(abroad, [""; 0], "{kind}");
        // The browser itself reports the status of the one page that is not there.
        let expected = |message: &String| message.contains(NOT_FOUND) && message.ends_with("404 (Not Found)");
        let console: Vec<_> = browser.console().into_iter().filter(|message| !expected(message)).collect();
        assert_eq!(console, [""; 0], "{kind}");
    }
}

#[test]
fn every_pattern_of_words_is_filled_in() {
    let site = site();
    let browser = browser();
    set_zone(&browser, "Asia/Tokyo");
    for (kind, path) in PAGES {
        browser.go(&format!("{}{path}", site.url));
        let text = browser.evaluate("document.body.innerText");
        let text = text.as_str().unwrap();
        assert!(!text.contains('{') && !text.contains("undefined") && !text.contains("NaN"), "{kind}: {text}");
        let beside = browser.evaluate("document.querySelectorAll('.beside').length > 0");
        let has_times = ["home", "schedule", "people", "person", "shift type", "hand-offs"].contains(kind);
        assert!(beside == true || !has_times, "{kind} shows the reader's time beside the team's");
    }
}

#[test]
fn the_page_for_a_wrong_address_leads_back_from_any_depth() {
    let site = site();
    let browser = browser();
    browser.go(&format!("{}{NOT_FOUND}", site.url));
    let links = links(&browser);
    assert!(links.contains(&site.url), "no way home among {links:?}");
    for link in links.iter().filter(|link| link.starts_with("http://127.0.0.1")) {
        let inner = link.strip_prefix(&site.url).unwrap_or_else(|| panic!("{link} leaves the site"));
        let file = site.folder.join(inner);
        assert!(file.is_file() || file.join("index.html").is_file(), "{link}");
    }
    assert!(browser.evaluate("document.styleSheets.length > 0 && document.styleSheets[0].cssRules.length > 0") == true);
}

#[test]
fn the_site_works_from_a_folder() {
    let site = site();
    let browser = browser();
    let mut leads = 0;
    for (kind, path) in PAGES.iter().filter(|(_, path)| *path != NOT_FOUND) {
        browser.go(&format!("file://{}/{path}index.html", site.folder.display()));
        assert_eq!(browser.console(), [""; 0], "{kind}");
        assert!(
            browser.evaluate("document.styleSheets.length > 0 && getComputedStyle(document.body).margin !== '8px'")
                == true,
            "{kind} has no style"
        );
        for link in links(&browser) {
            let Some(path) = link.strip_prefix("file://") else { continue };
            leads += 1;
            assert!(Path::new(path).is_file(), "{kind}: {link}");
        }
    }
    assert!(leads > 50, "only {leads} links");
    browser.go(&format!("file://{}/index.html", site.folder.display()));
    assert_eq!(shown(&browser), site.on_call(NOW.parse().unwrap()));
}

#[test]
fn no_page_scrolls_sideways_on_a_small_telephone() {
    let site = site();
    let browser = browser();
    set_window(&browser, 320, 640);
    for (kind, path) in PAGES {
        browser.go(&format!("{}{path}", site.url));
        picture::keep(&browser, &format!("{kind}, 320 px"));
        let fits = browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
        assert!(fits == true, "{kind} reaches out with {}", widest(&browser));
    }
}

/// What reaches farthest out of the window, for the message of a failed test.
fn widest(browser: &Browser) -> Value {
    browser.evaluate(
        "[...document.body.querySelectorAll('*')]
            .map(element => [element.getBoundingClientRect().right, element])
            .sort(([a], [b]) => b - a).slice(0, 5)
            .map(([right, element]) => `${Math.round(right)} px: ${element.outerHTML.slice(0, 120)}`)",
    )
}

fn are_accessible_in(scheme: &str, width: u32) {
    let site = site();
    let browser = browser();
    set_scheme(&browser, scheme);
    set_window(&browser, width, 800);
    for (kind, path) in PAGES {
        browser.go(&format!("{}{path}", site.url));
        picture::keep(&browser, &format!("{kind}, {scheme}, {width} px"));
        assert_eq!(axe::violations(&browser), json!([]), "{kind}, {scheme}, {width} px");
    }
}

#[test]
fn pages_are_accessible_by_daylight() {
    are_accessible_in("light", 1280);
}

#[test]
fn pages_are_accessible_at_night() {
    are_accessible_in("dark", 1280);
}

#[test]
fn pages_are_accessible_on_a_telephone_by_daylight() {
    are_accessible_in("light", 360);
}

#[test]
fn pages_are_accessible_on_a_telephone_at_night() {
    are_accessible_in("dark", 360);
}

#[test]
fn every_page_reads_without_javascript() {
    let site = site();
    let browser = Browser::open();
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    for (kind, path) in PAGES {
        browser.go(&format!("{}{path}", site.url));
        let text = browser.evaluate("document.querySelector('main').innerText");
        assert!(text.as_str().unwrap().len() > 60, "{kind}: {text}");
        // What only a script can do is not offered.
        let dead = browser.evaluate(
            "[...document.querySelectorAll('button, select, input:not([disabled])')]
                .filter(element => element.checkVisibility()).map(element => element.outerHTML)",
        );
        assert_eq!(dead, json!([]), "{kind}");
    }
}

#[test]
fn nothing_moves_while_a_page_loads() {
    let site = site();
    let browser = browser();
    for width in [1280, 360] {
        set_window(&browser, width, 740);
        for (kind, path) in PAGES {
            browser.go(&format!("{}{path}", site.url));
            let shifts = browser.evaluate(
                "new Promise(resolve => {
                    const shifts = [];
                    const note = list => shifts.push(...list.getEntries().map(({ value, sources }) =>
                        `${value}: ${sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? '').slice(0, 120))}`));
                    const observer = new PerformanceObserver(note);
                    observer.observe({ type: 'layout-shift', buffered: true });
                    // Two frames on, whatever the page did at once is drawn.
                    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
                        note({ getEntries: () => observer.takeRecords() });
                        resolve(shifts);
                    })));
                })",
            );
            assert_eq!(shifts, json!([]), "{kind} at {width} px");
        }
    }
}

#[test]
fn nothing_is_in_motion_for_those_who_asked_for_less() {
    let site = site();
    let browser = browser();
    let moving = "[document.documentElement, ...document.querySelectorAll('body *')].filter(element => {
        const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(element);
        const lasts = durations => durations.split(', ').some(duration => parseFloat(duration) > 0);
        return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration))
            || scrollBehavior === 'smooth';
    }).map(element => element.outerHTML.slice(0, 120))";
    set_scheme(&browser, "light");
    for (kind, path) in PAGES {
        browser.go(&format!("{}{path}", site.url));
        assert_eq!(browser.evaluate(moving), json!([]), "{kind}");
    }
}
