//! Problems as GitHub's workflow commands: `::error file=…,line=…::message`, a line each.
//!
//! Source: GitHub's "Workflow commands for GitHub Actions"; what must be escaped is told by `command.ts` of
//! actions/toolkit, which columns are taken by the runner's `ActionCommandManager`.

use super::super::{Label, Problem, Sources, Span};
use super::{Report, excerpt};

/// The report as workflow commands, each ended by a line break.
pub(super) fn render(report: &Report<'_>) -> String {
    report.problems.iter().map(|problem| command(report.sources, problem) + "\n").collect()
}

fn command(sources: &Sources, problem: &Problem) -> String {
    let mut properties = place(sources, &problem.place);
    properties.push(("title", problem.code.name().to_owned()));
    let properties = properties.iter().map(|(name, value)| format!("{name}={}", escape_property(value)));
    let properties: Vec<_> = properties.collect();
    let message = message(sources, problem);
    format!("::{} {}::{}", problem.severity().name(), properties.join(","), escape_data(&message))
}

/// The properties that name a place; none for a place in no file.
fn place(sources: &Sources, label: &Label) -> Vec<(&'static str, String)> {
    let Span { source, start, .. } = label.span;
    let file = sources.name(source);
    if file.is_empty() {
        return Vec::new();
    }
    // GitHub marks the last line whole, also where a span ends with its line break.
    let marked = sources.snippet(label.span).trim_end_matches(['\r', '\n']);
    let place = sources.place(Span::new(source, start, start.saturating_add(marked.len())));
    let mut properties = vec![("file", file.to_owned()), ("line", place.line.to_string())];
    properties.push(("endLine", place.end_line.to_string()));
    // The runner drops all columns, with a complaint, when the lines differ.
    if place.line == place.end_line {
        properties.insert(2, ("col", place.column.to_string()));
        properties.push(("endColumn", place.end_column.to_string()));
    }
    properties
}

/// All that a problem says, a line each: the annotation shows no snippet, so the words beside the places come too.
fn message(sources: &Sources, problem: &Problem) -> String {
    let mut lines = vec![problem.message.clone()];
    lines.extend(Some(problem.place.text.clone()).filter(|text| !text.is_empty()));
    lines.extend(problem.related.iter().map(|label| related(sources, label)));
    let mut lines: Vec<_> = lines.iter().map(|line| excerpt::printable(line)).collect();
    lines.extend(problem.help.iter().map(|help| excerpt::printable_help(&format!("help: {help}"))));
    lines.join("\n")
}

/// A related place in words, with its name unless it is in no file.
fn related(sources: &Sources, label: &Label) -> String {
    if excerpt::is_nowhere(sources, label) {
        return label.text.clone();
    }
    let place = sources.place(label.span);
    let name = excerpt::name(sources, label.span.source);
    let text = if label.text.is_empty() { String::new() } else { format!(": {}", label.text) };
    format!("{name}:{}:{}{text}", place.line, place.column)
}

/// Escapes a command's message.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a command's property.
fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::super::super::Code;
    use super::super::tests::{ROSTER, example, find};
    use super::*;

    #[test]
    fn a_problem_is_a_line() {
        let (sources, mut problems) = example();
        let roster = find(&sources, problems[0].place.span.source, ROSTER);
        problems.push(Problem::new(Code::Gap, roster, "two\r\nlines"));
        assert_data_eq!(
            render(&Report { sources: &sources, problems: &problems }),
            str![[r#"
::error file=roster.yaml,line=6,col=20,endLine=6,endColumn=25,title=unknown-person::unknown person `burno`%0Anot in `people`%0Aroster.yaml:3:3: a similar name%0Acontent/level 1.md:3:5: also here%0Ahelp: did you mean `bruno`?%0Ahelp: 100%25: write it, as in `people`
::warning file=roster.yaml,line=2,col=3,endLine=2,endColumn=6,title=idle-person::`ana` is in no rotation
::error file=roster.yaml,line=1,endLine=6,title=gap::two␍%0Alines

"#]]
        );
    }

    #[test]
    fn names_are_escaped() {
        let mut sources = Sources::default();
        let source = sources.add("content/a,b:100%.md", "x");
        let problem = Problem::new(Code::BadFile, Span::new(source, 0, 1), "a, b: 100%");
        assert_data_eq!(
            render(&Report { sources: &sources, problems: &[problem] }),
            str![[r#"
::error file=content/a%2Cb%3A100%25.md,line=1,col=1,endLine=1,endColumn=2,title=bad-file::a, b: 100%25

"#]]
        );
    }

    #[test]
    fn a_problem_of_no_file_has_no_place() {
        let mut sources = Sources::default();
        let nowhere = Span::new(sources.add("", ""), 0, 0);
        let problem = Problem::new(Code::BadFile, nowhere, "no runbooks").label("none at all").related(nowhere, "see");
        assert_data_eq!(
            render(&Report { sources: &sources, problems: &[problem] }),
            str![[r#"
::error title=bad-file::no runbooks%0Anone at all%0Asee

"#]]
        );
    }
}
