//! Who opens pages and says what ran in them, or could.

use serde_json::json;

use crate::project::NOW;
use crate::webdriver::Browser;

/// Runs before the scripts of every page: notes what attempts call.
const WITNESS: &str = "
    window.executed = [];
    for (const name of ['pwned', 'alert', 'confirm', 'prompt', 'print', 'open']) {
        window[name] = (...what) => void executed.push(`${name}(${what})`);
    }
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
        if (violatedDirective !== 'img-src') executed.push(`nothing, but it knocked at ${violatedDirective}: ${sample}`);
    });
";

/// A browser, and the site that it may not leave.
pub struct Judge {
    pub browser: Browser,
    /// The address of the site's root.
    pub site: String,
}

impl Judge {
    /// With the pages' own policy, or without it.
    pub fn new(site: &str, has_policy: bool) -> Self {
        let mut browser = Browser::open();
        let now = NOW.parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp_millis();
        let clock = include_str!("../clock.js").replace("= NOW;", &format!("= {now};"));
        browser.before_pages(&format!("{clock}{WITNESS}"));
        browser.devtools("Page.setBypassCSP", &json!({ "enabled": !has_policy }));
        Self { browser, site: site.to_owned() }
    }

    /// Opens a page, in which nothing may run.
    pub fn visit(&self, url: &str) {
        assert_eq!(self.faults(url), "", "{url}");
    }

    /// What is wrong with a page, a line each.
    pub fn faults(&self, url: &str) -> String {
        self.browser.go(url);
        self.found()
    }

    /// Says whether anything ran in the page that is open, or could.
    pub fn judge(&self, place: &str) {
        assert_eq!(self.found(), "", "{place}");
    }

    fn found(&self) -> String {
        let script = include_str!("judge.js").replace("= ROOT;", &format!("= {};", json!(self.site)));
        let seen = self.browser.evaluate(&script);
        let seen = seen.as_array().unwrap().iter().map(|fault| fault.as_str().unwrap().to_owned());
        let is_abroad = |url: &String| !url.starts_with(&self.site) && url != "about:blank" && !is_picture(url);
        let asked = self.browser.requests().into_iter().filter(is_abroad).map(|url| format!("asked for {url}"));
        // That something is not there is no attempt, and neither is a picture of another site, which the policy stops.
        let is_harmless = |said: &String| {
            said.ends_with("404 (Not Found)") || said.contains("Loading the image ") || is_picture(said)
        };
        let console = self.browser.console().into_iter().filter(|said| !is_harmless(said));
        let lines: Vec<_> = seen.chain(asked).chain(console).collect();
        lines.join("\n")
    }
}

/// Whether an address is that of the one host whose pictures runbooks of these tests show. The policy stops them.
fn is_picture(url: &str) -> bool {
    ["https://example.org/", "http://example.org/"].iter().any(|host| url.starts_with(host))
}
