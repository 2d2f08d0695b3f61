//! What the command line takes. The comments here are the program's help.

mod announce;
mod edits;
mod init;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::manual::Shell;
use crate::time::{Spoken, When, Zone};

pub use announce::{Announce, AnnounceFormat};
pub use edits::{Caution, Cover, Join, Leave, Swap};
pub use init::{Init, Workflows};

/// On-call rotation as code: a roster and runbooks in git become a runbook site and iCal feeds.
///
/// Every command exits with 0 when all is well, 1 when problems were found, and 2 when it could not do its work.
#[derive(Debug, Parser)]
#[command(name = "hausmeister", version = version(), max_term_width = 100)]
pub struct Arguments {
    /// The folder that holds roster.yaml [default: here, or the nearest folder above that has one]
    #[arg(long, value_name = "DIR", global = true)]
    pub root: Option<PathBuf>,

    /// What stands for the clock: a day, a local time of the team, or an instant such as 2026-11-16T21:00:00Z
    #[arg(long, value_name = "TIME", global = true)]
    pub now: Option<When>,

    /// Say less: only what went wrong, and what was asked for
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Say more
    #[arg(short, long, global = true)]
    verbose: bool,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: Color,

    #[command(subcommand)]
    pub command: Command,
}

impl Arguments {
    /// How much to say.
    pub fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        }
    }
}

/// The program's version, with the release of the time zone data in it.
fn version() -> String {
    format!("{} (time zones {})", env!("CARGO_PKG_VERSION"), Zone::tz_release())
}

/// How much to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    Quiet,
    Normal,
    Verbose,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a roster, runbooks and CI to start from, ready to build
    Init(Init),
    /// Make the site and the calendars, and publish them into a folder, whole or not at all
    Build(Build),
    /// Serve the site on this machine while you write, and reload open pages on every change
    ///
    /// Nothing is published: the site is made in memory, and made anew whenever the roster, a runbook or a template
    /// changes. What is wrong with them is shown here and over the page, above the last site without errors.
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// Find every problem of roster, schedule, runbooks and links
    Check(Check),
    /// Say what the roster changes, person by person, compared with a git revision or a file
    Diff(Diff),
    /// Say who is on call, until when, who is next and how to reach them
    Who(Who),
    /// Say what a chat should hear: who is on call, the week's hand-offs, and what changed
    Announce(Announce),
    /// Print the resolved shifts
    Schedule(Schedule),
    /// Say how much everyone carries, by kind of time and beside what would be fair
    ///
    /// Counts the minutes of shifts in work hours, evenings and nights, weekends and holidays, as clocks go. The fair
    /// share of a shift type is what is held of it, divided among those in the order that its holders come from, in
    /// proportion to the days on which they are in the team and not away. Who carries exactly that carries 100 %.
    Load(Load),
    /// Print the addresses of the calendars
    Feeds(Feeds),
    /// Give a part of a shift type to someone else, or say who could take it
    Cover(Cover),
    /// Exchange two people's weeks
    Swap(Swap),
    /// Let someone join a rotation
    Join(Join),
    /// Let someone leave the team, or one rotation
    Leave(Leave),
    /// Print the JSON Schema of roster.yaml, by which editors check and complete it
    #[command(after_help = "Example: hausmeister schema > roster.schema.json\n\n\
        With `# yaml-language-server: $schema=roster.schema.json` as the first line of roster.yaml, an editor with the \
        YAML language server uses it.")]
    Schema,
    /// Print the completions of a shell
    #[command(
        after_help = "Example: hausmeister completions bash > ~/.local/share/bash-completion/completions/hausmeister"
    )]
    Completions(Completions),
    /// Print the manual page, or that of a command
    #[command(after_help = "Example: hausmeister man | man -l -")]
    Man(Man),
}

impl Command {
    /// What to compare the roster with, where the command does that.
    pub fn base(&self) -> Option<&str> {
        match self {
            Self::Check(check) => check.base.as_deref(),
            Self::Diff(diff) => Some(&diff.base),
            Self::Announce(announce) => announce.since.as_deref(),
            _ => None,
        }
    }
}

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    /// The command [default: the page of all]
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

#[derive(Debug, Args)]
pub struct Build {
    /// The folder to publish into; an earlier site in it is replaced [default: public in the project's folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Where the site will be found, instead of the roster's `site.url`
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
}

