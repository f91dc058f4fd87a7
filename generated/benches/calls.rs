//! What a call costs by the generated client, and by what a person writes with reqwest for the same job.
//!
//! ```text
//! cargo bench -p generated --bench calls --features client,server
//! ```
//!
//! Both call one server over a socket of this machine, with connections that stay open; it answers the same bytes whatever
//! it is asked, so that it costs little. Both send the same credential and the same body, read the same answer, and give
//! up after the same time. What the person writes is what reqwest's documentation teaches, with types that derive serde's
//! traits. It does less: a status that nobody expected loses its body, and an answer of any size is read.

use axum::{Router, http::header, routing};
use generated::runtime::client::Credential;
use generated::sequence::{self, models, operations};
use serde::{Deserialize, Serialize};
use std::hint::black_box;
use std::time::{Duration, Instant};

const ID: &str = "c0dc4e79-ec52-4811-8cf5-addb2527915c";

/// How many members an organization has.
const SIZES: [usize; 3] = [1, 100, 1000];

/// One round of one contender. The contenders take turns, so that what else the machine does strikes both.
const ROUND: Duration = Duration::from_millis(4);

/// Rounds of each contender.
const ROUNDS: usize = 501;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Members {
    customer_ids: Vec<String>,
}

#[derive(Deserialize)]
struct Customer {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct Organization {
    id: String,
    owner: Customer,
    members: Vec<Customer>,
}

/// The client that a person writes.
struct ByHand {
    client: reqwest::Client,
    base: String,
}

impl ByHand {
    async fn replace(&self, id: &str, members: &Members) -> Result<Organization, anyhow::Error> {
        let url = format!("{}/customer-organizations/{id}/members", self.base);
        let request = self
            .client
            .put(url)
            .basic_auth("test", Some("test"))
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/json")
            .body(serde_json::to_vec(members)?);
        let response = request.send().await?.error_for_status()?;
        Ok(serde_json::from_slice(&response.bytes().await?)?)
    }
}

fn main() -> Result<(), anyhow::Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    println!("nanoseconds per call, {ROUNDS} rounds");
    println!(
        "members   by hand: median  least    generated: median  least    ratio: median  least"
    );
    for size in SIZES {
        let base = serve(answer(size))?;
        runtime.block_on(compare(size, base))?;
    }
    Ok(())
}

/// A server on a thread of its own, which ends with the program.
fn serve(answer: Vec<u8>) -> Result<String, anyhow::Error> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
    listener.set_nonblocking(true)?;
    let base = format!("http://{}", listener.local_addr()?);
    let answer = bytes::Bytes::from(answer);
    let answer = routing::any(move |_: bytes::Bytes| async {
        ([(header::CONTENT_TYPE, "application/json")], answer)
    });
    let router = Router::new().fallback(answer);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    std::thread::spawn(move || {
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, router).await
        })
    });
    Ok(base)
}

fn answer(size: usize) -> Vec<u8> {
    let customer = |id| models::CustomerIdWithName {
        id,
        name: "Customer".to_owned(),
    };
    let organization = models::CustomerOrganization {
        id: ID.to_owned(),
        owner: customer("owner".to_owned()),
        members: ids(size).map(customer).collect(),
    };
    serde_json::to_vec(&organization).unwrap_or_default()
}

fn ids(size: usize) -> impl Iterator<Item = String> {
    (0..size).map(|index| format!("e06f36e2-0a44-404d-bdbc-{index:012}"))
}

async fn compare(size: usize, base: String) -> Result<(), anyhow::Error> {
    let server = sequence::Server::Custom(base.clone());
    let generated = sequence::Client::new(&server, Credential::basic("test", "test"))?;
    let hand = ByHand {
        client: reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            .build()?,
        base,
    };
    let (members, ids): (_, Vec<String>) = (ids(size).collect(), ids(size).collect());
    let members = Members {
        customer_ids: members,
    };
    let body = models::CustomerOrganizationMembers { customer_ids: ids };
    let input = operations::ReplaceCustomerOrganizationMembers::new(ID, body);

    let by_hand = hand.replace(ID, &members).await?;
    let by_client = generated
        .replace_customer_organization_members(&input)
        .await?;
    assert_eq!(by_hand.id, by_client.id);
    assert_eq!(by_hand.owner.name, by_client.owner.name);
    let last = |members: &[Customer]| members.last().map(|member| member.id.clone());
    assert_eq!(
        last(&by_hand.members),
        by_client.members.last().map(|member| member.id.clone())
    );

    let started = Instant::now();
    let mut calls = 0_u32;
    while started.elapsed() < ROUND {
        black_box(hand.replace(ID, &members).await?);
        calls += 1;
    }
    let mut rounds = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        let started = Instant::now();
        for _ in 0..calls {
            black_box(hand.replace(ID, &members).await?);
        }
        let by_hand = started.elapsed().as_nanos() as f64 / f64::from(calls);
        let started = Instant::now();
        for _ in 0..calls {
            black_box(
                generated
                    .replace_customer_organization_members(&input)
                    .await?,
            );
        }
        let generated = started.elapsed().as_nanos() as f64 / f64::from(calls);
        rounds[0].push(by_hand);
        rounds[1].push(generated);
        rounds[2].push(generated / by_hand);
    }
    let [hand, generated, ratio] = rounds.map(|mut rounds| {
        rounds.sort_by(f64::total_cmp);
        (rounds[ROUNDS / 2], rounds[0])
    });
    println!(
        "{size:<9} {:>16.0} {:>6.0} {:>20.0} {:>6.0} {:>16.3} {:>6.3}",
        hand.0,
        hand.1,
        generated.0,
        generated.1,
        ratio.0,
        generated.1 / hand.1,
    );
    Ok(())
}
