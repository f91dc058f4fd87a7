//! A client of both APIs on the command line.
//!
//! ```text
//! export SEQUENCE_USER=… SEQUENCE_KEY=… LIGHTON_TOKEN=…
//! cargo run -p generated --example call --features rustls -- sequence --server sandbox create --owner ID --member ID
//! cargo run -p generated --example call --features rustls -- lighton replace 42 --user 1,a@example.com,editor
//! ```
//!
//! The result is JSON on standard output. Exit codes: 0, it is done; 1, the API refused; 2, wrong usage, nothing was sent;
//! 3, no answer arrived, or none that the document describes. `rustls` is for `https`; without TLS, `client` will do.

use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};
use generated::runtime::client::{CallOptions, Credential, Error};
use generated::runtime::{FORM, JSON, MULTIPART, Untyped};
use generated::{lighton, sequence};
use serde::Serialize;
use std::fmt;
use std::process::ExitCode;
use std::time::Duration;

const REFUSED: u8 = 1;
const WRONG_USAGE: u8 = 2;
const NO_ANSWER: u8 = 3;

/// Calls Sequence's and LightOn's APIs. Credentials come from the environment: SEQUENCE_USER, SEQUENCE_KEY, LIGHTON_TOKEN
#[derive(Debug, Parser)]
enum Arguments {
    /// Customer organizations
    Sequence(Sequence),
    /// Members of workspaces
    Lighton(Lighton),
}

#[derive(Debug, Args)]
struct Sequence {
    /// Whom to call: production, sandbox, dev, or a base URL
    #[arg(long, default_value = "production", value_parser = sequence_server)]
    server: sequence::Server,

    /// The version of the API, such as 2024-07-30
    #[arg(long)]
    sequence_version: Option<sequence::models::SequenceVersion>,

    /// How many seconds a call may take
    #[arg(long, default_value_t = 30)]
    timeout: u64,

    #[command(subcommand)]
    operation: SequenceOperation,
}

#[derive(Debug, Subcommand)]
enum SequenceOperation {
    /// Create an organization
    Create {
        /// The customer that owns it
        #[arg(long, value_name = "CUSTOMER")]
        owner: String,
        /// A customer that is a member; may be repeated
        #[arg(long = "member", value_name = "CUSTOMER")]
        members: Vec<String>,
    },
    /// Add customers to an organization
    Add {
        organization: String,
        #[arg(required = true)]
        customers: Vec<String>,
    },
    /// Make customers the members of an organization, and no others
    Replace {
        organization: String,
        customers: Vec<String>,
    },
}

#[derive(Debug, Args)]
struct Lighton {
    /// Whom to call: production, or a base URL
    #[arg(long, default_value = "production", value_parser = lighton_server)]
    server: lighton::Server,

    /// How many seconds a call may take
    #[arg(long, default_value_t = 30)]
    timeout: u64,

    #[command(subcommand)]
    operation: LightonOperation,
}

