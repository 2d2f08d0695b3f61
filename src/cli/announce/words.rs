//! What an announcement says, whatever form it has: a title, a few short lists, an address. Nothing here is escaped.
//!
//! A chat is read in passing, so a list has at most [`MOST_LINES`] lines and counts the rest.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use crate::Plan;
use crate::cli::diff::words::{Words, counted};
use crate::cli::moment;
use crate::cli::post::{Post, posts};
use crate::error::Result;
use crate::feeds::{bounded, one_line};
use crate::roster::PersonIndex;
use crate::schedule::change::{Change, Reach};
use crate::schedule::{HandOff, Shift};
use crate::time::{Instant, Interval};

/// So many lines has a list.
const MOST_LINES: usize = 10;

/// So many characters has a line, but for the time in front.
const LONGEST_LINE: usize = 300;

/// Today and the days after it whose hand-offs are told.
const DAYS: u64 = 7;

/// Changes within so much time are told one by one.
const NEAR: TimeDelta = TimeDelta::weeks(4);

/// All that is said.
#[derive(Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Whose it is, and of which day.
    pub title: String,
    /// Who is on call, the hand-offs and, where asked for, what has changed.
    pub lists: Vec<List>,
    /// Where the site is, if that is known.
    pub address: Option<String>,
    /// Whether today has a hand-off, or something has changed.
    pub is_new: bool,
}

/// A short list.
#[derive(Debug, PartialEq, Eq)]
pub struct List {
    /// What it is of.
    pub head: String,
    /// At least one, unless some are left out.
    pub lines: Vec<Line>,
    /// How many are left out.
    pub left_out: usize,
    /// One of what is left out.
    pub of: &'static str,
    /// Where all of it can be read.
    pub whole: Option<String>,
}

/// A line of a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// When it is, or on which level; may be empty.
    pub lead: String,
    /// What is said.
    pub text: String,
}

/// What has changed since the announcement before.
pub enum News<'a> {
    /// The roster did not stand in the revision at all.
    Roster {
        /// The revision as it was named.
        since: &'a str,
    },
    /// What is other than it was.
    Changes(Words<'a>),
}

impl Announcement {
    /// What there is to say now.
    pub fn of(plan: &Plan, news: Option<&News<'_>>) -> Result<Self> {
        let roster = &plan.roster;
        let today = roster.zone.local(plan.now).date();
        let week = Interval { start: midnight(plan, today), end: midnight(plan, today + Days::new(DAYS)) };
        let hand_offs = plan.schedule.hand_offs(roster, week);
        let is_today = |hand_off: &HandOff<'_>| roster.zone.local(hand_off.at()).date() == today;
        let has_changed = news.is_some_and(|news| match news {
            News::Roster { .. } => true,
            News::Changes(words) => !words.comparison.is_empty(),
        });
        let mut lists = vec![on_call(plan, &posts(plan, plan.now, None)?)];
        let head = format!("Hand-offs until {}", (today + Days::new(DAYS - 1)).format("%a %-d %b"));
        let lines = hand_offs.iter().map(|of| hand_off(plan, of, is_today(of))).collect();
        lists.push(List::new(head, "hand-off", lines, 0));
        lists.extend(news.map(|news| changes(news, plan.now)));
        Ok(Self {
            title: format!("{} on call, {}", short(&roster.team), today.format("%a %-d %b %Y")),
            lists,
            address: roster.site.url.clone(),
            is_new: has_changed || hand_offs.iter().any(is_today),
        })
    }
}

impl List {
    /// A list of so many of the lines as one may have; so many `further` ones were left out before.
    fn new(head: impl Into<String>, of: &'static str, mut lines: Vec<Line>, further: usize) -> Self {
        let left_out = lines.len().saturating_sub(MOST_LINES) + further;
        lines.truncate(MOST_LINES);
        if lines.is_empty() && left_out == 0 {
            lines.push(line("", "none"));
        }
        Self { head: head.into(), lines, left_out, of, whole: None }
    }

