//! A running `hausmeister serve`: what it prints, what it answers and what open pages hear, each waited for with a bound.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use serde_json::Value;

/// What does not come within this time does not come.
const BOUND: Duration = Duration::from_mins(1);

/// The program, serving; dropping it ends it.
pub struct Preview {
    pub process: Child,
    pub port: u16,
    /// Where it serves, with `/` at its end.
    pub url: String,
    /// What it said before.
    pub begun: String,
    lines: Receiver<String>,
}

/// What was answered.
#[derive(Debug)]
#[allow(dead_code, reason = "not every test file that shares this one looks at all of it")]
pub struct Answer {
    pub status: u16,
    /// The head, in lower case.
    pub head: String,
    pub body: Vec<u8>,
}

#[allow(dead_code, reason = "not every test file that shares this one uses all of it")]
impl Preview {
    /// Starts the program, which is given `serve` with its options already, and waits until it says where it serves.
    pub fn start(mut program: Command) -> Self {
        let mut process = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        let streams: [Box<dyn Read + Send>; 2] =
            [Box::new(process.stdout.take().unwrap()), Box::new(process.stderr.take().unwrap())];
        for stream in streams {
            let sender = sender.clone();
            thread::spawn(move || {
                BufReader::new(stream).lines().map_while(Result::ok).for_each(|line| drop(sender.send(line)));
            });
        }
        let mut preview = Self { process, port: 0, url: String::new(), begun: String::new(), lines };
        preview.begun = preview.said("serving at ");
        preview.url = preview.begun.lines().last().unwrap().split(' ').nth(2).unwrap().to_owned();
        let port = preview.url.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.strip_suffix('/'));
        preview.port = port.expect("it serves on loopback").parse().unwrap();
        preview
    }

    /// All it says until a line that has `part` in it, from where the last call ended.
    pub fn said(&self, part: &str) -> String {
        let mut said = String::new();
        while !said.lines().last().is_some_and(|line| line.contains(part)) {
            match self.lines.recv_timeout(BOUND) {
                Ok(line) => said.extend([line.as_str(), "\n"]),
                Err(error) => panic!("it never says `{part}` ({error}), but:\n{said}"),
            }
        }
        said
    }

    /// Waits until it has ended.
    pub fn ended(&mut self) -> std::process::ExitStatus {
        loop {
            match self.lines.recv_timeout(BOUND) {
                Ok(_) => {}
                Err(RecvTimeoutError::Disconnected) => return self.process.wait().unwrap(),
                Err(RecvTimeoutError::Timeout) => panic!("it does not end"),
            }
        }
    }

    /// Asks for a path.
    pub fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", self.port))
    }

    /// The text of a page that is there.
    pub fn text(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.head);
        String::from_utf8(answer.body).unwrap()
    }

    /// Sends the head of a request, whose lines end as HTTP has it, and reads the answer.
    pub fn ask(&self, head: &str) -> Answer {
        let mut answer = Vec::new();
        self.send(head).read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer has a head");
        let head = String::from_utf8(answer[..end].to_vec()).unwrap().to_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: answer.split_off(end + 4) }
    }

    /// Listens as an open page does.
    pub fn events(&self) -> Events {
        let head = format!("GET /-hausmeister/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", self.port);
        Events(BufReader::new(self.send(&head)))
    }

    fn send(&self, head: &str) -> TcpStream {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(BOUND)).unwrap();
        // As one piece: a server may refuse a bad first line and close before the next piece is there.
        stream.write_all(format!("{head}Connection: close\r\n\r\n").as_bytes()).unwrap();
        stream
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _killed = self.process.kill();
        let _reaped = self.process.wait();
    }
}

/// What open pages hear.
pub struct Events(BufReader<TcpStream>);

#[allow(dead_code, reason = "not every test file that shares this one listens")]
impl Events {
    /// The next event of which `is_meant` is true; the first one is how things stand.
    pub fn until(&mut self, is_meant: impl Fn(&Value) -> bool) -> Value {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "no more events");
            let event = line.strip_prefix("data: ").map(|event| serde_json::from_str(event).unwrap());
            if let Some(event) = event.filter(&is_meant) {
                return event;
            }
        }
    }

    /// The number of the next whole site after `number`, without trouble.
    pub fn new_site(&mut self, number: u64) -> u64 {
        let is_whole = |number: u64| number.is_multiple_of(2);
        let is_new = |event: &Value| event["number"].as_u64().is_some_and(|now| now > number && is_whole(now));
        self.until(|event| is_new(event) && event["trouble"].is_null())["number"].as_u64().unwrap()
    }

    /// What is wrong, as soon as something is.
    pub fn trouble(&mut self) -> String {
        self.until(|event| event["trouble"].is_string())["trouble"].as_str().unwrap().to_owned()
    }
}
