//! Publishing seen from outside: what a folder holds before, during and after, also when a build fails or is killed.

#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use hausmeister::error::Error;
use hausmeister::output::Tree;
use hausmeister::output::publish::{MARK, Published, publish};
use tempfile::TempDir;

fn tree(files: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::default();
    for (path, text) in files {
        tree.insert(*path, *text, format!("`{path}.md`")).unwrap();
    }
    tree
}

/// A folder to work in and, in it, the path to publish to.
fn place() -> (TempDir, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("public");
    (root, folder)
}

/// Every file below `folder` with its bytes, by path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.insert(name.to_owned(), fs::read(&path).unwrap());
        }
    }
    found
}

/// The files below `folder` but for the mark, which must be there.
fn site(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = files(folder);
    assert!(found.remove(MARK).is_some(), "no mark in {}", folder.display());
    found
}

/// What [`site`] gives when exactly this tree is published.
fn whole(tree: &Tree) -> BTreeMap<String, Vec<u8>> {
    tree.iter().map(|(path, file)| (path.to_owned(), file.bytes.clone())).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn counts(published: &Published) -> (usize, usize, usize) {
    assert!(published.leftover.is_none(), "{:?}", published.leftover);
    (published.written, published.unchanged, published.removed)
}

fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)
}

fn make_old(path: &Path) {
    File::options().write(true).open(path).unwrap().set_modified(long_ago()).unwrap();
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn the_first_publication_makes_the_folder_and_those_above() {
    let (root, _) = place();
    let folder = root.path().join("build/site/public");
    let first = tree(&[("index.html", "home"), ("people/ana/index.html", "Ana"), ("empty.ics", "")]);
    let published = publish(&first, &folder).unwrap();
    assert_eq!(counts(&published), (3, 0, 0));
    assert_eq!(site(&folder), whole(&first));
    assert_eq!(names(&root.path().join("build/site")), ["public"]);
}

#[test]
fn a_tree_without_files_is_a_site_too() {
    let (_root, folder) = place();
    let _ = publish(&tree(&[("a", "1")]), &folder).unwrap();
    assert_eq!(counts(&publish(&Tree::default(), &folder).unwrap()), (0, 0, 1));
    assert_eq!(names(&folder), [MARK]);
}

#[test]
fn unchanged_files_keep_their_times_and_changed_ones_do_not() {
    let (_root, folder) = place();
    let _ = publish(&tree(&[("a/same", "1"), ("a/other", "1"), ("gone/for/good", "1")]), &folder).unwrap();
    for path in [MARK, "a/same", "a/other", "gone/for/good"] {
        make_old(&folder.join(path));
    }
    let next = tree(&[("a/same", "1"), ("a/other", "2"), ("new", "3")]);
    assert_eq!(counts(&publish(&next, &folder).unwrap()), (2, 1, 1));
    assert_eq!(site(&folder), whole(&next));
    assert_eq!(modified(&folder.join("a/same")), long_ago());
    assert_eq!(modified(&folder.join(MARK)), long_ago());
    assert_ne!(modified(&folder.join("a/other")), long_ago());
    assert_eq!(names(&folder), [MARK, "a", "new"]);
}

#[test]
fn a_file_that_was_edited_by_hand_is_mended_whatever_its_time_and_length() {
    let (_root, folder) = place();
    let wanted = tree(&[("a", "right"), ("b", "right")]);
    let _ = publish(&wanted, &folder).unwrap();
    let time = modified(&folder.join("a"));
    fs::write(folder.join("a"), "wrong").unwrap();
    File::options().write(true).open(folder.join("a")).unwrap().set_modified(time).unwrap();
    assert_eq!(counts(&publish(&wanted, &folder).unwrap()), (1, 1, 0));
    assert_eq!(site(&folder), whole(&wanted));
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let (_root, folder) = place();
    for (files, expected) in [
        ([("a", "1"), ("b/c/d", "1")], (2, 0, 0)),
        ([("a/x", "1"), ("b", "1")], (2, 0, 2)),
        ([("a", "1"), ("b/c", "1")], (2, 0, 2)),
    ] {
        let tree = tree(&files);
        assert_eq!(counts(&publish(&tree, &folder).unwrap()), expected);
        assert_eq!(site(&folder), whole(&tree));
    }
}

#[test]
fn a_reader_and_a_backup_by_links_keep_the_old_bytes() {
    let (root, folder) = place();
    let _ = publish(&tree(&[("a", "old")]), &folder).unwrap();
    let mut reader = File::open(folder.join("a")).unwrap();
    let backup = root.path().join("backup");
    fs::hard_link(folder.join("a"), &backup).unwrap();
    for text in ["old", "new"] {
        let _ = publish(&tree(&[("a", text)]), &folder).unwrap();
        assert_eq!(fs::read_to_string(folder.join("a")).unwrap(), text);
    }
    assert_eq!(std::io::read_to_string(&mut reader).unwrap(), "old");
    assert_eq!(fs::read_to_string(backup).unwrap(), "old");
}

/// Asserts that publishing to `folder` is refused, saying `found`, and leaves nothing beside it.
fn assert_refused(root: &Path, folder: &Path, found: &str) {
    let before = names(root);
    let error = publish(&tree(&[("index.html", "new")]), folder).unwrap_err();
    assert!(matches!(error, Error::NotOurs { .. }), "{error:?}");
    assert!(error.to_string().contains(found), "{error}");
    assert!(error.help().unwrap().contains("--out"));
    assert_eq!(names(root), before);
}

#[test]
fn a_folder_without_the_mark_is_not_replaced() {
    let (root, folder) = place();
    fs::create_dir(&folder).unwrap();
    assert_refused(root.path(), &folder, "without the mark");
    fs::write(folder.join("index.html"), "precious").unwrap();
    fs::create_dir(folder.join(MARK)).unwrap();
    assert_refused(root.path(), &folder, "without the mark");
    assert_eq!(files(&folder), whole(&tree(&[("index.html", "precious")])));
}

#[test]
fn a_file_is_not_replaced() {
    let (root, folder) = place();
    fs::write(&folder, "precious").unwrap();
    assert_refused(root.path(), &folder, "a file");
    assert_eq!(fs::read(&folder).unwrap(), b"precious");
}

#[cfg(unix)]
#[test]
fn a_symlink_is_not_replaced_even_if_it_leads_to_a_site() {
    let (root, folder) = place();
    let real = root.path().join("real");
    let old = tree(&[("index.html", "old")]);
    let _ = publish(&old, &real).unwrap();
    for target in [real.as_path(), Path::new("nowhere")] {
        std::os::unix::fs::symlink(target, &folder).unwrap();
        assert_refused(root.path(), &folder, "a symlink");
        assert_eq!(fs::read_link(&folder).unwrap(), target);
        fs::remove_file(&folder).unwrap();
    }
    assert_eq!(site(&real), whole(&old));
}

#[cfg(unix)]
#[test]
fn symlinks_in_the_old_site_are_replaced_and_never_followed() {
    let (root, folder) = place();
    let elsewhere = root.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("b"), "same").unwrap();
    let wanted = tree(&[("a/b", "same"), ("c", "same")]);
    let _ = publish(&wanted, &folder).unwrap();
    fs::remove_dir_all(folder.join("a")).unwrap();
    fs::remove_file(folder.join("c")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, folder.join("a")).unwrap();
    std::os::unix::fs::symlink(elsewhere.join("b"), folder.join("c")).unwrap();
    // The link `a` is gone, since `a` is a folder now; the link `c` is written over by a file.
    assert_eq!(counts(&publish(&wanted, &folder).unwrap()), (2, 0, 1));
    for path in ["a", "c"] {
        assert!(!fs::symlink_metadata(folder.join(path)).unwrap().is_symlink(), "{path}");
    }
    assert_eq!(site(&folder), whole(&wanted));
    fs::write(folder.join("a/b"), "edited").unwrap();
    assert_eq!(fs::read(elsewhere.join("b")).unwrap(), b"same");
}

