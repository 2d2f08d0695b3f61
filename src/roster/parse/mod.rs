//! From the document to the roster as written: which keys there are, and what form each value has.

mod overrides;
mod people;
mod shifts;

use std::collections::BTreeSet;

use super::raw::{Channel, Name, Publish, RawHoliday, RawRoster, Rules, Site};
use super::{keys, values};
use crate::diagnostics::{Code, Problem, Sink, SourceId, Span};
use crate::document::scalars;
use crate::document::{self, Fields, Node, Value, Written, fields};

/// Reads the roster's text. Nothing comes back only when it is no mapping at all.
pub fn parse(text: &str, source: SourceId, sink: &mut Sink) -> Option<RawRoster> {
    let node = document::read(text, source, 0, sink)?;
    if node.value == Value::Empty {
        let problem = Problem::new(Code::Syntax, node.place, "the roster is empty");
        sink.push(problem.help("begin with `team: …`, `timezone: …` and `starts: …`"));
        return None;
    }
    let fields = keys::ROSTER.open(&node, sink)?;
    let team = fields.need("team", "Data Infra", sink).and_then(|node| scalars::line(node, "Data Infra", sink));
    let zone = fields.need("timezone", "America/Sao_Paulo", sink).and_then(|node| values::zone(node, sink));
    let starts = fields.need("starts", "2026-11-16", sink).and_then(|node| values::date(node, sink));
    let people = fields.need("people", "{ ana: { name: Ana Souza } }", sink);
    let shifts = fields.need("shifts", "{ level-1: { hours: Mon 18:00 - Mon 18:00, rotation: engineers } }", sink);
    let mut named = BTreeSet::new();
    ["rotations", "overrides"].iter().filter_map(|key| fields.get(key)).for_each(|node| words(node, &mut named));
    Some(RawRoster {
        team: team.map(|team| team.value),
        zone,
        starts,
        work_hours: fields.get("work_hours").and_then(|node| values::hours(node, sink)),
        publish: Publish {
            place: fields.key("publish"),
            ..fields.get("publish").map(|node| publish(node, sink)).unwrap_or_default()
        },
        site: fields.get("site").map(|node| site(node, sink)).unwrap_or_default(),
        people: people.map(|node| people::people(node, sink)).unwrap_or_default(),
        rotations: fields.get("rotations").map(|node| people::rotations(node, sink)).unwrap_or_default(),
        shifts: shifts.map(|node| shifts::shifts(node, sink)).unwrap_or_default(),
        escalation: fields.get("escalation").map(|node| escalation(node, sink)).unwrap_or_default(),
        overrides: fields.get("overrides").map(|node| overrides::overrides(node, sink)).unwrap_or_default(),
        holidays: fields.get("holidays").map(|node| holidays(node, sink)).unwrap_or_default(),
        rules: fields.get("rules").map(|node| rules(node, sink)).unwrap_or_default(),
        named,
    })
}

/// Gathers every word of every text below `node` that is no reason.
fn words(node: &Node, into: &mut BTreeSet<String>) {
    match &node.value {
        Value::Empty => {}
        Value::Text(text) => {
            let words = text.split(|character: char| character.is_whitespace() || character == ',');
            into.extend(words.map(ToOwned::to_owned));
        }
        Value::List(items) => items.iter().for_each(|item| words(item, into)),
        Value::Map(pairs) => {
            pairs.iter().filter(|(key, _)| key.value != "why").for_each(|(_, value)| words(value, into));
        }
    }
}

/// The entries of a mapping by id. One with an improper id is told and kept, so that names still lead to it.
fn entries<'a>(node: &'a Node, what: &str, example: &str, sink: &mut Sink) -> Vec<(&'a Name, &'a Node)> {
    let help = format!("write an id and its entry, such as `{example}`");
    let pairs = fields::pairs(node, what, &help, sink).unwrap_or_default();
    for (id, _) in &pairs {
        values::new_id(id, sink);
    }
    pairs
}

/// Tells keys that mean nothing in the company they stand in; `where_it_means` says what company they need.
fn misplaced(fields: &Fields<'_>, keys: &[&str], where_it_means: &str, sink: &mut Sink) {
    for key in keys {
        if let Some(place) = fields.key(key) {
            let message = format!("`{key}` has a meaning only {where_it_means}");
            sink.push(Problem::new(Code::UnknownKey, place, message).help(format!("leave `{key}` out")));
        }
    }
}

fn publish(node: &Node, sink: &mut Sink) -> Publish {
    const LONGEST: u32 = 1_040;
    let default = Publish::default();
    let Some(fields) = keys::PUBLISH.open(node, sink) else { return default };
    let past = fields.get("past").and_then(|node| values::weeks(node, 0..=LONGEST, sink));
    let ahead = fields.get("ahead").and_then(|node| values::weeks(node, 1..=LONGEST, sink));
    let away = fields.get("away").and_then(|node| scalars::boolean(node, sink));
    Publish { past: past.unwrap_or(default.past), ahead: ahead.unwrap_or(default.ahead), away, ..default }
}

