//! What a request costs by the generated router, and by a handler that a person writes for the same job.
//!
//! ```text
//! cargo bench -p generated --bench overhead --features server
//! ```
//!
//! Both are called in this process, so no socket hides the difference. Both check the same credential, take the same body,
//! and answer the same bytes. The handler is what axum's documentation teaches: extractors, and types that derive serde's
//! traits. It does less: it looks at no `Sequence-Version`, and refuses with texts that no document describes.

use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, routing};
use bytes::Bytes;
use generated::runtime::server::{Context, Denied, Failure, Head};
use generated::sequence::{self, models, operations};
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower::ServiceExt;

const AUTHORIZATION: &str = "Basic dGVzdDp0ZXN0";
const PATH: &str = "/customer-organizations/c0dc4e79-ec52-4811-8cf5-addb2527915c/members";

/// How many ids a body names.
const SIZES: [usize; 3] = [1, 100, 1000];

/// One round of one contender: shorter than the turns that an operating system gives, so that on a busy machine, too, many
/// rounds are undisturbed.
const ROUND: Duration = Duration::from_millis(2);

/// Rounds of each contender. The contenders take turns, so that what else the machine does strikes both.
const ROUNDS: usize = 1001;

struct Organizations;

fn admit(authorization: &str) -> bool {
    authorization == AUTHORIZATION
}

impl sequence::Api for Organizations {
    type Principal = ();

    async fn authorization(&self, authorization: &str, _: &Head) -> Result<(), Denied> {
        match admit(authorization) {
            true => Ok(()),
            false => Err(Denied::Unauthorized),
        }
    }

    async fn create_customer_organization(
        &self,
        _: Context<()>,
        input: operations::CreateCustomerOrganization,
    ) -> Result<models::CustomerOrganization, Failure<operations::CreateCustomerOrganizationError>>
    {
        Ok(organization("new".to_owned(), input.body.member_ids))
    }

    async fn replace_customer_organization_members(
        &self,
        _: Context<()>,
        input: operations::ReplaceCustomerOrganizationMembers,
    ) -> Result<
        models::CustomerOrganization,
        Failure<operations::ReplaceCustomerOrganizationMembersError>,
    > {
        Ok(organization(input.id, input.body.customer_ids))
    }

    async fn add_customer_organization_members(
        &self,
        _: Context<()>,
        input: operations::AddCustomerOrganizationMembers,
    ) -> Result<
        models::CustomerOrganization,
        Failure<operations::AddCustomerOrganizationMembersError>,
    > {
        Ok(organization(input.id, input.body.customer_ids))
    }
}

fn organization(id: String, members: Vec<String>) -> models::CustomerOrganization {
    let customer = |id| models::CustomerIdWithName {
        id,
        name: "Customer".to_owned(),
    };
    models::CustomerOrganization {
        id,
        owner: customer("owner".to_owned()),
        members: members.into_iter().map(customer).collect(),
    }
}

mod by_hand {
    //! The same in axum alone.

