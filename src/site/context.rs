//! What templates are given: the contract between the program and `templates/`.
//!
//! Every template gets `site` ([`Site`]), those of pages `page` ([`Page`]) and `navigation`, which comes of
//! [`Navigation`]; beside them each gets the fields of the struct that names it ([`Home`] for `home.html`, and so on).
//! Values are ready to be shown: instants, dates and durations are text already, written one way everywhere. No value
//! holds a sentence: those stand in the templates. Addresses of pages are relative to the site's root, without a leading
//! `/`; a template writes `{{ page.root }}` before them.
//! Fields are only added, never renamed, so that a project's own templates keep working. The file is long because
//! the contract is best read in one place.

use serde::Serialize;

use super::templates::Shared;

/// `site`: what is the same on every page.
#[derive(Debug, Serialize)]
pub struct Site {
    /// The site's title.
    pub title: String,
    /// The team's name.
    pub team: String,
    /// The language's tag, for `lang`.
    pub language: String,
    /// For scripts: how times are written, as JSON that is safe as text of an element; `templates/words.yaml` describes them.
    pub words: String,
    /// One or two letters of it, for the icon.
    pub initials: String,
    /// IANA name of the team's zone, such as `America/Sao_Paulo`.
    pub zone: String,
    /// The zone's place, for people: `Sao Paulo`.
    pub zone_place: String,
    /// Of what the roster is: its last change.
    pub revision: Moment,
    /// Where the sources can be seen, without `/` at the end.
    pub repository: Option<String>,
    /// Where the site is published, with `/` at the end.
    pub base_url: Option<String>,
    /// Stands after `?` in the address of an asset, and changes with any of them: browsers can keep what they have.
    pub assets_version: String,
    /// The team's work hours in words.
    pub work_hours: Option<String>,
    /// Everyone, in the roster's order.
    pub people: Vec<Shared<Person>>,
    /// Every shift type, in the roster's order.
    pub shift_types: Vec<Shared<ShiftType>>,
    /// The runbooks as a tree, in the order in which they are read.
    pub navigation: Vec<NavigationItem>,
    /// Whether the tree is too large for every page to show it whole: then only the folders and groups that lead to the
    /// page are open.
    pub navigation_is_folded: bool,
    /// Whether it can be searched: then there is an index, which `assets/search.js` reads.
    pub has_search: bool,
    /// Whether the addresses of calendars are not for everybody: then no page has feeds, and says where to ask.
    pub feeds_are_unlisted: bool,
}

/// `navigation.html`: the tree of runbooks as all pages of a folder or group have it. What comes of it is what pages get as
/// `navigation`, in which the link to the page itself, `href="…"` with root and address as they are, is marked
/// (`aria-current`).
#[derive(Debug, Clone, Serialize)]
pub struct Navigation<'a> {
    /// What leads from the pages to the site's root, always ending with `/`: `./`, `../../`.
    pub root: &'a str,
    /// The [`NavigationItem::folder`] of the innermost item that the pages stand in; empty at the root, and where the tree
    /// is not folded.
    pub folder: &'a str,
}

/// `page`: the page at hand.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// Its address: empty for the home page, `people/ana/`.
    pub address: String,
    /// What leads from the page to the site's root, always ending with `/`: `./`, `../../`.
    pub root: String,
    /// The page's whole address, if it is known where the site is published.
    pub canonical: Option<String>,
    /// The feeds that belong to the page; the first one is its own.
    pub feeds: Vec<Feed>,
    /// For scripts: JSON that is safe as text of an element; `src/site/on_call.rs` describes it.
    pub data: Option<String>,
}

/// A point in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// RFC 3339, for `datetime`.
    pub iso: String,
    /// On the team's clock: `Fri 27 Nov 18:00`, with the year where it is another than the running one.
    pub text: String,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `2026-11-27`, for `datetime`.
    pub iso: String,
    /// `Fri 27 Nov 2026`.
    pub text: String,
}

