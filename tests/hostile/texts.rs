//! Bytes that are no text, and texts that editors write in their own way.

use crate::attempt::ROSTER;
use crate::{assert_refused, assert_taken, text};

const RUNBOOK: &str = "content/level-1.md";

#[test]
fn bytes_that_are_no_text_are_told_where_they_stand() {
    let latin = |before: &str| [before.as_bytes(), b"caf\xe9\n"].concat();
    let (roster, front) = (format!("{ROSTER}# "), "---\ntitle: ");
    let wide: Vec<u8> = ROSTER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf_8 = "save the file as UTF-8";
    assert_refused(&[
        text("Latin 1 in the roster", "roster.yaml", latin(&roster), &["roster.yaml:16:6", utf_8, "\n1 error\n"]),
        text("Latin 1 in a runbook", RUNBOOK, latin("# Level 1\n\n"), &["level-1.md:3:4", utf_8, "\n1 error\n"]),
        text("Latin 1 in front matter", RUNBOOK, latin(front), &["level-1.md:2:11", utf_8, "\n1 error\n"]),
        text("Latin 1 in a template", "templates/base.html", latin(""), &["base.html:1:4", utf_8, "\n1 error\n"]),
        text("UTF-16", "roster.yaml", [&b"\xff\xfe"[..], &wide].concat(), &["roster.yaml:1:1", "not UTF-8"]),
        text("UTF-16 without a mark", "roster.yaml", wide, &["roster.yaml:1:2", "a NUL character", "\n1 error\n"]),
        text("NUL in the roster", "roster.yaml", format!("{ROSTER}\0"), &["roster.yaml:16:1", "a NUL", "\n1 error\n"]),
        text("NUL in a runbook", RUNBOOK, "# Level 1\n\na\0b\n", &["level-1.md:3:2", "a NUL", utf_8, "\n1 error\n"]),
        text("NUL in front matter", RUNBOOK, "---\ntitle: a\0\n---\n", &["level-1.md:2:9", "a NUL", "\n1 error\n"]),
        text("NUL in a template", "templates/base.html", "a\0b", &["base.html:1:2", "a NUL", utf_8, "\n1 error\n"]),
    ]);
}

#[test]
fn marks_line_ends_and_tabs_do_no_harm_or_are_told() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let page = "---\ntitle: Level 1\n---\n\n- a\n\t- b\n";
    assert_taken(&[
        text("byte order mark in the roster", "roster.yaml", format!("\u{feff}{ROSTER}"), &["Level 1"]),
        text("byte order mark in a runbook", RUNBOOK, format!("\u{feff}{page}"), &["<h1>Level 1</h1>"]),
        text("carriage returns in the roster", "roster.yaml", crlf(ROSTER), &["Level 1"]),
        text("carriage returns in a runbook", RUNBOOK, crlf(page), &["<h1>Level 1</h1>", "<li>b</li>"]),
        text("tabs in a runbook", RUNBOOK, page, &["<li>b</li>"]),
        text("tab before a value", "roster.yaml", ROSTER.replace("team: ", "team:\t"), &["Harbour"]),
    ]);
    assert_refused(&[
        text(
            "tabs in the roster",
            "roster.yaml",
            ROSTER.replace("  ", "\t"),
            &["roster.yaml:5:2", "error[syntax]", "tab"],
        ),
        text("tabs in front matter", RUNBOOK, "---\ntitle: a\n\towner: ana\n---\n", &["level-1.md:", "error[syntax]"]),
        text(
            "byte order mark amid the roster",
            "roster.yaml",
            ROSTER.replace("people", "\u{feff}people"),
            &["roster.yaml:4:1", "error[syntax]", "\n1 error\n"],
        ),
    ]);
}
