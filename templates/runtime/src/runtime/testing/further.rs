//! The calls that a call leads to: the pages behind the first, and what links name.

use super::{Case, Desk, Outcome};
use crate::runtime::client::{CallOptions, Error, Operation, PageStream, Paged};
use std::fmt::Debug;

/// How many pages are turned at most: where only an empty page is the last, a desk that lays out one page is never done.
const MOST_PAGES: usize = 3;

impl Desk {
    /// Turns the pages that begin with each input. Every page is the first success of the case, so that a cursor leads
    /// back to where it was, which ends the stream; numbers go on. A page may also lead to what the server refuses, but
    /// not the first.
    pub async fn turns<O>(&self, pages: impl Fn(O) -> PageStream<O>, case: &Case<'_, O>)
    where
        O: Paged<Output: Clone + PartialEq + Debug + Send, Error: Clone + Debug + Send>,
        O: Clone + PartialEq + Debug + Send + Sync + Unpin + 'static,
    {
        self.papers().server = O::SERVER;
        let Some(page) = success(case) else { return };
        for input in case.inputs {
            let mut expected = input.clone();
            (case.defaults)(&mut expected);
            let mut pages = pages(input.clone()).at_most(MOST_PAGES);
            for index in 0..=MOST_PAGES {
                self.lay(Ok::<_, O::Error>(page.clone()));
                let Some(arrived) = pages.next().await else {
                    assert_ne!(index, 0, "there is a first page");
                    break;
                };
                assert!(index < MOST_PAGES, "no more pages than were asked for");
                let taken = self.taken::<O>();
                match (arrived, index) {
                    (Ok(arrived), _) => assert_eq!(arrived, page),
                    (Err(error), 0) => panic!("the first page: {error}"),
                    (Err(_), _) => {}
                }
                if index == 0 {
                    assert_eq!(taken.as_ref(), Some(&expected));
                }
            }
        }
    }

    /// Follows a link from every success of the case: the server of the target takes what the link makes. A link may make
    /// nothing of a sample, or what the target refuses.
    pub async fn follows<O, T>(
        &self,
        link: impl Fn(&O, &O::Output) -> Option<T>,
        call: impl AsyncFn(&T, &CallOptions) -> Result<T::Output, Error<T::Error>>,
        case: &Case<'_, O>,
        target: &Case<'_, T>,
    ) where
        O: Operation<Output: Clone, Error: Clone>,
        T: Operation<Output: Clone + Debug + Send, Error: Clone + Debug + Send>,
        T: Clone + PartialEq + Debug + 'static,
    {
        self.papers().server = T::SERVER;
        let Some((_, laid)) = target.outcomes.first() else {
            return;
        };
        for input in case.inputs {
            for (_, outcome) in case.outcomes {
                let next = outcome.as_ref().ok().and_then(|output| link(input, output));
                let Some(mut next) = next else { continue };
                self.lay(laid.clone());
                let arrived = call(&next, &CallOptions::default()).await;
                (target.defaults)(&mut next);
                match self.taken::<T>() {
                    Some(taken) => assert_eq!(taken, next, "{arrived:?}"),
                    None => assert!(arrived.is_err(), "{next:?}: {arrived:?}"),
                }
            }
        }
    }
}

fn success<O: Operation<Output: Clone>>(case: &Case<'_, O>) -> Option<O::Output> {
    let mut outcomes = case.outcomes.iter();
    outcomes.find_map(|(_, outcome): &Outcome<O>| outcome.as_ref().ok().cloned())
}