fn site(node: &Node, sink: &mut Sink) -> Site {
    let Some(fields) = keys::SITE.open(node, sink) else { return Site::default() };
    let title = fields.get("title").and_then(|node| scalars::line(node, "Hausmeister", sink));
    let url = fields.get("url").and_then(|node| site_url(node, sink));
    let hand_off = fields.get("hand_off").and_then(|node| scalars::line(node, "hand-off", sink));
    let feed_key = feed_key(&fields, sink);
    let ignore_links = fields.get("ignore_links").map(|node| ignored_links(node, sink)).unwrap_or_default();
    let channels = fields.get("channels").map(|node| channels(node, sink)).unwrap_or_default();
    let mut address = |key: &str, example: &str| fields.get(key).and_then(|node| values::url(node, example, sink));
    let without_slash = |url: String| url.trim_end_matches('/').to_owned();
    Site {
        title: title.map(|title| title.value),
        url: url.map(|url| without_slash(url) + "/"),
        repository: address("repository", "https://github.com/example/hausmeister").map(without_slash),
        slack_url: address("slack_url", "https://example.slack.com").map(without_slash),
        hand_off: hand_off.as_ref().map(|page| values::page_address(&page.value)),
        hand_off_place: hand_off.map(|page| page.place),
        ignore_links,
        raw_html: fields.get("raw_html").and_then(|node| scalars::boolean(node, sink)).unwrap_or_default(),
        without_search: fields.get("search").and_then(|node| scalars::boolean(node, sink)) == Some(false),
        feed_key,
        channels,
    }
}

/// What ignored addresses begin with.
fn ignored_links(node: &Node, sink: &mut Sink) -> Vec<String> {
    const EXAMPLE: &str = "https://intranet.example.org/";
    let items = scalars::items(node, &format!("[{EXAMPLE}]"), true, sink).iter();
    items.filter_map(|item| values::url(item, EXAMPLE, sink)).collect()
}

/// The channels by id.
fn channels(node: &Node, sink: &mut Sink) -> Vec<Channel> {
    const EXAMPLE: &str = "https://example.slack.com/archives/C024BE91L";
    let entries = entries(node, "`channels`", &format!("data-crash: {EXAMPLE}"), sink);
    let channel =
        |(id, node): (&Name, &Node)| Some(Channel { id: id.value.clone(), url: values::url(node, EXAMPLE, sink)? });
    entries.into_iter().filter_map(channel).collect()
}

/// Where `feed_key` was written, also with a wrong value or none: whoever writes it must never get plain addresses.
fn feed_key(fields: &Fields<'_>, sink: &mut Sink) -> Option<Span> {
    let place = fields.key("feed_key")?;
    if let Some(node) = fields.need("feed_key", "env", sink)
        && !matches!(&node.value, Value::Text(text) if text == "env")
    {
        let message = "`feed_key` can only be `env`: the secret stands in the environment, never in the roster";
        sink.push(scalars::bad(
            node.place,
            message,
            "write `feed_key: env`; a secret that stood here is none any more",
        ));
    }
    Some(place)
}

/// Where the site is published: pages are named below it, so nothing may come after its path.
fn site_url(node: &Node, sink: &mut Sink) -> Option<String> {
    const EXAMPLE: &str = "https://data-infra.example.org/hausmeister/";
    let url = values::url(node, EXAMPLE, sink)?;
    if url.contains(['?', '#']) {
        let message = "the address of a site has neither `?` nor `#`";
        sink.push(scalars::bad(node.place, message, format!("write for example `{EXAMPLE}`")));
        return None;
    }
    Some(url)
}

fn escalation(node: &Node, sink: &mut Sink) -> Vec<Written<Vec<Name>>> {
    const EXAMPLE: &str = "[[level-1-weekday, level-1-weekend], level-2]";
    let levels = scalars::items(node, EXAMPLE, false, sink).iter();
    levels.map(|level| Written::new(scalars::names(level, EXAMPLE, true, sink), level.place)).collect()
}

fn holidays(node: &Node, sink: &mut Sink) -> Vec<RawHoliday> {
    let days = scalars::items(node, "- { on: 2026-12-25, name: Christmas }", false, sink);
    days.iter().filter_map(|day| holiday(day, sink)).collect()
}

fn holiday(node: &Node, sink: &mut Sink) -> Option<RawHoliday> {
    let fields = keys::HOLIDAY.open(node, sink)?;
    let on = fields.need("on", "2026-12-25", sink).and_then(|node| values::date(node, sink));
    let name = fields.need("name", "Christmas", sink).and_then(|node| scalars::line(node, "Christmas", sink));
    let people = fields.get("for").map(|node| scalars::names(node, "[ana, bruno]", true, sink));
    Some(RawHoliday { on: on?.value, name: name?.value, people })
}

fn rules(node: &Node, sink: &mut Sink) -> Rules {
    let Some(fields) = keys::RULES.open(node, sink) else { return Rules::default() };
    let mut length = |key: &str, example: &str| fields.get(key).and_then(|node| values::minutes(node, example, sink));
    Rules { notice: length("notice", "2 weeks"), rest: length("rest", "12 hours") }
}
