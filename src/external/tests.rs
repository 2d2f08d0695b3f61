//! Links in, problems out, with hosts that are made up.

use super::verdict::{Failure, Method};
use super::*;
use crate::diagnostics::{Sources, Span};

const LIMITS: Limits = Limits { each: Duration::from_secs(5), all: Duration::from_mins(1), hosts: 4 };

/// Answers by host and path; keeps what it was asked, and how much at once by host.
#[derive(Default)]
struct Web {
    asked: Mutex<Vec<String>>,
    at_once: Mutex<BTreeMap<String, usize>>,
    most_at_once: Mutex<BTreeMap<String, usize>>,
}

impl Ask for Web {
    fn ask(&self, method: Method, address: &str, _within: Duration) -> Result<u16, Failure> {
        let host = address::host(address).to_owned();
        let count = |change: fn(usize) -> usize| {
            let mut at_once = self.at_once.lock().unwrap();
            let at_once = at_once.entry(host.clone()).or_default();
            *at_once = change(*at_once);
            *at_once
        };
        let now = count(|before| before + 1);
        let mut most = self.most_at_once.lock().unwrap();
        let most_of_host = most.entry(host.clone()).or_default();
        *most_of_host = now.max(*most_of_host);
        drop(most);
        // Lets another thread that asks the same host come between, if there is one.
        thread::yield_now();
        self.asked.lock().unwrap().push(format!("{method:?} {address}"));
        count(|before| before - 1);
        match address::host(address) {
            "gone.example" => Err(Failure::Host("names a host that can't be found".into())),
            "busy.example" => Ok(429),
            "slow.example" => Err(Failure::Timeout),
            _ if address.ends_with("/dead") => Ok(404),
            _ => Ok(200),
        }
    }
}

fn links(addresses: &[&str]) -> Vec<OutsideLink> {
    let source = Sources::default().add("content/a.md", "");
    let link = |(at, address): (usize, &&str)| OutsideLink {
        address: (*address).to_owned(),
        place: Span::new(source, at, at),
    };
    addresses.iter().enumerate().map(link).collect()
}

fn now() -> Instant {
    "2026-11-20T12:00:00Z".parse().unwrap()
}

fn checked(addresses: &[&str], limits: Limits) -> (Findings, Vec<String>) {
    let web = Web::default();
    let findings = check(&links(addresses), limits, now(), &mut Cache::default(), &web);
    (findings, web.asked.into_inner().unwrap())
}

#[test]
fn an_address_is_asked_for_once_and_told_at_each_of_its_places() {
    let (findings, asked) =
        checked(&["https://a.example/dead", "https://a.example/", "https://a.example/dead#part"], LIMITS);
    assert_eq!(asked, ["Head https://a.example/", "Head https://a.example/dead", "Get https://a.example/dead"]);
    let told: Vec<_> =
        findings.problems.iter().map(|problem| (problem.place.span.start, problem.message.as_str())).collect();
    assert_eq!(
        told,
        [
            (0, "`https://a.example/dead` answers with status 404"),
            (2, "`https://a.example/dead#part` answers with status 404")
        ]
    );
    assert_eq!((findings.tried, findings.known, findings.untried), (2, 0, 0));
}

#[test]
fn a_host_that_is_gone_or_asks_for_peace_is_asked_once() {
    let (findings, asked) = checked(
        &["https://gone.example/a", "https://gone.example/b", "https://busy.example/a", "https://busy.example/dead"],
        LIMITS,
    );
    assert_eq!(asked.len(), 2, "{asked:?}");
    let told: Vec<_> = findings.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "`https://gone.example/a` names a host that can't be found",
            "`https://gone.example/b` names a host that can't be found"
        ]
    );
}

#[test]
fn a_host_is_asked_one_thing_at_a_time() {
    let addresses: Vec<_> = (0..200).map(|number| format!("https://host-{}.example/{number}", number % 5)).collect();
    let addresses: Vec<_> = addresses.iter().map(String::as_str).collect();
    let web = Web::default();
    let findings = check(&links(&addresses), LIMITS, now(), &mut Cache::default(), &web);
    let most: Vec<_> = web.most_at_once.into_inner().unwrap().into_values().collect();
    assert_eq!((findings.tried, most), (200, vec![1; 5]));
}

#[test]
fn no_more_hosts_are_asked_at_once_than_may_be() {
    let limits = Limits { hosts: 1, ..LIMITS };
    let (findings, asked) = checked(&["https://b.example/2", "https://a.example/1", "https://b.example/1"], limits);
    assert_eq!(findings.tried, 3);
    assert_eq!(asked, ["Head https://a.example/1", "Head https://b.example/1", "Head https://b.example/2"]);
}

#[test]
fn what_was_fine_is_not_asked_for_again() {
    let mut cache = Cache::default();
    let addresses = links(&["https://a.example/", "https://a.example/dead", "https://busy.example/"]);
    let web = Web::default();
    check(&addresses, LIMITS, now(), &mut cache, &web);
    let findings = check(&addresses, LIMITS, now(), &mut cache, &web);
    assert_eq!((findings.tried, findings.known, findings.problems.len()), (2, 1, 1));
    let asked = web.asked.into_inner().unwrap();
    assert_eq!(asked.iter().filter(|asked| asked.ends_with("a.example/")).count(), 1, "{asked:?}");
}

#[test]
fn what_there_is_no_time_for_is_not_held_for_dead() {
    let none = Limits { all: Duration::ZERO, ..LIMITS };
    let (findings, asked) = checked(&["https://a.example/dead", "https://b.example/"], none);
    assert_eq!((findings.untried, findings.tried, findings.problems.len(), asked.len()), (2, 0, 0, 0));
    // What did not answer in the little time that was left might have, later.
    let little = Limits { all: Duration::from_secs(4), ..LIMITS };
    let (findings, _) = checked(&["https://slow.example/"], little);
    assert_eq!((findings.untried, findings.problems.len()), (1, 0));
    let (findings, _) = checked(&["https://slow.example/"], LIMITS);
    assert_eq!(findings.problems[0].message, "`https://slow.example/` did not answer within 5 s");
}

#[test]
fn a_host_of_other_letters_is_passed_over() {
    let (findings, asked) = checked(&["https://münchen.example/dead"], LIMITS);
    assert!(asked.is_empty() && findings.problems.is_empty());
}
