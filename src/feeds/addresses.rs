//! Where feeds are published: at plain paths, or at paths that only those know who were told.
//!
//! With a key the path of every feed carries a token, and every path at which the feed was, or could have been, before
//! is retired: the plain one and those of a person's earlier revisions. They stay published as empty calendars, because
//! a client keeps the stale copy of a missing one.

use super::key::FeedKey;
use super::{Context, Feed, ics};

/// How the paths of feeds are made.
#[derive(Debug, Clone, Copy)]
pub enum Addressing<'a> {
    /// Of ids alone: whoever knows a person's id knows the paths of their feeds.
    Plain,
    /// With a token of the key.
    Keyed(&'a FeedKey),
}

/// Every feed at its path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory {
    /// Those that hold what they are for, in the order in which they are offered.
    pub current: Vec<Feed>,
    /// Paths that are no longer given out: each holds an empty calendar.
    pub retired: Vec<Feed>,
}

/// Where every feed of a roster is.
#[must_use]
pub fn directory(context: &Context<'_>, addressing: Addressing<'_>) -> Directory {
    let plain = super::list(context);
    let Addressing::Keyed(key) = addressing else { return Directory { current: plain, retired: Vec::new() } };
    let mut directory = Directory { current: Vec::with_capacity(plain.len()), retired: Vec::new() };
    for feed in plain {
        let revision = feed.of.person().map_or(1, |person| context.roster.person(person).feed_revision);
        let at = |revision| Feed { path: keyed(&feed.path, revision, key), ..feed.clone() };
        directory.retired.extend((1..revision).map(at));
        directory.current.push(at(revision));
        directory.retired.push(feed);
    }
    directory
}

/// The path of a feed with the token of its plain path and its revision: `calendars/people/ana-….ics`.
fn keyed(path: &str, revision: u32, key: &FeedKey) -> String {
    let token = key.token(&format!("{path}#{revision}"));
    format!("{}-{token}.ics", path.strip_suffix(".ics").unwrap_or(path))
}

/// The text of each retired feed by its path, in their order: a valid calendar without events.
#[must_use]
pub fn render_retired(context: &Context<'_>, retired: &[Feed]) -> Vec<(String, String)> {
    let empty = |feed: &Feed| {
        let source = context.address(&feed.path);
        let header = ics::Header {
            name: &feed.name,
            description: "No longer in use. Ask the team for the new address of this calendar.",
            zone: context.roster.zone.name(),
            source: source.as_deref(),
            page: None,
            color: None,
        };
        ics::calendar(&header, &[])
    };
    retired.iter().map(|feed| (feed.path.clone(), empty(feed))).collect()
}
