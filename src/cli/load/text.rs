//! The load for people: a bar and the hours of each person, all shift types together and each for itself.

use super::Report;
use crate::cli::page::Page;
use crate::cli::table::{Cell, GAP, lines, widths};
use crate::roster::Roster;
use crate::schedule::load::{Bucket, Carried, Minutes, Spread};
use crate::time::Instant;

/// Columns where there is no terminal.
const WIDTH: usize = 100;

/// A bar is as long as this at least, or the hours by bucket make room for it.
const SHORTEST: usize = 20;

/// The longest bar: one more column would tell nothing more.
const LONGEST: usize = 60;

/// The answer as a text.
pub fn text(report: &Report<'_>, page: &Page) -> String {
    let roster = report.roster();
    let sections = sections(report);
    if sections.is_empty() {
        return format!("{}\n\nno shifts\n", heading(report));
    }
    let layout = Layout::fitting(roster, &sections, page.width.unwrap_or(WIDTH));
    let rows = layout.rows(roster, &sections);
    let mut rows = lines(&rows, page).into_iter();
    let mut text = format!("{}\n{}\n\n{}", heading(report), legend(), rows.next().unwrap_or_default());
    for section in &sections {
        text.extend([section.title, "\n"]);
        text.extend(rows.by_ref().take(section.people.len()));
        text += &spread(roster, layout.hours, &section.people);
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}

/// What is shown together.
struct Section<'a> {
    title: &'a str,
    people: Vec<Carried>,
}

/// All shift types together, where there are several, then each that is held.
fn sections<'a>(report: &'a Report<'_>) -> Vec<Section<'a>> {
    let types = report.roster().shift_types();
    let types = types.map(|(index, of)| Section { title: &of.name, people: report.balance.people(|of| of == index) });
    let mut sections: Vec<_> = types.filter(|section| !section.people.is_empty()).collect();
    if sections.len() > 1 {
        sections.insert(0, Section { title: "All shift types", people: report.balance.people(|_| true) });
    }
    sections
}

fn heading(report: &Report<'_>) -> String {
    let zone = &report.roster().zone;
    let shown = |instant: Instant| zone.local(instant).format("%a %-d %b %Y %H:%M");
    format!("{} to {}, {}", shown(report.span.start), shown(report.span.end), zone.name())
}

fn legend() -> String {
    Bucket::ALL.map(|bucket| format!("{} {}", fill(bucket), name(bucket))).join("  ")
}

const fn fill(bucket: Bucket) -> char {
    match bucket {
        Bucket::WorkHours => '█',
        Bucket::EveningsAndNights => '▓',
        Bucket::Weekends => '▒',
        Bucket::Holidays => '░',
    }
}

const fn name(bucket: Bucket) -> &'static str {
    match bucket {
        Bucket::WorkHours => "work hours",
        Bucket::EveningsAndNights => "evenings and nights",
        Bucket::Weekends => "weekends",
        Bucket::Holidays => "holidays",
    }
}

/// What the lines of all sections have in common.
struct Layout {
    hours: Hours,
    has_buckets: bool,
    bar: usize,
}

impl Layout {
    /// With the hours by bucket where these leave room for a bar on `width` columns.
    fn fitting(roster: &Roster, sections: &[Section<'_>], width: usize) -> Self {
        let hours = Hours::fitting(sections.iter().flat_map(|section| &section.people));
        let room = |has_buckets| {
            let widths = widths(&Self { hours, has_buckets, bar: 0 }.rows(roster, sections));
            width.saturating_sub(widths.iter().map(|width| width + GAP).sum::<usize>() - GAP)
        };
        let has_buckets = room(true) >= SHORTEST;
        Self { hours, has_buckets, bar: room(has_buckets).min(LONGEST) }
    }

    /// The heads, then a row for each person of each section.
    fn rows(&self, roster: &Roster, sections: &[Section<'_>]) -> Vec<Vec<Cell>> {
        let buckets = Bucket::ALL.into_iter().filter(|_| self.has_buckets);
        let mut heads = vec![Cell::default(), Cell::default()];
        heads.extend(buckets.map(|bucket| Cell::number(fill(bucket))));
        heads.extend(["hours", "of fair share"].map(Cell::number));
        let mut rows = vec![heads];
        for section in sections {
            let most = section.people.first().map_or(0, |carried| carried.minutes.total());
            rows.extend(section.people.iter().map(|carried| self.row(roster, carried, most)));
        }
        rows
    }

    fn row(&self, roster: &Roster, carried: &Carried, most: i64) -> Vec<Cell> {
        let (person, minutes) = (Some(carried.person), &carried.minutes);
        let name = format!("  {}", roster.person(carried.person).name);
        let mut row = vec![Cell::of_person(person, name), Cell::of_person(person, bar(minutes, most, self.bar))];
        let buckets = Bucket::ALL.into_iter().filter(|_| self.has_buckets);
        row.extend(buckets.map(|bucket| Cell::number(self.hours.write(minutes.of(bucket)))));
        row.push(Cell::number(self.hours.write(minutes.total())));
        row.push(Cell::number(carried.share().map_or_else(|| String::from("–"), |share| format!("{share} %"))));
        row
    }
}

/// How hours are written: `95`, or `95:30` where some are not whole.
#[derive(Clone, Copy)]
struct Hours {
    are_whole: bool,
}

impl Hours {
    fn fitting<'a>(mut people: impl Iterator<Item = &'a Carried>) -> Self {
        let is_whole = |carried: &Carried| Bucket::ALL.iter().all(|bucket| carried.minutes.of(*bucket) % 60 == 0);
        Self { are_whole: people.all(is_whole) }
    }

    fn write(self, minutes: i64) -> String {
        if self.are_whole { (minutes / 60).to_string() } else { format!("{}:{:02}", minutes / 60, minutes % 60) }
    }
}

/// The buckets one after the other, together as long as `room` for who carries `most`.
fn bar(minutes: &Minutes, most: i64, room: usize) -> String {
    let place = |sum: i64| {
        let columns = i64::try_from(room).unwrap_or(i64::MAX);
        usize::try_from((2 * sum * columns + most) / (2 * most.max(1))).unwrap_or(0)
    };
    let (mut bar, mut sum, mut at) = (String::new(), 0, 0);
    for bucket in Bucket::ALL {
        sum += minutes.of(bucket);
        bar.extend(std::iter::repeat_n(fill(bucket), place(sum) - at));
        at = place(sum);
    }
    bar
}

/// How far people are apart, in words.
fn spread(roster: &Roster, hours: Hours, people: &[Carried]) -> String {
    let Some(spread) = Spread::of(people) else { return String::new() };
    let hours = |carried: &Carried| format!("{} h", hours.write(carried.minutes.total()));
    if spread.is_even() {
        return format!("  everyone the same: {}\n", hours(&spread.most));
    }
    let name = |carried: &Carried| &roster.person(carried.person).name;
    let (least, most) = (&spread.least, &spread.most);
    let ends = format!("  from {} ({}) to {} ({})", hours(least), name(least), hours(most), name(most));
    let times = spread.hundredfold().map(|times| format!(": {}.{:02} times", times / 100, times % 100));
    ends + &times.unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_have_minutes_where_some_need_them() {
        assert_eq!([0, 95 * 60].map(|minutes| Hours { are_whole: true }.write(minutes)), ["0", "95"]);
        assert_eq!([0, 95 * 60 + 5].map(|minutes| Hours { are_whole: false }.write(minutes)), ["0:00", "95:05"]);
    }
}
