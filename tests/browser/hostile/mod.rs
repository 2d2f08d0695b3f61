//! Nothing that is written in a roster or a runbook runs in a reader's browser.
//!
//! Every attempt of a long list is put wherever a project takes text, and every page of the site that comes out is
//! opened twice: with the policy that pages bring along, against which no attempt may even knock, and with the policy
//! switched off, where whatever slipped through would run.

mod judge;
mod project;
mod vectors;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use judge::Judge;
use project::{Hostile, PATH, hostile, texts, write};
use serde_json::json;
use vectors::{ADDRESSES, FILES};

use crate::files::files;
use crate::server::serve;

/// A path as an address writes it.
fn encoded(path: &str) -> String {
    path.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _fits = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

/// The address of every page; of people, whose pages are alike, of every third one.
fn pages(site: &Hostile) -> Vec<String> {
    let is_third = |path: &str| {
        let person = path.strip_prefix("people/p-").and_then(|rest| rest.strip_suffix("/index.html"));
        person.and_then(|number| number.parse::<usize>().ok()).is_none_or(|number| number.is_multiple_of(3))
    };
    let is_page = |path: &str| Path::new(path).extension().is_some_and(|extension| extension == "html");
    let paths = files(&site.folder).into_keys().filter(|path| is_page(path) && is_third(path));
    paths.map(|path| format!("{}{}", site.url, encoded(&path))).collect()
}

/// Opens every page, and uses those that can be used.
fn nothing_runs(site: &Hostile, has_policy: bool) {
    let judge = Judge::new(&site.url, has_policy);
    let pages = pages(site);
    assert!(pages.len() > 150, "{} pages", pages.len());
    for page in &pages {
        judge.visit(page);
    }
    people_take_turns(&judge);
    filters_are_set(&judge);
    searches_are_made(&judge);
    incidents_are_written(&judge);
    addresses_of_pages_are_bent(&judge);
}

#[test]
fn nothing_runs_or_knocks_at_the_policy_where_raw_html_is_text() {
    nothing_runs(hostile(false), true);
}

#[test]
fn nothing_runs_where_raw_html_passes_and_the_policy_is_off() {
    nothing_runs(hostile(true), false);
}

/// Scripts write the names of those who come on call while a page is open: everybody's turn comes.
fn people_take_turns(judge: &Judge) {
    for page in ["index.html", "inserts/index.html", "people/p-0/index.html"] {
        judge.visit(&format!("{}{page}", judge.site));
        let names = judge.browser.evaluate(
            "(() => {
                const names = new Set();
                for (let week = 0; week < 190; week += 1) {
                    sleepClock(7 * 24 * 3600 * 1000);
                    dispatchEvent(new PageTransitionEvent('pageshow'));
                    document.querySelectorAll('#on-call [data-person]').forEach(({ textContent }) => names.add(textContent));
                }
                return names.size;
            })()",
        );
        assert!(page != "index.html" || names.as_u64().unwrap() > 100, "only {names} names were seen");
        judge.judge(page);
    }
}

/// Filters and the calendar of one's own show what is chosen.
fn filters_are_set(judge: &Judge) {
    for page in ["index.html", "schedule/index.html", "hand-offs/index.html"] {
        judge.visit(&format!("{}{page}", judge.site));
        let chosen = judge.browser.evaluate(
            "(() => {
                let chosen = 0;
                for (const select of document.querySelectorAll('select')) {
                    // The browser takes so many changes of an address at once, and no more.
                    for (const { value } of [...select.options].filter((_, at) => at % 8 === 0)) {
                        select.value = value;
                        for (const type of ['input', 'change']) select.dispatchEvent(new Event(type, { bubbles: true }));
                        chosen += 1;
                    }
                }
                return chosen;
            })()",
        );
        assert!(page != "schedule/index.html" || chosen.as_u64().unwrap() > 20, "only {chosen} were chosen");
        judge.judge(page);
    }
}

/// What is looked for stands in the field and in what the search says; what is found, with its context, among the hits.
fn searches_are_made(judge: &Judge) {
    judge.visit(&judge.site);
    let words = ["pwned", "script", "onerror", "img", "javascript", "onclick", "evil", "svg", "data", "title", "x"];
    let words: Vec<_> = words.into_iter().chain(texts()).collect();
    let hits = judge.browser.evaluate(&format!(
        "(async () => {{
            const field = document.getElementById('site:search');
            const box = field.closest('.search');
            field.focus();
            let hits = 0;
            for (const words of {}) {{
                field.value = words;
                field.dispatchEvent(new Event('input', {{ bubbles: true }}));
                for (let turn = 0; turn < 300 && box.querySelector('[aria-busy]'); turn += 1) {{
                    await new Promise((next) => setTimeout(next, 5));
                }}
                hits += document.querySelectorAll('.search [role=option]').length;
            }}
            return hits;
        }})()",
        json!(words)
    ));
    assert!(hits.as_u64().unwrap() > 50, "only {hits} hits");
    judge.judge("the search");
}

