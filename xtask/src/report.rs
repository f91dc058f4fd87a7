//! What the generator has to say, to the user; and what follows from it.

use generator::diagnostics::{Class, Diagnostic, Diagnostics, Levels, Severity};

use crate::cli::{MessageFormat, ReportArgs};
use crate::failure::{Exit, Failure};
use crate::terminal;

/// What the options say about codes.
///
/// # Errors
/// When one is neither `warnings` nor a code, when an error is to be allowed, or when a code is both denied and allowed.
pub(crate) fn levels(args: &ReportArgs) -> Result<Levels, Failure> {
    Levels::from_options(&args.deny, &args.allow)
        .map_err(|wrong| Failure::new(wrong.message).help(wrong.help))
}

/// Prints the diagnostics: to stderr for people, to stdout for programs.
///
/// # Errors
/// When stdout cannot be written to.
pub(crate) fn print(diagnostics: &Diagnostics, args: &ReportArgs) -> Result<(), Failure> {
    match args.message_format {
        MessageFormat::Human => {
            terminal::message(&diagnostics.human(terminal::colours_message(args.color)))
        }
        MessageFormat::Short => terminal::message(&diagnostics.short()),
        MessageFormat::Json => return terminal::result(&diagnostics.json()),
        MessageFormat::Sarif => return terminal::result(&diagnostics.sarif()),
        MessageFormat::Github => return terminal::result(&diagnostics.github()),
    }
    Ok(())
}

/// Prints a part of the result: to stdout, unless that is one document of diagnostics.
///
/// # Errors
/// When stdout cannot be written to.
pub(crate) fn result(text: &str, format: MessageFormat) -> Result<(), Failure> {
    match format {
        MessageFormat::Sarif => terminal::message(text),
        _ => return terminal::result(text),
    }
    Ok(())
}

/// How a run with these diagnostics ends, and says so on stderr unless that is well.
pub(crate) fn verdict(diagnostics: &Diagnostics) -> Exit {
    let input = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.class == Class::Input);
    let unreadable = input
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .count()
        > 0;
    let is_denied =
        |one: &&Diagnostic| one.severity == Severity::Error && one.code.severity != Severity::Error;
    let denied: Vec<_> = diagnostics.iter().filter(is_denied).collect();
    let errors = diagnostics.errors() - denied.len();
    if errors > 0 {
        terminal::message(&format!(
            "error: {} in the documents\n",
            plural(errors, "error")
        ));
    }
    if !denied.is_empty() {
        let mut names: Vec<_> = denied.iter().map(|one| one.code.name).collect();
        names.sort_unstable();
        names.dedup();
        let text = format!(
            "error: {} denied: {}\n",
            plural(denied.len(), "diagnostic"),
            names.join(", ")
        );
        terminal::message(&text);
    }
    match (unreadable, errors + denied.len()) {
        (true, _) => Exit::Input,
        (false, 0) => Exit::Done,
        (false, _) => Exit::Documents,
    }
}

/// `1 file`, `2 files`.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}
