//! Building: a project becomes a site in memory, with every problem of it.

use std::collections::BTreeSet;
use std::mem;

use crate::content::{self, Drafts, OutsideLink};
use crate::diagnostics::{Problem, Severity, Sink, SourceId, Sources, Span};
use crate::feeds::{self, Directory, FeedOf};
use crate::output::Tree;
use crate::output::shelf::{Content, NoShelf, Shelf};
use crate::project::{self, Project};
use crate::schedule;
use crate::site;
use crate::time::{Instant, Interval};
use crate::{Env, Plan, comparable, cores, directory, feed_context, plan};

/// Where the schedule for programs is published.
const SCHEDULE: &str = "schedule.json";

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
        let has_more_runbooks = content.len() > plan.roster.people.len();
        let write_feeds = || wanted.is_none().then(|| written_feeds(&context, &directory, top));
        let load = || content::load_again(content, drafts, is_wanted, &surroundings, &mut sources, &mut sink);
        // What is more begins at once: the other core comes later, and has memory of its own.
        let (written, mut library) = if has_more_runbooks {
            let (library, written) = cores::both(load, write_feeds);
            (written, library)
        } else {
            cores::both(write_feeds, load)
        };
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

/// Tells what the roster changes too late, compared with `base`; nothing where one of the two can't be compared.
fn compare_with_base(project: &Project, base: SourceId, now: Instant, sink: &mut Sink) {
    let read = |source| comparable(&project.sources, source, &mut Sink::default());
    let (Some(before), Some(after)) = (read(base), read(project.roster)) else { return };
    let comparison = schedule::change::compare(&before, &after, now);
    let first_line = project.sources.line(project.roster, 1).map_or(0, str::len);
    let top = Span::new(project.roster, 0, first_line);
    schedule::change::check(&comparison, &before, &after, top, sink);
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
