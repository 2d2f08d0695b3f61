#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hausmeister_fuzz::diff::hold(bytes));
