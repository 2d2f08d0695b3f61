//! What is answered to a request: a function of it and of what is shown.

use percent_encoding::percent_decode_str;

use super::doors::is_ours;
use super::page;
use super::shown::Shown;

/// An answer, before it is put into the words of a protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// What `Content-Type` says.
    pub kind: String,
    /// Where to go instead.
    pub location: Option<String>,
    /// What is sent.
    pub body: Vec<u8>,
    /// The path of the site's page that this is.
    pub page: Option<String>,
}

impl Answer {
    fn new(status: u16, kind: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        Self { status, kind: kind.into(), location: None, body: body.into(), page: None }
    }
}

/// Who a request says it is for and from, in each place that says it; nothing for what is no text.
#[derive(Debug, Clone, Default)]
pub struct Parties<'a> {
    /// The hosts that it means.
    pub hosts: Vec<Option<&'a str>>,
    /// The pages that it comes from.
    pub origins: Vec<Option<&'a str>>,
}

/// Why a request gets no answer of the site, if so: it means another host, comes from a page of one, or wants to change
/// something.
pub fn refusal(method: &str, parties: &Parties<'_>) -> Option<Answer> {
    let Parties { hosts, origins } = parties;
    if hosts.is_empty() || !hosts.iter().all(|host| host.is_some_and(is_ours)) {
        let text = "hausmeister serve answers to 127.0.0.1, localhost and [::1] only\n";
        return Some(Answer::new(421, TEXT, text));
    }
    let is_own = |origin: &str| origin.split_once("://").is_some_and(|(_, host)| is_ours(host));
    if !origins.iter().all(|origin| origin.is_some_and(is_own)) {
        return Some(Answer::new(403, TEXT, "hausmeister serve answers to no page of another site\n"));
    }
    let is_reading = ["GET", "HEAD"].contains(&method);
    (!is_reading).then(|| Answer::new(405, TEXT, "hausmeister serve answers to GET and HEAD only\n"))
}

/// The answer to a `path`, as it was sent, and the `query` after it.
pub fn answer(shown: &Shown, path: &str, query: Option<&str>) -> Answer {
    let decoded = percent_decode_str(path.strip_prefix('/').unwrap_or(path)).decode_utf8();
    // Only what the site holds by exactly this name is there, so nothing leads out of it.
    let name = decoded.as_deref().unwrap_or(UNREADABLE);
    if let Some((_, kind, text)) = page::FILES.iter().find(|(own, ..)| *own == name) {
        return Answer::new(200, *kind, *text);
    }
    if !shown.is_something() {
        return Answer::new(503, HTML, page::with_script(page::NOTHING.as_bytes(), shown.number()));
    }
    let is_folder = name.is_empty() || name.ends_with('/');
    let file = if is_folder { format!("{name}index.html") } else { name.to_owned() };
    if let Some(answer) = published(shown, 200, &file) {
        return answer;
    }
    if !is_folder && shown.file(&format!("{name}/index.html")).is_some() {
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        return Answer { location: Some(format!("{path}/{query}")), ..Answer::new(301, TEXT, "") };
    }
    published(shown, 404, "404.html").unwrap_or_else(|| Answer::new(404, TEXT, "there is no such page\n"))
}

/// No file of a site has this path.
const UNREADABLE: &str = "\0";

const TEXT: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// A file of the site; pages get the script.
fn published(shown: &Shown, status: u16, path: &str) -> Option<Answer> {
    let (file, number) = shown.file(path)?;
    let kind = kind(path);
    Some(if kind == HTML {
        Answer { page: Some(path.to_owned()), ..Answer::new(status, kind, page::with_script(&file.bytes, number)) }
    } else {
        Answer::new(status, kind, file.bytes.clone())
    })
}

