//! What the files say, and how large they are.

use std::collections::BTreeMap;

use super::super::document::Section;
use super::*;

/// A runbook; of its sections the ids, headings and texts.
fn runbook<'a>(address: &'a str, title: &'a str, sections: &[(&'a str, &'a str, &'a str)]) -> Document<'a> {
    let section = |(id, heading, text): &(&'a str, &'a str, &'a str)| Section { id, heading, text: (*text).into() };
    Document { kind: Kind::Runbook, address, title, names: "".into(), sections: sections.iter().map(section).collect() }
}

/// The values of the files by name, the version left out.
fn values(documents: &[Document<'_>]) -> BTreeMap<String, Value> {
    let files = files(documents);
    let value = |(name, text): (String, Vec<u8>)| {
        let text = String::from_utf8(text).unwrap();
        let (called, value) = text.strip_prefix("hausmeisterSearch(").unwrap().split_once(", ").unwrap();
        assert_eq!(called, Value::from(name.as_str()).to_string());
        let value = serde_json::from_str(value.strip_suffix(");\n").unwrap()).unwrap();
        (name.rsplit_once('-').map_or(name.clone(), |(name, _)| name.to_owned()), value)
    };
    files.into_iter().map(value).collect()
}

/// What a runbook is made of: its address, its title, and the headings and texts of its sections.
type Written = (String, String, Vec<(String, String)>);

/// A thousand runbooks of some 5 kB, from words that are met as often as words are; the same ones every time.
fn many_runbooks() -> Vec<Written> {
    let mut state = 1_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let syllables =
        ["re", "start", "ing", "da", "ta", "por", "ter", "con", "sole", "al", "ert", "que", "ue", "mi", "no"];
    let word = |number: u64| -> String {
        let mut rest = number + 15;
        let mut word = String::new();
        while rest > 0 {
            word.push_str(syllables[usize::try_from(rest % 15).unwrap()]);
            rest /= 15;
        }
        word
    };
    let mut text = |words: usize| {
        let words = (0..words).map(|_| {
            let most = 1 + random(20_000);
            word(random(most))
        });
        words.collect::<Vec<_>>().join(" ")
    };
    let page = |number: usize| {
        let title = text(3);
        let sections: Vec<_> = (0..6).map(|_| (text(3), text(80))).collect();
        (format!("team-{}/{}-{number}/", number % 20, title.replace(' ', "-")), title, sections)
    };
    (0..1000).map(page).collect()
}

#[test]
fn says_where_each_word_stands_and_how_much_that_is() {
    let values = values(&[
        runbook("a/", "Pager", &[("", "", "It rings."), ("wake", "Wake", "rings")]),
        runbook("b/", "Other", &[("pager", "Pager", "Pages, pages.\nAnd pages, and pages."), ("", "", "Rings")]),
        runbook("c/", "Pages", &[]),
    ]);
    let words = values["words-0"].as_str().unwrap().lines().collect::<Vec<_>>();
    // `pages` shares four letters with `pager` before it; it is in the title of the last and often in the second.
    assert_eq!(words, ["0and 21", "0it 10", "0other 51", "0pager 50 41", "4s 52 31", "0rings 20 11", "0wake 40"]);
    assert_eq!(values["vocabulary"], "0and 0it 0other 0pager 4s 0rings 0wake");
    assert_eq!(values["index"]["words"], json!(["and"]));
    assert_eq!(values["index"]["documents"], json!([[0, "a/", "Pager"], [0, "b/", "Other"], [0, "c/", "Pages"]]));
    assert_eq!(values["index"]["texts"], json!([0]));
    assert_eq!(values["texts-0"][0], json!([["", "", "It rings."], ["wake", "Wake", "rings"]]));
}

#[test]
fn people_are_known_from_the_beginning_and_texts_begin_after_them() {
    let mut person = runbook("people/ana/", "Ana", &[("", "", "@ana.souza")]);
    person.kind = Kind::Person;
    person.names = "ana ana.souza".into();
    let values = values(&[person, runbook("a/", "A", &[("", "", "text")])]);
    let known = json!([1, "people/ana/", "Ana", "ana ana.souza", ["@ana.souza"]]);
    assert_eq!(values["index"]["documents"][0], known);
    assert_eq!(values["index"]["texts"], json!([1]));
    assert!(values["words-0"].as_str().unwrap().contains("\n1na 50\n"));
}

#[test]
fn without_anything_there_is_an_index_all_the_same() {
    let values = values(&[]);
    assert_eq!(values.keys().collect::<Vec<_>>(), ["index", "vocabulary"]);
}

#[test]
fn the_names_of_files_change_with_what_is_in_them() {
    let names = |title| -> Vec<_> { files(&[runbook("a/", title, &[])]).into_iter().map(|(name, _)| name).collect() };
    let (one, other) = (names("One"), names("Other"));
    assert_eq!(one, names("One"));
    assert_eq!((one[0].as_str(), other[0].as_str()), ("index", "index"));
    assert!(one[1..].iter().zip(&other[1..]).all(|(one, other)| one != other), "{one:?} {other:?}");
}

#[test]
fn a_thousand_runbooks_are_cut_into_small_files() {
    let runbooks = many_runbooks();
    let documents: Vec<_> = runbooks
        .iter()
        .map(|(address, title, sections)| {
            let sections: Vec<_> =
                sections.iter().map(|(heading, text)| ("", heading.as_str(), text.as_str())).collect();
            runbook(address, title, &sections)
        })
        .collect();
    let files = files(&documents);
    let texts = documents.iter().flat_map(|document| &document.sections).map(|section| section.text.len());
    assert!(texts.sum::<usize>() > 4_000_000, "the runbooks are too small to show anything");
    let sizes: BTreeMap<_, _> = files.iter().map(|(name, text)| (name.as_str(), text.len())).collect();
    // Compressed it is less than half of this: what the first key loads stays below 50 kB.
    assert!(sizes["index"] < 100_000, "{} bytes for the first key", sizes["index"]);
    let larger = |most: usize| sizes.iter().filter(move |(name, size)| **name != "index" && **size > most);
    assert_eq!(larger(32 * 1024).filter(|(name, _)| !name.starts_with("vocabulary")).collect::<Vec<_>>(), []);
    assert!(files.len() < 500, "{} files", files.len());
    let words: usize = sizes.iter().filter(|(name, _)| name.starts_with("words")).map(|(_, size)| size).sum();
    assert!(words > 20 * 24 * 1024, "so few words were never cut");
}

#[test]
fn numbers_have_36_digits() {
    let base_36 = |number| {
        let mut digits = String::new();
        push_base_36(number, &mut digits);
        digits
    };
    assert_eq!([0, 9, 10, 35, 36, 1295, 1296].map(base_36), ["0", "9", "a", "z", "10", "zz", "100"]);
}
