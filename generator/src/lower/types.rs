//! Schemas to types: which have a definition of their own, what each is called, and what a use of it is.

use super::{
    analysis::Analysis, checks, complexity, definitions, formats, literals, member_names,
    operations, recursion::Circles, sizes::Sizes, type_names,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    document::Places,
    ir::{self, Presence, TypeRef},
    source::{Choices, Config},
    spec::{self, Additional, NumberFormat, SchemaId, SchemaKind},
};
use std::{cell::RefCell, collections::HashMap};

/// What each schema is in Rust.
pub(super) struct Types<'a> {
    pub(super) api: &'a spec::Api,
    config: &'a Config,
    pub(super) analysis: Analysis,
    circles: Circles,
    sizes: Sizes,
    defaults: RefCell<Defaults>,
    /// By [`SchemaId`]: lists and other names that contain nothing but themselves, which no alias can say.
    endless: Vec<bool>,
    /// By [`SchemaId`]: objects whose members are parts of bodies and nothing else.
    only_parts: Vec<bool>,
    /// By [`SchemaId`]: the definition, where the schema has one of its own.
    ids: Vec<Option<ir::TypeId>>,
    /// By [`ir::TypeId`].
    schemas: Vec<(SchemaId, String)>,
    /// By [`SchemaId`]: what it is called in the lock of names.
    keys: Vec<String>,
    /// By [`SchemaId`]: the identifiers of the fields, or of the variants.
    members: Vec<Vec<String>>,
    /// By [`SchemaId`]: the identifier of the field for other members, or of the variant for other values.
    rest: Vec<Option<String>>,
}

/// Of how many values a value may have to be made: a server makes room for all of them before it reads the first.
const MOST_NEEDED: usize = 10_000;

/// How many defaults may be within each other, by way of properties that are absent in them.
const MOST_DEFAULTS: usize = 32;

/// Defaults as expressions: many ask for the same, and defaults of objects ask for those of their properties.
#[derive(Default)]
struct Defaults {
    made: HashMap<SchemaId, DefaultLiteral>,
    /// How many are begun and not made.
    begun: usize,
}

enum DefaultLiteral {
    Begun,
    /// Begun, and asked for by itself.
    Endless,
    Made(Option<ir::Literal>),
}

impl<'a> Types<'a> {
    /// Names every type, field and variant.
    pub(super) fn choose(
        cx: &mut Diagnostics,
        api: &'a spec::Api,
        places: &Places,
        names: &operations::Names,
        choices: &'a Choices,
    ) -> Self {
        let lock = choices.lock.as_ref();
        let schemas = api.schemas.iter();
        let keys: Vec<String> = schemas
            .map(|schema| type_names::key(schema, names, lock))
            .collect();
        let only_parts = operations::only_parts(api);
        let endless = endless(api);
        let ends = |id: SchemaId| endless[id.0] || type_names::has_definition(api, id);
        let complex = complexity::to_name(api, &choices.config, &ends);
        let has_type = |id: SchemaId| {
            let has_definition = complex[id.0] || type_names::has_definition(api, id);
            has_definition && !only_parts[id.0]
        };
        let (ids, schemas) = type_names::choose(cx, api, places, names, (lock, &keys), &has_type);
        let (mut members, mut rest) = (Vec::new(), Vec::new());
        for id in (0..api.schemas.len()).map(SchemaId) {
            let is_open = is_open(api, id);
            let (own, other) = member_names::choose(
                cx,
                places,
                api.schema(id),
                (lock, &keys, &keys[id.0]),
                is_open,
            );
            members.push(own);
            rest.push(other);
        }
        let circles = Circles::find(api);
        let types = Self {
            api,
            config: &choices.config,
            keys,
            analysis: Analysis::of(api, &endless, &|id| is_open(api, id)),
            sizes: Sizes::of(api, &circles),
            defaults: RefCell::default(),
            circles,
            endless,
            only_parts,
            ids,
            schemas,
            members,
            rest,
        };
        types.report(cx, places);
        types
    }

    /// The type of a schema's values, `null` aside.
    pub(super) fn reference(&self, id: SchemaId) -> TypeRef {
        match self.ids[id.0] {
            Some(definition) => TypeRef::Named(definition),
            None => self.written_out(id),
        }
    }

