//! Answers that come in pages, as a stream of them.

use super::exchange::{At, wrong};
use super::link::link;
use super::turn::{To, Turn, text};
use super::{CallOptions, Core, Error, Operation};
use crate::runtime;
use futures_core::Stream;
use http::HeaderMap;
use reqwest::Url;
use serde_json::Value;
use std::collections::BTreeSet;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::{fmt, future};

/// An operation that answers in pages; the generator implements it for the input type.
pub trait Paged: Operation + Clone {
    /// How its pages hang together.
    const PAGES: Pages;

    /// Hands over the field of the input that tells pages apart: `to.optional(&mut self.cursor)`. Operations whose answers
    /// link to the next one have none.
    fn turn(&mut self, _to: &mut Turn<'_>) {}
}

/// How the pages of an operation hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pages {
    next: Next,
    items: Option<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Page(i64),
    Offset,
    Cursor(&'static str),
    Url(&'static str),
    Link,
}

impl Pages {
    /// A field counts pages; the first page has this number, where the input does not say another. The page without items
    /// is the last: [`Self::items`] says where they are.
    #[must_use]
    pub const fn page(first: i64) -> Self {
        Self::of(Next::Page(first))
    }

    /// A field counts the items that come before the page, from nothing where the input does not say how many. The page
    /// without items is the last: [`Self::items`] says where they are.
    #[must_use]
    pub const fn offset() -> Self {
        Self::of(Next::Offset)
    }

    /// A field takes the text or number that is at this JSON Pointer of the page before. Where there is none, or null, or an
    /// empty text, that page is the last.
    #[must_use]
    pub const fn cursor(pointer: &'static str) -> Self {
        Self::of(Next::Cursor(pointer))
    }

    /// The URL of the next page is at this JSON Pointer of the page before.
    #[must_use]
    pub const fn url(pointer: &'static str) -> Self {
        Self::of(Next::Url(pointer))
    }

    /// The URL of the next page is in the `Link` header of the page before: `rel="next"`, RFC 8288.
    #[must_use]
    pub const fn link() -> Self {
        Self::of(Next::Link)
    }

    /// Where the items are in a page, as a JSON Pointer; a page without any is the last.
    #[must_use]
    pub const fn items(self, pointer: &'static str) -> Self {
        Self {
            items: Some(pointer),
            ..self
        }
    }

    const fn of(next: Next) -> Self {
        Self { next, items: None }
    }
}

type Page<O> = Result<<O as runtime::Operation>::Output, Error<<O as runtime::Operation>::Error>>;

/// A page, and where the next one is.
type Turned<O> = (Option<Box<Place<O>>>, Page<O>);

#[cfg(not(target_arch = "wasm32"))]
type Turning<O> = Pin<Box<dyn Future<Output = Turned<O>> + Send>>;

#[cfg(target_arch = "wasm32")]
type Turning<O> = Pin<Box<dyn Future<Output = Turned<O>>>>;

/// The pages of an operation, one after the other, each asked for when it is polled for. The first error is the last item.
/// A page that leads back to an earlier one is the last, too.
pub struct PageStream<O: Paged> {
    place: Option<Box<Place<O>>>,
    turning: Option<Turning<O>>,
    left: usize,
}

/// The page to be asked for.
struct Place<O> {
    core: Core,
    options: CallOptions,
    input: O,
    at: At,
    seen: BTreeSet<String>,
}

impl Core {
    /// The pages of an operation, with the client's options for each.
    pub fn pages<O: Paged>(&self, input: O) -> PageStream<O> {
        self.pages_with(input, self.options.clone())
    }

    /// The pages of an operation, with these options for each.
    pub fn pages_with<O: Paged>(&self, input: O, options: CallOptions) -> PageStream<O> {
        PageStream {
            place: Some(Box::new(Place {
                core: self.clone(),
                options,
                input,
                at: At::Here,
                seen: BTreeSet::new(),
            })),
            turning: None,
            left: usize::MAX,
        }
    }
}

impl<O: Paged> PageStream<O> {
    /// No more pages than these.
    #[must_use]
    pub fn at_most(self, pages: usize) -> Self {
        Self {
            left: pages,
            ..self
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<O> Stream for PageStream<O>
where
    O: Paged + Send + Sync + Unpin + 'static,
    O::Output: Send,
    O::Error: Send,
{
    type Item = Result<O::Output, Error<O::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx, |place| Box::pin(turn(place)))
    }
}

#[cfg(target_arch = "wasm32")]
impl<O: Paged + Unpin + 'static> Stream for PageStream<O> {
    type Item = Result<O::Output, Error<O::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx, |place| Box::pin(turn(place)))
    }
}

