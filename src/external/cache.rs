//! The addresses that were fine not long ago, in a file of the user's cache folder.
//!
//! It spares other hosts and CI's time; nothing is lost with it. Only what was fine is kept: what is dead is asked for
//! again, because somebody may be mending it.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::time::Instant;

/// For so long an address that was fine is not asked for again.
const KEPT: TimeDelta = TimeDelta::days(7);
/// The form of the file; one of another form is begun anew.
const VERSION: u32 = 1;

/// What is remembered.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Cache {
    fine: BTreeMap<String, Instant>,
}

#[derive(Serialize, Deserialize)]
struct File {
    version: u32,
    /// When each address was fine.
    fine: BTreeMap<String, Instant>,
}

impl Cache {
    /// Whether `address` was fine within the last days.
    #[must_use]
    pub fn is_fine(&self, address: &str, now: Instant) -> bool {
        self.fine.get(address).is_some_and(|then| is_recent(*then, now))
    }

    /// Remembers that `address` is fine.
    pub fn remember(&mut self, address: String, now: Instant) {
        self.fine.insert(address, now);
    }

    /// What was [`written`](Self::written) so; nothing if it can't be understood.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let file = serde_json::from_slice::<File>(bytes).ok().filter(|file| file.version == VERSION);
        file.map_or_else(Self::default, |file| Self { fine: file.fine })
    }

    /// What is remembered at `now`, as a file holds it.
    #[must_use]
    pub fn written(&self, now: Instant) -> String {
        let recent = self.fine.iter().filter(|(_, then)| is_recent(**then, now));
        let fine = recent.map(|(address, then)| (address.clone(), *then)).collect();
        // Texts and times always make JSON.
        serde_json::to_string(&File { version: VERSION, fine }).unwrap_or_default()
    }
}

/// The future is another run's `--now`: what it knows says nothing of today.
fn is_recent(then: Instant, now: Instant) -> bool {
    then <= now && now - then < KEPT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn what_was_fine_is_remembered_for_a_week() {
        let mut cache = Cache::default();
        cache.remember("https://example.org/".into(), at("2026-11-20T12:00:00Z"));
        for (now, is_fine) in [
            ("2026-11-20T12:00:00Z", true),
            ("2026-11-27T11:59:59Z", true),
            ("2026-11-27T12:00:00Z", false),
            ("2026-11-20T11:59:59Z", false),
        ] {
            assert_eq!(cache.is_fine("https://example.org/", at(now)), is_fine, "{now}");
            let kept = Cache::read(cache.written(at(now)).as_bytes());
            assert_eq!(kept == cache, is_fine, "{now}");
        }
        assert!(!cache.is_fine("https://example.org/a", at("2026-11-20T12:00:00Z")));
    }

    #[test]
    fn a_file_that_makes_no_sense_is_begun_anew() {
        for text in ["", "{", "[]", r#"{"version":2,"fine":{}}"#, r#"{"version":1,"fine":{"a":"never"}}"#] {
            assert_eq!(Cache::read(text.as_bytes()), Cache::default(), "{text}");
        }
    }
}
