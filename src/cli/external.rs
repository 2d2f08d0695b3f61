//! What `check --external` does beyond `check`: the addresses on other sites that runbooks lead to.

use std::env;
use std::time::Duration;

use super::Ui;
use super::args::Check;
use crate::diagnostics::Sink;
use crate::error::{Error, Result};
use crate::external::cache::Cache;
use crate::external::{self, Client, Findings, Limits};
use crate::{Build, cores, user_folder};

/// So many hosts are asked at once: what waits is the line, not the machine.
const HOSTS: usize = 8;

/// Tries the links of `built` to other sites and adds what is wrong with them to its problems.
pub fn try_links(built: &mut Build, options: &Check, ui: &Ui) -> Result<()> {
    let Some(client) = Client::new() else {
        return Err(Error::Usage {
            message: String::from("this program was built without the means to speak to other sites"),
            help: Some(String::from("build it with its default features, or with `--features external`")),
        });
    };
    let Some(now) = built.now else { return Ok(()) };
    let limits = Limits {
        each: Duration::from_secs(options.timeout),
        all: Duration::from_secs(options.time_limit),
        hosts: HOSTS,
    };
    let file = user_folder::cache("links.json", |name| env::var_os(name));
    let kept = file.as_deref().and_then(user_folder::read);
    let mut cache = kept.map(|bytes| Cache::read(&bytes)).unwrap_or_default();
    let Findings { problems, tried, known, untried } =
        cores::anywhere(|| external::check(&built.outside, limits, now, &mut cache, &client));
    // What is not remembered is asked for again: nothing fails by it.
    if let Some(Err(error)) = file.map(|file| user_folder::write(&file, &cache.written(now))) {
        ui.note(&format!("{error:#}; what is fine will be tried again"));
    }
    ui.detail(&format!("other sites: {tried} addresses tried, {known} fine within the last week"));
    if untried > 0 {
        let addresses = if untried == 1 { "1 address" } else { &format!("{untried} addresses") };
        ui.note(&format!("there was no time for {addresses} on other sites; `--time-limit` gives more"));
    }
    let mut sink = Sink::default();
    built.problems.drain(..).chain(problems).for_each(|problem| sink.push(problem));
    built.problems = sink.into_problems();
    Ok(())
}
