//! A project's own templates: what they replace, and what is told where they do not work.

use super::*;

#[test]
fn a_projects_own_templates_and_assets_take_the_place_of_the_built_in_ones() {
    let own = "{% extends \"base.html\" %}{% block main %}<p>{{ site.team }} has lost this page</p>{% endblock main %}";
    let templates = vec![("404.html", own), ("assets/style.css", "p { color: red }"), ("assets/logo.svg", "<svg/>")];
    let rendered = Fixture { templates, ..Fixture::default() }.render();
    assert_eq!(rendered.problems, [""; 0]);
    assert!(rendered.text("404.html").contains("<p>Data &lt;Infra&gt; has lost this page</p>"));
    assert_eq!(rendered.text("assets/style.css"), "p { color: red }");
    assert_eq!(rendered.text("assets/logo.svg"), "<svg/>");
    assert!(rendered.text("index.html").contains("On call now"));
}

#[test]
fn the_tree_of_runbooks_is_filled_where_a_frame_shows_it() {
    let blocks =
        ["title", "description", "robots", "styles", "offline", "scripts", "notice", "kind", "data_id", "main"];
    let block = |name: &&str| format!("{{% block {name} %}}{{% endblock {name} %}}");
    let frame = format!("{}{{% block footer %}}{{% endblock footer %}}", blocks.iter().map(block).collect::<String>());
    let including = format!("{frame}{{% include \"side.html\" %}}");
    let of = |frame: &str, tree: &str| {
        let side = "<aside>{{ navigation | safe }}</aside>";
        let mut templates = vec![("base.html", frame), ("navigation.html", tree)];
        templates.extend(Some(("side.html", side)).filter(|_| frame.contains("side.html")));
        Fixture { templates, ..Fixture::default() }.render()
    };
    let tree = "<a href=\"{{ root }}level-1/\">{{ site.team }}</a>";
    let shown = of(&including, tree);
    assert_eq!(shown.problems, [""; 0]);
    let marked = "<aside><a href=\"../level-1/\" aria-current=\"page\">Data &lt;Infra&gt;</a></aside>";
    assert!(shown.text("level-1/index.html").ends_with(marked), "{}", shown.text("level-1/index.html"));
    let wrong = "{{ roof }}";
    assert!(of(&including, wrong).problems.iter().any(|problem| problem.contains("roof")));
    assert_eq!(of(&frame, wrong).problems, [""; 0], "nobody asked for it");
}

#[test]
fn a_template_that_does_not_work_is_a_problem_at_its_place() {
    let templates =
        vec![("404.html", "<p>é</p>\n{% if %}"), ("load.html", "{{ 1 | nonsense }}"), ("people.html", "{{ people }\n")];
    let rendered = Fixture { templates, ..Fixture::default() }.render();
    snapbox::assert_data_eq!(
        rendered.problems.join("\n"),
        snapbox::str![[r#"
templates/404.html:2:7: template: found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(` (what templates are given is written in hausmeister's `src/site/context.rs`)
templates/load.html:1:8: template: unknown filter `nonsense` (what templates are given is written in hausmeister's `src/site/context.rs`)
templates/people.html:1:11: template: found `}` but expected }} (what templates are given is written in hausmeister's `src/site/context.rs`)
"#]]
    );
    assert!(rendered.tree.get("index.html").is_none());
}

#[test]
fn a_value_that_does_not_exist_is_a_problem_at_its_place() {
    let templates = vec![("load.html", "<h1>Load</h1>\n  {{ page.adress }}")];
    let rendered = Fixture { templates, ..Fixture::default() }.render();
    snapbox::assert_data_eq!(
        rendered.problems.join("\n"),
        snapbox::str![
            "templates/load.html:2:11: template: field `adress` is not defined. Available fields: address, canonical, data, feeds, root (what templates are given is written in hausmeister's `src/site/context.rs`)"
        ]
    );
}

#[test]
fn what_a_projects_template_breaks_in_a_built_in_one_is_told_once() {
    let templates = vec![("own.html", "{% component planning_note() %}{% endcomponent planning_note %}")];
    let twice = Fixture { templates, ..Fixture::default() }.render();
    snapbox::assert_data_eq!(
        twice.problems.join("\n"),
        snapbox::str![
            "templates/own.html:1:1: template: component `planning_note` is defined in both `components.html` and `own.html` (what templates are given is written in hausmeister's `src/site/context.rs`)"
        ]
    );
    // Three people have a page made of the same place of a built-in template.
    let components = include_str!("../../../templates/components.html")
        .replace("component shift_line(shift,", "component shift_line(shift: string,");
    let templates = vec![("components.html", components.as_str())];
    let broken = Fixture { templates, ..Fixture::default() }.render();
    snapbox::assert_data_eq!(
        broken.problems.join("\n"),
        snapbox::str![[r#"
templates/components.html:168:36: template: component argument `shift` (type: `map/struct`) does not match expected type: `string` (what templates are given is written in hausmeister's `src/site/context.rs`)
built-in templates/schedule.html:49:39: template: component argument `shift` (type: `map/struct`) does not match expected type: `string` (what templates are given is written in hausmeister's `src/site/context.rs`)
"#]]
    );
}
