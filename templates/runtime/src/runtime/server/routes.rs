//! Operations to a router: templates that axum can tell apart are routes of their own, the rest is told apart here.

use super::body;
use super::credentials::{challenge, hide};
use super::decoder::Decoder;
use super::refusal::{bad_request, method_not_allowed, not_found};
use super::template::{self, Captures, Literally, Template};
use super::trace;
use super::{Access, Answer, Body, Context, Failure, Head, Operation, Serve};
use crate::runtime::named::Named;
use crate::runtime::problem::Violation;
use crate::runtime::security::Security;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use axum::{RequestExt, Router, routing};
use http::Method;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::task::Poll;
use std::{pin::Pin, sync::Arc, task};
use tower_layer::Layer;
use tower_service::Service;

/// The operations of an API, on their way to a router.
pub struct Routes<A> {
    api: Arc<A>,
    paths: Vec<Path>,
}

/// All operations of one path template.
struct Path {
    template: Template<'static>,
    names: Vec<&'static str>,
    endpoints: Vec<Endpoint>,
}

struct Endpoint {
    id: &'static str,
    named: Named,
    method: Method,
    names: Arc<[&'static str]>,
    run: Run,
}

type Run = Box<dyn Fn(Incoming) -> Outgoing + Send + Sync>;
pub(super) type Outgoing = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

/// A request that found its operation.
struct Incoming {
    request: Request,
    found: Found,
}

/// What was learnt of the operation's path.
#[derive(Clone)]
struct Found {
    names: Arc<[&'static str]>,
    captures: Captures,
}

impl<A: Send + Sync + 'static> Routes<A> {
    /// No operation yet.
    pub fn new(api: Arc<A>) -> Self {
        Self {
            api,
            paths: Vec::new(),
        }
    }

    /// Serves an operation. Of two with one method and path, the first is served.
    #[must_use]
    pub fn on<O: Operation>(mut self) -> Self
    where
        A: Serve<O>,
        O::Access: Access<A, Principal = <A as Serve<O>>::Principal>,
    {
        let api = Arc::clone(&self.api);
        let run = Box::new(move |incoming| -> Outgoing {
            Box::pin(answer::<A, O>(Arc::clone(&api), incoming))
        });
        let operation = (O::ID, O::METHOD, O::PATH);
        add(&mut self.paths, operation, Named::of::<O>(), run);
        self
    }

    /// Adds the operations of other routes, whatever implements them. Unlike routers that are merged, both may have
    /// operations of one path. Of two with one method and path, the first is served.
    #[must_use]
    pub fn and<B>(mut self, other: Routes<B>) -> Self {
        join(&mut self.paths, other.paths);
        self
    }

    /// Puts a layer around an operation that is served already, and around the layers that it has: time-outs, a body limit
    /// of its own, caching. The layer sees requests before their credentials are looked at.
    #[must_use]
    pub fn layer<O, L>(mut self, layer: L) -> Self
    where
        O: Operation,
        L: Layer<routing::Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        wrap(&mut self.paths, O::ID, |inner| {
            routing::any_service(inner).layer(layer.clone())
        });
        self
    }

    /// The router, to be merged, nested and layered like any other.
    pub fn finish(self) -> Router {
        let mut groups: BTreeMap<String, Vec<Path>> = BTreeMap::new();
        for path in self.paths {
            let shape = path.template.shape(|_| String::new());
            groups.entry(shape).or_default().push(path);
        }
        let mut router = Router::new();
        for mut group in groups.into_values() {
            let route = group.first().map(route).unwrap_or_default();
            group.sort_by_cached_key(|path| path.template.precedence());
            let group: Arc<[Path]> = group.into();
            router = router.route(&route, routing::any_service(Dispatch(group)));
        }
        router
    }
}

// Not generic, like all below that can be: there is one of it however many APIs and operations there are.
fn add(
    paths: &mut Vec<Path>,
    (id, method, path): (&'static str, &'static str, &'static str),
    named: Named,
    run: Run,
) {
    let (template, names) = template::parse(path);
    let method = Method::from_bytes(method.as_bytes()).unwrap_or_default();
    let endpoint = Endpoint {
        id,
        named,
        method,
        names: names.as_slice().into(),
        run,
    };
    let path = Path {
        template,
        names,
        endpoints: vec![endpoint],
    };
    join(paths, vec![path]);
}

fn join(paths: &mut Vec<Path>, others: Vec<Path>) {
    for other in others {
        let mut same = paths.iter_mut();
        match same.find(|path| path.template == other.template) {
            Some(path) => path.endpoints.extend(other.endpoints),
            None => paths.push(other),
        }
    }
}

/// Puts something around an operation. What was found out about the request travels in its extensions meanwhile.
fn wrap(
    paths: &mut [Path],
    id: &'static str,
    layer: impl Fn(Inner) -> routing::MethodRouter<(), Infallible>,
) {
    let endpoints = paths.iter_mut().flat_map(|path| &mut path.endpoints);
    for endpoint in endpoints.filter(|endpoint| endpoint.id == id) {
        let empty: Run = Box::new(|_| ready(not_found()));
        let inner = Inner(std::mem::replace(&mut endpoint.run, empty).into());
        let outer = layer(inner);
        endpoint.run = Box::new(move |Incoming { mut request, found }| {
            let mut outer = outer.clone();
            request.extensions_mut().insert(found);
            Box::pin(async move { outer.call(request).await })
        });
    }
}

/// What a layer is put around.
#[derive(Clone)]
struct Inner(Arc<dyn Fn(Incoming) -> Outgoing + Send + Sync>);

impl Service<Request> for Inner {
    type Response = Response;
    type Error = Infallible;
    type Future = Outgoing;

    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request) -> Outgoing {
        match request.extensions_mut().remove() {
            Some(found) => (self.0)(Incoming { request, found }),
            // A layer that makes a request of its own has no path for it.
            None => ready(not_found()),
        }
    }
}

