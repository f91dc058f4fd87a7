//! JSON text to generated types, by every way there is: what one of them takes all take, and nothing is lost on the way
//! back.

use super::types::DECODERS;
use super::values;
use crate::harness::{Input, Target};
use crate::random::Random;
use crate::runtime::explain::Explain;
use crate::runtime::log::Log;
use crate::runtime::tree::Tree;
use crate::runtime::{Encoded, Schema, Stream, Value};
use std::fmt::Debug;

/// A text is a value of its type, or refused.
pub(crate) const TARGET: Target = Target {
    name: "decoders",
    executions: 10_000,
    make,
    check,
    given: Some(given),
};

/// A type.
pub(super) struct Decoder {
    /// Its module and its name.
    pub(super) name: &'static str,
    /// The names and constants of its module.
    pub(super) words: fn() -> &'static [String],
    /// The JSON text of the value that holds the place until another arrives.
    pub(super) blank: fn() -> String,
    /// Reads a text; whether it is one of its values.
    pub(super) check: fn(&[u8]) -> bool,
}

/// Lists the types of modules beside this one.
macro_rules! decoders {
    ($($module:ident in $source:literal: $($name:ident),*;)*) => {
        /// All of them.
        pub(super) const DECODERS: &[$crate::messages::decoders::Decoder] = &[
            $($($crate::messages::decoders::Decoder {
                name: concat!(stringify!($module), "::", stringify!($name)),
                words: || {
                    static WORDS: std::sync::LazyLock<Vec<String>> =
                        std::sync::LazyLock::new(|| $crate::messages::values::words(include_str!($source)));
                    &WORDS
                },
                blank: $crate::messages::decoders::blank::<$module::$name>,
                check: $crate::messages::decoders::decode::<$module::$name>,
            }),*),*
        ];
    };
}
pub(super) use decoders;

fn make(random: &mut Random) -> Input {
    let decoder = random.one(DECODERS);
    let words = (decoder.words)();
    let mut value = match random.percent(75) {
        true => serde_json::from_str((decoder.blank)().as_str()).unwrap_or_default(),
        false => values::value(words, 4, random),
    };
    for _ in 0..random.below(8) {
        values::change(&mut value, words, random);
    }
    if random.percent(1) {
        for _ in 0..random.below(300) {
            values::wrap(&mut value, words, random);
        }
    }
    let mut text = value.to_string().into_bytes();
    for _ in 0..random.below(12).saturating_sub(8) {
        text = values::spoil(text, random);
    }
    vec![(decoder.name.to_owned(), text)]
}

/// The first two bytes say the type.
fn given(bytes: &[u8]) -> Input {
    let (index, text) = bytes.split_at(bytes.len().min(2));
    let index = index
        .iter()
        .fold(0, |index, byte| index << 8 | usize::from(*byte));
    vec![(
        DECODERS[index % DECODERS.len()].name.to_owned(),
        text.to_vec(),
    )]
}

/// What names no type is given to all of them.
fn check(input: &Input) -> bool {
    let mut accepted = false;
    for (name, text) in input {
        match DECODERS.iter().find(|decoder| decoder.name == name) {
            Some(decoder) => accepted |= (decoder.check)(text),
            None => DECODERS
                .iter()
                .for_each(|decoder| accepted |= (decoder.check)(text)),
        }
    }
    accepted
}

pub(super) fn blank<T: Schema>() -> String {
    serde_json::to_string(&Encoded(&T::blank())).unwrap_or_default()
}

/// Reads a text strictly and leniently, whether it is a value when read leniently.
pub(super) fn decode<T: Schema + PartialEq + Debug>(text: &[u8]) -> bool {
    let strict = read::<T>(text, true);
    let lenient = read::<T>(text, false);
    if let Some(strict) = strict {
        assert_eq!(lenient.as_ref(), Some(&strict), "strictly and leniently");
        let written = written(&strict);
        assert_eq!(
            read(written.as_bytes(), true).as_ref(),
            Some(&strict),
            "written as {written}"
        );
    }
    let accepted = lenient.is_some();
    if let Some(value) = lenient {
        let _ = value.validate();
        // What was null and is absent may no longer tell the branches of a union apart, but nothing else is lost.
        let once = written(&value);
        let same = read::<T>(once.as_bytes(), false).expect("what is written is read");
        assert_eq!(written(&same), once);
        let tree = Value::of(&value).expect("a value in memory");
        let same = tree.read::<T>().map(|same| written(&same));
        assert_eq!(same, Ok(once), "by way of a value");
    }
    accepted
}

/// Reads a text in one pass and from memory, which agree: the one is fast, the other says all that is wrong.
fn read<T: Schema + PartialEq + Debug>(text: &[u8], strict: bool) -> Option<T> {
    let mut json = serde_json::Deserializer::from_slice(text);
    let streamed = T::decode(Stream::new(&mut json, strict));
    let streamed = streamed.and_then(|value| json.end().map(|()| value));
    let Ok(tree) = serde_json::from_slice::<Tree<'_>>(text) else {
        assert!(streamed.is_err(), "what is no JSON is read: {streamed:?}");
        return None;
    };
    let mut log = Log::new(strict);
    let explained = T::decode(Explain::new(&tree, &mut log));
    let violations = log.into_violations();
    match (streamed, explained) {
        (Ok(streamed), Ok(explained)) => {
            assert_eq!(streamed, explained, "in one pass and from memory");
            assert!(violations.is_empty(), "{violations:?}");
            Some(streamed)
        }
        (Err(_), Err(_)) => {
            assert!(!violations.is_empty(), "nothing is said to be wrong");
            None
        }
        // serde_json reads no integer of 128 bits that is spelt otherwise than with digits alone.
        (Err(_), Ok(explained)) if text.iter().any(|byte| b".eE".contains(byte)) => Some(explained),
        (streamed, _) => panic!("in one pass {streamed:?}, from memory {violations:?}"),
    }
}

fn written<T: Schema>(value: &T) -> String {
    serde_json::to_string(&Encoded(value)).expect("JSON text")
}
