//! Names that lead elsewhere, that not every system takes, or that are somebody else's.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use crate::attempt::{Project, ROSTER};
use crate::{assert_refused, assert_taken, case, text};

/// A name in YAML, and what is told of it as a value of each kind: a runbook, an alias, an id.
struct Name<'a> {
    written: &'a str,
    runbook: &'a str,
    alias: &'a str,
    id: &'a str,
}

const NAMES: &[Name<'static>] = &[
    Name { written: "../x", runbook: NO_PAGE, alias: "a name that begins with a dot", id: "can't hold `.`" },
    Name { written: "a/../../x", runbook: NO_PAGE, alias: "a name that begins with a dot", id: "can't hold `/`" },
    Name { written: "/etc/passwd", runbook: NO_PAGE, alias: "holds an empty name", id: "can't hold `/`" },
    Name {
        written: "con",
        runbook: NO_PAGE,
        alias: "a device on Windows",
        id: "takes a file of this name for a device",
    },
    Name { written: "C:\\x", runbook: NO_PAGE, alias: "means something else", id: "can't hold `C`" },
    Name {
        written: "a\\0b",
        runbook: "`\\0` can't stand",
        alias: "error[bad-value]: the alias",
        id: "can't hold `\\0`",
    },
    Name { written: "a\\nb", runbook: "a line break", alias: "error[bad-value]: the alias", id: "can't hold `\\n`" },
    Name { written: "a\\u202eb", runbook: NO_PAGE, alias: "can't be seen", id: "can't hold `\\u{202e}`" },
    Name { written: "", runbook: "the text is empty", alias: "both want the address `/`", id: "can't be empty" },
];

const NO_PAGE: &str = "does not exist: no page has the address";

#[test]
fn a_name_leads_nowhere_but_to_what_there_is() {
    for Name { written, runbook, alias, id } in NAMES {
        // In double quotes, where YAML's escapes count; a backslash of a path is none.
        let value = format!("\"{}\"", written.replace("\\x", "\\\\x"));
        let key = |key: &str| ROSTER.replacen(&format!("  {key}:"), &format!("  {value}:"), 1);
        let site = |line: String| format!("{ROSTER}site:\n{line}\n");
        let written_alias = value.replacen('"', "\"/", 1);
        let front = format!("---\naliases: [{}/\"]\n---\n# Level 1\n", written_alias.trim_end_matches('"'));
        let front = front.replace("//\"", "/\"");
        assert_refused(&[
            text(
                &format!("runbook {written}"),
                "roster.yaml",
                ROSTER.replace("runbook: level-1", &format!("runbook: {value}")),
                &["roster.yaml:14:14", runbook],
            ),
            text(
                &format!("hand-off {written}"),
                "roster.yaml",
                site(format!("  hand_off: {value}")),
                &["roster.yaml:17:13", runbook],
            ),
            text(&format!("alias {written}"), "content/level-1.md", front, &["content/level-1.md:2:11", alias]),
            text(&format!("person {written}"), "roster.yaml", key("ana"), &["roster.yaml:5:3", id]),
            text(&format!("shift type {written}"), "roster.yaml", key("level-1"), &["roster.yaml:10:3", id]),
            text(&format!("rotation {written}"), "roster.yaml", key("all"), &["roster.yaml:8:3", id]),
            text(
                &format!("channel {written}"),
                "roster.yaml",
                site(format!("  channels: {{ {value}: https://example.org/ }}")),
                &["roster.yaml:17:15", id],
            ),
            text(
                &format!("owner {written}"),
                "content/level-1.md",
                format!("---\nowner: {value}\n---\n# Level 1\n"),
                &["content/level-1.md:2:8", "unknown person"],
            ),
        ]);
    }
}

