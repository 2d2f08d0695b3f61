//! What the reports look like, and that no text and no span breaks them.

use proptest::prelude::*;
use snapbox::{assert_data_eq, str};

use super::super::{Code, Problem, SourceId, Sources, Span};
use super::Report;

pub(super) const ROSTER: &str = "\
people:
  ana: { name: Ana Souza }
  bruno: { name: Bruno Lima }

rotations:
  engineers: [ana, burno]
";

/// The first place of `words` in a source.
pub(super) fn find(sources: &Sources, source: SourceId, words: &str) -> Span {
    let start = sources.text(source).find(words).unwrap();
    Span::new(source, start, start + words.len())
}

/// The text of one problem at `start..end` of a file.
fn text_at(text: &str, start: usize, end: usize) -> String {
    let mut sources = Sources::default();
    let source = sources.add("roster.yaml", text);
    let problem = Problem::new(Code::Syntax, Span::new(source, start, end), "wrong").label("here");
    Report { sources: &sources, problems: &[problem] }.text(false, 80)
}

/// An error with related places in two files and help, and a warning without.
pub(super) fn example() -> (Sources, Vec<Problem>) {
    let mut sources = Sources::default();
    let roster = sources.add("roster.yaml", ROSTER);
    let page = sources.add("content/level 1.md", "# Level 1\n\nAsk burno first.\n");
    let unknown = Problem::new(Code::UnknownPerson, find(&sources, roster, "burno"), "unknown person `burno`")
        .label("not in `people`")
        .related(find(&sources, roster, "bruno"), "a similar name")
        .related(find(&sources, page, "burno"), "also here")
        .help("did you mean `bruno`?")
        .help("100%: write it, as in `people`");
    let idle = Problem::new(Code::IdlePerson, find(&sources, roster, "ana"), "`ana` is in no rotation");
    (sources, vec![unknown, idle])
}

#[test]
fn of_very_many_problems_people_are_told_errors_first() {
    let mut sources = Sources::default();
    let source = sources.add("roster.yaml", ROSTER);
    let problem = |code, number: usize| Problem::new(code, Span::new(source, 0, 1), format!("number {number}"));
    let warnings = (0..600).map(|number| problem(Code::IdlePerson, number));
    let problems: Vec<_> = warnings.chain((0..700).map(|number| problem(Code::Gap, number))).collect();
    let report = Report { sources: &sources, problems: &problems };
    let text = report.text(false, 80);
    assert_eq!((text.matches("error[gap]").count(), text.matches("warning[idle-person]").count()), (700, 300));
    assert!(text.starts_with("warning[idle-person]: number 0\n"), "their order stays");
    assert!(text.ends_with("\n700 errors, 600 warnings; the first 1,000 are shown\n"));
    assert_eq!(report.json().matches("\"number ").count(), 1_300);
}

