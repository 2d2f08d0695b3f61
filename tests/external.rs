//! `check --external` against a host on loopback: what it asks for, what it holds for dead, and that it ends.

#![cfg(feature = "external")]
#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]
#![expect(clippy::needless_raw_string_hashes, reason = "snapbox writes its snapshots so")]

#[path = "common/project.rs"]
mod project;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Output;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use hausmeister::content::OutsideLink;
use hausmeister::diagnostics::{Sources, Span};
use hausmeister::external::cache::Cache;
use hausmeister::external::verdict::{Ask, Failure, Method};
use hausmeister::external::{self, Client, Limits};
use project::{NOW, hausmeister, said};
use snapbox::{assert_data_eq, str};
use tempfile::TempDir;

const ROSTER: &str = "\
team: Harbour
timezone: Europe/Berlin
starts: 2026-11-16
people: { ada: { name: Ada Brandt } }
rotations: { crew: [ada] }
shifts: { pager: { hours: Mon 09:00 - Mon 09:00, rotation: crew } }
escalation: [pager]
";

/// Another host.
struct Host {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Host {
    fn new() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = asked.clone();
        thread::spawn(move || {
            // Connections that are never answered stay open as long as the host.
            let mut silent = Vec::new();
            for stream in listener.incoming() {
                // Whoever asks may go away in the middle of the answer.
                if let Ok(Some(stream)) = stream.and_then(|stream| answer(stream, &log)) {
                    silent.push(stream);
                }
            }
        });
        Self { port, asked }
    }

