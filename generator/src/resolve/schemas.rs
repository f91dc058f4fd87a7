//! Schemas to ids: each component and each inline schema once, read from the positioned tree.

use super::{
    Additional, Assertions, Beside, Discriminator, Schema, SchemaId, SchemaUse, further, keywords,
    references,
};
use crate::{
    diagnostics::{Diagnostics, Whole},
    document::Places,
    layout::Kind,
    pointer::Pointer,
    source::{Map, Node, exceeded},
    vocabulary::JsonTypes,
    volume,
};
use std::collections::{BTreeMap, VecDeque};

/// The schemas found so far.
pub(super) struct Schemas<'a> {
    places: &'a Places,
    list: Vec<Schema>,
    by_pointer: BTreeMap<Pointer, SchemaId>,
    /// Found, but not read yet: schemas refer to each other in circles, and as deep as they like.
    unread: VecDeque<SchemaId>,
    /// How many were found beyond the limit.
    refused: usize,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(places: &'a Places) -> Self {
        Self {
            places,
            list: Vec::new(),
            by_pointer: BTreeMap::new(),
            unread: VecDeque::new(),
            refused: 0,
        }
    }

    /// Finds every component, used or not. A component that is only a reference is the schema that it refers to.
    pub(super) fn components(&mut self, cx: &mut Diagnostics) {
        let at = Pointer::root().join("components").join("schemas");
        let components = self.places.node(&at).and_then(Node::as_object);
        for (key, node) in components.into_iter().flatten() {
            let pointer = at.join(&key.name);
            match is_other_name(node) {
                false => {
                    self.found(cx, pointer);
                }
                true => {
                    self.target(cx, &pointer, node);
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
            // What stands for a name of a type is made, not read.
            if let Some(node) = self.places.node(&pointer).filter(|node| is_schema(node)) {
                self.read(cx, id, &pointer, node);
            }
        }
    }

    /// The schema that a node is or refers to; one of any values, and an error said, when the reference leads nowhere.
    pub(super) fn find(
        &mut self,
        cx: &mut Diagnostics,
        pointer: Pointer,
        node: &Node,
    ) -> SchemaUse {
        let target = match is_other_name(node) {
            true => self.target(cx, &pointer, node),
            false => None,
        };
        match target {
            Some(target) => SchemaUse {
                schema: self.found(cx, target),
                by_reference: true,
                beside: beside(node),
                pointer,
            },
            None => SchemaUse {
                schema: self.found(cx, pointer.clone()),
                by_reference: false,
                beside: None,
                pointer,
            },
        }
    }

    fn target(&self, cx: &mut Diagnostics, pointer: &Pointer, node: &Node) -> Option<Pointer> {
        let found = references::follow(cx, self.places, Kind::Schema, pointer, node);
        found.map(|(target, _)| target)
    }

    fn found(&mut self, cx: &mut Diagnostics, pointer: Pointer) -> SchemaId {
        if let Some(id) = self.by_pointer.get(&pointer) {
            return *id;
        }
        let id = SchemaId(self.list.len());
        let limit = cx.limits.schemas;
        if id.0 >= limit {
            // Some schema stands for it, since nothing comes of the whole any more.
            self.refused += 1;
            let message = format!("the API has more than {limit} schemas");
            let whole = Whole {
                key: "schemas",
                reached: Some(limit + self.refused),
            };
            let place = self.places.value(&pointer);
            cx.exceed(whole, exceeded(place, message, "schemas", limit));
            return SchemaId(0);
        }
        let keys: Vec<String> = pointer.keys().collect();
        let component = match keys.as_slice() {
            [components, schemas, name] if components == "components" && schemas == "schemas" => {
                Some(name.clone())
            }
            _ => None,
        };
        if self.list.len() == self.list.capacity() {
            let most = limit - self.list.len();
            self.list
                .reserve_exact(self.list.len().clamp(16, most.max(16)));
        }
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
        if let Some(allowed) = node.as_bool() {
            // JSON Schema Core 2020-12, section 4.3.2.
            assertions.types = (!allowed).then_some(JsonTypes::default());
        }
        self.read_parts(cx, &mut assertions, pointer, node);
        annotations.discriminator = self.discriminator(cx, pointer, node).map(Box::new);
        if node.get("$ref").is_some() {
            // A use with keywords of its own: it is all that the target is, and what they say.
            let target = self.target(cx, pointer, node);
            let target = target.map(|target| SchemaUse {
                schema: self.found(cx, target.clone()),
                by_reference: true,
                beside: None,
                pointer: pointer.clone(),
            });
            assertions.all_of.splice(..0, target);
        }
        // What excludes all values, or none of them.
        match node.get("not") {
            Some(not)
                if not.as_object().is_some_and(Map::is_empty) || not.as_bool() == Some(true) =>
            {
                assertions.not = None;
                assertions.types = Some(JsonTypes::default());
            }
            Some(not) if not.as_bool() == Some(false) => assertions.not = None,
            _ => {}
        }
        self.split_types(cx, &mut assertions, pointer, node);
        let values = ["example", "examples"].into_iter();
        let values = values.filter_map(|key| node.get(key));
        // A default becomes code, which takes several times what its value does.
        let default = 3 * copied(node.get("default").into_iter());
        let place = || self.places.value(pointer);
        if cx.expand(|| default + copied(values), place).is_none() {
            self.unread.clear();
        }
        if cx.grow(lines(&assertions), place).is_none() {
            // Nothing comes of the rest.
            self.unread.clear();
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
        into.properties = self.named(cx, pointer, node, "properties");
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
        let further = further::read(cx, self, pointer, node);
        into.further = (!further.is_empty()).then(|| Box::new(further));
    }

    /// Several types are a choice between schemas of one each; all other keywords hold for each of them.
    fn split_types(
        &mut self,
        cx: &mut Diagnostics,
        into: &mut Assertions,
        pointer: &Pointer,
        node: &Node,
    ) {
        const EACH: [JsonTypes; 6] = [
            JsonTypes::BOOLEAN,
            JsonTypes::NUMBER,
            JsonTypes::INTEGER,
            JsonTypes::STRING,
            JsonTypes::ARRAY,
            JsonTypes::OBJECT,
        ];
        let Some(types) = into.types else { return };
        let some = types.without(JsonTypes::NULL);
        let is_several = !some.is_empty() && !EACH.contains(&some);
        if types == JsonTypes::ALL {
            into.types = None;
            return;
        }
        // The listed values say it all, and so does a type beside `null`.
        if !is_several || into.values.is_some() {
            return;
        }
        let at = pointer.join("type");
        let names = node
            .get("type")
            .and_then(Node::as_array)
            .unwrap_or_default();
        let has_number = types.has(JsonTypes::NUMBER);
        let mut branches = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let Some(types) = name.as_str().and_then(JsonTypes::of_name) else {
                continue;
            };
            // Numbers are integers, too.
            if has_number && types == JsonTypes::INTEGER {
                continue;
            }
            let pointer = at.join(index);
            let schema = self.found(cx, pointer.clone());
            self.list[schema.0].assertions.types = Some(types);
            branches.push(SchemaUse {
                pointer,
                schema,
                by_reference: false,
                beside: None,
            });
        }
        into.types = None;
        if into.any_of.is_empty() {
            into.any_of = branches;
            return;
        }
        // Two choices stand in two schemas.
        let schema = self.found(cx, at.clone());
        self.list[schema.0].assertions.any_of = branches;
        into.all_of.push(SchemaUse {
            pointer: at,
            schema,
            by_reference: false,
            beside: None,
        });
    }

    pub(super) fn members(
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

    /// The schemas of an object of them, in document order.
    pub(super) fn named(
        &mut self,
        cx: &mut Diagnostics,
        pointer: &Pointer,
        node: &Node,
        key: &str,
    ) -> Vec<(String, SchemaUse)> {
        let at = pointer.join(key);
        let members = node
            .get(key)
            .and_then(Node::as_object)
            .into_iter()
            .flatten();
        members
            .map(|(key, member)| {
                let used = self.find(cx, at.join(&key.name), member);
                (key.name.clone(), used)
            })
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
            let place = pointer
                .join("discriminator")
                .join("mapping")
                .join(&key.name);
            if let Some(target) = self.mapped(cx, &place, value) {
                mapping.push((key.name.clone(), target));
            }
        }
        let other = found.get("defaultMapping").and_then(|value| {
            let place = pointer.join("discriminator").join("defaultMapping");
            self.mapped(cx, &place, value)
        });
        Some(Discriminator {
            property,
            mapping,
            other,
        })
    }

    /// A name of a component, or a reference (OpenAPI 3.0.3, Discriminator Object, `mapping`).
    fn mapped(&mut self, cx: &mut Diagnostics, place: &Pointer, value: &Node) -> Option<SchemaId> {
        let text = value.as_str()?;
        let component = Pointer::root()
            .join("components")
            .join("schemas")
            .join(text);
        let target = match self.places.node(&component) {
            Some(node) if is_other_name(node) => self.target(cx, &component, node),
            Some(_) => Some(component),
            None => {
                let span = self.places.value(place);
                references::named(cx, self.places, Kind::Schema, text, span)
            }
        };
        target.map(|target| self.found(cx, target))
    }
}

/// How much Rust a schema is by itself. Equal ones may become one, and what is composed counts where it is composed.
fn lines(said: &Assertions) -> usize {
    let members = said.properties.len() + said.one_of.len() + said.any_of.len();
    let of_type = match members {
        0 => 0,
        _ => volume::TYPE + volume::MEMBER * members,
    };
    let of_values = said.values.as_ref();
    let of_values = of_values.map_or(0, |values| volume::ENUM + volume::VALUE * values.len());
    let of_checks = match said.constraints.is_empty() && said.further.is_none() {
        true => 0,
        false => volume::CHECKS,
    };
    volume::SCHEMA + of_type + of_values + of_checks
}

/// What it takes to keep values beside the document: they are in the schema, and where it is used.
pub(super) fn copied<'n>(values: impl Iterator<Item = &'n Node>) -> usize {
    2 * values.map(Node::weight).sum::<usize>()
}

/// What stands beside the `$ref` of a use; most have nothing there.
fn beside(node: &Node) -> Option<Box<Beside>> {
    let beside = Beside {
        description: keywords::text(node, "description"),
        example: node.get("example").map(Node::to_json),
        chosen_name: keywords::text(node, "x-rust-name"),
    };
    (beside != Beside::default()).then(|| Box::new(beside))
}

/// Whether a schema is nothing but a reference to another one.
fn is_other_name(node: &Node) -> bool {
    node.get("$ref").is_some() && !keywords::wraps(node)
}

/// Whether a node is a schema: an object, or a boolean (JSON Schema Core 2020-12, section 4.3).
fn is_schema(node: &Node) -> bool {
    node.as_object().is_some() || node.as_bool().is_some()
}
