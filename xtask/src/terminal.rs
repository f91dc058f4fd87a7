//! The two streams: results to stdout, everything else to stderr, each with or without colours.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use crate::cli::When;
use crate::failure::Failure;

/// Prints a part of the result.
///
/// # Errors
/// When stdout cannot be written to. A reader that has seen enough (`| head`) is no error.
pub(crate) fn result(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::io("write to", Path::new("stdout"), &error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Prints something else. There is nowhere to say that stderr cannot be written to.
pub(crate) fn message(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether stdout gets colours.
pub(crate) fn colours_result(when: When) -> bool {
    colours(when, io::stdout().is_terminal())
}

/// Whether stderr gets colours.
pub(crate) fn colours_message(when: When) -> bool {
    colours(when, io::stderr().is_terminal())
}

fn colours(when: When, terminal: bool) -> bool {
    // <https://no-color.org>: present and not empty, whatever it says.
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && !refused,
    }
}
