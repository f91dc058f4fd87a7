//! `cargo xtask explain`: what a code means, why it is reported, an example and a remedy.

use std::fmt::Write as _;

use generator::diagnostics::{Code, codes};

use crate::cli::ExplainArgs;
use crate::failure::{Exit, Failure};
use crate::terminal;

/// Runs the verb.
///
/// # Errors
/// When there is no such code.
pub(crate) fn run(args: &ExplainArgs) -> Result<Exit, Failure> {
    let text = match &args.code {
        Some(name) => find(name)?.markdown().to_owned(),
        None => list(),
    };
    terminal::result(&text).map(|()| Exit::Done)
}

/// A code; also as diagnostics show it: `error[unknown-keyword]`.
fn find(name: &str) -> Result<&'static Code, Failure> {
    let inner = name.split_once('[').map_or(name, |(_, rest)| rest);
    let inner = inner.trim_end_matches(']').trim().to_ascii_lowercase();
    Code::find(&inner).map_err(|near| {
        let failure = Failure::new(format!("there is no diagnostic `{}`", name.escape_debug()));
        failure.help(match near {
            Some(near) => format!("there is a similar one: `{near}`"),
            None => "without a code, `cargo xtask explain` lists all of them".to_owned(),
        })
    })
}

/// All of them, with their levels, in the order of the alphabet.
fn list() -> String {
    let mut codes = codes::ALL.to_vec();
    codes.sort_unstable_by_key(|code| code.name);
    let width = codes.iter().map(|code| code.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for code in codes {
        let (name, level) = (code.name, code.severity.name());
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:width$}  {level:7}  {}", code.summary);
    }
    text
}
