//! `cargo xtask check`: what is to be said about the documents, and nothing written.

use std::time::Instant;

use generator::output::Options;
use generator::source::DirLoader;

use crate::cli::CheckArgs;
use crate::failure::{Exit, Failure};
use crate::locate;
use crate::progress::Line;
use crate::report;
use crate::summary::{self, Run};

/// Runs the verb.
///
/// # Errors
/// Wrong usage, or unreadable input.
pub(crate) fn run(args: &CheckArgs) -> Result<Exit, Failure> {
    let started = Instant::now();
    let levels = report::levels(&args.report)?;
    let specs = locate::specs(args.input.specs.as_deref())?;
    let options = Options {
        apis: args.input.apis.clone(),
        keep_going: args.input.keep_going,
        levels,
        ..Options::default()
    };

    let shown = locate::display(&specs);
    let loader = DirLoader::new(&specs, shown.as_str());
    let line = Line::new();
    let output = generator::generate_watched(&options, &loader, &|progress| line.begin(progress));
    drop(line);
    report::print(&output.diagnostics, &args.report)?;
    let exit = report::verdict(&output.diagnostics);
    let run = Run {
        output: &output,
        specs: &shown,
        plan: None,
        check: true,
        elapsed: started.elapsed(),
    };
    summary::print(run, args.report.message_format)?;
    Ok(exit)
}
