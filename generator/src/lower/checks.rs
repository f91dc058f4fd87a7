//! Constraints to the rules that the generated code checks.

use super::types::Types;
use crate::{
    ir::{self, Rule, Rules},
    normalize::numbers,
    source::Number,
    spec::{Api, SchemaId, SchemaKind},
    vocabulary::{Assertion, Constraints, Pattern},
};
use serde_json::Value;

/// How deep rules of lists in lists may nest at one place.
const DEEPEST: usize = 16;

/// What is to be checked where a schema is used.
pub(super) fn check(api: &Api, types: &Types<'_>, id: SchemaId) -> ir::Check {
    match types.is_checked(id) {
        false => ir::Check::default(),
        true => ir::Check {
            rules: rules(api, types, id, 0),
            nested: checks_itself(api, types, id, 0),
        },
    }
}

/// The rules at a use, down to the types that check themselves.
fn rules(api: &Api, types: &Types<'_>, id: SchemaId, depth: usize) -> Rules {
    let schema = api.schema(id);
    if depth > DEEPEST || !types.is_checked(id) || schema.replacement.is_some() {
        return Rules::default();
    }
    let mut rules = match schema.kind {
        SchemaKind::Object(_) | SchemaKind::Union(_) => return Rules::default(),
        _ => own(api, id),
    };
    match &schema.kind {
        SchemaKind::Alias(target) => rules
            .0
            .extend(self::rules(api, types, *target, depth + 1).0),
        SchemaKind::Array(items) => {
            let inner = self::rules(api, types, *items, depth + 1);
            if !inner.0.is_empty() {
                rules.0.push(Rule::Items(inner));
            }
        }
        SchemaKind::Map(values) => {
            let inner = self::rules(api, types, *values, depth + 1);
            if !inner.0.is_empty() {
                rules.0.push(Rule::Values(inner));
            }
        }
        _ => {}
    }
    rules
}

/// Whether there is a type at the end of a use that checks itself.
fn checks_itself(api: &Api, types: &Types<'_>, id: SchemaId, depth: usize) -> bool {
    match &api.schema(id).kind {
        _ if depth > DEEPEST => true,
        SchemaKind::Alias(part) | SchemaKind::Array(part) | SchemaKind::Map(part) => {
            checks_itself(api, types, *part, depth + 1)
        }
        SchemaKind::Object(_) | SchemaKind::Union(_) | SchemaKind::Enum(_) => types.is_checked(id),
        _ => false,
    }
}

/// The rules of a schema's own constraints.
pub(super) fn own(api: &Api, id: SchemaId) -> Rules {
    let schema = api.schema(id);
    if schema.constraints.is_empty() {
        return Rules::default();
    }
    // Another name narrows what it names.
    let mut at = id;
    while let SchemaKind::Alias(target) = api.schema(at).kind {
        at = target;
    }
    of(&schema.constraints, &api.schema(at).kind)
}

fn of(constraints: &Constraints, kind: &SchemaKind) -> Rules {
    let mut rules = Vec::new();
    match kind {
        SchemaKind::Integer(format) => integer(
            constraints,
            numbers::range(format.bits, format.signed),
            &mut rules,
        ),
        _ => float(constraints, &mut rules),
    }
    for (name, count) in [
        ("min_length", constraints.min_length),
        ("max_length", constraints.max_length),
        ("min_items", constraints.min_items),
        ("max_items", constraints.max_items),
        ("min_properties", constraints.min_properties),
        ("max_properties", constraints.max_properties),
    ] {
        rules.extend(count.map(|count| Rule::Count(name, count)));
    }
    let patterns = constraints.patterns.iter();
    rules.extend(patterns.filter_map(|pattern| pattern.regex.clone().map(Rule::Pattern)));
    if constraints.unique_items {
        rules.push(Rule::UniqueItems);
    }
    if !constraints.assertions.is_empty() {
        rules.push(Rule::Assert(assertions(&constraints.assertions)));
    }
    Rules(rules)
}

