//! A disk without room and folders that can't be written to: the build says so in a line, and the old site stands.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::{Command, Output};

use crate::team::{Site, Team, failure, program};

/// Mounts a small file system, puts the site there, makes it what `$3` says, builds, and tells what came of it: the
/// status, whether the site is the same, the names beside it.
const SCRIPT: &str = r#"
    place=$1; site=$2; then=$3; size=$4; shift 4
    mount -t tmpfs -o "size=$size" tmpfs "$place" && cp -a "$site" "$place/public" || exit 99
    [ -z "$then" ] || mount -o "remount,$then" "$place" || exit 99
    "$@" > /dev/null
    echo "$?"
    diff -r "$site" "$place/public" > /dev/null && echo same || echo other
    ls -A "$place"
"#;

/// What came of a build in a file system of its own.
struct Outcome {
    status: String,
    is_same: bool,
    names: Vec<String>,
    said: Vec<u8>,
}

/// Whether this user may have mounts of its own.
fn may_mount() -> bool {
    let tried = Command::new("unshare").args(["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).output();
    let may = tried.is_ok_and(|output| output.status.success());
    if !may {
        println!("skipped: this user may mount nothing in a namespace of its own");
    }
    may
}

/// Builds the second site over the first on a file system of `size` bytes.
fn build_on(team: &Team, size: u64, then: &str) -> Outcome {
    let place = team.elsewhere("mounted");
    fs::create_dir_all(&place).unwrap();
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", SCRIPT, "sh"]).arg(&place).arg(team.public()).arg(then).arg(size.to_string());
    command.arg(program());
    team.give_arguments(&mut command, 1, &place.join("public"));
    let Output { status, stdout, stderr } = command.stdout(std::process::Stdio::piped()).output().unwrap();
    assert!(status.success(), "{status}: {}", String::from_utf8_lossy(&stderr));
    let printed = String::from_utf8(stdout).unwrap();
    let mut lines = printed.lines().map(str::to_owned);
    let (status, same) = (lines.next().unwrap(), lines.next().unwrap());
    Outcome { status, is_same: same == "same", names: lines.collect(), said: stderr }
}

/// What a site takes of a file system that counts pages of 4 KiB.
fn room(site: &Site) -> u64 {
    site.values().map(|bytes| (bytes.len() as u64).div_ceil(4096) * 4096).sum()
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    if !may_mount() {
        return;
    }
    let team = Team::new();
    let (mut full, mut published) = (0, 0);
    for percent in [101, 115, 130, 150, 170, 190, 250] {
        let outcome = build_on(&team, room(&team.sites[0]) / 100 * percent + 64 * 1024, "");
        assert_eq!(outcome.names, ["public"], "{percent} %");
        if outcome.status == "0" {
            assert!(!outcome.is_same, "{percent} %");
            published += 1;
            continue;
        }
        assert_eq!((outcome.status.as_str(), outcome.is_same), ("2", true), "{percent} %");
        let said = failure(&outcome.said);
        assert!(said.contains("no space left on device"), "{said}");
        assert!(said.contains("help: make room on the disk"), "{said}");
        full += 1;
    }
    println!("small file systems: full {full} times, room enough {published} times");
    assert!(full >= 3 && published >= 1);
}

#[test]
fn a_file_system_that_is_mounted_read_only_is_told() {
    if !may_mount() {
        return;
    }
    let team = Team::new();
    let outcome = build_on(&team, 10 * room(&team.sites[0]), "ro");
    assert_eq!((outcome.status.as_str(), outcome.is_same), ("2", true));
    assert_eq!(outcome.names, ["public"]);
    let said = failure(&outcome.said);
    assert!(said.contains("read-only file system"), "{said}");
    assert!(said.contains("mounted read-only"), "{said}");
}

#[test]
fn a_folder_that_may_not_be_written_to_is_told() {
    let team = Team::new();
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let reachable = team.elsewhere("hausmeister");
    fs::copy(program(), &reachable).unwrap();
    mode(&team.elsewhere(""), 0o755);
    mode(&team.above(), 0o555);
    // Root may write everywhere, so the program then runs as somebody else.
    let is_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    let mut command = if is_root { Command::new("setpriv") } else { Command::new(&reachable) };
    if is_root {
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&reachable);
    }
    team.give_arguments(&mut command, 1, &team.public());
    let output: io::Result<Output> = command.output();
    mode(&team.above(), 0o755);
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = failure(&output.stderr);
    assert!(said.starts_with("error: could not make `") && said.contains("permission denied"), "{said}");
    assert_eq!((team.published(), team.names()), (Some(0), vec![String::from("public")]));
}
