//! The operations of the tests, written as the generator would.

use crate::runtime::{self, Problem, Untyped, client};

/// Every place where an input can be.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ask {
    pub(super) id: String,
    pub(super) part: String,
    pub(super) page: Option<i64>,
    pub(super) tags: Option<Vec<String>>,
    pub(super) trace: Option<String>,
    pub(super) list: Option<Vec<String>>,
    pub(super) body: Option<Form>,
}

static TOKEN: runtime::Scheme = runtime::Scheme::bearer("token");

const SECURITY: runtime::Security = &[&[runtime::Requirement::new(&TOKEN, &[])]];

impl Ask {
    pub(super) fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            part: "p".to_owned(),
            ..Self::default()
        }
    }
}

impl runtime::Operation for Ask {
    const ID: &'static str = "ask";
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/ask ü/{id}/{part}:now";
    const SECURITY: runtime::Security = SECURITY;
    type Output = Form;
    type Error = AskError;
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum AskError {
    BadRequest(Problem),
    NotFound(Untyped),
}

impl client::Operation for Ask {
    fn encode(&self, to: &mut client::Encoder<'_>) {
        to.path("id", &self.id);
        to.path("part", &self.part);
        to.optional_query("page & ü", &self.page);
        to.optional_query("tags[]", &self.tags);
        to.optional_header("X-Trace", &self.trace);
        to.optional_header("X-List", &self.list);
        to.optional_body_as(
            &[runtime::JSON, runtime::FORM, runtime::MULTIPART],
            &self.body,
        );
    }

    fn decode(from: &mut client::Reply) -> Option<Result<Form, AskError>> {
        Some(match from.status() {
            200 => Ok(from.json()),
            400 => Err(AskError::BadRequest(from.json())),
            404 => Err(AskError::NotFound(from.untyped())),
            _ => return None,
        })
    }
}

/// An operation that takes no credential and no body.
pub(super) struct Open;

impl runtime::Operation for Open {
    const ID: &'static str = "open";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/open";
    type Output = i64;
    type Error = Untyped;
}

impl client::Operation for Open {
    fn encode(&self, _: &mut client::Encoder<'_>) {}

    fn decode(from: &mut client::Reply) -> Option<Result<i64, Untyped>> {
        (from.status() == 200).then(|| Ok(from.json()))
    }
}

/// A body in all media types.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Form {
    pub(super) name: Option<String>,
    pub(super) count: Option<i64>,
    pub(super) ratio: Option<f64>,
    pub(super) sure: Option<bool>,
    pub(super) texts: Option<Vec<String>>,
    pub(super) numbers: Option<Vec<i64>>,
    pub(super) part: Option<super::models::Part>,
    pub(super) parts: Option<Vec<super::models::Part>>,
    pub(super) grid: Option<Vec<Vec<i64>>>,
    pub(super) dotted: Option<String>,
}

impl runtime::Object for Form {
    const PROPERTIES: &'static [&'static str] = &[
        "name",
        "count",
        "ratio",
        "sure",
        "texts",
        "numbers",
        "part",
        "parts",
        "grid",
        "name.dotted",
    ];
    const REQUIRED: &'static [usize] = &[];

    fn blank() -> Self {
        Self::default()
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => runtime::read_optional(&mut self.name, from),
            1 => runtime::read_optional(&mut self.count, from),
            2 => runtime::read_optional(&mut self.ratio, from),
            3 => runtime::read_optional(&mut self.sure, from),
            4 => runtime::read_optional(&mut self.texts, from),
            5 => runtime::read_optional(&mut self.numbers, from),
            6 => runtime::read_optional(&mut self.part, from),
            7 => runtime::read_optional(&mut self.parts, from),
            8 => runtime::read_optional(&mut self.grid, from),
            9 => runtime::read_optional(&mut self.dotted, from),
            _ => runtime::skip(from),
        }
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        to.optional_entry("name", &self.name);
        to.optional_entry("count", &self.count);
        to.optional_entry("ratio", &self.ratio);
        to.optional_entry("sure", &self.sure);
        to.optional_entry("texts", &self.texts);
        to.optional_entry("numbers", &self.numbers);
        to.optional_entry("part", &self.part);
        to.optional_entry("parts", &self.parts);
        to.optional_entry("grid", &self.grid);
        to.optional_entry("name.dotted", &self.dotted);
    }
}

runtime::object!(Form);
