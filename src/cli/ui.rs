//! The only module that prints. Answers go to standard output, all else to standard error.

use std::env;
use std::io::{self, IsTerminal, Write};

use super::Outcome;
use super::args::{Color, Verbosity};
use super::page::{Page, Tone};
use crate::diagnostics::render::Report;
use crate::diagnostics::{Problem, Sources};
use crate::error::Error;
use crate::receipt::Told;

/// Columns of a report that goes to no terminal.
const WIDTH: usize = 120;

/// Where the program speaks to people.
pub struct Ui {
    color: Color,
    verbosity: Verbosity,
    /// Standard output refused what was written, for another reason than that nobody reads on.
    broken: Option<io::Error>,
}

impl Ui {
    /// Speaks with colours as asked, as much as asked.
    pub fn new(color: Color, verbosity: Verbosity) -> Self {
        Self { color, verbosity, broken: None }
    }

    /// What answers are written on.
    pub fn page(&self) -> Page {
        let size = terminal_size::terminal_size_of(io::stdout());
        Page { width: size.map(|(width, _)| usize::from(width.0)), is_colorful: self.colorful(&io::stdout()) }
    }

    /// Prints an answer as it is.
    pub fn answer(&mut self, text: &str) {
        let mut output = io::stdout().lock();
        if let Err(error) = output.write_all(text.as_bytes()).and_then(|()| output.flush())
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            self.broken = Some(error);
        }
    }

    /// Prints a patch, with what goes and what comes in colour.
    pub fn patch(&mut self, patch: &str) {
        let page = self.page();
        let tone = |line: &str| match line.as_bytes().first() {
            Some(b'-') => Some(Tone::Bad),
            Some(b'+') => Some(Tone::Good),
            Some(b'@') => Some(Tone::Other),
            _ => None,
        };
        let lines = patch.split_inclusive('\n').map(|line| match tone(line) {
            Some(tone) => page.tone(tone, line.trim_end_matches('\n')) + "\n",
            None => line.to_owned(),
        });
        self.answer(&lines.collect::<String>());
    }

    /// Prints a line on how the work goes, unless quiet.
    pub fn say(&mut self, line: &str) {
        if self.verbosity >= Verbosity::Normal {
            self.answer(&format!("{line}\n"));
        }
    }

    /// Prints something worth knowing that fails nothing.
    pub fn note(&self, text: &str) {
        if self.verbosity >= Verbosity::Normal {
            complain(&format!("note: {text}\n"));
        }
    }

    /// Prints what only those want to know who ask for more.
    pub fn detail(&self, text: &str) {
        if self.verbosity >= Verbosity::Verbose {
            complain(&format!("{text}\n"));
        }
    }

    /// Prints why the command could not do its work.
    pub fn failure(&self, error: &Error) {
        let mark = if self.colorful(&io::stderr()) { "\u{1b}[1;31merror\u{1b}[0m" } else { "error" };
        let help = error.help().map(|help| format!("help: {help}\n")).unwrap_or_default();
        complain(&format!("{mark}: {error:#}\n{help}"));
    }

    /// Prints problems to standard error, as text.
    pub fn problems(&self, sources: &Sources, problems: &[Problem]) {
        complain(&Report { sources, problems }.text(self.colorful(&io::stderr()), WIDTH));
    }

    /// Problems as [`problems`](Self::problems) prints them, to be printed now and another time.
    pub fn telling(sources: &Sources, problems: &[Problem]) -> Told {
        let text = |color| Report { sources, problems }.text(color, WIDTH);
        Told { plain: text(false), colored: text(true) }
    }

    /// Prints to standard error what was told about problems.
    pub fn told(&self, told: &Told) {
        complain(if self.colorful(&io::stderr()) { &told.colored } else { &told.plain });
    }

    /// Problems as text for standard output.
    pub fn report(&self, report: &Report<'_>) -> String {
        report.text(self.colorful(&io::stdout()), WIDTH)
    }

    /// The last word: what could not be printed makes the command fail.
    pub fn finish(self, outcome: Outcome) -> Outcome {
        match self.broken {
            Some(error) => {
                complain(&format!("error: could not write to standard output: {error}\n"));
                Outcome::Failed
            }
            None => outcome,
        }
    }

    fn colorful(&self, stream: &impl IsTerminal) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
                stream.is_terminal() && !set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }
}

/// Writes to standard error. Where that fails there is nobody left to tell.
fn complain(text: &str) {
    let _written = io::stderr().lock().write_all(text.as_bytes());
}
