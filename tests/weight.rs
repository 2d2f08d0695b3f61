//! What a first visit costs: any page with its style and scripts, packed as hosts send them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy knows the tests here, but not what they share")]

#[path = "common/files.rs"]
mod files;
#[path = "common/html.rs"]
mod html;
#[path = "common/project.rs"]
mod project;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

use files::files;
use flate2::Compression;
use flate2::write::GzEncoder;
use html::{Element, Target, elements, target};
use project::{NOW, build, hausmeister, root, said};

/// The most that the first view of a page may take, in bytes of gzip.
const MOST: usize = 60_000;

const BASE: &str = "https://data-infra.example.org/hausmeister/";

fn packed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

/// What a browser fetches for an element before the page is whole: style, scripts, pictures, fonts, the icon.
fn loaded(element: &Element) -> Option<&str> {
    let is_fetched = |rel: &str| ["stylesheet", "icon", "preload", "modulepreload"].contains(&rel);
    match element.name.as_str() {
        "script" | "img" => element.get("src"),
        "link" if element.get("rel").is_some_and(|rel| rel.split(' ').any(is_fetched)) => element.get("href"),
        _ => None,
    }
}

/// The files that the first view of `page` takes, the page itself among them.
fn first_view(page: &str, text: &str) -> BTreeSet<String> {
    let elements = elements(text);
    let links = elements.iter().filter_map(loaded).map(|link| match target(BASE, page, link) {
        Target::File { path, .. } => path,
        Target::Elsewhere => panic!("{page} loads {link}"),
    });
    links.chain([page.to_owned()]).collect()
}

#[test]
fn the_first_view_of_any_page_is_light() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let output = build(hausmeister(), &root(), &out, NOW);
    assert!(output.status.success(), "{}", said(&output));
    let site = files(&out);
    let weights: BTreeMap<_, _> = site.iter().map(|(path, bytes)| (path.as_str(), packed(bytes))).collect();
    let mut heavy = Vec::new();
    let mut weighed = 0;
    for (page, text) in site.iter().filter(|(path, _)| Path::new(path).extension().is_some_and(|kind| kind == "html")) {
        let view = first_view(page, std::str::from_utf8(text).unwrap());
        assert!(view.len() > 4, "{page} has style, scripts and an icon: {view:?}");
        let weight: usize = view.iter().map(|path| weights[path.as_str()]).sum();
        weighed += 1;
        if weight > MOST {
            heavy.push(format!("{page}: {weight} bytes of {view:?}"));
        }
    }
    assert!(heavy.is_empty(), "{}", heavy.join("\n"));
    assert!(weighed > 20, "{weighed} pages");
}

#[test]
fn no_style_sheet_fetches_more() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    assert!(build(hausmeister(), &root(), &out, NOW).status.success());
    for (path, bytes) in
        files(&out).iter().filter(|(path, _)| Path::new(path).extension().is_some_and(|kind| kind == "css"))
    {
        let style = std::str::from_utf8(bytes).unwrap();
        assert!(!style.contains("url(") && !style.contains("@import") && !style.contains("@font-face"), "{path}");
    }
}
