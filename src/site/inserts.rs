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
use crate::content::{Asked, Holders, Insert, Page};
use crate::diagnostics::{Code, Problem, Sink, suggest};
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
    for page in &inputs.library.pages {
        let read = page.inserts.iter().map(|insert| value(insert, inputs.roster));
        read.filter_map(Result::err).for_each(|problem| sink.push(problem));
    }
}

/// What the inserts of a page lead to, in their order; nothing for those that have been told.
pub fn values<'a>(page: &Page, roster: &'a Roster) -> Vec<Option<Value<'a>>> {
    page.inserts.iter().map(|insert| value(insert, roster).ok()).collect()
}

fn value<'a>(insert: &Insert, roster: &'a Roster) -> Result<Value<'a>, Problem> {
    let holders = |holders: &Holders| match holders {
        Holders::ShiftType(id) => shift_type(id, insert, roster).map(|index| vec![index]),
        Holders::Level(level) => self::level(*level, insert, roster),
    };
    let types = |of: &Holders| Ok(Types { level: None, shift_types: holders(of)? });
    match &insert.asked {
        Asked::OnCall(of) => Ok(Value::OnCall(types(of)?)),
        Asked::Reach(of) => Ok(Value::Reach(types(of)?)),
        Asked::NextHandOff(of) => Ok(Value::NextHandOff(types(of)?)),
        Asked::Hours(id) => shift_type(id, insert, roster).map(Value::Hours),
        Asked::Channel(id) => channel(id, insert, roster).map(Value::Channel),
        Asked::Escalation => Ok(Value::Escalation(on_call::levels(roster))),
        Asked::IncidentForm => Ok(Value::IncidentForm(on_call::first_level(roster))),
    }
}

fn shift_type(id: &str, insert: &Insert, roster: &Roster) -> Result<ShiftTypeIndex, Problem> {
    let known = roster.shift_types.iter().map(|shift_type| shift_type.id.as_str());
    roster.find_shift_type(id).ok_or_else(|| {
        let problem = Problem::new(Code::UnknownShift, insert.place, format!("unknown shift type `{id}`"));
        let near = suggest::nearest(id, known.clone()).and_then(|near| roster.find_shift_type(near));
        let problem = match near {
            Some(near) => problem.related(roster.shift_type(near).place, "a similar name is defined here"),
            None => problem,
        };
        problem.help(nearest(id, "shift types", known))
    })
}

fn level(level: usize, insert: &Insert, roster: &Roster) -> Result<Vec<ShiftTypeIndex>, Problem> {
    let found = level.checked_sub(1).and_then(|place| roster.escalation.get(place));
    found.map(|level| level.shift_types.clone()).ok_or_else(|| {
        let help = match roster.escalation.len() {
            0 => String::from("the roster has no `escalation`; name a shift type"),
            1 => String::from("the roster has level 1 alone"),
            count => format!("the roster has the levels 1 to {count}"),
        };
        Problem::new(Code::BadInsert, insert.place, format!("there is no level {level} of escalation")).help(help)
    })
}

fn channel<'a>(id: &str, insert: &Insert, roster: &'a Roster) -> Result<&'a Channel, Problem> {
    let channels = &roster.site.channels;
    channels.iter().find(|channel| channel.id == id).ok_or_else(|| {
        let help = if channels.is_empty() {
            format!("write its address into the roster, at `site.channels.{id}`")
        } else {
            nearest(id, "channels of `site.channels`", channels.iter().map(|channel| channel.id.as_str()))
        };
        Problem::new(Code::BadInsert, insert.place, format!("unknown channel `{id}`")).help(help)
    })
}

fn nearest<'a>(id: &str, what: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    match suggest::nearest(id, known.clone()) {
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

/// What is to be read in a page, its inserts included.
pub fn text(page: &Page, describer: &Describer<'_>) -> String {
    let words = values(page, describer.inputs.roster).into_iter();
    let words: Vec<_> = words.map(|value| value.map_or_else(String::new, |value| value.words(describer))).collect();
    page.filled_text(&words)
}

/// The body of a page with all its values. `groups` are those of the page's data.
pub fn html(page: &Page, values: &[Option<Value<'_>>], groups: &[Types], press: &mut Press<'_>) -> String {
    let filled = |(number, value): (usize, &Option<Value<'_>>)| {
        let insert = insert(value.as_ref()?, number + 1, page, groups, press);
        press.fill("insert.html", &insert)
    };
    let filled: Vec<_> =
        values.iter().enumerate().map(filled).map(|html| html.map_or_else(String::new, trimmed)).collect();
    page.filled_html(&filled)
}

/// Nothing but the value: it may stand in the middle of a sentence.
fn trimmed(html: String) -> String {
    html.trim().to_owned()
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
