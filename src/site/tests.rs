//! The site from outside: a small team's inputs in, pages out.

mod hand_offs;
mod load;
mod own_templates;
mod runbooks;
mod timeline;

use std::path::Path;

use super::*;
use crate::content::{self, InputFile};
use crate::output::shelf::NoShelf;
use crate::roster;
use crate::schedule::{plan, published_span, week_of};

const ROSTER: &str = r#"
team: Data <Infra>
timezone: America/Sao_Paulo
starts: 2026-11-16
work_hours: Mon-Fri 09:00-18:00
publish: { past: 1 weeks, ahead: 7 weeks }
site: { repository: "https://example.org/repo" }
people:
  ana: { name: Ana Souza, slack: ana, phone: +55 11 5555 0100, email: ana@example.org }
  bruno: { name: "Bruno </script><b> & Co" }
  carla: { name: Carla Dias, timezone: Europe/Berlin }
rotations:
  engineers: [ana, bruno, nobody]
  seniors: [carla]
shifts:
  weekday:
    name: Weekday
    hours: Mon 18:00 - Fri 18:00
    rotation: engineers
    runbook: level-1
    duties: { work_hours: Triage, otherwise: Pager }
  weekend: { hours: Fri 18:00 - Mon 18:00, rotation: engineers, offset: 1 }
  level-2: { hours: Mon 18:00 - Mon 18:00, rotation: seniors }
  tidy: { hours: "Mon 18:00 - Fri 18:00", follows: weekday }
escalation: [[weekday, weekend], level-2]
overrides:
  - { shift: weekday, week_of: 2026-11-30, person: carla, why: "Sick <leave>" }
holidays: [{ on: 2026-12-25, name: Christmas }]
"#;

/// What goes in; [`Fixture::render`] says what comes out.
struct Fixture<'a> {
    roster: String,
    now: &'static str,
    base_url: Option<&'static str>,
    templates: Vec<(&'static str, &'a str)>,
    /// What stands in one of the runbooks.
    pager: &'a str,
    taken: Vec<&'static str>,
    /// More runbooks, by path.
    runbooks: Vec<(&'a str, &'a str)>,
}

/// What came out.
struct Rendered {
    tree: Tree,
    /// `file:line:column: code: message`, by place.
    problems: Vec<String>,
}

impl Default for Fixture<'_> {
    fn default() -> Self {
        Self {
            roster: ROSTER.to_owned(),
            now: "2026-11-25T12:00:00Z",
            base_url: Some("https://example.org/on-call/"),
            templates: Vec::new(),
            pager: "",
            taken: Vec::new(),
            runbooks: Vec::new(),
        }
    }
}

