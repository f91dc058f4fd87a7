//! What `main.rs` and the tests share: the implementations of both APIs, and the application around their routers.

pub(crate) mod credentials;
mod lighton;
mod organizations;
mod sequence;
pub(crate) mod store;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use credentials::Credentials;
use generated::runtime::{Problem, server::Cause};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use store::{Seed, Store, Unknown};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tower_http::compression::CompressionLayer;
use tower_http::cors::CorsLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;
use tracing::Span;

/// The largest body that is taken: some 25 000 ids. The generated router answers 413 to a larger one.
pub(crate) const BODY_LIMIT: usize = 1 << 20;

/// The longest that a request may take, its body included.
pub(crate) const TIME_LIMIT: Duration = Duration::from_secs(30);

/// What a server is made from.
pub(crate) struct Config {
    /// Where the data are; in memory when there is no file.
    pub(crate) database: Option<PathBuf>,
    /// What is there from the beginning.
    pub(crate) seed: Seed,
    /// What to do about ids that nobody knows.
    pub(crate) unknown: Unknown,
    /// Who may call.
    pub(crate) credentials: Credentials,
    /// The origins whose pages may call from a browser.
    pub(crate) origins: Vec<HeaderValue>,
}

/// Both APIs.
pub(crate) struct Service {
    store: Store,
    credentials: Credentials,
    origins: Vec<HeaderValue>,
}

impl Service {
    /// Opens the database, and makes what is not there yet.
    ///
    /// # Errors
    /// When the file is not a database, or not one that can be written.
    pub(crate) async fn open(config: Config) -> Result<Self, store::Error> {
        Ok(Self {
            store: Store::open(config.database.as_deref(), config.seed, config.unknown).await?,
            credentials: config.credentials,
            origins: config.origins,
        })
    }
}

/// Both APIs where their documents say that they are, and what is the application's: limits, logging, a fallback.
pub(crate) fn app(service: &Arc<Service>) -> Router {
    let app = Router::new()
        .nest("/api", generated::sequence::router(Arc::clone(service)))
        .merge(generated::lighton::router(Arc::clone(service)))
        .fallback(not_found);
    // Without origins, an OPTIONS request is none of a browser's, and the routers say which methods there are.
    let app = match service.origins.is_empty() {
        true => app,
        false => app.layer(cors(&service.origins)),
    };
    // The last layer is the outermost: it sees every request first and every response last.
    app.layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIME_LIMIT,
        ))
        .layer(CompressionLayer::new())
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                .on_request(())
                .on_response(log)
                .on_failure(()),
        )
}

/// Lets pages of these origins call what the documents describe. Their scripts hold the credentials, browsers add none.
fn cors(origins: &[HeaderValue]) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(origins.to_vec())
        .allow_methods([Method::POST, Method::PUT])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            HeaderName::from_static("sequence-version"),
        ])
}

/// Serves until `stop` is done. Requests in flight are then answered, as long as they take no longer than they may.
///
/// # Errors
/// When the database cannot be closed.
pub(crate) async fn run(
    listener: TcpListener,
    service: Service,
    stop: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let service = Arc::new(service);
    let (tell, told) = oneshot::channel();
    let serving = axum::serve(listener, app(&service))
        .with_graceful_shutdown(async {
            stop.await;
            tracing::info!("stopping");
            let _ = tell.send(());
        })
        .into_future();
    let out_of_patience = async {
        let _ = told.await;
        tokio::time::sleep(TIME_LIMIT).await;
    };
    tokio::select! {
        outcome = serving => outcome?,
        () = out_of_patience => tracing::warn!("connections that did not end were given up"),
    }
    Ok(service.store.close().await?)
}

/// Names the request in every line that is logged about it. Headers hold credentials, and stay out.
fn span(request: &Request) -> Span {
    tracing::info_span!("request", method = %request.method(), path = request.uri().path())
}

/// Logs how a request ended, and why, where the caller is not told.
fn log(response: &Response, latency: Duration, _: &Span) {
    let status = response.status().as_u16();
    match response.extensions().get::<Cause>() {
        Some(Cause(cause)) => {
            tracing::error!(status, ?latency, cause = &**cause as &dyn std::error::Error)
        }
        None => tracing::info!(status, ?latency),
    }
}

/// Where no API is, the answer looks like theirs.
async fn not_found() -> Response {
    let problem = serde_json::to_vec(&Problem::new(404)).unwrap_or_default();
    let json = [(header::CONTENT_TYPE, "application/problem+json")];
    (StatusCode::NOT_FOUND, json, problem).into_response()
}
