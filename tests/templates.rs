//! A project's own templates, through the program: a theme that takes the place of the built-in one, and broken ones.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]

#[path = "common/files.rs"]
mod files;
#[path = "common/project.rs"]
mod project;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use files::files;
use project::{NOW, build, hausmeister, said};
use tempfile::TempDir;

const ROSTER: &str = "
team: Nachtwache
timezone: Europe/Berlin
starts: 2026-11-16
people:
  ana: { name: Ana Souza }
  bruno: { name: Bruno Lima }
rotations:
  watchers: [ana, bruno]
shifts:
  watch: { hours: Mon 18:00 - Mon 18:00, rotation: watchers }
";

/// A theme: a page of its own kind for runbooks that stands alone, words of another language, and a style.
const THEME: &[(&str, &str)] = &[
    (
        "templates/runbook.html",
        "<!doctype html><html lang=\"de\"><head><title>{{ title }} – {{ site.team }}</title>\
         <link rel=\"stylesheet\" href=\"{{ page.root }}assets/style.css\"></head><body><h1>{{ title }}</h1>\
         <p>Es wacht {% for person in site.people %}{{ person.name }}{% if not loop.last %} oder {% endif %}{% endfor %}.</p>\
         {{ html | safe }}{% for heading in contents %}<a href=\"#{{ heading.id }}\">{{ heading.text }}</a>{% endfor %}</body></html>",
    ),
    ("templates/assets/style.css", "body { font-family: serif }\n"),
    (
        "templates/404.html",
        "{% extends \"base.html\" %}{% block title %}Nicht gefunden{% endblock title %}\
         {% block main %}<h1>Diese Seite gibt es nicht</h1>{% endblock main %}",
    ),
];

