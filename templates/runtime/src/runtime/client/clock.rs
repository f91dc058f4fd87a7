//! How much of a call's time is left.

use std::time::Duration;

/// Runs from when it is made. In a browser, where the standard library has no clock, it stands still.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    timeout: Duration,
    #[cfg(not(target_arch = "wasm32"))]
    start: std::time::Instant,
}

impl Clock {
    pub(super) fn start(timeout: Duration) -> Self {
        Self {
            timeout,
            #[cfg(not(target_arch = "wasm32"))]
            start: std::time::Instant::now(),
        }
    }

    /// Never less than nothing.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn left(&self) -> Duration {
        self.timeout.saturating_sub(self.start.elapsed())
    }

    /// Never less than nothing.
    #[cfg(target_arch = "wasm32")]
    pub(super) fn left(&self) -> Duration {
        self.timeout
    }
}
