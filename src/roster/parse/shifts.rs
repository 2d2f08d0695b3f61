//! `shifts`: the shift types.

use super::{entries, misplaced};
use crate::diagnostics::Sink;
use crate::document::scalars;
use crate::document::{Fields, Node};
use crate::roster::colors;
use crate::roster::keys;
use crate::roster::raw::{Name, RawDraw, RawShiftType, TurnLength};
use crate::roster::values;

/// The entries of `shifts`.
pub fn shifts(node: &Node, sink: &mut Sink) -> Vec<RawShiftType> {
    entries(node, "`shifts`", "level-2: { hours: Mon 18:00 - Mon 18:00, rotation: seniors }", sink)
        .into_iter()
        .filter_map(|(id, node)| shift_type(id, node, sink))
        .collect()
}

fn shift_type(id: &Name, node: &Node, sink: &mut Sink) -> Option<RawShiftType> {
    let fields = keys::SHIFT_TYPE.open(node, sink)?;
    let hours = fields.need("hours", "Mon 18:00 - Fri 18:00", sink).and_then(|node| values::hours(node, sink));
    let name = fields.get("name").and_then(|node| scalars::line(node, "Level 1 Weekday", sink));
    let duties = fields.get("duties").and_then(|node| duties(node, sink));
    let (duties_in_work_hours, duties_otherwise) = duties.unwrap_or_default();
    let alarms = fields.get("alarms").map(|node| scalars::items(node, "[1 day, 30 minutes]", true, sink));
    Some(RawShiftType {
        id: id.clone(),
        name: name.map(|name| name.value),
        hours,
        draw: draw(&fields, sink),
        runbook: fields.get("runbook").and_then(|node| scalars::line(node, "level-1", sink)),
        duties_in_work_hours,
        duties_otherwise,
        color: fields.get("color").and_then(|node| color(node, sink)),
        busy: fields.get("busy").and_then(|node| scalars::boolean(node, sink)).unwrap_or_default(),
        alarms: alarms.unwrap_or_default().iter().filter_map(|node| values::alarm(node, sink)).collect(),
    })
}

/// Where holders come from: exactly one of `rotation` and `follows`, and the keys that go with it.
fn draw(fields: &Fields<'_>, sink: &mut Sink) -> Option<RawDraw> {
    if let (Some(_), Some(place)) = (fields.key("rotation"), fields.key("follows")) {
        let message = "a shift type draws on a `rotation` or `follows` another type, not both";
        sink.push(scalars::bad(place, message, "leave one of them out"));
        return None;
    }
    if fields.key("follows").is_some() {
        misplaced(fields, &["offset", "turn"], "beside `rotation`", sink);
        let shift_type = fields.need("follows", "level-1-weekday", sink);
        let shift_type = shift_type.and_then(|node| scalars::name(node, "level-1-weekday", sink));
        let after = fields.get("after").map_or(Some(1), |node| values::weeks(node, 1..=520, sink));
        return Some(RawDraw::Follows { shift_type: shift_type?, after });
    }
    misplaced(fields, &["after"], "beside `follows`", sink);
    let rotation = fields.need("rotation", "engineers", sink);
    let rotation = rotation.and_then(|node| scalars::name(node, "engineers", sink));
    let offset = fields.get("offset").map_or(Some(0), |node| scalars::number(node, -10_000..=10_000, sink));
    let turn = fields.get("turn").map_or(Some(TurnLength::Weeks(1)), |node| values::turn(node, sink));
    Some(RawDraw::Rotation { rotation: rotation?, offset, turn })
}

fn duties(node: &Node, sink: &mut Sink) -> Option<(Option<String>, Option<String>)> {
    let fields = keys::DUTIES.open(node, sink)?;
    let mut duty = |key: &str, example: &str| {
        let text = fields.get(key).and_then(|node| scalars::paragraph(node, example, sink));
        text.map(|text| text.value)
    };
    Some((duty("work_hours", "Triage issues"), duty("otherwise", "On call for services")))
}

fn color(node: &Node, sink: &mut Sink) -> Option<String> {
    let name = scalars::name(node, "teal", sink)?;
    if colors::CSS3.contains(&name.value.as_str()) {
        return Some(name.value);
    }
    let help = match sink.nearest(&name.value, colors::CSS3.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => String::from("write a CSS3 colour name, such as `teal`"),
    };
    sink.push(scalars::bad(name.place, format!("`{}` is not the name of a colour", name.value), help));
    None
}
