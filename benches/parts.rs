//! What the parts of a build cost: `cargo bench --bench parts`, or one of them with its name after `--`.
//!
//! Each gets what the part before it made, and is asked for nothing but its own work.

#![allow(clippy::unwrap_used, reason = "this is a measurement, not the program")]

#[path = "common/made.rs"]
mod made;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use hausmeister::content::{self, InputFile, Library};
use hausmeister::diagnostics::Sink;
use hausmeister::project::Project;
use hausmeister::site::{self, Words};
use hausmeister::{Plan, feeds, roster, schedule};
use made::{env, project};

fn main() {
    divan::main();
}

fn planned(project: &Project) -> Plan {
    hausmeister::plan(project, &env(), None, &mut Sink::default()).unwrap()
}

fn library(project: &Project, plan: &Plan, files: Vec<InputFile>) -> Library {
    let mut sources = project.sources.clone();
    let words = Words::read(&[], &sources, &mut Sink::default());
    let surroundings = site::surroundings(&plan.roster, &words, plan.now);
    content::load(files, &surroundings, &mut sources, &mut Sink::default())
}

/// Markdown, its code coloured and its links looked up.
#[divan::bench(args = [10, 100, 1_000])]
fn markdown(bencher: Bencher<'_, '_>, pages: usize) {
    let project = project(pages, 10, 1);
    let plan = planned(&project);
    let bytes: usize = project.content.iter().filter_map(|file| file.bytes.as_ref()).map(Vec::len).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .with_inputs(|| project.content.clone())
        .bench_values(|files| library(&project, &plan, files));
}

/// Code of one language.
#[divan::bench(args = ["sh", "sql", "yaml", "json", "python"])]
fn highlighting(bencher: Bencher<'_, '_>, language: &str) {
    let project = project(50, 10, 1);
    let fence = format!("```{language}\n");
    let texts = project.content.iter().filter_map(|file| String::from_utf8(file.bytes.clone()?).ok());
    let blocks: Vec<String> = texts
        .flat_map(|text| {
            text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect::<Vec<_>>()
        })
        .collect();
    let bytes: usize = blocks.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        blocks.iter().map(|block| content::highlighted(black_box(block), language).len()).sum::<usize>()
    });
}

/// People and years of the rosters.
const ROSTERS: [(usize, usize); 6] = [(10, 1), (10, 5), (10, 10), (100, 1), (1_000, 1), (10_000, 1)];

/// From the roster's text to its entries.
#[divan::bench(args = ROSTERS)]
fn roster_reading(bencher: Bencher<'_, '_>, (people, years): (usize, usize)) {
    let project = project(0, people, years);
    let text = project.sources.text(project.roster);
    bencher
        .counter(ItemsCount::new(people))
        .bench_local(|| roster::read(black_box(text), project.roster, &mut Sink::default()));
}

/// From the roster to every shift.
#[divan::bench(args = ROSTERS)]
fn schedule_resolution(bencher: Bencher<'_, '_>, (people, years): (usize, usize)) {
    let project = project(0, people, years);
    let plan = planned(&project);
    bencher
        .counter(ItemsCount::new(plan.schedule.shifts().len()))
        .bench_local(|| schedule::plan(black_box(&plan.roster), plan.span.end, &mut Sink::default()));
}

/// Calendars; the items are events, counted in every calendar that holds them.
#[divan::bench(args = ROSTERS)]
fn feeds_writing(bencher: Bencher<'_, '_>, (people, years): (usize, usize)) {
    let project = project(0, people, years);
    let plan = planned(&project);
    let context = hausmeister::feed_context(&plan, project.revision, None);
    let directory = hausmeister::directory(&plan, &env(), &mut Sink::default()).unwrap();
    let written = feeds::render(&context, &directory.current);
    let events: usize = written.iter().map(|(_, text)| text.matches("BEGIN:VEVENT").count()).sum();
    bencher.counter(ItemsCount::new(events)).bench_local(|| feeds::render(black_box(&context), &directory.current));
}

/// The search's files.
#[divan::bench(args = [10, 100, 1_000])]
fn search_index(bencher: Bencher<'_, '_>, pages: usize) {
    let project = project(pages, 10, 1);
    let plan = planned(&project);
    let library = library(&project, &plan, project.content.clone());
    bencher.counter(ItemsCount::new(pages)).bench_local(|| site::search_files(black_box(&library.pages)));
}