/// A path's route, its captures named as its parameters are, where axum can take these names.
fn route(path: &Path) -> String {
    let plain = |name: &&str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let different: BTreeSet<_> = path.names.iter().collect();
    let named = different.len() == path.names.len() && path.names.iter().all(plain);
    let mut names = path.names.iter();
    path.template.shape(|index| match names.next() {
        Some(name) if named => (*name).to_owned(),
        _ => format!("segment{index}"),
    })
}

/// The paths of one route as a service: unlike a handler, its future needs no box of its own.
#[derive(Clone)]
struct Dispatch(Arc<[Path]>);

impl Service<Request> for Dispatch {
    type Response = Response;
    type Error = Infallible;
    type Future = Outgoing;

    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Outgoing {
        dispatch(&self.0, request)
    }
}

/// Finds the operation: no path is 404, no method 405.
fn dispatch(group: &[Path], request: Request) -> Outgoing {
    let find = |literally| {
        group.iter().find_map(|path| {
            let captures = path.template.captures(request.uri().path(), literally);
            captures.map(|captures| (path, captures))
        })
    };
    let found = find(Literally::Yes).or_else(|| find(Literally::No));
    let Some((path, captures)) = found else {
        return ready(not_found());
    };
    let by = |method: &Method| {
        path.endpoints
            .iter()
            .find(|endpoint| endpoint.method == *method)
    };
    // Where there is no operation of its own, HEAD is what GET says of itself; axum takes the body away.
    let endpoint = match by(request.method()) {
        None if request.method() == Method::HEAD => by(&Method::GET),
        endpoint => endpoint,
    };
    let Some(endpoint) = endpoint else {
        let allowed = path.endpoints.iter().map(|endpoint| &endpoint.method);
        return ready(method_not_allowed(allowed));
    };
    let found = Found {
        names: Arc::clone(&endpoint.names),
        captures,
    };
    trace::request(endpoint.named, request, |request| {
        (endpoint.run)(Incoming { request, found })
    })
}

fn ready(response: Response) -> Outgoing {
    Box::pin(std::future::ready(Ok(response)))
}

// What follows is there for each operation, so that all is elsewhere that need not know which one it is.
async fn answer<A: Serve<O>, O: Operation>(
    api: Arc<A>,
    incoming: Incoming,
) -> Result<Response, Infallible>
where
    O::Access: Access<A, Principal = <A as Serve<O>>::Principal>,
{
    let admitted = admit::<A, O::Access>(&api, (O::SECURITY, O::BODY), incoming).await;
    let (principal, received) = match admitted {
        Ok(admitted) => admitted,
        Err(refusal) => return Ok(refusal),
    };
    let (head, input) = match received.read::<O>() {
        Ok(read) => read,
        Err(violations) => return Ok(bad_request(violations)),
    };
    let answer = Answer::to(&head.headers, O::NEGOTIATES);
    let outcome = api.serve(Context { principal, head }, input).await;
    Ok(say::<O>(outcome, answer))
}

/// A request of somebody who may make it.
struct Received {
    head: Head,
    found: Found,
    body: body::Read,
}

/// Lets callers in, then reads the body: there is one of it for all operations that the same callers may call.
async fn admit<A, X: Access<A>>(
    api: &A,
    (security, body): (Security, Body),
    Incoming { request, found }: Incoming,
) -> Result<(X::Principal, Received), Response> {
    let (mut head, from) = request.with_limited_body().into_parts();
    hide(&mut head.headers, security);
    let principal = X::admit(api, security, &head).await?;
    let body = body::read(body, &head.headers, from).await?;
    Ok((principal, Received { head, found, body }))
}

impl Received {
    /// The input, or all that is wrong with the request.
    fn read<O: Operation>(self) -> Result<(Head, O), Vec<Violation>> {
        let Self { head, found, body } = self;
        let mut decoder = Decoder::new(&head, &found.names, found.captures, body);
        let input = O::decode(&mut decoder);
        decoder.finish()?;
        match input.validate() {
            Ok(()) => Ok((head, input)),
            Err(violations) => Err(violations.into_vec()),
        }
    }
}

fn say<O: Operation>(
    outcome: Result<O::Output, Failure<O::Error>>,
    mut answer: Answer,
) -> Response {
    match outcome {
        Ok(output) => O::answer(Ok(output), &mut answer),
        Err(Failure::Documented(error)) => O::answer(Err(error), &mut answer),
        Err(Failure::Problem(problem)) => answer.problem(&problem),
        Err(Failure::Other(cause)) => answer.fail(cause),
    }
    challenge(answer.finish(), O::SECURITY)
}
