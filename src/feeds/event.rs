//! What the event of a shift says, as data.
//!
//! The description is written for the narrow pane of a calendar that is opened at night. So it goes from what to do
//! (duties, runbook, whom to escalate to) over when to how the shift came about and where it goes (hand-offs, whom an
//! override replaced).

use std::fmt::Write;

use super::ics::{Form, Shape};
use super::{Context, uid, words};
use crate::cores;
use crate::roster::{Level, PersonIndex, ShiftType, ShiftTypeIndex};
use crate::schedule::Shift;
use crate::time::Interval;

/// An event of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its lasting name.
    pub uid: String,
    /// From when to when.
    pub interval: Interval,
    /// What it is, in a line: of a shift, the shift type and who holds it.
    pub summary: String,
    /// Lines parted by `\n`; an empty line parts blocks. Only forms with a description write it.
    pub description: String,
}

/// The texts of the shifts that somebody holds, in the order given.
pub fn written<'a>(
    context: &Context<'_>,
    shifts: impl Iterator<Item = &'a Shift>,
) -> Vec<(ShiftTypeIndex, PersonIndex, String)> {
    let forms: Vec<_> = context.roster.shift_types.iter().map(|shift_type| form(context, shift_type)).collect();
    let shifts: Vec<_> = shifts.collect();
    let texts = cores::on_each(&shifts, |shift| {
        let holder = shift.holder?;
        let text = forms.get(shift.shift_type.0)?.write(&event(context, shift, holder));
        Some((shift.shift_type, holder, text))
    });
    texts.into_iter().flatten().collect()
}

/// What the events of a shift type have in common.
fn form(context: &Context<'_>, shift_type: &ShiftType) -> Form {
    let page = context.address(&format!("shifts/{}/", shift_type.id));
    let shape = Shape {
        page: page.as_deref(),
        category: Some(&shift_type.name),
        color: shift_type.color.as_deref(),
        described: true,
        busy: shift_type.busy,
        alarms: &shift_type.alarms,
        ..Shape::default()
    };
    Form::new(&shape, context.revision)
}

/// The event of a shift and its holder.
fn event(context: &Context<'_>, shift: &Shift, holder: PersonIndex) -> Event {
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
        words::description(&[self.duties(), self.next_steps(), self.window(), self.hand_offs()])
    }

    fn duties(&self) -> Vec<String> {
        let shift_type = self.context.roster.shift_type(self.shift.shift_type);
        let duties = [("In work hours", &shift_type.duties_in_work_hours), ("Otherwise", &shift_type.duties_otherwise)];
        let told =
            duties.into_iter().filter_map(|(when, duty)| Some(format!("{when}: {}", words::part(duty.as_ref()?))));
        told.collect()
    }

    /// What to open and whom to call when the duties alone do not help.
    fn next_steps(&self) -> Vec<String> {
        let runbook = self.context.roster.shift_type(self.shift.shift_type).runbook.as_deref();
        let escalation = Some(self.escalation()).filter(|lines| !lines.is_empty());
        let escalation = escalation.map(|lines| words::part(&lines.join("\n")));
        self.context.runbook(runbook).into_iter().chain(escalation).collect()
    }

    /// The window on the team's clock, and on the holder's where that is another.
    fn window(&self) -> Vec<String> {
        let roster = self.context.roster;
        let zones = std::iter::once(&roster.zone).chain(&roster.person(self.holder).zone);
        let mut lines: Vec<_> = zones.map(|zone| words::local_window(zone, self.shift.interval)).collect();
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
            let other_type =
                (partner.shift_type != self.shift.shift_type).then(|| self.context.shift_type(partner.shift_type));
            let other_type = other_type.map(|name| format!(", {name}")).unwrap_or_default();
            Some(format!("Hand-off {side} {}{other_type}", self.context.person(partner.holder)))
        });
        let replaced = self.shift.taken_over.as_ref().map(|taken| {
            let why = taken.why.as_ref().map(|why| format!(": {}", words::part(why))).unwrap_or_default();
            format!("Instead of {}{why}", self.context.person(taken.from))
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
        let shift_type = self.context.shift_type(stretch.shift_type);
        let mut told = match stretch.holder {
            Some(_) => format!("{step} {}, {shift_type}", self.context.person(stretch.holder)),
            None => format!("{shift_type} has nobody"),
        };
        let Interval { start, end } = self.shift.interval;
        let zone = &self.context.roster.zone;
        let ends = [("from", stretch.interval.start, start), ("until", stretch.interval.end, end)];
        for (word, instant, _) in ends.into_iter().filter(|(_, instant, own)| instant != own) {
            let _always_fits = write!(told, ", {word} {}", words::local_time(zone, instant));
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
