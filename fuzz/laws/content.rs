//! Any file becomes a page that is whole and harmless, with raw HTML or without.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use hausmeister::content::{self, InputFile, Library, Surroundings};
use hausmeister::diagnostics::{Sink, Sources};
use hausmeister::roster::{self, Roster};
use hausmeister::site::{self, Words};

use super::fixture::SMALL;
use super::markup::fault_of;
use super::{problems, roster::now};

/// The roster that runbooks speak of, and the words of the site.
static SURROUNDINGS: OnceLock<(Roster, Words)> = OnceLock::new();

fn surroundings() -> (Roster, Words) {
    let mut sources = Sources::default();
    let source = sources.add("roster.yaml", SMALL);
    let roster = roster::read(SMALL, source, &mut Sink::default()).expect("it is a roster");
    (roster, Words::read(&[], &sources, &mut Sink::default()))
}

/// Holds the laws against the runbook that the bytes are.
pub fn hold(bytes: &[u8]) {
    for raw_html in [false, true] {
        let (roster, words) = SURROUNDINGS.get_or_init(surroundings);
        let surroundings = Surroundings { raw_html, ..site::surroundings(roster, words, now()) };
        let mut sources = Sources::default();
        sources.add("roster.yaml", SMALL);
        let file = |path: &str, bytes: &[u8]| InputFile { path: path.to_owned(), bytes: Some(bytes.to_owned()) };
        let files = vec![
            file("page.md", bytes),
            file("a/other.md", b"## Part\n\n[](../page.md)\n"),
            file("level-1.md", b"---\naliases: [/old/]\n---\n"),
            file("a/plan.svg", b""),
        ];
        let mut sink = Sink::default();
        let library = content::load(files, &surroundings, &mut sources, &mut sink);
        is_harmless(&library, raw_html);
        problems::hold(&sources, &sink.into_problems());
    }
}

fn is_harmless(library: &Library, raw_html: bool) {
    for page in &library.pages {
        let html = page.body.html.clone().filled(&[]);
        assert_eq!(fault_of(&html, raw_html), None, "{html}");
        let values: Vec<_> = page.inserts.iter().map(|_| String::from("<b>value</b>")).collect();
        assert_eq!(page.body.html.clone().filled(&values).matches("<b>value</b>").count(), values.len());
        let words = page.filled_text(page.body.text.clone(), &vec![String::from("value"); values.len()]);
        for text in [&words, &page.title, page.description.as_ref().unwrap_or(&page.title)] {
            assert!(!text.chars().any(|one| one.is_control() && one != '\n' && one != '\t'), "{text:?}");
        }
        let ids: BTreeSet<_> = page.headings.iter().map(|heading| heading.id.as_str()).collect();
        assert_eq!(ids.len(), page.headings.len(), "{:?}", page.headings);
    }
}
