//! A comparison as a comment on a pull request: what matters on top, a folded list for each person.
//!
//! GitHub takes no comment longer than [`LONGEST`]. Everyone's list gets its share of the room, and what does not fit is
//! left out and counted.

use super::words::{self, Entry, Words, counted};
use crate::cli::markdown::escaped;

/// The most characters that GitHub takes in a comment.
const LONGEST: usize = 65_536;

/// Kept for the sentence that counts what is left out.
const RESERVE: usize = 400;

/// The least that a list gets while there is room: a few lines.
const LEAST_SHARE: usize = 800;

/// So many people stand in the table.
const MOST_PEOPLE: usize = 200;

/// The whole comment. The mark at its top lets a workflow find the comment that it made before.
pub fn render(words: &Words<'_>) -> String {
    let headline: Vec<_> = words.headline().iter().map(|sentence| escaped(sentence)).collect();
    let mut paragraphs = vec![
        String::from("<!-- hausmeister diff -->\n### What this changes on call"),
        format!("**{}**", headline.join("<br>")),
    ];
    paragraphs.extend(words.advice().map(|(command, says)| format!("<code>{}</code>{says}", escaped(&command))));
    paragraphs.extend(words.arrivals().iter().chain(&words.orders()).map(|sentence| escaped(sentence)));
    if words.concerned().next().is_some() {
        paragraphs.push(overview(words));
    }
    let text = paragraphs.join("\n\n") + "\n";
    let mut comment = Comment { room: LONGEST.saturating_sub(RESERVE + length(&text)), text, left_out: 0, lists: 0 };
    let lists: Vec<_> = words.concerned().map(|(who, person)| (who, person, words.entries(who))).collect();
    let lists: Vec<_> = lists.into_iter().filter(|(_, _, entries)| !entries.is_empty()).collect();
    for (place, (who, person, entries)) in lists.iter().enumerate() {
        let summary = format!("{}: {}", escaped(&person.name), escaped(&words.counts(*who)));
        comment.fold(&summary, entries, lists.len() - place);
    }
    comment.finish(words.base)
}

fn overview(words: &Words<'_>) -> String {
    let mut rows =
        vec![format!("| {} | shifts | hours | weekends |", words.year()), String::from("| --- | --- | ---: | ---: |")];
    for (who, person) in words.concerned().take(MOST_PEOPLE) {
        let cells = [&person.name, &words.counts(who), &words::hours(person), &words::weekends(person)];
        rows.push(format!("| {} |", cells.map(|cell| escaped(cell)).join(" | ")));
    }
    let more = words.concerned().count().saturating_sub(MOST_PEOPLE);
    rows.extend((more > 0).then(|| format!("| and {more} more | | | |")));
    rows.join("\n")
}

/// A comment that has room for so many more characters.
struct Comment {
    text: String,
    room: usize,
    /// Lines that found no room.
    left_out: usize,
    /// Lists that they are of.
    lists: usize,
}

impl Comment {
    /// Adds a folded list, as far as its share of the room goes; so many lists, this one with them, are to come.
    fn fold(&mut self, summary: &str, entries: &[Entry], lists: usize) {
        const HEADS: &str = "| | when | shift | |\n| --- | --- | --- | --- |\n";
        const CLOSING: &str = "\n</details>\n";
        let opening = format!("\n<details><summary>{summary}</summary>\n\n{HEADS}");
        let lines: Vec<_> = entries.iter().map(line).collect();
        let frame = length(&opening) + length(CLOSING);
        let share = (self.room / lists).max(LEAST_SHARE).min(self.room).saturating_sub(frame);
        let fitting = fitting(&lines, share);
        let rest = lines.len() - fitting.len();
        self.left_out += rest;
        self.lists += usize::from(rest > 0);
        if fitting.is_empty() {
            return;
        }
        let more = if rest > 0 { format!("| | and {rest} more | | |\n") } else { String::new() };
        let list = [&opening, &fitting.concat(), &more, CLOSING].concat();
        self.room = self.room.saturating_sub(length(&list));
        self.text += &list;
    }

