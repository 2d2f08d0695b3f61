//! The real program on a project that somebody has tampered with, under limits, and what came of it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::files::files;
use crate::project::{NOW, REVISION};

/// A program built for release, to be measured in place of the one that the tests are built with.
const PROGRAM: &str = "HAUSMEISTER_PROGRAM";

/// All the memory that the program may have for its data and stacks: 200 MB. Addresses that it only reserves, as the
/// allocator does for each thread, are no memory.
const MOST_KIBIBYTES: &str = "195312";

/// A run that has come to no end by then waits for something.
const PATIENCE: Duration = Duration::from_mins(1);

pub const ROSTER: &str = "\
team: Harbour
timezone: Europe/Berlin
starts: 2026-11-16
people:
  ana: { name: Ana }
  bruno: { name: Bruno }
rotations:
  all: [ana, bruno]
shifts:
  level-1:
    name: Level 1
    hours: Mon 18:00 - Mon 18:00
    rotation: all
    runbook: level-1
escalation: [level-1]
";

/// A published project of its own, to tamper with.
pub struct Project {
    folder: TempDir,
}

/// What came of a build.
#[derive(Debug)]
pub struct Outcome {
    pub status: Option<i32>,
    /// What it printed, with `PROJECT` for the folder.
    pub said: String,
    /// Processor time: the machine may be busy with other tests.
    pub work: Duration,
}

/// The site of a project before it is tampered with.
pub fn published() -> &'static BTreeMap<String, Vec<u8>> {
    static PUBLISHED: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    PUBLISHED.get_or_init(|| {
        let project = Project::bare();
        let outcome = project.build();
        assert_eq!(outcome.status, Some(0), "{}", outcome.said);
        files(&project.path("public"))
    })
}

impl Project {
    pub fn new() -> Self {
        let project = Self::bare();
        for (path, bytes) in published() {
            project.write(&format!("public/{path}"), bytes);
        }
        project
    }

    fn bare() -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.write("roster.yaml", ROSTER);
        project.write("content/level-1.md", "# Level 1\n\nRead on.\n");
        project
    }

    pub fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Whether `public/` has the bytes that it was made with, and nothing was left beside it.
    pub fn is_unchanged(&self) -> bool {
        files(&self.path("public")) == *published() && !self.path(".public.hausmeister").exists()
    }

    /// Builds it within the limits.
    pub fn build(&self) -> Outcome {
        self.build_by(&[&program()])
    }

    /// Builds it with a command that ends in the program.
    pub fn build_by(&self, program: &[&Path]) -> Outcome {
        // The shell sets the limit and tells, below what the program says, how much time its children took.
        let script = "ulimit -d \"$1\"; shift; \"$@\"; status=$?; echo; times; exit $status";
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh", MOST_KIBIBYTES]).args(program);
        command.args(["--color", "never", "--now", NOW, "--root"]).arg(self.folder.path()).arg("build");
        command.env_clear().env("SOURCE_DATE_EPOCH", REVISION);
        command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        command.process_group(0).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().unwrap();
        let group = format!("-{}", child.id());
        let (done, ended) = mpsc::channel();
        thread::spawn(move || done.send(child.wait_with_output()));
        let Ok(output) = ended.recv_timeout(PATIENCE) else {
            Command::new("kill").args(["-9", "--", &group]).status().unwrap();
            panic!("the program waits for something");
        };
        let output = output.unwrap();
        let (printed, work) = split(&String::from_utf8_lossy(&output.stdout));
        let said = printed + &String::from_utf8_lossy(&output.stderr);
        let said = said.replace(&self.folder.path().display().to_string(), "PROJECT");
        Outcome { status: output.status.code(), said, work }
    }
}

/// The program that is tried.
pub fn program() -> PathBuf {
    std::env::var_os(PROGRAM).map_or_else(|| env!("CARGO_BIN_EXE_hausmeister").into(), PathBuf::from)
}

/// What was printed without the shell's last two lines, and the time that the second of them tells: `0m0.25s 0m0.01s`.
fn split(printed: &str) -> (String, Duration) {
    let lines: Vec<_> = printed.lines().collect();
    let (printed, times) = lines.split_at(lines.len() - 2);
    let seconds = |time: &str| -> f64 {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
        minutes.parse::<f64>().unwrap() * 60.0 + seconds.replace(',', ".").parse::<f64>().unwrap()
    };
    (printed.join("\n").trim_end().to_owned() + "\n", Duration::from_secs_f64(times[1].split(' ').map(seconds).sum()))
}

/// What a hostile input may cost: a second, or many for a program that was built without optimisation.
pub fn most_work() -> Duration {
    Duration::from_secs(if std::env::var_os(PROGRAM).is_some() { 1 } else { 15 })
}
