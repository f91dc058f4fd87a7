//! The arguments of the command line to plain values.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const EXIT_CODES: &str = "\
Exit codes:
  0  done; with --check: the output is what a run would write
  1  errors in the documents, or diagnostics that --deny names
  2  wrong usage, unreadable input, unwritable output
  3  with --check: the output is not what a run would write

Results go to stdout, everything else to stderr. With --message-format json, diagnostics are results too: stdout is one
JSON object per line, diagnostics with a `severity`, all others with a `reason`.";

/// OpenAPI documents to a Rust crate.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Writes the crate of the documents
    ///
    /// Reads the documents of the specs folder and writes the crate of their APIs: models, operations, client, server.
    /// Files that are as they should be are not touched; files that somebody else wrote or changed are never replaced.
    /// Either everything is written or nothing.
    Codegen(CodegenArgs),
    /// Reads the documents and says what is wrong with them, without writing anything
    Check(CheckArgs),
    /// Lets outsiders judge the generated crate
    ///
    /// Installs Schemathesis (from PyPI) and Prism (from npm) into `target/conformance/`, as pinned in
    /// `xtask/conformance/`, and runs them: Schemathesis against the example server, Prism against the client, both on
    /// the emitted documents. Needs Python 3 and Node.js.
    Conformance(crate::conformance::ConformanceArgs),
}

/// The arguments of `codegen`.
#[derive(Args, Debug)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct CodegenArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// The folder to write the crate to; relative to the current folder [default: `generated` in the workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Writes nothing, and says whether a run would
    ///
    /// Prints a unified diff of each file that would change, names the files that are missing, stale or edited by hand,
    /// and ends with the command that repairs it. Works on a read-only tree.
    #[arg(long)]
    pub(crate) check: bool,

    /// Writes the Rust names of all items beside the documents, so that they keep them
    ///
    /// `<api>.names.lock`, or `names.lock` in the folder of the API: to be checked in. Whatever is added to the documents
    /// or moved in them, what has a name there keeps it. Nothing else is ever written into the specs folder.
    #[arg(long)]
    pub(crate) lock: bool,

    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

/// The arguments of `check`.
#[derive(Args, Debug)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

/// What to read.
#[derive(Args, Debug)]
pub(crate) struct InputArgs {
    /// The folder of the documents; relative to the current folder [default: `specs` in the workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) specs: Option<PathBuf>,

    /// Only this API, and others so named; those not named stay in the output as they are
    #[arg(long = "api", value_name = "NAME")]
    pub(crate) apis: Vec<String>,

    /// Goes on although there are errors in the documents, without the operations, schemas and components that have them
    ///
    /// The exit code stays 1. An API that cannot be generated at all stays in the output as it is.
    #[arg(long)]
    pub(crate) keep_going: bool,
}

/// What to say, and how.
#[derive(Args, Debug)]
pub(crate) struct ReportArgs {
    /// Makes warnings, or the diagnostics of one code, as bad as errors; may be given several times
    #[arg(long, value_name = "warnings|CODE")]
    pub(crate) deny: Vec<String>,

    /// How diagnostics and results are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MessageFormat::Human)]
    pub(crate) message_format: MessageFormat,

    /// When to use colours; `auto` means on a terminal, unless the environment variable NO_COLOR is set
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = When::Auto)]
    pub(crate) color: When,
}

/// How diagnostics and results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// With the excerpt, for people
    Human,
    /// One line each
    Short,
    /// One JSON object per line, for programs
    Json,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Even in a pipe
    Always,
    /// Not even on a terminal
    Never,
}
