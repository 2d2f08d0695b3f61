//! On-call rotation as code: one `roster.yaml` and markdown runbooks become a runbook site and iCal feeds.
//!
//! The way of the data: [`project`] reads the inputs, [`roster`] makes sense of them, [`schedule`] plans, [`feeds`]
//! and [`site`] write, and the result is a [`output::Tree`] that [`output::publish`] puts in the place of the old
//! one. Every step but the first and the last is a function from values to values, and every problem on the way is
//! told in one run. So that a large site need not stand in memory, `hausmeister build` hands in an
//! [`output::shelf::Shelf`], which takes pages and feeds as soon as they are made.

pub mod cli;
pub mod content;
mod cores;
pub mod diagnostics;
pub mod document;
pub mod edit;
pub mod error;
pub mod external;
pub mod feeds;
pub mod fingerprint;
pub mod git;
pub mod output;
pub mod project;
pub mod receipt;
pub mod roster;
pub mod schedule;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod starter;
pub mod time;
pub mod user_folder;

use std::collections::BTreeSet;
use std::mem;

use chrono::TimeDelta;

use content::{Drafts, OutsideLink};
use diagnostics::{Code, Problem, Severity, Sink, SourceId, Sources, Span, suggest};
use error::Error;
use feeds::{Addressing, Directory, FEED_KEY_VARIABLE, FeedKey, FeedOf, KeyFault};
use output::Tree;
use output::shelf::{Content, NoShelf, Shelf};
use project::Project;
use roster::{PersonIndex, Roster, RotationIndex, ShiftTypeIndex};
use schedule::Schedule;
pub use site::webcal;
use time::{Instant, Interval, When};

/// Where the schedule for programs is published.
const SCHEDULE: &str = "schedule.json";

/// What a run takes from its surroundings.
#[derive(Debug, Clone)]
pub struct Env {
    /// What stands for the clock.
    pub now: When,
    /// Where the site will be published, if that is not what the roster says; ends with `/`.
    pub base_url: Option<String>,
    /// What the addresses of feeds are made with where the roster asks for it, or why there is none.
    pub feed_key: std::result::Result<FeedKey, KeyFault>,
}

/// A site in memory, with what is wrong with it.
#[derive(Debug)]
pub struct Build {
    /// What is to be published, if no problem is an error.
    pub tree: Tree,
    /// The texts that the problems point into.
    pub sources: Sources,
    /// Every problem, by place.
    pub problems: Vec<Problem>,
    /// The runbooks that are drafts, by their path from the project's folder: they are not published.
    pub drafts: Vec<String>,
    /// The links of the runbooks to other sites, but for those that the roster says to ignore.
    pub outside: Vec<OutsideLink>,
    /// The instant of the build; none where there is no roster that says on which clock.
    pub now: Option<Instant>,
    /// Around it, the stretch in which the same inputs come to the same.
    pub stretch: Option<Interval>,
    /// Figures for people.
    pub stats: Stats,
}

impl Build {
    /// Whether the tree may be published.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.iter().all(|problem| problem.severity() != Severity::Error)
    }
}

/// Figures of a build.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stats {
    /// Pages of the site.
    pub pages: usize,
    /// Calendars.
    pub feeds: usize,
    /// Shifts in the published span.
    pub shifts: usize,
}

/// How far a schedule goes on where an answer ends, so that what comes next is known too.
const AFTER: TimeDelta = TimeDelta::weeks(2);

/// A roster with its schedule.
#[derive(Debug)]
pub struct Plan {
    /// The roster.
    pub roster: Roster,
    /// Its schedule, at least up to the end of `span`.
    pub schedule: Schedule,
    /// The span that is published.
    pub span: Interval,
    /// What the clock says, or what stands for it.
    pub now: Instant,
}

impl Plan {
    /// The person with an id.
    ///
    /// # Errors
    ///
    /// When there is none; names the nearest.
    pub fn person(&self, id: &str) -> error::Result<PersonIndex> {
        let known = self.roster.people.iter().map(|person| person.id.as_str());
        self.roster.find_person(id).ok_or_else(|| unknown("person", id, known))
    }

    /// Lets the schedule reach `until` at least, with what comes next. Problems of the roster do not hang on how far it
    /// is planned, so nothing new is told.
    pub fn reach(&mut self, until: Instant) {
        if until > self.span.end {
            self.schedule = schedule::plan(&self.roster, until + AFTER, &mut Sink::default());
        }
    }

