//! The page of hand-offs, and feeds on pages.

use super::*;

#[test]
fn hand_offs_are_listed_with_their_runbook_and_their_feed() {
    let roster = ROSTER.replace("site: { repository", "site: { hand_off: level-1/pager.md, repository");
    let page = Fixture { roster, ..Fixture::default() }.render();
    let page = page.text("hand-offs/index.html");
    assert!(page.contains("What to do then: <a href=\"../level-1/pager/\">Pager</a>"));
    assert!(page.contains("webcal://example.org/on-call/calendars/hand-offs.ics"));
    assert!(!page.contains("calendars/all.ics"));
    // By week: the weekday has ana, bruno, carla by an override, ana; the weekend bruno, nobody, ana, bruno.
    let items: Vec<_> = page.split("data-hand-off ").skip(1).map(|item| between(item, "", "</li>")).collect();
    let told = |item: &str| {
        let hook = |name: &str| between(item, &format!("{name}=\""), "\"").to_owned();
        [
            between(item, "datetime=\"", "\"").to_owned(),
            hook("data-from-person"),
            hook("data-person"),
            hook("data-shift"),
        ]
    };
    let told: Vec<_> = items.iter().map(|item| told(item).join(" ")).collect();
    snapbox::assert_data_eq!(
        told[..4].join("\n"),
        snapbox::str![[r#"
2026-12-04T21:00:00Z carla ana weekend
2026-12-11T21:00:00Z ana bruno weekend
2027-01-01T21:00:00Z ana bruno weekend
2026-11-20T21:00:00Z ana bruno weekend
"#]]
    );
    assert!(items[1].contains("Bruno &lt;/script&gt;&lt;b&gt; &amp; Co"));
    // Those of the week before stand apart, at the end.
    assert_eq!(told.iter().filter(|told| told.as_str() < "2026-11-23").count(), 1);
    assert!(page.split("<summary>Earlier</summary>").nth(1).unwrap().contains("datetime=\"2026-11-20T21:00:00Z\""));
}

#[test]
fn the_feed_for_pagers_stands_on_the_page_of_its_type_and_is_no_calendar_of_a_page() {
    let rendered = Fixture::default().render();
    let (weekday, weekend) = (rendered.text("shifts/weekday/index.html"), rendered.text("shifts/weekend/index.html"));
    assert!(weekday.contains("<code id=\"feed-pager\">https://example.org/on-call/calendars/pager/weekday.ics</code>"));
    assert!(!weekday.contains("webcal://example.org/on-call/calendars/pager/"));
    assert!(!weekday.contains("href=\"../../calendars/pager/") && !weekend.contains("feed-pager"));
    let alternates = |page: &str| rendered.text(page).matches("type=\"text/calendar\"").count();
    let pages = ["index.html", "schedule/index.html", "people/index.html", "hand-offs/index.html"];
    assert_eq!(pages.map(alternates), [2, 1, 1, 1]);
    assert!(rendered.text("index.html").contains("webcal://example.org/on-call/calendars/away.ics"));
}

#[test]
fn a_runbook_of_hand_offs_that_does_not_exist_is_a_problem() {
    let roster = ROSTER.replace("site: { repository", "site: { hand_off: level-2, repository");
    let rendered = Fixture { roster, ..Fixture::default() }.render();
    snapbox::assert_data_eq!(
        rendered.problems.join("\n"),
        snapbox::str![
            "roster.yaml:7:19: broken-link: the runbook of hand-offs does not exist: no page has the address `level-2` (did you mean `level-1`?)"
        ]
    );
}

/// The home page leads there, and so may bookmarks.
#[test]
fn the_page_of_someone_without_calendars_says_so() {
    let rendered = Fixture::default().render();
    assert!(rendered.text("index.html").contains("href=\"./people/carla/#subscribe\""));
    let page = rendered.text("people/carla/index.html");
    assert!(
        page.contains("<section id=\"subscribe\"") && page.contains("There is no calendar of Carla Dias any more.")
    );
    assert!(!rendered.text("people/ana/index.html").contains("any more"));
}
