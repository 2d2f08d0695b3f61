//! Runbooks on the site: what front matter makes of their pages, where they were before, and where they stand.

use super::*;

fn of(runbooks: Vec<(&str, &str)>) -> Rendered {
    Fixture { runbooks, base_url: Some("https://example.org/site/"), ..Fixture::default() }.render()
}

#[test]
fn a_runbook_names_its_owner_and_how_to_reach_them() {
    let rendered = of(vec![("kept.md", "---\nowner: ana\n---\nText.\n")]);
    assert_eq!(rendered.problems, [""; 0]);
    let foot = between(rendered.text("kept/index.html"), "<div class=\"kept-up\">", "</div>");
    for part in ["href=\"../people/ana/\">Ana Souza</a>", "mailto:ana@example.org", "tel:+551155550100", "@ana"] {
        assert!(foot.contains(part), "{part}: {foot}");
    }
    assert!(!foot.contains("reviewed"), "{foot}");
    assert!(!rendered.text("level-1/index.html").contains("kept-up"));
}

#[test]
fn a_runbook_says_when_it_is_to_be_reviewed_and_that_this_is_over() {
    // It is 2026-11-25 for the team.
    let rendered = of(vec![
        ("fresh.md", "---\nreview_by: 2026-11-25\n---\n"),
        ("stale.md", "---\nreview_by: 2026-11-24\nowner: carla\n---\n"),
    ]);
    let fresh = between(rendered.text("fresh/index.html"), "<div class=\"kept-up\">", "</div>");
    assert!(fresh.contains("<time datetime=\"2026-11-25\">Wed 25 Nov 2026</time>"), "{fresh}");
    assert!(!rendered.text("fresh/index.html").contains("out of date.</strong> Its review"));
    let notice = between(rendered.text("stale/index.html"), "overdue\">", "</p>");
    assert!(notice.contains("<time datetime=\"2026-11-24\">Tue 24 Nov 2026</time>"), "{notice}");
    let foot = between(rendered.text("stale/index.html"), "<div class=\"kept-up\">", "</div>");
    assert!(foot.contains("Carla Dias") && !foot.contains("reviewed"), "{foot}");
    assert_eq!(
        rendered.problems,
        ["content/stale.md:2:12: stale-runbook: this runbook is stale: its review was due by this day \
             (let Carla Dias, its owner, read it through, mend what is no longer so, then write the next day)"]
    );
}

#[test]
fn an_old_address_leads_on_and_is_found_nowhere_else() {
    let rendered = of(vec![("new/here.md", "---\ntitle: \"A & B\"\naliases: [/old/place/, /older.html]\n---\n")]);
    assert_eq!(rendered.problems, [""; 0]);
    for (path, way) in [("old/place/index.html", "../../new/here/"), ("older.html", "./new/here/")] {
        let page = rendered.text(path);
        for part in [
            format!("<meta http-equiv=\"refresh\" content=\"0; url={way}\">"),
            String::from("<meta name=\"robots\" content=\"noindex\">"),
            String::from("<link rel=\"canonical\" href=\"https://example.org/site/new/here/\">"),
            format!("<a href=\"{way}\">A &amp; B</a>"),
        ] {
            assert!(page.contains(&part), "{path}: {part}");
        }
    }
    // Other pages, their navigation, the site map and the search know the new address alone.
    let others = rendered.tree.iter().filter(|(path, _)| !path.starts_with("old"));
    for (path, file) in others {
        let text = String::from_utf8_lossy(&file.bytes);
        assert!(!text.contains("old/place") && !text.contains("older.html"), "{path}");
    }
    assert!(rendered.text("sitemap.xml").contains("https://example.org/site/new/here/"));
}

#[test]
fn a_draft_is_found_nowhere_and_no_shift_type_has_it() {
    let roster = ROSTER.replace("runbook: level-1", "runbook: later");
    let runbooks = vec![("later.md", "---\ntitle: Not yet to be seen\ndraft: true\n---\n")];
    let rendered = Fixture { roster, runbooks, ..Fixture::default() }.render();
    assert_eq!(
        rendered.problems,
        ["roster.yaml:20:14: broken-link: the runbook of `weekday` is a draft, which is not published \
             (take `draft: true` out of `content/later.md`)"]
    );
    for (path, file) in rendered.tree.iter() {
        assert!(!String::from_utf8_lossy(&file.bytes).contains("Not yet to be seen"), "{path}");
    }
    assert!(rendered.tree.get("later/index.html").is_none());
}

/// The navigation's links as the page has them, without spaces between elements; where one is of a folder, it begins an
/// element more.
fn navigation(rendered: &Rendered, path: &str) -> String {
    let lists = between(rendered.text(path), "Runbooks</h2>", "</nav>");
    lists.lines().map(str::trim).collect()
}