    /// The shift type with an id.
    ///
    /// # Errors
    ///
    /// When there is none; names the nearest.
    pub fn shift_type(&self, id: &str) -> error::Result<ShiftTypeIndex> {
        let known = self.roster.shift_types.iter().map(|shift_type| shift_type.id.as_str());
        self.roster.find_shift_type(id).ok_or_else(|| unknown("shift type", id, known))
    }

    /// The rotation with an id.
    ///
    /// # Errors
    ///
    /// When there is none; names the nearest.
    pub fn rotation(&self, id: &str) -> error::Result<RotationIndex> {
        let known = self.roster.rotations.iter().map(|rotation| rotation.id.as_str());
        self.roster.find_rotation(id).ok_or_else(|| unknown("rotation", id, known))
    }
}

fn unknown<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str> + Clone) -> Error {
    let help = match suggest::nearest(id, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are {}", suggest::one_of(&known.take(20).collect::<Vec<_>>())),
    };
    Error::Usage { message: format!("unknown {what} `{id}`"), help: Some(help) }
}

/// Reads the roster of `project` and plans it for the published span and up to `until`, with what comes next.
///
/// No plan comes back when the roster is no roster; then, and whenever a name in it is wrong, the sink has errors.
pub fn plan(project: &Project, env: &Env, until: Option<When>, sink: &mut Sink) -> Option<Plan> {
    let roster = read_roster(&project.sources, project.roster, sink)?;
    let now = env.now.instant(&roster.zone);
    let span = schedule::published_span(&roster, now);
    let until = until.map_or(span.end, |until| until.instant(&roster.zone).max(span.end));
    let schedule = schedule::plan(&roster, until + AFTER, sink);
    Some(Plan { roster, schedule, span, now })
}

/// The roster that one of the sources is; none where there is no text, which was told when it was read.
fn read_roster(sources: &Sources, source: SourceId, sink: &mut Sink) -> Option<Roster> {
    sources.is_read(source).then(|| roster::read(sources.text(source), source, sink))?
}

/// Makes the whole site of `project` in memory, and finds every problem of roster, schedule, runbooks and links.
#[must_use]
pub fn build(project: Project, env: &Env) -> Build {
    let begun = begin(&project, env);
    build_begun(project, begun, env)
}

/// A build that has begun.
pub struct Begun {
    engine: site::Engine,
    plan: Option<Plan>,
    sink: Sink,
}

/// Begins a build with what does not hang on the content of `project`, which may still lack it: its templates are read, and
/// its roster is planned and looked at.
#[must_use]
pub fn begin(project: &Project, env: &Env) -> Begun {
    let mut sink = Sink::default();
    let own_templates = site::own_templates(&project.templates, &project.sources);
    // Neither needs the other. Templates stay with the core that makes feeds after them: the other one needs its memory for
    // runbooks.
    let (engine, plan) = cores::both(|| site::Engine::new(&own_templates), || checked_plan(project, env, &mut sink));
    Begun { engine, plan, sink }
}

/// As [`build`], of what [`begin`] has made of the same project, which has its content by now.
#[must_use]
pub fn build_begun(project: Project, begun: Begun, env: &Env) -> Build {
    build_onto(project, begun, env, &NoShelf)
}

/// As [`build_begun`], but pages go to a shelf as soon as they are filled, as far as it takes them; the tree tells what it
/// has.
#[must_use]
pub fn build_onto(project: Project, begun: Begun, env: &Env, shelf: &dyn Shelf) -> Build {
    build_wanted(project, begun, env, &mut Drafts::default(), None, shelf)
}

/// Makes one site again and again, and what has not changed in between only once.
#[derive(Debug)]
pub struct Workbench {
    drafts: Drafts,
}

impl Default for Workbench {
    fn default() -> Self {
        Self { drafts: Drafts::kept() }
    }
}

impl Workbench {
    /// As [`build`].
    pub fn build(&mut self, project: Project, env: &Env) -> Build {
        let begun = begin(&project, env);
        build_wanted(project, begun, env, &mut self.drafts, None, &NoShelf)
    }

    /// As [`build`], but of the site's files it makes none but the pages with these paths: the tree holds them, byte for
    /// byte as in the whole site, and lacks the rest. It takes a fraction of the time where pages are many.
    pub fn build_pages(&mut self, project: Project, env: &Env, pages: &BTreeSet<String>) -> Build {
        let begun = begin(&project, env);
        build_wanted(project, begun, env, &mut self.drafts, Some(pages), &NoShelf)
    }
}