/// From one moment to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// The first moment.
    pub start: Moment,
    /// The first moment after it.
    pub end: Moment,
    /// How much time elapses: `2 days 4 h`.
    pub length: String,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The id in the roster.
    pub id: String,
    /// The full name.
    pub name: String,
    /// One or two letters of it.
    pub initials: String,
    /// The person's page.
    pub address: String,
    /// From 0 to 11: the style sheet has a class `color-N` for each.
    pub color: usize,
    /// The person's own zone, where it is not the team's.
    pub zone: Option<String>,
    /// Handle in Slack, without `@`.
    pub slack: Option<String>,
    /// Where that handle leads, if the roster says which Slack.
    pub slack_url: Option<String>,
    /// Address for mail.
    pub email: Option<String>,
    /// Telephone number as written.
    pub phone: Option<String>,
    /// The number for a `tel:` link.
    pub tel: Option<String>,
}

/// A shift type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShiftType {
    /// The id in the roster.
    pub id: String,
    /// The name.
    pub name: String,
    /// Its page.
    pub address: String,
    /// The hours in words.
    pub hours: String,
    /// The level of escalation from 1, if it carries the pager.
    pub level: Option<usize>,
    /// What its holder does in work hours.
    pub duties_in_work_hours: Option<String>,
    /// What its holder does outside of them.
    pub duties_otherwise: Option<String>,
    /// Its runbook.
    pub runbook: Option<Link>,
}

/// A page to go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its address.
    pub address: String,
    /// Its title.
    pub title: String,
}

/// A place in the tree of runbooks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavigationItem {
    /// The page's title, or the folder's name made readable; of a group that of the first in it.
    pub title: String,
    /// Set if it is a group of neighbours, into which a list of more than 200 is cut: the title of the last in it.
    pub until: Option<String>,
    /// The page; none for a folder without a page of its own, and for a group.
    pub address: Option<String>,
    /// Where it is in the tree, and what the places of all below it begin with: the names of folders, and for a group `*`
    /// with a number, each with `/` after it.
    pub folder: String,
    /// The first page at it or below it.
    pub first: String,
    /// What is below it.
    pub children: Vec<NavigationItem>,
}

/// A shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// What type it is of.
    pub shift_type: Shared<ShiftType>,
    /// When it is.
    pub when: Stretch,
    /// Who holds it; nobody in a planned empty turn.
    pub person: Option<Shared<Person>>,
    /// Set where an override gave it to `person`.
    pub taken_over: Option<TakenOver>,
    /// Who hands over at its start.
    pub from: Option<Partner>,
    /// Who takes over at its end.
    pub to: Option<Partner>,
}

/// That a shift is not with whom the plan had it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TakenOver {
    /// Who would have held it.
    pub from: Option<Shared<Person>>,
    /// The reason, if one was given.
    pub why: Option<String>,
}

/// The other side of a hand-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Partner {
    /// Who.
    pub person: Shared<Person>,
    /// In which type of shift.
    pub shift_type: Shared<ShiftType>,
}

/// Who is on call, as of the build. The page's script brings it up to the reader's clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OnCall {
    /// In which time the names hold: from the latest to the next hand-off.
    pub holds: Stretch,
    /// By level of escalation, or by what the page is about.
    pub groups: Vec<Group>,
}

/// Shift types that are shown together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The group's place in the data for scripts.
    pub place: usize,
    /// The level of escalation from 1; none for types that don't carry the pager.
    pub level: Option<usize>,
    /// The shifts that run.
    pub running: Vec<Running>,
    /// The next shift, if none runs.
    pub next: Option<Upcoming>,
}

/// A shift that runs, with what comes after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Running {
    /// What type it is of.
    pub shift_type: Shared<ShiftType>,
    /// When it is.
    pub when: Stretch,
    /// Who holds it; nobody in a planned empty turn.
    pub person: Option<Shared<Person>>,
    /// Who is next.
    pub next: Option<Upcoming>,
}

/// A shift that is to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Upcoming {
    /// Who holds it.
    pub person: Option<Shared<Person>>,
    /// What type it is of.
    pub shift_type: Shared<ShiftType>,
    /// When it begins.
    pub start: Moment,
}

