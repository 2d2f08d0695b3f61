//! What the server adds to the site: the script that reloads pages, its style, and what stands where there is no site
//! yet.

/// The folder of all that is the server's own; no page of a site begins like this.
pub const EVENTS: &str = "-hausmeister/events";

/// Files of the server's own by path, with their kind.
pub const FILES: &[(&str, &str, &str)] = &[
    ("-hausmeister/reload.js", "text/javascript; charset=utf-8", include_str!("page/reload.js")),
    ("-hausmeister/trouble.css", "text/css; charset=utf-8", include_str!("page/trouble.css")),
    // In the place of the site's own, which would keep pages and answer with them.
    ("service-worker.js", "text/javascript; charset=utf-8", include_str!("page/service-worker.js")),
];

/// The page where there is no site yet.
pub const NOTHING: &str = include_str!("page/nothing.html");

/// A page with the script in it. Pages lie in folders, so it is addressed from the server's root; it stands at the end
/// of the head, after the site's own.
pub fn with_script(page: &[u8], number: u64) -> Vec<u8> {
    let tags = format!(
        "<link rel=\"stylesheet\" href=\"/-hausmeister/trouble.css\">\n\
         <script src=\"/-hausmeister/reload.js\" data-number=\"{number}\" defer></script>\n"
    );
    let end = page.windows(HEAD_END.len()).position(|window| window.eq_ignore_ascii_case(HEAD_END));
    let (before, after) = page.split_at(end.unwrap_or(page.len()));
    [before, tags.as_bytes(), after].concat()
}

const HEAD_END: &[u8] = b"</head>";

#[cfg(test)]
mod tests {
    use super::*;

    fn added(page: &str) -> String {
        String::from_utf8(with_script(page.as_bytes(), 42)).unwrap()
    }

    #[test]
    fn the_script_ends_the_head_and_nothing_else_changes() {
        for (before, after) in [("<head><title>é</title>", "</head><body>"), ("<HEAD>", "</HEAD>"), ("no head", "")] {
            let page = added(&format!("{before}{after}"));
            let inner = page.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).unwrap();
            assert!(inner.contains("src=\"/-hausmeister/reload.js\" data-number=\"42\""), "{page}");
        }
    }
}
