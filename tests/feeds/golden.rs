//! Whole texts, as subscribers get them. `SNAPSHOTS=overwrite` writes them anew.

use hausmeister::feeds;

use crate::fixture::{SMALL, Team};

#[test]
fn a_feed_word_by_word() {
    let feed = Team::read(SMALL).feed("calendars/shifts/level-1.ics");
    assert!(!feed.replace("\r\n", "").contains(['\r', '\n']), "every line ends with CR LF");
    // The golden file has plain line ends: it is for people to read.
    snapbox::assert_data_eq!(feed.replace("\r\n", "\n"), snapbox::file!["level-1.ics"].raw());
}

#[test]
fn schedule_json_word_by_word() {
    let team = Team::read(SMALL);
    snapbox::assert_data_eq!(feeds::schedule_json(&team.context()), snapbox::file!["schedule.json"].raw());
}

#[test]
fn a_feed_without_events_word_by_word() {
    let feed = Team::read(SMALL).feed("calendars/people/idle.ics");
    snapbox::assert_data_eq!(feed.replace("\r\n", "\n"), snapbox::file!["idle.ics"].raw());
}

#[test]
fn the_feeds_of_pagers_hand_offs_and_days_word_by_word() {
    let feeds = Team::read(SMALL).feeds();
    for (path, file) in [
        ("calendars/pager/level-1.ics", snapbox::file!["pager.ics"]),
        ("calendars/hand-offs.ics", snapbox::file!["hand-offs.ics"]),
        ("calendars/away.ics", snapbox::file!["away.ics"]),
    ] {
        snapbox::assert_data_eq!(feeds[path].replace("\r\n", "\n"), file.raw());
    }
}
