//! Inputs by somebody who means harm: each is told with its place, takes no more than a second and 200 MB, and leaves
//! `public/` as it was, byte for byte.
//!
//! The program of the tests is built without optimisation and may take longer. The second holds for the one of a
//! release: `HAUSMEISTER_PROGRAM=target/release/hausmeister cargo test --test hostile -- --nocapture`, which also shows
//! the time that each input takes.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "clippy does not know that these are tests"
)]

mod attempt;
#[path = "../common/files.rs"]
mod files;
mod kinds;
mod large;
mod names;
mod nested;
#[path = "../common/project.rs"]
mod project;
mod texts;

use attempt::{Outcome, Project, most_work, published};
use files::files;

/// One tampering: what it is called, what it does, and what is told about it, in part.
struct Case<'a> {
    name: &'a str,
    tamper: Box<dyn Fn(&Project) + 'a>,
    told: &'a [&'a str],
}

fn case<'a>(name: &'a str, tamper: impl Fn(&Project) + 'a, told: &'a [&'a str]) -> Case<'a> {
    Case { name, tamper: Box::new(tamper), told }
}

/// A case in which one file has other bytes.
fn text<'a>(name: &'a str, path: &'a str, bytes: impl AsRef<[u8]> + 'a, told: &'a [&'a str]) -> Case<'a> {
    case(name, move |project| project.write(path, &bytes), told)
}

/// Asserts of each case that the build refuses it as it should.
fn assert_refused(cases: &[Case<'_>]) {
    let wrong: Vec<_> =
        cases.iter().filter_map(|case| fault(case).map(|why| format!("{}: {why}", case.name))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What is wrong with the answer to a case, if anything.
fn fault(case: &Case<'_>) -> Option<String> {
    let project = Project::new();
    (case.tamper)(&project);
    let outcome = project.build();
    println!("{:>6} ms  {}", outcome.work.as_millis(), case.name);
    let Outcome { status, said, work } = &outcome;
    let shown: String = said.chars().take(2_000).collect();
    let missing = case.told.iter().find(|told| !said.contains(**told));
    match missing {
        _ if *status != Some(2) => Some(format!("status {status:?}: {shown}")),
        Some(missing) => Some(format!("does not say `{missing}`: {shown}")),
        _ if said.len() > 1_000_000 => Some(format!("says {} bytes: {shown}", said.len())),
        _ if *work > most_work() => Some(format!("takes {work:?}")),
        _ if !project.is_unchanged() => Some(String::from("`public` is another")),
        _ => None,
    }
}

/// Asserts of each tampering that it does no harm: the build goes on within the limits.
fn assert_taken(cases: &[Case<'_>]) {
    for Case { name, tamper, told } in cases {
        let project = Project::new();
        tamper(&project);
        let outcome = project.build();
        println!("{:>6} ms  {name}", outcome.work.as_millis());
        assert_eq!(outcome.status, Some(0), "{name}: {}", outcome.said);
        assert!(outcome.work <= most_work(), "{name} takes {:?}", outcome.work);
        let page = files(&project.path("public")).remove("level-1/index.html").unwrap();
        let page = String::from_utf8(page).unwrap();
        told.iter().for_each(|told| assert!(page.contains(told), "{name}: no `{told}` on the page"));
    }
}

#[test]
fn the_judge_sees_what_is_wrong() {
    let harmless = |told| text("harmless", "content/level-1.md", "# Level 1\n", told);
    assert!(fault(&harmless(&[])).unwrap().starts_with("status Some(0)"));
    let broken = |told| text("broken", "roster.yaml", "[", told);
    assert!(fault(&broken(&["error[syntax]", "roster.yaml:1:1"])).is_none());
    assert!(fault(&broken(&["roster.yaml:2:1"])).unwrap().starts_with("does not say"));
    let unpublished = case(
        "unpublished",
        |project| {
            project.write("roster.yaml", "[");
            project.write("public/index.html", "");
        },
        &[],
    );
    assert_eq!(fault(&unpublished).unwrap(), "`public` is another");
    assert!(published().len() > 30);
}
