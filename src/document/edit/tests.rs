//! Each operation on each form of text.

use super::{Data, Operation, apply};

/// An override as an item.
fn item() -> Data {
    Data::map([("shift", Data::text("pager")), ("person", Data::text("ana"))])
}

fn append(text: &str) -> String {
    let operation = Operation::Append { path: vec![String::from("overrides")], item: item() };
    apply(text, &operation).unwrap_or_else(|| panic!("{text:?}"))
}

fn set(text: &str) -> String {
    let path = ["people", "ana"].map(String::from).to_vec();
    let operation = Operation::Set { path, key: String::from("leaves"), text: String::from("2027-03-31") };
    apply(text, &operation).unwrap_or_else(|| panic!("{text:?}"))
}

fn wrap(text: &str) -> String {
    let path = ["rotations", "crew"].map(String::from).to_vec();
    let before = vec![(String::from("since"), String::from("2026-11-16"))];
    apply(text, &Operation::Wrap { path, before, key: String::from("order") }).unwrap_or_else(|| panic!("{text:?}"))
}

#[test]
fn a_new_item_follows_the_style_of_the_last() {
    let cases = [
        ("overrides:\n  - shift: a\n", "overrides:\n  - shift: a\n  - shift: pager\n    person: ana\n"),
        ("overrides:\n- shift: a\nx: 1\n", "overrides:\n- shift: a\n- shift: pager\n  person: ana\nx: 1\n"),
        ("overrides:\n  -   a: 1\n", "overrides:\n  -   a: 1\n  -   shift: pager\n      person: ana\n"),
        ("overrides:\n  -\n    a: 1\n", "overrides:\n  -\n    a: 1\n  - shift: pager\n    person: ana\n"),
        ("overrides:\n  -\n    { a: 1 }\n", "overrides:\n  -\n    { a: 1 }\n  - { shift: pager, person: ana }\n"),
        ("overrides:\n  - { a: 1 }\n", "overrides:\n  - { a: 1 }\n  - { shift: pager, person: ana }\n"),
        ("overrides:\n  - {a: 1}\n", "overrides:\n  - {a: 1}\n  - {shift: pager, person: ana}\n"),
        (
            "overrides:\n  - a: 1\n\n  # why\n  - a: 2\n\nx: 1\n",
            "overrides:\n  - a: 1\n\n  # why\n  - a: 2\n\n  - shift: pager\n    person: ana\n\nx: 1\n",
        ),
    ];
    for (text, edited) in cases {
        assert_eq!(append(text), edited);
    }
}

#[test]
fn a_new_item_stands_right_below_what_belongs_to_the_last() {
    let new = "  - shift: pager\n    person: ana\n";
    for (above, below) in [
        ("overrides:\n  - a: 1 # one\n    # still of it\n", "  # of none\n# nor this\n"),
        ("overrides:\n  - a: 1\n    why: >-\n      folded\n\n      text\n", "\nx: 1\n"),
        ("overrides:\n  - a: 1\n    b: [1,\n      2] # two\n", "...\n# after the end\n"),
        ("---\noverrides:\n  - a: {\n    b: 1 # {\n    }\n", ""),
        ("overrides:\n  - a: \"x\\\"\n      y\"\n    b:\n", "x: 1\n"),
    ] {
        assert_eq!(append(&format!("{above}{below}")), format!("{above}{new}{below}"));
    }
}

#[test]
fn a_list_that_is_not_there_is_made() {
    let cases = [
        ("x: 1\n", "x: 1\noverrides:\n  - shift: pager\n    person: ana\n"),
        ("x: 1\n\ny: 2\n# vim\n", "x: 1\n\ny: 2\n\noverrides:\n  - shift: pager\n    person: ana\n# vim\n"),
        ("x:\n- 1\n", "x:\n- 1\noverrides:\n- shift: pager\n  person: ana\n"),
        ("  x: 1\n...\n", "  x: 1\n  overrides:\n    - shift: pager\n      person: ana\n...\n"),
        ("{x: 1}\n", "{x: 1, overrides: [{ shift: pager, person: ana }]}\n"),
        ("overrides: # none\n\nx: 1\n", "overrides: # none\n  - shift: pager\n    person: ana\n\nx: 1\n"),
        ("overrides:\n  # none\nx: 1\n", "overrides:\n  # none\n  - shift: pager\n    person: ana\nx: 1\n"),
        ("overrides:  ~ # none\nx: 1\n", "overrides: # none\n  - shift: pager\n    person: ana\nx: 1\n"),
        ("'overrides' : [ ] # none\nx: 1\n", "'overrides' : # none\n  - shift: pager\n    person: ana\nx: 1\n"),
        ("overrides: [\n  # none\n]\n", "overrides: [{ shift: pager, person: ana }\n  # none\n]\n"),
        ("{overrides: , x: 1}", "{overrides: [{ shift: pager, person: ana }] , x: 1}"),
        ("{overrides: [], x: 1}", "{overrides: [{ shift: pager, person: ana }], x: 1}"),
    ];
    for (text, edited) in cases {
        assert_eq!(append(text), edited);
    }
}

