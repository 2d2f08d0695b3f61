//! A page for each runbook.

use std::collections::BTreeSet;

use super::Inputs;
use super::context::{Heading, Link, Review, Runbook, Stretch};
use super::describe::Describer;
use super::inserts;
use super::navigation::Neighbours;
use super::on_call::{self, Types};
use super::press::{self, Origin, Press, Sheet};
use super::templates::Fault;
use crate::content::{self, Page, Panel, Unfilled};
use crate::diagnostics::{Code, Problem, Sink, Span};
use crate::roster::Roster;

/// Tells the runbooks of shift types and of hand-offs that do not exist.
pub fn tell_missing(inputs: &Inputs<'_>, sink: &mut Sink) {
    let drafts = &inputs.library.drafts;
    let addresses = || inputs.library.pages.iter().map(|page| page.address.trim_end_matches('/'));
    for (of, runbook, place) in named(inputs.roster) {
        let runbook = runbook.trim_end_matches('/');
        let unread = inputs.library.unread.iter().map(|address| address.trim_end_matches('/'));
        if addresses().chain(unread).any(|address| address == runbook) {
            continue;
        }
        if let Some(draft) = drafts.iter().find(|draft| draft.address.trim_end_matches('/') == runbook) {
            let message = format!("the runbook of {of} is a draft, which is not published");
            let help = format!("take `draft: true` out of `content/{}`", draft.path);
            sink.push(Problem::new(Code::BrokenLink, place, message).help(help));
            continue;
        }
        let message = format!("the runbook of {of} does not exist: no page has the address `{runbook}`");
        let help = match sink.nearest(runbook, addresses()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if content::is_runbook(&format!("{runbook}.md")) => format!("write `content/{runbook}.md`"),
            None => String::from("write the address of a page, such as `level-1` for `content/level-1.md`"),
        };
        sink.push(Problem::new(Code::BrokenLink, place, message).help(help));
    }
}

/// The runbooks that the roster names: of what, at which address, and where that was written.
fn named(roster: &Roster) -> impl Iterator<Item = (String, &str, Span)> {
    let types = roster.shift_types.iter().map(|of| (format!("`{}`", of.id), &of.runbook, of.runbook_place));
    let hand_offs = (String::from("hand-offs"), &roster.site.hand_off, roster.site.hand_off_place);
    types.chain([hand_offs]).filter_map(|(of, runbook, place)| Some((of, runbook.as_deref()?, place?)))
}

/// The page of a runbook with this body.
pub fn sheet(page: &Page, body: Unfilled, neighbours: &Neighbours<'_>, press: &Press<'_>) -> Sheet {
    let (mut faults, around) = (Vec::new(), neighbours.get(page.address.as_str()).copied());
    let values = runbook(page, body, around.unwrap_or_default(), press, &mut faults);
    let origin = Origin { name: format!("`content/{}`", page.path), place: Some(press::start(page.source)) };
    let mut sheet = press.sheet(&page.address, "runbook.html", &values, origin);
    sheet.faults.append(&mut faults);
    sheet
}

/// The page with the ones before and after it.
fn runbook<'a>(
    page: &'a Page,
    body: Unfilled,
    (previous, next): (Option<&Link>, Option<&Link>),
    press: &Press<'_>,
    faults: &mut Vec<Fault>,
) -> Runbook<'a> {
    let describer = press.describer;
    let roster = describer.inputs.roster;
    let values = inserts::values(page, roster);
    let live = Live::of(page, &values, roster);
    let html = inserts::html(page, body, &values, &live.groups, press, faults);
    let heading =
        |heading: &'a content::Heading| Heading { level: heading.level, id: &heading.id, text: &heading.text };
    let last_change = describer.inputs.content_changes.get(&page.path);
    let own = live.own.shift_types.iter();
    let functions: BTreeSet<_> = values.iter().flatten().map(inserts::Value::function).collect();
    Runbook {
        page: press.page(&page.address, Vec::new(), live.data(&values, &describer)),
        title: page.title.clone(),
        description: page.description.clone(),
        html,
        contents: page.headings.iter().map(heading).collect(),
        previous: previous.cloned(),
        next: next.cloned(),
        edit_url: roster.site.repository.as_ref().map(|url| format!("{url}/edit/main/content/{}", page.path)),
        shift_types: own.map(|index| describer.shift_type(*index)).collect(),
        on_call: match live.own_group() {
            [] => describer.nobody(),
            own => on_call::on_call(&describer, own, live.levels).into(),
        },
        escalation: page.panel.map(|_| on_call::on_call(&describer, live.groups.get(..live.levels).unwrap_or(&[]), 0)),
        last_changed: last_change.map(|changed| describer.dates.day_of(*changed)),
        owner: page.owner.as_deref().and_then(|id| roster.find_person(id)).map(|owner| describer.person(owner)),
        review: page.review.map(|review| Review { by: describer.dates.day(review.by), is_due: review.is_due }),
        holds: live.holds(&describer),
        inserts: functions.into_iter().collect(),
        ticks: live.ticks,
    }
}