/// A small project with files of its own.
fn project(own: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let runbook = ("content/alarm.md", "# Alarm\n\nWake up.\n\n## First\n\nBreathe.\n");
    // Those that come later stand.
    for (path, text) in [("roster.yaml", ROSTER), runbook].iter().chain(own) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The site of a project, which is sound.
fn site(own: &[(&str, &str)]) -> BTreeMap<String, String> {
    let folder = project(own);
    let out = folder.path().join("public");
    let output = build(hausmeister(), folder.path(), &out, NOW);
    assert!(output.status.success(), "{}", said(&output));
    files(&out).into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// What the program says of a project that it refuses; it publishes nothing.
fn refusal(own: &[(&str, &str)]) -> String {
    let folder = project(own);
    let out = folder.path().join("public");
    let output = build(hausmeister(), folder.path(), &out, NOW);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(!out.exists());
    let said = said(&output);
    // Then comes the folder, which has another name every time.
    said.split_once("note: nothing was published").unwrap().0.to_owned()
}

#[test]
fn a_theme_takes_the_place_of_the_built_in_one_file_by_file() {
    let (own, plain) = (site(THEME), site(&[]));
    assert_eq!(own["assets/style.css"], "body { font-family: serif }\n");
    let runbook = &own["alarm/index.html"];
    assert!(
        runbook.starts_with("<!doctype html><html lang=\"de\"><head><title>Alarm – Nachtwache</title>"),
        "{runbook}"
    );
    assert!(runbook.contains("<p>Es wacht Ana Souza oder Bruno Lima.</p><p>Wake up.</p>"), "{runbook}");
    assert!(
        runbook.contains("href=\"../assets/style.css\"") && runbook.contains("<a href=\"#first\">First</a>"),
        "{runbook}"
    );
    let lost = &own["404.html"];
    assert!(lost.contains("<title>Nicht gefunden · Nachtwache</title>") && lost.contains("gibt es nicht"), "{lost}");
    assert!(lost.contains("property=\"og:title\" content=\"Nicht gefunden · Nachtwache\""), "{lost}");
    // What has no file of its own is as it was, but for the names of the assets' new state.
    assert_eq!(own.keys().collect::<Vec<_>>(), plain.keys().collect::<Vec<_>>());
    let version = |site: &BTreeMap<String, String>| {
        let (_, rest) = site["index.html"].split_once("assets/style.css?").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    assert_ne!(version(&own), version(&plain));
    assert_eq!(own["index.html"].replace(&version(&own), &version(&plain)), plain["index.html"]);
}

/// The files of the theme that the README works out: a line that begins with a path in back-ticks, then the text.
fn worked_theme() -> Vec<(String, &'static str)> {
    let readme = include_str!("../README.md");
    let section = readme.split("\n### A theme, worked\n").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    let file = |part: &'static str| {
        let (told, text) = part.split_once("\n```").unwrap();
        let path = told.split('`').next().unwrap();
        let (_, text) = text.split_once('\n').unwrap();
        (format!("templates/{path}"), text.split_once("```\n").unwrap().0)
    };
    section.split("\n`templates/").skip(1).map(file).collect()
}

#[test]
fn the_theme_of_the_readme_works() {
    let theme = worked_theme();
    let paths: Vec<_> = theme.iter().map(|(path, _)| path.as_str()).collect();
    let expected = ["assets/team.css", "base.html", "runbook.html", "words.yaml"];
    assert_eq!(paths, expected.map(|name| format!("templates/{name}")));
    let files: Vec<_> = theme.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let (own, plain) = (site(&files), site(&[]));
    assert_eq!(own["assets/team.css"], theme[0].1);
    assert_eq!(own["assets/style.css"], plain["assets/style.css"]);
    let is_page = |path: &str| Path::new(path).extension().is_some_and(|extension| extension == "html");
    for (path, page) in own.iter().filter(|(path, _)| is_page(path) && *path != "offline.html") {
        assert_eq!(page.matches("/team.css?").count() + page.matches("\"assets/team.css?").count(), 1, "{path}");
        assert!(page.contains("<p class=\"notice\">Is somebody in danger? Call 112 first.</p>"), "{path}");
        assert_eq!(page.contains("Tell Nachtwache, or mend it"), path == "alarm/index.html", "{path}");
    }
    let runbook = &own["alarm/index.html"];
    assert!(runbook.contains("<p>Wake up.</p>") && runbook.contains("<title>Alarm · Nachtwache</title>"), "{runbook}");
    assert!(own["index.html"].contains(">Mon, Nov 23, 18:00<"), "{}", own["index.html"]);
}

#[test]
fn what_is_said_of_a_page_to_search_engines_stands_on_it_only_where_its_author_wrote_it() {
    let pages = site(&[("content/told.md", "---\ndescription: For the night.\n---\n# Told\n")]);
    let is_described =
        |path: &str, words: &str| pages[path].contains(&format!("name=\"description\" content=\"{words}\""));
    assert!(is_described("told/index.html", "For the night."), "{}", pages["told/index.html"]);
    assert!(pages["told/index.html"].contains("<p class=\"lead\">For the night.</p>"), "{}", pages["told/index.html"]);
    assert!(is_described("alarm/index.html", "Alarm: runbook of Nachtwache"), "{}", pages["alarm/index.html"]);
    assert!(!pages["alarm/index.html"].contains("class=\"lead\""), "{}", pages["alarm/index.html"]);
}

#[test]
fn a_mistake_in_what_extends_a_built_in_template_is_shown_at_its_place() {
    let said = refusal(&[("templates/base.html", "{% extends \"built-in/bass.html\" %}\n")]);
    assert!(said.contains("templates/base.html"), "{said}");
    let words = "{% extends \"built-in/base.html\" %}{% block footer %}{{ sight.title }}{% endblock footer %}";
    let said = refusal(&[("templates/base.html", words)]);
    assert!(said.contains("sight") && said.contains("templates/base.html:1:"), "{said}");
}

/// Every word of times, hours and runbooks, said in another way.
const WORDS: &str = "
language: x-marks
time:
  weekdays: [w1, w2, w3, w4, w5, w6, w7]
  months: [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12]
  moment: '~{weekday}/{day}/{month}/{time}'
  moment_of_another_year: '~{weekday}/{day}/{month}/{year}/{time}'
  moment_nearby: '~{weekday}/{time}'
  date: '~{weekday}/{day}/{month}/{year}'
  date_nearby: '~{day}/{month}'
  stamp: '~{day}/{month}/{year}/{time}'
  from_to: '~{start}~{end}'
  yours: '~{text}'
  of_the_team: '~{text}/{place}'
  one_day: '~{count}d'
  days: '~{count}dd'
  hours: '~{count}h'
  minutes: '~{count}m'
  seconds: '~{count}s'
hours:
  weekdays: [W1, W2, W3, W4, W5, W6, W7]
  every_day: '~all'
  from_to: '~{first}~{last}'
  comma: '~'
  and: '~'
  on_a_day: '~{days}/{start}/{end}'
  into_the_next_day: '~{days}/{start}/{end}'
  until_a_day: '~{days}/{start}/{end_day}/{end}'
  into_the_next_week: '~{days}/{start}/{end_day}/{end}+'
  semicolon: '~'
runbook:
  note: '~a'
  tip: '~b'
  important: '~c'
  warning: '~d'
  caution: '~e'
  table: '~f'
  another_table: '~f{number}'
  section: '~g {heading}'
  done: '~h'
  to_do: '~i'
  footnotes: '~j'
  footnote: '~j{number}'
  back: '~k{number}'
";

/// A runbook with everything that markdown can become.
const RUNBOOK: &str = "# Alarm\n\n## First\n\n> [!WARNING]\n> Hot.[^1]\n\n- [ ] look\n- [x] listen\n\n\
    | a |\n|---|\n| b |\n\n| c |\n|---|\n| d |\n\n[^1]: Very.\n";

#[test]
fn no_word_of_times_hours_and_runbooks_stands_outside_of_templates() {
    let site = site(&[("templates/words.yaml", WORDS), ("content/alarm.md", RUNBOOK)]);
    for (path, page) in site.iter().filter(|(path, _)| path.rsplit('.').next() == Some("html")) {
        assert!(page.contains("<html lang=\"x-marks\">"), "{path}");
        for time in page.split("<time ").skip(1) {
            let (_, text) = time.split_once('>').unwrap();
            let is_for_the_script = text.starts_with('–') || text.starts_with("an earlier visit");
            assert!(text.starts_with('~') || is_for_the_script, "{path}: {}", &text[..40]);
        }
        for length in page.split("class=\"length\">").skip(1) {
            assert!(length.starts_with('~'), "{path}: {}", &length[..40]);
        }
    }
    assert!(site["shifts/watch/index.html"].contains("<p class=\"lead\">~W1/18:00/W1/18:00+</p>"));
    assert!(site["index.html"].contains(">~23/m11</text>"), "the timeline's weeks");
    assert!(site["load/index.html"].contains("<td>~168h</td>") || site["load/index.html"].contains("<td>~0h</td>"));
    let runbook = &site["alarm/index.html"];
    for word in ["\"~g First\"", ">~d<", "\"~h\"", "\"~i\"", "\"~f\"", "\"~f2\"", "\"~j\"", "\"~j1\"", "\"~k1\""] {
        assert!(runbook.contains(word), "no {word}");
    }
}

#[test]
fn what_is_wrong_with_the_words_is_shown_at_its_place() {
    snapbox::assert_data_eq!(
        refusal(&[("templates/words.yaml", "time:\n  moment: '{weekday} {hour}'\n")]),
        snapbox::str![[r#"
error[template]: `{hour}` is not filled in here
 --> templates/words.yaml:2:11
  |
2 |   moment: '{weekday} {hour}'
  |           ^^^^^^^^^^^^^^^^^^
  |
  = help: what is filled in here: `{day}`, `{month}`, `{time}` or `{weekday}`

1 error

"#]]
    );
}

#[test]
fn a_template_that_can_not_be_read_is_shown_at_its_place() {
    let broken = "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ title </h1>\n{% endblock main %}\n";
    snapbox::assert_data_eq!(
        refusal(&[("templates/runbook.html", broken)]),
        snapbox::str![[r#"
error[template]: found `</` but expected }}
 --> templates/runbook.html:3:14
  |
3 | <h1>{{ title </h1>
  |              ^^
  |
  = help: what templates are given is written in hausmeister's `src/site/context.rs`

1 error

"#]]
    );
}

#[test]
fn a_value_that_does_not_exist_is_shown_with_those_that_do() {
    let broken = "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ page.titel }}</h1>\n{% endblock main %}\n";
    snapbox::assert_data_eq!(
        refusal(&[("templates/runbook.html", broken)]),
        snapbox::str![[r#"
error[template]: field `titel` is not defined. Available fields: address, [..], root
 --> templates/runbook.html:3:13
  |
3 | <h1>{{ page.titel }}</h1>
  |             ^^^^^
  |
  = help: what templates are given is written in hausmeister's `src/site/context.rs`

1 error

"#]]
    );
    let broken = "<h1>{{ titel }}</h1>\n";
    snapbox::assert_data_eq!(
        refusal(&[("templates/runbook.html", broken)]),
        snapbox::str![[r#"
error[template]: variable `titel` is not defined. Available variables: [..], page, [..]site, [..]
 --> templates/runbook.html:1:8
  |
1 | <h1>{{ titel }}</h1>
  |        ^^^^^
  |
  = help: what templates are given is written in hausmeister's `src/site/context.rs`

1 error

"#]]
    );
}
