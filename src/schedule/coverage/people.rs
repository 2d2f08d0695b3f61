//! What is wrong with the shifts of one person: two at once, too little rest between, away, not in the team.

use super::Coverage;
use crate::diagnostics::{Code, Problem, Sink};
use crate::roster::{Away, PersonIndex};
use crate::schedule::Shift;
use crate::time::{Interval, in_words};

impl Coverage<'_> {
    /// Tells what is wrong person by person.
    pub(super) fn people(&self, sink: &mut Sink) {
        for (person, _) in self.roster.people() {
            let shifts = self.availability.shifts(person);
            let pager: Vec<_> =
                shifts.iter().copied().filter(|shift| self.roster.carries_pager(shift.shift_type)).collect();
            self.clashes(person, &pager, sink);
            self.rests(person, &pager, sink);
            self.aways(person, shifts, sink);
            self.memberships(person, shifts, sink);
        }
    }

    fn clashes(&self, person: PersonIndex, pager: &[&Shift], sink: &mut Sink) {
        let mut repeats = self.repeats();
        for (place, shift) in pager.iter().enumerate() {
            let rest = pager.iter().skip(place + 1);
            for other in rest.take_while(|other| other.interval.start < shift.interval.end) {
                let Some(both) = shift.interval.intersection(&other.interval) else { continue };
                let reason = (shift.shift_type, other.shift_type, shift.place);
                repeats.push(reason, || self.clash(person, shift, other, both));
            }
        }
        repeats.tell(&self.until(), sink);
    }

    fn clash(&self, person: PersonIndex, shift: &Shift, other: &Shift, both: Interval) -> Problem {
        let (one, two) = (self.shift_type(shift.shift_type), self.shift_type(other.shift_type));
        let message = format!("`{}` holds `{one}` and `{two}` at once {}", self.person(person), self.stretch(both));
        let problem = Problem::new(Code::Clash, shift.place, message);
        let problem = if other.place == shift.place {
            problem
        } else {
            problem.related(other.place, format!("`{two}` comes from here"))
        };
        self.who_is_free(problem, person, shift)
    }

    fn rests(&self, person: PersonIndex, pager: &[&Shift], sink: &mut Sink) {
        let Some(least) = self.roster.rules.rest else { return };
        let mut repeats = self.repeats();
        for pair in pager.windows(2) {
            let [before, after] = pair else { continue };
            let rest = after.interval.start - before.interval.end;
            // Windows of one turn that touch are one stretch of service, not two shifts without rest.
            let one_stretch = rest.is_zero() && (before.shift_type, before.turn) == (after.shift_type, after.turn);
            if rest.num_minutes() < 0 || rest.num_minutes() >= least || one_stretch {
                continue;
            }
            repeats.push((before.shift_type, after.shift_type, after.place), || {
                let rest = if rest.is_zero() { String::from("no rest") } else { format!("{} of rest", in_words(rest)) };
                let message = format!(
                    "`{}` has {rest} between `{}` and `{}` on {}",
                    self.person(person),
                    self.shift_type(before.shift_type),
                    self.shift_type(after.shift_type),
                    self.shown(after.interval.start),
                );
                let least = in_words(chrono::TimeDelta::minutes(least));
                Problem::new(Code::Rest, after.place, message)
                    .help(format!("`rules.rest` asks for {least}: an `offset` on one of the types sets them apart"))
            });
        }
        repeats.tell(&self.until(), sink);
    }

    fn aways(&self, person: PersonIndex, shifts: &[&Shift], sink: &mut Sink) {
        for away in &self.roster.person(person).away {
            let Some(days) = self.availability.days(away.from, away.to) else { continue };
            for shift in shifts.iter().filter(|shift| shift.interval.overlaps(&days)) {
                sink.push(self.away(person, away, shift));
            }
        }
    }

    fn away(&self, person: PersonIndex, away: &Away, shift: &Shift) -> Problem {
        let message = format!(
            "`{}` is away from {} to {} but holds `{}` {}",
            self.person(person),
            away.from,
            away.to,
            self.shift_type(shift.shift_type),
            self.stretch(shift.interval),
        );
        let problem = Problem::new(Code::Away, away.place, message).related(shift.place, "the shift comes from here");
        self.who_is_free(problem, person, shift)
    }

    fn memberships(&self, person: PersonIndex, shifts: &[&Shift], sink: &mut Sink) {
        let mut repeats = self.repeats();
        for shift in shifts {
            let Some(fault) = self.availability.not_a_member(person, shift.interval) else { continue };
            repeats.push((shift.shift_type, shift.place), || {
                let (name, of) = (self.person(person), self.shift_type(shift.shift_type));
                let message = format!("`{name}` {fault} but holds `{of}` {}", self.stretch(shift.interval));
                let problem = Problem::new(Code::NotAMember, shift.place, message);
                let place = self.roster.person(person).place;
                self.who_is_free(problem.related(place, "joins or leaves as said here"), person, shift)
            });
        }
        repeats.tell(&self.until(), sink);
    }

    /// Adds who could take the shift, least loaded first.
    fn who_is_free(&self, problem: Problem, person: PersonIndex, shift: &Shift) -> Problem {
        const SHOWN: usize = 3;
        let free = self.availability.free(shift.shift_type, shift.interval, &[person]);
        if free.is_empty() {
            return problem.help("nobody of that rotation is free then: ask outside of it, or split the time");
        }
        let hours = |minutes: i64| minutes / 60;
        let shown: Vec<_> = free
            .iter()
            .take(SHOWN)
            .map(|free| {
                format!("`{}` ({} h on call until {})", self.person(free.person), hours(free.minutes), self.until())
            })
            .collect();
        let more = free.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        problem.help(format!("free then, least loaded first: {}{more}", shown.join(", ")))
    }
}