#[cfg(feature = "serve")]
#[derive(Debug, Args)]
#[command(after_help = "Example: hausmeister serve --open")]
pub struct Serve {
    /// The port to serve at, on this machine only; the next free one where it is taken, and any for 0
    #[arg(long, value_name = "PORT", default_value_t = 8000)]
    pub port: u16,

    /// Open the site in a browser
    #[arg(long)]
    pub open: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example, for CI:
  hausmeister check --strict --base origin/main --format github")]
pub struct Check {
    /// Also compare with the roster of a git revision, or a file: what has begun or is near may not change
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,

    /// Let warnings fail the check as well
    #[arg(long)]
    pub strict: bool,

    /// Also try the addresses on other sites that runbooks lead to; what was fine is remembered for a week
    #[arg(long)]
    pub external: bool,

    /// Longest wait for one of them
    #[arg(long, value_name = "SECONDS", default_value = "10", requires = "external", value_parser = seconds())]
    pub timeout: u64,

    /// Longest time for all of them
    #[arg(long, value_name = "SECONDS", default_value = "300", requires = "external", value_parser = seconds())]
    pub time_limit: u64,

    /// The form of the report
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CheckFormat,
}

/// From a second to an hour.
fn seconds() -> clap::builder::RangedU64ValueParser {
    clap::value_parser!(u64).range(1..=3_600)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// Annotations of a GitHub workflow
    Github,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  hausmeister diff main                            what the branch that is checked out changes
  hausmeister diff HEAD                            what is not committed yet changes
  hausmeister diff origin/main --format markdown   the same as a comment on a pull request")]
pub struct Diff {
    /// What to compare with: a git revision, such as main or HEAD~1, or a file
    #[arg(value_name = "BASE")]
    pub base: String,

    /// The form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people
    Text,
    /// For a comment on a pull request
    Markdown,
    /// For programs
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  hausmeister who --at 'fri 18:00'
  hausmeister who --shift level-2 --at tomorrow --format json")]
pub struct Who {
    /// The moment to look at: a day or time such as `fri 18:00`, `tomorrow` or `18:00`, the next from now on, or one
    /// with its date [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<Spoken>,

    /// Only this shift type
    #[arg(long, value_name = "ID")]
    pub shift: Option<String>,

    /// The form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: WhoFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WhoFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  hausmeister schedule --person ana
  hausmeister schedule --from today --to 2026-12-31 --format csv > shifts.csv")]
pub struct Schedule {
    /// First day, or moment, to show [default: the beginning of the running week]
    #[arg(long, value_name = "TIME")]
    pub from: Option<Spoken>,

    /// Last day, whole, or the moment before which to end [default: eight weeks after the beginning]
    #[arg(long, value_name = "TIME")]
    pub to: Option<Spoken>,

    /// Only what this person holds
    #[arg(long, value_name = "ID")]
    pub person: Option<String>,

    /// Only this shift type
    #[arg(long, value_name = "ID")]
    pub shift: Option<String>,

    /// The form of the list
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ScheduleFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScheduleFormat {
    /// For people
    Table,
    /// As in schedule.json
    Json,
    /// For spreadsheets
    Csv,
    /// A calendar
    Ics,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  hausmeister load --from 2026-11-16 --to 2026-12-31
  hausmeister load --format csv > load.csv")]
pub struct Load {
    /// First day, or moment, to count [default: the beginning of the running week]
    #[arg(long, value_name = "TIME")]
    pub from: Option<Spoken>,

    /// Last day, whole, or the moment before which to end [default: 52 weeks after the beginning]
    #[arg(long, value_name = "TIME")]
    pub to: Option<Spoken>,

    /// The form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: LoadFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LoadFormat {
    /// For people
    Text,
    /// For spreadsheets: a line for each person and shift type, in minutes
    Csv,
    /// For programs
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: hausmeister feeds --person ana")]
pub struct Feeds {
    /// Only the calendars of this person
    #[arg(long, value_name = "ID")]
    pub person: Option<String>,

    /// Only those of this shift type
    #[arg(long, value_name = "ID")]
    pub shift: Option<String>,

    /// The form of the list
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: FeedsFormat,

    /// Where the site is found, instead of the roster's `site.url`
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FeedsFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// An address of the web, with `/` at its end.
fn base_url(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let allowed = |character: char| character.is_ascii_graphic() && !"\"<>\\^`{|}".contains(character);
    if rest.is_empty() || rest.starts_with('/') || !rest.chars().all(allowed) {
        return Err(String::from("write an address such as https://example.org/hausmeister/"));
    }
    Ok(format!("{}/", text.trim_end_matches('/')))
}
