//! Pages as streams, from client to router and back: each style to its end, and no further.

use generated::pagination::{Api, Client, Server, models::Page, operations, router};
use generated::runtime::client::{Error, PageStream, Paged};
use generated::runtime::in_process::InProcess;
use generated::runtime::server::{Context, Failure};
use std::sync::{Arc, Mutex};

const NAMES: [&str; 5] = ["ash", "birch", "cedar", "elm", "fir"];
const SIZE: usize = 2;

/// A list of names, which keeps what it was asked for. It may lead astray.
#[derive(Clone, Default)]
struct Names {
    asked: Arc<Mutex<Vec<String>>>,
    leads_to: Option<&'static str>,
}

impl Names {
    fn from(&self, asked: impl ToString, from: usize, size: usize) -> Page {
        self.asked.lock().unwrap().push(asked.to_string());
        let data = NAMES.iter().skip(from).take(size);
        Page {
            data: Some(data.map(ToString::to_string).collect()),
            next: None,
        }
    }

    /// The page behind a name, and the name that the next one is behind.
    fn behind(&self, name: &Option<String>) -> (Page, Option<String>) {
        let position = |name: &String| NAMES.iter().position(|other| other == name);
        let from = name.as_ref().and_then(position).map_or(0, |at| at + 1);
        let page = self.from(name.as_deref().unwrap_or("-"), from, SIZE);
        let last = NAMES.get(from + SIZE - 1).filter(|_| from + SIZE < NAMES.len());
        let next = self.leads_to.or(last.copied());
        (page, next.map(str::to_owned))
    }
}

impl Api for Names {
    async fn list_pages(
        &self,
        _: Context<()>,
        input: operations::ListPages,
    ) -> Result<Page, Failure<std::convert::Infallible>> {
        let (page, size) = (input.page.unwrap_or(1), input.size.unwrap_or(10));
        let size = usize::try_from(size)?;
        Ok(self.from(page, usize::try_from(page - 1)? * size, size))
    }

    async fn list_offsets(
        &self,
        _: Context<()>,
        input: operations::ListOffsets,
    ) -> Result<Page, Failure<std::convert::Infallible>> {
        Ok(self.from(input.offset, usize::try_from(input.offset)?, SIZE))
    }

    async fn list_cursors(
        &self,
        _: Context<()>,
        input: operations::ListCursors,
    ) -> Result<Page, Failure<std::convert::Infallible>> {
        let (page, next) = self.behind(&input.after);
        Ok(Page { next, ..page })
    }

    async fn list_links(
        &self,
        _: Context<()>,
        input: operations::ListLinks,
    ) -> Result<operations::ListLinksOk, Failure<std::convert::Infallible>> {
        let (body, next) = self.behind(&input.from);
        let link = |next| format!("</links>; rel=first, <?from={next}>; rel=\"next\"");
        Ok(operations::ListLinksOk {
            body,
            link: next.map(link),
        })
    }

    async fn list_urls(
        &self,
        _: Context<()>,
        input: operations::ListUrls,
    ) -> Result<Page, Failure<std::convert::Infallible>> {
        let (page, next) = self.behind(&input.from);
        let next = next.map(|next| match next.contains('/') {
            true => next,
            false => format!("/urls?from={next}"),
        });
        Ok(Page { next, ..page })
    }
}

fn client(names: &Names) -> Client {
    let router = router(Arc::new(names.clone()));
    let server = Server::Custom("http://localhost".to_owned());
    Client::with_transport(InProcess(router), &server).unwrap()
}

trait Listed {
    fn names(self) -> Vec<String>;
}

impl Listed for Page {
    fn names(self) -> Vec<String> {
        self.data.unwrap_or_default()
    }
}

impl Listed for operations::ListLinksOk {
    fn names(self) -> Vec<String> {
        self.body.names()
    }
}

