//! Security requirements, and credentials that a document declares as plain parameters.

mod schemes;

use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    resolve::{self, Resolved},
    spec::{self, Location, Requirement, SecuritySchemeId},
};
use schemes::{challenge, scheme_of};
use std::collections::HashSet;

/// The schemes that operations require, found so far. While they are, a [`SecuritySchemeId`] is the index of a scheme
/// of the document; the credential lifted from a parameter is the one behind the last.
pub(super) struct Security<'a> {
    resolved: &'a Resolved,
    required: Vec<bool>,
    lifted: Option<spec::SecurityScheme>,
}

/// What an operation asks of its callers.
pub(super) struct Asked {
    pub(super) alternatives: Vec<Vec<Requirement>>,
    /// Indices of parameters that are credentials.
    pub(super) credentials: Vec<usize>,
}

impl<'a> Security<'a> {
    pub(super) fn new(resolved: &'a Resolved) -> Self {
        Self {
            resolved,
            required: vec![false; resolved.security_schemes.len()],
            lifted: None,
        }
    }

    /// The schemes that are required, in document order, and for each id so far the one that it has among them.
    pub(super) fn finish(self) -> (Vec<spec::SecurityScheme>, Vec<SecuritySchemeId>) {
        let mut schemes = Vec::new();
        let mut ids = Vec::new();
        for (scheme, required) in self.resolved.security_schemes.iter().zip(self.required) {
            ids.push(SecuritySchemeId(schemes.len()));
            if required {
                schemes.push(scheme_of(scheme));
            }
        }
        ids.push(SecuritySchemeId(schemes.len()));
        schemes.extend(self.lifted);
        (schemes, ids)
    }

    /// What an operation asks for: its own `security`, else the document's, else a credential that it declares as a
    /// header parameter. A callback is called by the API itself, whose own `security` is not about it.
    pub(super) fn asked(
        &mut self,
        cx: &mut Diagnostics,
        operation: &resolve::Operation,
        is_callback: bool,
    ) -> Asked {
        let resolved = self.resolved;
        let inherited = resolved.security.as_deref().filter(|_| !is_callback);
        let requirements = operation.security.as_deref().or(inherited);
        // Each operation has them all, and each of its parameters may carry one.
        let asked = requirements.map_or(0, |list| list.iter().map(|one| one.schemes.len()).sum());
        let values = asked * (1 + operation.parameters.len());
        let place = || resolved.places.value(&operation.pointer);
        let requirements =
            requirements.filter(|_| values == 0 || cx.expand(|| values, place).is_some());
        let mut alternatives: Vec<Vec<Requirement>> = Vec::new();
        let mut seen = HashSet::new();
        for requirement in requirements.unwrap_or_default() {
            // One that names an unknown scheme is an error.
            let Some(alternative) = self.alternative(cx, requirement) else {
                continue;
            };
            let key: Vec<_> = alternative
                .iter()
                .map(|one| (one.scheme, one.scopes.clone()))
                .collect();
            if seen.insert(key) {
                alternatives.push(alternative);
            }
        }
        // Nothing but nobody in particular is no security.
        if alternatives.iter().all(Vec::is_empty) {
            alternatives.clear();
        }
        let mut credentials = Vec::new();
        for (index, parameter) in operation.parameters.iter().enumerate() {
            let carries = alternatives.iter().flatten().find(|requirement| {
                // One that was lifted from a parameter is none of the document's.
                let schemes = &resolved.security_schemes;
                let scheme = schemes.get(requirement.scheme.0);
                scheme.is_some_and(|scheme| carries(scheme, parameter))
            });
            if is_authorization(parameter) {
                credentials.push(index);
                match alternatives.iter().flatten().next() {
                    Some(requirement) => self.ignored(cx, parameter, requirement.scheme),
                    None => alternatives = self.lift(cx, parameter),
                }
            } else if let Some(requirement) = carries {
                credentials.push(index);
                self.carried(cx, parameter, requirement.scheme);
            }
        }
        Asked {
            alternatives,
            credentials,
        }
    }