/// A calendar to subscribe to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Feed {
    /// Its address below the root, such as `calendars/people/ana.ics`.
    pub path: String,
    /// Its name.
    pub name: String,
    /// What it holds: `shifts`, `pager` for those of one type as paging systems read them, `hand-offs` or `away`.
    pub kind: &'static str,
    /// The person whose shifts it holds; none for everyone's.
    pub person: Option<Shared<Person>>,
    /// The one shift type it holds; none for all of them.
    pub shift_type: Option<Shared<ShiftType>>,
    /// The addresses to subscribe to, if it is known where the site is published.
    pub subscribe: Option<Subscribe>,
}

/// The addresses of one feed, for different programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Subscribe {
    /// `https://`, understood everywhere.
    pub url: String,
    /// `webcal://`, opens Apple's and Thunderbird's calendars.
    pub webcal: String,
    /// Opens Google's calendar with the feed.
    pub google: String,
    /// Opens Outlook of an organisation with the feed.
    pub outlook_office: String,
    /// Opens Outlook of a private account with the feed.
    pub outlook_live: String,
}

/// The weeks of the published span as a drawing of which a part is shown. Places and widths on it are percentages,
/// written `12.500%`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// All that it holds.
    pub span: Stretch,
    /// Its ends in seconds since 1970, for scripts.
    pub from: i64,
    /// See `from`.
    pub to: i64,
    /// The part that is shown without a script: six weeks with the running one first.
    pub shown: Shown,
    /// The day on which all of it ends.
    pub last: Day,
    /// Where weeks begin.
    pub weeks: Vec<Tick>,
    /// Weekends, and the holidays that everyone has.
    pub shades: Vec<Shade>,
    /// A row for each shift type.
    pub rows: Vec<TimelineRow>,
}

/// The part of a drawing that is shown: the drawing is as wide as `width` and stands at `x`, both as percentages of
/// the frame that it is seen through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// The day on which it begins.
    pub first: Day,
    /// The day on which it ends.
    pub last: Day,
    /// Where the drawing stands: not above `0.000%`.
    pub x: String,
    /// How wide the drawing is: not below `100.000%`.
    pub width: String,
}

/// The beginning of a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tick {
    /// Where it stands.
    pub x: String,
    /// `23 Nov`.
    pub text: String,
    /// The whole day.
    pub day: Day,
    /// In seconds since 1970, for scripts.
    pub from: i64,
}

/// Days without work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shade {
    /// Where it begins.
    pub x: String,
    /// How wide it is.
    pub width: String,
    /// The holiday's name; none for a weekend.
    pub holiday: Option<String>,
    /// Its first day.
    pub day: Day,
    /// Its ends in seconds since 1970, for scripts.
    pub from: i64,
    /// See `from`.
    pub to: i64,
    /// Whether it reaches into the part that is shown.
    pub is_shown: bool,
}

/// The bars of a shift type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimelineRow {
    /// The type.
    pub shift_type: Shared<ShiftType>,
    /// Ascending.
    pub bars: Vec<Bar>,
}

/// A shift as a bar, cut to the drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Where it begins.
    pub x: String,
    /// How wide it is.
    pub width: String,
    /// The shift, whole.
    pub shift: Shared<Shift>,
    /// What fits on the bar where a week is narrowest: the longest of `names` that does, or nothing.
    pub name: String,
    /// The holder's name, then shorter forms of it; empty in a planned empty turn.
    pub names: Vec<String>,
    /// Its ends in seconds since 1970, for scripts.
    pub from: i64,
    /// See `from`.
    pub to: i64,
    /// Whether it reaches into the part that is shown.
    pub is_shown: bool,
}

/// For `home.html`.
#[derive(Debug, Serialize)]
pub struct Home {
    /// The page.
    pub page: Page,
    /// Who is on call now, a group for each level.
    pub on_call: OnCall,
    /// Who holds the types that stand in no level.
    pub also: OnCall,
    /// The weeks of the published span.
    pub timeline: Timeline,
}