    use super::*;
    use serde::{Deserialize, Serialize};

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Members {
        customer_ids: Vec<String>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct NewOrganization {
        #[expect(dead_code, reason = "it is checked to be there")]
        owner_id: String,
        member_ids: Vec<String>,
    }

    #[derive(Serialize)]
    struct Customer {
        id: String,
        name: String,
    }

    #[derive(Serialize)]
    struct Organization {
        id: String,
        owner: Customer,
        members: Vec<Customer>,
    }

    pub(super) fn router(api: Arc<Organizations>) -> Router {
        Router::new()
            .route("/customer-organizations", routing::post(create))
            .route(
                "/customer-organizations/{id}/members",
                routing::put(replace).post(replace),
            )
            .with_state(api)
    }

    async fn create(
        State(_): State<Arc<Organizations>>,
        headers: HeaderMap,
        Json(body): Json<NewOrganization>,
    ) -> Response {
        match authorized(&headers) {
            true => {
                let organization = organization("new".to_owned(), body.member_ids);
                (StatusCode::CREATED, Json(organization)).into_response()
            }
            false => StatusCode::UNAUTHORIZED.into_response(),
        }
    }

    async fn replace(
        State(_): State<Arc<Organizations>>,
        Path(id): Path<String>,
        headers: HeaderMap,
        Json(body): Json<Members>,
    ) -> Response {
        match authorized(&headers) {
            true => Json(organization(id, body.customer_ids)).into_response(),
            false => StatusCode::UNAUTHORIZED.into_response(),
        }
    }

    fn authorized(headers: &HeaderMap) -> bool {
        let value = headers.get(header::AUTHORIZATION);
        value
            .and_then(|value| value.to_str().ok())
            .is_some_and(admit)
    }

    fn organization(id: String, members: Vec<String>) -> Organization {
        let customer = |id| Customer {
            id,
            name: "Customer".to_owned(),
        };
        Organization {
            id,
            owner: customer("owner".to_owned()),
            members: members.into_iter().map(customer).collect(),
        }
    }
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime can be made");
    runtime.block_on(async {
        let api = Arc::new(Organizations);
        let hand = by_hand::router(Arc::clone(&api)).layer(DefaultBodyLimit::max(1 << 20));
        let generated = sequence::router(api).layer(DefaultBodyLimit::max(1 << 20));
        println!("nanoseconds per request, {ROUNDS} rounds");
        println!("ids   bytes   by hand: median  least    generated: median  least    ratio: median  least");
        for size in SIZES {
            compare(size, &hand, &generated).await;
        }
    });
}

async fn compare(size: usize, hand: &Router, generated: &Router) {
    let body = body(size);
    assert_eq!(call(hand, &body).await, call(generated, &body).await);
    let requests = requests_per_round(hand, &body).await;
    let mut rounds = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        let by_hand = cost(hand, &body, requests).await;
        let generated = cost(generated, &body, requests).await;
        rounds[0].push(by_hand);
        rounds[1].push(generated);
        rounds[2].push(generated / by_hand);
    }
    let [hand, generated, ratio] = rounds.map(|mut rounds| {
        rounds.sort_by(f64::total_cmp);
        (rounds[ROUNDS / 2], rounds[0])
    });
    println!(
        "{size:<5} {:<7} {:>15.0} {:>6.0} {:>20.0} {:>6.0} {:>16.3} {:>6.3}",
        body.len(),
        hand.0,
        hand.1,
        generated.0,
        generated.1,
        ratio.0,
        generated.1 / hand.1,
    );
}

fn body(size: usize) -> Bytes {
    let ids = (0..size).map(|index| format!("e06f36e2-0a44-404d-bdbc-{index:012}"));
    let members = models::CustomerOrganizationMembers {
        customer_ids: ids.collect(),
    };
    serde_json::to_vec(&members).expect("texts are JSON").into()
}

/// As many as fill a round; finding that out warms up, too.
async fn requests_per_round(router: &Router, body: &Bytes) -> u32 {
    let started = Instant::now();
    let mut requests = 0;
    while started.elapsed() < ROUND {
        black_box(call(router, body).await);
        requests += 1;
    }
    requests
}

async fn cost(router: &Router, body: &Bytes, requests: u32) -> f64 {
    let started = Instant::now();
    for _ in 0..requests {
        black_box(call(router, body).await);
    }
    started.elapsed().as_nanos() as f64 / f64::from(requests)
}

async fn call(router: &Router, body: &Bytes) -> Bytes {
    let request = Request::put(PATH)
        .header(header::HOST, "localhost")
        .header(header::USER_AGENT, "overhead")
        .header(header::ACCEPT, "application/json")
        .header(header::AUTHORIZATION, AUTHORIZATION)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::CONTENT_LENGTH, body.len())
        .body(Body::from(body.clone()))
        .expect("the request is one");
    let response = router
        .clone()
        .oneshot(request)
        .await
        .unwrap_or_else(|never| match never {});
    assert_eq!(response.status(), StatusCode::OK);
    to_bytes(response.into_body(), usize::MAX)
        .await
        .expect("the body is in memory")
}