    /// A Security Requirement Object; `None`, with an error said, when it names an unknown scheme.
    fn alternative(
        &mut self,
        cx: &mut Diagnostics,
        requirement: &resolve::Requirement,
    ) -> Option<Vec<Requirement>> {
        let mut alternative = Vec::new();
        let mut is_known = true;
        for (name, scopes) in &requirement.schemes {
            let mut known = self.resolved.security_schemes.iter();
            let Some(index) = known.position(|scheme| scheme.name == *name) else {
                self.unknown(cx, name, &requirement.pointer.join(name));
                is_known = false;
                continue;
            };
            self.required[index] = true;
            let scheme = SecuritySchemeId(index);
            let scopes = self.scopes(cx, scheme, scopes, &requirement.pointer.join(name));
            alternative.push(Requirement { scheme, scopes });
        }
        self.report_exclusive(cx, requirement, &alternative);
        is_known.then_some(alternative)
    }

    /// Reports credentials that are asked for together, though a request carries one of them only.
    fn report_exclusive(
        &self,
        cx: &mut Diagnostics,
        requirement: &resolve::Requirement,
        alternative: &[Requirement],
    ) {
        let schemes = alternative.iter();
        let schemes = schemes.map(|one| &self.resolved.security_schemes[one.scheme.0]);
        let kinds: Vec<_> = schemes.map(|one| (one, scheme_of(one).kind)).collect();
        let found = kinds
            .iter()
            .enumerate()
            .find_map(|(index, (second, kind))| {
                let mut before = kinds[..index].iter();
                let (first, _) = before.find(|(_, first)| first.excludes(kind))?;
                Some((first, second))
            });
        let Some((first, second)) = found else {
            return;
        };
        let places = &self.resolved.places;
        let message = format!(
            "no request carries the credentials of both `{}` and `{}`",
            first.name, second.name
        );
        cx.push(
            Diagnostic::new(
                &codes::EXCLUSIVE_CREDENTIALS,
                places.value(&requirement.pointer),
                message,
            )
            .related(places.key(&first.pointer), "the first scheme")
            .related(places.key(&second.pointer), "the second scheme")
            .note("each is an `Authorization` header of its own kind, and a request has one such header")
            .help("make them alternatives: one requirement each"),
        );
    }

    /// The scopes of a requirement (OpenAPI 3.0.3, Security Requirement Object): schemes without scopes have none.
    fn scopes(
        &self,
        cx: &mut Diagnostics,
        scheme: SecuritySchemeId,
        scopes: &[String],
        pointer: &Pointer,
    ) -> Vec<String> {
        let scheme = &self.resolved.security_schemes[scheme.0];
        let flows = match &scheme.kind {
            resolve::SecuritySchemeKind::OAuth2(flows) => flows.as_slice(),
            _ => &[],
        };
        let declared = flows.iter().flat_map(|flow| &flow.scopes);
        let declared: HashSet<&str> = declared.map(|(name, _)| name.as_str()).collect();
        let (mut kept, mut seen) = (Vec::new(), HashSet::new());
        for (index, scope) in scopes.iter().enumerate() {
            let message = match &scheme.kind {
                resolve::SecuritySchemeKind::OAuth2(_) => (!declared.contains(scope.as_str()))
                    .then(|| {
                        format!(
                            "no flow of the security scheme `{}` has the scope `{scope}`",
                            scheme.name
                        )
                    }),
                // Its scopes are in a document of its own.
                resolve::SecuritySchemeKind::OpenIdConnect { .. } => None,
                _ => Some(format!(
                    "the security scheme `{}` has no scopes, so that `{scope}` says nothing",
                    scheme.name
                )),
            };
            let has_scopes = matches!(
                scheme.kind,
                resolve::SecuritySchemeKind::OAuth2(_)
                    | resolve::SecuritySchemeKind::OpenIdConnect { .. }
            );
            if let Some(message) = message {
                let places = &self.resolved.places;
                let mut diagnostic = Diagnostic::new(
                    &codes::UNKNOWN_SCOPE,
                    places.value(&pointer.join(index)),
                    message,
                )
                .related(places.key(&scheme.pointer), "the scheme");
                let declared = flows.iter().flat_map(|flow| &flow.scopes);
                let declared = declared.map(|(name, _)| name.as_str());
                if let Some(near) = cx.nearest(scope, declared) {
                    diagnostic = diagnostic.help(format!("there is `{near}`"));
                }
                cx.push(diagnostic);
            }
            if has_scopes && seen.insert(scope) {
                kept.push(scope.clone());
            }
        }
        kept
    }