#[test]
fn text() {
    let (sources, problems) = example();
    assert_data_eq!(
        Report { sources: &sources, problems: &problems }.text(false, 80),
        str![[r#"
error[unknown-person]: unknown person `burno`
 --> roster.yaml:6:20
  |
3 |   bruno: { name: Bruno Lima }
  |   ----- a similar name
...
6 |   engineers: [ana, burno]
  |                    ^^^^^ not in `people`
  |
 ::: content/level 1.md:3:5
  |
3 | Ask burno first.
  |     ----- also here
  |
  = help: did you mean `bruno`?
  = help: 100%: write it, as in `people`

warning[idle-person]: `ana` is in no rotation
 --> roster.yaml:2:3
  |
2 |   ana: { name: Ana Souza }
  |   ^^^

1 error, 1 warning

"#]]
    );
}

#[test]
fn text_in_color() {
    let (sources, problems) = example();
    let plain = Report { sources: &sources, problems: &problems }.text(false, 80);
    let colored = Report { sources: &sources, problems: &problems }.text(true, 80);
    let parts = colored.split('\u{1b}').enumerate();
    let stripped: String =
        parts.map(|(at, part)| if at == 0 { part } else { part.split_once('m').unwrap().1 }).collect();
    assert_ne!(colored, plain);
    assert_eq!(stripped, plain);
}

#[test]
fn nothing_to_report() {
    let report = Report { sources: &Sources::default(), problems: &[] };
    assert_eq!(report.text(false, 80), "");
    assert_eq!(report.github(), "");
    assert_data_eq!(
        report.json(),
        str![[r#"
{
  "version": 1,
  "problems": [],
  "errors": 0,
  "warnings": 0
}

"#]]
    );
}

#[test]
fn a_problem_of_no_file_has_no_place() {
    let mut sources = Sources::default();
    let nowhere = sources.add("", "");
    let problem =
        Problem::new(Code::BadFile, Span::new(nowhere, 0, 0), "no runbooks").label("none at all").help("add one");
    let report = Report { sources: &sources, problems: &[problem] };
    assert_data_eq!(
        report.text(false, 80),
        str![[r#"
error[bad-file]: no runbooks
 |
 = note: none at all
 = help: add one

1 error

"#]]
    );
}

#[test]
fn a_source_without_name_is_the_input() {
    let mut sources = Sources::default();
    let source = sources.add("", "team x");
    let problem = Problem::new(Code::Syntax, Span::new(source, 5, 6), "expected `:`");
    assert_data_eq!(
        Report { sources: &sources, problems: &[problem] }.text(false, 80),
        str![[r#"
error[syntax]: expected `:`
 --> <input>:1:6
  |
1 | team x
  |      ^

1 error

"#]]
    );
}

#[test]
fn an_empty_file_has_an_empty_line() {
    assert_data_eq!(
        text_at("", 0, 0),
        str![[r#"
error[syntax]: wrong
 --> roster.yaml:1:1
  |
1 |
  | ^ here

1 error

"#]]
    );
}

#[test]
fn an_empty_span_is_one_mark() {
    assert_data_eq!(
        text_at("team:\nstarts:\n", 5, 5),
        str![[r#"
error[syntax]: wrong
 --> roster.yaml:1:6
  |
1 | team:
  |      ^ here

1 error

"#]]
    );
}

#[test]
fn the_end_of_a_file_is_marked() {
    assert_data_eq!(
        text_at("people: [", 9, 9),
        str![[r#"
error[syntax]: wrong
 --> roster.yaml:1:10
  |
1 | people: [
  |          ^ here

1 error

"#]]
    );
    assert_data_eq!(
        text_at("people: [\n", 10, 10),
        str![[r#"
error[syntax]: wrong
 --> roster.yaml:2:1
  |
2 |
  | ^ here

1 error

"#]]
    );
}

#[test]
fn a_span_of_several_lines_is_marked_in_its_first() {
    assert_data_eq!(
        text_at(ROSTER, 0, 60),
        str![[r#"
error[syntax]: wrong
 --> roster.yaml:1:1
  |
1 | people:
  | ^^^^^^^ here

1 error

"#]]
    );
}

#[test]
fn a_single_line_between_two_places_is_shown() {
    let mut sources = Sources::default();
    let source = sources.add("roster.yaml", ROSTER);
    let problem = Problem::new(Code::DuplicateKey, find(&sources, source, "bruno"), "wrong")
        .related(find(&sources, source, "people"), "in here");
    assert_data_eq!(
        Report { sources: &sources, problems: &[problem] }.text(false, 80),
        str![[r#"
error[duplicate-key]: wrong
 --> roster.yaml:3:3
  |
1 | people:
  | ------ in here
2 |   ana: { name: Ana Souza }
3 |   bruno: { name: Bruno Lima }
  |   ^^^^^

1 error

"#]]
    );
}

#[test]
fn marks_stand_under_tabs_and_wide_characters() {
    assert_data_eq!(
        text_at("\tna: 日本 x", 12, 13),
        str![[r#"
error[syntax]: wrong
 --> roster.yaml:1:9
  |
1 |     na: 日本 x
  |              ^ here

1 error

"#]]
    );
}

#[test]
fn a_carriage_return_before_the_line_break_is_not_shown() {
    assert_data_eq!(
        text_at("team: x\r\nstarts: y\r\n", 15, 20),
        str![[r#"
error[syntax]: wrong
 --> roster.yaml:2:7
  |
2 | starts: y
  |       ^^^ here

1 error

"#]]
    );
}

#[test]
fn control_characters_are_shown_not_sent() {
    let mut sources = Sources::default();
    let source = sources.add("a\u{1b}[2J\n.md", "x: \u{1b}[31m\u{9b}31m\u{202e}");
    let span = Span::new(source, 3, 8);
    let problem = Problem::new(Code::BadFile, span, "a \u{7} b\tc").label("d\r\ne").help("f\u{9b}1m");
    let text = Report { sources: &sources, problems: &[problem] }.text(false, 80);
    assert!(!text.chars().any(|character| character.is_control() && character != '\n'));
    assert_data_eq!(
        text,
        str![[r#"
error[bad-file]: a ␇ b␉c
 --> a␛[2J␊.md:1:4
  |
1 | x: ␛[31m�31m�
  |    ^^^^^ d␍␊e
  |
  = help: f�1m

1 error

"#]]
    );
}

#[test]
fn a_long_line_is_cut_around_its_mark() {
    let long = format!("a: {} MARK {}\nb: x\n", "left ".repeat(200), "right ".repeat(20_000));
    let at = long.find("MARK").unwrap();
    assert_data_eq!(
        text_at(&long, at, at + 4),
        str![[r#"
error[syntax]: wrong
 --> roster.yaml:1:1005
  |
1 | ...eft left left left left left  MARK right right right right right right...
  |                                  ^^^^ here

1 error

"#]]
    );
}

#[test]
fn no_long_line_floods_the_terminal() {
    let long = "word ".repeat(2_000);
    let mut sources = Sources::default();
    let source = sources.add("roster.yaml", format!("{long}\n{long}\n{long}\n"));
    let problem = Problem::new(Code::Syntax, Span::new(source, 9_000, 25_000), long.as_str())
        .related(Span::new(source, 0, 10_000), "all of it")
        .related(Span::new(source, 20_100, 20_250), "the third");
    let text = Report { sources: &sources, problems: &[problem] }.text(false, 80);
    let (title, rest) = text.split_once('\n').unwrap();
    assert!(title.chars().count() < 1_100);
    assert!(rest.lines().all(|line| line.chars().count() <= 100), "{rest}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever the text, the spans and the width.
    #[test]
    fn every_report_can_be_written(
        text in prop_oneof![
            "\\PC{0,60}",
            "(?s).{0,60}",
            "(a|é|日|\u{301}|\u{200d}|\t|\u{1b}|\r|\n|\r\n|\u{feff}| ){0,200}",
            "(\u{301}|日|\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}|x|\t){0,200}",
        ],
        name in "(?s).{0,5}",
        words in "(?s).{0,20}",
        spans in prop::collection::vec((0_usize..260, 0_usize..260), 1..5),
        width in prop_oneof![0_usize..120, Just(usize::MAX)],
    ) {
        let mut sources = Sources::default();
        let source = sources.add(name, text.as_str());
        let other = sources.add("other", text.repeat(2));
        let mut problem = Problem::new(Code::Syntax, Span::new(source, spans[0].0, spans[0].1), words.as_str()).label(words.as_str());
        for (index, &(start, end)) in spans.iter().enumerate().skip(1) {
            problem = problem.related(Span::new(if index == 2 { other } else { source }, start, end), words.as_str());
        }
        let problems = [problem.help(words)];
        let report = Report { sources: &sources, problems: &problems };
        let text = report.text(false, width);
        prop_assert!(!text.chars().any(|character| character.is_control() && character != '\n'), "{text:?}");
        prop_assert!(text.ends_with("\n1 error\n"));
        prop_assert!(report.text(true, width).len() >= text.len());
        prop_assert!(serde_json::from_str::<serde_json::Value>(&report.json()).is_ok());
        prop_assert_eq!(report.github().lines().count(), 1);
    }
}
