//! Who completed the followed week: roster.md, "Follows".

use std::collections::BTreeMap;

use chrono::{Days, NaiveDateTime, TimeDelta};

use super::plan::Week;
use crate::roster::PersonIndex;

/// Who held most of the followed week that began in the seven days before `start`, or `after` - 1 weeks further
/// back, by elapsed time; a tie goes to who held it last. Nobody when there is no such week, or nobody held it.
pub fn holder(followed: &[Week], start: NaiveDateTime, after: u32) -> Option<PersonIndex> {
    let weeks_back = |weeks: u32| start.checked_sub_days(Days::new(7 * u64::from(weeks)));
    let (from, to) = (weeks_back(after)?, weeks_back(after.checked_sub(1)?)?);
    let place = followed.partition_point(|week| week.begins < from);
    let week = followed.get(place).filter(|week| week.begins < to)?;
    let mut held: BTreeMap<PersonIndex, (TimeDelta, usize)> = BTreeMap::new();
    for (place, piece) in week.windows.iter().flat_map(|window| &window.pieces).enumerate() {
        if let Some(holder) = piece.holder {
            let (time, last) = held.entry(holder).or_default();
            *time += piece.interval.duration();
            *last = place;
        }
    }
    held.into_iter().max_by_key(|(_, time_and_last)| *time_and_last).map(|(holder, _)| holder)
}
