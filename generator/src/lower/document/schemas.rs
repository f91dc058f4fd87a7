//! Schemas to Schema Objects (OpenAPI 3.0.3).

use super::{
    super::{samples::Samples, types::Types},
    assertions::{self, Keywords},
    json::{Json, Object},
};
use crate::{
    naming,
    spec::{
        self, Additional, EnumValue, NumberFormat, Schema, SchemaId, SchemaKind, Selection, Shape,
        Union,
    },
    vocabulary::{Bound, Constraints, JsonTypes},
};
use serde_json::{Value, json};

/// What the schemas of a document are written from.
#[derive(Clone, Copy)]
pub(super) struct Schemas<'a> {
    pub(super) api: &'a spec::Api,
    pub(super) types: &'a Types<'a>,
    pub(super) samples: &'a Samples<'a>,
}

impl Schemas<'_> {
    /// A use of a schema: a reference where it has a name.
    pub(super) fn used(&self, id: SchemaId) -> Object {
        match self.reference(id) {
            Some(reference) => Object::default().with("$ref", &reference),
            None => self.definition(id),
        }
    }

    fn reference(&self, id: SchemaId) -> Option<String> {
        let name = self.types.name_of(id)?;
        Some(format!("#/components/schemas/{name}"))
    }

    /// What a schema says, its parts by reference where they have names.
    pub(super) fn definition(&self, id: SchemaId) -> Object {
        let schema = self.api.schema(id);
        let mut keywords = match schema.kind {
            // What contains nothing but itself is anything, one level down.
            _ if self.types.is_endless(id) => Keywords::new(Object::default()),
            SchemaKind::Alias(target) if schema.constraints.is_empty() => {
                Keywords::of_all(self.used(target))
            }
            _ => Keywords::new(self.kind(schema)),
        };
        constraints(&mut keywords, &schema.constraints);
        let mut written = keywords.finish();
        let docs = schema.external_docs.as_ref().map(|docs| {
            Object::default()
                .with("url", &docs.url)
                .with_some("description", docs.description.as_ref())
        });
        for (key, text) in [
            ("title", &schema.title),
            ("description", &schema.description),
        ] {
            written = written.with_some(key, text.as_ref());
        }
        written
            .with_flag("nullable", schema.nullable)
            .with_flag("readOnly", schema.read_only)
            .with_flag("writeOnly", schema.write_only)
            .with_flag("deprecated", schema.deprecated)
            .with_some("default", schema.default.as_ref())
            .with_some("externalDocs", docs)
            .with_some("xml", schema.xml.as_ref())
            .with_some("example", self.samples.example(id))
    }

    fn kind(&self, schema: &Schema) -> Object {
        let of_type = |name: &str| Object::default().with("type", name);
        match &schema.kind {
            SchemaKind::Any => Object::default(),
            SchemaKind::Boolean => of_type("boolean"),
            SchemaKind::Integer(format) => {
                let sign = if format.signed { "" } else { "u" };
                of_type("integer").with("format", &format!("{sign}int{}", format.bits))
            }
            SchemaKind::Number(NumberFormat::Float) => of_type("number").with("format", "float"),
            SchemaKind::Number(NumberFormat::Double) => of_type("number").with("format", "double"),
            SchemaKind::String(format) => of_type("string").with_some("format", format.as_ref()),
            SchemaKind::Enum(values) => enumeration(values, schema.nullable),
            SchemaKind::Array(items) => of_type("array").with("items", self.used(*items)),
            SchemaKind::Map(values) => {
                of_type("object").with("additionalProperties", self.others(*values))
            }
            SchemaKind::Object(object) => self.object(object),
            SchemaKind::Union(union) => self.union(union),
            // A choice of one leaves what it chooses as it is; what `allOf` composes would become one with the rest.
            SchemaKind::Alias(target) => {
                Object::default().with("oneOf", vec![Json::from(self.used(*target))])
            }
        }
    }

    /// `true` says the same as `{}`.
    fn others(&self, values: SchemaId) -> Json {
        let written = self.used(values);
        match written.is_empty() {
            true => Value::Bool(true).into(),
            false => written.into(),
        }
    }

    fn object(&self, object: &spec::Object) -> Object {
        let required = object
            .properties
            .iter()
            .filter(|property| property.required);
        let required: Vec<&str> = required.map(|property| property.name.as_str()).collect();
        let mut properties = Object::default();
        for property in &object.properties {
            // A description beside a reference is the property's own.
            let written = self.used(property.schema);
            let written = written.with_some("description", property.description.as_ref());
            properties.insert(property.name.as_str(), written);
        }
        let additional = match object.additional {
            Additional::Ignored => None,
            Additional::Refused => Some(Value::Bool(false).into()),
            Additional::Kept(values) => Some(self.others(values)),
        };
        Object::default()
            .with("type", "object")
            .with_some("required", (!required.is_empty()).then(|| json!(required)))
            .with("properties", properties)
            .with_some("additionalProperties", additional)
    }

    /// `oneOf` where no value can be of two branches, else `anyOf`: the code takes such values.
    fn union(&self, union: &Union) -> Object {
        let branches = union
            .branches
            .iter()
            .map(|branch| Json::from(self.branch(branch)));
        let branches: Vec<Json> = branches.collect();
        match &union.selection {
            Selection::Tag {
                property,
                tags,
                other,
            } => {
                let mut mapping = Object::default();
                for (tag, branch) in tags {
                    if let Some(reference) = self.reference(union.branches[*branch].schema) {
                        mapping.insert(tag.as_str(), &reference);
                    }
                }
                let discriminator = Object::default()
                    .with("propertyName", property)
                    .with_filled("mapping", mapping)
                    .with_some(
                        "defaultMapping",
                        other
                            .and_then(|other| self.reference(union.branches[other].schema))
                            .as_ref(),
                    );
                Object::default()
                    .with("oneOf", branches)
                    .with("discriminator", discriminator)
            }
            Selection::Shape(shapes) if are_disjoint(shapes) => {
                Object::default().with("oneOf", branches)
            }
            Selection::Shape(_) => Object::default().with("anyOf", branches),
        }
    }

    /// A branch is called after its component, else after its title.
    fn branch(&self, branch: &spec::UnionBranch) -> Object {
        let used = self.used(branch.schema);
        let called = naming::variant_name(&branch.name);
        match self.types.name_of(branch.schema) {
            Some(name) if naming::variant_name(name) == called => used,
            Some(_) => Object::default()
                .with("title", &branch.name)
                .with("allOf", vec![Json::from(used)]),
            None if is_derived(&branch.name) && !used.contains("title") => used,
            None => used.with("title", &branch.name),
        }
    }
}

