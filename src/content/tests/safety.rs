//! Whatever is written in a runbook, its page stays a page: nothing in it runs, and its markup is whole.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

const ELEMENTS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "input",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
const VOID: &[&str] = &["br", "hr", "img", "input"];
const INLINE: &[&str] = &["a", "br", "code", "del", "em", "img", "input", "span", "strong", "sup"];
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-label",
    "checked",
    "class",
    "disabled",
    "href",
    "id",
    "rel",
    "role",
    "scope",
    "src",
    "start",
    "tabindex",
    "title",
    "type",
];

/// What is wrong with the markup; nothing if it is whole and safe.
fn fault(html: &str) -> Option<String> {
    let (mut open, mut ids, mut fragments) = (Vec::new(), BTreeSet::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let Some((tag, after)) = rest[at + 1..].split_once('>') else { return Some(format!("open tag at {rest}")) };
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("</{name}> closes another element"));
            }
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        let parent = open.last().copied().unwrap_or_default();
        if !ELEMENTS.contains(&name) {
            return Some(format!("<{name}>"));
        }
        let takes_words =
            matches!(parent, "p" | "dt" | "code" | "h2" | "h3" | "h4" | "h5" | "h6") || INLINE.contains(&parent);
        if (takes_words && !INLINE.contains(&name)) || (name == "a" && open.contains(&"a")) {
            return Some(format!("<{name}> in <{parent}>"));
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
        for (attribute, value) in attributes(&tag[name.len()..]) {
            if !ATTRIBUTES.contains(&attribute) {
                return Some(format!("attribute {attribute} in {tag}"));
            }
            match attribute {
                "id" if !ids.insert(value) || value.is_empty() || value.contains(char::is_whitespace) => {
                    return Some(format!("id {value}"));
                }
                "href" | "src" => {
                    let scheme = value.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
                    if scheme.is_some_and(|(scheme, _)| !["http", "https", "mailto", "tel"].contains(&scheme))
                        || value.starts_with("//")
                        || value.contains(|one: char| one.is_whitespace() || one.is_control() || one == '\\')
                    {
                        return Some(format!("{attribute} {value}"));
                    }
                    fragments.extend(value.strip_prefix('#').filter(|id| !id.is_empty()));
                }
                _ => {}
            }
        }
    }
    let lost = fragments.into_iter().find(|id| id.starts_with("fn") && id.contains(':') && !ids.contains(id));
    lost.map(|id| format!("no id {id}")).or_else(|| open.pop().map(|name| format!("<{name}> is not closed")))
}

/// Names and values of ` a="b" c`.
fn attributes(mut tag: &str) -> Vec<(&str, &str)> {
    let mut attributes = Vec::new();
    while let Some(rest) = tag.strip_prefix(' ') {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "?")),
            None => ("", after),
        };
        attributes.push((name, value));
        tag = after;
    }
    if !tag.is_empty() {
        attributes.push((tag, ""));
    }
    attributes
}

#[test]
fn the_judge_of_markup_sees_faults() {
    for html in [
        "<script>",
        "<p onclick=\"x\"></p>",
        "<p",
        "<p><p></p></p>",
        "<a href=\"javascript:x\"></a>",
        "<em></strong>",
        "<p>",
        "<p id=\"a\"></p><p id=\"a\"></p>",
        "<p class=\"a\"onclick></p>",
        "<a href=\"//x\"></a>",
        "<a href=\"#fn:1\"></a>",
    ] {
        assert!(fault(html).is_some(), "{html}");
    }
    assert_eq!(fault("<p class=\"a\"><input disabled>x &lt;b&gt;</p>"), None);
}

