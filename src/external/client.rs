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
        Error::HostNotFound => Failure::Host(String::from("names a host that can't be found")),
        Error::ConnectionFailed => Failure::Host(String::from("names a host that can't be reached")),
        Error::Io(cause) if is_of_host(cause.kind()) => {
            Failure::Host(format!("names a host that can't be reached: {}", plain(cause)))
        }
        Error::Tls(_) | Error::Rustls(_) => Failure::Host(format!("names a host that can't be trusted: {error}")),
        Error::TooManyRedirects => Failure::Answer(format!("redirects more than {MOST_REDIRECTS} times")),
        Error::Io(cause) => Failure::Answer(format!("broke off: {}", plain(cause))),
        other => Failure::Answer(format!("can't be read: {other}")),
    }
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