    /// The type of a schema's values, `null` included.
    pub(super) fn reference_or_null(&self, id: SchemaId) -> TypeRef {
        match self.is_nullable(id) {
            true => TypeRef::Option(Box::new(self.reference(id))),
            false => self.reference(id),
        }
    }

    /// The identifier of a schema's own type.
    pub(super) fn name_of(&self, id: SchemaId) -> Option<&str> {
        self.ids[id.0].map(|id| self.schemas[id.0].1.as_str())
    }

    /// The definition of a schema's own type.
    pub(super) fn definition_of(&self, id: SchemaId) -> Option<ir::TypeId> {
        self.ids[id.0]
    }

    /// The schema that a definition is of.
    pub(super) fn schema_of(&self, id: ir::TypeId) -> SchemaId {
        self.schemas[id.0].0
    }

    /// The schemas that have a type of their own, by its identifier.
    pub(super) fn named(&self) -> impl Iterator<Item = (SchemaId, &str)> {
        self.schemas.iter().map(|(id, ident)| (*id, ident.as_str()))
    }

    /// The types of `models`, by id.
    pub(super) fn definitions(&self) -> Vec<ir::TypeDef> {
        self.schemas
            .iter()
            .map(|(id, ident)| definitions::definition(self, *id, ident))
            .collect()
    }

    /// What a schema is called in the lock of names.
    pub(super) fn key(&self, id: SchemaId) -> &str {
        &self.keys[id.0]
    }

    /// The fields of an object's struct.
    pub(super) fn fields(&self, id: SchemaId) -> &[String] {
        &self.members[id.0]
    }

    /// A variant of an enum or a union.
    pub(super) fn variant(&self, id: SchemaId, index: usize) -> Option<String> {
        self.members[id.0].get(index).cloned()
    }

    /// The field for members that no property stands for.
    pub(super) fn additional(&self, id: SchemaId) -> Option<&str> {
        self.rest[id.0].as_deref()
    }

    /// The variant for values that the document does not list.
    pub(super) fn unknown(&self, id: SchemaId) -> Option<&str> {
        self.rest[id.0].as_deref()
    }

    /// Whether there is something to check in the values of a schema.
    pub(super) fn is_checked(&self, id: SchemaId) -> bool {
        self.analysis.checked[id.0]
    }

    /// Whether a field or a variant of `owner` that holds `held` has to be boxed, or is large enough to be.
    pub(super) fn is_boxed(&self, owner: SchemaId, held: SchemaId) -> bool {
        let is_large = match self.api.schema(owner).kind {
            SchemaKind::Union(_) => self.sizes.is_large(held),
            _ => self.sizes.is_vast(owner, held),
        };
        is_large || self.circles.between(owner, held)
    }

    /// How large the values of schemas are in memory.
    pub(super) fn sizes(&self) -> &Sizes {
        &self.sizes
    }

    /// Whether a schema is an object whose members are parts of bodies and nothing else.
    pub(super) fn is_only_parts(&self, id: SchemaId) -> bool {
        self.only_parts[id.0]
    }

    /// Whether a box breaks a circle there.
    pub(super) fn is_circular(&self, owner: SchemaId, held: SchemaId) -> bool {
        self.circles.between(owner, held)
    }

    /// Whether a schema contains nothing but itself, which no type can say.
    pub(super) fn is_endless(&self, id: SchemaId) -> bool {
        self.endless[id.0]
    }

    /// Whether `null` is a value of a schema.
    pub(super) fn is_nullable(&self, id: SchemaId) -> bool {
        let mut at = id;
        loop {
            let schema = self.api.schema(at);
            match schema.kind {
                _ if schema.nullable => return true,
                // Any value may be null, which its own type says.
                SchemaKind::Alias(target) if !self.endless[at.0] => at = target,
                _ => return false,
            }
        }
    }

