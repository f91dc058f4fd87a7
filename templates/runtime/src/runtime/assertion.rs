//! What types cannot express, checked on the encoded value: `not`, and the parts of a composition that no type says.

use super::checks::Checks;
use super::log::Log;
use super::number::Number;
use super::rules::Rules;
use super::scalar::Atom;
use super::select::types;
use super::value::Value;

/// What a value has to satisfy, with JSON Schema's semantics: what speaks of objects says nothing about others.
#[derive(Clone, Copy, Debug)]
pub enum Assertion {
    /// It is of one of these types, a mask.
    Types(u8),
    /// It is one of these values.
    OneOf(&'static [Json]),
    /// If it is an object, it has these members.
    Required(&'static [&'static str]),
    /// If it is an object that has the member, that satisfies all of these.
    Property(&'static str, &'static [Assertion]),
    /// If it is an array, each item satisfies all of these.
    Items(&'static [Assertion]),
    /// If it is an object, each member but these satisfies all of those.
    Additional(&'static [&'static str], &'static [Assertion]),
    /// It satisfies the rules that speak of its type.
    Rules(&'static Rules),
    /// It does not satisfy all of these.
    Not(&'static [Assertion]),
    /// It satisfies all assertions of at least one list.
    Any(&'static [&'static [Assertion]]),
    /// It satisfies all assertions of exactly one list.
    One(&'static [&'static [Assertion]]),
    /// If it satisfies all of the first, it satisfies all of the second, else all of the third.
    If(
        &'static [Assertion],
        &'static [Assertion],
        &'static [Assertion],
    ),
    /// If it is an object, each member whose name satisfies all of the first satisfies all of the second.
    Members(&'static [Assertion], &'static [Assertion]),
    /// If it is an array that has an item at this position, that satisfies all of these.
    Item(usize, &'static [Assertion]),
    /// If it is an array, each item from this position on satisfies all of these.
    ItemsFrom(usize, &'static [Assertion]),
    /// If it is an array, so many of its items satisfy all of these: at least, and at most.
    Contains(&'static [Assertion], u64, Option<u64>),
}

/// A JSON value as a constant.
#[derive(Clone, Copy, Debug)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A whole number that fits 64 bits with a sign.
    Integer(i64),
    /// A whole number that fits 64 bits only without a sign.
    Unsigned(u64),
    /// Any other number.
    Number(f64),
    /// A string.
    Text(&'static str),
    /// An array.
    List(&'static [Json]),
    /// An object.
    Object(&'static [(&'static str, Json)]),
}

impl Json {
    fn is(&self, value: &Value) -> bool {
        let number = |atom: Atom<'_>| {
            let other = value.as_atom().and_then(Number::of);
            other.is_some_and(|other| Number::of(atom) == Some(other))
        };
        match self {
            Self::Null => value.is_null(),
            Self::Boolean(own) => value.as_bool() == Some(*own),
            Self::Integer(own) => number(Atom::Integer(*own)),
            Self::Unsigned(own) => number(Atom::Unsigned(*own)),
            Self::Number(own) => number(Atom::Number(*own)),
            Self::Text(own) => value.as_str() == Some(own),
            Self::List(own) => value.as_list().is_some_and(|items| {
                items.len() == own.len() && own.iter().zip(items).all(|(own, item)| own.is(item))
            }),
            Self::Object(own) => value.as_object().is_some_and(|members| {
                let has = |(name, own): &(&str, Self)| value.get(name).is_some_and(|it| own.is(it));
                members.len() == own.len() && own.iter().all(has)
            }),
        }
    }
}

impl Assertion {
    /// Notes what the value does not satisfy.
    pub(crate) fn check(&self, value: &Value, to: &mut Checks<'_>) {
        match self {
            Self::Types(mask) => {
                if types_of(value) & mask == 0 {
                    to.note("is of a type that is not allowed here");
                }
            }
            Self::OneOf(values) => {
                if !values.iter().any(|own| own.is(value)) {
                    to.note("is none of the values that are allowed here");
                }
            }
            Self::Required(names) => {
                if value.as_object().is_some() {
                    for name in names.iter().filter(|name| value.get(name).is_none()) {
                        to.inside(name, |to| to.note("is required"));
                    }
                }
            }
            Self::Property(name, assertions) => {
                if let Some(member) = value.get(name) {
                    to.inside(name, |to| check_all(assertions, member, to));
                }
            }
            Self::Items(assertions) => {
                for (index, item) in value.as_list().unwrap_or_default().iter().enumerate() {
                    to.item(index, |to| check_all(assertions, item, to));
                }
            }
            Self::Additional(names, assertions) => {
                for (name, member) in value.as_object().unwrap_or_default() {
                    if !names.contains(&name.as_str()) {
                        to.inside(name, |to| check_all(assertions, member, to));
                    }
                }
            }
            Self::Rules(rules) => super::checks::check_value(value, rules, to),
            Self::Not(assertions) => {
                if holds(assertions, value) {
                    to.note("is a value that is ruled out here");
                }
            }
            Self::Any(alternatives) => {
                if !alternatives.iter().any(|all| holds(all, value)) {
                    to.note("fits none of the alternatives");
                }
            }
            Self::One(alternatives) => {
                let fitting = alternatives.iter().filter(|all| holds(all, value));
                match fitting.take(2).count() {
                    0 => to.note("fits none of the alternatives"),
                    1 => {}
                    _ => to.note("fits more than one of the alternatives"),
                }
            }
            Self::If(condition, then, otherwise) => match holds(condition, value) {
                true => check_all(then, value, to),
                false => check_all(otherwise, value, to),
            },
            Self::Members(names, assertions) => {
                for (name, member) in value.as_object().unwrap_or_default() {
                    if holds(names, &Value::Text(name.clone())) {
                        to.inside(name, |to| check_all(assertions, member, to));
                    }
                }
            }
            Self::Item(index, assertions) => {
                if let Some(item) = value.as_list().and_then(|items| items.get(*index)) {
                    to.item(*index, |to| check_all(assertions, item, to));
                }
            }
            Self::ItemsFrom(first, assertions) => {
                let items = value.as_list().unwrap_or_default().iter().enumerate();
                for (index, item) in items.skip(*first) {
                    to.item(index, |to| check_all(assertions, item, to));
                }
            }
            Self::Contains(assertions, least, most) => {
                if let Some(items) = value.as_list() {
                    let fitting = items.iter().filter(|item| holds(assertions, item));
                    let count = fitting.count() as u64;
                    if count < *least {
                        to.note(format!(
                            "has {count} of at least {least} items of some kind"
                        ));
                    }
                    if most.is_some_and(|most| count > most) {
                        to.note("has more items of some kind than are allowed");
                    }
                }
            }
        }
    }
}

/// Notes what the value does not satisfy of all of them.
pub(crate) fn check_all(assertions: &[Assertion], value: &Value, to: &mut Checks<'_>) {
    for assertion in assertions {
        if to.is_full() {
            return;
        }
        assertion.check(value, to);
    }
}

/// Whether the value satisfies all of them.
fn holds(assertions: &[Assertion], value: &Value) -> bool {
    let mut log = Log::of_first();
    check_all(assertions, value, &mut Checks::new(&mut log));
    log.is_empty()
}

/// The types that a value is of: a whole number is one however it is written.
fn types_of(value: &Value) -> u8 {
    match value {
        Value::Null => types::NULL,
        Value::Boolean(_) => types::BOOLEAN,
        Value::Integer(_) | Value::Unsigned(_) | Value::Digits(_) => types::INTEGER,
        Value::Number(value) if value.fract() == 0.0 => types::INTEGER,
        Value::Number(_) => types::NUMBER,
        Value::Text(_) => types::STRING,
        Value::List(_) => types::ARRAY,
        Value::Object(_) => types::OBJECT,
    }
}