impl Fixture<'_> {
    fn render(self) -> Rendered {
        let (mut sources, mut sink, mut tree) = (Sources::default(), Sink::default(), Tree::default());
        let source = sources.add("roster.yaml", self.roster.as_str());
        let roster = roster::read(&self.roster, source, &mut sink).unwrap();
        let now = self.now.parse().unwrap();
        let (span, week) = (published_span(&roster, now), week_of(&roster, now));
        let schedule = plan(&roster, span.end, &mut sink);
        let page = |path: &str, text: &str| InputFile { path: path.to_owned(), bytes: Some(text.into()) };
        let mut files = vec![
            page("level-1/index.md", "---\ntitle: Level 1\n---\n## First\n## On call\n"),
            page("level-1/pager.md", &format!("---\ntitle: Pager\npanel: escalation\n---\n{}", self.pager)),
            page("map.txt", "assets are copied"),
        ];
        files.extend(self.runbooks.iter().map(|(path, text)| page(path, text)));

        let templates: Vec<_> = self
            .templates
            .into_iter()
            .map(|(name, text)| (name.to_owned(), sources.add(format!("templates/{name}"), text)))
            .collect();
        let words = Words::read(&templates, &sources, &mut sink);
        let library = content::load(files, &surroundings(&roster, &words, now), &mut sources, &mut sink);
        for path in self.taken {
            tree.insert(path, "", "another file").unwrap();
        }
        let feed = |path: &str, kind, person, shift_type| FeedLink {
            path: path.into(),
            name: path.into(),
            kind,
            person,
            shift_type,
        };
        let weekday = roster.find_shift_type("weekday");
        let feeds = [
            feed("calendars/all.ics", FeedKind::Shifts, None, None),
            feed("calendars/shifts/weekday.ics", FeedKind::Shifts, None, weekday),
            feed("calendars/people/ana.ics", FeedKind::Shifts, roster.find_person("ana"), None),
            feed("calendars/pager/weekday.ics", FeedKind::Pager, None, weekday),
            feed("calendars/hand-offs.ics", FeedKind::HandOffs, None, None),
            feed("calendars/away.ics", FeedKind::Away, None, None),
        ];
        let changes = [(String::from("level-1/pager.md"), "2026-11-20T02:30:00Z".parse().unwrap())].into();
        let inputs = Inputs {
            roster: &roster,
            schedule: &schedule,
            span,
            week,
            now,
            revision: "2026-11-20T14:03:00Z".parse().unwrap(),
            words: &words,
            library: &library,
            content_changes: &changes,
            feeds: &feeds,
            base_url: self.base_url,
            templates: &templates,
            wanted: None,
            shelf: &NoShelf,
        };
        let engine = Engine::new(&own_templates(&templates, &sources));
        let bodies = library.pages.iter().map(|page| page.body.clone()).collect();
        render(&inputs, bodies, engine, &mut sources, &mut tree, &mut sink);
        let problem = |problem: crate::diagnostics::Problem| {
            let place = sources.place(problem.place.span);
            let name = sources.name(problem.place.span.source);
            let help = problem.help.first().map_or("", String::as_str);
            format!("{name}:{}:{}: {}: {} ({help})", place.line, place.column, problem.code, problem.message)
        };
        Rendered { tree, problems: sink.into_problems().into_iter().map(problem).collect() }
    }
}

impl Rendered {
    fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.tree.get(path).unwrap_or_else(|| panic!("no {path}")).bytes).unwrap()
    }

    /// The data that a page gives its script.
    fn data(&self, path: &str) -> serde_json::Value {
        let (_, rest) = self.text(path).split_once("schedule-data\">").unwrap();
        serde_json::from_str(rest.split_once("</template>").unwrap().0).unwrap()
    }
}

/// What stands in `text` between two marks, without white space at its ends.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no {start}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}")).0.trim()
}

#[test]
fn makes_what_it_says_that_it_makes() {
    let rendered = Fixture::default().render();
    assert_eq!(rendered.problems, [""; 0]);
    let roster = roster::read(ROSTER, Sources::default().add("", ""), &mut Sink::default()).unwrap();
    let content = ["level-1/", "level-1/pager/", "map.txt"].map(str::to_owned);
    let promised: BTreeSet<_> =
        addresses(&roster).into_iter().chain(content).map(|address| links::file(&address)).collect();
    // The other files of the search are named after what is in them.
    let is_promised = |path: &&str| *path == search::INDEX || !path.starts_with(search::FOLDER);
    let paths = rendered.tree.iter().map(|(path, _)| path);
    let made: BTreeSet<_> = paths.filter(is_promised).map(str::to_owned).collect();
    assert_eq!(made, promised);
}

#[test]
fn without_a_search_no_page_speaks_of_one_and_there_is_no_index() {
    let roster = ROSTER.replace("repository:", "search: false, repository:");
    let rendered = Fixture { roster, ..Fixture::default() }.render();
    assert_eq!(rendered.problems, [""; 0]);
    let paths: Vec<_> = rendered.tree.iter().map(|(path, _)| path).collect();
    assert!(!paths.iter().any(|path| path.starts_with(search::FOLDER) || *path == search::SCRIPT), "{paths:?}");
    let with_search = Fixture::default().render();
    for page in paths.iter().filter(|path| Path::new(path).extension().is_some_and(|extension| extension == "html")) {
        assert!(!rendered.text(page).contains("search"), "{page}");
        assert!(with_search.text(page).contains("search"), "{page}");
    }
}

