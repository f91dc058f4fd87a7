//! What came of the scenarios, as text: a table by group, and what is not as expected.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Duration;

use super::expected::{Entry, Unexpected, Why};
use super::outcomes::{Outcomes, SIDES};

/// How many scenarios of a group came to what.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    scenarios: usize,
    sides: [Counted; 2],
}

#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    passed: usize,
    failed: usize,
    not_expressible: usize,
}

impl Counted {
    fn text(self) -> String {
        let Self {
            passed,
            failed,
            not_expressible,
        } = self;
        format!("{passed:>7} {failed:>7} {not_expressible:>15}")
    }
}

/// One line per group and side.
pub(super) fn of(outcomes: &Outcomes, entries: &[Entry], elapsed: Duration) -> String {
    let mut groups: BTreeMap<&str, Count> = BTreeMap::new();
    let mut all = Count::default();
    for (name, outcome) in outcomes {
        let group = groups.entry(group(name)).or_default();
        for count in [group, &mut all] {
            count.scenarios += 1;
            for (side, counted) in SIDES.into_iter().zip(&mut count.sides) {
                let entry = entries.iter().find(|entry| entry.covers(name, side));
                match (outcome.of(side), entry.map(|it| it.is)) {
                    (None, _) => counted.passed += 1,
                    (Some(_), Some(Why::NotExpressible)) => counted.not_expressible += 1,
                    (Some(_), Some(Why::Failed) | None) => counted.failed += 1,
                }
            }
        }
    }
    let mut text = format!(
        "{:16} {:>9}  {:6} {:>7} {:>7} {:>15}\n",
        "spector", "scenarios", "side", "passed", "failed", "not expressible"
    );
    for (name, count) in groups.into_iter().chain([("all", all)]) {
        for (side, counted) in SIDES.into_iter().zip(count.sides) {
            let _ = writeln!(
                text,
                "{name:16} {:>9}  {:6} {}",
                count.scenarios,
                side.name(),
                counted.text()
            );
        }
    }
    let _ = writeln!(text, "spector: {:.1} seconds", elapsed.as_secs_f64());
    text
}

/// The first word of a scenario's name is its group.
fn group(scenario: &str) -> &str {
    scenario.split('_').next().unwrap_or(scenario)
}

/// What is not as expected, and why where that is known.
pub(super) fn details(unexpected: &BTreeSet<Unexpected>, outcomes: &Outcomes) -> String {
    let mut text = String::new();
    for it in unexpected {
        let _ = match it {
            Unexpected::Fails(name, side) => {
                let why = outcomes.get(name).and_then(|outcome| outcome.of(*side));
                let why = why.unwrap_or_default();
                writeln!(text, "error: spector, {}: {name} fails: {why}", side.name())
            }
            Unexpected::Passes(name, side) => {
                writeln!(
                    text,
                    "error: spector, {}: {name} passes, {STALE}",
                    side.name()
                )
            }
            Unexpected::Unknown(name) => {
                writeln!(text, "error: spector: there is no scenario {name}, {STALE}")
            }
        };
    }
    text
}

const STALE: &str = "remove it from xtask/conformance/spector/expected.json";

#[cfg(test)]
mod tests {
    use super::super::outcomes::Outcome;
    use super::*;
    use crate::conformance::spector::outcomes::Side;

    #[test]
    fn scenarios_are_counted_by_group_and_side() {
        let outcomes = Outcomes::from([
            ("A_a".to_owned(), Outcome::default()),
            (
                "A_b".to_owned(),
                Outcome {
                    client: Some("no".to_owned()),
                    server: Some("no".to_owned()),
                },
            ),
        ]);
        let entries: Vec<Entry> = serde_json::from_str(
            r#"[{"scenarios": ["A_b"], "sides": ["client"], "is": "not-expressible", "reason": "because"}]"#,
        )
        .unwrap();
        let table = of(&outcomes, &entries, Duration::ZERO);
        let words = |line: usize| -> Vec<&str> {
            let line = table.lines().nth(line).unwrap();
            line.split_whitespace().collect()
        };
        assert_eq!(words(1), ["A", "2", "client", "1", "0", "1"]);
        assert_eq!(words(2), ["A", "2", "server", "1", "1", "0"]);
        assert_eq!(words(3)[0], "all");
        let unexpected = BTreeSet::from([Unexpected::Fails("A_b".to_owned(), Side::Server)]);
        assert_eq!(
            details(&unexpected, &outcomes),
            "error: spector, server: A_b fails: no\n"
        );
    }
}
