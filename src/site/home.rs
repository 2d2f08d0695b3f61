//! The home page: who is on call, the coming weeks, the way to one's calendar.

use super::context::Home;
use super::on_call;
use super::press::{Origin, Press, Sheet};
use super::{FeedKind, subscribe, timeline};

/// Where it is: at the root.
pub const ADDRESS: &str = "";

pub fn sheet(press: &Press<'_>) -> Sheet {
    let describer = press.describer;
    let (levels, others) = (on_call::levels(describer.inputs.roster), on_call::others(describer.inputs.roster));
    let all: Vec<_> = levels.iter().chain(&others).cloned().collect();
    let feeds = subscribe::feeds(&describer, |feed| feed.is_of_all(None) || feed.kind == FeedKind::Away);
    let home = Home {
        page: press.page(ADDRESS, feeds, Some(on_call::data(&describer, &all))),
        on_call: on_call::on_call(&describer, &levels, 0),
        also: on_call::on_call(&describer, &others, levels.len()),
        timeline: timeline::timeline(&describer),
    };
    press.sheet(ADDRESS, "home.html", &home, Origin::built_in("home page"))
}
