//! Waits for what is done in process, where nothing has to be waited for.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What comes of a future that nobody else has to wake.
///
/// # Panics
/// When it does not come to an end.
pub(super) fn wait<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 0..100_000 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
    }
    panic!("it waits for nothing")
}
