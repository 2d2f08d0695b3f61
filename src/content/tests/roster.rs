//! Links to people and shift types.

use super::*;

#[test]
fn links_lead_to_people_and_shift_types() {
    let files = [
        ("a/b.md", "[her](person:ana) [](person:ana) [](shift:level-2 \"who\") <person:bruno> [*](SHIFT:level-2)\n"),
        ("index.md", "Ask [][who].\n\n[who]: person:bruno\n"),
    ];
    let (library, problems) = load_all(&files, &[]);
    assert_eq!(problems, "");
    assert_data_eq!(
        library.pages.iter().map(html_of).collect::<String>(),
        str![[r#"
<p>Ask <a href="people/bruno/">Bruno Lima</a>.</p>
<p><a href="../../people/ana/">her</a> <a href="../../people/ana/">Ana &amp; Co</a> <a href="../../shifts/level-2/" title="who">Level 2</a> <a href="../../people/bruno/">person:bruno</a> <a href="../../shifts/level-2/">*</a></p>

"#]]
    );
}

#[test]
fn an_empty_link_to_anything_else_shows_where_it_leads() {
    assert_eq!(
        html_of(&page("[](other.md) [](https://example.org/&)")),
        "<p><a href=\"../other/\">other.md</a> <a href=\"https://example.org/&amp;\" rel=\"noopener noreferrer\">https://example.org/&amp;</a></p>\n"
    );
}

#[test]
fn ids_that_lead_nowhere_are_told_with_the_nearest() {
    let markdown =
        "[a](person:anna) [b](shift:levl-2) ![c](person:ana)\n\n[d](person:) [e](shift:ana) [](person:zzz)\n";
    assert_data_eq!(
        load_all(&[("a.md", markdown)], &[]).1,
        str![[r#"
unknown-person content/a.md:1:5 `person:anna` unknown person `anna`
  roster.yaml: a similar name is defined here
  did you mean `person:ana`?
unknown-shift content/a.md:1:22 `shift:levl-2` unknown shift type `levl-2`
  roster.yaml: a similar name is defined here
  did you mean `shift:level-2`?
broken-link content/a.md:1:41 `person:ana` `person:ana` is no picture
unknown-person content/a.md:3:5 `person:` unknown person ``
  known are `ana` or `bruno`
unknown-shift content/a.md:3:18 `shift:ana` unknown shift type `ana`
  known are `level-2`
unknown-person content/a.md:3:32 `person:zzz` unknown person `zzz`
  known are `ana` or `bruno`

"#]]
    );
}

#[test]
fn a_guess_is_made_for_the_first_of_many_wrong_ids_only() {
    let markdown = "[a](person:anna)\n".repeat(30);
    let problems = load_all(&[("a.md", &markdown)], &[]).1;
    assert_eq!(problems.matches("unknown person `anna`").count(), 30);
    assert_eq!(problems.matches("did you mean `person:ana`?").count(), 20);
}

#[test]
fn links_to_other_sites_are_known_with_their_places() {
    let markdown = "# [t](https://example.org/title)\n\n[a](http://example.org/a#b) ![p](https://example.org/p.png) [m](mailto:a@example.org) [o](other.md)\n";
    let links: Vec<_> = page(markdown).outside.iter().map(|link| link.address.clone()).collect();
    assert_eq!(links, ["https://example.org/title", "http://example.org/a#b", "https://example.org/p.png"]);
}
