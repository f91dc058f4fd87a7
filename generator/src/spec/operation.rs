//! Operations in OpenAPI's nouns: parameters, bodies and responses, nothing inherited.

use super::{
    Content, Header, Link, Pagination, RequestBody, Requirement, SchemaId, SecuritySchemeId, Server,
};
pub(crate) use crate::vocabulary::{Location, Status};
use crate::{pointer::Pointer, vocabulary::ExternalDocs};

/// OpenAPI 3.0.3, Operation Object.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Upper case.
    pub(crate) method: String,
    /// The template, as in the document; of a callback its name.
    pub(crate) path: String,
    /// What it is called: as the user chose, as its `operationId`, or by its method and path.
    pub(crate) name: String,
    /// The name that the user chose, to be had as it is.
    pub(crate) chosen_name: Option<String>,
    /// `summary`
    pub(crate) summary: Option<String>,
    /// `description`
    pub(crate) description: Option<String>,
    /// `externalDocs`
    pub(crate) external_docs: Option<ExternalDocs>,
    /// `deprecated`
    pub(crate) deprecated: bool,
    /// `tags`
    pub(crate) tags: Vec<String>,
    /// The path item's and its own, overrides applied; path parameters in the order of the template first.
    pub(crate) parameters: Vec<Parameter>,
    /// What it takes.
    pub(crate) request_body: Option<RequestBody>,
    /// What it answers: statuses ascending, then ranges, then `default`.
    pub(crate) responses: Vec<Response>,
    /// Who may call: alternatives of credentials that are needed together; an empty alternative is anybody, no
    /// alternative at all is an operation without security.
    pub(crate) security: Vec<Vec<Requirement>>,
    /// Its own servers, or its path's; empty: those of the API.
    pub(crate) servers: Vec<Server>,
    /// Requests that the API sends back.
    pub(crate) callbacks: Vec<Callback>,
    /// How the pages of what it lists follow each other.
    pub(crate) pagination: Option<Pagination>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

/// Index of an [`Operation`] in [`Api::operations`](super::Api::operations).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct OperationId(pub(crate) usize);

/// OpenAPI 3.0.3, Parameter Object.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// As on the wire.
    pub(crate) name: String,
    /// Where in the request.
    pub(crate) location: Location,
    /// Whether every request carries it.
    pub(crate) required: bool,
    /// What the document says about it.
    pub(crate) description: Option<String>,
    /// Whether the document advises against it.
    pub(crate) deprecated: bool,
    /// What it carries; a text where the document asks for what its style cannot write.
    pub(crate) schema: SchemaId,
    /// How its value is written.
    pub(crate) style: Style,
    /// Whether arrays and objects are written as several values; as the style has it by default, where it makes no
    /// difference.
    pub(crate) explode: bool,
    /// Whether reserved characters are sent as they are.
    pub(crate) allow_reserved: bool,
    /// Whether it may be sent without a value.
    pub(crate) allow_empty_value: bool,
    /// Whether its value is the whole query.
    pub(crate) whole: bool,
    /// The name that the user chose.
    pub(crate) chosen_name: Option<String>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

impl Location {
    /// The style of its parameters that do not name one (OpenAPI 3.0.3, Parameter Object).
    #[must_use]
    pub(crate) fn default_style(self) -> Style {
        match self {
            Self::Path | Self::Header => Style::Simple,
            Self::Query | Self::Cookie => Style::Form,
        }
    }
}

/// How a value is written where there is no JSON (OpenAPI 3.0.3, Style Values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Style {
    /// `simple`
    Simple,
    /// `label`
    Label,
    /// `matrix`
    Matrix,
    /// `form`
    Form,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
    /// `cookie`
    Cookie,
    /// `content` of JSON.
    Json,
    /// `content` of text.
    Text,
}

impl Style {
    /// Whether what is exploded stands there as several values: items under the name, members in place of it.
    pub(crate) fn is_form(self) -> bool {
        matches!(self, Self::Form | Self::Cookie)
    }
}

/// OpenAPI 3.0.3, Response Object.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    /// When it is given.
    pub(crate) status: Status,
    /// `description`
    pub(crate) description: String,
    /// `headers`
    pub(crate) headers: Vec<Header>,
    /// In document order but JSON first; empty where the document describes the body in prose only, and where there is none.
    pub(crate) content: Vec<Content>,
    /// `links`
    pub(crate) links: Vec<Link>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

/// OpenAPI 3.0.3, Callback Object: one expression of it.
#[derive(Clone, Debug)]
pub(crate) struct Callback {
    /// Its key.
    pub(crate) name: String,
    /// Where the request is sent, a runtime expression.
    pub(crate) expression: String,
    /// What is sent.
    pub(crate) operations: Vec<Operation>,
}

impl Operation {
    /// The schemas of its requests, and of the answers to its callbacks.
    #[must_use]
    pub(crate) fn request_schemas(&self) -> Vec<SchemaId> {
        let mut schemas: Vec<_> = self
            .parameters
            .iter()
            .map(|parameter| parameter.schema)
            .collect();
        schemas.extend(self.body_schemas());
        let callbacks = self
            .callbacks
            .iter()
            .flat_map(|callback| &callback.operations);
        schemas.extend(callbacks.flat_map(Self::response_schemas));
        schemas
    }

    /// The schemas of its request body, those of its parts' headers included.
    pub(crate) fn body_schemas(&self) -> impl Iterator<Item = SchemaId> {
        let content = self.request_body.iter().flat_map(|body| &body.content);
        content.flat_map(Content::schemas)
    }

    /// The schemas of its responses, and of the requests of its callbacks.
    #[must_use]
    pub(crate) fn response_schemas(&self) -> Vec<SchemaId> {
        let mut schemas = Vec::new();
        for response in &self.responses {
            schemas.extend(response.headers.iter().map(|header| header.schema));
            schemas.extend(response.content.iter().flat_map(Content::schemas));
        }
        let callbacks = self
            .callbacks
            .iter()
            .flat_map(|callback| &callback.operations);
        schemas.extend(callbacks.flat_map(Self::request_schemas));
        schemas
    }

    /// Replaces the schemes that it and its callbacks require.
    pub(crate) fn map_security_schemes(
        &mut self,
        to: &dyn Fn(SecuritySchemeId) -> SecuritySchemeId,
    ) {
        for requirement in self.security.iter_mut().flatten() {
            requirement.scheme = to(requirement.scheme);
        }
        let callbacks = self.callbacks.iter_mut();
        for operation in callbacks.flat_map(|callback| &mut callback.operations) {
            operation.map_security_schemes(to);
        }
    }

    /// Replaces the schemas of its requests and those of its responses; callbacks are requests of the API, so theirs
    /// are the other way round.
    pub(crate) fn map_schemas(
        &mut self,
        request: &dyn Fn(SchemaId) -> SchemaId,
        response: &dyn Fn(SchemaId) -> SchemaId,
    ) {
        for parameter in &mut self.parameters {
            parameter.schema = request(parameter.schema);
        }
        for content in self
            .request_body
            .iter_mut()
            .flat_map(|body| &mut body.content)
        {
            content.map_schemas(request);
        }
        for answer in &mut self.responses {
            for header in &mut answer.headers {
                header.schema = response(header.schema);
            }
            for content in &mut answer.content {
                content.map_schemas(response);
            }
        }
        for callback in &mut self.callbacks {
            for operation in &mut callback.operations {
                operation.map_schemas(response, request);
            }
        }
    }
}
