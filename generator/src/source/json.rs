//! JSON text to a [`Node`] tree, at the speed of serde_json.
//!
//! serde_json gives no positions, so a span counts tokens: the values and keys that begin before it. [`tokens`] finds
//! the place in the text again, for the few spans that are ever shown. Numbers that a float may have rounded are read
//! again from the text, so that a number is as exact as in YAML.

mod scan;

use super::{
    FileId, Key, Limits, Map, Node, Number, Span, Value, exceeded, number,
    read::{Flawed, MAX_MISTAKES},
    sources::byte_span,
    too_deep,
    yaml::{EMPTY, duplicate_key, too_many_members},
};
use crate::diagnostics::{Diagnostic, codes};
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::{cell::RefCell, fmt, ops::Range};

pub(super) use scan::tokens;

/// Reads the value of a file. Its spans count tokens.
///
/// # Errors
/// Everything that is wrong with it; the spans of these diagnostics count bytes.
pub(super) fn read(file: FileId, text: &str, limits: Limits) -> Result<Flawed, Vec<Diagnostic>> {
    match parse(file, text, limits) {
        Err(Unread::OutOfRange) => {}
        Err(Unread::Otherwise(errors)) => return Err(errors),
        Ok(root) => {
            let flaws = Vec::new();
            return Ok(Flawed { root, flaws });
        }
    }
    // serde_json ends at the first number that no float is near: another try without any.
    let (readable, wrong) = scan::without_huge_numbers(text);
    let flaw = |start, bytes: &Range<usize>| {
        let digits = text.get(bytes.clone()).unwrap_or_default();
        let end = start + 1;
        Diagnostic::new(
            &codes::INVALID_NUMBER,
            Span { file, start, end },
            number::not_finite(digits),
        )
        .help(number::FINITE)
    };
    match parse(file, &readable, limits) {
        Ok(root) => {
            let flaws = wrong.iter().map(|(token, bytes)| flaw(*token, bytes));
            let flaws = flaws.collect();
            Ok(Flawed { root, flaws })
        }
        Err(unread) => {
            let located = wrong.iter().map(|(_, bytes)| Diagnostic {
                span: byte_span(file, bytes.clone()),
                ..flaw(0, bytes)
            });
            let mut errors: Vec<Diagnostic> = located.collect();
            if let Unread::Otherwise(others) = unread {
                errors.extend(others);
            }
            Err(errors)
        }
    }
}

/// Why a text could not be read.
enum Unread {
    /// A number is larger than any float.
    OutOfRange,
    Otherwise(Vec<Diagnostic>),
}

fn parse(file: FileId, text: &str, limits: Limits) -> Result<Node, Unread> {
    let state = RefCell::new(State::default());
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = Reader {
        file,
        limits,
        state: &state,
    }
    .deserialize(&mut deserializer)
    .and_then(|root| deserializer.end().map(|()| root));
    let State {
        floats,
        duplicates,
        passed,
        ..
    } = state.into_inner();
    let mut errors = located_duplicates(file, text, &duplicates);
    match result {
        Ok(mut root) => {
            read_exactly(text, &floats, &mut root);
            if errors.is_empty() {
                Ok(root)
            } else {
                Err(Unread::Otherwise(errors))
            }
        }
        Err(error) if is_out_of_range(&error) => Err(Unread::OutOfRange),
        Err(error) => {
            let at = syntax_error(file, text, &error);
            errors.push(match passed {
                None => at,
                Some(Passed::Values) => {
                    let limit = limits.values;
                    let message = format!("the document has more than {limit} values");
                    exceeded(at.span, message, "values", limit)
                }
                Some(Passed::Members) => too_many_members(at.span, limits.members),
            });
            Err(Unread::Otherwise(errors))
        }
    }
}

fn is_out_of_range(error: &serde_json::Error) -> bool {
    error.is_syntax() && error.to_string().starts_with("number out of range")
}

/// What the visitors of one text share.
#[derive(Default)]
struct State {
    /// How many values and keys have begun.
    tokens: u32,
    /// How many values have begun.
    values: usize,
    /// The limit that ended the reading.
    passed: Option<Passed>,
    /// The tokens that came as floats, ascending.
    floats: Vec<u32>,
    /// The tokens of keys that their object has already, with the token of the first.
    duplicates: Vec<(String, u32, u32)>,
}

#[derive(Clone, Copy, Debug)]
enum Passed {
    Values,
    Members,
}

#[derive(Clone, Copy)]
struct Reader<'s> {
    file: FileId,
    limits: Limits,
    state: &'s RefCell<State>,
}

