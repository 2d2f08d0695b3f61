//! Files that are taken to their folder before all of the site is known: what comes of them, and of those that can't be.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]

#[path = "common/files.rs"]
mod files;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use files::files;
use hausmeister::error::Error;
use hausmeister::output::Tree;
use hausmeister::output::publish::{MARK, Publication, publish};
use hausmeister::output::shelf::{Content, Shelf};
use tempfile::TempDir;

/// The hidden folder in which a site is made that becomes `public`.
const HIDDEN: &str = ".public.hausmeister";

/// Two pages, and what is only known after them.
const PAGES: [(&str, &str); 2] = [("index.html", "home"), ("people/ana/index.html", "Ana")];
const LAST: (&str, &str) = ("sitemap.xml", "all");

/// A folder to work in and, in it, the path to publish to.
fn place() -> (TempDir, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("public");
    (root, folder)
}

/// The whole site, nothing of which was taken.
fn whole() -> Tree {
    let mut tree = Tree::default();
    for (path, text) in PAGES.into_iter().chain([LAST]) {
        tree.insert(path, text, path).unwrap();
    }
    tree
}

/// The site, the pages of which the publication has taken.
fn taken(publication: &Publication) -> Tree {
    let mut tree = Tree::default();
    for (path, text) in PAGES {
        let taken = publication.take(path, text.into()).unwrap();
        tree.insert_content(path, Content::Taken(taken), path).unwrap();
    }
    tree.insert(LAST.0, LAST.1, LAST.0).unwrap();
    tree
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_was_taken_is_published_with_the_rest() {
    let (root, folder) = place();
    let publication = Publication::of(&folder);
    let tree = taken(&publication);
    assert_eq!(names(root.path()), [HIDDEN], "nothing is seen of it before");
    let published = publication.finish(&tree).unwrap();
    assert_eq!((published.written, published.unchanged, published.removed), (3, 0, 0));
    assert_eq!(names(root.path()), ["public"]);
    let (other_root, other) = place();
    let _ = publish(&whole(), &other).unwrap();
    assert_eq!(files(&folder), files(&other));
    drop(other_root);
    for (path, file) in tree.iter() {
        assert_eq!(file.fingerprint(path), whole().get(path).unwrap().fingerprint(path), "{path}");
    }
}

#[test]
fn what_is_as_it_was_keeps_its_time() {
    let (_root, folder) = place();
    let _ = publish(&whole(), &folder).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let page = folder.join(PAGES[1].0);
    fs::File::options().write(true).open(&page).unwrap().set_modified(long_ago).unwrap();
    fs::write(folder.join(PAGES[0].0), "another").unwrap();
    fs::write(folder.join("gone"), "").unwrap();
    let publication = Publication::of(&folder);
    let tree = taken(&publication);
    let published = publication.finish(&tree).unwrap();
    assert_eq!((published.written, published.unchanged, published.removed), (1, 2, 1));
    assert_eq!(fs::metadata(page).unwrap().modified().unwrap(), long_ago);
}

#[test]
fn what_is_not_finished_was_never_there() {
    let (root, folder) = place();
    let _ = publish(&whole(), &folder).unwrap();
    let before = files(root.path());
    let publication = Publication::of(&folder);
    let _taken = publication.take("index.html", "another".into()).unwrap();
    drop(publication);
    assert_eq!(files(root.path()), before);
}

#[test]
fn what_cant_be_taken_comes_back() {
    let (root, folder) = place();
    let publication = Publication::of(&folder);
    let _taken = publication.take("a/b", "first".into()).unwrap();
    for path in ["a/b", "a/b/c", "a", "../x", "/x", "a/../../x", ".hausmeister", "", "a//b"] {
        assert_eq!(publication.take(path, "bytes".into()), Err(b"bytes".to_vec()), "{path}");
    }
    assert_eq!(names(root.path()), [HIDDEN]);
    // Nothing is made above the folder, or in the place of what is not ours, before there is a site.
    let deep = root.path().join("build/public");
    let foreign = root.path().join("foreign");
    fs::write(&foreign, "somebody's").unwrap();
    for folder in [&deep, &foreign, &root.path().join("..")] {
        assert_eq!(Publication::of(folder).take("a", "bytes".into()), Err(b"bytes".to_vec()));
    }
    assert_eq!(names(root.path()), [HIDDEN, "foreign"]);
    let _ = Publication::of(&deep).finish(&whole()).unwrap();
    assert!(matches!(Publication::of(&foreign).finish(&whole()), Err(Error::NotOurs { .. })));
    assert_eq!(names(root.path()), [HIDDEN, "build", "foreign"]);
}

/// Somebody removes what a build has written so far, as a whole or in part, while it goes on.
#[test]
fn a_site_that_lacks_something_is_not_published() {
    let removals: [&dyn Fn(&Path); 4] = [
        &|hidden| fs::remove_dir_all(hidden).unwrap(),
        &|hidden| fs::remove_dir_all(hidden.join("next")).unwrap(),
        &|hidden| fs::remove_dir_all(hidden.join("next/people")).unwrap(),
        &|hidden| fs::remove_file(hidden.join("next/index.html")).unwrap(),
    ];
    for (number, remove) in removals.iter().enumerate() {
        let (root, folder) = place();
        let _ = publish(&whole(), &folder).unwrap();
        fs::write(folder.join("index.html"), "the old one").unwrap();
        let before = files(root.path());
        let publication = Publication::of(&folder);
        let tree = taken(&publication);
        remove(&root.path().join(HIDDEN));
        publication.finish(&tree).unwrap_err();
        assert_eq!(files(root.path()), before, "{number}");
    }
}

#[test]
fn what_another_publication_has_taken_is_not_here() {
    let (_root, folder) = place();
    let tree = taken(&Publication::of(&folder));
    Publication::of(&folder).finish(&tree).unwrap_err();
    assert!(!folder.exists());
}

#[test]
fn the_mark_is_there_before_anything_else() {
    let (root, folder) = place();
    let publication = Publication::of(&folder);
    assert!(names(root.path()).is_empty(), "nothing is touched before something is taken");
    let _taken = publication.take("a", "1".into()).unwrap();
    assert_eq!(names(&root.path().join(HIDDEN).join("next")), [MARK, "a"]);
}
