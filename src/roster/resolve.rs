//! Leads names to the entries they mean.

use std::collections::BTreeMap;

use super::raw::{Name, RawPerson};
use super::{PersonIndex, ids};
use crate::diagnostics::{Code, Problem, Sink, Span, suggest};

/// With more names than this, a message does not list them.
const MOST_NAMED: usize = 12;

/// The entries that a kind of name can lead to.
pub struct Names<'a> {
    code: Code,
    what: &'static str,
    entries: BTreeMap<&'a str, (usize, Span)>,
    /// Ids that improper ones should have been: whoever writes them means those entries.
    proposals: BTreeMap<String, usize>,
}

impl<'a> Names<'a> {
    /// Names of `what`, in the order of their entries; a name that leads nowhere will be told as `code`.
    pub fn new(code: Code, what: &'static str, entries: impl Iterator<Item = &'a Name>) -> Self {
        let entries: BTreeMap<_, _> =
            entries.enumerate().map(|(index, id)| (id.value.as_str(), (index, id.place))).collect();
        let improper = entries.iter().filter(|(id, _)| ids::fault(id).is_some());
        let proposals = improper.map(|(id, (index, _))| (ids::proposal(id), *index)).collect();
        Self { code, what, entries, proposals }
    }

    /// The place of the entry that `name` leads to. A name that leads nowhere is told, and leads on to the nearest
    /// one, so that what remains wrong after the mending is told in the same run.
    pub fn find(&self, name: &Name, sink: &mut Sink) -> Option<usize> {
        self.find_other(usize::MAX, name, sink)
    }

    /// Like [`Self::find`], for a name in the entry at `own`, which a wrong name is not likely to mean.
    pub fn find_other(&self, own: usize, name: &Name, sink: &mut Sink) -> Option<usize> {
        let exact = self.entries.get(name.value.as_str()).map(|(index, _)| index);
        if let Some(index) = exact.or_else(|| self.proposals.get(&name.value)) {
            return Some(*index);
        }
        let others = || self.entries.iter().filter(|(_, (index, _))| *index != own).map(|(id, _)| *id);
        let near = sink.nearest(&name.value, others());
        let found = near.and_then(|near| Some((near, self.entries.get(near)?)));
        let problem = Problem::new(self.code, name.place, format!("unknown {} `{}`", self.what, name.value));
        let names: Vec<_> = others().take(MOST_NAMED + 1).collect();
        sink.push(match found {
            Some((near, (_, place))) => {
                problem.related(*place, "a similar name is defined here").help(format!("did you mean `{near}`?"))
            }
            None if names.is_empty() => problem.help(format!("there is no {} yet to name", self.what)),
            None if names.len() <= MOST_NAMED => problem.help(format!("known are {}", suggest::one_of(&names))),
            None => problem.help(format!("write the id of a {} as it stands in its entry", self.what)),
        });
        found.map(|(_, (index, _))| *index)
    }

    /// Whether `name` leads to an entry as it is written.
    fn knows(&self, name: &Name) -> bool {
        self.entries.contains_key(name.value.as_str()) || self.proposals.contains_key(&name.value)
    }
}

/// The people that names can lead to.
pub struct People<'a> {
    names: Names<'a>,
    known: usize,
    strangers: Vec<Name>,
}

impl<'a> People<'a> {
    /// The people of a roster.
    pub fn new(people: &'a [RawPerson]) -> Self {
        let names = Names::new(Code::UnknownPerson, "person", people.iter().map(|person| &person.id));
        Self { names, known: people.len(), strangers: Vec::new() }
    }

    /// The person that `name` leads to.
    pub fn person(&self, name: &Name, sink: &mut Sink) -> Option<PersonIndex> {
        self.names.find(name, sink).map(PersonIndex)
    }

    /// The person, or nobody where `nobody` is written; none at all for a name that leads nowhere.
    #[expect(clippy::option_option, reason = "nobody is an answer, no answer is another")]
    pub fn holder(&self, name: &Name, sink: &mut Sink) -> Option<Option<PersonIndex>> {
        if name.value == ids::NOBODY { Some(None) } else { self.person(name, sink).map(Some) }
    }

    /// Whether `name` is that of a person, or `nobody`.
    pub fn knows(&self, name: &Name) -> bool {
        name.value == ids::NOBODY || self.names.knows(name)
    }

    /// Like [`Self::holder`]; a name that leads nowhere becomes a stranger with an index of their own.
    pub fn holder_or_stranger(&mut self, name: &Name, sink: &mut Sink) -> Option<PersonIndex> {
        self.holder(name, sink).unwrap_or_else(|| {
            self.strangers.push(name.clone());
            Some(PersonIndex(self.known + self.strangers.len() - 1))
        })
    }

    /// The strangers, in the order of their indices after those of the people.
    pub fn strangers(&self) -> impl Iterator<Item = &Name> {
        self.strangers.iter()
    }
}