#[test]
fn many_runbooks_are_a_tree_of_which_only_the_way_to_the_page_is_open() {
    let paths: Vec<_> = (0..198).map(|number| format!("many/{number:03}.md")).collect();
    let many = || paths.iter().map(|path| (path.as_str(), ""));
    let at_the_bound = of([("folder/deep/page.md", "# Page")].into_iter().chain(many().skip(1)).collect());
    let page = "folder/deep/page/index.html";
    assert_eq!(at_the_bound.tree.iter().filter(|(path, _)| path.starts_with("many/")).count(), 197);
    assert!(navigation(&at_the_bound, page).contains("href=\"../../../many/197/\""), "200 are open");

    let rendered = of([("folder/deep/page.md", "# Page")].into_iter().chain(many()).collect());
    let here = navigation(&rendered, page);
    let open = "<span>Folder</span><ul><li><span>Deep</span><ul><li><a href=\"../../../folder/deep/page/\" aria-current=\"page\">Page</a></li></ul></li></ul>";
    assert!(here.contains(open), "{here}");
    // A closed folder leads to what is first in it.
    assert!(here.contains("<li><a href=\"../../../many/000/\">Many</a></li>"), "{here}");
    let there = navigation(&rendered, "many/100/index.html");
    assert!(there.contains("<li><a href=\"../../folder/deep/page/\">Folder</a></li>"), "{there}");
    assert!(there.contains("<span>Many</span><ul>") && there.contains("href=\"../../many/197/\""), "{there}");
    // A page outside of all folders, and one that is no runbook.
    for path in ["level-1/index.html", "people/index.html"] {
        let closed = rendered.text(path);
        assert!(!closed.contains("many/197/") && !closed.contains("deep/page/\">Page"), "{path}");
    }
}

#[test]
fn of_many_runbooks_in_one_folder_a_page_lists_its_neighbours_and_names_the_others_by_groups() {
    let paths: Vec<_> = (0..250).map(|number| format!("many/page-{number:03}.md")).collect();
    let rendered = of(paths.iter().map(|path| (path.as_str(), "")).collect());
    let groups = |root: &str, open: Option<usize>| {
        let group = |(number, [first, last]): (usize, [usize; 2])| {
            let title = format!("Page {first:03} … Page {last:03}");
            let link = |page: usize| format!("<li><a href=\"{root}many/page-{page:03}/\">Page {page:03}</a></li>");
            if open == Some(number) {
                let links: String = (first..=last).map(link).collect();
                format!("<li><span>{title}</span><ul>{links}</ul></li>")
            } else {
                format!("<li><a href=\"{root}many/page-{first:03}/\">{title}</a></li>")
            }
        };
        [[0, 83], [84, 167], [168, 249]].into_iter().enumerate().map(group).collect::<String>()
    };
    for (page, open) in [(0, 0), (83, 0), (84, 1), (249, 2)] {
        let here = navigation(&rendered, &format!("many/page-{page:03}/index.html"));
        let link = format!("href=\"../../many/page-{page:03}/\"");
        let marked = groups("../../", Some(open)).replacen(&link, &format!("{link} aria-current=\"page\""), 1);
        assert!(here.contains(&format!("<span>Many</span><ul>{marked}</ul>")), "{page}: {here}");
    }
    assert!(navigation(&rendered, "people/index.html").contains("href=\"../many/page-000/\">Many</a></li>"));
    // The same at the root, where no folder is closed.
    let paths: Vec<_> = (0..250).map(|number| format!("page-{number:03}.md")).collect();
    let at_the_root = of(paths.iter().map(|path| (path.as_str(), "")).collect());
    let home = navigation(&at_the_root, "people/index.html");
    assert!(home.contains("<li><a href=\"../page-083/\">Page 083 … Page 166</a></li>"), "{home}");
    assert!(!home.contains("page-084"), "{home}");
    let there = navigation(&at_the_root, "page-084/index.html");
    assert!(there.contains("<span>Page 083 … Page 166</span>") && there.contains("href=\"../page-166/\""), "{there}");
    assert!(there.contains("<a href=\"../page-084/\" aria-current=\"page\">"), "{there}");
}

#[test]
fn a_runbook_that_does_not_exist_is_a_problem() {
    let roster = ROSTER.replace("runbook: level-1", "runbook: levl-1");
    let rendered = Fixture { roster, ..Fixture::default() }.render();
    snapbox::assert_data_eq!(
        rendered.problems.join("\n"),
        snapbox::str![
            "roster.yaml:20:14: broken-link: the runbook of `weekday` does not exist: no page has the address `levl-1` (did you mean `level-1`?)"
        ]
    );
}
