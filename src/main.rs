//! The `hausmeister` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    hausmeister::cli::main(std::env::args_os())
}
