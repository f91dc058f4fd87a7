//! Servers that are wrong on purpose to the faults that the judges find: who finds none judges nothing.
//!
//! A fault is put around the router by the program that serves (`xtask/conformance/forward/src/faults.rs`), so that all of
//! them are built once. Schemathesis looks first, and then a table of requests that must be refused in one way
//! (`xtask/conformance/servers/refusals.mjs`), which the right servers must pass.

use std::fs;
use std::process::Command;
use std::time::Duration;

use super::findings::Verdict;
use super::known::{self, Known};
use super::servers::{self, Servers};
use super::{Places, process};
use crate::failure::Failure;
use crate::terminal;

const STARTING: Duration = Duration::from_secs(30);
const ASKING: Duration = Duration::from_mins(1);

/// Enough to find what is wrong with every answer.
const EXAMPLES: u32 = 15;
const SEED: u32 = 1;

/// Each fault, and the API that shows it.
const FAULTS: [(&str, &str); 11] = [
    ("authentication-skipped", "secured"),
    ("null-accepted", "media"),
    ("number-as-string", "media"),
    ("wrong-allow", "media"),
    ("404-for-405", "media"),
    ("header-ignored", "media"),
    ("wrong-success-status", "uploads"),
    ("422-for-400", "uploads"),
    ("wrong-content-type", "uploads"),
    ("dropped-field", "uploads"),
    ("any-content-type", "secured"),
];

/// How many faults may be missed.
const MISSED: usize = 1;

/// What came of all faults: the text for people, and how many things are not as they should be.
pub(super) struct Report {
    /// One line per fault.
    pub(super) table: String,
    /// How many faults were missed beyond what is allowed, and whether a right server was found wrong.
    pub(super) wrong: usize,
}

/// Judges every broken server. What is known of the right ones is no sign of a fault.
///
/// # Errors
/// When a judge cannot be run, or a server.
pub(super) fn judge(places: &Places, known: &[Known]) -> Result<Report, Failure> {
    let servers = servers::prepare(places)?;
    let mut table = String::new();
    let right = refusals(places, &servers, &[])?;
    for wrong in &right {
        table += &format!("error: a right server: {wrong}\n");
    }
    let mut missed = 0;
    for (fault, api) in FAULTS {
        terminal::message(&format!("broken: {fault}\n"));
        let found = found(places, &servers, known, (fault, api))?;
        missed += usize::from(found.is_none());
        let found = found.unwrap_or_else(|| "missed".to_owned());
        table += &format!("{fault:24} {api:8} {found}\n");
    }
    table += &format!(
        "broken: {} of {} found\n",
        FAULTS.len() - missed,
        FAULTS.len()
    );
    Ok(Report {
        table,
        wrong: right.len() + missed.saturating_sub(MISSED),
    })
}

fn found(
    places: &Places,
    servers: &Servers<'_>,
    known: &[Known],
    (fault, api): (&str, &str),
) -> Result<Option<String>, Failure> {
    let arguments = ["--fault", fault];
    let name = format!("broken-{fault}");
    let verdict = servers.judge(api, &name, EXAMPLES, SEED, &arguments)?;
    let mut verdicts = [Verdict {
        api: api.to_owned(),
        ..verdict
    }];
    known::set_aside(&mut verdicts, known);
    if let Some(finding) = verdicts[0].findings.first() {
        return Ok(Some(format!("schemathesis: {}", finding.subject)));
    }
    let refusals = refusals(places, servers, &arguments)?;
    Ok(refusals.first().map(|it| format!("refusals: {it}")))
}

/// The requests of the table that are not answered as they should be.
fn refusals(
    places: &Places,
    servers: &Servers<'_>,
    arguments: &[&str],
) -> Result<Vec<String>, Failure> {
    let log = |name: &str| places.work.join("logs").join(name);
    let mut command = servers.command(arguments);
    let mut server = process::start("the server", &mut command, &log("refusals-server.log"))?;
    let mut command = Command::new("node");
    command
        .arg(places.data.join("servers/refusals.mjs"))
        .arg(server.origin(STARTING)?);
    let printed = log("refusals.log");
    process::complete("the refusals", &mut command, &printed, ASKING)?;
    let text =
        fs::read_to_string(&printed).map_err(|error| Failure::io("read", &printed, &error))?;
    Ok(text.lines().map(str::to_owned).collect())
}
