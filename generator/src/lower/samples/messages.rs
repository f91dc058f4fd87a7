//! Values of everything that an operation sends and answers.

use super::{Samples, judge, paths};
use crate::{
    ir::{self, MediaKind, PartKind, Payload, Sample},
    lower::operations::{item, parts_of, spread},
    spec::{self, Content, Location, SchemaId, Style},
};
use serde_json::{Map, Value};

impl Samples<'_> {
    /// A value of every parameter, of each form of the body and of every response; `None` where one would be too large,
    /// where a schema has no finite value, where none can be made up, or where none can travel as its place needs; also
    /// where a server cannot tell what belongs to which parameter.
    pub(in crate::lower) fn operation(
        &self,
        operation: &spec::Operation,
        lowered: &ir::Operation,
    ) -> Option<ir::Samples> {
        let parameters = operation.parameters.iter();
        let parameters = parameters.map(|parameter| {
            self.travelling(parameter.schema, parameter.location, parameter.style)
        });
        let parameters = parameters.collect::<Option<Vec<_>>>()?;
        let is_clear = spread::collision(self.api, operation).is_none();
        if !is_clear || !paths::are_told_apart(operation, &parameters) {
            return None;
        }
        let contents = operation.request_body.as_ref().zip(lowered.body.as_ref());
        let body = match contents {
            Some((declared, body)) => self.forms(&declared.content, &body.contents)?,
            None => Vec::new(),
        };
        let responses = lowered.responses().map(|response| {
            let mut declared = operation.responses.iter();
            let declared = declared.find(|declared| declared.status == response.status);
            self.response(declared, response)
        });
        Some(ir::Samples {
            parameters: parameters
                .into_iter()
                .map(|value| value.to_string())
                .collect(),
            body,
            responses: responses.collect::<Option<_>>()?,
        })
    }

    fn response(
        &self,
        declared: Option<&spec::Response>,
        response: &ir::Response,
    ) -> Option<ir::ResponseSample> {
        let Some(declared) = declared else {
            return Some(ir::ResponseSample {
                headers: Vec::new(),
                forms: vec![Sample::Any],
            });
        };
        Some(ir::ResponseSample {
            headers: self.headers(&declared.headers)?,
            forms: self.forms(&declared.content, &response.contents)?,
        })
    }

    fn headers(&self, headers: &[spec::Header]) -> Option<Vec<String>> {
        let headers = headers.iter();
        headers
            .map(|header| {
                let value = self.travelling(header.schema, Location::Header, header.style)?;
                Some(value.to_string())
            })
            .collect()
    }

    fn forms(&self, declared: &[Content], contents: &ir::Contents) -> Option<Vec<Sample>> {
        contents
            .forms()
            .map(|form| {
                // The first media type of a form is that of the schema which the form is of.
                let media = form.media.first();
                let content = media.and_then(|media| {
                    // JSON of a range only (`application/*+json`) has a name of ours.
                    let of_range = |content: &&Content| {
                        media.name == "application/json"
                            && content.kind == MediaKind::Json
                            && content.media_type.contains('*')
                    };
                    let mut named = declared.iter();
                    let named = named.find(|content| content.media_type == media.name);
                    named.or_else(|| declared.iter().find(of_range))
                });
                let is_form = form
                    .media
                    .iter()
                    .any(|media| matches!(media.kind, MediaKind::Form | MediaKind::Multipart));
                let schema = content.and_then(|content| Some((content, content.schema?)));
                match (&form.payload, schema) {
                    (Payload::Value(_), Some((content, schema))) if is_form => {
                        let value = self.fields(schema, &content.encoding)?;
                        Some(Sample::Json(value.to_string()))
                    }
                    _ => self.form(content, &form.payload),
                }
            })
            .collect()
    }

    fn form(&self, content: Option<&Content>, payload: &Payload) -> Option<Sample> {
        let schema = content.and_then(|content| content.schema);
        let json = |schema: Option<SchemaId>| match schema {
            Some(schema) => self.value(schema).map(|value| value.to_string()),
            None => Some("\"text\"".to_owned()),
        };
        match payload {
            Payload::Empty | Payload::Untyped | Payload::Bytes => Some(Sample::Any),
            Payload::Value(_) | Payload::Items(_) | Payload::Events(_) => {
                json(schema).map(Sample::Json)
            }
            // What is no scalar is text all the same.
            Payload::Text(ir::TypeRef::String) => {
                let value = schema.and_then(|schema| self.value(schema));
                let text = value.filter(Value::is_string);
                let text = text.unwrap_or_else(|| Value::from("text"));
                Some(Sample::Json(text.to_string()))
            }
            Payload::Text(_) => json(schema).map(Sample::Json),
            Payload::Parts(parts) => {
                let parts = self.parts(content?, parts)?;
                Some(Sample::Parts(parts))
            }
        }
    }

    /// A value that a form can say: no null and no empty list among its fields, and nothing that is empty anywhere in
    /// those that are written as several values.
    fn fields(&self, id: SchemaId, encodings: &[spec::Encoding]) -> Option<Value> {
        let is_spread = |name: &str| {
            let mut encodings = encodings.iter();
            encodings.any(|encoding| encoding.property == name && encoding.said.is_some())
        };
        let sayable = |(name, value): (&String, &Value)| match value {
            value if is_spread(name) => without_nothing(value),
            Value::Null => None,
            Value::Array(items) if items.is_empty() || items.contains(&Value::Null) => None,
            value => Some(value.clone()),
        };
        let mut candidates = self.value(id).into_iter().chain(self.values(id));
        candidates.find_map(|value| {
            let members = value.as_object()?.iter();
            let fields = members.filter_map(|member| Some((member.0.clone(), sayable(member)?)));
            let fields = Value::Object(fields.collect());
            (fields == value || judge::takes(self.api, id, &fields)).then_some(fields)
        })
    }

    fn parts(&self, content: &Content, parts: &ir::Parts) -> Option<Vec<ir::PartSample>> {
        let object = parts_of(self.api, content)?;
        let parts = parts.parts.iter().zip(&object.properties);
        parts
            .map(|(part, property)| {
                let mut encodings = content.encoding.iter();
                let encoding = encodings.find(|encoding| encoding.property == part.name.wire);
                let of = item(self.api, property.schema).unwrap_or(property.schema);
                Some(ir::PartSample {
                    values: match (&part.kind, self.value(property.schema)) {
                        (PartKind::File, _) => Vec::new(),
                        (_, Some(Value::Array(items))) if part.repeated && !items.is_empty() => {
                            items.iter().map(Value::to_string).collect()
                        }
                        // No part says an empty list.
                        _ => vec![self.value(of)?.to_string()],
                    },
                    headers: match encoding {
                        Some(encoding) => self.headers(&encoding.headers)?,
                        None => Vec::new(),
                    },
                })
            })
            .collect()
    }

    /// A value that is read as it was sent.
    fn travelling(&self, id: SchemaId, location: Location, style: Style) -> Option<Value> {
        let candidates = self.values(id).flat_map(|value| {
            // What nests cannot be written but as JSON; perhaps the value need not have it.
            let flat = flattened(&value);
            let flat = flat.filter(|flat| judge::takes(self.api, id, flat));
            let full = without_nothing(&value).filter(|full| judge::takes(self.api, id, full));
            [Some(value), full, flat].into_iter().flatten()
        });
        let mut travelling = candidates.filter(|value| travels(value, location, style));
        travelling.next()
    }
}

