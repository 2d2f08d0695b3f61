//! How it begins and ends: the port, the browser, Ctrl-C.

use std::process::Command;

use crate::preview::Preview;
use crate::project::root;
use crate::{program, serve};

#[test]
fn a_taken_port_gives_way_and_it_says_so() {
    let first = serve(&root());
    let second = Preview::start(program(&root(), first.port));
    assert!(
        second.begun.contains(&format!("port {} is taken, so it is {}", first.port, second.port)),
        "{}",
        second.begun
    );
    assert_ne!(first.port, second.port);
    assert_eq!(second.get("/").status, 200);
    assert_eq!(first.get("/").status, 200);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once_also_while_pages_are_open() {
    let mut preview = serve(&root());
    let mut events = preview.events();
    events.until(|_| true);
    let sent = Command::new("kill").args(["-INT", &preview.process.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert_eq!(preview.ended().code(), Some(0));
}

/// The system's opener is a script that writes the address into a pipe.
#[cfg(target_os = "linux")]
#[test]
fn it_opens_the_browser_at_the_address() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let opener = folder.path().join("xdg-open");
    fs::write(&opener, format!("#!/bin/sh\nprintf %s \"$1\" > '{}'\n", pipe.display())).unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let mut program = program(&root(), 0);
    let path = std::env::var("PATH").unwrap();
    program.arg("--open").env("PATH", format!("{}:{path}", folder.path().display()));
    let preview = Preview::start(program);
    let (sender, addresses) = std::sync::mpsc::channel();
    std::thread::spawn(move || sender.send(fs::read_to_string(pipe).unwrap()));
    let opened_at = addresses.recv_timeout(std::time::Duration::from_mins(1)).expect("a browser is opened");
    assert_eq!(opened_at, preview.url);
}
