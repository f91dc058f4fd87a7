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

/// One line per verdict, and one line that adds them up.
pub(super) fn of(verdicts: &[Verdict]) -> String {
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
        "conformance: {} passed, {failed} failed",
        verdicts.len() - failed
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
    let from = seed
        .map(|seed| format!(", seed {seed}"))
        .unwrap_or_default();
    let mut list = |heading: &str, findings: &[Finding]| {
        for Finding {
            subject,
            detail,
            count,
        } in findings
        {
            let _ = writeln!(
                text,
                "{heading}: {judge}, {api}{from}: {subject} ({count} times): {detail}"
            );
        }
    };
    list("error", &verdict.findings);
    list("known", &verdict.known);
    if !verdict.findings.is_empty() && !verdict.report.is_empty() {
        let _ = writeln!(text, "\n{}", verdict.report.trim_end());
    }
    text
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
        assert!(of(&[verdict.clone()]).ends_with("conformance: 1 passed, 0 failed\n"));
        assert_eq!(details(&verdict), "");

        verdict.findings.push(Finding {
            subject: Subject::new("b", "c"),
            detail: "d".to_owned(),
            count: 3,
        });
        let table = of(&[verdict.clone()]);
        assert!(table.contains("forced 7, control 1"), "{table}");
        assert!(table.ends_with("conformance: 0 passed, 1 failed\n"));
        assert_eq!(
            details(&verdict),
            "error: prism, a: c of b (3 times): d\n\nin its own words\n"
        );
    }
}
