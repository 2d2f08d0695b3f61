//! The words that stand in no template of a page: those of times, of weekly hours and of what markdown becomes.
//!
//! They are read from `templates/words.yaml`. A project's own file of that name says some or all of them in another
//! way, so that templates alone decide the site's language. What is wrong with it is a problem at its place; the
//! built-in word then stands.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::built_in;
use crate::content::Labels;
use crate::diagnostics::{Code, Problem, Sink, SourceId, Sources, suggest};
use crate::document::{self, Fields, Node, Value, scalars};

/// Its name below `templates/`.
pub const NAME: &str = "words.yaml";

/// The words; `templates/words.yaml` says what each is for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Words {
    /// The language's tag, as `lang` wants it.
    pub language: String,
    /// Of times.
    pub time: TimeWords,
    /// Of weekly hours.
    pub hours: HoursWords,
    /// Of what markdown becomes.
    pub runbook: Labels,
}

/// How times are written; pages hand it to their scripts too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeWords {
    /// Short names of the weekdays, from Monday.
    pub weekdays: [String; 7],
    /// Short names of the months.
    pub months: [String; 12],
    /// A point in time of the running year.
    pub moment: String,
    /// One of another year.
    pub moment_of_another_year: String,
    /// One in the days around now.
    pub moment_nearby: String,
    /// A day.
    pub date: String,
    /// A day without weekday and year.
    pub date_nearby: String,
    /// A point in time in UTC.
    pub stamp: String,
    /// From one moment to another.
    pub from_to: String,
    /// What marks a time as the reader's.
    pub yours: String,
    /// What marks a time as the team's.
    pub of_the_team: String,
    /// A single day.
    pub one_day: String,
    /// Any other number of days.
    pub days: String,
    /// A number of hours.
    pub hours: String,
    /// A number of minutes.
    pub minutes: String,
    /// A number of seconds.
    pub seconds: String,
}

/// How weekly hours are said.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct HoursWords {
    /// Full names of the weekdays, from Monday.
    pub weekdays: [String; 7],
    /// All seven.
    pub every_day: String,
    /// A run of weekdays.
    pub from_to: String,
    /// Between all but the last of several weekdays.
    pub comma: String,
    /// Before the last.
    pub and: String,
    /// Windows that end on the day on which they start.
    pub on_a_day: String,
    /// Windows that end on the day after.
    pub into_the_next_day: String,
    /// A window over more than a day.
    pub until_a_day: String,
    /// A window that ends on its own weekday.
    pub into_the_next_week: String,
    /// Between groups of windows.
    pub semicolon: String,
}

impl Words {
    /// The built-in words, with those of a project's own file among `templates` in their place.
    ///
    /// # Panics
    ///
    /// If the built-in file had not the shape of the structs; a test holds that it has.
    #[must_use]
    pub fn read(templates: &[(String, SourceId)], sources: &Sources, sink: &mut Sink) -> Self {
        let mut words = built_in();
        let own = templates.iter().find(|(name, _)| name == NAME).map(|(_, source)| *source);
        if let Some(own) = own.and_then(|source| document::read(sources.text(source), source, 0, sink))
            && own.value != Value::Empty
        {
            overlay(&mut words, &own, "`words.yaml`", sink);
        }
        serde_json::from_value(json(&words)).expect("an overlay keeps the built-in shape")
    }

    /// The built-in words.
    #[cfg(test)]
    #[must_use]
    pub fn built_in() -> Self {
        Self::read(&[], &Sources::default(), &mut Sink::default())
    }
}

/// The words of the built-in file.
fn built_in() -> Node {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let text = built_in::text(NAME);
    document::read(text, sources.add(NAME, text), 0, &mut sink).expect("the built-in words are YAML")
}

/// Puts what `own` says in the place of what `words` say; `own` may say less, but nothing else.
fn overlay(words: &mut Node, own: &Node, what: &str, sink: &mut Sink) {
    match &mut words.value {
        Value::Map(pairs) => {
            let known: Vec<_> = pairs.iter().map(|(key, _)| key.value.clone()).collect();
            let known: Vec<_> = known.iter().map(String::as_str).collect();
            let Some(fields) = Fields::open(own, what, &known, sink) else { return };
            for (key, word) in pairs {
                if let Some(own) = fields.get(&key.value) {
                    overlay(word, own, &format!("`{}`", key.value), sink);
                }
            }
        }
        Value::List(items) => {
            let example = items.iter().map(written).collect::<Vec<_>>().join(", ");
            match &own.value {
                Value::List(own) if own.len() == items.len() => {
                    items.iter_mut().zip(own).for_each(|(word, own)| overlay(word, own, what, sink));
                }
                _ => {
                    let message = format!("{what} is a list of {} texts", items.len());
                    sink.push(scalars::bad(own.place, message, format!("write for example `[{example}]`")));
                }
            }
        }
        Value::Text(word) => {
            if let Some(own) = text(own, word, sink) {
                *word = own;
            }
        }
        Value::Empty => {}
    }
}

