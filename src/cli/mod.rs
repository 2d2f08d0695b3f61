//! The command line: reads arguments, environment and clock, calls the library, prints. One file a command.

mod announce;
mod args;
mod build;
mod check;
mod cover;
mod diff;
mod edit;
mod eras;
mod external;
mod feeds;
mod init;
mod load;
mod manual;
mod markdown;
mod page;
mod patch;
mod post;
mod schedule;
#[cfg(feature = "serve")]
mod serve;
mod span;
mod spreadsheet;
mod swap;
mod table;
mod ui;
mod who;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::Parser;

use crate::cores;
use crate::diagnostics::{Severity, Sink};
use crate::error::{Error, Result};
use crate::feeds::{FEED_KEY_VARIABLE, FeedKey};
use crate::project::{self, Content, Project};
use crate::time::{Instant, When, Zone};
use crate::{Begun, Env, Plan};
use args::{Arguments, Command};
use ui::Ui;

pub use load::SCHEMA as LOAD_SCHEMA;
pub use who::SCHEMA as WHO_SCHEMA;

/// What a command comes to: the exit status of every command, as the roster's contract has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Fine,
    /// Problems were found.
    Problems,
    /// The command could not do its work.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::Problems => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}

/// Runs the program with its arguments, the first of which is its own name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way as well, with their own status and stream. Nobody is left to tell when
            // printing fails.
            let _printed = error.print();
            return u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from);
        }
    };
    let mut ui = Ui::new(arguments.color, arguments.verbosity());
    let mut run = || run(&arguments, &mut ui);
    // These make the whole site.
    let is_large = matches!(arguments.command, Command::Build(_) | Command::Check(_));
    let outcome = if is_large { cores::inside(run) } else { run() };
    let outcome = outcome.unwrap_or_else(|error| {
        ui.failure(&error);
        Outcome::Failed
    });
    ui.finish(outcome).into()
}

fn run(arguments: &Arguments, ui: &mut Ui) -> Result<Outcome> {
    // These need no project.
    match &arguments.command {
        Command::Init(options) => return init::run(options, now(arguments), ui),
        Command::Schema => return Ok(schema(ui)),
        Command::Completions(options) => return Ok(manual::completions(options, ui)),
        Command::Man(options) => return manual::page(options, ui),
        _ => {}
    }
    let root = match &arguments.root {
        Some(root) if project::has_roster(root) => root.clone(),
        Some(root) => {
            return Err(Error::Usage {
                message: format!("there is no `{}` in `{}`", project::ROSTER, root.display()),
                help: Some(String::from("name the folder that holds it with `--root`")),
            });
        }
        None => project::find(&env::current_dir().map_err(Error::io("find", "."))?)?,
    };
    let epoch = env::var("SOURCE_DATE_EPOCH").ok();
    let read = match arguments.command {
        // Asked at night, and often by scripts.
        Command::Who(_) => project::read_roster,
        // They read the content beside other work.
        Command::Build(_) | Command::Check(_) => project::read_without_content,
        _ => project::read,
    };
    let mut project = read(&root, epoch.as_deref())?;
    if let Some(base) = arguments.command.base() {
        project::read_base(&mut project, base)?;
    }
    ui.detail(&format!("project {}, roster of {}", root.display(), rfc3339(project.revision)));
    project.notes.iter().for_each(|note| ui.note(note));
    let now = now(arguments);
    let secret = env::var_os(FEED_KEY_VARIABLE).unwrap_or_default();
    let env = Env { now, base_url: None, feed_key: FeedKey::new(secret.as_encoded_bytes()) };
    match &arguments.command {
        Command::Build(options) => build::run(project, &env, options, ui),
        #[cfg(feature = "serve")]
        Command::Serve(options) => serve::run(&root, epoch, arguments.now, &env, options, ui),
        Command::Check(options) => check::run(project, &env, options, ui),
        Command::Diff(options) => diff::run(&project, &env, options, ui),
        Command::Who(options) => who::run(&project, &env, options, ui),
        Command::Announce(options) => announce::run(&project, &env, options, ui),
        Command::Schedule(options) => schedule::run(&project, &env, options, ui),
        Command::Load(options) => load::run(&project, &env, options, ui),
        Command::Feeds(options) => feeds::run(&project, &env, options, ui),
        Command::Cover(options) => cover::run(&project, &env, options, ui),
        Command::Swap(options) => swap::run(&project, &env, options, ui),
        Command::Join(options) => eras::join(&project, &env, options, ui),
        Command::Leave(options) => eras::leave(&project, &env, options, ui),
        Command::Init(_) | Command::Schema | Command::Completions(_) | Command::Man(_) => Ok(Outcome::Fine),
    }
}

/// Begins the build of a project that lacks its content, which is read meanwhile and added.
fn begun(project: &mut Project, env: &Env, ui: &Ui) -> Result<Begun> {
    let (begun, content) = cores::both(|| crate::begin(project, env), || project::read_content(&project.root));
    add(content?, project, ui);
    Ok(begun)
}

/// Adds its content to a project, and says what was noted about it.
fn add(content: Content, project: &mut Project, ui: &Ui) {
    content.notes.iter().for_each(|note| ui.note(note));
    project.add(content);
}

/// What the clock says, or what stands for it.
fn now(arguments: &Arguments) -> When {
    arguments.now.unwrap_or_else(clock)
}

/// What the clock says.
fn clock() -> When {
    When::Instant(SystemTime::now().into())
}

/// `hausmeister schema`.
fn schema(ui: &mut Ui) -> Outcome {
    ui.answer(&crate::roster::schema());
    Outcome::Fine
}

/// An instant as programs read it, in UTC.
fn rfc3339(instant: Instant) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// An instant as people read it, `Mon 16 Nov 18:00` on a zone's clock.
fn moment(zone: &Zone, instant: Instant) -> String {
    zone.local(instant).format("%a %-d %b %H:%M").to_string()
}

/// The plan of a roster without errors, for commands that only look something up; what is wrong is told.
fn plan(project: &Project, env: &Env, until: Option<When>, ui: &mut Ui) -> Option<Plan> {
    let mut sink = Sink::default();
    project.problems.iter().cloned().for_each(|problem| sink.push(problem));
    let plan = crate::plan(project, env, until, &mut sink);
    let sound = !sink.has_errors();
    let errors: Vec<_> =
        sink.into_problems().into_iter().filter(|problem| problem.severity() == Severity::Error).collect();
    ui.problems(&project.sources, &errors);
    plan.filter(|_| sound)
}
