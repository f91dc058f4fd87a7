//! The example server on a real socket: what it answers the real client, what it keeps, and how it stops.

#[path = "../examples/organizations/server/mod.rs"]
mod server;

use axum::http::HeaderValue;
use generated::runtime::client::{Credential, Error};
use generated::runtime::{Problem, Untyped};
use generated::sequence::models::{
    CustomerIdWithName, CustomerOrganization, CustomerOrganizationMembers,
    CustomerOrganizationRequest, SequenceVersion,
};
use generated::sequence::operations::{
    AddCustomerOrganizationMembers, AddCustomerOrganizationMembersError,
    CreateCustomerOrganization, CreateCustomerOrganizationError,
    ReplaceCustomerOrganizationMembers, ReplaceCustomerOrganizationMembersError,
};
use generated::{lighton, sequence};
use serde_json::{Value, json};
use server::credentials::Credentials;
use server::store::{Seed, Unknown};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet, spawn_blocking};

const OWNER: &str = "50af5191-05a3-42a5-802a-6b59091157af";
const PAYMENT: &str = "e309e948-088e-4d77-b654-cd85498f1555";
const WEALTH: &str = "e06f36e2-0a44-404d-bdbc-b66a292609b0";
const ORGANIZATION: &str = "c0dc4e79-ec52-4811-8cf5-addb2527915c";

/// A server on a port of its own.
struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<anyhow::Result<()>>,
}

async fn start(database: Option<&Path>, unknown: Unknown) -> Running {
    let service = server::Service::open(server::Config {
        database: database.map(Path::to_owned),
        seed: Seed::demo(),
        unknown,
        credentials: Credentials {
            user: "user".to_owned(),
            key: "key".into(),
            token: "token".into(),
        },
        origins: vec![HeaderValue::from_static("https://app.example")],
    })
    .await
    .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let task = tokio::spawn(server::run(listener, service, async {
        let _ = stopped.await;
    }));
    Running {
        address,
        stop,
        task,
    }
}

impl Running {
    async fn stop(self) {
        self.stop.send(()).unwrap();
        self.task.await.unwrap().unwrap();
    }

    fn sequence(&self) -> sequence::Client {
        self.sequence_as(Credential::basic("user", "key"))
    }

    fn sequence_as(&self, credential: Credential) -> sequence::Client {
        let server = sequence::Server::Custom(format!("http://{}/api", self.address));
        sequence::Client::new(&server, credential).unwrap()
    }

    fn lighton_as(&self, credential: Credential) -> lighton::Client {
        let server = lighton::Server::Custom(format!("http://{}", self.address));
        lighton::Client::new(&server, credential).unwrap()
    }

    /// Sends bytes and reads until the server closes the connection.
    async fn raw(&self, request: &str) -> String {
        String::from_utf8(self.bytes(request).await).unwrap()
    }

    /// The same, whatever is answered.
    async fn bytes(&self, request: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut response = Vec::new();
        stream.read_to_end(&mut response).await.unwrap();
        response
    }
}

fn create(owner: &str, members: &[&str]) -> CreateCustomerOrganization {
    CreateCustomerOrganization::new(CustomerOrganizationRequest {
        owner_id: owner.to_owned(),
        member_ids: members.iter().map(|&id| id.to_owned()).collect(),
    })
}

fn customers(ids: &[&str]) -> CustomerOrganizationMembers {
    CustomerOrganizationMembers {
        customer_ids: ids.iter().map(|&id| id.to_owned()).collect(),
    }
}

fn add(id: &str, members: &[&str]) -> AddCustomerOrganizationMembers {
    AddCustomerOrganizationMembers::new(id, customers(members))
}

fn replace(id: &str, members: &[&str]) -> ReplaceCustomerOrganizationMembers {
    ReplaceCustomerOrganizationMembers::new(id, customers(members))
}

fn members(organization: &CustomerOrganization) -> Vec<&str> {
    let members = organization.members.iter();
    members.map(|member| member.id.as_str()).collect()
}

