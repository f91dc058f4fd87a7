//! `cargo xtask codegen --watch`: runs again whenever the specs folder changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::cli::CodegenArgs;
use crate::failure::{Exit, Failure};
use crate::{codegen, locate, terminal};

/// How long a change may go unseen. Looking costs one call per file, and works on every file system, mounted ones
/// included, which tell nobody of their changes.
const PAUSE: Duration = Duration::from_millis(300);

/// Runs the verb, and again after every change, until it is stopped. Runs that fail are no reason to stop: the next change
/// may mend them.
///
/// # Errors
/// When there is no specs folder to begin with.
pub(crate) fn run(args: &CodegenArgs) -> Result<Exit, Failure> {
    let specs = locate::specs(args.input.specs.as_deref())?;
    loop {
        // From before the run, so that what changes meanwhile is seen.
        let seen = files(&specs);
        if let Err(failure) = codegen::run(args) {
            terminal::message(&format!("{failure}\n"));
        }
        let shown = locate::display(&specs);
        terminal::message(&format!("watching {shown} for changes; Ctrl-C ends it\n"));
        wait_for_change(&specs, seen);
    }
}

/// Returns once the files differ, and have stayed the same for one pause: editors and checkouts write in several steps.
fn wait_for_change(specs: &Path, seen: Files) {
    let mut last = seen.clone();
    loop {
        thread::sleep(PAUSE);
        let now = files(specs);
        if now != seen && now == last {
            return;
        }
        last = now;
    }
}

/// What shows that a file has changed: its length and the time of its last change, where the system tells it.
type Files = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// The files below a folder; a link is what it leads to, but no folder is entered through one, so there are no circles.
fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        // What cannot be read now is missing now; the run says why.
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match (entry.file_type(), fs::metadata(&path)) {
                (Ok(kind), _) if kind.is_dir() => folders.push(path),
                (_, Ok(of)) => drop(files.insert(path, (of.len(), of.modified().ok()))),
                (_, Err(_)) => {}
            }
        }
    }
    files
}