/// For `schedule.html`.
#[derive(Debug, Serialize)]
pub struct Schedule {
    /// The page.
    pub page: Page,
    /// What it shows.
    pub span: Stretch,
    /// The weeks that have shifts.
    pub weeks: Vec<Week>,
    /// The `id` of the running week, if it has shifts.
    pub this_week: Option<String>,
}

/// A week of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Week {
    /// An `id` within the page: `week-2026-11-23`.
    pub id: String,
    /// Its first day.
    pub first: Day,
    /// Its number by ISO 8601.
    pub number: u32,
    /// Its ends in seconds since 1970, for scripts.
    pub from: i64,
    /// See `from`.
    pub to: i64,
    /// Whether it is the week of the build.
    pub is_running: bool,
    /// The shifts that begin in it.
    pub shifts: Vec<Shared<Shift>>,
}

/// For `hand-offs.html`.
#[derive(Debug, Serialize)]
pub struct HandOffs {
    /// The page; its feed is that of hand-offs.
    pub page: Page,
    /// What to do then.
    pub runbook: Option<Link>,
    /// From the running week on.
    pub coming: Vec<HandOff>,
    /// Before it, the latest first.
    pub past: Vec<HandOff>,
}

/// That a shift passes from one person to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandOff {
    /// When.
    pub at: Moment,
    /// Who gives, and what ends.
    pub from: Partner,
    /// Who takes over, and what begins.
    pub to: Partner,
}

/// For `people.html`.
#[derive(Debug, Serialize)]
pub struct People {
    /// The page.
    pub page: Page,
    /// In the roster's order.
    pub people: Vec<PersonSummary>,
}

/// A person with what comes first for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonSummary {
    /// Who.
    pub person: Shared<Person>,
    /// Their first shift from the running week on.
    pub next: Option<Shared<Shift>>,
}

/// For `person.html`.
#[derive(Debug, Serialize)]
pub struct PersonPage {
    /// The page; its feeds are the person's.
    pub page: Page,
    /// Who.
    pub person: Shared<Person>,
    /// Shifts from the running week on.
    pub coming: Vec<Shared<Shift>>,
    /// Shifts before it, the latest first.
    pub past: Vec<Shared<Shift>>,
    /// By shift type, what they carry in the published span.
    pub load: Vec<TypeLoad>,
}

/// How much a person holds of a shift type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TypeLoad {
    /// Which type.
    pub shift_type: Shared<ShiftType>,
    /// Before the running week.
    pub past: Shared<Hours>,
    /// From it on.
    pub coming: Shared<Hours>,
}

/// Elapsed time by kind, as text: `71 h`, `3 h 30 min`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// In the team's work hours.
    pub work_hours: String,
    /// The rest of Monday to Friday.
    pub evenings_and_nights: String,
    /// Saturdays and Sundays.
    pub weekends: String,
    /// Holidays.
    pub holidays: String,
    /// All together.
    pub total: String,
}

/// For `shift.html`.
#[derive(Debug, Serialize)]
pub struct ShiftTypePage {
    /// The page; its feed is the type's.
    pub page: Page,
    /// Which type.
    pub shift_type: Shared<ShiftType>,
    /// Who holds it now.
    pub on_call: OnCall,
    /// Where holders come from.
    pub draw: Draw,
    /// Shifts from the running week on.
    pub coming: Vec<Shared<Shift>>,
    /// Shifts before it, the latest first.
    pub past: Vec<Shared<Shift>>,
    /// The feed for paging systems, if the type carries the pager.
    pub pager: Option<Feed>,
}

/// Where the holders of a shift type come from: `rotation` or `follows` is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Draw {
    /// From a list.
    pub rotation: Option<Rotation>,
    /// From those who completed another type before.
    pub follows: Option<Follows>,
}

