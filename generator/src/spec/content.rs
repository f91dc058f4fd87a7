//! What requests and responses carry: media types, and the headers beside them.

use super::{SchemaId, Style};
use crate::pointer::Pointer;

/// OpenAPI 3.0.3, Request Body Object.
#[derive(Clone, Debug)]
pub(crate) struct RequestBody {
    /// Whether every request has one.
    pub(crate) required: bool,
    /// What the document says about it.
    pub(crate) description: Option<String>,
    /// In document order but JSON first, which a client sends unless told otherwise; at least one.
    pub(crate) content: Vec<Content>,
}

/// OpenAPI 3.0.3, Media Type Object.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// The media range, without parameters, in small letters: `application/json`, `image/*`.
    pub(crate) media_type: String,
    /// The charset of its texts, if that is another than UTF-8, in which case they are bytes.
    pub(crate) charset: Option<String>,
    /// How its bodies are read and written.
    pub(crate) kind: ContentKind,
    /// What it carries; of [`ContentKind::JsonLines`] and [`ContentKind::EventStream`] each item. `None`: the document does not say.
    pub(crate) schema: Option<SchemaId>,
    /// `encoding`, in the order of the document.
    pub(crate) encoding: Vec<Encoding>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

/// How the bodies of a media type are read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ContentKind {
    /// `application/json` and `+json`.
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`
    Multipart,
    /// `text/…`: a scalar.
    Text,
    /// JSON texts, a line each, or each behind a record separator (RFC 7464).
    JsonLines,
    /// `text/event-stream`
    EventStream,
    /// Anything else: bytes.
    Bytes,
}

/// OpenAPI 3.0.3, Encoding Object.
#[derive(Clone, Debug)]
pub(crate) struct Encoding {
    /// The property that it is about.
    pub(crate) property: String,
    /// `contentType`
    pub(crate) content_type: Option<String>,
    /// Whether that asks a part for texts of another charset than UTF-8, in which case they are bytes.
    pub(crate) other_charset: bool,
    /// `headers`
    pub(crate) headers: Vec<Header>,
    /// How an urlencoded form says its values, where that is not as usual: arrays by repeating the name, objects as JSON.
    pub(crate) said: Option<Said>,
}

/// How the values of a property are said in an urlencoded form: as those of a query parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// `style`: one that can say all values of the property.
    pub(crate) style: Style,
    /// `explode`
    pub(crate) explode: bool,
    /// `allowReserved`
    pub(crate) allow_reserved: bool,
}

/// OpenAPI 3.0.3, Header Object.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// Its field name, as in the document.
    pub(crate) name: String,
    /// Whether it is always there.
    pub(crate) required: bool,
    /// What the document says about it.
    pub(crate) description: Option<String>,
    /// Whether the document advises against it.
    pub(crate) deprecated: bool,
    /// What it carries.
    pub(crate) schema: SchemaId,
    /// [`Style::Simple`], or how its `content` is written.
    pub(crate) style: Style,
    /// Whether objects are written as `a=1` rather than `a,1`.
    pub(crate) explode: bool,
    /// The name that the user chose.
    pub(crate) chosen_name: Option<String>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

impl Content {
    pub(super) fn schemas(&self) -> impl Iterator<Item = SchemaId> {
        let headers = self.encoding.iter().flat_map(|encoding| &encoding.headers);
        self.schema
            .into_iter()
            .chain(headers.map(|header| header.schema))
    }

    pub(super) fn map_schemas(&mut self, to: &dyn Fn(SchemaId) -> SchemaId) {
        self.schema = self.schema.map(to);
        for header in self
            .encoding
            .iter_mut()
            .flat_map(|encoding| &mut encoding.headers)
        {
            header.schema = to(header.schema);
        }
    }
}
