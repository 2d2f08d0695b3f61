//! The roster to start from.
//!
//! Everyone stands in one order and every shift type draws on it, so what keeps a person's shifts apart is how far along
//! the order each type is: the weekend two turns, Level 2 three. From four people on nobody then has two at once, or
//! goes from one into the next. Three have no Level 2.

use super::{Starter, ids};
use crate::document::edit::{Data, flow, pair};

const ROSTER: &str = include_str!("roster.yaml");
const LEVEL_2: &str = include_str!("level-2.yaml");

/// With fewer people somebody would go from weekdays into the weekend, or from it into weekdays, every week.
pub const FEWEST: usize = 3;

/// So many people are needed for two levels.
pub const TWO_LEVELS: usize = 4;

/// Why a roster of few people has no Level 2.
const TOO_FEW: &str = "  # With four people or more, or with a list of its own:\n";

/// The text of `roster.yaml`.
pub fn text(starter: &Starter) -> String {
    let ids: Vec<_> = ids::of(&starter.people).into_iter().map(Data::Text).collect();
    let people = ids.iter().zip(&starter.people).map(|(id, name)| {
        let name = pair("name", &Data::Text(name.clone()));
        format!("  {}:\n    {name}\n", flow(id))
    });
    let (level_2, escalation) = if ids.len() < TWO_LEVELS {
        (TOO_FEW.to_owned() + &commented(LEVEL_2), commented("  - level-2\n"))
    } else {
        (LEVEL_2.to_owned(), String::from("  - level-2\n"))
    };
    filled(&[
        ("{team}", &pair("team", &Data::Text(starter.team.clone()))),
        ("{timezone}", starter.zone.name()),
        ("{starts}", &starter.starts.to_string()),
        ("{people}\n", &people.collect::<String>()),
        ("{engineers}", &flow(&Data::List(ids))),
        ("{level_2}\n", &level_2),
        ("{escalation}\n", &escalation),
    ])
}

/// The lines as comments, in the place where they stood.
fn commented(text: &str) -> String {
    text.split_inclusive('\n').flat_map(|line| ["  # ", line.strip_prefix("  ").unwrap_or(line)]).collect()
}

/// The roster with a value for each mark. Nothing in a value is taken for a mark.
fn filled(values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = ROSTER;
    let next = |rest: &str| values.iter().filter_map(|(mark, value)| Some((rest.find(mark)?, *mark, *value))).min();
    while let Some((at, mark, value)) = next(rest) {
        filled.push_str(rest.get(..at).unwrap_or_default());
        filled.push_str(value);
        rest = rest.get(at + mark.len()..).unwrap_or_default();
    }
    filled + rest
}