    /// Whether a property has a value, and which where the document has none.
    pub(super) fn presence(&self, owner: SchemaId, property: &spec::Property) -> Presence {
        let nullable =
            self.is_nullable(property.schema) && self.reference(property.schema) != TypeRef::Value;
        match (property.required, nullable) {
            (true, false) => Presence::Required,
            (true, true) => Presence::RequiredNullable,
            (false, _) => match self.default_of(owner, property) {
                Some(default) => Presence::Defaulted(default),
                None if nullable => Presence::OptionalNullable,
                None => Presence::Optional,
            },
        }
    }

    /// What stands for an absent property: its `default`. In the body of a `PATCH` an absent property stays absent.
    fn default_of(&self, owner: SchemaId, property: &spec::Property) -> Option<ir::Literal> {
        if !self.applies_defaults(owner) || self.is_circular(owner, property.schema) {
            return None;
        }
        let default = self.default_literal(property.schema)?;
        Some(match self.is_boxed(owner, property.schema) {
            true => default.boxed(),
            false => default,
        })
    }

    /// The `default` of a schema as an expression. One that has itself in it, by way of properties that are absent
    /// there, has none.
    fn default_literal(&self, id: SchemaId) -> Option<ir::Literal> {
        let value = self.default_value(id)?;
        let is_too_deep = {
            let mut defaults = self.defaults.borrow_mut();
            match defaults.made.get_mut(&id) {
                Some(DefaultLiteral::Made(literal)) => return literal.clone(),
                Some(begun) => {
                    *begun = DefaultLiteral::Endless;
                    return None;
                }
                None => {}
            }
            defaults.made.insert(id, DefaultLiteral::Begun);
            defaults.begun += 1;
            defaults.begun > MOST_DEFAULTS
        };
        let literal = match self.reference(id) {
            _ if is_too_deep => None,
            // Any value may be null, which its own type says.
            ir::TypeRef::Value => Some(ir::Literal::Json(value.clone())),
            _ => literals::nullable(self, id, value),
        };
        let mut defaults = self.defaults.borrow_mut();
        defaults.begun -= 1;
        let is_endless = matches!(defaults.made.get(&id), Some(DefaultLiteral::Endless));
        let literal = literal.filter(|_| !is_endless);
        let made = DefaultLiteral::Made(literal.clone());
        defaults.made.insert(id, made);
        literal
    }

    /// Whether absent properties of an object are read as their defaults.
    fn applies_defaults(&self, owner: SchemaId) -> bool {
        let direction = self.api.directions.get(owner.0);
        let owned = &self.api.schema(owner).constraints;
        // What is counted has to be what was sent.
        let counts = owned.min_properties.is_some() || owned.max_properties.is_some();
        !(counts || direction.is_some_and(|direction| direction.patch))
    }

    /// Whether an absent property would be read as its default, had that an expression.
    pub(super) fn lacks_its_default(&self, owner: SchemaId, property: &spec::Property) -> bool {
        self.applies_defaults(owner)
            && self.default_value(property.schema).is_some()
            && self.default_of(owner, property).is_none()
    }

