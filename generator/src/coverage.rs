//! How each construct of a document is handled: as it says, with a warning, or not at all.
//!
//! The stages run as with `--keep-going`, so that all that they have to say is said; each construct is then what is said
//! about it, and about what stands in it but in no construct inside. Nothing is looked at that the stages do not look at.

use crate::{
    diagnostics::{Code, Diagnostics, Severity, codes},
    dialect, keep_going, on_a_deep_stack,
    source::{self, Loader, Sources, Span},
};
pub use dialect::Construct;
use std::collections::{BTreeMap, BTreeSet};

/// How the constructs of an API are handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiCoverage {
    /// Its module name.
    pub name: String,
    /// For each kind of construct, in the order of [`Construct::ALL`]; all of them, also those that it does not have.
    pub constructs: Vec<(Construct, Counts)>,
    /// What is said about the document, but about none of these.
    pub elsewhere: BTreeMap<&'static str, usize>,
    /// Whether its documents do not make one, so that there is nothing to count.
    pub failed: bool,
}

/// How many constructs are handled how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// As the document says. Notes change nothing about it.
    pub typed: usize,
    /// With a warning: some of what the document says is not in the code.
    pub degraded: usize,
    /// Not at all: there is an error.
    pub rejected: usize,
    /// The codes of these warnings and errors, each with how many constructs have it.
    pub codes: BTreeMap<&'static str, usize>,
}

impl Counts {
    /// How many constructs there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.typed + self.degraded + self.rejected
    }
}

impl ApiCoverage {
    /// All kinds of constructs together.
    #[must_use]
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        for (_, counts) in &self.constructs {
            total.typed += counts.typed;
            total.degraded += counts.degraded;
            total.rejected += counts.rejected;
            for (code, count) in &counts.codes {
                *total.codes.entry(code).or_default() += count;
            }
        }
        total
    }
}

/// Tabulates the APIs of a specs folder, sorted by name; only those named by `only`, unless that is empty. An API whose
/// documents cannot be read at all is missing from the result: look at the diagnostics as well.
#[must_use]
pub fn run(loader: &dyn Loader, only: &[String]) -> (Vec<ApiCoverage>, Diagnostics) {
    let mut cx = Diagnostics::new(Sources::default(), true);
    let sources = source::run(&mut cx, loader, only).unwrap_or_default();
    let mut apis = Vec::new();
    for source in sources {
        let name = source.name.clone();
        let is_incomplete = source.is_incomplete;
        let before = cx.mark();
        let constructs = on_a_deep_stack(|| {
            let united = dialect::unite(&mut cx, source).ok()?;
            let constructs = united.constructs();
            let _ = keep_going::run(&mut cx, united, |cx, united| {
                crate::stages(cx, united, &|_| {})
            });
            Some(constructs)
        });
        let failed = constructs.is_none() || is_incomplete;
        let said = cx.since(before).iter();
        let said = said.map(|one| (one.code, one.span));
        let beyond = cx.beyond().map(|span| (&codes::LIMIT_EXCEEDED, span));
        let blamed = cx.blamed().map(|span| (&codes::UNRESOLVED_REFERENCE, span));
        let mut coverage = count(
            &constructs.unwrap_or_default(),
            said.chain(beyond).chain(blamed),
        );
        coverage.name = name;
        coverage.failed = failed;
        apis.push(coverage);
    }
    // All that is said is said about the documents, whatever is allowed.
    cx.settle(false, loader.display_root());
    (apis, cx)
}

fn count(
    constructs: &dialect::Constructs,
    said: impl Iterator<Item = (&'static Code, Span)>,
) -> ApiCoverage {
    let mut elsewhere = BTreeMap::new();
    let mut about: BTreeMap<usize, (Severity, BTreeSet<&'static str>)> = BTreeMap::new();
    for (code, span) in said.filter(|(code, _)| code.severity >= Severity::Warning) {
        match constructs.places.get(&span) {
            Some(construct) => {
                let (severity, codes) = about
                    .entry(*construct)
                    .or_insert((Severity::Warning, BTreeSet::new()));
                *severity = (*severity).max(code.severity);
                codes.insert(code.name);
            }
            None => *elsewhere.entry(code.name).or_default() += 1,
        }
    }
    let mut counts: BTreeMap<Construct, Counts> = BTreeMap::new();
    for (index, construct) in constructs.list.iter().enumerate() {
        let counts = counts.entry(*construct).or_default();
        match about.get(&index) {
            None => counts.typed += 1,
            Some((severity, codes)) => {
                match severity {
                    Severity::Error => counts.rejected += 1,
                    Severity::Warning | Severity::Note => counts.degraded += 1,
                }
                for code in codes {
                    *counts.codes.entry(code).or_default() += 1;
                }
            }
        }
    }
    ApiCoverage {
        name: String::new(),
        constructs: Construct::ALL
            .iter()
            .map(|construct| (*construct, counts.remove(construct).unwrap_or_default()))
            .collect(),
        elsewhere,
        failed: false,
    }
}
