//! The grammar of hours: any text is read or has an error at its place, and what is read says what was written.

use chrono::TimeDelta;
use hausmeister::time::{Hours, Interval, Zone};

/// Minutes in a week.
const WEEK: u32 = 7 * 24 * 60;

/// Holds the laws against the lines that the bytes are.
pub fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let texts: Vec<_> = text.split('\n').take(8).collect();
    match Hours::parse(&texts) {
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in errors {
                let text = texts[error.text];
                assert!(text.get(error.range.clone()).is_some(), "{error:?} is not in {text:?}");
                assert!(!error.message.is_empty() && !error.help.is_empty());
            }
        }
        Ok(hours) => are_right(&hours, &texts),
    }
}

fn are_right(hours: &Hours, texts: &[&str]) {
    assert_eq!(hours.texts(), texts);
    assert_eq!(Hours::parse(texts).as_ref(), Ok(hours));
    // Windows cover no minute of the week twice.
    let mut minutes = vec![false; usize::try_from(WEEK).expect("it is small")];
    for window in hours.windows() {
        assert!((1..=WEEK).contains(&window.minutes()));
        for minute in 0..window.minutes() {
            let minute = usize::try_from((window.start_minute() + minute) % WEEK).expect("it is small");
            assert!(!std::mem::replace(&mut minutes[minute], true), "{hours:?} covers a minute twice");
        }
    }
    assert!(!hours.groups().is_empty());
    let start = "2026-10-19T00:00:00Z".parse().expect("it is an instant");
    let span = Interval::new(start, start + TimeDelta::weeks(3)).expect("it has a length");
    for zone in ["UTC", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe"] {
        let zone = Zone::named(zone).expect("it is a zone");
        let intervals = hours.intervals(&zone, span);
        assert!(intervals.iter().all(|interval| interval.start < interval.end));
        assert!(intervals.windows(2).all(|pair| pair[0].end <= pair[1].start), "{hours:?} overlaps in {zone:?}");
    }
    let monday = first_day();
    for day in monday.iter_days().take(8) {
        let (first, week) = (hours.first_week(day), hours.week_of(day));
        assert!(week <= day && day <= first && (first - week).num_days() <= 7);
        assert_eq!(hours.week(first).len(), hours.windows().len());
    }
}

fn first_day() -> chrono::NaiveDate {
    super::made::first_day()
}
