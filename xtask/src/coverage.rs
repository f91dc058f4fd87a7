//! `cargo xtask coverage`: a table of how the constructs of the documents are handled.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use generator::coverage::{self, ApiCoverage, Counts};
use generator::diagnostics::{Class, Diagnostics, Severity};
use generator::source::DirLoader;
use serde_json::{Value, json};

use crate::cli::{CoverageArgs, TableFormat, When};
use crate::failure::{Exit, Failure};
use crate::report::plural;
use crate::{locate, terminal};

/// Runs the verb.
///
/// # Errors
/// When the specs folder cannot be read, or stdout cannot be written to.
pub(crate) fn run(args: &CoverageArgs) -> Result<Exit, Failure> {
    let specs = locate::specs(args.specs.as_deref())?;
    let loader = DirLoader::new(&specs, locate::display(&specs));
    let (apis, diagnostics) = coverage::run(&loader, &args.apis);
    terminal::result(&match args.format {
        TableFormat::Text => text(&apis),
        TableFormat::Json => json(&apis),
        TableFormat::Markdown => markdown(&apis),
    })?;
    Ok(verdict(&apis, &diagnostics))
}

fn verdict(apis: &[ApiCoverage], diagnostics: &Diagnostics) -> Exit {
    let unreadable = diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error && one.code.class == Class::Input);
    if unreadable || apis.is_empty() || apis.iter().any(|api| api.failed) {
        terminal::message(&diagnostics.human(terminal::colours_message(When::Auto)));
    }
    let errors = diagnostics.errors();
    if errors > 0 {
        terminal::message(&format!(
            "error: {} in the documents; `cargo xtask check` shows them\n",
            plural(errors, "error")
        ));
    }
    match (unreadable, errors) {
        (true, _) => Exit::Input,
        (false, 0) => Exit::Done,
        (false, _) => Exit::Documents,
    }
}

/// The rows of an API's table: the kinds of constructs that it has, and all together.
fn rows(api: &ApiCoverage) -> Vec<(&'static str, Counts)> {
    let kinds = api.constructs.iter();
    let kinds = kinds.filter(|(_, counts)| counts.total() > 0);
    let mut rows: Vec<_> = kinds
        .map(|(construct, counts)| (construct.plural(), counts.clone()))
        .collect();
    rows.push(("all", api.total()));
    rows
}

const HEADS: [&str; 4] = ["total", "typed", "degraded", "rejected"];

fn numbers(counts: &Counts) -> [usize; 4] {
    [
        counts.total(),
        counts.typed,
        counts.degraded,
        counts.rejected,
    ]
}

/// `unknown-format 2, wrong-kind 1`
fn list(codes: &BTreeMap<&'static str, usize>) -> String {
    let codes: Vec<_> = codes
        .iter()
        .map(|(code, count)| format!("{code} {count}"))
        .collect();
    codes.join(", ")
}

fn text(apis: &[ApiCoverage]) -> String {
    let mut text = String::new();
    for api in apis {
        // Writing to a string cannot fail.
        let _ = write!(text, "{:20}", api.name);
        for head in HEADS {
            let _ = write!(text, "{head:>10}");
        }
        text.push('\n');
        for (kind, counts) in rows(api) {
            let _ = write!(text, "  {kind:18}");
            for number in numbers(&counts) {
                let _ = write!(text, "{number:>10}");
            }
            if !counts.codes.is_empty() && kind != "all" {
                let _ = write!(text, "  {}", list(&counts.codes));
            }
            text.push('\n');
        }
        if !api.elsewhere.is_empty() {
            let _ = writeln!(text, "  {:18}  {}", "elsewhere", list(&api.elsewhere));
        }
        if api.failed {
            let _ = writeln!(text, "  its documents do not make one");
        }
        text.push('\n');
    }
    text
}

fn markdown(apis: &[ApiCoverage]) -> String {
    let mut text = String::new();
    for api in apis {
        // Writing to a string cannot fail.
        let _ = write!(text, "## {}\n\n", api.name);
        text.push_str("| construct | total | typed | degraded | rejected | by code |\n");
        text.push_str("|---|--:|--:|--:|--:|---|\n");
        for (kind, counts) in rows(api) {
            let [total, typed, degraded, rejected] = numbers(&counts);
            let codes = match kind {
                "all" => String::new(),
                _ => list(&counts.codes),
            };
            let _ = writeln!(
                text,
                "| {kind} | {total} | {typed} | {degraded} | {rejected} | {codes} |"
            );
        }
        if !api.elsewhere.is_empty() {
            let codes = list(&api.elsewhere);
            let _ = write!(text, "\nElsewhere in the document: {codes}.\n");
        }
        if api.failed {
            text.push_str("\nIts documents do not make one.\n");
        }
        text.push('\n');
    }
    text
}

fn json(apis: &[ApiCoverage]) -> String {
    let counts = |counts: &Counts| {
        let [total, typed, degraded, rejected] = numbers(counts);
        json!({
            "total": total,
            "typed": typed,
            "degraded": degraded,
            "rejected": rejected,
            "codes": counts.codes,
        })
    };
    let apis: Vec<Value> = apis
        .iter()
        .map(|api| {
            let kinds = api.constructs.iter();
            let kinds: serde_json::Map<_, _> = kinds
                .map(|(construct, all)| (construct.plural().replace(' ', "_"), counts(all)))
                .collect();
            json!({
                "api": api.name,
                "failed": api.failed,
                "constructs": kinds,
                "all": counts(&api.total()),
                "elsewhere": api.elsewhere,
            })
        })
        .collect();
    format!("{:#}\n", json!({"version": 1, "apis": apis}))
}
