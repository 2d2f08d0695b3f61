//! A page for each shift type.

use super::context::{Draw, Era, Follows, Place, Rotation, ShiftTypePage};
use super::describe::{self, Describer};
use super::on_call::{self, Types};
use super::press::{Origin, Press, Sheet};
use super::{FeedKind, FeedLink, subscribe};
use crate::roster::{self, ShiftType, ShiftTypeIndex, TurnLength};

/// The pages that are wanted, one after the other.
pub fn sheets<'a>(press: &'a Press<'_>) -> impl Iterator<Item = Sheet> + 'a {
    press.describer.inputs.roster.shift_types().filter_map(|(index, written)| {
        press.wanted(&describe::shift_type_address(&written.id), || sheet(press, index, written))
    })
}

fn sheet(press: &Press<'_>, index: ShiftTypeIndex, written: &ShiftType) -> Sheet {
    let describer = press.describer;
    let shift_type = describer.shift_type(index);
    let groups = [Types { level: None, shift_types: vec![index] }];
    let shifts = describer.inputs.schedule.within(describer.inputs.span);
    let (coming, past) = describer.coming_and_past(shifts.filter(|shift| shift.shift_type == index));
    let feeds = subscribe::feeds(&describer, |feed| feed.is_of_all(Some(index)));
    let is_pager = |feed: &FeedLink| feed.kind == FeedKind::Pager && feed.shift_type == Some(index);
    let address = shift_type.address.clone();
    let page = ShiftTypePage {
        page: press.page(&address, feeds, Some(on_call::data(&describer, &groups))),
        shift_type,
        on_call: on_call::on_call(&describer, &groups, 0),
        draw: draw(&describer, index),
        coming,
        past,
        pager: subscribe::feeds(&describer, is_pager).pop(),
    };
    let origin = Origin { name: format!("shift type `{}`", written.id), place: Some(written.place) };
    press.sheet(&address, "shift.html", &page, origin)
}

fn draw(describer: &Describer<'_>, index: ShiftTypeIndex) -> Draw {
    match describer.inputs.roster.shift_type(index).draw {
        roster::Draw::Rotation { rotation, offset, turn } => {
            let (turn_weeks, turn_windows) = match turn {
                TurnLength::Weeks(weeks) => (Some(weeks), None),
                TurnLength::Windows(windows) => (None, Some(windows)),
            };
            let eras = eras(describer, &describer.inputs.roster.rotation(rotation).eras);
            Draw { rotation: Some(Rotation { eras, offset, turn_weeks, turn_windows }), follows: None }
        }
        roster::Draw::Follows { shift_type, after, .. } => {
            Draw { rotation: None, follows: Some(Follows { shift_type: describer.shift_type(shift_type), after }) }
        }
    }
}

fn eras(describer: &Describer<'_>, eras: &[roster::Era]) -> Vec<Era> {
    let inputs = describer.inputs;
    let running_week = inputs.roster.zone.local(inputs.week.start).date();
    let begun = eras.partition_point(|era| era.since <= running_week);
    let place = |turn: &roster::Turn| Place { person: turn.holder.map(|holder| describer.person(holder)) };
    let era = |(number, era): (usize, &roster::Era)| Era {
        since: describer.dates.day(era.since),
        has_begun: number < begun,
        is_running: number + 1 == begun,
        order: era.order.iter().map(place).collect(),
    };
    eras.iter().enumerate().map(era).collect()
}
