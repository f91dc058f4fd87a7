//! Parameters: those of the path first, in the order of its template, then the others as the document has them.

use super::{schemas::Schemas, styles};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    resolve,
    source::Span,
    spec::{self, Location, Members},
};
use std::collections::BTreeMap;

/// The parameters of an operation but those that are credentials, by index. Every variable of its path is declared, and
/// no other.
pub(super) fn parameters(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    name: &str,
    operation: &resolve::Operation,
    template: &str,
    credentials: &[usize],
) -> Vec<spec::Parameter> {
    // Where in the template each variable is.
    let variables: BTreeMap<&str, usize> = variables(template).zip(0..).collect();
    let mut undeclared = variables.clone();
    let (mut found, mut without_variable) = (Vec::new(), Vec::new());
    for (index, parameter) in operation.parameters.iter().enumerate() {
        if credentials.contains(&index) || is_ignored(cx, schemas, parameter) {
            continue;
        }
        if parameter.location == Location::Path {
            undeclared.remove(parameter.name.as_str());
            if !variables.contains_key(parameter.name.as_str()) {
                without_variable.push(parameter);
                continue;
            }
        }
        found.push(one(cx, schemas, name, parameter));
    }
    for parameter in without_variable {
        // A variable and a parameter that nearly have one name are one mistake.
        let near = cx.nearest(&parameter.name, undeclared.keys().copied());
        if let Some(near) = near {
            undeclared.remove(near);
        }
        unused(cx, schemas, operation, parameter, near);
    }
    for variable in undeclared.keys() {
        let places = &schemas.resolved().places;
        cx.push(
            Diagnostic::new(
                &codes::UNDECLARED_PATH_PARAMETER,
                path_place(schemas, operation),
                format!("the variable `{{{variable}}}` of the path is declared by no parameter"),
            )
            .related(places.key(&operation.pointer), "of this operation")
            .help(format!("declare a parameter `{variable}` with `in: path`")),
        );
    }
    count_names(cx, schemas, operation, &found);
    found.sort_by_key(|parameter| match parameter.location {
        Location::Path => (0, variables.get(parameter.name.as_str()).copied()),
        _ => (1, None),
    });
    found
}

/// Counts the names that parameters are told apart by: whoever needs to know the others' is given them all.
fn count_names(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    operation: &resolve::Operation,
    parameters: &[spec::Parameter],
) {
    let spread = parameters.iter().filter(|parameter| {
        parameter.style.is_form() && parameter.explode && !schemas.is_scalar(parameter.schema)
    });
    let (mut names, mut asking) = (parameters.len(), 0_usize);
    for parameter in spread {
        let members = Members::of(parameter.schema, |id| schemas.kind_of(id));
        names = names.saturating_add(members.names.len());
        asking += usize::from(members.needs_the_others());
    }
    let place = || schemas.resolved().places.key(&operation.pointer);
    // Who asks finds out when what is left of the budget is used up: by an error, which leaves the operation out.
    _ = cx.expand(|| asking.saturating_mul(names), place);
}

fn one(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    operation: &str,
    parameter: &resolve::Parameter,
) -> spec::Parameter {
    let path = [operation.to_owned(), parameter.name.clone()];
    let asked = styles::Asked {
        name: &parameter.name,
        location: parameter.location,
        style: parameter.style,
        explode: parameter.explode,
        value: &parameter.value,
        examples: &parameter.examples,
        pointer: &parameter.pointer,
    };
    let written = styles::written(cx, schemas, &path, &asked);
    spec::Parameter {
        name: parameter.name.clone(),
        location: parameter.location,
        required: parameter.required,
        description: parameter.description.clone(),
        deprecated: parameter.deprecated,
        schema: written.schema,
        style: written.style,
        explode: written.explode,
        allow_reserved: parameter.allow_reserved,
        allow_empty_value: parameter.allow_empty_value,
        whole: parameter.whole,
        chosen_name: parameter.chosen_name.clone(),
        pointer: parameter.pointer.clone(),
    }
}

/// OpenAPI 3.0.3, Parameter Object: `Accept`, `Content-Type` and `Authorization` are no parameters. The last one was
/// taken as a credential, the other two are the business of the bodies.
fn is_ignored(cx: &mut Diagnostics, schemas: &Schemas<'_>, parameter: &resolve::Parameter) -> bool {
    let is_one = |name: &&str| parameter.name.eq_ignore_ascii_case(name);
    let is_ignored =
        parameter.location == Location::Header && ["accept", "content-type"].iter().any(is_one);
    if is_ignored {
        let place = schemas.resolved().places.value(&parameter.pointer);
        let message = format!(
            "the header parameter `{}` is ignored, as the Specification says",
            parameter.name
        );
        cx.push(Diagnostic::new(
            &codes::IGNORED_HEADER_PARAMETER,
            place,
            message,
        ));
    }
    is_ignored
}

fn unused(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    operation: &resolve::Operation,
    parameter: &resolve::Parameter,
    near: Option<&str>,
) {
    let help = match near {
        Some(near) => format!("the path has `{{{near}}}`: write the same name in both"),
        None => {
            "write the variable into the path, correct the name, or remove the parameter".to_owned()
        }
    };
    let places = &schemas.resolved().places;
    let message = format!(
        "the path `{}` has no variable `{{{}}}`",
        operation.path, parameter.name
    );
    cx.push(
        Diagnostic::new(
            &codes::UNUSED_PATH_PARAMETER,
            places.value(&parameter.pointer.join("name")),
            message,
        )
        .related(path_place(schemas, operation), "the path")
        .help(help),
    );
}

fn path_place(schemas: &Schemas<'_>, operation: &resolve::Operation) -> Span {
    schemas.resolved().places.key(&operation.path_pointer)
}

/// The names of a template's variables, in order (OpenAPI 3.0.3, Path Templating). The shape of the template was
/// checked with the document's.
fn variables(template: &str) -> impl Iterator<Item = &str> {
    let after = template.split('{').skip(1);
    after.filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}
