//! What `--check` says: how the output folder differs from what a run would write.

use std::fmt::Write as _;

use serde_json::json;
use similar::TextDiff;

use crate::cli::{MessageFormat, ReportArgs};
use crate::locks::Lock;
use crate::terminal;
use crate::write::{self, Folder, Item, MANIFEST, Plan, State};

/// The differences of a run, as `--check` prints them: for people a unified diff of each file that would change, then
/// the names of all that differ. Empty when there is none.
pub(crate) fn text(plan: &Plan, folder: &Folder, args: &ReportArgs) -> String {
    print(&differences(plan, folder), args)
}

/// The same for locks.
pub(crate) fn locks(locks: &[Lock], args: &ReportArgs) -> String {
    let differences: Vec<_> = locks.iter().filter_map(of_lock).collect();
    print(&differences, args)
}

fn print(differences: &[Difference], args: &ReportArgs) -> String {
    match args.message_format {
        MessageFormat::Human => human(differences, terminal::colours_result(args.color)),
        MessageFormat::Short | MessageFormat::Sarif | MessageFormat::Github => short(differences),
        MessageFormat::Json => json(differences),
    }
}

fn human(differences: &[Difference], colours: bool) -> String {
    let diffs: String = differences
        .iter()
        .map(|difference| paint(&disobeyed(&difference.diff, "\\u{5b}"), colours))
        .collect();
    diffs + &short(differences)
}

/// Runners of workflows obey `##[…]` wherever it stands in a line, and generated files quote documents.
fn disobeyed(text: &str, bracket: &str) -> String {
    text.replace("##[", &format!("##{bracket}"))
}

/// One line each.
fn short(differences: &[Difference]) -> String {
    let mut text = String::new();
    for difference in differences {
        let _ = writeln!(text, "{}", difference.sentence);
    }
    text
}

/// One JSON object per line.
fn json(differences: &[Difference]) -> String {
    let mut text = String::new();
    for Difference {
        kind,
        path,
        sentence,
        diff,
    } in differences
    {
        let diff = (!diff.is_empty()).then_some(diff);
        let line = json!({"reason": "drift", "kind": kind, "path": path, "message": sentence, "diff": diff});
        // The same JSON: such a thing stands only inside a string.
        let _ = writeln!(text, "{}", disobeyed(&line.to_string(), "\\u005b"));
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

fn of_lock(lock: &Lock) -> Option<Difference> {
    let path = lock.shown.clone();
    let (kind, sentence, diff) = match &lock.old {
        Some(old) if *old == lock.new => return None,
        Some(old) => (
            "changed",
            format!("{path} would change"),
            diff(&path, old, &lock.new),
        ),
        None => ("missing", format!("{path} is missing"), String::new()),
    };
    Some(Difference {
        kind,
        path,
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
