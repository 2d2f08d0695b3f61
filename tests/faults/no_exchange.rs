//! Publishing where the system can't exchange two folders in one step: older kernels, and file systems such as those of
//! some network shares. The kernel is told to refuse that step, to this program alone.

use std::collections::BTreeMap;
use std::env::{self, consts};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule, TargetArch,
};

use crate::kill::{Chance, lengths, pass, publishes};
use crate::team::{Team, WORKSPACE, failure, program};

/// Set for the child, which is this test again: the arguments of the program that it becomes, a line each.
const ARGUMENTS: &str = "HAUSMEISTER_TEST_WITHOUT_EXCHANGE";

/// The build of one of the two sites, without exchange.
fn program_without_exchange(team: &Team, which: usize) -> Command {
    let plain = team.program(which);
    let arguments: Vec<_> = plain.get_args().map(|argument| argument.to_str().unwrap()).collect();
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "no_exchange::two_renames_stand_for_an_exchange", "--nocapture", "--quiet"]);
    command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.env(ARGUMENTS, arguments.join("\n")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// Becomes the program, after the kernel was told to refuse `renameat2` with `RENAME_EXCHANGE`.
fn become_program(arguments: &str) {
    const EXCHANGE: u64 = RenameFlags::EXCHANGE.bits() as u64;
    let renameat2 = if consts::ARCH == "x86_64" { 316 } else { 276 };
    let condition = SeccompCondition::new(4, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, EXCHANGE).unwrap();
    let rules = BTreeMap::from([(renameat2, vec![SeccompRule::new(vec![condition]).unwrap()])]);
    let refuse = SeccompAction::Errno(Errno::INVAL.raw_os_error().unsigned_abs());
    let architecture = TargetArch::try_from(consts::ARCH).unwrap();
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, refuse, architecture).unwrap();
    let filter = BpfProgram::try_from(filter).unwrap();
    seccompiler::apply_filter(&filter).unwrap();
    assert_eq!(renameat_with(CWD, "/", CWD, "/", RenameFlags::EXCHANGE), Err(Errno::INVAL), "it is refused");
    let error = Command::new(program()).args(arguments.lines()).exec();
    panic!("{error}");
}

#[test]
fn two_renames_stand_for_an_exchange() {
    if let Ok(arguments) = env::var(ARGUMENTS) {
        return become_program(&arguments);
    }
    let team = Team::new();
    for which in [1, 0, 1, 0] {
        let output = program_without_exchange(&team, which).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(team.published(), Some(which));
        assert_eq!(team.names(), ["public"]);
    }
    let (_, publishing) = lengths(&team, |which| program_without_exchange(&team, which));
    let (mut chance, mut standing) = (Chance(9), 1);
    let (mut old, mut new, mut missing) = (0, 0, 0);
    for kill in 0..20 {
        let next = 1 - standing;
        let mut child = program_without_exchange(&team, next).spawn().unwrap();
        if publishes(&team, &mut child) {
            pass(publishing.mul_f64(chance.next()));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // Between the two renames the site is set aside; the next build puts it back.
        if team.public().exists() {
            standing = team.published().unwrap_or_else(|| panic!("kill {kill}: neither the old nor the new site"));
            if standing == next { new += 1 } else { old += 1 }
        } else {
            assert!(team.above().join(WORKSPACE).join("aside").is_dir(), "kill {kill}: the old site is not lost");
            missing += 1;
        }
        let output = program_without_exchange(&team, standing).output().unwrap();
        assert!(output.status.success(), "{}", failure(&output.stderr));
        assert_eq!(team.published(), Some(standing), "kill {kill}");
        assert_eq!(team.names(), ["public"], "kill {kill}");
    }
    println!("20 kills without exchange: {old} old, {new} new, {missing} set aside, all mended by the next build");
}