/// The media type of a file, by its name. All text of a site is UTF-8.
fn kind(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    match (kind.type_().as_str(), kind.subtype().as_str()) {
        ("text", _) | ("application", "json") => format!("{}; charset=utf-8", kind.essence_str()),
        _ => kind.essence_str().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Tree;

    fn shown() -> Shown {
        let mut tree = Tree::default();
        for path in ["index.html", "404.html", "people/ana/index.html", "a b/é.txt", "calendars/all.ics"] {
            tree.insert(path, format!("<head></head>{path}"), "test").unwrap();
        }
        let mut shown = Shown::nothing();
        shown.show(tree);
        shown
    }

    /// Status, and where to or what ends the body.
    fn seen(path: &str) -> (u16, String) {
        let answer = answer(&shown(), path, None);
        let body = String::from_utf8(answer.body).unwrap();
        (answer.status, answer.location.unwrap_or_else(|| body.rsplit('>').next().unwrap().to_owned()))
    }

    #[test]
    fn files_and_folders_are_found_by_their_own_names_only() {
        for (path, status, found) in [
            ("/", 200, "index.html"),
            ("/index.html", 200, "index.html"),
            ("/people/ana/", 200, "people/ana/index.html"),
            ("/people/ana", 301, "/people/ana/"),
            ("/p%65ople/ana", 301, "/p%65ople/ana/"),
            ("/a%20b/%C3%A9.txt", 200, "a b/é.txt"),
            ("/people", 404, "404.html"),
            ("/people/", 404, "404.html"),
            ("/calendars/all.ics/", 404, "404.html"),
            ("/Index.html", 404, "404.html"),
        ] {
            assert_eq!(seen(path), (status, found.to_owned()), "{path}");
        }
    }

    #[test]
    fn no_way_of_writing_leads_out() {
        for path in [
            "/..",
            "/../roster.yaml",
            "/people/../index.html",
            "/./index.html",
            "//index.html",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/..%2froster.yaml",
            "/people%5c..%5cindex.html",
            "/..\\roster.yaml",
            "/people/ana/..%00",
            "/%ff%fe",
            "/%",
            "//example.org/people/ana",
            "/etc/passwd",
            "*",
        ] {
            assert_eq!(seen(path), (404, String::from("404.html")), "{path}");
        }
    }

    #[test]
    fn a_redirect_keeps_the_query() {
        let answer = answer(&shown(), "/people/ana", Some("from=2026"));
        assert_eq!(answer.location.as_deref(), Some("/people/ana/?from=2026"));
    }

    #[test]
    fn other_hosts_other_origins_and_other_methods_are_refused() {
        let status = |method, hosts: &[Option<&'static str>], origins: &[Option<&'static str>]| {
            let parties = Parties { hosts: hosts.to_vec(), origins: origins.to_vec() };
            refusal(method, &parties).map(|answer| answer.status)
        };
        let ours = [Some("localhost:8000")];
        assert_eq!(status("GET", &ours, &[]), None);
        assert_eq!(status("HEAD", &[Some("127.0.0.1"), Some("[::1]")], &[]), None);
        for hosts in [&[][..], &[None], &[Some("example.org")], &[Some("localhost"), Some("example.org")]] {
            assert_eq!(status("GET", hosts, &[]), Some(421), "{hosts:?}");
        }
        assert_eq!(status("POST", &[Some("example.org")], &[]), Some(421));
        assert_eq!(status("GET", &ours, &[Some("http://127.0.0.1:8000")]), None);
        for origin in
            [None, Some("null"), Some("localhost"), Some("https://example.org"), Some("http://localhost.evil")]
        {
            assert_eq!(status("GET", &ours, &[Some("http://localhost"), origin]), Some(403), "{origin:?}");
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", ""] {
            assert_eq!(status(method, &ours, &[]), Some(405), "{method}");
        }
    }

    #[test]
    fn every_kind_of_file_has_its_media_type() {
        for (path, expected) in [
            ("index.html", HTML),
            ("assets/style.css", "text/css; charset=utf-8"),
            ("assets/site.js", "text/javascript; charset=utf-8"),
            ("calendars/all.ics", "text/calendar; charset=utf-8"),
            ("schedule.json", "application/json; charset=utf-8"),
            ("manifest.webmanifest", "application/manifest+json"),
            ("favicon.svg", "image/svg+xml"),
            ("sitemap.xml", "text/xml; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("plan.png", "image/png"),
            ("plan.pdf", "application/pdf"),
            (".nojekyll", "application/octet-stream"),
        ] {
            assert_eq!(kind(path), expected, "{path}");
        }
    }

    #[test]
    fn before_there_is_a_site_every_page_says_so() {
        let answer = answer(&Shown::nothing(), "/people/ana/", None);
        let body = String::from_utf8(answer.body).unwrap();
        assert!(answer.status == 503 && body.contains("no site yet") && body.contains("reload.js"), "{body}");
    }
}