/// Whether a branch is called so after what its values are.
fn is_derived(name: &str) -> bool {
    let words = [
        "boolean", "integer", "number", "enum", "string", "list", "object", "value",
    ];
    words.contains(&name)
}

/// Whether no two shapes share a JSON type, so that no value has two.
fn are_disjoint(shapes: &[Shape]) -> bool {
    let mut seen = JsonTypes::default();
    shapes.iter().all(|shape| {
        let new = seen.and(shape.types).is_empty();
        seen = seen.or(shape.types);
        new
    })
}

/// An `enum`; where titles name its values, the choice between constants that has them.
fn enumeration(values: &[EnumValue], nullable: bool) -> Object {
    let has_chosen_names = values.iter().any(|listed| listed.chosen_name.is_some());
    if !has_chosen_names && values.iter().any(|listed| listed.title.is_some()) {
        let constant = |listed: &EnumValue| {
            let plain = EnumValue {
                title: None,
                description: None,
                ..listed.clone()
            };
            let constant = enumeration(&[plain], false)
                .with_some("title", listed.title.as_ref())
                .with_some("description", listed.description.as_ref());
            Json::from(constant)
        };
        return Object::default().with("oneOf", values.iter().map(constant).collect::<Vec<_>>());
    }
    let types = values
        .iter()
        .map(|listed| JsonTypes::of(&listed.value))
        .fold(JsonTypes::default(), JsonTypes::or);
    let name = match types {
        JsonTypes::BOOLEAN => Some("boolean"),
        JsonTypes::INTEGER => Some("integer"),
        JsonTypes::FRACTION | JsonTypes::NUMBER => Some("number"),
        JsonTypes::STRING => Some("string"),
        _ => None,
    };
    let mut listed: Vec<Value> = values.iter().map(|listed| listed.value.clone()).collect();
    // It is listed last: names and descriptions go by position.
    listed.extend(nullable.then_some(Value::Null));
    let texts = |of: fn(&EnumValue) -> Option<&String>| {
        let texts: Vec<&str> = values
            .iter()
            .map(|listed| of(listed).map(String::as_str).unwrap_or_default())
            .collect();
        texts
            .iter()
            .any(|text| !text.is_empty())
            .then(|| json!(texts))
    };
    Object::default()
        .with_some("type", name)
        .with("enum", Value::Array(listed))
        .with_some(
            "x-enum-varnames",
            texts(|listed| listed.chosen_name.as_ref()),
        )
        .with_some(
            "x-enum-descriptions",
            texts(|listed| listed.description.as_ref()),
        )
}

/// Adds constraints as keywords. Of several patterns or divisors the last is the schema's own: members of `allOf` are
/// read before the schema that has them.
pub(super) fn constraints(keywords: &mut Keywords, constraints: &Constraints) {
    let others = |len: usize| len.saturating_sub(1);
    let mut own = Object::default();
    let bounds = [
        ("minimum", "exclusiveMinimum", &constraints.minimum),
        ("maximum", "exclusiveMaximum", &constraints.maximum),
    ];
    for (key, exclusive, bound) in bounds {
        if let Some(Bound {
            value,
            exclusive: is_exclusive,
        }) = bound
        {
            own = own.with(key, value).with_flag(exclusive, *is_exclusive);
        }
    }
    for (key, count) in [
        ("minLength", constraints.min_length),
        ("maxLength", constraints.max_length),
        ("minItems", constraints.min_items),
        ("maxItems", constraints.max_items),
        ("minProperties", constraints.min_properties),
        ("maxProperties", constraints.max_properties),
    ] {
        own = own.with_some(key, count);
    }
    own = own
        .with_some("multipleOf", constraints.multiple_of.last())
        .with_some(
            "pattern",
            constraints.patterns.last().map(|pattern| &pattern.ecma),
        )
        .with_flag("uniqueItems", constraints.unique_items);
    keywords.put_all(own);
    for divisor in &constraints.multiple_of[..others(constraints.multiple_of.len())] {
        keywords.put_apart("multipleOf", divisor);
    }
    for pattern in &constraints.patterns[..others(constraints.patterns.len())] {
        keywords.put_apart("pattern", &pattern.ecma);
    }
    assertions::put_own(keywords, &constraints.assertions);
}
