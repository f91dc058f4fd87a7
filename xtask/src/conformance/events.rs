//! The events that Schemathesis reports (NDJSON) to what was tried and what was found: they hold every request, response
//! and check.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use serde::Deserialize;
use serde_json::Value;

use super::findings::{self, Finding, Subject};

/// The phases, in the order in which they run.
pub(super) const PHASES: [&str; 4] = ["examples", "coverage", "fuzzing", "stateful"];

/// What was tried and what was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Events {
    /// How many requests were made, by operation and phase.
    pub(super) requests: BTreeMap<(String, String), usize>,
    /// What is wrong.
    pub(super) findings: Vec<Finding>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Event {
    scenario_finished: Option<Scenario>,
    non_fatal_error: Option<Value>,
    fatal_error: Option<Value>,
}

#[derive(Debug, Deserialize)]
struct Scenario {
    phase: String,
    recorder: Recorder,
}

/// What happened in a scenario, each by the id of its test case.
#[derive(Debug, Deserialize)]
struct Recorder {
    label: String,
    #[serde(default)]
    cases: BTreeMap<String, Case>,
    #[serde(default)]
    checks: BTreeMap<String, Vec<Check>>,
    #[serde(default)]
    interactions: BTreeMap<String, Interaction>,
}

#[derive(Debug, Deserialize)]
struct Case {
    value: Request,
}