/// The problem of a documented error, its status checked.
fn problem<T, E>(outcome: Result<T, Error<E>>, status: u16, body: fn(&E) -> &Untyped) -> Problem {
    match outcome {
        Err(Error::Api(error)) if error.status == status => {
            body(&error.error).as_problem().unwrap()
        }
        Err(other) => panic!("not {status}, but {:?}", other.status()),
        Ok(_) => panic!("not {status}, but done"),
    }
}

fn places(problem: &Problem) -> Vec<(&str, &str)> {
    let violations = problem.errors.iter().flatten();
    violations
        .map(|violation| (violation.location.as_str(), violation.detail.as_str()))
        .collect()
}

#[tokio::test]
async fn an_organization_is_created_added_to_and_replaced() {
    let server = start(None, Unknown::Refuse).await;
    let client = server.sequence();

    let created = client
        .create_customer_organization(&create(OWNER, &[PAYMENT]))
        .await
        .unwrap();
    assert_ne!(created.id, ORGANIZATION);
    assert_eq!(
        created.owner,
        CustomerIdWithName {
            id: OWNER.to_owned(),
            name: "FinTech Solutions Inc.".to_owned(),
        }
    );
    assert_eq!(members(&created), [PAYMENT]);
    assert_eq!(created.members[0].name, "Fintech Payment Processing");

    let added = client
        .add_customer_organization_members(&add(&created.id, &[WEALTH]))
        .await
        .unwrap();
    assert_eq!(members(&added), [PAYMENT, WEALTH]);
    // Who is a member already stays what he is, and where he is.
    let again = client
        .add_customer_organization_members(&add(&created.id, &[WEALTH, PAYMENT, WEALTH]))
        .await
        .unwrap();
    assert_eq!(again, added);

    let replaced = client
        .replace_customer_organization_members(&replace(&created.id, &[WEALTH]))
        .await
        .unwrap();
    assert_eq!(members(&replaced), [WEALTH]);
    assert_eq!(replaced.owner, created.owner);
    let emptied = client
        .replace_customer_organization_members(&replace(&created.id, &[]))
        .await
        .unwrap();
    assert!(emptied.members.is_empty());
    server.stop().await;
}

#[tokio::test]
async fn the_owner_is_never_a_member() {
    let server = start(None, Unknown::Refuse).await;
    let client = server
        .sequence()
        .sequence_version(SequenceVersion::V2024_07_30);

    // The page's own example names the owner among the members.
    let created = client
        .create_customer_organization(&create(OWNER, &[PAYMENT, OWNER]))
        .await
        .unwrap();
    assert_eq!(members(&created), [PAYMENT]);
    let added = client
        .add_customer_organization_members(&add(&created.id, &[OWNER]))
        .await
        .unwrap();
    assert_eq!(added, created);
    let replaced = client
        .replace_customer_organization_members(&replace(&created.id, &[OWNER, WEALTH]))
        .await
        .unwrap();
    assert_eq!(members(&replaced), [WEALTH]);
    server.stop().await;
}

#[tokio::test]
async fn other_organizations_keep_their_members() {
    let server = start(None, Unknown::Refuse).await;
    let client = server.sequence();
    let one = client
        .create_customer_organization(&create(OWNER, &[PAYMENT]))
        .await
        .unwrap();
    let other = client
        .create_customer_organization(&create(OWNER, &[PAYMENT, WEALTH]))
        .await
        .unwrap();
    client
        .add_customer_organization_members(&add(&one.id, &[WEALTH]))
        .await
        .unwrap();
    client
        .replace_customer_organization_members(&replace(&one.id, &[]))
        .await
        .unwrap();
    // Adding nobody is looking.
    let now = client
        .add_customer_organization_members(&add(&other.id, &[]))
        .await
        .unwrap();
    assert_eq!(now, other);
    server.stop().await;
}

