//! SIGINT and SIGTERM while files are written: a run that is stopped leaves all of them or none.
//!
//! A signal ends a run at once, as it does any program, but for the time in which files are written. Then the writer is
//! told, which takes back what it has staged; what it has begun to move into place it completes. The run ends by the same
//! signal, so that whoever started it sees why.

use std::io;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

use crate::failure::Failure;
use crate::terminal;

/// Whether a signal ends the run at once.
static AT_ONCE: AtomicBool = AtomicBool::new(true);

/// The signal that came when it could not; 0 for none.
static RECEIVED: AtomicUsize = AtomicUsize::new(0);

/// Whether signals are handled.
static HANDLED: OnceLock<bool> = OnceLock::new();

/// Writes files, and ends the run afterwards if a signal came meanwhile.
///
/// # Errors
/// Those of the writing.
pub(crate) fn held<T>(write: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    // Where they cannot be handled, a signal is like a kill: the next run does the rest.
    HANDLED.get_or_init(|| handle().is_ok());
    AT_ONCE.store(false, Ordering::SeqCst);
    let result = write();
    AT_ONCE.store(true, Ordering::SeqCst);
    match i32::try_from(RECEIVED.load(Ordering::SeqCst)) {
        Ok(0) | Err(_) => result,
        Ok(signal) => {
            if let Err(failure) = &result {
                terminal::message(&format!("{failure}\n"));
            }
            // Does not come back.
            let _ = low_level::emulate_default_handler(signal);
            result
        }
    }
}

/// Fails once a signal has come.
///
/// # Errors
/// When it has.
pub(crate) fn proceed() -> io::Result<()> {
    match RECEIVED.load(Ordering::SeqCst) {
        0 => Ok(()),
        _ => Err(io::Error::new(
            io::ErrorKind::Interrupted,
            "stopped by a signal",
        )),
    }
}

fn handle() -> io::Result<()> {
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_default(signal, &AT_ONCE)?;
        flag::register_usize(signal, &RECEIVED, signal.unsigned_abs() as usize)?;
    }
    Ok(())
}
