//! What a comparison says in words, whatever form the answer has. Nothing here is escaped, coloured or cut to width.

use chrono::{Datelike, NaiveDate};

use crate::cli::moment;
use crate::schedule::change::{Change, Comparison, NewOrder, Order, Person, Reach, Who};
use crate::time::{Instant, Interval, Zone, as_written, in_hours};

/// So many people are named in a sentence.
const MOST_NAMED: usize = 6;

/// Puts a comparison into words.
pub struct Words<'a> {
    /// What is said.
    pub comparison: &'a Comparison,
    /// The team's zone.
    pub zone: &'a Zone,
    /// What was compared with, as it was named.
    pub base: &'a str,
}

/// One change as one person sees it.
pub struct Entry {
    /// What it does for them.
    pub effect: Effect,
    /// From when to when they hold it or, if they lose it, would have.
    pub when: String,
    /// The shift type's name.
    pub shift: String,
    /// Who has it on the other side, or what it was before.
    pub with: String,
    /// A word on how soon it takes effect, where that is too soon.
    pub warning: Option<&'static str>,
}

/// What a change does for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// They gain a shift.
    Gained,
    /// They lose one.
    Lost,
    /// One is at another time.
    Moved,
}

impl Effect {
    /// The mark that stands before an entry and its count.
    pub const fn mark(self) -> char {
        match self {
            Self::Gained => '+',
            Self::Lost => '-',
            Self::Moved => '~',
        }
    }
}