/// Whether a parameter or a header can carry a value so that it is read as the same: no segment of a path is empty or
/// leads elsewhere (RFC 3986 section 5.2.4), header fields are visible text (RFC 9110 section 5.5), and lists that are
/// written as one text have members without what separates them.
fn travels(value: &Value, location: Location, style: Style) -> bool {
    match (style, value) {
        (Style::Json, _) => location != Location::Header || is_visible(&value.to_string()),
        (_, Value::Null) => false,
        (Style::Cookie, value) => is_cookie(value),
        (_, Value::String(text)) => is_carried(text, location),
        (_, Value::Array(items)) => {
            !items.is_empty() && items.iter().all(|item| is_member(item, location))
        }
        (Style::DeepObject, Value::Object(members)) => {
            !members.is_empty()
                && members.iter().all(|(name, value)| {
                    let nests = value.is_object() || value.is_array();
                    is_member(&Value::from(name.as_str()), location)
                        && match nests {
                            true => travels(value, location, style),
                            false => is_member(value, location),
                        }
                })
        }
        (_, Value::Object(members)) => {
            !members.is_empty()
                && members.iter().all(|(name, value)| {
                    is_member(&Value::from(name.as_str()), location) && is_member(value, location)
                })
        }
        (_, Value::Bool(_) | Value::Number(_)) => true,
    }
}

/// Whether nothing would have to be escaped in a cookie (RFC 6265 section 4.1.1).
fn is_cookie(value: &Value) -> bool {
    let is_octet = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
    match value {
        Value::Null => false,
        Value::String(text) => text.bytes().all(is_octet),
        Value::Array(items) => !items.is_empty() && items.iter().all(is_cookie),
        Value::Object(members) => !members.is_empty() && members.values().all(is_cookie),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

fn is_carried(text: &str, location: Location) -> bool {
    match location {
        Location::Path => !["", ".", ".."].contains(&text),
        Location::Header => is_visible(text),
        Location::Query | Location::Cookie => true,
    }
}

fn is_visible(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

fn is_member(value: &Value, location: Location) -> bool {
    match value {
        Value::String(text) => {
            let is_separator = |c| matches!(c, ',' | ' ' | '|' | '=' | ';' | '.' | '&' | '[' | ']');
            !text.is_empty() && !text.contains(is_separator) && is_carried(text, location)
        }
        Value::Bool(_) | Value::Number(_) => true,
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

/// A value without what has no text of its own in it: null, lists and objects of nothing.
fn without_nothing(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Array(items) => {
            let items: Vec<Value> = items.iter().filter_map(without_nothing).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(members) => {
            let members = members.iter();
            let members = members.filter_map(|(name, value)| {
                let value = without_nothing(value)?;
                Some((name.clone(), value))
            });
            let members: Map<String, Value> = members.collect();
            (!members.is_empty()).then_some(Value::Object(members))
        }
        value => Some(value.clone()),
    }
}

/// An object's scalar members alone.
fn flattened(value: &Value) -> Option<Value> {
    let members = value.as_object()?;
    let scalars = members
        .iter()
        .filter(|(_, value)| !value.is_array() && !value.is_object() && !value.is_null());
    let scalars: Map<String, Value> = scalars
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    Some(Value::Object(scalars))
}
