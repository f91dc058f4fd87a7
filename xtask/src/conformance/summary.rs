//! The summary that Schemathesis reports (JSON) to what its events do not show: that something was not tried.
//!
//! Both must agree on whether anything is wrong, so that a change of either format cannot hide a failure.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::events::{Events, PHASES};
use super::findings::{self, Subject};

/// What Schemathesis says at the end.
#[derive(Debug, Deserialize)]
pub(super) struct Summary {
    complete: bool,
    exit_code: i32,
    operations: Operations,
    phases: BTreeMap<String, Phase>,
    test_cases: TestCases,
    errors: Vec<Value>,
    warnings: BTreeMap<String, Vec<Value>>,
    valid_rates: BTreeMap<String, BTreeMap<String, ValidRate>>,
}

#[derive(Debug, Deserialize)]
struct Operations {
    total: usize,
    tested: usize,
}

#[derive(Debug, Deserialize)]
struct Phase {
    status: String,
    skip_reason: Option<String>,
}

#[derive(Debug, Deserialize)]
struct TestCases {
    generated: usize,
    with_failures: usize,
    errored: usize,
}

/// How requests that the document allows were answered.
#[derive(Debug, Deserialize)]
struct ValidRate {
    accepted: usize,
}

impl Summary {
    /// How many operations were tried.
    pub(super) fn tested(&self) -> usize {
        self.operations.tested
    }

    /// Adds what the events alone do not show: that something was not tried, or not to an end, or to no avail.
    pub(super) fn complete(&self, events: &mut Events, examples: u32, exit_code: Option<i32>) {
        let failed = !events.findings.is_empty();
        let mut found = Vec::new();
        let mut find = |operation: &str, check: &str, detail: String| {
            findings::count(&mut found, Subject::new(operation, check), detail);
        };

        let Operations { total, tested } = self.operations;
        if tested == 0 || tested < total {
            find(
                "",
                "nothing left out",
                format!("{tested} of {total} operations were tried"),
            );
        }
        if !self.complete || exit_code != Some(self.exit_code) {
            let detail = format!("it ended early, or with {exit_code:?}");
            find("", "ran to its end", detail);
        }
        for (name, phase) in &self.phases {
            let Phase {
                status,
                skip_reason,
            } = phase;
            let fine = match status.as_str() {
                "success" | "failure" => true,
                // A document without examples has none to be tried, one operation has no sequence of operations.
                "skip" => name == "examples" || skip_reason.as_deref() == Some("not_applicable"),
                _ => false,
            };
            if !fine {
                find(
                    "",
                    &format!("phase {name}"),
                    format!("{status}, {skip_reason:?}"),
                );
            }
        }
        for name in PHASES
            .iter()
            .filter(|name| !self.phases.contains_key(**name))
        {
            find("", &format!("phase {name}"), "did not run".to_owned());
        }
        for error in &self.errors {
            find("", "error", error.to_string());
        }
        for (kind, warnings) in &self.warnings {
            for warning in warnings {
                let operation = warning["operation"].as_str().unwrap_or_default();
                find(operation, &format!("warning {kind}"), warning.to_string());
            }
        }

        let fuzzed = || {
            let all = events.requests.iter();
            all.filter(|((_, phase), _)| phase == "fuzzing")
        };
        for ((operation, _), made) in fuzzed() {
            if *made < examples as usize {
                let detail = format!("{made} requests were made, not {examples}");
                find(operation, "enough examples", detail);
            }
            let rates = self.valid_rates.get(operation).into_iter().flatten();
            let accepted: usize = rates.map(|(_, rate)| rate.accepted).sum();
            if accepted == 0 {
                let detail = "no request at all was accepted".to_owned();
                find(operation, "some requests accepted", detail);
            }
        }
        let operations = fuzzed().count();
        if operations != tested {
            let detail = format!("the events show {operations} operations, not {tested}");
            find("", "reports agree", detail);
        }
        let TestCases {
            generated,
            with_failures,
            errored,
        } = self.test_cases;
        let summary_failed = with_failures > 0 || errored > 0 || self.exit_code != 0;
        if failed != summary_failed || generated == 0 {
            let detail = format!(
                "of {generated} cases, the summary shows {with_failures} failures and {errored} errors"
            );
            find("", "reports agree", detail);
        }
        events.findings.append(&mut found);
    }
}

