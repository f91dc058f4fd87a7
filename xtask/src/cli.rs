//! The arguments of the command line to plain values.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const EXIT_CODES: &str = "\
Exit codes:
  0  done; with --check: the output is what a run would write
  1  errors in the documents, or diagnostics that --deny or `codegen.yaml` denies
  2  wrong usage, unreadable input, unwritable output
  3  with --check: the output is not what a run would write

Results go to stdout, everything else to stderr. With --message-format json, sarif and github, diagnostics are results too.
With json, stdout is one JSON object per line, diagnostics with a `severity`, all others with a `reason`; with sarif it is
one document, and nothing else.";

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
    /// Says more about a diagnostic: why, an example, a remedy; without a code, lists all of them
    Explain(ExplainArgs),
    /// Tabulates how each construct of the documents is handled
    ///
    /// For every kind of construct, how many there are, and how many of them are typed as the document says, come with a
    /// warning that something of them is not (by code), or have errors (by code). Nothing is written.
    Coverage(CoverageArgs),
    /// Writes an API as one document
    ///
    /// Its documents merged, what they refer to in other files brought in, overlays applied, operations that the
    /// configuration filters out left out. Generating from the bundle gives the same Rust: what an overlay says about code
    /// (`x-rust-…`) is written beside it, as `<stem>.overlay.yaml`, because no document may say that.
    Bundle(BundleArgs),
    /// Takes OpenAPI documents out of documentation pages, into the specs folder
    ///
    /// A page is Markdown with a document in a fenced block. The block is written byte for byte to
    /// `<specs>/<api>/<title of the page>.yaml`, and where it came from to `<specs>/<api>/SOURCES.md`. What is there
    /// already is never replaced by something else.
    Import(ImportArgs),
    /// Generates a crate from every document of a folder, compiles it, and tabulates what became of it
    ///
    /// A document is a file, or a folder whose files refer to each other. Exits with 1 when the generator fails on one, when
    /// a crate does not compile or has warnings, when a document has errors that `xtask/corpus/expected.yaml` does not
    /// expect, and when something expected there is not so any more.
    Corpus(CorpusArgs),
    /// Lets outsiders judge the generated crate
    ///
    /// Installs Schemathesis (from PyPI), Prism, TypeSpec Spector and swagger2openapi (from npm) into
    /// `target/conformance/`, as pinned in `xtask/conformance/`, and runs them: Schemathesis against the example server,
    /// Prism against the client, both on the emitted documents; Spector against clients and servers of its own scenarios;
    /// swagger2openapi on documents of Swagger 2.0. Needs Python 3 and Node.js.
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

    /// Runs again whenever the specs folder changes, until it is stopped
    ///
    /// Errors are no reason to stop.
    #[arg(long, conflicts_with = "check")]
    pub(crate) watch: bool,

    /// Says how long each stage took
    #[arg(long)]
    pub(crate) timings: bool,

    /// Writes what was read to a file, as a rule of a Makefile for `src/lib.rs` of the crate
    ///
    /// With every document, overlay and configuration of the run, and the folders that they are in; for build systems that
    /// have to know when to run again. Written when the crate is.
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    pub(crate) depfile: Option<PathBuf>,

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

/// The arguments of `explain`.
#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The code, as diagnostics show it in brackets
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// The arguments of `coverage`.
#[derive(Args, Debug)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct CoverageArgs {
    /// The folder of the documents; relative to the current folder [default: `specs` in the workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) specs: Option<PathBuf>,

    /// Only this API, and others so named
    #[arg(long = "api", value_name = "NAME")]
    pub(crate) apis: Vec<String>,

    /// The format of the table
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = TableFormat::Text)]
    pub(crate) format: TableFormat,
}

/// The format of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// In columns, for people
    Text,
    /// One JSON document, for programs
    Json,
    /// Tables of Markdown
    Markdown,
}

/// The arguments of `bundle`.
#[derive(Args, Debug)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct BundleArgs {
    /// The folder of the documents; relative to the current folder [default: `specs` in the workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) specs: Option<PathBuf>,

    /// The API; not needed when there is only one
    #[arg(long, value_name = "NAME")]
    pub(crate) api: Option<String>,

    /// The format of the document [default: that of the file's extension, or yaml]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(crate) format: Option<BundleFormat>,

    /// The file to write; without it, the document goes to stdout
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Writes the document although it has errors, which it has in the bundle too; the exit code stays 1
    #[arg(long)]
    pub(crate) keep_going: bool,

    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

/// The format of a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BundleFormat {
    /// YAML 1.2
    Yaml,
    /// JSON
    Json,
}

/// The arguments of `import`.
#[derive(Args, Debug)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct ImportArgs {
    /// The pages: Markdown files with an OpenAPI document in a fenced block
    #[arg(value_name = "PAGE", required = true)]
    pub(crate) pages: Vec<PathBuf>,

    /// The API whose folder they go into
    #[arg(long, value_name = "NAME")]
    pub(crate) api: String,

    /// The folder of the documents; relative to the current folder [default: `specs` in the workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) specs: Option<PathBuf>,
}

/// The arguments of `corpus`.
#[derive(Args, Debug)]
pub(crate) struct CorpusArgs {
    /// The folder of the documents; it is only read
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,

    /// Generates, and does not compile
    #[arg(long)]
    pub(crate) check_only: bool,

    /// Generates from the bundles of each document as well, in YAML and in JSON: the same must come of them
    #[arg(long)]
    pub(crate) bundle: bool,

    /// Only this document, and others so named; a name as the table shows it
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Vec<String>,

    /// Only every `M`th document, beginning with the `N`th (counted on where `N` is more than `M`): what takes long can
    /// be done by turns
    #[arg(long, value_name = "N/M")]
    pub(crate) sample: Option<crate::corpus::Sample>,

    /// Writes the table to a file as well: JSON (`.json`), Markdown (`.md`), else text
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
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

    /// Goes on although there are errors in the documents, without what has them
    ///
    /// As little as possible is left out: a keyword of a schema, a media type or an optional parameter where that is
    /// enough, else the operation or component that has the error. The exit code stays 1. An API that cannot be generated at all stays in the output as it is.
    #[arg(long)]
    pub(crate) keep_going: bool,
}

/// What to say, and how.
#[derive(Args, Debug)]
pub(crate) struct ReportArgs {
    /// Makes warnings, or the diagnostics of one code, errors; may be given several times
    #[arg(long, value_name = "warnings|CODE")]
    pub(crate) deny: Vec<String>,

    /// Does not report the diagnostics of a code, which is no error; may be given several times
    ///
    /// What is said about one code goes before `--deny warnings`; for one code, an option goes before `diagnostics` in
    /// `codegen.yaml`. An `--allow` that nothing needs is itself reported.
    #[arg(long, value_name = "CODE")]
    pub(crate) allow: Vec<String>,

    /// How diagnostics and results are printed
    ///
    /// A diagnostic in json has the keys `version` (1; a change that readers could notice raises it), `severity` (error,
    /// warning or note), `code`, `message`, `label` (strings), `file` (a path), `line`, `column`, `end_line`, `end_column`
    /// (from 1, in characters, the end exclusive; null when the file as such is meant), `related` (other places: objects of
    /// `label` and the keys of a place), `notes` (strings) and `help` (a string, or null).
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
    /// One document of SARIF 2.1.0, for dashboards of code scanning
    Sarif,
    /// Commands of GitHub's workflows, which annotate a change
    Github,
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
