//! What is wrong with a folder, told in one run and at its place.

use super::*;

fn problems(files: &[(&str, &str)]) -> String {
    load_all(files, &["people/ana/", "schedule/"]).1
}

#[test]
fn front_matter_tells_all_that_is_wrong_in_one_run() {
    let markdown = "---\r\ntitel: A\r\ntitle: [a]\r\nweight: ten\r\ndescription: 404\r\n\"weight\": 1.5\r\né: ~\r\n? [k]\r\n: x\r\n---\r\n[x](y.md)\r\n";
    assert_data_eq!(
        problems(&[("a.md", markdown)]),
        str![[r#"
unknown-key content/a.md:2:1 `titel` front matter has no key `titel`
  did you mean `title`?
bad-value content/a.md:3:8 `[` expected a text, found a list
  write for example `Level 1`
bad-value content/a.md:4:9 `ten` `ten` is not a whole number from -1000000 to 1000000
  write for example `2`
duplicate-key content/a.md:6:1 `"weight"` the key `weight` stands twice
  content/a.md: first here
  remove one of the two
unknown-key content/a.md:7:1 `é` front matter has no key `é`
  the keys are `title`, `description`, `weight`, `panel`, `owner`, `review_by`, `draft` or `aliases`
unknown-key content/a.md:8:3 `[` front matter has no key `[`
  the keys are `title`, `description`, `weight`, `panel`, `owner`, `review_by`, `draft` or `aliases`
broken-link content/a.md:11:5 `y.md` there is no file or page `y.md`
  did you mean `a.md`?

"#]]
    );
}

#[test]
fn values_have_one_form() {
    for (yaml, told) in [
        ("panel: [escalation]", "expected a text, found a list"),
        ("title: ''", "the text is empty"),
        ("title: {a: b}", "expected a text, found a mapping"),
        ("title: \"a\\x07\"", "the control character `\\u{7}` can't stand in this text"),
        ("weight: 1e999", "`1e999` is not a whole number"),
        ("weight: 99999999999999999999", "`99999999999999999999` is not a whole number"),
        ("- title", "front matter is a mapping of keys to values, not a list"),
        ("title", "front matter is a mapping of keys to values, not a text"),
    ] {
        let found = problems(&[("a.md", &format!("---\n{yaml}\n---\n"))]);
        assert!(found.contains(told), "{yaml}: {found}");
    }
    for yaml in [
        "",
        "# nothing",
        "title:",
        "title: no",
        "title: true",
        "title: 404",
        "title: 2026-01-05",
        "weight: -3",
        "weight: +3",
        "description: |\n  a\n  b",
    ] {
        assert_eq!(problems(&[("a.md", &format!("---\n{yaml}\n---\n"))]), "", "{yaml}");
    }
}

#[test]
fn a_panel_that_does_not_exist_is_told_with_those_that_do() {
    assert_data_eq!(
        problems(&[("a.md", "---\npanel: ladder\n---\n")]),
        str![[r#"
bad-value content/a.md:2:8 `ladder` there is no panel `ladder`
  the panels are `escalation`

"#]]
    );
}

#[test]
fn what_is_no_yaml_is_said_in_plain_words() {
    let page = |yaml: &str| format!("---\n{yaml}\n---\n");
    let pages = [
        page("title: Level 1: what"),
        page("é: 1\ntitle: \"open"),
        page("title: [a"),
        page("title: @ana"),
        page("title: &a x"),
        page("title: *a"),
        page(&format!("title: {}", "[".repeat(1_000))),
        page("title: a\n...\nweight: 1"),
        page("title: a\n weight: 1"),
        String::from("---\ntitle: a\n\n# Body\n"),
    ];
    let names: Vec<_> = (0..pages.len()).map(|number| format!("{number}.md")).collect();
    let files: Vec<_> = names.iter().map(String::as_str).zip(pages.iter().map(String::as_str)).collect();
    assert_data_eq!(
        problems(&files),
        str![[r#"
syntax content/0.md:2:15 `` a key and its value can't stand here
  a text with `: ` in it stands in quotes, and keys of one mapping begin in the same column
syntax content/1.md:3:8 `` unclosed quote
  close it, or put the whole text in quotes
syntax content/2.md:2:8 `` unclosed bracket `[`
  close it, or put the whole text in quotes
syntax content/3.md:2:8 `` unexpected character: `@`
  put a text that begins with a sign in quotes
syntax content/4.md:2:11 `x` anchors and aliases (`&name`, `*name`) are not taken
  write the value out; a text that begins with `&` or `*` stands in quotes
syntax content/5.md:2:8 `` anchors and aliases (`&name`, `*name`) are not taken
  write the value out; a text that begins with `&` or `*` stands in quotes
syntax content/6.md:2:263 `` the document nests too deep or is too large
  write fewer and flatter values
syntax content/7.md:4:1 `` a second document begins here
  remove the lines `---` and `...`
syntax content/8.md:3:8 `` a key and its value can't stand here
  a text with `: ` in it stands in quotes, and keys of one mapping begin in the same column
syntax content/9.md:1:1 `---` the front matter that begins here has no end
  end it with a line `---`; a rule at the top of a page is written `***`

"#]]
    );
}

#[test]
fn broken_links_are_shown_at_their_destination() {
    let markdown = "---\ntitle: A\n---\n\u{dc}bel [b.md](b.md), [b](<no file.md> \"b\") and ![p](no.svg)\n- [c][ref] [d](#headin)\n- [e](other.md#prt)\n- <javascript:alert(1)> [f](DATA:x) [g](esc\\_aped.md)\n\n## Heading\n\n[ref]: ../up.md\n";
    assert_data_eq!(
        problems(&[("a.md", markdown), ("other.md", "## Part"), ("p.svg", "")]),
        str![[r#"
broken-link content/a.md:4:13 `b.md` there is no file or page `b.md`
  did you mean `a.md`?
broken-link content/a.md:4:25 `no file.md` there is no file or page `no file.md`
broken-link content/a.md:4:51 `no.svg` there is no file or page `no.svg`
  did you mean `p.svg`?
broken-link content/a.md:5:16 `#headin` this page has no heading `#headin`
  did you mean `#heading`?
broken-link content/a.md:6:7 `other.md#prt` `other.md` has no heading `#prt`
  did you mean `#part`?
broken-link content/a.md:7:4 `javascript:alert(1)` the link `javascript:alert(1)` leads to `javascript:`, which a page must not
  a link begins with `https:`, `http:`, `mailto:`, `tel:`, `person:` or `shift:`, or names a file of the content
broken-link content/a.md:7:29 `DATA:x` the link `DATA:x` leads to `data:`, which a page must not
  a link begins with `https:`, `http:`, `mailto:`, `tel:`, `person:` or `shift:`, or names a file of the content
broken-link content/a.md:7:37 `[g](esc/_aped.md)` there is no file or page `esc_aped.md`
broken-link content/a.md:11:8 `../up.md` the link `../up.md` leads out of the content folder

"#]]
    );
}

#[test]
fn two_files_never_share_an_address() {
    let files = [
        ("a.md", ""),
        ("a/index.md", "[still checked](nowhere.md)"),
        ("B.md", ""),
        ("b/c.txt", ""),
        ("people/zed.md", ""),
        ("schedule.md", ""),
        ("schedule/notes.txt", ""),
        ("x.md", "[no second problem](a/index.md) [nor here](people/zed.md)"),
    ];
    assert_data_eq!(
        problems(&files),
        str![[r#"
duplicate-address content/a/index.md:1:1 `` `content/a/index.md` and `content/a.md` both want the address `/a/`
  content/a.md: the other one
  give one of them another name; letter case makes no difference
broken-link content/a/index.md:1:17 `nowhere.md` there is no file or page `nowhere.md`
duplicate-address content/b/c.txt:1:1 `` `content/b/c.txt` and `content/B.md` both want the address `/b/c.txt`
  content/B.md: the other one
  give one of them another name; letter case makes no difference
duplicate-address content/people/zed.md:1:1 `` `content/people/zed.md` wants the address `/people/zed/`, but `/people/` is hausmeister's own
  give the file, or the folder that it is in, another name
duplicate-address content/schedule.md:1:1 `` `content/schedule.md` wants the address `/schedule/`, but `/schedule/` is hausmeister's own
  give the file, or the folder that it is in, another name
duplicate-address content/schedule/notes.txt:1:1 `` `content/schedule/notes.txt` wants the address `/schedule/notes.txt`, but `/schedule/` is hausmeister's own
  give the file, or the folder that it is in, another name

"#]]
    );
}

#[test]
fn names_that_make_no_address_are_told_once() {
    let files = [("my page.md", ""), ("a/../b.md", ""), ("x.md", "[a](my%20page.md)")];
    assert_data_eq!(
        problems(&files),
        str![[r#"
bad-file content/a/../b.md:1:1 `` `content/a/../b.md` can't be published: the name `..` is no name of a file
  use letters, digits, `-`, `_` and `.`, such as `level-1.md`
bad-file content/my page.md:1:1 `` `content/my page.md` can't be published: the name `my page.md` holds white space
  use letters, digits, `-`, `_` and `.`, such as `level-1.md`

"#]]
    );
}

#[test]
fn what_is_no_utf8_is_told_at_its_place_and_once() {
    let file = |path: &str, bytes: &[u8]| InputFile { path: String::from(path), bytes: Some(bytes.to_vec()) };
    let files = vec![
        file("a.md", b"\xef\xbb\xbf# A\n\n\xc3\xa9 \xff\xfe\n"),
        file("b.md", b"[a](a.md#any)\n"),
        file("c.bin", b"\xff\xfe"),
    ];
    let (library, problems) = load_bytes(files, &[]);
    assert_data_eq!(
        problems,
        str![[r#"
syntax content/a.md:3:3 `�` `content/a.md` is not UTF-8 from here on
  save the file as UTF-8

"#]]
    );
    assert_eq!(library.pages.iter().map(|page| page.path.as_str()).collect::<Vec<_>>(), ["b.md"]);
    assert_eq!(library.assets[0].bytes, b"\xff\xfe");
}
