//! A server of both APIs over an embedded SQL database.
//!
//! ```text
//! cargo run -p generated --example organizations --features server -- --demo
//!
//! curl http://127.0.0.1:4010/api/customer-organizations --user test:test --json \
//!   '{"ownerId": "50af5191-05a3-42a5-802a-6b59091157af", "memberIds": ["e309e948-088e-4d77-b654-cd85498f1555"]}'
//! ```
//!
//! `server/sequence.rs` and `server/lighton.rs` implement the generated traits, `server/mod.rs` mounts the generated
//! routers and lays the layers of the application around them. The rest is what any program over a database needs.

mod server;

use anyhow::Context;
use axum::http::HeaderValue;
use clap::Parser;
use secrecy::SecretString;
use server::credentials::Credentials;
use server::store::{Seed, Unknown};
use std::io::{IsTerminal, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::net::TcpListener;
use tokio::signal;

/// Serves Sequence's API below `/api` and LightOn's below `/`.
#[derive(Debug, Parser)]
struct Arguments {
    /// Where to listen; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:4010")]
    listen: SocketAddr,

    /// Where to keep the data; without it, they end with the server
    #[arg(long, value_name = "FILE")]
    database: Option<PathBuf>,

    /// A customer that there is; may be repeated
    #[arg(long = "customer", value_name = "ID=NAME", value_parser = customer)]
    customers: Vec<(String, String)>,

    /// A workspace that there is; may be repeated
    #[arg(long = "workspace", value_name = "ID")]
    workspaces: Vec<i64>,

    /// The user of Sequence's API credentials
    #[arg(long, env, value_name = "USER", required_unless_present = "demo")]
    sequence_user: Option<String>,

    /// The key of Sequence's API credentials; better given by the environment, where other users do not see it
    #[arg(long, env, value_name = "KEY", hide_env_values = true)]
    #[arg(required_unless_present = "demo")]
    sequence_key: Option<SecretString>,

    /// The token of LightOn's API; better given by the environment, where other users do not see it
    #[arg(long, env, value_name = "TOKEN", hide_env_values = true)]
    #[arg(required_unless_present = "demo")]
    lighton_token: Option<SecretString>,

    /// An origin whose pages may call from a browser, such as `https://app.example`; may be repeated
    #[arg(long = "origin", value_name = "ORIGIN")]
    origins: Vec<HeaderValue>,

    /// Know the customers and the organization of the documentation's examples, and workspace 1; credentials that are
    /// not given are `test:test` and `test`
    #[arg(long)]
    demo: bool,

    /// Make up customers, organizations and workspaces that a request names and nobody knows, instead of refusing it:
    /// for tools that call with ids of their own making
    #[arg(long)]
    invent: bool,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    // What the program says is on standard output, what it logs is not.
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    let listen = arguments.listen;
    let config = config(arguments);
    let service = server::Service::open(config)
        .await
        .context("cannot open the database")?;
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "listening on http://{}", listener.local_addr()?)?;
    drop(stdout);
    server::run(listener, service, stop_signal()?).await
}

fn config(arguments: Arguments) -> server::Config {
    let mut seed = match arguments.demo {
        true => Seed::demo(),
        false => Seed::default(),
    };
    seed.customers.extend(arguments.customers);
    seed.workspaces.extend(arguments.workspaces);
    let or_test = |given: Option<SecretString>| given.unwrap_or_else(|| "test".into());
    server::Config {
        database: arguments.database,
        seed,
        unknown: match arguments.invent {
            true => Unknown::Invent,
            false => Unknown::Refuse,
        },
        credentials: Credentials {
            user: arguments.sequence_user.unwrap_or_else(|| "test".into()),
            key: or_test(arguments.sequence_key),
            token: or_test(arguments.lighton_token),
        },
        origins: arguments.origins,
    }
}

fn customer(text: &str) -> Result<(String, String), &'static str> {
    match text.split_once('=') {
        Some((id, name)) if !id.is_empty() => Ok((id.to_owned(), name.to_owned())),
        _ => Err("a customer is an id, an equals sign and a name"),
    }
}

/// Ends when the program is asked to: by Ctrl-C, or by the signal that service managers send.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
        }
    })
}

/// Ends when the program is asked to.
#[cfg(not(unix))]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Where there is no Ctrl-C to wait for, the program ends with its console.
        if signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    })
}
