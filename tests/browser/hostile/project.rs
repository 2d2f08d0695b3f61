//! A project whose every text, address and file name is an attempt, and its site.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{NaiveDate, TimeDelta};
use hausmeister::diagnostics::{Code, Problem};
use hausmeister::feeds::KeyFault;
use hausmeister::{Env, project};
use serde_json::{Value, json};

use super::vectors::{ADDRESSES, BREAKOUTS, FILES, MARKDOWN, MARKUP};
use crate::project::{NOW, REVISION};
use crate::server::serve;

/// The path of the site.
pub const PATH: &str = "/'onclick=pwned()/";

/// A served site.
pub struct Hostile {
    /// Where it lies.
    pub folder: PathBuf,
    /// Where it is served, with `/` at its end.
    pub url: String,
}

/// The site, with raw HTML or without.
pub fn hostile(raw_html: bool) -> &'static Hostile {
    static SITES: [OnceLock<Hostile>; 2] = [const { OnceLock::new() }; 2];
    SITES[usize::from(raw_html)].get_or_init(|| Hostile::build(raw_html))
}

/// Every text that is tried where a roster or front matter takes one.
pub fn texts() -> Vec<&'static str> {
    [BREAKOUTS, MARKUP, ADDRESSES].concat()
}

impl Hostile {
    /// Writes the project and builds it. What has errors is not published otherwise; here all that could be made is:
    /// an attempt that is told as a problem must not depend on that.
    fn build(raw_html: bool) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("browser/hostile-{raw_html}"));
        let _was_there = fs::remove_dir_all(&folder);
        write_project(&folder, raw_html);
        let env = Env { now: NOW.parse().unwrap(), base_url: None, feed_key: Err(KeyFault::Missing) };
        let build = hausmeister::build(project::read(&folder, Some(REVISION)).unwrap(), &env);
        // A page with a NUL is refused, and made all the same.
        let is_unread = |problem: &&Problem| problem.code == Code::Syntax && !problem.message.contains("NUL");
        let syntax = build.problems.iter().find(is_unread);
        assert!(syntax.is_none(), "the project can be read: {syntax:?}");
        let out = folder.join("public");
        for (path, file) in build.tree.iter() {
            write(&out, path, &file.bytes);
        }
        Self { url: serve(out.clone(), PATH), folder: out }
    }
}

pub fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn write_project(folder: &Path, raw_html: bool) {
    // JSON is YAML.
    write(folder, "roster.yaml", roster(raw_html).to_string().as_bytes());
    let content = folder.join("content");
    write(&content, "plan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>");
    for name in FILES {
        write(&content, name, b"A page, or a file beside it.\n");
    }
    let texts = texts();
    // Markup that is taken for markup may swallow what comes after it.
    let together = if raw_html { 1 } else { 6 };
    let bodies = [MARKUP, BREAKOUTS].concat();
    let bodies =
        bodies.chunks(together).map(|bodies| bodies.join("\n\n")).chain(MARKDOWN.iter().copied().map(str::to_owned));
    for (number, body) in bodies.enumerate() {
        let text = |ahead: usize| texts[(number + ahead) % texts.len()];
        let aliases: Vec<_> = FILES.get(number).map(|name| format!("/old/{name}/")).into_iter().collect();
        let front = json!({ "title": text(0), "description": text(1), "aliases": aliases });
        write(&content, &format!("page-{number}.md"), format!("---\n{front}\n---\n{body}\n\n## {body}\n").as_bytes());
    }
    write(&content, "addresses.md", addresses().as_bytes());
    write(&content, "inserts.md", INSERTS.as_bytes());
}

/// Every insert, with what the roster gives for it.
const INSERTS: &str = r#"---
panel: escalation
owner: p-0
---
{{ on_call("s-0") }} {{ on_call(1) }} {{ reach(1) }} {{ next_hand_off(1) }} {{ hours("s-1") }} {{ channel("c-0") }}

| [](person:p-1) | [](shift:s-1) |
| --- | --- |
| {{ reach("s-0") }} | {{ channel("c-1") }} |

