//! Keywords of JSON Schema 2020-12 that OpenAPI 3.0 has not.

use super::{SchemaUse, keywords::texts, schemas::Schemas};
use crate::{diagnostics::Diagnostics, pointer::Pointer, source::Node};

/// What a schema says that OpenAPI 3.0 cannot say; values have to satisfy all of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Further {
    /// `prefixItems`: one for each position; `items` is about those behind.
    pub(crate) prefix: Vec<SchemaUse>,
    /// `contains`
    pub(crate) contains: Option<Contains>,
    /// `patternProperties`, in document order.
    pub(crate) patterns: Vec<(String, SchemaUse)>,
    /// `propertyNames`
    pub(crate) names: Option<SchemaUse>,
    /// `dependentRequired`
    pub(crate) dependent_required: Vec<(String, Vec<String>)>,
    /// `dependentSchemas`
    pub(crate) dependent_schemas: Vec<(String, SchemaUse)>,
    /// `if`
    pub(crate) condition: Option<Box<Condition>>,
    /// `unevaluatedItems`
    pub(crate) unevaluated_items: Option<SchemaUse>,
    /// `unevaluatedProperties`
    pub(crate) unevaluated_properties: Option<SchemaUse>,
}

/// `contains`, with how many items have to satisfy it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contains {
    /// `contains`
    pub(crate) schema: SchemaUse,
    /// `minContains`; 1 where it is not said.
    pub(crate) least: u64,
    /// `maxContains`
    pub(crate) most: Option<u64>,
}

/// `if`, with what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Condition {
    /// `if`
    pub(crate) condition: SchemaUse,
    /// `then`
    pub(crate) then: Option<SchemaUse>,
    /// `else`
    pub(crate) otherwise: Option<SchemaUse>,
}

impl Further {
    /// Nothing of it is said.
    pub(super) const NOTHING: Self = Self {
        prefix: Vec::new(),
        contains: None,
        patterns: Vec::new(),
        names: None,
        dependent_required: Vec::new(),
        dependent_schemas: Vec::new(),
        condition: None,
        unevaluated_items: None,
        unevaluated_properties: None,
    };

    /// Whether nothing of it is said.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::NOTHING
    }
}

/// Reads them; the schemas inside are found.
pub(super) fn read(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    pointer: &Pointer,
    node: &Node,
) -> Further {
    let mut one = |key: &str| {
        let node = node.get(key)?;
        Some(schemas.find(cx, pointer.join(key), node))
    };
    let contains = one("contains");
    let names = one("propertyNames");
    let condition = one("if").map(|condition| {
        Box::new(Condition {
            condition,
            then: one("then"),
            otherwise: one("else"),
        })
    });
    let unevaluated_items = one("unevaluatedItems");
    let unevaluated_properties = one("unevaluatedProperties");
    let dependent = node.get("dependentRequired").and_then(Node::as_object);
    let dependent = dependent.into_iter().flatten();
    let count = |key| super::keywords::count(node, key);
    Further {
        prefix: schemas.members(cx, pointer, node, "prefixItems"),
        contains: contains.map(|schema| Contains {
            schema,
            least: count("minContains").unwrap_or(1),
            most: count("maxContains"),
        }),
        patterns: schemas.named(cx, pointer, node, "patternProperties"),
        names,
        dependent_required: dependent
            .map(|(key, _)| {
                let required = node.get("dependentRequired");
                let names = required.map(|node| texts(node, &key.name));
                (key.name.clone(), names.unwrap_or_default())
            })
            .collect(),
        dependent_schemas: schemas.named(cx, pointer, node, "dependentSchemas"),
        condition,
        unevaluated_items,
        unevaluated_properties,
    }
}
