//! The stock transport against servers on a real socket that do not behave.

use super::operations::{Ask, Open};
use crate::runtime::client::{CallOptions, Core, Credential, Error, Request, Transport};
use crate::runtime::{ByteStream, StreamError};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A server that answers each connection by these bytes, again and again if it is to, and keeps what it was asked.
async fn server(answer: Vec<u8>, forever: bool) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 1 << 16];
            let length = stream.read(&mut request).await.unwrap_or(0);
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            keep.lock().unwrap().push(request);
            while stream.write_all(&answer).await.is_ok() && forever {}
        }
    });
    (base, asked)
}

fn core(base: &str) -> Core {
    Core::new(base, &[("token", Some(Credential::bearer("hunter2")))]).unwrap()
}

fn http(head: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {head}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

#[tokio::test]
async fn a_call_goes_over_the_wire() {
    let (base, asked) = server(http("200 OK", "7"), false).await;
    assert_eq!(core(&base).send(&Open).await.unwrap(), 7);
    let asked = asked.lock().unwrap().concat();
    assert!(asked.starts_with("GET /open HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains("accept: application/json\r\n"), "{asked}");
    assert!(!asked.contains("hunter2"), "{asked}");
}

#[tokio::test]
async fn redirects_are_answers_and_nothing_else() {
    let (elsewhere, stolen) = server(http("200 OK", "7"), false).await;
    let head = format!("302 Found\r\nLocation: {elsewhere}/open");
    let (base, asked) = server(http(&head, ""), false).await;
    let error = core(&base).send(&Ask::new("x")).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 302);
    assert!(asked.lock().unwrap().concat().contains("Bearer hunter2"));
    assert!(stolen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn responses_have_a_largest_size() {
    let options = CallOptions {
        max_response_bytes: 10,
        ..CallOptions::default()
    };
    let fits = server(http("200 OK", "1234567890"), false).await.0;
    assert_eq!(
        core(&fits).call(&Open, &options).await.unwrap(),
        1_234_567_890
    );
    let announced = b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n".to_vec();
    let without_end = b"HTTP/1.1 200 OK\r\n\r\n1234567890".to_vec();
    let chunks =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n6\r\n123456\r\n"
            .to_vec();
    for (answer, forever) in [(announced, false), (without_end, true), (chunks, false)] {
        let (base, _) = server(answer, forever).await;
        let error = core(&base)
            .options(options.clone())
            .send(&Open)
            .await
            .unwrap_err();
        let Error::Transport(error) = error else {
            panic!("{error}")
        };
        assert!(error.is_too_large() && !error.is_timeout(), "{error}");
    }
}

/// The head of a response is bounded by the transport: in how many fields it has, and in their size.
#[tokio::test]
async fn responses_have_a_largest_head() {
    let fields = |count: usize, value: &str| -> String {
        (0..count)
            .map(|field| format!("\r\nX-{field}: {value}"))
            .collect()
    };
    for (head, fits) in [
        (fields(50, "x"), true),
        (fields(10_000, "x"), false),
        (fields(1, &"x".repeat(10 << 20)), false),
    ] {
        let (base, _) = server(http(&format!("200 OK{head}"), "7"), false).await;
        match core(&base).send(&Open).await {
            Ok(body) => assert_eq!((body, fits), (7, true)),
            Err(Error::Transport(error)) => assert!(!fits && !error.is_timeout(), "{error:?}"),
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test]
async fn calls_end_in_time() {
    let timeout = Duration::from_millis(50);
    let options = CallOptions {
        timeout,
        ..CallOptions::default()
    };
    let silent = Vec::new();
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n1".to_vec();
    for answer in [silent, half] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            let mut held = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = vec![0; 1 << 16];
                let _ = stream.read(&mut request).await;
                let _ = stream.write_all(&answer).await;
                held.push(stream);
            }
        });
        let error = core(&base).call(&Open, &options).await.unwrap_err();
        let Error::Transport(error) = error else {
            panic!("{error}")
        };
        assert!(error.is_timeout(), "{error:?}");
    }
}

#[tokio::test]
async fn errors_of_the_wire_show_neither_url_nor_secret() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = core(&format!("http://{address}/secret-path"));
    let error = error.send(&Ask::new("secret-id")).await.unwrap_err();
    assert_eq!(error.status(), None);
    let mut shown = format!("{error} {error:?}");
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        shown += &format!(" {error} {error:?}");
        cause = error.source();
    }
    assert!(
        !shown.contains("secret") && !shown.contains("hunter2"),
        "{shown}"
    );
    let (cut, _) = server(
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n1".to_vec(),
        false,
    )
    .await;
    let error = core(&cut).send(&Open).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    let (noise, _) = server(b"\x00\x01\x02\r\n\r\n".to_vec(), false).await;
    assert!(matches!(
        core(&noise).send(&Open).await,
        Err(Error::Transport(_))
    ));
}

fn request(base: &str, body: ByteStream) -> Request {
    Request {
        method: http::Method::POST,
        url: reqwest::Url::parse(base).unwrap(),
        headers: http::HeaderMap::new(),
        body,
        timeout: Duration::from_millis(200),
        streams: true,
        max_response_bytes: 10,
    }
}

/// Frames of these bytes.
fn stream(frames: &'static [&'static str]) -> ByteStream {
    struct Frames(std::slice::Iter<'static, &'static str>);
    impl futures_core::Stream for Frames {
        type Item = Result<&'static str, StreamError>;

        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            std::task::Poll::Ready(self.0.next().copied().map(Ok))
        }
    }
    ByteStream::from_stream(Frames(frames.iter()))
}

#[tokio::test]
async fn streams_go_over_the_wire_as_they_are() {
    for (body, length, ends) in [
        (
            stream(&["abc", "de"]),
            "transfer-encoding: chunked",
            "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
        ),
        (
            stream(&["abc", "de"]).with_length(5),
            "content-length: 5",
            "\r\n\r\nabcde",
        ),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = Vec::new();
            while !asked.ends_with(ends.as_bytes())
                && stream.read_buf(&mut asked).await.unwrap() > 0
            {}
            let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n";
            stream.write_all(head.as_bytes()).await.unwrap();
            // Nothing more comes: the time-out is the reader's.
            (String::from_utf8(asked).unwrap(), stream)
        });
        let response = reqwest::Client::new().send(request(&base, body)).await;
        let mut frames = response.unwrap().body.into_stream();
        assert_eq!(frames.next().await.unwrap().unwrap(), "abc");
        let error = frames.next().await.unwrap().unwrap_err();
        assert!(error.is_timeout(), "{error:?}");
        assert!(frames.next().await.is_none());
        let (asked, _stream) = server.await.unwrap();
        assert!(asked.contains(length) && asked.ends_with(ends), "{asked}");
    }
}

#[tokio::test]
async fn streams_have_a_largest_size() {
    let chunks =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n6\r\n123456\r\n";
    let (base, _) = server(chunks.to_vec(), false).await;
    let response = reqwest::Client::new()
        .send(request(&base, ByteStream::default()))
        .await;
    let error = response
        .unwrap()
        .body
        .collect(usize::MAX)
        .await
        .unwrap_err();
    assert!(error.is_too_large(), "{error:?}");
}
