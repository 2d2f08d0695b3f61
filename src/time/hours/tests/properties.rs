//! What holds of all hours and all texts.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::{date, local};
use crate::time::{Hours, HoursError, Interval, Zone};

/// Windows that do not overlap, written in the form of one window: cut points of the week, every other piece left out.
fn any_texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::btree_set(0_u32..10_080, 1..9).prop_map(|cuts| {
        let moment = |minute: u32| {
            let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][minute as usize / 1440];
            format!("{weekday} {:02}:{:02}", minute / 60 % 24, minute % 60)
        };
        let cuts: Vec<u32> = cuts.into_iter().collect();
        let ends = cuts.iter().skip(1).chain(&cuts[..1]);
        cuts.iter().zip(ends).step_by(2).map(|(start, end)| format!("{} - {}", moment(*start), moment(*end))).collect()
    })
}

fn parse_all(texts: &[String]) -> Result<Hours, Vec<HoursError>> {
    Hours::parse(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hours_as_printed_are_the_hours(texts in any_texts()) {
        let hours = parse_all(&texts).unwrap();
        let printed: Vec<String> = hours.windows().iter().map(ToString::to_string).collect();
        prop_assert_eq!(&printed, &texts);
        prop_assert_eq!(parse_all(&printed).unwrap(), hours);
    }

    /// Two ways to the same answer: the face of the clock and, where clocks never change, the intervals.
    #[test]
    fn a_clock_in_the_hours_is_an_instant_in_the_intervals(texts in any_texts(), minute in 0_i64..20_160) {
        let hours = parse_all(&texts).unwrap();
        let local = local("2026-11-16 00:00") + TimeDelta::minutes(minute);
        let instant = local.and_utc();
        let span = Interval::new(instant, instant + TimeDelta::weeks(2)).unwrap();
        let intervals = hours.intervals(&Zone::utc(), span);
        prop_assert_eq!(hours.contains_local(local), intervals.iter().any(|interval| interval.contains(instant)));
        prop_assert!(intervals.is_sorted_by(|a, b| a.end <= b.start));
        let minutes: i64 = hours.windows().iter().map(|window| i64::from(window.minutes())).sum();
        prop_assert_eq!(intervals.iter().map(|interval| interval.duration().num_minutes()).sum::<i64>(), 2 * minutes);
    }

    #[test]
    fn weeks_follow_each_other_without_overlap(texts in any_texts(), day in 0_i64..80_000) {
        let hours = parse_all(&texts).unwrap();
        let day = date("1970-01-01") + TimeDelta::days(day);
        let week = hours.first_week(day);
        prop_assert!(day <= week && week - day < TimeDelta::weeks(1));
        let both: Vec<_> = [hours.week(week), hours.week(week + TimeDelta::weeks(1))].concat();
        prop_assert_eq!(both.len(), 2 * hours.windows().len());
        prop_assert_eq!(both[0].0.date(), week);
        prop_assert!(both.is_sorted_by(|a, b| a.1 <= b.0));
        prop_assert!(both.iter().all(|(start, _)| hours.contains_local(*start)));
    }

    #[test]
    fn any_text_is_read_or_explained(texts in prop::collection::vec("\\PC*", 0..4)) {
        let places = parse_all(&texts).err().into_iter().flatten();
        for error in places.filter(|_| !texts.is_empty()) {
            prop_assert!(texts[error.text].get(error.range.clone()).is_some(), "{:?}", error);
        }
    }

    /// The same with texts that come close to being hours.
    #[test]
    fn almost_hours_are_read_or_explained(text in "((Mon|TUE|sun|daily|Fir|tod)( |,|-|–)?){0,3} ?(09:00|24:00|9|7pm|1é)? ?[-–]? ?(Sun )?(00:00|24:00|24:)?[ ,;é]?") {
        for error in Hours::parse(&[&text]).err().into_iter().flatten() {
            prop_assert!(text.get(error.range.clone()).is_some(), "{:?}", error);
            prop_assert!(!error.message.is_empty() && !error.help.is_empty());
        }
    }
}
