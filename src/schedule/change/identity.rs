//! Who and what is the same in two rosters.
//!
//! An id is what tells. Of those that only one roster has, one that went and one that came are the same when they
//! share what an entry keeps under a new id (its name, a person's mail address), and no other shares it.

use crate::roster::{PersonIndex, Roster, ShiftTypeIndex};

/// Someone of either roster: a place in [`super::Comparison::people`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who(pub usize);

/// A shift type of either roster: a place in [`super::Comparison::shift_types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct What(pub usize);

/// Places of one entry in the two rosters' lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// In the old one.
    pub before: Option<usize>,
    /// In the new one.
    pub after: Option<usize>,
}

/// A roster with what its entries are in the comparison.
#[derive(Debug)]
pub struct Side<'a> {
    /// The roster.
    pub roster: &'a Roster,
    people: Vec<Who>,
    shift_types: Vec<What>,
}

impl<'a> Side<'a> {
    fn new(roster: &'a Roster, people: &[Pair], shift_types: &[Pair], place: fn(&Pair) -> Option<usize>) -> Self {
        let numbers = |pairs: &[Pair]| {
            let mut numbers: Vec<_> =
                pairs.iter().enumerate().filter_map(|(at, pair)| Some((place(pair)?, at))).collect();
            numbers.sort_unstable();
            numbers.into_iter().map(|(_, at)| at)
        };
        let people = numbers(people).map(Who).collect();
        Self { roster, people, shift_types: numbers(shift_types).map(What).collect() }
    }

    /// Who a person of this roster is.
    pub fn who(&self, person: PersonIndex) -> Option<Who> {
        self.people.get(person.0).copied()
    }

    /// What a shift type of this roster is.
    pub fn what(&self, shift_type: ShiftTypeIndex) -> Option<What> {
        self.shift_types.get(shift_type.0).copied()
    }

    /// This roster's own index of a person.
    pub fn person(&self, who: Who) -> Option<PersonIndex> {
        self.people.iter().position(|other| *other == who).map(PersonIndex)
    }

    /// This roster's own index of a shift type.
    pub fn shift_type(&self, what: What) -> Option<ShiftTypeIndex> {
        self.shift_types.iter().position(|other| *other == what).map(ShiftTypeIndex)
    }
}

/// Everyone of both rosters, in the new one's order; who is gone comes last.
pub fn people(before: &Roster, after: &Roster) -> Vec<Pair> {
    let entries = |roster: &'_ Roster| -> Vec<Entry> {
        let people = roster.people.iter();
        let kept = |person: &crate::roster::Person| {
            let name = (person.name != person.id).then(|| person.name.clone());
            name.into_iter().chain(person.email.clone()).collect()
        };
        people.map(|person| Entry { id: person.id.clone(), kept: kept(person) }).collect()
    };
    pairs(&entries(before), &entries(after))
}

/// Every shift type of both rosters, in the new one's order; what is gone comes last.
pub fn shift_types(before: &Roster, after: &Roster) -> Vec<Pair> {
    let entries = |roster: &'_ Roster| -> Vec<Entry> {
        let types = roster.shift_types.iter();
        let kept = |id: &str, name: &str| (name != id).then(|| name.to_owned()).into_iter().collect();
        types.map(|of| Entry { id: of.id.clone(), kept: kept(&of.id, &of.name) }).collect()
    };
    pairs(&entries(before), &entries(after))
}

/// The two rosters as sides of the comparison.
pub fn sides<'a>(before: &'a Roster, after: &'a Roster, people: &[Pair], shift_types: &[Pair]) -> [Side<'a>; 2] {
    [
        Side::new(before, people, shift_types, |pair| pair.before),
        Side::new(after, people, shift_types, |pair| pair.after),
    ]
}

/// An entry by what tells who or what it is.
struct Entry {
    id: String,
    /// What it keeps under another id.
    kept: Vec<String>,
}

fn pairs(before: &[Entry], after: &[Entry]) -> Vec<Pair> {
    let in_other = |entry: &Entry, others: &[Entry]| others.iter().any(|other| other.id == entry.id);
    let came = |at: usize| after.get(at).is_some_and(|entry| !in_other(entry, before));
    let went = |at: usize| before.get(at).is_some_and(|entry| !in_other(entry, after));
    let alike = |one: usize, other: usize| match (before.get(one), after.get(other)) {
        (Some(one), Some(other)) => one.kept.iter().any(|kept| other.kept.contains(kept)),
        _ => false,
    };
    let renamed = |new: usize| {
        let old = only((0..before.len()).filter(|old| went(*old) && alike(*old, new)))?;
        only((0..after.len()).filter(|other| came(*other) && alike(old, *other))).map(|_| old)
    };
    let mut pairs: Vec<_> = after
        .iter()
        .enumerate()
        .map(|(at, entry)| {
            let same = before.iter().position(|other| other.id == entry.id);
            Pair { before: same.or_else(|| renamed(at)), after: Some(at) }
        })
        .collect();
    let gone = (0..before.len()).filter(|at| !pairs.iter().any(|pair| pair.before == Some(*at)));
    let gone: Vec<_> = gone.map(|at| Pair { before: Some(at), after: None }).collect();
    pairs.extend(gone);
    pairs
}

/// The one of a kind.
fn only(mut found: impl Iterator<Item = usize>) -> Option<usize> {
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(written: &[(&str, &[&str])]) -> Vec<Entry> {
        let kept = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        written.iter().map(|(id, names)| Entry { id: (*id).to_owned(), kept: kept(names) }).collect()
    }

    fn paired(before: &[(&str, &[&str])], after: &[(&str, &[&str])]) -> Vec<(Option<usize>, Option<usize>)> {
        let pairs = pairs(&entries(before), &entries(after));
        pairs.iter().map(|pair| (pair.before, pair.after)).collect()
    }

    #[test]
    fn an_id_tells_whatever_else_changes() {
        let before = [("ana", &["Ana"][..]), ("bruno", &["Bruno"])];
        let after = [("bruno", &["Ana"][..]), ("ana", &["Bruno"])];
        assert_eq!(paired(&before, &after), [(Some(1), Some(0)), (Some(0), Some(1))]);
    }

    #[test]
    fn a_new_id_with_the_old_name_or_address_is_the_same() {
        let before = [("ana", &["Ana Souza"][..]), ("bruno", &["Bruno", "b@example.org"]), ("carla", &[])];
        let after = [("b", &["B. Lima", "b@example.org"][..]), ("ana-souza", &["Ana Souza"]), ("c", &[])];
        assert_eq!(paired(&before, &after), [(Some(1), Some(0)), (Some(0), Some(1)), (None, Some(2)), (Some(2), None)]);
    }

    #[test]
    fn where_two_could_be_meant_nobody_is() {
        let before = [("a", &["Ana"][..]), ("b", &["Ana"])];
        assert_eq!(paired(&before, &[("c", &["Ana"])]), [(None, Some(0)), (Some(0), None), (Some(1), None)]);
        assert_eq!(paired(&before[..1], &[("c", &["Ana"]), ("d", &["Ana"])])[..2], [(None, Some(0)), (None, Some(1))]);
    }
}
