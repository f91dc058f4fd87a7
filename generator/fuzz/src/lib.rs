//! Inputs at random, against the generator and against what it generates.
//!
//! Nothing may panic, overflow the stack or run on, whatever it is given. The [`TARGETS`]:
//!
//! ```text
//! loader      texts      YAML and JSON, changed byte by byte       read, or refused with diagnostics that can be shown
//! generator   documents  OpenAPI, changed value by value           Rust in which their text is nothing but text, or refused
//! decoders    messages   JSON for the types of the golden cases    read the same by every reader, and written as it was read
//! requests    messages   requests to the servers of golden cases   refused, or read as what the client would send
//! responses   messages   responses to the clients of golden cases  read, or refused, however they are cut into frames
//! ```
//!
//! There are two ways to run them. `cargo test --package fuzz` makes a bounded number of inputs by chance that is the same
//! in every run; `FUZZ_SEED` asks for others, `FUZZ_EXECUTIONS` for more, `FUZZ_CORPUS` names a folder of documents to begin
//! with beside those of the golden cases, and `FUZZ_LAST` a file for the input in work, for what ends the process:
//!
//! ```text
//! FUZZ_SEED=7 FUZZ_EXECUTIONS=1000000 cargo test --release --package fuzz --test bounded -- --nocapture loader
//! ```
//!
//! With `cargo fuzz`, the same targets are guided by the coverage of what they call; see `guided/Cargo.toml`.
//!
//! An input that was found to fail becomes a file in `found/`, in the folder of its target, which every run tries first.

#[cfg(feature = "documents")]
mod dictionary;
#[cfg(feature = "documents")]
mod documents;
mod harness;
#[cfg(feature = "messages")]
mod messages;
#[allow(dead_code, reason = "another test needs other kinds of chance")]
mod random;
/// As in a generated crate.
#[cfg(feature = "messages")]
#[path = "../../../templates/runtime/src/runtime/mod.rs"]
pub mod runtime;

pub use harness::{Input, Target, find};

/// All there are.
pub const TARGETS: &[Target] = &[
    #[cfg(feature = "documents")]
    documents::LOADER,
    #[cfg(feature = "documents")]
    documents::GENERATOR,
    #[cfg(feature = "messages")]
    messages::DECODERS,
    #[cfg(feature = "messages")]
    messages::REQUESTS,
    #[cfg(feature = "messages")]
    messages::RESPONSES,
];
