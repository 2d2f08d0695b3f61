//! The words, times and marks that hours are written with.
//!
//! A text becomes lexemes with their places, or everything in it that is none. What order they may stand in is for
//! the grammar to say.

use std::ops::Range;

use chrono::Weekday;

use super::{EXAMPLES, HoursError};

/// One word, time or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lexeme {
    /// A weekday, by its full English name or its first three letters.
    Day(Weekday),
    /// The word `daily`.
    Daily,
    /// A time of day in minutes after midnight; 1440 for `24:00`.
    Time(u32),
    /// A hyphen or an en dash.
    Dash,
    /// A comma.
    Comma,
}

/// The names that weekdays go by, each with the short one that messages recommend.
const WEEKDAYS: [(&str, &str); 14] = [
    ("mon", "Mon"),
    ("tue", "Tue"),
    ("wed", "Wed"),
    ("thu", "Thu"),
    ("fri", "Fri"),
    ("sat", "Sat"),
    ("sun", "Sun"),
    ("monday", "Mon"),
    ("tuesday", "Tue"),
    ("wednesday", "Wed"),
    ("thursday", "Thu"),
    ("friday", "Fri"),
    ("saturday", "Sat"),
    ("sunday", "Sun"),
];

/// Words that people write for something that hours say another way.
const OTHER_WORDS: [(&str, &str); 11] = [
    ("weekday", "Mon-Fri"),
    ("weekdays", "Mon-Fri"),
    ("weekend", "Sat,Sun"),
    ("weekends", "Sat,Sun"),
    ("everyday", "daily"),
    ("every", "daily"),
    ("and", ","),
    ("to", "-"),
    ("until", "-"),
    ("till", "-"),
    ("through", "-"),
];

/// Splits `text`, the one at `index`, into lexemes, or says all that is wrong with it.
pub(super) fn split(index: usize, text: &str) -> Result<Vec<(Lexeme, Range<usize>)>, Vec<HoursError>> {
    let mut lexemes = Vec::new();
    let mut errors = Vec::new();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        let length = length(first, &text[start..]);
        let range = start..start + length;
        let piece = &text[range.clone()];
        let read = match first {
            _ if first.is_whitespace() => None,
            '-' | '–' => Some(Ok(Lexeme::Dash)),
            ',' => Some(Ok(Lexeme::Comma)),
            _ if first.is_ascii_digit() => Some(time(piece)),
            _ if first.is_alphabetic() => Some(word(piece)),
            _ => Some(Err((format!("`{piece}` has no meaning in hours"), EXAMPLES.to_owned()))),
        };
        match read {
            Some(Ok(lexeme)) => lexemes.push((lexeme, range)),
            Some(Err((message, help))) => errors.push(HoursError { text: index, range, message, help }),
            None => {}
        }
        start += length;
    }
    if errors.is_empty() { Ok(lexemes) } else { Err(errors) }
}

/// The length in bytes of the piece that `text` begins with, whose first character is `first`.
fn length(first: char, text: &str) -> usize {
    let is_other = |next: char| {
        if first.is_ascii_digit() {
            !(next.is_alphanumeric() || matches!(next, ':' | '.'))
        } else if first.is_alphabetic() {
            !next.is_alphabetic()
        } else {
            true
        }
    };
    text.char_indices().skip(1).find(|(_, next)| is_other(*next)).map_or(text.len(), |(at, _)| at)
}

/// A piece of letters as a lexeme, or a message and help.
fn word(piece: &str) -> Result<Lexeme, (String, String)> {
    // chrono reads exactly the short and the full English names, in any case.
    if let Ok(weekday) = piece.parse() {
        return Ok(Lexeme::Day(weekday));
    }
    let lower = piece.to_lowercase();
    if lower == "daily" {
        return Ok(Lexeme::Daily);
    }
    let help = if let Some((_, instead)) = OTHER_WORDS.iter().find(|(word, _)| *word == lower) {
        format!("write `{instead}` instead; {EXAMPLES}")
    } else if let Some(name) = nearest_name(&lower) {
        format!("did you mean `{name}`? {EXAMPLES}")
    } else {
        format!("weekdays are `Mon`, `Tue`, `Wed`, `Thu`, `Fri`, `Sat` and `Sun`; {EXAMPLES}")
    };
    Err((format!("`{piece}` is no weekday"), help))
}

/// The weekday, or `daily`, that a word in lower case was most likely meant to be.
fn nearest_name(lower: &str) -> Option<&'static str> {
    let known = WEEKDAYS.into_iter().chain([("daily", "daily")]);
    let likeness = |(name, short)| (strsim::jaro(lower, name), short);
    let (likeness, nearest) = known.map(likeness).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness > 0.7).then_some(nearest)
}

/// A piece that begins with a digit as a time, or a message and help.
fn time(piece: &str) -> Result<Lexeme, (String, String)> {
    let minutes = loose_time(piece);
    if let ([a, b, b':', c, d], Some(minutes)) = (piece.as_bytes(), minutes)
        && [a, b, c, d].iter().all(|byte| byte.is_ascii_digit())
    {
        return Ok(Lexeme::Time(minutes));
    }
    let help = match minutes {
        Some(minutes) => format!("write `{:02}:{:02}`", minutes / 60, minutes % 60),
        None => "times go from `00:00` to `23:59`, and `24:00` ends a day".to_owned(),
    };
    Err((format!("`{piece}` is no time of day"), help))
}

/// The minutes after midnight of a time in one of the ways people write it: `9:00`, `09.00`, `9h30`, `0900`, `9pm`.
fn loose_time(piece: &str) -> Option<u32> {
    let lower = piece.to_ascii_lowercase();
    let (digits, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (lower.as_str(), None),
    };
    let (hour, minute) = match digits.split_once([':', '.', 'h']) {
        Some((hour, "")) => (hour, "0"),
        Some(parts) => parts,
        None => digits.split_at_checked(2).filter(|_| digits.len() == 4).unwrap_or((digits, "0")),
    };
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok())?;
    let (hour, minute) = (number(hour)?, number(minute)?);
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    (minute < 60 && hour < 24 || (hour, minute) == (24, 0)).then(|| hour * 60 + minute)
}
