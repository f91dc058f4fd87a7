//! Encoding Objects: how the properties of forms are said, where it is not as usual.

use super::parameter::Parameter;
#[cfg(feature = "server")]
use super::parameter::Style;

/// How one property of a form or a multipart body is said (OpenAPI 3.0.3, Encoding Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The property.
    pub property: &'static str,
    /// Its media type, where it is not the usual one.
    pub content_type: Option<&'static str>,
    /// Its style in an urlencoded form, where it has one: as query parameters do.
    pub style: Option<Parameter>,
    /// Which names in the form are those of its members.
    pub members: Members,
}

/// Which names in a form are those of members of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Members {
    /// None: it has a name of its own, or nobody else takes names that are not theirs.
    None,
    /// These.
    Named(&'static [&'static str]),
    /// All that are neither properties of the form nor beside the parameter.
    Rest,
}

impl Encoding {
    /// The property of that name, said as usual.
    #[must_use]
    pub const fn of(property: &'static str) -> Self {
        Self {
            property,
            content_type: None,
            style: None,
            members: Members::None,
        }
    }

    /// The property of that name, said as a query parameter is.
    #[must_use]
    pub const fn styled(parameter: Parameter) -> Self {
        Self {
            style: Some(parameter),
            ..Self::of(parameter.name)
        }
    }

    /// In this media type; of several, the one that a client says it in.
    #[must_use]
    pub const fn content_type(self, content_type: &'static str) -> Self {
        Self {
            content_type: Some(content_type),
            ..self
        }
    }

    /// These names in the form are those of its members.
    #[must_use]
    pub const fn members(self, names: &'static [&'static str]) -> Self {
        Self {
            members: Members::Named(names),
            ..self
        }
    }

    /// All names in the form that nobody else has are those of its members.
    #[must_use]
    pub const fn rest(self) -> Self {
        Self {
            members: Members::Rest,
            ..self
        }
    }

    /// Whether the document says that the property is JSON.
    #[must_use]
    pub fn is_json(&self) -> bool {
        let essence = self.content_type.map(super::media::essence);
        essence.is_some_and(super::media::Media::is_json)
    }

    /// Whether a field of a form is read in the property's style; `declared`: whether it is a property of the form.
    #[cfg(feature = "server")]
    pub(in crate::runtime) fn is_styled(&self, field: &str, declared: bool) -> bool {
        let Some(parameter) = self.style else {
            return false;
        };
        let rest = field.strip_prefix(self.property);
        let is_own = rest.is_some_and(|rest| {
            rest.is_empty() || parameter.style == Style::DeepObject && rest.starts_with('[')
        });
        is_own
            || match self.members {
                Members::None => false,
                Members::Named(names) => names.contains(&field),
                Members::Rest => !declared && !parameter.is_beside(field),
            }
    }
}