    /// The address of a path.
    fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What was asked for since the last time.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

/// Answers one request; gives the connection back where it is to stay without an answer.
fn answer(mut stream: TcpStream, log: &Mutex<Vec<String>>) -> std::io::Result<Option<TcpStream>> {
    let mut lines = BufReader::new(&stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let mut words = request.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    log.lock().unwrap().push(format!("{method} {path}"));
    let status = match path.split('?').next().unwrap_or_default() {
        "/fine" | "/gr%C3%B6%C3%9Fe" => "200 OK",
        "/moved" => "301 Moved Permanently\r\nLocation: /fine",
        "/moved-away" => "302 Found\r\nLocation: /gone",
        "/round" => "302 Found\r\nLocation: /round",
        "/get-only" if method == "GET" => "200 OK",
        "/get-only" => "405 Method Not Allowed",
        "/members" => "403 Forbidden",
        "/busy" => "429 Too Many Requests",
        "/silent" => return Ok(Some(stream)),
        "/broken-off" => return Ok(None),
        _ => "404 Not Found",
    };
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
    Ok(None)
}

/// A project with one runbook.
fn project(runbook: &str, site: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("roster.yaml"), format!("{ROSTER}{site}")).unwrap();
    fs::write(folder.path().join("content/links.md"), runbook).unwrap();
    folder
}

fn check(folder: &Path, now: &str, options: &[&str]) -> Output {
    let mut program = hausmeister();
    program.env("XDG_CACHE_HOME", folder.join("cache"));
    program.arg("--root").arg(folder).args(["--now", now, "check"]).args(options).output().unwrap()
}

/// What was printed, with `PORT` for the host's.
fn told(output: &Output, host: &Host) -> String {
    said(output).replace(&host.port.to_string(), "PORT")
}

#[test]
fn a_dead_address_is_told_at_its_place() {
    let host = Host::new();
    let [fine, moved, get_only, members, busy] =
        ["/fine", "/moved", "/get-only", "/members", "/größe#part"].map(|path| host.at(path));
    let [gone, away, round, broken_off] = ["/gone#x", "/moved-away", "/round", "/broken-off"].map(|path| host.at(path));
    let folder = project(
        &format!(
            "# Links\n\n[fine]({fine}) [moved]({moved}) [get]({get_only}) [members]({members}) [ü]({busy}) \
             [m](mailto:a@b.example) [t](tel:+49)\n\n[gone]({gone})\n\n<{away}>\n\n![round]({round})\n\n[off]({broken_off})\n"
        ),
        "",
    );
    let output = check(folder.path(), NOW, &["--external"]);
    assert_data_eq!(
        told(&output, &host),
        str![[r#"
warning[dead-link]: `http://127.0.0.1:PORT/gone#x` answers with status 404
 --> content/links.md:5:8
  |
5 | [gone](http://127.0.0.1:PORT/gone#x)
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write where it is now, or leave the link out; what only some can reach belongs into `site.ignore_links`

warning[dead-link]: `http://127.0.0.1:PORT/moved-away` answers with status 404
 --> content/links.md:7:2
  |
7 | <http://127.0.0.1:PORT/moved-away>
  |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write where it is now, or leave the link out; what only some can reach belongs into `site.ignore_links`

warning[dead-link]: `http://127.0.0.1:PORT/round` redirects more than 10 times
 --> content/links.md:9:10
  |
9 | ![round](http://127.0.0.1:PORT/round)
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write where it is now, or leave the link out; what only some can reach belongs into `site.ignore_links`

warning[dead-link]: `http://127.0.0.1:PORT/broken-off` broke off: peer disconnected
  --> content/links.md:11:7
   |
11 | [off](http://127.0.0.1:PORT/broken-off)
   |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write where it is now, or leave the link out; what only some can reach belongs into `site.ignore_links`

4 warnings

"#]]
    );
    assert_eq!(output.status.code(), Some(0));
    let asked = host.asked();
    assert_eq!(asked.iter().filter(|asked| asked.ends_with(" /fine")).count(), 2, "itself, and moved: {asked:?}");
    assert!(!asked.contains(&String::from("GET /fine")) && asked.contains(&String::from("GET /get-only")), "{asked:?}");
    assert_eq!(check(folder.path(), "2026-11-20", &["--external", "--strict"]).status.code(), Some(1));
}

#[test]
fn nothing_is_asked_for_unless_it_is_wanted() {
    let host = Host::new();
    let folder = project(&format!("[gone]({})\n", host.at("/gone")), "");
    assert_eq!(said(&check(folder.path(), "2026-11-20", &["--strict"])), "no problems\n");
    let built = project::build(hausmeister(), folder.path(), &folder.path().join("public"), NOW);
    assert!(built.status.success(), "{}", said(&built));
    assert_eq!(host.asked(), [""; 0]);
}

#[test]
fn what_the_roster_ignores_is_not_asked_for() {
    let host = Host::new();
    let site = format!("site: {{ ignore_links: [\"{}\"] }}\n", host.at("/intranet/"));
    let runbook = format!("[in]({}) [out]({})\n", host.at("/intranet/gone"), host.at("/fine"));
    let folder = project(&runbook, &site);
    assert_eq!(said(&check(folder.path(), "2026-11-20", &["--external"])), "no problems\n");
    assert_eq!(host.asked(), ["HEAD /fine"]);
}

#[test]
fn what_was_fine_is_remembered_for_a_week_and_what_was_dead_is_not() {
    let host = Host::new();
    let folder = project(&format!("[fine]({}) [gone]({})\n", host.at("/fine"), host.at("/gone")), "");
    let dead = ["HEAD /gone", "GET /gone"];
    let run = |now| {
        check(folder.path(), now, &["--external"]);
        host.asked()
    };
    assert_eq!(run("2026-11-20"), ["HEAD /fine", "HEAD /gone", "GET /gone"]);
    assert_eq!(run("2026-11-26"), dead);
    assert_eq!(run("2026-11-27"), ["HEAD /fine", "HEAD /gone", "GET /gone"]);
    fs::write(folder.path().join("cache/hausmeister/links.json"), "no JSON").unwrap();
    assert_eq!(run("2026-11-27"), ["HEAD /fine", "HEAD /gone", "GET /gone"]);
}

#[test]
fn a_cache_that_can_not_be_written_fails_nothing() {
    let host = Host::new();
    let folder = project(&format!("[fine]({})\n", host.at("/fine")), "");
    fs::write(folder.path().join("cache"), "a file where the folder should be").unwrap();
    let output = check(folder.path(), "2026-11-20", &["--external"]);
    assert_eq!(output.status.code(), Some(0));
    let said = said(&output);
    assert!(said.contains("no problems") && said.contains("what is fine will be tried again"), "{said}");
}

fn links(host: &Host, paths: &[&str]) -> Vec<OutsideLink> {
    let place = Span::new(Sources::default().add("content/a.md", ""), 0, 0);
    paths.iter().map(|path| OutsideLink { address: host.at(path), place }).collect()
}

const SHORT: Duration = Duration::from_millis(150);

#[test]
fn a_host_that_never_answers_holds_nobody_up() {
    let host = Host::new();
    let client = Client::new().unwrap();
    assert_eq!(client.ask(Method::Head, &host.at("/silent"), SHORT), Err(Failure::Timeout));
    let limits = Limits { each: SHORT, all: Duration::from_mins(1), hosts: 2 };
    let now = "2026-11-20T12:00:00Z".parse().unwrap();
    let findings = external::check(&links(&host, &["/silent"]), limits, now, &mut Cache::default(), &client);
    assert!(findings.problems[0].message.ends_with("did not answer within 0.15 s"), "{:?}", findings.problems);
    // And not for longer than all may take, however many there are.
    let paths: Vec<_> = (0..100).map(|number| format!("/silent?{number}")).collect();
    let paths: Vec<_> = paths.iter().map(String::as_str).collect();
    let limits = Limits { all: 3 * SHORT, ..limits };
    host.asked();
    let findings = external::check(&links(&host, &paths), limits, now, &mut Cache::default(), &client);
    assert!(findings.untried >= 96, "{findings:?}");
    assert!(host.asked().len() <= 4);
}

#[test]
fn the_command_waits_no_longer_than_it_is_told() {
    let host = Host::new();
    let folder = project(&format!("[silent]({})\n", host.at("/silent")), "");
    let output = check(folder.path(), "2026-11-20", &["--external", "--timeout", "1"]);
    assert!(said(&output).contains("did not answer within 1 s"), "{}", said(&output));
    let output = check(folder.path(), "2026-11-20", &["--external", "--time-limit", "1"]);
    assert_data_eq!(
        told(&output, &host),
        str![[r#"
no problems
note: there was no time for 1 address on other sites; `--time-limit` gives more

"#]]
    );
    let output = check(folder.path(), "2026-11-20", &["--timeout", "1"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}

#[test]
fn a_host_that_is_not_there_is_told_as_such() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let client = Client::new().unwrap();
    let answer = client.ask(Method::Head, &format!("http://127.0.0.1:{port}/"), Duration::from_secs(10));
    assert_eq!(answer, Err(Failure::Host("names a host that can't be reached: connection refused".into())));
}

#[test]
fn a_host_that_asks_for_peace_is_left_in_peace() {
    let host = Host::new();
    let folder = project(&format!("[a]({}) [b]({})\n", host.at("/busy"), host.at("/gone")), "");
    assert_eq!(said(&check(folder.path(), "2026-11-20", &["--external"])), "no problems\n");
    assert_eq!(host.asked(), ["HEAD /busy"]);
}
