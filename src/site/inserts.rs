//! The inserts of runbooks: what they lead to in the roster, and what stands in the page for them.
//!
//! All words stand in `insert.html`; here its values are made. Those who are on call are those of the build, and the
//! page's script brings them up to the reader's clock, as everywhere.

use super::Inputs;
use super::context;
use super::describe::Describer;
use super::hand_offs;
use super::hours;
use super::on_call::{self, Types};
use super::press::Press;
use super::templates::Fault;
use crate::content::{Asked, Holders, Insert, Page, Unfilled};
use crate::diagnostics::{Code, Problem, Sink, Span, suggest};
use crate::roster::{Channel, Roster, ShiftTypeIndex};

/// What an insert leads to.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// Who holds these types.
    OnCall(Types),
    /// How to reach them.
    Reach(Types),
    /// When one of these types passes to somebody else.
    NextHandOff(Types),
    /// The hours of a type.
    Hours(ShiftTypeIndex),
    /// Where the team talks.
    Channel(&'a Channel),
    /// Who holds each level.
    Escalation(Vec<Types>),
    /// The words of an incident, of which who holds these types is the first responder.
    IncidentForm(Types),
}

/// Tells the inserts that lead nowhere.
pub fn tell_unknown(inputs: &Inputs<'_>, sink: &mut Sink) {
    for insert in inputs.library.pages.iter().flat_map(|page| &page.inserts) {
        value(insert, inputs.roster, sink);
    }
}

/// What the inserts of a page lead to, in their order; nothing for those that lead nowhere, which are told elsewhere.
pub fn values<'a>(page: &Page, roster: &'a Roster) -> Vec<Option<Value<'a>>> {
    let mut told = Sink::default();
    page.inserts.iter().map(|insert| value(insert, roster, &mut told)).collect()
}

fn value<'a>(insert: &Insert, roster: &'a Roster, sink: &mut Sink) -> Option<Value<'a>> {
    let place = insert.place;
    Some(match &insert.asked {
        Asked::OnCall(of) => Value::OnCall(holders(of, place, roster, sink)?),
        Asked::Reach(of) => Value::Reach(holders(of, place, roster, sink)?),
        Asked::NextHandOff(of) => Value::NextHandOff(holders(of, place, roster, sink)?),
        Asked::Hours(id) => Value::Hours(shift_type(id, place, roster, sink)?),
        Asked::Channel(id) => Value::Channel(channel(id, place, roster, sink)?),
        Asked::Escalation => Value::Escalation(on_call::levels(roster)),
        Asked::IncidentForm => Value::IncidentForm(on_call::first_level(roster)),
    })
}

fn holders(of: &Holders, place: Span, roster: &Roster, sink: &mut Sink) -> Option<Types> {
    let shift_types = match of {
        Holders::ShiftType(id) => vec![shift_type(id, place, roster, sink)?],
        Holders::Level(level) => self::level(*level, place, roster, sink)?,
    };
    Some(Types { level: None, shift_types })
}

fn shift_type(id: &str, place: Span, roster: &Roster, sink: &mut Sink) -> Option<ShiftTypeIndex> {
    let found = roster.find_shift_type(id);
    if found.is_none() {
        let known = roster.shift_types.iter().map(|shift_type| shift_type.id.as_str());
        let mut problem = Problem::new(Code::UnknownShift, place, format!("unknown shift type `{id}`"));
        if let Some(near) = sink.nearest(id, known.clone()).and_then(|near| roster.find_shift_type(near)) {
            problem = problem.related(roster.shift_type(near).place, "a similar name is defined here");
        }
        let help = nearest(id, "shift types", known, sink);
        sink.push(problem.help(help));
    }
    found
}

fn level(level: usize, place: Span, roster: &Roster, sink: &mut Sink) -> Option<Vec<ShiftTypeIndex>> {
    let found = level.checked_sub(1).and_then(|place| roster.escalation.get(place));
    if found.is_none() {
        let help = match roster.escalation.len() {
            0 => String::from("the roster has no `escalation`; name a shift type"),
            1 => String::from("the roster has level 1 alone"),
            count => format!("the roster has the levels 1 to {count}"),
        };
        sink.push(Problem::new(Code::BadInsert, place, format!("there is no level {level} of escalation")).help(help));
    }
    found.map(|level| level.shift_types.clone())
}

