//! The `hausmeister` program.

use std::process::ExitCode;

/// A build is many small texts on every core, which allocators of systems are slow at.
#[cfg(feature = "allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    hausmeister::cli::main(std::env::args_os())
}
