//! `cargo xtask codegen`: the documents' crate, written or compared.

use std::path::Path;
use std::time::Instant;

use generator::output::{Options, Output};
use generator::source::DirLoader;

use crate::cli::{CodegenArgs, MessageFormat};
use crate::failure::{Exit, Failure};
use crate::locks::{self, Lock};
use crate::progress::Line;
use crate::report;
use crate::shell::quote;
use crate::summary::{self, Run};
use crate::timings::Timings;
use crate::write::{self, Disk, State, Wanted};
use crate::{depfile, drift, locate, signals, terminal};

/// Runs the verb.
///
/// # Errors
/// Wrong usage, unreadable input, unwritable output. Nothing has been written then, unless the failure says otherwise.
pub(crate) fn run(args: &CodegenArgs) -> Result<Exit, Failure> {
    let started = Instant::now();
    let levels = report::levels(&args.report)?;
    let specs = locate::specs(args.input.specs.as_deref())?;
    let out = locate::output(args.out.as_deref())?;
    let folder = write::open(&Disk, &out, &specs)?;
    let options = Options {
        apis: args.input.apis.clone(),
        kept: folder.kept(&args.input.apis)?,
        keep_going: args.input.keep_going,
        earlier: folder.apis(),
        levels,
        threads: None,
    };

    let shown = locate::display(&specs);
    let timings = Timings::default();
    let loader = DirLoader::new(&specs, shown.as_str());
    let line = Line::new();
    let output = generator::generate_watched(&options, &loader, &|progress| {
        line.begin(progress);
        timings.begin(progress);
    });
    drop(line);
    timings.end();
    report::print(&output.diagnostics, &args.report)?;
    let run = |plan| Run {
        output: &output,
        specs: &shown,
        plan,
        check: args.check,
        elapsed: started.elapsed(),
    };
    let exit = report::verdict(&output.diagnostics);
    if args.timings {
        timings.print(args.report.message_format)?;
    }
    let goes_on = args.input.keep_going && exit == Exit::Documents && !output.files.is_empty();
    if exit != Exit::Done && !goes_on {
        if !args.check {
            terminal::message(match exit == Exit::Documents && !args.input.keep_going {
                true => "nothing was written; `--keep-going` writes what has no errors\n",
                false => "nothing was written\n",
            });
        }
        summary::print(run(None), args.report.message_format)?;
        return Ok(exit);
    }

    let wanted = Wanted {
        files: &output.files,
        apis: &output.apis,
        kept: &output.kept,
    };
    let locks = wanted_locks(args, exit, &specs, &output)?;
    if args.check {
        let plan = write::plan(&Disk, &folder, wanted)?;
        let format = args.report.message_format;
        report::result(&drift::text(&plan, &folder, &args.report), format)?;
        let lock_drift = drift::locks(&locks, &args.report);
        report::result(&lock_drift, format)?;
        summary::print(run(Some(&plan)), args.report.message_format)?;
        return match (plan.is_current() && lock_drift.is_empty(), exit) {
            (true, _) => Ok(exit),
            (false, Exit::Done) => print_repair(args).map(|()| Exit::Drift),
            // Errors go before drift.
            (false, _) => print_repair(args).map(|()| exit),
        };
    }
    let plan = signals::held(|| {
        let plan = write::write(&Disk, &folder, wanted)?;
        for item in plan
            .items
            .iter()
            .filter(|item| item.state == State::StaleEdited)
        {
            terminal::message(&format!("warning: {}\n", write::explain(item)));
        }
        if let Some(path) = &args.depfile {
            depfile::write(path, &out.join("src/lib.rs"), &shown, &output)?;
        }
        for path in locks::write(&locks)? {
            terminal::message(&format!("{path} was written\n"));
        }
        Ok(plan)
    })?;
    summary::print(run(Some(&plan)), args.report.message_format)?;
    Ok(exit)
}

/// The locks to compare or to write: none without `--lock`, and none beside errors, because what has one would be missing
/// from them.
fn wanted_locks(
    args: &CodegenArgs,
    exit: Exit,
    specs: &Path,
    output: &Output,
) -> Result<Vec<Lock>, Failure> {
    match (args.lock, exit) {
        (false, _) => Ok(Vec::new()),
        (true, Exit::Done) => locks::look(specs, &locate::display(specs), &output.locks),
        (true, _) => {
            terminal::message("the locks stay as they are, because of the errors\n");
            Ok(Vec::new())
        }
    }
}

fn print_repair(args: &CodegenArgs) -> Result<(), Failure> {
    let command = repair(args);
    let text = match args.report.message_format {
        MessageFormat::Json => format!(
            "{}\n",
            serde_json::json!({"reason": "repair", "command": command})
        ),
        _ => format!("to repair this, run: {command}\n"),
    };
    report::result(&text, args.report.message_format)
}

/// The command that makes the output what `--check` wants it to be.
fn repair(args: &CodegenArgs) -> String {
    let mut words = vec!["cargo xtask codegen".to_owned()];
    let mut option = |name: &str, value: &Path| {
        words.push(format!("{name} {}", quote(&value.display().to_string())))
    };
    if let Some(specs) = &args.input.specs {
        option("--specs", specs);
    }
    if let Some(out) = &args.out {
        option("--out", out);
    }
    for api in &args.input.apis {
        option("--api", Path::new(api));
    }
    if args.lock {
        words.push("--lock".to_owned());
    }
    if args.input.keep_going {
        words.push("--keep-going".to_owned());
    }
    words.join(" ")
}
