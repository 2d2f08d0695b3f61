//! The command that makes a new project.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::edits::day;
use crate::roster;
use crate::time::Zone;

/// The longest name: a page's heading has to hold it.
const LONGEST: usize = 100;

#[derive(Debug, Args)]
#[command(after_help = "Example:
  hausmeister init on-call --team 'Data Infra' --timezone Europe/Berlin --people 'Ana Souza, Bruno Lima, Carla Dias'")]
pub struct Init {
    /// The folder to fill; nothing in it is overwritten
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,

    /// The team's name
    #[arg(long, value_name = "NAME", default_value = "Our team", value_parser = name)]
    pub team: String,

    /// The time zone of the team's shifts, by its IANA name, such as Europe/Berlin [default: UTC]
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    pub timezone: Option<Zone>,

    /// Who takes turns, in their order, with commas between the names [default: five made-up people]
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = name)]
    pub people: Vec<String>,

    /// When the rotation begins: this day, or the first Monday after it [default: the last Monday before today, so that
    /// someone is on call at once]
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub starts: Option<NaiveDate>,

    /// What checks and publishes the project
    #[arg(long, value_name = "HOST", default_value = "github")]
    pub ci: Workflows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Workflows {
    /// Workflows of GitHub Actions, which publish to GitHub Pages
    Github,
    /// A pipeline of GitLab CI, which publishes to GitLab Pages
    Gitlab,
    /// Neither
    None,
}

/// A name on one line.
fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() {
        return Err(String::from("a name can't be empty"));
    }
    if name.chars().nth(LONGEST).is_some() {
        return Err(format!("a name is at most {LONGEST} characters long"));
    }
    if let Some(control) = name.chars().find(|character| character.is_control()) {
        return Err(format!("the control character `{}` can't stand in a name", control.escape_debug()));
    }
    Ok(name.to_owned())
}

fn zone(text: &str) -> Result<Zone, String> {
    Zone::named(text).ok_or_else(|| match roster::nearest_zone(text) {
        Some(near) => format!("did you mean `{near}`?"),
        None => String::from("write an IANA name, such as `Europe/Berlin`"),
    })
}
