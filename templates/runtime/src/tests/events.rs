//! Server-sent events, as WHATWG HTML section 9.2 has them, in whatever chunks they come.

use super::answers::Frames;
use crate::runtime::client::{CallOptions, Error, TransportError};
use crate::runtime::{
    ByteStream, Event, Events, FollowError, Problem, Reconnect, StreamError, follow,
};
use bytes::Bytes;
use std::collections::VecDeque;
use std::future::ready;
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn texts(body: &[u8], cut: Option<usize>) -> Events<String> {
    Events::read(match cut {
        None => ByteStream::from(body.to_vec()),
        Some(at) => {
            let (one, two) = body.split_at(at);
            ByteStream::from_stream(Frames::of(&[one, two, &[]]))
        }
    })
}

async fn all(mut events: Events<String>) -> Vec<Event<String>> {
    let mut all = Vec::new();
    while let Some(event) = events.next().await {
        all.push(event.unwrap());
    }
    all
}

/// Each row: a stream, and the data of its events, their types and ids with it where there are some.
#[tokio::test]
async fn streams_are_read_as_browsers_do() {
    let rows: &[(&[u8], &[&str])] = &[
        // The section's own examples.
        (b"data: YHOO\ndata: +2\ndata: 10\n\n", &["YHOO\n+2\n10"]),
        (
            b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
            &["first event #1", "second event #"],
        ),
        (b"data\n\ndata\ndata\n\ndata:", &["", "\n"]),
        (b"data:test\n\ndata: test\n\n", &["test", "test"]),
        // Line ends, and a mark before the first line only.
        (b"data: a\rdata: b\r\rdata: c\r\n\r\n", &["a\nb", "c"]),
        (b"data: a\n\r\ndata: b\r\n\n", &["a", "b"]),
        (b"\xef\xbb\xbfdata: a\n\n\xef\xbb\xbfdata: b\n\n", &["a"]),
        (b"\xef\xbb\xbf\xef\xbb\xbfdata: a\n\n", &[]),
        // Fields.
        (b"event: x\ndata: a\n\ndata: b\n\n", &["a @x", "b"]),
        (b"event: x\n\ndata: a\n\n", &["a"]),
        (b"event\ndata: a\n\n", &["a"]),
        (b"id: a\0b\ndata: x\n\n", &["x"]),
        (b"id: 1\nid: 2\ndata: x\n\n", &["x #2"]),
        (b"Data: a\ndata : b\n data: c\nother: d\n\n", &[]),
        (b"data: a:b: c\n\n", &["a:b: c"]),
        (b"data: \xff\xe2\x82\n\n", &["\u{fffd}\u{fffd}"]),
        (b"data: \xe2\x82\xac\n\n", &["€"]),
        (b"retry: 10\ndata: a\n\n", &["a ~10"]),
        (b"retry: 1x\nretry:\nretry: -1\nretry: 99999999999999999999\ndata: a\n\n", &["a"]),
        (b"", &[]),
        (b"\n\n\n", &[]),
        (b":", &[]),
    ];
    let shown = |event: Event<String>| {
        let mut text = event.data;
        text += &event.event.map(|it| format!(" @{it}")).unwrap_or_default();
        text += &event.id.map(|it| format!(" #{it}")).unwrap_or_default();
        let retry = event.retry.map(|it| format!(" ~{}", it.as_millis()));
        text + &retry.unwrap_or_default()
    };
    for (body, expected) in rows {
        let cuts = (0..=body.len()).map(Some).chain([None]);
        for cut in cuts {
            let events = all(texts(body, cut)).await.into_iter().map(shown);
            let events: Vec<String> = events.collect();
            let body = String::from_utf8_lossy(body);
            assert_eq!(events, *expected, "{body:?} cut at {cut:?}");
        }
    }
}

