//! What the generator has to say, to the user; and what follows from it.

use generator::diagnostics::{Class, Code, Diagnostics, Severity, codes};

use crate::cli::{MessageFormat, ReportArgs};
use crate::failure::{Exit, Failure};
use crate::terminal;

/// Diagnostics that `--deny` makes as bad as errors.
#[derive(Clone, Debug, Default)]
pub(crate) struct Denied {
    warnings: bool,
    codes: Vec<&'static Code>,
}

impl Denied {
    /// Reads the values of `--deny`.
    ///
    /// # Errors
    /// When one is neither `warnings` nor a code.
    pub(crate) fn parse(values: &[String]) -> Result<Self, Failure> {
        let mut denied = Self::default();
        for value in values {
            match (
                value.as_str(),
                codes::ALL.iter().find(|code| code.name == value),
            ) {
                ("warnings", _) => denied.warnings = true,
                (_, Some(code)) => denied.codes.push(code),
                (_, None) => return Err(unknown(value)),
            }
        }
        Ok(denied)
    }

    fn denies(&self, code: &Code) -> bool {
        match code.severity {
            Severity::Error => false,
            Severity::Warning if self.warnings => true,
            Severity::Warning | Severity::Note => {
                self.codes.iter().any(|denied| denied.name == code.name)
            }
        }
    }
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
    }
    Ok(())
}

/// How a run with these diagnostics ends, and says so on stderr unless that is well.
pub(crate) fn verdict(diagnostics: &Diagnostics, denied: &Denied) -> Exit {
    let input = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.class == Class::Input);
    let unreadable = input
        .filter(|diagnostic| diagnostic.code.severity == Severity::Error)
        .count()
        > 0;
    let denied: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .filter(|code| denied.denies(code))
        .collect();
    let errors = diagnostics.errors();
    if errors > 0 {
        terminal::message(&format!(
            "error: {} in the documents\n",
            plural(errors, "error")
        ));
    }
    if !denied.is_empty() {
        let mut names: Vec<_> = denied.iter().map(|code| code.name).collect();
        names.sort_unstable();
        names.dedup();
        let text = format!(
            "error: {} denied by --deny: {}\n",
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

fn unknown(value: &str) -> Failure {
    let failure = Failure::new(format!("--deny: there is no diagnostic `{value}`"));
    let names = codes::ALL.iter().map(|code| code.name).chain(["warnings"]);
    let nearest = names.min_by_key(|name| strsim::osa_distance(name, value));
    match nearest.filter(|name| strsim::osa_distance(name, value) <= name.len() / 3) {
        Some(name) => failure.help(format!("there is a similar one: `{name}`")),
        None => failure.help("give `warnings`, or a code as diagnostics show it in brackets"),
    }
}
