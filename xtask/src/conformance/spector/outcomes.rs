//! What the judge wrote down, to what came of each scenario on each side.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde::Deserialize;

use crate::failure::Failure;

/// A side of the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Side {
    /// The generated client, judged by its requests.
    Client,
    /// The generated server, judged by its answers.
    Server,
}

/// Both of them.
pub(super) const SIDES: [Side; 2] = [Side::Client, Side::Server];

impl Side {
    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
        }
    }
}

/// What came of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    /// Why the client did not pass; `None` when it did.
    pub(super) client: Option<String>,
    /// Why the server did not pass; `None` when it did.
    pub(super) server: Option<String>,
}

impl Outcome {
    /// Why a side did not pass.
    pub(super) fn of(&self, side: Side) -> Option<&str> {
        match side {
            Side::Client => self.client.as_deref(),
            Side::Server => self.server.as_deref(),
        }
    }
}

/// Of every scenario, by its name.
pub(super) type Outcomes = BTreeMap<String, Outcome>;

#[derive(Debug, Deserialize)]
struct Coverage {
    results: BTreeMap<String, String>,
}

/// Reads the coverage that `serve` writes and the text that `knock` prints, and what is printed like it: of one scenario
/// the last counts.
///
/// # Errors
/// When they do not say what they should.
pub(super) fn read(coverage: &str, knocked: &str) -> Result<Outcomes, Failure> {
    let coverage: Vec<Coverage> = serde_json::from_str(coverage)
        .map_err(|error| Failure::new(format!("the coverage of tsp-spector: {error}")))?;
    let mut outcomes: Outcomes = coverage
        .into_iter()
        .flat_map(|it| it.results)
        .map(|(name, status)| {
            let outcome = Outcome {
                client: (status != "pass").then_some(status),
                server: Some("not tried".to_owned()),
            };
            (name, outcome)
        })
        .collect();
    let mut failing: Option<String> = None;
    for line in knocked.lines() {
        if let Some(name) = line.strip_prefix("✓ Scenario: ") {
            failing = None;
            if let Some(outcome) = outcomes.get_mut(name) {
                outcome.server = None;
            }
        } else if let Some(name) = line.strip_prefix("✘ Scenario: ") {
            // What fails follows what passes: a scenario of several requests fails with any of them.
            failing = Some(name.to_owned());
            if let Some(outcome) = outcomes.get_mut(name) {
                outcome.server = Some(String::new());
            }
        } else if line.starts_with('✓') || line.starts_with('✘') {
            failing = None;
        } else if let Some(Outcome {
            server: Some(why), ..
        }) = failing.as_ref().and_then(|name| outcomes.get_mut(name))
        {
            if !why.is_empty() {
                why.push(' ');
            }
            why.push_str(line.trim());
        }
    }
    match outcomes.is_empty() {
        false => Ok(outcomes),
        true => Err(Failure::new("tsp-spector knows no scenarios")),
    }
}

/// Has `serve` end, which is when it writes the coverage.
///
/// # Errors
/// When it does not listen.
pub(super) fn stop(origin: &str) -> Result<(), Failure> {
    let address = origin.trim_start_matches("http://");
    let said = || -> std::io::Result<()> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let head = format!(
            "POST /.admin/stop HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes())?;
        stream.read_to_end(&mut Vec::new()).map(|_| ())
    };
    said().map_err(|error| Failure::new(format!("cannot stop tsp-spector: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_passes_on_each_side_by_itself_and_with_all_its_requests() {
        let coverage = r#"[{"results": {"A_a": "pass", "A_b": "fail", "B_c": "pass", "B_d": "not-implemented"}}]"#;
        let knocked = "Successfull scenarios\n✓ Scenario: A_a\n✓ Scenario: B_c\n✓ Scenario: A_b\nFailed scenarios\n\
            ✘ Scenario: B_c\nValidation failed:\n  Expected: 204\n✓ 3 passed\n✘ 1 failed\nmore\n";
        let outcomes = read(coverage, knocked).unwrap();
        let of = |name: &str| {
            (
                outcomes[name].of(Side::Client),
                outcomes[name].of(Side::Server),
            )
        };
        assert_eq!(of("A_a"), (None, None));
        assert_eq!(of("A_b"), (Some("fail"), None));
        assert_eq!(of("B_c"), (None, Some("Validation failed: Expected: 204")));
        assert_eq!(of("B_d"), (Some("not-implemented"), Some("not tried")));
        assert!(read("[]", knocked).is_err());
        assert!(read("{", knocked).is_err());
    }
}