impl Reader<'_> {
    fn next_token(self) -> Span {
        let mut state = self.state.borrow_mut();
        let start = state.tokens;
        state.tokens += 1;
        Span {
            file: self.file,
            start,
            end: start + 1,
        }
    }

    /// The place of the next value, counted against the budget.
    fn next_value<E: de::Error>(self) -> Result<Span, E> {
        let values = {
            let mut state = self.state.borrow_mut();
            state.values += 1;
            state.values
        };
        match values > self.limits.values {
            true => Err(self.pass(Passed::Values)),
            false => Ok(self.next_token()),
        }
    }

    /// Counts one more member against the budget.
    fn count_member<E: de::Error>(self, before: usize) -> Result<(), E> {
        match before >= self.limits.members {
            true => Err(self.pass(Passed::Members)),
            false => Ok(()),
        }
    }

    /// Ends the reading; what is said about it follows from what was passed.
    fn pass<E: de::Error>(self, passed: Passed) -> E {
        self.state.borrow_mut().passed = Some(passed);
        E::custom("a limit is passed")
    }

    fn node<E: de::Error>(self, value: Value) -> Result<Node, E> {
        Ok(Node::new(self.next_value()?, value))
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        self.node(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Node, E> {
        self.node(Value::Bool(flag))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Node, E> {
        self.node(Value::Number(Number::Int(number)))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Node, E> {
        self.node(Value::Number(
            i64::try_from(number).map_or(Number::Uint(number), Number::Int),
        ))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Node, E> {
        let node = self.node(Value::Number(Number::Float(number)))?;
        self.state.borrow_mut().floats.push(node.span.start);
        Ok(node)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        self.node(Value::String(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Node, E> {
        self.node(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Node, A::Error> {
        let span = self.next_value()?;
        let mut items = Vec::new();
        while let Some(item) = elements.next_element_seed(self)? {
            self.count_member(items.len())?;
            items.push(item);
        }
        Ok(Node::new(span, Value::Array(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let span = self.next_value()?;
        let mut map = Map::default();
        while let Some(name) = members.next_key::<String>()? {
            let key = Key {
                span: self.next_token(),
                name,
            };
            if let Some((first, _)) = map.get_key_value(&key.name) {
                let duplicate = (key.name.clone(), key.span.start, first.span.start);
                let duplicates = &mut self.state.borrow_mut().duplicates;
                if duplicates.len() < MAX_MISTAKES {
                    duplicates.push(duplicate);
                }
            }
            let node = members.next_value_seed(self)?;
            self.count_member(map.len())?;
            // A key that is taken was noted above.
            map.insert_new(key, node);
        }
        Ok(Node::new(span, Value::Object(map)))
    }
}

fn located_duplicates(
    file: FileId,
    text: &str,
    duplicates: &[(String, u32, u32)],
) -> Vec<Diagnostic> {
    let mut wanted: Vec<u32> = duplicates
        .iter()
        .flat_map(|(_, second, first)| [*second, *first])
        .collect();
    wanted.sort_unstable();
    let places = scan::find(text, &wanted);
    let span = |token: &u32| {
        let at = wanted
            .binary_search(token)
            .ok()
            .and_then(|at| places.get(at));
        byte_span(file, at.cloned().unwrap_or(0..0))
    };
    duplicates
        .iter()
        .map(|(name, second, first)| duplicate_key(name, span(second), span(first)))
        .collect()
}

/// Reads the numbers at the tokens `floats`, ascending, again from the text.
fn read_exactly(text: &str, floats: &[u32], root: &mut Node) {
    if floats.is_empty() {
        return;
    }
    let places = scan::find(text, floats);
    replace_floats(root, &|token| {
        let text = text.get(places.get(floats.binary_search(&token).ok()?)?.clone())?;
        match text.contains(['.', 'e', 'E']) {
            true => number::float(text),
            false => number::decimal(text),
        }
    });
}

/// Recursion is safe here: serde_json has bounded the depth.
fn replace_floats(node: &mut Node, read: &dyn Fn(u32) -> Option<Number>) {
    match &mut node.value {
        Value::Number(number @ Number::Float(_)) => {
            if let Some(exact) = read(node.span.start) {
                *number = exact;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace_floats(item, read)),
        Value::Object(map) => map.values_mut().for_each(|item| replace_floats(item, read)),
        _ => {}
    }
}

/// serde_json's position to ours: it counts the bytes of a line from 1, and says 0 for the end of the line before.
fn syntax_error(file: FileId, text: &str, error: &serde_json::Error) -> Diagnostic {
    let line_start: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let start = (line_start + error.column().saturating_sub(1)).min(text.len());
    let message = error.to_string();
    // The position stands beside the message already.
    let message = message.split(" at line ").next().unwrap_or_default();
    let span = byte_span(file, start..start + 1);
    if text.trim_ascii().is_empty() {
        return Diagnostic::new(
            &codes::EMPTY_DOCUMENT,
            byte_span(file, 0..0),
            "the file holds no document",
        )
        .help(EMPTY);
    }
    match message {
        "recursion limit exceeded" => too_deep(span, "values nest"),
        _ => {
            let mut diagnostic =
                Diagnostic::new(&codes::JSON_SYNTAX, span, format!("not JSON: {message}"));
            let rest = text.get(start..).unwrap_or_default();
            diagnostic.help = hint(message, rest).map(str::to_owned);
            diagnostic
        }
    }
}

/// What to do about what the parser says, where that is not obvious; `rest` begins where it has stopped.
fn hint(message: &str, rest: &str) -> Option<&'static str> {
    let is_yaml = "JSON has none of this; if it is YAML, rename the file to `.yaml`";
    Some(match message {
        "trailing comma" => "remove the comma before it",
        "trailing characters" => "a file holds one value: remove what follows it",
        _ if rest.starts_with(['/', '#', '\'']) => is_yaml,
        "key must be a string" | "expected value" | "expected ident" => is_yaml,
        _ if message.starts_with("EOF") => "the text ends too early: is all of it there?",
        _ if message.starts_with("control character") => "write line breaks in strings as `\\n`",
        _ => return None,
    })
}
