//! The `hausmeister` program.

fn main() {}