#[tokio::test]
async fn what_is_not_there_is_refused_and_nothing_is_done() {
    let server = start(None, Unknown::Refuse).await;
    let client = server.sequence();

    let outcome = client
        .create_customer_organization(&create("nobody", &[PAYMENT, "none", "neither"]))
        .await;
    let refused = problem(outcome, 400, |error| match error {
        CreateCustomerOrganizationError::BadRequest(body) => body,
        other => panic!("{other:?}"),
    });
    assert_eq!(
        places(&refused),
        [
            ("body/ownerId", "is no customer"),
            ("body/memberIds/1", "is no customer"),
            ("body/memberIds/2", "is no customer"),
        ]
    );

    let outcome = client
        .add_customer_organization_members(&add(ORGANIZATION, &[WEALTH, "none"]))
        .await;
    let refused = problem(outcome, 400, |error| match error {
        AddCustomerOrganizationMembersError::BadRequest(body) => body,
        other => panic!("{other:?}"),
    });
    assert_eq!(places(&refused), [("body/customerIds/1", "is no customer")]);

    let outcome = client
        .replace_customer_organization_members(&replace(ORGANIZATION, &["none"]))
        .await;
    problem(outcome, 400, |error| match error {
        ReplaceCustomerOrganizationMembersError::BadRequest(body) => body,
        other => panic!("{other:?}"),
    });
    // A path may carry anything but what a URL resolves away.
    let outcome = client
        .replace_customer_organization_members(&replace("a/b %2F ü?#'--", &[]))
        .await;
    let refused = problem(outcome, 400, |error| match error {
        ReplaceCustomerOrganizationMembersError::BadRequest(body) => body,
        other => panic!("{other:?}"),
    });
    assert_eq!(places(&refused), [("path.id", "is no organization")]);

    let now = client
        .add_customer_organization_members(&add(ORGANIZATION, &[]))
        .await
        .unwrap();
    assert_eq!(members(&now), [PAYMENT]);
    server.stop().await;
}

#[tokio::test]
async fn what_nobody_knows_is_made_up_when_the_server_is_told_so() {
    let server = start(None, Unknown::Invent).await;
    let client = server.sequence();
    let made = client
        .add_customer_organization_members(&add("new", &["one", "two"]))
        .await
        .unwrap();
    assert_eq!(made.id, "new");
    assert_eq!(members(&made), ["one", "two"]);
    server.stop().await;
}

#[tokio::test]
async fn only_the_right_credentials_are_let_in() {
    let server = start(None, Unknown::Refuse).await;
    let wrong = [
        Credential::basic("user", "ke"),
        Credential::basic("user", "keyy"),
        Credential::basic("User", "key"),
        Credential::basic("", ""),
        Credential::bearer("dXNlcjprZXk="),
        Credential::raw("Basic"),
        Credential::raw("Basic user:key"),
    ];
    for credential in wrong {
        let outcome = server
            .sequence_as(credential)
            .create_customer_organization(&create(OWNER, &[]))
            .await;
        let refused = problem(outcome, 401, |error| match error {
            CreateCustomerOrganizationError::Unauthorized(body) => body,
            other => panic!("{other:?}"),
        });
        assert_eq!(refused.status, Some(401));
    }
    for credential in [Credential::bearer("toke"), Credential::basic("user", "key")] {
        let outcome = server
            .lighton_as(credential)
            .replace_workspace_members(&lighton::operations::ReplaceWorkspaceMembers::new(1))
            .await;
        let status = outcome.unwrap_err().status().unwrap();
        assert_eq!(status, 401);
    }
    server.stop().await;
}

#[tokio::test]
async fn the_members_of_a_workspace_are_replaced() {
    use generated::lighton::models::{GroupMember, SetWorkspaceMembersRequest, UserMember};
    use generated::lighton::operations::ReplaceWorkspaceMembers;

    let server = start(None, Unknown::Refuse).await;
    let client = server.lighton_as(Credential::bearer("token"));
    let body = SetWorkspaceMembersRequest {
        users: Some(vec![UserMember {
            id: 7,
            email: "ada@example.com".to_owned(),
            role: "editor".to_owned(),
        }]),
        groups: Some(vec![GroupMember {
            id: i64::MAX,
            name: "Everyone".to_owned(),
            role: "viewer".to_owned(),
        }]),
    };
    let input = ReplaceWorkspaceMembers {
        body: Some(body.clone()),
        ..ReplaceWorkspaceMembers::new(1)
    };
    let members = client.replace_workspace_members(&input).await.unwrap();
    assert_eq!(Some(members.users), body.users);
    assert_eq!(Some(members.groups), body.groups);

    let elsewhere = ReplaceWorkspaceMembers { id: 2, ..input };
    let status = client
        .replace_workspace_members(&elsewhere)
        .await
        .unwrap_err()
        .status();
    assert_eq!(status.unwrap(), 404);

    let emptied = client
        .replace_workspace_members(&ReplaceWorkspaceMembers::new(1))
        .await
        .unwrap();
    assert!(emptied.users.is_empty() && emptied.groups.is_empty());
    server.stop().await;
}

