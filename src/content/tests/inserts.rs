//! Values of the roster in the text: where they may stand, and what is text all the same.

use super::*;

/// The body of a page whose inserts say what they ask for, its text likewise, and its problems.
fn filled(markdown: &str) -> (String, String, String) {
    let (library, problems) = load_all(&[("page.md", markdown)], &[]);
    let page = &library.pages[0];
    let asked: Vec<_> = page.inserts.iter().map(|insert| format!("<{:?}>", insert.asked)).collect();
    (page.body.html.clone().filled(&asked), page.filled_text(page.body.text.clone(), &asked), problems)
}

#[test]
fn a_value_that_stands_alone_is_read_as_a_line() {
    let of = |markdown| filled(markdown).1;
    assert_eq!(of("{{ hours(\"a\") }}\n\nb\n"), "<Hours(\"a\")>\nb");
    assert_eq!(of("b\n\n{{ hours(\"a\") }}\n"), "b\n<Hours(\"a\")>");
    assert_eq!(of("|{{ hours(\"a\") }}| |\n|-|-|\n| |c|\n"), "<Hours(\"a\")> \n c");
    assert_eq!(of("- {{ hours(\"a\") }}\n- {{ hours(\"b\") }}\n"), "<Hours(\"a\")>\n<Hours(\"b\")>");
}

