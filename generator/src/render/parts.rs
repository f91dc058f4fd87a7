//! What an API needs besides its own files: parts of the runtime, and types of the user's.

use crate::{
    ir::{self, Additional, Assertion, Mapped, Rule, Rules, TypeDef, TypeKind, TypeRef},
    output::Part,
};
use std::collections::BTreeSet;

/// The parts of the runtime that an API needs, sorted.
#[must_use]
pub(crate) fn parts_of(module: &ir::Module) -> Vec<Part> {
    let forms = forms(module).flat_map(of_form);
    let types = types(module).filter_map(|ty| of_type(leaf(ty)));
    let pattern = rules(module).any(has_pattern).then_some(Part::Pattern);
    let is_wide = |definition: &TypeDef| matches!(&definition.kind, TypeKind::Union(it) if it.wide);
    let wide = module.types.iter().any(is_wide).then_some(Part::Wide);
    let parts: BTreeSet<Part> = forms.chain(types).chain(pattern).chain(wide).collect();
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

/// Every form of every body and response.
fn forms(module: &ir::Module) -> impl Iterator<Item = &ir::Content> {
    operations(module).flat_map(|operation| {
        let bodies = operation.body.iter().map(|body| &body.contents);
        let responses = operation.responses().map(|response| &response.contents);
        bodies.chain(responses).flat_map(ir::Contents::forms)
    })
}

/// What a form needs: its payload's type, and the code that reads and writes its media types.
fn of_form(form: &ir::Content) -> Vec<Part> {
    let mut parts: Vec<Part> = form
        .media
        .iter()
        .filter_map(|media| match media.kind {
            ir::MediaKind::Form => Some(Part::Form),
            ir::MediaKind::Multipart => Some(Part::Multipart),
            _ => None,
        })
        .collect();
    match &form.payload {
        ir::Payload::Bytes => parts.push(Part::Streams),
        ir::Payload::Items(_) => parts.extend([Part::Streams, Part::Items]),
        ir::Payload::Events(_) => parts.extend([Part::Streams, Part::Events]),
        ir::Payload::Parts(of) => {
            let is_file = |part: &ir::Part| matches!(part.kind, ir::PartKind::File);
            parts.extend(of.parts.iter().any(is_file).then_some(Part::Streams));
        }
        ir::Payload::Empty
        | ir::Payload::Untyped
        | ir::Payload::Value(_)
        | ir::Payload::Text(_) => {}
    }
    parts
}

/// The operations of an API, and the requests that it sends.
fn operations(module: &ir::Module) -> impl Iterator<Item = &ir::Operation> {
    let sent = module.callbacks.iter();
    let requests = sent.flat_map(|sent| &sent.operations);
    module.operations.iter().chain(requests)
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
        Mapped::Base64 | Mapped::Base64Url => Part::Base64,
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
    let operations = operations(module).flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        let bodies = operation.body.iter().flat_map(|body| body.contents.forms());
        parameters
            .chain(bodies.flat_map(|content| content.payload.types()))
            .chain(operation.responses().flat_map(ir::Response::types))
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
    let operations = operations(module).flat_map(|operation| {
        let parameters = operation.parameters.iter();
        let parameters = parameters.map(|parameter| &parameter.check.rules);
        let bodies = operation.body.iter().flat_map(|body| body.contents.forms());
        parameters.chain(bodies.flat_map(rules_of_form))
    });
    definitions.chain(operations)
}

fn rules_of_form(form: &ir::Content) -> Vec<&Rules> {
    let parts = match &form.payload {
        ir::Payload::Parts(of) => of.parts.iter().map(|part| &part.check.rules).collect(),
        _ => Vec::new(),
    };
    parts.into_iter().chain([&form.check.rules]).collect()
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
        | Assertion::Item(_, all)
        | Assertion::ItemsFrom(_, all)
        | Assertion::Contains(all, ..)
        | Assertion::Not(all) => all.iter().any(asserts_pattern),
        Assertion::Any(alternatives) | Assertion::One(alternatives) => {
            alternatives.iter().flatten().any(asserts_pattern)
        }
        Assertion::If(condition, then, otherwise) => [condition, then, otherwise]
            .into_iter()
            .flatten()
            .any(asserts_pattern),
        Assertion::Members(names, all) => names.iter().chain(all).any(asserts_pattern),
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
