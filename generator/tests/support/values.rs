//! `values.txt` of a golden case: which values its types accept, refuse and write; to a test of the generated crate.
//!
//! ```text
//! Pet
//!   accepts {"name": "Tom"}
//!   writes {"name": "Tom", "lives": 9}
//!   refuses {"name": 1} — /name
//! ```
//!
//! A value that is accepted is written as it was, unless the next line says otherwise; what follows a dash occurs in the
//! message of a refusal.

use std::fmt::Write as _;

/// The source of a test module for the values of one API.
///
/// # Panics
/// When a line is none of the above.
#[must_use]
pub(crate) fn test(api: &str, values: &str) -> String {
    let mut text =
        format!("    #[test]\n    fn {api}() {{\n        use generated::{api}::models;\n");
    let mut lines = values
        .lines()
        .filter(|line| !line.trim().is_empty())
        .peekable();
    let mut ty = "";
    while let Some(line) = lines.next() {
        let Some(rest) = line.strip_prefix("  ") else {
            ty = line.trim();
            continue;
        };
        let (verb, json) = rest.split_once(' ').expect(line);
        let call = match verb {
            "accepts" => {
                let next = lines.peek().and_then(|next| next.strip_prefix("  writes "));
                let written = next.unwrap_or(json);
                if next.is_some() {
                    lines.next();
                }
                format!("accepts::<models::{ty}>({json:?}, {written:?})")
            }
            "refuses" => {
                let (json, why) = json.split_once(" — ").unwrap_or((json, ""));
                format!("refuses::<models::{ty}>({json:?}, {why:?})")
            }
            _ => panic!("{api}: {line}"),
        };
        let _ = writeln!(text, "        super::{call};");
    }
    text + "    }\n"
}

/// The file of the crate's tests that holds such modules.
#[must_use]
pub(crate) fn file(tests: &str) -> String {
    format!(
        "#![cfg(all(feature = \"client\", feature = \"server\"))]\n{HARNESS}\nmod cases {{\n{tests}}}\n"
    )
}

/// What the tests call.
const HARNESS: &str = r#"//! What the types of the cases accept, refuse and write.

use generated::runtime::{Schema, testing};
use serde_json::Value;

#[allow(dead_code)]
fn accepts<T: Schema + serde::de::DeserializeOwned + serde::Serialize>(json: &str, written: &str) {
    let value: T = match testing::read(json) {
        Ok(value) => value,
        Err(violations) => panic!("{json}: {violations:?}"),
    };
    let expected: Value = serde_json::from_str(written).expect(written);
    let found = serde_json::to_value(&value).expect(json);
    assert!(equal(&expected, &found), "{json}: expected {expected}, written {found}");
    let lenient: T = serde_json::from_str(json).expect(json);
    assert!(equal(&expected, &serde_json::to_value(&lenient).expect(json)), "{json}");
}

#[allow(dead_code)]
fn refuses<T: Schema>(json: &str, why: &str) {
    let Err(violations) = testing::read::<T>(json) else {
        panic!("{json} is accepted");
    };
    let said: Vec<String> = violations.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|said| said.contains(why)), "{json}: {said:?}");
}

/// Numbers are equal by value.
#[allow(dead_code)]
fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left == right || left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(name, left)| right.get(name).is_some_and(|right| equal(left, right)))
        }
        _ => left == right,
    }
}
"#;
