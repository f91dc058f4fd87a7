//! Documents to a program: their generated crate, and one that forwards from its servers to its clients.

mod text;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;

use super::{Places, build, process};
use crate::failure::Failure;

const TIME: Duration = Duration::from_mins(10);
const WORKSPACE: &str = "\
[workspace]
resolver = \"3\"
members = [\"crate\", \"forward\"]

# Nobody looks into these with a debugger.
[profile.dev.package.generated]
debug = false
";

/// An API of the program.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Api {
    /// Its name, as a module.
    pub(super) api: String,
    /// What its paths begin with.
    pub(super) prefix: String,
}

/// Generates from `specs` into `folder`, and builds there.
///
/// # Errors
/// When nothing can be generated from the documents, or the result does not build.
pub(super) fn build(
    places: &Places,
    folder: &Path,
    specs: &Path,
    apis: &[Api],
) -> Result<PathBuf, Failure> {
    let generated = folder.join("crate");
    generate(places, specs, &generated)?;
    let sources = places.data.join("forward");
    for file in [
        "Cargo.toml",
        "src/main.rs",
        "src/forward.rs",
        "src/faults.rs",
    ] {
        write(
            &folder.join("forward").join(file),
            &read(&sources.join(file))?,
        )?;
    }
    let mut modules = Vec::new();
    for api in apis {
        let module = generated.join("src").join(&api.api);
        // An API that cannot be generated at all is missing, and whatever is asked of it fails.
        if !module.exists() {
            continue;
        }
        let side = |name: &str| read(&module.join(name));
        modules.push(text::api(api, &side("server.rs")?, &side("client.rs")?)?);
    }
    write(&folder.join("forward/src/apis.rs"), &text::file(&modules))?;
    write(&folder.join("Cargo.toml"), WORKSPACE)?;
    let lock = read(&places.workspace.join("Cargo.lock"))?;
    // Cargo adapts it to the workspace; what is in it already keeps its version.
    if !folder.join("Cargo.lock").exists() {
        write(&folder.join("Cargo.lock"), &lock)?;
    }

    let manifest = folder.join("Cargo.toml");
    // What the crates of this workspace are built into, so that what they share is built once.
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| places.workspace.join("target"));
    let arguments: [OsString; 6] = [
        "--manifest-path".into(),
        manifest.into(),
        "--package".into(),
        "conformance-forward".into(),
        "--target-dir".into(),
        target.into(),
    ];
    build::program(places, "conformance-forward", &arguments)
}

fn generate(places: &Places, specs: &Path, out: &Path) -> Result<(), Failure> {
    let this = std::env::current_exe()
        .map_err(|error| Failure::new(format!("cannot find this program: {error}")))?;
    let mut command = Command::new(this);
    command
        .current_dir(&places.workspace)
        .args(["codegen", "--keep-going", "--message-format=short"])
        .arg("--specs")
        .arg(specs)
        .arg("--out")
        .arg(out);
    let name = out.parent().and_then(Path::file_name).unwrap_or_default();
    let name = name.to_string_lossy();
    let log = places.work.join("logs").join(format!("codegen-{name}.log"));
    let status = process::start("codegen", &mut command, &log)?.end(TIME)?;
    // 1 says that some documents have errors; the scenarios of these fail.
    match status.code() {
        Some(0 | 1) => Ok(()),
        _ => Err(Failure::new("codegen failed").note(format!("see {}", log.display()))),
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))
}

/// Writes what is not there yet, so that cargo builds nothing again in vain.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
    fs::write(path, text).map_err(|error| Failure::io("write", path, &error))
}
