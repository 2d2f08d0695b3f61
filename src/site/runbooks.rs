//! A page for each runbook.

use super::Inputs;
use super::context::{Heading, Link, Review, Runbook};
use super::navigation;
use super::on_call::{self, Types};
use super::press::{self, Origin, Press};
use crate::content::{Page, Panel};
use crate::diagnostics::{Code, Problem, Sink, Span, suggest};
use crate::roster::Roster;

/// Tells the runbooks of shift types and of hand-offs that do not exist.
pub fn tell_missing(inputs: &Inputs<'_>, sink: &mut Sink) {
    let drafts = &inputs.library.drafts;
    let addresses = || inputs.library.pages.iter().map(|page| page.address.trim_end_matches('/'));
    for (of, runbook, place) in named(inputs.roster) {
        let runbook = runbook.trim_end_matches('/');
        if addresses().any(|address| address == runbook) {
            continue;
        }
        if let Some(draft) = drafts.iter().find(|draft| draft.address.trim_end_matches('/') == runbook) {
            let message = format!("the runbook of {of} is a draft, which is not published");
            let help = format!("take `draft: true` out of `content/{}`", draft.path);
            sink.push(Problem::new(Code::BrokenLink, place, message).help(help));
            continue;
        }
        let message = format!("the runbook of {of} does not exist: no page has the address `{runbook}`");
        let help = match suggest::nearest(runbook, addresses()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write `content/{runbook}.md`"),
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

/// Publishes every runbook; `order` is that of the navigation.
pub fn publish(order: &[Link], press: &mut Press<'_>) {
    for page in &press.describer.inputs.library.pages {
        let values = runbook(page, order, press);
        let origin = Origin { name: format!("`content/{}`", page.path), place: Some(press::start(page.source)) };
        press.print(&page.address, "runbook.html", &values, origin);
    }
}

fn runbook(page: &Page, order: &[Link], press: &Press<'_>) -> Runbook {
    let describer = press.describer;
    let roster = describer.inputs.roster;
    let guided = roster.shift_types().filter(|(_, shift_type)| shift_type.runbook.as_ref() == Some(&page.address));
    let guided: Vec<_> = guided.map(|(index, _)| index).collect();
    let shift_types = guided.iter().map(|index| describer.shift_type(*index)).collect();
    let levels = match page.panel {
        Some(Panel::Escalation) => on_call::levels(&describer),
        None => Vec::new(),
    };
    // One group: of types that take turns, only the one that runs is shown.
    let own: Vec<_> = Some(guided)
        .filter(|guided| !guided.is_empty())
        .map(|shift_types| Types { level: None, shift_types })
        .into_iter()
        .collect();
    let all: Vec<_> = levels.iter().chain(&own).cloned().collect();
    let (previous, next) = navigation::neighbours(order, &page.address);
    let heading = |heading: &crate::content::Heading| Heading {
        level: heading.level,
        id: heading.id.clone(),
        text: heading.text.clone(),
    };
    let data = (!all.is_empty()).then(|| on_call::data(&describer, &all));
    let last_change = describer.inputs.content_changes.get(&page.path);
    Runbook {
        page: press.page(&page.address, Vec::new(), data),
        title: page.title.clone(),
        description: page.description.clone(),
        html: page.html.clone(),
        contents: page.headings.iter().map(heading).collect(),
        previous,
        next,
        edit_url: roster.site.repository.as_ref().map(|url| format!("{url}/edit/main/content/{}", page.path)),
        shift_types,
        on_call: on_call::on_call(&describer, &own, levels.len()),
        escalation: page.panel.map(|_| on_call::on_call(&describer, &levels, 0)),
        last_changed: last_change.map(|changed| describer.dates.day_of(*changed)),
        owner: page.owner.as_deref().and_then(|id| roster.find_person(id)).map(|owner| describer.person(owner)),
        review: page.review.map(|review| Review { by: describer.dates.day(review.by), is_due: review.is_due }),
    }
}