#[cfg(test)]
mod tests {
    use super::super::events::read;
    use super::super::events::tests::{OPERATION, scenario};
    use super::*;
    use serde_json::json;

    fn summary() -> Value {
        json!({
            "complete": true,
            "exit_code": 0,
            "operations": {"total": 1, "tested": 1},
            "phases": {
                "examples": {"status": "skip", "skip_reason": null},
                "coverage": {"status": "success", "skip_reason": null},
                "fuzzing": {"status": "success", "skip_reason": null},
                "stateful": {"status": "skip", "skip_reason": "not_applicable"}
            },
            "test_cases": {"generated": 2, "with_failures": 0, "errored": 0},
            "errors": [],
            "warnings": {"missing_auth": []},
            "valid_rates": {OPERATION: {"fuzzing": {"accepted": 1}}}
        })
    }

    /// What is found when two requests were made up, and the summary is this one.
    fn found(summary: Value, check_status: &str, exit_code: i32) -> Vec<String> {
        let lines = [
            scenario("fuzzing", "PUT", "second", "success"),
            scenario("fuzzing", "GET", "second", check_status),
        ];
        let mut events = read(&lines.join("\n")).unwrap();
        let summary: Summary = serde_json::from_value(summary).unwrap();
        summary.complete(&mut events, 2, Some(exit_code));
        let findings = events.findings.iter();
        findings
            .map(|finding| finding.subject.to_string())
            .collect()
    }

    #[test]
    fn nothing_is_found_when_all_was_tried() {
        assert_eq!(found(summary(), "success", 0), Vec::<String>::new());
    }

    #[test]
    fn what_was_not_tried_is_found() {
        let with = |pointer: &str, value: Value| {
            let mut summary = summary();
            *summary.pointer_mut(pointer).unwrap() = value;
            found(summary, "success", 0)
        };
        assert_eq!(with("/complete", json!(false)), ["ran to its end"]);
        assert_eq!(with("/operations/total", json!(2)), ["nothing left out"]);
        assert_eq!(
            with("/phases/coverage/status", json!("skip")),
            ["phase coverage"]
        );
        assert_eq!(
            with("/phases/stateful/skip_reason", json!("disabled")),
            ["phase stateful"]
        );
        assert_eq!(with("/phases", json!({})).len(), PHASES.len());
        assert_eq!(with("/errors", json!(["a"])), ["error"]);
        let warning = json!([{"operation": OPERATION}]);
        assert_eq!(
            with("/warnings/missing_auth", warning),
            ["warning missing_auth of PUT /a/{id}"]
        );
        assert_eq!(
            with("/valid_rates", json!({})),
            ["some requests accepted of PUT /a/{id}"]
        );
        assert_eq!(with("/test_cases/generated", json!(0)), ["reports agree"]);
        let line = scenario("fuzzing", "PUT", "x", "success");
        let mut events = read(&line).unwrap();
        let summary: Summary = serde_json::from_value(summary()).unwrap();
        summary.complete(&mut events, 2, Some(0));
        let subject = Subject::new(OPERATION, "enough examples");
        assert_eq!(events.findings[0].subject, subject);
    }

    #[test]
    fn reports_that_disagree_are_found() {
        let failed = |exit_code: i32| {
            let mut summary = summary();
            summary["test_cases"]["with_failures"] = json!(1);
            summary["exit_code"] = json!(exit_code);
            summary
        };
        assert_eq!(found(failed(1), "success", 1), ["reports agree"]);
        assert_eq!(found(failed(1), "failure", 1).len(), 1);
        assert_eq!(found(summary(), "failure", 0).len(), 2);
        assert_eq!(found(failed(1), "failure", 0).len(), 2);
    }
}
