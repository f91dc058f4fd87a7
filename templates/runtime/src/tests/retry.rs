//! Calls that are tried again, and those that are not.

use super::transports::{Script, answer};
use crate::runtime::ByteStream;
use crate::runtime::client::{
    Request, Response, Retry, RetryPolicy, Sleep, SleepFuture, Transport, TransportError,
};
use http::{HeaderMap, Method};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Notes how long it was to wait, and does not.
#[derive(Clone, Default)]
struct Waits(Arc<Mutex<Vec<Duration>>>);

impl Sleep for Waits {
    fn sleep(&self, time: Duration) -> SleepFuture {
        self.0.lock().unwrap().push(time);
        Box::pin(std::future::ready(()))
    }
}

impl Waits {
    fn taken(&self) -> Vec<Duration> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

fn request(method: Method) -> Request {
    Request {
        method,
        url: "http://a/".parse().unwrap(),
        headers: HeaderMap::new(),
        body: ByteStream::from("body"),
        timeout: Duration::from_secs(60),
        streams: false,
        max_response_bytes: 100,
    }
}

fn retry(script: &Script, policy: RetryPolicy) -> (Retry<Script, Waits>, Waits) {
    let waits = Waits::default();
    (
        Retry::with_sleep(script.clone(), policy, waits.clone()),
        waits,
    )
}

fn status(status: u16) -> Response {
    answer(status, &[], "")
}

/// The status that a call ends with, how often it was tried, and what it waited.
async fn call(answers: Vec<Response>, request: Request) -> (u16, usize, Vec<Duration>) {
    let script = Script::new(answers);
    let (retry, waits) = retry(&script, RetryPolicy::default());
    let response = retry.send(request).await.unwrap();
    (
        response.status.as_u16(),
        script.asked().len(),
        waits.taken(),
    )
}

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    for code in [429, 502, 503, 504] {
        let answers = vec![status(code), status(code), status(200)];
        let (status, times, waits) = call(answers, request(Method::PUT)).await;
        assert_eq!((status, times), (200, 3), "{code}");
        assert!(waits[0] <= Duration::from_millis(100), "{waits:?}");
        assert!(waits[1] <= Duration::from_millis(200), "{waits:?}");
    }
    let answers = || (0..9).map(|_| status(503)).collect();
    assert_eq!(call(answers(), request(Method::GET)).await.1, 3);
}

#[tokio::test]
async fn what_was_not_asked_for_twice_is_not_sent_twice() {
    for method in [Method::POST, Method::PATCH] {
        let answers = vec![status(503), status(200)];
        assert_eq!(call(answers, request(method)).await, (503, 1, Vec::new()));
    }
    for code in [200, 301, 400, 401, 408, 500, 501] {
        let answers = vec![status(code), status(200)];
        assert_eq!(
            call(answers, request(Method::GET)).await,
            (code, 1, Vec::new())
        );
    }
    let once = Request {
        body: ByteStream::from_stream(ByteStream::from("body").into_stream()),
        ..request(Method::PUT)
    };
    assert_eq!(
        call(vec![status(503), status(200)], once).await,
        (503, 1, Vec::new())
    );
}

#[tokio::test]
async fn errors_of_the_wire_are_tried_again_but_not_those_of_limits() {
    let rows = [
        (TransportError::new("reset"), true),
        (TransportError::timed_out("late"), false),
        (TransportError::too_large(1), false),
    ];
    for (error, again) in rows {
        let script = Script::default();
        script.then(Err(error));
        script.then(Ok(status(200)));
        let (retry, _) = retry(&script, RetryPolicy::default());
        assert_eq!(retry.send(request(Method::DELETE)).await.is_ok(), again);
    }
}

