//! `hausmeister serve`.

use std::path::Path;

use super::args::Serve;
use super::{Outcome, Ui, clock};
use crate::Env;
use crate::diagnostics::render::Report;
use crate::error::Result;
use crate::project;
use crate::serve::{self, Doors, News};
use crate::time::When;

/// Columns by which two reports are compared.
const WIDTH: usize = 100;

/// Serves the site until the user ends it. The clock is `now` where that is set, and asked before every build where not.
pub fn run(
    root: &Path,
    epoch: Option<String>,
    now: Option<When>,
    env: &Env,
    options: &Serve,
    ui: &mut Ui,
) -> Result<Outcome> {
    let doors = Doors::open(options.port)?;
    let url = doors.url();
    if ![0, doors.port()].contains(&options.port) {
        ui.note(&format!("port {} is taken, so it is {}", options.port, doors.port()));
    }
    // So that what a page says of its own address, as of calendars, works on this machine.
    let env = Env { base_url: Some(url.clone()), ..env.clone() };
    let env = move || Env { now: now.unwrap_or_else(clock), ..env.clone() };
    let folder = root.to_owned();
    let read = move || project::read(&folder, epoch.as_deref());
    let mut teller = Teller { ui, url: Some(url), opens: options.open, told: String::new() };
    serve::run(doors, root, read, env, |news| teller.tell(news))?;
    Ok(Outcome::Fine)
}

/// Tells the user what came of every build.
struct Teller<'a> {
    ui: &'a mut Ui,
    /// The address, until it was told.
    url: Option<String>,
    /// Whether a browser is to be opened then.
    opens: bool,
    /// The problems that were told last.
    told: String,
}

impl Teller<'_> {
    fn tell(&mut self, news: News) {
        match news {
            News::Failed(error) => {
                self.ui.failure(&error);
                self.told.clear();
            }
            News::Built(round) => {
                let report = Report { sources: &round.sources, problems: &round.problems }.text(false, WIDTH);
                // Warnings that stay are told once.
                if report != self.told {
                    self.ui.problems(&round.sources, &round.problems);
                    self.told = report;
                }
                let (stats, time) = (round.stats, round.time.as_millis());
                if round.is_sound {
                    self.ui.say(&format!("built {} pages, {} feeds in {time} ms", stats.pages, stats.feeds));
                } else {
                    self.ui.note("the last site without errors is still served");
                }
            }
        }
        if let Some(url) = self.url.take() {
            self.ui.answer(&format!("serving at {url} until Ctrl-C\n"));
            if self.opens
                && let Err(error) = open::that_detached(&url)
            {
                self.ui.note(&format!("could not open a browser: {error}"));
            }
        }
    }
}