impl Words<'_> {
    /// Whether what has begun, or begins within the notice, stays as it was.
    pub fn is_calm(&self) -> bool {
        self.comparison.changes.iter().all(|change| change.reach == Reach::Later)
    }

    /// What matters most, first: whether anything changes too late. A sentence each.
    pub fn headline(&self) -> Vec<String> {
        if self.comparison.is_empty() {
            return vec![format!("Nothing changes compared with {}: everyone keeps every shift.", self.base)];
        }
        if self.comparison.changes.is_empty() {
            return vec![format!("Nobody's shifts change compared with {}.", self.base)];
        }
        if self.is_calm() {
            return vec![match self.comparison.notice {
                Some(notice) => format!("Nobody's next {} change, and nothing past or running.", as_written(notice)),
                None => String::from("Nothing past or running changes."),
            }];
        }
        let notice = as_written(self.comparison.notice.unwrap_or(0));
        let reaches = [
            (Reach::Past, String::from("in the past")),
            (Reach::Running, String::from("now running")),
            (Reach::Notice, format!("of the next {notice}")),
        ];
        reaches.iter().filter_map(|(reach, which)| self.touched(*reach, which)).collect()
    }

    /// The command that tells more where something changes too late, as the end of a sentence needs it.
    pub fn advice(&self) -> Option<(String, &'static str)> {
        let command = format!("hausmeister check --base {}", self.base);
        (!self.is_calm()).then_some((command, " says why, and what to write instead."))
    }

    /// How many shifts one reach has and whose they are; nothing if it has none.
    fn touched(&self, reach: Reach, which: &str) -> Option<String> {
        let changes: Vec<_> = self.comparison.within(reach).collect();
        let change = if changes.len() == 1 { "changes" } else { "change" };
        let concerned = |who: Who| {
            let is_theirs = |change: &&Change| [change.holder_before(), change.holder_after()].contains(&Some(who));
            changes.iter().any(is_theirs)
        };
        let names = self.comparison.everyone().filter(|(who, _)| concerned(*who)).map(|(_, person)| &*person.name);
        let count = counted(changes.len(), "shift");
        let first = changes.iter().map(|change| change.extent.start).min()?;
        let first = moment(self.zone, first);
        let names = listed(&names.collect::<Vec<_>>());
        Some(format!("{count} {which} {change}, from {first} on: {names}."))
    }

    /// Who and what is new, gone or has another id, a sentence each.
    pub fn arrivals(&self) -> Vec<String> {
        let people = &self.comparison.people;
        let named = |is_meant: &dyn Fn(&Person) -> bool| -> Vec<&str> {
            people.iter().filter(|person| is_meant(person)).map(|person| person.name.as_str()).collect()
        };
        let new = named(&|person| person.before.is_none());
        let gone = named(&|person| person.after.is_none());
        let types = |stands_in: [bool; 2]| -> Vec<&str> {
            let types = self.comparison.shift_types.iter().filter(|of| of.stands_in == stands_in);
            types.map(|of| of.name.as_str()).collect()
        };
        let sets = [
            ("New in the roster", new),
            ("No longer in the roster", gone),
            ("New shift types", types([false, true])),
            ("Shift types that are gone", types([true, false])),
        ];
        let mut sentences: Vec<_> = sets
            .iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(what, names)| format!("{what}: {}.", names.join(", ")))
            .collect();
        let people = people.iter().filter_map(|person| Some((person.formerly.as_ref()?, &person.id)));
        let types = self.comparison.shift_types.iter().filter_map(|of| Some((of.formerly.as_ref()?, &of.id)));
        sentences.extend(people.chain(types).map(|(old, new)| format!("{old} is now {new}.")));
        sentences
    }

    /// The new turn orders, a sentence each.
    pub fn orders(&self) -> Vec<String> {
        self.comparison.orders.iter().map(|order| self.order(order)).collect()
    }

    fn order(&self, new: &NewOrder) -> String {
        let rotation = &new.rotation;
        let effect = match new.changes {
            0 => String::from("within a year no shift changes hands"),
            1 => String::from("1 shift changes hands"),
            count => format!("{count} shifts change hands"),
        };
        let is_past = new.since <= self.zone.local(self.comparison.now).date();
        let day = long_day(new.since);
        match &new.order {
            Order::Set(order) => {
                let ids: Vec<_> = order
                    .iter()
                    .map(|who| who.map_or("nobody", |who| self.comparison.person(who).id.as_str()))
                    .collect();
                let from = if is_past { format!("As if since {day}") } else { format!("From {day}") };
                format!("{from} the order of {rotation} is {}; {effect}.", ids.join(", "))
            }
            Order::Dropped => format!("The order of {rotation} no longer changes on {day}; {effect}."),
        }
    }

    /// The coming year, as days.
    pub fn year(&self) -> String {
        let day = |instant: Instant| self.zone.local(instant).format("%-d %b %Y").to_string();
        format!("{} to {}", day(self.comparison.year.start), day(self.comparison.year.end))
    }

    /// Everyone for whom something changes.
    pub fn concerned(&self) -> impl Iterator<Item = (Who, &Person)> {
        self.comparison.everyone().filter(|(who, person)| {
            let [before, after] = [person.before, person.after].map(Option::unwrap_or_default);
            before != after || self.comparison.of(*who).next().is_some()
        })
    }

    /// The counts of what somebody gains, loses and has moved: `+2 -3 ~1`.
    pub fn counts(&self, who: Who) -> String {
        let entries = self.entries(who);
        let count = |effect: Effect| entries.iter().filter(|entry| entry.effect == effect).count();
        let counts = [Effect::Gained, Effect::Lost, Effect::Moved].map(|effect| (effect.mark(), count(effect)));
        let counts: Vec<_> = counts.iter().filter(|(_, count)| *count > 0).collect();
        counts.iter().map(|(mark, count)| format!("{mark}{count}")).collect::<Vec<_>>().join(" ")
    }

    /// What changes for somebody, in order of time.
    pub fn entries(&self, who: Who) -> Vec<Entry> {
        self.comparison.of(who).filter_map(|change| self.entry(who, change)).collect()
    }

    /// When a change is, and what it is for everyone at once.
    pub fn change(&self, change: &Change) -> (String, String) {
        let shift = &self.comparison.shift_type(change.shift_type).name;
        let part = change.after.or(change.before);
        let what = match (change.before, change.after) {
            (Some(was), Some(is)) if change.is_move() => {
                format!("{shift} of {}, was {}", self.name(is.holder), self.stretch(was.interval))
            }
            (Some(was), Some(is)) => {
                format!("{shift} goes from {} to {}", self.name(was.holder), self.name(is.holder))
            }
            (None, Some(is)) => format!("{shift} is new, with {}", self.name(is.holder)),
            (was, None) => format!("{shift} of {} is gone", self.name(was.and_then(|was| was.holder))),
        };
        (part.map(|part| self.stretch(part.interval)).unwrap_or_default(), what)
    }

    fn name(&self, who: Option<Who>) -> &str {
        who.map_or("nobody", |who| self.comparison.person(who).name.as_str())
    }

    fn entry(&self, who: Who, change: &Change) -> Option<Entry> {
        let name = |who: Option<Who>| self.name(who);
        let (effect, interval, with) = if let Some([was, is]) = change.moved_for(who) {
            (Effect::Moved, is, format!("was {}", self.stretch(was)))
        } else if let Some(interval) = change.gained_by(who) {
            let with = change.before.map_or(String::from("new"), |part| format!("from {}", name(part.holder)));
            (Effect::Gained, interval, with)
        } else {
            let with = change.after.map_or(String::from("gone"), |part| format!("to {}", name(part.holder)));
            (Effect::Lost, change.lost_by(who)?, with)
        };
        let warning = match change.reach {
            Reach::Past => Some("past"),
            Reach::Running => Some("running"),
            Reach::Notice => Some("short notice"),
            Reach::Later => None,
        };
        let shift = self.comparison.shift_type(change.shift_type).name.clone();
        Some(Entry { effect, when: self.stretch(interval), shift, with, warning })
    }

    /// `Mon 1 Feb 18:00 – Fri 5 Feb 18:00`, with the year where it is not the running one.
    fn stretch(&self, interval: Interval) -> String {
        let [start, end] = [interval.start, interval.end].map(|instant| self.zone.local(instant));
        let form = |year: i32, other: i32| if year == other { "%a %-d %b %H:%M" } else { "%a %-d %b %Y %H:%M" };
        let this_year = self.zone.local(self.comparison.now).year();
        let start_form = form(start.year(), this_year);
        format!("{} – {}", start.format(start_form), end.format(form(end.year(), start.year())))
    }
}

/// `Mon 1 Feb 2027`.
fn long_day(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// Hours before and after.
pub fn hours(person: &Person) -> String {
    let [before, after] = [person.before, person.after].map(|burden| burden.unwrap_or_default().minutes);
    became(&in_hours(before), &in_hours(after))
}

/// Weekends before and after.
pub fn weekends(person: &Person) -> String {
    let [before, after] = [person.before, person.after].map(|burden| burden.unwrap_or_default().weekends);
    became(&before.to_string(), &after.to_string())
}

/// `1 shift`, `2 shifts`.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn became(before: &str, after: &str) -> String {
    if before == after { after.to_owned() } else { format!("{before} → {after}") }
}

/// Names as a list in prose, not too many of them.
fn listed(names: &[&str]) -> String {
    if names.len() > MOST_NAMED {
        return format!("{} and {} more", names[..MOST_NAMED].join(", "), names.len() - MOST_NAMED);
    }
    match names {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => names.concat(),
    }
}
