//! The only user of `tera`: loads the built-in templates with a project's own in their place, and fills them.
//!
//! In go template texts and values, out comes text. What is wrong with a template becomes a problem at its line and
//! column. Maps must not be handed to templates: lists have an order.

mod shared;

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Error, ErrorKind, Kwargs, ReportError, State, Tera, Value};

use super::built_in::{self, ASSETS, FILES};
use super::words;
use crate::diagnostics::{Code, Problem, Sink, SourceId, Sources, Span};

pub use shared::Shared;

/// What stands before the name of a built-in template in messages: no file of the project has that name.
const BUILT_IN: &str = "built-in templates/";

/// What stands before the name of a built-in template whose place one of the project's own has taken: by that name a
/// template may extend it.
const REPLACED: &str = "built-in/";

/// The template of the tree of runbooks.
pub const NAVIGATION: &str = "navigation.html";

/// So many bytes a page is given at first, beside its body; most fit, and need not move while they grow.
const PAGE: usize = 64 * 1024;

/// The names and texts of a project's own templates; what is published as it is, is none.
#[must_use]
pub fn own_templates(own: &[(String, SourceId)], sources: &Sources) -> Vec<(String, String)> {
    let own = own.iter().filter(|(name, _)| is_filled(name));
    own.map(|(name, source)| (name.clone(), sources.text(*source).to_owned())).collect()
}

/// Templates that are read, before anything is known of the site.
pub struct Engine {
    tera: Tera,
    shows_navigation: bool,
    /// What is wrong with them.
    faults: Vec<Fault>,
}

impl Engine {
    /// Reads the built-in templates, and those in `own` in their place or beside them.
    #[must_use]
    pub fn new(own: &[(String, String)]) -> Self {
        let mut left: Vec<_> = own.iter().collect();
        let speaks_of_navigation = |(name, text): (&String, &&str)| name != NAVIGATION && text.contains("navigation");
        let shows_navigation = texts(&left).iter().any(speaks_of_navigation);
        let mut engine = Self { tera: empty(), shows_navigation, faults: Vec::new() };
        while let Err(error) = engine.tera.add_raw_templates(texts(&left)) {
            // Parsing stops at the first template that is wrong: without it, the others have their turn.
            let wrong = template_of(&error).map(str::to_owned);
            let suspect = left.first().map_or("base.html", |(name, _)| name).to_owned();
            engine.faults.push(Fault { template: suspect, error });
            let before = left.len();
            left.retain(|(name, _)| Some(name) != wrong.as_ref());
            if left.len() == before {
                break;
            }
        }
        engine
    }
}

/// Templates, ready to be filled.
pub struct Templates {
    tera: Tera,
    /// Whether any page shows the tree of runbooks: a frame of a project's own may leave it out.
    pub shows_navigation: bool,
    origins: Origins,
}

/// Why a template could not be filled.
#[derive(Debug)]
pub struct Fault {
    /// Its name.
    template: String,
    error: Error,
}

/// Where each template was written, by name: a project's own, and those built-in ones that had to be spoken of.
struct Origins(BTreeMap<String, SourceId>);

/// The files of `templates/` that are published as they are: name, text, and the source of a project's own.
pub fn assets<'a>(own: &[(String, SourceId)], sources: &'a Sources) -> Vec<(String, &'a str, Option<SourceId>)> {
    let mut assets: BTreeMap<&str, (&str, Option<SourceId>)> =
        FILES.iter().map(|(name, text)| (*name, (*text, None))).collect();
    assets.extend(own.iter().map(|(name, source)| (name.as_str(), (sources.text(*source), Some(*source)))));
    let assets = assets.into_iter().filter(|(name, _)| name.starts_with(ASSETS));
    assets.map(|(name, (text, source))| (name.to_owned(), text, source)).collect()
}

