//! JSON values at random, made of the words of a generated file.

use crate::random::Random;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The string literals of Rust source, which are the names and constants of its types.
pub(super) fn words(source: &str) -> Vec<String> {
    let code = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let mut words = BTreeSet::new();
    for line in code {
        let quoted = line.split('"').skip(1).step_by(2);
        words.extend(quoted.map(str::to_owned));
    }
    words.into_iter().collect()
}

/// A value of any kind.
pub(super) fn value(words: &[String], depth: usize, random: &mut Random) -> Value {
    match random.below(if depth == 0 { 8 } else { 13 }) {
        0 => Value::Null,
        1 => Value::Bool(random.percent(50)),
        2 => json!(random.between(-2, 12)),
        3 => number(random),
        4 => Value::String(text(random)),
        5..=7 => Value::String(word(words, random)),
        8 | 9 => {
            let count = random.below(4);
            (0..count)
                .map(|_| value(words, depth - 1, random))
                .collect()
        }
        _ => {
            let count = random.below(5);
            let members =
                (0..count).map(|_| (word(words, random), value(words, depth - 1, random)));
            Value::Object(members.collect())
        }
    }
}

/// One of the words, or another text.
pub(super) fn word(words: &[String], random: &mut Random) -> String {
    match words.is_empty() || random.percent(5) {
        true => text(random),
        false => random.one(words).clone(),
    }
}

fn number(random: &mut Random) -> Value {
    let text = *random.one(&[
        "0.5",
        "-0.0",
        "1e2",
        "1.0",
        "3.4028236e38",
        "1e-320",
        "1.7976931348623157e308",
        "0.1",
        "255",
        "256",
        "-129",
        "32768",
        "2147483647",
        "2147483648",
        "-2147483649",
        "4294967296",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "1e400",
        "123456789012345678901234567890",
        "0.30000000000000004",
        "2.2250738585072011e-308",
        "100000000000000000000",
    ]);
    serde_json::from_str(text).unwrap_or(json!(7.25))
}

fn text(random: &mut Random) -> String {
    let text = *random.one(&[
        "",
        " ",
        "a",
        "ü",
        "🦀",
        "\u{0}",
        "\n",
        "\"",
        "\\",
        "null",
        "true",
        "1",
        "-1",
        "1.5",
        "1e5",
        "2024-02-30",
        "2024-02-29",
        "2024-02-29T23:59:60Z",
        "2024-02-29T12:00:00.123456789+14:00",
        "12:00:00Z",
        "P1DT2H",
        "00000000-0000-0000-0000-000000000000",
        "AAAA",
        "AA==",
        "_-8=",
        "http://a.example/?q#f",
        "\u{202e}x",
        "e\u{301}",
    ]);
    match random.percent(2) {
        true => text.repeat(100),
        false => text.to_owned(),
    }
}

/// Changes a value somewhere.
pub(super) fn change(value: &mut Value, words: &[String], random: &mut Random) {
    let inside = match value {
        Value::Array(items) if random.percent(75) => {
            let index = random.below(items.len());
            items.get_mut(index)
        }
        Value::Object(map) if random.percent(75) => {
            let index = random.below(map.len());
            map.values_mut().nth(index)
        }
        _ => None,
    };
    match inside {
        Some(inside) => change(inside, words, random),
        None => mutate(value, words, random),
    }
}

fn mutate(value: &mut Value, words: &[String], random: &mut Random) {
    match (random.below(6), &mut *value) {
        (0..=2, Value::Object(map)) => {
            map.insert(word(words, random), self::value(words, 2, random));
        }
        (3, Value::Object(map)) => remove(map, random),
        (0..=2, Value::Array(items)) => items.push(self::value(words, 2, random)),
        (3, Value::Array(items)) => {
            let copy = items.first().cloned();
            items.extend(copy);
        }
        (4, whole) => wrap(whole, words, random),
        (_, whole) => *whole = self::value(words, 3, random),
    }
}

/// Puts something around a value.
pub(super) fn wrap(whole: &mut Value, words: &[String], random: &mut Random) {
    let inner = whole.take();
    *whole = match random.percent(50) {
        true => json!([inner]),
        false => json!({ word(words, random): inner }),
    };
}

fn remove(map: &mut Map<String, Value>, random: &mut Random) {
    let at = random.below(map.len());
    if let Some(key) = map.keys().nth(at).cloned() {
        map.remove(&key);
    }
}

/// Changes text somewhere.
pub(super) fn spoil(text: Vec<u8>, random: &mut Random) -> Vec<u8> {
    const MARKS: [&str; 28] = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u0000",
        "\\ud800",
        "\\udc00\\ud800",
        "-",
        "0",
        "00",
        "1",
        ".",
        "e",
        "E+",
        "1e999",
        "null",
        "true",
        "false",
        " ",
        "\n",
        "\u{feff}",
        "NaN",
        "\u{0}",
        "é",
    ];
    let mut text = text;
    let at = random.below(text.len() + 1);
    let end = (at + random.below(12)).min(text.len());
    match random.below(6) {
        0 | 1 => {
            text.splice(at..at, random.one(&MARKS).bytes());
        }
        2 => text.truncate(at),
        3 => {
            text.drain(at..end);
        }
        4 => {
            let copy = text[at..end].to_vec();
            text.splice(at..at, copy);
        }
        _ if at < text.len() => text[at] ^= 1 << random.below(8),
        _ => {}
    }
    text
}
