//! Calls that are tried again: those that can be, when it is of use, and not too often.

use super::clock::Clock;
use super::exchange::again;
use super::transport::{Request, Response, Transport, TransportError, TransportFuture};
use http::{HeaderMap, StatusCode, header};
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

/// A transport that tries again what another one failed to get done.
///
/// Calls of idempotent methods (RFC 9110 section 9.2.2) whose bodies can be sent again are tried again when no response
/// arrives, or one that says 429, 502, 503 or 504; after what `Retry-After` says, else after a random time below a bound that
/// doubles. All attempts of a call together end with its time-out.
#[derive(Debug)]
pub struct Retry<T, S = Tokio> {
    inner: T,
    sleep: S,
    policy: RetryPolicy,
    /// In hundredths of an attempt.
    budget: AtomicU32,
}

/// How often calls are tried again.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryPolicy {
    /// How often one call is tried at most, the first time included: 3 unless chosen.
    pub attempts: u32,
    /// The bound of the first wait: 100 ms unless chosen.
    pub first_wait: Duration,
    /// No wait is longer: 10 s unless chosen. When the server asks for more, its answer is the call's.
    pub longest_wait: Duration,
    /// How many attempts are in hand for all calls together: 10 unless chosen. A server that is down is so not asked many
    /// times as often as one that is up.
    pub budget: u32,
    /// How many hundredths of an attempt each call adds to what is in hand: 10 unless chosen.
    pub refill: u32,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 3,
            first_wait: Duration::from_millis(100),
            longest_wait: Duration::from_secs(10),
            budget: 10,
            refill: 10,
        }
    }
}

/// Waits.
pub trait Sleep: Send + Sync + 'static {
    /// Is over after this time.
    fn sleep(&self, time: Duration) -> SleepFuture;
}

/// The end of a wait.
#[cfg(not(target_arch = "wasm32"))]
pub type SleepFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The end of a wait.
#[cfg(target_arch = "wasm32")]
pub type SleepFuture = Pin<Box<dyn Future<Output = ()>>>;

/// Waits by the clock of the tokio runtime that the call is made in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tokio;

#[cfg(not(target_arch = "wasm32"))]
impl Sleep for Tokio {
    fn sleep(&self, time: Duration) -> SleepFuture {
        Box::pin(tokio::time::sleep(time))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<T: Transport> Retry<T> {
    /// Tries again what this transport fails to get done.
    pub fn new(inner: T, policy: RetryPolicy) -> Self {
        Self::with_sleep(inner, policy, Tokio)
    }
}

impl<T: Transport, S: Sleep> Retry<T, S> {
    /// Waits in a way of the caller's.
    pub fn with_sleep(inner: T, policy: RetryPolicy, sleep: S) -> Self {
        let budget = AtomicU32::new(policy.budget.saturating_mul(100));
        Self {
            inner,
            sleep,
            policy,
            budget,
        }
    }

    async fn run(&self, mut request: Request) -> Result<Response, TransportError> {
        let clock = Clock::start(request.timeout);
        let full = self.policy.budget.saturating_mul(100);
        self.change(|budget| Some(budget.saturating_add(self.policy.refill).min(full)));
        let mut attempt = 1;
        loop {
            let next = match request.method.is_idempotent() && attempt < self.policy.attempts {
                true => again(&request),
                false => None,
            };
            let outcome = self.inner.send(request).await;
            let (Some(next), Some(wait)) = (next, self.wait(&outcome, attempt)) else {
                return outcome;
            };
            if wait >= clock.left() || !self.change(|budget| budget.checked_sub(100)) {
                return outcome;
            }
            drop(outcome);
            self.sleep.sleep(wait).await;
            request = next;
            request.timeout = clock.left();
            attempt += 1;
        }
    }

    /// How long to wait before the next attempt, if there is to be one.
    fn wait(&self, outcome: &Result<Response, TransportError>, attempt: u32) -> Option<Duration> {
        let told = match outcome {
            Ok(response) if worthwhile(response.status) => retry_after(&response.headers),
            Ok(_) => return None,
            Err(error) if error.is_too_large() || error.is_timeout() => return None,
            Err(_) => None,
        };
        let longest = self.policy.longest_wait;
        match told {
            Some(told) => (told <= longest).then_some(told),
            None => {
                let doubled = 2_u32.saturating_pow(attempt - 1);
                let bound = self.policy.first_wait.saturating_mul(doubled).min(longest);
                // Full jitter: callers that failed together do not come back together.
                Some(bound.mul_f64(fastrand::f64()))
            }
        }
    }

    fn change(&self, to: impl FnMut(u32) -> Option<u32>) -> bool {
        let changed = self
            .budget
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, to);
        changed.is_ok()
    }
}

impl<T: Transport, S: Sleep> Transport for Retry<T, S> {
    fn send(&self, request: Request) -> TransportFuture<'_> {
        Box::pin(self.run(request))
    }
}

fn worthwhile(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 502 | 503 | 504)
}

/// RFC 9110 section 10.2.3: seconds, or a date, which is as far away as the server's own clock says where it says what it
/// is. What is neither was not said.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let then = httpdate::parse_http_date(value).ok()?;
    let date = headers
        .get(header::DATE)
        .and_then(|date| date.to_str().ok());
    let now = match date.and_then(|date| httpdate::parse_http_date(date).ok()) {
        Some(now) => now,
        None => now()?,
    };
    Some(then.duration_since(now).unwrap_or_default())
}

#[cfg(not(target_arch = "wasm32"))]
fn now() -> Option<SystemTime> {
    Some(SystemTime::now())
}

/// The standard library has no clock in a browser.
#[cfg(target_arch = "wasm32")]
fn now() -> Option<SystemTime> {
    None
}
