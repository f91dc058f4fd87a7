//! What `--check` says: how the output folder differs from what a run would write.

use std::fmt::Write as _;

use serde_json::json;
use similar::TextDiff;

use crate::write::{self, Folder, Item, MANIFEST, Plan, State};

/// The differences for people: a unified diff of each file that would change, then the names of all that differ.
/// Empty when there is none.
pub(crate) fn human(plan: &Plan, folder: &Folder, colours: bool) -> String {
    let diffs: String = differences(plan, folder)
        .iter()
        .map(|difference| paint(&difference.diff, colours))
        .collect();
    diffs + &short(plan, folder)
}

/// The names of the files that differ, one line each. Empty when there is none.
pub(crate) fn short(plan: &Plan, folder: &Folder) -> String {
    let mut text = String::new();
    for difference in differences(plan, folder) {
        let _ = writeln!(text, "{}", difference.sentence);
    }
    text
}

/// The differences for programs: one JSON object per line.
pub(crate) fn json(plan: &Plan, folder: &Folder) -> String {
    let mut text = String::new();
    for Difference {
        kind,
        path,
        sentence,
        diff,
    } in differences(plan, folder)
    {
        let diff = (!diff.is_empty()).then_some(diff);
        let line = json!({"reason": "drift", "kind": kind, "path": path, "message": sentence, "diff": diff});
        let _ = writeln!(text, "{line}");
    }
    text
}

struct Difference {
    kind: &'static str,
    path: String,
    /// What it is, for people.
    sentence: String,
    /// A unified diff, for files that would change.
    diff: String,
}

fn differences(plan: &Plan, folder: &Folder) -> Vec<Difference> {
    let mut differences: Vec<_> = plan.items.iter().filter_map(of_item).collect();
    // Where a file differs the manifest does too; that is worth no words.
    if differences.is_empty() && plan.manifest_changes {
        let (kind, sentence) = match folder.text {
            Some(_) => ("changed", format!("{MANIFEST} is out of date")),
            None => ("missing", format!("{MANIFEST} is missing")),
        };
        differences.push(Difference {
            kind,
            path: MANIFEST.to_owned(),
            sentence,
            diff: String::new(),
        });
    }
    differences
}

fn of_item(item: &Item) -> Option<Difference> {
    let path = &item.path;
    let (kind, sentence, diff) = match &item.state {
        State::Unchanged => return None,
        State::Missing { .. } => ("missing", format!("{path} is missing"), String::new()),
        State::Changed { old, new, .. } => (
            "changed",
            format!("{path} would change"),
            diff(path, old, new),
        ),
        State::Edited { old, new } => ("edited", write::explain(item), diff(path, old, new)),
        State::Taken { .. } => ("taken", write::explain(item), String::new()),
        State::NoRegion => ("no-region", write::explain(item), String::new()),
        State::Stale => (
            "stale",
            format!("{path} is stale: it would be removed"),
            String::new(),
        ),
        State::StaleEdited => ("stale-edited", write::explain(item), String::new()),
    };
    Some(Difference {
        kind,
        path: path.clone(),
        sentence,
        diff,
    })
}

fn diff(path: &str, old: &[u8], new: &[u8]) -> String {
    // Line endings are no difference; bytes that are no text are shown as what they are not.
    let [old, new] =
        [old, new].map(|contents| String::from_utf8_lossy(&write::lf(contents)).into_owned());
    let diff = TextDiff::from_lines(&old, &new);
    diff.unified_diff()
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

fn paint(diff: &str, colours: bool) -> String {
    if !colours {
        return diff.to_owned();
    }
    let mut text = String::new();
    for line in diff.lines() {
        let style = match line.as_bytes().first() {
            _ if line.starts_with("+++") || line.starts_with("---") => "1",
            Some(b'+') => "32",
            Some(b'-') => "31",
            Some(b'@') => "36",
            _ => "0",
        };
        let _ = writeln!(text, "\x1b[{style}m{line}\x1b[0m");
    }
    text
}
