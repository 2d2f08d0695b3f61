//! What is said of texts that are no hours, and where.

use super::error;
use crate::time::Hours;

#[test]
fn name_the_nearest_weekday_and_an_example() {
    for (word, nearest) in [
        ("Mno", "`Mon`"),
        ("Tues", "`Tue`"),
        ("thrusday", "`Thu`"),
        ("Wendesday", "`Wed`"),
        ("sa", "`Sat`"),
        ("tu", "`Tue`"),
        ("thurs", "`Thu`"),
        ("wednes", "`Wed`"),
        ("dayly", "`daily`"),
        ("Weekdays", "`Mon-Fri`"),
        ("xyz", "`Mon`, `Tue`, `Wed`"),
    ] {
        let (piece, error) = error(&[&format!("{word} 09:00-18:00")]);
        assert_eq!((piece.as_str(), error.message), (word, format!("`{word}` is no weekday")));
        assert!(error.help.contains(nearest) && error.help.contains("Mon-Fri 09:00-18:00"), "{}", error.help);
    }
}

#[test]
fn give_the_time_that_was_meant() {
    for (time, help) in [
        ("9:00", "write `09:00`"),
        ("9", "write `09:00`"),
        ("0930", "write `09:30`"),
        ("9h30", "write `09:30`"),
        ("09.30", "write `09:30`"),
        ("12am", "write `00:00`"),
        ("12:am", "write `00:00`"),
        ("6:30pm", "write `18:30`"),
        ("13pm", "times go from `00:00` to `23:59`, and `24:00` ends a day"),
        ("0am", "times go from `00:00` to `23:59`, and `24:00` ends a day"),
        ("25:00", "times go from `00:00` to `23:59`, and `24:00` ends a day"),
        ("24:01", "times go from `00:00` to `23:59`, and `24:00` ends a day"),
        ("09:60", "times go from `00:00` to `23:59`, and `24:00` ends a day"),
        ("09:00:00", "times go from `00:00` to `23:59`, and `24:00` ends a day"),
        ("1９:00", "times go from `00:00` to `23:59`, and `24:00` ends a day"),
    ] {
        let (piece, error) = error(&[&format!("Mon {time} - Fri 18:00")]);
        let said = (piece.as_str(), error.message.as_str(), error.help.as_str());
        assert_eq!(said, (time, format!("`{time}` is no time of day").as_str(), help));
    }
}

#[test]
fn point_at_what_is_out_of_place() {
    for (text, piece, message) in [
        ("", "", "no hours are written here"),
        ("  ", "  ", "no hours are written here"),
        ("09:00-18:00", "09:00", "expected a weekday or `daily`, found `09:00`"),
        ("Mon-Fri", "", "expected the start, a time such as `09:00`, found the end"),
        ("Mon, 09:00-18:00", "09:00", "expected a weekday or `daily`, found `09:00`"),
        ("Mon - 18:00", "-", "expected the start, a time such as `09:00`, found `-`"),
        ("Mon 18:00 ", "", "expected `-` and the end, found the end"),
        ("Mon 18:00 -", "", "expected the end, a time such as `18:00` or a weekday and a time, found the end"),
        ("Mon 18:00 - Fri", "", "expected the end, a time such as `18:00`, found the end"),
        ("Mon 24:00 - Fri 18:00", "24:00", "`24:00` ends a day, nothing starts at it"),
        ("Mon-Mon 09:00-18:00", "Mon-Mon", "`Mon-Mon` may mean one day or all seven"),
        ("Mon,Tue 18:00 - Fri 18:00", "Mon,Tue", "a window that ends on a named weekday begins on one weekday"),
        ("daily 18:00 - Fri 18:00", "daily", "a window that ends on a named weekday begins on one weekday"),
        (
            "Mon 09:00-12:00, 13:00-18:00 ",
            ", 13:00-18:00",
            "`, 13:00-18:00` is too much here: one text holds one start and one end",
        ),
        ("Mon 09:00-18:00;", ";", "`;` has no meaning in hours"),
    ] {
        let (about, error) = error(&[text]);
        assert_eq!((about.as_str(), error.message.as_str()), (piece, message), "{text:?}");
        assert!(!error.help.is_empty());
    }
}

#[test]
fn come_all_together() {
    let errors = Hours::parse(&["Mno 9:00 - Fir 18:00", "Mon-Fri 09:00-18:00", "", "Sat 10:00"]).unwrap_err();
    let places: Vec<_> = errors.iter().map(|error| (error.text, error.range.clone())).collect();
    assert_eq!(places, [(0, 0..3), (0, 4..8), (0, 11..14), (2, 0..0), (3, 9..9)]);
}

#[test]
fn tell_of_an_empty_list() {
    assert_eq!(Hours::parse(&[]).unwrap_err().len(), 1);
}

#[test]
fn name_both_windows_that_overlap() {
    for (texts, message) in [
        (
            &["Mon-Fri 09:00-18:00", "Wed 08:00-09:01"][..],
            "`Wed 08:00 - Wed 09:01` overlaps `Wed 09:00 - Wed 18:00` of `Mon-Fri 09:00-18:00`",
        ),
        (
            &["Fri 18:00 - Mon 18:00", "Mon 17:59 - Fri 18:00"],
            "`Mon 17:59 - Fri 18:00` overlaps `Fri 18:00 - Mon 18:00` of `Fri 18:00 - Mon 18:00`",
        ),
        (
            &["Mon 18:00 - Mon 18:00", "Thu 10:00-10:01"],
            "`Thu 10:00 - Thu 10:01` overlaps `Mon 18:00 - Mon 18:00` of `Mon 18:00 - Mon 18:00`",
        ),
        (&["Mon-Wed,Tue 09:00-18:00"], "`Tue 09:00 - Tue 18:00` is written twice"),
        // Five windows overlap five others: one error.
        (
            &["Mon-Fri 09:00-18:00", "Mon-Fri 17:00-20:00"],
            "`Mon 17:00 - Mon 20:00` overlaps `Mon 09:00 - Mon 18:00` of `Mon-Fri 09:00-18:00`",
        ),
    ] {
        let (piece, error) = error(texts);
        assert_eq!((error.message.as_str(), piece.as_str()), (message, *texts.last().unwrap()));
    }
}

#[test]
fn leave_windows_that_touch_alone() {
    for texts in [
        &["Mon 18:00 - Fri 18:00", "Fri 18:00 - Mon 18:00"][..],
        &["daily 20:00-08:00", "daily 08:00-20:00"],
        &["Mon-Sun 00:00-24:00"],
        &["Sun 12:00-24:00", "Mon 00:00-12:00"],
    ] {
        assert!(Hours::parse(texts).is_ok(), "{texts:?}");
    }
}
