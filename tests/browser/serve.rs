//! The preview in a browser: open pages follow the inputs.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

use crate::axe::violations;
use crate::copy::copy_project;
use crate::preview::Preview;
use crate::project::{NOW, hausmeister};
use crate::site::set_scheme;
use crate::webdriver::Browser;

/// What does not come within this time does not come.
const BOUND: Duration = Duration::from_mins(1);

/// A copy of this repository's inputs, served.
struct Desk {
    preview: Preview,
    roster: PathBuf,
    _folder: TempDir,
}

impl Desk {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("project");
        copy_project(&root);
        let mut program = hausmeister();
        program.arg("--root").arg(&root).args(["--now", NOW, "serve", "--port", "0"]);
        Self { preview: Preview::start(program), roster: root.join("roster.yaml"), _folder: folder }
    }

    /// Writes the roster with `new` where `old` stands.
    fn change(&self, old: &str, new: &str) {
        let roster = fs::read_to_string(&self.roster).unwrap();
        assert!(roster.contains(old), "{old}");
        fs::write(&self.roster, roster.replace(old, new)).unwrap();
    }
}

/// Waits until an expression is true in the page, which may reload meanwhile.
fn wait_until(browser: &Browser, expression: &str) {
    let begun = Instant::now();
    while browser.evaluate(expression) != true {
        assert!(begun.elapsed() < BOUND, "never: {expression}");
    }
}

/// What the browser holds against the page, but for its opinion of missing icons and the like.
fn complaints(browser: &Browser) -> Vec<String> {
    browser.console().into_iter().filter(|message| message.contains("Content Security Policy")).collect()
}

#[test]
fn an_open_page_reloads_where_it_was_scrolled_to() {
    let desk = Desk::open();
    let browser = Browser::open();
    browser.go(&format!("{}schedule/", desk.preview.url));
    assert_eq!(browser.evaluate("window.isOld = true, scrollTo({ top: 700, behavior: 'instant' }), scrollY"), 700);
    desk.change("title: Hausmeister", "title: Harbour");
    wait_until(&browser, "!window.isOld && document.readyState === 'complete' && document.title.endsWith('Harbour')");
    wait_until(&browser, "scrollY === 700");
    assert_eq!(
        browser.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('hausmeister:scroll'))"),
        json!([])
    );
    assert_eq!(complaints(&browser), [""; 0]);
}

#[test]
fn problems_stand_over_the_page_until_they_are_mended() {
    let desk = Desk::open();
    let browser = Browser::open();
    browser.go(&format!("{}level-2/", desk.preview.url));
    let title = browser.evaluate("window.isOld = true, document.querySelector('h1').innerText");
    desk.change("rotation: seniors", "rotation: senior");
    wait_until(&browser, "document.querySelector('.hausmeister-trouble[role=alert] pre') !== null");
    let text = browser.evaluate("document.querySelector('.hausmeister-trouble pre').textContent");
    let text = text.as_str().unwrap();
    assert!(text.contains("error[unknown-rotation]") && text.contains("--> roster.yaml:"), "{text}");
    for scheme in ["light", "dark"] {
        set_scheme(&browser, scheme);
        assert_eq!(violations(&browser), json!([]), "{scheme}");
    }
    let colors = "(style => [style.color, style.backgroundColor])(getComputedStyle(document.querySelector('.hausmeister-trouble pre').parentElement))";
    assert_eq!(browser.evaluate(colors), json!(["rgb(255, 255, 255)", "rgb(18, 18, 18)"]), "dark as the page is");

    // Hidden it stays away, until it says something else.
    browser.evaluate("document.querySelector('.hausmeister-trouble button').click()");
    assert_eq!(browser.evaluate("document.querySelector('.hausmeister-trouble')"), json!(null));
    desk.change("rotation: senior\n", "rotation: seniores\n");
    wait_until(
        &browser,
        "document.querySelector('.hausmeister-trouble pre')?.textContent.includes('seniores') === true",
    );
    desk.change("rotation: seniores\n", "rotation: seniors\n");
    wait_until(&browser, "document.querySelector('.hausmeister-trouble') === null");
    assert_eq!(browser.evaluate("window.isOld && document.querySelector('h1').innerText"), title, "it did not reload");
    assert_eq!(complaints(&browser), [""; 0]);
}

/// What is wrong is told with the words of the inputs, whatever they are.
#[test]
fn problems_are_shown_as_text() {
    let desk = Desk::open();
    let browser = Browser::open();
    browser.go(&desk.preview.url);
    let attempt = "<img src=x onerror=window.pwned=1></pre><script>window.pwned=1</script>";
    desk.change("rotation: seniors", &format!("rotation: '{attempt}'"));
    wait_until(&browser, "document.querySelector('.hausmeister-trouble pre') !== null");
    let text = browser.evaluate("document.querySelector('.hausmeister-trouble pre').textContent");
    assert!(text.as_str().unwrap().contains(attempt), "{text}");
    let markup = "document.querySelectorAll('.hausmeister-trouble :is(img, script)').length";
    assert_eq!(browser.evaluate(markup), 0);
    assert_eq!(browser.evaluate("window.pwned ?? null"), json!(null));
    assert_eq!(complaints(&browser), [""; 0]);
}

#[test]
fn no_service_worker_and_nothing_that_one_kept_stays() {
    let desk = Desk::open();
    let browser = Browser::open();
    browser.go(&desk.preview.url);
    let left = browser.evaluate(
        "caches.open('hausmeister:old').then(async () => {
            await navigator.serviceWorker.register('/service-worker.js');
            const isLeft = async () =>
                (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0;
            const end = Date.now() + 30000;
            while (!(await isLeft()) && Date.now() < end) await new Promise(resolve => setTimeout(resolve, 20));
            return isLeft();
        })",
    );
    assert_eq!(left, true);
    browser.go(&desk.preview.url);
    assert_eq!(browser.evaluate("navigator.serviceWorker.controller"), json!(null));
}
