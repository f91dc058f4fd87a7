//! Schemas to ids: each component and each inline schema once, read from the positioned tree.

use super::{
    Additional, Assertions, Discriminator, Schema, SchemaId, SchemaUse, keywords, targets,
};
use crate::{diagnostics::Diagnostics, document::Places, pointer::Pointer, source::Node};
use std::collections::{BTreeMap, VecDeque};

/// The schemas found so far.
pub(super) struct Schemas<'a> {
    places: &'a Places,
    list: Vec<Schema>,
    by_pointer: BTreeMap<Pointer, SchemaId>,
    /// Found, but not read yet: schemas refer to each other in circles, and as deep as they like.
    unread: VecDeque<SchemaId>,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(places: &'a Places) -> Self {
        Self {
            places,
            list: Vec::new(),
            by_pointer: BTreeMap::new(),
            unread: VecDeque::new(),
        }
    }

    pub(super) fn places(&self) -> &'a Places {
        self.places
    }

    /// Finds every component, used or not. A component that is only a reference is the schema that it refers to.
    pub(super) fn components(&mut self, cx: &mut Diagnostics) {
        let at = Pointer::root().join("components").join("schemas");
        let components = self.places.node(&at).and_then(Node::as_object);
        for (key, node) in components.into_iter().flatten() {
            let pointer = at.join(&key.name);
            match node.get("$ref") {
                None => {
                    self.found(pointer);
                }
                Some(_) => {
                    targets::follow(cx, self.places, &pointer, node);
                }
            }
        }
        self.read_all(cx);
    }

    /// The schema used at `pointer`, if there is one.
    pub(super) fn used(&mut self, cx: &mut Diagnostics, pointer: Pointer) -> Option<SchemaUse> {
        let node = self.places.node(&pointer)?;
        Some(self.find(cx, pointer, node))
    }

    /// The schemas, by id.
    pub(super) fn finish(mut self, cx: &mut Diagnostics) -> Vec<Schema> {
        self.read_all(cx);
        self.list
    }

    fn read_all(&mut self, cx: &mut Diagnostics) {
        while let Some(id) = self.unread.pop_front() {
            let pointer = self.list[id.0].pointer.clone();
            if let Some(node) = self.places.node(&pointer) {
                self.read(cx, id, &pointer, node);
            }
        }
    }

    /// The schema that a node is or refers to; one of any values, and an error said, when the reference leads nowhere.
    fn find(&mut self, cx: &mut Diagnostics, pointer: Pointer, node: &Node) -> SchemaUse {
        // Annotations that change what a use accepts make a schema of the use: the author means them, though the
        // Specification lets readers ignore them (OpenAPI 3.0.3, Reference Object).
        let wraps = keywords::WRAPPING.iter().any(|key| {
            node.get(key)
                .is_some_and(|value| value.as_bool() != Some(false))
        });
        let target = match node.get("$ref").is_some() && !wraps {
            true => targets::follow(cx, self.places, &pointer, node),
            false => None,
        };
        let text = |key: &str| node.get(key).and_then(Node::as_str).map(str::to_owned);
        match target {
            Some(target) => SchemaUse {
                schema: self.found(target),
                by_reference: true,
                description: text("description"),
                example: node.get("example").map(Node::to_json),
                chosen_name: text("x-rust-name"),
                pointer,
            },
            None => SchemaUse {
                schema: self.found(pointer.clone()),
                by_reference: false,
                description: None,
                example: None,
                chosen_name: None,
                pointer,
            },
        }
    }

    fn found(&mut self, pointer: Pointer) -> SchemaId {
        if let Some(id) = self.by_pointer.get(&pointer) {
            return *id;
        }
        let id = SchemaId(self.list.len());
        let keys: Vec<String> = pointer.keys().collect();
        let component = match keys.as_slice() {
            [components, schemas, name] if components == "components" && schemas == "schemas" => {
                Some(name.clone())
            }
            _ => None,
        };
        self.by_pointer.insert(pointer.clone(), id);
        self.list.push(Schema {
            pointer,
            component,
            ..Schema::default()
        });
        self.unread.push_back(id);
        id
    }

    fn read(&mut self, cx: &mut Diagnostics, id: SchemaId, pointer: &Pointer, node: &Node) {
        let mut annotations = keywords::annotations(node);
        let mut assertions = keywords::assertions(node);
        if node.get("$ref").is_some() {
            // A use with annotations of its own: it is all that the target is.
            let target = targets::follow(cx, self.places, pointer, node);
            assertions = Assertions::default();
            assertions.all_of.extend(target.map(|target| SchemaUse {
                schema: self.found(target.clone()),
                by_reference: true,
                description: None,
                example: None,
                chosen_name: None,
                pointer: pointer.clone(),
            }));
        } else {
            self.read_parts(cx, &mut assertions, pointer, node);
            annotations.discriminator = self.discriminator(cx, pointer, node);
        }
        let schema = &mut self.list[id.0];
        schema.assertions = assertions;
        schema.annotations = annotations;
    }

    fn read_parts(
        &mut self,
        cx: &mut Diagnostics,
        into: &mut Assertions,
        pointer: &Pointer,
        node: &Node,
    ) {
        let at = pointer.join("properties");
        for (key, property) in node
            .get("properties")
            .and_then(Node::as_object)
            .into_iter()
            .flatten()
        {
            let used = self.find(cx, at.join(&key.name), property);
            into.properties.push((key.name.clone(), used));
        }
        into.additional = match node.get("additionalProperties") {
            None => None,
            Some(value) => match value.as_bool() {
                Some(allowed) => Some(Additional::Allowed(allowed)),
                None => {
                    let at = pointer.join("additionalProperties");
                    Some(Additional::Schema(self.find(cx, at, value)))
                }
            },
        };
        into.items = node
            .get("items")
            .map(|items| self.find(cx, pointer.join("items"), items));
        into.not = node
            .get("not")
            .map(|not| self.find(cx, pointer.join("not"), not));
        into.all_of = self.members(cx, pointer, node, "allOf");
        into.one_of = self.members(cx, pointer, node, "oneOf");
        into.any_of = self.members(cx, pointer, node, "anyOf");
    }

    fn members(
        &mut self,
        cx: &mut Diagnostics,
        pointer: &Pointer,
        node: &Node,
        key: &str,
    ) -> Vec<SchemaUse> {
        let at = pointer.join(key);
        let members = node.get(key).and_then(Node::as_array).unwrap_or_default();
        let members = members.iter().enumerate();
        members
            .map(|(index, member)| self.find(cx, at.join(index), member))
            .collect()
    }

    fn discriminator(
        &mut self,
        cx: &mut Diagnostics,
        pointer: &Pointer,
        node: &Node,
    ) -> Option<Discriminator> {
        let found = node.get("discriminator")?;
        let property = found.get("propertyName").and_then(Node::as_str)?.to_owned();
        let mut mapping = Vec::new();
        for (key, value) in found
            .get("mapping")
            .and_then(Node::as_object)
            .into_iter()
            .flatten()
        {
            let Some(text) = value.as_str() else { continue };
            // A name of a component, or a reference (OpenAPI 3.0.3, Discriminator Object, `mapping`).
            let component = Pointer::root()
                .join("components")
                .join("schemas")
                .join(text);
            let target = match self.places.node(&component) {
                Some(node) => targets::follow(cx, self.places, &component, node),
                None => {
                    let place = pointer
                        .join("discriminator")
                        .join("mapping")
                        .join(&key.name);
                    targets::named(cx, self.places, text, self.places.value(&place))
                }
            };
            if let Some(target) = target {
                mapping.push((key.name.clone(), self.found(target)));
            }
        }
        Some(Discriminator { property, mapping })
    }
}
