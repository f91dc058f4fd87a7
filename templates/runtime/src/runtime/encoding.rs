//! Encoding Objects: how the properties of forms are said, where it is not as usual.

use super::parameter::Parameter;

/// How one property of a form or a multipart body is said (OpenAPI 3.0.3, Encoding Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The property.
    pub property: &'static str,
    /// Its media type, where it is not the usual one.
    pub content_type: Option<&'static str>,
    /// Its style in an urlencoded form, where it has one: as query parameters do.
    pub style: Option<Parameter>,
}

impl Encoding {
    /// The property of that name, said as usual.
    #[must_use]
    pub const fn of(property: &'static str) -> Self {
        Self {
            property,
            content_type: None,
            style: None,
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

    /// Whether the document says that the property is JSON.
    #[must_use]
    pub fn is_json(&self) -> bool {
        let essence = self.content_type.map(super::media::essence);
        essence.is_some_and(super::media::Media::is_json)
    }

    const fn parameter(&self) -> Parameter {
        match self.style {
            Some(parameter) => parameter,
            None => Parameter::query(self.property),
        }
    }

    const fn style(self, parameter: Parameter) -> Self {
        Self {
            style: Some(parameter),
            ..self
        }
    }

    /// As [`Style::Form`](super::Style::Form), exploded.
    #[must_use]
    pub const fn form(self) -> Self {
        self.style(self.parameter().form())
    }

    /// As [`Style::SpaceDelimited`](super::Style::SpaceDelimited), not exploded.
    #[must_use]
    pub const fn space_delimited(self) -> Self {
        self.style(self.parameter().space_delimited())
    }

    /// As [`Style::PipeDelimited`](super::Style::PipeDelimited), not exploded.
    #[must_use]
    pub const fn pipe_delimited(self) -> Self {
        self.style(self.parameter().pipe_delimited())
    }

    /// As [`Style::DeepObject`](super::Style::DeepObject).
    #[must_use]
    pub const fn deep_object(self) -> Self {
        self.style(self.parameter().deep_object())
    }

    /// Whether items and properties are said one by one. Each style has its own default, so this comes behind it.
    #[must_use]
    pub const fn explode(self, explode: bool) -> Self {
        self.style(self.parameter().explode(explode))
    }

    /// Reserved characters of a value are said as they are, where a query allows them.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        self.style(self.parameter().allow_reserved())
    }
}
