//! Random documents and values: the generated code and the judge agree.

use crate::{
    agree::agree,
    documents::document,
    instances::{Sampler, changed},
    json_schema::components,
    krate::{Answer, Document, Question, ask, errors},
    random::Random,
    verdict::Judge,
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
};

/// What a document may be refused for: chance composes schemas that nothing satisfies.
const REFUSALS: [&str; 4] = [
    "all-of-conflict",
    "impossible-schema",
    "infinite-schema",
    "cyclic-reference",
];

/// Codes that say that some invalid values are accepted.
const UNCHECKED: [&str; 6] = [
    "endless-schema",
    "unchecked-keyword",
    "unchecked-pattern",
    "closed-all-of",
    "too-many-combinations",
    "ambiguous-union",
];

/// Codes that say that some valid values may be refused, or lose members.
const CONFUSED: [&str; 2] = ["ambiguous-union", "discriminator"];

const COMPONENTS: usize = 5;

fn number(variable: &str, otherwise: u64) -> u64 {
    match env::var(variable) {
        Ok(text) => text.parse().expect("a number"),
        Err(_) => otherwise,
    }
}

#[test]
fn generated_code_agrees_with_the_judge() {
    let count = number("SCHEMAS_DOCUMENTS", 60);
    let seed = number("SCHEMAS_SEED", 1);
    let mut documents = Vec::new();
    let mut questions = Vec::new();
    let mut expected: Vec<Expected> = Vec::new();
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for seed in seed..seed + count {
        let schemas = components(&document(seed, COMPONENTS)).clone();
        let document = Document {
            name: format!("d{seed}"),
            version: "3.0.3",
            schemas,
        };
        let output = document.generate();
        let errors = errors(&output);
        if !errors.is_empty() {
            let known = errors.iter().all(|code| REFUSALS.contains(code));
            assert!(
                known,
                "{:#}\n{}",
                Value::Object(document.schemas.clone()),
                output.diagnostics.human(false)
            );
            println!("{}", output.diagnostics.short());
            for code in errors {
                *refused.entry(code.to_owned()).or_default() += 1;
            }
            continue;
        }
        for component in document.schemas.keys() {
            let judge = Judge::new(&document.schemas, component);
            let codes = document.codes(&output, component);
            for value in values(seed, &document, component) {
                if let Some(is_valid) = judge.verdict(&value) {
                    let composed = document.reached(component);
                    let composed = composed
                        .iter()
                        .any(|name| document.schemas[name].to_string().contains("allOf"));
                    expected.push(Expected {
                        is_valid,
                        is_admitted: composed && judge.admits(&value),
                        codes: codes.clone(),
                    });
                    questions.push(Question {
                        document: documents.len(),
                        component: component.clone(),
                        value,
                    });
                }
            }
        }
        documents.push(document);
    }
    let answers = ask("schemas", &documents, &questions);
    let mut failures: Vec<(usize, String)> = Vec::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for ((question, expected), answers) in questions.iter().zip(&expected).zip(&answers) {
        let document = &documents[question.document];
        let strict = expected.of(document, question, &answers.strict);
        let lenient = match expected.is_valid {
            true => expected.of(document, question, &answers.lenient),
            false => Outcome::Agrees,
        };
        let outcome = match strict {
            Outcome::Agrees => lenient,
            strict => strict,
        };
        let verdict = if expected.is_valid {
            "valid"
        } else {
            "invalid"
        };
        let outcome_name = match &outcome {
            Outcome::Agrees => "agrees",
            Outcome::Degraded => "degraded",
            Outcome::Disagrees(_) => "disagrees",
        };
        *counts
            .entry(format!("{verdict} {outcome_name}"))
            .or_default() += 1;
        if let Outcome::Disagrees(what) = outcome {
            let mut text = format!("{} of {} ({what})\n", question.component, document.name);
            for name in document.reached(&question.component) {
                let _ = writeln!(text, "    {name}: {}", document.schemas[&name]);
            }
            let _ = writeln!(
                text,
                "    value:   {}\n    judge:   {verdict}",
                question.value
            );
            let _ = writeln!(
                text,
                "    strict:  {:?}\n    lenient: {:?}",
                answers.strict, answers.lenient
            );
            let _ = writeln!(text, "    said:    {:?}", expected.codes);
            failures.push((text.len(), text));
        }
    }
    let summary = format!(
        "{} documents, refused {refused:?}; values: {counts:?}",
        documents.len()
    );
    println!("{summary}");
    failures.sort();
    let shown: Vec<String> = failures
        .iter()
        .take(number("SCHEMAS_SHOWN", 12) as usize)
        .map(|(_, text)| text.clone())
        .collect();
    assert!(
        failures.is_empty(),
        "{}\n{summary}\n{} disagreements",
        shown.join("\n"),
        failures.len()
    );

    // The test is worth something only where both verdicts are frequent and little is excused.
    let of = |name: &str| counts.get(name).copied().unwrap_or_default() * 100 / questions.len();
    assert!(of("valid agrees") >= 25, "{summary}");
    assert!(of("invalid agrees") >= 25, "{summary}");
    assert!(
        of("valid degraded") + of("invalid degraded") <= 10,
        "{summary}"
    );
    assert!(documents.len() as u64 * 100 >= count * 75, "{summary}");
}

