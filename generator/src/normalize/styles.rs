//! How the values of parameters and headers are written: the style that the document asks for, where it can say the
//! schema's values (OpenAPI 3.0.3, Parameter Object, Style Examples).

use super::{
    media_types::{self, Family, Side},
    schemas::Schemas,
};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    resolve::{SchemaUse, ValueOf},
    spec::{Additional, ContentKind, Location, SchemaId, SchemaKind, Style},
    vocabulary,
};
use serde_json::Value;
use std::collections::BTreeSet;

/// What the document asks for.
pub(super) struct Asked<'a> {
    pub(super) name: &'a str,
    pub(super) location: Location,
    pub(super) style: vocabulary::Style,
    pub(super) explode: bool,
    pub(super) value: &'a ValueOf,
    pub(super) examples: &'a [(Pointer, Value)],
    pub(super) pointer: &'a Pointer,
}

/// What it gets.
pub(super) struct Written {
    pub(super) schema: SchemaId,
    pub(super) style: Style,
    pub(super) explode: bool,
    /// Whether the name is followed by `[]`, once for each item.
    pub(super) brackets: bool,
}

impl From<vocabulary::Style> for Style {
    fn from(style: vocabulary::Style) -> Self {
        match style {
            vocabulary::Style::Simple => Self::Simple,
            vocabulary::Style::Label => Self::Label,
            vocabulary::Style::Matrix => Self::Matrix,
            vocabulary::Style::Form => Self::Form,
            vocabulary::Style::SpaceDelimited => Self::SpaceDelimited,
            vocabulary::Style::PipeDelimited => Self::PipeDelimited,
            vocabulary::Style::DeepObject => Self::DeepObject,
            vocabulary::Style::Cookie => Self::Cookie,
        }
    }
}

/// The schema and the style of a value; `path` names the schema if it is written there. What no style can write is a
/// text, and said.
pub(super) fn written(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    path: &[String],
    asked: &Asked<'_>,
) -> Written {
    let used = match asked.value {
        ValueOf::Schema(used) => used,
        ValueOf::Content(content) => {
            let written = of_content(cx, schemas, path, asked, content);
            let examples = content.examples.iter().chain(asked.examples);
            if content.schema.is_some() && written.style == Style::Json {
                for (pointer, value) in examples {
                    schemas.examples.add(written.schema, pointer.clone(), value);
                }
            }
            return written;
        }
    };
    let id = SchemaId(used.schema.0);
    let written = of_schema(cx, schemas, asked, used);
    if written.schema == id {
        schemas.used(used, path, true);
        schemas.use_examples(used, id);
        schemas.examples.add_all(id, asked.examples);
    }
    written
}

/// `content`: JSON or text (OpenAPI 3.0.3, Parameter Object, "for more complex scenarios").
fn of_content(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    path: &[String],
    asked: &Asked<'_>,
    content: &crate::resolve::Content,
) -> Written {
    let essence = media_types::essence(&content.media_type);
    let id = content.schema.as_ref().map(|used| SchemaId(used.schema.0));
    let style = match (
        media_types::family(&essence, Side::Request),
        &content.schema,
    ) {
        (Family::Known(ContentKind::Json) | Family::Range, _) => Style::Json,
        (Family::Known(ContentKind::Text), None) => Style::Text,
        (Family::Known(ContentKind::Text), Some(used))
            if schemas.is_scalar(SchemaId(used.schema.0)) =>
        {
            Style::Text
        }
        _ => {
            let place = schemas.resolved().places.key(&content.pointer);
            let message = format!(
                "the generator does not type `{}` in a {}: `{}` is a text",
                content.media_type,
                asked.location.word(),
                asked.name
            );
            cx.push(Diagnostic::new(&codes::UNTYPED_MEDIA_TYPE, place, message));
            return as_text(schemas, Style::Text);
        }
    };
    let schema = match (&content.schema, id) {
        (Some(used), Some(_)) => {
            let id = schemas.used(used, path, true);
            schemas.use_examples(used, id);
            id
        }
        _ if style == Style::Json => schemas.used_any(),
        _ => return as_text(schemas, Style::Text),
    };
    Written {
        schema,
        style,
        explode: false,
        brackets: false,
    }
}

