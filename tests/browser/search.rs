//! The search: finds as one types, by keyboard alone, forgives a slip, and asks for nothing before it is used.

use std::fs;

use serde_json::{Value, json};

use crate::picture;
use crate::project::root;
use crate::site::{NOT_FOUND, site};
use crate::webdriver::Browser;

/// The field in the head of every page.
const FIELD: &str = "document.getElementById('site:search')";

/// A page of the site.
fn open(path: &str) -> Browser {
    let browser = Browser::open();
    browser.go(&format!("{}{path}", site().url));
    browser
}

/// Presses a key, as a keyboard does.
fn press(browser: &Browser, key: &str) {
    let mut event = json!({ "type": "keyDown", "key": key });
    if key.chars().count() == 1 {
        event["text"] = json!(key);
    }
    if key == "Enter" {
        event["windowsVirtualKeyCode"] = json!(13);
    }
    browser.devtools("Input.dispatchKeyEvent", &event);
    browser.devtools("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": key }));
}

/// What the search tells the reader, once it has an answer.
fn answer(browser: &Browser) -> String {
    let said = browser.evaluate(
        "(async () => {
            const box = document.activeElement.closest('.search');
            const status = box.querySelector('[role=status]');
            while (!status.textContent || box.querySelector('[aria-busy]')) {
                await new Promise((next) => new MutationObserver((_, observer) => { observer.disconnect(); next(); })
                    .observe(box, { attributes: true, childList: true, characterData: true, subtree: true }));
            }
            return status.textContent;
        })()",
    );
    said.as_str().unwrap().to_owned()
}

/// Writes into the field that has the focus, in the place of what stood there, and waits for the hits.
fn type_in(browser: &Browser, text: &str) -> String {
    browser.evaluate("document.activeElement.select()");
    browser.devtools("Input.insertText", &json!({ "text": text }));
    answer(browser)
}

fn search(browser: &Browser, text: &str) -> String {
    browser.evaluate(&format!("{FIELD}.focus()"));
    type_in(browser, text)
}

/// The hits as they are read: kind, title with section, context.
fn hits(browser: &Browser) -> Vec<[String; 3]> {
    let hits = browser.evaluate(
        "[...document.querySelectorAll('.search[data-open] [role=option]')].map((option) =>
            ['.search-kind', '.search-name', '.search-context'].map((part) =>
                (option.querySelector(part)?.textContent ?? '').replace(/\\s+/g, ' ').trim()))",
    );
    serde_json::from_value(hits).unwrap()
}

fn first(browser: &Browser, text: &str) -> [String; 3] {
    let said = search(browser, text);
    hits(browser).into_iter().next().unwrap_or_else(|| panic!("nothing for {text}: {said}"))
}

fn place(browser: &Browser) -> String {
    let place = browser.evaluate("location.href");
    place.as_str().unwrap().strip_prefix(&site().url).unwrap().to_owned()
}

/// Waits until the browser has left `before`.
fn arrive(browser: &Browser, before: &str) -> String {
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while place(browser) == before && std::time::Instant::now() < until {
        std::thread::yield_now();
    }
    place(browser)
}

fn marked(browser: &Browser) -> Value {
    browser.evaluate("[...document.querySelectorAll('.search[data-open] [role=option]:first-child mark')].map((mark) => mark.textContent)")
}

