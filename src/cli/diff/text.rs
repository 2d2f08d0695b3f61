//! A comparison for a terminal: what matters in sentences, a table of everyone concerned, then their lists.

use unicode_width::UnicodeWidthStr;

use super::words::{self, Effect, Entry, Words};
use crate::cli::page::{Page, Tone};
use crate::cli::table::table;

/// Fewer columns than these are not fitted into.
const LEAST_WIDTH: usize = 40;

/// Columns where the page has no end: sentences are to be read all the same.
const WIDTH: usize = 100;

/// The whole answer, in lines as wide as the page where its words allow it.
pub fn render(words: &Words<'_>, page: &Page) -> String {
    let width = page.width.unwrap_or(WIDTH).max(LEAST_WIDTH);
    let headline: Vec<_> = words.headline().iter().map(|sentence| wrapped(sentence, width)).collect();
    let mut parts = vec![page.tone(if words.is_calm() { Tone::Good } else { Tone::Bad }, &headline.join("\n"))];
    let advice = words.advice();
    parts.extend(advice.map(|(command, says)| wrapped(&format!("`{command}`{says}"), width)));
    parts.extend(words.arrivals().iter().chain(&words.orders()).map(|sentence| wrapped(sentence, width)));
    if words.concerned().next().is_some() {
        parts.push(format!("The coming year, {}:", words.year()));
        parts.push(overview(words, page));
    }
    for (who, person) in words.concerned() {
        let entries = words.entries(who);
        if !entries.is_empty() {
            parts.push(format!("{}\n{}", page.tone(Tone::Strong, &person.name), list(&entries, width, page)));
        }
    }
    parts.iter().map(|part| part.trim_end().to_owned() + "\n").collect::<Vec<_>>().join("\n")
}

fn overview(words: &Words<'_>, page: &Page) -> String {
    let rows: Vec<_> = words
        .concerned()
        .map(|(who, person)| {
            vec![person.name.clone(), words.counts(who), words::hours(person), words::weekends(person)]
        })
        .collect();
    table(&["person", "shifts", "hours", "weekends"], &rows, page)
}

/// A line for each entry.
fn list(entries: &[Entry], width: usize, page: &Page) -> String {
    let widest = |cell: fn(&Entry) -> &str| entries.iter().map(|entry| cell(entry).width()).max().unwrap_or(0);
    let (when_width, shift_width) = (widest(|entry| &entry.when), widest(|entry| &entry.shift));
    let lines = entries.iter().map(|entry| {
        let warning = entry.warning.map(|warning| format!(" ({warning})")).unwrap_or_default();
        let (when, shift) = (filled(&entry.when, when_width), filled(&entry.shift, shift_width));
        let cells = [when, shift, format!("{}{warning}", entry.with)];
        let tone = match entry.effect {
            Effect::Gained => Tone::Good,
            Effect::Lost => Tone::Bad,
            Effect::Moved => Tone::Other,
        };
        format!("  {} {}", page.tone(tone, &entry.effect.mark().to_string()), beside_or_below(&cells, width))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The cells of an entry side by side; what does not fit there stands below.
fn beside_or_below(cells: &[String], width: usize) -> String {
    const INDENT: usize = 4;
    let mut rows: Vec<String> = Vec::new();
    for cell in cells {
        match rows.last_mut() {
            Some(row) if INDENT + row.width() + 2 + cell.trim_end().width() <= width => row.extend(["  ", cell]),
            _ => rows.push(cell.clone()),
        }
    }
    rows.iter().map(|row| row.trim_end()).collect::<Vec<_>>().join("\n      ")
}

fn filled(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The words of a text in lines of at most `width` columns, but for words that are wider.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.width() + 1 + word.width() <= width => line.extend([" ", word]),
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrapped("one two three", 7), "one two\nthree");
        assert_eq!(wrapped("überlanges one", 4), "überlanges\none");
    }

    #[test]
    fn what_does_not_fit_stands_below() {
        let entry = Entry {
            effect: Effect::Gained,
            when: String::from("Mon 1 Feb 18:00 – Fri 5 Feb 18:00"),
            shift: String::from("Level 1"),
            with: String::from("from Ben Otto"),
            warning: Some("past"),
        };
        let entries = [entry];
        let page = Page { width: None, is_colorful: false };
        let wide = "  + Mon 1 Feb 18:00 – Fri 5 Feb 18:00  Level 1  from Ben Otto (past)";
        assert_eq!(list(&entries, wide.width(), &page), wide);
        let narrow = "  + Mon 1 Feb 18:00 – Fri 5 Feb 18:00  Level 1\n      from Ben Otto (past)";
        assert_eq!(list(&entries, wide.width() - 1, &page), narrow);
    }
}