#[tokio::test]
async fn data_that_is_not_of_the_type_keeps_its_text_and_the_others_come() {
    let body = "data: {\"title\":\"a\"}\n\ndata: [DONE]\n\ndata: {\"title\":\"b\"}\n\n";
    for body in [
        ByteStream::from(body),
        ByteStream::from_stream(Frames::of(&[body.as_bytes()])),
    ] {
        let mut events = Events::<Problem>::read(body.clone());
        let first = events.next().await.unwrap().unwrap();
        assert_eq!(first.data.title.as_deref(), Some("a"));
        let error = events.next().await.unwrap().unwrap_err();
        assert_eq!(error.raw(), b"[DONE]");
        assert_eq!(error.violations()[0].location, "data");
        let last = events.next().await.unwrap().unwrap();
        assert_eq!(last.data.title.as_deref(), Some("b"));
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn a_literal_ends_the_stream() {
    let body = "data: {}\n\ndata: [DONE]\n\ndata: {}\n\n";
    let mut events = Events::<Problem>::read(body.into()).until("[DONE]");
    assert!(events.next().await.unwrap().is_ok());
    assert!(events.next().await.is_none());
    assert!(events.next().await.is_none());
    assert_eq!(
        all(texts(body.as_bytes(), None).until("[DONE]"))
            .await
            .len(),
        1
    );
    // Written, it is the last event.
    let event = || Event::new(Problem::default());
    let whole = Events::from(vec![event()]).until("[DONE]");
    let stream = Events::<Problem>::from_stream(Events::from(vec![event()])).until("[DONE]");
    for events in [whole, stream] {
        let text = events.write().unwrap().collect(100).await.unwrap();
        assert_eq!(text, "data: {}\n\ndata: [DONE]\n\n");
    }
}

#[tokio::test]
async fn an_event_has_a_largest_size() {
    let endless: [&'static [u8]; 3] = [b"data: 12345678", b": 12345678\n", b"data: 1\n"];
    for (row, expected) in endless.into_iter().zip([8, 100, 51]) {
        let frames = Frames::from_iter((0..99).map(|_| Ok(Bytes::from_static(row))));
        let taken = Arc::clone(&frames.taken);
        let mut events = Events::<String>::read(ByteStream::from_stream(frames)).limit(100);
        match events.next().await {
            // Comments cost nothing, however many there are.
            None => assert_eq!(expected, 100),
            Some(error) => assert!(error.unwrap_err().is_too_large()),
        }
        assert!(events.next().await.is_none());
        let taken = *taken.lock().unwrap();
        assert!(taken <= expected, "{row:?}: {taken}");
    }
    let body = "data: 1234\n\ndata: 123\ndata: 4\n\ndata: 12345\n\n";
    let body = ByteStream::from_stream(Frames::of(&[body.as_bytes()]));
    let mut events = Events::<String>::read(body).limit(10);
    assert_eq!(events.next().await.unwrap().unwrap().data, "1234");
    assert_eq!(events.next().await.unwrap().unwrap().data, "123\n4");
    assert!(events.next().await.unwrap().unwrap_err().is_too_large());
}

#[tokio::test]
async fn events_are_written_so_that_they_are_read() {
    let event = Event {
        id: Some(" i".to_owned()),
        event: Some("e".to_owned()),
        retry: Some(Duration::from_millis(5)),
        data: " a\n\n b\n".to_owned(),
    };
    let events = Events::from(vec![event.clone(), Event::new("x\r\ny\rz".to_owned())]);
    let text = events.write().unwrap();
    assert_eq!(
        text.as_bytes().unwrap(),
        "event: e\nid:  i\nretry: 5\ndata:  a\ndata: \ndata:  b\ndata: \n\ndata: x\ndata: y\ndata: z\n\n"
    );
    let read = all(Events::read(text)).await;
    assert_eq!(read, [event, Event::new("x\ny\nz".to_owned())]);
    let numbers: Events<i64> = [1, -2].into_iter().map(Event::new).collect();
    assert_eq!(Events::read(numbers.clone().write().unwrap()), numbers);
}

#[tokio::test]
async fn a_silent_stream_is_kept_alive_by_ticks() {
    struct Ticks(usize);
    impl futures_core::Stream for Ticks {
        type Item = ();
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<()>> {
            self.0 = self.0.saturating_sub(1);
            std::task::Poll::Ready((self.0 > 0).then_some(()))
        }
    }
    let slow = Frames::of(&[b"a", b"b"]);
    struct Slow(Frames);
    impl futures_core::Stream for Slow {
        type Item = Result<Event<String>, StreamError>;
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            cx: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            let next = std::pin::Pin::new(&mut self.0).poll_next(cx);
            next.map(|next| next.map(|next| next.map(|_| Event::new("x".to_owned()))))
        }
    }
    let events = Events::from_stream(Slow(slow)).keep_alive(Ticks(2));
    let text = events.write().unwrap().collect(100).await.unwrap();
    assert_eq!(text, ":\n\ndata: x\n\ndata: x\n\n");
}

type Answer = Result<Events<String>, Error<()>>;

/// Follows streams that come in this order: the data of its events, the last ids sent, and the waits in milliseconds.
async fn followed(
    answers: Vec<Answer>,
    reconnect: Reconnect,
) -> (Vec<String>, Vec<String>, Vec<u128>) {
    let answers = Mutex::new(VecDeque::from(answers));
    let (ids, waits) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    let call = |options: CallOptions| {
        let id = options.headers.get("last-event-id");
        let id = id.map_or("-", |id| id.to_str().unwrap()).to_owned();
        ids.lock().unwrap().push(id);
        let lost = || Err(Error::Transport(TransportError::new("lost")));
        ready(answers.lock().unwrap().pop_front().unwrap_or_else(lost))
    };
    let sleep = |wait: Duration| {
        waits.lock().unwrap().push(wait.as_millis());
        ready(())
    };
    let mut data = Vec::new();
    let mut events = follow(reconnect, CallOptions::default(), call, sleep);
    while let Some(event) = events.next().await {
        data.push(match event {
            Ok(event) => event.data,
            Err(FollowError::Call(Error::Transport(_))) => "lost".to_owned(),
            Err(FollowError::Call(error)) => error.status().unwrap().to_string(),
            Err(FollowError::Stream(error)) => error.to_string(),
        });
    }
    drop(events);
    (data, ids.into_inner().unwrap(), waits.into_inner().unwrap())
}

fn reconnect() -> Reconnect {
    Reconnect {
        attempts: 3,
        wait: Duration::from_millis(10),
        longest: Duration::from_millis(35),
    }
}

fn broken(body: &'static str) -> Answer {
    let frames = [Ok(Bytes::from(body)), Err(StreamError::timed_out())];
    Ok(Events::read(ByteStream::from_stream(Frames::from_iter(
        frames,
    ))))
}

fn status(status: u16) -> Answer {
    Err(Error::UnexpectedStatus(Box::new(
        crate::runtime::client::Response {
            status: http::StatusCode::from_u16(status).unwrap(),
            headers: http::HeaderMap::new(),
            body: ByteStream::default(),
        },
    )))
}

#[tokio::test]
async fn a_lost_stream_goes_on_behind_its_last_event() {
    let answers = vec![
        broken("id: 1\ndata: a\n\nid: 9\ndata: never ended"),
        Ok(texts(b"data: b\n\nid: 2\n\n", Some(3))),
        Ok(texts(b"id: 3\ndata: c\n\n", None)),
        broken("retry: 7\nid\ndata: d\n\n"),
        Ok(texts(b"", None)),
        status(204),
    ];
    let (data, ids, waits) = followed(answers, reconnect()).await;
    assert_eq!(data, ["a", "b", "c", "d"]);
    assert_eq!(ids, ["-", "1", "2", "3", "-", "-"]);
    assert_eq!(waits, [10, 10, 10, 7, 14]);
}

#[tokio::test]
async fn attempts_are_bounded_and_wait_longer_each_time() {
    let (data, ids, waits) = followed(vec![broken("data: a\n\n")], reconnect()).await;
    assert_eq!(data, ["a", "lost"]);
    assert_eq!(ids.len(), 4);
    assert_eq!(waits, [10, 20, 35]);
    // An end that is no error is none in the end either.
    let ends = || Ok(texts(b"", None));
    let (data, ..) = followed(vec![ends(), ends(), ends(), ends()], reconnect()).await;
    assert!(data.is_empty());
    // What the server says to the call is not asked for twice.
    let (data, ids, _) = followed(vec![status(500)], reconnect()).await;
    assert_eq!(
        (data, ids.len()),
        (vec!["500 Internal Server Error".to_owned()], 1)
    );
    // The literal ends it all.
    let done = texts(b"data: a\n\ndata: [DONE]\n\n", None).until("[DONE]");
    let (data, ids, _) = followed(vec![Ok(done)], reconnect()).await;
    assert_eq!((data, ids.len()), (vec!["a".to_owned()], 1));
}
