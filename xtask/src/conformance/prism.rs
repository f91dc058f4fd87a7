//! The generated client to the verdict of Prism, which checks requests and makes up responses from the emitted document.
//!
//! The calls are made by the package `xtask/conformance/client`, in Rust, as any user of the client would make them. This
//! side knows from the document which calls there must be.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::Value;

use super::apis::{self, APIS};
use super::documented::{self, Operation};
use super::findings::{self, Finding, Subject, Verdict};
use super::{Places, build, encodings, process, tools};
use crate::failure::Failure;
use crate::terminal;

const STARTING: Duration = Duration::from_mins(2);
const CALLING: Duration = Duration::from_mins(5);

/// The call that asks for one documented status, by its name in the client's report.
const FORCED: &str = "forced";
/// A call that Prism must refuse, else it checks nothing.
const CONTROL: &str = "control";

/// One call, as the client reports it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    operation: String,
    check: String,
    media_type: Option<String>,
    status: u16,
    problem: Option<String>,
}

/// Judges every API.
///
/// # Errors
/// When Prism cannot be installed or run, or the client cannot be built or run.
pub(super) fn judge(places: &Places) -> Result<Vec<Verdict>, Failure> {
    let script = tools::prism(places)?;
    let package = ["--package", "conformance-client"];
    let client = build::program(places, "conformance-client", &package)?;
    APIS.iter()
        .map(|api| {
            terminal::message(&format!("prism: {}\n", api.name));
            judge_one(places, &script, &client, api.name)
        })
        .collect()
}

fn judge_one(places: &Places, script: &Path, client: &Path, api: &str) -> Result<Verdict, Failure> {
    let started = Instant::now();
    let log = |name: &str| places.work.join("logs").join(format!("prism-{api}{name}"));
    let path = apis::document(places, api);
    let mut document = read(&path)?;
    let operations = documented::operations(&document)
        .ok_or_else(|| Failure::new(format!("{} is no emitted document", path.display())))?;
    encodings::spell_out(&mut document);
    let told = log("-document.json");
    fs::write(&told, document.to_string()).map_err(|error| Failure::io("write", &told, &error))?;

    let mut command = Command::new("node");
    command
        .current_dir(&places.work)
        .arg(script)
        .args(["mock", "--errors", "--host=127.0.0.1", "--port=0"])
        .arg(&told);
    let mut prism = process::start("prism", &mut command, &log("-server.log"))?;
    let origin = prism.origin(STARTING)?;
    let mut command = Command::new(client);
    let calls = log(".ndjson");
    process::complete("the client", command.args([api, &origin]), &calls, CALLING)?;
    prism.expect_running()?;

    let text = fs::read_to_string(&calls).map_err(|error| Failure::io("read", &calls, &error))?;
    let calls = text.lines().map(serde_json::from_str);
    let calls: Vec<Call> = calls
        .collect::<Result<_, _>>()
        .map_err(|error| Failure::new(format!("the client's report is unreadable: {error}")))?;
    let count = |check: &str| calls.iter().filter(|call| call.check == check).count();
    let (forced, control) = (count(FORCED), count(CONTROL));
    Ok(Verdict {
        judge: "prism",
        api: api.to_owned(),
        seed: None,
        operations: operations.len(),
        requests: vec![
            (FORCED, forced),
            (CONTROL, control),
            ("other", calls.len() - forced - control),
        ],
        findings: findings(&operations, &calls),
        known: Vec::new(),
        report: String::new(),
        elapsed: started.elapsed(),
    })
}

fn read(path: &Path) -> Result<Value, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
    serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("cannot read {}: {error}", path.display())))
}

/// What went wrong, and what was not tried: every status of every operation, asked for in every media type of its body.
fn findings(operations: &[Operation], calls: &[Call]) -> Vec<Finding> {
    let mut found = Vec::new();
    for call in calls {
        if let Some(problem) = &call.problem {
            findings::count(&mut found, subject(call), problem);
        }
    }
    if operations.is_empty() {
        let subject = Subject::new("", "nothing left out");
        findings::count(&mut found, subject, "the document has no operations");
    }
    for operation in operations {
        for wanted in wanted(operation) {
            if !calls.iter().any(|call| subject(call) == wanted) {
                findings::count(&mut found, wanted, "the client does not try this");
            }
        }
        let mut controls = calls.iter().filter(|call| call.check == CONTROL);
        if !controls.any(|call| call.operation == operation.id) {
            let subject = Subject::new(&operation.id, CONTROL);
            findings::count(&mut found, subject, "the client does not try this");
        }
    }
    found
}

fn wanted(operation: &Operation) -> impl Iterator<Item = Subject> {
    let media_types: Vec<_> = match operation.media_types.as_slice() {
        [] => vec![None],
        some => some.iter().cloned().map(Some).collect(),
    };
    operation.statuses.iter().flat_map(move |status| {
        let subject = Subject {
            status: Some(*status),
            ..Subject::new(&operation.id, FORCED)
        };
        media_types
            .clone()
            .into_iter()
            .map(move |media_type| Subject {
                media_type,
                ..subject.clone()
            })
    })
}

fn subject(call: &Call) -> Subject {
    Subject {
        media_type: call.media_type.clone(),
        status: Some(call.status),
        ..Subject::new(&call.operation, &call.check)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(check: &str, media_type: &str, status: u16, problem: Option<&str>) -> Call {
        Call {
            operation: "replace".to_owned(),
            check: check.to_owned(),
            media_type: Some(media_type.to_owned()),
            status,
            problem: problem.map(str::to_owned),
        }
    }

    #[test]
    fn every_status_in_every_media_type_and_a_control_must_be_tried() {
        let operation = Operation {
            id: "replace".to_owned(),
            statuses: vec![200, 404],
            media_types: vec!["a/json".to_owned(), "a/form".to_owned()],
        };
        let operations = [operation];
        let mut calls = vec![
            call(FORCED, "a/json", 200, None),
            call(FORCED, "a/json", 404, None),
            call(FORCED, "a/form", 200, None),
        ];
        let missing = |calls: &[Call]| {
            let found = findings(&operations, calls);
            found
                .iter()
                .map(|it| it.subject.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            missing(&calls),
            [
                "forced of replace, a/form, status 404",
                "control of replace"
            ]
        );
        calls.push(call(FORCED, "a/form", 404, None));
        calls.push(call(CONTROL, "a/form", 400, None));
        assert_eq!(missing(&calls), Vec::<String>::new());
        calls.push(call("other", "a/form", 200, Some("it is refused")));
        assert_eq!(missing(&calls), ["other of replace, a/form, status 200"]);
    }
}
