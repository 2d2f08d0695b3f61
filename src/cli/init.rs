//! `hausmeister init`: a project to start from. Asks nothing, overwrites nothing.

use std::path::Path;

use chrono::{Days, NaiveDate, Weekday};

use super::Outcome;
use super::args::{Init, Workflows};
use super::ui::Ui;
use crate::error::{Error, Result};
use crate::project;
use crate::starter::{self, Ci, IGNORED, Starter};
use crate::time::{When, Zone};

/// Who stands in a roster whose people are not named yet.
const MADE_UP: &[&str] = &["Ana Souza", "Bruno Lima", "Carla Dias", "Davi Moreira", "Elis Ramos"];

/// Fills a folder.
pub fn run(options: &Init, now: When, ui: &mut Ui) -> Result<Outcome> {
    let starter = starter(options, now);
    if starter.people.len() < starter::FEWEST {
        return Err(Error::Usage {
            message: String::from("so few people would carry the pager for a week and more without a break"),
            help: Some(String::from("name three people or more, or none, and put yours into roster.yaml")),
        });
    }
    let mut files = starter::files(&starter);
    let in_the_way = project::in_the_way(&options.folder, files.iter().map(|(path, _)| *path));
    let refused: Vec<_> = in_the_way.iter().copied().filter(|path| *path != IGNORED).collect();
    if !refused.is_empty() {
        let names: Vec<_> = refused.iter().map(|path| format!("`{path}`")).collect();
        return Err(Error::Usage {
            message: format!("would have to overwrite {} in `{}`", names.join(", "), options.folder.display()),
            help: Some(String::from("nothing was written; name a folder that has none of these, or move them away")),
        });
    }
    files.retain(|(path, _)| !in_the_way.contains(path));
    project::create(&options.folder, files.iter().map(|(path, text)| (*path, text.as_str())))?;
    tell(options, &starter, !in_the_way.is_empty(), ui);
    Ok(Outcome::Fine)
}

/// What the options come to.
fn starter(options: &Init, now: When) -> Starter {
    let zone = options.timezone.clone().unwrap_or_else(Zone::utc);
    let today = zone.local(now.instant(&zone)).date();
    let people = if options.people.is_empty() {
        MADE_UP.iter().map(|name| (*name).to_owned()).collect()
    } else {
        options.people.clone()
    };
    let ci = match options.ci {
        Workflows::Github => Ci::Github,
        Workflows::Gitlab => Ci::Gitlab,
        Workflows::None => Ci::None,
    };
    let starts = options.starts.map_or_else(|| monday_before(today), monday_from);
    Starter { team: options.team.clone(), zone, starts, people, ci }
}

/// The last Monday before a day: on a Monday that of the week before, for until the evening nobody would be on call.
fn monday_before(today: NaiveDate) -> NaiveDate {
    let yesterday = today - Days::new(1);
    yesterday.week(Weekday::Mon).first_day()
}

/// The first Monday on or after a day. Were weekends to begin in the week before weekdays, the offsets that keep them
/// apart would be off by one.
fn monday_from(day: NaiveDate) -> NaiveDate {
    (day + Days::new(6)).week(Weekday::Mon).first_day()
}

/// Says what was made, what is still to be put in, and the next three commands.
fn tell(options: &Init, starter: &Starter, has_ignored: bool, ui: &mut Ui) {
    if options.people.is_empty() {
        ui.note("the people are made up; put yours into `people` and `rotations` of roster.yaml");
    }
    if options.timezone.is_none() {
        ui.note("times are in UTC; put your own zone into `timezone` of roster.yaml");
    }
    if starter.people.len() < starter::TWO_LEVELS {
        ui.note("Level 2 is commented out in roster.yaml: it takes four people, or a list of its own");
    }
    if has_ignored {
        ui.note(&format!("`{IGNORED}` was there and is left as it is; add `/public` and `/.public*` to it"));
    }
    let is_here = options.folder == Path::new(".");
    let folder = options.folder.display().to_string();
    let place = if is_here { "here" } else { &format!("in `{folder}`") };
    let ci = match starter.ci {
        Ci::Github => ", runbooks and workflows",
        Ci::Gitlab => ", runbooks and a pipeline",
        Ci::None => " and runbooks",
    };
    ui.say(&format!("a roster from {} on{ci} are {place}; next:\n", starter.starts));
    let there = if is_here { String::new() } else { format!("cd {} && ", quoted(&folder)) };
    let look = if cfg!(feature = "serve") { "hausmeister serve --open" } else { "hausmeister who" };
    for command in [&format!("{there}hausmeister check --strict"), look, "hausmeister build"] {
        ui.say(&format!("  {command}"));
    }
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "/._-".contains(character);
    if text.chars().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
