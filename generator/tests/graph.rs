//! What the generator is built of: few crates, and none that could reach a network.

use std::{collections::BTreeSet, process::Command};

/// Crates that speak to a network, or that others speak to one through.
const NETWORK: [&str; 30] = [
    "async-std",
    "attohttpc",
    "axum",
    "curl",
    "curl-sys",
    "h2",
    "h3",
    "hickory-resolver",
    "http-body",
    "hyper",
    "hyper-util",
    "isahc",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tiny_http",
    "tokio",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "warp",
    "webpki-roots",
    "zmq",
];

/// The crates of a default build, build scripts and procedural macros included.
fn graph() -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--package", "generator"])
        .args([
            "--edges",
            "normal,build",
            "--target",
            "all",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let name = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    lines
        .lines()
        .filter(|line| !line.is_empty())
        .map(name)
        .collect()
}

#[test]
fn the_generator_has_no_way_to_a_network() {
    let graph = graph();
    let network: Vec<&String> = graph
        .iter()
        .filter(|name| NETWORK.contains(&name.as_str()))
        .collect();
    assert!(network.is_empty(), "{network:?}");
}

#[test]
fn the_generator_is_built_of_few_crates() {
    let graph = graph();
    println!("{} crates", graph.len());
    assert!(graph.contains("generator"));
    assert!(graph.len() < 80, "{} crates: {graph:?}", graph.len());
}