impl<O: Paged> PageStream<O> {
    fn poll(
        &mut self,
        cx: &mut Context<'_>,
        start: fn(Box<Place<O>>) -> Turning<O>,
    ) -> Poll<Option<Page<O>>> {
        let turning = match (&mut self.turning, self.left) {
            (Some(turning), _) => turning,
            (None, 0) => return Poll::Ready(None),
            (None, _) => match self.place.take() {
                None => return Poll::Ready(None),
                Some(place) => self.turning.insert(start(place)),
            },
        };
        let (place, page) = ready!(turning.as_mut().poll(cx));
        self.turning = None;
        self.place = place;
        self.left -= 1;
        Poll::Ready(Some(page))
    }
}

impl<O> PageStream<O>
where
    Self: Stream + Unpin,
    O: Paged,
{
    /// The next page.
    pub async fn next(&mut self) -> Option<<Self as Stream>::Item> {
        future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<O: Paged> fmt::Debug for PageStream<O> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("PageStream").finish_non_exhaustive()
    }
}

/// Asks for a page, and finds out where the next one is.
async fn turn<O: Paged>(mut place: Box<Place<O>>) -> Turned<O> {
    let prepared = place.core.prepare(&place.input, &place.options, &place.at);
    let (url, response) = match place.core.run(prepared).await {
        Ok(answered) => answered,
        Err(undelivered) => return (None, Err(undelivered.into())),
    };
    let headers = response.headers.clone();
    let body = response.body.as_bytes().cloned().unwrap_or_default();
    let output = match super::decode::<O>(response) {
        Ok(output) => output,
        Err(error) => return (None, Err(error)),
    };
    let (page, at) = match next(O::PAGES, &url, &headers, &body) {
        Ok(Some(next)) => next,
        Ok(None) => return (None, Ok(output)),
        Err(error) => return (None, Err(error)),
    };
    let mark = match at {
        At::Exactly(url) => {
            let mark = url.to_string();
            place.at = At::Exactly(url);
            Some(mark)
        }
        _ => {
            let to = match page {
                Step::More(first, more) => To::More(first, more),
                Step::To(ref value) => To::Text(value),
            };
            let mut turn = Turn::to(to);
            place.input.turn(&mut turn);
            turn.set
        }
    };
    // What cannot be turned to, or was seen already, is not asked for.
    let fresh = mark.is_some_and(|mark| place.seen.insert(mark));
    (fresh.then_some(place), Ok(output))
}

enum Step {
    More(i64, i64),
    To(Value),
}

/// Where the next page is, if there is one.
fn next<E>(
    pages: Pages,
    url: &Url,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Option<(Step, At)>, Error<E>> {
    let body: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
    let count = pages.items.map(|items| match body.pointer(items) {
        Some(Value::Array(items)) => items.len(),
        _ => 0,
    });
    if count == Some(0) {
        return Ok(None);
    }
    let here = |step| Ok(Some((step, At::Here)));
    match (pages.next, count) {
        // Without items nothing says where the end is.
        (Next::Page(_) | Next::Offset, None) => Ok(None),
        (Next::Page(first), Some(_)) => here(Step::More(first, 1)),
        (Next::Offset, Some(count)) => {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            here(Step::More(0, count))
        }
        (Next::Cursor(pointer), _) => match body.pointer(pointer) {
            Some(cursor) if text(cursor).is_some() => here(Step::To(cursor.clone())),
            _ => Ok(None),
        },
        (Next::Url(pointer), _) => match body.pointer(pointer).and_then(text) {
            Some(to) => follow(url, &to).map(Some),
            None => Ok(None),
        },
        (Next::Link, _) => match link(headers) {
            Some(to) => follow(url, &to).map(Some),
            None => Ok(None),
        },
    }
}

/// The URL that a page names, which must be one of the same server: credentials go there.
fn follow<E>(url: &Url, to: &str) -> Result<(Step, At), Error<E>> {
    let mut next = url.join(to).map_err(|_| "is no URL");
    if let Ok(there) = &mut next {
        there.set_fragment(None);
        if there.origin() != url.origin() || !there.username().is_empty() {
            next = Err("is at another server");
        }
    }
    match next {
        Ok(next) => Ok((Step::To(Value::Null), At::Exactly(next))),
        Err(detail) => Err(Error::Encode(wrong("the next page", detail))),
    }
}
