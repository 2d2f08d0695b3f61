//! From and link, to result or problem.

use super::*;

fn page(address: &str, ids: &[&str], title_id: Option<&str>) -> Target {
    Target::Page {
        address: String::from(address),
        ids: ids.iter().map(|id| String::from(*id)).collect(),
        title_id: title_id.map(String::from),
    }
}

fn resolve(from: &str, written: &str, is_image: bool) -> String {
    let labels = crate::content::Labels::built_in();
    let surroundings = Surroundings::bare(&["", "schedule/", "people/ana/", "calendars/all.ics"], &labels);
    let files = [
        ("level-1.md", page("level-1/", &["when", "größe"], Some("level-1"))),
        ("escalation.md", page("escalation/", &["when", "how"], None)),
        ("a/index.md", page("a/", &[], None)),
        ("a/b.md", page("a/b/", &["x"], None)),
        ("a/c.md", page("a/c/", &[], None)),
        ("a/plan.svg", Target::Asset),
        ("a/broken.md", Target::Unread),
        ("a/later.md", Target::Withheld),
        ("deep/er/page.md", page("deep/er/page/", &[], None)),
    ];
    let files = files.into_iter().map(|(path, target)| (String::from(path), target)).collect();
    let address = match from.strip_suffix("index.md") {
        Some(folder) => String::from(folder),
        None => from.replace(".md", "/"),
    };
    let site = Site { files, aliases: [("old/".into(), "level-1.md".into())].into(), surroundings: &surroundings };
    let origin = Origin { path: from, address: &address };
    match site.resolve(origin, written, is_image) {
        Ok(href) => href.address,
        Err(broken) => match site.help(origin, &broken, &mut Sink::default()) {
            Some(help) => format!("! {}; {help}", broken.message),
            None => format!("! {}", broken.message),
        },
    }
}

#[test]
fn links_lead_from_address_to_address() {
    for (from, written, address) in [
        ("a/b.md", "../escalation.md", "../../escalation/"),
        ("a/b.md", "../escalation.md#when", "../../escalation/#when"),
        ("a/b.md", "/escalation.md", "../../escalation/"),
        ("a/b.md", "c.md", "../c/"),
        ("a/b.md", "./c.md", "../c/"),
        ("a/b.md", "index.md", "../"),
        ("a/b.md", ".", "../"),
        ("a/b.md", "../a", "../"),
        ("a/b.md", "../a/", "../"),
        ("a/b.md", "plan.svg#part", "../plan.svg#part"),
        ("a/b.md", "plan.svg?raw=1", "../plan.svg?raw=1"),
        ("a/b.md", "b.md", "./"),
        ("a/b.md", "b.md#x", "./#x"),
        ("a/b.md", "#x", "#x"),
        ("a/b.md", "#", "#"),
        ("a/b.md", "#top", "#"),
        ("a/index.md", "b.md", "b/"),
        ("a/index.md", "../level-1.md", "../level-1/"),
        ("level-1.md", "a/b.md", "../a/b/"),
        ("level-1.md", "#level-1", "#"),
        ("level-1.md", "#gr%C3%B6%C3%9Fe", "#größe"),
        ("a/b.md", "../level-1.md#level-1", "../../level-1/"),
        ("a/b.md", "broken.md#any", "../broken.md#any"),
        ("level-1.md", "deep/./er/../er/page.md", "../deep/er/page/"),
        // The tool's own pages, and pages by their address.
        ("a/b.md", "/people/ana/", "../../people/ana/"),
        ("a/b.md", "/people/ana", "../../people/ana/"),
        ("a/b.md", "/schedule/#week", "../../schedule/#week"),
        ("a/b.md", "/calendars/all.ics", "../../calendars/all.ics"),
        ("a/b.md", "../schedule/", "../../schedule/"),
        ("a/b.md", "/", "../../"),
        ("level-1.md", "..", "! the link `..` leads out of the content folder"),
        ("level-1.md", ".", "../"),
        ("a/b.md", "/level-1/", "../../level-1/"),
        ("a/b.md", "/a/c/", "../c/"),
        // Out of the site.
        ("a/b.md", "https://example.org/x y", "https://example.org/x%20y"),
        ("a/b.md", "mailto:a@example.org", "mailto:a@example.org"),
    ] {
        assert_eq!(resolve(from, written, false), address, "{from}: {written}");
    }
}

#[test]
fn broken_links_name_what_is_near() {
    for (from, written, problem) in [
        ("a/b.md", "d.md", "! there is no file or page `d.md`; did you mean `b.md`?"),
        ("a/b.md", "escalation.md", "! there is no file or page `escalation.md`; did you mean `../escalation.md`?"),
        ("level-1.md", "page.md", "! there is no file or page `page.md`; did you mean `deep/er/page.md`?"),
        ("level-1.md", "/escalatoin.md", "! there is no file or page `/escalatoin.md`; did you mean `/escalation.md`?"),
        ("level-1.md", "/people/anna/", "! there is no file or page `/people/anna/`; did you mean `/people/ana/`?"),
        ("level-1.md", "level-1", "! there is no file or page `level-1`"),
        ("level-1.md", "escalation.md#wen", "! `escalation.md` has no heading `#wen`; did you mean `#when`?"),
        ("level-1.md", "#wen", "! this page has no heading `#wen`; did you mean `#when`?"),
        ("level-1.md", "a/c.md#x", "! `a/c.md` has no heading `#x`; it has no headings to link to"),
        ("a/b.md", "../../x.md", "! the link `../../x.md` leads out of the content folder"),
        ("a/b.md", "%2e%2e/%2e%2e/x", "! the link `../../x` leads out of the content folder"),
        ("a/b.md", "", "! the link has no destination"),
        (
            "level-1.md",
            "a/later.md#any",
            "! `a/later.md` is a draft, which is not published; it is published once `draft: true` is taken out of its \
             front matter; until then leave the link out",
        ),
        ("a/b.md", "/old/#any", "! there is no file or page `/old/`; that is an alias: link to `/level-1.md` itself"),
        ("a/b.md", "/old", "! there is no file or page `/old`; that is an alias: link to `/level-1.md` itself"),
        ("a/b.md", "unknown/", "! there is no file or page `unknown/`"),
        ("a/b.md", "plan.svg/", "! there is no file or page `plan.svg/`"),
    ] {
        let found = resolve(from, written, false);
        // The nearest name is for `suggest` to choose; here it matters that one is asked for and written as a link.
        assert!(found == problem || found.starts_with(&format!("{problem};")), "{from}: {written}: {found}");
    }
}

#[test]
fn pictures_are_files() {
    assert_eq!(resolve("a/b.md", "plan.svg", true), "../plan.svg");
    assert_eq!(resolve("a/b.md", "https://example.org/x.png", true), "https://example.org/x.png");
    for written in ["c.md", "", "#x", "/people/ana/", "mailto:a@b.example", "plan.png", "data:image/png;base64,x"] {
        assert!(resolve("a/b.md", written, true).starts_with('!'), "{written}");
    }
}

#[test]
fn the_rest_of_an_unsafe_link_is_not_shown_raw() {
    let found = resolve("a/b.md", &format!("java\tscript:\u{7}{}", "x".repeat(1_000)), false);
    assert!(found.starts_with("! the link `java\u{fffd}script:") && found.len() < 250, "{found}");
}
