//! Edits of any text: what is not spoken of stays, byte for byte, and the result says what was meant.

use chrono::{Datelike, Days, TimeDelta};
use hausmeister::diagnostics::{Sink, Sources, Span};
use hausmeister::document::edit::{self as document, Data, Operation, apply};
use hausmeister::document::{Node, Value};
use hausmeister::edit::{self, Cover, Part, Standing};
use hausmeister::roster::{self, PersonIndex, ShiftTypeIndex};
use hausmeister::schedule;

use super::choices::Choices;

/// Texts that YAML would take for something else if they were not quoted.
const TEXTS: &[&str] = &[
    "ana",
    "Ana flies home",
    "yes",
    "~",
    "12",
    "",
    " a ",
    "a: b",
    "a #b",
    "- a",
    "[a, b]",
    "{a: b}",
    "'",
    "\"",
    "a'b\"c\\d",
    "&a *a !a |",
    "a\nb",
    "\t",
    "é\u{2028}\u{85}\u{feff}",
    "---",
    "...",
    "%a",
    "@a `a",
    "2026-12-24",
    "null",
    "0x1f",
    ",",
    "a,b",
];

/// Holds the laws against an edit that the first line of the bytes chooses, on the text that the others are.
pub fn hold(bytes: &[u8]) {
    let (head, text) = bytes.split_at(bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1));
    let text = String::from_utf8_lossy(text);
    let choices = &mut Choices::new(head);
    let operation = operation(choices);
    if let Some(new) = apply(&text, &operation) {
        holds(&text, &new, &operation);
    }
    covers(&text, choices);
}

fn operation(choices: &mut Choices<'_>) -> Operation {
    let path = |path: &[&str]| path.iter().copied().map(String::from).collect::<Vec<_>>();
    let rotation = path(choices.one_of(&[&["rotations", "crew"][..], &["rotations", "engineers"], &["a"]]));
    match choices.below(3) {
        0 => {
            let path = path(choices.one_of(&[&["overrides"][..], &["rotations", "crew"], &["a"], &["a", "b"]]));
            let text = Data::text(choices.one_of(TEXTS));
            let list = Data::texts([choices.one_of(TEXTS), choices.one_of(TEXTS)]);
            let item = if choices.is() { text } else { Data::map([("shift", list), ("why", text)]) };
            Operation::Append { path, item }
        }
        1 => {
            let path = path(choices.one_of(&[&["people", "ana"][..], &["people", "p0"], &["a"], &[]]));
            let key = String::from(choices.one_of(&["leaves", "name", "a"]));
            Operation::Set { path, key, text: String::from(choices.one_of(TEXTS)) }
        }
        _ => {
            let before = vec![(String::from("since"), String::from(choices.one_of(TEXTS)))];
            Operation::Wrap { path: rotation, before, key: String::from("order") }
        }
    }
}

/// The bytes that are no longer there: what stands between the longest common beginning and end.
fn lost<'a>(old: &'a str, new: &str) -> (usize, &'a [u8]) {
    let (old, new) = (old.as_bytes(), new.as_bytes());
    let before = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let rest = old.len().min(new.len()) - before;
    let behind = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    (before, &old[before..old.len() - behind])
}

/// A text without what stands at one of its places for nothing: a word, or brackets, of which the place is the first.
fn without(text: &str, place: &Span) -> String {
    let behind = &text[place.end..];
    let closed = text[..place.end].ends_with('[').then(|| behind.find(']')).flatten().map_or(0, |at| at + 1);
    format!("{}{}", &text[..place.start], &behind[closed..])
}

/// White space apart, something was put in at one place of `old`.
fn is_put_in(old: &str, new: &str) {
    let seen = |text: &str| text.chars().filter(|one| !one.is_whitespace()).collect::<String>();
    assert!(lost(&seen(old), &seen(new)).1.is_empty(), "more than an item differs:\n{old}\n=====\n{new}");
}