/// Bounds that the type does not imply.
fn integer(constraints: &Constraints, (low, high): (i128, i128), rules: &mut Vec<Rule>) {
    let least = constraints.minimum.as_ref().and_then(numbers::least);
    let most = constraints.maximum.as_ref().and_then(numbers::most);
    let least = least.filter(|least| *least > low);
    let most = most.filter(|most| *most < high);
    rules.extend(least.map(|least| Rule::Integer("at_least", least)));
    rules.extend(most.map(|most| Rule::Integer("at_most", most)));
    for divisor in &constraints.multiple_of {
        rules.push(match numbers::whole(divisor) {
            Some(1) => continue,
            Some(divisor) => Rule::Integer("multiple_of_integer", divisor),
            None => Rule::Float("multiple_of", divisor.as_f64()),
        });
    }
}

fn float(constraints: &Constraints, rules: &mut Vec<Rule>) {
    if let Some(bound) = &constraints.minimum {
        let name = if bound.exclusive { "above" } else { "minimum" };
        rules.push(Rule::Float(name, bound.value.as_f64()));
    }
    if let Some(bound) = &constraints.maximum {
        let name = if bound.exclusive { "below" } else { "maximum" };
        rules.push(Rule::Float(name, bound.value.as_f64()));
    }
    let divisors = constraints.multiple_of.iter().map(Number::as_f64);
    rules.extend(divisors.map(|divisor| Rule::Float("multiple_of", divisor)));
}

fn assertions(list: &[Assertion]) -> Vec<ir::Assertion> {
    list.iter().map(assertion).collect()
}

fn assertion(assertion: &Assertion) -> ir::Assertion {
    let branches =
        |branches: &[Vec<Assertion>]| branches.iter().map(|list| assertions(list)).collect();
    match assertion {
        Assertion::Types(types) => ir::Assertion::Types(types.0),
        Assertion::OneOf(values) => ir::Assertion::OneOf(values.clone()),
        Assertion::Required(names) => ir::Assertion::Required(names.clone()),
        Assertion::Property(name, inner) => {
            ir::Assertion::Property(name.clone(), assertions(inner))
        }
        Assertion::Items(inner) => ir::Assertion::Items(assertions(inner)),
        Assertion::Additional(names, inner) => {
            ir::Assertion::Additional(names.clone(), assertions(inner))
        }
        Assertion::Constraints(constraints) => {
            ir::Assertion::Rules(of(constraints, &SchemaKind::Any))
        }
        Assertion::Not(inner) => ir::Assertion::Not(assertions(inner)),
        Assertion::Any(list) => ir::Assertion::Any(branches(list)),
        Assertion::One(list) => ir::Assertion::One(branches(list)),
        Assertion::If(condition, then, otherwise) => ir::Assertion::If(
            assertions(condition),
            assertions(then),
            assertions(otherwise),
        ),
        Assertion::Matching(pattern, inner) => {
            ir::Assertion::Members(matching(pattern), assertions(inner))
        }
        Assertion::Others(names, patterns, inner) => {
            let names = names.iter().cloned().map(Value::String).collect();
            let patterns = patterns.iter().map(matching);
            let listed = std::iter::once(vec![ir::Assertion::OneOf(names)]);
            let known = ir::Assertion::Any(listed.chain(patterns).collect());
            ir::Assertion::Members(vec![ir::Assertion::Not(vec![known])], assertions(inner))
        }
        Assertion::Names(inner) => ir::Assertion::Members(
            vec![ir::Assertion::Not(assertions(inner))],
            vec![ir::Assertion::Types(0)],
        ),
        Assertion::Item(index, inner) => ir::Assertion::Item(*index, assertions(inner)),
        Assertion::ItemsFrom(index, inner) => ir::Assertion::ItemsFrom(*index, assertions(inner)),
        Assertion::Contains(inner, least, most) => {
            ir::Assertion::Contains(assertions(inner), *least, *most)
        }
    }
}

/// A text that matches; patterns that cannot be checked are not asserted.
fn matching(pattern: &Pattern) -> Vec<ir::Assertion> {
    let regex = pattern.regex.clone().map(Rule::Pattern);
    vec![ir::Assertion::Rules(Rules(regex.into_iter().collect()))]
}
