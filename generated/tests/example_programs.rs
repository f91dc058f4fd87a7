//! The examples as programs: what they print, where they read credentials, how they end.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

const OWNER: &str = "50af5191-05a3-42a5-802a-6b59091157af";
const PAYMENT: &str = "e309e948-088e-4d77-b654-cd85498f1555";
const ORGANIZATION: &str = "c0dc4e79-ec52-4811-8cf5-addb2527915c";

/// An example, which `cargo test` has built unless it was told which test to run.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let program = profile.join("examples").join(file);
    assert!(
        program.exists(),
        "build the examples first: cargo build -p generated --examples --features client,server"
    );
    program
}

/// A server that does not outlive its test.
struct Running {
    child: Child,
    stdout: BufReader<ChildStdout>,
    origin: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(database: &Path) -> Running {
    let mut child = Command::new(program("organizations"))
        .args(["--listen", "127.0.0.1:0", "--demo", "--database"])
        .arg(database)
        .env("SEQUENCE_USER", "ada")
        .env("SEQUENCE_KEY", "sesame")
        .env("LIGHTON_TOKEN", "open")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    let origin = line.trim_end().strip_prefix("listening on ");
    let origin = origin.unwrap_or_else(|| panic!("{line}")).to_owned();
    Running {
        child,
        stdout,
        origin,
    }
}

/// The client program, with the credentials that the server takes.
fn call(arguments: &[&str]) -> Output {
    Command::new(program("call"))
        .args(arguments)
        .env("SEQUENCE_USER", "ada")
        .env("SEQUENCE_KEY", "sesame")
        .env("LIGHTON_TOKEN", "open")
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap()
}

fn printed(output: &Output) -> Value {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{error}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What was said about a failure; never a credential, and nothing on standard output.
fn failed(output: &Output, code: i32) -> String {
    let error = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{error}");
    assert!(output.stdout.is_empty());
    for secret in ["sesame", "open", "YWRhOnNlc2FtZQ"] {
        assert!(!error.contains(secret), "{error}");
    }
    error
}

#[test]
fn the_client_program_drives_the_server_program() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve(&folder.path().join("data"));
    let sequence = format!("{}/api", server.origin);
    let sequence =
        |arguments: &[&str]| call(&[&["sequence", "--server", &*sequence], arguments].concat());
    let lighton =
        |arguments: &[&str]| call(&[&["lighton", "--server", &*server.origin], arguments].concat());

    let created = printed(&sequence(&[
        "create", "--owner", OWNER, "--member", PAYMENT,
    ]));
    assert_eq!(created["owner"]["name"], "FinTech Solutions Inc.");
    let id = created["id"].as_str().unwrap();
    let version = ["--sequence-version", "2024-07-30", "replace", id];
    let replaced = printed(&sequence(&version));
    assert_eq!(replaced["members"], json!([]));
    let added = printed(&sequence(&["add", id, PAYMENT]));
    assert_eq!(added, created);
    let refused = failed(&sequence(&["add", "nowhere", PAYMENT]), 1);
    assert!(refused.contains("400 Bad Request"), "{refused}");
    assert!(refused.contains("is no organization"), "{refused}");

    for media in ["json", "form", "multipart"] {
        let role = format!("1,a+b&c@example.com,{media}");
        let members = [
            "replace",
            "1",
            "--as",
            media,
            "--user",
            &role,
            "--group",
            "2,A, B,viewer",
        ];
        let members = printed(&lighton(&members));
        let expected = json!({
            "users": [{ "id": 1, "email": "a+b&c@example.com", "role": media }],
            "groups": [{ "id": 2, "name": "A, B", "role": "viewer" }],
        });
        assert_eq!(members, expected);
    }
    let refused = failed(&lighton(&["replace", "2"]), 1);
    assert!(refused.contains("404 Not Found"), "{refused}");
}

#[test]
fn the_client_program_says_what_went_wrong() {
    let replace = ["replace", ORGANIZATION];
    let at = |server: &str| call(&[&["sequence", "--server", server], &replace[..]].concat());
    assert!(failed(&at("nowhere"), 2).contains("or a URL"));
    assert!(failed(&at("file:///tmp"), 2).contains("URL"));
    let dots = call(&[
        "sequence",
        "--server",
        "http://127.0.0.1:9",
        "replace",
        "..",
    ]);
    assert!(failed(&dots, 2).contains("path.id"));
    // A port that was free a moment ago, and that nobody was told of.
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let unreachable = failed(&at(&format!("http://127.0.0.1:{port}/api")), 3);
    assert!(
        unreachable.contains("no response arrived: "),
        "{unreachable}"
    );

    let output = Command::new(program("call"))
        .args(["lighton", "replace", "1"])
        .env_remove("LIGHTON_TOKEN")
        .output()
        .unwrap();
    assert!(failed(&output, 2).contains("LIGHTON_TOKEN"));
}

#[test]
fn the_server_program_wants_credentials() {
    let output = Command::new(program("organizations"))
        .args(["--listen", "127.0.0.1:0"])
        .env_remove("SEQUENCE_USER")
        .env("SEQUENCE_KEY", "sesame")
        .env("LIGHTON_TOKEN", "open")
        .output()
        .unwrap();
    let error = failed(&output, 2);
    assert!(error.contains("--sequence-user"), "{error}");
}

#[cfg(unix)]
#[test]
fn the_server_program_stops_when_it_is_asked_to_and_keeps_its_data() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut created = None;
    for signal in ["-TERM", "-INT"] {
        let mut server = serve(&data);
        let url = format!("{}/api", server.origin);
        let now = match &created {
            None => call(&["sequence", "--server", &url, "create", "--owner", OWNER]),
            Some(Value::String(id)) => call(&["sequence", "--server", &url, "replace", id]),
            Some(other) => panic!("{other}"),
        };
        created = Some(printed(&now)["id"].clone());
        let asked = Command::new("kill")
            .args([signal, &server.child.id().to_string()])
            .status()
            .unwrap();
        assert!(asked.success());
        assert!(server.child.wait().unwrap().success());
        let mut more = String::new();
        server.stdout.read_to_string(&mut more).unwrap();
        assert_eq!(more, "");
    }
}
