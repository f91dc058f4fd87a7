//! Pieces of documents, changed byte by byte.

use super::{corpus::CORPUS, excerpt::excerpt};
use crate::{
    dictionary::{KEYWORDS, MARKS, PAYLOADS},
    harness::Input,
    random::Random,
};

/// How many lines of a document an input has at most: short ones are tried more often in the same time.
const LINES: usize = 40;

/// One file, as YAML or as JSON.
pub(super) fn make(random: &mut Random) -> Input {
    let is_json = random.percent(30);
    let mut text = match is_json {
        true => {
            let document = excerpt(random.one(&CORPUS.documents), random).to_string();
            let length = random.below(document.len().min(2_000));
            let whole = document.len() < 2_000 && random.percent(70);
            cut(&document, 0, if whole { document.len() } else { length }).to_owned()
        }
        false => lines(one(random), random),
    };
    for _ in 0..=random.below(6) {
        text = changed(&text, random);
    }
    let mut bytes = text.into_bytes();
    if random.percent(5) && !bytes.is_empty() {
        let at = random.below(bytes.len());
        bytes[at] ^= 1 << random.below(8);
    }
    let name = if is_json { "a.json" } else { "a.yaml" };
    vec![(name.to_owned(), bytes)]
}

/// The text itself, as JSON when it looks like it.
pub(super) fn given(bytes: &[u8]) -> Input {
    let name = match bytes.first() {
        Some(b'{' | b'[') => "a.json",
        _ => "a.yaml",
    };
    vec![(name.to_owned(), bytes.to_vec())]
}

fn one(random: &mut Random) -> &'static str {
    &CORPUS.texts[random.below(CORPUS.texts.len())]
}

/// Some lines in a row.
fn lines(text: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let first = if random.percent(50) {
        0
    } else {
        random.below(lines.len())
    };
    let count = 1 + random.below(LINES);
    lines[first..].iter().take(count).copied().collect()
}

fn changed(text: &str, random: &mut Random) -> String {
    let at = random.below(text.len() + 1);
    let length = random.below(20);
    let (before, rest) = (cut(text, 0, at), cut(text, at, text.len()));
    match random.below(8) {
        0 | 1 => format!("{before}{}{rest}", random.one(MARKS)),
        2 => format!("{before}{}{rest}", random.one(KEYWORDS)),
        3 => format!("{before}{}{rest}", random.one(PAYLOADS)),
        4 => format!("{before}{}", cut(rest, length, rest.len())),
        5 => format!(
            "{before}{}{rest}",
            cut(rest, 0, length).repeat(1 + random.below(4))
        ),
        6 => {
            let other = lines(one(random), random);
            format!("{before}{other}{rest}")
        }
        _ => format!(
            "{before}{}{rest}",
            random.one(MARKS).repeat(random.below(300))
        ),
    }
}

/// The text from one byte to another, or to the next boundaries of characters.
fn cut(text: &str, from: usize, to: usize) -> &str {
    let boundary =
        |at: usize| (at.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at));
    let (from, to) = (
        boundary(from).unwrap_or_default(),
        boundary(to).unwrap_or(text.len()),
    );
    text.get(from..to).unwrap_or_default()
}