/// What of a runbook goes by the clock.
struct Live {
    /// The groups of the page's data: the levels of its panel, its own types, those of its inserts, and last, if they
    /// are none of these, that of its form and that of its ticks.
    groups: Vec<Types>,
    /// How many levels its panel has.
    levels: usize,
    /// How many groups are shown at the build, the first ones.
    shown: usize,
    /// The types whose runbook it is. One group: of types that take turns, only the one that runs is shown.
    own: Types,
    /// The group that the ticks of its tasks go by.
    ticks: Option<usize>,
}

impl Live {
    fn of(page: &Page, values: &[Option<inserts::Value<'_>>], roster: &Roster) -> Self {
        let guided = roster.shift_types().filter(|(_, shift_type)| shift_type.runbook.as_ref() == Some(&page.address));
        let own = Types { level: None, shift_types: guided.map(|(index, _)| index).collect() };
        let mut groups = match page.panel {
            Some(Panel::Escalation) => on_call::levels(roster),
            None => Vec::new(),
        };
        let levels = groups.len();
        groups.extend(Some(&own).filter(|own| !own.shift_types.is_empty()).cloned());
        // The form of an incident names nobody until its script does.
        let is_form = |value: &&inserts::Value<'_>| matches!(value, inserts::Value::IncidentForm(_));
        let (forms, named): (Vec<_>, Vec<_>) = values.iter().flatten().partition(is_form);
        for types in named.into_iter().flat_map(inserts::Value::groups) {
            place(types, &mut groups);
        }
        let shown = groups.len();
        for types in forms.into_iter().flat_map(inserts::Value::groups) {
            place(types, &mut groups);
        }
        let mut live = Self { groups, levels, shown, own, ticks: None };
        if page.has_tasks {
            let first_level = on_call::first_level(roster);
            let types = live.own_group().first().cloned().unwrap_or(first_level);
            live.ticks = Some(place(&types, &mut live.groups));
        }
        live
    }

    /// The group of its own types, if it has any.
    fn own_group(&self) -> &[Types] {
        let count = usize::from(!self.own.shift_types.is_empty());
        self.groups.get(self.levels..self.levels + count).unwrap_or(&[])
    }

    fn holds(&self, describer: &Describer<'_>) -> Option<Stretch> {
        let shown = self.groups.get(..self.shown).filter(|shown| !shown.is_empty())?;
        Some(on_call::holds(describer, shown))
    }

    fn data(&self, values: &[Option<inserts::Value<'_>>], describer: &Describer<'_>) -> Option<String> {
        let of: Vec<_> = values
            .iter()
            .flatten()
            .filter_map(|value| match value {
                inserts::Value::NextHandOff(types) => Some(types.shift_types.iter().copied()),
                _ => None,
            })
            .flatten()
            .collect();
        (!self.groups.is_empty()).then(|| on_call::data_with_hand_offs(describer, &self.groups, &of))
    }
}

/// The place of these types among the groups, of which they are the last if they are new.
fn place(types: &Types, groups: &mut Vec<Types>) -> usize {
    groups.iter().position(|group| group.shift_types == types.shift_types).unwrap_or_else(|| {
        groups.push(types.clone());
        groups.len() - 1
    })
}