    /// The line that counts what is left out, if anything is; `more` lines were left out beside those.
    pub fn rest(&self, more: usize) -> Option<String> {
        let count = self.left_out + more;
        let is_all = more >= self.lines.len();
        let counted = counted(count, &format!("{}{}", if is_all { "" } else { "more " }, self.of));
        let and = if is_all { "" } else { "and " };
        let whole = self.whole.as_ref().map(|whole| format!("; {whole} tells all")).unwrap_or_default();
        (count > 0).then(|| format!("{and}{counted}{whole}"))
    }
}

fn line(lead: &str, text: &str) -> Line {
    Line { lead: lead.to_owned(), text: short(text) }
}

fn on_call(plan: &Plan, posts: &[Post<'_>]) -> List {
    List::new("On call now", "shift", posts.iter().flat_map(|post| post_lines(plan, post)).collect(), 0)
}

/// A line for each shift that runs; where none does, one for who is next.
fn post_lines(plan: &Plan, post: &Post<'_>) -> Vec<Line> {
    let zone = &plan.roster.zone;
    if post.now.is_empty() {
        let next = post.next.map(|next| (held(plan, next), moment(zone, next.interval.start)));
        let next = next.map(|(next, from)| format!("; next {next}, from {from}")).unwrap_or_default();
        return vec![line(&post.name, &format!("nobody{next}"))];
    }
    let running = |shift: &&Shift| format!("{}, until {}", held(plan, shift), moment(zone, shift.interval.end));
    post.now.iter().map(|shift| line(&post.name, &running(shift))).collect()
}

fn hand_off(plan: &Plan, of: &HandOff<'_>, is_today: bool) -> Line {
    let zone = &plan.roster.zone;
    let when = if is_today { zone.local(of.at()).format("today %H:%M").to_string() } else { moment(zone, of.at()) };
    let [before, after] = [of.before, of.after].map(|shift| &plan.roster.shift_type(shift.shift_type).name);
    let from = if before == after { String::new() } else { format!(", {before}") };
    let [giver, taker] = [of.from, of.to].map(|who| person(plan, who));
    line(&when, &format!("{giver}{from} → {taker}, {after}"))
}

/// What is new, gone or in another order, then each change that is near; what has passed and what is far is counted.
fn changes(news: &News<'_>, now: Instant) -> List {
    let words = match news {
        News::Changes(words) => words,
        News::Roster { since } => {
            let lines = vec![line("", "the roster is new")];
            return List::new(format!("Changes since {}", short(since)), "change", lines, 0);
        }
    };
    let is_near = |change: &&Change| change.reach != Reach::Past && change.extent.start < now + NEAR;
    let sentences = words.arrivals().into_iter().chain(words.orders());
    let near = words.comparison.changes.iter().filter(is_near).map(|change| words.change(change));
    let lines: Vec<_> = sentences
        .map(|sentence| line("", sentence.trim_end_matches('.')))
        .chain(near.map(|(when, what)| line(&when, &what)))
        .collect();
    let far = words.comparison.changes.iter().filter(|change| !is_near(change)).count();
    let base = short(words.base);
    let list = List::new(format!("Changes since {base}"), "change", lines, far);
    List { whole: Some(format!("hausmeister diff {base}")), ..list }
}

/// `Ada Brandt (@ada), Pager`.
fn held(plan: &Plan, shift: &Shift) -> String {
    let holder = shift.holder.map_or_else(|| String::from("nobody"), |holder| person(plan, holder));
    format!("{holder}, {}", plan.roster.shift_type(shift.shift_type).name)
}

/// A name with the handle, if there is one. It is no mention: nobody is woken by an announcement.
fn person(plan: &Plan, person: PersonIndex) -> String {
    let person = plan.roster.person(person);
    let handle = person.slack.as_ref().map(|handle| format!(" (@{handle})")).unwrap_or_default();
    format!("{}{handle}", person.name)
}

fn midnight(plan: &Plan, day: NaiveDate) -> Instant {
    plan.roster.zone.instant(day.and_time(NaiveTime::MIN))
}

fn short(text: &str) -> String {
    bounded(&one_line(text), LONGEST_LINE).into_owned()
}
