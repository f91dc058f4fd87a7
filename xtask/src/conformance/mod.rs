//! `cargo xtask conformance`: the generated crate to the verdicts of outsiders, installed and run by the command itself.
//!
//! The server is judged by Schemathesis, which makes up requests from the emitted documents; the client by Prism, which
//! checks requests and makes up responses from them; both by TypeSpec Spector, on scenarios of its own. Servers of other
//! documents are judged by Schemathesis, and so are servers that are wrong on purpose: who finds none judges nothing. What
//! becomes of documents of Swagger 2.0 is compared with what swagger2openapi makes of them. What they need is pinned in
//! `xtask/conformance/` and installed into `target/conformance/`, where the logs and reports of a run stay, too.

mod apis;
mod broken;
mod build;
mod conversion;
mod documented;
mod encodings;
mod events;
mod findings;
mod forward;
mod known;
mod prism;
mod process;
mod schemathesis;
mod servers;
mod spector;
mod summary;
mod table;
mod tools;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::failure::{Exit, Failure};
use crate::terminal;

/// The arguments of `conformance`.
#[derive(Args, Debug)]
pub(crate) struct ConformanceArgs {
    /// Who judges
    #[arg(value_enum, default_value_t = Judges::All)]
    judges: Judges,

    /// How many requests Schemathesis makes up at random for each operation and seed, besides its other phases
    #[arg(long, value_name = "N", default_value_t = EXAMPLES, value_parser = clap::value_parser!(u32).range(1..))]
    examples: u32,

    /// What Schemathesis makes up requests from; may be given several times [default: 1 and 2]
    #[arg(long = "seed", value_name = "N")]
    seeds: Vec<u32>,

    /// A folder of documents, as for `corpus`: those of Swagger 2.0 are converted besides our own
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
}

/// Who judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Judges {
    /// Schemathesis, the server
    Schemathesis,
    /// Prism, the client
    Prism,
    /// Schemathesis, servers of other documents
    Servers,
    /// Schemathesis and a table of refusals, servers that are wrong on purpose
    Broken,
    /// TypeSpec Spector, clients and servers of its scenarios
    Spector,
    /// swagger2openapi, what becomes of documents of Swagger 2.0
    Conversion,
    /// All of them
    All,
}

const EXAMPLES: u32 = 100;
const SEEDS: [u32; 2] = [1, 2];

/// The folders of a run.
#[derive(Clone, Debug)]
struct Places {
    /// The workspace.
    workspace: PathBuf,
    /// Pins, hooks and known findings: `xtask/conformance`.
    data: PathBuf,
    /// The emitted documents: `generated/openapi`.
    documents: PathBuf,
    /// What is installed, and what is written down on the way: `target/conformance`.
    work: PathBuf,
}

/// Runs the verb.
///
/// # Errors
/// When a judge cannot be installed or run, or what it is to judge cannot be built.
pub(crate) fn run(args: &ConformanceArgs) -> Result<Exit, Failure> {
    process::stop_on_signals()?;
    let places = places()?;
    for name in apis::unjudged(&places)? {
        let why = "neither the example server nor the client of this command knows it";
        terminal::message(&format!("note: {name} is not judged: {why}\n"));
    }
    let known = known::read(&places.data.join("known.json"))?;
    let seeds = match args.seeds.as_slice() {
        [] => &SEEDS,
        given => given,
    };

    let mut verdicts = Vec::new();
    let asked = |judges| args.judges == judges || args.judges == Judges::All;
    if asked(Judges::Schemathesis) {
        verdicts.extend(schemathesis::judge(&places, args.examples, seeds)?);
    }
    if asked(Judges::Servers) {
        verdicts.extend(servers::judge(&places, args.examples, seeds[0])?);
    }
    if asked(Judges::Prism) {
        verdicts.extend(prism::judge(&places)?);
    }

    // Whether a known finding still occurs only shows when everything runs as it does by default.
    let complete = args.judges == Judges::All && args.examples == EXAMPLES && args.seeds.is_empty();
    let new = known::set_aside(&mut verdicts, &known);
    let stale: Vec<_> = known::stale(&verdicts, &known)
        .filter(|_| complete)
        .collect();
    for verdict in &verdicts {
        terminal::message(&table::details(verdict));
    }
    for entry in &stale {
        let remedy = "remove it from xtask/conformance/known.json";
        terminal::message(&format!("error: no longer found, {remedy}: {entry}\n"));
    }
    if !verdicts.is_empty() {
        terminal::result(&table::of(&verdicts, stale.len()))?;
    }
    let mut unexpected = 0;
    if asked(Judges::Broken) {
        let report = broken::judge(&places, &known)?;
        terminal::result(&report.table)?;
        unexpected += report.wrong;
    }
    if asked(Judges::Spector) {
        let report = spector::judge(&places)?;
        terminal::message(&report.details);
        terminal::result(&report.table)?;
        unexpected += report.wrong;
    }
    if asked(Judges::Conversion) {
        let report = conversion::judge(&places, args.corpus.as_deref())?;
        terminal::message(&report.details);
        terminal::result(&report.table)?;
        unexpected += report.wrong;
    }
    Ok(match new == 0 && stale.is_empty() && unexpected == 0 {
        true => Exit::Done,
        false => Exit::Findings,
    })
}

fn places() -> Result<Places, Failure> {
    // Cargo says so to what it runs; nothing of this machine is compiled in.
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let workspace = manifest.as_deref().and_then(Path::parent).ok_or_else(|| {
        Failure::new("this command builds other packages of the workspace")
            .help("run it as `cargo xtask conformance`")
    })?;
    let work = workspace.join("target/conformance");
    let logs = work.join("logs");
    fs::create_dir_all(&logs).map_err(|error| Failure::io("create", &logs, &error))?;
    Ok(Places {
        workspace: workspace.to_path_buf(),
        data: workspace.join("xtask/conformance"),
        documents: workspace.join("generated/openapi"),
        work,
    })
}
