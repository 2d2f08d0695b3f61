//! The headings of one page: their levels and their ids.
//!
//! The page's title is written by its template as the one `h1`; the body begins below it, at `h2`. A heading stands one
//! level below the nearest one before it that is higher in the markdown, so none is skipped: a reader who goes from
//! heading to heading misses nothing.

use super::Heading;
use super::slug::{self, Ids};

/// The headings seen so far.
#[derive(Debug, Default)]
pub(super) struct Outline {
    headings: Vec<Heading>,
    ids: Ids,
    /// The levels, in the markdown, of the last heading and those that it stands under.
    levels: Vec<u8>,
}

impl Outline {
    /// Takes the next heading, and gives it as it stands in the page.
    ///
    /// `level` is that of the markdown; the id comes from `written_id`, or else is made of `slug_text`.
    pub(super) fn add(&mut self, level: u8, text: String, slug_text: &str, written_id: Option<&str>) -> &Heading {
        self.levels.retain(|above| *above < level);
        self.levels.push(level);
        let level = u8::try_from(self.levels.len()).map_or(6, |depth| (depth + 1).min(6));
        let id = self.id(slug_text, written_id);
        let at = self.headings.len();
        self.headings.push(Heading { level, id, text });
        &self.headings[at]
    }

    /// The id of the heading that became the page's title: taken, so that later ids are those of GitHub.
    pub(super) fn title(&mut self, slug_text: &str, written_id: Option<&str>) -> String {
        self.id(slug_text, written_id)
    }

    /// All headings, in their order.
    pub(super) fn into_headings(self) -> Vec<Heading> {
        self.headings
    }

    fn id(&mut self, slug_text: &str, written_id: Option<&str>) -> String {
        self.ids.unique(written_id.map_or_else(|| slug::slug(slug_text), slug::written))
    }
}
