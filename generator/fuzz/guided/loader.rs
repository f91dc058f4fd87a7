//! See `fuzz::TARGETS`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::find("loader").one(bytes));
