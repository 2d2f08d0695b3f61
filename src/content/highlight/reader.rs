//! Passing over code from its start to its end.

use super::class::Class;
use super::paint::Run;

/// Code, how far it is read, and what was found. Every step leads forward.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    code: &'a str,
    at: usize,
    runs: Vec<Run>,
}

impl<'a> Reader<'a> {
    /// At the start of the code.
    pub(super) const fn new(code: &'a str) -> Self {
        Self { code, at: 0, runs: Vec::new() }
    }

    /// What was found.
    pub(super) fn into_runs(self) -> Vec<Run> {
        self.runs
    }

    /// What is still to be read.
    pub(super) fn rest(&self) -> &'a str {
        self.code.get(self.at..).unwrap_or_default()
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character just read.
    pub(super) fn previous(&self) -> Option<char> {
        self.code.get(..self.at)?.chars().next_back()
    }

    /// Whether `text` comes next.
    pub(super) fn is_at(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Reads so many bytes, which are of this class; gives them.
    pub(super) fn take(&mut self, bytes: usize, class: impl Into<Option<Class>>) -> &'a str {
        let end = self.code.ceil_char_boundary((self.at + bytes).min(self.code.len()));
        let taken = self.code.get(self.at..end).unwrap_or_default();
        self.at = end;
        self.runs.push(Run { end, class: class.into() });
        taken
    }

    /// Reads one character, which is plain.
    pub(super) fn skip(&mut self) {
        self.take(self.peek().map_or(0, char::len_utf8), None);
    }

    /// Reads as long as characters are as wanted.
    pub(super) fn take_while(&mut self, is_wanted: impl Fn(char) -> bool, class: impl Into<Option<Class>>) -> &'a str {
        let rest = self.rest();
        self.take(rest.find(|one| !is_wanted(one)).unwrap_or(rest.len()), class)
    }

    /// Reads the rest of the line, without its end.
    pub(super) fn take_line(&mut self, class: impl Into<Option<Class>>) -> &'a str {
        self.take_while(|one| one != '\n', class)
    }

    /// How long the text between quotes is that begins here with `open`: both counted, up to the end of the code, or of
    /// the line if it may not go on there. After a backslash a quote means itself if `escapes`.
    pub(super) fn quoted(&self, open: &str, close: &str, escapes: bool, is_long: bool) -> usize {
        let rest = self.rest();
        let mut at = open.len();
        while let Some(next) = rest.get(at..).and_then(|rest| rest.chars().next()) {
            let tail = rest.get(at..).unwrap_or_default();
            if tail.starts_with(close) {
                return at + close.len();
            }
            if next == '\n' && !is_long {
                return at;
            }
            at += next.len_utf8();
            if next == '\\' && escapes {
                at += rest.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            }
        }
        rest.len()
    }
}
