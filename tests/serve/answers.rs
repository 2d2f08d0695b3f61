//! What is answered: the built site, from memory, to this machine alone.

use std::path::Path;

use crate::files::files;
use crate::project::{NOW, hausmeister, root, said};
use crate::serve;

/// What the server puts into a page.
fn is_added(line: &str) -> bool {
    line.contains("/-hausmeister/")
}

fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "html")
}

#[test]
fn it_is_what_build_publishes_but_for_the_script() {
    let preview = serve(&root());
    let out = tempfile::tempdir().unwrap();
    let public = out.path().join("public");
    let mut program = hausmeister();
    program.arg("--root").arg(root()).args(["--now", NOW, "build", "--base-url", &preview.url, "--out"]).arg(&public);
    let output = program.output().unwrap();
    assert!(output.status.success(), "{}", said(&output));

    let mut pages = 0;
    for (path, published) in files(&public) {
        if [".hausmeister", "service-worker.js"].contains(&path.as_str()) {
            continue;
        }
        let answer = preview.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        if !is_page(&path) {
            assert!(answer.body == published, "{path}");
            continue;
        }
        pages += 1;
        let served = String::from_utf8(answer.body).unwrap();
        let added: Vec<_> = served.lines().filter(|line| is_added(line)).collect();
        assert!(
            added.len() == 2 && added[1].starts_with("<script src=\"/-hausmeister/reload.js\""),
            "{path}: {added:?}"
        );
        let served: String = served.split_inclusive('\n').filter(|line| !is_added(line)).collect();
        assert!(served.as_bytes() == published, "{path}");
    }
    assert!(pages > 30, "{pages} pages");
}

#[test]
fn the_service_worker_is_one_that_leaves() {
    let preview = serve(&root());
    let worker = preview.text("/service-worker.js");
    assert!(worker.contains("registration.unregister()") && !worker.contains("\"fetch\""), "{worker}");
}

#[test]
fn every_answer_says_what_it_is_and_that_nobody_keeps_it() {
    let preview = serve(&root());
    for (path, status, kind) in [
        ("/", 200, "text/html; charset=utf-8"),
        ("/level-1/", 200, "text/html; charset=utf-8"),
        ("/no/such/page", 404, "text/html; charset=utf-8"),
        ("/calendars/all.ics", 200, "text/calendar; charset=utf-8"),
        ("/manifest.webmanifest", 200, "application/manifest+json"),
        ("/schedule.json", 200, "application/json; charset=utf-8"),
        ("/assets/site.js?1", 200, "text/javascript; charset=utf-8"),
        ("/-hausmeister/reload.js", 200, "text/javascript; charset=utf-8"),
        ("/-hausmeister/trouble.css", 200, "text/css; charset=utf-8"),
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, status, "{path}");
        for line in [&format!("content-type: {kind}"), "cache-control: no-store", "x-content-type-options: nosniff"] {
            assert!(answer.head.lines().any(|head| head == line), "{path}: no {line} in\n{}", answer.head);
        }
    }
    let moved = preview.get("/people/ana?from=here");
    assert!(moved.status == 301 && moved.head.contains("\r\nlocation: /people/ana/?from=here"), "{}", moved.head);
    let missing = String::from_utf8(preview.get("/no/such/page").body).unwrap();
    assert!(missing.contains("There is no such page") && missing.contains("href=\"/assets/style.css"), "{missing}");
}

#[test]
fn nothing_beside_the_site_can_be_reached() {
    let preview = serve(&root());
    for path in [
        "/../roster.yaml",
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/%2e%2e%2fCargo.toml",
        "/..%5cCargo.toml",
        "/..\\Cargo.toml",
        "/level-1/../../Cargo.toml",
        "//Cargo.toml",
        "/%2E%2E/Cargo.toml",
        "/.%2e/Cargo.toml",
        "/%252e%252e/Cargo.toml",
        "/%c0%ae%c0%ae/Cargo.toml",
        "/%uff0e%uff0e/Cargo.toml",
        "/people/ana/..%00/Cargo.toml",
        "/\0/../Cargo.toml",
        "/..;/Cargo.toml",
        "/....//Cargo.toml",
        "/%5c%5c..%5cCargo.toml",
        "/c:/Cargo.toml",
        "/file:///etc/passwd",
        "/x?/../Cargo.toml#/../Cargo.toml",
        "../Cargo.toml",
        "*",
        "/roster.yaml",
        "/content/level-2.md",
    ] {
        let answer = preview.get(path);
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        // What is no address at all is refused before it is looked for.
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.head);
        assert!(!text.contains("[package]") && !text.contains("timezone:"), "{path}: {text}");
    }
}

