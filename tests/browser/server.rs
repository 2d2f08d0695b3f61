//! A static file server on loopback, as plain as static hosts are: a folder below a path, `index.html` for folders,
//! `404.html` for what is not there.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Serves `folder` below `path` (with `/` at both ends) until the tests end, and gives the address of its root.
pub fn serve(folder: PathBuf, path: &'static str) -> String {
    serve_while(Arc::new(AtomicBool::new(true)), folder, path)
}

/// As [`serve`], but while `is_up` is false every connection ends without an answer.
pub fn serve_while(is_up: Arc<AtomicBool>, folder: PathBuf, path: &'static str) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (folder, is_up) = (folder.clone(), is_up.clone());
            // A browser that goes away in the middle of an answer is no failure.
            thread::spawn(move || stream.and_then(|stream| answer(&stream, &is_up, &folder, path)));
        }
    });
    format!("http://127.0.0.1:{port}{path}")
}

fn answer(mut stream: &TcpStream, is_up: &AtomicBool, folder: &Path, path: &str) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    // Only now: browsers open connections before they need them.
    if !is_up.load(Ordering::SeqCst) {
        return Ok(());
    }
    let asked = request.split(' ').nth(1).unwrap_or("/");
    let asked = asked.split(['?', '#']).next().unwrap_or_default();
    let (status, kind, body) = match asked.strip_prefix(path).and_then(|inner| find(folder, inner)) {
        Some(Found::File(file)) => ("200 OK", kind(&file), fs::read(&file)?),
        Some(Found::Folder) => {
            return write!(
                stream,
                "HTTP/1.1 301 Moved\r\nLocation: {asked}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
        }
        None => ("404 Not Found", "text/html; charset=utf-8", fs::read(folder.join("404.html"))?),
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(&body)
}

enum Found {
    File(PathBuf),
    /// A folder asked for without `/` at its end.
    Folder,
}

fn find(folder: &Path, inner: &str) -> Option<Found> {
    // Anything that could leave the folder is not there.
    let inner = decoded(inner)?;
    if inner.contains(['\0', '\\']) || inner.split('/').any(|part| part == "..") {
        return None;
    }
    let file = folder.join(&inner);
    match file.is_dir() {
        true if inner.is_empty() || inner.ends_with('/') => {
            Some(file.join("index.html")).filter(|file| file.is_file()).map(Found::File)
        }
        true => Some(Found::Folder),
        false => Some(file).filter(|file| file.is_file()).map(Found::File),
    }
}

/// A path as it is, without the escapes of an address.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?].map(char::from);
                u8::from_str_radix(&String::from_iter(digits), 16).ok()?
            }
            plain => plain,
        });
    }
    String::from_utf8(bytes).ok()
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("ics") => "text/calendar; charset=utf-8",
        Some("xml") => "application/xml",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
