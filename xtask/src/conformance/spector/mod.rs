//! Generated clients and servers to the verdict of TypeSpec Spector, on the scenarios of http-specs.
//!
//! `knock` makes the requests of every scenario and checks the answers; `serve` checks requests and makes the answers. What
//! stands between them are the generated servers of the scenarios' documents, which answer with what the generated clients
//! get: one run judges both. All that either knows of a scenario is its document, so nothing is written by hand for one,
//! but for the few requests that `knock` does not make as its scenarios want them (`more.mjs`).

mod documents;
mod expected;
mod outcomes;
mod table;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::{Places, forward, process, tools};
use crate::failure::Failure;
use crate::terminal;
use outcomes::Outcomes;

const STARTING: Duration = Duration::from_mins(2);
const JUDGING: Duration = Duration::from_mins(5);

/// The scenarios, inside of the installation.
const SCENARIOS: &str = "node_modules/@typespec/http-specs/specs";

/// What came of all scenarios: the text for people, and how many things are not as expected.
#[derive(Clone, Debug)]
pub(super) struct Report {
    /// A table of groups.
    pub(super) table: String,
    /// What is not as expected.
    pub(super) details: String,
    /// How much of that there is.
    pub(super) wrong: usize,
}

/// Judges both sides.
///
/// # Errors
/// When the judge cannot be installed or run, or what it is to judge cannot be built.
pub(super) fn judge(places: &Places) -> Result<Report, Failure> {
    let expected = expected::read(&places.data.join("spector/expected.json"))?;
    let installed = tools::spector(places)?;
    let folder = places.work.join("spector");
    let apis = documents::compile(places, &installed)?;
    let program = forward::build(places, &folder, &folder.join("specs"), &apis)?;
    terminal::message("spector: all scenarios\n");
    let started = Instant::now();
    let outcomes = run(places, &installed, &program)?;
    let unexpected = expected::compare(&expected, &outcomes);
    Ok(Report {
        table: table::of(&outcomes, &expected, started.elapsed()),
        details: table::details(&unexpected, &outcomes),
        wrong: unexpected.len(),
    })
}

fn run(places: &Places, installed: &Path, program: &Path) -> Result<Outcomes, Failure> {
    let log = |name: &str| -> PathBuf {
        let name = format!("spector-{name}");
        places.work.join("logs").join(name)
    };
    let coverage = log("coverage.json");
    let mut command = spector(installed);
    command
        .args(["serve", SCENARIOS, "--port", "0", "--coverageFile"])
        .arg(&coverage);
    let mut serve = process::start("tsp-spector serve", &mut command, &log("serve.log"))?;
    let judge = serve.origin(STARTING)?;

    let mut command = Command::new(program);
    let mut forward = process::start("the servers", command.arg(&judge), &log("forward.log"))?;
    let origin = forward.origin(STARTING)?;

    let mut command = spector(installed);
    command.args(["knock", SCENARIOS, "--baseUrl", &origin]);
    let knocked = log("knock.log");
    // It ends with 1 when a scenario fails.
    process::start("tsp-spector knock", &mut command, &knocked)?.end(JUDGING)?;
    let mut command = Command::new("node");
    command
        .arg(places.data.join("spector/more.mjs"))
        .arg(&origin)
        .arg(installed.join("node_modules/@typespec/http-specs"));
    let more = log("more.log");
    process::complete("more requests", &mut command, &more, JUDGING)?;
    forward.expect_running()?;
    outcomes::stop(&judge)?;
    serve.end(STARTING)?;

    let read = |path: &Path| {
        std::fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))
    };
    outcomes::read(&read(&coverage)?, &(read(&knocked)? + &read(&more)?))
}

fn spector(installed: &Path) -> Command {
    let mut command = Command::new("node");
    command
        .current_dir(installed)
        .arg("node_modules/@typespec/spector/cmd/cli.mjs");
    command
}
