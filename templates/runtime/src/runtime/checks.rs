//! Whether values are what the document says beyond their types, with every violation at its place.

use super::assertion::check_all;
use super::log::Log;
use super::number::Number;
use super::problem::Violation;
use super::rules::{Bound, Rules};
use super::scalar::{Atom, Scalar};
use super::schema::Schema;
use super::unique::repeats;
use super::value::Value;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

/// Checks a value and what is inside, and collects the violations, at most 100.
#[derive(Debug)]
pub struct Checks<'l> {
    log: &'l mut Log,
}

impl<'l> Checks<'l> {
    pub(crate) fn new(log: &'l mut Log) -> Self {
        Self { log }
    }

    /// A property that has rules of its own.
    pub fn property<T: Schema>(&mut self, name: &str, value: &T, rules: &Rules) {
        self.inside(name, |to| value.check(rules, to));
    }

    /// A property whose type has something to check.
    pub fn nested<T: Schema>(&mut self, name: &str, value: &T) {
        self.property(name, value, &Rules::NONE);
    }

    /// Members that are no property; the rules are those of each value.
    pub fn additional<T: Schema>(&mut self, members: &BTreeMap<String, T>, rules: &Rules) {
        for (name, value) in members {
            self.property(name, value, rules);
        }
    }

    /// The value of a union's branch.
    pub fn variant<T: Schema>(&mut self, value: &T, rules: &Rules) {
        value.check(rules, self);
    }

    /// An object or a union as a whole: what its own schema says besides its properties or branches.
    pub fn whole<T: Schema>(&mut self, value: &T, rules: &Rules) {
        match Value::of(value) {
            Ok(value) => check_value(&value, rules, self),
            Err(error) => self.note(error.to_string()),
        }
    }

    /// A value that the document does not list.
    pub fn unknown(&mut self) {
        self.note("is not one of the values that the document lists");
    }

    /// A parameter: `query`, `limit`.
    pub fn parameter<T: Schema>(
        &mut self,
        place: &'static str,
        name: &'static str,
        value: &T,
        rules: &Rules,
    ) {
        self.at(place, name, |to| value.check(rules, to));
    }

    /// The body of a message that has rules of its own.
    pub fn body<T: Schema>(&mut self, value: &T, rules: &Rules) {
        self.parameter("body", "", value, rules);
    }

    /// The body of a message whose type has something to check.
    pub fn nested_body<T: Schema>(&mut self, value: &T) {
        self.body(value, &Rules::NONE);
    }

