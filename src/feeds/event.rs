//! What the event of a shift says, as data.
//!
//! The description is written for the narrow pane of a calendar that is opened at night: short lines, what is needed
//! first in front. So it goes from what to do (duties, runbook, whom to escalate to) over when to how the shift came
//! about and where it goes (whom an override replaced, hand-offs). Times are without a year, for the calendar shows
//! the day beside them. It names people and their handles, never a telephone number or a mail address, for feeds are
//! fetched by strangers' servers.

use std::fmt::Write;

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::{Context, text, uid};
use crate::roster::{Level, PersonIndex, ShiftTypeIndex};
use crate::schedule::Shift;
use crate::time::{Instant, Interval, Zone};

/// The longest description in characters; clients cut longer ones where they please.
pub const LONGEST_DESCRIPTION: usize = 4_000;
/// How much of it a duty, a reason or the escalation may take, so that everything after it still has room.
const LONGEST_PART: usize = 600;
/// How much of a line a name may take.
const LONGEST_NAME: usize = 100;

/// An event of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its lasting name.
    pub uid: String,
    /// From when to when.
    pub interval: Interval,
    /// The shift type and who holds it.
    pub summary: String,
    /// Lines parted by `\n`; an empty line parts blocks.
    pub description: String,
}

/// The event of a shift and its holder.
pub fn event(context: &Context<'_>, shift: &Shift, holder: PersonIndex) -> Event {
    let shift_type = &context.roster.shift_type(shift.shift_type).name;
    Event {
        uid: uid::uid(context.roster, shift),
        interval: shift.interval,
        summary: format!("{shift_type}: {}", context.roster.person(holder).name),
        description: Telling { context, shift, holder }.description(),
    }
}

/// A shift that is told about.
struct Telling<'a> {
    context: &'a Context<'a>,
    shift: &'a Shift,
    holder: PersonIndex,
}

