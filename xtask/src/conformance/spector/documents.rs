//! The scenarios to OpenAPI documents, made again only when what they are made from changes.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;

use super::super::forward::Api;
use super::super::{Places, process};
use crate::failure::Failure;
use crate::terminal;

const TIME: Duration = Duration::from_mins(10);

#[derive(Debug, Deserialize)]
struct Index {
    apis: Vec<Api>,
}

/// Writes one document per API into `target/conformance/spector/specs`, and says which there are.
///
/// # Errors
/// When the compiler of TypeSpec refuses a scenario.
pub(super) fn compile(places: &Places, installed: &Path) -> Result<Vec<Api>, Failure> {
    let script = places.data.join("spector/compile.mjs");
    let folder = places.work.join("spector");
    let index = folder.join("index.json");
    let stamp = folder.join("compiled-by");
    let read =
        |path: &Path| fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error));
    let wanted = read(&script)? + &read(&places.data.join("spector/package-lock.json"))?;
    if !fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        terminal::message("compiling the scenarios to OpenAPI\n");
        fs::create_dir_all(&folder).map_err(|error| Failure::io("create", &folder, &error))?;
        let mut command = Command::new("node");
        command
            .current_dir(installed)
            .arg(&script)
            .arg(installed)
            .arg(folder.join("specs"));
        let log = places.work.join("logs/spector-compile.log");
        process::complete("tsp compile", &mut command, &log, TIME)?;
        fs::write(&stamp, wanted).map_err(|error| Failure::io("write", &stamp, &error))?;
    }
    let index: Index = serde_json::from_str(&read(&index)?)
        .map_err(|error| Failure::new(format!("the index of the scenarios: {error}")))?;
    Ok(index.apis)
}
