//! The generated server to the verdict of Schemathesis, which makes up requests from the emitted document.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::apis::{self, APIS};
use super::events::{self, Events, PHASES};
use super::findings::Verdict;
use super::summary::Summary;
use super::{Places, build, process, tools};
use crate::failure::Failure;
use crate::terminal;

const STARTING: Duration = Duration::from_secs(30);
const JUDGING: Duration = Duration::from_mins(20);

const SERVER: [&str; 6] = [
    "--package",
    "generated",
    "--example",
    "organizations",
    "--features",
    "server",
];

/// Judges every API with every seed.
///
/// # Errors
/// When Schemathesis cannot be installed or run, or the example server cannot be built or run.
pub(super) fn judge(
    places: &Places,
    examples: u32,
    seeds: &[u32],
) -> Result<Vec<Verdict>, Failure> {
    let python = tools::python(places)?;
    let server = build::program(places, "organizations", &SERVER)?;
    let mut verdicts = Vec::new();
    for api in &APIS {
        for seed in seeds {
            let run = Run {
                places,
                python: &python,
                name: api.name,
                document: &apis::document(places, api.name),
                config: "schemathesis/schemathesis.toml",
                prefix: api.prefix,
                authorization: Some(api.authorization),
                examples,
                least: examples,
                seed: *seed,
            };
            terminal::message(&format!("schemathesis: {}, seed {seed}\n", api.name));
            let mut command = Command::new(&server);
            command.args(["--listen", "127.0.0.1:0", "--demo", "--invent"]);
            verdicts.push(judge_one(&run, &mut command)?);
        }
    }
    Ok(verdicts)
}

/// What a run makes up its requests from, and where they go.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    /// The folders.
    pub(super) places: &'a Places,
    /// The interpreter that has Schemathesis.
    pub(super) python: &'a Path,
    /// What the run is called.
    pub(super) name: &'a str,
    /// The document.
    pub(super) document: &'a Path,
    /// Its configuration, in `xtask/conformance`.
    pub(super) config: &'a str,
    /// What the paths begin with on the server.
    pub(super) prefix: &'a str,
    /// The `Authorization` that is sent with each request, where the configuration does not say.
    pub(super) authorization: Option<&'a str>,
    /// How many requests are made up for each operation.
    pub(super) examples: u32,
    /// Fewer than this are a finding: there are operations that cannot be asked in as many ways.
    pub(super) least: u32,
    /// What the requests are made up from.
    pub(super) seed: u32,
}

impl Run<'_> {
    /// Where something of the run is written to.
    pub(super) fn log(&self, name: &str) -> PathBuf {
        let name = format!("schemathesis-{}-{}{name}", self.name, self.seed);
        self.places.work.join("logs").join(name)
    }
}

/// Judges a server that `command` starts and that is its own: what one run leaves in it must not be seen by another.
///
/// # Errors
/// When Schemathesis cannot be run, or the server.
pub(super) fn judge_one(run: &Run<'_>, command: &mut Command) -> Result<Verdict, Failure> {
    let started = Instant::now();
    let mut server = process::start("the server", command, &run.log("-server.log"))?;
    let origin = server.origin(STARTING)?;

    // Should it write none, those of an earlier run must not be taken for its own.
    for report in [".ndjson", ".json"].map(|name| run.log(name)) {
        match fs::remove_file(&report) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Failure::io("remove", &report, &error));
            }
            Ok(()) | Err(_) => {}
        }
    }
    let log = run.log(".log");
    let mut command = schemathesis(run, &origin);
    let status = process::start("schemathesis", &mut command, &log)?.end(JUDGING)?;
    server.expect_running()?;

    let printed = read(&log)?;
    // 1 says that it found something; more than that, that it could not look.
    if !matches!(status.code(), Some(0 | 1)) {
        return Err(Failure::new("schemathesis did not run")
            .note(format!("it printed:\n{}", printed.trim_end())));
    }
    let unreadable =
        |error| Failure::new(format!("the report of schemathesis is unreadable: {error}"));
    let mut events = events::read(&read(&run.log(".ndjson"))?).map_err(unreadable)?;
    let summary: Summary = serde_json::from_str(&read(&run.log(".json"))?).map_err(unreadable)?;
    summary.complete(&mut events, run.least, status.code());
    Ok(Verdict {
        judge: "schemathesis",
        api: run.name.to_owned(),
        seed: Some(run.seed),
        operations: summary.tested(),
        requests: by_phase(&events),
        findings: events.findings,
        known: Vec::new(),
        report: failures_in(&printed),
        elapsed: started.elapsed(),
    })
}

fn schemathesis(run: &Run<'_>, origin: &str) -> Command {
    let option = |name: &str, path: PathBuf| format!("--report-{name}-path={}", path.display());
    let mut command = Command::new(run.python);
    command
        .current_dir(&run.places.work)
        .env("PYTHONPATH", run.places.data.join("schemathesis"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONHASHSEED", "0")
        .env("PYTHONUTF8", "1")
        .env("SCHEMATHESIS_HOOKS", "hooks")
        .args(["-m", "schemathesis.cli"])
        // Without it, one of the user's would be looked for in the folders above.
        .arg("--config-file")
        .arg(run.places.data.join(run.config))
        .arg("run")
        .arg(run.document)
        .arg(format!("--url={origin}{}", run.prefix))
        .args(
            run.authorization
                .map(|it| format!("--header=Authorization: {it}")),
        )
        .arg(format!("--phases={}", PHASES.join(",")))
        .arg("--checks=all")
        .arg(format!("--max-examples={}", run.examples))
        .arg(format!("--seed={}", run.seed))
        .args(["--mode=all", "--workers=1", "--continue-on-failure"])
        .args(["--generation-database=none", "--request-timeout=20"])
        // How fast requests are made up says nothing about the server.
        .arg("--suppress-health-check=too_slow")
        .arg(option("json", run.log(".json")))
        .arg(option("ndjson", run.log(".ndjson")))
        .args(["--report=json,ndjson", "--no-color"]);
    command
}

fn by_phase(events: &Events) -> Vec<(&'static str, usize)> {
    PHASES
        .iter()
        .map(|phase| {
            let of_phase = events.requests.iter().filter(|((_, it), _)| it == phase);
            (*phase, of_phase.map(|(_, count)| count).sum())
        })
        .collect()
}

/// What it prints about failures and errors, with a request that shows each.
fn failures_in(printed: &str) -> String {
    let is_heading = |line: &str| line.starts_with("===") && line.ends_with("===");
    let mut shown = false;
    let mut text = String::new();
    for line in printed.lines() {
        if is_heading(line) {
            shown = ["FAILURES", "ERRORS", "WARNINGS"]
                .iter()
                .any(|it| line.contains(it));
        }
        if shown {
            text += line;
            text.push('\n');
        }
    }
    text
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))
}

#[cfg(test)]
mod tests {
    use super::failures_in;

    #[test]
    fn failures_are_cut_out_of_what_is_printed() {
        let printed = "a\n=== FAILURES ===\nb\n=== SUMMARY ===\nc\n";
        assert_eq!(failures_in(printed), "=== FAILURES ===\nb\n");
        assert_eq!(failures_in("a\n=== SUMMARY ===\n"), "");
    }
}
