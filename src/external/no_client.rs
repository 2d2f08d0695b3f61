//! Stands for the client where the program was built without one.

use std::time::Duration;

use super::verdict::{Ask, Failure, Method};

/// There is none.
#[derive(Debug)]
pub enum Client {}

impl Client {
    /// No client: the feature `external` is off.
    #[must_use]
    pub const fn new() -> Option<Self> {
        None
    }
}

impl Ask for Client {
    fn ask(&self, _method: Method, _address: &str, _within: Duration) -> Result<u16, Failure> {
        match *self {}
    }
}