#[tokio::test]
async fn a_restart_keeps_the_data() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("organizations.db");
    let server = start(Some(&file), Unknown::Refuse).await;
    let first = server.sequence();
    let created = first
        .create_customer_organization(&create(WEALTH, &[PAYMENT, OWNER]))
        .await
        .unwrap();
    first
        .add_customer_organization_members(&add(ORGANIZATION, &[WEALTH]))
        .await
        .unwrap();
    // The client's connection is still open, and does not keep the server from stopping.
    server.stop().await;

    let server = start(Some(&file), Unknown::Refuse).await;
    let second = server.sequence();
    let now = second
        .add_customer_organization_members(&add(&created.id, &[]))
        .await
        .unwrap();
    assert_eq!(now, created);
    let now = second
        .add_customer_organization_members(&add(ORGANIZATION, &[]))
        .await
        .unwrap();
    assert_eq!(members(&now), [PAYMENT, WEALTH]);
    server.stop().await;
}

#[tokio::test]
async fn calls_at_the_same_time_do_not_lose_each_other() {
    let server = start(None, Unknown::Invent).await;
    let client = server.sequence();
    let mut calls = JoinSet::new();
    for index in 0..32 {
        let client = client.clone();
        let id = format!("customer {index}");
        calls.spawn(async move {
            client
                .add_customer_organization_members(&add(ORGANIZATION, &[&id]))
                .await
                .unwrap();
        });
    }
    calls.join_all().await;
    let now = client
        .add_customer_organization_members(&add(ORGANIZATION, &[]))
        .await
        .unwrap();
    assert_eq!(now.members.len(), 33);
    server.stop().await;
}

#[tokio::test]
async fn a_request_in_flight_is_answered_although_the_server_stops() {
    let server = start(None, Unknown::Refuse).await;
    let address = server.address;
    let body = json!({ "customerIds": [WEALTH] }).to_string();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "PUT /api/customer-organizations/{ORGANIZATION}/members HTTP/1.1\r\nHost: {address}\r\n\
         Authorization: Basic dXNlcjprZXk=\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // The server asks for the body when it is let in and its operation is at work.
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).await.unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");

    let Running { stop, task, .. } = server;
    stop.send(()).unwrap();
    // It is stopping when it listens no more.
    while TcpStream::connect(address).await.is_ok() {}
    assert!(!task.is_finished());

    stream.write_all(body.as_bytes()).await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    assert!(response.starts_with("HTTP/1.1 200 OK\r\n"), "{response}");
    let (_, body) = response.split_once("\r\n\r\n").unwrap();
    let organization: CustomerOrganization = serde_json::from_str(body).unwrap();
    assert_eq!(members(&organization), [WEALTH]);
    task.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_request_that_is_half_there_does_not_keep_the_server_from_stopping() {
    let server = start(None, Unknown::Refuse).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(b"PUT /api HTTP/1.1\r\nHo").await.unwrap();
    // The server has taken the connection when it answers one that came later.
    server.raw("GET / HTTP/1.0\r\n\r\n").await;
    // From here on, time passes whenever there is nothing to do but wait for it.
    tokio::time::pause();
    server.stop().await;
}

#[tokio::test]
async fn a_head_may_be_large_but_not_larger() {
    let server = start(None, Unknown::Refuse).await;
    let fields = |count: usize| -> String {
        (0..count)
            .map(|field| format!("X-{field}: x\r\n"))
            .collect()
    };
    for (count, status) in [(50, "404"), (1_000, "431")] {
        let request = format!("GET / HTTP/1.0\r\n{}\r\n", fields(count));
        let response = server.raw(&request).await;
        assert_eq!(response.split(' ').nth(1), Some(status), "{count}");
    }
    server.stop().await;
}

