//! Verdicts to text: a table of all, and the details of what was found.

use std::fmt::Write as _;

use super::findings::{Finding, Verdict};

const HEADINGS: [&str; 9] = [
    "judge",
    "api",
    "seed",
    "operations",
    "requests",
    "by phase",
    "failures",
    "known",
    "seconds",
];

/// One line per verdict, and one line that adds them up; `stale` things failed that are in no verdict.
pub(super) fn of(verdicts: &[Verdict], stale: usize) -> String {
    let mut rows = vec![HEADINGS.map(str::to_owned)];
    rows.extend(verdicts.iter().map(row));
    let widths: Vec<_> = (0..HEADINGS.len())
        .map(|column| rows.iter().map(|row| row[column].chars().count()).max())
        .map(Option::unwrap_or_default)
        .collect();
    let mut text = String::new();
    for row in &rows {
        let cells: Vec<_> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        let _ = writeln!(text, "{}", cells.join("  ").trim_end());
    }
    let failed = verdicts.iter().filter(|it| !it.findings.is_empty()).count();
    let _ = writeln!(
        text,
        "conformance: {} passed, {} failed",
        verdicts.len() - failed,
        failed + stale
    );
    text
}

fn row(verdict: &Verdict) -> [String; HEADINGS.len()] {
    let total: usize = verdict.requests.iter().map(|(_, count)| count).sum();
    let phases: Vec<_> = verdict
        .requests
        .iter()
        .map(|(phase, count)| format!("{phase} {count}"))
        .collect();
    [
        verdict.judge.to_owned(),
        verdict.api.clone(),
        verdict
            .seed
            .map_or_else(|| "-".to_owned(), |seed| seed.to_string()),
        verdict.operations.to_string(),
        total.to_string(),
        phases.join(", "),
        verdict.findings.len().to_string(),
        verdict.known.len().to_string(),
        format!("{:.1}", verdict.elapsed.as_secs_f64()),
    ]
}

/// What was found, and what the judge says about it; nothing when nothing was found.
pub(super) fn details(verdict: &Verdict) -> String {
    let mut text = String::new();
    let Verdict {
        judge, api, seed, ..
    } = verdict;
    let from = seed.map_or_else(String::new, |seed| format!(", seed {seed}"));
    for Finding { subject, count, .. } in &verdict.known {
        let _ = writeln!(
            text,
            "known: {judge}, {api}{from}: {subject} ({count} times)"
        );
    }
    for Finding {
        subject,
        detail,
        count,
    } in &verdict.findings
    {
        let _ = writeln!(
            text,
            "error: {judge}, {api}{from}: {subject} ({count} times): {detail}"
        );
    }
    if !verdict.findings.is_empty() && !verdict.report.is_empty() {
        let _ = writeln!(text, "\n{}", verdict.report.trim_end());
    }
    text.chars().map(shown).collect()
}

/// Made-up requests hold every character there is, and judges quote them: what a terminal would obey is spelt out.
fn shown(character: char) -> String {
    match character {
        '\n' => "\n".to_owned(),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            character.escape_unicode().to_string()
        }
        _ if character.is_control() => character.escape_unicode().to_string(),
        _ => character.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::findings::Subject;
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_verdict_with_findings_counts_as_failed_and_shows_them() {
        let mut verdict = Verdict {
            judge: "prism",
            api: "a".to_owned(),
            seed: None,
            operations: 2,
            requests: vec![("forced", 7), ("control", 1)],
            findings: Vec::new(),
            known: Vec::new(),
            report: "in its own words".to_owned(),
            elapsed: Duration::from_millis(1500),
        };
        assert!(of(&[verdict.clone()], 0).ends_with("conformance: 1 passed, 0 failed\n"));
        assert!(of(&[verdict.clone()], 2).ends_with("conformance: 1 passed, 2 failed\n"));
        assert_eq!(details(&verdict), "");

        verdict.findings.push(Finding {
            subject: Subject::new("b", "c"),
            detail: "d\u{1b}\u{202e}".to_owned(),
            count: 3,
        });
        let table = of(&[verdict.clone()], 0);
        assert!(table.contains("forced 7, control 1"), "{table}");
        assert!(table.ends_with("conformance: 0 passed, 1 failed\n"));
        assert_eq!(
            details(&verdict),
            "error: prism, a: c of b (3 times): d\\u{1b}\\u{202e}\n\nin its own words\n"
        );
    }
}