#[test]
fn shows_who_is_on_call_at_the_build_and_for_how_long_that_holds() {
    let rendered = Fixture::default().render();
    let on_call = between(rendered.text("index.html"), "<section id=\"on-call\"", "</section>");
    let shifts: Vec<_> = on_call.split("data-shift=\"").skip(1).map(|card| between(card, "", "\"")).collect();
    assert_eq!(shifts, ["weekday", "level-2"]);
    let holders: Vec<_> = on_call.split("<h3").skip(1).map(|name| between(name, "data-person=\"", "\"")).collect();
    assert_eq!(holders, ["bruno", "carla"]);
    let times: Vec<_> = on_call.split("<time").skip(1).map(|time| between(time, ">", "<")).collect();
    assert_eq!(times[..2], ["Mon 23 Nov 18:00", "Fri 27 Nov 18:00"]);
    assert!(on_call.contains("20 Nov 2026 14:03 UTC"));
}

#[test]
fn a_runbook_that_asks_for_the_escalation_names_every_level() {
    let rendered = Fixture::default().render();
    let panel =
        between(rendered.text("level-1/pager/index.html"), "<section class=\"compact escalation\"", "</section>");
    let levels: Vec<_> = panel.split("chain-level\">").skip(1).map(|level| between(level, "", "<")).collect();
    assert_eq!(levels, ["Level 1", "Level 2"]);
    let holders: Vec<_> = panel.split("<h3").skip(1).map(|name| between(name, "data-person=\"", "\"")).collect();
    assert_eq!(holders, ["bruno", "carla"]);
    assert!(panel.contains("As built for") && panel.contains("Without JavaScript"));
    assert_eq!(rendered.data("level-1/pager/index.html")["groups"], serde_json::json!([[0, 1], [2]]));
    assert!(!rendered.text("level-1/index.html").contains("escalation-title"));
}

#[test]
fn a_runbook_that_is_also_that_of_a_shift_type_shows_both_and_tells_the_time_once() {
    let roster = ROSTER.replace("runbook: level-1", "runbook: level-1/pager");
    let rendered = Fixture { roster, ..Fixture::default() }.render();
    let page = rendered.text("level-1/pager/index.html");
    let places: Vec<_> = page.split("data-group=\"").skip(1).map(|group| between(group, "", "\"")).collect();
    assert_eq!(places, ["0", "1", "2"]);
    assert_eq!(rendered.data("level-1/pager/index.html")["groups"], serde_json::json!([[0, 1], [2], [0]]));
    assert_eq!(page.matches("class=\"as-of\"").count(), 1);
}

#[test]
fn values_of_the_roster_stand_in_the_text_of_a_runbook() {
    let roster = ROSTER.replace("repository:", "channels: { ops: \"https://chat.example.org/?a&b\" }, repository:");
    let pager = "Call {{ on_call(\"weekday\") }}: {{ reach(\"weekday\") }}, {{ reach(\"level-2\") }}. {{ on_call(\"weekend\") }}.\n\n\
        {{ next_hand_off(1) }}; {{ hours(\"weekday\") }}; {{ channel(\"ops\") }}.\n\n- [ ] {{ on_call(\"tidy\") }}\n";
    let rendered = Fixture { roster, pager, ..Fixture::default() }.render();
    assert_eq!(rendered.problems, [""; 0]);
    let page = rendered.text("level-1/pager/index.html");
    let prose = between(page, "<div class=\"prose\"", "<nav class=\"neighbours\"");
    for part in [
        "data-insert=\"on_call\" data-of=\"2\"><span class=\"held\" data-shift=\"weekday\"><a class=\"person color-1\" data-slot=\"name\" \
         data-person=\"bruno\" href=\"../../people/bruno/\">Bruno &lt;/script&gt;&lt;b&gt; &amp; Co</a></span></span>: ",
        "data-of=\"2\"><span class=\"held\" data-shift=\"weekday\"><span class=\"nobody\" data-slot=\"no-way\">no address in the roster</span>",
        ". <span data-insert=\"on_call\" data-of=\"3\"><span class=\"nobody\">nobody</span></span>.</p>",
        "Fri 4 Dec 18:00</time>, <a class=\"person color-2\" data-slot=\"from\" href=\"../../people/carla/\">Carla Dias</a> to ",
        "; Monday 18:00 to Friday 18:00; <a href=\"https://chat.example.org/?a&amp;b\" rel=\"noopener noreferrer\">#ops</a>.</p>",
    ] {
        assert!(prose.contains(part), "no {part}\nin {prose}");
    }
    let data = rendered.data("level-1/pager/index.html");
    assert_eq!(data["groups"], serde_json::json!([[0, 1], [2], [0], [1], [3]]));
    assert!(prose.starts_with("data-shift-of=\"0\">"), "ticks go by the first level: {prose}");
    let next = data["hand_offs"].as_array().unwrap().iter().find(|next| next[0] == 1_796_418_000).unwrap();
    assert_eq!((&next[1], &next[3]), (&serde_json::json!(0), &serde_json::json!(1)), "from weekday to weekend");
    assert_eq!(rendered.data("index.html")["hand_offs"], serde_json::json!([]));
    // No name stands in the index of the search: tomorrow it is another.
    let is_index = |path: &&str| path.starts_with(search::FOLDER);
    let index: String =
        rendered.tree.iter().map(|(path, _)| path).filter(is_index).map(|path| rendered.text(path)).collect();
    assert!(index.contains("Call Weekday: Weekday, level-2. weekend."), "{index}");
    assert!(index.contains("Weekday, weekend; Monday 18:00 to Friday 18:00; #ops."), "{index}");
}

