//! Texts that nest without end, and YAML that grows when it is read.

use std::fmt::Write as _;

use crate::attempt::ROSTER;
use crate::{assert_refused, assert_taken, text};

const MANY: usize = 100_000;

/// A billion laughs.
fn bomb() -> String {
    let laughs = ["lol"; 9].join(", ");
    let mut bomb = format!("a: &a [{laughs}]\n");
    for (before, letter) in ('a'..='h').zip('b'..='i') {
        let aliases = vec![format!("*{before}"); 9].join(", ");
        writeln!(bomb, "{letter}: &{letter} [{aliases}]").unwrap();
    }
    bomb
}

#[test]
fn aliases_are_not_followed() {
    let told = |place| [place, "error[syntax]: anchors and aliases (`&name`, `*name`) are not taken", "\n1 error\n"];
    assert_refused(&[
        text("aliases in the roster", "roster.yaml", bomb(), &told("roster.yaml:1:7")),
        text("aliases below the roster", "roster.yaml", ROSTER.to_owned() + &bomb(), &told("roster.yaml:16:7")),
        text(
            "aliases in front matter",
            "content/level-1.md",
            format!("---\n{}---\n# Level 1\n", bomb()),
            &told("content/level-1.md:2:7"),
        ),
    ]);
}

#[test]
fn yaml_nests_so_deep_and_no_deeper() {
    let told = |place| [place, "error[syntax]: the document nests too deep", "\n1 error\n"];
    let front = format!("---\ntitle: {}\n---\n", "[".repeat(MANY));
    let order = format!("all: {}{}", "[".repeat(MANY), "]".repeat(MANY));
    let blocks: Vec<_> = (0..1_000).map(|depth| " ".repeat(depth) + "a:\n").collect();
    assert_refused(&[
        text("brackets", "roster.yaml", "[".repeat(MANY), &told("roster.yaml:1:")),
        text("braces", "roster.yaml", "{a: ".repeat(MANY), &told("roster.yaml:1:")),
        text("dashes", "roster.yaml", "- ".repeat(MANY) + "a", &told("roster.yaml:1:")),
        text("question marks", "roster.yaml", "? ".repeat(MANY), &told("roster.yaml:1:")),
        text("indented keys", "roster.yaml", blocks.concat(), &told("roster.yaml:33:")),
        text(
            "closed brackets in an order",
            "roster.yaml",
            ROSTER.replace("all: [ana, bruno]", &order),
            &told("roster.yaml:8:"),
        ),
        text("front matter", "content/level-1.md", front, &told("content/level-1.md:2:")),
    ]);
}

#[test]
fn templates_nest_so_deep_and_no_deeper() {
    let template = |piece: &str| text_of_template(piece);
    for (name, piece) in [
        ("blocks", "{% if true %}"),
        ("round brackets in a template", "("),
        ("square brackets in a template", "["),
        ("signs in a template", "-"),
    ] {
        assert_refused(&[text(
            name,
            "templates/base.html",
            template(piece),
            &["error[template]", "templates/base.html:1:"],
        )]);
    }
}

fn text_of_template(piece: &str) -> String {
    let many = piece.repeat(MANY);
    if piece.starts_with('{') { piece.repeat(MANY / 5) } else { format!("{{{{ {many} }}}}") }
}

#[test]
fn markdown_has_no_depth_that_hurts() {
    let page = |markdown: String| format!("# Level 1\n\n{markdown}\n\nThe end.\n");
    // A runbook has 300,000 bytes at most.
    let many = |piece: &str| piece.repeat(MANY.min(280_000 / piece.len()));
    let pictures = format!("{}x{}", "![".repeat(MANY / 2), "](y)".repeat(MANY / 3));
    let words = format!("{}x{}", "![a".repeat(MANY / 2), "](https://y.example)".repeat(10));
    let cells = format!("{}\n{}", "|a".repeat(MANY / 2), "|-".repeat(MANY / 2));
    let mut cases = vec![
        ("closed brackets in markdown", "[".repeat(MANY) + &"]".repeat(MANY)),
        ("pictures with words in pictures", words),
        ("strong words in strong words", "*".repeat(MANY) + "a" + &"*".repeat(MANY)),
        ("cells", cells),
    ];
    let pieces =
        ["[", "[a](", ">", "- ", "1. ", "![", "*a ", "[^", "<a ", "<div>", "`", "\\", "~", "> - ", "<!--", "|a"];
    let lines = ["# a\n", "a\n", "|a|\n|-|\n", "- [ ] a\n", "```\n", "```sh\na\n```\n", "[a]: b\n", "[](level-1.md)\n"];
    cases.extend(pieces.into_iter().chain(lines).map(|piece| (piece, many(piece))));
    let cases =
        cases.into_iter().map(|(name, markdown)| text(name, "content/level-1.md", page(markdown), &["Level 1"]));
    assert_taken(&cases.collect::<Vec<_>>());
    assert_refused(&[
        text(
            "pictures in pictures",
            "content/level-1.md",
            page(pictures),
            &["error[broken-link]: there is no file or page `y`", "content/level-1.md:3:"],
        ),
        text(
            "inserts without an end",
            "content/level-1.md",
            page(many("{{ ")),
            &["error[bad-insert]: the insert that `{{` begins has no end in this line", "content/level-1.md:3:1"],
        ),
        text(
            "brackets in an insert",
            "content/level-1.md",
            page(format!("{{{{ on_call{} }}}}", "(".repeat(MANY))),
            &["error[bad-insert]", "content/level-1.md:3:1"],
        ),
    ]);
}
