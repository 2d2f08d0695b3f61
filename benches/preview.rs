//! From an edit to its page, at 1,000 runbooks: `cargo bench --bench preview`.
//!
//! The program serves; a runbook that is open changes; an open page hears of it and has the new text. The middle of many
//! such times must stay below the bound.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "this is a measurement, not the program")]

#[path = "../tests/common/copy.rs"]
mod copy;
#[path = "../tests/common/files.rs"]
mod files;
#[path = "../tests/common/preview.rs"]
mod preview;
#[path = "../tests/common/project.rs"]
mod project;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use copy::copy_project;
use preview::Preview;
use project::{NOW, hausmeister};

const FOLDERS: usize = 20;
const PAGES_OF_EACH: usize = 50;
const EDITS: usize = 21;
const BOUND: Duration = Duration::from_millis(150);

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("project");
    copy_project(&root);
    for folder in 0..FOLDERS {
        fs::create_dir_all(root.join(format!("content/service-{folder}"))).unwrap();
        for page in 0..PAGES_OF_EACH {
            write(&root, folder, page, "at first");
        }
    }
    let mut program = hausmeister();
    program.arg("--root").arg(&root).args(["--now", NOW, "serve", "--port", "0"]);
    let preview = Preview::start(program);
    let mut events = preview.events();
    let mut number = events.until(|_| true)["number"].as_u64().unwrap();
    let mut times: Vec<_> = (0..EDITS)
        .map(|edit| {
            let address = format!("/service-7/page-{edit}/");
            preview.text(&address);
            let text = format!("edit {edit}");
            write(&root, 7, edit, &text);
            let begun = Instant::now();
            events.until(|event| event["number"].as_u64() > Some(number));
            assert!(preview.text(&address).contains(&text));
            let time = begun.elapsed();
            // The next one begins when the whole site is there.
            number = events.new_site(number);
            time
        })
        .collect();
    times.sort();
    let (least, middle, most) = (times[0], times[EDITS / 2], times[EDITS - 1]);
    println!("edit to page at {} runbooks: {middle:.0?} ({least:.0?} to {most:.0?})", FOLDERS * PAGES_OF_EACH);
    assert!(middle < BOUND, "more than {BOUND:?}");
}

/// A runbook of eight steps.
fn write(root: &Path, folder: usize, page: usize, text: &str) {
    let step = |step: usize| {
        format!(
            "## Step {step}\n\nLook at the *dashboard* of `service-{folder}-{page}` and at its queue, then restart it \
             with care: jobs that run keep their state in a table and lose it when they are killed.\n\n- look\n- act\n\
             - tell the others\n\n```sh\nkubectl rollout restart deployment/service-{folder}-{page}\n```\n\n"
        )
    };
    let steps: String = (1..=8).map(step).collect();
    let next = (page + 1) % PAGES_OF_EACH;
    let markdown = format!(
        "# Service {folder}, page {page}\n\nThis was written {text}. Go on [there](page-{next}.md).\n\n{steps}"
    );
    fs::write(root.join(format!("content/service-{folder}/page-{page}.md")), markdown).unwrap();
}
