//! Schemas: composition merged, names for those written in place, one of several equal ones.

mod circles;
mod finish;
mod glance;
mod told;
mod uses;

use super::{
    conjunction::{Canonical, Conjunctions, Flat, Part},
    examples::Examples,
    kinds::{self, Kind},
    naming, unions,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, Whole, codes},
    pointer::Pointer,
    resolve::{self, Annotations, Resolved},
    spec::{self, SchemaId, SchemaKind},
    vocabulary::{Assertion, JsonTypes},
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

/// The schemas of one API: first those of the document, under the same ids, then the conjunctions that it implies.
pub(super) struct Schemas<'a> {
    resolved: &'a Resolved,
    conjunctions: Conjunctions<'a>,
    entries: Vec<Entry>,
    /// Which schema stands for a conjunction.
    owners: BTreeMap<Canonical, SchemaId>,
    any: Option<SchemaId>,
    text: Option<SchemaId>,
    types: RefCell<BTreeMap<resolve::SchemaId, JsonTypes>>,
    /// Whether the document implied more than is sensible.
    exhausted: bool,
    /// The schemas that operations use.
    used: Vec<SchemaId>,
    /// Where schemas stand that only say what values are asked for: no type comes of them.
    asserting: BTreeSet<Pointer>,
    pub(super) examples: Examples,
}

/// A schema before it is one of [`spec::Api::schemas`].
struct Entry {
    flat: Flat,
    pointer: Pointer,
    /// `None` until it is known.
    kind: Option<Kind>,
    name: Option<spec::SchemaName>,
}

/// How many conjunctions a document may imply for each schema that it has, and at least.
const MOST_IMPLIED: (usize, usize) = (4, 10_000);

impl<'a> Schemas<'a> {
    pub(super) fn new(resolved: &'a Resolved) -> Self {
        Self {
            resolved,
            conjunctions: Conjunctions::new(&resolved.schemas),
            entries: Vec::with_capacity(resolved.schemas.len()),
            owners: BTreeMap::new(),
            any: None,
            text: None,
            types: RefCell::default(),
            exhausted: false,
            used: Vec::new(),
            asserting: asserting(resolved).cloned().collect(),
            examples: Examples::default(),
        }
    }

    /// Finds out what every schema is, and names the components with all that is written inside them.
    pub(super) fn all(&mut self, cx: &mut Diagnostics) {
        for (index, schema) in self.resolved.schemas.iter().enumerate() {
            let flat = self
                .conjunctions
                .flat(&[Part::Whole(resolve::SchemaId(index))]);
            let place = || self.resolved.places.value(&schema.pointer);
            let flat = match flat.members() {
                1 => flat,
                more => match cx.expand(|| more, place) {
                    Some(()) => flat,
                    None => Flat::default(),
                },
            };
            self.entries.push(Entry {
                flat,
                pointer: schema.pointer.clone(),
                kind: None,
                name: None,
            });
        }
        self.choose_owners();
        let mut next = 0;
        while next < self.entries.len() {
            let kind = self.kind(cx, SchemaId(next));
            self.entries[next].kind = Some(kind);
            next += 1;
        }
        self.break_circles(cx);
        naming::components(self);
        let resolved = self.resolved;
        for (id, schema) in resolved.schemas.iter().enumerate() {
            let example = schema.annotations.example.as_ref();
            if let Some(example) = example {
                let at = schema.pointer.join("example");
                self.examples.add(SchemaId(id), at, example);
            }
            for (index, example) in schema.annotations.examples.iter().enumerate() {
                let at = schema.pointer.join("examples").join(index);
                self.examples.add(SchemaId(id), at, example);
            }
            for (_, property) in &schema.assertions.properties {
                self.use_examples(property, SchemaId(property.schema.0));
            }
        }
    }

