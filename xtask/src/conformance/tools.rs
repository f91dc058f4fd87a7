//! The pins of a judge to its installation; made again only when they change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{Places, process};
use crate::failure::Failure;
use crate::terminal;

const TIME: Duration = Duration::from_mins(15);

/// Python with Schemathesis, from PyPI: the interpreter.
///
/// # Errors
/// When there is no Python to make it from, or the packages cannot be installed.
pub(super) fn python(places: &Places) -> Result<PathBuf, Failure> {
    let pins = places.data.join("schemathesis/requirements.txt");
    let folder = places.work.join("venv");
    let python = folder.join("bin/python");
    install("Schemathesis", &folder, &[&pins], &python, |log| {
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv"]).arg(&folder);
        process::complete("python3 -m venv", &mut venv, log, TIME)
            .map_err(|failure| failure.help("install Python 3 with its venv module"))?;
        // All that is needed is pinned, so nothing is left for pip to choose.
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--no-deps", "--requirement"])
            .arg(&pins)
            .args(["--quiet", "--disable-pip-version-check", "--no-input"]);
        process::complete("pip", &mut pip, log, TIME)?;
        let mut check = Command::new(&python);
        check.args(["-m", "pip", "check"]);
        process::complete("pip", &mut check, log, TIME)
    })?;
    Ok(python)
}

/// Prism, from npm: the script to be run by node.
///
/// # Errors
/// When there is no npm, or the packages cannot be installed.
pub(super) fn prism(places: &Places) -> Result<PathBuf, Failure> {
    let script = "node_modules/@stoplight/prism-cli/dist/index.js";
    let folder = places.work.join("node");
    npm(places, "Prism", "prism", &folder, script)?;
    Ok(folder.join(script))
}

/// TypeSpec with its judge and its scenarios, from npm: the folder of its `node_modules`.
///
/// # Errors
/// When there is no npm, or the packages cannot be installed.
pub(super) fn spector(places: &Places) -> Result<PathBuf, Failure> {
    let folder = places.work.join("typespec");
    let script = "node_modules/@typespec/spector/cmd/cli.mjs";
    npm(places, "TypeSpec Spector", "spector", &folder, script)?;
    Ok(folder)
}

/// swagger2openapi, from npm: the script to be run by node.
///
/// # Errors
/// When there is no npm, or the packages cannot be installed.
pub(super) fn swagger2openapi(places: &Places) -> Result<PathBuf, Failure> {
    let name = "swagger2openapi";
    let script = "node_modules/swagger2openapi/swagger2openapi.js";
    let folder = places.work.join(name);
    npm(places, name, name, &folder, script)?;
    Ok(folder.join(script))
}

/// Installs what `data` pins.
fn npm(
    places: &Places,
    name: &str,
    data: &str,
    folder: &Path,
    script: &str,
) -> Result<(), Failure> {
    let pins = ["package.json", "package-lock.json"];
    let sources = pins.map(|name| places.data.join(data).join(name));
    let result = folder.join(script);
    install(name, folder, &[&sources[0], &sources[1]], &result, |log| {
        for (name, source) in pins.iter().zip(&sources) {
            let to = folder.join(name);
            fs::copy(source, &to).map_err(|error| Failure::io("write", &to, &error))?;
        }
        let mut npm = Command::new("npm");
        npm.current_dir(folder)
            .args(["ci", "--ignore-scripts", "--legacy-peer-deps"])
            .args(["--no-audit", "--no-fund"]);
        process::complete("npm ci", &mut npm, log, TIME)
            .map_err(|failure| failure.help("install Node.js with npm"))
    })
}

/// Makes `folder` anew unless it was made from the same pins, and `result` is there.
fn install(
    name: &str,
    folder: &Path,
    pins: &[&Path],
    result: &Path,
    steps: impl FnOnce(&Path) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut wanted = String::new();
    for path in pins {
        wanted += &fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
    }
    // Written last: without it, the folder is a half-made one.
    let stamp = folder.join("made-from");
    if result.exists() && fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(());
    }
    terminal::message(&format!("installing {name} into {}\n", folder.display()));
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| Failure::io("remove", folder, &error))?;
    }
    fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, &error))?;
    let log = folder.with_extension("log");
    steps(&log)?;
    fs::write(&stamp, wanted).map_err(|error| Failure::io("write", &stamp, &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// Pinned is what is installed anywhere, from wherever the user's packages come.
    #[test]
    fn pins_are_exact_and_name_no_registry() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance");
        let read = |name: &str| fs::read_to_string(data.join(name)).unwrap();
        for line in read("schemathesis/requirements.txt").lines() {
            let (name, version) = line.split_once("==").unwrap_or_default();
            let plain = |text: &str| {
                let mut bytes = text.bytes();
                bytes.all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
            };
            assert!(
                plain(name) && plain(version) && !version.is_empty(),
                "{line}"
            );
        }
        for judge in ["prism", "spector", "swagger2openapi"] {
            let package: Value =
                serde_json::from_str(&read(&format!("{judge}/package.json"))).unwrap();
            for version in package["dependencies"].as_object().unwrap().values() {
                let version = version.as_str().unwrap();
                assert!(
                    version.starts_with(|first: char| first.is_ascii_digit()),
                    "{version}"
                );
            }
            let lock: Value =
                serde_json::from_str(&read(&format!("{judge}/package-lock.json"))).unwrap();
            for (name, package) in lock["packages"].as_object().unwrap() {
                assert_eq!(package["resolved"], Value::Null, "{name}");
                assert_eq!(package["integrity"].is_string(), !name.is_empty(), "{name}");
            }
        }
    }

    #[test]
    fn an_installation_is_made_once_for_its_pins_and_again_for_others() {
        let folder = tempfile::tempdir().unwrap();
        let pins = folder.path().join("pins");
        let made = folder.path().join("made");
        let result = made.join("result");
        let mut count = 0;
        let mut install_from = |text: &str, works: bool| {
            fs::write(&pins, text).unwrap();
            let outcome = install("it", &made, &[&pins], &result, |_| {
                count += 1;
                fs::write(&result, text).unwrap();
                match works {
                    true => Ok(()),
                    false => Err(Failure::new("no")),
                }
            });
            (outcome.is_ok(), count)
        };
        assert_eq!(install_from("a==1", true), (true, 1));
        assert_eq!(install_from("a==1", true), (true, 1));
        assert_eq!(install_from("a==2", false), (false, 2));
        // What a failed installation left is no installation.
        assert_eq!(install_from("a==2", true), (true, 3));
        assert_eq!(install_from("a==2", true), (true, 3));
    }
}
