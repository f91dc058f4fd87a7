//! Documents of Swagger 2.0, converted by the generator and by swagger2openapi: the same operations, parameters and
//! schemas must come of both.
//!
//! Each document is bundled, so that both read one and the same text. The generator reads that itself, and reads what
//! swagger2openapi makes of it, which is OpenAPI 3.0. The documents that it emits say all that the code implements: they
//! are compared.

mod differences;
mod documents;
mod expected;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use generator::output::Options;
use generator::source::MemoryLoader;
use serde_json::Value;

use super::{Places, process, tools};
use crate::failure::Failure;
use crate::terminal;
use differences::Difference;
use documents::Document;

const CONVERTING: Duration = Duration::from_mins(2);

/// What came of all documents: the text for people, and how many things are not as expected.
#[derive(Clone, Debug)]
pub(super) struct Report {
    /// One line per document.
    pub(super) table: String,
    /// What is not as expected.
    pub(super) details: String,
    /// How much of that there is.
    pub(super) wrong: usize,
}

/// Judges the conversion of our own documents, and of those of a folder.
///
/// # Errors
/// When swagger2openapi cannot be installed, or a document cannot be read.
pub(super) fn judge(places: &Places, corpus: Option<&Path>) -> Result<Report, Failure> {
    let expected = expected::read(&places.data.join("swagger2openapi/expected.yaml"))?;
    let script = tools::swagger2openapi(places)?;
    let mut report = Report {
        table: format!(
            "{:24} {:>11} {:>9}\n",
            "swagger2openapi", "differences", "explained"
        ),
        details: String::new(),
        wrong: 0,
    };
    for document in documents::all(places, corpus)? {
        terminal::message(&format!("swagger2openapi: {}\n", document.name));
        let differences = compare(places, &script, &document)?;
        let verdict = expected.judge(&document.name, &differences);
        for wrong in &verdict.wrong {
            let _ = writeln!(report.details, "error: {}: {wrong}", document.name);
        }
        report.wrong += verdict.wrong.len();
        let _ = writeln!(
            report.table,
            "{:24} {:>11} {:>9}",
            document.name,
            differences.len(),
            verdict.explained
        );
    }
    Ok(report)
}

fn compare(
    places: &Places,
    script: &Path,
    document: &Document,
) -> Result<Vec<Difference>, Failure> {
    let folder = places.work.join("conversion");
    fs::create_dir_all(&folder).map_err(|error| Failure::io("create", &folder, &error))?;
    let (from, to) = (
        folder.join(format!("{}-2.0.json", document.name)),
        folder.join(format!("{}-3.0.json", document.name)),
    );
    fs::write(&from, &document.text).map_err(|error| Failure::io("write", &from, &error))?;
    let log = places.work.join("logs/swagger2openapi.log");
    let mut command = Command::new("node");
    // What is slightly wrong, and what cannot be said in 3.0, is no reason not to go on; what stands beside a reference is
    // kept.
    command
        .arg(script)
        .args(["--patch", "--warnOnly", "--refSiblings", "preserve"])
        .arg("--outfile")
        .arg(&to)
        .arg(&from);
    process::complete("swagger2openapi", &mut command, &log, CONVERTING)?;
    let converted = fs::read_to_string(&to).map_err(|error| Failure::io("read", &to, &error))?;
    let ours = emitted(&document.name, &document.text);
    let theirs = emitted(&document.name, &converted);
    Ok(differences::between(&ours, &theirs))
}

/// The document that says what the code implements; nothing when there is no code.
fn emitted(name: &str, text: &str) -> Value {
    let loader = MemoryLoader::new().file(format!("{name}.json"), text);
    let options = Options {
        keep_going: true,
        ..Options::default()
    };
    let output = generator::generate(&options, &loader);
    let path = format!("openapi/{name}.json");
    let file = output.files.iter().find(|file| file.path == path);
    file.and_then(|file| serde_json::from_str(&file.contents).ok())
        .unwrap_or_default()
}