#[tokio::test]
async fn pages_of_the_given_origins_may_call() {
    let server = start(None, Unknown::Refuse).await;
    for (origin, is_allowed) in [
        ("https://app.example", true),
        ("https://evil.example", false),
    ] {
        let response = server
            .raw(&format!(
                "OPTIONS /api/customer-organizations/o/members HTTP/1.0\r\nOrigin: {origin}\r\n\
                 Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: authorization\r\n\r\n"
            ))
            .await;
        assert!(response.starts_with("HTTP/1.0 200 OK\r\n"), "{response}");
        let allowed = format!("access-control-allow-origin: {origin}\r\n");
        assert_eq!(response.contains(&allowed), is_allowed, "{response}");
        assert!(response.contains("access-control-allow-methods: POST,PUT\r\n"));
        // A refusal is something that a page can read, too.
        let refused = server
            .raw(&format!(
                "PUT /api/customer-organizations/o/members HTTP/1.0\r\nOrigin: {origin}\r\n\r\n"
            ))
            .await;
        assert!(refused.starts_with("HTTP/1.0 401 "), "{refused}");
        assert_eq!(refused.contains(&allowed), is_allowed, "{refused}");
    }
    server.stop().await;
}

#[tokio::test]
async fn answers_are_compressed_for_who_takes_it() {
    let server = start(None, Unknown::Refuse).await;
    let put = async |more: &str| {
        let body = json!({ "customerIds": [WEALTH] }).to_string();
        let response = server
            .bytes(&format!(
                "PUT /api/customer-organizations/{ORGANIZATION}/members HTTP/1.0\r\n\
                 Authorization: Basic dXNlcjprZXk=\r\nContent-Type: application/json\r\n\
                 Content-Length: {}\r\n{more}\r\n{body}",
                body.len()
            ))
            .await;
        let end = response.windows(4).position(|four| four == b"\r\n\r\n");
        let (head, body) = response.split_at(end.unwrap() + 4);
        (String::from_utf8(head.to_vec()).unwrap(), body.to_vec())
    };
    let (head, plain) = put("").await;
    assert!(!head.contains("content-encoding"), "{head}");
    assert_eq!(plain[..1], *b"{");
    let (head, packed) = put("Accept-Encoding: gzip\r\n").await;
    assert!(head.contains("content-encoding: gzip\r\n"), "{head}");
    assert_eq!(packed[..2], [0x1f, 0x8b]);
    server.stop().await;
}

#[tokio::test]
async fn a_body_may_be_large_but_not_larger() {
    let server = start(None, Unknown::Invent).await;
    let client = server.sequence();
    let ids = |count: usize| -> Vec<String> { (0..count).map(|id| format!("{id:032}")).collect() };
    let fits = CustomerOrganizationMembers {
        customer_ids: ids(1000),
    };
    let now = client
        .replace_customer_organization_members(&ReplaceCustomerOrganizationMembers::new(
            ORGANIZATION,
            fits,
        ))
        .await
        .unwrap();
    assert_eq!(now.members.len(), 1000);
    let too_large = CustomerOrganizationMembers {
        customer_ids: ids(server::BODY_LIMIT / 32),
    };
    let outcome = client
        .replace_customer_organization_members(&ReplaceCustomerOrganizationMembers::new(
            ORGANIZATION,
            too_large,
        ))
        .await;
    match outcome {
        Err(Error::UnexpectedStatus(response)) => assert_eq!(response.status, 413),
        other => panic!("{other:?}"),
    }
    server.stop().await;
}

