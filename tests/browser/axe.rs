//! axe-core, which looks at a page the way assistive technology does.

use std::fs;

use serde_json::Value;

use crate::project::root;
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
