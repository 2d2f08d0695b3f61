//! The head of a runbook: YAML between `---` lines.

use chrono::NaiveDate;

use super::Panel;
use super::links::shown;
use super::names;
use crate::diagnostics::{Sink, SourceId, suggest};
use crate::document::{self, Fields, Node, Value, Written, days, scalars};

/// What a page says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// The page's title.
    pub(super) title: Option<String>,
    /// One sentence on what the page is for.
    pub(super) description: Option<String>,
    /// Where the page stands among its neighbours: the lighter the sooner; 0 unless written.
    pub(super) weight: i64,
    /// What of the roster stands on the page.
    pub(super) panel: Option<Panel>,
    /// The id of the person who answers for the page.
    pub(super) owner: Option<Written<String>>,
    /// The day by which someone must have read it anew.
    pub(super) review_by: Option<Written<NaiveDate>>,
    /// Whether it is not to be published yet.
    pub(super) is_draft: bool,
    /// Addresses below the site's root at which it could be found before.
    pub(super) aliases: Vec<Written<String>>,
}

const KEYS: [&str; 8] = ["title", "description", "weight", "panel", "owner", "review_by", "draft", "aliases"];
const WEIGHTS: std::ops::RangeInclusive<i64> = -1_000_000..=1_000_000;

/// Reads `yaml`, which stands in `source` from byte `offset` on.
pub(super) fn read(yaml: &str, source: SourceId, offset: usize, sink: &mut Sink) -> FrontMatter {
    let node = document::read(yaml, source, offset, sink).filter(|node| node.value != Value::Empty);
    let fields = node.as_ref().and_then(|node| Fields::open(node, "front matter", &KEYS, sink));
    let Some(fields) = fields else { return FrontMatter::default() };
    let line =
        |key: &str, example: &str, sink: &mut Sink| fields.get(key).and_then(|node| self::line(node, example, sink));
    FrontMatter {
        title: line("title", "Level 1", sink),
        description: line("description", "What to do first", sink),
        weight: fields.get("weight").and_then(|node| scalars::number(node, WEIGHTS, sink)).unwrap_or_default(),
        panel: fields.get("panel").and_then(|node| panel(node, sink)),
        owner: fields.get("owner").and_then(|node| scalars::name(node, "ana", sink)),
        review_by: fields.get("review_by").and_then(|node| days::date(node, sink)),
        is_draft: fields.get("draft").and_then(|node| scalars::boolean(node, sink)).unwrap_or_default(),
        aliases: fields.get("aliases").map(|node| aliases(node, sink)).unwrap_or_default(),
    }
}

fn aliases(node: &Node, sink: &mut Sink) -> Vec<Written<String>> {
    let written = scalars::names(node, "[/old/]", true, sink);
    let address = |alias: &Written<String>| match names::alias(&alias.value) {
        Ok(address) => Some(alias.with(address)),
        Err(why) => {
            let help = "write the old address from the site's root, such as `/old/`";
            sink.push(scalars::bad(alias.place, format!("the alias `{}` {why}", shown(&alias.value)), help));
            None
        }
    };
    written.iter().filter_map(address).collect()
}

fn panel(node: &Node, sink: &mut Sink) -> Option<Panel> {
    let name = scalars::name(node, Panel::Escalation.name(), sink)?;
    let found = Panel::ALL.iter().find(|panel| panel.name() == name.value);
    if found.is_none() {
        let known: Vec<_> = Panel::ALL.iter().map(|panel| panel.name()).collect();
        let message = format!("there is no panel `{}`", name.value);
        sink.push(scalars::bad(name.place, message, format!("the panels are {}", suggest::one_of(&known))));
    }
    found.copied()
}

/// A text as one line: YAML's folded texts may come with line breaks.
fn line(node: &Node, example: &str, sink: &mut Sink) -> Option<String> {
    let text = scalars::paragraph(node, example, sink)?;
    Some(text.value.split_whitespace().collect::<Vec<_>>().join(" "))
}
