//! What a runbook's page does for its reader: the heading at hand, code to copy, tasks to tick, whom to call.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::project::{NOW, build, hausmeister, root, said};
use crate::server::serve;
use crate::site::{set_clock, set_scheme, set_window, shown_in, site};
use crate::webdriver::Browser;
use crate::{axe, picture};

/// A page with all that a runbook can hold.
const PAGE: &str = r"---
title: Everything
---
## First

Someone who reads a runbook at three in the morning wants lines that end before the eye is lost, and words that are
plain; so here are some lines of plain words, long enough to be counted, to see how many characters a line of them holds.

```sh
kubectl get pods

kubectl logs <pod>
```

- [ ] Say [that](#second) you are on it
- [x] Open the `dashboard`
  - [ ] Take a breath

## Second

- [ ] Take a breath

## Third

> [!NOTE]
> Every alert is known. :fire:

> [!TIP]
> Breathe.

> [!IMPORTANT]
> Say it.

> [!WARNING]
> Mind `rm`.

> [!CAUTION]
> Mind it more.

### Numbers

| Service | Means | Whom to ask | And then |
| --- | ---: | --- | --- |
| itaipu | data is late for everyone who waits for it | #data-infra | [First](#first) |

Term
: Meaning.[^1]

[^1]: A note.
";

struct Sample {
    url: String,
    _folder: tempfile::TempDir,
}

/// A site whose only runbook is [`PAGE`], made long enough to be scrolled.
fn sample() -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    std::fs::create_dir(&content).unwrap();
    let roster = std::fs::read_to_string(root().join("roster.yaml")).unwrap();
    let names_a_runbook = |line: &&str| ["runbook:", "hand_off:"].iter().any(|key| line.trim_start().starts_with(key));
    let without_runbooks = roster.lines().filter(|line| !names_a_runbook(line));
    let roster: String = without_runbooks.flat_map(|line| [line, "\n"]).collect();
    std::fs::write(folder.path().join("roster.yaml"), roster).unwrap();
    let filler = "\nA paragraph to scroll past.\n".repeat(30);
    std::fs::write(content.join("page.md"), PAGE.replace("\n## ", &format!("{filler}\n## "))).unwrap();
    let out = folder.path().join("public");
    let output = build(hausmeister(), folder.path(), &out, NOW);
    assert!(output.status.success(), "{}", said(&output));
    Sample { url: format!("{}page/", serve(out, "/team/")), _folder: folder }
}

/// Waits until an expression is true in the page, as long as a person would.
fn until(browser: &Browser, expression: &str) {
    let reached = browser.evaluate(&format!(
        "(async () => {{
            for (let turn = 0; turn < 200; turn += 1) {{
                if ({expression}) return true;
                await new Promise(requestAnimationFrame);
            }}
            return false;
        }})()"
    ));
    assert!(reached == true, "never: {expression}; {}", browser.evaluate("document.querySelector('main').innerText"));
}

/// Whether the contents mark just the heading of this id, in both of their forms.
fn marks(id: &str) -> String {
    format!(
        "[...document.querySelectorAll('.contents [aria-current=location]')].map(link => link.hash).join() === '#{id},#{id}'"
    )
}

#[test]
fn the_contents_mark_the_heading_at_hand() {
    let sample = sample();
    let browser = Browser::open();
    browser.go(&sample.url);
    until(&browser, &marks("first"));
    for id in ["second", "third", "first"] {
        browser.evaluate(&format!("document.getElementById('{id}').scrollIntoView({{ behavior: 'instant' }})"));
        until(&browser, &marks(id));
        until(&browser, &format!("document.querySelector('[data-slot=current]').textContent.toLowerCase() === '{id}'"));
    }
    browser.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })");
    until(&browser, &marks("numbers"));
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn the_contents_stand_beside_the_text_or_are_folded_above_it() {
    let sample = sample();
    let browser = Browser::open();
    for (width, beside) in [(1280, true), (360, false)] {
        set_window(&browser, width, 740);
        browser.go(&sample.url);
        let is_shown = |selector: &str| {
            browser.evaluate(&format!("document.querySelector('{selector}').checkVisibility()")) == true
        };
        assert_eq!(is_shown(".contents-beside"), beside, "at {width}");
        assert_eq!(is_shown(".contents-folded"), !beside, "at {width}");
    }
    assert!(browser.evaluate("document.querySelector('.contents-folded').open") == false);
    browser.evaluate("document.querySelector('.contents-folded summary').click()");
    browser.evaluate("document.querySelector('.contents-folded a[href=\"#second\"]').click()");
    until(&browser, "!document.querySelector('.contents-folded').open && location.hash === '#second'");
    // What was asked for stands below the contents, not under them.
    until(
        &browser,
        "document.querySelector('.contents').getBoundingClientRect().bottom
            <= document.getElementById('second').getBoundingClientRect().top",
    );
}

