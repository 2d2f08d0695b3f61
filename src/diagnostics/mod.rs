//! What is wrong with the inputs, said to the person who must fix it.
//!
//! A [`Problem`] names its [`Code`], the places in the sources it speaks of, and what to do. Every check pushes
//! what it finds into one [`Sink`] and goes on, so that one run tells everything. Nothing here reads a file or
//! prints: [`sources::Sources`] holds the texts, [`render`] turns problems into text, JSON or annotations.

pub mod render;
pub mod sources;
pub mod suggest;

use std::fmt;

pub use sources::{SourceId, Sources};

/// How much a problem weighs: an error keeps a site from being published, a warning does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published until it is mended.
    Error,
    /// Worth mending; fails only `check --strict`.
    Warning,
}

impl Severity {
    /// The word of the severity as the reports write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Declares [`Code`] with its names and severities in one table.
macro_rules! codes {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// The kind of a problem: a stable name that scripts may rely on.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])+ $variant,)+ }

        impl Code {
            /// Every code, in the order of the roster's contract.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The code as reports write it, such as `unknown-key`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The severity that problems of this code have.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// The file is not YAML, not UTF-8, or not a mapping.
    Syntax = "syntax", Error;
    /// A key that has no meaning where it stands.
    UnknownKey = "unknown-key", Error;
    /// A key written twice in one mapping.
    DuplicateKey = "duplicate-key", Error;
    /// A value of another form than its key asks for, or a needed key that is missing.
    BadValue = "bad-value", Error;
    /// A person's id that stands in no entry of `people`.
    UnknownPerson = "unknown-person", Error;
    /// A shift type's id that stands in no entry of `shifts`.
    UnknownShift = "unknown-shift", Error;
    /// A rotation's id that stands in no entry of `rotations`.
    UnknownRotation = "unknown-rotation", Error;
    /// Shift types that follow each other in a circle.
    CircularFollow = "circular-follow", Error;
    /// An override that names someone who does not hold the shift.
    StaleOverride = "stale-override", Error;
    /// A level of escalation that nobody holds for a while.
    Gap = "gap", Error;
    /// One person in two places at once.
    Clash = "clash", Error;
    /// A shift that falls into its holder's time away.
    Away = "away", Error;
    /// A shift of someone who has not joined yet or has left.
    NotAMember = "not-a-member", Error;
    /// Too little time between two shifts of one person.
    Rest = "rest", Warning;
    /// A rotation that loads some people far more than others.
    Uneven = "uneven", Warning;
    /// An override that covers no shift.
    DeadOverride = "dead-override", Warning;
    /// A person that no rotation and no override names.
    IdlePerson = "idle-person", Warning;
    /// A calendar that is too large for some of those who fetch it.
    LargeFeed = "large-feed", Warning;
    /// A change of the roster that alters shifts that have begun.
    PastChanged = "past-changed", Error;
    /// A change of the roster that alters shifts that begin within the notice period.
    ShortNotice = "short-notice", Error;
    /// A link in a runbook that leads nowhere.
    BrokenLink = "broken-link", Error;
    /// A runbook whose review is overdue.
    StaleRunbook = "stale-runbook", Warning;
    /// An address on another host that does not answer as a page does.
    DeadLink = "dead-link", Warning;
    /// Two pages or files that want one address.
    DuplicateAddress = "duplicate-address", Error;
    /// A file of the content that can't be read or named as a page.
    BadFile = "bad-file", Error;
    /// A value of the roster in a runbook's text that there is not, or that can't stand there.
    BadInsert = "bad-insert", Error;
    /// A template that does not load or render.
    Template = "template", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A run of bytes in one of the [`Sources`]: `start..end`, on character borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file the bytes stand in.
    pub source: SourceId,
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes `start..end` of `source`.
    #[must_use]
    pub const fn new(source: SourceId, start: usize, end: usize) -> Self {
        Self { source, start, end }
    }
}

/// A place in a source with what is to be said about it (may be empty).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words set beside the place; empty for the bare mark.
    pub text: String,
}

/// One thing that is wrong, with its place and the way out.
///
/// Messages are lower-case, put names and values in back-ticks, say what was found and what was expected, and end
/// without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem it is.
    pub code: Code,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it is.
    pub place: Label,
    /// Other places that explain it, such as the definition of the nearest name.
    pub related: Vec<Label>,
    /// What to do about it, a line each.
    pub help: Vec<String>,
}

