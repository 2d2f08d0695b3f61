//! Keeps the README's roster and examples true.

use hausmeister::diagnostics::render::Report;
use hausmeister::diagnostics::{Sink, Sources};
use hausmeister::schedule;
use hausmeister::time::{Interval, When};

#[test]
fn the_roster_of_the_readme_passes_every_check() {
    let readme = include_str!("../README.md");
    let yaml = readme.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let source = sources.add("README.md", yaml);
    let roster = hausmeister::roster::read(yaml, source, &mut sink);
    if let Some(roster) = roster {
        let now = "2026-11-23".parse::<When>().unwrap().instant(&roster.zone);
        let span = schedule::published_span(&roster, now);
        let plan = schedule::plan(&roster, span.end, &mut sink);
        schedule::coverage::check(&roster, &plan, Interval::new(now, span.end).unwrap(), &mut sink);
    }
    let problems = sink.into_problems();
    assert!(problems.is_empty(), "{}", Report { sources: &sources, problems: &problems }.text(false, 120));
}

/// The palette is what rosters take: a name that they refuse, or a number that is wrong, would mislead.
#[test]
fn the_colours_of_the_readme_are_colours_of_a_roster() {
    let readme = include_str!("../README.md");
    let section = readme.split("### Colours").nth(1).and_then(|rest| rest.split("\n### ").next()).unwrap();
    let palette = section.split("These seven").nth(1).unwrap();
    let colors: Vec<_> = palette.split('`').skip(1).step_by(2).collect();
    assert_eq!(colors.len(), 7);
    let yaml = readme.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    for color in colors {
        let yaml = yaml.replace("color: teal", &format!("color: {color}"));
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("README.md", yaml.as_str());
        let roster = hausmeister::roster::read(&yaml, source, &mut sink).unwrap();
        assert!(!sink.has_errors(), "{color}");
        assert_eq!(roster.shift_types[0].color.as_deref(), Some(color));
    }
}

/// What the README shows of a run is what a golden case proves; the command there also names the day and a file.
#[test]
fn the_examples_of_the_readme_are_golden_cases() {
    let cases = [include_str!("cmd/diff.md"), include_str!("cmd/check-base.md"), include_str!("cmd/cover.md")];
    let shown: Vec<_> = include_str!("../README.md").split("```console\n").skip(1).collect();
    assert_eq!(shown.len(), 3);
    for example in shown {
        let (_, output) = example.split("```").next().unwrap().split_once('\n').unwrap();
        assert!(cases.iter().any(|case| case.contains(output)), "no golden case says:\n{output}");
    }
}