- [ ] {{ on_call("s-1") }}

{{ escalation() }}

{{ incident_form() }}
"#;

/// Each address as a link and as a picture, in every form that markdown and HTML have.
fn addresses() -> String {
    let mut page = String::from("---\ntitle: Addresses\n---\n");
    for (number, address) in ADDRESSES.iter().enumerate() {
        let _fits = writeln!(
            page,
            "- [a](<{address}>) [b]({address}) ![c](<{address}>) ![d]({address}) <{address}> [e{number}] {address}\n\
             - <a href=\"{address}\">f</a> <a href='{address}'>g</a> <a href={address}>h</a> <img src=\"{address}\">\n\n\
             [e{number}]: <{address}>\n"
        );
    }
    page
}

/// A roster takes no control characters: among many texts, one with some would take away all.
fn plain(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).collect()
}

fn roster(raw_html: bool) -> Value {
    let texts = texts();
    let text = |number: usize| texts[number % texts.len()];
    let day = |number: usize| {
        let days = TimeDelta::days(i64::try_from(number).unwrap());
        NaiveDate::from_ymd_opt(2026, 11, 16).unwrap() + days
    };
    let count = texts.len();
    let people: serde_json::Map<_, _> = (0..count)
        .map(|number| {
            let away = json!({ "from": "2020-01-01", "to": "2020-01-02", "why": text(number + 3) });
            let person = json!({
                "name": text(number),
                "slack": text(number + 1),
                "phone": text(number + 2),
                "email": format!("'onclick=pwned`{number}`&x={number}@example.org"),
                "away": [away],
            });
            (format!("p-{number}"), person)
        })
        .collect();
    let order: Vec<_> = people.keys().rev().cloned().collect();
    let mut shifts = serde_json::Map::new();
    for (number, names) in BREAKOUTS.chunks(12).enumerate() {
        let (hours, rotation) = if number == 0 { ("08:00", "all") } else { ("09:00", "few") };
        let hours = format!("Mon 08:00 - Mon {hours}");
        let duty = |at: usize| {
            let parts: Vec<_> = texts.iter().skip(2 * number + at).step_by(6).map(|text| plain(text)).collect();
            let duty = parts.join("\n");
            assert!(duty.chars().count() < 2_000, "a roster takes no longer text");
            duty
        };
        let duties = json!({ "work_hours": duty(0), "otherwise": duty(1) });
        let shift = json!({ "name": names.concat(), "hours": hours, "rotation": rotation, "duties": duties });
        shifts.insert(format!("s-{number}"), shift);
    }
    let overrides: Vec<_> = (0..count)
        .map(|week| json!({ "shift": "s-0", "week_of": day(7 * week), "person": format!("p-{week}"), "why": text(week) }))
        .collect();
    let holidays: Vec<_> = (0..count).map(|number| json!({ "on": day(number), "name": text(number) })).collect();
    let web = ADDRESSES.iter().filter(|address| address.starts_with("http")).enumerate();
    let channels: serde_json::Map<_, _> = web
        .map(|(number, address)| (format!("c-{number}"), json!(address.replace(['"', '<', '>', ' '], "'"))))
        .collect();
    json!({
        "team": BREAKOUTS[..14].concat(),
        "timezone": "America/Sao_Paulo",
        "starts": "2026-11-16",
        "work_hours": "Mon-Fri 09:00-18:00",
        "publish": { "past": "0 weeks", "ahead": format!("{} weeks", count + 1), "away": true },
        "site": {
            "title": BREAKOUTS[8..].concat(),
            "url": format!("https://example.org{PATH}"),
            "repository": "https://example.org/'onclick=pwned()",
            "slack_url": "https://example.org/'onclick=pwned()",
            "raw_html": raw_html,
            "channels": channels,
        },
        "people": people,
        "rotations": { "all": order, "few": ["p-0", "p-1"] },
        "shifts": shifts,
        "escalation": ["s-0"],
        "overrides": overrides,
        "holidays": holidays,
    })
}