/// A list that holders come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rotation {
    /// Its eras, by their beginning.
    pub eras: Vec<Era>,
    /// How many turns the type is further along the list.
    pub offset: i64,
    /// How many weeks one person holds it; none where turns are counted in windows.
    pub turn_weeks: Option<u32>,
    /// How many windows one person holds it; none where turns are counted in weeks.
    pub turn_windows: Option<u32>,
}

/// A list from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Era {
    /// It begins with the first week that begins on or after this day.
    pub since: Day,
    /// Whether it has begun in the running week.
    pub has_begun: bool,
    /// Whether it is the latest that has.
    pub is_running: bool,
    /// Who holds the turns, in order; a place without a person is a planned empty turn.
    pub order: Vec<Place>,
}

/// A place in an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Who stands in it.
    pub person: Option<Shared<Person>>,
}

/// That a type goes to whoever completed another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Follows {
    /// The other type.
    pub shift_type: Shared<ShiftType>,
    /// How many weeks after it.
    pub after: u32,
}

/// For `load.html`.
#[derive(Debug, Serialize)]
pub struct Load {
    /// The page.
    pub page: Page,
    /// Before the running week.
    pub past: LoadPeriod,
    /// From the running week on.
    pub coming: LoadPeriod,
}

/// What people carry in a span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoadPeriod {
    /// The span; none if it is empty.
    pub span: Option<Stretch>,
    /// Those who hold a shift in it or could have, who carries most first.
    pub rows: Vec<LoadRow>,
    /// How many more could have and carry nothing; none unless they are too many for `rows`.
    pub unlisted: usize,
    /// Between who carries most and least.
    pub spread: Option<Spread>,
    /// The same for each shift type that somebody holds in it.
    pub types: Vec<LoadOfType>,
}

/// What people carry of a shift type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoadOfType {
    /// Which type.
    pub shift_type: Shared<ShiftType>,
    /// Those who hold it or could have, who carries most first.
    pub rows: Vec<LoadRow>,
    /// How many more could have and carry nothing; none unless they are too many for `rows`.
    pub unlisted: usize,
    /// Between who carries most and least.
    pub spread: Option<Spread>,
}

/// How far those who carry least and most are apart; there are at least two people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// Who carries least.
    pub least: Shared<Person>,
    /// How long.
    pub least_hours: String,
    /// Who carries most.
    pub most: Shared<Person>,
    /// How long.
    pub most_hours: String,
    /// How many times the least the most is: `1.75`; none where everyone carries the same, or the least is nothing.
    pub times: Option<String>,
    /// Whether everyone carries the same.
    pub is_even: bool,
}

/// What a person carries in a span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoadRow {
    /// Who.
    pub person: Shared<Person>,
    /// How many shifts.
    pub shifts: usize,
    /// How long.
    pub hours: Shared<Hours>,
    /// The same in percent of what would be fair, `104`; none for who could not have held any of it. The fair share of a
    /// shift type is what is held of it, divided in proportion to the days on which people stand in the order that
    /// its holders come from, are in the team and not away.
    pub share: Option<String>,
    /// The hours as parts of a bar that is as wide as the most that anyone carries.
    pub parts: Vec<LoadPart>,
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoadPart {
    /// `work-hours`, `evenings-and-nights`, `weekends` or `holidays`; the style sheet has a class for each.
    pub kind: String,
    /// The length in words.
    pub hours: String,
    /// Where it begins, a percentage.
    pub x: String,
    /// How wide it is, a percentage.
    pub width: String,
}

