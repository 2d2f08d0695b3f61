//! What the Nu checker holds against the pages: nothing, not even a warning.

use std::process::Command;

use crate::project::{root, said};
use crate::site::site;

#[test]
fn the_nu_checker_has_nothing_against_any_page() {
    let checker = root().join("target/tools/npm/node_modules/vnu-jar/build/dist/vnu.jar");
    assert!(checker.is_file(), "the Nu checker is there; `tests/run` installs it");
    let site = site();
    // By their addresses, not as files: only so `'self'` in a policy has a meaning.
    let pages: Vec<_> = site.pages().into_iter().map(|page| format!("{}{page}", site.url)).collect();
    assert!(pages.len() > 20, "{pages:?}");
    let mut java = Command::new("java");
    // It would not look at this machine otherwise.
    java.arg("-Dnu.validator.servlet.allow-forbidden-hosts=true").arg("-jar").arg(checker);
    let output =
        java.args(["--Werror", "--format", "gnu"]).args(&pages).output().expect("java runs; `tests/run` installs it");
    assert!(output.status.success() && said(&output).trim().is_empty(), "{}", said(&output));
}
