//! What the answers of another host mean.
//!
//! `HEAD` first, because it costs the other side least; many hosts answer it wrongly, so only what `GET` says as well
//! counts as dead. Hosts that turn programs away say nothing about what people find there.

use std::time::Duration;

/// A way of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// For the head of the answer alone.
    Head,
    /// For all of it.
    Get,
}

/// Asks for an address and waits no longer than it is told. Redirects are followed: the status is that of their end.
pub trait Ask: Sync {
    /// The status of the answer.
    ///
    /// # Errors
    ///
    /// When there is no answer, or none that can be understood.
    fn ask(&self, method: Method, address: &str, within: Duration) -> Result<u16, Failure>;
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Nothing came in time.
    Timeout,
    /// The host can't be found or spoken to, whatever it is asked for; why, to be read after the address.
    Host(String),
    /// The answer makes no sense; why, to be read after the address.
    Answer(String),
}

/// What is held of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It answers.
    Fine,
    /// Its host does not let programs see it.
    TurnedAway,
    /// It does not answer as a page does; why, to be read after the address.
    Dead(String),
}

/// A verdict, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// Whether nothing came in time.
    pub timed_out: bool,
    /// Whether the host is not to be asked for anything else: it can't be spoken to, or asks for peace.
    is_of_host: bool,
}

/// Whether what `answer` says holds for every address of its host.
#[must_use]
pub const fn host_fails(answer: &Answer) -> bool {
    answer.is_of_host
}

/// Asks for `address`, and waits for each answer no longer than `within`.
pub fn visit(address: &str, within: Duration, ask: &impl Ask) -> Answer {
    match ask.ask(Method::Head, address, within) {
        Ok(status) if is_fine(status) || wants_peace(status) => judged(status),
        Ok(_) | Err(Failure::Answer(_)) => match ask.ask(Method::Get, address, within) {
            Ok(status) => judged(status),
            Err(failure) => failed(failure, within),
        },
        Err(failure) => failed(failure, within),
    }
}

fn judged(status: u16) -> Answer {
    let verdict = match status {
        _ if is_fine(status) => Verdict::Fine,
        _ if turns_away(status) => Verdict::TurnedAway,
        _ => Verdict::Dead(format!("answers with status {status}")),
    };
    Answer { verdict, timed_out: false, is_of_host: wants_peace(status) }
}

fn failed(failure: Failure, within: Duration) -> Answer {
    let (why, timed_out, is_of_host) = match failure {
        Failure::Timeout => (format!("did not answer within {} s", within.as_secs_f32()), true, false),
        Failure::Host(why) => (why, false, true),
        Failure::Answer(why) => (why, false, false),
    };
    Answer { verdict: Verdict::Dead(why), timed_out, is_of_host }
}

const fn is_fine(status: u16) -> bool {
    matches!(status, 200..=299)
}

/// Too many questions; some networks of people say so with a status of their own, 999.
const fn wants_peace(status: u16) -> bool {
    matches!(status, 429 | 999)
}

/// Whether a status says who may see the page, or that the host is busy: not that there is no page.
const fn turns_away(status: u16) -> bool {
    matches!(status, 401 | 402 | 403 | 407 | 408 | 425 | 451 | 503) || wants_peace(status)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// Answers the two methods so, and keeps what it was asked.
    struct Host {
        head: Result<u16, Failure>,
        get: Result<u16, Failure>,
        asked: Mutex<Vec<Method>>,
    }

    impl Ask for Host {
        fn ask(&self, method: Method, _address: &str, _within: Duration) -> Result<u16, Failure> {
            self.asked.lock().unwrap().push(method);
            if method == Method::Head { self.head.clone() } else { self.get.clone() }
        }
    }

    fn visited(head: Result<u16, Failure>, get: Result<u16, Failure>) -> (Answer, usize) {
        let host = Host { head, get, asked: Mutex::default() };
        let answer = visit("https://example.org/", Duration::from_secs(2), &host);
        let asked = host.asked.into_inner().unwrap();
        (answer, asked.len())
    }

    #[test]
    fn get_has_the_last_word_where_head_is_not_fine() {
        for (head, get, verdict, asked) in [
            (200, 500, Verdict::Fine, 1),
            (204, 500, Verdict::Fine, 1),
            (405, 200, Verdict::Fine, 2),
            (404, 200, Verdict::Fine, 2),
            (404, 404, Verdict::Dead("answers with status 404".into()), 2),
            (500, 410, Verdict::Dead("answers with status 410".into()), 2),
            (301, 301, Verdict::Dead("answers with status 301".into()), 2),
            (403, 403, Verdict::TurnedAway, 2),
            (503, 503, Verdict::TurnedAway, 2),
            (403, 404, Verdict::Dead("answers with status 404".into()), 2),
            (429, 404, Verdict::TurnedAway, 1),
            (999, 404, Verdict::TurnedAway, 1),
        ] {
            let (answer, times) = visited(Ok(head), Ok(get));
            assert_eq!((answer.verdict, times), (verdict, asked), "{head} {get}");
        }
    }

    #[test]
    fn no_answer_is_dead_and_not_asked_for_twice() {
        let (answer, times) = visited(Err(Failure::Timeout), Ok(200));
        assert_eq!(answer.verdict, Verdict::Dead("did not answer within 2 s".into()));
        assert!(answer.timed_out && !host_fails(&answer) && times == 1);
        let (answer, times) = visited(Err(Failure::Host("is nowhere".into())), Ok(200));
        assert_eq!((answer.verdict.clone(), times), (Verdict::Dead("is nowhere".into()), 1));
        assert!(host_fails(&answer) && !answer.timed_out);
        let (answer, times) = visited(Err(Failure::Answer("says nothing".into())), Ok(200));
        assert_eq!((answer.verdict, times), (Verdict::Fine, 2));
    }

    #[test]
    fn only_a_host_that_asks_for_peace_is_left_alone() {
        assert!(host_fails(&visited(Ok(429), Ok(200)).0));
        assert!(host_fails(&visited(Ok(404), Ok(429)).0));
        assert!(!host_fails(&visited(Ok(403), Ok(403)).0));
        assert!(!host_fails(&visited(Ok(404), Ok(404)).0));
    }
}
