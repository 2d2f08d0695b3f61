//! What a folder of markdown becomes, from outside.

#![allow(clippy::needless_raw_string_hashes, reason = "snapshots are rewritten in this form")]

mod front_matter;
mod html;
mod inserts;
mod markup;
mod problems;
mod roster;
mod safety;

use std::fmt::Write as _;

use snapbox::{assert_data_eq, str};

use super::*;

/// The library of these files, and its problems as `code file:line:column message; help`.
fn load_all(files: &[(&str, &str)], existing: &[&str]) -> (Library, String) {
    let files =
        files.iter().map(|(path, text)| InputFile { path: String::from(*path), bytes: Some(text.as_bytes().to_vec()) });
    load_bytes(files.collect(), existing)
}

/// Among these addresses, and Ana, Bruno and level 2, whose pages are where the site has them; on 2026-11-20.
fn load_bytes(files: Vec<InputFile>, existing: &[&str]) -> (Library, String) {
    load_with(files, existing, false)
}

fn load_with(files: Vec<InputFile>, existing: &[&str], raw_html: bool) -> (Library, String) {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let roster = sources.add("roster.yaml", "ana bruno level-2");
    let entry = |id: &str, name: &str, address: &str, start: usize| {
        let place = Span::new(roster, start, start + id.len());
        (id.to_owned(), Entry { name: name.to_owned(), address: address.to_owned(), place })
    };
    let people = [entry("ana", "Ana & Co", "people/ana/", 0), entry("bruno", "Bruno Lima", "people/bruno/", 4)];
    let labels = Labels::built_in();
    let surroundings = Surroundings {
        people: Entries::people(people.into()),
        shift_types: Entries::shift_types([entry("level-2", "Level 2", "shifts/level-2/", 10)].into()),
        raw_html,
        ..Surroundings::bare(existing, &labels)
    };
    let library = load(files, &surroundings, &mut sources, &mut sink);
    let mut told = String::new();
    for problem in sink.into_problems() {
        let span = problem.place.span;
        let place = sources.place(span);
        writeln!(
            told,
            "{} {}:{}:{} `{}` {}",
            problem.code,
            sources.name(span.source),
            place.line,
            place.column,
            sources.snippet(span),
            problem.message
        )
        .unwrap();
        for label in problem.related {
            writeln!(told, "  {}: {}", sources.name(label.span.source), label.text).unwrap();
        }
        for help in problem.help {
            writeln!(told, "  {help}").unwrap();
        }
    }
    (library, told)
}

/// The whole body of a page but for the values of its inserts.
fn html_of(page: &Page) -> String {
    page.body.html.clone().filled(&[])
}

/// The page of this markdown, which has no problem, beside a page and an asset that it may lead to.
fn page(markdown: &str) -> Page {
    let files = [("page.md", markdown), ("other.md", "## Part\n"), ("plan.svg", "<svg/>")];
    let (mut library, problems) = load_all(&files, &[]);
    assert_eq!(problems, "");
    library.pages.remove(1)
}