impl Telling<'_> {
    fn description(&self) -> String {
        let blocks = [self.duties(), self.next_steps(), self.window(), self.hand_offs()];
        let blocks = blocks.iter().filter(|block| !block.is_empty()).map(|block| block.join("\n"));
        text::bounded(&blocks.collect::<Vec<_>>().join("\n\n"), LONGEST_DESCRIPTION).into_owned()
    }

    fn duties(&self) -> Vec<String> {
        let shift_type = self.context.roster.shift_type(self.shift.shift_type);
        let duties = [("In work hours", &shift_type.duties_in_work_hours), ("Otherwise", &shift_type.duties_otherwise)];
        let told = duties.into_iter().filter_map(|(when, duty)| Some(format!("{when}: {}", part(duty.as_ref()?))));
        told.collect()
    }

    /// What to open and whom to call when the duties alone do not help.
    fn next_steps(&self) -> Vec<String> {
        let escalation = self.escalation().join("\n");
        let escalation = (!escalation.is_empty()).then(|| text::bounded(&escalation, LONGEST_PART).into_owned());
        self.runbook().into_iter().chain(escalation).collect()
    }

    /// The window on the team's clock, and on the holder's where that is another.
    fn window(&self) -> Vec<String> {
        let roster = self.context.roster;
        let zones = std::iter::once(&roster.zone).chain(&roster.person(self.holder).zone);
        let mut lines: Vec<_> = zones.map(|zone| local_window(zone, self.shift.interval)).collect();
        lines.dedup();
        lines
    }

    /// Who hands over at the start and who takes over at the end, where that is someone else; whom an override
    /// replaced, and why.
    fn hand_offs(&self) -> Vec<String> {
        let Context { roster, schedule, .. } = self.context;
        let partners =
            [("from", schedule.hand_over_from(roster, self.shift)), ("to", schedule.hand_over_to(roster, self.shift))];
        let partners = partners.into_iter().filter_map(|(side, partner)| {
            let partner = partner.filter(|partner| partner.holder.is_some_and(|other| other != self.holder))?;
            let other_type = (partner.shift_type != self.shift.shift_type).then(|| self.shift_type(partner.shift_type));
            let other_type = other_type.map(|name| format!(", {name}")).unwrap_or_default();
            Some(format!("Hand-off {side} {}{other_type}", self.person(partner.holder)))
        });
        let replaced = self.shift.taken_over.as_ref().map(|taken| {
            let why = taken.why.as_ref().map(|why| format!(": {}", part(why))).unwrap_or_default();
            format!("Instead of {}{why}", self.person(taken.from))
        });
        partners.chain(replaced).collect()
    }

    /// Who holds each next level during the shift, a line for each stretch of one holder.
    fn escalation(&self) -> Vec<String> {
        let roster = self.context.roster;
        let Some(level) = roster.level_of(self.shift.shift_type) else { return Vec::new() };
        let steps = std::iter::once("Escalate to").chain(std::iter::repeat("Then to"));
        let next = steps.zip(roster.escalation.iter().skip(level + 1));
        let stretches = next.flat_map(|(step, level)| self.stretches(level).into_iter().map(move |it| (step, it)));
        stretches.map(|(step, stretch)| self.told(step, &stretch)).collect()
    }

    fn told(&self, step: &str, stretch: &Stretch) -> String {
        let shift_type = self.shift_type(stretch.shift_type);
        let mut told = match stretch.holder {
            Some(_) => format!("{step} {}, {shift_type}", self.person(stretch.holder)),
            None => format!("{shift_type} has nobody"),
        };
        let Interval { start, end } = self.shift.interval;
        let zone = &self.context.roster.zone;
        let ends = [("from", stretch.interval.start, start), ("until", stretch.interval.end, end)];
        for (word, instant, _) in ends.into_iter().filter(|(_, instant, own)| instant != own) {
            let _always_fits = write!(told, ", {word} {}", shown(zone.local(instant)));
        }
        told
    }

    /// Who holds a level during the shift, in order of time.
    fn stretches(&self, level: &Level) -> Vec<Stretch> {
        let schedule = self.context.schedule;
        let Interval { start, end } = self.shift.interval;
        let mut stretches: Vec<Stretch> = Vec::new();
        for shift_type in level.shift_types.iter().copied() {
            let first = schedule.at(shift_type, start).or_else(|| schedule.first_after(shift_type, start));
            let next = |shift: &&Shift| schedule.first_after(shift_type, shift.interval.start);
            let running = std::iter::successors(first, next).take_while(|shift| shift.interval.start < end);
            for shift in running {
                let Some(interval) = shift.interval.intersection(&self.shift.interval) else { continue };
                match stretches.last_mut() {
                    Some(last) if last.goes_on(shift) => last.interval.end = interval.end,
                    _ => stretches.push(Stretch { shift_type, holder: shift.holder, interval }),
                }
            }
        }
        stretches.sort_by_key(|stretch| stretch.interval);
        stretches
    }

    fn runbook(&self) -> Option<String> {
        let runbook = self.context.roster.shift_type(self.shift.shift_type).runbook.as_ref()?;
        Some(format!("Runbook: {}", self.context.address(runbook)?))
    }

    fn shift_type(&self, shift_type: ShiftTypeIndex) -> String {
        name(&self.context.roster.shift_type(shift_type).name)
    }

    /// A person's name and, where they have one, their handle.
    fn person(&self, person: Option<PersonIndex>) -> String {
        let Some(person) = person.map(|person| self.context.roster.person(person)) else {
            return String::from("nobody");
        };
        let handle = person.slack.as_ref().map(|handle| format!(" (@{})", name(handle))).unwrap_or_default();
        format!("{}{handle}", name(&person.name))
    }
}

/// A time during which a level is with one holder.
struct Stretch {
    shift_type: ShiftTypeIndex,
    holder: Option<PersonIndex>,
    interval: Interval,
}

impl Stretch {
    /// Whether `shift` only makes the stretch longer.
    fn goes_on(&self, shift: &Shift) -> bool {
        (self.shift_type, self.holder, self.interval.end) == (shift.shift_type, shift.holder, shift.interval.start)
    }
}

fn part(written: &str) -> String {
    text::bounded(&text::lines(written), LONGEST_PART).into_owned()
}

fn name(written: &str) -> String {
    text::bounded(&text::one_line(written), LONGEST_NAME).into_owned()
}

/// `Mon 16 Nov 18:00 - Fri 20 Nov 18:00, America/Sao_Paulo`.
fn local_window(zone: &Zone, interval: Interval) -> String {
    let local = |instant: Instant| shown(zone.local(instant));
    format!("{} - {}, {}", local(interval.start), local(interval.end), zone.name())
}

/// `Mon 16 Nov 18:00`.
fn shown(local: NaiveDateTime) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = usize::try_from(local.month0()).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    let (weekday, day) = (local.weekday(), local.day());
    format!("{weekday} {day} {month} {:02}:{:02}", local.hour(), local.minute())
}
