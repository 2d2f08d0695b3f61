//! Figures that only come from inside the program, for `benches/whole.py`: one line of JSON.
//!
//!     cargo bench --bench figures -- floor FOLDER   what rendering bare and colouring alone take for its pages, once
//!     cargo bench --bench figures -- feeds FOLDER   how many events a second become calendars, and published files
//!     cargo bench --bench figures -- edit FOLDER    what a page takes to be ready after an edit of its runbook
//!
//! FOLDER is a project that `python3 benches/inputs.py FOLDER PAGES PEOPLE YEARS` makes.
//!
//! Seconds are those of the processor where the system tells them, of the clock beside.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "this is a measurement, not the program")]

#[path = "common/made.rs"]
mod made;

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use hausmeister::content;
use hausmeister::diagnostics::Sink;
use hausmeister::output::{Tree, publish};
use hausmeister::{Workbench, feeds};
use made::{env, read};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, html};
use serde_json::{Value, json};

const RUNS: usize = 9;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [what, folder] = arguments.as_slice() else { panic!("say what, and of which folder") };
    let folder = Path::new(folder);
    let figures = match what.as_str() {
        "floor" => floor(folder),
        "feeds" => calendars(folder),
        "edit" => edit(folder),
        _ => panic!("no figures are called `{what}`"),
    };
    println!("{figures}");
}

/// The least of several runs, in seconds of the processor and of the clock.
fn least(mut run: impl FnMut()) -> (f64, f64) {
    let mut times: Vec<_> = (0..RUNS).map(|_| timed(&mut run)).collect();
    times.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    times[0]
}

fn timed(run: impl FnOnce()) -> (f64, f64) {
    let (processor, clock) = (processor(), Instant::now());
    run();
    let clock = clock.elapsed().as_secs_f64();
    (processor.zip(self::processor()).map_or(clock, |(before, after)| after - before), clock)
}

/// Seconds that processors have spent on all threads of this program.
#[cfg(unix)]
fn processor() -> Option<f64> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Some(std::time::Duration::try_from(time).ok()?.as_secs_f64())
}

/// Seconds that processors have spent on all threads of this program.
#[cfg(not(unix))]
fn processor() -> Option<f64> {
    None
}

/// Bare rendering of every page, and the colours of every block of code: once, as a build does it, in memory that the
/// system has just given and with nothing of the pages in the processor's caches but their texts.
fn floor(folder: &Path) -> Value {
    let content = read(folder).content;
    let texts: Vec<_> = content.into_iter().filter_map(|file| String::from_utf8(file.bytes?).ok()).collect();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let bare = timed(|| {
        for text in &texts {
            let mut page = String::new();
            html::push_html(&mut page, Parser::new_ext(text, options));
            black_box(page);
        }
    });
    let blocks: Vec<_> = texts.iter().flat_map(|text| blocks(Parser::new_ext(text, options))).collect();
    let colours = timed(|| {
        for (language, code) in &blocks {
            black_box(content::highlighted(code, language));
        }
    });
    json!({ "bare": seconds(bare), "colours": seconds(colours), "blocks": blocks.len() })
}

fn seconds((processor, clock): (f64, f64)) -> Value {
    json!({ "processor": processor, "clock": clock })
}

/// The blocks of code of a page, each with its language.
fn blocks<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut is_open = false;
    for event in events {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                blocks.push((language.into_string(), String::new()));
                is_open = true;
            }
            Event::Text(text) if is_open => blocks.last_mut().unwrap().1.push_str(&text),
            Event::End(_) => is_open = false,
            _ => {}
        }
    }
    blocks
}

/// Events a second, from the schedule to files: in memory, and published.
fn calendars(folder: &Path) -> Value {
    let project = read(folder);
    let plan = hausmeister::plan(&project, &env(), None, &mut Sink::default()).unwrap();
    let context = hausmeister::feed_context(&plan, project.revision, None);
    let directory = hausmeister::directory(&plan, &env(), &mut Sink::default()).unwrap();
    let render = || feeds::render(&context, &directory.current);
    let events: usize = render().iter().map(|(_, text)| text.matches("BEGIN:VEVENT").count()).sum();
    let memory = least(|| drop(black_box(render())));
    let published = least(|| {
        // Beside the project, which `whole.py` has in memory: what a disk makes of files that come and go says little.
        let out = tempfile::tempdir_in(folder).unwrap();
        let mut tree = Tree::default();
        for (path, text) in render() {
            tree.insert(path, text, "a feed").unwrap();
        }
        drop(publish::publish(&tree, &out.path().join("public")).unwrap());
    });
    json!({ "events": events, "shifts": plan.schedule.within(plan.span).count(), "memory": seconds(memory), "published": seconds(published) })
}

/// From a change noticed to the one page that is open, made anew: the middle of several edits.
fn edit(folder: &Path) -> Value {
    let mut workbench = Workbench::default();
    let pages = BTreeSet::from([String::from("area-0/service-3/page-7/index.html")]);
    let path = folder.join("content/area-0/service-3/page-7.md");
    let text = fs::read_to_string(&path).unwrap();
    let mut last = read(folder);
    workbench.build(last.clone(), &env());
    let mut times = Vec::new();
    for number in 0..RUNS {
        fs::write(&path, format!("{text}\nEdit {number}.\n")).unwrap();
        times.push(timed(|| {
            let project = read(folder);
            assert!(project != last);
            last = project.clone();
            let built = workbench.build_pages(project, &env(), &pages);
            assert!(built.is_sound() && built.tree.get(pages.first().unwrap()).is_some());
        }));
    }
    fs::write(&path, text).unwrap();
    times.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let (processor, clock) = times[RUNS / 2];
    json!({ "processor": processor, "clock": clock })
}
