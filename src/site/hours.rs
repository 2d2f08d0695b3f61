//! Weekly hours in words.

use chrono::Weekday;

use super::words::{HoursWords, fill};
use crate::time::{Hours, Reach, WindowGroup};

/// `Monday 18:00 to Friday 18:00`; `Monday to Friday 09:00 to 18:00`; `every day 20:00 to 08:00 the next day`.
pub fn in_words(hours: &Hours, words: &HoursWords) -> String {
    hours.groups().iter().map(|group| self::group(group, words)).collect::<Vec<_>>().join(&words.semicolon)
}

fn group(group: &WindowGroup, words: &HoursWords) -> String {
    let (pattern, end_day) = match group.reach {
        Reach::SameDay => (&words.on_a_day, None),
        Reach::NextDay => (&words.into_the_next_day, None),
        Reach::Until(day) => (&words.until_a_day, Some(day)),
        Reach::NextWeek => (&words.into_the_next_week, group.weekdays.first().map(|(day, _)| *day)),
    };
    let end_day = end_day.map_or("", |day| name(day, words));
    let days = days(group, words);
    fill(pattern, &[("days", &days), ("start", &group.start), ("end_day", end_day), ("end", &group.end)])
}

/// `every day`, `Monday to Wednesday and Friday`, `Saturday and Sunday`.
fn days(group: &WindowGroup, words: &HoursWords) -> String {
    if group.is_every_day() {
        return words.every_day.clone();
    }
    let run = |(first, last): &(Weekday, Weekday)| {
        if first == last {
            name(*first, words).to_owned()
        } else {
            fill(&words.from_to, &[("first", name(*first, words)), ("last", name(*last, words))])
        }
    };
    let runs: Vec<_> = group.weekdays.iter().map(run).collect();
    match runs.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{}{}{last}", before.join(&words.comma), words.and),
        _ => runs.concat(),
    }
}

fn name(day: Weekday, words: &HoursWords) -> &str {
    let place = usize::try_from(day.num_days_from_monday()).unwrap_or_default();
    words.weekdays.get(place).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::words::Words;

    #[test]
    fn windows_of_the_same_times_are_said_together() {
        for (texts, words) in [
            (&["Mon 18:00 - Fri 18:00"][..], "Monday 18:00 to Friday 18:00"),
            (&["Mon 18:00 - Mon 18:00"], "Monday 18:00 to Monday 18:00 the next week"),
            (&["Mon 18:00 - Mon 09:00"], "Monday 18:00 to Monday 09:00 the next week"),
            (&["daily 20:00-08:00"], "every day 20:00 to 08:00 the next day"),
            (&["daily 00:00-24:00"], "every day 00:00 to 24:00"),
            (&["daily 08:00-08:00"], "every day 08:00 to 08:00 the next day"),
            (&["Mon-Fri 09:00-18:00"], "Monday to Friday 09:00 to 18:00"),
            (&["Sat,Sun 10:00-16:00"], "Saturday and Sunday 10:00 to 16:00"),
            (&["Sat-Sun 18:00-24:00"], "Saturday and Sunday 18:00 to 24:00"),
            (&["Mon-Wed,Fri 09:00-17:00"], "Monday to Wednesday and Friday 09:00 to 17:00"),
            (&["Mon,Wed,Fri 09:00-17:00"], "Monday, Wednesday and Friday 09:00 to 17:00"),
            (&["Mon-Thu 09:00-18:00", "Fri 09:00-16:00"], "Monday to Thursday 09:00 to 18:00; Friday 09:00 to 16:00"),
            (
                &["Mon 18:00 - Wed 18:00", "Wed 18:00 - Fri 18:00"],
                "Monday 18:00 to Wednesday 18:00; Wednesday 18:00 to Friday 18:00",
            ),
        ] {
            let hours = Hours::parse(texts).unwrap();
            assert_eq!(super::in_words(&hours, &Words::built_in().hours), words);
        }
    }
}
