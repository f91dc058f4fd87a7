//! How the values of parameters and headers are written: the style that the document asks for, where it can say the
//! schema's values (OpenAPI 3.0.3, Parameter Object, Style Examples).

mod deep_object;

pub(super) use deep_object::{Open, undefined};

use super::{
    media_types::{self, Family, Side},
    schemas::Schemas,
};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    resolve::{SchemaUse, ValueOf},
    source::Span,
    spec::{Additional, ContentKind, Location, Members, SchemaId, SchemaKind, Style},
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
    let id = content.schema.as_ref().map(|used| SchemaId(used.schema.0));
    let style = match (
        media_types::family(&content.media_type, Side::Request),
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
    }
}

fn of_schema(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    asked: &Asked<'_>,
    used: &SchemaUse,
) -> Written {
    let schema = SchemaId(used.schema.0);
    let is_cookies = asked.location == Location::Header
        && asked.name.eq_ignore_ascii_case("set-cookie")
        && !schemas.is_scalar(schema);
    let place = schemas.resolved().places.value(&used.pointer);
    let fit = match is_cookies {
        true => Some(Err("lists of values cannot be told from the commas in one")),
        false => {
            let style = (asked.style, asked.explode);
            fit(cx, schemas, asked.location, style, schema, place)
        }
    };
    let Some(fit) = fit else {
        return as_text(schemas, asked.style.into());
    };
    match fit {
        Ok(fit) => {
            if matches!(asked.location, Location::Query | Location::Cookie)
                && let Some(members) = fit.spread(schemas, schema)
                && cx.expand(|| members.cost / LOOKS, || place).is_none()
            {
                return as_text(schemas, fit.style);
            }
            if let Some(open) = fit.undefined {
                undefined(cx, schemas, asked.name, &asked.pointer.join("style"), open);
            }
            Written {
                schema,
                style: fit.style,
                explode: fit.explode,
            }
        }
        Err(problem) => {
            let message = format!(
                "no style can write the values of `{}`: {problem}; it is a text",
                asked.name
            );
            let help = "describe it by `content` with `application/json`, if that is what is sent";
            say(cx, schemas, &codes::UNSTYLED_VALUE, used, message, help);
            as_text(schemas, asked.style.into())
        }
    }
}

/// How a style writes the values of a schema.
pub(super) struct Fit {
    /// The style; of what it says nothing about, the default of the location.
    pub(super) style: Style,
    /// As asked for, where it makes a difference.
    pub(super) explode: bool,
    /// What the Specification leaves open.
    pub(super) undefined: Option<Open>,
}

impl Fit {
    /// The members that stand in place of the name.
    pub(super) fn spread(&self, schemas: &Schemas<'_>, schema: SchemaId) -> Option<Members> {
        let is_spread = self.style.is_form() && self.explode;
        let members = is_spread.then(|| Members::of(schema, |id| schemas.kind_of(id)));
        members.filter(|members| members.of_objects)
    }
}

/// So many schemas may be looked at for each value that counts, to see how values are written: a schema is looked at
/// for every parameter that it is used by.
pub(super) const LOOKS: usize = 16;

/// How a style is to write the values of a schema; else why it cannot. `None` when that is not to be found out any more:
/// the error is said at `place`.
pub(super) fn fit(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    location: Location,
    (style, explode): (vocabulary::Style, bool),
    schema: SchemaId,
    place: Span,
) -> Option<Result<Fit, &'static str>> {
    cx.expand(|| 0, || place)?;
    let mut cost = 0;
    let fit = fit_of(schemas, location, (style, explode), schema, &mut cost);
    cx.expand(|| cost / LOOKS, || place)?;
    Some(fit)
}

fn fit_of(
    schemas: &Schemas<'_>,
    location: Location,
    (style, explode): (vocabulary::Style, bool),
    schema: SchemaId,
    cost: &mut usize,
) -> Result<Fit, &'static str> {
    let mut fit = Fit {
        style: style.into(),
        explode,
        undefined: None,
    };
    // Exploded delimiters are `a=1&a=2`, as exploded forms.
    if matches!(fit.style, Style::SpaceDelimited | Style::PipeDelimited) && explode {
        fit.style = Style::Form;
    }
    if fit.style == Style::DeepObject {
        fit.explode = true;
        fit.undefined = deep_object::open(schemas, schema, cost);
    } else {
        let several = explode && fit.style.is_form();
        if let Some(problem) = unsayable(schemas, several, schema, cost) {
            return Err(problem);
        }
    }
    if schemas.is_scalar(schema) {
        if matches!(
            fit.style,
            Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject
        ) {
            fit.style = location.default_style();
        }
        fit.explode = fit.style.is_form();
    }
    if matches!(schemas.kind_of(schema), SchemaKind::Array(_)) && fit.style == Style::Simple {
        fit.explode = false;
    }
    Ok(fit)
}

fn as_text(schemas: &mut Schemas<'_>, style: Style) -> Written {
    Written {
        schema: schemas.used_text(),
        style,
        explode: style.is_form(),
    }
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

/// Why a style other than `deepObject` cannot write all values of a schema, if it cannot; `several`: whether it can write
/// lists in objects, as several values of one name.
fn unsayable(
    schemas: &Schemas<'_>,
    several: bool,
    id: SchemaId,
    cost: &mut usize,
) -> Option<&'static str> {
    let mut seen = BTreeSet::new();
    // Each schema with what stands around it.
    let mut open = vec![(id, Around::Nothing)];
    while let Some((id, around)) = open.pop() {
        *cost += 1;
        if !seen.insert((id, around)) {
            continue;
        }
        match (schemas.kind_of(id), around) {
            (SchemaKind::Union(union), around) => {
                open.extend(union.branches.iter().map(|branch| (branch.schema, around)));
            }
            (SchemaKind::Array(items), Around::Nothing) => open.push((*items, Around::Array)),
            (SchemaKind::Array(items), Around::Object) if several => {
                open.push((*items, Around::Array));
            }
            (SchemaKind::Array(_), Around::Array) => return Some("lists in lists"),
            (SchemaKind::Array(_), Around::Object) => return Some("lists in an object"),
            (SchemaKind::Map(_) | SchemaKind::Object(_), Around::Array) => {
                return Some("objects in a list");
            }
            (SchemaKind::Map(_) | SchemaKind::Object(_), Around::Object) => {
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
