//! What an API needs besides its own files: parts of the runtime, and types of the user's.

use crate::{
    ir::{self, Additional, Assertion, Mapped, Rule, Rules, TypeKind, TypeRef},
    output::Part,
};
use std::collections::BTreeSet;

/// The parts of the runtime that an API needs, sorted.
#[must_use]
pub(crate) fn parts_of(module: &ir::Module) -> Vec<Part> {
    let bodies = module.operations.iter().filter_map(|it| it.body.as_ref());
    let media = bodies.flat_map(|body| &body.media).filter_map(of_media);
    let types = types(module).filter_map(|ty| of_type(leaf(ty)));
    let pattern = rules(module).any(has_pattern).then_some(Part::Pattern);
    let parts: BTreeSet<Part> = media.chain(types).chain(pattern).collect();
    parts.into_iter().collect()
}

/// The paths of the user's types that stand for schemas, sorted.
#[must_use]
pub(crate) fn replacements_of(module: &ir::Module) -> Vec<String> {
    let paths = types(module).filter_map(|ty| match leaf(ty) {
        TypeRef::Foreign(path) => Some(path.clone()),
        _ => None,
    });
    let paths: BTreeSet<String> = paths.collect();
    paths.into_iter().collect()
}

fn of_media(media: &ir::Media) -> Option<Part> {
    match media {
        ir::Media::Json => None,
        ir::Media::Form => Some(Part::Form),
        ir::Media::Multipart => Some(Part::Multipart),
    }
}

fn of_type(ty: &TypeRef) -> Option<Part> {
    let mapped = match ty {
        TypeRef::Mapped(mapped) => mapped,
        TypeRef::Foreign(_) => return Some(Part::Foreign),
        _ => return None,
    };
    Some(match mapped {
        Mapped::Uuid => Part::Uuid,
        Mapped::JiffTimestamp | Mapped::JiffDate | Mapped::JiffTime | Mapped::JiffSpan => {
            Part::Jiff
        }
        Mapped::ChronoDateTime | Mapped::ChronoDate | Mapped::ChronoTime => Part::Chrono,
        Mapped::TimeDateTime | Mapped::TimeDate | Mapped::TimeTime => Part::Time,
        Mapped::Base64 => Part::Base64,
        Mapped::Url => Part::Url,
    })
}

/// Every type that the files of an API name.
fn types(module: &ir::Module) -> impl Iterator<Item = &TypeRef> {
    let definitions = module.types.iter().flat_map(|definition| {
        let parts: Vec<&TypeRef> = match &definition.kind {
            TypeKind::Struct(object) => {
                let fields = object.fields.iter().map(|field| &field.ty);
                let additional = match &object.additional {
                    Additional::Kept { ty, .. } => Some(ty),
                    Additional::Ignored | Additional::Refused => None,
                };
                fields.chain(additional).collect()
            }
            TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            TypeKind::Alias(ty) => vec![ty],
            TypeKind::Enum(_) => Vec::new(),
        };
        parts
    });
    let operations = module.operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        let failures = operation.failures.iter();
        parameters
            .chain(operation.body.iter().map(|body| &body.ty))
            .chain(&operation.success.ty)
            .chain(failures.filter_map(|failure| failure.ty.as_ref()))
    });
    let headers = module.client_headers.iter().map(|header| &header.ty);
    definitions.chain(operations).chain(headers)
}

/// What a type is made of in the end.
fn leaf(mut ty: &TypeRef) -> &TypeRef {
    while let TypeRef::Vec(inner)
    | TypeRef::Map(inner)
    | TypeRef::Option(inner)
    | TypeRef::Boxed(inner) = ty
    {
        ty = inner;
    }
    ty
}

/// Every check of an API.
fn rules(module: &ir::Module) -> impl Iterator<Item = &Rules> {
    let definitions = module.types.iter().flat_map(|definition| {
        let parts: Vec<&Rules> = match &definition.kind {
            TypeKind::Struct(object) => {
                let fields = object.fields.iter().map(|field| &field.check.rules);
                let additional = match &object.additional {
                    Additional::Kept { check, .. } => Some(&check.rules),
                    Additional::Ignored | Additional::Refused => None,
                };
                fields.chain(additional).chain([&object.rules]).collect()
            }
            TypeKind::Union(union) => {
                let variants = union.variants.iter().map(|variant| &variant.check.rules);
                variants.chain([&union.rules]).collect()
            }
            TypeKind::Alias(_) | TypeKind::Enum(_) => Vec::new(),
        };
        parts
    });
    let operations = module.operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter();
        let parameters = parameters.map(|parameter| &parameter.check.rules);
        parameters.chain(operation.body.iter().map(|body| &body.check.rules))
    });
    definitions.chain(operations)
}

fn has_pattern(rules: &Rules) -> bool {
    rules.0.iter().any(|rule| match rule {
        Rule::Pattern(_) => true,
        Rule::Items(rules) | Rule::Values(rules) => has_pattern(rules),
        Rule::Assert(assertions) => assertions.iter().any(asserts_pattern),
        Rule::Integer(..) | Rule::Float(..) | Rule::Count(..) | Rule::UniqueItems => false,
    })
}

fn asserts_pattern(assertion: &Assertion) -> bool {
    match assertion {
        Assertion::Rules(rules) => has_pattern(rules),
        Assertion::Property(_, all)
        | Assertion::Items(all)
        | Assertion::Additional(_, all)
        | Assertion::Not(all) => all.iter().any(asserts_pattern),
        Assertion::Any(alternatives) | Assertion::One(alternatives) => {
            alternatives.iter().flatten().any(asserts_pattern)
        }
        Assertion::Types(_) | Assertion::OneOf(_) | Assertion::Required(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_found_inside_of_other_rules() {
        let pattern = Rules(vec![Rule::Pattern("a".to_owned())]);
        let inside = Assertion::Any(vec![
            vec![Assertion::Types(1)],
            vec![Assertion::Not(vec![Assertion::Property(
                "a".to_owned(),
                vec![Assertion::Rules(pattern.clone())],
            )])],
        ]);
        assert!(has_pattern(&Rules(vec![
            Rule::UniqueItems,
            Rule::Items(pattern)
        ])));
        assert!(has_pattern(&Rules(vec![Rule::Assert(vec![inside])])));
        assert!(!has_pattern(&Rules(vec![Rule::Assert(vec![
            Assertion::Types(1)
        ])])));
    }

    #[test]
    fn types_are_found_inside_of_lists_and_maps() {
        let uuid = TypeRef::Mapped(Mapped::Uuid);
        let nested = TypeRef::Vec(Box::new(TypeRef::Map(Box::new(TypeRef::Option(Box::new(
            uuid,
        ))))));
        assert_eq!(of_type(leaf(&nested)), Some(Part::Uuid));
        assert_eq!(
            of_type(leaf(&TypeRef::Vec(Box::new(TypeRef::String)))),
            None
        );
    }
}
