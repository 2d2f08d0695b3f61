//! Builds that are killed with `SIGKILL`, at moments drawn by chance from all of a build and from its end, in which it
//! publishes.

use std::process::{Child, Command};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::is_long;
use crate::team::{Team, WORKSPACE};

/// Numbers that look drawn and are the same in every run (`SplitMix64`, by Guy Steele and others, 2014).
pub struct Chance(pub u64);

impl Chance {
    /// From 0 to below 1.
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        f64::from(u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap()) / f64::from(u32::MAX)
    }
}

/// Waits so long; there is nothing that a build could say at a moment drawn by chance.
pub fn pass(time: Duration) {
    let (_open, nothing) = mpsc::channel::<()>();
    let _ = nothing.recv_timeout(time);
}

/// Waits until the build begins to publish; `false` if it ends before.
pub fn publishes(team: &Team, child: &mut Child) -> bool {
    let next = team.above().join(WORKSPACE).join("next");
    while !next.exists() {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::yield_now();
    }
    true
}

/// How long a build takes at least, all of it and its publishing.
pub fn lengths(team: &Team, program: impl Fn(usize) -> Command) -> (Duration, Duration) {
    let length = |which: usize| {
        let begun = Instant::now();
        let mut child = program(which).spawn().unwrap();
        assert!(publishes(team, &mut child));
        let publishing = Instant::now();
        assert!(child.wait().unwrap().success());
        (begun.elapsed(), publishing.elapsed())
    };
    [1, 0, 1].map(length).into_iter().reduce(|(a, b), (c, d)| (a.min(c), b.min(d))).unwrap_or_default()
}

/// What was found after the kills.
#[derive(Debug, Default)]
struct Figures {
    old: usize,
    new: usize,
    /// The build had ended before the kill.
    ended: usize,
    /// Something lay beside the site.
    left: usize,
    /// The next build cleaned that.
    cleaned: usize,
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_site_or_the_new_one() {
    let kills = if is_long() { 200 } else { 40 };
    let team = Team::new();
    let (all, publishing) = lengths(&team, |which| team.program(which));
    let mut standing = 1;
    let (mut chance, mut figures) = (Chance(8), Figures::default());
    for kill in 0..kills {
        let next = 1 - standing;
        let mut child = team.program(next).spawn().unwrap();
        // Every other kill falls into the last part, in which files are written and folders change places.
        let length = if kill % 2 == 0 { Some(all) } else { publishes(&team, &mut child).then_some(publishing) };
        if let Some(length) = length {
            pass(length.mul_f64(chance.next()));
        }
        figures.ended += usize::from(child.try_wait().unwrap().is_some());
        child.kill().unwrap();
        child.wait().unwrap();
        let found =
            team.published().unwrap_or_else(|| panic!("kill {kill}: the site is neither the old nor the new one"));
        figures.old += usize::from(found == standing);
        figures.new += usize::from(found == next);
        standing = found;
        if team.names() != ["public"] {
            assert_eq!(team.names(), [WORKSPACE, "public"], "kill {kill}");
            figures.left += 1;
            standing = 1 - standing;
            assert!(team.program(standing).output().unwrap().status.success());
            assert_eq!(team.published(), Some(standing), "kill {kill}");
            assert_eq!(team.names(), ["public"], "kill {kill}");
            figures.cleaned += 1;
        }
    }
    println!("{kills} kills of builds of {all:?}, {publishing:?} of it publishing: {figures:?}");
    assert_eq!(figures.old + figures.new, kills);
    assert!(figures.old > 0 && figures.new > 0 && figures.left > 0, "the moments lie all over a build: {figures:?}");
}
