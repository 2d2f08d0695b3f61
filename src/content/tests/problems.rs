//! What is wrong with a folder, told in one run and at its place.

use super::*;

fn problems(files: &[(&str, &str)]) -> String {
    load_all(files, &["people/ana/", "schedule/"]).1
}

#[test]
fn front_matter_tells_all_that_is_wrong_in_one_run() {
    let markdown = "---\r\ntitel: A\r\ntitle: [a]\r\nweight: ten\r\ndescription: {a: 404}\r\n\"weight\": 1.5\r\né: ~\r\n? [k]\r\n: x\r\n---\r\n[x](y.md)\r\n";
    assert_data_eq!(
        problems(&[("a.md", markdown)]),
        str![[r#"
unknown-key content/a.md:2:1 `titel` front matter has no key `titel`
  did you mean `title`?
bad-value content/a.md:3:8 `[` `title` is a text, not a list
  write for example `title: Level 1`
bad-value content/a.md:4:9 `ten` `weight` is a whole number, not `ten`
  write for example `weight: 10`
bad-value content/a.md:5:14 `{` `description` is a text, not a mapping
  write for example `description: What to do first`
duplicate-key content/a.md:6:1 `"weight"` the key `weight` stands twice
  content/a.md: first here
unknown-key content/a.md:7:1 `é` front matter has no key `é`
  the keys are `title`, `description` or `weight`
unknown-key content/a.md:8:3 `[` front matter has no key `[`
  the keys are `title`, `description` or `weight`
broken-link content/a.md:11:5 `y.md` there is no file or page `y.md`
  did you mean `a.md`?

"#]]
    );
}

#[test]
fn values_have_one_form() {
    for (yaml, told) in [
        ("title: ''", "`title` is empty"),
        ("title: {a: b}", "`title` is a text, not a mapping"),
        ("title: \"a\\x07\"", "`title` holds a control character"),
        ("description: [a]", "`description` is a text, not a list"),
        ("weight: 1.5", "`weight` is a whole number, not `1.5`"),
        ("weight: 99999999999999999999", "`weight` is a whole number, not `99999999999999999999`"),
        ("weight: [1]", "`weight` is a whole number, not a list"),
        ("- title", "front matter is a mapping of keys to values, not a list"),
        ("title", "front matter is a mapping of keys to values, not a text"),
    ] {
        let found = problems(&[("a.md", &format!("---\n{yaml}\n---\n"))]);
        assert!(found.starts_with("bad-value content/a.md:2:") && found.contains(told), "{yaml}: {found}");
    }
}

#[test]
fn front_matter_is_taken_as_it_is_written() {
    for (yaml, title, description, weight) in [
        ("", "A", None, 0),
        ("# nothing", "A", None, 0),
        ("title:\nweight: -3", "A", None, -3),
        ("title: no\nweight: +3", "no", None, 3),
        ("title: 2026-01-05\ndescription: 012", "2026-01-05", Some("012"), 0),
        ("title: '  a  b '\ndescription: |\n  c\n  d", "a b", Some("c d"), 0),
    ] {
        let (library, problems) = load_all(&[("a.md", &format!("---\n{yaml}\n---\n"))], &[]);
        let page = &library.pages[0];
        assert_eq!(problems, "", "{yaml}");
        assert_eq!((page.title.as_str(), page.description.as_deref(), page.weight), (title, description, weight));
    }
}

#[test]
fn what_is_no_yaml_is_told_at_its_place_in_the_page() {
    for (markdown, place) in [
        ("---\ntitle: Level 1: what\n---\n", "2:15"),
        ("---\né: 1\ntitle: \"open\n---\n", "3:8"),
        ("---\r\na: 1\r\ntitle: [a\r\n---\r\n", "3:8"),
        ("\u{feff}---\ntitle: @ana\n---\n", "2:8"),
        ("---\ntitle: &a x\n---\n", "2:11"),
        ("---\ntitle: *a\n---\n", "2:8"),
        ("---\ntitle: a\n...\nweight: 1\n---\n", "4:1"),
        ("---\ntitle: a\n weight: 1\n---\n", "3:8"),
        ("---\ntitle: a\n\n# Body\n", "1:1"),
    ] {
        let found = problems(&[("a.md", markdown)]);
        assert!(found.starts_with(&format!("syntax content/a.md:{place} ")), "{markdown}: {found}");
    }
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
  a link begins with `https:`, `http:`, `mailto:` or `tel:`, or names a file of the content
broken-link content/a.md:7:29 `DATA:x` the link `DATA:x` leads to `data:`, which a page must not
  a link begins with `https:`, `http:`, `mailto:` or `tel:`, or names a file of the content
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
    let file = |path: &str, bytes: &[u8]| InputFile { path: String::from(path), bytes: bytes.to_vec() };
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
