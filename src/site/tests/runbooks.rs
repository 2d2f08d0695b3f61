//! What front matter makes of a runbook's page: who keeps it up, and where it was before.

use super::*;

fn of(runbooks: Vec<(&'static str, &'static str)>) -> Rendered {
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
