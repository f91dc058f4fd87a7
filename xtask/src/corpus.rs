//! `cargo xtask corpus`: what becomes of every document of a folder.

mod bundled;
mod documents;
mod expected;
mod measure;
mod report;
mod sample;

use std::fs;
use std::path::Path;

use crate::cli::CorpusArgs;
use crate::failure::{Exit, Failure};
use crate::{locate, terminal};
pub(crate) use documents::find;
use expected::Expectations;
pub(crate) use measure::put;
use report::Row;
pub(crate) use sample::Sample;

/// Runs the verb. Works in `target/corpus` of the workspace, where the crates stay until the next run.
///
/// # Errors
/// Unreadable input; a place to work in that cannot be written.
pub(crate) fn run(args: &CorpusArgs) -> Result<Exit, Failure> {
    let documents = documents::find(&args.folder, &args.only)?;
    let documents = match args.sample {
        Some(sample) => sample.of(documents),
        None => documents,
    };
    let expectations = Expectations::load()?;
    let root = locate::root()?;
    let root = fs::canonicalize(if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &root
    })
    .map_err(|error| Failure::io("find", &root, &error))?;
    let work = root.join("target").join("corpus");
    let lock = fs::read(root.join("Cargo.lock")).unwrap_or_default();
    let mut rows = Vec::new();
    for document in &documents {
        let place = work.join(&document.name);
        let mut row = measure::generate(document, &place)?;
        if args.bundle && row.is_generated() {
            bundled::compare(&mut row, &place)?;
        }
        if !args.check_only && row.is_generated() {
            measure::check(&mut row, &place, &work.join("build"), &lock)?;
        }
        terminal::message(&format!("{}\n", row.line()));
        rows.push(row);
    }
    let findings = expectations.judge(&rows, args);
    terminal::result(&report::text(&rows))?;
    if let Some(path) = &args.report {
        let text = match path.extension().and_then(|extension| extension.to_str()) {
            Some("json") => report::json(&rows, &findings),
            Some("md") => report::markdown(&rows, &findings),
            _ => report::text(&rows),
        };
        fs::write(path, text).map_err(|error| Failure::io("write", path, &error))?;
    }
    for finding in &findings {
        terminal::message(&format!("error: {finding}\n"));
    }
    Ok(match findings.is_empty() {
        true => Exit::Done,
        false => Exit::Findings,
    })
}

/// Whether a row is about something that has to be said to be expected.
type Fact = (String, &'static str);

/// What a row has that has to be expected, each with a few words.
fn facts(row: &Row) -> Vec<Fact> {
    let mut facts: Vec<Fact> = row
        .errors
        .iter()
        .map(|(code, count)| {
            (
                code.clone(),
                if *count == 1 { "one error" } else { "errors" },
            )
        })
        .collect();
    let others = [
        (row.has_failed, "failed", "the generator failed on it"),
        (
            row.compiles == Some(false),
            "compile",
            "its crate does not compile",
        ),
        (
            row.compile_warnings > 0,
            "warnings",
            "its crate has warnings",
        ),
        (
            !row.bundle_differs.is_empty(),
            "bundle",
            "its bundle gives something else",
        ),
        (
            !row.has_failed && !row.is_generated(),
            "nothing",
            "nothing was generated from it",
        ),
    ];
    facts.extend(
        others
            .into_iter()
            .filter(|(is_so, _, _)| *is_so)
            .map(|(_, code, text)| (code.to_owned(), text)),
    );
    facts
}