    fn unknown(&self, cx: &mut Diagnostics, name: &str, pointer: &Pointer) {
        let known = &self.resolved.security_schemes;
        let diagnostic = Diagnostic::new(
            &codes::UNKNOWN_SECURITY_SCHEME,
            self.resolved.places.key(pointer),
            format!(
                "the security scheme `{name}` is not declared under `components.securitySchemes`"
            ),
        );
        let known = known.iter().map(|scheme| scheme.name.as_str());
        let help = match crate::suggest::nearest(name, known) {
            Some(near) => format!("there is `{near}`"),
            None => {
                "declare it there, which an overlay can do, or take the requirement out".to_owned()
            }
        };
        cx.push(diagnostic.help(help));
    }

    /// An `Authorization` header parameter as a credential of its own, one for the whole API. OpenAPI 3.0.3, Parameter
    /// Object: such a definition "shall be ignored"; yet it is all that the document says about who may call.
    fn lift(
        &mut self,
        cx: &mut Diagnostics,
        parameter: &resolve::Parameter,
    ) -> Vec<Vec<Requirement>> {
        let name = self.lifted_name();
        let description = parameter.description.clone();
        let challenge = challenge(description.as_deref().unwrap_or_default());
        let lifted = self.lifted.get_or_insert_with(|| spec::SecurityScheme {
            name: name.to_owned(),
            kind: spec::SecuritySchemeKind::Authorization { challenge },
            description,
        });
        let what = match parameter.required {
            true => "a required credential",
            false => "a credential that callers may leave out",
        };
        let mut note = Diagnostic::new(
            &codes::AUTHORIZATION_PARAMETER,
            self.resolved.places.value(&parameter.pointer),
            format!("the `Authorization` header parameter is taken as {what}"),
        )
        .note("the Specification says to ignore header parameters of this name");
        if let spec::SecuritySchemeKind::Authorization { challenge } = lifted.kind {
            note = note.help(format!(
                "a 401 names the challenge `{challenge}`; declare a security scheme in an overlay to say otherwise"
            ));
        }
        cx.push(note);
        let mut alternatives = vec![vec![Requirement {
            scheme: SecuritySchemeId(self.required.len()),
            scopes: Vec::new(),
        }]];
        if !parameter.required {
            alternatives.push(Vec::new());
        }
        alternatives
    }

    /// What the lifted credential is called: as its header, unless the document calls a scheme of its own so.
    fn lifted_name(&self) -> &'static str {
        let mut declared = self.resolved.security_schemes.iter();
        match declared.any(|scheme| scheme.name == AUTHORIZATION) {
            true => "AuthorizationHeader",
            false => AUTHORIZATION,
        }
    }

    fn ignored(
        &self,
        cx: &mut Diagnostics,
        parameter: &resolve::Parameter,
        scheme: SecuritySchemeId,
    ) {
        let scheme = &self.resolved.security_schemes[scheme.0].name;
        cx.push(
            Diagnostic::new(
                &codes::AUTHORIZATION_PARAMETER,
                self.resolved.places.value(&parameter.pointer),
                "the `Authorization` header parameter is ignored, as the Specification says",
            )
            .note(format!(
                "the security scheme `{scheme}` carries the credential"
            )),
        );
    }

    fn carried(
        &self,
        cx: &mut Diagnostics,
        parameter: &resolve::Parameter,
        scheme: SecuritySchemeId,
    ) {
        let places = &self.resolved.places;
        let scheme = &self.resolved.security_schemes[scheme.0];
        let message = format!(
            "the {} parameter `{}` is the credential of the security scheme `{}`",
            parameter.location.word(),
            parameter.name,
            scheme.name
        );
        cx.push(
            Diagnostic::new(
                &codes::CREDENTIAL_PARAMETER,
                places.value(&parameter.pointer),
                message,
            )
            .related(places.key(&scheme.pointer), "the scheme")
            .note("it is given with the other credentials, not with the operation"),
        );
    }
}

/// The header that carries credentials (RFC 9110 section 11.6.2).
const AUTHORIZATION: &str = "Authorization";

fn is_authorization(parameter: &resolve::Parameter) -> bool {
    parameter.location == Location::Header && parameter.name.eq_ignore_ascii_case(AUTHORIZATION)
}

/// Whether an API key travels where a parameter does.
fn carries(scheme: &resolve::SecurityScheme, parameter: &resolve::Parameter) -> bool {
    let resolve::SecuritySchemeKind::ApiKey { location, name } = &scheme.kind else {
        return false;
    };
    let is_same = match location {
        Location::Header => name.eq_ignore_ascii_case(&parameter.name),
        _ => *name == parameter.name,
    };
    *location == parameter.location && is_same
}