#[test]
fn finds_runbooks_with_the_section_and_the_line() {
    let browser = open("");
    let [kind, name, _] = first(&browser, "level 1");
    assert_eq!([kind.as_str(), name.as_str()], ["Runbook", "Level 1"]);
    let [kind, name, context] = first(&browser, "databricks");
    assert_eq!(kind, "Runbook");
    assert!(name.contains(" › "), "{name}");
    assert!(context.to_lowercase().contains("databricks"), "{context}");
    assert!(marked(&browser)[0].as_str().unwrap().to_lowercase().starts_with("databricks"));
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn finds_people_by_name_id_and_handle_whatever_the_accents() {
    let browser = open("");
    for (text, name) in [
        ("nakamura", "Thiago Nakamura"),
        ("thiago", "Thiago Nakamura"),
        ("ana.souza", "Ana Souza"),
        ("INES", "Inês Vogel"),
        ("Inês", "Inês Vogel"),
        ("yildiz", "Emine Yıldız"),
        ("gabi", "Gabriela Ferraz"),
        ("nakamrua", "Thiago Nakamura"),
    ] {
        let [kind, found, _] = first(&browser, text);
        assert_eq!([kind.as_str(), found.as_str()], ["Person", name], "for {text}");
    }
}

#[test]
fn finds_shift_types_by_name_id_and_duties() {
    let browser = open("");
    for (text, name) in [
        ("backlog weekday", "Backlog Weekday"),
        ("level-1-weekend", "Level 1 Weekend"),
        ("triage customer inquiries", "Level 1 Weekday"),
    ] {
        search(&browser, text);
        let found = hits(&browser);
        assert!(found.iter().any(|[kind, found, _]| kind == "Shift type" && found == name), "for {text}: {found:?}");
    }
}

#[test]
fn forgives_one_slip_in_a_word_of_four_letters() {
    let browser = open("");
    let right = first(&browser, "monitoring");
    assert_eq!(right[1], "Monitoring");
    for slip in ["monitring", "monnitoring", "monitorign", "monitaring", "xonitoring", "mointori", "Monitored"] {
        assert_eq!(first(&browser, slip), right, "for {slip}");
    }
    assert_eq!(search(&browser, "qqzqzq"), "Nothing found");
    assert_eq!(hits(&browser).len(), 0);
    // Three letters are too few to guess at.
    assert_eq!(search(&browser, "gxb"), "Nothing found");
}

#[test]
fn a_title_comes_before_a_heading_and_a_heading_before_text() {
    let browser = open("");
    search(&browser, "pager");
    let names: Vec<_> = hits(&browser).into_iter().map(|[_, name, _]| name.to_lowercase()).collect();
    let place = |wanted: fn(&str) -> bool| names.iter().position(|name| wanted(name));
    let title = place(|name| name.split(" › ").next().unwrap().contains("pager")).unwrap();
    let text = place(|name| !name.contains("pager")).unwrap();
    assert_eq!(title, 0, "{names:?}");
    assert!(text > title, "{names:?}");
}

#[test]
fn the_keyboard_is_enough() {
    let browser = open("people/");
    press(&browser, "/");
    assert!(browser.evaluate(&format!("document.activeElement === {FIELD}")) == true);
    assert_eq!(browser.evaluate(&format!("{FIELD}.value")), "");
    type_in(&browser, "level");
    let selected = "[...document.querySelectorAll('[role=option]')].findIndex((option) =>
        option.getAttribute('aria-selected') === 'true'
        && option.id === document.activeElement.getAttribute('aria-activedescendant'))";
    let mut seen = Vec::new();
    for key in ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"] {
        press(&browser, key);
        seen.push(browser.evaluate(selected).as_i64().unwrap());
    }
    let last = i64::try_from(hits(&browser).len()).unwrap() - 1;
    assert_eq!(seen, [0, 1, 0, -1, last]);

    press(&browser, "Escape");
    assert_eq!(browser.evaluate(&format!("{FIELD}.getAttribute('aria-expanded')")), "false");
    assert_eq!(browser.evaluate(&format!("{FIELD}.value")), "level", "the first Escape only closes the list");
    press(&browser, "Escape");
    assert_eq!(browser.evaluate(&format!("{FIELD}.value")), "");

    search(&browser, "jonas");
    press(&browser, "ArrowDown");
    press(&browser, "Enter");
    assert_eq!(arrive(&browser, "people/"), "people/jonas/");
}

#[test]
fn enter_goes_to_the_first_hit_even_before_it_is_there() {
    let browser = open("schedule/");
    browser.evaluate(&format!("{FIELD}.focus()"));
    browser.devtools("Input.insertText", &json!({ "text": "carla" }));
    press(&browser, "Enter");
    assert_eq!(arrive(&browser, "schedule/"), "people/carla/");
}

#[test]
fn a_slash_is_a_slash_where_one_types() {
    let browser = open("");
    search(&browser, "level");
    browser.evaluate(&format!("{FIELD}.setSelectionRange(5, 5)"));
    press(&browser, "/");
    assert_eq!(browser.evaluate(&format!("{FIELD}.value")), "level/");
}

#[test]
fn nothing_is_loaded_before_the_first_key_and_little_for_it() {
    let browser = open("");
    press(&browser, "/");
    let searched = |browser: &Browser| -> Vec<_> {
        browser.requests().into_iter().filter(|url| url.contains("/assets/search/")).collect()
    };
    assert_eq!(searched(&browser), [""; 0]);
    type_in(&browser, "l");
    assert_eq!(searched(&browser), [format!("{}assets/search/index.js", site().url)]);
    assert!(!hits(&browser).is_empty());
    search(&browser, "monitor");
    assert!(!searched(&browser).is_empty());
    search(&browser, "monitoring");
    assert_eq!(searched(&browser), [""; 0], "what is there is not asked for again");
}

