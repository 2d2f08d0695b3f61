//! Whatever is written in a runbook, its page stays a page: nothing in it runs, and its markup is whole.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::markup::{fault, fault_of};
use super::*;

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
        let html = html_of(&library.pages[0]);
        assert_eq!(fault(&html), None, "{markdown}: {html}");
        let html = raw(markdown).0;
        assert_eq!(fault_of(&html, true), None, "{markdown}: {html}");
    }
}

/// The HTML of a page on a site with raw HTML, and its problems.
fn raw(markdown: &str) -> (String, String) {
    let file = |path: &str, text: &str| InputFile { path: path.into(), bytes: Some(text.into()) };
    let (library, problems) = load_with(vec![file("page.md", markdown), file("plan.svg", "")], &[], true);
    (html_of(&library.pages[0]), problems)
}

#[test]
fn raw_html_passes_where_the_site_lets_it() {
    let markdown = "<details open>\n<summary>More &amp; <b>more</b></summary>\n\nRead *this*, press <kbd>Ctrl</kbd>.\n\n\
                    </details>\n\n<p class=x>A<br>B<p>C\n\n- <u>a\n- b</u>\n\n\
                    <a href=\"page.md\" title=T>x</a> <img src=plan.svg width=\"20\" alt=\"The &quot;plan&quot;\">\n";
    let (html, problems) = raw(markdown);
    assert_eq!(problems, "");
    assert_eq!(fault_of(&html, true), None);
    assert_data_eq!(
        html,
        str![[r#"
<details open="">
<summary>More &amp; <b>more</b></summary>
<p>Read <em>this</em>, press <kbd>Ctrl</kbd>.</p>
</details>
<p class="x">A<br>B</p><p>C</p>
<ul>
<li><u>a</u></li>
<li>b&lt;/u&gt;</li>
</ul>
<p><a href="./" title="T">x</a> <img src="../plan.svg" alt="The &quot;plan&quot;" width="20"></p>

"#]]
    );
}

#[test]
fn unsafe_raw_html_never_passes() {
    for markdown in [
        "<script>alert(1)</script>",
        "<SCRIPT\n>alert(1)</SCRIPT >",
        "a <script src=//evil.example></script>",
        "<style>body { display: none }</style>",
        "<iframe src=\"https://evil.example\"></iframe>",
        "<iframe srcdoc=\"<script>x</script>\">",
        "<form action=x><input name=a><button formaction=javascript:x>b</button></form>",
        "<object data=x></object><embed src=x><base href=//evil.example><meta http-equiv=refresh content=0><link rel=x>",
        "<svg><script>x</script></svg>",
        "<svg><a xlink:href=javascript:x><text>y</text></a></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
        "<template><b onclick=x></template><plaintext>",
        "<b onclick=alert(1)>x</b>",
        "<b/onclick=alert(1)>x</b>",
        "<b class=\"a\"onclick=alert(1)>x</b>",
        "<b title='\"onclick=alert(1) x=\"'>x</b>",
        "<b title=&quot;onclick=alert(1)>x</b>",
        "<b class=a&#34;onclick=alert(1)>x</b>",
        "<img src=plan.svg alt=\"&quot; onerror=&quot;alert(1)\">",
        "<img src=x onerror=alert(1)>",
        "<img src=plan.svg srcset=\"x 2x\" onload = 'alert(1)'>",
        "<div style=\"background: url(javascript:x)\">x</div>",
        "<div id=content name=x contenteditable autofocus tabindex=1 onfocus=x>x</div>",
        "<a href=javascript:alert(1)>x</a>",
        "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
        "<a href=\" &#14; javascript:alert(1)\">x</a>",
        "<a href=\"java&Tab;script:alert(1)\">x</a>",
        "<a href=\"javascript&colon;alert(1)\">x</a>",
        "<a href=\"&#x6A;avascript:alert(1)\">x</a>",
        "<a href=\"&#0000106avascript:alert(1)\">x</a>",
        "<a href=\"data:text/html,<script>x</script>\">x</a>",
        "<a href=vbscript:x>x</a><a href=//evil.example>x</a><a href=\\\\evil.example>x</a>",
        "<a href=x href=javascript:alert(1)>x</a>",
        "<img src=javascript:alert(1)><img src=\"data:image/svg+xml,<svg/onload=x>\">",
        "<a href=\"https://example.org\" ping=https://evil.example target=_top download>x</a>",
        "<a href=page.md><a href=page.md>[x](page.md)</a></a>",
        "<a href=page.md>*[x](page.md)*</a>",
        "<a href=page.md>\n\n[x](page.md)\n\n</a>",
        "</div></div></main><p></p></p>",
        "<div><div>\n\ntext\n\n> <div>\n> x </div></div>\n\n</div>",
        "*<b>x*</b> <i><b>x</i></b> **<u>**",
        "## a <b>b\n\nc</b> <div>d</div>",
        "|<b>a|<div>|\n|-|-|\n|</b>c|<td>|",
        "x[^1]\n\n<div>\n\n[^1]: a <b>\n\n    <div>\n    y\n",
        "<table><tr><td>a<tr><td><div>b</table>",
        "<!--> <script>x</script> -->",
        "<!-- a --!> <script>x</script> -->",
        "<div><!-- a <!-- b --><script>x</script>--></div>",
        "<div><![CDATA[<script>x</script>]]><?php x ?><!DOCTYPE x></div>",
        "<b title=\"<script>\">x</b>",
        "<b\u{c}onclick=x>x</b>\n\n<b\u{a0}onclick=x>",
        "<b \u{0}onclick=x>x</b>",
        "<b x=`<script>`>",
        "<div class=\"",
        "<div\n\n<script>",
        "<p>a<table><td><p>b",
    ] {
        let (html, _) = raw(markdown);
        assert_eq!(fault_of(&html, true), None, "{markdown}: {html}");
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
        ("open elements", "<b>".repeat(many)),
        ("open blocks", format!("<div>{}", "<div><!--".repeat(many))),
        ("tables", format!("{}\n{}\n", "|a".repeat(2_000), "|-".repeat(2_000)).repeat(3)),
        ("references", format!("[a]: {}\n\n{}", "b".repeat(2_000), "[a] ".repeat(many))),
        ("one heading", format!("# {}", "a ".repeat(many))),
        ("headings and broken links", headings),
        ("footnotes", notes),
        ("front matter", format!("---\na: {}\n---\n", "[".repeat(many))),
        ("unknown keys", format!("---\n{keys}---\n")),
    ] {
        let files = vec![InputFile { path: String::from("page.md"), bytes: Some(markdown.into_bytes()) }];
        let labels = Labels::built_in();
        for raw_html in [false, true] {
            let start = Instant::now();
            let surroundings = Surroundings { raw_html, ..Surroundings::bare(&[], &labels) };
            load(files.clone(), &surroundings, &mut Sources::default(), &mut Sink::default());
            // Generous, for a build without optimisation on a busy machine: what is quadratic takes minutes.
            assert!(start.elapsed() < Duration::from_secs(10), "{name}: {:?}", start.elapsed());
        }
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
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<p>",
        "<li>",
        "<a href=x.md>",
        "</a>",
        "<img src=x alt=\"",
        "<table>",
        " title='",
        "/>",
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
        let html = html_of(&library.pages[0]);
        prop_assert_eq!(fault(&html), None, "{}", html);
        prop_assert!(!html.to_lowercase().contains("<script"));
        let (html, _) = raw(&markdown);
        prop_assert_eq!(fault_of(&html, true), None, "{}", html);
    }

    #[test]
    fn any_bytes_under_any_name_are_taken(path in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        load_bytes(vec![InputFile { path: path.clone() + ".md", bytes: Some(bytes.clone()) }, InputFile { path, bytes: Some(bytes) }], &["a/"]);
    }
}
