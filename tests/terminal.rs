//! What the program writes on a terminal: lines that end where the window does, and people in the colours of the site.
//!
//! The terminal is one of `script`, which Debian always has.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy knows the tests here, but not the functions that they share")]

use std::process::Command;

/// The folder that holds this repository's roster.
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

const PROGRAM: &str = env!("CARGO_BIN_EXE_hausmeister");

/// What stands for the clock, and the roster's revision.
const NOW: &str = "2026-11-23T12:00:00Z";
const REVISION: (&str, &str) = ("SOURCE_DATE_EPOCH", "1795183380");

/// What the program writes on a terminal of so many columns. `environment` stands before the command.
fn on_a_terminal(columns: usize, environment: &str, arguments: &str) -> String {
    let command = format!("stty cols {columns} rows 24; {environment} {PROGRAM} --root {ROOT} --now {NOW} {arguments}");
    let mut script = Command::new("script");
    script.args(["-qec", &command, "/dev/null"]).env_remove("NO_COLOR").envs([REVISION, ("TERM", "xterm-256color")]);
    let output = script.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    text.replace("\r\n", "\n")
}

/// What the program writes where there is no terminal.
fn elsewhere(arguments: &[&str]) -> String {
    let mut program = Command::new(PROGRAM);
    program.args(["--root", ROOT, "--now", NOW]).args(arguments).envs([REVISION]).env_remove("NO_COLOR");
    String::from_utf8(program.output().unwrap().stdout).unwrap()
}

/// A text without the sequences that set colours.
fn plain(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').unwrap().1)
}

#[test]
fn a_table_is_as_wide_as_the_window_and_whole_elsewhere() {
    let whole = elsewhere(&["schedule", "--to", "2026-12-27"]);
    let longest = whole.lines().max_by_key(|line| line.chars().count()).unwrap();
    assert!(longest.ends_with("instead of jonas: Jonas is with his family over Christmas"), "{longest}");
    for columns in [40, 80, 90] {
        let shown = plain(&on_a_terminal(columns, "", "schedule --to 2026-12-27"));
        assert_eq!(shown.lines().count(), whole.lines().count());
        for (shown, whole) in shown.lines().zip(whole.lines()) {
            assert!(shown.chars().count() <= columns, "{shown}");
            let is_cut = shown.strip_suffix('…').is_some_and(|start| whole.starts_with(start));
            assert!(shown == whole || is_cut, "{shown}\n{whole}");
        }
        assert!(shown.contains('…'));
    }
    assert_eq!(plain(&on_a_terminal(200, "", "schedule --to 2026-12-27")), whole);
}

#[test]
fn bars_grow_with_the_window() {
    let fills = ['█', '▓', '▒', '░'];
    let bar = |text: &str| text.lines().map(|line| line.matches(fills).count()).max().unwrap();
    let mut before = 0;
    for columns in [60, 90, 120] {
        let shown = plain(&on_a_terminal(columns, "", "load"));
        // Sentences are the terminal's to wrap.
        let rows = shown.lines().filter(|line| line.ends_with(" %") || line.ends_with("of fair share"));
        let widest = rows.map(|line| line.chars().count()).max();
        assert!(widest.is_some_and(|widest| widest <= columns), "{shown}");
        assert!(bar(&shown) > before, "{shown}");
        before = bar(&shown);
    }
}

#[test]
fn people_have_their_colours_unless_they_are_unwanted() {
    let colorful = on_a_terminal(100, "", "who");
    // Carla is the third of the roster's people, and the third hue of the style sheet is a green.
    assert!(colorful.contains("\u{1b}[38;5;28mCarla Dias\u{1b}[0m"), "{colorful}");
    assert_eq!(plain(&colorful), elsewhere(&["who"]));
    for command in ["who", "schedule", "load"] {
        assert!(on_a_terminal(100, "", command).contains('\u{1b}'), "{command}");
        for plain in [
            on_a_terminal(100, "NO_COLOR=1", command),
            on_a_terminal(100, "", &format!("{command} --color never")),
            elsewhere(&[command]),
        ] {
            assert!(!plain.contains('\u{1b}'), "{plain}");
        }
        assert!(elsewhere(&[command, "--color", "always"]).contains('\u{1b}'), "{command}");
    }
}