#[test]
fn the_site_can_be_searched_from_a_folder() {
    let browser = Browser::open();
    browser.go(&format!("file://{}/level-1/index.html", site().folder.display()));
    let [_, name, _] = first(&browser, "escalation");
    assert!(name.to_lowercase().contains("escalat"), "{name}");
    let links =
        browser.evaluate("[...document.querySelectorAll('[role=option]')].map((option) => option.href.split('#')[0])");
    for link in links.as_array().unwrap() {
        let path = link.as_str().unwrap().strip_prefix("file://").unwrap();
        assert!(fs::exists(path).unwrap() && path.ends_with("index.html"), "{path}");
    }
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn every_hit_leads_to_a_section_that_is_there() {
    let browser = open("people/ana/");
    for text in ["level", "pager", "customer", "hand"] {
        search(&browser, text);
        let broken = browser.evaluate(
            "Promise.all([...document.querySelectorAll('[role=option]')].map(async ({ href }) => {
                const [address, id] = href.split('#');
                const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
                return id && !page.getElementById(decodeURIComponent(id)) || page.querySelector('.not-found') ? href : '';
            })).then((all) => all.filter(Boolean))",
        );
        assert_eq!(broken, json!([]), "for {text}");
    }
}

#[test]
fn a_wrong_address_is_the_first_guess_at_what_was_wanted() {
    let browser = open(NOT_FOUND);
    let field = "document.querySelector('main .search input')";
    assert_eq!(browser.evaluate(&format!("{field}.value")), "no such page");
    browser.go(&format!("{}old/escalatoin/", site().url));
    browser.requests();
    press(&browser, "/");
    assert!(browser.evaluate(&format!("document.activeElement === {field}")) == true);
    type_in(&browser, "escalatoin");
    assert!(hits(&browser)[0][1].to_lowercase().contains("escalat"));
    press(&browser, "Enter");
    let place = arrive(&browser, "old/escalatoin/");
    assert!(place.starts_with("escalation/"), "{place}");
}

#[test]
fn without_javascript_there_is_no_field() {
    let browser = Browser::open();
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.go(&site().url);
    assert!(browser.evaluate(&format!("{FIELD}.checkVisibility()")) == false);
}

#[test]
fn a_search_that_cannot_be_loaded_says_so() {
    let browser = open("");
    let offline = json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.enable", &json!({}));
    // A service worker that is in place by now would have a network of its own.
    browser.devtools("Network.setBypassServiceWorker", &json!({ "bypass": true }));
    browser.devtools("Network.emulateNetworkConditions", &offline);
    assert!(search(&browser, "level").contains("offline"));
    browser.devtools("Network.emulateNetworkConditions", &{
        let mut online = offline;
        online["offline"] = json!(false);
        online
    });
    search(&browser, "level 1");
    assert!(!hits(&browser).is_empty(), "when the network is back, so is the search");
}

#[test]
fn the_open_list_is_accessible_and_fits() {
    let axe = fs::read_to_string(root().join("target/tools/npm/node_modules/axe-core/axe.min.js"))
        .expect("axe-core is there; `tests/run` installs it");
    for scheme in ["light", "dark"] {
        let browser = Browser::open();
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.devtools("Emulation.setEmulatedMedia", &features);
        for (width, path) in [(320, "level-1/"), (1280, "level-1/"), (320, NOT_FOUND), (1280, NOT_FOUND)] {
            let size = json!({ "width": width, "height": 720, "deviceScaleFactor": 1, "mobile": false });
            browser.devtools("Emulation.setDeviceMetricsOverride", &size);
            browser.go(&format!("{}{path}", site().url));
            press(&browser, "/");
            type_in(&browser, "escalation");
            press(&browser, "ArrowDown");
            let kind = if path == NOT_FOUND { "not found" } else { "runbook" };
            picture::keep(&browser, &format!("search, {kind}, {scheme}, {width} px"));
            let fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
            assert!(browser.evaluate(fits) == true, "{kind}, {width} px");
            browser.evaluate(&format!("{axe};\n0"));
            let violations = browser.evaluate(
                "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(
                    ({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`)))",
            );
            assert_eq!(violations, json!([]), "{kind}, {scheme}, {width} px");
        }
    }
}
