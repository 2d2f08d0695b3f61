//! Inserts: values of the roster in the midst of a runbook's text, such as `{{ on_call("level-2") }}`.
//!
//! The text between the braces goes in; what it asks for, or what is wrong with it, comes out. Nothing here knows a
//! roster: whether there is such a shift type, and what stands in the page in the end, is the site's to say. These few
//! functions are all of the template language that is open to runbooks.

use std::ops::Range;

use super::links::shown;
use crate::diagnostics::{Span, suggest};

/// What begins an insert.
pub(super) const OPEN: &str = "{{";
/// What ends it.
pub(super) const CLOSE: &str = "}}";

/// What an insert asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Who holds a shift now.
    OnCall(Holders),
    /// How to reach them.
    Reach(Holders),
    /// When the next hand-off is, and who gives to whom.
    NextHandOff(Holders),
    /// The hours of the shift type with this id, in words.
    Hours(String),
    /// The channel with this id.
    Channel(String),
    /// Who is on call at each level of escalation.
    Escalation,
    /// A form that writes what is to be said in an incident.
    IncidentForm,
}

/// Whose shifts are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holders {
    /// Those of the shift type with this id.
    ShiftType(String),
    /// Those of a level of escalation, from 1.
    Level(usize),
}

/// An insert of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insert {
    /// What it asks for.
    pub asked: Asked,
    /// Where its argument was written; where it has none, the whole of it.
    pub place: Span,
    /// The byte of the page's text at which it is read.
    pub(super) in_text: usize,
}

/// What is wrong with an insert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The message.
    pub(super) message: String,
    /// What to do.
    pub(super) help: String,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// How to write the braces where no insert is meant.
pub(super) const LITERAL: &str = "for the braces themselves put a backslash before them, or back-ticks around them";

/// That a block stands among other words.
pub(super) fn not_alone() -> Fault {
    Fault::new("this insert is a block and can't stand among other words", "leave a blank line before and after it")
}

/// That an escape stands within an insert.
pub(super) fn escaped() -> Fault {
    Fault::new("nothing is escaped in an insert", format!("write each character as it is; {LITERAL}"))
}

/// What a function takes.
#[derive(Clone, Copy)]
enum Takes {
    /// Whose shifts.
    Holders(fn(Holders) -> Asked),
    /// An id of this kind.
    Id(fn(String) -> Asked, &'static str, &'static str),
    /// Nothing; it makes a block of its own.
    Nothing(fn() -> Asked),
}

/// Every function by its name.
const FUNCTIONS: &[(&str, Takes)] = &[
    ("on_call", Takes::Holders(Asked::OnCall)),
    ("reach", Takes::Holders(Asked::Reach)),
    ("next_hand_off", Takes::Holders(Asked::NextHandOff)),
    ("hours", Takes::Id(Asked::Hours, "a shift type", "level-2")),
    ("channel", Takes::Id(Asked::Channel, "a channel of `site.channels`", "data-crash")),
    ("escalation", Takes::Nothing(|| Asked::Escalation)),
    ("incident_form", Takes::Nothing(|| Asked::IncidentForm)),
];

impl Asked {
    /// Whether it is a block of a page, and no part of a sentence.
    pub(super) const fn is_block(&self) -> bool {
        matches!(self, Self::Escalation | Self::IncidentForm)
    }
}

/// An insert that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    /// What it asks for.
    pub(super) asked: Asked,
    /// Where its argument stands in what was read.
    pub(super) argument: Option<Range<usize>>,
}

/// Reads what stands between the braces.
pub(super) fn read(text: &str) -> Result<Call, Fault> {
    let name = text.trim_start();
    let name = &name[..name.find(|letter: char| !is_of_name(letter)).unwrap_or(name.len())];
    let after = text.trim_start()[name.len()..].trim_start();
    let inner = after.strip_prefix('(').and_then(|rest| rest.trim_end().strip_suffix(')'));
    let (false, Some(inner)) = (name.is_empty(), inner) else {
        let message = format!("`{OPEN}{}{CLOSE}` is no insert", shown(text));
        return Err(Fault::new(message, format!("an insert is written `{{{{ on_call(\"level-2\") }}}}`; {LITERAL}")));
    };
    let Some((name, takes)) = FUNCTIONS.iter().find(|(known, _)| *known == name) else {
        let known: Vec<_> = FUNCTIONS.iter().map(|(name, _)| *name).collect();
        let help = match suggest::nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the inserts are {}; {LITERAL}", suggest::one_of(&known)),
        };
        return Err(Fault::new(format!("there is no insert `{name}`"), help));
    };
    let argument = inner.trim();
    // `inner` is a part of `text` that ends with its last bracket.
    let end = text.trim_end().len() - 1 - (inner.len() - inner.trim_end().len());
    let place = (!argument.is_empty()).then(|| end - argument.len()..end);
    asked(name, *takes, argument).map(|asked| Call { asked, argument: place })
}