#[cfg(unix)]
#[test]
fn web_servers_can_read_what_is_published() {
    use std::os::unix::fs::MetadataExt;
    let (root, folder) = place();
    let _ = publish(&tree(&[("a/b", "1")]), &folder).unwrap();
    let (plain_folder, plain_file) = (root.path().join("plain"), root.path().join("plain/file"));
    fs::create_dir(&plain_folder).unwrap();
    fs::write(&plain_file, "").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().mode();
    for path in [folder.clone(), folder.join("a")] {
        assert_eq!(mode(&path), mode(&plain_folder), "{}", path.display());
    }
    for path in [folder.join(MARK), folder.join("a/b")] {
        assert_eq!(mode(&path), mode(&plain_file), "{}", path.display());
    }
}

#[test]
fn a_failure_leaves_the_old_site_as_it_was() {
    let (root, folder) = place();
    let old = tree(&[("index.html", "old"), ("same", "1")]);
    let _ = publish(&old, &folder).unwrap();
    make_old(&folder.join("index.html"));
    let too_long = "z".repeat(300);
    let next = tree(&[("index.html", "new"), ("same", "1"), (&too_long, "no file system takes this name")]);
    let error = publish(&next, &folder).unwrap_err();
    assert!(matches!(error, Error::Io { action: "write", .. }), "{error:?}");
    assert_eq!(site(&folder), whole(&old));
    assert_eq!(modified(&folder.join("index.html")), long_ago());
    assert_eq!(names(root.path()), ["public"]);
}