#[test]
fn a_project_says_the_words_of_an_incident_in_its_own_way() {
    let own = built_in::text("insert.html").replace("Something is not working, and we are on it.", "Wir sind dran:");
    let fixture =
        Fixture { pager: "{{ incident_form() }}\n", templates: vec![("insert.html", &own)], ..Fixture::default() };
    let rendered = fixture.render();
    assert_eq!(rendered.problems, [""; 0]);
    let page = rendered.text("level-1/pager/index.html");
    assert!(page.contains("Wir sind dran: We will write here when it is over."), "{page}");
    assert_eq!(page.matches("data-holder-of=\"0\"").count(), 1);
}

#[test]
fn a_runbook_says_on_which_day_of_the_team_it_last_changed() {
    let rendered = Fixture::default().render();
    // Half past two in the morning by UTC is the evening before in Sao Paulo.
    let changed = between(rendered.text("level-1/pager/index.html"), "Last changed ", "</span>");
    assert_eq!(changed, "<time datetime=\"2026-11-19\">Thu 19 Nov 2026</time>");
    assert!(!rendered.text("level-1/index.html").contains("Last changed"), "git does not know this one");
}

#[test]
fn gives_the_script_every_shift_of_the_span() {
    let data = Fixture::default().render().data("index.html");
    assert_eq!(data["groups"], serde_json::json!([[0, 1], [2], [3]]));
    let names: Vec<_> = data["shift_types"].as_array().unwrap().iter().map(|of| of["id"].as_str().unwrap()).collect();
    assert_eq!(names, ["weekday", "weekend", "level-2", "tidy"]);
    let shifts = data["shifts"].as_array().unwrap();
    let field = |shift: &serde_json::Value, place: usize| shift[place].as_i64().unwrap();
    assert!(shifts.is_sorted_by_key(|shift| field(shift, 2)));
    assert!(shifts.iter().all(|shift| field(shift, 2) < field(shift, 3)));
    assert_eq!(shifts.len(), 9 * 4, "nine weeks of four types");
    let holder =
        |shift| usize::try_from(field(shift, 1)).ok().map(|place| data["people"][place]["id"].as_str().unwrap());
    let weekdays: Vec<_> = shifts.iter().filter(|shift| field(shift, 0) == 0).map(holder).collect();
    assert_eq!(weekdays[..5], [Some("ana"), Some("bruno"), Some("carla"), Some("ana"), Some("bruno")]);
    assert_eq!(weekdays[5], None);
    assert_eq!(data["work_hours"][0], serde_json::json!([9 * 60, 9 * 60]));
    let shown = Fixture::default().render().data("shifts/weekend/index.html");
    assert_eq!(shown["groups"], serde_json::json!([[0]]));
    assert_eq!(shown["shift_types"][0]["id"], "weekend");
}

