//! Generated files to the output folder: all of them or none, and nothing that is not the generator's.
//!
//! `folder` says whether the folder may be written to, `plan` compares what is wanted with what is there, `commit`
//! stages the new contents and moves them into place. What the generator wrote before stands in the `manifest`.
//!
//! - A file whose bytes are as wanted is not touched, so cargo builds nothing anew; where nothing changes, nothing is
//!   written, the manifest included.
//! - A file that the manifest does not name, or whose contents it does not know, is the user's: it is never replaced
//!   and never removed.
//! - Nothing is reached through a symbolic link.

mod commit;
mod folder;
mod fs;
mod lock;
mod manifest;
mod paths;
mod plan;
mod region;
mod stage;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

pub(crate) use folder::{Folder, MANIFEST, open};
pub(crate) use fs::{Disk, Fs};
pub(crate) use manifest::lf;
pub(crate) use plan::{Item, Plan, State, Wanted, plan};

use crate::failure::Failure;

/// Makes the folder as wanted, and says what was done.
///
/// # Errors
/// When a file that somebody else wrote or changed is in the way, when another run is at work, or when an operation on
/// a file does not work. Nothing has been written then, unless the message says otherwise.
pub(crate) fn write(fs: &dyn Fs, folder: &Folder, wanted: Wanted<'_>) -> Result<Plan, Failure> {
    // Where nothing is to do or nothing can be done, no lock is needed, and a tree that is read-only is no obstacle.
    // (Beside another run, though, a file may seem edited that is on its way.)
    let first = plan(fs, folder, wanted)?;
    if !lock::left(fs, folder)? {
        refuse_conflicts(folder, &first)?;
        if first.is_settled() {
            return Ok(first);
        }
    }
    let mut undo = commit::Undo::default();
    let result = write_locked(fs, folder, wanted, &mut undo);
    undo.run(fs);
    result
}

fn write_locked(
    fs: &dyn Fs,
    folder: &Folder,
    wanted: Wanted<'_>,
    undo: &mut commit::Undo,
) -> Result<Plan, Failure> {
    undo.create_folders(fs, &folder.path)?;
    let lock = lock::acquire(fs, folder)?;
    let mut staged = commit::Undo::default();
    let result = write_under_lock(fs, folder, wanted, &mut staged);
    staged.run(fs);
    lock::release(fs, folder, lock);
    if result.is_ok() {
        *undo = commit::Undo::default();
    }
    result
}

fn write_under_lock(
    fs: &dyn Fs,
    folder: &Folder,
    wanted: Wanted<'_>,
    undo: &mut commit::Undo,
) -> Result<Plan, Failure> {
    if folder::read_manifest(fs, &folder.path)? != folder.text {
        return Err(Failure::new(format!(
            "another run wrote to {} meanwhile",
            folder.path.display()
        ))
        .help("run the command again"));
    }
    let plan = plan(fs, folder, wanted)?;
    refuse_conflicts(folder, &plan)?;
    if plan.leftovers {
        let stage = folder.path.join(stage::NAME);
        stage::clear(fs, &folder.path).map_err(|error| Failure::io("clear", &stage, &error))?;
    }
    if !plan.is_current() {
        commit::commit(fs, folder, &plan, undo)?;
    }
    Ok(plan)
}

fn refuse_conflicts(folder: &Folder, plan: &Plan) -> Result<(), Failure> {
    let mut conflicts = plan.conflicts().peekable();
    if conflicts.peek().is_none() {
        return Ok(());
    }
    let mut failure = Failure::new(format!(
        "files in {} are in the way, nothing was written",
        folder.path.display()
    ));
    for item in conflicts {
        failure = failure.note(explain(item));
    }
    Err(failure)
}

/// What is wrong with a file, and what to do about it; empty for a file that is in order.
pub(crate) fn explain(item: &Item) -> String {
    let path = &item.path;
    let mut text = String::new();
    let _ = match &item.state {
        State::Edited { .. } => write!(
            text,
            "{path} was edited by hand: move the change into an overlay or a template, delete the file, and run again"
        ),
        State::Taken { by } => write!(text, "{path} is taken by {by}: move that elsewhere"),
        State::NoRegion => write!(
            text,
            "{path} has no region for the generator: put the lines `{}` and `{}` where the region belongs",
            generator::output::REGION_BEGIN,
            generator::output::REGION_END
        ),
        State::StaleEdited => {
            write!(
                text,
                "{path} is no longer generated, but was edited by hand: it stays, and is yours from now on"
            )
        }
        State::Unchanged | State::Missing { .. } | State::Changed { .. } | State::Stale => Ok(()),
    };
    text
}
