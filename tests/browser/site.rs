//! The site under test: built once, served below a path as static hosts do, and what its `schedule.json` says.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::files::files;
use crate::project::{NOW, build, hausmeister, root, said};
use crate::server::serve;
use crate::webdriver::Browser;

/// One page of each kind: a name for it, and its address from the site's root.
pub const PAGES: &[(&str, &str)] = &[
    ("home", ""),
    ("schedule", "schedule/"),
    ("hand-offs", "hand-offs/"),
    ("people", "people/"),
    ("person", "people/ana/"),
    ("shift type", "shifts/level-1-weekday/"),
    ("load", "load/"),
    ("runbook", "level-1/"),
    ("escalation", "escalation/"),
    ("check lists", "hand-off/"),
    ("incident", "incidents/"),
    ("not found", NOT_FOUND),
];

/// An address that leads nowhere, some folders deep.
pub const NOT_FOUND: &str = "no/such/page";

/// The built site.
pub struct Site {
    /// Where it lies.
    pub folder: PathBuf,
    /// Where it is served, with `/` at its end.
    pub url: String,
    schedule: Value,
}

/// The site that the program makes of this repository.
pub fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("browser/public");
        let output = build(hausmeister(), &root(), &folder, NOW);
        assert!(output.status.success(), "{}", said(&output));
        let schedule = fs::read(folder.join("schedule.json")).unwrap();
        let url = serve(folder.clone(), "/hausmeister/");
        Site { schedule: serde_json::from_slice(&schedule).unwrap(), folder, url }
    })
}

/// The address of a page: the only runbook, `page.md`, of a site with this repository's roster. `keys` are lines that
/// stand in its `site` as well.
pub fn sample(markdown: &str, keys: &str) -> (String, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    let roster = fs::read_to_string(root().join("roster.yaml")).unwrap();
    let names_a_runbook = |line: &&str| ["runbook:", "hand_off:"].iter().any(|key| line.trim_start().starts_with(key));
    let without_runbooks = roster.lines().filter(|line| !names_a_runbook(line));
    let roster: String = without_runbooks.flat_map(|line| [line, "\n"]).collect();
    let roster = roster.replace("\nsite:\n", &format!("\nsite:\n{keys}"));
    fs::write(folder.path().join("roster.yaml"), roster).unwrap();
    fs::write(folder.path().join("content/page.md"), markdown).unwrap();
    let out = folder.path().join("public");
    let output = build(hausmeister(), folder.path(), &out, NOW);
    assert!(output.status.success(), "{}", said(&output));
    (format!("{}page/", serve(out, "/team/")), folder)
}

impl Site {
    /// Who is on call at an instant, by `schedule.json`: shift type and person, by type.
    pub fn on_call(&self, at: DateTime<Utc>) -> Vec<(String, String)> {
        let levels = self.schedule["escalation"].as_array().unwrap();
        let types: Vec<_> = levels.iter().flat_map(|level| level.as_array().unwrap()).collect();
        let instant = |shift: &Value, key: &str| shift[key].as_str().unwrap().parse::<DateTime<Utc>>().unwrap();
        let shifts = self.schedule["shifts"].as_array().unwrap().iter();
        let mut running: Vec<_> = shifts
            .filter(|shift| types.contains(&&shift["type"]))
            .filter(|shift| instant(shift, "start") <= at && at < instant(shift, "end"))
            .map(|shift| (text(&shift["type"]), text(&shift["person"])))
            .collect();
        running.sort();
        assert_eq!(running.len(), levels.len(), "this roster has one person on call a level, at {at} as ever");
        running
    }

    /// The path of every page's file below the root.
    pub fn pages(&self) -> Vec<String> {
        let html = |path: &String| Path::new(path).extension().is_some_and(|extension| extension == "html");
        files(&self.folder).into_keys().filter(html).collect()
    }

    /// A person's name.
    pub fn name(&self, person: &str) -> String {
        text(&self.schedule["people"][person]["name"])
    }
}

/// What a page shows at `#on-call`, as [`Site::on_call`] gives it. What is hidden does not count.
pub fn shown(browser: &Browser) -> Vec<(String, String)> {
    shown_in(browser, "#on-call")
}

/// What a page shows in the elements that `selector` finds, as [`Site::on_call`] gives it.
pub fn shown_in(browser: &Browser, selector: &str) -> Vec<(String, String)> {
    let shown = browser.evaluate(&format!(
        "[...document.querySelectorAll('{selector} [data-shift] [data-person]')]
            .filter(element => element.checkVisibility())
            .map(element => [element.closest('[data-shift]').dataset.shift, element.dataset.person])",
    ));
    let mut shown: Vec<_> = shown.as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect();
    shown.sort();
    shown
}

/// Sets the clock of the pages to come; there it stands until a test moves it.
pub fn set_clock(browser: &mut Browser, at: DateTime<Utc>) {
    let clock = include_str!("clock.js").replace("= NOW;", &format!("= {};", at.timestamp_millis()));
    browser.before_pages(&clock);
}

/// Sets what the page has for a window, in its own pixels.
pub fn set_window(browser: &Browser, width: u32, height: u32) {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", &size);
}

/// Sets the system's theme: `light` or `dark`. Motion is reduced.
pub fn set_scheme(browser: &Browser, scheme: &str) {
    let features = [("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")];
    let features = features.map(|(name, value)| json!({ "name": name, "value": value }));
    browser.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
}

/// Sets the reader's time zone.
pub fn set_zone(browser: &Browser, zone: &str) {
    browser.devtools("Emulation.setTimezoneOverride", &json!({ "timezoneId": zone }));
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