    /// The whole, with a count of what is left out.
    fn finish(mut self, base: &str) -> String {
        if self.left_out > 0 {
            let (lines, lists) = (counted(self.left_out, "line"), counted(self.lists, "list"));
            let command = format!("<code>{}</code>", escaped(&format!("hausmeister diff {base}")));
            self.text += &["\n", &lines, " of ", &lists, " did not fit here; ", &command, " tells all.\n"].concat();
        }
        self.text
    }
}

/// As many of the lines as fit into so many characters; if not all, beside a line that says so.
fn fitting(lines: &[String], room: usize) -> &[String] {
    if lines.iter().map(|line| length(line)).sum::<usize>() <= room {
        return lines;
    }
    let mut room = room.saturating_sub("| | and 1000000 more | | |\n".len());
    let fits = |line: &&String| match room.checked_sub(length(line)) {
        Some(rest) => {
            room = rest;
            true
        }
        None => false,
    };
    &lines[..lines.iter().take_while(fits).count()]
}

fn line(entry: &Entry) -> String {
    let warning = entry.warning.map(|warning| format!(" (**{warning}**)")).unwrap_or_default();
    let cells = [entry.when.as_str(), &entry.shift, &entry.with].map(escaped);
    format!("| {} | {}{warning} |\n", escaped(&entry.effect.mark().to_string()), cells.join(" | "))
}

fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Sink, Sources};
    use crate::roster::{self, Roster};
    use crate::schedule::change::{self, Comparison};

    /// A roster of so many people with long names, one of whom is on call each day.
    fn read(people: &[String]) -> Roster {
        let text = format!(
            "team: T\ntimezone: UTC\nstarts: 2026-12-07\npeople: {{ {} }}\nrotations: {{ all: [{}] }}\nshifts:\n  \
             pager: {{ name: \"Pager | <b>\", hours: daily 09:00-09:00, rotation: all, turn: 1 window }}\n",
            people
                .iter()
                .map(|id| format!("{id}: {{ name: \"{id} [x](y) <img> @octocat\" }}"))
                .collect::<Vec<_>>()
                .join(", "),
            people.join(", ")
        );
        let mut sources = Sources::default();
        let source = sources.add("roster.yaml", text.clone());
        roster::read(&text, source, &mut Sink::default()).unwrap()
    }

    fn comment(people: usize) -> (String, Comparison) {
        let mut ids: Vec<_> = (0..people).map(|number| format!("p{number}")).collect();
        let before = read(&ids);
        ids.rotate_left(1);
        let after = read(&ids);
        let comparison = change::compare(&before, &after, "2026-11-20T00:00:00Z".parse().unwrap());
        (render(&Words { comparison: &comparison, zone: &after.zone, base: "main" }), comparison)
    }

    /// Every change stands in two lists; what is told and what is said to be left out are together all of them.
    #[test]
    fn a_comment_is_as_long_as_it_may_be_and_counts_the_rest() {
        for people in [2, 40, 300, 1000] {
            let (text, comparison) = comment(people);
            assert!(length(&text) <= LONGEST, "{people}: {}", length(&text));
            let told = text.lines().filter(|line| line.starts_with("| + |") || line.starts_with("| - |")).count();
            let left_out = text.lines().last().and_then(|line| line.split_once(" lines of "));
            let left_out: usize = left_out.map_or(0, |(count, _)| count.parse().unwrap());
            assert!(left_out > 0, "{people}");
            assert_eq!(told + left_out, 2 * comparison.changes.len(), "{people}");
            // What is left free is less than a line of each list.
            assert!(length(&text) > LONGEST - RESERVE - 160 * people.min(40), "{people}: {}", length(&text));
            let shown = text.matches("<details>").count();
            assert!(shown == people || people > 40 && shown > 40, "{people}: {shown}");
            assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
        }
    }

    #[test]
    fn names_are_no_markup_and_mention_nobody() {
        let (text, _) = comment(3);
        for markup in ["<img", "<b>", "[x]", "@octocat", "&#64;octocat", "Pager |"] {
            assert!(!text.contains(markup), "{markup}");
        }
        assert!(text.contains("p0 &#91;x&#93;(y) &#60;img&#62; &#64;&#8203;octocat"));
        let row = text.lines().find(|line| line.starts_with("| + |")).unwrap();
        assert_eq!(row.matches('|').count(), 5, "{row}");
    }
}