struct Expected {
    is_valid: bool,
    /// Whether it is a matter of types that are not said but inferred.
    is_admitted: bool,
    codes: BTreeSet<String>,
}

enum Outcome {
    Agrees,
    Degraded,
    Disagrees(&'static str),
}

impl Expected {
    fn of(&self, document: &Document, question: &Question, answer: &Answer) -> Outcome {
        let says = |codes: &[&str]| codes.iter().any(|code| self.codes.contains(*code));
        let wrong = match (self.is_valid, answer) {
            (_, Answer::Refused(reason)) if reason == "panic" || reason.starts_with("encode") => {
                return Outcome::Disagrees("it breaks down");
            }
            (true, Answer::Written(written)) => {
                match agree(
                    &document.schemas,
                    &question.component,
                    &question.value,
                    written,
                ) {
                    true => return Outcome::Agrees,
                    false => "it is changed",
                }
            }
            (false, Answer::Refused(_)) => return Outcome::Agrees,
            (true, Answer::Refused(_)) => "a valid value is refused",
            (false, Answer::Written(_)) => "an invalid value is accepted",
        };
        // Items that differ only in members that are dropped.
        let equal_items = |answer: &Answer| match answer {
            Answer::Refused(reason) => reason.contains("is equal to item"),
            Answer::Written(_) => false,
        };
        let has_objects = question.value.to_string().contains('{');
        let excused = match self.is_valid {
            true => says(&CONFUSED) || has_objects && equal_items(answer),
            false => says(&UNCHECKED) || self.is_admitted,
        };
        match excused {
            true => Outcome::Degraded,
            false => Outcome::Disagrees(wrong),
        }
    }
}

/// Values for a component: of it, nearly of it, and changed in a place.
fn values(seed: u64, document: &Document, component: &str) -> Vec<Value> {
    let words: u64 = component.bytes().map(u64::from).sum();
    let mut random = Random::new(seed * 1000 + words);
    let schema = &document.schemas[component];
    let mut found: Vec<Value> = Vec::new();
    for round in 0..20 {
        let sampler = Sampler {
            schemas: &document.schemas,
            wild: if round % 2 == 0 { 0 } else { 12 },
        };
        let value = sampler.sample(&mut random, schema, 3);
        let value = match round % 5 {
            4 => changed(&mut random, &value),
            _ => value,
        };
        if !found.contains(&value) && value.to_string().len() < 2000 {
            found.push(value);
        }
    }
    found
}