#[tokio::test]
async fn where_no_api_is_a_problem_says_so() {
    let server = start(None, Unknown::Refuse).await;
    for path in ["/", "/api", "/customer-organizations", "/api/v3/workspaces"] {
        let response = server
            .raw(&format!(
                "GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            ))
            .await;
        assert!(response.starts_with("HTTP/1.1 404 "), "{path}: {response}");
        assert!(
            response.contains("content-type: application/problem+json\r\n"),
            "{path}: {response}"
        );
    }
    server.stop().await;
}

/// The calls of the pages as they stand there; what they leave open is filled in, and the origin is the server's.
const CURL: [(&str, &str, &str); 2] = [
    (
        "POST",
        "https://eu.sequencehq.com/api/customer-organizations",
        r#"{
  "ownerId": "50af5191-05a3-42a5-802a-6b59091157af",
  "memberIds": [
    "e309e948-088e-4d77-b654-cd85498f1555",
    "50af5191-05a3-42a5-802a-6b59091157af"
  ]
}"#,
    ),
    (
        "POST",
        "https://dev.seqhq.io/api/customer-organizations/{id}/members",
        r#"
{
"customerIds": [
"e06f36e2-0a44-404d-bdbc-b66a292609b0"
]
}
"#,
    ),
];

/// What the pages show as responses, without the owner that they show among the members.
fn shown_on_the_pages() -> [Value; 2] {
    let owner = json!({ "id": OWNER, "name": "FinTech Solutions Inc." });
    let payment = json!({ "id": PAYMENT, "name": "Fintech Payment Processing" });
    let wealth = json!({ "id": WEALTH, "name": "FinTech Wealth Management" });
    [
        json!({ "id": ORGANIZATION, "owner": owner, "members": [payment] }),
        json!({ "id": ORGANIZATION, "owner": owner, "members": [payment, wealth] }),
    ]
}

fn path_of(url: &str) -> String {
    let (_, origin_and_path) = url.split_once("://").unwrap();
    let (_, path) = origin_and_path.split_once('/').unwrap();
    format!("/{}", path.replace("{id}", ORGANIZATION))
}

/// Compares, except for the id of an organization that is new.
fn assert_shown(mut body: Value, shown: &Value, index: usize) {
    if index == 0 {
        assert_ne!(body["id"].take(), shown["id"]);
        body["id"] = shown["id"].clone();
    }
    assert_eq!(body, *shown);
}

#[tokio::test]
async fn the_curl_calls_of_the_pages_work() {
    if Command::new("curl").arg("--version").output().is_err() {
        eprintln!("skipped: there is no curl");
        return;
    }
    let server = start(None, Unknown::Refuse).await;
    let statuses = ["201", "200"];
    for (index, (method, url, data)) in CURL.into_iter().enumerate() {
        let mut curl = Command::new("curl");
        curl.args(["--request", method])
            .args([
                "--url",
                &format!("http://{}{}", server.address, path_of(url)),
            ])
            .args(["--header", "Authorization: Basic dXNlcjprZXk="])
            .args(["--header", "Content-Type: application/json"])
            .args(["--data", data])
            // Not on the pages: quiet, past any proxy, and with the status at the end.
            .args(["--silent", "--show-error", "--noproxy", "*"])
            .args(["--write-out", "\n%{http_code}"]);
        let output = spawn_blocking(move || curl.output())
            .await
            .unwrap()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let (body, status) = printed.rsplit_once('\n').unwrap();
        assert_eq!(status, statuses[index], "{printed}");
        let body = serde_json::from_str(body).unwrap();
        assert_shown(body, &shown_on_the_pages()[index], index);
    }
    server.stop().await;
}

#[tokio::test]
async fn the_bytes_of_these_calls_work() {
    let server = start(None, Unknown::Refuse).await;
    let statuses = ["201 Created", "200 OK"];
    for (index, (method, url, data)) in CURL.into_iter().enumerate() {
        let response = server
            .raw(&format!(
                "{method} {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: curl/8.0.0\r\nAccept: */*\r\n\
                 Authorization: Basic dXNlcjprZXk=\r\nContent-Type: application/json\r\n\
                 Content-Length: {}\r\nConnection: close\r\n\r\n{data}",
                path_of(url),
                server.address,
                data.len(),
            ))
            .await;
        let expected = format!("HTTP/1.1 {}\r\n", statuses[index]);
        assert!(response.starts_with(&expected), "{response}");
        let (_, body) = response.split_once("\r\n\r\n").unwrap();
        let body = serde_json::from_str(body).unwrap();
        assert_shown(body, &shown_on_the_pages()[index], index);
    }
    server.stop().await;
}
