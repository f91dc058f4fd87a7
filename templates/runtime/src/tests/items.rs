//! Values one after the other, in whatever chunks they come.

use super::answers::Frames;
use crate::runtime::server::Failure;
use crate::runtime::{ByteStream, Items, StreamError, Violation};
use bytes::Bytes;
use std::sync::Arc;

const LINES: &str = "application/x-ndjson";
const SEQUENCE: &str = "application/json-seq";

/// What a body says, and how it ends.
async fn read(media: &str, body: ByteStream, strict: bool) -> (Vec<i64>, Option<StreamError>) {
    all(Items::read(media, body, strict)).await
}

async fn all(mut items: Items<i64>) -> (Vec<i64>, Option<StreamError>) {
    let mut values = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(value) => values.push(value),
            Err(error) => {
                assert!(items.next().await.is_none(), "nothing comes after an error");
                return (values, Some(error));
            }
        }
    }
    assert!(items.next().await.is_none());
    (values, None)
}

/// The body whole, and cut in two at each byte, and into single bytes.
fn cuts(body: &[u8]) -> Vec<ByteStream> {
    let mut cuts = vec![ByteStream::from(body.to_vec())];
    for at in 0..=body.len() {
        let (one, two) = body.split_at(at);
        cuts.push(ByteStream::from_stream(Frames::of(&[one, &[], two])));
    }
    let bytes: Vec<&[u8]> = body.chunks(1).collect();
    cuts.push(ByteStream::from_stream(Frames::of(&bytes)));
    cuts
}

#[tokio::test]
async fn lines_are_values_wherever_chunks_end() {
    let rows: &[(&[u8], &[i64])] = &[
        (b"", &[]),
        (b"\n\r\n \n", &[]),
        (b"1\n22\n333\n", &[1, 22, 333]),
        (b"1\r\n22\r\n\r\n333", &[1, 22, 333]),
        (b"\n 1 \n\n\n-2", &[1, -2]),
    ];
    for (body, expected) in rows {
        for cut in cuts(body) {
            let (values, error) = read(LINES, cut, true).await;
            assert_eq!(values, *expected, "{body:?}");
            assert!(error.is_none(), "{error:?}");
        }
    }
}

#[tokio::test]
async fn sequences_are_values_wherever_chunks_end() {
    let rows: &[(&[u8], &[i64], bool)] = &[
        (b"", &[], true),
        (b"\x1e1\n\x1e22\n", &[1, 22], true),
        (b"\x1e\x1e\n\x1e1\r\n\x1e 22 ", &[1, 22], true),
        // A number that may have lost its last digits is none (RFC 7464 section 2.4).
        (b"\x1e1\n\x1e22", &[1], false),
        (b"\x1e1\x1e22\n", &[], false),
    ];
    for (body, expected, complete) in rows {
        for cut in cuts(body) {
            let (values, error) = read(SEQUENCE, cut, false).await;
            assert_eq!(values, *expected, "{body:?}");
            assert_eq!(error.is_none(), *complete, "{error:?}");
        }
    }
}

#[tokio::test]
async fn a_line_that_is_no_value_is_the_last_item() {
    type Row<'a> = (&'a [u8], &'a [i64], &'a str, &'a [u8], &'a str);
    let rows: &[Row<'_>] = &[
        (b"1\n\n\"x\"\n4\n", &[1], "line 3: ", b"\"x\"", "body/1"),
        (b"1\n2\n{\n", &[1, 2], "line 3: ", b"{", "body/2"),
        (b"1 2\n", &[], "line 1: ", b"1 2", "body/0"),
        (b"\xff\n", &[], "line 1: ", b"\xff", "body/0"),
        (b"1\nnull", &[1], "line 2: ", b"null", "body/1"),
    ];
    for (body, expected, place, raw, location) in rows {
        for cut in cuts(body) {
            let (values, error) = read(LINES, cut, false).await;
            let error = error.unwrap();
            assert_eq!(values, *expected, "{body:?}");
            assert!(error.as_malformed().unwrap().starts_with(place), "{error}");
            assert_eq!(error.raw(), *raw);
            assert_eq!(error.violations()[0].location, *location);
        }
    }
}