#[test]
fn builds_between_two_hand_offs_are_equal_and_those_of_a_week_differ_in_who_is_on_call_alone() {
    let at = |now| Fixture { now, ..Fixture::default() }.render().tree;
    // Monday 18:00, Friday 17:59 and Friday 18:00 in Sao Paulo.
    let (monday, friday) = (at("2026-11-23T21:00:00Z"), at("2026-11-27T20:59:59Z"));
    assert_eq!(monday, friday);
    let weekend = at("2026-11-27T21:00:00Z");
    let differs: Vec<_> =
        monday.iter().filter(|(path, file)| weekend.get(path) != Some(file)).map(|(path, _)| path).collect();
    assert_eq!(
        differs,
        ["index.html", "level-1/index.html", "level-1/pager/index.html"]
            .into_iter()
            .chain([
                "service-worker.js",
                "shifts/tidy/index.html",
                "shifts/weekday/index.html",
                "shifts/weekend/index.html"
            ])
            .collect::<Vec<_>>()
    );
}

#[test]
fn what_people_write_is_never_markup() {
    let rendered = Fixture::default().render();
    for (path, file) in rendered.tree.iter().filter(|(path, _)| path.ends_with("index.html")) {
        let page = std::str::from_utf8(&file.bytes).unwrap();
        for raw in ["</script><b>", "<Infra>", "<leave>"] {
            assert!(!page.contains(raw), "{raw} in {path}");
        }
    }
    let home = rendered.text("index.html");
    assert!(home.contains("property=\"og:site_name\" content=\"Data &lt;Infra&gt;\""), "{home}");
    assert!(
        home.contains("property=\"og:description\" content=\"On-call rotation and runbooks of Data &lt;Infra&gt;\"")
    );
    assert!(rendered.text("manifest.webmanifest").contains("\"short_name\": \"Data \\u003cInfra\\u003e\""));
    assert!(rendered.text("favicon.svg").contains(">DI</text>"));
    assert!(rendered.text("people/bruno/index.html").contains("Bruno &lt;/script&gt;&lt;b&gt; &amp; Co"));
    let people = &rendered.data("index.html")["people"];
    assert!(people.as_array().unwrap().iter().any(|person| person["name"] == "Bruno </script><b> & Co"));
}

#[test]
fn the_address_of_the_site_is_written_where_it_is_known() {
    let rendered = Fixture::default().render();
    let person = rendered.text("people/ana/index.html");
    assert!(person.contains("<link rel=\"canonical\" href=\"https://example.org/on-call/people/ana/\">"));
    assert!(person.contains("href=\"webcal://example.org/on-call/calendars/people/ana.ics\""));
    assert!(
        person.contains(
            "type=\"text/calendar\" title=\"calendars/people/ana.ics\" href=\"../../calendars/people/ana.ics\""
        )
    );
    assert!(rendered.text("404.html").contains("href=\"/on-call/schedule/\""));
    let locations: Vec<_> =
        rendered.text("sitemap.xml").split("<loc>").skip(1).map(|loc| between(loc, "", "<")).collect();
    assert_eq!(locations.len(), 14, "{locations:?}");
    assert_eq!(locations[..2], ["https://example.org/on-call/", "https://example.org/on-call/hand-offs/"]);

    let unknown = Fixture { base_url: None, ..Fixture::default() }.render();
    let person = unknown.text("people/ana/index.html");
    assert!(!person.contains("canonical") && !person.contains("webcal:"));
    assert!(person.contains("data-feed href=\"../../calendars/people/ana.ics\""));
    assert!(unknown.text("404.html").contains("href=\"/schedule/\""));
    assert_eq!(unknown.tree.get("sitemap.xml"), None);
    assert!(!unknown.text("robots.txt").contains("Sitemap"));
}

#[test]
fn an_address_that_is_taken_is_a_problem() {
    let rendered = Fixture { taken: vec!["people/ana/index.html", "robots.txt"], ..Fixture::default() }.render();
    snapbox::assert_data_eq!(
        rendered.problems.join("\n"),
        snapbox::str![[r#"
roster.yaml:9:3: duplicate-address: another file and person `ana` both want the address `people/ana/index.html` (give one of them another name; letter case makes no difference)
robots.txt:1:1: duplicate-address: another file and hausmeister's own `robots.txt` both want the address `robots.txt` (give one of them another name; letter case makes no difference)
"#]]
    );
}