#[tokio::test]
async fn servers_say_when_to_come_back() {
    let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    type Row<'a> = (&'a [(&'a str, &'a str)], Option<u64>);
    let rows: &[Row<'_>] = &[
        (&[("retry-after", "7")], Some(7)),
        (&[("retry-after", " 0 ")], Some(0)),
        (&[("retry-after", "11")], None),
        (&[("retry-after", "99999999999999999999999")], None),
        (
            &[("retry-after", "Sun, 06 Nov 1994 08:49:45 GMT"), date],
            Some(8),
        ),
        (
            &[("retry-after", "Sun, 06 Nov 1994 08:59:45 GMT"), date],
            None,
        ),
        (
            &[("retry-after", "Sun, 06 Nov 1994 08:49:31 GMT"), date],
            Some(0),
        ),
        (&[("retry-after", "Sun, 06 Nov 1994 08:49:31 GMT")], Some(0)),
    ];
    for (headers, seconds) in rows {
        let answers = vec![answer(429, headers, ""), status(200)];
        let (status, _, waits) = call(answers, request(Method::GET)).await;
        let expected: Vec<Duration> = seconds.iter().copied().map(Duration::from_secs).collect();
        assert_eq!(
            (status == 200, waits),
            (seconds.is_some(), expected),
            "{headers:?}"
        );
    }
    for nonsense in ["", "-1", "soon", "1.5", "+1"] {
        let answers = vec![answer(429, &[("retry-after", nonsense)], ""), status(200)];
        let (status, _, waits) = call(answers, request(Method::GET)).await;
        assert!(
            status == 200 && waits[0] <= Duration::from_millis(100),
            "{nonsense}"
        );
    }
}

/// What fails together does not come back together: waits are anything from none to the bound, which doubles.
#[tokio::test]
async fn waits_are_random_below_a_bound_that_doubles() {
    let policy = RetryPolicy {
        attempts: 5,
        longest_wait: Duration::from_millis(300),
        refill: 400,
        ..RetryPolicy::default()
    };
    let script = Script::new((0..5_000).map(|_| status(503)));
    let (retry, waits) = retry(&script, policy);
    fastrand::seed(23);
    let mut all = [const { Vec::new() }; 4];
    for _ in 0..1_000 {
        retry.send(request(Method::GET)).await.unwrap();
        let waits = waits.taken();
        assert_eq!(waits.len(), 4);
        for (all, wait) in all.iter_mut().zip(waits) {
            all.push(wait.as_secs_f64());
        }
    }
    for (mut waits, bound) in all.into_iter().zip([0.1, 0.2, 0.3, 0.3]) {
        waits.sort_by(f64::total_cmp);
        // As many in each quarter of what is below the bound.
        for (at, share) in [(0, 0.0), (250, 0.25), (500, 0.5), (750, 0.75), (999, 1.0)] {
            let far = (waits[at] / bound - share).abs();
            assert!(far < 0.1, "{at} of {bound}: {}", waits[at]);
        }
        assert!(waits[999] <= bound, "{bound}");
    }
}

#[tokio::test]
async fn waiting_does_not_outlast_the_call() {
    let script = Script::new([answer(429, &[("retry-after", "7")], ""), status(200)]);
    let (retry, waits) = retry(&script, RetryPolicy::default());
    let short = Request {
        timeout: Duration::from_secs(5),
        ..request(Method::GET)
    };
    assert_eq!(retry.send(short).await.unwrap().status, 429);
    assert!(waits.taken().is_empty());
}

#[tokio::test]
async fn all_calls_share_a_budget() {
    let policy = RetryPolicy {
        attempts: u32::MAX,
        budget: 3,
        refill: 50,
        ..RetryPolicy::default()
    };
    let script = Script::new((0..100).map(|_| status(503)));
    let (retry, _) = retry(&script, policy);
    let mut tried = Vec::new();
    for _ in 0..4 {
        retry.send(request(Method::GET)).await.unwrap();
        tried.push(script.asked().len());
    }
    // Three attempts in hand, then one for every two calls.
    assert_eq!(tried, [4, 1, 2, 1]);
}

#[tokio::test(start_paused = true)]
async fn it_waits_by_the_clock_of_tokio() {
    let script = Script::new([answer(503, &[("retry-after", "9")], ""), status(200)]);
    let retry = Retry::new(script.clone(), RetryPolicy::default());
    let before = tokio::time::Instant::now();
    assert_eq!(retry.send(request(Method::GET)).await.unwrap().status, 200);
    assert_eq!(before.elapsed().as_secs(), 9);
}