#[derive(Debug, Deserialize)]
struct Request {
    method: String,
    path: String,
    media_type: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Interaction {
    response: Option<Response>,
}

#[derive(Debug, Deserialize)]
struct Response {
    status_code: u16,
    content: Option<Content>,
}

#[derive(Debug, Deserialize)]
struct Content {
    #[serde(rename = "$base64")]
    base64: String,
}

#[derive(Debug, Deserialize)]
struct Check {
    name: String,
    status: String,
    failure_info: Option<FailureInfo>,
}

#[derive(Debug, Deserialize)]
struct FailureInfo {
    failure: FailureText,
}

#[derive(Debug, Deserialize)]
struct FailureText {
    title: String,
    message: String,
}

/// Reads the events, one JSON object per line.
///
/// # Errors
/// When a line is not what it should be.
pub(super) fn read(text: &str) -> Result<Events, serde_json::Error> {
    let mut events = Events::default();
    for line in text.lines() {
        let event: Event = serde_json::from_str(line)?;
        if let Some(scenario) = event.scenario_finished {
            scenario_finished(&mut events, &scenario);
        }
        for error in [event.non_fatal_error, event.fatal_error]
            .into_iter()
            .flatten()
        {
            let label = error["label"].as_str().unwrap_or_default();
            let subject = Subject::new(label, "error");
            findings::count(&mut events.findings, subject, error.to_string());
        }
    }
    Ok(events)
}

fn scenario_finished(events: &mut Events, Scenario { phase, recorder }: &Scenario) {
    for (id, Case { value }) in &recorder.cases {
        // The label is the operation, even where the request has another method to see it refused. A sequence of
        // operations is about many.
        let operation = match phase.as_str() {
            "stateful" => format!("{} {}", value.method, value.path),
            _ => recorder.label.clone(),
        };
        let interaction = recorder.interactions.get(id);
        let response = interaction.and_then(|it| it.response.as_ref());
        if response.is_some() {
            let key = (operation.clone(), phase.clone());
            *events.requests.entry(key).or_default() += 1;
        }
        let checks = recorder.checks.get(id).map(Vec::as_slice);
        for check in checks.unwrap_or_default() {
            if matches!(check.status.as_str(), "success" | "skip") {
                continue;
            }
            let subject = Subject {
                media_type: value.media_type.clone(),
                status: response.map(|it| it.status_code),
                answer: response.and_then(answer),
                ..Subject::new(&operation, &check.name)
            };
            let detail = match &check.failure_info {
                Some(info) => {
                    let FailureText { title, message } = &info.failure;
                    format!("{title}: {}", message.replace('\n', "; "))
                }
                None => format!("ended as {:?}", check.status),
            };
            findings::count(&mut events.findings, subject, detail);
        }
    }
}

/// The reason that a response gives: its problem details (RFC 9457), as far as they are about this occurrence.
fn answer(response: &Response) -> Option<String> {
    let bytes = BASE64.decode(&response.content.as_ref()?.base64).ok()?;
    let problem: Value = serde_json::from_slice(&bytes).ok()?;
    let errors = problem["errors"].as_array().into_iter().flatten();
    let errors: Vec<_> = errors
        .filter_map(|error| Some((error["location"].as_str()?, error["detail"].as_str()?)))
        .map(|(location, detail)| format!("{location}: {detail}"))
        .collect();
    match errors.is_empty() {
        true => problem["detail"].as_str().map(str::to_owned),
        false => Some(errors.join("; ")),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use serde_json::json;

    pub(in super::super) const OPERATION: &str = "PUT /a/{id}";

    /// A scenario of one case.
    pub(in super::super) fn scenario(
        phase: &str,
        method: &str,
        check: &str,
        status: &str,
    ) -> String {
        let label = match phase {
            "stateful" => "Stateful tests",
            _ => OPERATION,
        };
        let problem =
            json!({"detail": "no", "errors": [{"location": "body", "detail": "too long"}]});
        let failure = json!({"failure": {"title": "Wrong", "message": "this\nand that"}});
        let event = json!({"ScenarioFinished": {"phase": phase, "status": status, "recorder": {
            "label": label,
            "cases": {"c": {"value": {
                "method": method,
                "path": "/a/{id}",
                "media_type": "application/json"
            }}},
            "checks": {"c": [
                {"name": "first", "status": "success"},
                {"name": check, "status": status, "failure_info": failure}
            ]},
            "interactions": {"c": {"response": {
                "status_code": 400,
                "content": {"$base64": BASE64.encode(problem.to_string())}
            }}}
        }}});
        event.to_string()
    }

    #[test]
    fn requests_are_counted_by_operation_and_phase() {
        let lines = [
            r#"{"EngineStarted":{"id":"x"}}"#.to_owned(),
            // The method is not the operation's own, to see it refused.
            scenario("coverage", "GET", "x", "success"),
            scenario("fuzzing", "PUT", "x", "success"),
            scenario("stateful", "PUT", "x", "success"),
            r#"{"ScenarioFinished":{"phase":"stateful","recorder":{"label":"Stateful tests"}}}"#
                .to_owned(),
        ];
        let events = read(&lines.join("\n")).unwrap();
        let requests: Vec<_> = events.requests.iter().collect();
        let key = |phase: &str| (OPERATION.to_owned(), phase.to_owned());
        let [coverage, fuzzing, stateful] = ["coverage", "fuzzing", "stateful"].map(key);
        assert_eq!(requests, [(&coverage, &1), (&fuzzing, &1), (&stateful, &1)]);
        assert_eq!(events.findings, []);
    }

    #[test]
    fn a_failed_check_is_a_finding_that_says_what_was_answered() {
        let line = scenario("fuzzing", "PUT", "second", "failure");
        let events = read(&format!("{line}\n{line}")).unwrap();
        let [finding] = events.findings.as_slice() else {
            panic!("{:?}", events.findings);
        };
        assert_eq!(
            finding.subject.to_string(),
            "second of PUT /a/{id}, application/json, status 400 (body: too long)"
        );
        assert_eq!(finding.detail, "Wrong: this; and that");
        assert_eq!(finding.count, 2);
    }

    #[test]
    fn an_error_is_a_finding_and_a_line_that_is_no_event_an_error() {
        let line = r#"{"NonFatalError":{"label":"PUT /a","value":{"message":"no"}}}"#;
        let events = read(line).unwrap();
        assert_eq!(events.findings[0].subject, Subject::new("PUT /a", "error"));
        assert!(read("{").is_err());
        assert!(read(r#"{"ScenarioFinished":{"phase":"fuzzing"}}"#).is_err());
    }
}
