//! What is no file: links, pipes, devices, sockets, folders in the place of files; and files that may not be read.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use crate::attempt::{Project, program};
use crate::{assert_refused, assert_taken, case};

const LINK: &str = "error[bad-file]: this is a link, which is not followed";
const SPECIAL: &str = "error[bad-file]: this is neither a file nor a folder";
const END: &str = "\n1 error\n";

/// A link from `path`, where nothing stands any more, to `target`.
fn link(target: &'static str, path: &'static str) -> impl Fn(&Project) {
    move |project| {
        remove(project, path);
        symlink(target, project.path(path)).unwrap();
    }
}

/// A pipe at `path` that nobody ever writes to.
fn pipe(path: &'static str) -> impl Fn(&Project) {
    move |project| {
        remove(project, path);
        assert!(Command::new("mkfifo").arg(project.path(path)).status().unwrap().success());
    }
}

/// Makes room at `path`, in a folder that there is.
fn remove(project: &Project, path: &str) {
    let path = project.path(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    if path.is_dir() {
        fs::remove_dir_all(path).unwrap();
    } else if path.exists() {
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn links_are_not_followed() {
    assert_refused(&[
        case("link to a file elsewhere", link("/etc/passwd", "content/level-1.md"), &[LINK, "level-1.md:1:1", END]),
        case("link to a folder elsewhere", link("/etc", "content/etc"), &[LINK, "content/etc:1:1", END]),
        case("link up", link("../..", "content/up"), &[LINK, "content/up:1:1", END]),
        case("link to the folder it is in", link(".", "content/a"), &[LINK, "content/a:1:1", END]),
        case("link to itself", link("a", "content/a"), &[LINK, "content/a:1:1", END]),
        case("link to nothing", link("nowhere", "content/a.md"), &[LINK, "content/a.md:1:1", END]),
        case("link to a template", link("/etc/passwd", "templates/base.html"), &[LINK, "base.html:1:1", END]),
        case("content elsewhere", link("/etc", "content"), &[LINK, "content:1:1"]),
        case("content in a circle", link("content", "content"), &[LINK, "content:1:1"]),
        case("templates elsewhere", link("/etc", "templates"), &[LINK, "templates:1:1", END]),
        case("roster elsewhere", link("/etc/passwd", "roster.yaml"), &[LINK, "roster.yaml:1:1", END]),
        case("roster in a circle", link("roster.yaml", "roster.yaml"), &[LINK, "roster.yaml:1:1", END]),
        case("roster without an end", link("/dev/zero", "roster.yaml"), &[LINK, "roster.yaml:1:1", END]),
    ]);
    let beside = |project: &Project| {
        fs::rename(project.path("roster.yaml"), project.path("harbour.yaml")).unwrap();
        symlink("harbour.yaml", project.path("roster.yaml")).unwrap();
    };
    assert_taken(&[case("roster beside it", beside, &["Level 1"])]);
}

#[test]
fn what_is_no_file_is_not_opened() {
    let socket = |project: &Project| drop(UnixListener::bind(project.path("content/a")).unwrap());
    let folder = |project: &Project| {
        remove(project, "roster.yaml");
        fs::create_dir(project.path("roster.yaml")).unwrap();
    };
    let file = |project: &Project| {
        remove(project, "content");
        project.write("content", "# Level 1\n");
    };
    assert_refused(&[
        case("pipe for a runbook", pipe("content/level-1.md"), &[SPECIAL, "content/level-1.md:1:1", END]),
        case("pipe for a picture", pipe("content/a/plan.png"), &[SPECIAL, "content/a/plan.png:1:1", END]),
        case("pipe for a template", pipe("templates/base.html"), &[SPECIAL, "templates/base.html:1:1", END]),
        case("pipe for a roster", pipe("roster.yaml"), &[SPECIAL, "roster.yaml:1:1", END]),
        case("pipe for the content", pipe("content"), &[SPECIAL, "content:1:1"]),
        case("socket", socket, &[SPECIAL, "content/a:1:1", END]),
        case("folder for a roster", folder, &["error[bad-file]: this is a folder", "roster.yaml:1:1", END]),
        case("file for the content", file, &["error[bad-file]: this is a file, where a folder belongs", "content:1:1"]),
    ]);
    assert_taken(&[case("hidden pipe", pipe("content/.level-2.md"), &["Level 1"])]);
}

#[test]
fn a_device_is_not_opened() {
    let project = Project::new();
    let made = Command::new("mknod").arg(project.path("content/a.md")).args(["c", "1", "5"]).output().unwrap();
    if !made.status.success() {
        println!("skipped: only root makes devices");
        return;
    }
    let device = |project: &Project| {
        Command::new("mknod").arg(project.path("content/a.md")).args(["c", "1", "5"]).status().unwrap();
    };
    assert_refused(&[case("/dev/zero", device, &[SPECIAL, "content/a.md:1:1", END])]);
}

/// Root may read everything, so the program then runs as somebody else, from where that user can reach it.
#[test]
fn a_file_that_may_not_be_read_is_told_by_its_path() {
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let elsewhere = tempfile::tempdir().unwrap();
    let reachable = elsewhere.path().join("hausmeister");
    fs::copy(program(), &reachable).unwrap();
    open(elsewhere.path());
    let somebody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"].map(Path::new);
    let command: Vec<&Path> =
        if is_root { somebody.into_iter().chain([&*reachable]).collect() } else { vec![&reachable] };
    for path in
        ["roster.yaml", "content/level-1.md", "content/a/plan.png", "templates/base.html", "content", "templates"]
    {
        let project = Project::new();
        open(&project.path(""));
        if path.contains('.') {
            project.write(path, "");
        }
        fs::create_dir_all(project.path("templates")).unwrap();
        fs::set_permissions(project.path(path), fs::Permissions::from_mode(0o000)).unwrap();
        let outcome = project.build_by(&command);
        fs::set_permissions(project.path(path), fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(outcome.status, Some(2), "{path}: {}", outcome.said);
        let said = format!("error: could not read `PROJECT/{path}`: permission denied");
        assert!(outcome.said.contains(&said), "{path}: {}", outcome.said);
        assert!(project.is_unchanged(), "{path}");
    }
}

/// Lets everybody into a folder.
fn open(folder: &Path) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
}
