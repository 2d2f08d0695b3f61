//! Problems for programs: one JSON object, version 1.
//!
//! Its fields are the contract of `check --format json`: they stay, in this order; new ones may come behind.

use std::fmt::Write;

use serde::Serialize;

use super::super::{Label, Problem, Severity, Sources};
use super::Report;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    problems: Vec<Entry<'a>>,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    location: Location<'a>,
    label: &'a str,
    related: Vec<Related<'a>>,
    help: &'a [String],
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    location: Location<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// The report as pretty-printed JSON with a line break at its end.
pub(super) fn render(report: &Report<'_>) -> String {
    let document = Document {
        version: 1,
        problems: report.problems.iter().map(|problem| entry(report.sources, problem)).collect(),
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
    };
    let json = serde_json::to_string_pretty(&document).expect("numbers and texts under names are always JSON");
    without_controls(&json) + "\n"
}

/// The same JSON, in which also those control characters are escaped that JSON does not ask for, U+007F to U+009F: a
/// terminal may obey them. The line breaks stand between values.
fn without_controls(json: &str) -> String {
    let mut plain = String::with_capacity(json.len());
    for character in json.chars() {
        if character.is_control() && character != '\n' {
            // Writing to a string can't fail.
            let _ = write!(plain, "\\u{:04x}", u32::from(character));
        } else {
            plain.push(character);
        }
    }
    plain
}

fn entry<'a>(sources: &'a Sources, problem: &'a Problem) -> Entry<'a> {
    let related = |label: &'a Label| Related { location: location(sources, label), text: &label.text };
    Entry {
        code: problem.code.name(),
        severity: problem.severity().name(),
        message: &problem.message,
        location: location(sources, &problem.place),
        label: &problem.place.text,
        related: problem.related.iter().map(related).collect(),
        help: &problem.help,
    }
}

fn location<'a>(sources: &'a Sources, label: &Label) -> Location<'a> {
    let place = sources.place(label.span);
    Location {
        file: sources.name(label.span.source),
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::super::tests::example;
    use super::*;

    #[test]
    fn every_field_has_its_place() {
        let (sources, problems) = example();
        let json = render(&Report { sources: &sources, problems: &problems });
        assert!(json.ends_with("}\n"));
        assert_data_eq!(
            json,
            str![[r#"
{
  "version": 1,
  "problems": [
    {
      "code": "unknown-person",
      "severity": "error",
      "message": "unknown person `burno`",
      "file": "roster.yaml",
      "line": 6,
      "column": 20,
      "end_line": 6,
      "end_column": 25,
      "label": "not in `people`",
      "related": [
        {
          "file": "roster.yaml",
          "line": 3,
          "column": 3,
          "end_line": 3,
          "end_column": 8,
          "text": "a similar name"
        },
        {
          "file": "content/level 1.md",
          "line": 3,
          "column": 5,
          "end_line": 3,
          "end_column": 10,
          "text": "also here"
        }
      ],
      "help": [
        "did you mean `bruno`?",
        "100%: write it, as in `people`"
      ]
    },
    {
      "code": "idle-person",
      "severity": "warning",
      "message": "`ana` is in no rotation",
      "file": "roster.yaml",
      "line": 2,
      "column": 3,
      "end_line": 2,
      "end_column": 6,
      "label": "",
      "related": [],
      "help": []
    }
  ],
  "errors": 1,
  "warnings": 1
}

"#]]
        );
    }
}