/// For `runbook.html`.
#[derive(Debug, Serialize)]
pub struct Runbook<'a> {
    /// The page.
    pub page: Page,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub description: Option<String>,
    /// Its body, safe HTML.
    pub html: String,
    /// Headings of its body, for a list of contents.
    pub contents: Vec<Heading<'a>>,
    /// The runbook before it in the navigation.
    pub previous: Option<Link>,
    /// The runbook after it.
    pub next: Option<Link>,
    /// Where it can be edited.
    pub edit_url: Option<String>,
    /// The shift types whose runbook it is.
    pub shift_types: Vec<Shared<ShiftType>>,
    /// Who holds them now.
    pub on_call: Shared<OnCall>,
    /// Who is on call now, a group for each level of escalation; set where the page asks for that.
    pub escalation: Option<OnCall>,
    /// The day of its last change, by the team's clock, where that is known.
    pub last_changed: Option<Day>,
    /// Who answers for it.
    pub owner: Option<Shared<Person>>,
    /// When someone must have read it anew, where it says so.
    pub review: Option<Review>,
    /// In which time all that the page shows of the roster holds, from the latest to the next hand-off; none where
    /// nothing of it goes by the clock.
    pub holds: Option<Stretch>,
    /// The functions that its body asks for, each once: `on_call`, `reach`, `next_hand_off`, `hours`, `channel`,
    /// `escalation`, `incident_form`. Their values stand in `html` already, as `insert.html` makes them.
    pub inserts: Vec<&'static str>,
    /// The group in the data for scripts with whose shift the page's ticks are cleared; none where it has no tasks.
    pub ticks: Option<usize>,
}

/// That a runbook must be read anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    /// The last day on which it needs no review.
    pub by: Day,
    /// Whether that day was over when the site was built, by the team's clock.
    pub is_due: bool,
}

/// For `redirect.html`, a page at an address that a runbook had before.
#[derive(Debug, Serialize)]
pub struct Redirect {
    /// The page; its `canonical` is that of the runbook.
    pub page: Page,
    /// The runbook.
    pub target: Link,
}

/// For `insert.html`: a value of the roster in a runbook's text. What comes of it stands in the body without the
/// white space around it.
#[derive(Debug, Serialize)]
pub struct Insert {
    /// The page that it stands in.
    pub page: Page,
    /// What was asked for, one of [`Runbook::inserts`].
    pub function: &'static str,
    /// Its number on the page from 1, for ids.
    pub number: usize,
    /// For `on_call`, `reach` and `next_hand_off` the types in question and who holds them; for `incident_form` the
    /// first level.
    pub group: Option<Group>,
    /// For `next_hand_off`, unless there is none in the published span.
    pub hand_off: Option<HandOff>,
    /// For `escalation`: a group for each level.
    pub levels: Vec<Group>,
    /// For `hours`.
    pub shift_type: Option<Shared<ShiftType>>,
    /// For `channel`.
    pub channel: Option<Channel>,
}

/// Where the team talks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Channel {
    /// Its name, without `#`.
    pub id: String,
    /// Its address.
    pub url: String,
}

/// A heading within a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading<'a> {
    /// From 2 to 6.
    pub level: u8,
    /// Its `id` in the page.
    pub id: &'a str,
    /// Its words.
    pub text: &'a str,
}

/// For `offline.html`, which the service worker shows in the place of a page that is not kept.
#[derive(Debug, Serialize)]
pub struct Offline {
    /// The page.
    pub page: Page,
}

/// For `favicon.svg`, which gets nothing but `site`.
#[derive(Debug, Serialize)]
pub struct Icon {}

/// For `manifest.webmanifest`: texts as they stand between the quotes of a JSON string. It gets no `page`.
#[derive(Debug, Serialize)]
pub struct Manifest {
    /// The site's title.
    pub title: String,
    /// The team's name.
    pub team: String,
}

/// For `service-worker.js`. It gets no `page`.
#[derive(Debug, Serialize)]
pub struct ServiceWorker {
    /// Changes with any other file of the site.
    pub version: String,
    /// What to keep from the beginning, as a JSON list of addresses below the root: the home page, the page for those
    /// that are not kept, and the assets, as the pages ask for them.
    pub files: String,
}

/// For `404.html`, which is served at any address below the root: its `page.root` is a path from the host.
#[derive(Debug, Serialize)]
pub struct NotFound {
    /// The page.
    pub page: Page,
}

/// For `sitemap.xml` and `robots.txt`.
#[derive(Debug, Serialize)]
pub struct Sitemap {
    /// The whole address of every page; empty if it is not known where the site is published.
    pub addresses: Vec<String>,
}