#[test]
fn a_value_stands_wherever_words_do() {
    let markdown = "Call {{ on_call(\"level-2\") }} *or {{reach(1)}}*, a\\_b &amp; {{ hours(\"a\") }}.[^n]\n\n\
        - in {{ channel(\"data-crash\") }}\n- [ ] tell {{ on_call(1) }}\n\n\
        | a |\n|---|\n| {{ next_hand_off(\"b\") }} |\n\n> {{ hours(\"b\") }}\n\n\
        {{ escalation() }}\n\n1. so:\n\n   {{ incident_form() }}\n\n- {{ escalation() }}\n\n[^n]: {{ on_call(\"c\") }}\n";
    let (html, text, problems) = filled(markdown);
    assert_eq!(problems, "");
    assert_data_eq!(
        html,
        str![[r##"
<p>Call <OnCall(ShiftType("level-2"))> <em>or <Reach(Level(1))></em>, a_b &amp; <Hours("a")>.<sup class="footnote-reference"><a href="#fn:1" id="fnref:1" aria-label="Footnote 1">1</a></sup></p>
<ul>
<li>in <Channel("data-crash")></li>
<li class="task"><input type="checkbox" disabled aria-label="To do"> tell <OnCall(Level(1))></li>
</ul>
<div class="table" tabindex="0" role="region" aria-label="Table">
<table>
<thead>
<tr><th scope="col">a</th></tr>
</thead>
<tbody>
<tr><td><NextHandOff(ShiftType("b"))></td></tr>
</tbody>
</table>
</div>
<blockquote>
<p><Hours("b")></p>
</blockquote>
<Escalation>
<ol>
<li>
<p>so:</p>
<IncidentForm></li>
</ol>
<ul>
<li><Escalation></li>
</ul>
<div class="footnotes" role="doc-endnotes" aria-label="Footnotes">
<ol>
<li id="fn:1"><p><OnCall(ShiftType("c"))></p>
<a class="footnote-back" href="#fnref:1" aria-label="Back to reference 1">↩</a></li>
</ol>
</div>

"##]]
    );
    assert_data_eq!(
        text,
        str![[r#"
Call <OnCall(ShiftType("level-2"))> or <Reach(Level(1))>, a_b & <Hours("a")>.
in <Channel("data-crash")>
tell <OnCall(Level(1))>
a
<NextHandOff(ShiftType("b"))>
<Hours("b")>
<Escalation>
so:
<IncidentForm>
<Escalation>
<OnCall(ShiftType("c"))>
"#]]
    );
}

#[test]
fn code_and_escaped_braces_are_text() {
    for markdown in [
        "`{{ on_call(1) }}`",
        "```\n{{ site.title }}\n```",
        "    {{ site.title }}",
        "\\{{ on_call(1) }}",
        "{\\{ on_call(1) }}",
        "&#123;{ on_call(1) }}",
        "a \\\\\\{{ b",
        "{ {a} } }}",
        "<https://example.org/{{a}}>",
        "<!-- {{ a -->",
        "<p title='{{ a }}'>",
    ] {
        let (html, _, problems) = filled(markdown);
        assert_eq!(problems, "", "{markdown}");
        assert!(!html.contains("OnCall") && (html.contains('{') || html.contains("%7B") || html.is_empty()), "{html}");
    }
    // An escaped backslash escapes nothing.
    assert!(filled("\\\\{{ on_call(1) }}").0.contains("<p>\\<OnCall(Level(1))></p>"));
    // What is text beside an insert stays so.
    let (html, _, problems) = filled("\\{{ on_call(1) }} {{ on_call(1) }} &lt;");
    assert_eq!((html.as_str(), problems.as_str()), ("<p>{{ on_call(1) }} <OnCall(Level(1))> &lt;</p>\n", ""));
}

#[test]
fn what_is_wrong_is_told_at_its_place() {
    let markdown = "---\ntitle: A {{ title }}\n---\n## Who is {{ on_call(1) }}\n\nä {{ oncall(1) }} and {{ site.title }},\n\
        {{ on_call(\n1) }}\n\n[{{ on_call(1) }}](page.md) ![{{ on_call(1) }}](page.md)\n\nNow {{ escalation() }}.\n\n\
        | {{ on_call() }} | {{ incident_form() }} |\n|---|---|\n";
    assert_data_eq!(
        filled(markdown).2,
        str![[r#"
bad-insert content/page.md:4:11 `{{ on_call(1) }}` an insert can't stand in a heading: its address would change with it
  write it into the text beside it; for the braces themselves put a backslash before them, or back-ticks around them
bad-insert content/page.md:6:3 `{{ oncall(1) }}` there is no insert `oncall`
  did you mean `on_call`?
bad-insert content/page.md:6:23 `{{ site.title }}` `{{ site.title }}` is no insert
  an insert is written `{{ on_call("level-2") }}`; for the braces themselves put a backslash before them, or back-ticks around them
bad-insert content/page.md:7:1 `{{` the insert that `{{` begins has no end in this line
  end it with `}}` on the same line; for the braces themselves put a backslash before them, or back-ticks around them
bad-insert content/page.md:10:2 `{{ on_call(1) }}` an insert can't stand in the words of a link: it has links of its own
  write it into the text beside it; for the braces themselves put a backslash before them, or back-ticks around them
bad-insert content/page.md:10:31 `{{ on_call(1) }}` an insert can't stand in the words of a picture: they are no part of the text
  write it into the text beside it; for the braces themselves put a backslash before them, or back-ticks around them
broken-link content/page.md:10:49 `page.md` `page.md` is a page, no picture
bad-insert content/page.md:12:5 `{{ escalation() }}` this insert is a block and can't stand among other words
  leave a blank line before and after it
bad-insert content/page.md:14:3 `{{ on_call() }}` `on_call` takes the id of a shift type, or the number of a level of escalation
  write for example `on_call("level-2")` or `on_call(1)`
bad-insert content/page.md:14:21 `{{ incident_form() }}` this insert is a block and can't stand among other words
  leave a blank line before and after it

"#]]
    );
    for escaped in
        ["{{ on_call(\"a\\-b\") }}", "{{ on_call(\"&eacute;\") }}", "{{ on_call(&quot;a&quot;) }}", "{{ é\\_ }}"]
    {
        assert!(filled(escaped).2.contains("nothing is escaped in an insert"), "{escaped}");
    }
    assert!(filled("{{ on_call(\"é\") }}").2.is_empty(), "whether there is such a type is not known here");
    assert!(filled("# {{ on_call(1) }}\n").2.contains("can't stand in a heading"), "nor in that of the page");
}

#[test]
fn values_and_coloured_code_have_their_own_places() {
    let markdown = "[^n] {{ hours(\"a\") }} [b](#)\n\n```sh\nls # {{ no }}\n```\n\n{{ hours(\"b\") }}\n\n\
        [^n]: See {{ hours(\"c\") }}\n\n    ```yaml\n    a: 1\n    ```\n\n```unknown\n<c>\n```\n";
    let (html, _, problems) = filled(markdown);
    assert_eq!(problems, "");
    assert_data_eq!(
        html,
        str![[r##"
<p><sup class="footnote-reference"><a href="#fn:1" id="fnref:1" aria-label="Footnote 1">1</a></sup> <Hours("a")> <a href="#">b</a></p>
<pre tabindex="0"><code class="language-sh"><span class="hl-function">ls</span> <span class="hl-comment"># {{ no }}</span>
</code></pre>
<p><Hours("b")></p>
<pre tabindex="0"><code class="language-unknown">&lt;c&gt;
</code></pre>
<div class="footnotes" role="doc-endnotes" aria-label="Footnotes">
<ol>
<li id="fn:1"><p>See <Hours("c")></p>
<pre tabindex="0"><code class="language-yaml"><span class="hl-property">a</span>: <span class="hl-number">1</span>
</code></pre>
<a class="footnote-back" href="#fnref:1" aria-label="Back to reference 1">↩</a></li>
</ol>
</div>

"##]]
    );
}
