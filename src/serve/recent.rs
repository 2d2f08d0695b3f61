//! The pages that were asked for last: those that someone has open, most likely.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// So many are remembered.
const MOST: usize = 8;

/// Paths of pages, the last one that was asked for at the end.
#[derive(Debug, Default)]
pub struct Recent(Mutex<Vec<String>>);

impl Recent {
    /// Remembers a page.
    pub fn note(&self, path: &str) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.retain(|page| page != path);
        pages.push(path.to_owned());
        if pages.len() > MOST {
            pages.remove(0);
        }
    }

    /// The pages.
    pub fn pages(&self) -> BTreeSet<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_is_forgotten_first() {
        let recent = Recent::default();
        for page in 0..MOST {
            recent.note(&page.to_string());
        }
        recent.note("0");
        recent.note("new");
        let pages = recent.pages();
        assert!(
            pages.len() == MOST && pages.contains("0") && pages.contains("new") && !pages.contains("1"),
            "{pages:?}"
        );
    }
}
