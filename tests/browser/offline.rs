//! Without a network the site opens as it was last seen, and says so; who is on call follows the clock all the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::files::files;
use crate::project::NOW;
use crate::server::serve_while;
use crate::site::{Site, set_clock, shown, site};
use crate::webdriver::Browser;

/// A copy of the site on a host that can go away.
struct Host {
    url: String,
    folder: PathBuf,
    is_up: Arc<AtomicBool>,
}

impl Host {
    fn start(site: &Site) -> (Self, tempfile::TempDir) {
        let copy = tempfile::tempdir().unwrap();
        for (path, bytes) in files(&site.folder) {
            write(copy.path(), &path, &bytes);
        }
        let is_up = Arc::new(AtomicBool::new(true));
        let folder = copy.path().to_owned();
        (Self { url: serve_while(is_up.clone(), folder.clone(), "/team/site/"), folder, is_up }, copy)
    }

    fn go_away(&self) {
        self.is_up.store(false, Ordering::SeqCst);
    }

    fn come_back(&self) {
        self.is_up.store(true, Ordering::SeqCst);
    }

    /// As a later build would have it: another worker and another word on a page.
    fn publish_anew(&self, page: &str) {
        let worker = fs::read_to_string(self.folder.join("service-worker.js")).unwrap();
        let (before, after) = worker.split_once("${SCOPE}:").unwrap();
        write(&self.folder, "service-worker.js", format!("{before}${{SCOPE}}:f{after}").as_bytes());
        let text = fs::read_to_string(self.folder.join(page)).unwrap();
        write(&self.folder, page, text.replace("</h1>", " anew</h1>").as_bytes());
    }
}

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Waits until the worker answers for this page.
fn wait_for_worker(browser: &Browser) {
    browser.evaluate(
        "navigator.serviceWorker.controller ? 0 : new Promise(resolve => {
            navigator.serviceWorker.addEventListener('controllerchange', () => resolve(0));
            if (navigator.serviceWorker.controller) resolve(0);
        })",
    );
}

fn notice(browser: &Browser) -> Option<String> {
    let text = browser
        .evaluate("[...document.querySelectorAll('.kept')].filter(p => p.checkVisibility()).map(p => p.innerText)[0]");
    text.as_str().map(str::to_owned)
}

/// The paths that are kept, below the root, without what is behind `?`.
fn kept(browser: &Browser, host: &Host) -> Vec<String> {
    let urls = browser.evaluate(
        "caches.keys().then(names => Promise.all(names.map(async name => (await (await caches.open(name)).keys()).map(({ url }) => url))))
            .then(lists => lists.flat())",
    );
    let urls = urls.as_array().unwrap().iter().map(|url| url.as_str().unwrap().split('?').next().unwrap());
    urls.map(|url| url.strip_prefix(&host.url).unwrap().to_owned()).collect()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn a_page_that_was_seen_opens_offline_says_so_and_follows_the_clock() {
    let site = site();
    let (host, _copy) = Host::start(site);
    let mut browser = Browser::open();
    set_clock(&mut browser, instant(NOW));
    browser.go(&host.url);
    wait_for_worker(&browser);
    browser.go(&format!("{}level-1/", host.url));
    assert_eq!(notice(&browser), None);
    host.go_away();

    // A day and a hand-off later.
    let later = instant("2026-11-24T12:00:00Z");
    set_clock(&mut browser, later);
    browser.go(&host.url);
    assert_ne!(site.on_call(later), site.on_call(instant(NOW)));
    assert_eq!(shown(&browser), site.on_call(later));
    let told = notice(&browser).expect("it says that it is kept");
    assert!(told.contains("You are offline") && told.contains(':') && !told.contains("earlier visit"), "{told}");
    assert_eq!(browser.evaluate("getComputedStyle(document.querySelector('.masthead')).display"), "flex");

    browser.go(&format!("{}level-1/?from=home#first", host.url));
    assert!(notice(&browser).is_some());
    host.come_back();
    browser.go(&host.url);
    assert_eq!(notice(&browser), None);
}

#[test]
fn a_page_that_was_never_seen_says_so_and_lists_what_is_kept() {
    let (host, _copy) = Host::start(site());
    let browser = Browser::open();
    browser.go(&host.url);
    wait_for_worker(&browser);
    browser.go(&format!("{}people/ana/", host.url));
    host.go_away();
    browser.go(&format!("{}people/bruno/", host.url));
    let listed = browser.evaluate(
        "new Promise(resolve => {
            const list = document.querySelector('[data-kept-pages]');
            const look = () => list.children.length > 1 && resolve([...list.querySelectorAll('a')].map(({ href }) => href));
            new MutationObserver(look).observe(list, { childList: true });
            look();
        })",
    );
    assert_eq!(listed, json!([host.url, format!("{}people/ana/", host.url)]));
}

#[test]
fn a_new_build_takes_the_place_of_the_old_one_with_the_pages_that_were_kept() {
    let (host, _copy) = Host::start(site());
    let browser = Browser::open();
    browser.go(&host.url);
    wait_for_worker(&browser);
    browser.go(&format!("{}people/ana/", host.url));
    let before = browser.evaluate("caches.keys()");
    host.publish_anew("people/ana/index.html");
    browser.go(&host.url);
    browser.evaluate(
        "navigator.serviceWorker.getRegistration().then(async registration => {
            await registration.update();
            const worker = registration.installing ?? registration.waiting ?? registration.active;
            while (worker.state !== 'activated') {
                await new Promise(resolve => worker.addEventListener('statechange', resolve, { once: true }));
            }
        })",
    );
    let after = browser.evaluate("caches.keys()");
    assert_eq!(after.as_array().unwrap().len(), 1, "{after}");
    assert_ne!(after, before);
    host.go_away();
    browser.go(&format!("{}people/ana/", host.url));
    let title = browser.evaluate("document.querySelector('h1').innerText");
    assert!(title.as_str().unwrap().ends_with("anew"), "{title}");
    assert!(notice(&browser).is_some());
}

#[test]
fn feeds_and_the_schedules_data_are_never_kept() {
    let (host, _copy) = Host::start(site());
    let browser = Browser::open();
    browser.go(&host.url);
    wait_for_worker(&browser);
    for path in ["schedule.json", "calendars/all.ics", "assets/site.js"] {
        let status = browser.evaluate(&format!("fetch('{path}').then(({{ status }}) => status)"));
        assert_eq!(status, 200, "{path}");
    }
    let kept = kept(&browser, &host);
    assert!(kept.contains(&String::from("assets/site.js")) && kept.contains(&String::new()), "{kept:?}");
    let fleeting = kept.iter().filter(|path| path.starts_with("calendars/") || *path == "schedule.json");
    assert_eq!(fleeting.count(), 0, "{kept:?}");
    host.go_away();
    let answers =
        "Promise.all(['schedule.json', 'calendars/all.ics'].map(path => fetch(path).then(() => true, () => false)))";
    assert_eq!(browser.evaluate(answers), json!([false, false]));
}
