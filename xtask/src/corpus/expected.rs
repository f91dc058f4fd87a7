//! What is known to go wrong with which document, and why.

use std::collections::BTreeMap;

use super::facts;
use super::report::Row;
use crate::cli::CorpusArgs;
use crate::failure::Failure;

/// By document and code: an error's, or `compile`, `warnings`, `bundle`, `failed`, `nothing`.
#[derive(Debug, Default)]
pub(super) struct Expectations(BTreeMap<String, BTreeMap<String, String>>);

impl Expectations {
    /// The expectations that are checked in.
    ///
    /// # Errors
    /// When they are not understood.
    pub(super) fn load() -> Result<Self, Failure> {
        let text = include_str!("../../corpus/expected.yaml");
        let map: Option<BTreeMap<String, BTreeMap<String, String>>> = serde_yaml::from_str(text)
            .map_err(|error| Failure::new(format!("xtask/corpus/expected.yaml: {error}")))?;
        Ok(Self(map.unwrap_or_default()))
    }

    /// What is not expected about these documents, and what is expected of them but not so.
    pub(super) fn judge(&self, rows: &[Row], args: &CorpusArgs) -> Vec<String> {
        let nothing = BTreeMap::new();
        let mut findings = Vec::new();
        for row in rows {
            let expected = self.0.get(&row.name).unwrap_or(&nothing);
            let facts = facts(row);
            for (code, text) in &facts {
                if !expected.contains_key(code) {
                    findings.push(format!("{}: {text} ({code})", row.name));
                }
            }
            for (code, reason) in expected {
                let is_there = facts.iter().any(|(fact, _)| fact == code);
                let is_unknown = match code.as_str() {
                    "compile" | "warnings" => args.check_only,
                    "bundle" => !args.bundle,
                    _ => false,
                };
                if !is_there && !is_unknown {
                    findings.push(format!(
                        "{}: `{code}` is expected, but not so any more: remove it from xtask/corpus/expected.yaml ({reason})",
                        row.name
                    ));
                }
            }
        }
        findings
    }
}