    /// The `default` of a schema, or of what it is another name for.
    pub(super) fn default_value(&self, id: SchemaId) -> Option<&'a serde_json::Value> {
        self.api.schema(self.default_origin(id)?).default.as_ref()
    }

    /// The schema that has that `default`.
    pub(super) fn default_origin(&self, id: SchemaId) -> Option<SchemaId> {
        let mut at = id;
        loop {
            let schema = self.api.schema(at);
            match (&schema.default, &schema.kind) {
                (Some(_), _) => return Some(at),
                (None, SchemaKind::Alias(target)) if !self.endless[at.0] => at = *target,
                (None, _) => return None,
            }
        }
    }

    /// The type itself, where no definition names it or where it is the definition.
    pub(super) fn written_out(&self, id: SchemaId) -> TypeRef {
        let schema = self.api.schema(id);
        if let Some(path) = &schema.replacement {
            return TypeRef::Foreign(path.clone());
        }
        match &schema.kind {
            SchemaKind::Any => TypeRef::Value,
            SchemaKind::Boolean => TypeRef::Bool,
            SchemaKind::Integer(format) => TypeRef::Integer(format.bits, format.signed),
            SchemaKind::Number(NumberFormat::Float) => TypeRef::F32,
            SchemaKind::Number(NumberFormat::Double) => TypeRef::F64,
            SchemaKind::String(format) => formats::type_of(self.config, format.as_deref()),
            // What contains nothing but itself is anything, one level down.
            _ if self.endless[id.0] => TypeRef::Value,
            SchemaKind::Array(items) => TypeRef::Vec(Box::new(self.reference_or_null(*items))),
            SchemaKind::Map(values) => TypeRef::Map(Box::new(self.reference_or_null(*values))),
            SchemaKind::Alias(target) => self.reference(*target),
            // Always named; an empty id stands for errors that were said already.
            SchemaKind::Object(_) | SchemaKind::Enum(_) | SchemaKind::Union(_) => {
                self.ids[id.0].map_or(TypeRef::Value, TypeRef::Named)
            }
        }
    }

    /// What is to be checked where a schema is used.
    pub(super) fn check(&self, id: SchemaId) -> ir::Check {
        checks::check(self.api, self, id)
    }

    fn report(&self, cx: &mut Diagnostics, places: &Places) {
        for (index, schema) in self.api.schemas.iter().enumerate() {
            let place = || places.value(&schema.pointer);
            if self.endless[index] {
                let message = "a list that contains nothing but itself is read as any value";
                let diagnostic = Diagnostic::new(&codes::ENDLESS_SCHEMA, place(), message);
                cx.push(diagnostic.help("say what its items are"));
            }
            if self.analysis.depth[index].is_none() && self.ids[index].is_some() {
                let message =
                    "a value of this schema would have to contain another one without end";
                cx.push(
                    Diagnostic::new(&codes::INFINITE_SCHEMA, place(), message).help(
                        "let a property on the way back be optional or nullable, or be a list",
                    ),
                );
            }
            let least = &self.analysis.least;
            let parts = || schema.kind.parts().into_iter();
            let is_cause = || parts().all(|part| least[part.0] <= MOST_NEEDED);
            if least[index] > MOST_NEEDED && is_cause() {
                let message = format!(
                    "a value of this schema would have to contain more than {MOST_NEEDED} others"
                );
                cx.push(
                    Diagnostic::new(&codes::INFINITE_SCHEMA, place(), message)
                        .note("every property that is required counts, and those of its value")
                        .help("let some of them be optional or nullable, or be lists"),
                );
            }
        }
    }
}

/// Whether values that the document does not list may arrive: those of responses, from a newer server.
fn is_open(api: &spec::Api, id: SchemaId) -> bool {
    let response = api
        .directions
        .get(id.0)
        .is_some_and(|direction| direction.response);
    response
        && match &api.schema(id).kind {
            SchemaKind::Union(union) => {
                matches!(union.selection, spec::Selection::Tag { other: None, .. })
            }
            _ => true,
        }
}

/// Lists, maps and other names that lead back to themselves through nothing else: an alias cannot contain itself.
fn endless(api: &spec::Api) -> Vec<bool> {
    let next = |id: SchemaId| match api.schema(id).kind {
        _ if api.schema(id).replacement.is_some() => None,
        SchemaKind::Array(part) | SchemaKind::Map(part) | SchemaKind::Alias(part) => Some(part),
        _ => None,
    };
    // By schema: the walk that came by first. A walk that meets itself has found a circle, one that meets another
    // need not go where that one went.
    let mut walks: Vec<Option<usize>> = vec![None; api.schemas.len()];
    let mut endless = vec![false; api.schemas.len()];
    for walk in 0..walks.len() {
        let mut at = Some(SchemaId(walk));
        while let Some(id) = at {
            match walks[id.0] {
                None => {
                    walks[id.0] = Some(walk);
                    at = next(id);
                }
                Some(other) => {
                    if other == walk {
                        // Where the circle is cut does not depend on the order of the schemas.
                        let circle = std::iter::successors(next(id), |part| {
                            next(*part).filter(|_| *part != id)
                        });
                        let first = circle.min_by_key(|part| &api.schema(*part).pointer);
                        endless[first.unwrap_or(id).0] = true;
                    }
                    break;
                }
            }
        }
    }
    endless
}

/// Whether a struct keeps members that no field stands for.
pub(super) fn keeps_others(object: &spec::Object) -> bool {
    matches!(object.additional, Additional::Kept(_))
}
