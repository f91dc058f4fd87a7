//! Rows to tables: text, Markdown and JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

/// What became of one document.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) operations: u64,
    pub(super) types: u64,
    /// Diagnostics by code. An error is something that was refused; a warning something that is degraded.
    pub(super) errors: BTreeMap<String, u64>,
    pub(super) warnings: BTreeMap<String, u64>,
    pub(super) notes: BTreeMap<String, u64>,
    /// Whether the generator did not come to its end.
    pub(super) has_failed: bool,
    /// The lines of each file of the module.
    pub(super) lines: BTreeMap<String, u64>,
    pub(super) milliseconds: u64,
    pub(super) peak_kib: Option<u64>,
    /// Nothing when that was not tried.
    pub(super) compiles: Option<bool>,
    pub(super) compile_warnings: u64,
    pub(super) check_milliseconds: Option<u64>,
    /// The files that are not the same when they are generated from a bundle.
    pub(super) bundle_differs: Vec<String>,
}

impl Row {
    pub(super) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// Whether there is a module.
    pub(super) fn is_generated(&self) -> bool {
        !self.lines.is_empty()
    }

    /// Lines of models for each type.
    fn per_type(&self) -> Option<u64> {
        let models = self.lines.get("models.rs")?;
        models.checked_div(self.types)
    }

    /// Lines of client, server and operations for each operation.
    fn per_operation(&self) -> Option<u64> {
        let files = ["client.rs", "operations.rs", "server.rs"];
        let lines: u64 = files.iter().filter_map(|file| self.lines.get(*file)).sum();
        lines.checked_div(self.operations)
    }

    fn cells(&self) -> [String; 11] {
        let sum = |codes: &BTreeMap<String, u64>| codes.values().sum::<u64>().to_string();
        let number = |number: Option<u64>| number.map_or("-".to_owned(), |one| one.to_string());
        let seconds = |milliseconds: u64| format!("{:.1} s", milliseconds as f64 / 1000.0);
        let result = match (self.has_failed, self.compiles) {
            (true, _) => "FAILED".to_owned(),
            _ if !self.is_generated() => "nothing".to_owned(),
            _ if !self.bundle_differs.is_empty() => "BUNDLE DIFFERS".to_owned(),
            (_, Some(true)) if self.compile_warnings == 0 => "compiles".to_owned(),
            (_, Some(true)) => format!("{} warnings", self.compile_warnings),
            (_, Some(false)) => "DOES NOT COMPILE".to_owned(),
            (_, None) => "generated".to_owned(),
        };
        [
            self.name.clone(),
            self.operations.to_string(),
            self.types.to_string(),
            sum(&self.errors),
            sum(&self.warnings),
            number(self.per_type()),
            number(self.per_operation()),
            seconds(self.milliseconds),
            self.peak_kib
                .map_or("-".to_owned(), |peak| format!("{} MiB", peak / 1024)),
            self.check_milliseconds.map_or("-".to_owned(), seconds),
            result,
        ]
    }

    /// The row while others are still to come.
    pub(super) fn line(&self) -> String {
        let [
            name,
            operations,
            types,
            refused,
            degraded,
            _,
            _,
            time,
            _,
            _,
            result,
        ] = self.cells();
        format!(
            "{name}: {operations} operations, {types} types, {refused} refused, {degraded} degraded, {time}, {result}"
        )
    }
}

const HEAD: [&str; 11] = [
    "document",
    "operations",
    "types",
    "refused",
    "degraded",
    "lines/type",
    "lines/operation",
    "time",
    "peak",
    "check",
    "result",
];

/// The table for people, and the diagnostics by code below it.
pub(super) fn text(rows: &[Row]) -> String {
    let mut table = vec![HEAD.map(str::to_owned)];
    table.extend(rows.iter().map(Row::cells));
    let width = |column: usize| {
        let cells = table.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
    let mut text = String::new();
    for row in &table {
        for (column, cell) in row.iter().enumerate() {
            let width = widths[column];
            let _ = match column {
                0 => write!(text, "{cell:width$}"),
                10 => write!(text, "  {cell}"),
                _ => write!(text, "  {cell:>width$}"),
            };
        }
        text.push('\n');
    }
    for (severity, codes) in codes(rows) {
        for (code, (count, documents)) in codes {
            let _ = writeln!(text, "{severity}[{code}]: {count} in {documents}");
        }
    }
    text
}

/// The same in Markdown.
pub(super) fn markdown(rows: &[Row], findings: &[String]) -> String {
    let mut text = format!("| {} |\n|{}\n", HEAD.join(" | "), "---|".repeat(HEAD.len()));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.cells().join(" | "));
    }
    text.push_str("\n| diagnostic | count | documents |\n|---|---|---|\n");
    for (severity, codes) in codes(rows) {
        for (code, (count, documents)) in codes {
            let _ = writeln!(text, "| {severity}[{code}] | {count} | {documents} |");
        }
    }
    if !findings.is_empty() {
        text.push_str("\n## Findings\n\n");
    }
    for finding in findings {
        let _ = writeln!(text, "- {finding}");
    }
    text
}

/// The same for programs.
pub(super) fn json(rows: &[Row], findings: &[String]) -> String {
    let value = serde_json::json!({"documents": rows, "findings": findings});
    format!("{value:#}\n")
}

type Codes = BTreeMap<String, (u64, u64)>;

/// How often each code was said, and about how many documents.
fn codes(rows: &[Row]) -> [(&'static str, Codes); 3] {
    let count = |of: fn(&Row) -> &BTreeMap<String, u64>| {
        let mut all = Codes::new();
        for (code, count) in rows.iter().flat_map(of) {
            let entry = all.entry(code.clone()).or_default();
            entry.0 += count;
            entry.1 += 1;
        }
        all
    };
    [
        ("error", count(|row| &row.errors)),
        ("warning", count(|row| &row.warnings)),
        ("note", count(|row| &row.notes)),
    ]
}
