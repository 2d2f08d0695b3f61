//! What a page says of itself: owner, review, draft, aliases.

use super::*;

fn fronted(yaml: &str) -> String {
    format!("---\n{yaml}\n---\n")
}

fn problems(yaml: &str) -> String {
    load_all(&[("a.md", &fronted(yaml))], &["people/ana/", "schedule/"]).1
}

#[test]
fn an_owner_is_a_person_of_the_roster() {
    assert_eq!(page(&fronted("owner: ana")).owner.as_deref(), Some("ana"));
    assert_eq!(page(&fronted("title: A")).owner, None);
    assert_data_eq!(
        problems("owner: brno") + &problems("owner: zzzzzz") + &problems("owner: [ana]"),
        str![[r#"
unknown-person content/a.md:2:8 `brno` unknown person `brno`
  roster.yaml: a similar name is defined here
  did you mean `bruno`?
unknown-person content/a.md:2:8 `zzzzzz` unknown person `zzzzzz`
  known are `ana` or `bruno`
bad-value content/a.md:2:8 `[` expected a text, found a list
  write for example `ana`

"#]]
    );
}

#[test]
fn a_review_is_due_when_its_day_is_over() {
    let review = |day| load_all(&[("a.md", &fronted(&format!("review_by: {day}")))], &[]).0.pages[0].review.unwrap();
    // It is 2026-11-20.
    for (day, is_due) in [("2026-11-19", true), ("2026-11-20", false), ("2026-11-21", false)] {
        assert_eq!(review(day), Review { by: day.parse().unwrap(), is_due });
    }
    assert_eq!(problems("review_by: 2026-11-20"), "");
    assert_data_eq!(
        problems("review_by: 2026-11-19")
            + &problems("review_by: 2026-11-19\nowner: ana")
            + &problems("review_by: 19 Nov 2026"),
        str![[r#"
stale-runbook content/a.md:2:12 `2026-11-19` this runbook is stale: its review was due by this day
  read it through, mend what is no longer so, then write the next day
stale-runbook content/a.md:2:12 `2026-11-19` this runbook is stale: its review was due by this day
  let Ana & Co, its owner, read it through, mend what is no longer so, then write the next day
bad-value content/a.md:2:12 `19 Nov 2026` `19 Nov 2026` is not a day from 1970 to 2199
  write year-month-day, such as `2026-11-16`

"#]]
    );
}

#[test]
fn a_draft_is_not_published_and_takes_no_address() {
    let files = [
        ("later.md", "---\ndraft: true\nreview_by: 2020-01-01\naliases: /old/\n---\n# Later\n[not yet](nowhere.md)\n"),
        ("later/index.md", "# Now\n"),
        ("new.md", "---\naliases: /old/\ndraft: false\n---\n"),
        ("a.md", "[x](later.md) [y](later.md#any) [z](later/index.md)"),
    ];
    let (library, problems) = load_all(&files, &[]);
    assert_eq!(library.drafts, [Unpublished { path: "later.md".into(), address: "later/".into() }]);
    let addresses: Vec<_> = library.pages.iter().map(|page| page.address.as_str()).collect();
    assert_eq!(addresses, ["a/", "later/", "new/"]);
    assert_data_eq!(
        problems,
        str![[r#"
broken-link content/a.md:1:5 `later.md` `later.md` is a draft, which is not published
  it is published once `draft: true` is taken out of its front matter; until then leave the link out
broken-link content/a.md:1:19 `later.md#any` `later.md` is a draft, which is not published
  it is published once `draft: true` is taken out of its front matter; until then leave the link out

"#]]
    );
}

#[test]
fn the_front_matter_of_a_draft_is_checked() {
    let told = problems("draft: true\nowner: brno\ntitel: A");
    assert!(told.contains("unknown person `brno`") && told.contains("no key `titel`"), "{told}");
    assert!(problems("draft: yes").contains("`yes` is neither `true` nor `false`"));
}

#[test]
fn an_alias_leads_to_the_page() {
    let files = [
        ("a/new.md", "---\ntitle: New\naliases: [/old/, /a/old.html]\n---\n"),
        ("b.md", "---\naliases: /a/older\n---\n# B\n"),
        ("c.md", "[old](/old/)"),
    ];
    let (library, problems) = load_all(&files, &[]);
    let told = |redirect: &Redirect| format!("/{} -> /{} {}", redirect.address, redirect.to, redirect.title);
    let redirects: Vec<_> = library.redirects.iter().map(told).collect();
    assert_eq!(redirects, ["/old/ -> /a/new/ New", "/a/old.html -> /a/new/ New", "/a/older/ -> /b/ B"]);
    assert_data_eq!(
        problems,
        str![[r#"
broken-link content/c.md:1:7 `/old/` there is no file or page `/old/`
  that is an alias: link to `/a/new.md` itself

"#]]
    );
}

#[test]
fn an_alias_takes_an_address_that_is_free() {
    let files = [
        ("a.md", "---\naliases: [/b/, /Old/, /people/ana/, /, old/, /c.txt/d/]\n---\n"),
        ("b.md", "---\naliases:\n  - /old/\n  - /b/\n---\n"),
        ("c.txt", ""),
    ];
    let (library, problems) = load_all(&files, &["", "people/ana/"]);
    let redirects: Vec<_> = library.redirects.iter().map(|redirect| redirect.address.as_str()).collect();
    assert_eq!(redirects, ["Old/"]);
    assert_data_eq!(
        problems,
        str![[r#"
duplicate-address content/a.md:2:11 `/b/` the alias `/b/` of `content/a.md` and `content/b.md` both want the address `/b/`
  content/b.md: the other one
  leave the alias out: something else is found at its address
duplicate-address content/a.md:2:23 `/people/ana/` the alias `/people/ana/` of `content/a.md` wants the address `/people/ana/`, but `/people/` is hausmeister's own
  leave the alias out: something else is found at its address
duplicate-address content/a.md:2:37 `/` the alias `/` of `content/a.md` and hausmeister itself both want the address `/`
  leave the alias out: something else is found at its address
bad-value content/a.md:2:40 `old/` the alias `old/` does not begin with `/`
  write the old address from the site's root, such as `/old/`
duplicate-address content/a.md:2:46 `/c.txt/d/` the alias `/c.txt/d/` of `content/a.md` and `content/c.txt` both want the address `/c.txt/d/`
  content/c.txt: the other one
  leave the alias out: something else is found at its address
duplicate-address content/b.md:3:5 `/old/` the alias `/old/` of `content/b.md` and the alias `/Old/` of `content/a.md` both want the address `/old/`
  content/a.md: the other one
  leave the alias out: something else is found at its address
duplicate-address content/b.md:4:5 `/b/` the alias `/b/` of `content/b.md` and `content/b.md` both want the address `/b/`
  content/b.md: the other one
  leave the alias out: something else is found at its address

"#]]
    );
}
