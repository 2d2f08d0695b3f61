//! The golden cases in `tests/cmd/`: each file is the documentation of a command and its end-to-end test in one.
//!
//! The folder `<case>.in` is the project that a case works on; where there is a `<case>.out`, on a copy of it.
//! `TRYCMD=overwrite cargo test --test cmd` writes down what the program says now, to be read before it is committed.

#[test]
fn the_program_does_what_the_cases_say() {
    let cases = trycmd::TestCases::new();
    cases.case("tests/cmd/*.md").case("tests/cmd/*.toml");
    // What the program does not have can't be in its help.
    cases.skip(if cfg!(feature = "serve") { "tests/cmd/without-serve.md" } else { "tests/cmd/help.md" });
    // The roster's revision: 2026-11-20T14:03:00Z.
    cases.env("SOURCE_DATE_EPOCH", "1795183380");
    cases.env("COLUMNS", "100").env("NO_COLOR", "").env("LC_ALL", "C").env("TZ", "Pacific/Apia");
    cases.register_bin("cat", std::path::Path::new("/bin/cat"));
    cases.register_bin("ls", std::path::Path::new("/bin/ls"));
}
