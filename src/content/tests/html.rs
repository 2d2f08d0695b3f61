//! What each piece of markdown becomes.

use super::*;

#[test]
fn words_and_blocks() {
    let markdown = r#"One *two* **three** ~~four~~ `<five>` & "six" -- 'seven'\
hard
soft

***

    code <b>
"#;
    assert_data_eq!(
        page(markdown).html,
        str![[r#"
<p>One <em>two</em> <strong>three</strong> <del>four</del> <code>&lt;five&gt;</code> &amp; &quot;six&quot; -- 'seven'<br>
hard
soft</p>
<hr>
<pre tabindex="0"><code>code &lt;b&gt;
</code></pre>

"#]]
    );
}

#[test]
fn lists() {
    assert_data_eq!(
        page("- a\n- b\n  1. c\n\n3. d\n\n   e\n").html,
        str![[r#"
<ul>
<li>a</li>
<li>b
<ol>
<li>c</li>
</ol>
</li>
</ul>
<ol start="3">
<li>
<p>d</p>
<p>e</p>
</li>
</ol>

"#]]
    );
}

#[test]
fn headings_have_ids_and_anchors() {
    let markdown = "## One `x`\n\n### One x?\n\n## {braces}\n\n## Id {#my_id .c onclick=x}\n\n##\n\n## [Link](other.md)\n\n## \\{#a}\n";
    assert_data_eq!(
        page(markdown).html,
        str![[r##"
<div class="heading">
<h2 id="one-x">One <code>x</code></h2>
<a class="anchor" href="#one-x" aria-label="Link to this section: One x">#</a>
</div>
<div class="heading">
<h3 id="one-x-1">One x?</h3>
<a class="anchor" href="#one-x-1" aria-label="Link to this section: One x?">#</a>
</div>
<div class="heading">
<h2 id="braces">{braces}</h2>
<a class="anchor" href="#braces" aria-label="Link to this section: {braces}">#</a>
</div>
<div class="heading">
<h2 id="my_id">Id</h2>
<a class="anchor" href="#my_id" aria-label="Link to this section: Id">#</a>
</div>
<div class="heading">
<h2 id="link"><a href="../other/">Link</a></h2>
<a class="anchor" href="#link" aria-label="Link to this section: Link">#</a>
</div>
<div class="heading">
<h2 id="a">{#a}</h2>
<a class="anchor" href="#a" aria-label="Link to this section: {#a}">#</a>
</div>

"##]]
    );
}

#[test]
fn tables_scroll_inside_themselves() {
    assert_data_eq!(
        page("| a | | c |\n|:--|:-:|--:|\n| `x` | y | z |\n\n|q|\n|-|\n").html,
        str![[r#"
<div class="table" tabindex="0" role="region" aria-label="Table">
<table>
<thead>
<tr><th scope="col" class="align-left">a</th><td class="align-center"></td><th scope="col" class="align-right">c</th></tr>
</thead>
<tbody>
<tr><td class="align-left"><code>x</code></td><td class="align-center">y</td><td class="align-right">z</td></tr>
</tbody>
</table>
</div>
<div class="table" tabindex="0" role="region" aria-label="Table 2">
<table>
<thead>
<tr><th scope="col">q</th></tr>
</thead>
<tbody>
</tbody>
</table>
</div>

"#]]
    );
}

#[test]
fn footnotes_are_gathered_at_the_end() {
    let markdown = "x[^b] y[^A] z[^b] [^none]\n\n[^a]: One\n\n    two\n[^b]: Three\n[^c]: never\n";
    assert_data_eq!(
        page(markdown).html,
        str![[r##"
<p>x<sup class="footnote-reference"><a href="#fn:1" id="fnref:1" aria-label="Footnote 1">1</a></sup> y<sup class="footnote-reference"><a href="#fn:2" id="fnref:2" aria-label="Footnote 2">2</a></sup> z<sup class="footnote-reference"><a href="#fn:1" id="fnref:1:2" aria-label="Footnote 1">1</a></sup> [^none]</p>
<div class="footnotes" role="doc-endnotes" aria-label="Footnotes">
<ol>
<li id="fn:1"><p>Three</p>
<a class="footnote-back" href="#fnref:1" aria-label="Back to reference 1">↩</a>
<a class="footnote-back" href="#fnref:1:2" aria-label="Back to reference 1, 2">↩</a></li>
<li id="fn:2"><p>One</p>
<p>two</p>
<a class="footnote-back" href="#fnref:2" aria-label="Back to reference 2">↩</a></li>
<li id="fn:3"><p>never</p>
</li>
</ol>
</div>

"##]]
    );
}

#[test]
fn tasks_are_check_boxes() {
    assert_data_eq!(
        page("- [ ] a\n- [x] b\n- c\n\n1. [X] d\n\n   e\n").html,
        str![[r#"
<ul>
<li class="task"><input type="checkbox" disabled aria-label="To do"> a</li>
<li class="task"><input type="checkbox" checked disabled aria-label="Done"> b</li>
<li>c</li>
</ul>
<ol>
<li class="task">
<p><input type="checkbox" checked disabled aria-label="Done"> d</p>
<p>e</p>
</li>
</ol>

"#]]
    );
}

#[test]
fn alerts_say_what_they_are() {
    assert_data_eq!(
        page("> [!WARNING]\n> Mind *it*.\n\n> quote\n").html,
        str![[r#"
<blockquote class="markdown-alert-warning">
<p class="markdown-alert-title">Warning</p>
<p>Mind <em>it</em>.</p>
</blockquote>
<blockquote>
<p>quote</p>
</blockquote>

"#]]
    );
}

#[test]
fn definition_lists() {
    assert_data_eq!(
        page("Term\n: One\n: Two\n").html,
        str![[r#"
<dl>
<dt>Term</dt>
<dd>One</dd>
<dd>Two</dd>
</dl>

"#]]
    );
}

#[test]
fn code_blocks_can_be_reached_and_name_their_language() {
    let markdown = "```sh {.x}\r\na <b>\r\n<!-- c -->\r\n```\n\n```\"><script>\nx\n```\n~~~ c++,ignore\n~~~\n";
    assert_data_eq!(
        page(markdown).html,
        str![[r#"
<pre tabindex="0"><code class="language-sh"><span class="hl-function">a</span> &lt;b&gt;
&lt;!-- <span class="hl-function">c</span> <span class="hl-constant">--</span>&gt;
</code></pre>
<pre tabindex="0"><code>x
</code></pre>
<pre tabindex="0"><code class="language-c++"></code></pre>

"#]]
    );
}

#[test]
fn short_codes_of_emoji_become_pictures_in_prose_alone() {
    let markdown = r"## :fire: Out

A :red_circle: and [:key:](other.md), `:key:`, :nothing:, 10:30:45

    :key:

```sh
:key:
```

![:key: ring](plan.svg)
";
    let page = page(markdown);
    assert_data_eq!(
        page.html,
        str![[r##"
<div class="heading">
<h2 id="fire-out"><span role="img" aria-label="fire">🔥</span> Out</h2>
<a class="anchor" href="#fire-out" aria-label="Link to this section: 🔥 Out">#</a>
</div>
<p>A <span role="img" aria-label="red circle">🔴</span> and <a href="../other/"><span role="img" aria-label="key">🔑</span></a>, <code>:key:</code>, :nothing:, 10:30:45</p>
<pre tabindex="0"><code>:key:
</code></pre>
<pre tabindex="0"><code class="language-sh"><span class="hl-function">:key:</span>
</code></pre>
<p><img src="../plan.svg" alt="🔑 ring"></p>

"##]]
    );
    assert_eq!(page.headings[0].text, "🔥 Out");
    assert_eq!(page.text, "🔥 Out\nA 🔴 and 🔑, :key:, :nothing:, 10:30:45\n:key:\n:key:\n🔑 ring");
}

#[test]
fn raw_html_is_text_and_comments_are_nothing() {
    let markdown = "<div onclick=\"x\">\n<script>alert(1)</script>\n</div>\n\n<!-- hidden -->\n\na <b>c</b> <!-- hidden -->d\n\n<!-- a --> <i> <!-- b -->\n";
    assert_data_eq!(
        page(markdown).html,
        str![[r#"
<p>&lt;div onclick=&quot;x&quot;&gt;
&lt;script&gt;alert(1)&lt;/script&gt;
&lt;/div&gt;</p>
<p>a &lt;b&gt;c&lt;/b&gt; d</p>
<p>&lt;!-- a --&gt; &lt;i&gt; &lt;!-- b --&gt;</p>

"#]]
    );
}

#[test]
fn links_and_pictures() {
    let markdown = r#"[a](other.md#part "T \"q\"") [b](https://example.org/?a&b) <a@example.org> <https://x.example>
![Alt *x* [y](other.md)](plan.svg "T") [](other.md) [r][] [![s](plan.svg)](other.md)

[r]: <other.md> 'x'
"#;
    assert_data_eq!(
        page(markdown).html,
        str![[r#"
<p><a href="../other/#part" title="T &quot;q&quot;">a</a> <a href="https://example.org/?a&amp;b" rel="noopener noreferrer">b</a> <a href="mailto:a@example.org">a@example.org</a> <a href="https://x.example" rel="noopener noreferrer">https://x.example</a>
<img src="../plan.svg" alt="Alt x y" title="T"> <a href="../other/">other.md</a> <a href="../other/" title="x">r</a> <a href="../other/"><img src="../plan.svg" alt="s"></a></p>

"#]]
    );
}

#[test]
fn characters_that_html_forbids_are_replaced() {
    assert_eq!(
        page("a\0b\u{7}c\u{fffe} &#7; `\u{1b}`").html,
        "<p>a\u{fffd}b\u{fffd}c\u{fffd} \u{fffd} <code>\u{fffd}</code></p>\n"
    );
}