#[test]
fn paths_that_lead_out_or_take_the_mark_are_refused_before_anything_is_written() {
    let (root, folder) = place();
    for path in ["../outside", "/outside", "a/../../outside", "a//b", "a\0b", "", MARK] {
        let error = publish(&tree(&[(path, "text")]), &folder).unwrap_err();
        assert!(matches!(error, Error::BadPath { .. }), "{path:?}: {error:?}");
        assert!(error.to_string().starts_with(&format!("`{path}.md` can't be published")), "{error}");
        assert!(names(root.path()).is_empty(), "{path:?}");
    }
}

/// A site of some size: its own text in every page, files that both trees have, and files of its own.
fn generation(letter: &str) -> Tree {
    let mut tree = Tree::default();
    for number in 0..20 {
        for (path, text) in [
            (format!("pages/{number}/index.html"), format!("page {number} of {letter}")),
            (format!("assets/{number}.css"), format!("style {number}")),
            (format!("only-{letter}/{number}"), letter.to_owned()),
        ] {
            tree.insert(path, text, "a test").unwrap();
        }
    }
    tree.insert("generation", letter, "a test").unwrap();
    tree
}

/// What one reader sees who opens the folder once and then reads in it, as long as the folder is the published one.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn look(folder: &Path, generations: &[Tree; 2]) {
    use std::os::unix::fs::MetadataExt;

    use rustix::fs::{Mode, OFlags, openat};

    let handle = File::open(folder).expect("the published folder is there at every moment");
    let read = |path: &str| {
        openat(&handle, path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())
            .ok()
            .map(|file| std::io::read_to_string(File::from(file)).unwrap().into_bytes())
    };
    // Files may only be missing in a folder that is published no more.
    let is_replaced = || handle.metadata().unwrap().ino() != fs::metadata(folder).unwrap().ino();
    let Some(letter) = read("generation") else {
        assert!(is_replaced());
        return;
    };
    let tree = &generations[usize::from(letter == b"b")];
    for (path, file) in tree.iter() {
        match read(path) {
            Some(bytes) => assert_eq!(bytes, file.bytes, "{path}"),
            None => assert!(is_replaced(), "{path} is missing"),
        }
    }
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn builds_at_once_do_not_mix_and_readers_see_one_of_them() {
    let (root, folder) = place();
    let generations = [generation("a"), generation("b")];
    let _ = publish(&generations[0], &folder).unwrap();
    std::thread::scope(|scope| {
        let writers = generations.each_ref().map(|tree| {
            let folder = &folder;
            scope.spawn(move || {
                for _ in 0..40 {
                    let published = publish(tree, folder).unwrap();
                    assert_eq!(published.written + published.unchanged, tree.len());
                    assert!(published.leftover.is_none());
                }
            })
        });
        while writers.iter().any(|writer| !writer.is_finished()) {
            look(&folder, &generations);
        }
    });
    assert!(generations.iter().any(|tree| site(&folder) == whole(tree)));
    assert_eq!(names(root.path()), ["public"]);
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_kill_at_any_moment_leaves_a_whole_site() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};

    /// Set for the child, which is this test again: where to publish.
    const FOLDER: &str = "HAUSMEISTER_TEST_PUBLISH_TO";
    const STARTED: u8 = b'!';

    let generations = [generation("a"), generation("b")];
    if let Some(folder) = std::env::var_os(FOLDER) {
        // Ends by being killed, or by failing to write when nobody reads any more.
        loop {
            std::io::stdout().write_all(&[STARTED, b'\n']).unwrap();
            for tree in &generations {
                let _ = publish(tree, folder.as_ref()).unwrap();
            }
        }
    }

    let (root, folder) = place();
    let _ = publish(&generations[0], &folder).unwrap();
    for moment in 0..20 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "a_kill_at_any_moment_leaves_a_whole_site", "--nocapture"])
            .env(FOLDER, &folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = Vec::new();
        let mut pipe = BufReader::new(child.stdout.take().unwrap());
        pipe.read_until(STARTED, &mut said).unwrap();
        assert!(said.ends_with(&[STARTED]), "the child did not start");
        // Time passes by work, a little more each time, over more than one round of the child.
        for _ in 0..moment * 10_000 {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let found = site(&folder);
        assert!(generations.iter().any(|tree| found == whole(tree)), "moment {moment}: {:?}", found.keys());
    }
    let _ = publish(&generations[0], &folder).unwrap();
    assert_eq!(site(&folder), whole(&generations[0]));
    assert_eq!(names(root.path()), ["public"]);
}
