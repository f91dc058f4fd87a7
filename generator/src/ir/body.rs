//! What bodies and responses carry, and the media types that it travels as.

use super::{Check, Docs, Name, ResponseHeader, Style, TypeRef};

/// The body of a request.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// Its field in the input struct.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Whether every request has one.
    pub(crate) required: bool,
    /// What it is.
    pub(crate) contents: Contents,
}

/// What a body or a response carries.
#[derive(Clone, Debug)]
pub(crate) enum Contents {
    /// The same whatever it travels as.
    One(Content),
    /// An enum of `operations`.
    Several(ContentEnum),
}

/// An enum of what a body may be: one variant for each of its forms.
#[derive(Clone, Debug)]
pub(crate) struct ContentEnum {
    /// Its identifier.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// The variants, the client's default first.
    pub(crate) variants: Vec<ContentVariant>,
}

/// A form of a body.
#[derive(Clone, Debug)]
pub(crate) struct ContentVariant {
    /// Its identifier.
    pub(crate) ident: String,
    /// What it carries.
    pub(crate) content: Content,
}

/// A payload, and the media types that it travels as.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// What it is in Rust.
    pub(crate) payload: Payload,
    /// The client's default first; empty where the document does not say.
    pub(crate) media: Vec<Media>,
    /// What to check of a value.
    pub(crate) check: Check,
}

/// What a body is in Rust.
#[derive(Clone, Debug)]
pub(crate) enum Payload {
    /// Nothing.
    Empty,
    /// `runtime::Untyped`: described in prose only.
    Untyped,
    /// A value, as JSON or a form.
    Value(TypeRef),
    /// A scalar, as text.
    Text(TypeRef),
    /// `runtime::ByteStream`
    Bytes,
    /// `runtime::Items` of a type.
    Items(TypeRef),
    /// `runtime::Events` of a type.
    Events(TypeRef),
    /// A struct of `operations` that is sent part by part.
    Parts(Parts),
}

/// A media type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Media {
    /// Its name, perhaps a range, in small letters.
    pub(crate) name: String,
    /// How it is read and written.
    pub(crate) kind: MediaKind,
    /// What the document says about the properties of a form.
    pub(crate) encodings: Vec<Encoding>,
}

impl Media {
    /// Whether it is several media types: `*/*`, `image/*`, `application/*+json`.
    pub(crate) fn is_range(&self) -> bool {
        self.name.contains('*')
    }
}

/// How a media type is read and written.
pub(crate) use crate::spec::ContentKind as MediaKind;

/// How a property of a form is written, where that is not the default.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Encoding {
    /// The property.
    pub(crate) property: String,
    /// The media type of its part.
    pub(crate) content_type: Option<String>,
    /// How an urlencoded form says its values, where that is not as usual.
    pub(crate) said: Option<Said>,
}

/// How the values of a property are said in an urlencoded form: as those of a query parameter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Said {
    /// The style.
    pub(crate) style: Style,
    /// Whether arrays and objects are written as several values.
    pub(crate) explode: bool,
    /// Whether reserved characters are sent as they are.
    pub(crate) allow_reserved: bool,
    /// What stands in the form for an object.
    pub(crate) members: SpreadMembers,
}

/// Which names in a form are members of an object that is written as several values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SpreadMembers {
    /// Nobody has to know: there is no such object, or nobody else takes names that are not its own.
    NotAsked,
    /// These.
    Named(Vec<String>),
    /// All but these.
    AllBut(Vec<String>),
}

/// A struct of `operations`: a multipart body with files, or with headers of its parts.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    /// Its identifier.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// In document order.
    pub(crate) parts: Vec<Part>,
    /// Whether other parts are refused.
    pub(crate) closed: bool,
    /// Whether a variant holds it in a `Box`.
    pub(crate) boxed: bool,
}

/// A part of a multipart body.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its names.
    pub(crate) name: Name,
    /// Its docs.
    pub(crate) docs: Docs,
    /// What it is.
    pub(crate) kind: PartKind,
    /// Whether it is always there.
    pub(crate) required: bool,
    /// Whether it may be there several times: a `Vec`.
    pub(crate) repeated: bool,
    /// The media types that it may have; empty: the default of its kind.
    pub(crate) content_types: Vec<String>,
    /// Its headers; with any, the part is a struct of `operations` that holds them and the `body`.
    pub(crate) headers: Vec<ResponseHeader>,
    /// The identifier of that struct.
    pub(crate) ident_of_struct: Option<String>,
    /// What to check of its value.
    pub(crate) check: Check,
}

/// What a part is.
#[derive(Clone, Debug)]
pub(crate) enum PartKind {
    /// A scalar, as text.
    Text(TypeRef),
    /// JSON.
    Json(TypeRef),
    /// `runtime::FilePart`
    File,
}

impl Contents {
    /// Every form.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &Content> {
        let (one, several): (Option<&Content>, &[ContentVariant]) = match self {
            Self::One(content) => (Some(content), &[]),
            Self::Several(contents) => (None, &contents.variants),
        };
        one.into_iter()
            .chain(several.iter().map(|variant| &variant.content))
    }
}

impl Payload {
    /// The types that it is made of.
    #[must_use]
    pub(crate) fn types(&self) -> Vec<&TypeRef> {
        match self {
            Self::Empty | Self::Untyped | Self::Bytes => Vec::new(),
            Self::Value(ty) | Self::Text(ty) | Self::Items(ty) | Self::Events(ty) => vec![ty],
            Self::Parts(parts) => parts.parts.iter().flat_map(Part::types).collect(),
        }
    }
}

impl Part {
    fn types(&self) -> Vec<&TypeRef> {
        let own = match &self.kind {
            PartKind::Text(ty) | PartKind::Json(ty) => Some(ty),
            PartKind::File => None,
        };
        own.into_iter()
            .chain(self.headers.iter().map(|header| &header.ty))
            .collect()
    }
}
