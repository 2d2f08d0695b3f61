//! What `announce` takes.

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
#[command(after_help = "\
Today and the week are days on the team's clock: today is the day that the clock shows there, the week is today and the \
six days after it.

With --if-changed nothing is printed, and all is well, when today has no hand-off and, with --since, the roster has the \
same people and shift types as it had then, with the same ids, shifts and turn orders. A roster that was not there then \
is a change; a person's new name is none.

Examples:
  hausmeister announce
  hausmeister announce --since HEAD~1 --format markdown

Each morning in CI, for an incoming webhook of Slack; its address is a secret:
  since=$(git rev-list -1 --before='24 hours ago' HEAD)
  hausmeister announce --since \"$since\" --if-changed --format slack > announcement.json
  test ! -s announcement.json || curl --fail --json @announcement.json \"$SLACK_WEBHOOK\"")]
pub struct Announce {
    /// Also say what has changed since a git revision, or compared with a file
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,

    /// Print nothing when there is nothing new: no hand-off today, and nothing changed since REV
    #[arg(long)]
    pub if_changed: bool,

    /// The form of the announcement
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: AnnounceFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnnounceFormat {
    /// For any reader
    Text,
    /// A message of Slack's Block Kit, for an incoming webhook
    Slack,
    /// For chats and comments that take it
    Markdown,
}
