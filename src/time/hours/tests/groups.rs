//! Windows as a person would say them.

use super::hours;
use crate::time::WindowGroup;

/// The groups, each as its runs of weekdays, its times and where it ends.
fn groups(texts: &[&str]) -> Vec<String> {
    let told = |group: &WindowGroup| {
        let runs: Vec<_> = group.weekdays.iter().map(|(first, last)| format!("{first}-{last}")).collect();
        let every_day = if group.is_every_day() { " every day" } else { "" };
        format!("{} {}-{} {:?}{every_day}", runs.join(","), group.start, group.end, group.reach)
    };
    hours(texts).groups().iter().map(told).collect()
}

#[test]
fn windows_of_the_same_times_are_one() {
    assert_eq!(groups(&["Mon-Wed,Fri 09:00-17:00"]), ["Mon-Wed,Fri-Fri 09:00-17:00 SameDay"]);
    assert_eq!(groups(&["Sat-Sun 10:00-16:00"]), ["Sat-Sat,Sun-Sun 10:00-16:00 SameDay"]);
    assert_eq!(groups(&["daily 09:00-17:00"]), ["Mon-Sun 09:00-17:00 SameDay every day"]);
    let two = ["Mon-Fri 09:00-18:00 SameDay", "Sat-Sat,Sun-Sun 10:00-18:00 SameDay"];
    assert_eq!(groups(&["Mon-Fri 09:00-18:00", "Sat,Sun 10:00-18:00"]), two);
    assert_eq!(
        groups(&["Mon 18:00 - Wed 18:00", "Wed 18:00 - Fri 18:00"]),
        ["Mon-Mon 18:00-18:00 Until(Wed)", "Wed-Wed 18:00-18:00 Until(Fri)"]
    );
}

#[test]
fn an_end_is_seen_from_the_start() {
    for (text, expected) in [
        ("Mon 18:00-24:00", "Mon-Mon 18:00-24:00 SameDay"),
        ("Mon 00:00-24:00", "Mon-Mon 00:00-24:00 SameDay"),
        ("Mon 20:00-08:00", "Mon-Mon 20:00-08:00 NextDay"),
        ("Mon 08:00 - Tue 08:00", "Mon-Mon 08:00-08:00 NextDay"),
        ("Mon 08:00 - Tue 09:00", "Mon-Mon 08:00-09:00 Until(Tue)"),
        ("Mon 08:00 - Wed 00:00", "Mon-Mon 08:00-00:00 Until(Wed)"),
        ("Mon 08:00 - Sun 08:00", "Mon-Mon 08:00-08:00 Until(Sun)"),
        ("Mon 08:00 - Sun 20:00", "Mon-Mon 08:00-20:00 Until(Sun)"),
        ("Mon 18:00 - Mon 00:00", "Mon-Mon 18:00-00:00 NextWeek"),
        ("Mon 18:00 - Mon 18:00", "Mon-Mon 18:00-18:00 NextWeek"),
    ] {
        assert_eq!(groups(&[text]), [expected], "{text}");
    }
}