#[test]
fn a_line_is_as_long_as_is_good_to_read() {
    let sample = sample();
    let browser = Browser::open();
    browser.go(&sample.url);
    let lengths = browser.evaluate(
        "(() => {
            const texts = [...document.querySelectorAll('.prose > p')].map(paragraph => paragraph.firstChild);
            const text = texts.sort((a, b) => b.length - a.length)[0];
            const lines = new Map();
            const range = document.createRange();
            for (let at = 0; at < text.length; at += 1) {
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                const line = Math.round(range.getBoundingClientRect().top);
                lines.set(line, (lines.get(line) ?? 0) + 1);
            }
            return [...lines.values()];
        })()",
    );
    let lengths: Vec<u64> = lengths.as_array().unwrap().iter().map(|length| length.as_u64().unwrap()).collect();
    let longest = lengths.iter().max().unwrap();
    assert!((65..=75).contains(longest), "{lengths:?}");
}

#[test]
fn code_is_copied_by_a_button_that_says_so() {
    let sample = sample();
    let mut browser = Browser::open();
    set_clock(&mut browser, NOW.parse().unwrap());
    let origin = sample.url.split("/team/").next().unwrap();
    let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
    browser.devtools("Browser.grantPermissions", &json!({ "origin": origin, "permissions": permissions }));
    browser.go(&sample.url);
    browser.evaluate("window.button = document.querySelector('.prose .copy'); button.focus()");
    assert!(browser.evaluate("document.activeElement === button") == true, "the keyboard does not reach it");
    assert_eq!(browser.evaluate("button.textContent"), "Copy");
    browser.evaluate("button.click()");
    until(&browser, "button.textContent === 'Copied'");
    assert_eq!(browser.evaluate("button.parentElement.querySelector('[role=status]').textContent"), "Copied");
    let copied = browser.evaluate("navigator.clipboard.readText()");
    assert_eq!(copied, "kubectl get pods\n\nkubectl logs <pod>");
    browser.evaluate("moveClock(5000)");
    until(&browser, "button.textContent === 'Copy'");
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn all_that_a_runbook_can_hold_is_open_to_everyone_and_fits() {
    let sample = sample();
    let browser = Browser::open();
    for (width, scheme) in [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")] {
        set_window(&browser, width, 740);
        set_scheme(&browser, scheme);
        browser.go(&sample.url);
        browser.evaluate("document.querySelector('.task input').click()");
        picture::keep(&browser, &format!("all of a runbook, {width} px, {scheme}"));
        assert_eq!(axe::violations(&browser), json!([]), "{width}, {scheme}");
        let fits = browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
        assert!(fits == true, "at {width}");
        browser.evaluate("localStorage.clear()");
    }
    assert!(
        browser.evaluate("(table => table.scrollWidth > table.clientWidth)(document.querySelector('.table'))") == true,
        "the table scrolls in itself"
    );
    assert_eq!(browser.console(), [""; 0]);
}

/// Which tasks are ticked, in their order.
fn ticked(browser: &Browser) -> Value {
    browser.evaluate("[...document.querySelectorAll('.task input')].map(box => box.checked)")
}

/// How many buttons there are that clear ticks.
fn clear_buttons(browser: &Browser) -> Value {
    browser.evaluate("[...document.querySelectorAll('.clear-ticks')].filter(part => part.checkVisibility()).length")
}

fn tick(browser: &Browser, place: usize) {
    browser.evaluate(&format!("document.querySelectorAll('.task input')[{place}].click()"));
}

#[test]
fn ticks_are_kept_until_they_are_cleared() {
    let sample = sample();
    let browser = Browser::open();
    browser.go(&sample.url);
    assert_eq!(ticked(&browser), json!([false, true, false, false]));
    assert_eq!(clear_buttons(&browser), 0);
    // Two tasks have the same words, in two sections.
    for place in [0, 1, 3] {
        tick(&browser, place);
    }
    assert_eq!(clear_buttons(&browser), 2, "one for each list");
    browser.go("about:blank");
    browser.go(&format!("{}#second", sample.url));
    assert_eq!(ticked(&browser), json!([true, false, false, true]));
    assert_eq!(clear_buttons(&browser), 2);
    browser.evaluate("document.querySelector('.clear-ticks button').click()");
    assert_eq!(ticked(&browser), json!([false, true, false, true]), "the other list stays");
    assert!(browser.evaluate("document.activeElement === document.querySelector('.task input')") == true);
    browser.evaluate("document.querySelectorAll('.clear-ticks button')[1].click()");
    browser.go(&sample.url);
    assert_eq!(ticked(&browser), json!([false, true, false, false]));
    assert_eq!(browser.evaluate("localStorage.length"), 0, "nothing is left behind");
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn the_words_of_a_task_are_its_label_and_its_links_still_lead_somewhere() {
    let sample = sample();
    let browser = Browser::open();
    browser.go(&sample.url);
    let labels = browser.evaluate(
        "[...document.querySelectorAll('.task input')].map(box => box.labels[0].textContent.trim() + (box.disabled ? '?' : ''))",
    );
    let expected = ["Say that you are on it", "Open the dashboard", "Take a breath", "Take a breath"];
    assert_eq!(labels, json!(expected));
    browser.evaluate("document.querySelector('.task a').click()");
    assert_eq!(ticked(&browser), json!([false, true, false, false]));
    until(&browser, "location.hash === '#second'");
}

#[test]
fn without_javascript_tasks_are_as_written_and_nothing_is_offered_that_does_nothing() {
    let sample = sample();
    let browser = Browser::open();
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.go(&sample.url);
    assert_eq!(ticked(&browser), json!([false, true, false, false]));
    assert!(browser.evaluate("[...document.querySelectorAll('.task input')].every(box => box.disabled)") == true);
    assert_eq!(browser.evaluate("document.querySelectorAll('main button').length"), 0);
}

#[test]
fn the_page_about_escalating_names_every_level_at_every_instant() {
    let site = site();
    let mut browser = Browser::open();
    for at in ["2026-11-24T02:00:00Z", "2026-11-28T12:00:00Z", "2026-11-30T21:01:00Z", "2027-02-10T12:00:00Z"] {
        let at: DateTime<Utc> = at.parse().unwrap();
        set_clock(&mut browser, at);
        browser.go(&format!("{}escalation/", site.url));
        assert_eq!(shown_in(&browser, ".escalation"), site.on_call(at), "at {at}");
        let levels = browser.evaluate("[...document.querySelectorAll('.chain-level')].map(level => level.textContent)");
        assert_eq!(levels, json!(["Level 1", "Level 2"]));
        let ways = browser.evaluate(
            "[...document.querySelectorAll('.chain > li')].map(level => level.querySelectorAll('.reach a[href^=\"tel:\"]').length)",
        );
        assert_eq!(ways, json!([1, 1]), "each can be called with one tap");
        assert_eq!(browser.evaluate("document.querySelectorAll('.chain [data-slot=next-name]').length"), 2);
    }
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn without_javascript_the_escalation_is_that_of_the_build_and_says_so() {
    let site = site();
    let browser = Browser::open();
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.go(&format!("{}escalation/", site.url));
    assert_eq!(shown_in(&browser, ".escalation"), site.on_call(NOW.parse().unwrap()));
    let text = browser.evaluate("document.querySelector('.escalation').innerText.toLowerCase()");
    let text = text.as_str().unwrap();
    assert!(text.contains("built for") && text.contains("without javascript"), "{text}");
}
