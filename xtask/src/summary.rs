//! The closing lines of a run: one for each API, and one for what they share.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Duration;

use generator::diagnostics::Severity;
use generator::output::{ApiSummary, Output};
use serde_json::json;

use crate::cli::MessageFormat;
use crate::failure::Failure;
use crate::report::{self, plural};
use crate::write::{Plan, State};

/// What became of the files of one API, or of those that all share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Files {
    changed: usize,
    removed: usize,
    unchanged: usize,
}

/// How many diagnostics there are about the documents of one API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// A run that has come to its end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'a> {
    /// What the generator made.
    pub(crate) output: &'a Output,
    /// How messages call the specs folder.
    pub(crate) specs: &'a str,
    /// What was done with it; none when it was not for writing, or not fit for it.
    pub(crate) plan: Option<&'a Plan>,
    /// Whether the plan was only looked at.
    pub(crate) check: bool,
    /// How long it took.
    pub(crate) elapsed: Duration,
}

/// Prints the lines.
///
/// # Errors
/// When stdout cannot be written to.
pub(crate) fn print(run: Run<'_>, format: MessageFormat) -> Result<(), Failure> {
    let text = match format {
        MessageFormat::Json => json(run),
        _ => human(run),
    };
    report::result(&text, format)
}

/// The lines for people.
fn human(run: Run<'_>) -> String {
    let mut text = String::new();
    let files = files(run.plan);
    let counts = counts(&run);
    if let Some(shared) = files.get(&None) {
        let _ = writeln!(text, "shared: {}", files_text(*shared, run.check));
    }
    for name in removed(run.output, &files) {
        let _ = writeln!(
            text,
            "{name}: no longer there; {}",
            files_text(files[&Some(name)], run.check)
        );
    }
    for api in &run.output.apis {
        let counts = counts.get(api.name.as_str()).copied().unwrap_or_default();
        let mut facts = Vec::new();
        // Errors keep its operations and types from being known, unless they were passed over.
        let is_generated = !api.failed && !run.output.files.is_empty();
        if counts.errors == 0 || is_generated {
            facts.extend([
                plural(api.operations, "operation"),
                plural(api.types, "type"),
            ]);
        }
        facts.extend(
            files
                .get(&Some(api.name.as_str()))
                .map(|files| files_text(*files, run.check)),
        );
        facts.push(counts_text(counts));
        facts.push(format!("{:.2} s", run.elapsed.as_secs_f64()));
        let _ = writeln!(text, "{}: {}", api.name, facts.join(", "));
    }
    text
}

/// The lines for programs: one JSON object each.
fn json(run: Run<'_>) -> String {
    let mut text = String::new();
    let files = files(run.plan);
    let counts = counts(&run);
    let of = |name: Option<&str>| {
        let Files {
            changed,
            removed,
            unchanged,
        } = files.get(&name).copied().unwrap_or_default();
        let verb = if run.check { "differing" } else { "written" };
        run.plan
            .map(|_| json!({verb: changed, "removed": removed, "unchanged": unchanged}))
    };
    let _ = writeln!(text, "{}", json!({"reason": "shared", "files": of(None)}));
    for name in removed(run.output, &files) {
        let _ = writeln!(
            text,
            "{}",
            json!({"reason": "removed-api", "api": name, "files": of(Some(name))})
        );
    }
    for ApiSummary {
        name,
        operations,
        types,
        failed,
        ..
    } in &run.output.apis
    {
        let Counts {
            errors,
            warnings,
            notes,
        } = counts.get(name.as_str()).copied().unwrap_or_default();
        let line = json!({
            "reason": "api",
            "api": name,
            "operations": operations,
            "types": types,
            "failed": failed,
            "files": of(Some(name)),
            "diagnostics": {"errors": errors, "warnings": warnings, "notes": notes},
            "milliseconds": u64::try_from(run.elapsed.as_millis()).unwrap_or(u64::MAX),
        });
        let _ = writeln!(text, "{line}");
    }
    text
}

fn files(plan: Option<&Plan>) -> BTreeMap<Option<&str>, Files> {
    let mut files: BTreeMap<_, Files> = BTreeMap::new();
    for item in plan.into_iter().flat_map(|plan| &plan.items) {
        let files = files.entry(item.api.as_deref()).or_default();
        match item.state {
            State::Unchanged => files.unchanged += 1,
            State::Stale => files.removed += 1,
            State::Missing { .. } | State::Changed { .. } | State::Edited { .. } => {
                files.changed += 1
            }
            State::Taken { .. } | State::NoRegion => files.changed += 1,
            // It is nobody's but the user's.
            State::StaleEdited => {}
        }
    }
    files
}

/// The APIs that have files in the output and no documents any more.
fn removed<'a>(output: &Output, files: &BTreeMap<Option<&'a str>, Files>) -> BTreeSet<&'a str> {
    let is_there = |name: &str| output.apis.iter().any(|api| api.name == name);
    files
        .keys()
        .flatten()
        .copied()
        .filter(|name| !is_there(name))
        .collect()
}

/// A diagnostic is about the API of its file: `<root>/<api>/…` or `<root>/<api>.yaml`.
fn counts<'a>(run: &Run<'a>) -> BTreeMap<&'a str, Counts> {
    let mut counts: BTreeMap<_, Counts> = BTreeMap::new();
    for diagnostic in run.output.diagnostics.iter() {
        let path = run.output.diagnostics.sources.path(diagnostic.span.file);
        let path = path
            .strip_prefix(run.specs)
            .and_then(|path| path.strip_prefix('/'))
            .unwrap_or_default();
        let counts = counts
            .entry(path.split(['/', '.']).next().unwrap_or_default())
            .or_default();
        match diagnostic.severity {
            Severity::Error => counts.errors += 1,
            Severity::Warning => counts.warnings += 1,
            Severity::Note => counts.notes += 1,
        }
    }
    counts
}

fn files_text(files: Files, check: bool) -> String {
    let Files {
        changed,
        removed,
        unchanged,
    } = files;
    let verb = if check { "differing" } else { "written" };
    let mut text = format!("{} {verb}, {unchanged} unchanged", plural(changed, "file"));
    if removed > 0 {
        let _ = write!(
            text,
            ", {removed} {}",
            if check { "stale" } else { "removed" }
        );
    }
    text
}

fn counts_text(counts: Counts) -> String {
    let Counts {
        errors,
        warnings,
        notes,
    } = counts;
    let kinds = [(errors, "error"), (warnings, "warning"), (notes, "note")];
    let said: Vec<_> = kinds
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| plural(*count, noun))
        .collect();
    match said.is_empty() {
        true => "no diagnostics".to_owned(),
        false => said.join(", "),
    }
}
