//! Whether the addresses on other sites that runbooks lead to still answer: for `check --external` and nothing else.
//!
//! Links go in; a problem for each dead one comes out, at its place. An address is asked for once however often it
//! stands in the runbooks, and one of a host after the other, so that nobody is bothered; several hosts are asked at
//! once. [`verdict`] decides what an answer means, [`cache`] remembers for a week what was fine, and [`client`] alone
//! speaks to the network.

pub mod address;
pub mod cache;
#[cfg_attr(not(feature = "external"), path = "no_client.rs")]
pub mod client;
pub mod verdict;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant as Moment};

use crate::content::OutsideLink;
use crate::diagnostics::{Code, Problem};
use crate::time::Instant;
use cache::Cache;
pub use client::Client;
use verdict::{Ask, Verdict, host_fails};

/// How long is waited, and how many hosts are asked at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest wait for one answer.
    pub each: Duration,
    /// The longest time for all of them.
    pub all: Duration,
    /// So many hosts at once.
    pub hosts: usize,
}

/// What came out.
#[derive(Debug, Default)]
pub struct Findings {
    /// A problem for each link to a dead address.
    pub problems: Vec<Problem>,
    /// How many addresses were asked for.
    pub tried: usize,
    /// How many were fine not long ago.
    pub known: usize,
    /// How many could not be asked for before the time was over.
    pub untried: usize,
}

/// What came of one address.
enum Outcome {
    /// It was asked for, or its host had been.
    Judged(Verdict),
    /// There was no time for it.
    Untried,
}

/// Tries the addresses of `links`, at `now`; what `cache` knows to be fine is not asked for, and what proves so is put
/// into it.
pub fn check(links: &[OutsideLink], limits: Limits, now: Instant, cache: &mut Cache, ask: &impl Ask) -> Findings {
    let mut findings = Findings::default();
    let mut hosts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut by_address: BTreeMap<String, Vec<&OutsideLink>> = BTreeMap::new();
    for link in links {
        // What can't be written as a request is nobody's dead link.
        let Some(request) = address::request(&link.address) else { continue };
        by_address.entry(request).or_default().push(link);
    }
    for request in by_address.keys() {
        if cache.is_fine(request, now) {
            findings.known += 1;
        } else {
            hosts.entry(address::host(request).to_owned()).or_default().push(request.clone());
        }
    }
    for (request, outcome) in outcomes(hosts, limits, ask) {
        match outcome {
            Outcome::Untried => findings.untried += 1,
            Outcome::Judged(verdict) => {
                findings.tried += 1;
                match verdict {
                    Verdict::Fine => cache.remember(request, now),
                    Verdict::TurnedAway => {}
                    Verdict::Dead(why) => {
                        let links = by_address.get(&request).into_iter().flatten();
                        findings.problems.extend(links.map(|link| dead(link, &why)));
                    }
                }
            }
        }
    }
    findings
}

fn dead(link: &OutsideLink, why: &str) -> Problem {
    Problem::new(Code::DeadLink, link.place, format!("`{}` {why}", link.address))
        .help("write where it is now, or leave the link out; what only some can reach belongs into `site.ignore_links`")
}

/// Asks for the addresses of every host, so many hosts at once.
fn outcomes(hosts: BTreeMap<String, Vec<String>>, limits: Limits, ask: &impl Ask) -> Vec<(String, Outcome)> {
    let deadline = Moment::now().checked_add(limits.all);
    let workers = limits.hosts.clamp(1, hosts.len().max(1));
    let queue: Mutex<VecDeque<_>> = Mutex::new(hosts.into_values().collect());
    let outcomes = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                // A lock is poisoned only where another worker has ended in a panic, which the scope passes on.
                while let Some(addresses) = queue.lock().ok().and_then(|mut queue| queue.pop_front()) {
                    let of_host = of_host(addresses, limits, deadline, ask);
                    if let Ok(mut outcomes) = outcomes.lock() {
                        outcomes.extend(of_host);
                    }
                }
            });
        }
    });
    outcomes.into_inner().unwrap_or_default()
}

/// Asks for the addresses of one host, one after the other. A host that does not answer at all, or asks for peace, is
/// not asked again.
fn of_host(addresses: Vec<String>, limits: Limits, deadline: Option<Moment>, ask: &impl Ask) -> Vec<(String, Outcome)> {
    let mut of_all = None;
    let outcome = |address: String| {
        if let Some(verdict) = &of_all {
            return (address, Outcome::Judged(Verdict::clone(verdict)));
        }
        let left = deadline.map_or(limits.each, |deadline| deadline.saturating_duration_since(Moment::now()));
        let within = left.min(limits.each);
        if within.is_zero() {
            return (address, Outcome::Untried);
        }
        let answer = verdict::visit(&address, within, ask);
        if answer.timed_out && within < limits.each {
            return (address, Outcome::Untried);
        }
        if host_fails(&answer) {
            of_all = Some(answer.verdict.clone());
        }
        (address, Outcome::Judged(answer.verdict))
    };
    addresses.into_iter().map(outcome).collect()
}

#[cfg(test)]
mod tests;
