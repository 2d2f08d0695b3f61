//! Files that are too large, and so many wrong names that telling them could take the day.

use std::fmt::Write as _;
use std::fs::File;

use crate::attempt::{Project, ROSTER};
use crate::{assert_refused, assert_taken, case, text};

/// 100 MB, as the file system counts; nothing is written for them.
const HUNDRED: u64 = 100 << 20;

fn sparse(path: &'static str, size: u64) -> impl Fn(&Project) {
    move |project| {
        project.write(path, "");
        File::options().write(true).open(project.path(path)).unwrap().set_len(size).unwrap();
    }
}

#[test]
fn a_file_of_a_hundred_megabytes_is_not_read() {
    let end = "\n1 error\n";
    assert_refused(&[
        case(
            "roster of 100 MB",
            sparse("roster.yaml", HUNDRED),
            &["error[bad-file]: this file has 104.9 MB, and a roster has 4 MB at most", "roster.yaml:1:1", end],
        ),
        case(
            "runbook of 100 MB",
            sparse("content/level-1.md", HUNDRED),
            &[
                "error[bad-file]: this file has 104.9 MB, and a runbook has 0.3 MB at most",
                "content/level-1.md:1:1",
                end,
            ],
        ),
        case(
            "template of 100 MB",
            sparse("templates/base.html", HUNDRED),
            &[
                "error[bad-file]: this file has 104.9 MB, and a template has 1 MB at most",
                "templates/base.html:1:1",
                end,
            ],
        ),
        case(
            "style sheet of 100 MB",
            sparse("templates/assets/site.css", HUNDRED),
            &["this file has 104.9 MB, and a template has 1 MB at most", "templates/assets/site.css:1:1", end],
        ),
        case(
            "picture of 100 MB",
            sparse("content/plan.png", HUNDRED),
            &["this file has 104.9 MB, and a file beside the runbooks has 25 MB at most", "content/plan.png:1:1", end],
        ),
        case(
            "disk image of a terabyte",
            sparse("content/a/disk.img", 1 << 40),
            &["this file has 1099511.7 MB", "content/a/disk.img:1:1", end],
        ),
        // Just below the bound everything is read.
        text(
            "roster of one value",
            "roster.yaml",
            "a".repeat(3_999_999),
            &["error[bad-value]: a roster is a mapping of keys to values", "roster.yaml:1:1"],
        ),
        text(
            "roster of nothing but values",
            "roster.yaml",
            format!("{ROSTER}x: [{}]\n", "a,".repeat(1_900_000)),
            &["error[syntax]: the document nests too deep or is too large", "roster.yaml:16:"],
        ),
        text(
            "runbook of one title",
            "content/level-1.md",
            format!("---\ntitle: {}\ntitle: x\n---\n", "a".repeat(290_000)),
            &["error[duplicate-key]", "content/level-1.md:3:1"],
        ),
    ]);
    assert_taken(&[
        case("picture of 25 MB", sparse("content/plan.png", 25_000_000), &[]),
        text(
            "runbook of 300 kB",
            "content/level-1.md",
            format!("# Level 1\n\n{}", "lorem ipsum\n".repeat(24_000)),
            &[],
        ),
    ]);
}

/// The roster with so many people, and as many wrong names in its rotation.
fn strangers(many: usize) -> String {
    let (mut people, mut order) = (String::new(), String::new());
    for number in 0..many {
        writeln!(people, "  person-{number}: {{ name: Person {number} }}").unwrap();
        write!(order, ", qerson-{number}x").unwrap();
    }
    let roster = ROSTER.replace("rotations:\n", &format!("{people}rotations:\n"));
    roster.replace("all: [ana, bruno]", &format!("all: [ana, bruno{order}]"))
}

#[test]
fn many_wrong_names_are_told_in_no_time() {
    let lines = |piece: fn(usize) -> String| (0..1_000).map(piece).collect::<String>();
    let zones = lines(|number| format!("  person-{number}: {{ name: P, timezone: Europe/Berlinn{number} }}\n"));
    assert_refused(&[
        text("1,000 strangers among 1,000 people", "roster.yaml", strangers(1_000), &["\n1000 errors"]),
        text(
            "1,000 wrong zones",
            "roster.yaml",
            ROSTER.replace("rotations:\n", &format!("{zones}rotations:\n")),
            &["\n1000 errors"],
        ),
        text(
            "1,000 wrong keys",
            "roster.yaml",
            ROSTER.to_owned() + &lines(|number| format!("peopel-{number}: 1\n")),
            &["\n1000 errors"],
        ),
        text(
            "1,000 links to strangers",
            "content/level-1.md",
            String::from("# Level 1\n") + &lines(|number| format!("[x](person:anna-{number})\n")),
            &["\n1000 errors"],
        ),
        text(
            "1,000 inserts of wrong types",
            "content/level-1.md",
            String::from("# Level 1\n") + &lines(|number| format!("{{{{ on_call(\"level-{number}x\") }}}}\n")),
            &["\n1000 errors"],
        ),
    ]);
}