/// Only what a caller sent is the caller's fault.
#[tokio::test]
async fn items_of_a_request_are_refused_with_400() {
    for (strict, expected) in [(true, Some(400)), (false, None)] {
        let (_, error) = read(LINES, "1\nx".into(), strict).await;
        match Failure::<()>::from(error.unwrap()) {
            Failure::Problem(problem) => {
                assert_eq!(problem.status, expected);
                let errors: Vec<Violation> = problem.errors.unwrap();
                assert_eq!(errors[0].location, "body/1");
            }
            Failure::Other(_) => assert_eq!(expected, None),
            Failure::Documented(()) => panic!(),
        }
    }
}

#[tokio::test]
async fn a_line_has_a_largest_size() {
    // A line without end: of it no more than the bound is taken in.
    let frames = Frames::from_iter((0..100).map(|_| Ok(Bytes::from_static(&[b'1'; 100]))));
    let taken = Arc::clone(&frames.taken);
    let body = ByteStream::from_stream(frames).with_length(1 << 30);
    let (values, error) = all(Items::read(LINES, body, false).limit(1000)).await;
    assert!(values.is_empty() && error.unwrap().is_too_large());
    assert_eq!(*taken.lock().unwrap(), 11);
    // A record without end is no other.
    let record = std::iter::once(&b"\x1e1"[..]).chain((0..100).map(|_| &[b'1'; 100][..]));
    let frames = Frames::from_iter(record.map(|frame| Ok(Bytes::from_static(frame))));
    let taken = Arc::clone(&frames.taken);
    let body = ByteStream::from_stream(frames);
    let (values, error) = all(Items::read(SEQUENCE, body, false).limit(1000)).await;
    assert!(values.is_empty() && error.unwrap().is_too_large());
    assert_eq!(*taken.lock().unwrap(), 11);
    // The bound is one of lines, not of bodies.
    let body = ByteStream::from_stream(Frames::of(&[b"1234\n12", b"34\n1234\n", b"1234"]));
    let (values, error) = all(Items::read(LINES, body, false).limit(4)).await;
    assert_eq!((values.len(), error.is_none()), (4, true));
    let body = ByteStream::from_stream(Frames::of(&[b"1234\n12", b"345\n"]));
    let (values, error) = all(Items::read(LINES, body, false).limit(4)).await;
    assert_eq!(values, [1234]);
    assert!(error.unwrap().is_too_large());
}

#[tokio::test]
async fn a_body_that_breaks_off_says_so() {
    let frames = [Ok(Bytes::from("1\n2")), Err(StreamError::timed_out())];
    let body = ByteStream::from_stream(Frames::from_iter(frames));
    let (values, error) = read(LINES, body, false).await;
    assert_eq!(values, [1]);
    assert!(error.unwrap().is_timeout());
}

#[tokio::test]
async fn items_are_written_as_they_are_read() {
    for media in [LINES, SEQUENCE] {
        let whole = Items::from(vec![1, -2, 3]);
        let bytes = whole.clone().write(media).unwrap();
        assert!(bytes.as_bytes().is_some());
        assert_eq!(Items::read(media, bytes, true), whole);
        // A stream of a stream, as a proxy has it.
        let stream = Items::<i64>::from_stream(whole.clone());
        let bytes = stream.write(media).unwrap();
        assert!(bytes.as_bytes().is_none());
        let (values, error) = read(media, bytes, true).await;
        assert_eq!(values, [1, -2, 3]);
        assert!(error.is_none());
    }
    let text = Items::from(vec![1, 2]).write(SEQUENCE).unwrap();
    assert_eq!(text.as_bytes().unwrap(), "\x1e1\n\x1e2\n");
    assert!(Items::from(vec![f64::NAN]).write(LINES).is_err());
    let stream = Items::from_stream(Items::from(vec![1.5, f64::NAN, 2.5]));
    let bytes = stream.write(LINES).unwrap();
    let mut items = Items::<f64>::read(LINES, bytes, false);
    assert_eq!(items.next().await.unwrap().unwrap(), 1.5);
    assert!(items.next().await.unwrap().is_err());
}

#[test]
fn clones_of_a_stream_are_the_same_stream() {
    let stream = |frames: &[&[u8]]| -> Items<i64> {
        Items::read(LINES, ByteStream::from_stream(Frames::of(frames)), false)
    };
    let one = stream(&[b"1\n"]);
    assert_eq!(one, one.clone());
    assert_ne!(one, stream(&[b"1\n"]));
    assert_ne!(one, Items::from(vec![1]));
    assert_eq!(format!("{one:?}"), "Items(a stream)");
    assert_eq!(format!("{:?}", Items::from(vec![1])), "Items([1])");
}
