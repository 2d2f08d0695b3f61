//! Light and dark: as the system has it until the reader chooses, then as chosen, from the first moment of a page.

use serde_json::json;

use crate::site::{PAGES, set_scheme, site};
use crate::webdriver::Browser;

/// What a page is drawn on.
fn ground(browser: &Browser) -> String {
    let ground = browser.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    ground.as_str().unwrap().to_owned()
}

fn switch(browser: &Browser) -> String {
    let name = browser
        .evaluate("document.querySelector('.theme-switch').click(), document.querySelector('.theme-switch').innerText");
    name.as_str().unwrap().trim().to_owned()
}

#[test]
fn a_choice_outweighs_the_system_and_is_remembered_on_every_page() {
    let site = site();
    let mut browser = Browser::open();
    // What the page is when its body begins, before anything of it is drawn.
    browser.before_pages(
        "new MutationObserver((_, observer) => {
            if (!document.body) return;
            observer.disconnect();
            window.themeAtFirst = document.documentElement.dataset.theme;
        }).observe(document, { childList: true, subtree: true });",
    );
    set_scheme(&browser, "light");
    browser.go(&site.url);
    let light = ground(&browser);
    set_scheme(&browser, "dark");
    let dark = ground(&browser);
    assert_ne!(light, dark, "it follows the system");

    assert_eq!(switch(&browser), "Theme: light");
    assert_eq!(ground(&browser), light);
    for (kind, path) in PAGES {
        browser.go(&format!("{}{path}", site.url));
        assert_eq!(browser.evaluate("window.themeAtFirst"), "light", "{kind}");
        assert_eq!(ground(&browser), light, "{kind}");
        let color = browser.evaluate(
            "[...document.querySelectorAll('meta[name=theme-color]')].find(meta => matchMedia(meta.media).matches).content",
        );
        assert_eq!(color, "#ffffff", "{kind}");
    }
    set_scheme(&browser, "light");
    assert_eq!(switch(&browser), "Theme: dark");
    assert_eq!(ground(&browser), dark);
    assert_eq!(switch(&browser), "Theme: as the system has it");
    assert_eq!(ground(&browser), light);
    assert_eq!(browser.console().iter().filter(|message| !message.contains("404")).count(), 0);
}

#[test]
fn without_javascript_the_system_decides_and_no_switch_is_shown() {
    let site = site();
    let browser = Browser::open();
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    set_scheme(&browser, "dark");
    browser.go(&site.url);
    let dark = ground(&browser);
    set_scheme(&browser, "light");
    assert_ne!(ground(&browser), dark);
    assert_eq!(browser.evaluate("document.querySelector('.theme-switch').checkVisibility()"), false);
}

#[test]
fn paper_is_light_whatever_was_chosen() {
    let site = site();
    let browser = Browser::open();
    browser.go(&site.url);
    switch(&browser);
    assert_eq!(switch(&browser), "Theme: dark");
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    assert_eq!(ground(&browser), "rgb(255, 255, 255)");
    assert_eq!(browser.evaluate("getComputedStyle(document.documentElement).colorScheme"), "light");
}
