//! What runbooks can speak of outside of their folder, handed in as values: content knows no roster.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::labels::Labels;
use crate::diagnostics::{Code, Problem, Sink, Span, suggest};

/// So many known ids are named where none is near a wrong one.
const MOST_NAMED: usize = 12;

/// The rest of the project, as far as runbooks can lead to it or hang on it.
#[derive(Debug, Clone)]
pub struct Surroundings<'a> {
    /// The addresses that the tool itself makes, folders with their `/` at the end (empty for the home page): links may
    /// lead there, and no file may want one of them or stand in one of their top folders.
    pub existing: BTreeSet<String>,
    /// The people of the roster.
    pub people: Entries,
    /// Its shift types.
    pub shift_types: Entries,
    /// The day of the build on the team's clock.
    pub today: NaiveDate,
    /// The words around the author's.
    pub labels: &'a Labels,
    /// Whether raw HTML passes, as far as it can do no harm; without it, raw HTML is shown as the text it is.
    pub raw_html: bool,
    /// Whether there is a search, which needs the text of every body.
    pub has_search: bool,
}

/// Entries of the roster of one kind.
#[derive(Debug, Clone)]
pub struct Entries {
    /// What one of them is called in messages.
    what: &'static str,
    /// What a link to one begins with.
    scheme: &'static str,
    /// What a wrong id is.
    code: Code,
    by_id: BTreeMap<String, Entry>,
}

/// An entry of the roster with a page of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// The address of its page.
    pub address: String,
    /// Where it was written.
    pub place: Span,
}

impl Entries {
    /// People by id; links to them are `person:ana`.
    #[must_use]
    pub const fn people(by_id: BTreeMap<String, Entry>) -> Self {
        Self { what: "person", scheme: "person", code: Code::UnknownPerson, by_id }
    }

    /// Shift types by id; links to them are `shift:level-2`.
    #[must_use]
    pub const fn shift_types(by_id: BTreeMap<String, Entry>) -> Self {
        Self { what: "shift type", scheme: "shift", code: Code::UnknownShift, by_id }
    }

    pub(super) fn get(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id)
    }

    /// That there is no `id`.
    pub(super) fn unknown_message(&self, id: &str) -> String {
        format!("unknown {} `{}`", self.what, super::links::shown(id))
    }

    /// The code of that.
    pub(super) const fn code(&self) -> Code {
        self.code
    }

    /// What is wrong with the `id` at `place`, which is none of these; `is_link` if it stands in a link.
    pub(super) fn unknown(&self, id: &str, place: Span, is_link: bool, sink: &mut Sink) -> Problem {
        let as_written = |id: &str| if is_link { format!("{}:{id}", self.scheme) } else { id.to_owned() };
        let problem = Problem::new(self.code, place, self.unknown_message(id));
        let ids = || self.by_id.keys().map(String::as_str);
        let near = sink.nearest(id, ids()).and_then(|near| self.by_id.get_key_value(near));
        match near {
            Some((near, entry)) => problem
                .related(entry.place, "a similar name is defined here")
                .help(format!("did you mean `{}`?", as_written(near))),
            None if (1..=MOST_NAMED).contains(&self.by_id.len()) => {
                problem.help(format!("known are {}", suggest::one_of(&ids().collect::<Vec<_>>())))
            }
            None => problem.help(format!("write the id of a {} as it stands in the roster", self.what)),
        }
    }
}

#[cfg(test)]
impl<'a> Surroundings<'a> {
    /// On 2026-11-20, among these addresses, without anybody.
    pub(crate) fn bare(existing: &[&str], labels: &'a Labels) -> Self {
        Self {
            existing: existing.iter().map(|address| String::from(*address)).collect(),
            people: Entries::people(BTreeMap::new()),
            shift_types: Entries::shift_types(BTreeMap::new()),
            today: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
            labels,
            raw_html: false,
            has_search: true,
        }
    }
}
