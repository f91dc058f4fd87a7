//! A package of the workspace to the program that cargo builds from it.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;

use super::{Places, process};
use crate::failure::Failure;
use crate::terminal;

const TIME: Duration = Duration::from_mins(40);

/// Builds the program `name`, which `arguments` choose, and says where it is.
///
/// # Errors
/// When it cannot be built.
pub(super) fn program(
    places: &Places,
    name: &str,
    arguments: &[impl AsRef<OsStr>],
) -> Result<PathBuf, Failure> {
    terminal::message(&format!("building {name}\n"));
    let log = places.work.join("logs").join(format!("build-{name}.log"));
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(&places.workspace)
        .args(["build", "--quiet"])
        .args(["--message-format", "json-render-diagnostics"])
        .args(arguments);
    process::complete("cargo build", &mut command, &log, TIME)?;
    let printed =
        std::fs::read_to_string(&log).map_err(|error| Failure::io("read", &log, &error))?;
    executable(&printed, name).ok_or_else(|| Failure::new(format!("cargo built no {name}")))
}

/// What of cargo's messages matters here.
#[derive(Debug, Deserialize)]
struct Message {
    target: Option<Target>,
    executable: Option<PathBuf>,
}

#[derive(Debug, Deserialize)]
struct Target {
    name: String,
}

fn executable(printed: &str, name: &str) -> Option<PathBuf> {
    // Diagnostics are between the messages, as text.
    let messages = printed
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok());
    messages
        .filter(|message| message.target.as_ref().is_some_and(|it| it.name == name))
        .find_map(|message| message.executable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_the_one_of_that_name() {
        let printed = r#"warning: something
{"reason":"compiler-artifact","target":{"name":"build-script-build"},"executable":null}
{"reason":"compiler-artifact","target":{"name":"other"},"executable":"/t/other"}
{"reason":"compiler-artifact","target":{"name":"server"},"executable":"/t/server"}
{"reason":"build-finished","success":true}
"#;
        assert_eq!(
            executable(printed, "server"),
            Some(PathBuf::from("/t/server"))
        );
        assert_eq!(executable(printed, "build-script-build"), None);
        assert_eq!(executable(printed, "none"), None);
    }
}
