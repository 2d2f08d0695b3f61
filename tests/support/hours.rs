//! Weekly hours made up by chance, as text and as minutes of the week.

use std::collections::BTreeSet;

use proptest::prelude::*;

/// Weekly hours: texts, and the windows they mean in the order written.
#[derive(Debug, Clone)]
pub struct Hours {
    pub texts: Vec<String>,
    pub windows: Vec<Window>,
}

/// Minutes from Monday 00:00 to the start, and from there to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub start: i64,
    pub length: i64,
}

/// Times of day in minutes; many of them near changes of the clocks.
pub const TIMES: [i64; 10] = [0, 1, 90, 120, 135, 150, 540, 1080, 1410, 1439];

/// Hours in each of their forms.
pub fn hours() -> impl Strategy<Value = Hours> {
    let time = || prop::sample::select(&TIMES[..]);
    let week_minute = move || (0_i64..7, time()).prop_map(|(day, time)| day * DAY + time);
    prop_oneof![
        week_minute().prop_map(|start| pairs(&[(start, start)])),
        (week_minute(), week_minute()).prop_map(|(start, end)| pairs(&[(start, end)])),
        (0_i64..7, 1_i64..7, time(), time()).prop_map(|(first, more, start, end)| {
            let last = (first + more) % 7;
            let days = (0..=more).map(|more| (first + more) % 7);
            daily(&format!("{}-{}", day_name(first), day_name(last)), days, start, end)
        }),
        (time(), time()).prop_map(|(start, end)| daily("daily", 0..7, start, end)),
        (prop::collection::btree_set(week_minute(), 3..=6), any::<bool>(), 0_usize..6).prop_map(several),
    ]
}

const DAY: i64 = 24 * 60;
const WEEK: i64 = 7 * DAY;

fn day_name(day: i64) -> &'static str {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][usize::try_from(day).unwrap()]
}

fn time_name(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Windows from a minute of the week to another, a text each.
fn pairs(pairs: &[(i64, i64)]) -> Hours {
    let written = |minute: i64| format!("{} {}", day_name(minute / DAY), time_name(minute % DAY));
    let texts = pairs.iter().map(|(start, end)| format!("{} - {}", written(*start), written(*end))).collect();
    let length = |(start, end): &(i64, i64)| Some((end - start).rem_euclid(WEEK)).filter(|it| *it > 0).unwrap_or(WEEK);
    let windows = pairs.iter().map(|pair| Window { start: pair.0, length: length(pair) }).collect();
    Hours { texts, windows }
}

/// One window a day.
fn daily(days_written: &str, days: impl Iterator<Item = i64>, start: i64, end: i64) -> Hours {
    let length = if end > start { end - start } else { end + DAY - start };
    let windows = days.map(|day| Window { start: day * DAY + start, length }).collect();
    Hours { texts: vec![format!("{days_written} {}-{}", time_name(start), time_name(end))], windows }
}

/// Several windows between some minutes of the week, all of them or every second, the first written one anywhere.
fn several((cuts, is_whole, first): (BTreeSet<i64>, bool, usize)) -> Hours {
    let cuts: Vec<_> = cuts.into_iter().collect();
    let next = |place: usize| cuts[(place + 1) % cuts.len()];
    let places = (0..cuts.len()).filter(|place| is_whole || place % 2 == 0 && place + 1 < cuts.len());
    let mut written: Vec<_> = places.map(|place| (cuts[place], next(place))).collect();
    let first = first % written.len();
    written.rotate_left(first);
    pairs(&written)
}
