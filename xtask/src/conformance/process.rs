//! A command to a process that ends when it should: within its time, and never later than this one.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::failure::Failure;

/// How often a process is looked at.
const PAUSE: Duration = Duration::from_millis(50);

/// How many of its last lines are shown of a process that failed.
const SHOWN: usize = 20;

static STOPPED: AtomicBool = AtomicBool::new(false);

/// From here on, SIGINT, SIGTERM and SIGHUP end the run by way of its ordinary failures, so that nothing is left behind.
///
/// # Errors
/// When the system does not let signals be handled.
pub(super) fn stop_on_signals() -> Result<(), Failure> {
    let signals = [
        SIGINT,
        SIGTERM,
        #[cfg(unix)]
        signal_hook::consts::SIGHUP,
    ];
    for signal in signals {
        flag::register(signal, &STOPPED)
            .map_err(|error| Failure::new(format!("cannot handle signals: {error}")))?;
    }
    Ok(())
}

/// A process that is killed when this is dropped. What it prints goes to a file.
#[derive(Debug)]
pub(super) struct Running {
    name: &'static str,
    child: Child,
    log: PathBuf,
}

/// Starts a command, without input.
///
/// # Errors
/// When the program is not there, or the log cannot be written.
pub(super) fn start(
    name: &'static str,
    command: &mut Command,
    log: &Path,
) -> Result<Running, Failure> {
    let file = File::create(log).map_err(|error| Failure::io("write", log, &error))?;
    let copy = file
        .try_clone()
        .map_err(|error| Failure::io("write", log, &error))?;
    let child = command
        .env("NO_COLOR", "1")
        // What is judged is on this machine, whatever proxy the environment names.
        .env("NO_PROXY", "127.0.0.1")
        .env("no_proxy", "127.0.0.1")
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(copy)
        .spawn()
        .map_err(|error| Failure::io("run", Path::new(command.get_program()), &error))?;
    Ok(Running {
        name,
        child,
        log: log.to_path_buf(),
    })
}

/// Runs a command to its successful end.
///
/// # Errors
/// When it fails, or takes longer.
pub(super) fn complete(
    name: &'static str,
    command: &mut Command,
    log: &Path,
    within: Duration,
) -> Result<(), Failure> {
    let running = start(name, command, log)?;
    match running.end(within)?.success() {
        true => Ok(()),
        false => Err(failed(name, log, "failed")),
    }
}

impl Running {
    /// The origin, such as `http://127.0.0.1:4010`, that the process says it is listening on.
    ///
    /// # Errors
    /// When it ends before, or takes longer.
    pub(super) fn origin(&mut self, within: Duration) -> Result<String, Failure> {
        let started = Instant::now();
        loop {
            let ended = self.poll()?.is_some();
            let printed = fs::read(&self.log).unwrap_or_default();
            match origin_in(&String::from_utf8_lossy(&printed)) {
                Some(origin) if !ended => return Ok(origin),
                _ if ended => return Err(failed(self.name, &self.log, "ended at once")),
                _ if started.elapsed() > within => {
                    return Err(failed(self.name, &self.log, "did not start in time"));
                }
                _ => thread::sleep(PAUSE),
            }
        }
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// When it takes longer.
    pub(super) fn end(mut self, within: Duration) -> Result<ExitStatus, Failure> {
        let started = Instant::now();
        loop {
            match self.poll()? {
                Some(status) => return Ok(status),
                None if started.elapsed() > within => {
                    return Err(failed(self.name, &self.log, "did not end in time"));
                }
                None => thread::sleep(PAUSE),
            }
        }
    }

    /// That the process has not ended by itself.
    ///
    /// # Errors
    /// When it has.
    pub(super) fn expect_running(&mut self) -> Result<(), Failure> {
        match self.poll()? {
            None => Ok(()),
            Some(_) => Err(failed(self.name, &self.log, "ended while it was needed")),
        }
    }

    fn poll(&mut self) -> Result<Option<ExitStatus>, Failure> {
        if STOPPED.load(Ordering::Relaxed) {
            return Err(Failure::new("stopped by a signal"));
        }
        self.child
            .try_wait()
            .map_err(|error| Failure::new(format!("cannot wait for {}: {error}", self.name)))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail when it has ended already, and then there is nothing to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first origin on the loopback interface in a line that speaks of listening, or the port of one that has started.
fn origin_in(printed: &str) -> Option<String> {
    const START: &str = "http://127.0.0.1:";
    const STARTED: &str = "Started server on ";
    // A line that is not complete may end within the port.
    let complete = &printed[..=printed.rfind('\n')?];
    complete.lines().find_map(|line| {
        let (_, rest) = match line.contains("listening") {
            true => line.split_once(START)?,
            false => line.split_once(STARTED)?,
        };
        let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
        (!port.is_empty()).then(|| format!("{START}{port}"))
    })
}

/// What a process that failed printed last is the best that is known of why.
fn failed(name: &str, log: &Path, how: &str) -> Failure {
    let printed = fs::read(log).unwrap_or_default();
    let printed = String::from_utf8_lossy(&printed);
    let lines: Vec<_> = printed.lines().collect();
    let last = &lines[lines.len().saturating_sub(SHOWN)..];
    let failure = Failure::new(format!("{name} {how}"));
    match last.is_empty() {
        true => failure,
        false => failure.note(format!("it printed last:\n{}", last.join("\n"))),
    }
    .note(format!("all of it is in {}", log.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_read_from_a_complete_line_about_listening() {
        let printed = "PUT http://127.0.0.1:1/a\nPrism is listening on http://127.0.0.1:42243\n";
        assert_eq!(
            origin_in(printed).as_deref(),
            Some("http://127.0.0.1:42243")
        );
        assert_eq!(
            origin_in("info Started server on 33971\n").as_deref(),
            Some("http://127.0.0.1:33971")
        );
        assert_eq!(origin_in("listening on http://127.0.0.1:42"), None);
        assert_eq!(origin_in("listening on http://127.0.0.1:/\n"), None);
        assert_eq!(origin_in("PUT http://127.0.0.1:1/a\n"), None);
        assert_eq!(origin_in(""), None);
    }

    #[test]
    fn a_process_that_fails_is_a_failure_that_shows_what_it_printed() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        let mut command = Command::new("cargo");
        let failure = complete(
            "cargo",
            command.arg("--no-such-option"),
            &log,
            Duration::from_secs(600),
        )
        .unwrap_err()
        .to_string();
        assert!(failure.contains("cargo failed"), "{failure}");
        assert!(failure.contains("--no-such-option"), "{failure}");
    }

    #[test]
    fn a_program_that_is_not_there_is_a_failure() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        let failure = start("it", &mut Command::new("no-such-program-anywhere"), &log);
        let failure = failure.unwrap_err().to_string();
        assert!(failure.contains("no-such-program-anywhere"), "{failure}");
    }
}