fn build_wanted(
    project: Project,
    Begun { engine, plan, mut sink }: Begun,
    env: &Env,
    drafts: &mut Drafts,
    wanted: Option<&BTreeSet<String>>,
    shelf: &dyn Shelf,
) -> Build {
    let mut tree = Tree::default();
    let mut stats = Stats::default();
    project.problems.iter().cloned().for_each(|problem| sink.push(problem));
    if let Some(plan) = plan {
        let Project { mut sources, roster, content, content_changes, templates, revision, .. } = project;
        let url = env.base_url.as_deref().or(plan.roster.site.url.as_deref());
        let directory = directory(&plan, env, &mut sink).unwrap_or_default();
        let context = feed_context(&plan, revision, url);
        let feeds = listed(&plan, &directory);
        let words = site::Words::read(&templates, &sources, &mut sink);
        let mut surroundings = site::surroundings(&plan.roster, &words, plan.now);
        // A page can only link to feeds that the site lists.
        surroundings.existing.extend(feeds.iter().map(|feed| feed.path.clone()));
        surroundings.existing.insert(String::from(SCHEDULE));
        let is_wanted = |address: &str| wanted.is_none_or(|pages| pages.contains(&site::file(address)));
        let top = Span::new(roster, 0, 0);
        let (written, mut library) = cores::both(
            || wanted.is_none().then(|| written_feeds(&context, &directory, top)),
            || content::load_again(content, drafts, is_wanted, &surroundings, &mut sources, &mut sink),
        );
        // What will not be published is written nowhere.
        let shelf = if sink.has_errors() { &NoShelf } else { shelf };
        if let Some(written) = written {
            written.put(&mut tree, shelf, &mut sink);
        }
        let bodies = library.pages.iter_mut().map(|page| mem::take(&mut page.body)).collect();
        let inputs = site::Inputs {
            roster: &plan.roster,
            schedule: &plan.schedule,
            span: plan.span,
            week: schedule::week_of(&plan.roster, plan.now),
            now: plan.now,
            revision,
            words: &words,
            library: &library,
            content_changes: &content_changes,
            feeds: &feeds,
            base_url: url,
            templates: &templates,
            wanted,
            shelf,
        };
        site::render(&inputs, bodies, engine, &mut sources, &mut tree, &mut sink);
        stats.feeds = directory.current.len();
        stats.shifts = plan.schedule.within(plan.span).count();
        stats.pages = tree.iter().filter(|(path, _)| path.rsplit('.').next() == Some("html")).count();
        let drafts = library.drafts.iter().map(|draft| format!("{}/{}", content::FOLDER, draft.path)).collect();
        let ignored = &plan.roster.site.ignore_links;
        let is_ignored = |link: &OutsideLink| ignored.iter().any(|start| link.address.starts_with(start));
        let outside = library.pages.iter_mut().flat_map(|page| mem::take(&mut page.outside));
        let outside = outside.filter(|link| !is_ignored(link)).collect();
        cores::let_go(library);
        let (problems, now) = (sink.into_problems(), Some(plan.now));
        let stretch = schedule::stretch(&plan.roster, &plan.schedule, plan.now);
        return Build { tree, sources, problems, drafts, outside, now, stretch, stats };
    }
    let (problems, sources, drafts, outside) = (sink.into_problems(), project.sources, Vec::new(), Vec::new());
    Build { tree, sources, problems, drafts, outside, now: None, stretch: None, stats }
}

/// As [`plan`], with all that is wrong with what it plans.
fn checked_plan(project: &Project, env: &Env, sink: &mut Sink) -> Option<Plan> {
    let plan = plan(project, env, None, sink)?;
    if let Some(span) = Interval::new(plan.now, plan.span.end) {
        schedule::coverage::check(&plan.roster, &plan.schedule, span, sink);
    }
    if let Some(base) = project.base {
        compare_with_base(project, base, plan.now, sink);
    }
    Some(plan)
}

/// Reads one of the sources as a roster that can be compared: one without errors, but for overrides that are stale,
/// which change nothing. An edit that makes one stale is what a comparison must show.
pub fn comparable(sources: &Sources, source: SourceId, sink: &mut Sink) -> Option<Roster> {
    let mut own = Sink::default();
    let roster = read_roster(sources, source, &mut own);
    let is_sound = !own.has_errors();
    own.into_problems().into_iter().for_each(|problem| sink.push(problem));
    let roster = roster.filter(|_| is_sound)?;
    // For its overrides: as far as they reach, it is planned in any case.
    let first_day = When::Day(roster.starts).instant(&roster.zone);
    let _schedule = schedule::plan(&roster, first_day, sink);
    Some(roster)
}