/// What is written about an incident is shown to be copied.
fn incidents_are_written(judge: &Judge) {
    judge.visit(&format!("{}inserts/", judge.site));
    let shown = judge.browser.evaluate(&format!(
        "(() => {{
            let shown = 0;
            for (const text of {}) {{
                for (const field of document.querySelectorAll('.incident [data-field]')) {{
                    field.value = text;
                    field.dispatchEvent(new Event('input', {{ bubbles: true }}));
                }}
                shown += document.querySelector('.incident [id$=-red]').textContent.includes('pwned()');
            }}
            return shown;
        }})()",
        json!(texts())
    ));
    assert!(shown.as_u64().unwrap() > 100, "only {shown} were shown");
    judge.judge("the incident");
}

/// What stands behind `?` and `#` in an address is anybody's, too.
fn addresses_of_pages_are_bent(judge: &Judge) {
    let page = "schedule/index.html";
    judge.visit(&format!("{}{page}", judge.site));
    for text in texts().into_iter().step_by(6) {
        let bent = json!(format!("?person={}&shift={0}#{0}", encoded(text)));
        judge.browser.evaluate(&format!(
            "history.replaceState(null, '', location.pathname + {bent}), dispatchEvent(new PopStateEvent('popstate')),
                dispatchEvent(new HashChangeEvent('hashchange')), 0"
        ));
    }
    judge.judge("an address");
    for text in ["\"><img src=x onerror=pwned()>", "javascript:pwned()"] {
        for page in ["schedule/", "inserts/", "no/such/page", ""] {
            let bent = encoded(text);
            judge.visit(&format!("{}{page}?person={bent}&shift={bent}&q={bent}#{bent}", judge.site));
        }
    }
}

#[test]
fn what_is_tried_gets_as_far_as_the_pages() {
    let site = hostile(true);
    let judge = Judge::new(&site.url, true);
    judge.visit(&format!("{}people/", site.url));
    let text = judge.browser.evaluate("document.querySelector('main').textContent");
    let text = text.as_str().unwrap();
    // A roster takes no control characters, and trims.
    let names: Vec<_> = texts().into_iter().filter(|name| !name.chars().any(char::is_control)).collect();
    let missing: Vec<_> = names.iter().filter(|name| !text.contains(name.trim())).collect();
    assert!(names.len() > 150 && missing.is_empty(), "{missing:?}");
    let published = files(&site.folder);
    let allowed = FILES.iter().filter(|name| published.contains_key(**name) || published.contains_key(&page_of(name)));
    assert!(allowed.count() > 5, "names of files");
    judge.visit(&format!("{}addresses/", site.url));
    let links = judge.browser.evaluate("document.querySelectorAll('.prose a').length");
    assert!(links.as_u64().unwrap() > 20 && !ADDRESSES.is_empty(), "only {links} links");
}

fn page_of(name: &str) -> String {
    format!("{}/index.html", name.strip_suffix(".md").unwrap_or(name))
}

/// Faults are planted in a page that is without one: each is seen.
#[test]
fn the_judge_sees_what_runs_and_what_could() {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files(&hostile(false).folder) {
        if path.starts_with("assets/") || path.starts_with("people/p-1/") || !path.contains('/') {
            write(folder.path(), &path, &bytes);
        }
    }
    let page = folder.path().join("people/p-1/index.html");
    let whole = fs::read_to_string(&page).unwrap();
    let planted = |fault: &str| fs::write(&page, whole.replace("</h1>", &format!("</h1>{fault}"))).unwrap();
    let site = serve(folder.path().to_owned(), PATH);
    let url = format!("{site}people/p-1/");
    let judge = Judge::new(&site, false);
    for (fault, seen) in [
        ("<script>pwned()</script>", "ran: pwned()"),
        ("<img src=x onerror=pwned()>", "ran: pwned()"),
        ("<svg onload=alert(1)></svg>", "ran: alert(1)"),
        ("<iframe srcdoc='<script>parent.pwned()</script>'></iframe>", "ran: pwned()"),
        ("<b onclick=pwned()>x</b>", "the attribute onclick"),
        ("<a href=' java&Tab;script:pwned()'>x</a>", "leads to javascript:"),
        ("<template><a href='data:text/html,x'>x</a></template>", "leads to data:"),
        ("<base href=//evil.example/>", "an element that no page has"),
        ("<img src=//evil.example/x.png>", "asked for http://evil.example/x.png"),
        ("<div style='color: red'>x</div>", "the attribute style"),
        ("<meta http-equiv=refresh content='9;url=//evil.example/'>", "a way out of the site"),
        ("<form></form>", "an element that no page has"),
        ("<img name=cookie src=x>", "document.cookie is taken"),
    ] {
        planted(fault);
        let faults = judge.faults(&url);
        assert!(faults.contains(seen), "{fault}: {faults}");
    }
    let judge = Judge::new(&site, true);
    planted("<img src=x onerror=pwned()><script>pwned()</script>");
    let faults = judge.faults(&url);
    assert!(!faults.contains("pwned()\n") && faults.contains("it knocked at script-src"), "{faults}");
    planted("");
    assert_eq!(judge.faults(&url), "");
}
