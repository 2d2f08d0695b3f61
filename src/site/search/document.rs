//! What can be found: runbooks, people and shift types as the search sees them.

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
pub struct Document {
    /// What it is.
    pub kind: Kind,
    /// Its page.
    pub address: String,
    /// Its title or name.
    pub title: String,
    /// Other names of it, as good as the title.
    pub names: String,
    /// What is to be read in it: before the first heading, then below each heading.
    pub sections: Vec<Section>,
}

/// What stands below a heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading's `id` in the page; empty before the first heading.
    pub id: String,
    /// The heading's words; empty before the first heading.
    pub heading: String,
    /// What is below it, a line a block.
    pub text: String,
}

impl Document {
    /// A runbook of which this is the text; its description is read before that.
    pub fn runbook(page: &Page, text: &str) -> Self {
        let mut sections = sections(page, text);
        if let (Some(description), Some(first)) = (&page.description, sections.first_mut()) {
            let text = format!("{description}\n{}", first.text);
            text.trim_end().clone_into(&mut first.text);
        }
        Self {
            kind: Kind::Runbook,
            address: page.address.clone(),
            title: page.title.clone(),
            // The file's name is one that people remember; the script knows it from the address.
            names: page.address.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned(),
            sections,
        }
    }

    /// A person, by name, id and handle.
    pub fn person(person: &Person) -> Self {
        let handle = person.slack.as_ref().map(|handle| format!("@{handle}"));
        Self {
            kind: Kind::Person,
            address: person.address.clone(),
            title: person.name.clone(),
            names: format!("{} {}", person.id, person.slack.as_deref().unwrap_or_default()).trim_end().to_owned(),
            sections: vec![Section { text: handle.unwrap_or_else(|| person.id.clone()), ..Section::default() }],
        }
    }

    /// A shift type, by name, id, hours and duties.
    pub fn shift_type(shift_type: &ShiftType) -> Self {
        let duties = [&shift_type.duties_in_work_hours, &shift_type.duties_otherwise];
        let lines: Vec<_> = [&shift_type.hours].into_iter().chain(duties.into_iter().flatten()).cloned().collect();
        Self {
            kind: Kind::ShiftType,
            address: shift_type.address.clone(),
            title: shift_type.name.clone(),
            names: shift_type.id.clone(),
            sections: vec![Section { text: lines.join("\n"), ..Section::default() }],
        }
    }
}

/// Cuts the text of a page at its headings, which stand in it as lines of their own.
///
/// They are looked for from the end: a list of contents, written by hand, has the same lines and stands before them.
fn sections(page: &Page, text: &str) -> Vec<Section> {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let mut rest = lines.as_slice();
    let mut sections = Vec::new();
    for heading in page.headings.iter().rev() {
        // A heading whose line can't be told from its text has none below it; that stands in the section before.
        let at = rest.iter().rposition(|line| *line == heading.text).unwrap_or(rest.len());
        let text = joined(rest.get(at + 1..).unwrap_or_default());
        sections.push(Section { id: heading.id.clone(), heading: heading.text.clone(), text });
        rest = rest.get(..at).unwrap_or_default();
    }
    sections.push(Section { text: joined(rest), ..Section::default() });
    sections.reverse();
    sections
}

fn joined(lines: &[&str]) -> String {
    let lines: Vec<_> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{self, InputFile};
    use crate::diagnostics::{Sink, Sources};

    fn runbook(markdown: &str) -> Document {
        let file = InputFile { path: String::from("page.md"), bytes: Some(markdown.into()) };
        let labels = content::Labels::built_in();
        let surroundings = content::Surroundings::bare(&[], &labels);
        let library = content::load(vec![file], &surroundings, &mut Sources::default(), &mut Sink::default());
        Document::runbook(&library.pages[0], &library.pages[0].text)
    }

    fn told(document: &Document) -> Vec<(&str, &str, &str)> {
        let sections = document.sections.iter();
        sections.map(|section| (section.id.as_str(), section.heading.as_str(), section.text.as_str())).collect()
    }

    #[test]
    fn a_runbook_is_cut_at_its_headings() {
        let page =
            runbook("---\ndescription: What it is\n---\n# Page\nIntro.\n\n## Wake `up`\nOne.\n\nTwo.\n## Sleep\n");
        assert_eq!(page.title, "Page");
        let sections = [("", "", "What it is\nIntro."), ("wake-up", "Wake up", "One.\nTwo."), ("sleep", "Sleep", "")];
        assert_eq!(told(&page), sections);
    }

    #[test]
    fn a_list_of_contents_is_no_heading() {
        let page = runbook("# Page\n- First\n- Last\n\n## First\nA.\n## Last\nB.\n");
        assert_eq!(told(&page), [("", "", "First\nLast"), ("first", "First", "A."), ("last", "Last", "B.")]);
    }
}
