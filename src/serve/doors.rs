//! Where the server listens: on loopback and nowhere else.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener};

use crate::error::{Error, Result};

/// So many ports after a taken one are tried before any free one is taken: an address that stays is easier to find.
const NEXT: u16 = 9;

/// A port that is ours, on the loopback addresses that the machine has.
#[derive(Debug)]
pub struct Doors {
    port: u16,
    listeners: Vec<TcpListener>,
}

impl Doors {
    /// Takes `port`, or a free one where that is taken; 0 stands for any free one.
    ///
    /// # Errors
    ///
    /// When the system gives none.
    pub fn open(port: u16) -> Result<Self> {
        let listen = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let mut ports = (port..=port.saturating_add(NEXT)).chain([0]).filter(|next| port != 0 || *next == 0);
        let refused = |source| Error::Listen { address: address(port), source };
        let listener = loop {
            match ports.next().map(listen) {
                Some(Err(error)) if error.kind() == io::ErrorKind::AddrInUse => {}
                Some(listener) => break listener.map_err(refused)?,
                None => return Err(refused(io::ErrorKind::AddrInUse.into())),
            }
        };
        let port = listener.local_addr().map_err(refused)?.port();
        // Browsers may try this one first for `localhost`. Where there is none, or it is taken, the other one does.
        let sixth = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).ok();
        Ok(Self { port, listeners: [listener].into_iter().chain(sixth).collect() })
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of the site, with `/` at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", address(self.port))
    }

    /// The sockets.
    pub(super) fn into_listeners(self) -> Vec<TcpListener> {
        self.listeners
    }
}

fn address(port: u16) -> String {
    format!("{}:{port}", Ipv4Addr::LOCALHOST)
}

/// Whether a `Host` header names this machine's loopback. Another name that leads here is a trick of a page elsewhere,
/// which would read the site in the name of that page (DNS rebinding). Any port will do: a tunnel may end at another.
pub(super) fn is_ours(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((name, rest)) => (name, rest.strip_prefix(':').or(rest.is_empty().then_some("0"))),
        None => host.split_once(':').map_or((host, Some("0")), |(name, port)| (name, Some(port))),
    };
    let is_port = port.is_some_and(|port| port.parse::<u16>().is_ok());
    let is_loopback = match name.parse() {
        Ok(IpAddr::V4(address)) => address == Ipv4Addr::LOCALHOST,
        Ok(IpAddr::V6(address)) => address == Ipv6Addr::LOCALHOST,
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    };
    is_port && is_loopback
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_loopback_are_ours() {
        for host in ["127.0.0.1", "127.0.0.1:8000", "localhost", "LocalHost:9000", "[::1]", "[::1]:8000"] {
            assert!(is_ours(host), "{host}");
        }
        for host in [
            "",
            "example.org",
            "example.org:8000",
            "localhost.example.org",
            "127.0.0.1.example.org",
            "127.0.0.2",
            "0.0.0.0:8000",
            "[::]:8000",
            "[::1]x",
            "localhost:",
            "localhost:80:80",
            "localhost@example.org",
            "user@localhost",
            "localhost.",
            "127.1",
            "127.0.0.1.",
            "2130706433",
            "0x7f.0.0.1",
            "::1",
            "[::1",
            "[::ffff:127.0.0.1]",
            "[::1%lo]",
            "localhost:65536",
            "localhost:-1",
            " localhost",
            "localhost, example.org",
            "localhost\0",
        ] {
            assert!(!is_ours(host), "{host}");
        }
    }

    #[test]
    fn a_taken_port_gives_way_to_a_free_one() {
        let first = Doors::open(0).unwrap();
        let second = Doors::open(first.port()).unwrap();
        assert_ne!(first.port(), second.port());
        assert_eq!(second.url(), format!("http://127.0.0.1:{}/", second.port()));
        for listener in first.into_listeners().iter().chain(&second.into_listeners()) {
            assert!(listener.local_addr().unwrap().ip().is_loopback());
        }
    }
}