/// The names of each page, and whether it ended with an error.
async fn read<O>(mut pages: PageStream<O>) -> (Vec<Vec<String>>, Option<Error<O::Error>>)
where
    O: Paged<Output: Listed + Send, Error: Send> + Send + Sync + Unpin + 'static,
{
    let mut read = Vec::new();
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => read.push(page.names()),
            Err(error) => return (read, Some(error)),
        }
    }
    (read, None)
}

/// Each page of a style arrives once and in order, and each request asks for what is behind the page before.
async fn ends<O>(pages: impl Fn(&Client) -> PageStream<O>, expected: &[&[&str]], asked: &[&str])
where
    O: Paged<Output: Listed + Send, Error: Send + std::fmt::Debug> + Send + Sync + Unpin + 'static,
{
    let names = Names::default();
    let (read, error) = read(pages(&client(&names))).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(read, expected);
    assert_eq!(*names.asked.lock().unwrap(), asked);
}

const PAGES: [&[&str]; 3] = [&["ash", "birch"], &["cedar", "elm"], &["fir"]];
const TO_NOTHING: [&[&str]; 4] = [PAGES[0], PAGES[1], PAGES[2], &[]];
const BEHIND: [&str; 3] = ["-", "birch", "elm"];

#[tokio::test]
async fn pages_are_turned_to_the_empty_one() {
    let input = operations::ListPages {
        page: None,
        size: Some(2),
    };
    let pages = |client: &Client| client.list_pages_pages(input.clone());
    ends(pages, &TO_NOTHING, &["1", "2", "3", "4"]).await;
}

#[tokio::test]
async fn offsets_grow_by_what_came() {
    let pages = |client: &Client| client.list_offsets_pages(operations::ListOffsets::new(0));
    ends(pages, &TO_NOTHING, &["0", "2", "4", "5"]).await;
    let pages = |client: &Client| client.list_offsets_pages(operations::ListOffsets::new(4));
    ends(pages, &[&["fir"], &[]], &["4", "5"]).await;
}

#[tokio::test]
async fn cursors_lead_to_the_page_without_one() {
    let pages = |client: &Client| client.list_cursors_pages(operations::ListCursors::default());
    ends(pages, &PAGES, &BEHIND).await;
}

#[tokio::test]
async fn links_lead_to_the_page_without_one() {
    let pages = |client: &Client| client.list_links_pages(operations::ListLinks::default());
    ends(pages, &PAGES, &BEHIND).await;
    let pages = |client: &Client| client.list_urls_pages(operations::ListUrls::default());
    ends(pages, &PAGES, &BEHIND).await;
}

#[tokio::test]
async fn a_server_that_leads_in_a_circle_is_left() {
    let names = Names {
        leads_to: Some("birch"),
        ..Names::default()
    };
    let client = client(&names);
    for asked in [
        read(client.list_cursors_pages(operations::ListCursors::default())).await.0,
        read(client.list_links_pages(operations::ListLinks::default())).await.0,
        read(client.list_urls_pages(operations::ListUrls::default())).await.0,
    ] {
        assert_eq!(asked, [PAGES[0], PAGES[1]]);
    }
    assert_eq!(names.asked.lock().unwrap().len(), 6);
}

#[tokio::test]
async fn no_page_is_asked_of_another_server() {
    let names = Names {
        leads_to: Some("https://elsewhere.example/"),
        ..Names::default()
    };
    let pages = client(&names).list_urls_pages(operations::ListUrls::default());
    let (read, error) = read(pages).await;
    assert!(matches!(error, Some(Error::Encode(_))), "{read:?} {error:?}");
    assert_eq!(names.asked.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn nothing_is_asked_for_before_it_is_wanted() {
    let names = Names::default();
    let mut pages = client(&names)
        .list_cursors_pages(operations::ListCursors::default())
        .at_most(1);
    assert!(names.asked.lock().unwrap().is_empty());
    assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    assert!(pages.next().await.is_none());
    assert_eq!(names.asked.lock().unwrap().len(), 1);
}
