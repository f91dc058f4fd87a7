//! Calls from code that is not asynchronous.

use std::{fmt, io, panic, thread};
use tokio::runtime::{Builder, Handle, Runtime};

/// A client, and a runtime of its own to wait for its calls with:
///
/// ```text
/// let client = Blocking::new(things::Client::new(&server, credential)?)?;
/// let thing = client.wait(|client| client.read_thing(&input))?;
/// ```
///
/// It costs one runtime without threads of its own (a poller, a timer wheel), made once. The thread that waits does the
/// work; connections are kept between calls and looked after only while somebody waits. Several threads may share one.
pub struct Blocking<C> {
    client: C,
    /// Always there until it is dropped.
    runtime: Option<Runtime>,
}

impl<C> Blocking<C> {
    /// A client to be waited for.
    ///
    /// # Errors
    /// When the operating system gives no poller.
    pub fn new(client: C) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        Ok(Self {
            client,
            runtime: Some(runtime),
        })
    }

    /// Waits for a call. Inside of an asynchronous function, where waiting would hold up what else the thread does, it is
    /// better not called; there it takes a thread for each call.
    pub fn wait<'c, F>(&'c self, call: impl FnOnce(&'c C) -> F) -> F::Output
    where
        F: Future<Output: Send> + Send,
    {
        let call = call(&self.client);
        match &self.runtime {
            Some(runtime) if Handle::try_current().is_err() => runtime.block_on(call),
            Some(runtime) => elsewhere(runtime, call),
            None => unreachable!("it is taken when it is dropped"),
        }
    }

    /// The client itself.
    pub fn client(&self) -> &C {
        &self.client
    }
}

/// A thread that is in a runtime already must not wait in another one; a thread of its own may.
fn elsewhere<F: Future<Output: Send> + Send>(runtime: &Runtime, call: F) -> F::Output {
    thread::scope(|scope| {
        let waiting = scope.spawn(|| runtime.block_on(call));
        waiting
            .join()
            .unwrap_or_else(|panic| panic::resume_unwind(panic))
    })
}

/// Connections are given up without waiting for them, so that it can be dropped anywhere.
impl<C> Drop for Blocking<C> {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl<C: fmt::Debug> fmt::Debug for Blocking<C> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_tuple("Blocking").field(&self.client).finish()
    }
}
