//! How long the stages of a run take.

use std::fmt::Write as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use generator::Progress;
use serde_json::json;

use crate::cli::MessageFormat;
use crate::failure::Failure;
use crate::report;

/// When each stage began; the last entry is the end of the last one.
#[derive(Debug, Default)]
pub(crate) struct Timings {
    begun: Mutex<Vec<Begun>>,
}

#[derive(Debug)]
struct Begun {
    at: Instant,
    api: Option<String>,
    stage: &'static str,
}

/// How long a stage took, all its turns together.
struct Took {
    api: Option<String>,
    stage: &'static str,
    time: Duration,
}

impl Timings {
    /// A stage begins.
    pub(crate) fn begin(&self, progress: Progress<'_>) {
        self.push(progress.api.map(str::to_owned), progress.stage);
    }

    /// The last one has come to its end.
    pub(crate) fn end(&self) {
        self.push(None, "");
    }

    fn push(&self, api: Option<String>, stage: &'static str) {
        let at = Instant::now();
        if let Ok(mut begun) = self.begun.lock() {
            begun.push(Begun { at, api, stage });
        }
    }

    /// Prints a line for each stage of each API.
    ///
    /// # Errors
    /// When stdout cannot be written to.
    pub(crate) fn print(&self, format: MessageFormat) -> Result<(), Failure> {
        let mut text = String::new();
        for Took { api, stage, time } in self.took() {
            let milliseconds = time.as_secs_f64() * 1e3;
            // Writing to a string cannot fail.
            let _ = match format {
                MessageFormat::Json => {
                    let line = json!({
                        "reason": "timing",
                        "api": api,
                        "stage": stage,
                        "milliseconds": milliseconds,
                    });
                    writeln!(text, "{line}")
                }
                _ => {
                    let api = api.as_deref().unwrap_or("all");
                    writeln!(text, "{api}: {stage}: {milliseconds:.1} ms")
                }
            };
        }
        report::result(&text, format)
    }

    /// In the order of their first turn.
    fn took(&self) -> Vec<Took> {
        let mut all: Vec<Took> = Vec::new();
        let Ok(begun) = self.begun.lock() else {
            return all;
        };
        for (one, next) in begun.iter().zip(begun.iter().skip(1)) {
            let time = next.at.saturating_duration_since(one.at);
            let is_it = |took: &&mut Took| took.api == one.api && took.stage == one.stage;
            match all.iter_mut().find(is_it) {
                Some(took) => took.time += time,
                None => all.push(Took {
                    api: one.api.clone(),
                    stage: one.stage,
                    time,
                }),
            }
        }
        all
    }
}
