//! Speaks to other hosts: the only user of the HTTP client.

use std::io;
use std::time::Duration;

use ureq::{Agent, Error};

use super::verdict::{Ask, Failure, Method};

/// So many redirects are followed before they count as endless.
const MOST_REDIRECTS: u32 = 10;

/// Asks over the network, through the proxy that the environment names.
#[derive(Debug)]
pub struct Client(Agent);

impl Client {
    /// A client, as this program was built with one.
    #[must_use]
    pub fn new() -> Option<Self> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(MOST_REDIRECTS)
            .user_agent(concat!("hausmeister/", env!("CARGO_PKG_VERSION"), " (looks for dead links)"))
            .build();
        Some(Self(config.new_agent()))
    }
}

impl Ask for Client {
    fn ask(&self, method: Method, address: &str, within: Duration) -> Result<u16, Failure> {
        let request = match method {
            Method::Head => self.0.head(address),
            Method::Get => self.0.get(address),
        };
        // What follows the head of an answer is not read.
        let answer = request.config().timeout_global(Some(within)).build().call();
        answer.map(|answer| answer.status().as_u16()).map_err(|error| failure(&error))
    }
}

fn failure(error: &Error) -> Failure {
    match error {
        Error::Timeout(_) => Failure::Timeout,
        Error::Io(cause) if cause.kind() == io::ErrorKind::TimedOut => Failure::Timeout,
        Error::HostNotFound => Failure::Host(String::from(NOT_FOUND)),
        Error::Io(cause) if cause.to_string().starts_with(LOOKUP) => Failure::Host(String::from(NOT_FOUND)),
        Error::ConnectionFailed => Failure::Host(String::from("names a host that can't be reached")),
        Error::Io(cause) if is_of_host(cause.kind()) => {
            Failure::Host(format!("names a host that can't be reached: {}", plain(cause)))
        }
        Error::Tls(_) | Error::Rustls(_) => Failure::Host(untrusted(&error.to_string())),
        Error::Io(cause) if cause.kind() == io::ErrorKind::InvalidData => Failure::Host(untrusted(&cause.to_string())),
        Error::TooManyRedirects => Failure::Answer(format!("redirects more than {MOST_REDIRECTS} times")),
        Error::Io(cause) => Failure::Answer(format!("broke off: {}", plain(cause))),
        other => Failure::Answer(format!("can't be read: {other}")),
    }
}

const NOT_FOUND: &str = "names a host that can't be found";
/// What the standard library says, under no kind of its own, where a name leads to no host.
const LOOKUP: &str = "failed to lookup address information";

/// That the host does not prove who it is. What is said of certificates is for those who know their encoding.
fn untrusted(said: &str) -> String {
    let fault = if said.to_lowercase().contains("expired") { "has expired" } else { "can't be trusted" };
    format!("names a host whose certificate {fault}")
}

/// Whether the system says so of any connection to the host.
fn is_of_host(kind: io::ErrorKind) -> bool {
    matches!(
        kind,
        io::ErrorKind::ConnectionRefused | io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable
    )
}

/// The system's words without its number.
fn plain(cause: &io::Error) -> String {
    let text = cause.to_string().to_lowercase();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_of_the_host_or_of_its_answer() {
        let io = |kind, text: &str| failure(&Error::Io(io::Error::new(kind, text)));
        let host = |why: &str| Failure::Host(format!("names a host {why}"));
        let lookup = "failed to lookup address information: Name or service not known";
        assert_eq!(io(io::ErrorKind::Other, lookup), host("that can't be found"));
        assert_eq!(io(io::ErrorKind::TimedOut, "timed out"), Failure::Timeout);
        assert_eq!(
            io(io::ErrorKind::ConnectionRefused, "Connection refused (os error 111)"),
            host("that can't be reached: connection refused")
        );
        assert_eq!(
            io(io::ErrorKind::InvalidData, "invalid peer certificate: UnknownIssuer"),
            host("whose certificate can't be trusted")
        );
        assert_eq!(
            io(io::ErrorKind::InvalidData, "invalid peer certificate: Expired"),
            host("whose certificate has expired")
        );
        assert_eq!(
            io(io::ErrorKind::ConnectionReset, "Connection reset by peer (os error 104)"),
            Failure::Answer("broke off: connection reset by peer".into())
        );
        assert_eq!(failure(&Error::TooManyRedirects), Failure::Answer("redirects more than 10 times".into()));
    }
}