#[test]
fn unsafe_markdown_becomes_a_safe_page() {
    for markdown in [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<svg/onload=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&Tab;script:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](&#1;javascript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](<  javascript:alert(1)>)",
        "[x](\u{1}javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](//evil.example)",
        "[x](\\\\evil.example)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "![x\" onerror=\"alert(1)](plan.svg)",
        "[x](plan.svg \"t\\\" onclick=\\\"x\")",
        "[x]: javascript:alert(1)\n\n[x] [x][] [y][x]",
        "# h {onclick=alert(1)}",
        "# a\n## h {#\"onclick=alert(1) .x}",
        "## \"><script>alert(1)</script>",
        "```\" onclick=\"x\ny\n```",
        "```sh\"><script>\ny\n```",
        "[^\"onclick=x]\n\n[^\"onclick=x]: note",
        "[^1]: <script>x</script>\n\n[^1]",
        "|<script>|\n|-|\n|<b onclick=x>|",
        "> [!NOTE]<script>\n> x",
        "---\ntitle: \"<script>\"\n---\n",
        "<!-- --><script>x</script><!-- -->",
        "a <!-- --><script>x</script><!-- -->",
        "<!-->\n<script>x</script>\n-->",
    ] {
        let (library, _) = load_all(&[("page.md", markdown), ("plan.svg", "")], &[]);
        assert_eq!(fault(&library.pages[0].html), None, "{markdown}: {}", library.pages[0].html);
    }
}

fn numbered(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

#[test]
fn pathological_markdown_ends_quickly() {
    let many = 20_000;
    let headings = numbered(many, |number| format!("# a\n[x](#{number}-nearly-the-same-name)\n\n"));
    let notes = numbered(many, |number| format!("[^{number}] [^0]\n\n[^{number}]: x\n\n"));
    let keys = numbered(4_000, |number| format!("k{number}: x\n"));
    for (name, markdown) in [
        ("brackets", "[".repeat(many)),
        ("link starts", "[a](".repeat(many)),
        ("pictures in pictures", format!("{}x{}", "![".repeat(many), "](y)".repeat(many))),
        ("quotes", ">".repeat(many)),
        ("lists", numbered(500, |depth| format!("{}- a\n", "  ".repeat(depth)))),
        ("emphasis", "*a_ ".repeat(many)),
        ("backticks", numbered(1_000, |count| "`".repeat(count) + " ")),
        ("comments", "<!--".repeat(many)),
        ("tags", "<a ".repeat(many)),
        ("tables", format!("{}\n{}\n", "|a".repeat(2_000), "|-".repeat(2_000)).repeat(3)),
        ("references", format!("[a]: {}\n\n{}", "b".repeat(2_000), "[a] ".repeat(many))),
        ("one heading", format!("# {}", "a ".repeat(many))),
        ("headings and broken links", headings),
        ("footnotes", notes),
        ("front matter", format!("---\na: {}\n---\n", "[".repeat(many))),
        ("unknown keys", format!("---\n{keys}---\n")),
    ] {
        let files = vec![InputFile { path: String::from("page.md"), bytes: markdown.into_bytes() }];
        let start = Instant::now();
        load(files, &Surroundings::bare(&[], &Labels::built_in()), &mut Sources::default(), &mut Sink::default());
        // Generous, for a build without optimisation on a busy machine: what is quadratic takes minutes.
        assert!(start.elapsed() < Duration::from_secs(10), "{name}: {:?}", start.elapsed());
    }
}

/// Markdown out of the pieces that have meaning in it, and of any text.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "#",
        "# ",
        "## ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "> ",
        "- ",
        "1. ",
        "- [ ] ",
        "- [x] ",
        ": ",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```",
        "```js\n",
        "|",
        "|a|b|\n|-|:-:|\n",
        "---\n",
        "[",
        "]",
        "(",
        ")",
        "](",
        "![",
        "[^a]",
        "[^a]: ",
        "[^b]",
        "[a]",
        "[a]: ",
        "<",
        ">",
        "</",
        "<script>",
        "<!--",
        "-->",
        "<b onclick=x>",
        "javascript:",
        "data:",
        "https://",
        "x.md",
        "#a",
        "\"",
        "'",
        "\\",
        "&",
        "&#10;",
        "&Tab;",
        "{#a}",
        "{",
        "}",
        "[!NOTE]\n",
        ":key:",
        ":",
        "a",
        "onclick=x",
        "title: ",
        "\0",
        "\u{7}",
        "é",
        "\u{feff}",
        "    ",
    ]);
    let piece = prop_oneof![8 => pieces.prop_map(String::from), 1 => any::<String>()];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_markdown_becomes_a_safe_page(markdown in soup()) {
        let (library, _) = load_all(&[("page.md", &markdown), ("x.md", "## a")], &[]);
        let html = &library.pages[0].html;
        prop_assert_eq!(fault(html), None, "{}", html);
        prop_assert!(!html.to_lowercase().contains("<script"));
    }

    #[test]
    fn any_bytes_under_any_name_are_taken(path in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        load_bytes(vec![InputFile { path: path.clone() + ".md", bytes: bytes.clone() }, InputFile { path, bytes }], &["a/"]);
    }
}