impl Templates {
    /// Those that `engine` has read, of which `own` are the project's. `site` is what every template gets as `site`. None,
    /// with the problems told, if any of them can't be used.
    pub fn load(
        engine: Engine,
        own: &[(String, SourceId)],
        site: &impl Serialize,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Option<Self> {
        let origins = own.iter().filter(|(name, _)| is_filled(name)).cloned().collect();
        let Engine { tera, shows_navigation, faults } = engine;
        let mut templates = Self { tera, shows_navigation, origins: Origins(origins) };
        for fault in &faults {
            templates.tell(fault, sources, sink);
        }
        templates.tera.global_context().insert("site", site);
        faults.is_empty().then_some(templates)
    }

    /// The template `name` filled with `values`.
    ///
    /// # Errors
    ///
    /// What is wrong with it, to be told.
    pub fn fill(&self, name: &str, values: &impl Serialize) -> Result<String, Fault> {
        let filled = Context::from_serialize(values).and_then(|context| self.tera.render(name, &context));
        filled.map_err(|error| Fault { template: name.to_owned(), error })
    }

    /// As [`Templates::fill`], for a page that gets `navigation` beside its values, and as bytes: there is no need to look
    /// once more whether they are text.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn fill_page(&self, name: &str, values: &impl Serialize, navigation: &str) -> Result<Vec<u8>, Fault> {
        let filled = Context::from_serialize(values).and_then(|mut context| {
            context.insert("navigation", navigation);
            let body = context.get("html").and_then(Value::as_str).map_or(0, str::len);
            let mut page = Vec::with_capacity(PAGE + body);
            self.tera.render_to(name, &context, &mut page).map(|()| page)
        });
        filled.map_err(|error| Fault { template: name.to_owned(), error })
    }

    /// Tells why a template could not be filled.
    pub fn tell(&mut self, Fault { template, error }: &Fault, sources: &mut Sources, sink: &mut Sink) {
        self.origins.tell(error, template, sources, sink);
    }
}

/// All templates by name: the built-in ones, and the project's own in their place or beside them.
fn texts<'a>(own: &[&'a (String, String)]) -> BTreeMap<String, &'a str> {
    let own = || own.iter().map(|(name, text)| (name.clone(), text.as_str()));
    let built_in = || FILES.iter().filter(|(name, _)| is_filled(name)).copied();
    // Only those asked for: a component must not be defined twice, as it would be with every one that is replaced.
    let replaced = built_in().map(|(name, text)| (format!("{REPLACED}{name}"), text));
    let replaced = replaced.filter(|(name, _)| own().any(|(_, text)| text.contains(name)));
    built_in().map(|(name, text)| (name.to_owned(), text)).chain(replaced).chain(own()).collect()
}

/// Whether a file of `templates/` is a template.
fn is_filled(name: &str) -> bool {
    !name.starts_with(ASSETS) && name != words::NAME
}

/// Without templates; what is no kind of HTML or XML is escaped by whoever makes its values.
fn empty() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".xml", ".svg"]);
    tera.register_filter("safe", safe);
    tera
}

/// In place of tera's own filter, which copies what may be the whole body of a page.
fn safe(value: Value, _: Kwargs, _: &State<'_>) -> Value {
    let value = if value.is_string() { value } else { Value::from(value.to_string()) };
    value.mark_safe()
}