fn of_schema(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    asked: &Asked<'_>,
    used: &SchemaUse,
) -> Written {
    let schema = SchemaId(used.schema.0);
    let default = asked.location.default_style();
    let mut written = Written {
        schema,
        style: asked.style.into(),
        explode: asked.explode,
        brackets: false,
    };
    // Exploded delimiters are `a=1&a=2`, as exploded forms.
    if matches!(written.style, Style::SpaceDelimited | Style::PipeDelimited) && written.explode {
        written.style = Style::Form;
    }
    if written.style == Style::DeepObject {
        written.explode = true;
        if matches!(schemas.kind_of(schema), SchemaKind::Array(_)) {
            bracketed(cx, schemas, asked);
            written.style = Style::Form;
            written.brackets = true;
        }
    }
    let is_cookies = asked.location == Location::Header
        && asked.name.eq_ignore_ascii_case("set-cookie")
        && !schemas.is_scalar(schema);
    let problem = match is_cookies {
        true => Some("lists of values cannot be told from the commas in one"),
        false => {
            let reach = Reach {
                several: written.explode && matches!(written.style, Style::Form | Style::Cookie),
                deep: written.style == Style::DeepObject,
            };
            unsayable(schemas, reach, schema)
        }
    };
    if let Some(problem) = problem {
        let message = format!(
            "no style can write the values of `{}`: {problem}; it is a text",
            asked.name
        );
        let help = "describe it by `content` with `application/json`, if that is what is sent";
        say(cx, schemas, &codes::UNSTYLED_VALUE, used, message, help);
        let style = match written.style {
            Style::DeepObject => Style::Form,
            style => style,
        };
        return as_text(schemas, style);
    }
    if schemas.is_scalar(schema) {
        if matches!(
            written.style,
            Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject
        ) {
            written.style = default;
        }
        written.explode = matches!(written.style, Style::Form | Style::Cookie);
    }
    if matches!(schemas.kind_of(schema), SchemaKind::Array(_)) && written.style == Style::Simple {
        written.explode = false;
    }
    written
}

fn as_text(schemas: &mut Schemas<'_>, style: Style) -> Written {
    Written {
        schema: schemas.used_text(),
        style,
        explode: matches!(style, Style::Form | Style::Cookie),
        brackets: false,
    }
}

fn bracketed(cx: &mut Diagnostics, schemas: &Schemas<'_>, asked: &Asked<'_>) {
    let place = schemas
        .resolved()
        .places
        .value(&asked.pointer.join("style"));
    let message = format!(
        "`deepObject` is not defined for arrays: the items of `{}` are written as `{}[]=…` each",
        asked.name, asked.name
    );
    cx.push(
        Diagnostic::new(&codes::UNDEFINED_STYLE, place, message)
            .note("that is what documents mean by it")
            .help("say `form` by an overlay, to have them written without brackets"),
    );
}

fn say(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    code: &'static Code,
    used: &SchemaUse,
    message: String,
    help: &str,
) {
    let place = schemas.resolved().places.value(&used.pointer);
    cx.push(Diagnostic::new(code, place, message).help(help));
}

/// What a style can write besides single values, and lists and objects of them.
#[derive(Clone, Copy)]
struct Reach {
    /// Lists in objects, as several values of one name.
    several: bool,
    /// Objects in objects, and lists in them.
    deep: bool,
}

/// Why a style cannot write all values of a schema, if it cannot.
fn unsayable(schemas: &Schemas<'_>, reach: Reach, id: SchemaId) -> Option<&'static str> {
    let mut seen = BTreeSet::new();
    // Each schema with what stands around it.
    let mut open = vec![(id, Around::Nothing)];
    while let Some((id, around)) = open.pop() {
        if !seen.insert((id, around)) {
            continue;
        }
        match (schemas.kind_of(id), around) {
            (SchemaKind::Union(union), around) => {
                open.extend(union.branches.iter().map(|branch| (branch.schema, around)));
            }
            (SchemaKind::Array(items), Around::Nothing) => open.push((*items, Around::Array)),
            (SchemaKind::Array(items), Around::Object) if reach.several || reach.deep => {
                open.push((*items, Around::Array));
            }
            (SchemaKind::Array(_), Around::Array) => return Some("lists in lists"),
            (SchemaKind::Array(_), Around::Object) => return Some("lists in an object"),
            (SchemaKind::Map(_) | SchemaKind::Object(_), Around::Array) => {
                return Some("objects in a list");
            }
            (SchemaKind::Map(_) | SchemaKind::Object(_), Around::Object) if !reach.deep => {
                return Some("objects in an object");
            }
            (SchemaKind::Map(values), _) => open.push((*values, Around::Object)),
            (SchemaKind::Object(object), _) => {
                let properties = object.properties.iter();
                open.extend(properties.map(|property| (property.schema, Around::Object)));
                if let Additional::Kept(values) = object.additional {
                    open.push((values, Around::Object));
                }
            }
            (
                SchemaKind::Any
                | SchemaKind::Boolean
                | SchemaKind::Integer(_)
                | SchemaKind::Number(_)
                | SchemaKind::String(_)
                | SchemaKind::Enum(_)
                | SchemaKind::Alias(_),
                _,
            ) => {}
        }
    }
    None
}

/// What a value stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Around {
    Nothing,
    Array,
    Object,
}