/// What is written instead of `word`; a problem for what can't stand there.
fn text(own: &Node, word: &str, sink: &mut Sink) -> Option<String> {
    let text = scalars::scalar(own, word, sink)?.value;
    if text.chars().any(char::is_control) {
        sink.push(scalars::bad(
            own.place,
            "a control character can't stand in this text",
            format!("write for example `{word}`"),
        ));
        return None;
    }
    let known = marks(word);
    let wrong: Vec<_> = marks(text).difference(&known).copied().collect();
    for mark in &wrong {
        let help = if known.is_empty() {
            String::from("nothing is filled in here")
        } else {
            format!("what is filled in here: {}", suggest::one_of(&known.iter().copied().collect::<Vec<_>>()))
        };
        sink.push(Problem::new(Code::Template, own.place, format!("`{mark}` is not filled in here")).help(help));
    }
    wrong.is_empty().then(|| text.to_owned())
}

/// What is to be filled in: `{weekday}`.
fn marks(pattern: &str) -> BTreeSet<&str> {
    let inner = pattern.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name.len()));
    let starts = pattern.match_indices('{').map(|(at, _)| at);
    starts.zip(inner).filter_map(|(at, length)| pattern.get(at..at + length + 2)).collect()
}

fn written(node: &Node) -> &str {
    if let Value::Text(text) = &node.value { text } else { "…" }
}

fn json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Empty => serde_json::Value::Null,
        Value::Text(text) => text.as_str().into(),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Map(pairs) => pairs.iter().map(|(key, value)| (key.value.clone(), json(value))).collect(),
    }
}

/// `pattern` with the value of each name in braces in its place.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, after))
        });
        let (value, after) = value.unwrap_or(("{", after));
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(own: &str) -> (Words, Vec<String>) {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let source = sources.add("templates/words.yaml", own);
        let words = Words::read(&[(NAME.to_owned(), source)], &sources, &mut sink);
        let told = sink.into_problems().into_iter().map(|problem| {
            let place = sources.place(problem.place.span);
            format!("{}:{}: {} ({})", place.line, place.column, problem.message, problem.help.join("; "))
        });
        (words, told.collect())
    }

    #[test]
    fn a_project_says_some_of_them_in_another_way() {
        let (words, problems) = read(
            "language: de\ntime:\n  weekdays: [Mo, Di, Mi, Do, Fr, Sa, So]\n  moment: '{weekday}, {day}. {month}, {time} Uhr'\nhours: { and: ' und ' }\n",
        );
        assert_eq!(problems, [""; 0]);
        assert_eq!((words.language.as_str(), words.time.weekdays[1].as_str()), ("de", "Di"));
        assert_eq!((words.hours.and.as_str(), words.hours.comma.as_str()), (" und ", ", "));
        assert_eq!(words.runbook, Labels::built_in());
    }

    #[test]
    fn what_is_wrong_is_told_at_its_place_and_the_built_in_word_stands() {
        let (words, problems) = read(
            "langauge: de\ntime:\n  months: [Jan]\n  date: '{weekdy} {day}'\n  days: [a]\nhours: of work\nrunbook:\n  tip: '{tip}'\n  note: \"a\\u0007\"\n",
        );
        assert_eq!(words, Words::built_in());
        assert_eq!(
            problems,
            [
                "1:1: `words.yaml` has no key `langauge` (did you mean `language`?)",
                "3:11: `months` is a list of 12 texts (write for example `[Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec]`)",
                "4:9: `{weekdy}` is not filled in here (what is filled in here: `{day}`, `{month}`, `{weekday}` or `{year}`)",
                "5:9: expected a text, found a list (write for example `{count} days`)",
                "6:8: `hours` is a mapping of keys to values, not a text (its keys are `weekdays`, `every_day`, `from_to`, `comma`, `and`, `on_a_day`, `into_the_next_day`, `until_a_day`, `into_the_next_week` or `semicolon`)",
                "8:8: `{tip}` is not filled in here (nothing is filled in here)",
                "9:9: a control character can't stand in this text (write for example `Note`)",
            ]
        );
        assert_eq!(read("- a").1.len(), 1);
        assert_eq!(read("a: [").1.len(), 1);
        assert_eq!(read("# nothing\n"), (Words::built_in(), Vec::new()));
    }

    #[test]
    fn only_what_is_known_is_filled_in() {
        assert_eq!(fill("{a}{b}, {c} {{a}} {a", &[("a", "1"), ("b", "{a}")]), "1{a}, {c} {1} {a");
        assert_eq!(fill("", &[("a", "1")]), "");
    }

    #[test]
    fn the_whole_built_in_file_is_in_use() {
        // A key that the structs do not know would be left out of them without a word.
        let Value::Map(sections) = built_in().value else { panic!() };
        let keys = |name: &str| {
            let section = sections.iter().find(|(key, _)| key.value == name).map(|(_, node)| &node.value);
            let Some(Value::Map(pairs)) = section else { panic!("{name}") };
            pairs.iter().map(|(key, _)| key.value.clone()).collect::<BTreeSet<_>>()
        };
        let time = serde_json::to_value(Words::built_in().time).unwrap();
        assert_eq!(keys("time"), time.as_object().unwrap().keys().cloned().collect());
    }
}