#[test]
fn a_list_in_brackets_grows_inside_of_them() {
    let cases = [
        ("overrides: [{a: 1}] # c\n", "overrides: [{a: 1}, {shift: pager, person: ana}] # c\n"),
        ("overrides: [{ a: 1 }, ]\n", "overrides: [{ a: 1 }, { shift: pager, person: ana }, ]\n"),
        (
            "overrides: [\n    { a: 1 }, # one\n    { a: 2 } # two\n  ]\n",
            "overrides: [\n    { a: 1 }, # one\n    { a: 2 }, # two\n    { shift: pager, person: ana }\n  ]\n",
        ),
        (
            "overrides: [\n  { a: 1 }, # one\n]\n",
            "overrides: [\n  { a: 1 }, # one\n  { shift: pager, person: ana },\n]\n",
        ),
        (
            "overrides: [{ a: 1 },\n            { a: 2 }]\n",
            "overrides: [{ a: 1 },\n            { a: 2 },\n            { shift: pager, person: ana }]\n",
        ),
    ];
    for (text, edited) in cases {
        assert_eq!(append(text), edited);
    }
}

#[test]
fn line_ends_marks_and_a_missing_last_break_stay() {
    assert_eq!(
        append("\u{feff}overrides:\r\n  - a: ü\r\nx: 1"),
        "\u{feff}overrides:\r\n  - a: ü\r\n  - shift: pager\r\n    person: ana\r\nx: 1"
    );
    assert_eq!(append("overrides:\n  - a: 1"), "overrides:\n  - a: 1\n  - shift: pager\n    person: ana");
    assert_eq!(append("x: 1\r\ny: 2"), "x: 1\r\ny: 2\r\noverrides:\r\n  - shift: pager\r\n    person: ana");
    assert_eq!(append("\u{feff}x: 1"), "\u{feff}x: 1\noverrides:\n  - shift: pager\n    person: ana");
}

#[test]
fn a_key_is_set_in_every_form_of_mapping() {
    let cases = [
        ("people:\n  ana:\n    name: A\n  b:\n", "people:\n  ana:\n    name: A\n    leaves: 2027-03-31\n  b:\n"),
        ("people:\n  ana: { name: A } # c\n", "people:\n  ana: { name: A, leaves: 2027-03-31 } # c\n"),
        ("people:\n  ana: {} # c\n", "people:\n  ana: { leaves: 2027-03-31 } # c\n"),
        ("people:\n  ana: # c\n  b:\n", "people:\n  ana: { leaves: 2027-03-31 } # c\n  b:\n"),
        ("people:\n  ana: ~\n", "people:\n  ana: { leaves: 2027-03-31 }\n"),
        ("people: { ana: , b: }\n", "people: { ana: { leaves: 2027-03-31 } , b: }\n"),
        ("people:\n  ana: { leaves: '2026-12-31' }\n", "people:\n  ana: { leaves: 2027-03-31 }\n"),
        ("people:\n  ana:\n    leaves: # c\n", "people:\n  ana:\n    leaves: 2027-03-31 # c\n"),
        (
            "people:\n  ana:\n    away:\n      - { from: a }\n      # c\n\n  b:\n",
            "people:\n  ana:\n    away:\n      - { from: a }\n      # c\n    leaves: 2027-03-31\n\n  b:\n",
        ),
    ];
    for (text, edited) in cases {
        assert_eq!(set(text), edited);
    }
}

#[test]
fn a_list_moves_into_a_mapping_with_its_comments() {
    let cases = [
        (
            "rotations:\n  crew: [ana,  'ben'] # by seniority\n",
            "rotations:\n  crew: # by seniority\n    - since: 2026-11-16\n      order: [ana,  'ben']\n",
        ),
        (
            "rotations:\r\n  crew: [ana, # first\r\n    ben]\r\n  x: [a]",
            "rotations:\r\n  crew:\r\n    - since: 2026-11-16\r\n      order: [ana, # first\r\n        ben]\r\n  x: [a]",
        ),
        (
            "rotations:\n  crew: # all\n    # the old\n    - ana # first\n\n    - ben\n    # the end\nx: 1\n",
            "rotations:\n  crew: # all\n    # the old\n    - since: 2026-11-16\n      order:\n        - ana # first\n\n        - \
             ben\n    # the end\nx: 1\n",
        ),
        (
            "rotations:\n  crew:\n  - ana\n  - ben",
            "rotations:\n  crew:\n  - since: 2026-11-16\n    order:\n    - ana\n    - ben",
        ),
        (
            "rotations: { crew: [ana, ben], x: [a] }\n",
            "rotations: { crew: [{ since: 2026-11-16, order: [ana, ben] }], x: [a] }\n",
        ),
    ];
    for (text, edited) in cases {
        assert_eq!(wrap(text), edited);
    }
}

#[test]
fn texts_are_quoted_where_they_must_be() {
    let written = |text: &str, in_brackets: bool| super::write::scalar(text, in_brackets);
    for text in ["ana", "2026-12-23 18:00", "Ana's wedding", "1st", "é, ü", "a:b#c", "true"] {
        assert_eq!(written(text, false), text);
    }
    for text in ["- a", "a: b", "a #b", " a", "null", "NULL", "~", "", "'", "@b", "a:", "*b", "&c"] {
        assert_eq!(written(text, false), format!("'{}'", text.replace('\'', "''")));
    }
    assert_eq!(written("a, b", true), "'a, b'");
    assert_eq!(written("a\nb", false), "\"a\\nb\"");
}

#[test]
fn what_is_not_provided_for_is_left_alone() {
    let append = |text: &str| apply(text, &Operation::Append { path: vec![String::from("overrides")], item: item() });
    for text in ["overrides: {a: 1}\n", "overrides: a\n", "- a\n", "a", "", "a: [\n", "overrides:\n  - # c\n    a: 1\n"]
    {
        assert_eq!(append(text), None, "{text:?}");
    }
}