#[test]
fn other_hosts_and_methods_are_refused() {
    let preview = serve(&root());
    let ask = |line: &str, host: &str| preview.ask(&format!("{line} HTTP/1.1\r\nHost: {host}\r\n"));
    for host in ["127.0.0.1", &format!("localhost:{}", preview.port), "[::1]:9"] {
        assert_eq!(ask("GET /", host).status, 200, "{host}");
    }
    for host in ["LOCALHOST", "LocalHost:80", "[::1]"] {
        assert_eq!(ask("GET /", host).status, 200, "{host}");
    }
    for host in ["localhost.", "[::1", "127.1", "user@localhost", "localhost:80:80", "localhost, rebound.example", ""] {
        assert_eq!(ask("GET /", host).status, 421, "{host}");
    }
    for line in ["GET /", "GET /schedule.json", "GET /-hausmeister/events", "POST /", "GET http://rebound.example/"] {
        let answer = ask(line, "rebound.example");
        assert_eq!(answer.status, 421, "{line}");
        let text = String::from_utf8(answer.body).unwrap();
        assert!(text.contains("localhost") && !text.contains("Ana"), "{text}");
    }
    assert_eq!(ask("GET http://rebound.example/", "localhost").status, 421);
    assert_eq!(ask("GET http://localhost@rebound.example/", "localhost").status, 421);
    assert_eq!(ask("GET http://LOCALHOST:1/", "localhost").status, 200);
    for hosts in ["localhost\r\nHost: rebound.example", "rebound.example\r\nHost: localhost"] {
        assert!([400, 421].contains(&ask("GET /", hosts).status), "{hosts}");
    }
    assert!([400, 421].contains(&preview.ask("GET / HTTP/1.0\r\n").status));
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get"] {
        let answer = ask(&format!("{method} /"), "localhost");
        assert!(answer.status == 405 && answer.head.contains("\r\nallow: get, head"), "{method}: {}", answer.head);
    }
    // A request for a way through to another host is none for the site.
    assert!([400, 421].contains(&ask("CONNECT rebound.example:443", "localhost").status));
    let (whole, head) = (ask("GET /", "localhost"), ask("HEAD /", "localhost"));
    assert!(head.status == 200 && head.body.is_empty(), "{head:?}");
    assert!(head.head.contains(&format!("\r\ncontent-length: {}", whole.body.len())), "{}", head.head);
}

/// A page elsewhere that asks this machine learns nothing: neither what is here nor that something changed.
#[test]
fn pages_of_other_sites_are_refused() {
    let preview = serve(&root());
    let ask = |path: &str, origin: &str| {
        let head = format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nOrigin: {origin}\r\n", preview.port);
        preview.ask(&head)
    };
    for path in ["/", "/schedule.json", "/-hausmeister/events", "/assets/site.js"] {
        for origin in ["https://evil.example", "null", "http://localhost.evil.example", "evil", ""] {
            let answer = ask(path, origin);
            assert_eq!(answer.status, 403, "{path} for {origin}");
            assert!(!String::from_utf8_lossy(&answer.body).contains("Ana"), "{path} for {origin}");
        }
    }
    for origin in [&preview.url[..preview.url.len() - 1], "http://localhost:9"] {
        let answer = ask("/schedule.json", origin);
        assert!(answer.status == 200 && !answer.head.contains("access-control-"), "{origin}: {}", answer.head);
    }
    assert!(ask("/", "http://localhost").head.contains("\r\ncross-origin-resource-policy: same-origin"));
}