#[test]
fn a_folder_becomes_pages_and_assets() {
    let files = [
        ("index.md", "---\ntitle: Home\nweight: -1\n---\nSee [b](a/b.md#then) and [Ana](/people/ana/).\n"),
        ("a/index.md", "# The *a* folder\n\n![](plan.svg)\n"),
        (
            "a/b.md",
            "\u{feff}---\r\ndescription: What to do\r\n---\r\n## Then\r\n\r\nBack [home](../index.md), [up](.)\r\n",
        ),
        ("a/plan.svg", "<svg/>"),
        (".hidden.md", "[broken](nowhere.md)"),
        (".git/config", ""),
    ];
    let (library, problems) = load_all(&files, &["people/ana/"]);
    assert_eq!(problems, "");
    let mut told = String::new();
    for page in &library.pages {
        let (html, Page { path, address, title, description, weight, .. }) = (html_of(page), page);
        writeln!(told, "{path} /{address} {title}, {description:?}, {weight}\n{html}").unwrap();
    }
    assert_data_eq!(
        told,
        str![[r##"
index.md / Home, None, -1
<p>See <a href="a/b/#then">b</a> and <a href="people/ana/">Ana</a>.</p>

a/index.md /a/ The a folder, None, 0
<p><img src="plan.svg" alt=""></p>

a/b.md /a/b/ B, Some("What to do"), 0
<div class="heading">
<h2 id="then">Then</h2>
<a class="anchor" href="#then" aria-label="Link to this section: Then">#</a>
</div>
<p>Back <a href="../../">home</a>, <a href="../">up</a></p>


"##]]
    );
    assert_eq!(library.assets, [Asset { path: "a/plan.svg".into(), bytes: b"<svg/>".to_vec() }]);
}

#[test]
fn the_order_of_the_files_changes_nothing() {
    let files = [("b.md", "[a](a.md) [x](y.md)"), ("a.md", "# A"), ("c/index.md", "# C"), ("c.md", "# D")];
    let mut turned = files;
    turned.reverse();
    assert_eq!(load_all(&files, &[]), load_all(&turned, &[]));
}

#[test]
fn the_title_is_written_once_and_by_the_template() {
    for (markdown, title, title_left) in [
        ("---\ntitle: Given\n---\n# First\n\ntext", "Given", "<h2 id=\"first\">First</h2>"),
        ("---\ntitle: Same\n---\n# Same\n\ntext", "Same", ""),
        ("# Use `kubectl` <name>\n\ntext", "Use kubectl <name>", ""),
        ("<!-- lint off -->\n\nSetext\n======\n", "Setext", ""),
        ("text\n\n# Late\n", "Late", "<h2 id=\"late\">Late</h2>"),
        ("> # Quoted\n", "Page", "<h2 id=\"quoted\">Quoted</h2>"),
        ("#\n\n# Second\n", "Second", "<h2 id=\"second\">Second</h2>"),
        ("# :fire: Out\n", "🔥 Out", ""),
        ("## Only lower\n", "Page", "<h2 id=\"only-lower\">Only lower</h2>"),
    ] {
        let page = page(markdown);
        let html = html_of(&page);
        assert_eq!(page.title, title, "{markdown}");
        assert!(!html.contains("<h1") && html.contains(title_left), "{markdown}: {html}");
        assert_eq!(html.contains("<h2"), !title_left.is_empty(), "{markdown}: {html}");
    }
}

#[test]
fn headings_begin_below_the_title_and_skip_no_level() {
    let levels = |markdown: &str| page(markdown).headings.iter().map(|heading| heading.level).collect::<Vec<_>>();
    assert_eq!(levels("# Title\n## A\n### B\n## C\n"), [2, 3, 2]);
    assert_eq!(levels("---\ntitle: T\n---\n## A\n# B\n## C\n###### D\n### E\n"), [2, 2, 3, 4, 4]);
    assert_eq!(levels("### A\n### B\n## C\n"), [2, 2, 2]);
    assert_eq!(levels("text\n# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6\n# 7\n"), [2, 3, 4, 5, 6, 6, 2]);
}

#[test]
fn links_to_the_title_lead_to_the_top() {
    let files = [("a.md", "# The title\n\n[top](#the-title)"), ("b.md", "[a](a.md#the-title)")];
    let (library, problems) = load_all(&files, &[]);
    assert_eq!(problems, "");
    assert_eq!(html_of(&library.pages[0]), "<p><a href=\"#\">top</a></p>\n");
    assert_eq!(html_of(&library.pages[1]), "<p><a href=\"../a/\">a</a></p>\n");
}

#[test]
fn a_page_asks_for_a_panel_in_its_front_matter() {
    assert_eq!(page("---\npanel: escalation\n---\n").panel, Some(Panel::Escalation));
    assert_eq!(page("---\ntitle: Escalation\n---\n").panel, None);
}

#[test]
fn the_text_is_what_is_to_be_read() {
    let page =
        page("# Title\n\nOne *two* `three`\n\n## Four\n\n- five\n- six\n\n|a|b|\n|-|-|\n|c|d|\n\n![seven](plan.svg)\n");
    assert_eq!(page.body.text, "One two three\nFour\nfive\nsix\na b\nc d\nseven");
}

#[test]
fn the_text_has_the_lines_of_code_without_blanks_around_them() {
    let page = self::page("- One\n  ```\n    two three \n\n\t four\n  ```\n\nFive\n\n```\n```\n\n    six\n");
    assert_eq!(page.body.text, "One\ntwo three\nfour\nFive\nsix");
}
