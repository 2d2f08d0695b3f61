//! Holds together what says the same in several files, and would be forgotten at a release.

const ACTION: &str = include_str!("../action.yml");
const DOCKERFILE: &str = include_str!("../Dockerfile");
const GITLAB: &str = include_str!("../src/starter/gitlab-ci.yml");

#[test]
fn the_action_installs_this_release_of_this_repository() {
    let repository = env!("CARGO_PKG_REPOSITORY").strip_prefix("https://github.com/").unwrap();
    assert!(ACTION.contains(&format!("default: \"{}\"\n", env!("CARGO_PKG_VERSION"))));
    assert!(ACTION.contains(&format!("REPOSITORY: {repository}\n")));
}

#[test]
fn images_have_the_oldest_rust_that_builds_the_program() {
    let rust = env!("CARGO_PKG_RUST_VERSION");
    assert!(DOCKERFILE.contains(&format!("FROM rust:{rust}-")));
    assert!(GITLAB.contains(&format!("image: rust:{rust}\n")));
}

/// Every target that the action asks for is one that a release has.
#[test]
fn the_action_knows_the_targets_of_a_release() {
    let release = include_str!("../.github/workflows/release.yml");
    let words = |text: &'static str, mark| text.split(mark).skip(1).map(|rest| rest.split([' ', ',']).next().unwrap());
    let (mut built, mut asked): (Vec<_>, Vec<_>) =
        (words(release, "target: ").collect(), words(ACTION, "target=").collect());
    built.retain(|target| !target.contains('$'));
    asked.retain(|target| !target.contains('$'));
    built.sort_unstable();
    asked.sort_unstable();
    assert_eq!(built.len(), 5);
    assert_eq!(built, asked);
}
