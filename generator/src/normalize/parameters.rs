//! Parameters: those of the path first, in the order of its template, then the others as the document has them.

use super::{not_yet, operations::name_of, schemas::Schemas, security::AUTHORIZATION};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    resolve::{self, Resolved},
    spec,
};
use openapiv3 as oas;
use std::collections::BTreeMap;

/// The parameters of an operation. Every variable of its path is declared, and no other.
pub(super) fn parameters(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schemas: &mut Schemas<'_>,
    operation: &resolve::Operation,
) -> Vec<spec::Parameter> {
    // Where in the template each variable is.
    let variables: BTreeMap<&str, usize> = variables(&operation.path).zip(0..).collect();
    let mut undeclared = variables.clone();
    let mut found = Vec::new();
    for resolve::Parameter {
        pointer,
        parameter,
        schema,
    } in &operation.parameters
    {
        let data = parameter.parameter_data_ref();
        let location = match parameter {
            oas::Parameter::Path { .. } => spec::Location::Path,
            oas::Parameter::Query { .. } => spec::Location::Query,
            // OpenAPI 3.0.3, Parameter Object: these three are not parameters. `Authorization` was lifted, the other
            // two are the business of the bodies.
            oas::Parameter::Header { parameter_data, .. }
                if ["accept", "content-type", "authorization"]
                    .contains(&parameter_data.name.to_ascii_lowercase().as_str()) =>
            {
                if !parameter_data.name.eq_ignore_ascii_case(AUTHORIZATION) {
                    cx.push(Diagnostic::new(
                        &codes::IGNORED_HEADER_PARAMETER,
                        resolved.places.value(pointer),
                        format!(
                            "the header parameter `{}` is ignored, as the Specification says",
                            parameter_data.name
                        ),
                    ));
                }
                continue;
            }
            oas::Parameter::Header { .. } => spec::Location::Header,
            oas::Parameter::Cookie { .. } => {
                not_yet(cx, &resolved.places, pointer, "a cookie parameter");
                continue;
            }
        };
        let Some(schema) = schema else {
            not_yet(cx, &resolved.places, pointer, "a parameter with `content`");
            continue;
        };
        if location == spec::Location::Path {
            undeclared.remove(data.name.as_str());
            if !variables.contains_key(data.name.as_str()) {
                cx.push(
                    Diagnostic::new(
                        &codes::UNUSED_PATH_PARAMETER,
                        resolved.places.value(&pointer.join("name")),
                        format!(
                            "the path `{}` has no variable `{{{}}}`",
                            operation.path, data.name
                        ),
                    )
                    .related(path_place(resolved, operation), "the path"),
                );
                continue;
            }
        }
        let path = [name_of(operation), data.name.clone()];
        let schema_id = schemas.used(schema, &path, true);
        schemas.use_examples(schema, schema_id);
        schemas.examples.add_parameter(schema_id, pointer, data);
        if !schemas.is_scalar(schema_id) {
            not_yet(
                cx,
                &resolved.places,
                &schema.pointer,
                "a parameter that is not a scalar",
            );
            continue;
        }
        found.push(spec::Parameter {
            name: data.name.clone(),
            location,
            required: data.required,
            description: data.description.clone(),
            deprecated: data.deprecated.unwrap_or_default(),
            schema: schema_id,
        });
    }
    for variable in undeclared.keys() {
        cx.push(
            Diagnostic::new(
                &codes::UNDECLARED_PATH_PARAMETER,
                path_place(resolved, operation),
                format!("the variable `{{{variable}}}` of the path is declared by no parameter"),
            )
            .related(resolved.places.key(&operation.pointer), "of this operation")
            .help(format!("declare a parameter `{variable}` with `in: path`")),
        );
    }
    found.sort_by_key(|parameter| match parameter.location {
        spec::Location::Path => (0, variables.get(parameter.name.as_str()).copied()),
        _ => (1, None),
    });
    found
}

fn path_place(resolved: &Resolved, operation: &resolve::Operation) -> crate::source::Span {
    resolved.places.key(
        &crate::pointer::Pointer::root()
            .join("paths")
            .join(&operation.path),
    )
}

/// The names of a template's variables, in order (OpenAPI 3.0.3, Path Templating). The shape of the template was
/// checked with the document's.
fn variables(template: &str) -> impl Iterator<Item = &str> {
    let after = template.split('{').skip(1);
    after.filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}