    pub(crate) fn at(
        &mut self,
        place: &'static str,
        name: &'static str,
        check: impl FnOnce(&mut Checks<'_>),
    ) {
        self.log.at(place, name, |log| check(&mut Checks { log }));
    }

    pub(crate) fn note(&mut self, detail: impl Into<String>) {
        self.log.refuse(detail);
    }

    pub(crate) fn inside(&mut self, name: &str, check: impl FnOnce(&mut Checks<'_>)) {
        self.log.inside(name, |log| check(&mut Checks { log }));
    }

    pub(crate) fn item(&mut self, index: usize, check: impl FnOnce(&mut Checks<'_>)) {
        self.log.item(index, |log| check(&mut Checks { log }));
    }

    /// Whether nothing that is found now would be noted.
    pub(crate) fn is_full(&self) -> bool {
        self.log.is_full()
    }
}

/// Everything about a value that is not what the document says; each place is a JSON Pointer (RFC 6901).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Runs checks.
    ///
    /// # Errors
    /// What they found, if anything.
    pub(crate) fn of(check: &dyn Fn(&mut Checks<'_>)) -> Result<(), Self> {
        let mut log = Log::new(true);
        check(&mut Checks { log: &mut log });
        match log.is_empty() {
            true => Ok(()),
            false => Err(Self(log.into_violations())),
        }
    }

    /// The violations themselves.
    #[must_use]
    pub fn into_vec(self) -> Vec<Violation> {
        self.0
    }
}

impl std::ops::Deref for Violations {
    type Target = [Violation];

    fn deref(&self) -> &[Violation] {
        &self.0
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            to.write_str(if index == 0 { "" } else { "; " })?;
            violation.fmt(to)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// [`Schema::check`] of a scalar.
pub fn check_scalar<T: Scalar + Schema>(value: &T, rules: &Rules, to: &mut Checks<'_>) {
    if !value.is_listed() {
        to.unknown();
    }
    value.atom(|atom| check_atom(atom, rules, to));
    check_assertions(value, rules, to);
}

/// [`Schema::check`] of an object or a union: what is inside is checked by `inside`.
pub fn check_composed<T: Schema>(
    value: &T,
    rules: &Rules,
    to: &mut Checks<'_>,
    inside: impl FnOnce(&mut Checks<'_>),
) {
    if rules.is_about_whole() {
        to.whole(value, rules);
    }
    inside(to);
}

/// What rules say about an array, but for its items.
pub(crate) fn check_list<T: Schema>(list: &Vec<T>, rules: &Rules, to: &mut Checks<'_>) {
    check_count(list.len(), (rules.min_items, rules.max_items), "item", to);
    if rules.unique_items && list.len() > 1 {
        let values: Result<Vec<Value>, _> = list.iter().map(Value::of).collect();
        // What cannot be said as JSON is not equal to anything.
        check_unique(values.unwrap_or_default(), to);
    }
    check_assertions(list, rules, to);
}

/// What rules say about a map, but for its values.
pub(crate) fn check_map<T: Schema>(map: &BTreeMap<String, T>, rules: &Rules, to: &mut Checks<'_>) {
    check_properties(map.len(), rules, to);
    check_assertions(map, rules, to);
}

fn check_assertions<T: Schema>(value: &T, rules: &Rules, to: &mut Checks<'_>) {
    if rules.assertions.is_empty() {
        return;
    }
    match Value::of(value) {
        Ok(value) => check_all(rules.assertions, &value, to),
        Err(error) => to.note(error.to_string()),
    }
}

/// What rules say about any value.
pub(crate) fn check_value(value: &Value, rules: &Rules, to: &mut Checks<'_>) {
    match value {
        Value::List(items) => {
            check_count(items.len(), (rules.min_items, rules.max_items), "item", to);
            if rules.unique_items {
                check_unique(items.clone(), to);
            }
            if let Some(rules) = rules.items {
                for (index, item) in items.iter().enumerate() {
                    to.item(index, |to| check_value(item, rules, to));
                }
            }
        }
        Value::Object(members) => {
            check_properties(members.len(), rules, to);
            if let Some(rules) = rules.values {
                for (name, value) in members {
                    to.inside(name, |to| check_value(value, rules, to));
                }
            }
        }
        scalar => {
            if let Some(atom) = scalar.as_atom() {
                check_atom(atom, rules, to);
            }
        }
    }
    check_all(rules.assertions, value, to);
}

fn check_atom(atom: Atom<'_>, rules: &Rules, to: &mut Checks<'_>) {
    for rules in rules.all() {
        match (atom, Number::of(atom)) {
            (Atom::Text(text), _) => check_text(text, rules, to),
            (_, Some(number)) => check_number(number, rules, to),
            _ => {}
        }
    }
}

fn check_text(text: &str, rules: &Rules, to: &mut Checks<'_>) {
    if rules.min_length.is_some() || rules.max_length.is_some() {
        let length = text.chars().count();
        check_count(
            length,
            (rules.min_length, rules.max_length),
            "character",
            to,
        );
    }
    if let Some(rule) = rules.pattern
        && !(rule.matches)(rule.pattern, text)
    {
        to.note(format!("must match {}", rule.pattern));
    }
}

fn check_number(number: Number, rules: &Rules, to: &mut Checks<'_>) {
    let broken = |bound: &Bound, outside: Ordering| match number.compare(bound.value) {
        Some(Ordering::Equal) => bound.exclusive,
        Some(order) => order == outside,
        None => true,
    };
    if let Some(bound) = rules.low
        && broken(&bound, Ordering::Less)
    {
        let than = if bound.exclusive {
            "more than"
        } else {
            "at least"
        };
        to.note(format!("must be {than} {}", bound.value));
    }
    if let Some(bound) = rules.high
        && broken(&bound, Ordering::Greater)
    {
        let than = if bound.exclusive {
            "less than"
        } else {
            "at most"
        };
        to.note(format!("must be {than} {}", bound.value));
    }
    if let Some(divisor) = rules.multiple_of
        && !number.is_multiple_of(divisor)
    {
        to.note(format!("must be a multiple of {divisor}"));
    }
}

fn check_properties(count: usize, rules: &Rules, to: &mut Checks<'_>) {
    let bounds = (rules.min_properties, rules.max_properties);
    check_count(count, bounds, "property", to);
}

fn check_count(
    count: usize,
    (least, most): (Option<u64>, Option<u64>),
    what: &str,
    to: &mut Checks<'_>,
) {
    let count = count as u64;
    let plural = |number: u64| match (number, what) {
        (1, _) => what.to_owned(),
        (_, "property") => "properties".to_owned(),
        _ => format!("{what}s"),
    };
    if let Some(least) = least
        && count < least
    {
        to.note(format!("must have at least {least} {}", plural(least)));
    }
    if let Some(most) = most
        && count > most
    {
        to.note(format!("must have at most {most} {}", plural(most)));
    }
}

fn check_unique(items: Vec<Value>, to: &mut Checks<'_>) {
    for (index, first) in repeats(items) {
        to.item(index, |to| to.note(format!("is equal to item {first}")));
    }
}