fn channel<'a>(id: &str, place: Span, roster: &'a Roster, sink: &mut Sink) -> Option<&'a Channel> {
    let channels = &roster.site.channels;
    let found = channels.iter().find(|channel| channel.id == id);
    if found.is_none() {
        let help = if channels.is_empty() {
            format!("write its address into the roster, at `site.channels.{id}`")
        } else {
            nearest(id, "channels of `site.channels`", channels.iter().map(|channel| channel.id.as_str()), sink)
        };
        sink.push(Problem::new(Code::BadInsert, place, format!("unknown channel `{id}`")).help(help));
    }
    found
}

fn nearest<'a>(id: &str, what: &str, known: impl Iterator<Item = &'a str> + Clone, sink: &mut Sink) -> String {
    match sink.nearest(id, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the {what} are {}", suggest::one_of(&known.take(20).collect::<Vec<_>>())),
    }
}

impl Value<'_> {
    /// The name by which a runbook asks for it.
    pub const fn function(&self) -> &'static str {
        match self {
            Self::OnCall(_) => "on_call",
            Self::Reach(_) => "reach",
            Self::NextHandOff(_) => "next_hand_off",
            Self::Hours(_) => "hours",
            Self::Channel(_) => "channel",
            Self::Escalation(_) => "escalation",
            Self::IncidentForm(_) => "incident_form",
        }
    }

    /// The types whose holders it shows, together as it shows them.
    pub fn groups(&self) -> &[Types] {
        match self {
            Self::OnCall(types) | Self::Reach(types) | Self::NextHandOff(types) | Self::IncidentForm(types) => {
                std::slice::from_ref(types)
            }
            Self::Escalation(levels) => levels,
            Self::Hours(_) | Self::Channel(_) => &[],
        }
    }

    /// What a search index reads in its place: nothing that is another thing tomorrow.
    pub fn words(&self, describer: &Describer<'_>) -> String {
        let inputs = describer.inputs;
        match self {
            Self::OnCall(types) | Self::Reach(types) | Self::NextHandOff(types) => {
                let name = |index: &ShiftTypeIndex| inputs.roster.shift_type(*index).name.as_str();
                types.shift_types.iter().map(name).collect::<Vec<_>>().join(", ")
            }
            Self::Hours(index) => hours::in_words(&inputs.roster.shift_type(*index).hours, &inputs.words.hours),
            Self::Channel(channel) => format!("#{}", channel.id),
            Self::Escalation(_) | Self::IncidentForm(_) => String::new(),
        }
    }
}

/// What is to be read in a page of which this is the `text`, its inserts included.
pub fn text(page: &Page, text: String, describer: &Describer<'_>) -> String {
    let words = values(page, describer.inputs.roster).into_iter();
    let words: Vec<_> = words.map(|value| value.map_or_else(String::new, |value| value.words(describer))).collect();
    page.filled_text(text, &words)
}

/// The body of a page with all its values, but for those that could not be filled. `groups` are those of the page's data.
pub fn html(
    page: &Page,
    body: Unfilled,
    values: &[Option<Value<'_>>],
    groups: &[Types],
    press: &Press<'_>,
    faults: &mut Vec<Fault>,
) -> String {
    let filled = |(number, value): (usize, &Option<Value<'_>>)| {
        let insert = insert(value.as_ref()?, number + 1, page, groups, press);
        press.fill("insert.html", &insert).map_err(|fault| faults.push(fault)).ok()
    };
    // Nothing but the value: it may stand in the middle of a sentence.
    let filled = values.iter().enumerate().map(filled).map(|html| html.unwrap_or_default().trim().to_owned());
    let filled: Vec<_> = filled.collect();
    body.filled(&filled)
}

fn insert(value: &Value<'_>, number: usize, page: &Page, groups: &[Types], press: &Press<'_>) -> context::Insert {
    let describer = press.describer;
    let place =
        |types: &Types| groups.iter().position(|group| group.shift_types == types.shift_types).unwrap_or_default();
    let group = |types: &Types| on_call::group(&describer, place(types), types);
    let mut insert = context::Insert {
        page: press.page(&page.address, Vec::new(), None),
        function: value.function(),
        number,
        group: None,
        hand_off: None,
        levels: Vec::new(),
        shift_type: None,
        channel: None,
    };
    match value {
        Value::OnCall(types) | Value::Reach(types) | Value::IncidentForm(types) => insert.group = Some(group(types)),
        Value::NextHandOff(types) => {
            insert.group = Some(group(types));
            insert.hand_off = hand_offs::next(&describer, &types.shift_types);
        }
        Value::Hours(index) => insert.shift_type = Some(describer.shift_type(*index)),
        Value::Channel(channel) => {
            insert.channel = Some(context::Channel { id: channel.id.clone(), url: channel.url.clone() });
        }
        Value::Escalation(levels) => insert.levels = levels.iter().map(group).collect(),
    }
    insert
}
