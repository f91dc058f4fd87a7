//! One document to its crate, and the crate to what the compiler says: each in a process of its own, which may fail.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::documents::Document;
use super::report::Row;
use crate::failure::Failure;

/// How often a process is looked at.
const PAUSE: Duration = Duration::from_millis(10);
const GENERATE_WITHIN: Duration = Duration::from_secs(300);
const CHECK_WITHIN: Duration = Duration::from_secs(1800);

/// Generates the crate of a document, going on where it has errors.
///
/// # Errors
/// When the place cannot be written.
pub(super) fn generate(document: &Document, place: &Path) -> Result<Row, Failure> {
    let specs = place.join("specs");
    let krate = place.join("crate");
    if place.exists() {
        fs::remove_dir_all(place).map_err(|error| Failure::io("remove", place, &error))?;
    }
    put(document, &specs)?;
    let run = codegen(&specs, &krate, &place.join("generate"))?;
    let mut row = Row::new(&document.name);
    row.milliseconds = run.milliseconds;
    row.peak_kib = run.peak_kib;
    // 0 and 1 are the ends that the verb documents for documents; a panic and a signal have others.
    row.has_failed = !matches!(run.status.and_then(|status| status.code()), Some(0 | 1));
    for line in run.stdout.lines() {
        let Ok(line) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let counted = match line["severity"].as_str() {
            Some("error") => Some(&mut row.errors),
            Some("warning") => Some(&mut row.warnings),
            Some(_) => Some(&mut row.notes),
            None => None,
        };
        if let (Some(counted), Some(code)) = (counted, line["code"].as_str()) {
            *counted.entry(code.to_owned()).or_default() += 1;
        }
        if line["reason"] == "api" {
            let number = |key: &str| line[key].as_u64().unwrap_or_default();
            (row.operations, row.types) = (number("operations"), number("types"));
        }
    }
    let module = krate.join("src").join(&document.name);
    row.lines = lines(&module);
    Ok(row)
}

/// Generates a crate in a process of its own, going on where there are errors.
///
/// # Errors
/// When it cannot be run.
pub(super) fn codegen(specs: &Path, krate: &Path, log: &Path) -> Result<Ended, Failure> {
    let mut command = itself()?;
    command
        .args(["codegen", "--keep-going", "--message-format", "json"])
        .arg("--specs")
        .arg(specs)
        .arg("--out")
        .arg(krate);
    timed(&mut command, log, GENERATE_WITHIN)
}

/// Bundles the API of a row in a process of its own, going on where there are errors.
///
/// # Errors
/// When it cannot be run.
pub(super) fn bundle(row: &Row, specs: &Path, to: &Path, log: &Path) -> Result<Ended, Failure> {
    let mut command = itself()?;
    command
        .args(["bundle", "--keep-going", "--api", &row.name, "--specs"])
        .arg(specs)
        .arg("--output")
        .arg(to);
    timed(&mut command, log, GENERATE_WITHIN)
}

fn itself() -> Result<Command, Failure> {
    let program = std::env::current_exe()
        .map_err(|error| Failure::io("find", Path::new("the running program"), &error))?;
    Ok(Command::new(program))
}

/// Compiles the crate of a row.
///
/// # Errors
/// When cargo cannot be run.
pub(super) fn check(row: &mut Row, place: &Path, build: &Path, lock: &[u8]) -> Result<(), Failure> {
    let krate = place.join("crate");
    let manifest = krate.join("Cargo.toml");
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |error: io::Error| Failure::io("write", &path, &error)
    };
    // It is a crate of its own, though it lies in the folder of this workspace.
    let text = fs::read_to_string(&manifest).map_err(failed(&manifest))?;
    fs::write(&manifest, format!("{text}\n[workspace]\n")).map_err(failed(&manifest))?;
    fs::write(krate.join("Cargo.lock"), lock).map_err(failed(&krate))?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["check", "--all-features", "--message-format", "json"])
        .current_dir(&krate)
        .env("CARGO_TARGET_DIR", build);
    let run = timed(&mut command, &place.join("check"), CHECK_WITHIN)?;
    row.compiles = Some(run.status.is_some_and(|status| status.success()));
    row.check_milliseconds = Some(run.milliseconds);
    for line in run.stdout.lines() {
        let Ok(line) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let is_ours = line["manifest_path"].as_str() == manifest.to_str();
        if is_ours && line["message"]["level"] == "warning" {
            row.compile_warnings += 1;
        }
    }
    Ok(())
}

/// Copies a document into a specs folder of its own.
///
/// # Errors
/// When it cannot be read, or the folder cannot be written.
pub(crate) fn put(document: &Document, specs: &Path) -> Result<(), Failure> {
    let failed = |error| Failure::io("copy", &document.path, &error);
    fs::create_dir_all(specs).map_err(failed)?;
    if !document.is_folder {
        let extension = document.path.extension().unwrap_or_default();
        let to = specs.join(&document.name).with_extension(extension);
        fs::copy(&document.path, to).map_err(failed)?;
        return Ok(());
    }
    copy(&document.path, &specs.join(&document.name)).map_err(failed)?;
    if !document.roots.is_empty() {
        let config = serde_json::json!({"apis": {&document.name: {"roots": document.roots}}});
        fs::write(specs.join("codegen.yaml"), format!("{config}\n")).map_err(failed)?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &to)?,
            false => {
                fs::copy(entry.path(), to)?;
            }
        }
    }
    Ok(())
}

/// The lines of each file of a module, by name.
fn lines(module: &Path) -> BTreeMap<String, u64> {
    let mut lines = BTreeMap::new();
    for entry in fs::read_dir(module).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = fs::read_to_string(entry.path()).unwrap_or_default();
        lines.insert(name, text.lines().count() as u64);
    }
    lines
}

/// A process that has come to its end.
pub(super) struct Ended {
    /// Nothing when it took too long.
    status: Option<ExitStatus>,
    stdout: String,
    milliseconds: u64,
    /// The most memory that it had, where the system tells.
    peak_kib: Option<u64>,
}

/// Runs a command; what it prints is kept in files named for `log`.
fn timed(command: &mut Command, log: &Path, within: Duration) -> Result<Ended, Failure> {
    let stdout = log.with_extension("stdout");
    let stderr = log.with_extension("stderr");
    let file = |path: &Path| File::create(path).map_err(|error| Failure::io("write", path, &error));
    let program = Path::new(command.get_program()).to_path_buf();
    let failed = |error| Failure::io("run", &program, &error);
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file(&stdout)?)
        .stderr(file(&stderr)?)
        .spawn()
        .map_err(failed)?;
    let mut peak_kib = None;
    let status = loop {
        peak_kib = peak(&child).max(peak_kib);
        match child.try_wait().map_err(failed)? {
            Some(status) => break Some(status),
            None if started.elapsed() > within => {
                child.kill().map_err(failed)?;
                child.wait().map_err(failed)?;
                break None;
            }
            None => thread::sleep(PAUSE),
        }
    };
    Ok(Ended {
        status,
        milliseconds: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        stdout: fs::read_to_string(&stdout).unwrap_or_default(),
        peak_kib,
    })
}

/// The most memory that a process has had so far, as Linux tells.
fn peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