fn holds(old: &str, new: &str, operation: &Operation) {
    let read = document::read(new).expect("the result can be read");
    let was = document::read(old).expect("what was changed could be read");
    let (at, gone) = lost(old, new);
    match operation {
        Operation::Append { path, item } => {
            match document::find(&was, path) {
                // What stood for no items goes, and what stands behind it may stay there or move.
                Some(Node { value: Value::Empty, place }) => is_put_in(&without(old, place), new),
                Some(Node { value: Value::List(items), place }) if items.is_empty() => {
                    is_put_in(&without(old, place), new);
                }
                _ => assert!(gone.is_empty(), "{gone:?} went from\n{old}\n=====\n{new}"),
            }
            let list = document::find(&read, path).map(Data::of);
            assert!(matches!(list, Some(Data::List(items)) if items.last() == Some(item)), "{new}");
        }
        Operation::Set { path, key, text } => {
            let mut path = path.clone();
            path.push(key.clone());
            assert_eq!(document::find(&read, &path).map(Data::of), Some(Data::text(text)), "{new}");
            let value = document::find(&was, &path).map(|node| node.place);
            let is_value = value.is_some_and(|place| place.start <= at && at + gone.len() <= place.end);
            assert!(gone.trim_ascii().is_empty() || is_value, "{gone:?} went from\n{old}\n=====\n{new}");
        }
        Operation::Wrap { .. } => {
            let seen = |text: &str| text.chars().filter(|one| !one.is_whitespace()).collect::<Vec<_>>();
            let (old_seen, new_seen) = (seen(old), seen(new));
            let mut rest = new_seen.iter();
            assert!(old_seen.iter().all(|one| rest.any(|other| other == one)), "{old}\n=====\n{new}");
        }
    }
    let others = |root: &Node| match &root.value {
        Value::Map(pairs) => pairs.len(),
        _ => 0,
    };
    assert!((others(&was)..=others(&was) + 1).contains(&others(&read)));
    let is_plain = |text: &str| text.replace("\r\n", "").contains(['\r', '\n']);
    assert!(is_plain(old) || !is_plain(new) || !old.contains("\r\n"), "line ends are mixed:\n{old:?}\n=====\n{new:?}");
}

/// A cover of a week writes an override, of which the new text is a roster again.
fn covers(text: &str, choices: &mut Choices<'_>) {
    let mut sink = Sink::default();
    let Some(roster) = roster::read(text, Sources::default().add("roster.yaml", text), &mut sink) else { return };
    let windows: usize = roster.shift_types.iter().map(|of| of.hours.windows().len()).sum();
    let is_small = (2024..2028).contains(&roster.starts.year()) && windows < 60;
    if sink.has_errors() || !is_small || roster.people.is_empty() || roster.shift_types.is_empty() {
        return;
    }
    let now = "2026-11-02T00:00:00Z".parse().expect("it is an instant");
    let until = now + TimeDelta::weeks(12);
    let schedule = schedule::plan(&roster, until + TimeDelta::weeks(2), &mut sink);
    let standing = Standing { text, roster: &roster, schedule: &schedule, now, until };
    let shift_type = ShiftTypeIndex(choices.below(roster.shift_types.len()));
    let person = Some(PersonIndex(choices.below(roster.people.len())));
    let day = super::made::first_day() + Days::new(30 + u64::try_from(choices.below(40)).expect("it is small"));
    let why = Some(choices.one_of(TEXTS).trim()).filter(|why| !why.is_empty() && !why.contains(char::is_control));
    let cover = Cover { shift_type, part: Part::WeekOf(day), person, why: why.map(str::to_owned) };
    let Ok(operation) = edit::cover(&standing, &cover) else { return };
    let Ok(proposal) = edit::propose(&standing, std::slice::from_ref(&operation)) else { return };
    holds(text, &proposal.text, &operation);
    assert_eq!(proposal.roster.overrides.len(), roster.overrides.len() + 1, "{}", proposal.text);
    assert!(proposal.is_roster, "{:?}\n{}", proposal.problems, proposal.text);
}
