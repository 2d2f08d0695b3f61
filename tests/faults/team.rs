//! Two rosters whose sites differ on every page, to be published over each other.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::files::files;
use crate::project::{NOW, REVISION};

/// A site as its files.
pub type Site = BTreeMap<String, Vec<u8>>;

/// Two projects and the folder that both are published to.
pub struct Team {
    folder: TempDir,
    /// What each of them publishes.
    pub sites: [Site; 2],
}

/// The workspace of a build, beside the site.
pub const WORKSPACE: &str = ".public.hausmeister";

impl Team {
    /// Both projects; the site of the first is published.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for which in 0..2 {
            let root = folder.path().join(format!("project-{which}"));
            fs::create_dir_all(root.join("content")).unwrap();
            fs::create_dir_all(folder.path().join("site")).unwrap();
            fs::write(root.join("roster.yaml"), roster(which)).unwrap();
            for page in 0..20 {
                let runbook = format!("# Page {page} of {which}\n\n{}\n", "Read on. ".repeat(200));
                fs::write(root.join(format!("content/page-{page}.md")), runbook).unwrap();
            }
        }
        let mut team = Self { folder, sites: Default::default() };
        for which in [1, 0] {
            let output = team.program(which).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            team.sites[which] = files(&team.public());
        }
        let [one, other] = &team.sites;
        let is_other = |path: &&String| path.rsplit('.').next() == Some("html") && one[*path] != other[*path];
        assert!(one.keys().filter(is_other).count() > 30, "the pages tell which site they are of");
        team
    }

    pub fn public(&self) -> PathBuf {
        self.folder.path().join("site/public")
    }

    /// The folder that the site is in.
    pub fn above(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// Where something else than the site has room.
    pub fn elsewhere(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The build of one of the two.
    pub fn program(&self, which: usize) -> Command {
        self.program_to(which, &self.public())
    }

    /// The build of one of the two, to some folder.
    pub fn program_to(&self, which: usize, out: &Path) -> Command {
        let mut command = Command::new(program());
        self.give_arguments(&mut command, which, out);
        command
    }

    /// Tells a command that ends in the program what to build.
    pub fn give_arguments(&self, command: &mut Command, which: usize, out: &Path) {
        command.env_clear().env("SOURCE_DATE_EPOCH", REVISION);
        command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        command.args(["--color", "never", "--now", NOW, "--root"]).arg(self.root(which));
        command.arg("build").arg("--out").arg(out).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    }

    fn root(&self, which: usize) -> PathBuf {
        self.folder.path().join(format!("project-{which}"))
    }

    /// Which of the two sites is published whole, byte for byte.
    pub fn published(&self) -> Option<usize> {
        let published = files(&self.public());
        self.sites.iter().position(|site| *site == published)
    }

    /// What stands beside the site, and the site itself.
    pub fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.above()).unwrap();
        let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// The program that is tried.
pub fn program() -> PathBuf {
    std::env::var_os("HAUSMEISTER_PROGRAM").map_or_else(|| env!("CARGO_BIN_EXE_hausmeister").into(), PathBuf::from)
}

/// What a failed build said, in the form that every failure of the machine has: one line, maybe with help.
pub fn failure(said: &[u8]) -> String {
    let said = String::from_utf8(said.to_vec()).unwrap();
    let lines: Vec<_> = said.lines().collect();
    assert!(matches!(lines.as_slice(), [error] | [error, _] if error.starts_with("error: could not ")), "{said}");
    assert!(lines.get(1).is_none_or(|help| help.starts_with("help: ")), "{said}");
    said
}

fn roster(which: usize) -> String {
    format!(
        "team: Harbour {which}\n\
         timezone: Europe/Berlin\n\
         starts: 2026-11-16\n\
         site: {{ title: Site {which} }}\n\
         people: {{ ana: {{ name: Ana }}, bruno: {{ name: Bruno }}, carla: {{ name: Carla }}, dora: {{ name: Dora }} }}\n\
         rotations: {{ all: [ana, bruno, carla, dora] }}\n\
         shifts:\n  level-1: {{ hours: Mon 18:00 - Mon 18:00, rotation: all }}\n\
         escalation: [level-1]\n"
    )
}
