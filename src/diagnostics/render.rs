//! Problems as text for people, JSON for programs, annotations for GitHub.
//!
//! [`Report`] takes the problems in the order they are to be shown and the [`Sources`] they point into, and gives
//! text; it neither sorts nor prints. Nothing in a source, a message or a span makes it panic, and nothing of them
//! reaches a terminal as a control sequence.

mod excerpt;
mod github;
mod json;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Problem, Severity, Sources};
use excerpt::{Excerpt, printable, printable_help};

/// The columns a text may take: with fewer a snippet shows too little, and longer lines are not read.
const WIDTHS: RangeInclusive<usize> = 60..=400;

/// So many problems are told to people, who mend the first and look again; programs get them all.
const MOST_SHOWN: usize = 1_000;

/// Problems with the sources they point into, ready to be written.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The texts of all the problems' spans.
    pub sources: &'a Sources,
    /// The problems, in the order to show.
    pub problems: &'a [Problem],
}

impl Report<'_> {
    /// The problems for people: message, place with its line, related places, help; the last line counts. Of
    /// very many, the first thousand are told.
    ///
    /// `color` sets ANSI colours; `width` is the terminal's, in columns (60 to 400 are used), and long lines of the
    /// sources are cut to it. Empty when there is no problem.
    #[must_use]
    pub fn text(&self, color: bool, width: usize) -> String {
        if self.problems.is_empty() {
            return String::new();
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let width = width.clamp(*WIDTHS.start(), *WIDTHS.end());
        let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(width);
        let mut text = String::new();
        for problem in self.shown() {
            text.push_str(&renderer.render(&[self.group(problem, width)]));
            text.push_str("\n\n");
        }
        let counts = [(self.count(Severity::Error), "error"), (self.count(Severity::Warning), "warning")];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> =
            counts.map(|(count, word)| format!("{count} {word}{}", if *count == 1 { "" } else { "s" })).collect();
        let rest = if self.problems.len() > MOST_SHOWN { "; the first 1,000 are shown" } else { "" };
        text + &counts.join(", ") + rest + "\n"
    }

    /// The problems for programs: one pretty-printed object of version 1 that ends with a line break.
    ///
    /// Lines and columns count from 1, columns in characters; an end is the place after the last character. A
    /// problem of no file has an empty `file`.
    #[must_use]
    pub fn json(&self) -> String {
        json::render(self)
    }

    /// The problems as GitHub's workflow commands, a line each: annotations beside the lines they speak of.
    ///
    /// Source: "Workflow commands for GitHub Actions", setting an error or warning message. The files are named from
    /// the project's root, which GitHub takes for the root of the repository.
    #[must_use]
    pub fn github(&self) -> String {
        github::render(self)
    }

    /// The problems that people are told: of very many, errors before warnings.
    fn shown(&self) -> impl Iterator<Item = &Problem> {
        let errors = self.count(Severity::Error);
        let room = |severity| if severity == Severity::Error { MOST_SHOWN } else { MOST_SHOWN.saturating_sub(errors) };
        let mut left = [Severity::Error, Severity::Warning].map(|severity| (severity, room(severity)));
        self.problems.iter().filter(move |problem| {
            let left = left.iter_mut().find(|(severity, room)| *severity == problem.severity() && *room > 0);
            left.map(|(_, room)| *room -= 1).is_some()
        })
    }

    /// How many problems have a severity.
    fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity() == severity).count()
    }

    /// A problem as the renderer wants it: a title, a snippet for each file, what could not stand in one, the help.
    fn group(&self, problem: &Problem, width: usize) -> Group<'static> {
        let level = match problem.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(printable(&problem.message)).id(problem.code.name());
        let snippets = excerpt::of(self.sources, problem, width).into_iter().map(snippet);
        let group = Group::with_title(title).elements(snippets);
        let labels = std::iter::once(&problem.place).chain(&problem.related);
        let bare = labels.filter(|label| !label.text.is_empty() && excerpt::is_nowhere(self.sources, label));
        let notes = bare.map(|label| Level::NOTE.message(printable(&label.text)));
        let helps = problem.help.iter().map(|help| Level::HELP.message(printable_help(help)));
        group.elements(notes.chain(helps))
    }
}

/// An excerpt with its marks as the renderer wants it.
fn snippet(excerpt: Excerpt) -> Snippet<'static, Annotation<'static>> {
    let annotations = excerpt.marks.into_iter().map(|mark| {
        let kind = if mark.is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(mark.range);
        if mark.label.is_empty() { annotation } else { annotation.label(mark.label) }
    });
    Snippet::source(excerpt.text).line_start(excerpt.first_line).path(excerpt.name).annotations(annotations)
}