#[test]
fn long_names_are_told_before_a_file_system_refuses_them() {
    let long = "a".repeat(255);
    let aliases = |alias: &str| format!("---\naliases: [{alias}]\n---\n# Level 1\n");
    let deep = format!("content/{}x.md", "a/".repeat(17));
    assert_refused(&[
        text(
            "id of 255 bytes",
            "roster.yaml",
            ROSTER.replace("  ana:", &format!("  {long}:")),
            &["roster.yaml:5:3", "an id is at most 64 characters long, this one has 255"],
        ),
        text(
            "alias of 256 bytes",
            "content/level-1.md",
            aliases(&format!("/{long}a/")),
            &["level-1.md:2:11", "is longer than 255 bytes"],
        ),
        text(
            "alias of 5,000 names",
            "content/level-1.md",
            aliases(&"/a".repeat(5_000)),
            &["level-1.md:2:11", "is longer than 1,000 bytes"],
        ),
        text(
            "17 folders",
            &deep,
            "# Deep\n",
            &["error[bad-file]", "x.md:1:1", "stands in more than 16 folders", "\n1 error\n"],
        ),
    ]);
    let page = format!("content/{}.md", "a".repeat(252));
    let folder = format!("content/{long}/a.md");
    assert_taken(&[
        text("page of 255 bytes", &page, "# Long\n", &[]),
        text("folder of 255 bytes", &folder, "# Long\n", &[]),
        text("alias of 255 bytes", "content/level-1.md", aliases(&format!("/{long}/")), &[]),
    ]);
}

#[test]
fn one_address_is_that_of_one_file_on_every_system() {
    let two = |one: &'static str, other: &'static str| {
        move |project: &Project| {
            project.write(one, "# One\n");
            project.write(other, "# Other\n");
        }
    };
    let taken = "error[duplicate-address]";
    assert_refused(&[
        case(
            "files that differ in case",
            two("content/a.md", "content/A.md"),
            &[taken, "content/a.md:1:1", "both want the address `/a/`"],
        ),
        case("folders that differ in case", two("content/a/x.md", "content/A/y.md"), &[taken, "content/a/x.md:1:1"]),
        case("letters that differ in case", two("content/ä.md", "content/Ä.md"), &[taken, "content/ä.md:1:1"]),
        case(
            "a page and a file of it",
            two("content/a.md", "content/a/index.html"),
            &[taken, "both want the address `/a/index.html`"],
        ),
        text(
            "page of a person",
            "content/people/ana.md",
            "# Ana\n",
            &[taken, "content/people/ana.md:1:1", "`/people/` is hausmeister's own"],
        ),
        text(
            "page of all shift types",
            "content/Shifts/index.md",
            "# Shifts\n",
            &[taken, "content/Shifts/index.md:1:1"],
        ),
        text("a calendar", "content/calendars/all.ics", "", &[taken, "content/calendars/all.ics:1:1"]),
        text("the schedule for programs", "content/Schedule.json", "", &[taken, "content/Schedule.json:1:1"]),
        text("the page of hand-offs", "content/hand-offs.md", "# Hand-offs\n", &[taken, "content/hand-offs.md:1:1"]),
        text(
            "device",
            "content/a/CON.md",
            "# Con\n",
            &["error[bad-file]", "content/a/CON.md:1:1", "a device on Windows"],
        ),
        text("device with an ending", "content/nul.tar.gz", "", &["error[bad-file]", "content/nul.tar.gz:1:1"]),
        text(
            "name with a blank",
            "content/a b.md",
            "",
            &["error[bad-file]", "content/a b.md:1:1", "holds white space"],
        ),
        text("name that turns round", "content/a\u{202e}dm.md", "", &["error[bad-file]", "can't be seen"]),
    ]);
}

#[test]
fn a_name_that_is_no_text_is_told() {
    let name = OsStr::from_bytes(b"content/caf\xe9.md");
    if fs::write(Project::new().path(name), "").is_err() {
        println!("skipped: this file system takes no such name");
        return;
    }
    let write = |project: &Project| fs::write(project.path(name), "# Coffee\n").unwrap();
    assert_refused(&[case(
        "Latin 1 in a name",
        write,
        &["error[bad-file]: this name is not UTF-8", "content/caf\u{fffd}.md:1:1", "\n1 error\n"],
    )]);
}
