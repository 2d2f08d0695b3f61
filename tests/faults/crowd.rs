//! Two builds that publish to one folder again and again, and readers who never see a page missing or a site mixed.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use rustix::fs::{Mode, OFlags, openat};

use crate::is_long;
use crate::kill::pass;
use crate::team::{Site, Team};

/// What a reader has seen.
#[derive(Debug, Default)]
struct Seen {
    /// Pages by their path, and of which site.
    pages: [usize; 2],
    /// Sites that were read to the end while they were the published one.
    whole: usize,
    /// Sites that were replaced while they were read.
    replaced: usize,
}

#[test]
fn two_builds_and_their_readers_do_not_meet() {
    let time = Duration::from_secs(if is_long() { 60 } else { 4 });
    let team = Team::new();
    let is_over = AtomicBool::new(false);
    let (builds, seen) = thread::scope(|scope| {
        let builders = [0, 1].map(|which| {
            scope.spawn({
                let (team, is_over) = (&team, &is_over);
                move || build(team, which, is_over)
            })
        });
        let readers = [0, 1].map(|_| scope.spawn(|| read(&team, &is_over)));
        pass(time);
        is_over.store(true, Ordering::Relaxed);
        (builders.map(|builder| builder.join().unwrap()), readers.map(|reader| reader.join().unwrap()))
    });
    println!("{time:?}: builds {builds:?}, readers {seen:?}");
    assert!(team.published().is_some());
    assert_eq!(team.names(), ["public"]);
    assert!(builds.iter().all(|builds| *builds > 0));
    assert!(seen.iter().all(|seen| seen.pages.iter().all(|pages| *pages > 0)), "both sites were seen: {seen:?}");
}

/// Publishes one of the two sites until it is over; gives how often.
fn build(team: &Team, which: usize, is_over: &AtomicBool) -> usize {
    let mut builds = 0;
    while !is_over.load(Ordering::Relaxed) {
        let output = team.program(which).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        builds += 1;
    }
    builds
}

/// Reads until it is over: every page by its path, as a web server does, then the folder's files through one handle.
fn read(team: &Team, is_over: &AtomicBool) -> Seen {
    let (public, mut seen) = (team.public(), Seen::default());
    let shared: Vec<_> = team.sites[0].keys().filter(|path| team.sites[1].contains_key(*path)).collect();
    while !is_over.load(Ordering::Relaxed) {
        for path in &shared {
            let bytes = fs::read(public.join(path)).unwrap_or_else(|error| panic!("{path} is missing: {error}"));
            let of = team.sites.iter().position(|site| site[*path] == bytes);
            seen.pages[of.unwrap_or_else(|| panic!("{path} is of no site"))] += 1;
        }
        if look(&public, &team.sites) { seen.whole += 1 } else { seen.replaced += 1 }
    }
    seen
}

/// Whether the folder, opened once, is one of the sites whole. A file may be missing in it only once it is published no
/// more.
fn look(public: &Path, sites: &[Site; 2]) -> bool {
    let handle = File::open(public).expect("the published folder is there at every moment");
    let read = |path: &str| -> io::Result<Vec<u8>> {
        let file = openat(&handle, path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?;
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut File::from(file), &mut bytes)?;
        Ok(bytes)
    };
    let is_replaced = || handle.metadata().unwrap().ino() != fs::metadata(public).unwrap().ino();
    let mut possible = [true, true];
    for path in sites[0].keys().filter(|path| sites[1].contains_key(*path)) {
        let Ok(bytes) = read(path) else {
            assert!(is_replaced(), "{path} is missing");
            return false;
        };
        for (possible, site) in possible.iter_mut().zip(sites) {
            *possible &= site.get(path) == Some(&bytes);
        }
        assert!(possible.contains(&true), "{path} is of another site than the files before it");
    }
    true
}
