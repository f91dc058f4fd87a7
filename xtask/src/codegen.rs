//! `cargo xtask codegen`: the documents' crate, written or compared.

use std::path::Path;
use std::time::Instant;

use generator::output::Options;
use generator::source::DirLoader;

use crate::cli::{CodegenArgs, MessageFormat};
use crate::failure::{Exit, Failure};
use crate::report::{self, Denied};
use crate::shell::quote;
use crate::summary::{self, Run};
use crate::write::{self, Disk, Folder, Plan, State, Wanted};
use crate::{drift, locate, terminal};

/// Runs the verb.
///
/// # Errors
/// Wrong usage, unreadable input, unwritable output. Nothing has been written then, unless the failure says otherwise.
pub(crate) fn run(args: &CodegenArgs) -> Result<Exit, Failure> {
    let started = Instant::now();
    let denied = Denied::parse(&args.report.deny)?;
    let specs = locate::specs(args.input.specs.as_deref())?;
    let out = locate::output(args.out.as_deref())?;
    let folder = write::open(&Disk, &out, &specs)?;
    let options = Options {
        apis: args.input.apis.clone(),
        kept: folder.kept(&args.input.apis)?,
    };

    let shown = locate::display(&specs);
    let output = generator::generate(&options, &DirLoader::new(&specs, shown.as_str()));
    report::print(&output.diagnostics, &args.report)?;
    let run = |plan| Run {
        output: &output,
        specs: &shown,
        plan,
        check: args.check,
        elapsed: started.elapsed(),
    };
    let exit = report::verdict(&output.diagnostics, &denied);
    if exit != Exit::Done {
        if !args.check {
            terminal::message("nothing was written\n");
        }
        summary::print(run(None), args.report.message_format)?;
        return Ok(exit);
    }

    let wanted = Wanted {
        files: &output.files,
        apis: &output.apis,
        kept: &options.kept,
    };
    if args.check {
        let plan = write::plan(&Disk, &folder, wanted)?;
        print_drift(&plan, &folder, args)?;
        summary::print(run(Some(&plan)), args.report.message_format)?;
        return match plan.is_current() {
            true => Ok(Exit::Done),
            false => print_repair(args).map(|()| Exit::Drift),
        };
    }
    let plan = write::write(&Disk, &folder, wanted)?;
    for item in plan
        .items
        .iter()
        .filter(|item| item.state == State::StaleEdited)
    {
        terminal::message(&format!("warning: {}\n", write::explain(item)));
    }
    summary::print(run(Some(&plan)), args.report.message_format)?;
    Ok(Exit::Done)
}

fn print_drift(plan: &Plan, folder: &Folder, args: &CodegenArgs) -> Result<(), Failure> {
    let report = &args.report;
    terminal::result(&match report.message_format {
        MessageFormat::Human => drift::human(plan, folder, terminal::colours_result(report.color)),
        MessageFormat::Short => drift::short(plan, folder),
        MessageFormat::Json => drift::json(plan, folder),
    })
}

fn print_repair(args: &CodegenArgs) -> Result<(), Failure> {
    let command = repair(args);
    terminal::result(&match args.report.message_format {
        MessageFormat::Human | MessageFormat::Short => format!("to repair this, run: {command}\n"),
        MessageFormat::Json => format!(
            "{}\n",
            serde_json::json!({"reason": "repair", "command": command})
        ),
    })
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
    words.join(" ")
}
