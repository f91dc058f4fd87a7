//! Links to functions of the input that make the input of the next call.

use super::{Context, names::or_chosen};
use crate::{
    ir::{self, Contents, Output, Payload},
    lower::{
        docs::{self, DocsBuilder},
        literals,
    },
    naming::{self, Scope},
    spec::{Link, LinkTarget, LinkValue, Operation, PaginationStyle},
};

/// What an input has besides.
pub(super) const RESERVED: &[&str] = &[
    "answer", "check", "clone", "decode", "default", "encode", "eq", "fmt", "ne", "new",
];

/// The links of the one success that an operation has; `lowered` are all operations, in document order.
pub(super) fn of(
    cx: Context<'_>,
    operation: &Operation,
    own: &ir::Operation,
    lowered: &[ir::Operation],
) -> Vec<ir::Link> {
    let Output::One(output) = &own.output else {
        return Vec::new();
    };
    let mut responses = operation.responses.iter();
    let Some(response) = responses.find(|response| response.status == output.status) else {
        return Vec::new();
    };
    let resolved: Vec<_> = response
        .links
        .iter()
        .filter_map(|link| Some((link, resolve(cx, own, output, lowered, link)?)))
        .collect();
    let wanted: Vec<_> = resolved
        .iter()
        .map(|(link, _)| (naming::snake_name(&link.name), link.name.clone()))
        .collect();
    let chosen: Vec<_> = resolved
        .iter()
        .map(|(link, _)| link.chosen_name.as_ref())
        .collect();
    let idents = or_chosen(&mut Scope::reserving(RESERVED), &chosen, &wanted);
    let resolved = resolved.into_iter().zip(idents);
    resolved
        .map(|((link, (target, values)), ident)| ir::Link {
            ident,
            docs: DocsBuilder::default()
                .text(link.description.as_deref())
                .line(format!(
                    "The link {} of the answer: what to call next; `None` when the answer does not say it.",
                    docs::code(&link.name)
                ))
                .finish(),
            target: target.input.clone(),
            values,
        })
        .collect()
}

type Values = Vec<(String, bool, ir::LinkValue)>;

/// The target and the values of its fields, where all of them have the types that the fields have.
fn resolve<'l>(
    cx: Context<'_>,
    own: &ir::Operation,
    output: &ir::Response,
    lowered: &'l [ir::Operation],
    link: &Link,
) -> Option<(&'l ir::Operation, Values)> {
    let LinkTarget::Operation {
        operation,
        parameters,
        request_body,
    } = &link.target
    else {
        return None;
    };
    let declared = cx.api.operations.get(operation.0)?;
    let target = lowered.get(operation.0)?;
    let mut values = Vec::new();
    for (index, parameter) in target.parameters.iter().enumerate() {
        let given = parameters.iter().find(|(of, _)| *of == index);
        let Some((_, value)) = given else {
            // Every required input is known, or this is no link that can be followed.
            match parameter.required {
                true => return None,
                false => continue,
            }
        };
        let value = match value {
            LinkValue::Constant(constant) => {
                let schema = declared.parameters.get(index)?.schema;
                let literal = literals::literal(cx.types, schema, constant)?;
                ir::LinkValue::Constant(literal)
            }
            other => self::value(own, output, other, &parameter.ty)?,
        };
        values.push((parameter.name.ident.clone(), parameter.required, value));
    }
    if let Some(body) = &target.body {
        match (request_body, value_of(&body.contents)) {
            (Some(LinkValue::Constant(constant)), Some(_)) => {
                let content = declared.request_body.as_ref()?.content.first()?;
                let schema = content.schema?;
                let literal = literals::nullable(cx.types, schema, constant)?;
                let value = ir::LinkValue::Constant(literal);
                values.push((body.ident.clone(), body.required, value));
            }
            (Some(given), Some(ty)) => {
                let value = value(own, output, given, ty)?;
                values.push((body.ident.clone(), body.required, value));
            }
            (Some(_), None) => return None,
            (None, _) if body.required => return None,
            (None, _) => {}
        }
    }
    Some((target, values))
}

/// A value of a message, for a field of that type.
fn value(
    own: &ir::Operation,
    output: &ir::Response,
    value: &LinkValue,
    ty: &ir::TypeRef,
) -> Option<ir::LinkValue> {
    match value {
        LinkValue::Constant(_) => None,
        LinkValue::Parameter(index) => {
            let parameter = own.parameters.get(*index)?;
            (parameter.ty == *ty).then(|| ir::LinkValue::Input(parameter.name.ident.clone()))
        }
        LinkValue::RequestBody(pointer) => {
            value_of(&own.body.as_ref()?.contents)?;
            Some(ir::LinkValue::RequestBody(pointer.clone()))
        }
        LinkValue::ResponseBody(pointer) => {
            value_of(&output.contents)?;
            Some(ir::LinkValue::Output(pointer.clone()))
        }
        LinkValue::ResponseHeader(index) => {
            let header = output.headers.get(*index)?;
            (header.ty == *ty).then(|| ir::LinkValue::Header(header.name.ident.clone()))
        }
    }
}

/// The type of a body that is one value.
fn value_of(contents: &Contents) -> Option<&ir::TypeRef> {
    match contents {
        Contents::One(content) => match &content.payload {
            Payload::Value(ty) => Some(ty),
            _ => None,
        },
        Contents::Several(_) => None,
    }
}

/// How the outputs follow on each other, where the output is the one value that the pages are read from.
pub(super) fn pagination(operation: &Operation, own: &ir::Operation) -> Option<ir::Pagination> {
    let pagination = operation.pagination.as_ref()?;
    let Output::One(output) = &own.output else {
        return None;
    };
    value_of(&output.contents)?;
    let field = |index: usize| Some(own.parameters.get(index)?.name.ident.clone());
    let step = match &pagination.style {
        PaginationStyle::Page { parameter, first } => ir::Step::Page {
            field: field(*parameter)?,
            first: *first,
        },
        PaginationStyle::Offset { parameter } => ir::Step::Offset {
            field: field(*parameter)?,
        },
        PaginationStyle::Cursor { parameter, next } => ir::Step::Cursor {
            field: field(*parameter)?,
            next: next.clone(),
        },
        PaginationStyle::Link { next } => ir::Step::Link { next: next.clone() },
    };
    Some(ir::Pagination {
        step,
        items: pagination.items.clone(),
        size: match pagination.size {
            Some(index) => Some(field(index)?),
            None => None,
        },
    })
}
