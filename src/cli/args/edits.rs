//! The commands that change the roster.

use chrono::NaiveDate;
use clap::Args;

use crate::time::When;

/// How careful a change is to be.
#[derive(Debug, Args)]
pub struct Caution {
    /// Show what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Write the change although `check` will find an error because of it
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  hausmeister cover pager --week-of 2026-12-21
  hausmeister cover pager --week-of 2026-12-21 --person ben --why 'Ada is skiing'
  hausmeister cover pager --from '2026-12-23 18:00' --to '2026-12-24 18:00' --person ben")]
pub struct Cover {
    /// The shift type
    #[arg(value_name = "SHIFT")]
    pub shift: String,

    /// When the cover begins: a day, a local time of the team, or an instant
    #[arg(long, value_name = "TIME", requires = "to")]
    pub from: Option<When>,

    /// When it ends; a day counts whole
    #[arg(long, value_name = "TIME", requires = "from")]
    pub to: Option<When>,

    /// Instead of both: the rotation week that holds this day, whole
    #[arg(long, value_name = "DAY", value_parser = day, conflicts_with_all = ["from", "to"])]
    pub week_of: Option<NaiveDate>,

    /// Who takes it, or `nobody` [default: nothing is written; says who could take it]
    #[arg(long, value_name = "ID")]
    pub person: Option<String>,

    /// The reason, shown on the site and in calendars
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,

    #[command(flatten)]
    pub caution: Caution,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: Ada's week of 7 December goes to Ben, and Ben's of 14 December to Ada
  hausmeister swap pager ada ben --week-of 2026-12-07 --week-of 2026-12-14")]
pub struct Swap {
    /// The shift type
    #[arg(value_name = "SHIFT")]
    pub shift: String,

    /// One of the two
    #[arg(value_name = "A")]
    pub one: String,

    /// The other
    #[arg(value_name = "B")]
    pub other: String,

    /// A day in A's week; given again, a day in B's
    #[arg(long, value_name = "DAY", value_parser = day, required = true)]
    pub week_of: Vec<NaiveDate>,

    /// The reason, shown on the site and in calendars
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,

    #[command(flatten)]
    pub caution: Caution,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  hausmeister join dora --rotation crew --since 2026-12-07 --after ben")]
pub struct Join {
    /// Who joins; an entry of `people`
    #[arg(value_name = "PERSON")]
    pub person: String,

    /// The rotation
    #[arg(long, value_name = "ID")]
    pub rotation: String,

    /// From which day on; no turn that is under way then is cut
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: NaiveDate,

    /// Behind whom in the order [default: at its end]
    #[arg(long, value_name = "ID")]
    pub after: Option<String>,

    #[command(flatten)]
    pub caution: Caution,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples: Ben leaves the team, or only one rotation
  hausmeister leave ben --since 2027-01-01
  hausmeister leave ben --since 2027-01-01 --rotation crew")]
pub struct Leave {
    /// Who leaves
    #[arg(value_name = "PERSON")]
    pub person: String,

    /// From which day on; no turn that is under way then is cut
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: NaiveDate,

    /// Only this rotation [default: every rotation, and the team: `leaves` is written too]
    #[arg(long, value_name = "ID")]
    pub rotation: Option<String>,

    #[command(flatten)]
    pub caution: Caution,
}

/// A day, for clap.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    match text.parse() {
        Ok(When::Day(day)) => Ok(day),
        _ => Err(String::from("write a day, such as `2026-11-16`")),
    }
}