impl Problem {
    /// A problem of `code` at `span`.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place: Label { span, text: String::new() },
            related: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Sets the words beside the problem's place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.place.text = text.into();
        self
    }

    /// Adds another place that explains the problem.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Adds a line of help.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// The severity of the problem's code.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// So many names at most are compared with wrong ones in a run. Thousands of wrong names among thousands of known ones
/// would otherwise take the product of the two, and who reads the hundredth guess?
const MOST_COMPARED: usize = 50_000;

/// Where problems gather. No check stops the run at its first find.
#[derive(Debug, Default)]
pub struct Sink {
    problems: Vec<Problem>,
    /// How many names have been compared with wrong ones.
    compared: usize,
}

impl Sink {
    /// Takes one more problem.
    pub fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// As [`suggest::nearest`], for a problem of this run; none once enough names have been compared.
    #[must_use]
    pub fn nearest<'a>(&mut self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        let known: Vec<_> = known.into_iter().take(MOST_COMPARED + 1).collect();
        if self.may_compare(known.len()) { suggest::nearest(wrong, known) } else { None }
    }

    /// Whether a wrong name may yet be compared with so many known ones; it counts as done then.
    #[must_use]
    pub fn may_compare(&mut self, names: usize) -> bool {
        let compared = self.compared.saturating_add(names);
        let is_few = compared <= MOST_COMPARED;
        if is_few {
            self.compared = compared;
        }
        is_few
    }

    /// Whether a problem so far is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity() == Severity::Error)
    }

    /// The problems by source, place, code and message, each once.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems;
        problems.sort_by(|a, b| (a.place.span, a.code, &a.message).cmp(&(b.place.span, b.code, &b.message)));
        problems.dedup();
        problems
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use snapbox::{assert_data_eq, str};

    use super::*;

    #[test]
    fn codes_are_stable_and_unique() {
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        let table: Vec<_> = Code::ALL.iter().map(|code| format!("{code}: {}", code.severity().name())).collect();
        assert_data_eq!(
            table.join("\n"),
            str![[r#"
syntax: error
unknown-key: error
duplicate-key: error
bad-value: error
unknown-person: error
unknown-shift: error
unknown-rotation: error
circular-follow: error
stale-override: error
gap: error
clash: error
away: error
not-a-member: error
rest: warning
uneven: warning
dead-override: warning
idle-person: warning
large-feed: warning
past-changed: error
short-notice: error
broken-link: error
stale-runbook: warning
dead-link: warning
duplicate-address: error
bad-file: error
bad-insert: error
template: error
"#]]
        );
    }

    #[test]
    fn a_sink_gives_each_problem_once_in_the_order_of_the_sources() {
        let mut sources = Sources::default();
        let (roster, page) = (sources.add("roster.yaml", "people:"), sources.add("content/level-1.md", "#"));
        let problem = |source, start, code| Problem::new(code, Span::new(source, start, start + 1), "wrong");
        let mut sink = Sink::default();
        sink.push(problem(page, 0, Code::BrokenLink));
        sink.push(problem(roster, 3, Code::Rest));
        sink.push(problem(roster, 3, Code::Clash));
        sink.push(problem(roster, 1, Code::Uneven));
        sink.push(problem(roster, 3, Code::Rest));
        let codes: Vec<_> = sink.into_problems().iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [Code::Uneven, Code::Clash, Code::Rest, Code::BrokenLink]);
    }

    #[test]
    fn so_many_names_are_compared_and_no_more() {
        let known: Vec<_> = (0..MOST_COMPARED / 2).map(|number| format!("person-{number}")).collect();
        let known = || known.iter().map(String::as_str);
        let mut sink = Sink::default();
        for guess in [Some("person-7"), Some("person-7"), None] {
            assert_eq!(sink.nearest("persom-7", known()), guess);
        }
        assert!(!sink.may_compare(1));
        assert_eq!(Sink::default().nearest("persom-7", known().chain(known()).chain(["one too many"])), None);
    }

    #[test]
    fn a_warning_is_no_error() {
        let mut sources = Sources::default();
        let span = Span::new(sources.add("roster.yaml", ""), 0, 0);
        let mut sink = Sink::default();
        sink.push(Problem::new(Code::Rest, span, "too little rest"));
        assert!(!sink.has_errors());
        sink.push(Problem::new(Code::Gap, span, "nobody"));
        assert!(sink.has_errors());
    }
}
