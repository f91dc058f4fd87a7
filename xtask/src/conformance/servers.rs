//! The documents of `xtask/conformance/specs` to generated servers that answer from examples, and those to the verdict of
//! Schemathesis.
//!
//! The servers forward to their clients, and those to a server of a few lines that knows the examples: so the answers
//! are read and written again, too.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::findings::Verdict;
use super::forward::Api;
use super::process::Running;
use super::schemathesis::{self, Run};
use super::{Places, forward, process, tools};
use crate::failure::Failure;
use crate::terminal;

const STARTING: Duration = Duration::from_secs(30);

/// The only key, token, user and password.
const CREDENTIAL: &str = "test";

/// The API that asks for it.
const SECURED: &str = "secured";

/// Servers that can be started, as often as wanted.
pub(super) struct Servers<'a> {
    places: &'a Places,
    python: PathBuf,
    program: PathBuf,
    names: Vec<String>,
    /// Where the examples come from.
    origin: String,
    /// Ends when this does.
    _answers: Running,
}

/// Builds what is needed.
///
/// # Errors
/// When a tool cannot be installed, or the servers cannot be built.
pub(super) fn prepare(places: &Places) -> Result<Servers<'_>, Failure> {
    let specs = places.data.join("specs");
    let names = names(&specs)?;
    let python = tools::python(places)?;
    let installed = tools::spector(places)?;
    let apis: Vec<_> = names
        .iter()
        .map(|name| Api {
            api: name.clone(),
            prefix: String::new(),
        })
        .collect();
    let folder = places.work.join("servers");
    let program = forward::build(places, &folder, &specs, &apis)?;
    let mut command = Command::new("node");
    command
        .arg(places.data.join("servers/answers.mjs"))
        .arg(installed)
        .args(names.iter().map(|name| specs.join(format!("{name}.yaml"))));
    let log = places.work.join("logs/servers-answers.log");
    let mut answers = process::start("the examples", &mut command, &log)?;
    let origin = answers.origin(STARTING)?;
    Ok(Servers {
        places,
        python,
        program,
        names,
        origin,
        _answers: answers,
    })
}

/// Judges every server with one seed: there are many of them, and what the runtime does is the same in each.
///
/// # Errors
/// When Schemathesis cannot be run, or a server.
pub(super) fn judge(places: &Places, examples: u32, seed: u32) -> Result<Vec<Verdict>, Failure> {
    let servers = prepare(places)?;
    let names = servers.names.iter();
    names
        .map(|name| {
            terminal::message(&format!("schemathesis: {name}, seed {seed}\n"));
            servers.judge(name, name, examples, seed, &[])
        })
        .collect()
}

impl Servers<'_> {
    /// Judges the server of an API, which is given these arguments.
    ///
    /// # Errors
    /// When Schemathesis cannot be run, or the server.
    pub(super) fn judge(
        &self,
        api: &str,
        name: &str,
        examples: u32,
        seed: u32,
        arguments: &[&str],
    ) -> Result<Verdict, Failure> {
        let documents = self.places.work.join("servers/crate/openapi");
        let run = Run {
            places: self.places,
            python: &self.python,
            name,
            document: &documents.join(format!("{api}.json")),
            config: match api {
                SECURED => "servers/schemathesis.toml",
                _ => "schemathesis/schemathesis.toml",
            },
            prefix: "",
            authorization: None,
            examples,
            least: 1,
            seed,
        };
        schemathesis::judge_one(&run, &mut self.command(arguments))
    }

    /// What starts the servers.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args([&self.origin, "--credential", CREDENTIAL])
            .args(arguments);
        command
    }
}

fn names(specs: &Path) -> Result<Vec<String>, Failure> {
    let entries = fs::read_dir(specs).map_err(|error| Failure::io("read", specs, &error))?;
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| Some(name.strip_suffix(".yaml")?.to_owned()))
        .collect();
    names.sort();
    Ok(names)
}
