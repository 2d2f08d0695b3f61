//! What `init` writes, for teams of every size and names of every kind.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]

use hausmeister::Env;
use hausmeister::diagnostics::render::Report;
use hausmeister::diagnostics::{Sink, Sources};
use hausmeister::feeds::FeedKey;
use hausmeister::starter::{Ci, Starter, files};
use hausmeister::time::{When, Zone};
use proptest::prelude::*;

fn starter(people: &[&str], ci: Ci) -> Starter {
    Starter {
        team: String::from("Data Infra"),
        zone: Zone::named("Europe/Berlin").unwrap(),
        starts: "2026-11-16".parse().unwrap(),
        people: people.iter().map(|name| (*name).to_owned()).collect(),
        ci,
    }
}

/// What `check --strict` would say of the files, on a day.
fn problems(starter: &Starter, now: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files(starter) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let project = hausmeister::project::read(folder.path(), Some("0")).unwrap();
    let env = Env { now: now.parse::<When>().unwrap(), base_url: None, feed_key: FeedKey::new(b"") };
    let build = hausmeister::build(project, &env);
    Report { sources: &build.sources, problems: &build.problems }.text(false, 120)
}

#[test]
fn teams_of_every_size_pass_on_every_day_of_the_week() {
    let names = ["Ana", "Bea", "Cas", "Dov", "Eli", "Fay", "Gus", "Hal", "Ida", "Jon", "Kim", "Lou"];
    for size in [3, 4, 5, 6, 7, 12] {
        for now in ["2026-11-24", "2026-11-29 23:00"] {
            assert_eq!(problems(&starter(&names[..size], Ci::None), now), "", "{size} people on {now}");
        }
    }
}

#[test]
fn a_rotation_may_begin_later() {
    let starter = Starter { starts: "2027-02-01".parse().unwrap(), ..starter(&["Ana", "Bea", "Cas", "Dov"], Ci::None) };
    assert_eq!(problems(&starter, "2026-11-25"), "");
}

#[test]
fn workflows_install_what_wrote_them() {
    let installed = format!("cargo install hausmeister@{} --locked", env!("CARGO_PKG_VERSION"));
    let all = [Ci::Github, Ci::Gitlab].map(|ci| files(&starter(&["Ana", "Bea", "Cas"], ci)));
    for (path, text) in all.into_iter().flatten().filter(|(path, _)| path.contains(".git") && !path.contains("ignore"))
    {
        assert!(text.contains(&installed), "{path}");
        assert!(!text.contains("--path"), "{path}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever people are called, the roster says exactly that.
    #[test]
    fn names_come_through(
        team in "[^\\p{C}\\p{Z}][^\\p{C}]{0,20}[^\\p{C}\\p{Z}]",
        people in prop::collection::vec("[^\\p{C}\\p{Z}][^\\p{C}]{0,20}[^\\p{C}\\p{Z}]", 3..6),
    ) {
        let mut starter = starter(&[], Ci::None);
        (starter.team, starter.people) = (team, people);
        let (_, text) = files(&starter).into_iter().find(|(path, _)| *path == "roster.yaml").expect("a roster");
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("roster.yaml", text.as_str());
        let roster = hausmeister::roster::read(&text, source, &mut sink).expect("a roster");
        let problems = sink.into_problems();
        prop_assert!(problems.is_empty(), "{}\n{text}", Report { sources: &sources, problems: &problems }.text(false, 120));
        prop_assert_eq!(roster.team, starter.team);
        prop_assert_eq!(roster.people.iter().map(|person| &person.name).collect::<Vec<_>>(), starter.people.iter().collect::<Vec<_>>());
    }
}
