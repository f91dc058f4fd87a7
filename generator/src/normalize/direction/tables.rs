//! What is said about properties elsewhere: assertions, and how branches of unions are told apart.

use super::sides::{Side, Sides};
use crate::{
    spec::{Additional, Schema, SchemaId, SchemaKind, Selection, Shape, Test},
    vocabulary::Assertion,
};
use std::collections::BTreeSet;

/// Takes out of a schema what speaks of properties that the side does not have.
pub(super) fn cut(old: &[Schema], sides: &Sides, side: Side, id: SchemaId, schema: &mut Schema) {
    let cutter = Cutter { old, sides, side };
    if !schema.constraints.assertions.is_empty() {
        cutter.assertions(&[id], &mut schema.constraints.assertions);
    }
    if let SchemaKind::Union(union) = &mut schema.kind
        && let Selection::Shape(shapes) = &mut union.selection
    {
        for (branch, shape) in union.branches.iter().zip(shapes) {
            if sides.differs(branch.schema) {
                cutter.shape(branch.schema, shape);
            }
        }
    }
}

struct Cutter<'a> {
    old: &'a [Schema],
    sides: &'a Sides,
    side: Side,
}

/// The properties at a place: a union may lack one in a branch and have it in another.
#[derive(Default)]
struct Names<'a> {
    lacking: BTreeSet<&'a str>,
    had: BTreeSet<&'a str>,
}

/// A step from a value to one inside it.
#[derive(Clone, Copy)]
enum Step<'a> {
    Property(&'a str),
    Item,
    Other,
}

impl<'a> Cutter<'a> {
    fn shape(&self, id: SchemaId, shape: &mut Shape) {
        let names = self.names(&[id]);
        shape
            .required
            .retain(|name| !names.lacking.contains(name.as_str()));
        shape.known.retain(|name| {
            !names.lacking.contains(name.as_str()) || names.had.contains(name.as_str())
        });
        shape.tests.retain(|test| self.stands(id, test));
    }

    /// Whether the place that a test looks at is there for the side.
    fn stands(&self, id: SchemaId, test: &Test) -> bool {
        let mut at = vec![id];
        for key in &test.path {
            if self.names(&at).lacking.contains(key.as_str()) {
                return false;
            }
            let mut next = self.step(&at, Step::Property(key));
            if key == "*" {
                next.extend(self.step(&at, Step::Item));
            }
            at = next;
        }
        true
    }

    /// The depth of assertions is bounded where they are made.
    fn assertions(&self, at: &[SchemaId], list: &mut Vec<Assertion>) {
        let names = self.names(at);
        list.retain_mut(|assertion| match assertion {
            Assertion::Required(required) => {
                required.retain(|name| !names.lacking.contains(name.as_str()));
                !required.is_empty()
            }
            Assertion::Property(name, inner) => {
                self.assertions(&self.step(at, Step::Property(name)), inner);
                !names.lacking.contains(name.as_str()) && !inner.is_empty()
            }
            Assertion::Items(inner) => {
                self.assertions(&self.step(at, Step::Item), inner);
                !inner.is_empty()
            }
            Assertion::ItemsFrom(_, inner) | Assertion::Item(_, inner) => {
                self.assertions(&self.step(at, Step::Item), inner);
                !inner.is_empty()
            }
            Assertion::Additional(_, inner)
            | Assertion::Others(_, _, inner)
            | Assertion::Matching(_, inner) => {
                self.assertions(&self.step(at, Step::Other), inner);
                !inner.is_empty()
            }
            Assertion::Contains(inner, ..) => !self.speaks(&self.step(at, Step::Item), inner),
            Assertion::If(condition, then, otherwise) => {
                self.assertions(at, then);
                self.assertions(at, otherwise);
                let says = !then.is_empty() || !otherwise.is_empty();
                says && !self.speaks(at, condition)
            }
            Assertion::Names(_) => true,
            // What excludes, or leaves a choice, would mean something else with a part of it gone.
            Assertion::Not(inner) => !self.speaks(at, inner),
            Assertion::Any(branches) | Assertion::One(branches) => {
                !branches.iter().any(|inner| self.speaks(at, inner))
            }
            Assertion::Types(_) | Assertion::OneOf(_) | Assertion::Constraints(_) => true,
        });
    }

    /// Whether assertions speak of a property that the side lacks.
    fn speaks(&self, at: &[SchemaId], list: &[Assertion]) -> bool {
        let names = self.names(at);
        list.iter().any(|assertion| match assertion {
            Assertion::Required(required) => required
                .iter()
                .any(|name| names.lacking.contains(name.as_str())),
            Assertion::Property(name, inner) => {
                names.lacking.contains(name.as_str())
                    || self.speaks(&self.step(at, Step::Property(name)), inner)
            }
            Assertion::Items(inner)
            | Assertion::ItemsFrom(_, inner)
            | Assertion::Item(_, inner)
            | Assertion::Contains(inner, ..) => self.speaks(&self.step(at, Step::Item), inner),
            Assertion::Additional(_, inner)
            | Assertion::Others(_, _, inner)
            | Assertion::Matching(_, inner) => self.speaks(&self.step(at, Step::Other), inner),
            Assertion::If(condition, then, otherwise) => [condition, then, otherwise]
                .iter()
                .any(|inner| self.speaks(at, inner)),
            Assertion::Names(_) => false,
            Assertion::Not(inner) => self.speaks(at, inner),
            Assertion::Any(branches) | Assertion::One(branches) => {
                branches.iter().any(|inner| self.speaks(at, inner))
            }
            Assertion::Types(_) | Assertion::OneOf(_) | Assertion::Constraints(_) => false,
        })
    }

    fn names(&self, at: &[SchemaId]) -> Names<'a> {
        let mut names = Names::default();
        for id in self.leaves(at) {
            let SchemaKind::Object(object) = &self.old[id.0].kind else {
                continue;
            };
            for (property, lacking) in object.properties.iter().zip(self.sides.lacking(id)) {
                match *lacking == Some(self.side) {
                    true => names.lacking.insert(&property.name),
                    false => names.had.insert(&property.name),
                };
            }
        }
        names
    }

    fn step(&self, at: &[SchemaId], step: Step<'_>) -> Vec<SchemaId> {
        let mut next = Vec::new();
        for id in self.leaves(at) {
            match (&self.old[id.0].kind, step) {
                (SchemaKind::Object(object), Step::Property(name)) => {
                    let found = object
                        .properties
                        .iter()
                        .find(|property| property.name == name);
                    next.extend(found.map(|property| property.schema));
                }
                (SchemaKind::Object(object), Step::Other) => match object.additional {
                    Additional::Kept(values) => next.push(values),
                    Additional::Ignored | Additional::Refused => {}
                },
                (SchemaKind::Map(values), Step::Property(_) | Step::Other) => next.push(*values),
                (SchemaKind::Array(items), Step::Item) => next.push(*items),
                _ => {}
            }
        }
        next
    }

    /// What a value at a place may be, other names and choices aside.
    fn leaves(&self, at: &[SchemaId]) -> BTreeSet<SchemaId> {
        let (mut seen, mut leaves) = (BTreeSet::new(), BTreeSet::new());
        let mut open = at.to_vec();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            match &self.old[id.0].kind {
                kind @ (SchemaKind::Alias(_) | SchemaKind::Union(_)) => open.extend(kind.parts()),
                _ => {
                    leaves.insert(id);
                }
            }
        }
        leaves
    }
}
