//! How the properties of forms are written: as the document asks, where that can say their values and tell them from
//! their neighbours (OpenAPI 3.0.3, Encoding Object).

use super::{headers, media_types, schemas::Schemas, styles};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, codes},
    resolve::{self, Content},
    spec::{self, Additional, ContentKind, Location, Members, Said, SchemaId, SchemaKind, Style},
    vocabulary,
};
use std::collections::BTreeMap;

/// The encodings of a form; `path` names the operation.
pub(super) fn all(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    path: &[String],
    content: &Content,
    kind: ContentKind,
) -> Vec<spec::Encoding> {
    let mut said = match kind {
        ContentKind::Form => form(cx, schemas, content),
        _ => {
            for (property, encoding) in &content.encoding {
                unapplied(cx, schemas, content, property, encoding);
            }
            BTreeMap::new()
        }
    };
    let encodings = content.encoding.iter();
    encodings
        .map(|(property, encoding)| {
            let list = encoding.content_type.join(", ");
            let other_charset = other_charset(cx, schemas, kind, property, encoding);
            spec::Encoding {
                property: property.clone(),
                content_type: (!list.is_empty()).then_some(list),
                other_charset,
                headers: headers::all(cx, schemas, path, &encoding.headers),
                said: said.remove(property.as_str()),
            }
        })
        .collect()
}

/// How the properties of an urlencoded form are said that the document gives a style.
fn form<'c>(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    content: &'c Content,
) -> BTreeMap<&'c str, Said> {
    let mut found = BTreeMap::new();
    let form = content.schema.as_ref().map(|used| SchemaId(used.schema.0));
    let Some(SchemaKind::Object(form)) = form.map(|form| schemas.kind_of(form)) else {
        return found;
    };
    let mut taken = Taken::by(form);
    let declared = form.properties.iter();
    let declared: BTreeMap<&str, SchemaId> = declared
        .map(|property| (property.name.as_str(), property.schema))
        .collect();
    for (property, encoding) in &content.encoding {
        let schema = match (declared.get(property.as_str()), form.additional) {
            (Some(schema), _) => *schema,
            (None, Additional::Kept(values)) => values,
            // There is no such property, which was said.
            (None, Additional::Ignored | Additional::Refused) => continue,
        };
        let about = About {
            property,
            encoding,
            schema,
        };
        if let Some(said) = about.said(cx, schemas, &mut taken) {
            found.insert(property.as_str(), said);
        }
    }
    found
}

/// An encoding and what it is about.
struct About<'a> {
    property: &'a str,
    encoding: &'a resolve::Encoding,
    schema: SchemaId,
}

impl About<'_> {
    /// How its values are said, where that is not as usual.
    fn said(&self, cx: &mut Diagnostics, schemas: &Schemas<'_>, taken: &mut Taken) -> Option<Said> {
        let (key, style) = match self.encoding {
            resolve::Encoding {
                style: Some(style), ..
            } => ("style", *style),
            resolve::Encoding {
                explode: Some(_), ..
            } => ("explode", vocabulary::Style::Form),
            resolve::Encoding {
                allow_reserved: Some(_),
                ..
            } => ("allowReserved", vocabulary::Style::Form),
            _ => return None,
        };
        let explode = self.encoding.explode;
        let explode = explode.unwrap_or(style == vocabulary::Style::Form);
        let allow_reserved = self.encoding.allow_reserved.unwrap_or_default();
        let places = &schemas.resolved().places;
        let place = places.value(&self.encoding.pointer.join(key));
        let asked = (style, explode);
        let fit = match styles::fit(cx, schemas, Location::Query, asked, self.schema, place)? {
            Ok(fit) => fit,
            Err(problem) => {
                self.unstyled(cx, schemas, key, problem);
                return None;
            }
        };
        if schemas.is_scalar(self.schema) && fit.style != Style::from(style) {
            let message = format!("`{}` is a single value, which has no style", self.property);
            self.say(cx, schemas, &codes::INAPPLICABLE_KEYWORD, key, message);
        }
        if let Some(open) = fit.undefined {
            styles::undefined(
                cx,
                schemas,
                self.property,
                &self.encoding.pointer.join(key),
                open,
            );
        }
        let members = fit.spread(schemas, self.schema);
        if let Some(members) = &members {
            let names = match members.needs_the_others() {
                true => taken.names.len(),
                false => 0,
            };
            cx.expand(|| names + members.cost / styles::LOOKS, || place)?;
        }
        if let Some(members) = members
            && let Err(other) = taken.spread(self.property, &members)
        {
            let problem = format!("its members cannot be told from {other}");
            self.unstyled(cx, schemas, key, &problem);
            return None;
        }
        let usual = fit.style == Style::Form && fit.explode && !allow_reserved;
        let is_plain = !matches!(
            schemas.kind_of(self.schema),
            SchemaKind::Object(_) | SchemaKind::Map(_) | SchemaKind::Union(_) | SchemaKind::Any
        );
        (!(usual && is_plain)).then_some(Said {
            style: fit.style,
            explode: fit.explode,
            allow_reserved,
        })
    }

    fn unstyled(&self, cx: &mut Diagnostics, schemas: &Schemas<'_>, key: &str, problem: &str) {
        let message = format!(
            "no style can write the values of `{}`: {problem}; they are written as where there is no style",
            self.property
        );
        self.say(cx, schemas, &codes::UNSTYLED_VALUE, key, message);
    }

    fn say(
        &self,
        cx: &mut Diagnostics,
        schemas: &Schemas<'_>,
        code: &'static Code,
        key: &str,
        message: String,
    ) {
        let places = &schemas.resolved().places;
        let place = places.value(&self.encoding.pointer.join(key));
        cx.push(Diagnostic::new(code, place, message));
    }
}

