//! An origin to a server that forwards to it: whatever the generated servers understand, the generated clients say.
//!
//! `cargo xtask conformance` puts this between the requests of one judge and the answers of another, or of examples. What a
//! server does not understand cannot be said again, what a client does not say is missed by the one, and what it does not
//! understand by the other.

mod apis;
mod faults;
mod forward;

use std::error::Error;
use tokio::net::TcpListener;

const USAGE: &str = "usage: conformance-forward ORIGIN [--credential TEXT] [--fault NAME]";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let origin = arguments.next().ok_or(USAGE)?;
    let mut fault = None;
    while let Some(option) = arguments.next() {
        let value = arguments.next().ok_or(USAGE)?;
        match option.as_str() {
            "--credential" => forward::admit_only(value),
            "--fault" => {
                let found = faults::FAULTS.into_iter().find(|(name, _)| *name == value);
                fault = Some(found.ok_or("there is no such fault")?.1);
            }
            _ => return Err(USAGE.into()),
        }
    }
    let router = apis::router(&origin);
    let router = match fault {
        Some(fault) => faults::with(router, fault),
        None => router,
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}
