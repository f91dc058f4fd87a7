//! What a run is at, as one line on a terminal, while it takes longer than a second.

use std::io::{self, IsTerminal as _, Write};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use generator::Progress;

/// A shorter run says nothing; a longer one counts its seconds.
const SECOND: Duration = Duration::from_secs(1);

/// The line, which is on stderr. Nothing else may be printed until it is dropped, which removes it.
pub(crate) struct Line(Option<Running>);

struct Running {
    stages: Mutex<Sender<String>>,
    thread: Option<JoinHandle<()>>,
}

impl Line {
    /// A line on a terminal that understands how to remove one; else a line that shows nothing.
    pub(crate) fn new() -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        if dumb || !io::stderr().is_terminal() {
            return Self(None);
        }
        let (stages, begun) = mpsc::channel();
        let thread = thread::spawn(move || draw(&begun, SECOND, &mut io::stderr()));
        Self(Some(Running {
            stages: Mutex::new(stages),
            thread: Some(thread),
        }))
    }

    /// A stage begins.
    pub(crate) fn begin(&self, progress: Progress<'_>) {
        let Some(running) = &self.0 else { return };
        let stage = match progress.api {
            Some(api) => format!("{api}: {}", progress.stage),
            None => progress.stage.to_owned(),
        };
        if let Ok(stages) = running.stages.lock() {
            // The other end is there for as long as this one.
            let _ = stages.send(stage);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // What is received ends with its last sender.
        self.stages = Mutex::new(mpsc::channel().0);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Shows the stages that begin, from when `delay` is over until no more can come; then the line is empty again.
fn draw(begun: &Receiver<String>, delay: Duration, out: &mut impl Write) {
    let started = Instant::now();
    let mut stage = String::new();
    let mut shown = false;
    loop {
        let elapsed = started.elapsed();
        let next = match elapsed < delay {
            true => delay - elapsed,
            false => SECOND,
        };
        match begun.recv_timeout(next) {
            Ok(begins) => stage = begins,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        let elapsed = started.elapsed();
        if elapsed >= delay {
            // There is nowhere to say that stderr cannot be written to.
            let _ =
                write!(out, "\r\x1b[K{stage} ({} s)", elapsed.as_secs()).and_then(|()| out.flush());
            shown = true;
        }
    }
    if shown {
        let _ = write!(out, "\r\x1b[K").and_then(|()| out.flush());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(delay: Duration) -> String {
        let (stages, begun) = mpsc::channel();
        for stage in ["read", "pets: lower"] {
            stages.send(stage.to_owned()).unwrap();
        }
        drop(stages);
        let mut out = Vec::new();
        draw(&begun, delay, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_long_run_shows_its_stages_and_leaves_nothing() {
        let text = drawn(Duration::ZERO);
        assert_eq!(text, "\r\x1b[Kread (0 s)\r\x1b[Kpets: lower (0 s)\r\x1b[K");
    }

    #[test]
    fn a_short_run_shows_nothing() {
        assert_eq!(drawn(Duration::MAX), "");
    }
}
