//! An event stream that outlives its connections: what WHATWG HTML section 9.2.3 has a browser do.

use super::{Event, Events, Resume};
use crate::runtime::client::{CallOptions, Error};
use crate::runtime::schema::Schema;
use crate::runtime::stream_error::StreamError;
use futures_core::Stream;
use http::{HeaderName, HeaderValue, StatusCode};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use std::{error, fmt};

/// How often and when a lost event stream is asked for again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconnect {
    /// So many attempts in a row may bring no event: 5 unless chosen.
    pub attempts: u32,
    /// The wait before the first of them, unless the server names one: 3 s unless chosen. It doubles with each.
    pub wait: Duration,
    /// No wait is longer, whatever the server says: 60 s unless chosen.
    pub longest: Duration,
}

impl Default for Reconnect {
    fn default() -> Self {
        Self {
            attempts: 5,
            wait: Duration::from_secs(3),
            longest: Duration::from_secs(60),
        }
    }
}

/// Calls an operation for its events, and again whenever its stream ends or breaks, with `Last-Event-ID`.
///
/// `call` makes the call with the options that it is given: these, and the header. `sleep` waits, such as tokio's. The
/// stream is over with the literal of [`Events::until`], with the answer 204, with any failure that is not the
/// transport's, and when the attempts are used up: then its last item is the last failure, if there was one.
///
/// ```ignore
/// let mut events = follow(
///     Reconnect::default(),
///     CallOptions::default(),
///     async |options| client.call(&WatchThings::new(), &options).await,
///     tokio::time::sleep,
/// );
/// while let Some(event) = events.next().await { /* … */ }
/// ```
pub fn follow<T, E, C, A, S, W>(
    reconnect: Reconnect,
    options: CallOptions,
    call: C,
    sleep: S,
) -> Follow<T, C, A, S, W>
where
    T: Schema,
    C: FnMut(CallOptions) -> A,
    A: Future<Output = Result<Events<T>, Error<E>>>,
    S: FnMut(Duration) -> W,
    W: Future<Output = ()>,
{
    Follow {
        reconnect,
        options,
        call,
        sleep,
        state: State::Begin,
        resume: Resume::default(),
        failed: 0,
    }
}

/// Why a stream that was followed gave no event.
#[derive(Debug)]
pub enum FollowError<E> {
    /// The call failed: the document's errors and the like at once, the transport's when the attempts are used up.
    Call(Error<E>),
    /// The data of an event is not what the document says, and others may follow; or the stream broke off, and the
    /// attempts are used up.
    Stream(StreamError),
}

impl<E: fmt::Debug> fmt::Display for FollowError<E> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(to),
            Self::Stream(error) => error.fmt(to),
        }
    }
}

impl<E: fmt::Debug> error::Error for FollowError<E> {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Call(error) => error::Error::source(error),
            Self::Stream(error) => error::Error::source(error),
        }
    }
}

/// The events of [`follow`].
pub struct Follow<T, C, A, S, W> {
    reconnect: Reconnect,
    options: CallOptions,
    call: C,
    sleep: S,
    state: State<T, A, W>,
    resume: Resume,
    /// How many attempts in a row brought no event.
    failed: u32,
}

enum State<T, A, W> {
    Begin,
    Calling(Pin<Box<A>>),
    Reading(Events<T>),
    Waiting(Pin<Box<W>>),
    Over,
}

// What has to be pinned is in a box of its own.
impl<T, C, A, S, W> Unpin for Follow<T, C, A, S, W> {}

impl<T, E, C, A, S, W> Follow<T, C, A, S, W>
where
    T: Schema,
    C: FnMut(CallOptions) -> A,
    A: Future<Output = Result<Events<T>, Error<E>>>,
    S: FnMut(Duration) -> W,
    W: Future<Output = ()>,
{
    /// The next event.
    ///
    /// # Errors
    /// See [`FollowError`].
    pub async fn next(&mut self) -> Option<Result<Event<T>, FollowError<E>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The id of the last event, for who wants to go on in another process.
    pub fn last_event_id(&self) -> Option<&str> {
        self.resume.last_id.as_deref()
    }

    fn call(&mut self) -> State<T, A, W> {
        let mut options = self.options.clone();
        let last = self.resume.last_id.as_deref();
        // An id that no header can carry is not sent, as a browser would not.
        if let Some(Ok(id)) = last.map(|id| HeaderValue::from_bytes(id.as_bytes())) {
            let name = HeaderName::from_static("last-event-id");
            options.headers.insert(name, id);
        }
        State::Calling(Box::pin((self.call)(options)))
    }

    /// Waits, or gives up with what went wrong.
    fn again(&mut self, error: Option<FollowError<E>>) -> Option<FollowError<E>> {
        if self.failed >= self.reconnect.attempts {
            self.state = State::Over;
            return error;
        }
        let wait = self.resume.retry.unwrap_or(self.reconnect.wait);
        let wait = wait.saturating_mul(1 << self.failed.min(16));
        self.failed += 1;
        let wait = wait.min(self.reconnect.longest);
        self.state = State::Waiting(Box::pin((self.sleep)(wait)));
        None
    }
}

impl<T, E, C, A, S, W> Stream for Follow<T, C, A, S, W>
where
    T: Schema,
    C: FnMut(CallOptions) -> A,
    A: Future<Output = Result<Events<T>, Error<E>>>,
    S: FnMut(Duration) -> W,
    W: Future<Output = ()>,
{
    type Item = Result<Event<T>, FollowError<E>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let error = match &mut self.state {
                State::Begin => {
                    self.state = self.call();
                    continue;
                }
                State::Waiting(wait) => {
                    ready!(wait.as_mut().poll(cx));
                    self.state = self.call();
                    continue;
                }
                State::Calling(call) => match ready!(call.as_mut().poll(cx)) {
                    Ok(events) => {
                        self.state = State::Reading(events);
                        continue;
                    }
                    Err(error @ Error::Transport(_)) => Some(FollowError::Call(error)),
                    Err(error) => {
                        self.state = State::Over;
                        let done = error.status() == Some(StatusCode::NO_CONTENT);
                        return Poll::Ready((!done).then_some(Err(FollowError::Call(error))));
                    }
                },
                State::Reading(events) => {
                    let next = ready!(Pin::new(&mut *events).poll_next(cx));
                    let came = events.resume().clone();
                    self.resume.update(came);
                    match next {
                        Some(Ok(event)) => {
                            self.failed = 0;
                            self.resume.note(&event);
                            return Poll::Ready(Some(Ok(event)));
                        }
                        Some(Err(error)) if error.as_malformed().is_some() => {
                            self.failed = 0;
                            return Poll::Ready(Some(Err(FollowError::Stream(error))));
                        }
                        None if self.resume.over => {
                            self.state = State::Over;
                            continue;
                        }
                        lost => lost.and_then(Result::err).map(FollowError::Stream),
                    }
                }
                State::Over => return Poll::Ready(None),
            };
            if let Some(error) = self.again(error) {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }
}

impl Resume {
    /// What a stream that is being received has said by now, in events or between them.
    fn update(&mut self, came: Self) {
        self.over = came.over;
        self.retry = came.retry.or(self.retry);
        if came.last_id.is_some() {
            self.last_id = came.last_id;
        }
    }

    /// What an event says; those that were all there when they came are not told otherwise.
    fn note<T>(&mut self, event: &Event<T>) {
        self.retry = event.retry.or(self.retry);
        if let Some(id) = &event.id {
            self.last_id = Some(id.clone()).filter(|id| !id.is_empty());
        }
    }
}
