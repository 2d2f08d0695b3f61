//! Inputs change while the site is served.

use std::fs;
use std::path::Path;

use crate::preview::{Events, Preview};
use crate::project::{NOW, hausmeister};
use crate::{copy, serve};

/// A page of this repository's content, and where it is served.
const FILE: &str = "content/level-2.md";
const PAGE: &str = "/level-2/";

/// Adds a paragraph to a file.
fn add(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    let before = fs::read_to_string(&path).unwrap();
    fs::write(path, format!("{before}\n{text}\n")).unwrap();
}

/// Listens, and how things stand.
fn listen(preview: &Preview) -> (Events, u64) {
    let mut events = preview.events();
    let number = events.until(|_| true)["number"].as_u64().unwrap();
    (events, number)
}

/// The number that a page was sent with.
fn number(page: &str) -> u64 {
    page.split("data-number=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
}

#[test]
fn an_edit_of_a_runbook_comes_to_its_page() {
    let (_folder, root) = copy();
    let preview = serve(&root);
    let before = preview.text(PAGE);
    let (mut events, first) = listen(&preview);
    assert_eq!(number(&before), first);
    add(&root, FILE, "Look at the harbour first.");
    // The page that was seen is there before the others are.
    events.until(|event| event["number"].as_u64() > Some(first));
    let ahead = preview.text(PAGE);
    assert!(ahead.contains("Look at the harbour first."), "{ahead}");
    let whole = events.new_site(first);
    assert_eq!(number(&ahead), whole, "it does not reload again");
    assert_eq!(preview.text(PAGE), ahead);
}

#[test]
fn a_broken_roster_is_told_over_the_last_good_site_until_it_is_mended() {
    let (_folder, root) = copy();
    let preview = serve(&root);
    let page = preview.text(PAGE);
    let (mut events, first) = listen(&preview);
    let path = root.join("roster.yaml");
    let sound = fs::read_to_string(&path).unwrap();
    fs::write(&path, sound.replace("rotation: seniors", "rotation: senior")).unwrap();
    let trouble = events.trouble();
    let check = hausmeister().arg("--root").arg(&root).args(["--now", NOW, "check"]).output().unwrap();
    let told = String::from_utf8(check.stdout).unwrap();
    assert!(told.contains("unknown-rotation") && told.lines().next() == trouble.lines().next(), "{trouble}\n{told}");
    assert!(preview.said("still served").contains("error[unknown-rotation]"));
    assert_eq!(preview.text(PAGE), page);

    fs::write(&path, sound).unwrap();
    let mended = events.until(|event| event["trouble"].is_null());
    assert_eq!(mended["number"], first, "it is the site that is shown already");
    assert!(preview.said("built ").contains("built"));
    assert_eq!(preview.text(PAGE), page);
}

#[test]
fn a_broken_template_is_told_as_well_and_its_folder_may_come_later() {
    let (_folder, root) = copy();
    let preview = serve(&root);
    let (mut events, first) = listen(&preview);
    fs::create_dir(root.join("templates")).unwrap();
    fs::write(root.join("templates/404.html"), "<p>{{ page.nowhere }}</p>\n").unwrap();
    let trouble = events.trouble();
    assert!(trouble.contains("error[template]") && trouble.contains("templates/404.html:1"), "{trouble}");
    fs::write(root.join("templates/404.html"), "<p>Nobody knows</p>\n").unwrap();
    events.new_site(first);
    let missing = String::from_utf8(preview.get("/nowhere").body).unwrap();
    assert!(missing.starts_with("<p>Nobody knows</p>\n") && missing.contains("reload.js"), "{missing}");
}

#[test]
fn files_that_are_replaced_and_folders_that_are_new_are_seen() {
    let (_folder, root) = copy();
    let preview = serve(&root);
    let (mut events, mut number) = listen(&preview);

    // As editors save: a new file takes the place of the old one.
    fs::write(root.join("content/.level-2.md.swp"), "# Level 2\n\nThe new file.\n").unwrap();
    fs::rename(root.join("content/.level-2.md.swp"), root.join(FILE)).unwrap();
    number = events.new_site(number);
    assert!(preview.text(PAGE).contains("The new file."));

    fs::create_dir_all(root.join("content/harbour/crane")).unwrap();
    fs::write(root.join("content/harbour/crane/stop.md"), "# Stop the crane\n").unwrap();
    number = events.new_site(number);
    assert!(preview.text("/harbour/crane/stop/").contains("Stop the crane"));
    add(&root, "content/harbour/crane/stop.md", "Pull the lever.");
    number = events.new_site(number);
    assert!(preview.text("/harbour/crane/stop/").contains("Pull the lever."));

    // As git changes a branch: another folder stands in the old one's place.
    fs::rename(root.join("content/harbour"), root.parent().unwrap().join("harbour")).unwrap();
    number = events.new_site(number);
    assert_eq!(preview.get("/harbour/crane/stop/").status, 404);
    fs::rename(root.join("content"), root.join("content.old")).unwrap();
    events.trouble();
    fs::rename(root.join("content.old"), root.join("content")).unwrap();
    events.until(|event| event["trouble"].is_null());
    add(&root, FILE, "In the folder that came back.");
    events.new_site(number);
    assert!(preview.text(PAGE).contains("In the folder that came back."));
}

#[test]
fn a_roster_that_is_gone_for_a_moment_leaves_the_site_as_it_is() {
    let (_folder, root) = copy();
    let preview = serve(&root);
    let page = preview.text(PAGE);
    let (mut events, _) = listen(&preview);
    fs::rename(root.join("roster.yaml"), root.join("away")).unwrap();
    let trouble = events.trouble();
    assert!(trouble.contains("could not read") && trouble.contains("roster.yaml"), "{trouble}");
    assert!(preview.said("could not read").starts_with("error: "));
    assert_eq!(preview.text(PAGE), page);
    fs::rename(root.join("away"), root.join("roster.yaml")).unwrap();
    events.until(|event| event["trouble"].is_null());
    assert_eq!(preview.text(PAGE), page);
}

#[test]
fn it_starts_with_a_broken_roster_too_and_shows_the_site_when_there_is_one() {
    let (_folder, root) = copy();
    let path = root.join("roster.yaml");
    let sound = fs::read_to_string(&path).unwrap();
    fs::write(&path, sound.replace("runbook: level-2", "runbook: level-3")).unwrap();
    let preview = serve(&root);
    let nothing = preview.get(PAGE);
    assert_eq!(nothing.status, 503);
    let nothing = String::from_utf8(nothing.body).unwrap();
    let mut events = preview.events();
    assert!(events.trouble().contains("error[broken-link]"));
    fs::write(&path, sound).unwrap();
    let shown = events.new_site(number(&nothing));
    assert_eq!(number(&preview.text(PAGE)), shown);
}
