//! What the Nu checker holds against the pages: nothing, not even a warning.

use std::process::Command;

use crate::markdown::{EVERYTHING, RAW};
use crate::project::{root, said};
use crate::site::{sample, site};

/// Holds the pages at these addresses against the Nu checker.
fn check<'a>(addresses: impl IntoIterator<Item = &'a str>) {
    let checker = root().join("target/tools/npm/node_modules/vnu-jar/build/dist/vnu.jar");
    assert!(checker.is_file(), "the Nu checker is there; `tests/run` installs it");
    let mut java = Command::new("java");
    // It would not look at this machine otherwise.
    java.arg("-Dnu.validator.servlet.allow-forbidden-hosts=true").arg("-jar").arg(checker);
    java.args(["--Werror", "--format", "gnu"]).args(addresses);
    let output = java.output().expect("java runs; `tests/run` installs it");
    assert!(output.status.success() && said(&output).trim().is_empty(), "{}", said(&output));
}

#[test]
fn the_nu_checker_has_nothing_against_any_page() {
    let site = site();
    // By their addresses, not as files: only so `'self'` in a policy has a meaning.
    let pages: Vec<_> = site.pages().into_iter().map(|page| format!("{}{page}", site.url)).collect();
    assert!(pages.len() > 20, "{pages:?}");
    check(pages.iter().map(String::as_str));
}

#[test]
fn the_nu_checker_has_nothing_against_what_markdown_and_raw_html_become() {
    let (plain, _plain_folder) = sample(EVERYTHING, "");
    let (raw, _raw_folder) = sample(&format!("{EVERYTHING}{RAW}"), "  raw_html: true\n");
    check([plain.as_str(), raw.as_str()]);
}