/// Who has which name in a form.
struct Taken {
    names: BTreeMap<String, String>,
    /// Who has all names that nobody else has.
    rest: Option<String>,
}

impl Taken {
    fn by(form: &spec::Object) -> Self {
        let names = form.properties.iter();
        Self {
            names: names
                .map(|property| {
                    (
                        property.name.clone(),
                        format!("the property `{}`", property.name),
                    )
                })
                .collect(),
            rest: matches!(form.additional, Additional::Kept(_))
                .then(|| "the additional properties of the form".to_owned()),
        }
    }

    /// Takes the names of a property's members; `Err`: who has one of them.
    fn spread(&mut self, property: &str, members: &Members) -> Result<(), String> {
        let whose = format!("those of `{property}`");
        // Its own name is free, as nothing is said under it.
        let own = self.names.remove(property);
        let other = members.names.iter().find_map(|name| self.names.get(name));
        let other = other
            .or(self.rest.as_ref().filter(|_| members.are_free))
            .cloned();
        match other {
            Some(other) => {
                self.names.extend(own.map(|own| (property.to_owned(), own)));
                Err(other)
            }
            None => {
                let names = members.names.iter();
                self.names
                    .extend(names.map(|name| (name.clone(), whose.clone())));
                if members.are_free {
                    self.rest = Some(whose);
                }
                Ok(())
            }
        }
    }
}

/// Whether a part is a text of another charset than UTF-8, which is bytes as such a body is. The properties of an
/// urlencoded form have no media type that could be said.
fn other_charset(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    kind: ContentKind,
    property: &str,
    encoding: &resolve::Encoding,
) -> bool {
    let mut texts = encoding.content_type.iter();
    let Some(other) = texts.find(|name| media_types::is_text_of_other_charset(name)) else {
        return false;
    };
    let places = &schemas.resolved().places;
    let place = places.value(&encoding.pointer.join("contentType"));
    let is_part = kind == ContentKind::Multipart;
    cx.push(match is_part {
        true => Diagnostic::new(
            &codes::UNTYPED_MEDIA_TYPE,
            place,
            format!("parts of `{other}` are bytes: texts are read and written as UTF-8 only"),
        )
        .note(format!("the schema of `{property}` is not applied")),
        false => Diagnostic::new(
            &codes::UNAPPLIED_ENCODING,
            place,
            format!("`{property}` is written as UTF-8, whatever its media type: `{other}` is not applied"),
        )
        .note("a form that is urlencoded says no media types of what is in it"),
    });
    is_part
}

/// The parts of a multipart body are said by their media types.
fn unapplied(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    content: &Content,
    property: &str,
    encoding: &resolve::Encoding,
) {
    let keys = [
        ("style", encoding.style.is_some()),
        ("explode", encoding.explode.is_some()),
        ("allowReserved", encoding.allow_reserved.is_some()),
    ];
    for (key, _) in keys.into_iter().filter(|(_, is_there)| *is_there) {
        let place = schemas.resolved().places.value(&encoding.pointer.join(key));
        let message = format!(
            "`{property}` is a part of `{}`, which its media type says: `{key}` is not applied",
            content.media_type
        );
        cx.push(
            Diagnostic::new(&codes::UNAPPLIED_ENCODING, place, message)
                .note("an array is a part for each item, an object is JSON"),
        );
    }
}
