//! How large a feed may be.

use super::{Context, Feed};
use crate::diagnostics::{Code, Problem, Span};
use crate::roster::Publish;

/// The most bytes that every client is known to take: Google is reported to stop at about 1 MB.
pub const LARGEST: usize = 800_000;

/// Tells that feeds are too large, by the largest, and what to publish instead; `files` are what was rendered of
/// `feeds`, and `top` is the beginning of the roster.
///
/// The feed is told by its name: its path may be a secret.
#[must_use]
pub fn too_large(context: &Context<'_>, feeds: &[Feed], files: &[(String, String)], top: Span) -> Option<Problem> {
    let sizes = feeds.iter().zip(files).map(|(feed, (_, text))| (text.len(), feed));
    let large: Vec<_> = sizes.filter(|(size, _)| *size > LARGEST).collect();
    // Of several that are as large, the first.
    let (size, feed) = large.iter().rev().max_by_key(|(size, _)| size)?;
    let publish = context.roster.publish;
    let others = match large.len() - 1 {
        0 => String::new(),
        1 => String::from(", and another one is above that too"),
        others => format!(", and {others} others are above that too"),
    };
    let (has, may) = (size.div_ceil(1_000), LARGEST / 1_000);
    let message =
        format!("the calendar `{}` has {has} kB, more than the {may} kB that every client takes{others}", feed.name);
    let Publish { past, ahead, .. } = fitting(publish, *size);
    let weeks = |number: u32| if number == 1 { String::from("1 week") } else { format!("{number} weeks") };
    Some(Problem::new(Code::LargeFeed, publish.place.unwrap_or(top), message).help(format!(
        "publish less, such as `publish: {{ past: {}, ahead: {} }}`",
        weeks(past),
        weeks(ahead)
    )))
}

/// How much may be published, if `publish` makes a feed of `size` bytes: as much less of it as the feed is too large.
fn fitting(publish: Publish, size: usize) -> Publish {
    let less = |weeks: u32| {
        let fitting = usize::try_from(weeks).ok().and_then(|weeks| weeks.checked_mul(LARGEST)?.checked_div(size));
        fitting.and_then(|fitting| u32::try_from(fitting).ok()).unwrap_or(weeks)
    };
    // The running week is published besides.
    Publish { past: less(publish.past), ahead: less(publish.ahead + 1).saturating_sub(1).max(1), ..publish }
}