#[derive(Debug, Subcommand)]
enum LightonOperation {
    /// Make users and groups the members of a workspace, and no others
    Replace {
        workspace: i64,
        /// A user that is a member; may be repeated
        #[arg(long = "user", value_name = "ID,EMAIL,ROLE", value_parser = user)]
        users: Vec<lighton::models::UserMember>,
        /// A group that is a member; may be repeated
        #[arg(long = "group", value_name = "ID,NAME,ROLE", value_parser = group)]
        groups: Vec<lighton::models::GroupMember>,
        /// How to say it: the API takes all three
        #[arg(long = "as", value_enum, default_value_t = Media::Json)]
        media: Media,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Media {
    Json,
    Form,
    Multipart,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let outcome = match Arguments::parse() {
        Arguments::Sequence(arguments) => call_sequence(arguments).await,
        Arguments::Lighton(arguments) => call_lighton(arguments).await,
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(WRONG_USAGE)
    })
}

async fn call_sequence(arguments: Sequence) -> anyhow::Result<ExitCode> {
    use sequence::models::{CustomerOrganizationMembers, CustomerOrganizationRequest};
    use sequence::operations::{
        AddCustomerOrganizationMembers, AddCustomerOrganizationMembersError as AddError,
        CreateCustomerOrganization, CreateCustomerOrganizationError as CreateError,
        ReplaceCustomerOrganizationMembers,
        ReplaceCustomerOrganizationMembersError as ReplaceError,
    };

    let credential = Credential::basic(&variable("SEQUENCE_USER")?, &variable("SEQUENCE_KEY")?);
    let mut client =
        sequence::Client::new(&arguments.server, credential)?.options(options(arguments.timeout));
    if let Some(version) = arguments.sequence_version {
        client = client.sequence_version(version);
    }
    // The patterns take every documented error. A document that gets another one does not compile here, and is not missed.
    match arguments.operation {
        SequenceOperation::Create { owner, members } => {
            let body = CustomerOrganizationRequest {
                owner_id: owner,
                member_ids: members,
            };
            let input = CreateCustomerOrganization::new(body);
            let outcome = client.create_customer_organization(&input).await;
            finish(
                outcome,
                |(CreateError::BadRequest(body)
                 | CreateError::Unauthorized(body)
                 | CreateError::InternalServerError(body))| body,
            )
        }
        SequenceOperation::Add {
            organization,
            customers,
        } => {
            let body = CustomerOrganizationMembers {
                customer_ids: customers,
            };
            let input = AddCustomerOrganizationMembers::new(organization, body);
            let outcome = client.add_customer_organization_members(&input).await;
            finish(
                outcome,
                |(AddError::BadRequest(body)
                 | AddError::Unauthorized(body)
                 | AddError::InternalServerError(body))| body,
            )
        }
        SequenceOperation::Replace {
            organization,
            customers,
        } => {
            let body = CustomerOrganizationMembers {
                customer_ids: customers,
            };
            let input = ReplaceCustomerOrganizationMembers::new(organization, body);
            let outcome = client.replace_customer_organization_members(&input).await;
            finish(
                outcome,
                |(ReplaceError::BadRequest(body)
                 | ReplaceError::Unauthorized(body)
                 | ReplaceError::InternalServerError(body))| body,
            )
        }
    }
}

async fn call_lighton(arguments: Lighton) -> anyhow::Result<ExitCode> {
    use lighton::models::SetWorkspaceMembersRequest;
    use lighton::operations::{
        ReplaceWorkspaceMembers, ReplaceWorkspaceMembersError as ReplaceError,
    };

    let credential = Credential::bearer(&variable("LIGHTON_TOKEN")?);
    let client = lighton::Client::new(&arguments.server, credential)?;
    match arguments.operation {
        LightonOperation::Replace {
            workspace,
            users,
            groups,
            media,
        } => {
            let body = SetWorkspaceMembersRequest {
                users: Some(users),
                groups: Some(groups),
            };
            let input = ReplaceWorkspaceMembers {
                body: Some(body),
                ..ReplaceWorkspaceMembers::new(workspace)
            };
            let options = CallOptions {
                media: Some(match media {
                    Media::Json => JSON,
                    Media::Form => FORM,
                    Media::Multipart => MULTIPART,
                }),
                ..options(arguments.timeout)
            };
            let outcome = client.call(&input, &options).await;
            finish(
                outcome,
                |(ReplaceError::BadRequest(body)
                 | ReplaceError::Unauthorized(body)
                 | ReplaceError::Forbidden(body)
                 | ReplaceError::NotFound(body))| body,
            )
        }
    }
}

/// Prints how a call ended, and says how the program ends. The API describes its errors in prose only: `prose` takes it out
/// of them.
fn finish<T: Serialize, E: fmt::Debug>(
    outcome: Result<T, Error<E>>,
    prose: impl FnOnce(&E) -> &Untyped,
) -> anyhow::Result<ExitCode> {
    let (error, code) = match outcome {
        Ok(output) => {
            println!("{}", serde_json::to_string_pretty(&output)?);
            return Ok(ExitCode::SUCCESS);
        }
        Err(Error::Api(error)) => {
            let words = shown(&prose(&error.error).body);
            (
                format!("the API answered {}: {words}", error.status),
                REFUSED,
            )
        }
        Err(Error::UnexpectedStatus(response)) => {
            let words = shown(response.body.as_bytes().map_or(&[], |body| body));
            let status = response.status;
            let error = format!("the API answered {status}, which is not documented: {words}");
            (error, REFUSED)
        }
        Err(error @ Error::Encode(_)) => (chain(error), WRONG_USAGE),
        Err(error) => (chain(error), NO_ANSWER),
    };
    eprintln!("error: {error}");
    Ok(ExitCode::from(code))
}

/// An error with all its causes. None of them holds a credential or a URL.
fn chain<E: fmt::Debug>(error: Error<E>) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

/// What a server said, without what a terminal could take for orders.
fn shown(body: &[u8]) -> String {
    match serde_json::from_slice::<serde_json::Value>(body) {
        Ok(json) => format!("{json:#}"),
        Err(_) => format!("{:?}", String::from_utf8_lossy(body)),
    }
}

fn options(seconds: u64) -> CallOptions {
    CallOptions {
        timeout: Duration::from_secs(seconds),
        ..CallOptions::default()
    }
}

fn variable(name: &str) -> anyhow::Result<String> {
    std::env::var(name).with_context(|| format!("the environment variable {name}"))
}

fn sequence_server(text: &str) -> Result<sequence::Server, &'static str> {
    match text {
        "production" => Ok(sequence::Server::Production),
        "sandbox" => Ok(sequence::Server::Sandbox),
        "dev" => Ok(sequence::Server::Dev),
        url if url.contains("://") => Ok(sequence::Server::Custom(url.to_owned())),
        _ => Err("a server is `production`, `sandbox`, `dev` or a URL"),
    }
}

fn lighton_server(text: &str) -> Result<lighton::Server, &'static str> {
    match text {
        "production" => Ok(lighton::Server::Production),
        url if url.contains("://") => Ok(lighton::Server::Custom(url.to_owned())),
        _ => Err("a server is `production` or a URL"),
    }
}

fn user(text: &str) -> Result<lighton::models::UserMember, &'static str> {
    let (id, email, role) = member(text).ok_or("a user is an id, an e-mail address and a role")?;
    Ok(lighton::models::UserMember { id, email, role })
}

fn group(text: &str) -> Result<lighton::models::GroupMember, &'static str> {
    let (id, name, role) = member(text).ok_or("a group is an id, a name and a role")?;
    Ok(lighton::models::GroupMember { id, name, role })
}

fn member(text: &str) -> Option<(i64, String, String)> {
    let (id, rest) = text.split_once(',')?;
    let (name, role) = rest.rsplit_once(',')?;
    Some((id.parse().ok()?, name.to_owned(), role.to_owned()))
}
