//! The command line of the generator: arguments, the file system and the terminal. It knows nothing about OpenAPI.

mod bundle;
mod check;
mod cli;
mod codegen;
mod conformance;
mod corpus;
mod coverage;
mod depfile;
mod drift;
mod explain;
mod failure;
mod import;
mod locate;
mod locks;
mod progress;
mod report;
mod shell;
mod signals;
mod summary;
mod terminal;
mod timings;
mod watch;
mod write;

use std::process::ExitCode;

use clap::Parser as _;
use cli::{Cli, Verb};
use failure::Failure;

/// Token streams and syntax trees are a great many small things, by several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let result = match Cli::parse().verb {
        Verb::Codegen(args) if args.watch => watch::run(&args),
        Verb::Codegen(args) => codegen::run(&args),
        Verb::Check(args) => check::run(&args),
        Verb::Explain(args) => explain::run(&args),
        Verb::Coverage(args) => coverage::run(&args),
        Verb::Bundle(args) => bundle::run(&args),
        Verb::Import(args) => import::run(&args),
        Verb::Corpus(args) => corpus::run(&args),
        Verb::Conformance(args) => conformance::run(&args),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(failure) => {
            terminal::message(&format!("{failure}\n"));
            ExitCode::from(Failure::EXIT)
        }
    }
}
