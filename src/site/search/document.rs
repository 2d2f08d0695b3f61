//! What can be found: runbooks, people and shift types as the search sees them.

use std::borrow::Cow;

use crate::content::Page;
use crate::site::context::{Person, ShiftType};

/// Of what kind a document is; the number is the one that the script knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A runbook.
    Runbook = 0,
    /// A person.
    Person = 1,
    /// A shift type.
    ShiftType = 2,
}

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its page.
    pub address: &'a str,
    /// Its title or name.
    pub title: &'a str,
    /// Other names of it, as good as the title.
    pub names: Cow<'a, str>,
    /// What is to be read in it: before the first heading, then below each heading.
    pub sections: Vec<Section<'a>>,
}

/// What stands below a heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section<'a> {
    /// The heading's `id` in the page; empty before the first heading.
    pub id: &'a str,
    /// The heading's words; empty before the first heading.
    pub heading: &'a str,
    /// What is below it, a line a block.
    pub text: Cow<'a, str>,
}

impl<'a> Document<'a> {
    /// A runbook of which this is the text; its description is read before that.
    pub fn runbook(page: &'a Page, text: &'a str) -> Self {
        let mut sections = sections(page, text);
        if let (Some(description), Some(first)) = (&page.description, sections.first_mut()) {
            let text = format!("{description}\n{}", first.text);
            first.text = Cow::Owned(text.trim_end().to_owned());
        }
        Self {
            kind: Kind::Runbook,
            address: &page.address,
            title: &page.title,
            // The file's name is one that people remember; the script knows it from the address.
            names: Cow::Borrowed(page.address.trim_end_matches('/').rsplit('/').next().unwrap_or_default()),
            sections,
        }
    }

    /// A person, by name, id and handle.
    pub fn person(person: &'a Person) -> Self {
        let handle = person.slack.as_ref().map(|handle| Cow::Owned(format!("@{handle}")));
        let names = format!("{} {}", person.id, person.slack.as_deref().unwrap_or_default());
        Self {
            kind: Kind::Person,
            address: &person.address,
            title: &person.name,
            names: Cow::Owned(names.trim_end().to_owned()),
            sections: vec![Section { text: handle.unwrap_or(Cow::Borrowed(&person.id)), ..Section::default() }],
        }
    }

    /// A shift type, by name, id, hours and duties.
    pub fn shift_type(shift_type: &'a ShiftType) -> Self {
        let duties = [&shift_type.duties_in_work_hours, &shift_type.duties_otherwise];
        let lines: Vec<_> = [&shift_type.hours].into_iter().chain(duties.into_iter().flatten()).cloned().collect();
        Self {
            kind: Kind::ShiftType,
            address: &shift_type.address,
            title: &shift_type.name,
            names: Cow::Borrowed(&shift_type.id),
            sections: vec![Section { text: Cow::Owned(lines.join("\n")), ..Section::default() }],
        }
    }
}

/// Cuts the text of a page at its headings, which stand in it as lines of their own.
///
/// They are looked for from the end: a list of contents, written by hand, has the same lines and stands before them.
fn sections<'a>(page: &'a Page, text: &'a str) -> Vec<Section<'a>> {
    let mut rest = text;
    let mut sections = Vec::new();
    for heading in page.headings.iter().rev() {
        // A heading whose line can't be told from its text has none below it; that stands in the section before.
        let (before, below) = split_at_last(rest, &heading.text).unwrap_or((rest, ""));
        sections.push(Section { id: &heading.id, heading: &heading.text, text: tidy(below) });
        rest = before;
    }
    sections.push(Section { text: tidy(rest), ..Section::default() });
    sections.reverse();
    sections
}

/// What stands before the last line that says no more than `words`, and what stands after it.
fn split_at_last<'a>(text: &'a str, words: &str) -> Option<(&'a str, &'a str)> {
    let mut end = text.len();
    for before in memchr::memrchr_iter(b'\n', text.as_bytes()).map(Some).chain([None]) {
        let line = text.get(before.map_or(0, |at| at + 1)..end)?;
        // Most lines have no blanks around them, which is sooner seen than what is left without.
        let has_blanks = line.starts_with(char::is_whitespace) || line.ends_with(char::is_whitespace);
        if line == words || has_blanks && line.trim() == words {
            return Some((text.get(..before.unwrap_or_default())?, text.get(end + 1..).unwrap_or_default()));
        }
        end = before.unwrap_or_default();
    }
    None
}

/// The lines without blanks around them, and without those that are empty.
fn tidy(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    // As most texts have them, which is seen by what stands on both sides of each line's end.
    let is_tidy = |end: usize| {
        let (line, next) = (text.get(..end).unwrap_or_default(), text.get(end + 1..).unwrap_or_default());
        !line.ends_with(char::is_whitespace) && !next.starts_with(char::is_whitespace)
    };
    if memchr::memchr_iter(b'\n', text.as_bytes()).all(is_tidy) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{self, InputFile};
    use crate::diagnostics::{Sink, Sources};

    fn page(markdown: &str) -> Page {
        let file = InputFile { path: String::from("page.md"), bytes: Some(markdown.into()) };
        let labels = content::Labels::built_in();
        let surroundings = content::Surroundings::bare(&[], &labels);
        let library = content::load(vec![file], &surroundings, &mut Sources::default(), &mut Sink::default());
        library.pages.into_iter().next().unwrap()
    }

    fn told(page: &Page, text: &str) -> Vec<(String, String, String)> {
        let sections = Document::runbook(page, text).sections.into_iter();
        sections.map(|Section { id, heading, text }| (id.into(), heading.into(), text.into())).collect()
    }

    fn of(sections: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
        sections.iter().map(|(id, heading, text)| ((*id).into(), (*heading).into(), (*text).into())).collect()
    }

    #[test]
    fn a_runbook_is_cut_at_its_headings() {
        let page = page("---\ndescription: What it is\n---\n# Page\nIntro.\n\n## Wake `up`\nOne.\n\nTwo.\n## Sleep\n");
        assert_eq!(page.title, "Page");
        let sections = [("", "", "What it is\nIntro."), ("wake-up", "Wake up", "One.\nTwo."), ("sleep", "Sleep", "")];
        assert_eq!(told(&page, &page.body.text), of(&sections));
    }

    #[test]
    fn a_list_of_contents_is_no_heading() {
        let page = page("# Page\n- First\n- Last\n\n## First\nA.\n## Last\nB.\n");
        let sections = [("", "", "First\nLast"), ("first", "First", "A."), ("last", "Last", "B.")];
        assert_eq!(told(&page, &page.body.text), of(&sections));
    }

    #[test]
    fn lines_have_no_blanks_around_them_and_none_is_empty() {
        let page = page("## First\n## Last\n");
        for (text, before, first, last) in [
            (" before \n\n  more\nFirst\na\r\n \nb\n Last \nc\n", "before\nmore", "a\nb", "c"),
            ("First\n\nLast", "", "", ""),
            ("First Last\nLast\nFirst", "First Last", "", "First"),
            ("Last\nFirst", "", "", "First"),
            ("", "", "", ""),
        ] {
            let sections = [("", "", before), ("first", "First", first), ("last", "Last", last)];
            assert_eq!(told(&page, text), of(&sections), "{text:?}");
        }
    }
}