fn asked(name: &str, takes: Takes, argument: &str) -> Result<Asked, Fault> {
    let id = argument.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|id| is_id(id));
    match (takes, id) {
        (Takes::Holders(asked), Some(id)) => Ok(asked(Holders::ShiftType(id.to_owned()))),
        (Takes::Holders(asked), None) => {
            let level = argument.parse().ok().filter(|_| argument.bytes().all(|digit| digit.is_ascii_digit()));
            level.map(|level| asked(Holders::Level(level))).ok_or_else(|| {
                let message = format!("`{name}` takes the id of a shift type, or the number of a level of escalation");
                Fault::new(message, format!("write for example `{name}(\"level-2\")` or `{name}(1)`"))
            })
        }
        (Takes::Id(asked, ..), Some(id)) => Ok(asked(id.to_owned())),
        (Takes::Id(_, what, example), None) => {
            let message = format!("`{name}` takes the id of {what}");
            Err(Fault::new(message, format!("write for example `{name}(\"{example}\")`")))
        }
        (Takes::Nothing(asked), _) if argument.is_empty() => Ok(asked()),
        (Takes::Nothing(_), _) => {
            Err(Fault::new(format!("`{name}` takes nothing"), format!("write `{OPEN} {name}() {CLOSE}`")))
        }
    }
}

const fn is_of_name(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
}

/// Whether it can be an id at all: what is none is told by its form, what is unknown by what is near it.
fn is_id(text: &str) -> bool {
    !text.is_empty() && !text.contains(['"', '\\'])
}

/// `text` with each of `parts` at its place; the places ascend.
pub(super) fn spliced<'a>(text: &str, parts: impl Iterator<Item = (usize, &'a str)>) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut from = 0;
    for (at, part) in parts {
        whole.push_str(text.get(from..at).unwrap_or_default());
        whole.push_str(part);
        from = at;
    }
    whole.push_str(text.get(from..).unwrap_or_default());
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_insert_is_a_name_and_what_it_takes() {
        let level_2 = || Holders::ShiftType(String::from("level-2"));
        for (text, asked, argument) in [
            (" on_call(\"level-2\") ", Asked::OnCall(level_2()), Some("\"level-2\"")),
            ("on_call(\"level-2\")", Asked::OnCall(level_2()), Some("\"level-2\"")),
            ("  reach ( \"level-2\" )  ", Asked::Reach(level_2()), Some("\"level-2\"")),
            (" next_hand_off(2) ", Asked::NextHandOff(Holders::Level(2)), Some("2")),
            (" hours(\"a\") ", Asked::Hours(String::from("a")), Some("\"a\"")),
            (" channel(\"a-b\") ", Asked::Channel(String::from("a-b")), Some("\"a-b\"")),
            (" escalation( ) ", Asked::Escalation, None),
            (" incident_form() ", Asked::IncidentForm, None),
        ] {
            let call = read(text).unwrap();
            assert_eq!(call.asked, asked, "{text}");
            assert_eq!(call.argument.map(|place| &text[place]), argument, "{text}");
        }
    }

    #[test]
    fn what_is_no_insert_says_how_to_write_one() {
        for (text, message) in [
            ("", "`{{}}` is no insert"),
            (" site.title ", "`{{ site.title }}` is no insert"),
            (" on_call ", "`{{ on_call }}` is no insert"),
            (" on_call(\"a\") | upper ", "`{{ on_call(\"a\") | upper }}` is no insert"),
            (" On_call(1) ", "`{{ On_call(1) }}` is no insert"),
            (" oncall(\"a\") ", "there is no insert `oncall`"),
            (" include(\"a\") ", "there is no insert `include`"),
            (" on_call() ", "`on_call` takes the id of a shift type, or the number of a level of escalation"),
            (" on_call(a) ", "`on_call` takes the id of a shift type, or the number of a level of escalation"),
            (" on_call(+1) ", "`on_call` takes the id of a shift type, or the number of a level of escalation"),
            (" reach(\"a\", \"b\") ", "`reach` takes the id of a shift type, or the number of a level of escalation"),
            (" hours(1) ", "`hours` takes the id of a shift type"),
            (" channel('a') ", "`channel` takes the id of a channel of `site.channels`"),
            (" escalation(1) ", "`escalation` takes nothing"),
        ] {
            assert_eq!(read(text).unwrap_err().message, message, "{text}");
        }
        assert_eq!(read(" oncall(1) ").unwrap_err().help, "did you mean `on_call`?");
    }

    #[test]
    fn parts_come_to_their_places() {
        assert_eq!(spliced("ac", [(0, "<"), (1, "b"), (1, "-"), (2, ">")].into_iter()), "<ab-c>");
        assert_eq!(spliced("ac", [].into_iter()), "ac");
    }
}
