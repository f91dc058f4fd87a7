//! Security requirements, and credentials that a document declares as plain header parameters.

use super::not_yet;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    resolve::{self, Resolved},
    spec,
};
use openapiv3 as oas;

/// The schemes that operations require, found so far.
pub(super) struct Security<'a> {
    resolved: &'a Resolved,
    schemes: Vec<spec::SecurityScheme>,
}

impl<'a> Security<'a> {
    pub(super) fn new(resolved: &'a Resolved) -> Self {
        Self {
            resolved,
            schemes: Vec::new(),
        }
    }

    /// The schemes, by id.
    pub(super) fn finish(self) -> Vec<spec::SecurityScheme> {
        self.schemes
    }

    /// The scheme that an operation requires: its own `security`, else the document's, else a credential that it
    /// declares as a header parameter.
    pub(super) fn required(
        &mut self,
        cx: &mut Diagnostics,
        operation: &resolve::Operation,
        authorization: Option<&resolve::Parameter>,
    ) -> Option<spec::SecuritySchemeId> {
        let (requirements, pointer) = match (&operation.data.security, &self.resolved.security) {
            (Some(own), _) => (own.as_slice(), operation.pointer.join("security")),
            (None, Some(shared)) => (shared.as_slice(), Pointer::root().join("security")),
            (None, None) => (Default::default(), operation.pointer.join("security")),
        };
        let declared = match requirements {
            [] => None,
            [one] if one.len() == 1 => one.keys().next(),
            [one] if one.is_empty() => None,
            _ => {
                not_yet(
                    cx,
                    &self.resolved.places,
                    &pointer,
                    "a choice or a combination of security requirements",
                );
                return None;
            }
        };
        match (declared, authorization) {
            (Some(name), authorization) => {
                if let Some(parameter) = authorization {
                    self.ignored(cx, parameter, name);
                }
                self.declared(cx, name, &pointer.join(0).join(name))
            }
            (None, Some(parameter)) => self.lifted(cx, parameter),
            (None, None) => None,
        }
    }

    /// A scheme of `components.securitySchemes`.
    fn declared(
        &mut self,
        cx: &mut Diagnostics,
        name: &str,
        requirement: &Pointer,
    ) -> Option<spec::SecuritySchemeId> {
        if let Some(id) = self.schemes.iter().position(|scheme| scheme.name == name) {
            return Some(spec::SecuritySchemeId(id));
        }
        let known = &self.resolved.security_schemes;
        let Some((_, scheme)) = known.iter().find(|(known, _)| known == name) else {
            let mut diagnostic = Diagnostic::new(
                &codes::UNKNOWN_SECURITY_SCHEME,
                self.resolved.places.key(requirement),
                format!(
                    "the security scheme `{name}` is not declared under `components.securitySchemes`"
                ),
            );
            if let Some(near) =
                crate::suggest::nearest(name, known.iter().map(|(name, _)| name.as_str()))
            {
                diagnostic = diagnostic.help(format!("there is `{near}`"));
            }
            cx.push(diagnostic);
            return None;
        };
        let pointer = Pointer::root()
            .join("components")
            .join("securitySchemes")
            .join(name);
        let (kind, description) = match scheme {
            oas::SecurityScheme::HTTP {
                scheme,
                description,
                ..
            } if scheme.eq_ignore_ascii_case("bearer") => {
                (spec::SecuritySchemeKind::Bearer, description)
            }
            oas::SecurityScheme::HTTP {
                scheme,
                description,
                ..
            } if scheme.eq_ignore_ascii_case("basic") => {
                (spec::SecuritySchemeKind::Basic, description)
            }
            // The same credential as a lifted one, declared as what it is.
            oas::SecurityScheme::APIKey {
                location: oas::APIKeyLocation::Header,
                name,
                description,
                ..
            } if name.eq_ignore_ascii_case(AUTHORIZATION) => {
                let challenge = challenge(description.as_deref().unwrap_or_default());
                (
                    spec::SecuritySchemeKind::Authorization { challenge },
                    description,
                )
            }
            _ => {
                not_yet(
                    cx,
                    &self.resolved.places,
                    &pointer,
                    "a security scheme other than HTTP bearer and basic",
                );
                return None;
            }
        };
        Some(self.add(spec::SecurityScheme {
            name: name.to_owned(),
            kind,
            description: description.clone(),
        }))
    }

    /// An `Authorization` header parameter as a credential of its own, one for the whole API. OpenAPI 3.0.3, Parameter
    /// Object: such a definition "shall be ignored"; yet it is all that the document says about who may call.
    fn lifted(
        &mut self,
        cx: &mut Diagnostics,
        parameter: &resolve::Parameter,
    ) -> Option<spec::SecuritySchemeId> {
        let data = parameter.parameter.parameter_data_ref();
        if !data.required {
            let what = "a credential that callers may leave out (an optional `Authorization` header parameter)";
            not_yet(cx, &self.resolved.places, &parameter.pointer, what);
            return None;
        }
        let name = self.lifted_name();
        let known = self.schemes.iter().position(|scheme| scheme.name == name);
        let id = known.map_or_else(
            || {
                let description = data.description.clone();
                let challenge = challenge(description.as_deref().unwrap_or_default());
                self.add(spec::SecurityScheme {
                    name: name.to_owned(),
                    kind: spec::SecuritySchemeKind::Authorization { challenge },
                    description,
                })
            },
            spec::SecuritySchemeId,
        );
        let mut note = Diagnostic::new(
            &codes::AUTHORIZATION_PARAMETER,
            self.resolved.places.value(&parameter.pointer),
            "the `Authorization` header parameter is taken as a required credential",
        )
        .note("the Specification says to ignore header parameters of this name");
        if let spec::SecuritySchemeKind::Authorization { challenge } = self.schemes[id.0].kind {
            note = note.help(format!(
                "a 401 names the challenge `{challenge}`; declare a security scheme in an overlay to say otherwise"
            ));
        }
        cx.push(note);
        Some(id)
    }

    /// What the lifted credential is called: as its header, unless the document calls a scheme of its own so.
    fn lifted_name(&self) -> &'static str {
        let mut declared = self.resolved.security_schemes.iter();
        match declared.any(|(name, _)| name == AUTHORIZATION) {
            true => "AuthorizationHeader",
            false => AUTHORIZATION,
        }
    }

    fn ignored(&self, cx: &mut Diagnostics, parameter: &resolve::Parameter, scheme: &str) {
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

    fn add(&mut self, scheme: spec::SecurityScheme) -> spec::SecuritySchemeId {
        self.schemes.push(scheme);
        spec::SecuritySchemeId(self.schemes.len() - 1)
    }
}

/// The header that carries credentials (RFC 9110 section 11.6.2).
pub(super) const AUTHORIZATION: &str = "Authorization";

/// The authentication scheme that a description names, as `Bearer <token>` or `Basic {credentials}`; `Basic`, the one
/// that every HTTP client knows, where it names neither.
fn challenge(description: &str) -> &'static str {
    let words = description.split(|c: char| !c.is_ascii_alphanumeric());
    let mut named = words.filter_map(|word| match word {
        "Basic" => Some("Basic"),
        "Bearer" => Some("Bearer"),
        _ => None,
    });
    named.next().unwrap_or("Basic")
}