/// Tells what the roster changes too late, compared with `base`; nothing where one of the two can't be compared.
fn compare_with_base(project: &Project, base: SourceId, now: Instant, sink: &mut Sink) {
    let read = |source| comparable(&project.sources, source, &mut Sink::default());
    let (Some(before), Some(after)) = (read(base), read(project.roster)) else { return };
    let comparison = schedule::change::compare(&before, &after, now);
    let first_line = project.sources.line(project.roster, 1).map_or(0, str::len);
    let top = Span::new(project.roster, 0, first_line);
    schedule::change::check(&comparison, &before, &after, top, sink);
}

/// What feeds are made of.
#[must_use]
pub fn feed_context<'a>(plan: &'a Plan, revision: Instant, base_url: Option<&'a str>) -> feeds::Context<'a> {
    let Plan { roster, schedule, span, now } = plan;
    feeds::Context { roster, schedule, span: *span, now: *now, revision, base_url }
}

/// Where the feeds of a plan are. Nothing, and a problem, when the roster asks for addresses that can't be guessed and the
/// environment has no key for them: plain ones never stand in for those.
pub fn directory(plan: &Plan, env: &Env, sink: &mut Sink) -> Option<Directory> {
    let addressing = match (plan.roster.site.feed_key, &env.feed_key) {
        (None, _) => Addressing::Plain,
        (Some(_), Ok(key)) => Addressing::Keyed(key),
        (Some(place), Err(fault)) => {
            let message = format!("{fault}, and the addresses of feeds are made with it");
            let make = format!(
                "make a secret once, such as with `openssl rand -hex 32`, keep it out of the repository and among the \
                 secrets of your CI, and give it to this command as `{FEED_KEY_VARIABLE}`"
            );
            let try_out = "to try the roster out, any other secret will do: only the addresses are others then";
            sink.push(Problem::new(Code::BadValue, place, message).help(make).help(try_out));
            return None;
        }
    };
    // Neither stamps nor addresses of pages are in a directory.
    Some(feeds::directory(&feed_context(plan, plan.now, None), addressing))
}

/// What programs read.
struct WrittenFeeds {
    /// By path.
    files: Vec<(String, String)>,
    /// That some are too large, if so.
    problem: Option<Problem>,
}

impl WrittenFeeds {
    /// Puts them into the tree, and their texts on a shelf, as far as it takes them.
    fn put(self, tree: &mut Tree, place: &dyn Shelf, sink: &mut Sink) {
        if let Some(problem) = self.problem {
            sink.push(problem);
        }
        let put = |(path, text): (String, String)| (Content::put_on(place, &path, text.into_bytes()), path);
        for (content, path) in cores::on_each_taken(self.files, put) {
            // Ids are unique, so are the paths made of them: a collision here can't be.
            let _taken = tree.insert_content(path, content, project::ROSTER);
        }
    }
}

/// Every feed and `schedule.json`. Feeds that are too large are told at the roster's `publish`, or at its `top`.
fn written_feeds(context: &feeds::Context<'_>, directory: &Directory, top: Span) -> WrittenFeeds {
    let mut files = feeds::render(context, &directory.current);
    let problem = feeds::too_large(context, &directory.current, &files, top);
    files.extend(feeds::render_retired(context, &directory.retired));
    files.push((String::from(SCHEDULE), feeds::schedule_json(context)));
    WrittenFeeds { files, problem }
}

/// The feeds that the site's pages offer: none where their addresses are not for everybody.
fn listed(plan: &Plan, directory: &Directory) -> Vec<site::FeedLink> {
    if plan.roster.site.feed_key.is_some() {
        return Vec::new();
    }
    directory.current.iter().filter(|feed| feed.is_offered).cloned().map(feed_link).collect()
}

fn feed_link(feed: feeds::Feed) -> site::FeedLink {
    let kind = match feed.of {
        FeedOf::Everything | FeedOf::ShiftType(_) | FeedOf::Person(_) | FeedOf::PersonShiftType(..) => {
            site::FeedKind::Shifts
        }
        FeedOf::Pager(_) => site::FeedKind::Pager,
        FeedOf::HandOffs => site::FeedKind::HandOffs,
        FeedOf::Away => site::FeedKind::Away,
    };
    let (person, shift_type) = (feed.of.person(), feed.of.shift_type());
    site::FeedLink { path: feed.path, name: feed.name, kind, person, shift_type }
}
