//! Folders that somebody removes while a build is at work: it is stopped as it publishes, they go, it runs on.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use crate::kill::publishes;
use crate::team::{Team, WORKSPACE, failure, program};

/// Sends a signal; `false` if nobody is there to get it.
fn signal(child: &Child, name: &str) -> bool {
    Command::new("kill").args([name, &child.id().to_string()]).stderr(Stdio::null()).status().unwrap().success()
}

/// Builds the second site, and removes `folder` while it is published; nothing if the build was too fast to be stopped.
fn build_without(team: &Team, folder: &PathBuf) -> Option<Output> {
    let mut child = team.program(1).spawn().unwrap();
    let is_stopped = publishes(team, &mut child) && signal(&child, "-STOP");
    if is_stopped {
        let _ = fs::remove_dir_all(folder);
    }
    signal(&child, "-CONT");
    let output = child.wait_with_output().unwrap();
    is_stopped.then_some(output)
}

/// Publishes the first site again, whatever there is.
fn restore(team: &Team) {
    fs::create_dir_all(team.above()).unwrap();
    let output = team.program(0).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!((team.published(), team.names()), (Some(0), vec![String::from("public")]));
}

/// Builds some times without `folder`, and asserts of what stands there that it is what a build that published, or one
/// that told of a failure, may leave.
fn assert_survives(team: &Team, folder: &PathBuf, what: &str, may_stand: impl Fn(bool)) {
    let (mut published, mut told) = (0, 0);
    for _ in 0..8 {
        let Some(output) = build_without(team, folder) else { continue };
        let has_published = output.status.success();
        may_stand(has_published);
        if has_published {
            published += 1;
        } else {
            failure(&output.stderr);
            told += 1;
        }
        restore(team);
    }
    println!("{what}: {published} published, {told} told");
    assert!(published + told > 0, "no build was stopped");
}

#[test]
fn the_site_vanishes() {
    let team = Team::new();
    assert_survives(&team, &team.public(), "the site removed while another is published", |has_published| {
        // Stopped after the folders changed places, the new one is what was removed.
        assert!(!team.public().exists() || (has_published && team.published() == Some(1)));
    });
}

#[test]
fn the_stage_vanishes() {
    let team = Team::new();
    assert_survives(&team, &team.above().join(WORKSPACE), "the stage removed while it is written", |has_published| {
        assert_eq!(team.published(), Some(usize::from(has_published)));
    });
}

#[test]
fn the_folder_above_the_site_vanishes() {
    let team = Team::new();
    let mut stopped = 0;
    for _ in 0..4 {
        let Some(output) = build_without(&team, &team.above()) else { continue };
        if !output.status.success() {
            failure(&output.stderr);
        }
        stopped += 1;
        restore(&team);
    }
    assert!(stopped > 0, "no build was stopped");
}

#[test]
fn the_working_folder_has_vanished() {
    let team = Team::new();
    let nowhere = |out: Option<&str>| {
        let folder = team.elsewhere("nowhere");
        fs::create_dir(&folder).unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "cd \"$1\" && rmdir \"$1\" && shift && exec \"$@\"", "sh"]).arg(folder).arg(program());
        match out {
            Some(out) => team.give_arguments(&mut command, 1, out.as_ref()),
            None => {
                command.arg("build").env_remove("PWD");
            }
        }
        command.output().unwrap()
    };
    // With whole paths it is not needed.
    let output = nowhere(team.public().to_str());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(team.published(), Some(1));
    for out in [Some("public"), None] {
        let output = nowhere(out);
        assert_eq!(output.status.code(), Some(2));
        let said = failure(&output.stderr);
        assert!(said.contains("no such file or directory"), "{said}");
    }
}
