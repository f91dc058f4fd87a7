//! Security schemes and requirements to constants of `operations` and functions of the server.

use super::docs::DocsBuilder;
use crate::{
    ir,
    naming::{self, Scope},
    spec::{Api, Operation, Requirement, SecuritySchemeId, SecuritySchemeKind},
};

/// The schemes that some operations require, in document order.
pub(super) fn used(api: &Api, operations: &[&Operation]) -> Vec<SecuritySchemeId> {
    let mut used = vec![false; api.security_schemes.len()];
    for requirement in operations
        .iter()
        .flat_map(|it| it.security.iter().flatten())
    {
        if let Some(used) = used.get_mut(requirement.scheme.0) {
            *used = true;
        }
    }
    let ids = (0..used.len()).filter(|index| used[*index]);
    ids.map(SecuritySchemeId).collect()
}

/// Their functions on a server, whose own are not theirs to have.
pub(super) fn idents(api: &Api, operations: &[&Operation]) -> Vec<(SecuritySchemeId, String)> {
    let used = used(api, operations);
    let wanted: Vec<_> = used
        .iter()
        .map(|id| {
            let name = &api.security_schemes[id.0].name;
            (naming::snake_name(name), name.clone())
        })
        .collect();
    let idents = Scope::reserving(super::operations::RESERVED).assign(&wanted);
    used.into_iter().zip(idents).collect()
}

/// The schemes that some operations require; [`ir::SchemeId`] is the index.
pub(super) fn schemes(api: &Api, operations: &[&Operation]) -> Vec<ir::Scheme> {
    let idents = idents(api, operations);
    let wanted: Vec<_> = idents
        .iter()
        .map(|(_, ident)| {
            let constant = ident.trim_end_matches('_').to_ascii_uppercase();
            (constant, ident.clone())
        })
        .collect();
    let constants = Scope::default().assign(&wanted);
    let schemes = idents.into_iter().zip(constants);
    schemes
        .map(|((id, ident), constant)| {
            let scheme = &api.security_schemes[id.0];
            ir::Scheme {
                name: ir::Name {
                    wire: scheme.name.clone(),
                    ident,
                },
                constant,
                docs: DocsBuilder::default()
                    .text(scheme.description.as_deref())
                    .finish(),
                kind: kind(&scheme.kind),
            }
        })
        .collect()
}

fn kind(kind: &SecuritySchemeKind) -> ir::SchemeKind {
    match kind {
        SecuritySchemeKind::Bearer => ir::SchemeKind::Bearer,
        SecuritySchemeKind::Basic => ir::SchemeKind::Basic,
        SecuritySchemeKind::Http(name) => ir::SchemeKind::Http(name.clone()),
        SecuritySchemeKind::Authorization { challenge } => ir::SchemeKind::Authorization(challenge),
        SecuritySchemeKind::ApiKey { location, name } => {
            ir::SchemeKind::ApiKey(*location, name.clone())
        }
        SecuritySchemeKind::OAuth2 { .. } => ir::SchemeKind::OAuth2,
        SecuritySchemeKind::OpenIdConnect { .. } => ir::SchemeKind::OpenIdConnect,
        SecuritySchemeKind::MutualTls => ir::SchemeKind::MutualTls,
    }
}

/// What an operation requires, of those schemes.
pub(super) fn requirements(
    operation: &Operation,
    schemes: &[SecuritySchemeId],
) -> Vec<Vec<ir::Requirement>> {
    let alternatives = operation.security.iter();
    alternatives
        .map(|alternative| {
            let requirements = alternative.iter().filter_map(|requirement| {
                let scheme = schemes.iter().position(|id| *id == requirement.scheme)?;
                Some(ir::Requirement {
                    scheme: ir::SchemeId(scheme),
                    scopes: requirement.scopes.clone(),
                })
            });
            requirements.collect()
        })
        .collect()
}

/// The alternatives that a request can satisfy, as indices; where nothing is asked for there is none.
pub(super) fn satisfiable(api: &Api, operation: &Operation) -> Vec<usize> {
    let kind = |requirement: &Requirement| &api.security_schemes[requirement.scheme.0].kind;
    let is_satisfiable = |all: &[Requirement]| {
        let mut kinds = all.iter().map(kind).enumerate();
        kinds.all(|(index, one)| !all[..index].iter().any(|other| kind(other).excludes(one)))
    };
    let alternatives = operation.security.iter().enumerate();
    let satisfiable = alternatives.filter(|(_, all)| is_satisfiable(all));
    satisfiable.map(|(index, _)| index).collect()
}

/// The distinct requirements of operations, in their order: `SECURITY`, `SECURITY_2`, whatever the schemes are called.
pub(super) fn securities(
    operations: &[ir::Operation],
    schemes: &[ir::Scheme],
) -> Vec<ir::Security> {
    let mut securities: Vec<ir::Security> = Vec::new();
    let mut number = 0;
    for operation in operations.iter().filter(|it| !it.security.is_empty()) {
        if securities
            .iter()
            .any(|it| it.alternatives == operation.security)
        {
            continue;
        }
        let constant = loop {
            number += 1;
            let constant = match number {
                1 => "SECURITY".to_owned(),
                number => format!("SECURITY_{number}"),
            };
            if schemes.iter().all(|scheme| scheme.constant != constant) {
                break constant;
            }
        };
        securities.push(ir::Security {
            constant,
            alternatives: operation.security.clone(),
        });
    }
    securities
}
