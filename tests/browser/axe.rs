//! axe-core, which looks at a page the way assistive technology does.

use std::fs;

use serde_json::{Value, json};

use crate::picture;
use crate::project::{NOW, root};
use crate::site::{set_clock, set_scheme, set_window};
use crate::webdriver::Browser;

/// What axe holds against the page as it is now; `[]` where it is content.
pub fn violations(browser: &Browser) -> Value {
    let axe = root().join("target/tools/npm/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(axe).expect("axe-core is there; `tests/run` installs it");
    browser.evaluate(&format!("{axe};\n0"));
    browser.evaluate(
        "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(
            ({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html} ${failureSummary}`)))",
    )
}

/// Holds a page, wide and narrow and in both themes, against axe and the width that it has; `look` looks on, and is told
/// the theme. Gives the browser that has it open.
pub fn approves(url: &str, name: &str, look: impl Fn(&Browser, &str)) -> Browser {
    let mut browser = Browser::open();
    set_clock(&mut browser, NOW.parse().unwrap());
    for (width, scheme) in [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")] {
        set_window(&browser, width, 740);
        set_scheme(&browser, scheme);
        browser.go(url);
        picture::keep(&browser, &format!("{name}, {width} px, {scheme}"));
        assert_eq!(violations(&browser), json!([]), "{width}, {scheme}");
        let fits = browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
        assert!(fits == true, "at {width}");
        look(&browser, scheme);
    }
    assert_eq!(browser.console(), [""; 0]);
    browser
}
