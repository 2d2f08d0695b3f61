//! The forms in which a text may write hours.
//!
//! ```text
//! text   = days time "-" time                 one window a day
//!        | weekday time "-" weekday time      one window
//! days   = "daily" | some { "," some }
//! some   = weekday [ "-" weekday ]            Fri-Mon wraps around the week's end
//! ```

use std::iter::successors;
use std::ops::Range;

use chrono::Weekday;

use super::lexemes::{Lexeme, split};
use super::window::DAY;
use super::{EXAMPLES, HoursError, WeeklyWindow};

/// The windows of `text`, the one at `index`, in the order written, or all that is wrong with it.
pub(super) fn parse(index: usize, text: &str) -> Result<Vec<WeeklyWindow>, Vec<HoursError>> {
    let lexemes = split(index, text)?;
    if lexemes.is_empty() {
        return Err(vec![nothing_written(index, 0..text.len())]);
    }
    Reader { index, text, lexemes, next: 0 }.windows().map_err(|error| vec![error])
}

/// The error of a text without hours.
pub(super) fn nothing_written(text: usize, range: Range<usize>) -> HoursError {
    HoursError { text, range, message: "no hours are written here".to_owned(), help: EXAMPLES.to_owned() }
}

/// The bytes of `text` without the white space around it.
pub(super) fn extent(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// Reads lexemes from left to right.
struct Reader<'a> {
    index: usize,
    text: &'a str,
    lexemes: Vec<(Lexeme, Range<usize>)>,
    next: usize,
}

impl Reader<'_> {
    fn windows(mut self) -> Result<Vec<WeeklyWindow>, HoursError> {
        let days = self.days()?;
        let days_extent = 0..self.next;
        let start = self.start_time()?;
        if !self.take(Lexeme::Dash) {
            return Err(self.expected("`-` and the end"));
        }
        let windows = if let Some(end_day) = self.take_day() {
            let end = self.time("the end, a time such as `18:00`")?;
            let [day] = days[..] else {
                let help = format!("begin with one weekday, as in `Mon 18:00 - {end_day} 18:00`; {EXAMPLES}");
                let message = "a window that ends on a named weekday begins on one weekday";
                return Err(self.wrong(days_extent, message.to_owned(), help));
            };
            vec![WeeklyWindow::new(day, start, end_day.num_days_from_monday() * DAY + end)]
        } else {
            let end = self.time("the end, a time such as `18:00` or a weekday and a time")?;
            let end = if end > start { end } else { end + DAY };
            let window = |day: Weekday| WeeklyWindow::new(day, start, day.num_days_from_monday() * DAY + end);
            days.into_iter().map(window).collect()
        };
        self.finish()?;
        Ok(windows)
    }

    /// The days on which windows start, in the order written.
    fn days(&mut self) -> Result<Vec<Weekday>, HoursError> {
        if self.take(Lexeme::Daily) {
            return Ok(days_between(Weekday::Mon, Weekday::Sun).collect());
        }
        let mut days = Vec::new();
        loop {
            let begin = self.next;
            let first = self.take_day().ok_or_else(|| self.expected("a weekday or `daily`"))?;
            let is_range = self.peek(0) == Some(Lexeme::Dash) && matches!(self.peek(1), Some(Lexeme::Day(_)));
            if is_range
                && self.take(Lexeme::Dash)
                && let Some(last) = self.take_day()
            {
                if first == last {
                    let message = format!("`{first}-{last}` may mean one day or all seven");
                    return Err(self.wrong(begin..self.next, message, format!("write `{first}` or `daily`")));
                }
                days.extend(days_between(first, last));
            } else {
                days.push(first);
            }
            if !self.take(Lexeme::Comma) {
                return Ok(days);
            }
        }
    }

    fn start_time(&mut self) -> Result<u32, HoursError> {
        let start = self.time("the start, a time such as `09:00`")?;
        if start < DAY {
            return Ok(start);
        }
        let help = "write `00:00` and the weekday after".to_owned();
        Err(self.wrong(self.next - 1..self.next, "`24:00` ends a day, nothing starts at it".to_owned(), help))
    }

    fn time(&mut self, wanted: &str) -> Result<u32, HoursError> {
        let Some(Lexeme::Time(minutes)) = self.peek(0) else {
            return Err(self.expected(wanted));
        };
        self.next += 1;
        Ok(minutes)
    }

    fn finish(&self) -> Result<(), HoursError> {
        if self.next == self.lexemes.len() {
            return Ok(());
        }
        let rest = self.lexemes[self.next].1.start..extent(self.text).end;
        let message = format!("`{}` is too much here: one text holds one start and one end", &self.text[rest.clone()]);
        let help = "write more windows as a list: `[\"Mon-Fri 09:00-12:00\", \"Mon-Fri 13:00-18:00\"]`".to_owned();
        Err(HoursError { text: self.index, range: rest, message, help })
    }

    fn peek(&self, ahead: usize) -> Option<Lexeme> {
        self.lexemes.get(self.next + ahead).map(|(lexeme, _)| *lexeme)
    }

    /// Steps over `lexeme` if it comes next.
    fn take(&mut self, lexeme: Lexeme) -> bool {
        let is_next = self.peek(0) == Some(lexeme);
        self.next += usize::from(is_next);
        is_next
    }

    fn take_day(&mut self) -> Option<Weekday> {
        let Some(Lexeme::Day(day)) = self.peek(0) else {
            return None;
        };
        self.next += 1;
        Some(day)
    }

    /// The error that something else than `wanted` comes next.
    fn expected(&self, wanted: &str) -> HoursError {
        let end = extent(self.text).end;
        let range = self.lexemes.get(self.next).map_or(end..end, |(_, range)| range.clone());
        let found = if range.is_empty() { "the end".to_owned() } else { format!("`{}`", &self.text[range.clone()]) };
        let message = format!("expected {wanted}, found {found}");
        HoursError { text: self.index, range, message, help: EXAMPLES.to_owned() }
    }

    /// The error about the lexemes at the places `which`, of which there is at least one.
    fn wrong(&self, which: Range<usize>, message: String, help: String) -> HoursError {
        let range = self.lexemes[which.start].1.start..self.lexemes[which.end - 1].1.end;
        HoursError { text: self.index, range, message, help }
    }
}

/// The weekdays from `first` to `last`, both included, over the week's end if need be.
fn days_between(first: Weekday, last: Weekday) -> impl Iterator<Item = Weekday> {
    successors(Some(first), move |day| (*day != last).then(|| day.succ()))
}
