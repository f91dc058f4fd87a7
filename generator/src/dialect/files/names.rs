//! Names of the components that other files become: the names that a person would give them.

use crate::pointer::Pointer;
use std::collections::{BTreeMap, BTreeSet};

/// Keys that say where something is, not what.
const STRUCTURE: [&str; 21] = [
    "$defs",
    "callbacks",
    "components",
    "content",
    "definitions",
    "examples",
    "headers",
    "items",
    "links",
    "parameters",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schema",
    "schemas",
    "securitySchemes",
    "allOf",
    "anyOf",
    "oneOf",
    "get",
];

/// Names of files that say no more than the folder that they are in.
const INDEX: [&str; 4] = ["_index", "index", "main", "schema"];

/// The words that tell what a place in a file is, from the outermost inwards; at least one. The first is the folder of
/// the API, which tells nothing.
pub(super) fn words(file: &str, pointer: &Pointer) -> Vec<String> {
    let mut words: Vec<String> = file.split('/').skip(1).map(str::to_owned).collect();
    if let Some(name) = words.pop() {
        let stem = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem);
        if !INDEX.contains(&stem) || words.is_empty() {
            words.push(stem.to_owned());
        }
    }
    let keys: Vec<String> = pointer.keys().collect();
    words.extend(
        keys.into_iter()
            .filter(|key| !STRUCTURE.contains(&key.as_str())),
    );
    let mut words: Vec<String> = words.iter().map(|word| component(word)).collect();
    words.retain(|word| !word.is_empty());
    if words.is_empty() {
        words.push("Component".to_owned());
    }
    words
}

/// A key of the Components Object (OpenAPI 3.0.4, Components Object): letters, digits, `.`, `-` and `_`.
fn component(word: &str) -> String {
    let fits = |character: char| character.is_ascii_alphanumeric() || "._-".contains(character);
    let text: String = word
        .chars()
        .map(|character| if fits(character) { character } else { '_' })
        .collect();
    text.trim_matches('_').to_owned()
}

/// One name for each list of words, none twice and none that is taken: the last word, and as many before it as it takes
/// to tell all that would be called alike apart, however many there are and whichever comes first.
pub(super) fn choose(all: &[Vec<String>], taken: &BTreeSet<&str>) -> Vec<String> {
    let mut lengths = vec![1; all.len()];
    let name = |index: usize, length: usize| {
        let words = &all[index];
        words[words.len() - length.min(words.len())..].join(".")
    };
    loop {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, length) in lengths.iter().enumerate() {
            by_name.entry(name(index, *length)).or_default().push(index);
        }
        let alike = by_name
            .into_iter()
            .filter(|(name, those)| those.len() > 1 || taken.contains(name.as_str()));
        let longer: Vec<usize> = alike
            .flat_map(|(_, those)| those)
            .filter(|index| lengths[*index] < all[*index].len())
            .collect();
        if longer.is_empty() {
            break;
        }
        for index in longer {
            lengths[index] += 1;
        }
    }
    let mut used: BTreeSet<String> = taken.iter().map(|name| (*name).to_owned()).collect();
    let names = lengths.iter().enumerate().map(|(index, length)| {
        let plain = name(index, *length);
        let numbered = (2..).map(|number| format!("{plain}{number}"));
        let free = std::iter::once(plain.clone())
            .chain(numbered)
            .find(|name| !used.contains(name))
            .unwrap_or(plain.clone());
        used.insert(free.clone());
        free
    });
    names.collect()
}
