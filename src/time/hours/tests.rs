//! Hours from outside: what texts mean, what they last, and what is said of wrong ones.

mod errors;
mod forms;
mod groups;
mod in_a_zone;
mod properties;
mod weeks;

use chrono::{NaiveDate, NaiveDateTime};

use super::{Hours, HoursError};

fn hours(texts: &[&str]) -> Hours {
    Hours::parse(texts).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

/// The windows in the form of `WeeklyWindow`'s `Display`.
fn windows(texts: &[&str]) -> Vec<String> {
    hours(texts).windows().iter().map(ToString::to_string).collect()
}

/// The only error of the texts, with the piece it is about.
fn error(texts: &[&str]) -> (String, HoursError) {
    let [error] = <[HoursError; 1]>::try_from(Hours::parse(texts).unwrap_err()).unwrap();
    (texts[error.text][error.range.clone()].to_owned(), error)
}