impl Origins {
    /// Tells what is wrong, at its place; an error without one stands at the beginning of `name`.
    fn tell(&mut self, error: &Error, name: &str, sources: &mut Sources, sink: &mut Sink) {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let place = self.span(report, sources);
                sink.push(problem(place, report.message()));
            }
            ErrorKind::Msg(message) => {
                let reports = reports(message);
                for report in &reports {
                    let source = self.source(report.name, sources);
                    let at = byte(sources.text(source), report.line, report.column);
                    sink.push(problem(Span::new(source, at, at), report.message));
                }
                if reports.is_empty() {
                    self.tell_without_place(message, name, sources, sink);
                }
            }
            _ => {
                let name = template_of(error).unwrap_or(name);
                self.tell_without_place(&error.to_string(), name, sources, sink);
            }
        }
    }

    fn tell_without_place(&mut self, message: &str, name: &str, sources: &mut Sources, sink: &mut Sink) {
        let source = self.source(name, sources);
        sink.push(problem(Span::new(source, 0, 0), message));
    }

    fn span(&mut self, report: &ReportError, sources: &mut Sources) -> Span {
        let source = self.source(report.filename(), sources);
        Span::new(source, report.span().range.start, report.span().range.end)
    }

    /// The source of a template; a built-in one becomes a source now that something is to be said of it.
    fn source(&mut self, name: &str, sources: &mut Sources) -> SourceId {
        *self.0.entry(name.to_owned()).or_insert_with(|| {
            let name = name.strip_prefix(REPLACED).unwrap_or(name);
            sources.add(format!("{BUILT_IN}{name}"), built_in::text(name))
        })
    }
}

/// `text` as the templates write it into HTML.
pub fn escaped(text: &str) -> String {
    let mut escaped = Vec::with_capacity(text.len());
    // Writing to memory can't fail.
    let _written = tera::escape_html(text, &mut escaped);
    String::from_utf8_lossy(&escaped).into_owned()
}

/// The template that an error is about, where it says so.
fn template_of(error: &Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report.filename()),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => Some(tpl),
        ErrorKind::MissingParent { current, .. } => Some(current),
        ErrorKind::TemplateNotFound(name) => Some(name),
        _ => None,
    }
}

fn problem(place: Span, message: &str) -> Problem {
    // Tera writes sentences, the project's problems begin in lower case and have no full stop.
    let mut letters = message.trim_end_matches('.').chars();
    let message = letters.next().map(|first| first.to_lowercase().chain(letters).collect::<String>());
    Problem::new(Code::Template, place, message.unwrap_or_default())
        .help("what templates are given is written in hausmeister's `src/site/context.rs`")
}

/// A report within a text of several.
struct Report<'a> {
    message: &'a str,
    name: &'a str,
    line: usize,
    column: usize,
}

/// The reports of names that lead nowhere, which come as one text: `error: …` and ` --> name:line:column` by turns.
fn reports(text: &str) -> Vec<Report<'_>> {
    let mut message = "";
    let mut reports = Vec::new();
    for line in text.lines() {
        if let Some(said) = line.strip_prefix("error: ") {
            message = said;
        } else if let Some((_, place)) = line.split_once("--> ") {
            let mut parts = place.rsplitn(3, ':');
            let mut number = || parts.next().and_then(|part| part.parse().ok());
            if let (Some(column), Some(line)) = (number(), number())
                && let Some(name) = parts.next()
            {
                reports.push(Report { message, name, line, column });
            }
        }
    }
    reports
}

/// The byte at a line and a column, both from 1, columns in characters.
fn byte(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(before..).unwrap_or_default();
    before + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_to_be_safe_is_written_as_it_is() {
        let values = BTreeMap::from([("text", "<b>"), ("long", "<i>a long one, kept elsewhere</i>")]);
        let context = Context::from_serialize(&values).unwrap();
        for (template, filled) in [
            ("{{ text }} {{ text | safe }} {{ text }}", "&lt;b&gt; <b> &lt;b&gt;"),
            ("{{ long | safe }}", "<i>a long one, kept elsewhere</i>"),
            ("{{ [text, 1] | safe }} {{ 1.5 | safe }} {{ none | safe }}", "[\"<b>\", 1] 1.5 "),
        ] {
            // What tera's own filter makes of it, too.
            for mut tera in [empty(), Tera::default()] {
                tera.autoescape_on([".html"]);
                tera.add_raw_template("a.html", template).unwrap();
                assert_eq!(tera.render("a.html", &context).unwrap(), filled, "{template}");
            }
        }
    }
}
