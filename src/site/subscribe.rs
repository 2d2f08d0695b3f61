//! The calendars of a page, with an address for each of the programs that people use.

use super::context::{Feed, Subscribe};
use super::describe::Describer;
use super::{FeedKind, FeedLink, links};

/// The feeds that are `wanted`, in their order.
pub fn feeds(describer: &Describer<'_>, wanted: impl Fn(&FeedLink) -> bool) -> Vec<Feed> {
    described(describer, describer.inputs.feeds.iter().filter(|link| wanted(link)))
}

/// These feeds.
pub fn described<'a>(describer: &Describer<'_>, links: impl Iterator<Item = &'a FeedLink>) -> Vec<Feed> {
    let feed = |link: &FeedLink| Feed {
        path: link.path.clone(),
        name: link.name.clone(),
        kind: match link.kind {
            FeedKind::Shifts => "shifts",
            FeedKind::Pager => "pager",
            FeedKind::HandOffs => "hand-offs",
            FeedKind::Away => "away",
        },
        person: link.person.map(|person| describer.person(person)),
        shift_type: link.shift_type.map(|shift_type| describer.shift_type(shift_type)),
        subscribe: describer.inputs.base_url.map(|base_url| subscribe(base_url, link)),
    };
    links.map(feed).collect()
}

fn subscribe(base_url: &str, link: &FeedLink) -> Subscribe {
    let url = format!("{base_url}{}", link.path);
    let webcal = links::webcal(&url);
    let query = format!("url={}&name={}", links::percent_encoded(&url), links::percent_encoded(&link.name));
    Subscribe {
        google: format!("https://calendar.google.com/calendar/r?cid={}", links::percent_encoded(&webcal)),
        outlook_office: format!("https://outlook.office.com/calendar/0/addfromweb?{query}"),
        outlook_live: format!("https://outlook.live.com/calendar/0/addfromweb?{query}"),
        url,
        webcal,
    }
}