    /// A conjunction is stood for by the component that is it, else by the schema that alone says it: wrappers in
    /// place are other names.
    fn choose_owners(&mut self) {
        let mut ranked: BTreeMap<Canonical, (usize, SchemaId)> = BTreeMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let schema = &self.resolved.schemas[index];
            let canonical = entry.flat.canonical();
            if canonical.0.is_empty() && canonical.1.is_empty() {
                continue;
            }
            let itself = entry.flat.own.last().map(|id| id.0) == Some(index)
                || entry
                    .flat
                    .choices
                    .iter()
                    .any(|choice| choice.schema.0 == index);
            let rank = match (&schema.component, itself) {
                (Some(_), true) => 0,
                (Some(_), false) => 1,
                (None, true) => 2,
                (None, false) => 3,
            };
            let found = ranked.entry(canonical).or_insert((rank, SchemaId(index)));
            if rank < found.0 {
                *found = (rank, SchemaId(index));
            }
        }
        self.owners = ranked.into_iter().map(|(key, (_, id))| (key, id)).collect();
    }

    fn kind(&mut self, cx: &mut Diagnostics, id: SchemaId) -> Kind {
        let flat = self.entries[id.0].flat.clone();
        let nullable = self.annotations(id).is_some_and(|said| said.nullable);
        if let Some(circular) = flat.circular {
            self.refuse(
                cx,
                &codes::CYCLIC_REFERENCE,
                circular,
                "is composed of itself, so that no value can be told to be one of it",
            );
            return Kind::plain(SchemaKind::Any);
        }
        if flat.too_large {
            self.refuse_entry(
                cx,
                id,
                "is composed of more schemas than any document of sense",
            );
            return Kind::plain(SchemaKind::Any);
        }
        // What stands once in the document is merged once for everything that is composed of it.
        let place = || self.resolved.places.value(&self.entries[id.0].pointer);
        let schemas = &self.resolved.schemas;
        let sizes = flat.own.iter().map(|id| schemas[id.0].assertions.size());
        if flat.own.len() > 1 && cx.expand(|| sizes.sum(), place).is_none() {
            return Kind::plain(SchemaKind::Any);
        }
        let canonical = flat.canonical();
        let mut kind = if canonical.0.is_empty() && canonical.1.is_empty() {
            Kind::plain(SchemaKind::Any)
        } else {
            match self.owners.get(&canonical) {
                Some(owner) if *owner != id => Kind::plain(SchemaKind::Alias(*owner)),
                _ if flat.choices.is_empty() => {
                    kinds::without_choices(cx, self, &flat.own, kinds::Extra::default())
                }
                _ => unions::with_choices(cx, self, id, &flat),
            }
        };
        kind.nullable |= nullable;
        // What is read as any value gets its checks as it is, null included.
        let takes_null = |assertion: &Assertion| matches!(assertion, Assertion::Types(types) if types.has(JsonTypes::NULL));
        let checked = !kind.constraints.assertions.iter().all(takes_null);
        if kind.nullable && checked && kind.kind == SchemaKind::Any {
            let assertions = std::mem::take(&mut kind.constraints.assertions);
            let null = vec![Assertion::Types(JsonTypes::NULL)];
            kind.constraints.assertions = vec![Assertion::Any(vec![null, assertions])];
        }
        if std::mem::take(&mut self.exhausted) {
            self.refuse_entry(
                cx,
                id,
                "implies more combinations of schemas than any document of sense",
            );
        }
        kind
    }

    fn refuse(
        &self,
        cx: &mut Diagnostics,
        code: &'static crate::diagnostics::Code,
        id: resolve::SchemaId,
        what: &str,
    ) {
        let pointer = &self.resolved.schemas[id.0].pointer;
        let message = format!("the schema {what}");
        let help = "take what leads back out of the composition, or put it into a property";
        cx.push(Diagnostic::new(code, self.resolved.places.value(pointer), message).help(help));
    }

    fn refuse_entry(&self, cx: &mut Diagnostics, id: SchemaId, what: &str) {
        let place = self.resolved.places.value(&self.entries[id.0].pointer);
        let message = format!("the schema {what}");
        let help = "compose fewer, or name parts of the composition as components";
        let diagnostic = Diagnostic::new(&codes::LIMIT_EXCEEDED, place, message).help(help);
        cx.exceed(Whole::of("composition"), diagnostic);
    }

    pub(super) fn resolved(&self) -> &'a Resolved {
        self.resolved
    }

    /// Whether a schema stands where no type comes of it.
    pub(super) fn only_asserts(&self, id: resolve::SchemaId) -> bool {
        let mut at = self.resolved.schemas[id.0].pointer.clone();
        loop {
            if self.asserting.contains(&at) {
                return true;
            }
            match at.split_last() {
                Some((parent, _)) => at = parent,
                None => return false,
            }
        }
    }

    pub(super) fn children(&self, id: resolve::SchemaId) -> &[resolve::SchemaId] {
        self.conjunctions.children(id)
    }

    /// What the document says beside the values of a schema that it has.
    pub(super) fn annotations(&self, id: SchemaId) -> Option<&'a Annotations> {
        let schema = self.resolved.schemas.get(id.0)?;
        Some(&schema.annotations)
    }

    /// All that a value has to satisfy.
    pub(super) fn flat(&self, parts: &[Part]) -> Flat {
        self.conjunctions.flat(parts)
    }

    /// Makes a schema the one that stands for a conjunction, and gives what that is of; the one that does already.
    pub(super) fn adopt(&mut self, id: SchemaId, parts: &[Part]) -> Result<Flat, SchemaId> {
        let flat = self.flat(parts);
        let canonical = flat.canonical();
        let says_nothing = canonical.0.is_empty() && canonical.1.is_empty();
        match self.owners.get(&canonical) {
            Some(owner) => Err(*owner),
            None if says_nothing || matches!(parts, [Part::Whole(_)]) => {
                Err(self.conjunction(parts))
            }
            None if flat.circular.is_some() || flat.too_large => Err(self.conjunction(parts)),
            None => {
                self.owners.insert(canonical, id);
                Ok(flat)
            }
        }
    }

    /// The schema of any value.
    pub(super) fn any(&mut self) -> SchemaId {
        if let Some(any) = self.any {
            return any;
        }
        let any = self.push(Flat::default(), Pointer::root());
        self.any = Some(any);
        any
    }

    /// The schema of the values that satisfy all parts.
    pub(super) fn conjunction(&mut self, parts: &[Part]) -> SchemaId {
        if let [Part::Whole(id)] = parts {
            return SchemaId(id.0);
        }
        let flat = self.conjunctions.flat(parts);
        let canonical = flat.canonical();
        if canonical.0.is_empty() && canonical.1.is_empty() && flat.circular.is_none() {
            return self.any();
        }
        if let Some(owner) = self.owners.get(&canonical) {
            return *owner;
        }
        let (times, least) = MOST_IMPLIED;
        if self.entries.len() > least.max(self.resolved.schemas.len() * times) {
            self.exhausted = true;
            return self.any();
        }
        let last = parts.last().map(|part| match part {
            Part::Whole(id) | Part::Own(id) => *id,
        });
        let pointer = last.map_or_else(Pointer::root, |id| {
            self.resolved.schemas[id.0].pointer.clone()
        });
        let id = self.push(flat, pointer);
        self.owners.insert(canonical, id);
        id
    }

    fn push(&mut self, flat: Flat, pointer: Pointer) -> SchemaId {
        self.entries.push(Entry {
            flat,
            pointer,
            kind: None,
            name: None,
        });
        SchemaId(self.entries.len() - 1)
    }

    pub(super) fn name(&self, id: SchemaId) -> Option<&spec::SchemaName> {
        self.entries[id.0].name.as_ref()
    }

    pub(super) fn set_name(&mut self, id: SchemaId, name: spec::SchemaName) {
        self.entries[id.0].name = Some(name);
    }
}

/// The places of keywords of which assertions come.
fn asserting(resolved: &Resolved) -> impl Iterator<Item = &Pointer> {
    resolved.schemas.iter().flat_map(|schema| {
        let further = schema.assertions.further();
        let condition = further.condition.iter().flat_map(|condition| {
            let parts = [
                Some(&condition.condition),
                condition.then.as_ref(),
                condition.otherwise.as_ref(),
            ];
            parts.into_iter().flatten()
        });
        let contains = further.contains.iter().map(|contains| &contains.schema);
        let dependent = further.dependent_schemas.iter().map(|(_, used)| used);
        let parts = contains.chain(&further.names).chain(dependent);
        let parts = parts.chain(condition).filter(|used| !used.by_reference);
        parts.map(|used| &used.pointer)
    })
}
